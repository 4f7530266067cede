"""The words of a language for browsers: a module that they keep for good, and JSON for whoever changes the language.

They get what scripts say and every refusal, not what only the server says: that is a third of all words.

Rule: ten thousand people who come at once are given the same bytes, compressed once. The address says which words they
are, so that an update reaches everybody with the next page.
"""

import gzip
import hashlib
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from pydantic_core import to_json
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from live.locale import catalogue, languages
from live.locale.extract import said_in_scripts


class Module(NamedTuple):
    """`export default` of the messages, as it is and compressed. `version` changes with the words."""

    text: bytes
    packed: bytes
    version: str


def address(language: str) -> str:
    """Where the words for a reader of this language are."""
    words = catalogue(language).words
    return f"/messages/{words}.js?v={_module(words).version}"


def routes() -> list[Route]:
    """What is answered here."""
    return [Route("/messages/{language}.json", _json), Route("/messages/{language}.js", _script)]


@cache
def said_by_file() -> Mapping[str, frozenset[str]]:
    """What each script says."""
    return said_in_scripts()


def _sent(language: str) -> dict[str, Any]:
    sent = catalogue(language).messages()
    said = frozenset().union(*said_by_file().values())
    words = {id_: forms for id_, forms in sent["messages"].items() if id_ in said or id_.startswith("reject:")}
    return sent | {"messages": words}


@cache
def _module(words: str) -> Module:
    text = b"export default %s;\n" % to_json(_sent(words)["messages"])
    return Module(text, gzip.compress(text, mtime=0), hashlib.sha256(text).hexdigest()[:12])


async def _json(request: Request) -> Response:
    language = request.path_params["language"]
    if language.partition("-")[0] not in languages():
        raise HTTPException(404)
    return JSONResponse(_sent(language))


async def _script(request: Request) -> Response:
    words = request.path_params["language"]
    if words not in languages():
        raise HTTPException(404)
    module = _module(words)
    kept = request.query_params.get("v") == module.version
    answer = Response(module.text, media_type="text/javascript")
    answer.headers["cache-control"] = "public, max-age=31536000, immutable" if kept else "no-cache"
    if "gzip" in request.headers.get("accept-encoding", ""):
        answer.body = module.packed
        answer.headers["content-length"] = str(len(module.packed))
        answer.headers["content-encoding"] = "gzip"
        answer.headers["vary"] = "Accept-Encoding"
    return answer

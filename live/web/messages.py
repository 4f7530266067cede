"""The words of a language for browsers: a module that they keep for good, and JSON for whoever changes the language.

Rule: ten thousand people who come at once are given the same bytes, compressed once. The address says which words they
are, so that an update reaches everybody with the next page.
"""

import gzip
import hashlib
from functools import cache
from typing import NamedTuple

from pydantic_core import to_json
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from live.locale import catalogue, languages


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
def _module(words: str) -> Module:
    text = b"export default %s;\n" % to_json(catalogue(words).messages()["messages"])
    return Module(text, gzip.compress(text, mtime=0), hashlib.sha256(text).hexdigest()[:12])


async def _json(request: Request) -> Response:
    language = request.path_params["language"]
    if language.partition("-")[0] not in languages():
        raise HTTPException(404)
    return JSONResponse(catalogue(language).messages())


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

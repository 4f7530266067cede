"""Scripts and styles as pages get them: bound, without comments, compressed once, kept by browsers for good.

An address is `/made/<version>/<tongue>/<path>`; the version changes with any file or word, so that an update reaches
everybody with the next page. Under the tag of a language the scripts of the pages in `BOUND` are bound (`binding.py`)
and bring their words in it; under `-` every module stands alone and pages name the rest in an import map. Stylesheets
come without cascade layers (`flat.py`).

Rule: what is asked for is a file of the product or one of `SHEETS`; under an older version the present one is given and
not kept, because a page that was open during an update still asks for its kinds.
"""

import asyncio
import gzip
import hashlib
import re
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from pydantic_core import to_json
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from live import places
from live.locale import FOLDER, catalogue, languages
from live.web import flat, lean, messages
from live.web.binding import Binding

ALONE = "-"
BOUND = {
    "participant": frozenset({"agenda", "assignment", "documentation", "screen"}),
    "console": frozenset({"agenda", "documentation", "screen"}),
    "projector": frozenset({"assignment", "documentation"}),
}
"""Pages whose script comes in one piece: `pages/<name>.js` with `steps/<kind>/<name>.js`; and the parts of the product
from which such a page hears no refusals, because it never asks them for anything."""
HOUSE = ("tokens", "base", "stage", "controls", "figures", "voice", "utilities", "fonts")
SHEETS = {"house": HOUSE, "phone": (*HOUSE, "pages/participant")}
"""Stylesheets that come in one piece."""
KEPT = "public, max-age=31536000, immutable"
_FORMS = {".js": "text/javascript", ".css": "text/css"}
_FONT = re.compile(r'url\("(?:\.\./)+fonts/([\w-]+\.woff2)"\)')


class Made(NamedTuple):
    """A file as it is sent, and compressed."""

    text: bytes
    packed: bytes
    form: str


class _What(NamedTuple):
    tongue: str
    path: str


_MAKING = threading.Lock()
_KEPT: dict[_What, Made] = {}


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where a page finds its scripts and styles. `as_written`: the files themselves, for whoever works on them."""

    as_written: bool = False

    def bound(self, page: str) -> bool:
        """Whether the script of this page comes in one piece with its words."""
        return page in BOUND and not self.as_written

    def script(self, page: str, language: str) -> str:
        """The script of a page."""
        return self.file(f"pages/{page}.js", catalogue(language).words if self.bound(page) else ALONE)

    def kind(self, kind: str, page: str, language: str) -> tuple[str, str] | None:
        """The script and the stylesheet of a kind, where they are fetched ahead of the page that will ask for them."""
        if not kind or not self.bound(page):
            return None
        words = catalogue(language).words
        return self.file(f"steps/{kind}/{page}.js", words), self.file(f"steps/{kind}/{kind}.css", words)

    def sheets(self, name: str) -> list[str]:
        """One of `SHEETS`."""
        if self.as_written:
            return [self.file(f"styles/{sheet}.css") for sheet in SHEETS[name]]
        return [f"/made/{version()}/{ALONE}/sheets/{name}.css"]

    def file(self, path: str, tongue: str = ALONE) -> str:
        """A static file."""
        return f"/static/{path}" if self.as_written else f"/made/{version()}/{tongue}/{path}"


def routes() -> list[Route]:
    """What is answered here. The files are looked at now, and not when the first page asks where they are."""
    version()
    return [Route("/made/{version}/{tongue}/{path:path}", _answer)]


@cache
def version() -> str:
    """Changes with every file and every word, and with how they are made."""
    files = (path for path in sorted(places.static().rglob("*")) if path.suffix in (*_FORMS, ".woff2"))
    makers = (Path(__file__).with_name(f"{maker}.py") for maker in ("made", "binding", "flat", "lean"))
    sums = hashlib.sha256()
    for path in (*files, *sorted(FOLDER.rglob("live.po")), *makers):
        sums.update(f"{path.name}\0{path.stat().st_size}\0".encode() + path.read_bytes())
    return sums.hexdigest()[:12]


@cache
def font_version(name: str) -> str:
    """Changes with the font only: an update of a script does not fetch it anew."""
    path = places.static() / "fonts" / name
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12] if path.is_file() else ""


async def _answer(request: Request) -> Response:
    asked = request.path_params
    tongue, path = asked["tongue"], asked["path"]
    known = path in _files() or path in {f"sheets/{name}.css" for name in SHEETS}
    if not known or tongue not in (ALONE, *languages()):
        raise HTTPException(404)
    what = _What(tongue, path)
    made = _KEPT[what] if what in _KEPT else await asyncio.to_thread(_make, what)
    packed = "gzip" in request.headers.get("accept-encoding", "")
    answer = Response(made.packed if packed else made.text, media_type=made.form)
    answer.headers["cache-control"] = KEPT if asked["version"] == version() else "no-cache"
    if packed:
        answer.headers["content-encoding"] = "gzip"
        answer.headers["vary"] = "Accept-Encoding"
    return answer


def _make(what: _What) -> Made:
    """Made once, however many ask for it at the same time: it takes some tenths of a second."""
    with _MAKING:
        if what not in _KEPT:
            script = what.path.endswith(".js")
            text = (_script(what.tongue, what.path) if script else _style(what.path)).encode()
            _KEPT[what] = Made(text, gzip.compress(text, mtime=0), _FORMS[Path(what.path).suffix])
        return _KEPT[what]


@cache
def _files() -> frozenset[str]:
    folder = places.static()
    return frozenset(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.suffix in _FORMS)


def _script(tongue: str, path: str) -> str:
    page = Path(path).stem
    if tongue != ALONE and page in BOUND:
        bound = _binding(page)
        if path == bound.entry:
            silent = BOUND[page] | _kinds(bound)
            return bound.page_script(_words(tongue, _said(bound.own), lambda part: part not in silent))
        if path in bound.kinds:
            here = path.split("/")[1]
            said = _said(bound.of_kind(path)) - _said(bound.own)
            return bound.kind_script(path, _words(tongue, said, lambda part: part == here))
    return lean.script((places.static() / path).read_text("utf-8"))


def _style(path: str) -> str:
    folder = places.static()
    name = path.removeprefix("sheets/").removesuffix(".css")
    paths = [f"styles/{sheet}.css" for sheet in SHEETS[name]] if path.startswith("sheets/") else [path]
    text = "\n".join(lean.style((folder / one).read_text("utf-8")) for one in paths)
    text = _FONT.sub(lambda font: f'url("/static/fonts/{font[1]}?v={font_version(font[1])}")', text)
    return flat.flattened(text)


@cache
def _binding(page: str) -> Binding:
    return Binding(places.static(), page)


def _kinds(bound: Binding) -> frozenset[str]:
    return frozenset(path.split("/")[1] for path in bound.kinds)


def _said(modules: Sequence[str]) -> frozenset[str]:
    by_file = messages.said_by_file()
    return frozenset().union(*(by_file.get(f"static/{path}", ()) for path in modules))


def _words(tongue: str, said: frozenset[str], refuses: Callable[[str], bool]) -> str:
    """The words for what is said and for the refusals of the parts that `refuses` names, as an object of a script."""
    worded = catalogue(tongue).messages()["messages"].items()
    codes = {id_: id_.removeprefix("reject:").partition(".")[0] for id_, _ in worded if id_.startswith("reject:")}
    needed = said | {id_ for id_, part in codes.items() if refuses(part)}
    return to_json({id_: forms for id_, forms in worded if id_ in needed}).decode()

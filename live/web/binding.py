"""The modules of a page bound into one script, and those of a step kind into another that leans on it.

Each module becomes a function that is called once, in the order in which they need each other, and hands out what the
module exports; `static/core/i18n.js` is `$core_i18n` in there. What more than one kind needs goes with the page, so
that nothing is there twice. A phone on a slow line asks for one script instead of thirty, one after the other.

Rule: it reads what the house's modules look like, and refuses what it cannot read or cannot keep the meaning of:
imports below the head, modules that need each other in a circle, exports that change later.
"""

import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from live.web import lean

WORDS = "messages"
"""The module of words; no file holds it."""
SPEAKING = "core/i18n.js"
"""The module that keeps the words."""
LIT = "vendor/lit-html/lit-html.js"

_IMPORT = re.compile(r'\s*(import|export)\b(?:\s*([\w$]+))?,?(?:\s*\{([^}]*)\})?(?:\s*from)?\s*"([^"]+)";')
_EXPORT = re.compile(r"^export ((?:async )?function\b\*? ?|class |const )([\w$]+)", re.MULTILINE)
_LIST = re.compile(r"\bexport\s*\{([^}]*)\};?\s*$")
_LATER = re.compile(r'\bimport\("(\.[^"]+)"\)')
_LEFT_OVER = re.compile(r"^(?:export|import)\b(?!\()", re.MULTILINE)


class Unbound(ValueError):
    """A module that cannot be bound; says which and why."""


@dataclass(frozen=True, slots=True)
class Module:
    """A module as it is bound. Names are pairs: what it is called there, what it is called here."""

    path: str
    imports: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    exports: tuple[tuple[str, str], ...]
    body: str

    @property
    def name(self) -> str:
        """What its exports are called in the whole."""
        return name_of(self.path)


@dataclass
class Binding:
    """The scripts of one page, below a folder of static files."""

    folder: Path
    page: str
    """`participant`, as in `pages/participant.js` and `steps/<kind>/participant.js`."""
    _read: dict[str, Module] = field(default_factory=dict)

    @property
    def entry(self) -> str:
        """Where the page begins."""
        return f"pages/{self.page}.js"

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        """The beginning of each kind; the call for help comes later like one."""
        places = (f"steps/*/{self.page}.js", f"pages/help/{self.page}.js")
        found = [one for place in places for one in sorted(self.folder.glob(place))]
        return tuple(path.relative_to(self.folder).as_posix() for path in found)

    @cached_property
    def own(self) -> tuple[str, ...]:
        """The modules of the page: what it needs itself and what several kinds need, in the order of their need."""
        of_kinds = Counter(path for kind in self.kinds for path in self._ordered([kind]))
        return tuple(self._ordered([self.entry, *(path for path, needed in of_kinds.items() if needed > 1)]))

    def of_kind(self, kind: str) -> tuple[str, ...]:
        """The modules that only this kind needs."""
        there = set(self.own)
        return tuple(path for path in self._ordered([kind]) if path not in there)

    def page_script(self, words: str) -> str:
        """The page. `words` are the messages that these modules say, as an object of a script."""
        parts = [f"const {name_of(WORDS)}={{default:{words}}};"]
        parts += [self._bound(path, self.entry) for path in self.own]
        return "\n".join((*parts, f"export{{{','.join(name_of(path) for path in self.own)}}};"))

    def kind_script(self, kind: str, words: str) -> str:
        """A kind, which leans on its page and brings its words along."""
        modules = self.of_kind(kind)
        needed = {path for one in modules for path, _ in self._module(one).imports} - set(modules)
        leaning = sorted({name_of(path) for path in needed | {SPEAKING}})
        page = _from(kind, self.entry)
        parts = [f'import{{{",".join(leaning)}}}from"{page}";']
        parts += [f"{name_of(SPEAKING)}.learn({words});"]
        parts += [self._bound(path, kind) for path in modules]
        face = ",".join(there for there, _ in self._module(kind).exports)
        return "\n".join((*parts, f"export const{{{face}}}={name_of(kind)};"))

    def _bound(self, path: str, within: str) -> str:
        """A module in the script `within`: what it fetches later is looked for from there."""
        module = self._module(path)
        body = _LATER.sub(lambda later: f'import("{_from(within, _found(path, later[1]))}")', module.body)
        taken = "".join(f"const{{{_list(names)}}}={name_of(of)};" for of, names in module.imports if names)
        given = ",".join(there if there == here else f"{there}:{here}" for there, here in module.exports)
        return f"const {module.name}=(()=>{{{taken}{body}\nreturn{{{given}}};}})();"

    def _module(self, path: str) -> Module:
        if path not in self._read:
            self._read[path] = read(path, (self.folder / path).read_text("utf-8"))
        return self._read[path]

    def _ordered(self, entries: Sequence[str]) -> list[str]:
        done: dict[str, None] = {}
        for entry in entries:
            for path in self._needed(entry, ()):
                done.setdefault(path)
        return list(done)

    def _needed(self, path: str, way: tuple[str, ...]) -> Iterator[str]:
        if path in way:
            raise Unbound(f"{' needs '.join((*way, path))}: modules that need each other cannot be bound")
        for of, _ in self._module(path).imports:
            if of != WORDS:
                yield from self._needed(of, (*way, path))
        yield path


def name_of(path: str) -> str:
    """What a module is called in the whole: an old page may ask for a new kind, so it is always the same."""
    return "$" + re.sub(r"\W", "_", path.removesuffix(".js"))


def read(path: str, text: str) -> Module:
    """Take a module apart. Raises `Unbound`."""
    try:
        left = lean.script(text)
    except ValueError as problem:
        raise Unbound(f"{path}: {problem}") from problem
    imports: list[tuple[str, tuple[tuple[str, str], ...]]] = []
    exports: list[tuple[str, str]] = []
    while found := _IMPORT.match(left):
        of, names = _found(path, found[4]), _pairs(found[3] or "")
        if found[1] == "export":
            names = tuple((there, f"${here}") for there, here in names)
            exports += [(here.removeprefix("$"), here) for _, here in names]
        imports.append((of, (("default", found[2]), *names) if found[2] else names))
        left = left[found.end() :]
    exports += [(name, name) for _, name in _EXPORT.findall(left)]
    left = _EXPORT.sub(r"\1\2", left)
    if found := _LIST.search(left):
        exports += [(here, there) for there, here in _pairs(found[1])]
        left = left[: found.start()]
    if over := _LEFT_OVER.search(left):
        raise Unbound(f"{path}: {left[over.start() :].partition(chr(10))[0][:60]!r} cannot be bound")
    return Module(path, tuple(imports), tuple(exports), left.strip())


def _found(path: str, asked: str) -> str:
    """The file that an import asks for."""
    if asked == WORDS:
        return WORDS
    if asked == "lit-html":
        return LIT
    if asked.startswith("lit-html/"):
        return f"vendor/{asked}"
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), asked))


def _from(path: str, wanted: str) -> str:
    """How the script `path` asks for another."""
    way = posixpath.relpath(wanted, posixpath.dirname(path))
    return way if way.startswith(".") else f"./{way}"


def _pairs(names: str) -> tuple[tuple[str, str], ...]:
    """`a as b, c` as pairs."""
    parts = [part.split(" as ") for part in names.replace("\n", " ").split(",") if part.strip()]
    return tuple((part[0].strip(), part[-1].strip()) for part in parts)


def _list(names: tuple[tuple[str, str], ...]) -> str:
    return ",".join(there if there == here else f"{there}:{here}" for there, here in names)

"""The text of a session file as plain values, and where each of them stands.

Rule: YAML without its surprises. Every scalar stays the text that was written (`no`, `12:30` and `1.0` mean
themselves), an empty value is no value, and whatever a lay person cannot have meant (anchors, references, tags, a key
twice) is a flaw at its place. Bounded before it is parsed: bytes, depth, number of values.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

import yaml

SIZE_LIMIT = 1_000_000
"""Bytes of a session file."""
DEPTH_LIMIT = 20
VALUES_LIMIT = 50_000

Path = tuple[str | int, ...]
"""Keys and indexes from the root to a value."""
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_HASH_VALUE = re.compile(r"[ \t-]*[\w-]+:[ \t]+(?P<value>#\S.*)$")
_LEADING_TAB = re.compile(r" *\t")
_SYNTAX = (
    (r"mapping values are not allowed", "yaml.colon"),
    (r"expected ':'", "yaml.no_colon"),
    (r"cannot start any token", "yaml.first_character"),
    (r"end of stream|document separator", "yaml.quote_open"),
    (r"unknown escape|escape sequence", "yaml.backslash"),
    (r"',' or '[]}]'|node content", "yaml.bracket_open"),
    (r"alphabetic or numeric character|white ?space", "yaml.reference"),
    (r"<block end>|expected key|expected '-' indicator", "yaml.indentation"),
)
"""What the parser says (its own words and those of libyaml) and the code of our sentence."""


class Place(NamedTuple):
    """Line and column in the file, both from 1."""

    line: int
    column: int


START = Place(1, 1)


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something wrong at a place. `code` is worded in `session_words`."""

    place: Place
    code: str
    params: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(slots=True)
class Tree:
    """The values of a file and their places. `data` is None where the file holds nothing that can be read."""

    data: object = None
    values: dict[Path, Place] = field(default_factory=dict)
    keys: dict[Path, Place] = field(default_factory=dict)
    flaws: list[Flaw] = field(default_factory=list)

    def place(self, path: Path) -> Place:
        """Where the value at the path stands, or the nearest value around it."""
        while path and path not in self.values:
            path = path[:-1]
        return self.values.get(path, START)

    def key_place(self, path: Path) -> Place:
        """Where the key at the end of the path stands."""
        return self.keys.get(path) or self.place(path)


class _Mark(Protocol):
    """Where the parser is, in either of its implementations; both count from 0."""

    line: int
    column: int


class _Unreadable(Exception):
    """Nothing after this place can be trusted."""

    def __init__(self, flaw: Flaw) -> None:
        super().__init__(flaw.code)
        self.flaw = flaw


def read_tree(written: bytes) -> Tree:
    """The values of a session file. Never raises: what is wrong stands in `flaws`."""
    tree = Tree()
    try:
        text = _decoded(written)
        _parse(text, tree)
        tree.flaws.extend(_swallowed(text))
    except _Unreadable as stop:
        tree.data = None
        tree.flaws.append(stop.flaw)
    return tree


def _swallowed(text: str) -> Iterator[Flaw]:
    """Values that begin with a hash and are therefore a remark, as a colour without quotation marks."""
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), start=1):
        found = _HASH_VALUE.match(line)
        if found:
            yield Flaw(Place(number, found.start("value") + 1), "yaml.hash_value", {"value": found["value"][:40]})


def _decoded(written: bytes) -> str:
    if len(written) > SIZE_LIMIT:
        limit = {"limit": SIZE_LIMIT // 1000, "size": len(written) // 1000}
        raise _Unreadable(Flaw(START, "yaml.too_large", limit))
    if written[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise _Unreadable(Flaw(START, "yaml.not_utf8"))
    try:
        text = written.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = written[: error.start].decode("utf-8-sig", errors="replace")
        raise _Unreadable(Flaw(_end_of(before), "yaml.not_utf8")) from None
    strange = _UNPRINTABLE.search(text)
    if strange:
        code = {"code": f"U+{ord(strange[0]):04X}"}
        raise _Unreadable(Flaw(_end_of(text[: strange.start()]), "yaml.control_character", code))
    return text


def _end_of(text: str) -> Place:
    lines = re.split(r"\r\n|\r|\n", text)
    return Place(len(lines), len(lines[-1]) + 1)


def _parse(text: str, tree: Tree) -> None:
    builder = _Builder(tree)
    try:
        for event in _events(text):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        raise _Unreadable(_syntax_flaw(error, text)) from None


def _events(text: str) -> Iterator[yaml.Event]:
    yield from yaml.parse(text, Loader=LOADER)


def _place_of(mark: _Mark | None) -> Place:
    return START if mark is None else Place(mark.line + 1, mark.column + 1)


def _syntax_flaw(error: yaml.MarkedYAMLError, text: str) -> Flaw:
    place = _place_of(error.problem_mark)
    lines = re.split(r"\r\n|\r|\n", text)
    for number in (place.line, place.line - 1):
        tab = _LEADING_TAB.match(lines[number - 1]) if 0 < number <= len(lines) else None
        if tab:
            return Flaw(Place(number, tab.end()), "yaml.tab")
    problem = error.problem or ""
    code = next((code for pattern, code in _SYNTAX if re.search(pattern, problem)), "yaml.syntax")
    if code in (
        "yaml.quote_open",
        "yaml.bracket_open",
        "yaml.no_colon",
        "yaml.reference",
        "yaml.backslash",
    ):
        place = _place_of(error.context_mark or error.problem_mark)
    return Flaw(place, code)


@dataclass(slots=True)
class _Open:
    """A list or mapping that is being filled."""

    path: Path
    into: dict[str, object] | list[object]
    key: str | None = None
    twice: bool = False
    """Whether the key has been there before: its value is read, but left out."""


class _Builder:
    """Takes the parser's events and builds the tree, without recursion."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.open: list[_Open] = []
        self.documents = 0

    def take(self, event: yaml.Event) -> None:
        """One event of the parser."""
        place = _place_of(event.start_mark)
        match event:
            case yaml.DocumentStartEvent():
                self.documents += 1
                if self.documents > 1:
                    raise _Unreadable(Flaw(place, "yaml.second_document"))
            case yaml.AliasEvent():
                raise _Unreadable(Flaw(place, "yaml.reference"))
            case yaml.ScalarEvent():
                self._refuse_marks(event, place)
                self._scalar(event, place)
            case yaml.CollectionStartEvent():
                self._refuse_marks(event, place)
                self._begin({} if isinstance(event, yaml.MappingStartEvent) else [], place)
            case yaml.CollectionEndEvent():
                self.open.pop()

    def _refuse_marks(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent, place: Place) -> None:
        if event.anchor is not None:
            raise _Unreadable(Flaw(place, "yaml.reference"))
        if event.tag is not None:
            raise _Unreadable(Flaw(place, "yaml.tag"))

    def _scalar(self, event: yaml.ScalarEvent, place: Place) -> None:
        top = self.open[-1] if self.open else None
        if top is not None and isinstance(top.into, dict) and top.key is None:
            self._key(top, str(event.value), place)
            return
        if event.value == "" and not event.style:
            self._blank(top, place)
            return
        self._put(str(event.value), place)

    def _key(self, top: _Open, key: str, place: Place) -> None:
        path = (*top.path, key)
        if path in self.tree.keys:
            params: dict[str, str | int] = {"key": key, "line": self.tree.keys[path].line}
            self.tree.flaws.append(Flaw(place, "yaml.key_twice", params))
        top.twice = path in self.tree.keys
        self.tree.keys.setdefault(path, place)
        top.key = key

    def _blank(self, top: _Open | None, place: Place) -> None:
        if top is None:
            return
        if isinstance(top.into, list):
            self.tree.flaws.append(Flaw(place, "yaml.blank_entry"))
        top.key = None

    def _begin(self, into: dict[str, object] | list[object], place: Place) -> None:
        if len(self.open) >= DEPTH_LIMIT:
            raise _Unreadable(Flaw(place, "yaml.too_deep"))
        if self.open and isinstance(self.open[-1].into, dict) and self.open[-1].key is None:
            raise _Unreadable(Flaw(place, "yaml.key_not_text"))
        self.open.append(_Open(self._put(into, place), into))

    def _put(self, value: object, place: Place) -> Path:
        path: Path = ()
        if not self.open:
            self.tree.data = value
        else:
            top = self.open[-1]
            if isinstance(top.into, list):
                path = (*top.path, len(top.into))
                top.into.append(value)
            elif top.twice:
                path, top.key = (*top.path, "\0", *place), None
            else:
                path = (*top.path, top.key or "")
                top.into[top.key or ""] = value
                top.key = None
        self.tree.values.setdefault(path, place)
        if len(self.tree.values) > VALUES_LIMIT:
            raise _Unreadable(Flaw(place, "yaml.too_many_values"))
        return path

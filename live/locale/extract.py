"""Every message that the product says, found in its sources, and what a catalogue lacks of them.

Rule: a message stands literally where it is said, so that reading the sources is enough. What cannot be read is named
instead of left out. `python -m live.locale` prints what each catalogue lacks, ready to be worded.
"""

import ast
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from jinja2.ext import babel_extract

from live import places
from live.locale import FOLDER

PACKAGE = FOLDER.parent
SAYING = {
    "phrase": (0,),
    "nphrase": (0, 1),
    "say": (0,),
    "say_number": (0, 1),
    "message": (1, 2),
    "_end": (0,),
    "Format": (3,),
    "Stored": (2, 3, 4),
}
"""Calls in Python that say something: at which places their message ids stand, or the id and its plural."""
REFUSING = {"Rejection": 0, "reject": 1, "Finding": 0}
"""Calls in Python that refuse or name what could not be met, and the place of the code."""
CORE = frozenset({"not_allowed", "no_such_step", "not_here", "not_saved", "internal_error", "malformed"})
"""Codes that any command can be refused with."""
HANDED_ON = frozenset({"live/locale/__init__.py", "live/render/words.py", "live/web/pages.py", "static/core/i18n.js"})
"""Files that say what others hand to them."""

_SLOT = re.compile(r"%\((\w+)\)s")
_STRING = r'"(?:[^"\\\n]|\\.)*"'
_SAID = re.compile(rf"(?<![\w.$])(tn?)\(\s*({_STRING})(?:\s*,\s*({_STRING}))?")
_SAID_OTHERWISE = re.compile(r'(?<![\w.$])tn?\(\s*(?!["\s`])[^\n]*')


@dataclass(slots=True)
class Message:
    """One message id, the plural beside it, the names that may fill it and the files that say it."""

    id: str
    plural: str = ""
    params: frozenset[str] = frozenset()
    files: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Sources:
    """What was found: messages by id, and the places that could not be read."""

    messages: dict[str, Message] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)

    def found(self, file: str, id_: str, plural: str = "", params: frozenset[str] | None = None) -> None:
        """Note that a file says this. A refusal said in several places has the parameters that all of them give."""
        names = slots(id_) | slots(plural) if params is None else params
        known = self.messages.setdefault(id_, Message(id_, plural, names))
        known.params &= names
        known.files.add(file)
        if known.plural != plural:
            self.unread.append(f"{file}: {id_!r} is said with different plurals")


def slots(words: str) -> frozenset[str]:
    """The names of the parameters in a message."""
    return frozenset(_SLOT.findall(words))


def read_sources() -> Sources:
    """All messages of templates, scripts and Python files."""
    sources = _read_scripts()
    for path in sorted(places.templates().rglob("*.html")):
        _read_template(path, f"templates/{path.relative_to(places.templates()).as_posix()}", sources)
    trees = {path: ast.parse(path.read_text("utf-8")) for path in sorted(PACKAGE.rglob("*.py"))}
    kinds = frozenset(name for tree in trees.values() for name in _kinds(tree))
    for path, tree in trees.items():
        _Python(f"live/{path.relative_to(PACKAGE).as_posix()}", tree, kinds, sources).read()
    for code in CORE:
        sources.found("live/core/rejection.py", f"reject:{code}", params=frozenset())
    return sources


def said_in_scripts() -> dict[str, frozenset[str]]:
    """The ids of the messages that each script says, by its file: what pages have to know."""
    said: dict[str, set[str]] = {}
    for message in _read_scripts().messages.values():
        for file in message.files:
            said.setdefault(file, set()).add(message.id)
    return {file: frozenset(ids) for file, ids in said.items()}


def read_catalogue(language: str) -> Catalog:
    """The catalogue of a language as it is written."""
    with (FOLDER / language / "LC_MESSAGES" / "live.po").open("rb") as file:
        return read_po(file, locale=language)


def lacking(catalogue: Catalog, messages: Mapping[str, Message]) -> list[Message]:
    """The messages for which a catalogue has no words."""
    return [message for message in messages.values() if not _worded(catalogue, message)]


def _worded(catalogue: Catalog, message: Message) -> bool:
    entry = catalogue.get(message.id)
    if entry is None or entry.fuzzy:
        return False
    forms = (entry.string,) if isinstance(entry.string, str) else tuple(entry.string or ())
    return bool(forms) and all(forms) and isinstance(entry.id, tuple | list) == bool(message.plural)


def _read_scripts() -> Sources:
    sources = Sources()
    for path in sorted(places.static().rglob("*.js")):
        if "vendor" not in path.parts:
            _read_script(path, f"static/{path.relative_to(places.static()).as_posix()}", sources)
    return sources


def _read_script(path: Path, name: str, sources: Sources) -> None:
    text = path.read_text("utf-8")
    for how, message, plural in _SAID.findall(text):
        sources.found(name, json.loads(message), json.loads(plural) if how == "tn" else "")
    if name not in HANDED_ON:
        sources.unread += [f"{name}: {match}" for match in _SAID_OTHERWISE.findall(text)]


def _read_template(path: Path, name: str, sources: Sources) -> None:
    with path.open("rb") as file:
        options = {"silent": "false", "trim_blocks": "true", "lstrip_blocks": "true"}
        for _, _, said, _ in babel_extract(file, ["_", "ngettext"], [], options):
            words = [said] if isinstance(said, str) else [word for word in said or () if word]
            sources.found(name, words[0], words[1] if len(words) > 1 else "")


def _kinds(tree: ast.Module) -> Iterator[str]:
    """The kinds that refuse answers by the rules they share: their codes begin with the kind's name."""
    constants = _constants(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "refusal":
            yield from _words(node.args[0], constants)


def _constants(tree: ast.Module) -> dict[str, str]:
    """The names that a module gives to its strings."""
    return {
        target.id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def _words(node: ast.expr, constants: Mapping[str, str]) -> tuple[str, ...]:
    """The strings that an expression can be; none where that cannot be read."""
    match node:
        case ast.Constant(value=str(words)):
            return (words,)
        case ast.IfExp(body=body, orelse=otherwise):
            return (*_words(body, constants), *_words(otherwise, constants))
        case ast.Name(id=name) if name in constants:
            return (constants[name],)
        case _:
            return ()


@dataclass(frozen=True, slots=True)
class _Python:
    """One Python file being read."""

    name: str
    tree: ast.Module
    kinds: frozenset[str]
    sources: Sources

    def read(self) -> None:
        """Note what the file says and how it refuses."""
        constants = _constants(self.tree)
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call):
                called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                if called in SAYING:
                    self._saying(node, called, constants)
                elif called in REFUSING and len(node.args) > REFUSING[called]:
                    self._refusing(node, REFUSING[called], constants)

    def _saying(self, node: ast.Call, called: str, constants: Mapping[str, str]) -> None:
        said = [_words(node.args[at], constants) for at in SAYING[called] if at < len(node.args)]
        if not said or not all(said):
            self._not_read(node)
        elif called in ("nphrase", "say_number"):
            self.sources.found(self.name, said[0][0], said[1][0])
        else:
            for words in (words for place in said for words in place):
                self.sources.found(self.name, words)

    def _refusing(self, node: ast.Call, at: int, constants: Mapping[str, str]) -> None:
        given = node.args[at + 1] if at + 1 < len(node.args) else None
        keys = given.keys if isinstance(given, ast.Dict) else []
        params = frozenset(word for key in keys if key for word in _words(key, constants))
        codes = self._codes(node.args[at], constants)
        for code in codes:
            self.sources.found(self.name, f"reject:{code}", params=params)
        if not codes:
            self._not_read(node)

    def _codes(self, node: ast.expr, constants: Mapping[str, str]) -> tuple[str, ...]:
        match node:
            case ast.JoinedStr(values=[ast.FormattedValue(value=ast.Name(id="kind")), ast.Constant(value=str(rest))]):
                return tuple(f"{kind}{rest}" for kind in sorted(self.kinds))
            case _:
                return _words(node, constants)

    def _not_read(self, node: ast.Call) -> None:
        if self.name not in HANDED_ON:
            self.sources.unread.append(f"{self.name}: {ast.unparse(node)}")

"""The bytes of a session file become a session, or sentences that say what is wrong and where.

Rule: pure, and it finds as much as possible at once: an error in one agenda point hides none in another.
"""

import base64
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal, NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError

from live.core.kind import StepKind, StepSettings
from live.dialogue.session import LOGO_LIMIT, MAX_STEPS, Logo, Occasion, Session
from live.dialogue.session_errors import flaws_of, suggestion, with_yes_and_no
from live.dialogue.session_rules import (
    Fault,
    faults_in_agenda,
    faults_in_languages,
    faults_in_lists,
    faults_in_time,
)
from live.dialogue.session_words import sentence
from live.dialogue.session_yaml import Flaw, Path, Place, Tree, read_tree
from live.steps import KINDS

M = TypeVar("M", bound=BaseModel)

_TOLD_BETTER = frozenset(
    {"session.option_twice", "session.option_id_twice", "session.question_twice", "session.column_twice"}
)
"""What a kind says about a whole list where `faults_in_lists` names the very line."""

_PNG_START = b"\x89PNG\r\n\x1a\n"
_SVG_START = re.compile(rb"\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*(<!DOCTYPE[^>\[]*>\s*)?<svg[\s>]", re.DOTALL)
_ACTIVE_SVG = re.compile(
    rb"<script|<foreignObject|<!ENTITY|javascript:|\son\w+\s*=|@import|href\s*=\s*[\"'](?!#|data:image/)",
    re.IGNORECASE,
)

_AT_THE_KEY = frozenset({"time.too_many_minutes", "script.unknown_role", "translation.not_of_the_evening"})
"""Faults of a key, or of something so long that its key says better what is meant."""


class Problem(NamedTuple):
    """Something wrong in a file, at a line and column from 1; `str()` is `file:line:column: sentence`."""

    file: str
    line: int
    column: int
    sentence: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.sentence}"


@dataclass(frozen=True, slots=True)
class Reading:
    """What came out of a file. There is a session exactly where there are no problems."""

    session: Session | None = None
    problems: list[Problem] = field(default_factory=list)
    missing: list[Problem] = field(default_factory=list)
    """Missing translations: worth a complaint, but readers can be given the default language."""
    logo: tuple[str, Place] | None = None
    """The file named as the logo and where it is named; its bytes are still to come (`with_logo`)."""


def parse(written: bytes, name: str) -> Reading:
    """Read a session file of that name. Never raises for anything that bytes can be."""
    tree = read_tree(written)
    if isinstance(tree.data, dict):
        return _Reader(tree, tree.data).read(name)
    code = "file.empty" if tree.data is None else "file.not_a_mapping"
    return Reading(problems=_problems(name, tree.flaws or [Flaw(tree.place(()), code)]))


def with_logo(reading: Reading, name: str, content: bytes | None) -> Reading:
    """The reading with the bytes of its logo taken in; None where there is no such file."""
    if reading.logo is None:
        return reading
    file, place = reading.logo
    logo = _logo(file, content)
    if isinstance(logo, str):
        params: dict[str, str | int] = {"value": file, "limit": LOGO_LIMIT // 1000}
        problems = [*reading.problems, *_problems(name, [Flaw(place, logo, params)])]
        return replace(reading, session=None, problems=sorted(problems), logo=None)
    session = reading.session and reading.session.model_copy(update={"logo_data": logo})
    return replace(reading, session=session, logo=None)


def _logo(file: str, content: bytes | None) -> Logo | str:
    """The logo, or the code of what is wrong with it."""
    if content is None:
        return "logo.missing"
    if len(content) > LOGO_LIMIT:
        return "logo.too_large"
    mime: Literal["image/png", "image/svg+xml"] = "image/png"
    if file.lower().endswith(".svg"):
        mime = "image/svg+xml"
        if _ACTIVE_SVG.search(content):
            return "logo.active"
    is_image = _SVG_START.match(content) if mime == "image/svg+xml" else content.startswith(_PNG_START)
    return Logo(mime=mime, base64=base64.b64encode(content).decode()) if is_image else "logo.not_an_image"


def _problems(name: str, flaws: Sequence[Flaw]) -> list[Problem]:
    return sorted({Problem(name, *flaw.place, sentence(flaw.code, flaw.params)) for flaw in flaws})


class _Reader:
    """Goes through the values of one file and collects flaws."""

    def __init__(self, tree: Tree, data: dict[str, Any]) -> None:
        self.tree = tree
        self.data = data
        self.flaws: list[Flaw] = list(tree.flaws)
        self.missing: list[Flaw] = []
        self.twins = list(faults_in_lists(data))
        self.languages = _languages(data)

    def read(self, name: str) -> Reading:
        """The session, or what is in its way."""
        self.flaws += map(self._flaw, self.twins)
        occasion = self._occasion()
        steps = self._agenda()
        self.flaws += map(self._flaw, faults_in_agenda(steps))
        everything = [step for _, step in steps]
        if occasion is not None and len(steps) == len(self.data.get("agenda", ())):
            self.flaws += map(self._flaw, faults_in_time(occasion, everything))
        self._translations(occasion, steps)
        session = None
        if occasion is not None and not self.flaws:
            session = Session.model_validate({**dict(occasion), "agenda": everything})
        logo = (occasion.logo, self.tree.place(("logo",))) if occasion and occasion.logo else None
        return Reading(session, _problems(name, self.flaws), _problems(name, self.missing), logo)

    def _occasion(self) -> Occasion | None:
        given = {key: value for key, value in self.data.items() if key not in ("agenda", "logo_data")}
        if "logo_data" in self.data:
            params: dict[str, str | int] = {
                "key": "logo_data",
                "suggestion": suggestion("logo_data", ["logo"]),
            }
            self.flaws.append(Flaw(self.tree.key_place(("logo_data",)), "unknown_key", params))
        return self._validated(Occasion, Session, given, ())

    def _agenda(self) -> list[tuple[int, StepSettings]]:
        """The agenda points that are right, with their index in the file."""
        entries = self.data.get("agenda")
        if not isinstance(entries, list) or not 0 < len(entries) <= MAX_STEPS:
            self._no_agenda(entries)
            return []
        taken = {entry["id"] for entry in entries if isinstance(entry, dict) and isinstance(entry.get("id"), str)}
        steps = []
        for index, entry in enumerate(entries):
            kind = self._kind(entry, ("agenda", index))
            if kind is not None:
                settings: type[StepSettings] = kind.Settings
                step = self._validated(settings, settings, _with_id(entry, taken), ("agenda", index))
                steps += [] if step is None else [(index, step)]
        return steps

    def _no_agenda(self, entries: object) -> None:
        params: dict[str, str | int] = {"key": "agenda", "limit": MAX_STEPS}
        params["description"] = str(Session.model_fields["agenda"].description)
        place = self.tree.key_place(("agenda",))
        match entries:
            case None:
                self.flaws.append(Flaw(place, "blank" if ("agenda",) in self.tree.keys else "missing", params))
            case list():
                self.flaws.append(Flaw(place, "too_many" if entries else "empty", params))
            case _:
                self.flaws.append(Flaw(self.tree.place(("agenda",)), "list_wanted"))

    def _kind(self, entry: object, path: Path) -> StepKind | None:
        named = {kind.NAME: kind for kind in KINDS}
        params: dict[str, str | int] = {"choices": ", ".join(named)}
        if not isinstance(entry, dict):
            self.flaws.append(Flaw(self.tree.place(path), "step_wanted", params))
            return None
        kind = entry.get("kind")
        if not isinstance(kind, str):
            self.flaws.append(Flaw(self.tree.key_place((*path, "kind")), "kind_missing", params))
        elif kind not in named:
            params |= {"value": kind, "suggestion": suggestion(kind, list(named))}
            self.flaws.append(Flaw(self.tree.place((*path, "kind")), "kind_unknown", params))
        return named.get(kind) if isinstance(kind, str) else None

    def _validated(self, model: type[M], described: type[BaseModel], given: dict[str, Any], base: Path) -> M | None:
        """The values as a model; else flaws, in the words of the model that describes them."""
        try:
            return model.model_validate(given, context={"default_language": self.languages[0]})
        except ValidationError as error:
            if with_yes_and_no(given, error):
                return self._validated(model, described, given, base)
            flaws = flaws_of(error, given, described, self.tree, base)
        for path, flaw in flaws:
            told = any(fault.path[: len(path)] == path for fault in self.twins)
            if flaw.code not in _TOLD_BETTER or not told:
                self.flaws.append(flaw)
        return None

    def _translations(self, occasion: Occasion | None, steps: Sequence[tuple[int, StepSettings]]) -> None:
        parts: list[tuple[BaseModel, Path]] = [(step, ("agenda", index)) for index, step in steps]
        if occasion is not None:
            parts.append((occasion, ()))
        for part, path in parts:
            for fault in faults_in_languages(part, path, self.languages):
                into = self.missing if fault.code == "translation.missing" else self.flaws
                into.append(self._flaw(fault))

    def _flaw(self, fault: Fault) -> Flaw:
        at_key = fault.path not in self.tree.values or fault.code in _AT_THE_KEY
        place = self.tree.key_place(fault.path) if at_key else self.tree.place(fault.path)
        params = dict(fault.params)
        if fault.other is not None:
            params["line"] = self.tree.place(fault.other).line
        return Flaw(place, fault.code, params)


def _languages(data: Mapping[str, Any]) -> tuple[str, ...]:
    """The languages of the evening, the default one first, even where other things in the file are wrong."""
    named = data.get("languages")
    if isinstance(named, list) and named and all(isinstance(tag, str) for tag in named):
        return tuple(named)
    return ("de",)


def _with_id(entry: dict[str, Any], taken: set[str]) -> dict[str, Any]:
    """The agenda point with an id: its own, or its kind and the first number that is free."""
    if "id" in entry:
        return entry
    stem = str(entry["kind"]).replace("_", "-")
    free = next(f"{stem}-{n}" for n in range(1, len(taken) + 2) if f"{stem}-{n}" not in taken)
    taken.add(free)
    return {"id": free, **entry}

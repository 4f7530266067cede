"""What must hold across a whole plan: time, references between agenda points, nothing twice, every translation.

Rule: no kind is named here. What concerns one agenda point alone is said by that kind's settings.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pydantic import BaseModel

from live.core.kind import StepSettings
from live.dialogue.session import Occasion

Path = tuple[str | int, ...]
NumberedStep = tuple[int, StepSettings]
"""Index in the agenda of the file, and the settings."""

REFERENCES = ("compare_with", "same_groups_as")
"""Settings that name an earlier agenda point of the same kind."""
SCRIPT_ROLES = ("moderation", "group_moderation", "support", "speaker")
_NOT_FOR_THE_ROOM = frozenset({"script"})
"""Texts for those who run the evening need no translation."""
_SAME_WORDS = ("text", "title", "statement", "question")
_LISTS_OF_DIFFERENT_THINGS = frozenset({"options", "columns", "items", "questions"})


@dataclass(frozen=True, slots=True)
class Fault:
    """What does not fit, at the end of `path`. `other` is a second place to name (its line becomes `line`)."""

    path: Path
    code: str
    params: Mapping[str, str | int] = field(default_factory=dict)
    other: Path | None = None


def minutes_between(occasion: Occasion) -> int:
    """Length of the evening in minutes; not positive where the end is not after the start."""
    return (occasion.ends_at() - occasion.starts_at()) // 60_000


def faults_in_time(occasion: Occasion, steps: Sequence[StepSettings]) -> Iterator[Fault]:
    """The end comes after the start, and the agenda fits between them."""
    evening = minutes_between(occasion)
    if evening <= 0:
        yield Fault(("end",), "time.backwards", {"start": occasion.start, "end": occasion.end})
        return
    planned = sum(step.minutes for step in steps)
    if planned > evening:
        numbers: dict[str, str | int] = {
            "planned": planned,
            "evening": evening,
            "over": planned - evening,
        }
        yield Fault(
            ("agenda",),
            "time.too_many_minutes",
            {**numbers, "start": occasion.start, "end": occasion.end},
        )


def faults_in_agenda(steps: Sequence[NumberedStep]) -> Iterator[Fault]:
    """Ids are unique, scripts are for roles that exist, references name an earlier point of the same kind and scale."""
    earlier: dict[str, NumberedStep] = {}
    later = {step.id: index for index, step in reversed(steps)}
    for index, step in steps:
        for role in step.script:
            if role not in SCRIPT_ROLES:
                path: Path = ("agenda", index, "script", role)
                yield Fault(path, "script.unknown_role", {"role": role, "roles": ", ".join(SCRIPT_ROLES)})
        if step.id in earlier:
            first: Path = ("agenda", earlier[step.id][0], "id")
            yield Fault(("agenda", index, "id"), "id_twice", {"id": step.id}, other=first)
            continue
        for name in REFERENCES:
            named = getattr(step, name, None)
            if named is not None:
                where: Path = ("agenda", index, name)
                yield from _faults_in_reference(where, named, step, earlier, later)
        earlier[step.id] = (index, step)


def _faults_in_reference(
    path: Path,
    named: str,
    step: StepSettings,
    earlier: Mapping[str, NumberedStep],
    later: Mapping[str, int],
) -> Iterator[Fault]:
    if named not in earlier:
        code = "reference.not_earlier" if named in later else "reference.unknown"
        yield Fault(path, code, {"id": named})
        return
    other = earlier[named][1]
    if type(other) is not type(step):
        yield Fault(path, "reference.other_kind", {"id": named})
    elif getattr(other, "scale", None) != getattr(step, "scale", None):
        yield Fault(path, "reference.other_scale", {"id": named})


def faults_in_lists(value: object, path: Path = ()) -> Iterator[Fault]:
    """Nothing is given twice in one list: no id, no option, no column. Works on the plain values of a file."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from faults_in_lists(inner, (*path, key))
    elif isinstance(value, list):
        if path and path[-1] in _LISTS_OF_DIFFERENT_THINGS:
            yield from _faults_of_twins(value, path)
        for index, inner in enumerate(value):
            yield from faults_in_lists(inner, (*path, index))


def _faults_of_twins(entries: Sequence[object], path: Path) -> Iterator[Fault]:
    seen: dict[tuple[str, str], Path] = {}
    for index, entry in enumerate(entries):
        for name, words, where in _names_of(entry, (*path, index)):
            first = seen.setdefault((name, " ".join(words.split()).casefold()), where)
            if first != where:
                code = "entry_id_twice" if name == "id" else "option_twice"
                yield Fault(where, code, {"words": words}, other=first)
                break


def _names_of(entry: object, path: Path) -> Iterator[tuple[str, str, Path]]:
    if isinstance(entry, str):
        yield "", entry, path
    if not isinstance(entry, Mapping):
        return
    named = [name for name in ("id", *_SAME_WORDS) if name in entry]
    if not named:
        yield from ((tag, said, (*path, tag)) for tag, said in entry.items() if isinstance(said, str))
    for name in named:
        words = entry[name]
        if isinstance(words, str):
            yield name if name == "id" else "", words, (*path, name)
        elif isinstance(words, Mapping):
            yield from ((tag, said, (*path, name, tag)) for tag, said in words.items() if isinstance(said, str))


def texts(value: object, path: Path) -> Iterator[tuple[Path, Mapping[str, str]]]:
    """Every text for the room in a part of the plan, with its path."""
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            if name not in _NOT_FOR_THE_ROOM:
                yield from texts(getattr(value, name), (*path, name))
    elif isinstance(value, Mapping):
        if value and all(isinstance(words, str) for words in value.values()):
            yield path, value
            return
        for key, inner in value.items():
            yield from texts(inner, (*path, key))
    elif isinstance(value, tuple | list):
        for index, inner in enumerate(value):
            yield from texts(inner, (*path, index))


def faults_in_languages(value: BaseModel, path: Path, languages: Sequence[str]) -> Iterator[Fault]:
    """Every text is there in every language of the evening, and in no other."""
    for where, text in texts(value, path):
        missing = [tag for tag in languages if tag not in text]
        if missing:
            words = text.get(languages[0]) or next(iter(text.values()))
            yield Fault(where, "translation.missing", {"languages": ", ".join(missing), "words": words})
        for tag in text:
            if tag not in languages:
                yield Fault((*where, tag), "translation.not_of_the_evening", {"language": tag})

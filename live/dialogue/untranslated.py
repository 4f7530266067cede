"""Texts of an evening that are not there in every one of its languages: what the desk is told before it begins.

Rule: in the order of the plan, each once, with the words in which it is shown instead. A text that is missing keeps
nobody from beginning: whoever has chosen that language reads it in the evening's first one.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from live.core.kind import StepSettings
from live.core.text import in_language
from live.dialogue.session import Occasion
from live.dialogue.session_rules import Path, texts

_QUOTED = 160
"""Characters of a text by which people find it again."""


@dataclass(frozen=True, slots=True)
class Untranslated:
    """A text and the languages that it lacks. `step` is empty for what belongs to the whole evening."""

    step: str
    path: Path
    words: str
    language: str
    lacks: tuple[str, ...]


def untranslated(plan: Occasion, agenda: Sequence[StepSettings]) -> list[Untranslated]:
    """Every text for the room that lacks a language of the evening."""
    of_the_evening = (found for name in Occasion.model_fields for found in texts(getattr(plan, name), (name,)))
    found = [_lacking(plan, "", path, text) for path, text in of_the_evening]
    found += [_lacking(plan, step.id, path, text) for step in agenda for path, text in texts(step, ())]
    return [each for each in found if each.lacks]


def by_language(found: Iterable[Untranslated]) -> dict[str, int]:
    """How many texts are missing in each language."""
    return dict(Counter(tag for each in found for tag in each.lacks))


def _lacking(plan: Occasion, step: str, path: Path, text: Mapping[str, str]) -> Untranslated:
    words, language = in_language(dict(text), plan.default_language, plan.default_language)
    return Untranslated(step, path, _quoted(words), language, tuple(tag for tag in plan.languages if tag not in text))


def _quoted(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _QUOTED else f"{words[: _QUOTED - 1].rstrip()}…"

"""What an editor should look at before everybody can read it: hints at people, and counts of very few.

Rule: a warning is a question, never a judgement; nothing is changed or hidden by itself. It goes away when the words
are replaced or hidden, or when an editor says that they were looked at.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from live.core.document import Authored, Document, Moods, Part, Results, Typed, Words
from live.dialogue.editing.texts import Editable, editables, fingerprint

FEW = 5
"""Below so many people a count can tell who was asked what they answered."""
SHORTEST_NAME = 3
LEAST_DIGITS = 7
FORMS_OF_ADDRESS = frozenset(
    [
        "frau",
        "herr",
        "familie",
        "doktor",
        "professor",
        "gast",
        "mister",
        "mrs",
        "family",
        "guest",
        "doctor",
        "bay",
        "bayan",
        "hanım",
        "bey",
        "aile",
        "пан",
        "пані",
        "родина",
        "السيد",
        "السيدة",
        "عائلة",
        "nachbar",
        "nachbarin",
        "bürger",
        "bürgerin",
        "anwohner",
        "anwohnerin",
        "neighbour",
        "citizen",
        "resident",
        "aus",
        "das",
        "dem",
        "den",
        "der",
        "die",
        "vom",
        "von",
        "from",
        "the",
    ]
)
"""Words of a name that are nobody's own."""

Sort = Literal["name", "mail", "phone", "office", "address", "few"]

_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?<![\w.])(?:\+|0|٠)\d[\d\s/().–-]{4,}\d(?!\w)")
_DATE = re.compile(r"\d{1,2}\.\s?\d{1,2}\.(?:\s?\d{2,4})?")
_ADDRESS = re.compile(
    r"""\b\w[\w-]*
    (?:stra(?:ß|ss)e|str\.|weg|platz|allee|gasse|ring|[ ]Street|[ ]Road|[ ]Avenue|[ ]Caddesi|[ ]Sokağı)
    \s*\d+\s?[a-z]?\b
    |\b(?:am|an[ ]der|auf[ ]der|im|zum|zur)\s+(?!\w*(?:tag|woch|abend|morgen|mai|juni|juli)\b)(?-i:[A-ZÄÖÜ])\w+
    \s+\d{1,3}\s?[a-z]?\b(?!\s*(?:uhr|grad|prozent|von|[.%°:,]\d?))""",
    re.IGNORECASE | re.VERBOSE,
)
_OFFICES = re.compile(
    r"""
    \b(?:als|bin|war)\s+(?:der|die|ein|eine|frühere[rn]?|ehemalige[rn]?|stellvertretende[rn]?|\s)*
    \w*(?:leiter|leitung|vorsitzend|vorstand|bürgermeister|rektor|direktor|geschäftsführ|pfarrer|sprecher
    |lehrer|arzt|ärztin|inhaber|betreiber|trainer|beauftragt|referent)\w*
    (?:\s+(?:der|des|von|vom|im|am|in|bei|beim)\s+(?:(?:der|dem|den)\s+)?\w+)?
    |\b(?:as|i[ ]am|i['’]m|i[ ]was)\s+(?:the|a|an|former|deputy|\s)*(?:\w+\s)?
    (?:head|director|chair\w*|mayor|manager|principal|owner|pastor|doctor|teacher|spokes\w+)\b
    (?:\s+(?:of|at|in)\s+(?:the\s+)?\w+)?
    |\w*(?:müdürü|başkanı|öğretmeni|doktoru|sahibi)\s+olarak\b
    |\bяк\s+\w*(?:керівни|директор|голов|вчител|лікар|власни)\w*
    |بصفتي\s+\w+
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""As „als Leiterin der …“: who says so says who it is."""
PATTERNS: dict[Sort, re.Pattern[str]] = {"mail": _MAIL, "address": _ADDRESS, "office": _OFFICES}
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Warning:  # noqa: A001 - it is the word of the trade, and nothing here raises Python's
    """Something to look at: what was found, in which words. `key` is that of the words, of a question, or empty."""

    id: str
    sort: Sort
    key: str
    chapter: str
    found: str


def warnings(document: Document, names: Iterable[str]) -> tuple[Warning, ...]:
    """The warnings about an edited document, in its order. `names`: what people present called themselves."""
    parts = _parts(names)
    texts = (found for text in editables(document).values() if text.typed for found in _in_text(text, parts))
    return tuple({found.id: found for found in (*texts, *_few(document))}.values())


def warnings_in(text: Editable, names: Iterable[str]) -> tuple[Warning, ...]:
    """The warnings about one text alone."""
    return tuple({found.id: found for found in _in_text(text, _parts(names))}.values()) if text.typed else ()


def _parts(names: Iterable[str]) -> frozenset[str]:
    words = (word for name in names for word in _own(_WORD.findall(name)) if len(word) >= SHORTEST_NAME)
    return frozenset(word.casefold() for word in words) - FORMS_OF_ADDRESS


def _own(words: list[str]) -> list[str]:
    """What of a name may be somebody's own: not the small words in "Nachbarin aus der Gartenstraße"."""
    large = [word for word in words if not word[:1].islower()]
    return large or words


def _in_text(text: Editable, names: frozenset[str]) -> Iterator[Warning]:
    if not text.chapter.startswith("step-"):
        return  # contact, credits and thanks name people on purpose
    for sort, found in _finds(text.text, names):
        yield Warning(f"{sort}:{text.key}:{fingerprint(found)}"[:300], sort, text.key, text.chapter, found)


def _finds(text: str, names: frozenset[str]) -> Iterator[tuple[Sort, str]]:
    for word in dict.fromkeys(_WORD.findall(text)):
        # Small letters are a common word more often than a name: "rosa", "heide".
        if not word[:1].islower() and not names.isdisjoint(_bare(word.casefold())):
            yield "name", word
    for sort, pattern in PATTERNS.items():
        for match in pattern.finditer(text):
            yield sort, match.group().strip()
    for match in _PHONE.finditer(_DATE.sub("·", text)):
        if sum(character.isdecimal() for character in match.group()) >= LEAST_DIGITS:
            yield "phone", match.group()


def _bare(word: str) -> tuple[str, ...]:
    """The word, and without the ending of a genitive: Rosas, Rosa’s."""
    return word, word.removesuffix("s"), word.removesuffix("’s"), word.removesuffix("'s")


def _key(question: Words | None) -> str:
    return question.key if isinstance(question, Authored | Typed) else ""


def _few(document: Document) -> Iterator[Warning]:
    for chapter in document.chapters:
        for number, (question, counts) in enumerate(_counted(chapter)):
            least = min((count for count in counts if count), default=FEW)
            if least < FEW:
                yield Warning(f"few:{chapter.id}:{number}:{least}", "few", question, chapter.id, str(least))


def _counted(part: Part) -> Iterator[tuple[str, tuple[int, ...]]]:
    """The key of each question, and how many people there are in all and behind each answer, in their order."""
    match part:
        case Results(of=people, bars=bars):
            yield _key(part.question), (people, *(bar.count for bar in bars))
        case Moods(rounds=rounds):
            for asked in rounds:
                yield _key(part.question), (asked.people, *(bar.count for bar in asked.bars))
        case _:
            for _, value in part:
                for inner in value if isinstance(value, tuple) else (value,):
                    if isinstance(inner, Part):
                        yield from _counted(inner)

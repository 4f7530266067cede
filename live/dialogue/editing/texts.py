"""All words of a document that an editor may touch, found without knowing a block: by walking the tree.

Rule: a new block needs nothing here. What a person typed and what the session file says has a key; a name that fills a
phrase of ours, as of a group's moderator, gets one made of the chapter and the name.
"""

from dataclasses import dataclass
from hashlib import blake2b

from live.core.document import (
    Authored,
    Bar,
    Chapter,
    Column,
    Document,
    Heading,
    MoodRound,
    Moods,
    Part,
    Phrase,
    Results,
    Typed,
)
from live.dialogue.document.keys import holding

STAYING = frozenset((Authored, Bar, Chapter, Column, Heading, MoodRound, Moods, Phrase, Results))
"""Parts that stand even where their words are hidden: without them the rest could not be understood."""


@dataclass(frozen=True, slots=True)
class Editable:
    """Words with their key, as they were entered. `hideable`: they can be left out and not only replaced."""

    key: str
    text: str
    language: str
    chapter: str
    """Empty: they stand above all chapters."""
    hideable: bool
    typed: bool
    """By a person on the evening; otherwise the session file says it."""


def editables(document: Document) -> dict[str, Editable]:
    """Everything an editor may touch, by key, in the order of the document."""
    found: dict[str, Editable] = {}
    for words in (document.title, document.subtitle):
        if words:
            _gather(words, "", found, hideable=False)
    for chapter in document.chapters:
        _gather(chapter, chapter.id, found, hideable=True)
    return found


def fingerprint(text: str) -> str:
    """A short word that tells whether a text is still the one for which an edit was made."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def in_language_key(key: str, language: str) -> str:
    """The key of words of the session file in one of its languages."""
    return f"{key}@{language}"


def param_key(chapter: str, param: str) -> str:
    """The key of a name within a phrase."""
    return f"{chapter}/={fingerprint(param)}"


def _gather(part: Part, chapter: str, found: dict[str, Editable], *, hideable: bool) -> None:
    """Add what is in a part. A tree has thousands: neither generators nor `isinstance` for each."""
    match part:
        case Typed(key=key, text=text, language=language):
            if key and key not in found:
                found[key] = Editable(key, text, language, chapter, hideable=hideable, typed=True)
        case Authored(key=key, text=texts):
            for language, text in texts.items() if key else ():
                words = in_language_key(key, language)
                found.setdefault(words, Editable(words, text, language, chapter, hideable=hideable, typed=False))
        case Phrase(params=params):
            for param in params.values():
                if type(param) is str:
                    name = param_key(chapter, param)
                    found.setdefault(name, Editable(name, param, "", chapter, hideable=False, typed=True))
        case _:
            hideable = type(part) not in STAYING
            for name in holding(type(part)):
                _gather_from(getattr(part, name), chapter, found, hideable=hideable)


def _gather_from(value: object, chapter: str, found: dict[str, Editable], *, hideable: bool) -> None:
    if type(value) is tuple:
        for inner in value:
            _gather_from(inner, chapter, found, hideable=hideable)
    elif isinstance(value, Part):
        _gather(value, chapter, found, hideable=hideable)

"""A name for everything in a chapter that somebody wrote, so that an editor can correct or hide it.

Rule: what has an id of its own brings its key along (`<step>/<id>`); in a list all entries do, with what is below them,
or none. Everything else gets one of the chapter and a digest of its words, with a running number where the same words
were said again: what is added around them changes no key. What only refers to words elsewhere gets no number.
"""

import json
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from hashlib import blake2b
from operator import is_not
from typing import Literal, get_origin

from live.core.document import Authored, Chapter, Entry, Part, Phrase, Typed

DIGEST_BYTES = 5


def keyed(chapter: Chapter) -> Chapter:
    """The chapter with a key at all words of the session file and of people."""
    found = _Keys(chapter.id).part(chapter)
    return found if isinstance(found, Chapter) else chapter


@dataclass(slots=True)
class _Keys:
    """Goes through a chapter and remembers which words it has met; keeps whatever has nothing to change.

    A tree has thousands of parts: to ask for the class itself is several times as fast as `isinstance`.
    """

    chapter: str
    met: Counter[str] = field(default_factory=Counter)

    def part(self, part: Part, *, refers: bool = False) -> Part:
        """The part with keys."""
        if type(part) is Typed or type(part) is Authored:
            return part if part.key else part.model_copy(update={"key": self._key(part, refers=refers)})
        refers = type(part) is Entry and part.refers
        changed: dict[str, object] = {}
        for name in holding(type(part)):
            value = getattr(part, name)
            if type(value) is Phrase or not value:
                continue
            found = self._row(value) if type(value) is tuple else self.part(value, refers=refers)
            if found is not value:
                changed[name] = found
        return part.model_copy(update=changed) if changed else part

    def _row(self, row: tuple[object, ...]) -> tuple[object, ...]:
        first = row[0] if row else None
        if type(first) is Entry and type(first.words) is Typed and first.words.key:
            return row  # and so are the others, of which there can be thousands
        found = [self._one(value) for value in row]
        return tuple(found) if any(map(is_not, found, row)) else row

    def _one(self, value: object) -> object:
        if type(value) is tuple:
            return self._row(value)
        return self.part(value) if isinstance(value, Part) else value

    def _key(self, words: Typed | Authored, *, refers: bool) -> str:
        said = words.text if isinstance(words, Typed) else json.dumps(words.text, sort_keys=True)
        # Lone surrogates cannot be typed, but a log may hold anything.
        digest = blake2b(said.encode("utf-8", "surrogatepass"), digest_size=DIGEST_BYTES).hexdigest()
        key = f"{self.chapter}/{digest}"
        if refers:
            return key
        self.met[digest] += 1
        return key if self.met[digest] == 1 else f"{key}-{self.met[digest]}"


@cache
def holding(kind: type[Part]) -> tuple[str, ...]:
    """The fields of a class in which there can be words."""
    if kind is Phrase:
        return ()
    return tuple(
        name
        for name, info in kind.model_fields.items()
        if info.annotation not in _PLAIN and get_origin(info.annotation) is not Literal
    )


_PLAIN = (str, int, float, bool, int | None, float | None, tuple[str, ...])

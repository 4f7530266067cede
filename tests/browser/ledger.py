"""What was entered in the course of an evening, kept by the test, and what the documentation makes of it.

Rule: the ledger is written by the hands that type, never read from the product; so the two can be compared.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from live.core.document import (
    Authored,
    Bar,
    Block,
    Chapter,
    Columns,
    Document,
    Entry,
    Heading,
    Listing,
    Moods,
    Part,
    Phrase,
    Quintessence,
    Quotes,
    Results,
    Typed,
    Words,
)


@dataclass
class Ledger:
    """Everything that people have said, by where they said it."""

    hands: dict[str, dict[str, str]] = field(default_factory=dict)
    """Step -> voter -> signal, the last one shown."""
    ballots: dict[str, dict[str, tuple[int, ...]]] = field(default_factory=dict)
    """Question -> voter -> places of the options, the last ballot handed in; none chosen is an abstention."""
    counted: dict[str, dict[int, int]] = field(default_factory=dict)
    """Question -> place of an option -> votes entered by hand."""
    counted_people: dict[str, int] = field(default_factory=dict)
    cards: dict[tuple[str, int, str], list[str]] = field(default_factory=dict)
    """Step, room, column -> cards and points as they stood at the end."""
    hidden: list[str] = field(default_factory=list)
    quintessences: dict[int, str] = field(default_factory=dict)
    ideas: dict[int, list[str]] = field(default_factory=dict)
    forms: dict[str, dict[str, int | str]] = field(default_factory=dict)
    """Voter -> item -> place on the scale, place of the option, or words."""

    def pinned(self, step: str, room: int, words: str, column: str = "") -> str:
        """A card hangs on a board."""
        self.cards.setdefault((step, room, column), []).append(words)
        return words

    def changed(self, old: str, new: str) -> str:
        """A card says something else now."""
        for cards in self.cards.values():
            if old in cards:
                cards[cards.index(old)] = new
        return new

    def taken_off(self, words: str) -> None:
        """A card was hidden."""
        for cards in self.cards.values():
            if words in cards:
                cards.remove(words)
        self.hidden.append(words)

    def signals(self, step: str) -> Counter[str]:
        """How often each hand signal was shown."""
        return Counter(self.hands[step].values())

    def votes(self, part: str, options: int) -> list[int]:
        """Votes for each option, those counted by hand included."""
        chosen = Counter(place for ballot in self.ballots[part].values() for place in ballot)
        chosen.update(self.counted.get(part, {}))
        return [chosen[place] for place in range(options)]

    def voters(self, part: str) -> int:
        """People who chose something."""
        return sum(1 for ballot in self.ballots[part].values() if ballot) + self.counted_people.get(part, 0)

    def abstained(self, part: str) -> int:
        """People who abstained."""
        return sum(1 for ballot in self.ballots[part].values() if not ballot)

    def said(self) -> list[str]:
        """Everything that was typed and must be in the documentation."""
        cards = [words for cards in self.cards.values() for words in cards]
        ideas = [words for some in self.ideas.values() for words in some]
        wishes = [answer for form in self.forms.values() for answer in form.values() if isinstance(answer, str)]
        return [*cards, *self.quintessences.values(), *ideas, *wishes]


def chapter(document: Document, step: str) -> Chapter:
    """The chapter of a step. Raises `StopIteration` where there is none."""
    return next(each for each in document.chapters if each.id == f"step-{step}")


def results(document: Document, step: str) -> list[Results]:
    """The results in a step's chapter, in their order."""
    return [block for block in chapter(document, step).blocks if isinstance(block, Results)]


def moods(document: Document, step: str) -> list[dict[str, int]]:
    """The hand signals of each round that a mood check's chapter shows."""
    shown = next(block for block in chapter(document, step).blocks if isinstance(block, Moods))
    return [dict(zip(each.signals, counts(each.bars), strict=True)) for each in shown.rounds]


def counts(bars: tuple[Bar, ...]) -> list[int]:
    """The bare numbers."""
    return [bar.count for bar in bars]


def boards(document: Document, step: str) -> dict[tuple[int, str], list[str]]:
    """Room and column -> the cards with their points, as a group phase's chapter has them."""
    found: dict[tuple[int, str], list[str]] = {}
    for room, block in _by_room(chapter(document, step)):
        match block:
            case Quotes(entries=entries) | Listing(entries=entries, numbered=False):
                found[room, ""] = _typed(entries)
            case Columns(columns=columns):
                for column in columns:
                    assert isinstance(column.title, Authored)
                    found[room, column.title.text["de"]] = _typed(column.entries)
            case _:
                pass
    return found


def quintessences(document: Document, step: str) -> dict[int, str]:
    """Room -> its released quintessence."""
    found: dict[int, str] = {}
    for room, block in _by_room(chapter(document, step)):
        if isinstance(block, Quintessence):
            assert block.released
            assert isinstance(block.words, Typed)
            found[room] = block.words.text
    return found


def ideas(document: Document, step: str) -> dict[int, list[str]]:
    """Room -> its focus ideas."""
    blocks = _by_room(chapter(document, step))
    return {room: _typed(block.entries) for room, block in blocks if isinstance(block, Listing) and block.numbered}


def wishes(document: Document, step: str) -> list[str]:
    """The free texts of the evaluation."""
    blocks = chapter(document, step).blocks
    return [words for block in blocks if isinstance(block, Quotes) for words in _typed(block.entries)]


def every_typed(part: Part) -> Iterator[str]:
    """Whatever anybody typed, anywhere in the tree."""
    if isinstance(part, Typed):
        yield part.text
        return
    for name in type(part).model_fields:
        value = getattr(part, name)
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, Part):
                yield from every_typed(each)
            elif isinstance(each, tuple):
                yield from (words for one in each if isinstance(one, Part) for words in every_typed(one))


def _by_room(of: Chapter) -> Iterator[tuple[int, Block]]:
    room = 0
    for block in of.blocks:
        if isinstance(block, Heading) and block.level == 2:
            room = _number(block.words)
        elif room:
            yield room, block


def _number(words: Words) -> int:
    assert isinstance(words, Phrase)
    params: Mapping[str, object] = words.params
    number = params["number"]
    assert isinstance(number, int)
    return number


def _typed(entries: tuple[Entry, ...]) -> list[str]:
    found: list[str] = []
    for entry in entries:
        assert isinstance(entry.words, Typed)
        found += [entry.words.text, *_typed(entry.below)]
    return found

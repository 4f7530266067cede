"""Where a language is asked for and nobody speaks it. Rule: whoever needs a language does not count as its speaker.

A language is asked for in a group because the organiser wants it there or because somebody there needs it. Groups are
counted from 0 here, and blocks too.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from live.core.ids import PersonId
from live.steps.breakout.assignment.blocks import Block
from live.steps.breakout.assignment.values import Constraints, Traits


def speaks(traits: Traits, language: str) -> bool:
    """Whether this person can speak the language for others."""
    return language in traits.speaks and language not in traits.needs


def languages_asked(people: Mapping[PersonId, Traits], constraints: Constraints) -> list[str]:
    """The languages that matter, in their alphabetical order."""
    return sorted({*constraints.speakers, *(language for traits in people.values() for language in traits.needs)})


def asked_in(group: Collection[PersonId], room: int, people: Mapping[PersonId, Traits], wish: Constraints) -> list[str]:
    """The languages asked for in one group, which has the number `room`."""
    wanted = {language for language, rooms in wish.speakers.items() if not rooms or room in rooms}
    return sorted(wanted.union(*(people[person].needs for person in group)))


@dataclass(frozen=True, slots=True)
class Tongues:
    """What does not change while groups are made: per language who speaks it, who needs it, where it is wanted."""

    speaking: Sequence[Mapping[int, int]]
    """Per language: block -> people who speak it."""
    needing: Sequence[Mapping[int, int]]
    """Per language: block -> people who need it."""
    wanted: Sequence[frozenset[int]]

    @classmethod
    def of(
        cls, blocks: Sequence[Block], people: Mapping[PersonId, Traits], wish: Constraints, groups: int
    ) -> "Tongues":
        """Read people and wishes once."""
        speaking: list[dict[int, int]] = []
        needing: list[dict[int, int]] = []
        wanted: list[frozenset[int]] = []
        for language in languages_asked(people, wish):
            able = [sum(speaks(people[person], language) for person in block.members) for block in blocks]
            needy = [sum(language in people[person].needs for person in block.members) for block in blocks]
            speaking.append({number: count for number, count in enumerate(able) if count})
            needing.append({number: count for number, count in enumerate(needy) if count})
            rooms = wish.speakers.get(language)
            wanted.append(frozenset(room - 1 for room in rooms or range(1, groups + 1)) if rooms is not None else _NONE)
        return cls(speaking, needing, wanted)

    def blocks(self) -> frozenset[int]:
        """The blocks for whom languages matter."""
        return frozenset(block for one in (*self.speaking, *self.needing) for block in one)


_NONE: frozenset[int] = frozenset()


class Coverage:
    """Who speaks and needs what in which group, kept up to date while people are moved."""

    def __init__(self, tongues: Tongues, groups: int) -> None:
        """Begin with empty groups."""
        self._tongues = tongues
        self._speakers = [[0] * groups for _ in tongues.wanted]
        self._needers = [[0] * groups for _ in tongues.wanted]

    def put(self, block: int, room: int, sign: int = 1) -> None:
        """Count a block in a group, or with -1 out of it."""
        for language, (speaking, needing) in enumerate(zip(self._tongues.speaking, self._tongues.needing, strict=True)):
            self._speakers[language][room] += sign * speaking.get(block, 0)
            self._needers[language][room] += sign * needing.get(block, 0)

    def missing(self, room: int) -> int:
        """How many languages are asked for there that nobody speaks."""
        return sum(self._lacks(language, room) for language in range(len(self._tongues.wanted)))

    def joining(self, block: int, room: int) -> int:
        """How many more languages are missing there once a block has joined."""
        change = 0
        for language, (speaking, needing) in enumerate(zip(self._tongues.speaking, self._tongues.needing, strict=True)):
            after = self._lacks(language, room, speaking.get(block, 0), needing.get(block, 0))
            change += after - self._lacks(language, room)
        return change

    def change(self, block: int, here: int, there: int, partner: int = -1) -> int:
        """How many more languages are missing once a block has gone from `here` to `there`, a partner the other way."""
        change = 0
        for language, (speaking, needing) in enumerate(zip(self._tongues.speaking, self._tongues.needing, strict=True)):
            speakers = speaking.get(block, 0) - speaking.get(partner, 0)
            needers = needing.get(block, 0) - needing.get(partner, 0)
            if speakers or needers:
                change += self._lacks(language, here, -speakers, -needers) - self._lacks(language, here)
                change += self._lacks(language, there, speakers, needers) - self._lacks(language, there)
        return change

    def _lacks(self, language: int, room: int, speakers: int = 0, needers: int = 0) -> bool:
        """Whether the language is missing in the group, with so many more who speak and who need it."""
        asked = room in self._tongues.wanted[language] or self._needers[language][room] + needers > 0
        return asked and not self._speakers[language][room] + speakers

"""A log that fails wherever a real one can: before a turn, before its commit, after it, while reading.

Rule: whatever becomes durable is handed to `witness` in the same moment, before anybody else can know of it.
"""

import asyncio
import random
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from itertools import count

from live.core.ids import DialogueId
from live.dialogue.codec import Record, encode
from live.dialogue.events import Overlaid
from live.log.buffered import BufferedTurn, Write
from live.log.memory import MemoryLog
from live.log.port import ORIGIN, Commit, Mark, NotRead, NotSaved, Overtaken

Witness = Callable[[Commit | None, Sequence[Write]], None]


class LostAnswer(Exception):
    """The commit is durable, and nobody was told."""


class _Elsewhere(Exception):
    """Another process was quicker."""


class Disk(MemoryLog):
    """`worry`: how likely each sort of failure is (0: never). Every wait is drawn from `chance`."""

    def __init__(self, chance: random.Random, witness: Witness, clock: Callable[[], int]) -> None:
        super().__init__(clock=clock)
        self.worry = 0.0
        self.slowness = 0.01
        self.failed = 0
        self.points = 0
        """How often it could have failed."""
        self.bad_point = 0
        """At which of them it does, whatever `worry` says."""
        self.what_happens: Callable[[Sequence[Exception]], BaseException] = first_way
        self.witness = witness
        self._chance = chance
        self._now = clock
        self._others = count()

    @asynccontextmanager
    async def turn(self, dialogue: str, after: Mark) -> AsyncIterator[BufferedTurn]:
        await self._pause()
        self._fail(NotSaved("busy"), NotRead("the disk is gone"))
        try:
            async with super().turn(dialogue, after) as turn:
                yield turn
                await self._pause()
                self._fail(NotSaved("full"), OSError("the disk is gone"), _Elsewhere())
        except _Elsewhere:
            await self.elsewhere(DialogueId(dialogue))
            raise Overtaken(dialogue) from None
        if turn.writes or turn.appended:
            self.witness(turn.appended, turn.writes)
            await self._pause()
            self._fail(LostAnswer())

    async def elsewhere(self, dialogue: DialogueId) -> None:
        """Another process appends something."""
        number = next(self._others)
        told = Record("server", f"other-{number}", (Overlaid(overlay="message", message=f"Ansage {number}"),))
        head = (await self.commits_as_they_are(dialogue))[-1].mark
        async with super().turn(dialogue, head) as turn:
            turn.append(encode([told]), self._now())
        self.witness(turn.appended, turn.writes)

    async def commits(self, dialogue: str, after: Mark = ORIGIN) -> list[Commit]:
        await self._pause()
        self._fail(NotRead("the disk is gone"))
        return await super().commits(dialogue, after)

    async def commits_as_they_are(self, dialogue: str) -> list[Commit]:
        """All commits, whatever fails."""
        return await super().commits(dialogue)

    async def people(self, dialogue: str) -> dict[str, bytes]:
        self._fail(NotRead("the disk is gone"))
        return await super().people(dialogue)

    async def ballots(self, dialogue: str, persons: Iterable[str]) -> dict[str, dict[str, bytes]]:
        self._fail(NotRead("the disk is gone"))
        return await super().ballots(dialogue, persons)

    async def _pause(self) -> None:
        if self.slowness:
            await asyncio.sleep(self._chance.expovariate(1 / self.slowness))

    def _fail(self, *ways: Exception) -> None:
        self.points += 1
        if self.points == self.bad_point:
            self.failed += 1
            raise self.what_happens(ways)
        if self.worry and self._chance.random() < self.worry:
            self.failed += 1
            raise self._chance.choice(ways)


def first_way(ways: Sequence[Exception]) -> BaseException:
    """Fail in the first way that is possible at a point."""
    return ways[0]

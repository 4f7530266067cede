"""The bell: a wake-up hint inside one process, and following a log by it.

A bell may be missed (another process appends, a ring is lost), so it never carries data and a
follower also looks by itself every so often.
"""

import asyncio
from collections import defaultdict
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from typing import NamedTuple

from live.log.port import Commit, LogClosed, Mark

POLL_SECONDS = 1.0


class Stretch(NamedTuple):
    """A run of commits after a mark, and where the log stands; see ``Turn`` for ``resync``."""

    commits: list[Commit]
    resync: bool
    head: Mark


class Bell:
    """Wakes those who listen to a dialogue."""

    def __init__(self) -> None:
        self._listeners: defaultdict[str, set[asyncio.Event]] = defaultdict(set)

    def ring(self, dialogue: str) -> None:
        """Say that there may be something new in the dialogue."""
        for rung in self._listeners.get(dialogue, ()):
            rung.set()

    def ring_all(self) -> None:
        """Say it to everyone."""
        for dialogue in self._listeners:
            self.ring(dialogue)

    @contextmanager
    def listening(self, dialogue: str) -> Iterator[asyncio.Event]:
        """Hand out an event that every ring sets; whoever waits for it clears it first."""
        rung = asyncio.Event()
        self._listeners[dialogue].add(rung)
        try:
            yield rung
        finally:
            self._listeners[dialogue].discard(rung)
            if not self._listeners[dialogue]:
                del self._listeners[dialogue]

    async def follow(
        self,
        dialogue: str,
        after: Mark,
        read: Callable[[Mark], Awaitable[Stretch]],
        poll_seconds: float,
    ) -> AsyncGenerator[Commit, None]:
        """Yield what ``read`` finds after the mark, again and again, until the log is closed."""
        mark = after
        with self.listening(dialogue) as rung:
            while True:
                # Cleared before reading: a ring during the read must lead to another read.
                rung.clear()
                try:
                    stretch = await read(mark)
                except LogClosed:
                    return
                if stretch.resync:
                    mark = Mark(stretch.head.epoch, 0)
                for commit in stretch.commits:
                    mark = commit.mark
                    yield commit
                if not stretch.commits:
                    with suppress(TimeoutError):
                        async with asyncio.timeout(poll_seconds):
                            await rung.wait()

"""Logs for tests: in memory, with commits that can be held up or fail as on a slow or a full disk; and in a file."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from live.log.buffered import BufferedTurn
from live.log.memory import MemoryLog
from live.log.port import ORIGIN, Commit, Mark, NotRead
from live.log.sqlite import SqliteLog


class SlowLog(MemoryLog):
    """`gate` closed: every turn waits at its end, with everything decided and nothing durable. `reached`: one waits."""

    def __init__(self) -> None:
        super().__init__()
        self.gate = asyncio.Event()
        self.gate.set()
        self.reached = asyncio.Event()
        self.unreadable = False

    @asynccontextmanager
    async def turn(self, dialogue: str, after: Mark) -> AsyncIterator[BufferedTurn]:
        async with super().turn(dialogue, after) as turn:
            yield turn
            if turn.appended:
                self.reached.set()
                await self.gate.wait()

    async def commits(self, dialogue: str, after: Mark = ORIGIN) -> list[Commit]:
        if self.unreadable:
            raise NotRead("the disk is gone")
        return await super().commits(dialogue, after)


@asynccontextmanager
async def stored(database: Path) -> AsyncIterator[SqliteLog]:
    """A log in a file, closed whatever happens: one that stays open keeps the whole run from ending."""
    log = await SqliteLog.open(database)
    try:
        yield log
    finally:
        await log.close()

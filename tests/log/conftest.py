"""Every test of the contract runs over every adapter."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from live.log.memory import MemoryLog
from live.log.port import Log
from live.log.sqlite import SqliteLog


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "live.db"


# So long that only the bell can wake a follower in time.
NO_POLL_SECONDS = 3600.0


@pytest.fixture(params=["memory", "sqlite"])
async def log(request: pytest.FixtureRequest, path: Path) -> AsyncIterator[Log]:
    opened: Log = (
        MemoryLog(poll_seconds=NO_POLL_SECONDS)
        if request.param == "memory"
        else await SqliteLog.open(path, poll_seconds=NO_POLL_SECONDS)
    )
    await opened.create_dialogue("d", "00000001")
    yield opened
    await opened.close()


@pytest.fixture
async def sqlite(path: Path) -> AsyncIterator[SqliteLog]:
    opened = await SqliteLog.open(path)
    await opened.create_dialogue("d", "00000001")
    yield opened
    await opened.close()


@pytest.fixture
async def open_log() -> AsyncIterator[Callable[..., Awaitable[SqliteLog]]]:
    """Open further logs; they are closed whatever happens, or their threads would keep the run from ending."""
    async with AsyncExitStack() as opened:

        async def open_one(path: Path, poll_seconds: float = NO_POLL_SECONDS) -> SqliteLog:
            log = await SqliteLog.open(path, poll_seconds=poll_seconds)
            opened.push_async_callback(log.close)
            return log

        yield open_one

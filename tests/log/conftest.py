"""Every test of the contract runs over every adapter."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from live.log.memory import MemoryLog
from live.log.port import Log
from live.log.sqlite import SqliteLog


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "live.db"


@pytest.fixture(params=["memory", "sqlite"])
async def log(request: pytest.FixtureRequest, path: Path) -> AsyncIterator[Log]:
    opened: Log = MemoryLog() if request.param == "memory" else await SqliteLog.open(path)
    await opened.create_dialogue("d", "00000001")
    yield opened
    await opened.close()


@pytest.fixture
async def sqlite(path: Path) -> AsyncIterator[SqliteLog]:
    opened = await SqliteLog.open(path)
    await opened.create_dialogue("d", "00000001")
    yield opened
    await opened.close()

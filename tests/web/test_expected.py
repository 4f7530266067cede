"""Which dialogues are read before the server says that it is ready."""

import datetime as dt
import logging
from collections.abc import AsyncIterator

import pytest

from live.core.ids import DialogueId
from live.hub.hub import Hub
from live.log.memory import MemoryLog
from live.log.port import ORIGIN, Commit, Mark, UnknownDialogue
from live.web.expected import LATELY, expected
from tests.hub.pages import SESSION

LATE_AT_NIGHT = dt.datetime(2026, 6, 18, 22, 30, tzinfo=dt.UTC)
"""In Berlin it is the nineteenth already."""
LONG_AGO = LATE_AT_NIGHT - dt.timedelta(days=30)


@pytest.fixture(name="log")
async def _log() -> AsyncIterator[MemoryLog]:
    log = MemoryLog()
    yield log
    await log.close()


async def evening(log: MemoryLog, date: str, used: dt.datetime) -> DialogueId:
    """A dialogue that is planned for this day and was used then for the last time."""
    async with Hub(log, clock=lambda: int(used.timestamp() * 1000)) as hub:
        return (await hub.create({**SESSION, "date": date, "time_zone": "Europe/Berlin"})).dialogue


async def test_an_evening_is_expected_on_its_day_by_the_clock_of_its_town(log: MemoryLog) -> None:
    yesterday, today, tomorrow = [await evening(log, f"2026-06-{day}", LONG_AGO) for day in (18, 19, 20)]
    assert await expected(log, LATE_AT_NIGHT) == [today]
    assert await expected(log, LATE_AT_NIGHT - dt.timedelta(hours=1)) == [yesterday]
    assert await expected(log, LATE_AT_NIGHT + dt.timedelta(days=1)) == [tomorrow]


async def test_an_evening_that_was_used_lately_goes_on(log: MemoryLog) -> None:
    just = await evening(log, "2020-01-01", LATE_AT_NIGHT - LATELY + dt.timedelta(seconds=1))
    now = await evening(log, "2020-01-01", LATE_AT_NIGHT)
    await evening(log, "2020-01-01", LATE_AT_NIGHT - LATELY)
    assert await expected(log, LATE_AT_NIGHT) == [now, just], "the last used comes first"


async def test_a_dialogue_in_which_nothing_has_happened_is_not_expected(log: MemoryLog) -> None:
    await log.create_dialogue("empty", "00000001")
    assert await expected(log, LATE_AT_NIGHT) == []


async def test_a_dialogue_that_cannot_be_read_keeps_nobody_else_from_the_evening(
    log: MemoryLog, caplog: pytest.LogCaptureFixture
) -> None:
    await log.create_dialogue("broken", "00000001")
    async with log.turn("broken", ORIGIN) as turn:
        turn.append(b'{"records": "none"}', int(LONG_AGO.timestamp() * 1000))
    today = await evening(log, "2026-06-19", LONG_AGO)
    with caplog.at_level(logging.ERROR):
        assert await expected(log, LATE_AT_NIGHT) == [today]
    assert [getattr(record, "dialogue", "") for record in caplog.records] == ["broken"]


async def test_a_dialogue_that_is_deleted_meanwhile_is_left_out(
    log: MemoryLog, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    gone, today = await evening(log, "2026-06-19", LONG_AGO), await evening(log, "2026-06-19", LONG_AGO)
    read = log.commits

    async def commits(dialogue: str, after: Mark = ORIGIN) -> list[Commit]:
        if dialogue == gone:
            raise UnknownDialogue(dialogue)
        return await read(dialogue, after)

    monkeypatch.setattr(log, "commits", commits)
    assert await expected(log, LATE_AT_NIGHT) == [today]
    assert not caplog.records

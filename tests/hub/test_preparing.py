"""What takes long is worked out beside the turns: nobody waits for it but the one who asked."""

import asyncio
import threading
from collections.abc import Callable

import pytest

from live.log.memory import MemoryLog
from live.steps import breakout
from tests.hub.pages import DESK, evening, joined

GROUPS = {"step": "groups-1"}


async def test_others_are_answered_while_groups_are_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    looking, found = threading.Event(), threading.Event()
    whole = breakout.prepare

    def slow(state: breakout.State, command: object, context: object) -> Callable[[], object] | None:
        work = whole(state, command, context)  # type: ignore[arg-type] # handed on as it comes
        if work is None:
            return None

        def wait() -> object:
            looking.set()
            assert found.wait(10)
            return work()

        return wait

    monkeypatch.setattr(breakout, "prepare", slow)
    async with evening(MemoryLog()) as (here, open_page):
        people = await joined(here, *(f"p{number}" for number in range(12)))
        phones = [await open_page(someone) for someone in people]
        desk = await open_page(DESK)
        await desk.do("agenda.start")
        draft = desk.ask("breakout.draft_rooms", **GROUPS, groups=3, source="mixed")
        await asyncio.to_thread(looking.wait, 10)
        assert not isinstance(await phones[0].do("hands.raise"), str)
        assert desk.answer(draft) is None
        assert not here.idle
        found.set()
        await desk.shows("moderators", lambda seen: len(seen["steps"]["groups-1"]["draft"]["rooms"]) == 3)
        assert isinstance(desk.answer(draft), int)


async def test_work_that_fails_is_done_again_in_the_turn(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> Callable[[], object]:
        def work() -> object:
            raise ZeroDivisionError("a bug")

        return work

    monkeypatch.setattr(breakout, "prepare", broken)
    async with evening(MemoryLog()) as (here, open_page):
        phone = await open_page((await joined(here, "rosa"))[0])
        await phone.until(lambda: "me" in phone.views)
        desk = await open_page(DESK)
        await desk.do("agenda.start")
        assert isinstance(await desk.do("breakout.draft_rooms", **GROUPS, groups=1), int)
        assert "nothing was prepared" in caplog.text

"""A bug while showing, or while the line beats, costs one showing: the dialogue goes on, the others never notice."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest

from live.core.actor import Actor
from live.core.audience import Audience
from live.core.ids import DialogueId
from live.dialogue.state import State
from live.dialogue.view import audiences
from live.hub import frames, task
from live.hub.fanout import Fanout
from live.hub.hub import Hub
from live.hub.task import DialogueTask
from tests.hub.logs import SlowLog
from tests.hub.pages import DESK, SECONDS, SESSION, WALL, Opener, Page, joined, pages_of

BURDEN = {"step": "poll-1", "part": "burden"}


class Town:
    """Two dialogues on one server; the tests break the first."""

    def __init__(self, log: SlowLog, here: DialogueTask, there: DialogueTask, pages: tuple[Opener, Opener]) -> None:
        self.log, self.here, self.there = log, here, there
        self.open_here, self.open_there = pages


@pytest.fixture
async def town(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Town]:
    # What is new is due at once: the moment to show comes while the commit is held up, not by luck after it.
    monkeypatch.setattr(task, "SHORTEST_PAUSE", 0.0)
    log = SlowLog()
    async with AsyncExitStack() as opened:
        hub = await opened.enter_async_context(Hub(log))
        tasks = [await hub.create(SESSION) for _ in range(2)]
        pages = [await opened.enter_async_context(pages_of(made)) for made in tasks]
        yield Town(log, tasks[0], tasks[1], (pages[0], pages[1]))


def break_audiences(monkeypatch: pytest.MonkeyPatch, dialogue: DialogueId) -> asyncio.Event:
    """Nothing of this dialogue can be shown any more; the event says that somebody has tried."""
    tried = asyncio.Event()

    def broken(state: State, actor: Actor) -> list[Audience]:
        if state.dialogue == dialogue:
            tried.set()
            raise ZeroDivisionError("a bug")
        return list(audiences(state, actor))

    monkeypatch.setattr("live.hub.fanout.audiences", broken)
    return tried


def phase(page: Page) -> str:
    return str(page.views["moderators"]["dialogue"]["phase"])


async def test_a_bug_while_showing_what_was_saved_leaves_all_dialogues_alive(
    town: Town, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    desk, other = await town.open_here(DESK), await town.open_there(DESK)
    await desk.until(lambda: "moderators" in desk.views)
    break_audiences(monkeypatch, town.here.dialogue)
    # Held up at its end, the commit is overtaken by the moment to show: it is shown by the task itself.
    town.log.gate.clear()
    town.log.reached.clear()
    started = desk.ask("agenda.start")
    await town.log.reached.wait()
    late = await town.open_here(WALL)
    town.log.gate.set()
    await desk.until(lambda: desk.answer(started) is not None)
    assert not isinstance(await desk.do("agenda.go_to", step="poll-1"), str)
    assert not isinstance(await other.do("agenda.start"), str)
    await other.shows("moderators", lambda seen: seen["dialogue"]["phase"] == "running")
    assert "showing failed" in caplog.text
    assert phase(desk) == "waiting"
    assert not late.views
    monkeypatch.undo()
    assert not isinstance(await desk.do("agenda.go_to", step="end"), str)
    for page, name in ((desk, "moderators"), (late, "projector")):
        await page.shows(name, lambda seen: seen["current"]["step"] == "end")


async def test_what_a_bug_kept_from_being_shown_is_shown_whole_with_whatever_changes_next(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    (rosa,) = await joined(town.here, "rosa")
    desk, phone = await town.open_here(DESK), await town.open_here(rosa)
    await desk.do("agenda.start")
    await desk.do("question.open", **BURDEN)
    tried = break_audiences(monkeypatch, town.here.dialogue)
    town.log.gate.clear()
    town.log.reached.clear()
    moved = desk.ask("agenda.go_to", step="poll-1")
    await town.log.reached.wait()
    late = await town.open_here(WALL)
    town.log.gate.set()
    await desk.until(lambda: desk.answer(moved) is not None)
    async with asyncio.timeout(SECONDS):
        await tried.wait()
    # Commands elsewhere take many turns of the loop: whatever was due here has been tried meanwhile.
    other = await town.open_there(DESK)
    for type_ in ("agenda.start", "agenda.end"):
        assert not isinstance(await other.do(type_), str)
    assert not late.views
    monkeypatch.undo()
    # A ballot concerns its voter's own view only; what was kept back reaches everybody all the same.
    assert not isinstance(await phone.do("poll.cast_ballot", **BURDEN, chosen=["a"]), str)
    await late.shows("projector", lambda seen: seen["current"]["step"] == "poll-1")
    await desk.shows("moderators", lambda seen: seen["current"]["step"] == "poll-1")


async def test_a_bug_while_a_page_comes_in_costs_that_page_only(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    desk, other = await town.open_here(DESK), await town.open_there(DESK)
    await desk.until(lambda: "moderators" in desk.views)
    break_audiences(monkeypatch, town.here.dialogue)
    with pytest.raises(ZeroDivisionError):
        await town.open_here(WALL)
    monkeypatch.undo()
    for page in (desk, other):
        assert not isinstance(await page.do("agenda.start"), str)
        await page.shows("moderators", lambda seen: seen["dialogue"]["phase"] == "running")


async def test_a_bug_while_views_advance_leaves_all_dialogues_alive(
    town: Town, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    whole = Fanout.advance

    def broken(self: Fanout, state: State, *rest: object) -> None:
        if state.dialogue == town.here.dialogue:
            raise ZeroDivisionError("a bug")
        whole(self, state, *rest)  # type: ignore[arg-type]  # handed through as it came

    desk, other = await town.open_here(DESK), await town.open_there(DESK)
    await desk.until(lambda: "moderators" in desk.views)
    monkeypatch.setattr(Fanout, "advance", broken)
    town.log.gate.clear()
    town.log.reached.clear()
    started = desk.ask("agenda.start")
    await town.log.reached.wait()
    await town.open_here(WALL)
    town.log.gate.set()
    await desk.until(lambda: desk.answer(started) is not None)
    assert not isinstance(await desk.do("agenda.go_to", step="poll-1"), str)
    assert not isinstance(await other.do("agenda.start"), str)
    await other.shows("moderators", lambda seen: seen["dialogue"]["phase"] == "running")
    monkeypatch.undo()
    assert not isinstance(await desk.do("agenda.go_to", step="end"), str)
    await desk.shows("moderators", lambda seen: seen["current"]["step"] == "end")
    assert "showing failed" in caplog.text


async def test_a_heartbeat_that_fails_silences_nobody_else(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(frames, "HEARTBEAT_SECONDS", 0.02)
    async with AsyncExitStack() as opened:
        hub = await opened.enter_async_context(Hub(SlowLog()))
        here, there = await hub.create(SESSION), await hub.create(SESSION)
        open_here = await opened.enter_async_context(pages_of(here))
        open_there = await opened.enter_async_context(pages_of(there))
        desk, other = await open_here(DESK), await open_there(DESK)
        whole, beaten = DialogueTask.beat, []

        def broken(self: DialogueTask) -> None:
            if self is here:
                beaten.append(self)
                raise ZeroDivisionError("a bug")
            whole(self)

        monkeypatch.setattr(DialogueTask, "beat", broken)
        before = len(other.frames)
        await other.until(lambda: sum("now" in frame for frame in other.frames[before:]) >= 3, "heartbeats")
        assert len(beaten) >= 2, "tried again each time"
        assert "a heartbeat failed" in caplog.text
        for page in (desk, other):
            assert not isinstance(await page.do("agenda.start"), str)
            await page.shows("moderators", lambda seen: seen["dialogue"]["phase"] == "running")
        monkeypatch.undo()

"""A bug while showing, or while the line beats, costs one showing: the dialogue goes on, the others never notice."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest

from live.core.actor import Actor
from live.core.audience import Audience
from live.core.ids import DialogueId
from live.dialogue.state import State
from live.dialogue.view import Moment, audiences
from live.hub import frames, publication
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
    monkeypatch.setattr(publication, "SHORTEST_PAUSE", 0.0)
    log = SlowLog()
    async with AsyncExitStack() as opened:
        hub = await opened.enter_async_context(Hub(log))
        tasks = [await hub.create(SESSION) for _ in range(2)]
        pages = [await opened.enter_async_context(pages_of(made)) for made in tasks]
        yield Town(log, tasks[0], tasks[1], (pages[0], pages[1]))


def break_audiences(monkeypatch: pytest.MonkeyPatch, dialogue: DialogueId) -> None:
    """Nobody can be told what to read in this dialogue any more."""

    def broken(state: State, actor: Actor) -> tuple[Audience, ...]:
        if state.dialogue == dialogue:
            raise ZeroDivisionError("a bug")
        return audiences(state, actor)

    monkeypatch.setattr("live.hub.fanout.audiences", broken)


def break_views(monkeypatch: pytest.MonkeyPatch, dialogue: DialogueId) -> asyncio.Event:
    """Nothing of this dialogue can be shown any more; the event says that somebody has tried."""
    tried = asyncio.Event()
    whole = Fanout.advance

    def broken(self: Fanout, audience: Audience, moment: Moment) -> None:
        if moment.state.dialogue == dialogue:
            tried.set()
            raise ZeroDivisionError("a bug")
        whole(self, audience, moment)

    monkeypatch.setattr(Fanout, "advance", broken)
    return tried


def phase(page: Page) -> str:
    return str(page.views["moderators"]["dialogue"]["phase"])


async def test_a_bug_while_showing_what_was_saved_leaves_all_dialogues_alive(
    town: Town, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    desk, other = await town.open_here(DESK), await town.open_there(DESK)
    await desk.until(lambda: "moderators" in desk.views)
    break_views(monkeypatch, town.here.dialogue)
    # Held up at its end, the commit is overtaken by the moment to show: it is shown by the task itself.
    town.log.gate.clear()
    town.log.reached.clear()
    started = desk.ask("agenda.start")
    await town.log.reached.wait()
    late = town.open_here.knock(WALL)
    town.log.gate.set()
    await desk.until(lambda: desk.answer(started) is not None)
    assert not isinstance(await desk.do("agenda.go_to", step="poll-1"), str)
    assert not isinstance(await other.do("agenda.start"), str)
    await other.shows("moderators", lambda seen: seen["dialogue"]["phase"] == "running")
    assert "showing failed" in caplog.text
    assert phase(desk) == "waiting"
    monkeypatch.undo()
    assert not isinstance(await desk.do("agenda.go_to", step="end"), str)
    for page, name in ((desk, "moderators"), (late, "projector")):
        await page.shows(name, lambda seen: seen["current"]["step"] == "end")


async def test_what_a_bug_kept_from_being_shown_is_shown_whole_with_whatever_changes_next(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    (rosa,) = await joined(town.here, "rosa")
    desk, phone, wall = await town.open_here(DESK), await town.open_here(rosa), await town.open_here(WALL)
    await desk.do("agenda.start")
    await desk.do("question.open", **BURDEN)
    await wall.shows("projector", lambda seen: seen["dialogue"]["phase"] == "running")
    tried = break_views(monkeypatch, town.here.dialogue)
    await desk.do("agenda.go_to", step="poll-1")
    async with asyncio.timeout(SECONDS):
        await tried.wait()
    # Commands elsewhere take many turns of the loop: whatever was due here has been tried meanwhile.
    other = await town.open_there(DESK)
    for type_ in ("agenda.start", "agenda.end"):
        assert not isinstance(await other.do(type_), str)
    assert wall.views["projector"]["current"]["step"] == "welcome"
    monkeypatch.undo()
    # A ballot concerns its voter's own view only; what was kept back reaches everybody all the same.
    assert not isinstance(await phone.do("poll.cast_ballot", **BURDEN, chosen=["a"]), str)
    await wall.shows("projector", lambda seen: seen["current"]["step"] == "poll-1")
    await desk.shows("moderators", lambda seen: seen["current"]["step"] == "poll-1")


async def test_a_bug_while_a_page_comes_in_costs_that_page_only(
    town: Town, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    desk, other = await town.open_here(DESK), await town.open_there(DESK)
    await desk.until(lambda: "moderators" in desk.views)
    break_audiences(monkeypatch, town.here.dialogue)
    late = [town.open_here.knock(WALL) for _ in range(2)]
    for page in late:
        await page.closes(frames.FAILED)
    assert "a page could not be taken in" in caplog.text
    monkeypatch.undo()
    for page in (desk, other):
        assert not isinstance(await page.do("agenda.start"), str)
        await page.shows("moderators", lambda seen: seen["dialogue"]["phase"] == "running")
    await (await town.open_here(WALL)).shows("projector", lambda seen: seen["dialogue"]["phase"] == "running")


async def test_a_bug_while_people_are_led_into_groups_is_made_good_with_the_next_change(
    town: Town, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    phones = [await town.open_here(person) for person in await joined(town.here, "rosa", "henk")]
    desk = await town.open_here(DESK)
    await desk.do("agenda.start")
    await desk.do("agenda.go_to", step="groups-1")
    await desk.do("breakout.draft_rooms", step="groups-1", groups=1)
    break_audiences(monkeypatch, town.here.dialogue)
    assert not isinstance(await desk.do("breakout.publish", step="groups-1"), str)
    for phone in phones:
        await phone.shows("me", lambda seen: seen["room"]["room"] == 1)
    assert "showing failed" in caplog.text
    monkeypatch.undo()
    await desk.do("screen.overlay", overlay="message", message="Gleich geht es weiter")
    for phone in phones:
        await phone.shows("room:groups-1:1", bool)


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

"""Eight hours with people who come and go: what they leave behind is what they said, and nothing of their coming.

The clock is simulated and the log keeps nothing in memory, as a file would not. What is kept for each person is
bounded by numbers that are made small here, so that they are reached in the first hours.
"""

import asyncio
import gc
import json
import random
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from live import metrics
from live.core.actor import Actor, GroupModerator, Moderator, Participant, Projector
from live.core.audience import Audience, Everyone, Moderators, Self, Wall
from live.core.ids import RoomNumber
from live.core.patch import merge
from live.core.rejection import Rejection
from live.dialogue import fold
from live.dialogue.codec import read_command
from live.hub import frames, turns
from live.hub.connection import Connection
from live.hub.hub import Hub
from live.hub.stream import HISTORY
from live.hub.task import DialogueTask, Wish
from live.log.bell import Stretch
from live.log.buffered import BufferedTurn
from live.log.memory import MemoryLog
from live.log.port import Mark
from tests.hub.logs import SlowLog
from tests.hub.pages import SESSION, Page, evening, joined, now
from tests.simulation.clock import VirtualLoop, play

HOUR = 3600.0
PEOPLE = 16
OUTCOMES = 12
GROUPS, POLL = "groups-1", "poll-1"
QUESTIONS = (("mood-1", "mood"), (POLL, "burden"), (POLL, "named"), (POLL, "live"))


class Forgetful(MemoryLog):
    """A log of one dialogue that keeps nothing."""

    @asynccontextmanager
    async def turn(self, dialogue: str, after: Mark) -> AsyncIterator[BufferedTurn]:  # noqa: ARG002 - the face of a log
        turn = BufferedTurn(Stretch([], resync=False, head=after))
        yield turn
        await asyncio.sleep(0.002)
        turn.end()


class Seen:
    """What a person's page knows, from one visit to the next."""

    def __init__(self) -> None:
        self.run: str | None = None
        self.views: dict[str, Any] = {}
        self.versions: dict[str, int] = {}

    def take(self, frame: dict[str, Any]) -> None:
        match frame:
            case {"welcome": {"run": run}}:
                assert self.run in (None, run)
                self.run = run
            case {"view": name, "version": version, "snapshot": view}:
                assert version >= self.versions.get(name, 0)
                self.views[name], self.versions[name] = view, version
            case {"view": name, "version": version, "patch": patch}:
                assert version == self.versions[name] + 1
                self.views[name], self.versions[name] = merge(self.views[name], patch), version
            case {"gone": name}:
                del self.views[name], self.versions[name]
            case {"now": _, "versions": versions}:
                assert versions == self.versions


class Phone:
    """A page that keeps what it has seen and nothing else."""

    def __init__(self, task: DialogueTask, actor: Actor, seen: Seen) -> None:
        self.task, self.seen = task, seen
        self.answers = 0
        self.connection = Connection(actor, "link", self)
        task.admit(self.connection)
        task.connect(self.connection, frames.Known(run=seen.run, versions=seen.versions))

    @property
    def descriptor(self) -> int:
        return -1

    def offer(self, data: bytes, most: int) -> bool:
        assert most
        self.send(data)
        return True

    def send(self, data: bytes) -> None:
        for text in frames.read_out(data):
            self.seen.take(json.loads(text))

    def close(self, code: int) -> None:
        assert code == frames.RESTARTING, f"sent away: {code}"

    def abort(self) -> None:
        self.close(1006)

    def leave(self) -> None:
        self.task.disconnect(self.connection)

    def ask(self, wish: dict[str, Any]) -> None:
        self.task.ask(Wish(read_command(wish), self.connection.actor, self._answered))

    def _answered(self, outcome: int | Rejection) -> None:
        self.answers += 1
        assert not isinstance(outcome, Rejection) or outcome.code not in ("internal_error", "not_saved"), outcome


class LongEvening:
    """One dialogue, its people, and what there is of it in memory."""

    def __init__(self, hub: Hub, task: DialogueTask, loop: VirtualLoop, seed: int) -> None:
        self.hub, self.task, self.loop = hub, task, loop
        self.chance = random.Random(seed)  # noqa: S311 - repeatable chance is wanted
        self.visits = self.said = self.answered = 0
        self.here: dict[Phone, Audience] = {}

    async def come_and_go(self, actor: Actor, own: Audience, until: float) -> None:
        """Be there for a while, say something, be away for a while, and know what was seen last."""
        seen, notes = Seen(), 0
        while self.loop.time() < until:
            phone = Phone(self.task, actor, seen)
            self.here[phone] = own
            self.visits += 1
            for _ in range(self.chance.randrange(1, 10)):
                await asyncio.sleep(self.chance.expovariate(1 / 90))
                wish, notes = self._wish(actor, notes)
                if wish is not None:
                    self.said += 1
                    phone.ask({"id": f"c{self.said}", **wish})
            await asyncio.sleep(1)
            phone.leave()
            del self.here[phone]
            self.answered += phone.answers
            await asyncio.sleep(self.chance.choice([0.1, 1.0, 30.0, 900.0]))

    def _wish(self, actor: Actor, notes: int) -> tuple[dict[str, Any] | None, int]:
        draw, chance = self.chance.random(), self.chance
        if isinstance(actor, Moderator):
            return self._steering(), notes
        if not isinstance(actor, Participant):
            return None, notes
        if draw < 0.4:
            return {"type": chance.choice(["hands.raise", "hands.lower"])}, notes
        if draw < 0.7:
            ballot = {"type": "poll.cast_ballot", "step": POLL, "chosen": [chance.choice(["a", "b"])]}
            return {**ballot, "part": chance.choice(["burden", "named", "live"])}, notes
        if draw < 0.8:
            return {"type": "people.rename", "name": f"Mensch {chance.randrange(9)}"}, notes
        where = {"step": GROUPS, "text": f"Schatten {chance.randrange(9)}"}
        if notes < 3:
            return {"type": "breakout.write_note", "room": 1, **where}, notes + 1
        return {"type": "breakout.edit_note", "note": f"c{chance.randrange(self.said)}", **where}, notes

    def _steering(self) -> dict[str, Any]:
        step, part = self.chance.choice(QUESTIONS)
        verb = self.chance.choice(["open", "close", "reveal", "conceal"])
        return self.chance.choice(
            [
                {"type": f"question.{verb}", "step": step, "part": part},
                {"type": "hands.lower_all"},
                {"type": "screen.overlay", "overlay": self.chance.choice(["none", "code"])},
                {"type": "agenda.replan", "minutes": {POLL: self.chance.randint(1, 60)}},
            ]
        )

    def blocks(self) -> int:
        """How many small pieces of memory are in use."""
        gc.collect()
        return sys.getallocatedblocks()

    def kept_for_views(self) -> dict[str, int]:
        """What the hub keeps because of pages."""
        task, showing = self.task, self.task._publication  # noqa: SLF001 - this is what the test is about
        fanout = showing.fanout
        streams = [*fanout._common.values(), *fanout._selves.values()]  # noqa: SLF001 - as above
        assert all(len(stream._patches) <= HISTORY for stream in streams)  # noqa: SLF001 - as above
        return {
            "pages": len(task.pages),
            "pages that are in": len(task.connections),
            "people here": len(task.present),
            "own views": sum(isinstance(stream.audience, Self) for stream in streams),
            "readers": sum(len(stream.readers) for stream in streams),
            "at the door": len(task._door),  # noqa: SLF001 - as above
            "commands": len(task._inbox),  # noqa: SLF001 - as above
            "subscriptions": len(showing._subscriptions),  # noqa: SLF001 - as above
            "backlog": len(showing._backlog),  # noqa: SLF001 - as above
            "on their way": len(showing.delivery._queue),  # noqa: SLF001 - as above
            "beats": len(task._beating),  # noqa: SLF001 - as above
        }

    def shared_views(self) -> int:
        """Streams that stay, whoever reads them."""
        return len(self.task._publication.fanout._common)  # noqa: SLF001 - as above


def labels() -> int:
    """Everything that is counted for the monitoring."""
    return sum(1 for metric in metrics.registry.collect() for _ in metric.samples)


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is remembered of each person is reached early in the evening."""
    monkeypatch.setattr(fold, "OUTCOMES_LIMIT", OUTCOMES)
    monkeypatch.setattr(turns, "UNLOGGED_KEPT", 100)


@pytest.mark.usefixtures("small")
def test_memory_is_flat_over_eight_hours_of_coming_and_going() -> None:
    loop = VirtualLoop()

    async def main() -> None:
        async with Hub(Forgetful(), clock=loop.milliseconds) as hub:
            await spend(LongEvening(hub, await hub.create(SESSION), loop, seed=8), loop)

    play(main(), loop)


async def spend(night: LongEvening, loop: VirtualLoop) -> None:
    """Eight hours, and the look at what is left at their end."""
    task, end = night.task, loop.time() + 8 * HOUR
    people = await joined(task, *(f"p{n}" for n in range(PEOPLE)))
    desk = Phone(task, Moderator("desk"), Seen())
    for number, wish in enumerate(_opening()):
        desk.ask({"id": f"opening-{number}", **wish})
    async with asyncio.TaskGroup() as living:
        for person in people:
            living.create_task(night.come_and_go(person, Self(person.person), end))
        living.create_task(night.come_and_go(Moderator("second desk"), Moderators(), end))
        living.create_task(night.come_and_go(Projector(), Wall(), end))
        living.create_task(night.come_and_go(GroupModerator(RoomNumber(1), "console"), Everyone(), end))
        await asyncio.sleep(2 * HOUR)
        early, counted, streams = night.blocks(), labels(), night.shared_views()
        ways = len(asyncio.all_tasks())
        await asyncio.sleep(6 * HOUR - 60)
        late = night.blocks()
        assert (night.shared_views(), len(asyncio.all_tasks())) == (streams, ways)
        assert labels() < counted + 10, "labels are words, such as a refusal that nobody had got before"
        _all_see_what_is_so(night)
    desk.leave()
    await asyncio.sleep(60)
    assert night.visits > 500, "people came and went"
    assert night.answered == night.said > 3_000
    assert set(night.kept_for_views().values()) == {0}, night.kept_for_views()
    assert all(len(kept) <= OUTCOMES for kept in task.state.outcomes.values())
    assert len(task.state.acts) <= 100
    assert (len(night.hub._awake), len(night.hub._waking), len(night.hub._running)) == (1, 0, 1)  # noqa: SLF001 - as above
    assert late - early < early * 0.01, f"{early:,} pieces of memory after two hours, {late:,} after eight"


def _opening() -> list[dict[str, Any]]:
    return [
        {"type": "agenda.start"},
        {"type": "breakout.draft_rooms", "step": GROUPS, "groups": 1},
        {"type": "breakout.publish", "step": GROUPS},
        *({"type": "question.open", "step": step, "part": part} for step, part in QUESTIONS),
    ]


def _all_see_what_is_so(night: LongEvening) -> None:
    names = {Moderators: "moderators", Wall: "projector", Everyone: "console:1"}
    for phone, own in night.here.items():
        name = names.get(type(own), "me")
        if name == "me":
            assert phone.seen.views.get("me", {}).get("person") == phone.connection.actor.person  # type: ignore[union-attr]  # a participant
        elif name != "console:1":
            there = phone.seen.views[name]
            assert there["agenda"] == now(night.task, own)["agenda"]


async def test_pages_that_come_and_leave_while_the_store_is_away_leave_nothing_at_the_door() -> None:
    log = SlowLog()
    async with evening(log) as (here, open_page):
        desk = await open_page(Moderator("desk"))
        log.unreadable = True
        log.fail_with("full")
        assert await desk.do("agenda.start") == "not_saved"
        for _ in range(3):
            pages = [Page(here, Projector()) for _ in range(20)]
            for page in pages:
                page.hello()
                page.hello()
                await page.leave()
        assert here.pages == here.connections == {desk.connection}
        assert not here._door  # noqa: SLF001 - this is what the test is about
        log.unreadable = False
        log.fail_with(None)
        assert not isinstance(await desk.do("agenda.start"), str)

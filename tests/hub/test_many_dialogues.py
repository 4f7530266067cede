"""Many dialogues on one server: each gets its turn, whatever one of them is busy with; and what nobody needs sleeps."""

import asyncio
import logging
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest

from live import metrics
from live.core.actor import Actor, Participant, Projector, Server
from live.core.audience import Moderators, Self, Wall
from live.core.command import Command
from live.core.ids import CommandId, PersonId
from live.core.rejection import Rejection
from live.dialogue.codec import Record, read_command
from live.dialogue.commands import Join
from live.dialogue.fold import fold_record
from live.dialogue.state import State
from live.hub import frames, publication, turns
from live.hub.fanout import Fanout
from live.hub.hub import AWAKE_SECONDS, Hub
from live.hub.task import LARGEST_BATCH, DialogueTask, Wish
from live.log.buffered import BufferedTurn
from live.log.memory import MemoryLog
from live.log.port import ORIGIN, Commit, Mark, NotRead
from tests.hub.logs import SlowLog
from tests.hub.pages import DESK, SESSION, joined, now, pages_of
from tests.simulation.clock import VirtualLoop, play

BURDEN = {"step": "poll-1", "part": "burden"}
DIALOGUES, PEOPLE = 20, 20


class CountingLog(MemoryLog):
    """How many writes each turn of each dialogue had."""

    def __init__(self) -> None:
        super().__init__()
        self.turns: dict[str, list[int]] = {}

    @asynccontextmanager
    async def turn(self, dialogue: str, after: Mark) -> AsyncIterator[BufferedTurn]:
        async with super().turn(dialogue, after) as turn:
            yield turn
        self.turns.setdefault(dialogue, []).append(len(turn.writes))


class Town:
    """Two dialogues: one is going to be busy, in the other somebody is at the desk. `told` is the order of answers."""

    def __init__(self, log: CountingLog, busy: DialogueTask, calm: DialogueTask) -> None:
        self.log, self.busy, self.calm = log, busy, calm
        self.told: list[str] = []
        self._more = asyncio.Event()

    def ask(self, task: DialogueTask, actor: Actor, command: Command) -> None:
        def answer(outcome: int | Rejection) -> None:
            self.told.append(f"{'calm' if task is self.calm else 'busy'} {getattr(outcome, 'code', 'ack')}")
            self._more.set()

        task.ask(Wish(command, actor, answer))

    async def until_told(self, number: int) -> None:
        async with asyncio.timeout(60):
            while len(self.told) < number:
                self._more.clear()
                await self._more.wait()


@asynccontextmanager
async def town(people: int = 1) -> AsyncIterator[Town]:
    log = CountingLog()
    async with Hub(log) as hub:
        made = Town(log, await hub.create(SESSION), await hub.create(SESSION))
        await asyncio.gather(*(joined(made.busy, f"p{n}") for n in range(people)))
        for task in (made.busy, made.calm):
            for type_ in ("agenda.start", "question.open"):
                await task.carry_out(wish(type_, **(BURDEN if type_ == "question.open" else {})), DESK)
        log.turns.clear()
        yield made


def wish(type_: str, id_: str = "", **fields: object) -> Command:
    return read_command({"id": id_ or type_.replace(".", "-"), "type": type_, **fields})


def flood(made: Town, commands: int, people: int) -> None:
    """Ballots, all at once."""
    for number in range(commands):
        ballot = wish("poll.cast_ballot", f"c{number}", **BURDEN, chosen=["a" if number // people % 2 else "b"])
        made.ask(made.busy, Participant(PersonId(f"p{number % people}")), ballot)


async def test_every_dialogue_of_many_shows_its_own_people_their_own_ballots() -> None:
    async with Hub(MemoryLog()) as hub:
        tasks = [await hub.create(SESSION) for _ in range(DIALOGUES)]
        pages = await asyncio.gather(*(spend(task, number) for number, task in enumerate(tasks)))
        assert sum(pages) == DIALOGUES * (PEOPLE + 1)
        assert {task.state.people.keys() & tasks[0].state.people.keys() == set() for task in tasks[1:]} == {True}


async def spend(task: DialogueTask, number: int) -> int:
    """One of the evenings; in each another answer wins."""
    people = await joined(task, *(f"d{number}p{n}" for n in range(PEOPLE)))
    async with pages_of(task) as open_page:
        desk, *phones = [await open_page(DESK), *[await open_page(actor) for actor in people]]
        await desk.do("agenda.start")
        await desk.do("question.open", **BURDEN)
        in_favour = number % PEOPLE + 1
        for place, phone in enumerate(phones):
            phone.ask("poll.cast_ballot", **BURDEN, chosen=["a" if place < in_favour else "b"])
        for phone in phones:
            await phone.shows("me", lambda seen: "poll-1" in seen.get("steps", {}))
        await desk.do("question.close", **BURDEN)
        await desk.do("question.reveal", **BURDEN)
        await desk.do("question.finalise", **BURDEN)
        counts = {"a": in_favour, "b": PEOPLE - in_favour, "care": 0}
        seen = await desk.shows("moderators", lambda seen: seen == now(task, Moderators()))
        counts = seen["steps"]["poll-1"]["questions"]["burden"]["counts"]
        assert counts["chosen"]["answer"] == {"a": in_favour, "b": PEOPLE - in_favour, "care": 0}
        for phone, actor in zip(phones, people, strict=True):
            assert phone.views["me"]["person"] == actor.person
        return len(task.connections)


async def test_others_have_their_turn_between_two_pieces_of_a_large_batch() -> None:
    async with town(people=1_000) as made:
        flood(made, commands=1_000, people=1_000)
        made.ask(made.calm, DESK, wish("question.close", **BURDEN))
        await made.until_told(1_001)
        place = made.told.index("calm ack")
        assert place == 0, f"{place} answers of the flood came first"
        assert made.told.count("busy ack") == 1_000


async def test_a_batch_is_bounded_and_others_come_between_two_batches() -> None:
    many = 3 * LARGEST_BATCH + 1
    async with town(people=many) as made:
        flood(made, commands=many, people=many)
        await made.until_told(LARGEST_BATCH)
        made.ask(made.calm, DESK, wish("question.close", **BURDEN))
        await made.until_told(many + 1)
        assert made.told.index("calm ack") <= 2 * LARGEST_BATCH
        assert made.log.turns[made.busy.dialogue] == [*3 * [LARGEST_BATCH], 1]


def test_a_view_is_not_made_again_for_each_command(monkeypatch: pytest.MonkeyPatch) -> None:
    loop, made_for_the_desk = VirtualLoop(), []
    whole = Fanout._view  # noqa: SLF001 - counted, not changed

    def counted(self: Fanout, audience: object, moment: object) -> object:
        if isinstance(audience, Moderators):
            made_for_the_desk.append(loop.time())
        return whole(self, audience, moment)  # type: ignore[arg-type]  # handed through as it came

    monkeypatch.setattr(Fanout, "_view", counted)

    async def main() -> None:
        async with town(people=100) as made, pages_of(made.busy) as open_page:
            await open_page(DESK)
            began = loop.time()
            for number in range(2_000):
                person = Participant(PersonId(f"p{number % 100}"))
                made.ask(made.busy, person, wish("hands.raise" if number // 100 % 2 else "hands.lower", f"c{number}"))
                await asyncio.sleep(0.001)
            seconds = loop.time() - began
            assert made.told.count("busy ack") >= 1_900
            assert len(made_for_the_desk) <= seconds / 0.05 + 5, "at most twenty a second"

    play(main(), loop)


async def test_others_are_answered_while_thousands_of_own_views_are_owed() -> None:
    people = 1_500
    async with town(people) as made, pages_of(made.busy) as open_page:
        phones = [await open_page(Participant(PersonId(f"p{n}"))) for n in range(people)]
        await phones[-1].until(lambda: "me" in phones[-1].views)
        draft = wish("breakout.draft_rooms", step="groups-1", groups=100)
        for command in (wish("agenda.go_to", step="groups-1"), draft):
            assert not isinstance(await made.busy.carry_out(command, DESK), Rejection)
        made.ask(made.busy, DESK, wish("breakout.publish", step="groups-1"))
        await made.until_told(1)
        made.ask(made.calm, DESK, wish("question.close", **BURDEN))
        await made.until_told(2)
        without = [phone for phone in phones if "room" not in phone.views["me"]]
        assert without, "the calm dialogue did not wait for the last of them"
        for phone in phones:
            await phone.shows("me", lambda seen: "room" in seen)


@pytest.mark.parametrize("place", ["decide", "fold_record"])
async def test_a_rule_that_fails_on_every_command_costs_only_its_own(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, place: str
) -> None:
    caplog.set_level(logging.CRITICAL, "live.hub")  # each is told of with its whole trace
    whole, many = getattr(turns, place), LARGEST_BATCH
    async with town(people=10) as made:

        def broken(state: State, *rest: object) -> object:
            if state.dialogue == made.busy.dialogue and flooding:
                raise ZeroDivisionError("a bug")
            return whole(state, *rest)

        flooding = True
        monkeypatch.setattr(turns, place, broken)
        flood(made, commands=many, people=10)
        made.ask(made.calm, DESK, wish("question.close", **BURDEN))
        await made.until_told(many + 1)
        assert made.told.index("calm ack") == 0
        assert Counter(made.told) == {"calm ack": 1, "busy internal_error": many}
        flooding = False
        made.ask(made.busy, Participant(PersonId("p1")), wish("poll.cast_ballot", "later", **BURDEN, chosen=["a"]))
        await made.until_told(many + 2)
        assert made.told[-1] == "busy ack"


async def test_of_a_batch_all_are_saved_but_those_on_which_a_rule_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = fold_record
    async with town(people=300) as made:

        def broken(state: State, record: Record, at: int, seq: int) -> None:
            whole(state, record, at, seq)
            if record.actor.endswith("7"):
                raise ZeroDivisionError("a bug")

        monkeypatch.setattr(turns, "fold_record", broken)
        flood(made, commands=300, people=300)
        await made.until_told(300)
        assert Counter(made.told) == {"busy ack": 270, "busy internal_error": 30}
        desk = now(made.busy, Moderators())
        assert desk["steps"]["poll-1"]["questions"]["burden"]["answered"] == 270


@asynccontextmanager
async def night(loop: VirtualLoop, log: MemoryLog) -> AsyncIterator[tuple[Hub, DialogueTask]]:
    """A hub on a clock that can be set forward, and a dialogue in which somebody has voted; no page is open."""
    async with Hub(log, clock=loop.milliseconds) as hub:
        task = await hub.create(SESSION)
        (rosa,) = await joined(task, "rosa")
        for command in (wish("agenda.start"), wish("question.open", **BURDEN)):
            assert not isinstance(await task.carry_out(command, DESK), Rejection)
        ballot = wish("poll.cast_ballot", **BURDEN, chosen=["a"])
        assert not isinstance(await task.carry_out(ballot, rosa), Rejection)
        yield hub, task


async def pass_by(seconds: float) -> None:
    """Let time pass, and then a heartbeat."""
    await asyncio.sleep(seconds + frames.HEARTBEAT_SECONDS)


def test_a_dialogue_that_nobody_needs_sleeps_and_wakes_with_all_it_knew() -> None:
    loop = VirtualLoop()

    async def main() -> None:
        async with night(loop, MemoryLog()) as (hub, task):
            await pass_by(AWAKE_SECONDS - 60)
            assert await hub.dialogue(task.dialogue) is task, "an hour has not passed, and this begins another"
            await pass_by(AWAKE_SECONDS - 60)
            assert metrics.dialogues._value.get() == 1  # noqa: SLF001 - no other way to read it
            await pass_by(60)
            assert metrics.dialogues._value.get() == 0  # noqa: SLF001 - as above
            assert (hub._awake, hub._waking, hub._running) == ({}, {}, {})  # noqa: SLF001 - nothing is left of it
            again = await hub.dialogue(task.dialogue)
            assert again is not task
            for audience in (Moderators(), Self(PersonId("rosa"))):
                assert now(again, audience) == now(task, audience)
            resent = wish("poll.cast_ballot", **BURDEN, chosen=["a"])
            head = await hub.log.head(task.dialogue)
            assert not isinstance(await again.carry_out(resent, Participant(PersonId("rosa"))), Rejection)
            assert await hub.log.head(task.dialogue) == head, "counted before, and recognised"

    play(main(), loop)


def test_a_dialogue_with_a_page_or_a_command_on_its_way_stays_awake() -> None:
    loop, log = VirtualLoop(), SlowLog()

    async def main() -> None:
        async with night(loop, log) as (hub, task), pages_of(task) as open_page:
            wall = await open_page(Projector())
            await pass_by(5 * AWAKE_SECONDS)
            assert await hub.dialogue(task.dialogue) is task
            log.gate.clear()
            held = asyncio.create_task(task.carry_out(wish("question.close", **BURDEN), DESK))
            await wall.leave()
            await pass_by(5 * AWAKE_SECONDS)
            log.gate.set()
            assert not isinstance(await held, Rejection)
            await pass_by(AWAKE_SECONDS / 2)
            assert await hub.dialogue(task.dialogue) is task, "it was used half an hour ago"

    play(main(), loop)


class Stumbling(MemoryLog):
    """Reading a dialogue takes a while, and fails while `broken`."""

    broken = False

    async def commits(self, dialogue: str, after: Mark = ORIGIN) -> list[Commit]:
        await asyncio.sleep(1)
        if self.broken:
            raise NotRead("failed")
        return await super().commits(dialogue, after)


def test_whoever_comes_while_a_dialogue_wakes_gets_the_one_that_wakes() -> None:
    loop, log = VirtualLoop(), Stumbling()

    async def main() -> None:
        async with night(loop, log) as (hub, task):
            await pass_by(2 * AWAKE_SECONDS)
            log.broken = True
            failed = [asyncio.create_task(hub.dialogue(task.dialogue)) for _ in range(3)]
            await asyncio.sleep(0.5)
            failed[0].cancel()
            assert [type(error) for error in await asyncio.gather(*failed, return_exceptions=True)] == [
                asyncio.CancelledError,
                NotRead,
                NotRead,
            ]
            log.broken = False
            early = [asyncio.create_task(hub.dialogue(task.dialogue)) for _ in range(3)]
            await asyncio.sleep(0.5)
            late = asyncio.create_task(hub.dialogue(task.dialogue))
            early[0].cancel()
            awake = {id(found) for found in await asyncio.gather(*early[1:], late)}
            assert awake == {id(await hub.dialogue(task.dialogue))}, "one owner, though the first to ask went away"

    play(main(), loop)


class Interrupted(MemoryLog):
    """Whenever a dialogue has been read, the server does something else before it goes on with it."""

    def __init__(self) -> None:
        super().__init__()
        self.meanwhile: Callable[[], object] = lambda: None

    async def commits(self, dialogue: str, after: Mark = ORIGIN) -> list[Commit]:
        found = await super().commits(dialogue, after)
        asyncio.get_running_loop().call_soon(self.meanwhile)
        return found


def test_a_dialogue_that_has_just_woken_is_not_put_to_sleep_again() -> None:
    loop, log = VirtualLoop(), Interrupted()

    async def main() -> None:
        async with night(loop, log) as (hub, task):
            await pass_by(2 * AWAKE_SECONDS)
            log.meanwhile = hub._let_sleep  # noqa: SLF001 - a heartbeat in just this moment
            again = await hub.dialogue(task.dialogue)
            log.meanwhile = lambda: None
            async with asyncio.timeout(60):
                assert not isinstance(await again.carry_out(wish("question.close", **BURDEN), DESK), Rejection)
            assert await hub.dialogue(task.dialogue) is again

    play(main(), loop)


def test_a_page_that_comes_back_after_the_sleep_takes_nothing_old_for_new() -> None:
    loop = VirtualLoop()

    async def main() -> None:
        async with night(loop, MemoryLog()) as (hub, task):
            async with pages_of(task) as open_page:
                wall = await open_page(Projector())
                assert wall.versions == {"projector": 1}
            await pass_by(AWAKE_SECONDS + 60)
            again = await hub.dialogue(task.dialogue)
            assert not isinstance(await again.carry_out(wish("agenda.go_to", step="end"), DESK), Rejection)
            async with pages_of(again) as open_page:
                await open_page(Projector())
                back = await open_page(Projector(), known=wall)
                assert back.seen["snapshot projector"] == 1, "version 1 of another run"
                assert back.views["projector"] == now(again, Wall())

    play(main(), loop)


def test_all_pages_of_the_server_count_for_the_pause_between_two_showings(monkeypatch: pytest.MonkeyPatch) -> None:
    for pause in ("PAUSE_PER_PAGE", "CALM_PER_PAGE"):
        monkeypatch.setattr(publication, pause, 0.01)
    loop, shown = VirtualLoop(), []

    async def main() -> None:
        async with town() as made, pages_of(made.busy) as open_busy, pages_of(made.calm) as open_calm:
            desk = await open_calm(DESK)
            walls = [await open_busy(Projector()) for _ in range(99)]
            await asyncio.sleep(5)
            before = desk.versions["moderators"]
            for number in range(100):
                made.ask(made.calm, Server(), join(number))
                await asyncio.sleep(0.1)
            shown.append(desk.versions["moderators"] - before)
            for wall in walls:
                await wall.leave()
            before = desk.versions["moderators"]
            for number in range(100, 200):
                made.ask(made.calm, Server(), join(number))
                await asyncio.sleep(0.1)
            shown.append(desk.versions["moderators"] - before)

    play(main(), loop)
    assert (shown[0] <= 11, shown[1] >= 90) == (True, True), f"with a hundred pages, and with one: {shown}"


def join(number: int) -> Join:
    return Join(id=CommandId(f"join-{number}"), person=PersonId(f"late-{number}"))

"""What was refused stays refused: a copy of the command that comes late, from a line long given up, does nothing."""

import asyncio

import pytest

from live.core.actor import Actor
from live.core.ids import CommandId, StepId
from live.core.rejection import Rejection
from live.dialogue.codec import read_command
from live.hub import turns
from live.hub.hub import Hub
from live.hub.task import DialogueTask, Wish
from live.log.memory import MemoryLog
from tests.hub.pages import DESK, SESSION, joined

BURDEN = {"step": "poll-1", "part": "burden"}
VOTE: dict[str, object] = {"id": "v1", "type": "poll.cast_ballot", **BURDEN, "chosen": ["a"]}


def ask(task: DialogueTask, actor: Actor, frame: dict[str, object]) -> "asyncio.Future[int | Rejection]":
    answer: asyncio.Future[int | Rejection] = asyncio.get_running_loop().create_future()
    task.ask(Wish(read_command(frame), actor, answer.set_result))
    return answer


def steer(task: DialogueTask, id_: str, type_: str, **fields: object) -> "asyncio.Future[int | Rejection]":
    return ask(task, DESK, {"id": id_, "type": type_, **fields})


def ballots(task: DialogueTask) -> int:
    return len(task.state.steps[StepId("poll-1")].state.parts["burden"].question.now.ballots)


async def test_a_refused_command_that_comes_again_is_refused_again_whatever_has_happened_since() -> None:
    async with Hub(MemoryLog()) as hub:
        task = await hub.create(SESSION)
        (rosa, henk) = await joined(task, "rosa", "henk")
        await steer(task, "s", "agenda.start")
        early = await ask(task, rosa, VOTE)
        await steer(task, "o", "question.open", **BURDEN)
        assert await ask(task, rosa, VOTE) == early == Rejection("question.not_open")
        assert ballots(task) == 0
        assert not isinstance(await ask(task, henk, VOTE), Rejection), "an id is the sender's own"
        assert not isinstance(await ask(task, rosa, {**VOTE, "id": "v2"}), Rejection)
        assert ballots(task) == 2


async def test_both_copies_in_one_batch_have_the_same_answer() -> None:
    async with Hub(MemoryLog()) as hub:
        task = await hub.create(SESSION)
        (rosa,) = await joined(task, "rosa")
        await steer(task, "s", "agenda.start")
        first = ask(task, rosa, VOTE)
        steer(task, "o", "question.open", **BURDEN)
        second = ask(task, rosa, VOTE)
        assert await first == await second == Rejection("question.not_open")
        assert ballots(task) == 0


async def test_what_could_not_be_saved_is_no_refusal() -> None:
    log = MemoryLog()
    async with Hub(log) as hub:
        task = await hub.create(SESSION)
        log.fail_with("full")
        refused = [steer(task, "o", "question.open", **BURDEN), steer(task, "u", "agenda.undo", act=99)]
        assert await asyncio.gather(*refused) == [Rejection("not_saved")] * 2
        log.fail_with(None)
        assert not isinstance(await steer(task, "o", "question.open", **BURDEN), Rejection)


async def test_so_many_refusals_are_kept_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "UNLOGGED_KEPT", 20)
    async with Hub(MemoryLog()) as hub:
        task = await hub.create(SESSION)
        (rosa,) = await joined(task, "rosa")
        await steer(task, "s", "agenda.start")
        await ask(task, rosa, VOTE)
        for number in range(turns.UNLOGGED_KEPT):
            ask(task, rosa, {**VOTE, "id": CommandId(f"w{number}")})
        await steer(task, "o", "question.open", **BURDEN)
        assert not isinstance(await ask(task, rosa, VOTE), Rejection)
        assert await ask(task, rosa, {**VOTE, "id": "w1"}) == Rejection("question.not_open")


async def test_a_name_that_comes_again_late_does_not_replace_the_later_one() -> None:
    async with Hub(MemoryLog()) as hub:
        task = await hub.create(SESSION)
        (rosa,) = await joined(task, "rosa")
        for id_, name in (("r1", "Rosa"), ("r2", "Rosa from the harbour"), ("r1", "Rosa")):
            assert not isinstance(await ask(task, rosa, {"id": id_, "type": "people.rename", "name": name}), Rejection)
        assert b"Rosa from the harbour" in (await hub.log.people(task.dialogue))["rosa"]


async def test_what_was_saved_before_a_batch_failed_is_not_called_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    carry_out = turns.Turns._carry_out  # noqa: SLF001 - there is no other way to fail behind a commit

    async def broken(self: turns.Turns, batch: list[Wish], answers: turns.Answers) -> None:
        await carry_out(self, batch[:1], answers)
        raise ZeroDivisionError("a bug")

    async with Hub(MemoryLog()) as hub:
        task = await hub.create(SESSION)
        (rosa,) = await joined(task, "rosa")
        await steer(task, "s", "agenda.start")
        await steer(task, "o", "question.open", **BURDEN)
        with monkeypatch.context() as bug:
            bug.setattr(turns.Turns, "_carry_out", broken)
            saved, lost = ask(task, rosa, VOTE), ask(task, rosa, {**VOTE, "id": "v2", "chosen": ["b"]})
            assert not isinstance(await saved, Rejection)
            assert await lost == Rejection("internal_error")
        assert ballots(task) == 1
        assert not isinstance(await ask(task, rosa, {**VOTE, "id": "v3"}), Rejection), "the evening goes on"

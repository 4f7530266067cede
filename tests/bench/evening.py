"""A running reference evening with thousands of people in a database file, made without asking a server.

Only the sign-in is prepared here, through the hub and the log; what is measured goes through the server itself.
"""

import asyncio
import atexit
import shutil
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from functools import cache
from itertools import count
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from pydantic_core import to_json

from live import places
from live.core.actor import Moderator, Participant, Server, actor_key
from live.core.audience import Moderators
from live.core.ids import CommandId, DialogueId, PersonId
from live.core.rejection import Rejection
from live.dialogue.codec import Record, encode, read_command
from live.dialogue.commands import Join
from live.dialogue.events import Lowered, Raised
from live.dialogue.session_file import load
from live.dialogue.state import State
from live.dialogue.view import view
from live.hub import storage
from live.hub.hub import Hub
from live.hub.task import DialogueTask
from live.log.port import Link, Log, Mark
from live.log.sqlite import SqliteLog
from live.web.links import issue

MODERATOR = Moderator("bench")
STEP = "befragung"
HIDDEN, LIVE = "belastung", "gutes"
"""Two questions of that step: the counts of the second are shown to everybody while it is open."""
OPTIONS = "abcdef"
AT_ONCE = 500

Frame = dict[str, Any]
_numbers = count()


@dataclass(frozen=True)
class Evening:
    """Where an evening lies, and with what its people come in."""

    database: Path
    dialogue: str
    code: str
    desk: str
    """The secret of the moderator's link."""
    people: tuple[str, ...]
    """The secrets of the participants."""

    def copied(self, folder: Path) -> "Evening":
        """The same evening in a file of its own."""
        database = folder / f"{next(_numbers)}.db"
        shutil.copy(self.database, database)
        return replace(self, database=database)


def wish(kind: str, **fields: object) -> Frame:
    """A command as a page sends it."""
    return {"id": f"c{next(_numbers)}", "type": kind, **fields}


def ballot(part: str, *chosen: str) -> Frame:
    """A ballot for one of the two questions."""
    return wish("poll.cast_ballot", step=STEP, part=part, chosen=list(chosen))


def said(frame: Frame) -> str:
    """The text of a frame."""
    return to_json(frame).decode()


def asked_again(part: str) -> list[Frame]:
    """What the desk says to begin a new round of a question."""
    return [wish("question.reset", step=STEP, part=part), wish("question.open", step=STEP, part=part)]


async def steer(task: DialogueTask, *frames: Frame) -> None:
    """Let the moderator do something."""
    for frame in frames:
        outcome = await task.carry_out(read_command(frame), MODERATOR)
        assert not isinstance(outcome, Rejection), (frame, outcome)


@asynccontextmanager
async def begun(log: Log, people: int, part: str = HIDDEN) -> AsyncIterator[tuple[Hub, DialogueTask]]:
    """An evening in which so many people were let in and a question is open."""
    plan = load(places.sessions() / "referenzabend.yaml").model_dump(mode="json")
    questions = {question["id"]: question for step in plan["agenda"] for question in step.get("questions", ())}
    questions[LIVE]["show"] = "live"
    async with Hub(log) as hub:
        task = await hub.create(plan)
        await asyncio.gather(*(task.carry_out(_join(n), Server()) for n in range(people)))
        assert len(task.state.people) == people
        await steer(
            task,
            wish("agenda.start"),
            wish("agenda.go_to", step=STEP, part=part),
            wish("question.open", step=STEP, part=part),
        )
        yield hub, task


def evening(folder: Path, people: int, part: str = HIDDEN) -> Evening:
    """A fresh copy of an evening with so many people."""
    return _made(people, part).copied(folder)


@cache
def _made(people: int, part: str) -> Evening:
    folder = Path(mkdtemp(prefix="live-bench-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return asyncio.run(_make(folder / "evening.db", people, part))


async def _make(database: Path, people: int, part: str) -> Evening:
    log = await SqliteLog.open(database)
    async with begun(log, people, part) as (_, task):
        dialogue, code, persons = task.dialogue, task.state.code, list(task.state.people)
    desk = await issue(log, Link(dialogue, "moderator", ""))
    secrets: list[str] = []
    for first in range(0, people, AT_ONCE):
        links = [Link(dialogue, "participant", person) for person in persons[first : first + AT_ONCE]]
        secrets += await asyncio.gather(*(issue(log, link) for link in links))
    await log.close()
    return Evening(database, dialogue, code, desk, tuple(secrets))


async def lengthen(log: Log, dialogue: str, people: Sequence[PersonId], events: int) -> None:
    """Make the log of a sleeping dialogue longer, as hands do that go up and down again."""
    head = await log.head(dialogue)
    at = (await log.commits(dialogue, Mark(head.epoch, head.seq - 1)))[-1].at
    payload = encode(_hands(people[: AT_ONCE // 2]))
    written = 0
    while written < events:
        async with log.turn(dialogue, head) as turn:
            turn.append(payload, at)
            head = turn.head
        written += AT_ONCE


def lengthened(prepared: Evening, events: int) -> None:
    """Make the log of an evening longer by so many events."""

    async def write() -> None:
        log = await SqliteLog.open(prepared.database)
        await lengthen(log, prepared.dialogue, [_person(n) for n in range(len(prepared.people))], events)
        await log.close()

    asyncio.run(write())


def state_of(prepared: Evening) -> State:
    """The evening as it lies in its file."""

    async def read() -> State:
        log = await SqliteLog.open(prepared.database)
        state, _ = await storage.load(log, DialogueId(prepared.dialogue))
        await log.close()
        return state

    return asyncio.run(read())


def answered(state: State, part: str) -> int:
    """How many have answered a question, as the desk sees it."""
    seen = view(state, Moderators(), frozenset())
    assert seen is not None
    found: int = seen["steps"][STEP]["questions"][part]["answered"]
    return found


def _hands(people: Sequence[PersonId]) -> list[Record]:
    """A hand up and down for each of them."""
    return [
        Record(actor_key(Participant(person)), f"{event.type}-{person}", (event,))
        for person in people
        for event in (Raised(person=person), Lowered(person=person))
    ]


def _person(n: int) -> PersonId:
    return PersonId(f"person-{n:05}")


def _join(n: int) -> Join:
    person = _person(n)
    return Join(id=CommandId(f"join-{person}"), person=person, name=f"Mensch {n}" if n % 3 else "", language="de")

"""A simulated evening: one server after the other on one disk, people on bad lines, everything drawn from one seed.

Rule: the same seed gives the same evening. While it lasts everything may fail; in the end nothing does any more, and
then everybody sees the same, and every promise is kept (`promises`).
"""

import asyncio
import json
import random
from typing import Any

from live.core.actor import Actor, GroupModerator, Moderator, Participant, Projector, Server
from live.core.audience import Audience, Console, Everyone, Moderators, Self, Wall
from live.core.ids import CommandId, DialogueId, PersonId, RoomNumber
from live.core.rejection import Rejection
from live.dialogue.codec import read_command
from live.dialogue.commands import Create, Join
from live.dialogue.state import State
from live.hub import frames
from live.hub.storage import load
from live.hub.task import DialogueTask
from tests.hub.pages import SESSION
from tests.simulation import promises, wishes
from tests.simulation.clock import VirtualLoop, play
from tests.simulation.disk import Disk
from tests.simulation.history import History
from tests.simulation.lines import SimulatedLine
from tests.simulation.people import ROOMS, Person, Wishes

DIALOGUE = DialogueId("d1")
BAD_SECONDS = 12.0
GOOD_SECONDS = 45.0
"""Longer than a line can be silent, a page be away and a heartbeat be missed."""
LONGEST_WAIT = 90.0
CITIZENS = ("ada", "bo", "cem", "dora")


class Process:
    """One run of the server, from its start until it dies without a word."""

    def __init__(self, number: int, disk: Disk, history: History, loop: VirtualLoop, chance: random.Random) -> None:
        self._history = history
        self.task = DialogueTask(
            disk, DIALOGUE, f"run{number}", clock=loop.milliseconds, seed=lambda: chance.getrandbits(63)
        )
        self.dead = False
        self._work: list[asyncio.Task[None]] = []

    @property
    def durable(self) -> int:
        return self._history.moments

    async def start(self) -> None:
        """Read the log, as often as it takes, and serve."""
        while True:
            try:
                await self.task.open()
                break
            except Exception:  # noqa: BLE001 - whatever the disk does, the next page asks again
                await asyncio.sleep(0.2)
        self._work = [asyncio.create_task(self.task.run()), asyncio.create_task(self._beat())]

    def die(self) -> None:
        """Stop in the middle of whatever it does; the kernel tells the pages."""
        self.dead = True
        for work in self._work:
            work.cancel()
        for connection in sorted(self.task.pages, key=lambda page: str(page.actor)):
            connection.line.abort()

    async def _beat(self) -> None:
        while True:
            await asyncio.sleep(frames.HEARTBEAT_SECONDS)
            self.task.beat()


class Evening:
    """All of it."""

    def __init__(self, seed: int, loop: VirtualLoop) -> None:
        self.loop = loop
        self.history = History()
        self._chance = random.Random(seed)  # noqa: S311 - repeatable chance is wanted
        self.disk = Disk(self._stream(), self.history.witness, loop.milliseconds)
        self.process: Process | None = None
        self.people: list[Person] = []
        self.joined: set[PersonId] = set()
        self.kills = 0
        self._runs = 0
        self._staying: list[asyncio.Task[None]] = []
        self._acting: list[asyncio.Task[None]] = []

    def _stream(self) -> random.Random:
        return random.Random(self._chance.getrandbits(64))  # noqa: S311 - repeatable chance is wanted

    async def play(self) -> None:
        """The whole evening."""
        await self._begin()
        self._acting += [asyncio.create_task(person.act(0.5)) for person in self.people]
        self._acting += [asyncio.create_task(self._come_in(PersonId(name))) for name in CITIZENS]
        self._acting += [asyncio.create_task(self._trouble(self._stream()))]
        await self._go_on(BAD_SECONDS)
        await self._calm_down()
        await self._end()

    async def _begin(self) -> None:
        await self.disk.create_dialogue(DIALOGUE, "40718826")
        self.process = await self._server()
        create = Create(id=CommandId("create"), dialogue=DIALOGUE, code="40718826", session=SESSION)
        assert not isinstance(await self.process.task.carry_out(create, Server()), Rejection)
        self.loop.toil = self._chance.choice([0.0, 0.00002, 0.001])
        shared: list[Audience] = [Everyone(), Moderators(), Wall(), Console(RoomNumber(1)), *ROOMS.values()]
        for audience in shared:
            self.history.watch(audience)
        desk = self._add("desk", Moderator("desk"), wishes.moderator)
        self._add("desk2", Moderator("desk2"), wishes.moderator)
        self._add("console", GroupModerator(RoomNumber(1), "console"), wishes.group_moderator(1))
        self._add("wall", Projector(), wishes.nobody)
        desk.ask({"type": "agenda.start"})
        desk.ask({"type": "agenda.go_to", "step": "poll-1"})
        for part in ("burden", "named", "live"):
            desk.ask({"type": "question.open", "step": "poll-1", "part": part})

    def _add(self, name: str, actor: Actor, wish: Wishes) -> Person:
        person = Person(name, actor, self, wish, self._stream())
        self.people.append(person)
        self._staying.append(asyncio.create_task(person.stay()))
        return person

    async def _come_in(self, id_: PersonId) -> None:
        """Join by form, again and again until it is acknowledged; then open a page, sometimes two."""
        chance = self._stream()
        await asyncio.sleep(chance.uniform(0, BAD_SECONDS / 3))
        join = Join(id=CommandId(f"join-{id_}"), person=id_, name=f"Name {id_}", seats=chance.choice([1, 2]))
        while id_ not in self.joined:
            await asyncio.sleep(chance.uniform(0.05, 0.5))
            if self.process is not None:
                await self._ask_in(self.process, join)
        self.history.watch(Self(id_))
        number = chance.choice([1, 1, 2])
        pages = [self._add(f"{id_}{page}", Participant(id_), wishes.citizen) for page in range(number)]
        await asyncio.gather(*(page.act(0.4) for page in pages))

    async def _ask_in(self, process: Process, join: Join) -> None:
        try:
            async with asyncio.timeout(3):
                outcome = await process.task.carry_out(join, Server())
        except TimeoutError:
            return
        if not isinstance(outcome, Rejection) and not process.dead:
            self.joined.add(join.person)

    async def _server(self) -> Process:
        self._runs += 1
        process = Process(self._runs, self.disk, self.history, self.loop, self._stream())
        await process.start()
        promises.check(self.history, process.task.state, self.people, self.joined)
        return process

    async def _trouble(self, chance: random.Random) -> None:
        """Something goes wrong about every second."""
        while True:
            await asyncio.sleep(chance.expovariate(1.2))
            draw = chance.random()
            if draw < 0.2:
                await self._kill(chance)
            elif draw < 0.5:
                self._hurt_a_line(chance)
            elif draw < 0.75:
                self.disk.worry = chance.choice([0.05, 0.3, 1.0])
                await asyncio.sleep(chance.uniform(0.1, 1.5))
                self.disk.worry = 0.0
            elif draw < 0.85:
                self.disk.slowness = chance.choice([0.0, 0.01, 0.3])
            elif draw < 0.95:
                await self.disk.elsewhere(DIALOGUE)
            else:
                await self._redact()

    async def _kill(self, chance: random.Random) -> None:
        if self.process is not None:
            self.process.die()
            self.process = None
            self.kills += 1
            await asyncio.sleep(chance.uniform(0.1, 1.5))
            self.process = await self._server()

    def _hurt_a_line(self, chance: random.Random) -> None:
        lines = [person.line for person in self.people if isinstance(person.line, SimulatedLine)]
        if lines:
            line = chance.choice(lines)
            if chance.random() < 0.2:
                line.silent = True
            else:
                line.cut()

    async def _redact(self) -> None:
        """Somebody takes the words off a card, in another process."""
        await redact_once(self.disk, self.history, DIALOGUE, "breakout.note_written", "text")

    async def _go_on(self, seconds: float) -> None:
        """Let time pass; whatever one of those at work finds wrong ends the evening."""
        done, _ = await asyncio.wait(
            [*self._acting, *self._staying], timeout=seconds, return_when=asyncio.FIRST_EXCEPTION
        )
        for ended in done:
            ended.result()

    async def _calm_down(self) -> None:
        """Nothing fails any more; everybody gets an answer to everything."""
        for acting in self._acting:
            acting.cancel()
        await asyncio.gather(*self._acting, return_exceptions=True)
        self._acting.clear()
        self.disk.worry, self.disk.slowness = 0.0, 0.002
        if self.process is None or self.process.dead:
            self.process = await self._server()
        until = self.loop.time() + LONGEST_WAIT
        while waiting := {
            person.name: list(person.page.unanswered) for person in self.people if person.page.unanswered
        }:
            assert self.loop.time() < until, f"no answer: {waiting}"
            await self._go_on(1.0)
        self.people[0].ask({"type": "screen.overlay", "overlay": "code"})
        await self._go_on(GOOD_SECONDS)

    async def _end(self) -> None:
        assert self.process is not None
        task = self.process.task
        promises.check(self.history, await kept(self.disk, DIALOGUE), self.people, self.joined)
        promises.check_pages(await kept(self.disk, DIALOGUE), task, self.people)
        for number, (step, part) in enumerate(dict.fromkeys(wishes.QUESTIONS)):
            end = {"id": f"end-{number}", "type": "question.finalise", "step": step, "part": part}
            outcome = await task.carry_out(read_command(end), Moderator("desk"))
            assert not isinstance(outcome, Rejection) or outcome.code.startswith("question."), outcome
        await self._go_on(GOOD_SECONDS)
        state = await kept(self.disk, DIALOGUE)
        promises.check_pages(state, task, self.people)
        promises.check_secrecy(self.history, await self.disk.commits_as_they_are(DIALOGUE))
        assert not await self.disk.ballots(DIALOGUE, promises.voters(state)), "ballots outlived their question"


async def kept(disk: Disk, dialogue: DialogueId) -> State:
    """What the disk says, whatever fails otherwise."""
    worry, slowness = disk.worry, disk.slowness
    disk.worry = disk.slowness = 0.0
    try:
        return (await load(disk, dialogue))[0]
    finally:
        disk.worry, disk.slowness = worry, slowness


async def redact_once(disk: Disk, history: History, dialogue: DialogueId, type_: str, words: str) -> None:
    """Another process empties these words of the first event of this type that still has any."""
    for commit in await disk.commits_as_they_are(dialogue):
        for place, told in _events(json.loads(commit.payload), type_):
            if told[words]:
                await disk.redact(dialogue, commit.mark.seq, [f"{place}/{words}"])
                history.begin_anew(await kept(disk, dialogue))
                return


def _events(payload: dict[str, Any], type_: str) -> list[tuple[str, dict[str, Any]]]:
    return [
        (f"/records/{number}/events/{at}", event)
        for number, record in enumerate(payload["records"])
        for at, event in enumerate(record["events"])
        if event["type"] == type_
    ]


def play_evening(seed: int) -> Evening:
    """One evening from its seed; raises `AssertionError` if a promise was broken."""
    loop = VirtualLoop()
    evening = Evening(seed, loop)
    play(evening.play(), loop)
    return evening

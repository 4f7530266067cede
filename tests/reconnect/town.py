"""A dialogue with a desk, a wall and two people, whose lines break in every way, over a hub and a log in memory.

Rule: nothing happens by itself. Whoever plays says what moves and how much time passes; at last all is quiet, and then
everybody sees what there is.
"""

import asyncio
import random
from collections.abc import Coroutine
from typing import Any, TypeVar

from live.core.actor import Actor, Moderator, Participant, Projector
from live.core.actor import Server as Program
from live.core.audience import Audience, Everyone, Moderators, Self, Wall
from live.core.ids import CommandId, DialogueId, PersonId
from live.core.rejection import Rejection
from live.dialogue.commands import Create, Join
from live.hub import frames
from tests.hub.pages import SESSION
from tests.reconnect.wires import Wire
from tests.simulation import promises
from tests.simulation.clock import VirtualLoop
from tests.simulation.disk import Disk
from tests.simulation.history import History
from tests.simulation.lines import Frame
from tests.simulation.people import ROOMS, Person
from tests.simulation.wishes import nobody
from tests.simulation.world import Process, kept, redact_once

DIALOGUE = DialogueId("d1")
MOMENT = 0.3
"""Longer than the hub waits before it shows what is new."""
LONGEST = frames.HEARTBEAT_SECONDS + 2.0
"""After so long without a loss everything is right."""
T = TypeVar("T")
Event = dict[str, Any]


class Town:
    """All of it, with the clock; `events` says for each page what it has lived through, line after line."""

    def __init__(self) -> None:
        self.loop = VirtualLoop()
        self.history = History()
        self._chance = random.Random(1)  # noqa: S311 - repeatable chance is wanted
        self.disk = Disk(self._chance, self.history.witness, self.loop.milliseconds)
        self.disk.slowness = 0.0
        self.process: Process | None = None
        self.people: list[Person] = []
        self.events: dict[str, list[Event]] = {}
        self.ghosts: list[Wire] = []
        """Lines that their page has given up and the server has not."""
        self.runs = 0
        self.run(self._begin())

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Carry something out; whatever goes wrong anywhere is raised."""
        try:
            result = self.loop.run_until_complete(work)
        except RuntimeError:
            if self.loop.problem is None:
                raise
            raise self.loop.problem from None
        if self.loop.problem is not None:
            raise self.loop.problem
        return result

    def end(self) -> None:
        """Leave nothing behind."""
        if self.process is not None:
            self.run(self._die(self.process))
        self.pass_time(0.0)
        self.loop.close()

    async def _begin(self) -> None:
        await self.disk.create_dialogue(DIALOGUE, "40718826")
        await self._start()
        create = Create(id=CommandId("create"), dialogue=DIALOGUE, code="40718826", session=SESSION)
        await self._sure(create)
        for id_ in ("ada", "bo"):
            await self._sure(Join(id=CommandId(f"join-{id_}"), person=PersonId(id_), name=id_.title(), seats=1))
        watched: list[Audience] = [Everyone(), Moderators(), Wall(), *ROOMS.values()]
        for audience in [*watched, Self(PersonId("ada")), Self(PersonId("bo"))]:
            self.history.watch(audience)
        actors: dict[str, Actor] = {name: Participant(PersonId(name)) for name in ("ada", "bo")}
        for name, actor in {**actors, "desk": Moderator("desk"), "wall": Projector()}.items():
            person = Person(name, actor, self, nobody, self._chance)
            person.orderly = False
            self.people.append(person)
            self.events[name] = []

    async def _sure(self, command: Create | Join) -> None:
        assert self.process is not None
        assert not isinstance(await self.process.task.carry_out(command, Program()), Rejection)

    async def _start(self) -> None:
        self.runs += 1
        self.process = Process(self.runs, self.disk, self.history, self.loop, self._chance)
        await self.process.start()

    async def _die(self, process: Process) -> None:
        process.die()

    def restart(self) -> None:
        """The server is killed, and another one starts."""

        async def again() -> None:
            assert self.process is not None
            await self._die(self.process)
            await self._start()

        self.ghosts.clear()
        self.run(again())

    def come_in(self, person: Person) -> None:
        """Open a line, if there is none."""
        if person.line is None:
            self.run(self._come_in(person))

    async def _come_in(self, person: Person) -> None:
        assert self.process is not None
        person.line = Wire(self.process, person.actor, person, self.events[person.name].append)
        self.events[person.name].append({"open": True})
        person.page.open()

    def cut(self, person: Person) -> None:
        """The page loses its line; the server may hear the end of it later."""
        if isinstance(person.line, Wire):
            self.ghosts.append(person.line)
            person.line.cut()

    def page_hears(self, person: Person, count: int) -> None:
        """Let frames arrive at a page; a line that cannot be right is given up."""

        async def arrive() -> None:
            for _ in range(count):
                if isinstance(person.line, Wire):
                    person.line.page_hears(1)
                if person.page.astray:
                    self.cut(person)

        self.run(arrive())

    def server_hears(self, wire: Wire | None, count: int) -> None:
        """Let frames arrive at the server, and let it do what follows."""

        async def arrive() -> None:
            if wire is not None:
                wire.server_hears(count)

        self.run(arrive())
        self.pass_time(MOMENT)

    def forget_ghosts(self) -> None:
        """The server notices that the lines are gone."""

        async def let_go() -> None:
            for wire in self.ghosts:
                wire.server_lets_go()

        self.run(let_go())
        self.ghosts.clear()

    def pass_time(self, seconds: float) -> None:
        """Time passes and no frame moves."""
        self.run(asyncio.sleep(seconds))

    def ask(self, person: Person, wish: Frame) -> None:
        """Somebody wants something."""
        number = len(person.asked)
        self.events[person.name].append({"ask": {"id": f"{person.name}-{number}", **wish}})
        person.ask(wish)

    def elsewhere(self) -> None:
        """Another process writes something."""
        self.run(self.disk.elsewhere(DIALOGUE))

    def redact(self) -> None:
        """Another process erases something that was said: all marks are void."""
        self.run(redact_once(self.disk, self.history, DIALOGUE, "screen.overlaid", "message"))

    def be_quiet(self) -> None:
        """Nothing is lost any more. Lines that live are right within a heartbeat; all are answered and see the same."""
        for person in self.people:
            if person.page.unanswered or not person.page.welcomed:
                self.cut(person)
        self.forget_ghosts()
        self.ask(self.people[2], {"type": "screen.overlay", "overlay": "code"})
        for _ in range(5 + sum(len(person.page.unanswered) for person in self.people)):
            self.flow(MOMENT)
        for person in self.people:
            assert not person.page.unanswered, f"{person.name} waits for {person.page.unanswered}"
        self.flow(LONGEST)
        assert self.process is not None
        state = self.run(kept(self.disk, DIALOGUE))
        joined = {PersonId("ada"), PersonId("bo")}
        promises.check(self.history, state, self.people, joined)
        promises.check_pages(state, self.process.task, self.people)

    def flow(self, seconds: float) -> None:
        """Everything arrives, for so long; whoever has no line comes in, and a server that has died is started."""
        until = self.loop.time() + seconds
        while self.loop.time() < until:
            if self.process is not None and self.process.dead:
                self.run(self._start())
            for person in self.people:
                self.come_in(person)
                line = person.line
                if isinstance(line, Wire):
                    self.server_hears(line, len(line.to_server))
                    self.page_hears(person, len(line.to_page))
        for person in self.people:
            if isinstance(person.line, Wire):
                self.page_hears(person, len(person.line.to_page))

"""One dialogue, alive: takes wishes in batches, lets pages in, and shows them what is new.

Rule: acknowledgements and patches follow a durable append and never precede it (`live.hub.turns`); no page waits for
another (`live.hub.delivery`); nobody who comes in holds up those who are in.
"""

import asyncio
import logging
import time
from collections import OrderedDict, deque
from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from dataclasses import replace

from live import metrics
from live.core.actor import Actor, GroupModerator, Moderator, Participant, Server
from live.core.command import Command, Event
from live.core.conference import NO_SERVERS, Servers
from live.core.ids import CommandId, DialogueId, PersonId, RoomNumber
from live.core.patch import View
from live.core.rejection import Rejection
from live.dialogue.commands import Arrive
from live.dialogue.events import CalledAgain, HungUp, Joined, Named, Seated
from live.dialogue.state import State
from live.dialogue.view import Moment
from live.hub import frames
from live.hub.connection import Connection
from live.hub.fanout import versions_of
from live.hub.presence import Presence
from live.hub.publication import Crowd, Publication
from live.hub.turns import Turns, Wish
from live.log.port import Log, Mark

__all__ = ["DialogueTask", "Wish", "milliseconds"]

LARGEST_BATCH = 1_000
COMMIT_FLOOR = 0.002
"""Seconds between two commits when it is busy: more commands share one, and none waits longer than it takes anyway."""
LET_IN_SECONDS = 0.005
MANY_AT_THE_DOOR = 200
"""From so many on, those who wait are told that they do."""
BEATS_IN_ONE_GO = 100

logger = logging.getLogger("live.hub")


class DialogueTask:
    """The one owner of a dialogue in this process."""

    def __init__(
        self,
        log: Log,
        dialogue: DialogueId,
        run: str,
        *,
        clock: Callable[[], int],
        seed: Callable[[], int],
        crowd: Crowd | None = None,
        servers: Servers = NO_SERVERS,
    ) -> None:
        """Prepare; `run` names this stretch of being awake, `clock` gives ms since 1970 UTC, `seed` fresh chance.

        `crowd` counts the pages of all dialogues that share a server; without: of this one alone. `servers` are those
        on which groups can meet.
        """
        self.dialogue = dialogue
        self.used_at = 0.0
        """When somebody last wanted something of it, in the loop's seconds."""
        self._run_name = run
        self._clock = clock
        self._servers = servers
        self._inbox: deque[Wish] = deque()
        self._preparing: set[asyncio.Task[None]] = set()
        self._asked = asyncio.Event()
        self._admitted: set[Connection] = set()
        self._door: OrderedDict[Connection, frames.Known] = OrderedDict()
        self._opening_door = False
        self._beating: list[Connection] = []
        self._steered = self._pressing = False
        self._serving = False
        self._seats: int | None = None
        """How many people are here; None: to be counted."""
        self._presence = Presence[PersonId](self._left)
        self._consoles = Presence[RoomNumber](lambda _: self._consoles_changed())
        self._publication = Publication(dialogue, self._moment, crowd or Crowd(), lambda: bool(self._inbox))
        self._turns = Turns(
            log,
            dialogue,
            clock=clock,
            seed=seed,
            present=self._presence.present,
            happened=self._happened,
            rebuilt=self._rebuilt,
        )

    @property
    def state(self) -> State:
        """The dialogue's state; while a turn is under way it holds what is not yet durable."""
        return self._turns.state

    @property
    def mark(self) -> Mark | None:
        """How far in the log the state is; None while it holds what is not yet durable."""
        return self._turns.mark

    @property
    def present(self) -> AbstractSet[PersonId]:
        """Who has a page open, or had one a moment ago."""
        return self._presence.present

    @property
    def consoles(self) -> AbstractSet[RoomNumber]:
        """The groups whose console is open, or was a moment ago."""
        return self._consoles.present

    @property
    def pages(self) -> frozenset[Connection]:
        """All pages, also those that have not said hello."""
        return frozenset(self._admitted)

    @property
    def idle(self) -> bool:
        """Whether no page is open, none has just gone, and no command waits."""
        return not (self._admitted or self.present or self._inbox or self._serving or self._preparing)

    @property
    def connections(self) -> AbstractSet[Connection]:
        """The pages that are in."""
        return self._publication.pages.keys()

    async def open(self) -> None:
        """Rebuild the state from the log. Raises `UnknownDialogue`."""
        await self._turns.open()
        self.used_at = asyncio.get_running_loop().time()  # whoever waits for it has not yet had a turn to use it

    async def run(self) -> None:
        """Serve until cancelled."""
        clock = asyncio.get_running_loop().time
        while True:
            await self._asked.wait()
            began = clock()
            batch = [self._inbox.popleft() for _ in range(min(len(self._inbox), LARGEST_BATCH))]
            if not self._inbox:
                self._asked.clear()
            self._serving = True
            try:
                await self._turns.serve(batch)
            except Exception:  # nothing that one batch does may end the dialogue, or the others with it
                logger.exception("a batch failed", extra={"dialogue": self.dialogue})
                self._publication.touch.anybody()
            self._serving, self.used_at = False, clock()
            self._publication.changed(at_once=self._steered, calm=not self._pressing)
            self._steered = self._pressing = False
            self._publication.go_on()
            self._open_door()
            rest = COMMIT_FLOOR - (clock() - began)
            if len(batch) > 1 and rest > 0:
                await asyncio.sleep(rest)

    def ask(self, wish: Wish) -> None:
        """Put a command into the queue; its answer comes when it is durable or refused."""
        work = self._turns.work_for(wish)
        if work is None:
            self._queue(wish)
            return
        preparing = asyncio.create_task(self._prepare(wish, work), name="prepare")
        self._preparing.add(preparing)
        preparing.add_done_callback(self._preparing.discard)

    async def _prepare(self, wish: Wish, work: Callable[[], object]) -> None:
        try:
            wish = replace(wish, prepared=await asyncio.to_thread(work))
        except Exception:  # tried again when it is decided, and answered then
            logger.exception("nothing was prepared", extra={"dialogue": self.dialogue})
        self._queue(wish)

    def _queue(self, wish: Wish) -> None:
        self._inbox.append(wish)
        self._asked.set()
        self.used_at = asyncio.get_running_loop().time()

    async def carry_out(self, command: Command, actor: Actor) -> int | Rejection:
        """Ask and wait for the answer."""
        answered: asyncio.Future[int | Rejection] = asyncio.get_running_loop().create_future()

        def answer(outcome: int | Rejection) -> None:
            if not answered.done():
                answered.set_result(outcome)

        self.ask(Wish(command, actor, answer))
        return await answered

    def admit(self, connection: Connection) -> None:
        """Know of a page that has not said hello yet, so that it can be closed like the others."""
        self._admitted.add(connection)

    def connect(self, connection: Connection, known: frames.Known) -> None:
        """Take a page in: what it missed, or snapshots; then the stream. Many at once come in one after the other."""
        if connection.closing:
            return
        self._admitted.add(connection)
        connection.on_drained = self._publication.fanout.begin_again
        if connection not in self._door:
            metrics.at_the_door.inc()
        self._door[connection] = known
        if self._turns.lost:  # whoever has something to say is heard, and saying it reads the state again
            connection.answer(self._welcome(connection))
            self.ask(Wish(Arrive(id=CommandId("again"), person=PersonId("")), Server(), lambda _: None))
        elif len(self._door) > MANY_AT_THE_DOOR:
            connection.answer(frames.wait(len(self._door)))
        self._open_door()

    def disconnect(self, connection: Connection) -> None:
        """Let a page go."""
        connection.closing = True
        self.used_at = asyncio.get_running_loop().time()
        self._admitted.discard(connection)
        if self._door.pop(connection, None) is not None:
            metrics.at_the_door.dec()
        if connection in self._publication.pages:
            self._publication.leave(connection)
            if isinstance(connection.actor, Participant):
                self._presence.leave(connection.actor.person)
            elif isinstance(connection.actor, GroupModerator):
                self._consoles.leave(connection.actor.room)

    def resync(self, connection: Connection, names: Iterable[str]) -> None:
        """Send snapshots of these views of a page."""
        self._publication.fanout.resync(connection, names)

    def hang_up(self, link: str, code: int) -> None:
        """Close every page that was opened by this link."""
        for connection in [page for page in self._admitted if page.link == link]:
            connection.close(code)

    def beat(self) -> None:
        """Tell every page that the line lives and which versions are the newest, some pages at a time."""
        idle = not self._beating
        self._beating = list(self._publication.pages)
        if idle and self._beating:
            self._beat_some()

    def _beat_some(self) -> None:
        if self._publication.delivery.busy:  # what is on its way must arrive before word of it does
            asyncio.get_running_loop().call_later(0.02, self._beat_some)
            return
        now = self._clock()
        some, self._beating = self._beating[:BEATS_IN_ONE_GO], self._beating[BEATS_IN_ONE_GO:]
        made: dict[tuple[tuple[str, int], ...], bytes] = {}  # most pages have the same versions
        for connection in some:
            if not connection.closing:
                versions = versions_of(connection)
                key = tuple(versions.items())
                beat = made[key] = made.get(key) or frames.heartbeat(now, versions)
                connection.show(beat)
        if self._beating:
            goes = max(1.0, len(self._publication.pages) / BEATS_IN_ONE_GO)
            wait = frames.HEARTBEAT_SECONDS / 2 / goes
            asyncio.get_running_loop().call_later(wait, self._beat_some)

    def _moment(self, people: View | None) -> Moment | None:
        if not self._turns.durable:
            return None
        moment = Moment(self._turns.state, self.present, people, self._seats, self._servers, self.consoles)
        self._seats = moment.look.seats_present
        return moment

    def _open_door(self) -> None:
        if self._door and not self._opening_door:
            self._opening_door = True
            asyncio.get_running_loop().call_soon(self._let_in)

    def _let_in(self) -> None:
        self._opening_door = False
        moment = self._moment(None)
        if moment is None:
            return  # after the turn the door is opened again
        clock = asyncio.get_running_loop().time
        until = clock() + LET_IN_SECONDS
        while self._door and clock() < until:
            connection, known = self._door.popitem(last=False)
            metrics.at_the_door.dec()
            if connection.closing:
                continue
            try:
                self._take_in(connection, known, moment)
            except Exception:  # costs this page; it comes again
                logger.exception("a page could not be taken in", extra={"dialogue": self.dialogue})
                connection.close(frames.FAILED)
        self._publication.changed(calm=True)
        self._open_door()

    def _take_in(self, connection: Connection, known: frames.Known, moment: Moment) -> None:
        again = connection in self._publication.pages
        if not again:
            self._publication.enter(connection)
        versions = known.versions if known.run == self._run_name else {}
        views = self._publication.fanout.subscribe(connection, versions, moment)
        connection.begin(self._welcome(connection) + views)
        if not again:
            self._came(connection.actor)

    def _came(self, actor: Actor) -> None:
        match actor:
            case Participant(person):
                if self._presence.arrive(person):
                    self._has_come(person)
            case GroupModerator(room=room):
                if self._consoles.arrive(room):
                    self._consoles_changed()
            case _:
                pass

    def _has_come(self, person: PersonId) -> None:
        self._count(person, 1)
        self._publication.touch.presence(person, self.state)
        if self._turns.awaits(person):  # most people have a place, or none is needed
            arrive = Arrive(id=CommandId(f"arrive-{person}-{self._clock()}"), person=person)
            self.ask(Wish(arrive, Server(), lambda _: None))

    def _consoles_changed(self) -> None:
        self._publication.touch.crowd = True
        self._publication.changed(calm=True)

    def _welcome(self, connection: Connection) -> bytes:
        # Once on each line: a page says again what has no answer, and that must not be carried out after its refusal.
        if connection.welcomed:
            return b""
        connection.welcomed = True
        return frames.welcome(self._run_name, self._clock())

    def _count(self, person: PersonId, times: int) -> None:
        known = self.state.people.get(person)
        if self._seats is not None and known is not None:
            self._seats += times * known.seats

    def _left(self, person: PersonId) -> None:
        self._count(person, -1)
        self._publication.touch.presence(person, self.state)
        self._publication.changed(calm=True)

    def _rebuilt(self) -> None:
        self._seats, self._pressing = None, True
        self._publication.touch.anybody()

    def _happened(self, event: Event, actor: Actor) -> None:
        self._steered |= isinstance(actor, Moderator)
        self._pressing |= not isinstance(event, Joined | Named)
        if isinstance(event, Joined | Seated | HungUp | CalledAgain):
            self._seats = None
        if self._publication.touch.fact(event, self.state):
            self._publication.changed_later()


def milliseconds() -> int:
    """The clock of the server: ms since 1970 UTC."""
    return time.time_ns() // 1_000_000

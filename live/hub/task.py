"""One dialogue, alive: takes wishes in batches, decides, appends, acknowledges, shows.

The order is always: take the turn → fold what others appended → decide and fold every waiting command → append all
their events in one transaction → acknowledge → show. If the append fails nothing was promised: the state is rebuilt
from the log and the commands are answered `not_saved`. A bug in a rule costs its own command only. While a turn is
under way the state holds what is not yet durable; nobody is shown anything then.
"""

import asyncio
import logging
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from live.core.actor import Actor, Participant, Server, actor_key
from live.core.command import Command, Event, Kept, StepCommand
from live.core.context import Context
from live.core.ids import CommandId, DialogueId, PersonId
from live.core.question import BallotCast
from live.core.rejection import Rejection
from live.dialogue.codec import Record, encode
from live.dialogue.commands import Arrive
from live.dialogue.decide import decide, remembered
from live.dialogue.fold import fold_record
from live.dialogue.state import State, look
from live.hub import frames, storage
from live.hub.connection import Connection
from live.hub.fanout import Fanout
from live.hub.presence import Presence
from live.log.port import Log, Mark, Turn

LARGEST_BATCH = 500
SHORTEST_PAUSE = 0.05
"""Seconds between two publications of one dialogue when it is busy."""
OWN_PAUSE = 1.0
"""Seconds after which a ballot has reached everybody's own view: some show there what others answered."""

logger = logging.getLogger("live.hub")


@dataclass(frozen=True, slots=True)
class Wish:
    """A command on its way, with the place for its answer: the position of its commit, or why not."""

    command: Command
    actor: Actor
    answer: "Callable[[int | Rejection], None]"


class _LogRewritten(Exception):
    """What was folded is void: the log has another epoch."""


class _BrokenRule(Exception):
    def __init__(self, wish: Wish) -> None:
        super().__init__(wish.command.id)
        self.wish = wish


class DialogueTask:
    """The one owner of a dialogue's state in this process."""

    def __init__(
        self, log: Log, dialogue: DialogueId, run: str, *, clock: Callable[[], int], seed: Callable[[], int]
    ) -> None:
        """Prepare; `run` names this run of the server, `clock` gives ms since 1970 UTC, `seed` fresh chance."""
        self.dialogue = dialogue
        self.state = State()
        self.connections: set[Connection] = set()
        self._log = log
        self._run_name = run
        self._clock = clock
        self._seed = seed
        self._mark: Mark | None = None
        self._inbox: asyncio.Queue[Wish] = asyncio.Queue()
        self._fanout = Fanout(dialogue)
        self._at_the_door: set[Connection] = set()
        self._newcomers: dict[Connection, dict[str, int]] = {}
        self._presence = Presence(self._changed)
        self._dirty: set[PersonId] | None = set()
        self._serving = False
        self._owed = False
        self._shown_at = 0.0
        self._due: asyncio.TimerHandle | None = None
        self._own_due: asyncio.TimerHandle | None = None

    async def open(self) -> None:
        """Rebuild the state from the log. Raises `UnknownDialogue`."""
        self.state, self._mark = await storage.load(self._log, self.dialogue)

    async def run(self) -> None:
        """Serve until cancelled."""
        while True:
            batch = [await self._inbox.get()]
            while len(batch) < LARGEST_BATCH and not self._inbox.empty():
                batch.append(self._inbox.get_nowait())
            self._serving = True
            try:
                await self._serve(batch)
            except Exception:  # nothing that one batch does may end the dialogue, or the others with it
                logger.exception("a batch failed", extra={"dialogue": self.dialogue})
            self._serving = False
            if self._owed:
                self._show()

    def ask(self, wish: Wish) -> None:
        """Put a command into the queue; its answer comes when it is durable or refused."""
        self._inbox.put_nowait(wish)

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
        self._at_the_door.add(connection)

    def connect(self, connection: Connection, known: frames.Known) -> None:
        """Take a page in: what it missed, or snapshots; then the stream."""
        again = connection in self.connections
        self._at_the_door.discard(connection)
        self.connections.add(connection)
        connection.on_drained = self._fanout.begin_again
        connection.greeted = True
        connection.answer(frames.welcome(self._run_name, self._clock()))
        if not again and isinstance(connection.actor, Participant):
            self._arrived(connection.actor.person)
        versions = known.versions if known.run == self._run_name else {}
        if self._settled:
            self._fanout.subscribe(connection, versions, self.state, self.present)
        else:
            self._newcomers[connection] = versions
        self._changed()

    def disconnect(self, connection: Connection) -> None:
        """Let a page go."""
        self._at_the_door.discard(connection)
        if connection not in self.connections:
            return
        self.connections.discard(connection)
        self._newcomers.pop(connection, None)
        self._fanout.let_go(connection)
        if isinstance(connection.actor, Participant):
            self._presence.leave(connection.actor.person)

    def resync(self, connection: Connection, names: Iterable[str]) -> None:
        """Send snapshots of these views of a page."""
        self._fanout.resync(connection, names)

    def hang_up(self, link: str, code: int) -> None:
        """Close every page that was opened by this link."""
        for connection in [page for page in self.pages if page.link == link]:
            connection.close(code)

    @property
    def pages(self) -> frozenset[Connection]:
        """All pages, also those that have not said hello."""
        return frozenset(self.connections | self._at_the_door)

    def beat(self) -> None:
        """Tell every page that the line lives and which versions are the newest."""
        now = self._clock()
        for connection in self.connections:
            connection.show(frames.heartbeat(now, self._fanout.versions(connection)))

    @property
    def present(self) -> frozenset[PersonId]:
        """Who has a page open, or had one a moment ago."""
        return self._presence.present

    @property
    def _settled(self) -> bool:
        """Whether everything in the state is durable."""
        return not self._serving and self._mark is not None

    async def _serve(self, batch: list[Wish]) -> None:
        try:
            answers = await self._take_turn(batch)
        except _BrokenRule as broken:
            logger.exception(
                "a rule failed", extra={"dialogue": self.dialogue, "command": type(broken.wish.command).__name__}
            )
            broken.wish.answer(Rejection("internal_error"))
            await self._reload()
            rest = [wish for wish in batch if wish is not broken.wish]
            if rest:
                await self._serve(rest)
            return
        except _LogRewritten:
            await self._reload()
            await self._serve(batch)
            return
        except Exception:  # the dialogue outlives whatever the store does to it
            logger.exception("nothing was saved", extra={"dialogue": self.dialogue})
            await self._reload()
            answers = [(wish, Rejection("not_saved")) for wish in batch]
        for wish, outcome in answers:
            wish.answer(outcome)
        self._changed()

    async def _take_turn(self, batch: list[Wish]) -> list[tuple[Wish, int | Rejection]]:
        if self._mark is None:
            await self.open()
        mark = self._mark
        async with self._log.turn(self.dialogue, mark or Mark(0, 0)) as turn:
            if turn.resync:
                raise _LogRewritten
            storage.fold_commits(self.state, turn.missed)
            seq, now = turn.head.seq + 1, max(self._clock(), self.state.at)
            records: list[Record] = []
            answers = [(wish, self._decide(wish, turn, records, now, seq)) for wish in batch]
            if records:
                turn.append(encode(records), now)
            head = turn.head
        self._mark = head
        return answers

    def _decide(self, wish: Wish, turn: Turn, records: list[Record], now: int, seq: int) -> int | Rejection:
        known = remembered(self.state, wish.actor, wish.command)
        if known is not None:
            return known
        try:
            step = wish.command.step if isinstance(wish.command, StepCommand) else None
            context = Context(now, self._seed(), look(self.state, self.present, step))
            events = decide(self.state, wish.command, wish.actor, context)
        except Exception:
            logger.exception("a rule failed", extra={"dialogue": self.dialogue, "command": type(wish.command).__name__})
            return Rejection("internal_error")
        if isinstance(events, Rejection):
            return events
        try:
            rows = storage.records_of(actor_key(wish.actor), wish.command.id, events)
            for event in events:
                command = wish.command.id if event.kept is Kept.LOG and not event.unattributed else ""
                fold_record(self.state, Record(actor_key(wish.actor), command, (event,)), now, seq)
        except Exception as problem:
            raise _BrokenRule(wish) from problem
        records.extend(rows)
        storage.keep_beside(turn, events)
        self._touch(wish.actor, events)
        return seq if rows else seq - 1

    def _touch(self, actor: Actor, events: Iterable[Event]) -> None:
        for event in events:
            own = event.kept is not Kept.LOG or isinstance(event, BallotCast) or event.unattributed
            if own and isinstance(actor, Participant):
                if self._dirty is not None:
                    self._dirty.add(actor.person)
                if event.kept is Kept.LOG and self._own_due is None:
                    self._own_due = asyncio.get_running_loop().call_later(OWN_PAUSE, self._own_changed)
            else:
                self._dirty = None

    async def _reload(self) -> None:
        self._mark = None
        self._dirty = None
        try:
            await self.open()
        except Exception:
            logger.exception("the dialogue could not be read", extra={"dialogue": self.dialogue})

    def _arrived(self, person: PersonId) -> None:
        if self._presence.arrive(person):
            self._dirty = None
            arrive = Arrive(id=CommandId(f"arrive-{person}-{self._clock()}"), person=person)
            self.ask(Wish(arrive, Server(), lambda _: None))

    def _own_changed(self) -> None:
        self._own_due = None
        self._dirty = None
        self._changed()

    def _changed(self) -> None:
        """Show what is new: at once when it was quiet, together with what follows when it is busy."""
        if self._due is not None:
            return
        loop = asyncio.get_running_loop()
        wait = self._shown_at + SHORTEST_PAUSE - loop.time()
        self._due = loop.call_later(max(wait, 0), self._show)

    def _show(self) -> None:
        self._due = None
        self._owed = not self._settled
        if self._owed:
            return
        self._shown_at = asyncio.get_running_loop().time()
        try:
            self._show_all()
        except Exception:  # shown again, whole, with the next change
            self._dirty = None
            logger.exception("showing failed", extra={"dialogue": self.dialogue})

    def _show_all(self) -> None:
        newcomers, self._newcomers = self._newcomers, {}
        for connection, versions in newcomers.items():
            self._fanout.subscribe(connection, versions, self.state, self.present)
        touched, self._dirty = self._dirty, set()
        if touched is None:
            for connection in self.connections:
                self._fanout.subscribe(connection, {}, self.state, self.present)
        self._fanout.advance(self.state, self.present, touched)


def milliseconds() -> int:
    """The clock of the server: ms since 1970 UTC."""
    return time.time_ns() // 1_000_000

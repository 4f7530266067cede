"""Turns at the log: waiting commands are decided, appended together, and answered when that is durable.

The order is always: take the turn → fold what others appended → decide and fold every waiting command → append all
their events in one transaction → answer. If the append fails nothing was promised: the state is rebuilt from the log
and the commands are answered `not_saved`. A bug in a rule costs its own command only. While a turn is under way the
state holds what is not yet durable; nobody is shown anything then.
"""

import asyncio
import logging
import time
from collections import Counter, OrderedDict
from collections.abc import Callable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from live import metrics
from live.core.actor import Actor, Moderator, actor_key
from live.core.command import Command, Event, Kept, StepCommand
from live.core.context import Context
from live.core.ids import DialogueId, PersonId
from live.core.rejection import Rejection
from live.dialogue.codec import Record, encode
from live.dialogue.decide import decide, remembered
from live.dialogue.fold import fold_record
from live.dialogue.state import State, look
from live.hub import storage
from live.log.port import Log, Mark, Overtaken, Turn

TRIES = 5
"""How often a batch is decided anew because somebody else wrote meanwhile."""
COMMANDS_IN_ONE_GO = 100
"""So many are decided before other dialogues have their turn: about seven milliseconds."""

UNLOGGED_KEPT = 10_000
"""Commands of which the log says nothing (refused, or about names) that are recognised when they come again, late."""

logger = logging.getLogger("live.hub")


@dataclass(frozen=True, slots=True)
class Wish:
    """A command on its way, with the place for its answer: the position of its commit, or why not."""

    command: Command
    actor: Actor
    answer: "Callable[[int | Rejection], None]"
    prepared: object = None
    """What was worked out for it beforehand."""


Answers = list[tuple[Wish, int | Rejection]]


class _LogRewritten(Exception):
    """What was folded is void: the log has another epoch."""


class _BrokenRule(Exception):
    def __init__(self, wish: Wish) -> None:
        super().__init__(wish.command.id)
        self.wish = wish


class Turns:
    """The one owner of a dialogue's state in this process. `happened` is told every fact with its actor."""

    def __init__(
        self,
        log: Log,
        dialogue: DialogueId,
        *,
        clock: Callable[[], int],
        seed: Callable[[], int],
        present: AbstractSet[PersonId],
        happened: Callable[[Event, Actor], None],
        rebuilt: Callable[[], None],
    ) -> None:
        """Prepare; `clock` gives ms since 1970 UTC, `seed` fresh chance; `rebuilt`: nothing shown so far is certain."""
        self.state = State()
        self.durable = False
        self._log = log
        self._dialogue = dialogue
        self._clock = clock
        self._seed = seed
        self._present = present
        self._happened = happened
        self._rebuilt = rebuilt
        self._mark: Mark | None = None
        self._unlogged: OrderedDict[tuple[str, str], int | Rejection] = OrderedDict()
        self._unlogged_now: dict[tuple[str, str], int | Rejection] = {}

    @property
    def lost(self) -> bool:
        """Whether the state could not be read back after the store failed; the next command tries again."""
        return self._mark is None

    @property
    def mark(self) -> Mark | None:
        """How far in the log the state is; None while it holds what is not yet durable, or could not be read back."""
        return self._mark if self.durable else None

    async def open(self) -> None:
        """Rebuild the state from the log. Raises `UnknownDialogue`."""
        self.state, self._mark = await storage.load(self._log, self._dialogue)
        self.durable = True

    def work_for(self, wish: Wish) -> Callable[[], object] | None:
        """What takes too long for a turn and is to be done before the command is queued; only for those who steer."""
        if not isinstance(wish.actor, Moderator) or not isinstance(wish.command, StepCommand):
            return None
        run = self.state.steps.get(wish.command.step)
        if run is None:
            return None
        context = Context(max(self._clock(), self.state.at), self._seed(), look(self.state, self._present))
        return run.kind.prepare(run.state, wish.command, context)

    def awaits(self, person: PersonId) -> bool:
        """Whether a step would do something about this person's arrival, as far as the state tells now."""
        context = Context(max(self._clock(), self.state.at), 0, look(self.state, self._present))
        return any(run.kind.late(run.state, person, context) for run in self.state.steps.values())

    async def serve(self, batch: list[Wish]) -> None:
        """Carry the commands out and answer each of them, whatever happens."""
        self.durable = False
        metrics.batch_commands.observe(len(batch))
        answers: Answers = []
        try:
            await self._carry_out(batch, answers)
        except Exception:  # nobody is left without an answer: a page that waits for many is not heard any more
            logger.exception("a batch failed", extra={"dialogue": self._dialogue})
            await self._reload()
            answered = {id(wish) for wish, _ in answers}  # these are in the log, and true
            answers += [(wish, Rejection("internal_error")) for wish in batch if id(wish) not in answered]
        self.durable = self._mark is not None
        outcomes: Counter[str] = Counter()
        for wish, outcome in answers:
            wish.answer(outcome)
            outcomes[outcome.code if isinstance(outcome, Rejection) else ""] += 1
        _count(outcomes)

    async def _carry_out(self, batch: list[Wish], answers: Answers) -> None:
        """Where a rule fails, what came before it and what comes after it each get a turn of their own."""
        parts = [batch]
        while parts:
            part = parts.pop()
            try:
                answers += await self._save(part)
            except _BrokenRule as broken:
                logger.exception("a rule failed", extra=self._about(broken.wish.command))
                await self._reload()
                answers.append((broken.wish, Rejection("internal_error")))
                place = next(place for place, wish in enumerate(part) if wish is broken.wish)
                parts += [rest for rest in (part[place + 1 :], part[:place]) if rest]
                await asyncio.sleep(0)  # each costs a look at the whole log: others come in between

    async def _save(self, batch: list[Wish], tries: int = TRIES) -> Answers:
        try:
            return await self._take_turn(batch)
        except _BrokenRule:
            raise
        except (_LogRewritten, Overtaken) as overtaken:
            await self._reload()
            if tries:
                return await self._save(batch, tries - 1)
            logger.error("nothing was saved", exc_info=overtaken, extra={"dialogue": self._dialogue})  # noqa: TRY400 - the last of several
        except Exception:  # the dialogue outlives whatever the store does to it
            logger.exception("nothing was saved", extra={"dialogue": self._dialogue})
            await self._reload()
        return [(wish, Rejection("not_saved")) for wish in batch]

    async def _take_turn(self, batch: list[Wish]) -> Answers:
        if self._mark is None:
            await self.open()
            self.durable = False
        async with self._log.turn(self._dialogue, self._mark or Mark(0, 0)) as turn:
            if turn.resync:
                raise _LogRewritten
            if turn.missed:
                storage.fold_commits(self.state, turn.missed)
                self._rebuilt()
            seq, now = turn.head.seq + 1, max(self._clock(), self.state.at)
            records: list[Record] = []
            self._unlogged_now = {}
            answers: Answers = []
            for number, wish in enumerate(batch, 1):
                answers.append((wish, self._decide(wish, turn, records, now, seq)))
                if number % COMMANDS_IN_ONE_GO == 0:
                    await asyncio.sleep(0)
            if records:
                turn.append(encode(records), now)
            head, decided_at = turn.head, time.perf_counter()
        metrics.commit_seconds.observe(time.perf_counter() - decided_at)
        self._mark = head
        self._unlogged.update(self._unlogged_now)
        while len(self._unlogged) > UNLOGGED_KEPT:
            self._unlogged.popitem(last=False)
        return answers

    def _decide(self, wish: Wish, turn: Turn, records: list[Record], now: int, seq: int) -> int | Rejection:
        key = actor_key(wish.actor)
        said = key, wish.command.id
        known = (
            remembered(self.state, wish.actor, wish.command) or self._unlogged_now.get(said) or self._unlogged.get(said)
        )
        if known is not None:
            return known
        try:
            context = Context(now, self._seed(), look(self.state, self._present), wish.prepared)
            events = decide(self.state, wish.command, wish.actor, context)
        except Exception:
            logger.exception("a rule failed", extra=self._about(wish.command))
            return Rejection("internal_error")
        if isinstance(events, Rejection):
            self._unlogged_now[said] = events
            return events
        try:
            rows = storage.records_of(key, wish.command.id, events)
            for event in events:
                command = wish.command.id if event.kept is Kept.LOG and not event.unattributed else ""
                fold_record(self.state, Record(key, command, (event,)), now, seq)
                self._happened(event, wish.actor)
        except Exception as problem:
            raise _BrokenRule(wish) from problem
        records.extend(rows)
        storage.keep_beside(turn, events)
        if events and all(event.kept is Kept.PEOPLE for event in events):
            self._unlogged_now[said] = seq - 1
        return seq if rows else seq - 1

    async def _reload(self) -> None:
        self._mark = None
        self._rebuilt()
        try:
            await self.open()
            self.durable = False
        except Exception:
            logger.exception("the dialogue could not be read", extra={"dialogue": self._dialogue})

    def _about(self, command: Command) -> dict[str, str]:
        return {"dialogue": self._dialogue, "command": type(command).__name__}


def _count(outcomes: Counter[str]) -> None:
    for code, number in outcomes.items():
        if not code:
            metrics.commands.labels("ack").inc(number)
            continue
        failed = code in ("internal_error", "not_saved")
        metrics.commands.labels("failed" if failed else "reject").inc(number)
        metrics.rejections.labels(code).inc(number)

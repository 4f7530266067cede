"""Ballots: how many are acknowledged after they are durable, and how soon while the room looks on.

Over real lines and, without any, straight into a dialogue's task. The same path without storing is the same server
over the log in memory; a slow disk needs 2 ms more for each flush. After the last round the server is killed: what was
acknowledged must lie in the file.
"""

import asyncio
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from pydantic_core import from_json, to_json

from live.core.actor import Participant, actor_key
from live.core.context import Context
from live.core.rejection import Rejection
from live.dialogue.codec import Record, read_command
from live.dialogue.decide import decide
from live.dialogue.fold import fold_record
from live.dialogue.state import look
from live.hub.task import DialogueTask, Wish
from live.log.memory import MemoryLog
from live.log.port import Log
from live.log.sqlite import SqliteLog
from tests.bench.evening import (
    HIDDEN,
    LIVE,
    OPTIONS,
    STEP,
    Evening,
    answered,
    asked_again,
    ballot,
    begun,
    evening,
    state_of,
    wish,
)
from tests.bench.figures import BALLOTS, PEOPLE, ROUNDS, middle, ratio, report, spread, title
from tests.bench.load import Answer, Load, desk, loaded, participants
from tests.bench.servers import Running, forgetful, product, serving, slow_disk

PER_SECOND = PEOPLE / 2
"""Ballots per second while the room looks on: everybody votes within two seconds."""


@dataclass
class Burst:
    """What one server did with all ballots at once."""

    seconds: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    slowest: list[float] = field(default_factory=list)

    @property
    def per_second(self) -> list[float]:
        """Ballots acknowledged per second, one figure per round."""
        return [BALLOTS / seconds for seconds in self.seconds]

    def take(self, server: Running, load: Load) -> None:
        """One round."""
        load.rest(0.5)
        cpu = server.cpu()
        answer = load.cast((n, ballot(HIDDEN, OPTIONS[n % len(OPTIONS)])) for n in range(BALLOTS))
        self.cpu.append((server.cpu() - cpu) / BALLOTS)
        self.seconds.append(answer["seconds"])
        self.slowest.append(answer["max"])
        load.cast((BALLOTS, frame) for frame in asked_again(HIDDEN))


def test_all_vote_at_once(tmp_path: Path) -> None:
    title(f"{BALLOTS:,} ballots at once, over as many lines")
    with ExitStack() as stack:
        stored = evening(tmp_path, PEOPLE)
        starts: dict[str, Callable[[], Running]] = {
            "stored": lambda: product(stored.database),
            "without storing": lambda: forgetful(evening(tmp_path, PEOPLE).database),
            "2 ms more per flush": lambda: product(evening(tmp_path, PEOPLE).database, more=slow_disk()),
        }
        ways = {way: stack.enter_context(serving(start())) for way, start in starts.items()}
        loads = {way: stack.enter_context(_voting(server, stored, tmp_path)) for way, server in ways.items()}
        bursts = {way: Burst() for way in ways}
        for _ in range(ROUNDS):
            for way, burst in bursts.items():
                burst.take(ways[way], loads[way])
        loads["stored"].cast((n, ballot(HIDDEN, "a")) for n in range(BALLOTS))
        ways["stored"].end(signal.SIGKILL)
        assert answered(state_of(stored), HIDDEN) == BALLOTS
    target = {"stored": "≥ 30,000", "without storing": "", "2 ms more per flush": ""}
    for way, burst in bursts.items():
        report(f"acknowledged, {way}", spread(burst.per_second, "per second", digits=0), target[way])
        report("CPU of the server", f"{spread(burst.cpu, 'µs per ballot', 1e6)}; {spread(burst.slowest, 'ms', 1e3, 0)}")
    _compare({way: burst.per_second for way, burst in bursts.items()})


@contextmanager
def _voting(server: Running, prepared: Evening, folder: Path) -> Iterator[Load]:
    pages = [*participants(prepared, server.port)[:BALLOTS], desk(prepared, server.port)]
    with loaded(server.port, pages, folder, views=1) as load:
        load.open()
        yield load


def test_how_soon_a_ballot_is_acknowledged(tmp_path: Path) -> None:
    title(f"{PER_SECOND:,.0f} ballots per second, everybody connected")
    prepared = evening(tmp_path, PEOPLE)
    quiet: list[Answer] = []
    looked_on: list[Answer] = []
    with serving(product(prepared.database)) as server:
        pages = [*participants(prepared, server.port), desk(prepared, server.port)]
        with loaded(server.port, pages, tmp_path, views=1) as load:
            load.open()
            load.cast([(PEOPLE, wish("question.open", step=STEP, part=LIVE))])
            for _ in range(ROUNDS):
                quiet.append(_vote(load, HIDDEN))
                looked_on.append(_vote(load, LIVE))
    assert all(round_["shown"] < 1 for round_ in quiet)
    assert all(round_["shown"] >= 1 for round_ in looked_on)
    for name, rounds, target in (
        ("nobody sees the counts", quiet, "≤ 10 ms"),
        (f"all see the counts {middle([round_['shown'] for round_ in looked_on]):.0f} times", looked_on, "≤ 40 ms"),
    ):
        report(f"p99, {name}", spread([round_["p99"] for round_ in rounds], "ms", 1e3), target)
        report("half of them within", spread([round_["p50"] for round_ in rounds], "ms", 1e3))
        report("the load said them late by at most", spread([round_["behind"] for round_ in rounds], "ms", 1e3))


def _vote(load: Load, part: str) -> Answer:
    before = load.rest(1.5)
    answer = load.cast(((n, ballot(part, OPTIONS[n % len(OPTIONS)])) for n in range(PEOPLE)), PER_SECOND)
    after = load.rest(3)
    # Everybody's own view changes once with the own ballot; what remains is what all see.
    answer["shown"] = (after["frames"] - before["frames"] - PEOPLE) / load.pages
    load.cast((PEOPLE, frame) for frame in asked_again(part))
    return answer


async def test_all_vote_at_once_without_lines(tmp_path: Path) -> None:
    title(f"{BALLOTS:,} ballots at once, straight into the dialogue's task")
    figures: dict[str, list[float]] = {"stored": [], "without storing": []}
    for turn in range(ROUNDS):
        log = await SqliteLog.open(tmp_path / f"{turn}.db")
        figures["stored"].append(await _per_second(log))
        await log.close()
        figures["without storing"].append(await _per_second(MemoryLog()))
    for way, rounds in figures.items():
        report(f"acknowledged, {way}", spread(rounds, "per second", digits=0))
    _compare(figures)


async def _per_second(log: Log) -> float:
    texts = [to_json(ballot(HIDDEN, OPTIONS[n % len(OPTIONS)])) for n in range(BALLOTS)]
    async with begun(log, BALLOTS) as (_, task):
        started = time.perf_counter()
        await _cast(task, texts)
        seconds = time.perf_counter() - started
        assert answered(task.state, HIDDEN) == BALLOTS
    return BALLOTS / seconds


async def _cast(task: DialogueTask, texts: list[bytes]) -> None:
    all_answered = asyncio.Event()
    left = len(texts)

    def answer(outcome: int | Rejection) -> None:
        nonlocal left
        assert not isinstance(outcome, Rejection), outcome
        left -= 1
        if not left:
            all_answered.set()

    for person, text in zip(list(task.state.people), texts, strict=True):
        task.ask(Wish(read_command(from_json(text)), Participant(person), answer))
    async with asyncio.timeout(120):
        await all_answered.wait()


async def test_the_rules_alone() -> None:
    title("Ballots read, decided and folded, nothing else")
    texts = [to_json(ballot(HIDDEN, OPTIONS[n % len(OPTIONS)])) for n in range(BALLOTS)]
    rounds: list[float] = []
    for _ in range(ROUNDS):
        async with begun(MemoryLog(), BALLOTS) as (_, task):
            state = task.state
            started = time.perf_counter()
            for person, text in zip(list(state.people), texts, strict=True):
                actor, command = Participant(person), read_command(from_json(text))
                events = decide(state, command, actor, Context(state.at, 0, look(state, frozenset())))
                assert not isinstance(events, Rejection), events
                fold_record(state, Record(actor_key(actor), command.id, tuple(events)), state.at, 1)
            rounds.append(BALLOTS / (time.perf_counter() - started))
            assert answered(state, HIDDEN) == BALLOTS
    report("ballots", spread(rounds, "per second", digits=0))


def _compare(figures: dict[str, list[float]]) -> None:
    least = figures["without storing"]
    for way, target in {"stored": "≥ 0.7", "2 ms more per flush": "≥ 0.8"}.items():
        if way in figures:
            report(f"{way}, against without storing", f"{ratio(figures[way], least):.2f} ×", target)

"""What a ballot costs the server as the room and the log grow. It should not depend on either.

The same hundred people vote in the same small bursts, in rooms of different size and after logs of different length,
everybody connected. What the server needs all the same, for heartbeats above all, is measured before and taken out.
"""

import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench.evening import HIDDEN, OPTIONS, ballot, evening, lengthened
from tests.bench.figures import FULL, PEOPLE, ROUNDS, ratio, report, spread, title
from tests.bench.load import Load, desk, loaded, participants
from tests.bench.servers import Running, product, serving

VOTERS = 100
BURSTS = 50
LONG = 1_000_000 if FULL else 20_000
ROOMS = {
    "100 people, a new log": (100, 0),
    f"{PEOPLE:,} people, a new log": (PEOPLE, 0),
    f"{PEOPLE:,} people, {LONG:,} events": (PEOPLE, LONG),
}


@dataclass
class Cost:
    """What one room needed."""

    server: Running
    load: Load
    cpu: list[float] = field(default_factory=list)

    def take(self, turn: int) -> None:
        """One round."""
        idle = self._spent_while(lambda: self.load.rest(5))
        began = time.monotonic()
        cpu = self.server.cpu()
        for burst in range(BURSTS):
            option = OPTIONS[(turn + burst) % len(OPTIONS)]
            self.load.cast((n, ballot(HIDDEN, option)) for n in range(VOTERS))
        spent = self.server.cpu() - cpu - idle * (time.monotonic() - began)
        self.cpu.append(spent / BURSTS / VOTERS)

    def _spent_while(self, act: Callable[[], object]) -> float:
        began, cpu = time.monotonic(), self.server.cpu()
        act()
        return (self.server.cpu() - cpu) / (time.monotonic() - began)


def test_a_ballot_costs_the_same_in_every_room(tmp_path: Path) -> None:
    title("The cost of a ballot")
    costs: dict[str, Cost] = {}
    with ExitStack() as stack:
        for name, (people, events) in ROOMS.items():
            prepared = evening(tmp_path, people)
            lengthened(prepared, events)
            server = stack.enter_context(serving(product(prepared.database)))
            pages = [*participants(prepared, server.port), desk(prepared, server.port)]
            load = stack.enter_context(loaded(server.port, pages, tmp_path, views=1))
            load.open()
            costs[name] = Cost(server, load)
        for turn in range(ROUNDS):
            for cost in costs.values():
                cost.take(turn)
    first = next(iter(costs.values()))
    for name, cost in costs.items():
        report(f"CPU per ballot, {name}", spread(cost.cpu, "µs", 1e6))
        if cost is not first:
            report("against the first", f"{ratio(cost.cpu, first.cpu):.2f} ×", "≤ 1.20")

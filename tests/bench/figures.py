"""How large the benchmarks are, and how a figure is said.

`LIVE_BENCH_PEOPLE` lowers the number of people: 1,000 is a look of two minutes, whose figures mean little.
"""

import os
import statistics
from collections.abc import Sequence

PEOPLE = int(os.environ.get("LIVE_BENCH_PEOPLE", "10000"))
FULL = PEOPLE >= 10_000
"""Whether these are the numbers that the targets speak of."""
ROUNDS = 3
"""Interleaved runs of which a figure is the median."""
BALLOTS = min(5_000, PEOPLE)


def report(name: str, figure: str, target: str = "") -> None:
    """Say one figure."""
    print(f"  {name}: {figure}" + (f" (target {target})" if target else ""), flush=True)


def title(words: str) -> None:
    """Say what the next figures are about."""
    print(f"\n{words}, {PEOPLE:,} people", flush=True)


def middle(values: Sequence[float]) -> float:
    """The median."""
    return statistics.median(values)


def spread(values: Sequence[float], unit: str, factor: float = 1.0, digits: int = 1) -> str:
    """The median, and between what the runs lay."""
    low, high = min(values) * factor, max(values) * factor
    return f"{middle(values) * factor:,.{digits}f} {unit} ({low:,.{digits}f} to {high:,.{digits}f})"


def ratio(mine: Sequence[float], others: Sequence[float]) -> float:
    """The median of the ratios of each round: what disturbs a round disturbs both."""
    return middle([own / other for own, other in zip(mine, others, strict=True)])

"""The long form of `tests/simulation`: ten thousand simulated evenings, on all cores, and many more lives of bad lines.

`SEEDS=<number>` says how many evenings, `LIVES=<number>` how many lives; `FIRST=<number>` is the first seed.
"""

import logging
import os
import secrets
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from tests.reconnect.test_reconnect import Lines
from tests.simulation.world import play_evening

SEEDS = int(os.environ.get("SEEDS", "10000"))
LIVES = int(os.environ.get("LIVES", "2000"))
FIRST = int(os.environ.get("FIRST", secrets.randbelow(10**9)))
AT_ONCE = 100


def test_ten_thousand_evenings_keep_every_promise() -> None:
    stretches = [range(first, min(first + AT_ONCE, FIRST + SEEDS)) for first in range(FIRST, FIRST + SEEDS, AT_ONCE)]
    played, failed = 0, dict[int, str]()
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as workers:
        for number, problems in workers.map(play_some, stretches):
            played += number
            failed |= problems
            print(f"{played} evenings, failed: {failed or 'none'}")
    assert not failed


def play_some(seeds: range) -> tuple[int, dict[int, str]]:
    """How many were played, and what went wrong in which."""
    logging.disable(logging.CRITICAL)
    return len(seeds), dict(problems(seeds))


def problems(seeds: range) -> Iterator[tuple[int, str]]:
    for seed in seeds:
        try:
            play_evening(seed)
        except Exception as problem:  # noqa: BLE001 - each is told, with its seed
            yield seed, f"{type(problem).__name__}: {str(problem)[:300]}"


def test_many_lives_of_bad_lines() -> None:
    logging.disable(logging.CRITICAL)
    try:
        run_state_machine_as_test(Lines, settings=settings(max_examples=LIVES, stateful_step_count=60, deadline=None))
    finally:
        logging.disable(logging.NOTSET)

"""Whatever fails, and whenever: no acknowledged vote is lost, none counts twice, nobody is shown what is not so.

Ten thousand of them are played by `./dev soak -k ten_thousand_evenings`. A failing seed is played again by
`SEED=<number> ./dev test tests/simulation/test_evenings.py`; `SEEDS=<number>` plays so many from a random one on. A
seed that has once found something stays in `KNOWN`.
"""

import logging
import os
import secrets
from collections.abc import Iterable

import pytest

from tests.simulation.world import play_evening

KNOWN = {
    2: "a page was welcomed twice on one line, and said again what had just been refused",
    7: "a part of somebody's view was shown beside an older one, after the people at the device had become fewer",
}
ALWAYS = 60


def seeds() -> Iterable[int]:
    """Which evenings to play."""
    if "SEED" in os.environ:
        return [int(os.environ["SEED"])]
    if "SEEDS" in os.environ:
        first = secrets.randbelow(10**9)
        return range(first, first + int(os.environ["SEEDS"]))
    return range(ALWAYS)


@pytest.fixture(autouse=True)
def _quiet(caplog: pytest.LogCaptureFixture) -> None:
    # A failing disk is told of in the log of the server, some thousand times here.
    caplog.set_level(logging.CRITICAL, "live.hub")


def play(seed: int) -> None:
    """Play one; say which if it fails."""
    try:
        play_evening(seed)
    except BaseException as problem:
        problem.add_note(f"SEED={seed} PYTHONHASHSEED={os.environ.get('PYTHONHASHSEED', 'random')}")
        raise


@pytest.mark.parametrize("seed", KNOWN, ids=KNOWN.get)
def test_an_evening_that_once_went_wrong_goes_well(seed: int) -> None:
    play(seed)


def test_through_any_failure_every_promise_is_kept() -> None:
    for seed in seeds():
        play(seed)


def test_the_same_seed_gives_the_same_evening() -> None:
    first, second = (play_evening(1) for _ in range(2))
    assert first.history.carried == second.history.carried
    assert first.loop.milliseconds() == second.loop.milliseconds()
    for one, other in zip(first.people, second.people, strict=True):
        assert (one.name, one.told, one.page.shown) == (other.name, other.told, other.page.shown)

"""The log fails, or the server dies, once, at every point of a short evening: each promise is kept at each of them."""

import asyncio
import logging
from collections.abc import Callable, Sequence

import pytest

from tests.reconnect.town import MOMENT, Town
from tests.simulation.lines import Frame

VOTE = {"type": "poll.cast_ballot", "step": "poll-1"}
QUESTION = {"step": "poll-1", "part": "burden"}
EVENING: list[tuple[str, Frame]] = [
    ("desk", {"type": "agenda.start"}),
    ("desk", {"type": "agenda.go_to", "step": "poll-1"}),
    ("desk", {"type": "question.open", **QUESTION}),
    ("ada", {**VOTE, "part": "burden", "chosen": ["a"]}),
    ("bo", {**VOTE, "part": "burden", "chosen": ["b"]}),
    ("ada", {"type": "people.rename", "name": "Linde"}),
    ("ada", {**VOTE, "part": "burden", "chosen": ["care"]}),
    ("desk", {"type": "question.close", **QUESTION}),
    ("desk", {"type": "question.finalise", **QUESTION}),
]
Happening = Callable[[Town, Sequence[Exception]], BaseException]


def way(number: int) -> Happening:
    """Fail in this way, or the last one there is."""
    return lambda _, ways: ways[min(number, len(ways) - 1)]


def killed(town: Town, _: Sequence[Exception]) -> BaseException:
    """The server is dead from this point on."""
    assert town.process is not None
    town.process.die()
    return asyncio.CancelledError()


def play(point: int, happens: Happening) -> int:
    """The evening, with one bad point (0: none); how many points it has."""
    town = Town()
    try:
        people = {person.name: person for person in town.people}
        for person in town.people:
            person.orderly = True
            town.come_in(person)
        town.flow(MOMENT)
        before = town.disk.points
        town.disk.bad_point = before + point if point else 0
        town.disk.what_happens = lambda ways: happens(town, ways)
        for name, wish in EVENING:
            town.ask(people[name], wish)
            town.flow(MOMENT)
        points = town.disk.points - before
        town.be_quiet()
        assert town.disk.failed == (1 if point else 0), "the point was never reached"
        return points
    finally:
        town.end()


@pytest.fixture(autouse=True)
def _quiet(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL, "live.hub")


@pytest.mark.parametrize("happens", [way(0), way(1), way(2), killed], ids=["first", "second", "third", "killed"])
def test_at_whatever_point_something_happens_every_promise_is_kept(happens: Happening) -> None:
    points = play(0, happens)
    assert points > len(EVENING)
    for point in range(1, points + 1):
        try:
            play(point, happens)
        except BaseException as problem:
            problem.add_note(f"at point {point} of {points}")
            raise

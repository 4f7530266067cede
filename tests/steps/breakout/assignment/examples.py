"""People and wishes to make groups with, possible and impossible ones."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import combinations

from hypothesis import settings
from hypothesis import strategies as st

from live.core.ids import PersonId, RoomNumber
from live.steps.breakout.assignment import Constraints, Fixed, Groups, Plan, Traits

People = dict[PersonId, Traits]

FEW = settings(max_examples=40)
"""For tests in which each example makes whole plans: other work beside them must not fail them."""
ABSENT = (PersonId("gone"), PersonId("left"))
LANGUAGES = st.frozensets(st.sampled_from(["ar", "tr", "uk"]), max_size=2)
ATTRIBUTES = st.fixed_dictionaries(
    {}, optional={"district": st.sampled_from(["north", "south", "west"]), "age": st.sampled_from(["young", "old"])}
)
SEEDS = st.integers(0, 2**64)
GROUPS = st.integers(1, 6)


def ids(count: int) -> list[PersonId]:
    return [PersonId(f"p{number:03}") for number in range(count)]


def crowd(count: int) -> People:
    return dict.fromkeys(ids(count), Traits())


def rooms(*numbers: int) -> tuple[RoomNumber, ...]:
    return tuple(map(RoomNumber, numbers))


def company(*names: str) -> frozenset[PersonId]:
    return frozenset(map(PersonId, names))


@st.composite
def crowds(draw: st.DrawFn, traits: st.SearchStrategy[Traits], most: int = 16) -> People:
    return {person: draw(traits) for person in ids(draw(st.integers(0, most)))}


WISHES = st.lists(st.integers(1, 7).map(RoomNumber), max_size=3).map(tuple)
SINGLES = crowds(st.just(Traits()))
WISHERS = crowds(st.builds(Traits, wishes=WISHES))
BALANCED = crowds(st.builds(Traits, attributes=ATTRIBUTES))
ANYBODY = crowds(
    st.builds(
        Traits,
        seats=st.sampled_from([1, 1, 1, 2, 3]),
        speaks=LANGUAGES,
        needs=LANGUAGES,
        attributes=ATTRIBUTES,
        wishes=WISHES,
    )
)


@st.composite
def wishes_about(draw: st.DrawFn, people: People) -> Constraints:
    """Wishes that may contradict each other and name people and groups that are not there."""
    persons = st.sampled_from([*people, *ABSENT])
    sets = st.lists(st.frozensets(persons, min_size=2, max_size=3), max_size=3).map(tuple)
    numbers = st.integers(1, 7).map(RoomNumber)
    places = st.builds(Fixed, numbers, st.sampled_from(["pinned", "by_hand", "from_list", "same_group"]))
    return Constraints(
        fixed=draw(st.dictionaries(persons, places, max_size=4)),
        capacities=draw(st.dictionaries(numbers, st.integers(0, 8), max_size=3)),
        together=draw(sets),
        apart=draw(sets),
        speakers=draw(st.dictionaries(st.sampled_from(["ar", "tr"]), st.frozensets(numbers, max_size=2), max_size=2)),
    )


@st.composite
def histories(draw: st.DrawFn, people: People, rounds: int = 3) -> list[Groups]:
    """Earlier rounds, in groups of any size; some people were in none, some are no longer here."""
    numbers = st.integers(0, 5)
    history: list[Groups] = []
    for _ in range(draw(st.integers(0, rounds))):
        where = {person: draw(numbers) for person in [*people, PersonId("gone")]}
        history.append(
            {RoomNumber(room): tuple(p for p, number in where.items() if number == room) for room in range(1, 6)}
        )
    return history


def room_of(plan: Plan) -> dict[PersonId, RoomNumber]:
    return {person: room for room, group in plan.groups.items() for person in group}


def sizes(plan: Plan, people: Mapping[PersonId, Traits]) -> list[int]:
    return [sum(people[person].seats for person in group) for group in plan.groups.values()]


def codes(plan: Plan) -> set[str]:
    return {finding.code.removeprefix("assignment.") for finding in plan.findings}


def pairs(group: tuple[PersonId, ...]) -> set[tuple[PersonId, PersonId]]:
    return set(combinations(group, 2))


def wishing(people: People, person: str, *numbers: int) -> None:
    people[PersonId(person)] = replace(people[PersonId(person)], wishes=rooms(*numbers))

"""Own choice: as many as possible get their first wish, nobody is put above a capacity, the rest is said."""

from collections import Counter
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from live.core.ids import PersonId, RoomNumber
from live.steps.breakout.assignment import Constraints, Traits, Why, assign
from tests.steps.breakout.assignment.examples import (
    FEW,
    SEEDS,
    WISHERS,
    People,
    codes,
    crowd,
    ids,
    room_of,
    rooms,
    wishing,
)

CAPACITIES = st.dictionaries(st.integers(1, 4).map(RoomNumber), st.integers(0, 8), max_size=4)


@FEW
@given(WISHERS, CAPACITIES, SEEDS)
def test_as_many_as_possible_get_their_first_wish(people: People, most: dict[RoomNumber, int], seed: int) -> None:
    plan = assign(people, 4, Constraints(capacities=most), [], seed, effort=40)
    where = room_of(plan)
    named = [[room for room in traits.wishes if room <= 4] for traits in people.values()]
    wanted = Counter(wishes[0] for wishes in named if wishes)
    possible = sum(min(count, most.get(room, count)) for room, count in wanted.items())
    pleased = [one for one, wishes in zip(people, named, strict=True) if wishes and where.get(one) == wishes[0]]
    assert len(pleased) == possible
    assert all(len(plan.groups[room]) <= count for room, count in most.items())


@FEW
@given(WISHERS, CAPACITIES, SEEDS)
def test_nobody_waits_while_there_is_room(people: People, most: dict[RoomNumber, int], seed: int) -> None:
    plan = assign(people, 4, Constraints(capacities=most), [], seed, effort=40)
    room = sum(most.values()) if len(most) == 4 else len(people)
    assert len(plan.unplaced) == max(0, len(people) - room)
    assert ("no_room" in codes(plan)) == bool(plan.unplaced)


@FEW
@given(st.data(), SEEDS)
def test_no_other_way_pleases_more_people(data: st.DataObject, seed: int) -> None:
    wishes = st.lists(st.integers(1, 3).map(RoomNumber), min_size=1, max_size=3, unique=True).map(tuple)
    people = {person: Traits(wishes=data.draw(wishes)) for person in ids(5)}
    plan = assign(people, 3, Constraints(capacities=dict.fromkeys(rooms(1, 2, 3), 2)), [], seed, effort=0)
    where = room_of(plan)
    best = min(
        _displeasure(people, dict(zip(people, way, strict=True)))
        for way in product(rooms(1, 2, 3), repeat=5)
        if max(Counter(way).values()) <= 2
    )
    assert _displeasure(people, where) == best


def _displeasure(people: People, where: dict[PersonId, RoomNumber]) -> tuple[int, int, int]:
    """Those without their first wish, those without any, and how far down the others are on their list."""
    first = sum(where[one] != traits.wishes[0] for one, traits in people.items())
    none = sum(where[one] not in traits.wishes for one, traits in people.items())
    ranks = [traits.wishes.index(where[one]) for one, traits in people.items() if where[one] in traits.wishes]
    return first, none, sum(ranks)


def test_who_gets_a_wish_is_told_which_and_who_gets_none_is_named() -> None:
    people = crowd(5)
    for person in ("p000", "p001", "p002"):
        wishing(people, person, 1, 2)
    plan = assign(people, 3, Constraints(capacities=dict.fromkeys(rooms(1, 2), 1)), [], 1)
    numbers = sorted(
        int(reason.params["number"]) for told in plan.reasons.values() for reason in told if reason.code is Why.OWN_WISH
    )
    assert numbers == [1, 2]
    (finding,) = (one for one in plan.findings if one.code == "assignment.wishes_impossible")
    assert finding.params == {"count": 1}
    assert room_of(plan)[finding.people[0]] == 3


def test_who_shall_not_meet_does_not_even_by_own_choice() -> None:
    people = crowd(4)
    wishing(people, "p000", 1, 2)
    wishing(people, "p001", 1, 2)
    plan = assign(people, 2, Constraints(apart=(frozenset(ids(2)),)), [], 1)
    assert {room_of(plan)[one] for one in ids(2)} == {1, 2}


def test_people_who_share_a_device_do_not_fit_where_there_is_one_seat_left() -> None:
    people = {PersonId("a"): Traits(seats=2, wishes=rooms(1)), PersonId("b"): Traits(wishes=rooms(1))}
    plan = assign(people, 2, Constraints(capacities={RoomNumber(1): 2}), [], 1)
    assert room_of(plan) == {"a": 1, "b": 2}

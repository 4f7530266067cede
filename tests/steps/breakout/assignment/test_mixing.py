"""Later rounds: few meet again, never more than by lot, never fewer than the bound says."""

from collections.abc import Sequence
from itertools import combinations, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from live.core.ids import PersonId, RoomNumber
from live.steps.breakout.assignment import Constraints, Groups, Traits, assign, lower_bound, repeated_pairs
from live.steps.breakout.assignment.mixing import LARGEST_MEETING, met
from tests.steps.breakout.assignment.examples import (
    FEW,
    GROUPS,
    SEEDS,
    SINGLES,
    People,
    company,
    crowd,
    histories,
    ids,
    pairs,
    rooms,
    sizes,
)

NOTHING = Constraints()


@FEW
@given(st.data(), SINGLES, GROUPS, SEEDS)
def test_no_more_pairs_meet_again_than_by_lot_and_no_fewer_than_the_bound(
    data: st.DataObject, people: People, n: int, seed: int
) -> None:
    history = data.draw(histories(people))
    mixed = assign(people, n, NOTHING, history, seed, effort=data.draw(st.sampled_from([0, 40])))
    by_lot = assign(people, n, NOTHING, [], seed)
    again = repeated_pairs(mixed.groups, history)
    assert again <= repeated_pairs(by_lot.groups, history)
    assert again >= lower_bound(people, sizes(mixed, people), history)


@FEW
@given(st.data(), GROUPS, SEEDS)
def test_more_effort_is_never_worse(data: st.DataObject, n: int, seed: int) -> None:
    people = crowd(18)
    history = data.draw(histories(people))
    little, more = (assign(people, n, NOTHING, history, seed, effort=effort).groups for effort in (20, 60))
    assert repeated_pairs(more, history) <= repeated_pairs(little, history)


@FEW
@given(st.data(), st.integers(2, 3))
def test_the_bound_holds_for_every_way_to_make_small_groups(data: st.DataObject, size: int) -> None:
    people = crowd(6)
    history = data.draw(histories(people))
    best = min(repeated_pairs(_cut(order, size), history) for order in permutations(people) if _ordered(order, size))
    assert lower_bound(people, [size] * (6 // size), history) <= best


def _cut(order: Sequence[PersonId], size: int) -> Groups:
    return {RoomNumber(at): tuple(order[at : at + size]) for at in range(0, len(order), size)}


def _ordered(order: Sequence[PersonId], size: int) -> bool:
    return all(list(group) == sorted(group) for group in _cut(order, size).values())


@pytest.mark.parametrize(
    ("people", "groups", "fewest"), [(40, 4, 32), (40, 5, 15), (75, 10, 0), (16, 4, 0), (30, 2, 98), (9, 2, 6)]
)
def test_the_second_round_meets_the_bound(people: int, groups: int, fewest: int) -> None:
    first = assign(crowd(people), groups, NOTHING, [], 1)
    second = assign(crowd(people), groups, NOTHING, [first.groups], 2, effort=0)
    assert lower_bound(crowd(people), sizes(second, crowd(people)), [first.groups]) == fewest
    assert repeated_pairs(second.groups, [first.groups]) == fewest


def test_in_a_third_round_of_ten_groups_nobody_meets_again() -> None:
    history: list[Groups] = []
    for seed in range(3):
        history.append(assign(crowd(75), 10, NOTHING, history, seed).groups)
    assert repeated_pairs(history[2], history[:2]) == 0


def test_of_equally_few_pairs_those_who_met_most_are_parted() -> None:
    people = crowd(4)
    a, b, c, d = people
    often: Groups = {RoomNumber(1): (a, b), RoomNumber(2): (c, d)}
    once: Groups = {RoomNumber(1): (a, c), RoomNumber(2): (b, d)}
    also: Groups = {RoomNumber(1): (a, d), RoomNumber(2): (b, c)}
    for seed in range(5):
        plan = assign(people, 2, NOTHING, [often, often, once, often, also, also], seed)
        assert {frozenset(group) for group in plan.groups.values()} == {company(a, c), company(b, d)}


def test_people_who_stay_together_are_mixed_with_the_others() -> None:
    people = crowd(24)
    wish = Constraints(together=(company("p000", "p001"),))
    first = assign(people, 4, wish, [], 1)
    second = assign(people, 4, wish, [first.groups], 2)
    assert any(company("p000", "p001") <= {*group} for group in second.groups.values())
    bound = lower_bound(people, sizes(second, people), [first.groups])
    assert repeated_pairs(second.groups, [first.groups]) <= bound + 2


def test_balance_is_kept_among_groups_that_mix_alike() -> None:
    people = {person: Traits(attributes={"age": "yo"[number % 2]}) for number, person in enumerate(ids(40))}
    first = assign(people, 5, NOTHING, [], 1)
    second = assign(people, 5, NOTHING, [first.groups], 2)
    assert repeated_pairs(second.groups, [first.groups]) == 15
    for group in second.groups.values():
        assert sum(people[one].attributes["age"] == "y" for one in group) == 4


def test_who_has_met_whom_is_known_from_both_sides_and_only_of_those_who_are_here() -> None:
    history: list[Groups] = [dict(zip(rooms(1, 2), (tuple(ids(3)), tuple(ids(5)[3:])), strict=True))] * 2
    before = met(ids(4), history)
    assert before[PersonId("p000")] == {"p001": 2, "p002": 2}
    assert before[PersonId("p003")] == {}
    assert all(before[other][one] == times for one in before for other, times in before[one].items())


def test_in_a_crowd_nobody_has_met_everybody() -> None:
    crowded: Groups = {RoomNumber(1): tuple(ids(LARGEST_MEETING + 1))}
    assert not any(met(ids(5), [crowded]).values())


@FEW
@given(SINGLES)
def test_repeated_pairs_are_counted_once(people: People) -> None:
    group = tuple(people)
    once: Groups = {RoomNumber(1): group}
    assert repeated_pairs(once, [once, once]) == len(pairs(group)) == len(list(combinations(group, 2)))

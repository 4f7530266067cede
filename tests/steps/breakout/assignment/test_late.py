from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from live.core.ids import PersonId, RoomNumber
from live.steps.breakout.assignment import Constraints, Finding, Fixed, Groups, Reason, Traits, Why, assign, late
from tests.steps.breakout.assignment.examples import (
    ANYBODY,
    FEW,
    GROUPS,
    SEEDS,
    People,
    codes,
    company,
    crowd,
    histories,
    room_of,
    rooms,
    sizes,
    wishes_about,
)

NEW = PersonId("new")


def groups(**members: str) -> Groups:
    return {RoomNumber(int(room[1:])): tuple(map(PersonId, names.split())) for room, names in members.items()}


def place(made: Groups, traits: Mapping[str, Traits], wish: Constraints) -> tuple[int, list[Reason]]:
    people = {PersonId(person): one for person, one in ({str(NEW): Traits()} | {**traits}).items()}
    plan = late(NEW, people, made, wish)
    return room_of(plan)[NEW], list(plan.reasons[NEW])


@FEW
@given(st.data(), ANYBODY, GROUPS, SEEDS)
def test_nobody_else_moves_and_the_newcomer_goes_to_the_smallest_group_that_fits(
    data: st.DataObject, people: People, n: int, seed: int
) -> None:
    wish = data.draw(wishes_about(people))
    earlier = assign(people, n, wish, [], seed, effort=0)
    plan = late(NEW, people | {NEW: Traits()}, earlier.groups, wish, data.draw(histories(people)))
    assert {room: tuple(one for one in group if one != NEW) for room, group in plan.groups.items()} == earlier.groups
    loads = dict(zip(earlier.groups, sizes(earlier, people), strict=True))
    fitting = {room: load for room, load in loads.items() if load < wish.capacities.get(room, 1000)}
    assert plan.unplaced == (() if fitting else (NEW,))
    assert ("no_room" in codes(plan)) == (not fitting)
    if fitting:
        assert loads[room_of(plan)[NEW]] == min(fitting.values())
        assert plan.reasons.keys() == {NEW}


def test_the_smallest_group_is_the_reason() -> None:
    assert place(groups(r1="a b", r2="c", r3="d"), {}, Constraints()) == (2, [Reason(Why.SMALLEST_GROUP, {"size": 1})])


def test_people_who_share_a_device_count_as_people() -> None:
    assert place(groups(r1="a", r2="b c"), {"a": Traits(seats=3)}, Constraints())[0] == 2


def test_a_smaller_group_is_passed_over_where_somebody_is_kept_apart() -> None:
    wish = Constraints(apart=(company("new", "a"),))
    assert place(groups(r1="a", r2="b c"), {}, wish) == (2, [Reason(Why.APART, {}, (PersonId("a"),))])


def test_a_smaller_group_is_passed_over_where_nobody_speaks_the_language() -> None:
    traits = {"b": Traits(speaks=frozenset({"ar"})), "new": Traits(needs=frozenset({"ar"}))}
    room, told = place(groups(r1="a", r2="b c"), traits, Constraints())
    assert (room, told) == (2, [Reason(Why.UNDERSTOOD, {"language": "ar"})])


def test_somebody_who_speaks_a_language_goes_where_it_is_missing() -> None:
    traits = {"b": Traits(needs=frozenset({"ar"})), "new": Traits(speaks=frozenset({"ar"}))}
    room, told = place(groups(r1="a", r2="b c"), traits, Constraints())
    assert (room, told) == (2, [Reason(Why.SPEAKS, {"language": "ar"})])


def test_company_own_wish_and_a_fixed_place_come_first() -> None:
    made = groups(r1="a", r2="b c", r3="d e f")
    assert place(made, {}, Constraints(together=(company("new", "e"),)))[0] == 3
    assert place(made, {"new": Traits(wishes=rooms(9, 2))}, Constraints()) == (2, [Reason(Why.OWN_WISH, {"number": 2})])
    pinned = Constraints(fixed={NEW: Fixed(RoomNumber(3))}, together=(company("new", "a"),))
    assert place(made, {}, pinned) == (3, [Reason(Why.PINNED)])


def test_what_the_newcomer_brings_about_is_named_and_nothing_else() -> None:
    wish = Constraints(apart=(company("new", "a"), company("b", "c")), capacities={RoomNumber(2): 2})
    people = crowd(0) | {NEW: Traits(needs=frozenset({"tr"}))}
    plan = late(NEW, people, groups(r1="a", r2="b c"), wish)
    assert list(plan.findings) == [
        Finding("assignment.apart_impossible", {"room": 1}, (PersonId("a"), NEW)),
        Finding("assignment.speaker_missing", {"room": 1, "language": "tr"}, (NEW,)),
    ]


def test_somebody_who_is_there_already_is_not_there_twice() -> None:
    plan = late(PersonId("a"), {PersonId("a"): Traits()}, groups(r1="b c", r2="a d"), Constraints())
    assert plan.groups == groups(r1="b c", r2="a d")

"""Everybody has a reason, and every reason is true of the groups."""

from collections.abc import Sequence
from typing import assert_never

from hypothesis import given
from hypothesis import strategies as st

from live.core.ids import PersonId, RoomNumber
from live.steps.breakout.assignment import Constraints, Fixed, Groups, Origin, Plan, Reason, Traits, Why, assign
from live.steps.breakout.assignment.mixing import met
from tests.steps.breakout.assignment.examples import (
    ANYBODY,
    FEW,
    GROUPS,
    SEEDS,
    People,
    company,
    crowd,
    histories,
    ids,
    room_of,
    wishes_about,
)


@FEW
@given(st.data(), ANYBODY, GROUPS, SEEDS)
def test_everybody_has_reasons_and_all_are_true(data: st.DataObject, people: People, n: int, seed: int) -> None:
    wish = data.draw(wishes_about(people))
    history = data.draw(histories(people))
    plan = assign(people, n, wish, history, seed, effort=30)
    assert plan.reasons.keys() == room_of(plan).keys()
    for person, told in plan.reasons.items():
        assert told
        assert [reason.code for reason in told if reason.code is Why.BY_LOT] in ([], [one.code for one in told])
        for reason in told:
            assert true(reason, person, plan, people, wish, history), (person, reason)


def true(
    reason: Reason, person: PersonId, plan: Plan, people: People, wish: Constraints, history: Sequence[Groups]
) -> bool:
    """Whether the groups bear the reason out: said once more in other words than the code's."""
    room = room_of(plan)[person]
    others = {*plan.groups[room]} - {person}
    traits = people[person]
    language = str(reason.params.get("language", ""))
    speakers = {one for one in others if language in people[one].speaks - people[one].needs}
    match reason.code:
        case Why.PINNED | Why.BY_HAND | Why.FROM_LIST | Why.SAME_GROUP:
            fixed = wish.fixed[person]
            return fixed.room == room and Why(fixed.because) is reason.code
        case Why.TOGETHER:
            return {*reason.people} <= others and all(
                any({one, person} <= persons for persons in wish.together) for one in reason.people
            )
        case Why.SPEAKS:
            needed = any(language in people[one].needs for one in others) or language in wish.speakers
            return language in traits.speaks and not speakers and needed
        case Why.UNDERSTOOD:
            return language in traits.needs and bool(speakers)
        case Why.OWN_WISH:
            return traits.wishes[int(reason.params["number"]) - 1] == room
        case Why.FULL:
            dearer = traits.wishes[: traits.wishes.index(room)] if room in traits.wishes else traits.wishes
            wanted = RoomNumber(int(reason.params["room"]))
            coming = {person, *(one for one in others if any({one, person} <= some for some in wish.together))}
            people_there = sum(people[one].seats for one in {*plan.groups[wanted], *coming})
            return wanted in dearer and people_there > wish.capacities[wanted]
        case Why.APART:
            return others.isdisjoint(reason.people) and bool(reason.people)
        case Why.MIXED:
            again = sum(one in met(people, history)[person] for one in others)
            return bool(history) and reason.params == {"met": again, "others": len(others)}
        case Why.BALANCES:
            attribute, value = str(reason.params["attribute"]), reason.params["value"]
            alike = [
                sum(people[one].seats for one in group if people[one].attributes.get(attribute) == value)
                for group in plan.groups.values()
            ]
            return traits.attributes[attribute] == value and alike[room - 1] < sum(alike) / len(alike) + 1
        case Why.SMALLEST_GROUP:
            sizes = {number: sum(people[one].seats for one in group) for number, group in plan.groups.items()}
            size = int(reason.params["size"])
            return size < sizes[room] and all(size <= other for number, other in sizes.items() if number != room)
        case Why.BY_LOT:
            placed = person in wish.fixed and wish.fixed[person].room in plan.groups
            return plan.reasons[person] == (reason,) and not placed
        case _:
            assert_never(reason.code)


def test_without_wishes_everybody_is_where_the_lot_put_them() -> None:
    plan = assign(crowd(9), 2, Constraints(), [], 1)
    assert all(told == (Reason(Why.BY_LOT),) for told in plan.reasons.values())


def test_the_most_decisive_reason_comes_first() -> None:
    people = crowd(8) | {
        PersonId("p002"): Traits(speaks=frozenset({"ar"}), attributes={"age": "young"}),
        PersonId("p003"): Traits(attributes={"age": "young"}),
    }
    wish = Constraints(
        fixed={PersonId("p000"): Fixed(RoomNumber(1), "by_hand")},
        together=(company("p000", "p001"),),
        apart=(company("p002", "p003"),),
        speakers={"ar": frozenset()},
    )
    first = assign(people, 2, Constraints(), [], 1)
    told = assign(people, 2, wish, [first.groups], 2).reasons
    assert [reason.code for reason in told[PersonId("p000")]] == [Why.BY_HAND, Why.TOGETHER]
    assert [reason.code for reason in told[PersonId("p001")]] == [Why.TOGETHER]
    assert [reason.code for reason in told[PersonId("p002")]][:4] == [Why.SPEAKS, Why.APART, Why.MIXED, Why.BALANCES]


def test_a_place_by_hand_a_list_or_an_earlier_round_says_so() -> None:
    origins: tuple[Origin, ...] = ("pinned", "by_hand", "from_list", "same_group")
    people = crowd(4)
    wish = Constraints(fixed={one: Fixed(RoomNumber(1), why) for one, why in zip(ids(4), origins, strict=True)})
    plan = assign(people, 2, wish, [], 1)
    assert [plan.reasons[one] for one in ids(4)] == [(Reason(Why(why)),) for why in origins]

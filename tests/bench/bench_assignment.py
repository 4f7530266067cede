"""Groups: how few pairs meet again in later rounds, against a lower bound and the best of a thousand plain redraws.

Every round of an evening is made from all rounds before it, so the later rows of a size depend on the earlier ones.
Times are CPU times of one call of `assign`, the median of three. Prints the tables of docs/group-assignment.md.
"""

import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from itertools import combinations
from random import Random
from statistics import median

import pytest

from live.core.ids import PersonId, RoomNumber
from live.steps.breakout.assignment import (
    Constraints,
    Groups,
    Plan,
    Traits,
    assign,
    late,
    lower_bound,
    number_of_groups,
    repeated_pairs,
)

EVENINGS = [(40, 4, 4), (40, 5, 4), (64, 8, 4), (75, 10, 4), (240, 30, 4), (1000, 125, 4)]
REDRAWS = 1_000
NOTHING = Constraints()


def test_rounds() -> None:
    print(
        "\n| people | groups | round | sizes differ by | pairs meet again | at least | best of 1,000 redraws | time |"
    )
    print("|---|---|---|---|---|---|---|---|")
    for count, groups, rounds in EVENINGS:
        people = crowd(count)
        history: list[Groups] = []
        for number in range(1, rounds + 1):
            plan, seconds = timed(partial(assign, people, groups, NOTHING, tuple(history), number))
            sizes = [len(group) for group in plan.groups.values()]
            again = repeated_pairs(plan.groups, history)
            bound = lower_bound(people, sizes, history)
            drawn = best_redraw(list(people), sizes, history)
            differ = max(sizes) - min(sizes)
            print(
                f"| {count:,} | {groups} | {number} | {differ} | {again} | {bound} | {drawn} | {seconds * 1e3:.0f} ms |"
            )
            assert bound <= again <= drawn
            assert differ <= 1
            history.append(plan.groups)


def best_redraw(people: list[PersonId], sizes: list[int], history: list[Groups]) -> int:
    """What somebody gets who presses "draw again" so often and takes the best."""
    met = {frozenset(pair) for earlier in history for group in earlier.values() for pair in combinations(group, 2)}
    numbers = {person: number for number, person in enumerate(people)}
    near = [bytearray(len(people)) for _ in people]
    for one, other in (sorted(numbers[person] for person in pair) for pair in met):
        near[one][other] = near[other][one] = 1
    chance = Random(1)  # noqa: S311 - a redraw needs chance, not secrecy
    order = list(range(len(people)))
    best = len(met)
    for _ in range(REDRAWS if met else 0):
        chance.shuffle(order)
        at, again = 0, 0
        for size in sizes:
            again += sum(near[one][other] for one, other in combinations(order[at : at + size], 2))
            at += size
        best = min(best, again)
    return best


@pytest.mark.parametrize("count", [75, 240])
def test_wishes(count: int) -> None:
    groups = number_of_groups(count)
    chance = Random(2)  # noqa: S311 - an example needs chance, not secrecy
    ids = list(crowd(count))
    rooms = [RoomNumber(room) for room in range(1, groups + 1)]
    apart = tuple(frozenset(chance.sample(ids, 2)) for _ in range(10))
    wish = Constraints(together=tuple(frozenset(ids[n : n + 2]) for n in range(0, 12, 2)), apart=apart)
    places = Constraints(capacities=dict.fromkeys(rooms, -(-count // groups)))
    attributes = {one: Traits(attributes={"age": chance.choice("ymo"), "area": chance.choice("nesw")}) for one in ids}
    shared = {one: Traits(seats=chance.choice([1, 1, 1, 2])) for one in ids}
    own = {one: Traits(wishes=tuple(chance.sample(rooms, 3))) for one in ids}
    spoken = {
        one: Traits(
            speaks=frozenset({"ar"} if number % 7 == 6 else ()),
            needs=frozenset({"ar"} if number % 7 == 5 else ()),
        )
        for number, one in enumerate(ids)
    }
    everywhere = Constraints(speakers={"ar": frozenset()})
    everything = {
        one: replace(spoken[one], seats=shared[one].seats, attributes=attributes[one].attributes) for one in ids
    }
    spoken_wish = replace(wish, speakers=everywhere.speakers)
    first = assign(attributes, groups, NOTHING, [], 1).groups
    print(f"\n| {count} people, {groups} groups | sizes differ by | named | time |\n|---|---|---|---|")
    for name, people, asked, history in (
        ("balanced over two attributes", attributes, NOTHING, ()),
        ("balanced, second round", attributes, NOTHING, (first,)),
        ("own choice, three wishes, 8 in a group at most", own, places, ()),
        ("6 couples together, 10 pairs apart", crowd(count), wish, ()),
        ("a language in every group, and who needs it", spoken, everywhere, ()),
        ("every fourth device shared by two", shared, NOTHING, ()),
        ("all of this at once but own choice, second round", everything, spoken_wish, (first,)),
    ):
        plan, seconds = timed(partial(assign, people, groups, asked, history, 3))
        sizes = [sum(people[one].seats for one in group) for group in plan.groups.values()]
        named = ", ".join(told(plan)) or "nothing"
        print(f"| {name} | {max(sizes) - min(sizes)} | {named} | {seconds * 1e3:.0f} ms |")
    newcomer = {**attributes, PersonId("new"): Traits()}
    _, seconds = timed(partial(late, PersonId("new"), newcomer, first, wish, (first,)))
    print(f"| somebody comes late | | | {seconds * 1e3:.1f} ms |")


def told(plan: Plan) -> list[str]:
    return [f"{one.code.removeprefix('assignment.')} {one.params.get('count', '')}".strip() for one in plan.findings]


def crowd(count: int) -> dict[PersonId, Traits]:
    return {PersonId(f"p{number}"): Traits() for number in range(count)}


def timed(make: Callable[[], Plan]) -> tuple[Plan, float]:
    """The plan, and the median of the CPU seconds that three calls took."""
    seconds: list[float] = []
    plans: list[Plan] = []
    for _ in range(3):
        started = time.process_time()
        plans.append(make())
        seconds.append(time.process_time() - started)
    assert plans[0] == plans[1] == plans[2]
    return plans[0], median(seconds)

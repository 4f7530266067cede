"""From people and wishes to a problem in numbers. Rule: what weighs more is decided here and nowhere else.

From the weightiest: apart, languages, own wishes, even sizes, pairs that meet again (and of these the ones who met most
often), balance. Fixed places, company and capacities are never for sale.
"""

from collections.abc import Mapping, Sequence
from itertools import combinations

from live.core.ids import PersonId, RoomNumber
from live.steps.breakout.assignment.blocks import Block, apart_pairs
from live.steps.breakout.assignment.costs import Problem, Weights
from live.steps.breakout.assignment.languages import Tongues
from live.steps.breakout.assignment.mixing import Met, lower_bound, met, times_met_again
from live.steps.breakout.assignment.sizes import even_sizes
from live.steps.breakout.assignment.values import Constraints, Groups, Traits

Values = list[dict[int, int]]


class _Scale:
    """Weights from the lightest wish to the weightiest: one unit outweighs all there can be of those before it."""

    def __init__(self) -> None:
        self._top = 0

    def weight(self, most: int) -> int:
        """The weight of one unit of the next wish, of which there are `most` at most."""
        weight = self._top + 1
        self._top += weight * most
        return weight


def problem_of(
    blocks: Sequence[Block],
    people: Mapping[PersonId, Traits],
    groups: int,
    wish: Constraints,
    history: Sequence[Groups],
) -> Problem:
    """Weigh everything that is asked for."""
    seats = [sum(people[person].seats for person in block.members) for block in blocks]
    before = met(people, history)
    apart = apart_pairs(wish)
    values = _values(blocks, people)
    wishes = [_own_wishes(block, people, groups) for block in blocks]
    tongues = Tongues.of(blocks, people, wish, groups)
    weights = _weights(people, before, sum(seats), wishes, (len(tongues.wanted) * groups, len(apart)))
    asked = [
        (weights.apart, bool(apart)),
        (weights.language, bool(tongues.wanted)),
        (weights.wish, any(wishes)),
        (weights.even, len(set(seats)) > 1),
        (weights.met, any(before.values())),
        (weights.alike, any(values)),
    ]
    return Problem(
        blocks=blocks,
        groups=groups,
        seats=seats,
        capacity=[wish.capacities.get(RoomNumber(room), sum(seats)) for room in range(1, groups + 1)],
        near=_near(blocks, before, apart, weights),
        parted=_near(blocks, {}, apart, weights),
        values=values,
        holders=_holders(values),
        wishes=[[weights.wish * cost for cost in costs] for costs in wishes],
        tongues=tongues,
        weights=weights,
        units=[weight for weight, present in asked if present],
        fewest_met=_fewest_met(blocks, people, groups, before, history),
    )


def _weights(
    people: Mapping[PersonId, Traits],
    before: Met,
    everybody: int,
    wishes: Sequence[Sequence[int]],
    most: tuple[int, int],
) -> Weights:
    """`most` are the most languages that can be missing, and the pairs to be kept apart."""
    scale = _Scale()
    return Weights(
        alike=scale.weight(everybody**2 * max((len(traits.attributes) for traits in people.values()), default=0)),
        again=scale.weight(times_met_again(before)),
        met=scale.weight(sum(map(len, before.values())) // 2),
        even=scale.weight(everybody**2),
        wish=scale.weight(sum(max(costs, default=0) for costs in wishes)),
        language=scale.weight(most[0]),
        apart=scale.weight(most[1]),
    )


def _near(
    blocks: Sequence[Block], before: Met, apart: Sequence[tuple[PersonId, PersonId]], weights: Weights
) -> list[dict[int, int]]:
    block_of = {person: number for number, block in enumerate(blocks) for person in block.members}
    near: list[dict[int, int]] = [{} for _ in blocks]

    def add(one: PersonId, other: PersonId, cost: int) -> None:
        first, second = block_of[one], block_of[other]
        if first != second:
            near[first][second] = near[second][first] = near[first].get(second, 0) + cost

    for one, others in before.items():
        for other, times in others.items():
            if one < other:
                add(one, other, weights.met + weights.again * (times - 1))
    for one, other in apart:
        add(one, other, weights.apart)
    return near


def _values(blocks: Sequence[Block], people: Mapping[PersonId, Traits]) -> Values:
    """Per block: number of a value of an attribute -> people who have it."""
    pairs = sorted({pair for traits in people.values() for pair in traits.attributes.items()})
    numbers = {pair: number for number, pair in enumerate(pairs)}
    values: Values = []
    for block in blocks:
        found: dict[int, int] = {}
        for traits in (people[person] for person in block.members):
            for pair in traits.attributes.items():
                found[numbers[pair]] = found.get(numbers[pair], 0) + traits.seats
        values.append(found)
    return values


def _holders(values: Values) -> Values:
    holders: Values = [{} for _ in {value for found in values for value in found}]
    for block, found in enumerate(values):
        for value, count in found.items():
            holders[value][block] = count
    return holders


def _own_wishes(block: Block, people: Mapping[PersonId, Traits], groups: int) -> list[int]:
    """What each group costs a block: first wishes above all, then any wish rather than none, then the nearer ones.

    One person costs nothing in the group of the first wish; in the others, so much that as many as possible get it.
    """
    wishers = [people[person] for person in block.members if people[person].wishes]
    if not wishers:
        return []
    everybody = len(people)
    costs = [0] * groups
    for traits in wishers:
        ranks = list(dict.fromkeys(room for room in traits.wishes if 1 <= room <= groups))
        if not ranks:
            continue
        none = groups * everybody
        refused = (none + 1) * everybody
        for room in range(groups):
            costs[room] += refused + none
        for rank, room in enumerate(ranks):
            costs[room - 1] += rank - none - (refused if rank == 0 else 0)
    return costs if any(costs) else []


def _fewest_met(
    blocks: Sequence[Block],
    people: Mapping[PersonId, Traits],
    groups: int,
    before: Met,
    history: Sequence[Groups],
) -> int:
    if not any(before.values()) or any(traits.seats > 1 for traits in people.values()):
        return 0
    inside = sum(other in before[one] for block in blocks for one, other in combinations(block.members, 2))
    return max(0, lower_bound(people, even_sizes(len(people), groups), history) - inside)

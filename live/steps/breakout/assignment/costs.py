"""What groups cost, as one whole number: the wishes in the order of their weight, of which the least never outweighs
the next. Who searches for good groups searches for a small number.

Blocks and groups are counted from 0 here; a block in the group `waiting`, one past the last, has no place. What
people share, such as a meeting before, costs once per pair in a group.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from live.steps.breakout.assignment.blocks import Block
from live.steps.breakout.assignment.languages import Coverage, Tongues
from live.steps.breakout.assignment.sizes import even_sizes, squares

Rooms = list[int]
"""The group of every block."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What one unit of each wish costs, the lightest first."""

    alike: int
    """Two people in a group with the same value of an attribute."""
    again: int
    """Each further meeting of a pair that meets again."""
    met: int
    """A pair that meets again."""
    even: int
    """One in the squares of the sizes."""
    wish: int
    """One step away from an own wish."""
    language: int
    """A language that is asked for in a group and that nobody there speaks."""
    apart: int
    """A pair that shall not meet and does."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Everything that decides what groups cost."""

    blocks: Sequence[Block]
    groups: int
    seats: Sequence[int]
    capacity: Sequence[int]
    """The most people in each group, for those who are not fixed."""
    near: Sequence[Mapping[int, int]]
    """Per block: what it costs with others, because they have met or shall not meet."""
    parted: Sequence[Mapping[int, int]]
    """The same without what comes from earlier rounds."""
    values: Sequence[Mapping[int, int]]
    """Per block: value of an attribute -> people who have it."""
    holders: Sequence[Mapping[int, int]]
    """The same from the other side: per value, block -> people."""
    wishes: Sequence[Sequence[int]]
    """Per block what each group costs; nothing for who wishes nothing."""
    tongues: Tongues
    weights: Weights
    units: Sequence[int]
    """The weights of the wishes among which there is something to search, the greatest first."""
    fewest_met: int
    """A lower bound of the pairs in different blocks who meet again."""

    @property
    def waiting(self) -> int:
        """The group of those without a place."""
        return self.groups

    def movable(self, block: int) -> bool:
        """Whether the block has no fixed place."""
        return self.blocks[block].room is None

    def beside(self, block: int) -> dict[int, int]:
        """What the block costs with every other block that costs anything beside it."""
        costs = dict(self.near[block])
        for value, people in self.values[block].items():
            weight = people * self.weights.alike
            for other, others in self.holders[value].items():
                costs[other] = costs.get(other, 0) + weight * others
        costs.pop(block, None)
        return costs

    def loads(self, rooms: Rooms) -> list[int]:
        """The people in each group."""
        loads = [0] * (self.groups + 1)
        for seats, room in zip(self.seats, rooms, strict=True):
            loads[room] += seats
        return loads[: self.groups]

    def cost(self, rooms: Rooms) -> int:
        """What these groups cost."""
        placed = [block for block, room in enumerate(rooms) if room != self.waiting]
        pairs = sum(
            cost for block in placed for other, cost in self.near[block].items() if rooms[other] == rooms[block]
        )
        alike = sum(squares(list(share.values())) - least for share, least in self._shares(rooms))
        coverage = Coverage(self.tongues, self.groups + 1)
        for block in placed:
            coverage.put(block, rooms[block])
        return (
            pairs // 2
            + self.weights.alike * alike // 2
            + self.weights.even * squares(self.loads(rooms))
            + self.wish_cost(rooms)
            + self.weights.language * sum(map(coverage.missing, range(self.groups)))
        )

    def wish_cost(self, rooms: Rooms) -> int:
        """What is missing of people's own wishes."""
        return sum(
            costs[room] for costs, room in zip(self.wishes, rooms, strict=True) if costs and room != self.waiting
        )

    def floor(self, rooms: Rooms) -> int:
        """A cost that no groups of the same people can be below, if own wishes are met as they are in these."""
        alike = sum(
            max(0, squares(even_sizes(sum(share.values()), self.groups)) - least)
            for share, least in self._shares(rooms)
        )
        return (
            self.weights.met * (0 if self.waiting in rooms else self.fewest_met)
            + self.weights.alike * alike // 2
            + self.weights.even * squares(even_sizes(sum(self.loads(rooms)), self.groups))
            + self.wish_cost(rooms)
        )

    def _shares(self, rooms: Rooms) -> list[tuple[Counter[int], int]]:
        """Per value of an attribute: people with it in each group, and the squares that no group can take apart."""
        shares: list[tuple[Counter[int], int]] = []
        for holders in self.holders:
            placed = {block: people for block, people in holders.items() if rooms[block] != self.waiting}
            share: Counter[int] = Counter()
            for block, people in placed.items():
                share[rooms[block]] += people
            shares.append((share, squares(list(placed.values()))))
        return shares

"""A first draw: one after the other, each into the group where they cost the least; where all cost alike, by lot."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from live.core.ids import PersonId, RoomNumber
from live.steps.breakout.assignment.choice import chosen
from live.steps.breakout.assignment.costs import Problem, Rooms
from live.steps.breakout.assignment.languages import Coverage


def begun(problem: Problem, turn: Mapping[PersonId, int], last: Mapping[PersonId, RoomNumber]) -> Rooms:
    """The better of two beginnings: a plain draw in turn, and the last groups dealt out one after the other.

    Dealing gives every new group an even share of every old one, which no second round can do better.
    """
    rooms = [problem.waiting if block.room is None else block.room - 1 for block in problem.blocks]
    first = [min(block.members, key=turn.__getitem__) for block in problem.blocks]
    in_turn = sorted(range(len(rooms)), key=lambda block: turn[first[block]])
    largest = sorted(in_turn, key=lambda block: -problem.seats[block])
    rooms = chosen(problem, rooms, [block for block in largest if problem.wishes[block] and problem.movable(block)])
    waiting = [block for block in largest if rooms[block] == problem.waiting]
    plain = replace(problem, near=problem.parted, values=[{}] * len(rooms), holders=[])
    by_lot = drawn(plain, rooms, sorted(waiting, key=lambda block: _rank(problem, block)))
    if plain.near == problem.near and not problem.holders:
        return by_lot
    dealt = sorted(waiting, key=lambda block: (_rank(problem, block), last.get(first[block], 0)))
    return min(by_lot, drawn(problem, rooms, dealt), key=problem.cost)


def _rank(problem: Problem, block: int) -> tuple[int, int, int]:
    """Whom it is harder to find a place for comes first: speakers, then who needs them; the parted; the many."""
    speaking = any(block in speakers for speakers in problem.tongues.speaking)
    needing = any(block in needers for needers in problem.tongues.needing)
    return (0 if speaking else 1 if needing else 2), -len(problem.parted[block]), -problem.seats[block]


def drawn(problem: Problem, rooms: Sequence[int], order: Iterable[int]) -> Rooms:
    """The groups once these blocks have a place too, in this order; without one is who finds no room anywhere."""
    draw = _Draw(problem, rooms)
    for block in order:
        draw.place(block)
    return draw.rooms


class _Draw:
    """Who has been drawn so far, and what that makes of every group."""

    def __init__(self, problem: Problem, rooms: Sequence[int]) -> None:
        self.rooms = [problem.waiting] * len(rooms)
        self._problem = problem
        self._loads = [0] * problem.groups
        self._shares = [[0] * problem.groups for _ in problem.holders]
        self._tongues = problem.tongues.blocks()
        self._coverage = Coverage(problem.tongues, problem.groups)
        for block, room in enumerate(rooms):
            if room != problem.waiting:
                self._put(block, room)

    def place(self, block: int) -> None:
        """Put a block into the group where it costs the least, if any has room."""
        seats, capacity = self._problem.seats[block], self._problem.capacity
        costs = self._costs(block)
        room = costs.index(min(costs))
        if self._loads[room] + seats > capacity[room]:
            fitting = [other for other, load in enumerate(self._loads) if load + seats <= capacity[other]]
            if not fitting:
                return
            room = min(fitting, key=costs.__getitem__)
        self._put(block, room)

    def _put(self, block: int, room: int) -> None:
        self.rooms[block] = room
        self._loads[room] += self._problem.seats[block]
        for value, people in self._problem.values[block].items():
            self._shares[value][room] += people
        if block in self._tongues:
            self._coverage.put(block, room)

    def _costs(self, block: int) -> list[int]:
        near, values, wishes = self._problem.near[block], self._problem.values[block], self._problem.wishes[block]
        if not (near or values or wishes or block in self._tongues):
            return self._loads
        seats, weights = self._problem.seats[block], self._problem.weights
        costs = [weights.even * seats * (2 * load + seats) for load in self._loads]
        for other, cost in near.items():
            if self.rooms[other] != self._problem.waiting:
                costs[self.rooms[other]] += cost
        for value, people in values.items():
            weight = people * weights.alike
            costs = [cost + weight * share for cost, share in zip(costs, self._shares[value], strict=True)]
        if wishes:
            costs = [cost + wish for cost, wish in zip(costs, wishes, strict=True)]
        if block in self._tongues:
            costs = [cost + weights.language * self._coverage.joining(block, room) for room, cost in enumerate(costs)]
        return costs

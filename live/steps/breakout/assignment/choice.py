"""Places by own choice. Rule: as many people as possible get their first wish and nobody is put above a capacity.

Each comes in turn, and whoever sits where they want to may make room by moving on, as long as that costs the least all
in all (successive shortest paths). The result cannot be bettered where everybody has one seat; people who share a
device only change places with others who are as many.
"""

from collections import deque
from collections.abc import Iterable

from live.steps.breakout.assignment.costs import Problem, Rooms


def chosen(problem: Problem, rooms: Rooms, wishers: Iterable[int]) -> Rooms:
    """The groups once these blocks have a place, in this order; without one is who finds no room anywhere."""
    seating = _Choice(problem, list(rooms))
    for block in wishers:
        seating.take(block)
    return seating.rooms


class _Choice:
    """Who sits where, and what it costs at least to make one of them move from a group to another.

    Waiting is one more group, which holds everybody and costs more than all wishes: whoever finds no room ends there.
    """

    def __init__(self, problem: Problem, rooms: Rooms) -> None:
        self.rooms = rooms
        self._problem = problem
        self._loads = [*problem.loads(rooms), 0]
        self._capacity = [*problem.capacity, sum(problem.seats)]
        far = 1 + sum(max(costs, default=0) for costs in problem.wishes)
        self._costs = [[*costs, far] if costs else [] for costs in problem.wishes]
        self._seated: list[list[int]] = [[] for _ in self._capacity]

    def take(self, block: int) -> None:
        """Give one more block a place, and let others move on where that costs the least."""
        seats = self._problem.seats[block]
        free = [load + seats <= most for load, most in zip(self._loads, self._capacity, strict=True)]
        costs = list(self._costs[block])
        # Which block would move into a group, and from where; None where the new one would go there itself.
        came: list[tuple[int, int] | None] = [None] * len(costs)
        full = deque(room for room, holds in enumerate(free) if not holds)
        while full:
            room = full.popleft()
            for mover in self._seated[room]:
                if self._problem.seats[mover] != seats:
                    continue
                for there, cost in enumerate(self._costs[mover]):
                    moved = costs[room] + cost - self._costs[mover][room]
                    if moved < costs[there]:
                        costs[there], came[there] = moved, (mover, room)
                        if not free[there] and there not in full:
                            full.append(there)
        ends = [room for room, holds in enumerate(free) if holds]
        self._settle(block, min(ends, key=lambda room: (costs[room], self._loads[room], room)), came)

    def _settle(self, block: int, end: int, came: list[tuple[int, int] | None]) -> None:
        self._loads[end] += self._problem.seats[block]
        while (step := came[end]) is not None:
            mover, before = step
            self._seated[before].remove(mover)
            self._sit(mover, end)
            end = before
        self._sit(block, end)

    def _sit(self, block: int, room: int) -> None:
        self._seated[room].append(block)
        self.rooms[block] = room

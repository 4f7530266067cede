"""Places by own choice. Rule: as many people as possible get their first wish and nobody is put above a capacity.

Each comes in turn, and whoever sits where they want to may make room by moving on, as long as that costs the least all
in all (successive shortest paths). The result cannot be bettered where everybody has one seat; people who share a
device only change places with others who are as many.
"""

from collections import deque
from collections.abc import Iterable
from heapq import heappop, heappush

from live.steps.breakout.assignment.costs import Problem, Rooms

Move = tuple[int, int, int]
"""What it costs more, when the block sat down, and the block."""


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
        self._sat: dict[int, int] = {}
        """Block -> its turn of sitting down, counted over all: who sits anew has another one."""
        self._turns = 0
        self._moves: dict[int, list[list[list[Move]]]] = {}
        """For blocks of so many people: per group and per group to go to, a heap of moves. Some are out of date."""

    def take(self, block: int) -> None:
        """Give one more block a place, and let others move on where that costs the least."""
        seats = self._problem.seats[block]
        free = [load + seats <= most for load, most in zip(self._loads, self._capacity, strict=True)]
        costs = list(self._costs[block])
        moves = self._moves_of(seats)
        # Which block would move into a group, and from where; None where the new one would go there itself.
        came: list[tuple[int, int] | None] = [None] * len(costs)
        full = deque(room for room, holds in enumerate(free) if not holds)
        while full:
            room = full.popleft()
            for there, leaving in enumerate(moves[room]):
                move = self._cheapest(leaving)
                if move is not None and costs[room] + move[0] < costs[there]:
                    costs[there], came[there] = costs[room] + move[0], (move[2], room)
                    if not free[there] and there not in full:
                        full.append(there)
        ends = [room for room, holds in enumerate(free) if holds]
        self._settle(block, min(ends, key=lambda room: (costs[room], self._loads[room], room)), came)

    def _settle(self, block: int, end: int, came: list[tuple[int, int] | None]) -> None:
        self._loads[end] += self._problem.seats[block]
        while (step := came[end]) is not None:
            mover, before = step
            self._sit(mover, end)
            end = before
        self._sit(block, end)

    def _sit(self, block: int, room: int) -> None:
        self.rooms[block] = room
        self._turns += 1
        self._sat[block] = self._turns
        costs = self._costs[block]
        for there, leaving in enumerate(self._moves_of(self._problem.seats[block])[room]):
            if there != room:
                heappush(leaving, (costs[there] - costs[room], self._turns, block))

    def _cheapest(self, leaving: list[Move]) -> Move | None:
        """The move that costs the least, of those who sat down first, once those of others who have left are gone."""
        while leaving and self._sat[leaving[0][2]] != leaving[0][1]:
            heappop(leaving)
        return leaving[0] if leaving else None

    def _moves_of(self, seats: int) -> list[list[list[Move]]]:
        if seats not in self._moves:
            rooms = range(len(self._capacity))
            self._moves[seats] = [[[] for _ in rooms] for _ in rooms]
        return self._moves[seats]

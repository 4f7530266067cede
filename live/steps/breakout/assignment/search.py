"""The search for better groups: two blocks change places, or one moves, wherever that costs the least.

Rule: the effort is a number of steps and chance comes from the seed, so that every machine finds the same groups. Each
step takes a block that costs much, looks at every exchange it could make at once and makes the cheapest (a tabu search:
Glover 1989). To leave a dead end a dearer one is made now and then, more seldom towards the end of every wave. The best
groups ever seen are kept.
"""

from collections import deque
from typing import Final

from live.steps.breakout.assignment.chance import Chance
from live.steps.breakout.assignment.costs import Problem, Rooms
from live.steps.breakout.assignment.languages import Coverage

WAVE: Final = 2_000
"""Steps after which dearer exchanges are as likely again as they were at first."""
_COLD: Final = 6
"""By so much more they weigh at the end of a wave."""
_LOOKS: Final = 3
"""Of so many blocks the one that costs the most tries to move."""
_BARRED: Final = 6
"""So many former places are not taken again at once."""
_NEVER: Final = 1 << 400
_REMEMBERED: Final = 600
"""Of so many blocks it is remembered what they cost beside each other: 30 MB where all are alike in something."""
_LARGEST: Final = 4_000_000
"""Blocks times groups that are still searched: 100 MB, a second to begin with."""


def improved(problem: Problem, rooms: Rooms, seed: int, effort: int) -> Rooms:
    """The best groups that are found within `effort` steps, never dearer than `rooms`."""
    movers = [block for block, room in enumerate(rooms) if problem.movable(block) and room != problem.waiting]
    cost, floor = problem.cost(rooms), problem.floor(rooms)
    if not movers or cost <= floor or len(rooms) * problem.groups > _LARGEST:
        return rooms
    seating = Seating(problem, rooms)
    chance = Chance(seed)
    best, best_rooms = cost, rooms
    # What counts as dear changes from wave to wave, so that light wishes are searched for as well as weighty ones.
    units = problem.units or [problem.weights.even]
    for step in range(effort):
        unit = units[step // WAVE % len(units)]
        cost += seating.step(_pick(seating.own, movers, chance), chance, unit, step % WAVE)
        if cost < best:
            best, best_rooms = cost, seating.rooms.copy()
            if best <= floor:
                break
    return best_rooms


def _pick(own: list[int], movers: list[int], chance: Chance) -> int:
    looked_at = [movers[chance.below(len(movers))] for _ in range(_LOOKS)]
    return max(looked_at, key=own.__getitem__)


class Seating:
    """Where every block is and what it would cost elsewhere, kept up to date from one exchange to the next.

    `own` is what each block costs in its group, beside others and by its wishes; `there[room]` what each would cost in
    that group. A block's `key` says in one number how many people it is and where, so that one list, looked up by key,
    holds for everybody who could be the partner what their group, its size and its languages make of the exchange.
    """

    def __init__(self, problem: Problem, rooms: Rooms) -> None:
        self._problem = problem
        self.rooms = rooms.copy()
        self._loads = problem.loads(rooms)
        self._sizes = sorted({0, *problem.seats})
        """People in a block; 0 is for nobody, whose place is taken in a move without a partner."""
        self._size_of = {seats: number for number, seats in enumerate(self._sizes)}
        self._barred: deque[tuple[int, int]] = deque(maxlen=_BARRED)
        self._neighbours: dict[int, tuple[tuple[int, int], ...]] = {}
        self._tongues = problem.tongues.blocks()
        self._coverage = Coverage(problem.tongues, problem.groups + 1)
        for block in self._tongues:
            self._coverage.put(block, rooms[block])
        self._there = [[costs[room] if costs else 0 for costs in problem.wishes] for room in range(problem.groups)] + [
            [0] * len(rooms)
        ]
        for block, room in enumerate(rooms):
            for other, cost in self._beside(block):
                self._there[room][other] += cost
        self.own = [self._there[room][block] for block, room in enumerate(rooms)]
        self._key = [self._key_of(block) for block in range(len(rooms))]

    def _beside(self, block: int) -> tuple[tuple[int, int], ...]:
        found = self._neighbours.get(block)
        if found is None:
            found = tuple(self._problem.beside(block).items())
            if len(self.rooms) <= _REMEMBERED:
                self._neighbours[block] = found
        return found

    def _key_of(self, block: int) -> int:
        width = self._problem.groups + 1
        if not self._problem.movable(block):
            return width - 1  # the key of those without a place: nobody changes with them either
        return self._size_of[self._problem.seats[block]] * width + self.rooms[block]

    def step(self, block: int, chance: Chance, unit: int, wave: int) -> int:
        """Make the cheapest exchange for this block, unless it is too dear at this point of a wave; what it costs."""
        unspoken = self._unspoken(block)
        gains = self._gains(block, unspoken)
        costs = self._exchanges(block, gains, unspoken)
        moves = gains[: self._problem.groups]
        moving, changing = min(moves), min(costs)
        cost = min(moving, changing)
        if cost > 0 and cost * (1 + _COLD * wave // WAVE) > chance.heads() * unit:
            return 0
        here = self.rooms[block]
        if moving < changing or (moving == changing and chance.below(2)):
            self._move(block, _one_of(moves, moving, chance))
        else:
            partner = _one_of(costs, changing, chance)
            there = self.rooms[partner]
            self._move(partner, here)
            self._move(block, there)
        return cost

    def _unspoken(self, block: int) -> list[int]:
        """Per group: what it costs in languages that nobody speaks when the block goes there."""
        if block not in self._tongues:
            return [0] * self._problem.groups
        weight, here = self._problem.weights.language, self.rooms[block]
        return [weight * self._coverage.change(block, here, room) for room in range(self._problem.groups)]

    def _gains(self, block: int, unspoken: list[int]) -> list[int]:
        """By key: what the block's leaving and coming costs, with a partner of that many people from that group."""
        here, seats, even = self.rooms[block], self._problem.seats[block], self._problem.weights.even
        closed = {here, *(room for barred, room in self._barred if barred == block)}
        alone = [there[block] - self.own[block] + lack for there, lack in zip(self._there, unspoken, strict=False)]
        gains: list[int] = []
        for partner in self._sizes:
            more = seats - partner
            fits_here = more >= 0 or self._loads[here] - more <= self._problem.capacity[here]
            for room, load in enumerate(self._loads):
                fits = fits_here and (more <= 0 or load + more <= self._problem.capacity[room])
                uneven = 2 * even * more * (load - self._loads[here] + more)
                gains.append(alone[room] + uneven if fits and room not in closed else _NEVER)
            gains.append(_NEVER)
        return gains

    def _exchanges(self, block: int, gains: list[int], unspoken: list[int]) -> list[int]:
        """What it costs when the block and each other change places."""
        here = self.rooms[block]
        costs = [
            coming - own + gains[key] for coming, own, key in zip(self._there[here], self.own, self._key, strict=True)
        ]
        for other, cost in self._beside(block):
            costs[other] -= 2 * cost
        for other in self._tongues:
            there = self.rooms[other]
            if there not in (here, self._problem.waiting):
                both = self._problem.weights.language * self._coverage.change(block, here, there, other)
                costs[other] += both - unspoken[there]
        for other, room in self._barred:
            if room == here:
                costs[other] = _NEVER
        return costs

    def _move(self, block: int, room: int) -> None:
        before = self.rooms[block]
        self._barred.append((block, before))
        self.rooms[block] = room
        self._key[block] = self._key_of(block)
        self._loads[before] -= self._problem.seats[block]
        self._loads[room] += self._problem.seats[block]
        if block in self._tongues:
            self._coverage.put(block, before, -1)
            self._coverage.put(block, room)
        left, joined = self._there[before], self._there[room]
        for other, cost in self._beside(block):
            left[other] -= cost
            joined[other] += cost
            self.own[other] = self._there[self.rooms[other]][other]
        self.own[block] = joined[block]


def _one_of(costs: list[int], cost: int, chance: Chance) -> int:
    """One of those that cost so much: the first after a place that is drawn."""
    start = chance.below(len(costs))
    try:
        return costs.index(cost, start)
    except ValueError:
        return costs.index(cost)

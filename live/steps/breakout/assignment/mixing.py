"""Who has met whom in earlier rounds, how many pairs meet again, and how few it can be.

Rule: a pair that meets again counts once, however often it has met; among equally few, those who met most are parted.
"""

from collections.abc import Collection, Mapping, Sequence
from itertools import combinations
from typing import Final

from live.core.ids import PersonId, RoomNumber
from live.steps.breakout.assignment.sizes import even_sizes
from live.steps.breakout.assignment.values import Groups

LARGEST_MEETING: Final = 100
"""In a larger group nobody has met everybody; it is left out of the history."""

Met = Mapping[PersonId, Mapping[PersonId, int]]
"""How often two people were in one group. Each pair stands in it from both sides."""


def met(people: Collection[PersonId], history: Sequence[Groups]) -> Met:
    """Who of these people has met whom."""
    here = frozenset(people)
    found: dict[PersonId, dict[PersonId, int]] = {person: {} for person in people}
    for group in _meetings(here, history):
        for one, other in combinations(group, 2):
            found[one][other] = found[one].get(other, 0) + 1
            found[other][one] = found[one][other]
    return found


def repeated_pairs(groups: Groups, history: Sequence[Groups]) -> int:
    """The pairs in these groups who have met before."""
    before = met([person for group in groups.values() for person in group], history)
    return sum(other in before[one] for group in groups.values() for one, other in combinations(group, 2))


def lower_bound(people: Collection[PersonId], sizes: Sequence[int], history: Sequence[Groups]) -> int:
    """A number of repeated pairs below which no groups of these sizes can come. `sizes` counts ids, not seats.

    The best of three bounds, each of which may be out of reach:
    1. A former group spreads over the new ones as evenly as it can, and then whoever shares one meets again. Over
       several rounds these add up, less what could be the same pair twice.
    2. The groups hold more pairs than there are pairs who have not met.
    3. Whoever has met so many that the strangers do not fill a group meets some again.
    """
    before = met(people, history)
    return max(_by_spreading(before, len(sizes), history), _by_pairs(before, sizes), _by_strangers(before, sizes))


def _by_spreading(before: Met, groups: int, history: Sequence[Groups]) -> int:
    here = frozenset(before)
    forced = [
        sum(_pairs(even_sizes(len(group), groups)) for group in _meetings(here, [earlier])) for earlier in history
    ]
    return max([0, sum(forced) - times_met_again(before), *forced])


def _by_pairs(before: Met, sizes: Sequence[int]) -> int:
    strangers = len(before) * (len(before) - 1) // 2 - sum(map(len, before.values())) // 2
    return _pairs(sizes) - strangers


def _by_strangers(before: Met, sizes: Sequence[int]) -> int:
    # Those who know the fewest sit in the largest groups: no other way round costs less.
    places = sorted(size for size in sizes for _ in range(size))
    strangers = sorted(len(before) - 1 - len(others) for others in before.values())
    again = sum(max(0, size - 1 - unknown) for size, unknown in zip(places, strangers, strict=True))
    return (again + 1) // 2


def _pairs(sizes: Sequence[int]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes)


def _meetings(here: frozenset[PersonId], history: Sequence[Groups]) -> list[list[PersonId]]:
    groups = (group for earlier in history for group in earlier.values() if len(group) <= LARGEST_MEETING)
    return [[person for person in group if person in here] for group in groups]


def last_groups(history: Sequence[Groups]) -> Mapping[PersonId, RoomNumber]:
    """The number of everybody's group in the round before."""
    return {person: room for room, group in history[-1].items() for person in group} if history else {}


def times_met_again(before: Met) -> int:
    """How often, all in all, a pair met that had met already."""
    return sum(times - 1 for others in before.values() for times in others.values()) // 2

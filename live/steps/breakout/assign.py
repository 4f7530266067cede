"""Who goes into which group. Rule: the same people and the same seed give the same groups, on every machine for ever.

Chance comes from hashing seed and person, not from a generator whose sequence could change with a version of Python.
"""

from collections.abc import Mapping
from hashlib import sha256
from heapq import heapify, heapreplace

from live.core.ids import PersonId, RoomNumber


def assign(people: Mapping[PersonId, int], groups: int, seed: int) -> dict[PersonId, RoomNumber]:
    """Spread people at random over groups 1 … `groups`; `people` maps each person to the seats at the device.

    Whoever brings company is placed first, so that the groups differ by at most one person wherever that is possible.
    """
    drawn = sorted(people, key=lambda person: (-people[person], sha256(f"{seed}/{person}".encode()).digest()))
    return fill(dict.fromkeys(map(RoomNumber, range(1, groups + 1)), 0), {person: people[person] for person in drawn})


def fill(sizes: Mapping[RoomNumber, int], people: Mapping[PersonId, int]) -> dict[PersonId, RoomNumber]:
    """Put people, in their order, each into the group that is smallest then, among equals the first.

    `sizes` maps each group to the people in it and must not be empty.
    """
    waiting = [(size, room) for room, size in sizes.items()]
    heapify(waiting)
    placed: dict[PersonId, RoomNumber] = {}
    for person, seats in people.items():
        size, room = waiting[0]
        placed[person] = room
        heapreplace(waiting, (size + seats, room))
    return placed

"""Who has to move as one: people who stay together, with the place that is fixed for them.

Rule: a wish that cannot be met is named and left out; whatever remains of it still holds.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import combinations
from typing import TypeVar

from live.core.ids import PersonId, RoomNumber
from live.steps.breakout.assignment.values import Constraints, Finding, Fixed, Traits

Named = TypeVar("Named", PersonId, RoomNumber)
"""Whom or what a wish names."""


@dataclass(frozen=True, slots=True)
class Block:
    """People who share one place, by their ids. `room` is theirs where it is fixed."""

    members: tuple[PersonId, ...]
    room: RoomNumber | None = None


def known(
    people: Mapping[PersonId, Traits], groups: int, constraints: Constraints
) -> tuple[Constraints, list[Finding]]:
    """What is asked for about people and groups that there are, and what had to be left out."""
    named = {*constraints.fixed, *_everybody(constraints.together), *_everybody(constraints.apart)}
    unknown = sorted(named - people.keys())
    findings = [Finding("assignment.unknown_people", {"count": len(unknown)}, tuple(unknown))] if unknown else []
    absent: dict[int, set[PersonId]] = {}
    for person, fixed in constraints.fixed.items():
        if person in people and not 1 <= fixed.room <= groups:
            absent.setdefault(fixed.room, set()).add(person)
    for person, traits in people.items():
        for room in traits.wishes:
            if not 1 <= room <= groups:
                absent.setdefault(room, set()).add(person)
    for room in (*constraints.capacities, *_everybody(constraints.speakers.values())):
        if not 1 <= room <= groups:
            absent.setdefault(room, set())
    findings += [
        Finding("assignment.no_such_group", {"room": room}, tuple(sorted(persons)))
        for room, persons in sorted(absent.items())
    ]
    return _without(constraints, frozenset(unknown), frozenset(absent)), findings


def _everybody(sets: Iterable[Collection[Named]]) -> set[Named]:
    return {one for some in sets for one in some}


def _without(constraints: Constraints, people: frozenset[PersonId], rooms: frozenset[int]) -> Constraints:
    return replace(
        constraints,
        fixed={
            person: fixed
            for person, fixed in constraints.fixed.items()
            if person not in people and fixed.room not in rooms
        },
        capacities={room: most for room, most in constraints.capacities.items() if room not in rooms},
        together=tuple(persons - people for persons in constraints.together),
        apart=tuple(persons - people for persons in constraints.apart),
        speakers={
            language: wanted - rooms
            for language, wanted in constraints.speakers.items()
            if not wanted or wanted - rooms
        },
    )


def blocks_of(people: Collection[PersonId], constraints: Constraints) -> tuple[list[Block], list[Finding]]:
    """Everybody in blocks, by their first member; and who cannot stay together because each has another fixed place."""
    leader = {person: person for person in people}
    for persons in constraints.together:
        for one, other in zip(sorted(persons), sorted(persons)[1:], strict=False):
            _join(leader, one, other)
    members: dict[PersonId, list[PersonId]] = {}
    for person in sorted(people):
        members.setdefault(_leader(leader, person), []).append(person)
    blocks: list[Block] = []
    findings: list[Finding] = []
    for company in members.values():
        parts = _split(company, constraints.fixed)
        blocks += parts
        if len(parts) > 1:
            findings.append(Finding("assignment.together_impossible", {"groups": len(parts)}, tuple(company)))
    return sorted(blocks, key=lambda block: block.members), findings


def _leader(leader: dict[PersonId, PersonId], person: PersonId) -> PersonId:
    while leader[person] != person:
        person = leader[person]
    return person


def _join(leader: dict[PersonId, PersonId], one: PersonId, other: PersonId) -> None:
    first, second = sorted((_leader(leader, one), _leader(leader, other)))
    leader[second] = first


def _split(persons: list[PersonId], fixed: Mapping[PersonId, Fixed]) -> list[Block]:
    """One block for each fixed place among them. Who has none goes with the most, then with the lowest number."""
    places = Counter(fixed[person].room for person in persons if person in fixed)
    if not places:
        return [Block(tuple(persons))]
    main = min(places, key=lambda room: (-places[room], room))
    room_of = {person: fixed[person].room if person in fixed else main for person in persons}
    return [Block(tuple(person for person in persons if room_of[person] == room), room) for room in sorted(places)]


def apart_pairs(constraints: Constraints) -> list[tuple[PersonId, PersonId]]:
    """Each two people who shall not meet, once."""
    return sorted({pair for persons in constraints.apart for pair in combinations(sorted(persons), 2)})

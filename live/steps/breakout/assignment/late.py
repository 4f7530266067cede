"""A place for somebody who comes when the groups are made. Rule: into the smallest group that fits; nobody else moves.

A group fits that has room, has nobody in it who shall not meet the newcomer, and leaves no language unspoken. Where no
group does, the one that lacks the least is taken, and what it lacks is named.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from live.core.ids import PersonId, RoomNumber
from live.steps.breakout.assignment.findings import findings
from live.steps.breakout.assignment.languages import asked_in, speaks
from live.steps.breakout.assignment.mixing import met
from live.steps.breakout.assignment.reasons import Reasons
from live.steps.breakout.assignment.values import Constraints, Fixed, Groups, Plan, Traits


def late(
    person: PersonId,
    people: Mapping[PersonId, Traits],
    groups: Groups,
    constraints: Constraints,
    history: Sequence[Groups] = (),
) -> Plan:
    """These groups with this person in one of them. The plan tells that person's reasons and what could not be met.

    People in the groups of whom nothing is known any more count as one person without traits.
    """
    groups = {room: tuple(other for other in group if other != person) for room, group in groups.items()}
    here = {other: people.get(other, Traits()) for group in groups.values() for other in group}
    here[person] = people[person]
    room = _place(person, here, groups, constraints)
    if room is None:
        return Plan(groups, {}, tuple(findings({}, (person,), here, constraints)), (person,))
    before, after = groups[room], tuple(sorted((*groups[room], person)))
    made = {**groups, room: after}
    staying = {other: Fixed(room) for other in before}
    own = {person: constraints.fixed[person]} if room == _fixed(person, groups, constraints) else {}
    wish = replace(constraints, fixed={**staying, **own})
    known = [*findings({room: before}, (), here, wish)]
    return Plan(
        groups=made,
        reasons={person: Reasons(made, here, wish, met(after, history) if history else None).of(person, room)},
        findings=tuple(one for one in findings({room: after}, (), here, wish) if one not in known),
    )


def _place(
    person: PersonId, people: Mapping[PersonId, Traits], groups: Groups, constraints: Constraints
) -> RoomNumber | None:
    fixed = _fixed(person, groups, constraints)
    if fixed is not None:
        return fixed
    company = _named_with(person, constraints.together)
    with_company = [room for room, group in groups.items() if not company.isdisjoint(group)]
    if with_company:
        return max(sorted(with_company), key=lambda room: len(company.intersection(groups[room])))
    parted = _named_with(person, constraints.apart)
    traits = people[person]
    sizes = {room: sum(people[other].seats for other in group) for room, group in groups.items()}

    def lacking(room: RoomNumber) -> tuple[int, int, int, int, int]:
        return (
            len(parted.intersection(groups[room])),
            _unspoken(person, room, people, groups, constraints),
            traits.wishes.index(room) if room in traits.wishes else len(traits.wishes),
            sizes[room],
            room,
        )

    free = (
        room
        for room, size in sizes.items()
        if size + traits.seats <= constraints.capacities.get(room, size + traits.seats)
    )
    return min(free, key=lacking, default=None)


def _fixed(person: PersonId, groups: Groups, constraints: Constraints) -> RoomNumber | None:
    fixed = constraints.fixed.get(person)
    return fixed.room if fixed and fixed.room in groups else None


def _named_with(person: PersonId, sets: Sequence[frozenset[PersonId]]) -> frozenset[PersonId]:
    return frozenset(other for persons in sets if person in persons for other in persons) - {person}


def _unspoken(
    person: PersonId,
    room: RoomNumber,
    people: Mapping[PersonId, Traits],
    groups: Groups,
    constraints: Constraints,
) -> int:
    """How many more languages are asked for in the group without a speaker once the person is in it."""

    def unspoken(group: tuple[PersonId, ...]) -> int:
        asked = asked_in(group, room, people, constraints)
        return sum(not any(speaks(people[one], language) for one in group) for language in asked)

    before = groups[room]
    return unspoken((*before, person)) - unspoken(before)

"""What the finished groups do not hold of what was asked for. Rule: it is read off the groups, like the reasons."""

from collections.abc import Collection, Iterator, Mapping

from live.core.ids import PersonId
from live.steps.breakout.assignment.blocks import apart_pairs
from live.steps.breakout.assignment.languages import asked_in, speaks
from live.steps.breakout.assignment.sizes import USUAL_SIZE, unevenness
from live.steps.breakout.assignment.values import Constraints, Finding, Groups, Traits


def findings(
    groups: Groups, unplaced: Collection[PersonId], people: Mapping[PersonId, Traits], constraints: Constraints
) -> Iterator[Finding]:
    """Everything that could not be met, and what the organiser is warned of."""
    if unplaced:
        yield Finding("assignment.no_room", {"count": len(unplaced)}, tuple(sorted(unplaced)))
    yield from _apart(groups, constraints)
    yield from _languages(groups, people, constraints)
    yield from _own_wishes(groups, people, constraints)
    sizes = {room: sum(people[person].seats for person in group) for room, group in groups.items()}
    for room, most in sorted(constraints.capacities.items()):
        if sizes.get(room, 0) > most:
            yield Finding("assignment.above_capacity", {"room": room, "size": sizes[room], "capacity": most})
    largest = max(sizes.values(), default=0)
    if unevenness([*sizes.values()]) > 1:
        yield Finding("assignment.uneven", {"smallest": min(sizes.values()), "largest": largest})
    if largest > USUAL_SIZE:
        yield Finding("assignment.large", {"largest": largest, "usual": USUAL_SIZE})
    empty = sum(not size for size in sizes.values())
    if empty:
        yield Finding("assignment.empty", {"count": empty})


def _apart(groups: Groups, constraints: Constraints) -> Iterator[Finding]:
    room_of = {person: room for room, group in groups.items() for person in group}
    for one, other in apart_pairs(constraints):
        if one in room_of and room_of[one] == room_of.get(other):
            yield Finding("assignment.apart_impossible", {"room": room_of[one]}, (one, other))


def _languages(groups: Groups, people: Mapping[PersonId, Traits], constraints: Constraints) -> Iterator[Finding]:
    for room, group in sorted(groups.items()):
        for language in asked_in(group, room, people, constraints):
            if not any(speaks(people[person], language) for person in group):
                needing = tuple(person for person in group if language in people[person].needs)
                yield Finding("assignment.speaker_missing", {"room": room, "language": language}, needing)


def _own_wishes(groups: Groups, people: Mapping[PersonId, Traits], constraints: Constraints) -> Iterator[Finding]:
    unmet = sorted(
        person
        for room, group in groups.items()
        for person in group
        if people[person].wishes and room not in people[person].wishes and person not in constraints.fixed
    )
    if unmet:
        yield Finding("assignment.wishes_impossible", {"count": len(unmet)}, tuple(unmet))

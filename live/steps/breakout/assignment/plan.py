"""Making groups: from people and wishes to a plan with reasons. Rule: the same seed gives the same plan everywhere."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Final

from live.core.ids import PersonId, RoomNumber
from live.steps.breakout.assignment.blocks import blocks_of, known
from live.steps.breakout.assignment.chance import in_drawn_order
from live.steps.breakout.assignment.costs import Problem, Rooms
from live.steps.breakout.assignment.draw import begun
from live.steps.breakout.assignment.findings import findings
from live.steps.breakout.assignment.mixing import last_groups, met
from live.steps.breakout.assignment.problem import problem_of
from live.steps.breakout.assignment.reasons import Reasons
from live.steps.breakout.assignment.search import improved
from live.steps.breakout.assignment.values import Constraints, Fixed, Groups, Plan, Traits

EFFORT: Final = 10_000
"""Steps of the search at most; docs/group-assignment.md says how long they take."""


def assign(
    people: Mapping[PersonId, Traits],
    groups: int,
    constraints: Constraints,
    history: Sequence[Groups],
    seed: int,
    *,
    effort: int = EFFORT,
) -> Plan:
    """Put people into groups 1 … `groups`.

    Own wishes and attributes count wherever people have them; a `history`, the latest groups last, asks for groups in
    which as few pairs as possible meet again. What cannot be met is named in the plan, and the rest is done.
    """
    if groups < 1:
        raise ValueError("there is at least one group")
    wish, left_out = known(people, groups, constraints)
    blocks, parted = blocks_of(people, wish)
    problem = problem_of(blocks, people, groups, wish, history)
    turn = {person: number for number, person in enumerate(in_drawn_order(people, seed))}
    rooms = improved(problem, begun(problem, turn, last_groups(history)), seed, effort)
    made, unplaced = _made(problem, rooms)
    return Plan(
        groups=made,
        reasons=Reasons(made, people, wish, met(people, history) if history else None).of_all(),
        findings=(*left_out, *parted, *findings(made, unplaced, people, wish)),
        unplaced=tuple(unplaced),
    )


def reshuffle(
    people: Mapping[PersonId, Traits],
    groups: Groups,
    pinned: Collection[PersonId],
    constraints: Constraints,
    history: Sequence[Groups],
    seed: int,
    *,
    effort: int = EFFORT,
) -> Plan:
    """Draw again for all but the pinned, who stay where they are in these groups. Another seed gives another plan."""
    staying = {person: Fixed(room) for room, group in groups.items() for person in group if person in pinned}
    here = {person: fixed for person, fixed in staying.items() if person in people}
    fixed = replace(constraints, fixed={**here, **constraints.fixed})
    return assign(people, max(groups, default=1), fixed, history, seed, effort=effort)


def same_groups(earlier: Groups, people: Collection[PersonId]) -> dict[PersonId, Fixed]:
    """The places of an earlier round for those who are here again, to be handed on as fixed."""
    return {
        person: Fixed(room, "same_group") for room, group in earlier.items() for person in group if person in people
    }


def _made(problem: Problem, rooms: Rooms) -> tuple[Groups, list[PersonId]]:
    """The groups with their people in the order of their ids, and who has no place."""
    members: list[list[PersonId]] = [[] for _ in range(problem.groups + 1)]
    for block, room in zip(problem.blocks, rooms, strict=True):
        members[room] += block.members
    groups = {RoomNumber(number): tuple(sorted(group)) for number, group in enumerate(members[:-1], 1)}
    return groups, sorted(members[-1])

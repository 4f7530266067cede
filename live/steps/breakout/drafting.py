"""Proposing groups: what is asked of the assignment, and what is told of its plan.

Rule: finding good groups can take seconds, so the work is named beforehand (`work_of`), done outside of the dialogue's
turn on values that nobody changes, and handed in with the command. Without it the work is done on the spot.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from heapq import heapify, heapreplace

from live.core.context import Context, Look, Person
from live.core.ids import PersonId, RoomNumber, StepId
from live.core.rejection import Rejection
from live.steps.breakout.assignment import Constraints, Finding, Fixed, Reason, Traits, assign, late, read_list
from live.steps.breakout.assignment import Groups as Rounds
from live.steps.breakout.assignment import Plan as Assigned
from live.steps.breakout.commands import DraftRooms
from live.steps.breakout.events import BreakoutEvent, RoomsDrafted, Source, Told
from live.steps.breakout.headcount import even_share, seats, sizes, unplaced
from live.steps.breakout.state import Groups, State
from live.steps.breakout.wishes import Choice

AT_ONCE = 30
"""So many people are put into groups within the turn."""

Answer = list[BreakoutEvent] | Rejection


def prepare(state: State, command: object, context: Context) -> Callable[[], Assigned] | None:
    """The search for good groups takes its time where there are many people, or earlier groups to look at."""
    if not isinstance(command, DraftRooms) or command.source == "same":
        return None
    if command.source == "chosen" and state.choice.phase == "none":
        return None
    long = command.source in ("mixed", "chosen") or len(context.look.present) > AT_ONCE
    return work_of(state, command, context.look, context.seed) if long else None


def work_of(state: State, command: DraftRooms, look: Look, seed: int) -> Callable[[], Assigned]:
    """The work that the command asks for, on values of its own: it may be done in any thread, at any later moment."""
    people = {id_: _traits(state, person, command) for id_, person in look.people.items() if id_ in look.present}
    constraints = _constraints(state)
    if command.source == "chosen":
        return _work_of_choice(state.choice, people, constraints, seed)
    number = _group_count(state, command, sum(person.seats for person in people.values()))
    findings: tuple[Finding, ...] = ()
    if command.source == "list":
        names = state.settings.room_names
        rooms = {RoomNumber(n): names[n - 1] if n <= len(names) else "" for n in range(1, number + 1)}
        listed = read_list(command.text, {id_: look.people[id_].name for id_ in people}, rooms)
        findings = listed.findings
        constraints = Constraints(
            {**listed.fixed, **constraints.fixed}, together=constraints.together, apart=constraints.apart
        )
    history = _earlier_rounds(state, look) if command.source == "mixed" else ()

    def work() -> Assigned:
        plan = assign(people, number, constraints, history, seed)
        return Assigned(plan.groups, plan.reasons, (*findings, *plan.findings), plan.unplaced)

    return work


def _work_of_choice(
    choice: Choice, people: Mapping[PersonId, Traits], constraints: Constraints, seed: int
) -> Callable[[], Assigned]:
    """Groups by what people wished, none of them larger than there is room.

    Where the desk has not named the room, it grows until everybody has a place: more have come since people chose, or
    those who share a device fit nowhere.
    """
    groups, exact = choice.groups, choice.exact
    everybody = sum(person.seats for person in people.values())
    share = even_share(everybody, groups)
    least = choice.capacity if exact else max(choice.capacity, share)

    def work() -> Assigned:
        more = 0
        while True:
            room_for = {RoomNumber(room): least + more for room in range(1, groups + 1)}
            plan = assign(people, groups, replace(constraints, capacities=room_for), (), seed)
            if exact or not plan.unplaced or least + more >= everybody:
                return plan
            more = 2 * more + 1

    return work


def drafted(state: State, command: DraftRooms, context: Context) -> Answer:
    """The groups that the desk proposes."""
    if command.source == "same":
        earlier = earlier_groups(state, context.look)
        if earlier is None:
            return Rejection("breakout.no_earlier_groups")
        rooms = completed(state, earlier, context.look, by_wishes=False).plan()
        return [RoomsDrafted(step=command.step, rooms=rooms, source=command.source)]
    if command.source == "chosen" and state.choice.phase == "none":
        return Rejection("breakout.no_choice")
    if command.source == "list" and not command.text.strip():
        return Rejection("breakout.empty")
    plan = context.prepared
    if not isinstance(plan, Assigned):
        plan = work_of(state, command, context.look, context.seed)()
    return [told_of(command.step, plan, command.source)]


def told_of(step: StepId, plan: Assigned, source: Source) -> RoomsDrafted:
    """The fact that a plan becomes."""
    return RoomsDrafted(
        step=step,
        rooms=dict(plan.groups),
        reasons={person: tuple(_told(reasons)) for person, reasons in plan.reasons.items()},
        findings=tuple(_told(plan.findings)),
        source=source,
    )


def place_of(state: State, groups: Groups, person: PersonId, look: Look) -> RoomNumber | None:
    """The group into which somebody goes who comes when the groups are made; none where there is no group."""
    if not any(person in link.people for link in state.links.values()):
        loads = sizes(groups, look)
        wanted = _wanted_room(state, loads, person, look) if _by_wishes(state) else None
        return wanted or fill(loads, {person: seats(look, person)}).get(person)
    traits = {id_: Traits(seats=known.seats) for id_, known in look.people.items()}
    traits.setdefault(person, Traits(seats=seats(look, person)))
    made = late(person, traits, groups.plan(), _constraints(state, pinned=False)).groups
    return next((room for room, people in made.items() if person in people), None)


def completed(state: State, groups: Groups, look: Look, *, by_wishes: bool | None = None) -> Groups:
    """A copy of the groups in which everybody who is here has a place, by their wishes where the others have it so."""
    by_wishes = _by_wishes(state) if by_wishes is None else by_wishes
    full = Groups.of(groups.plan())
    linked = {person for link in state.links.values() for person in link.people}
    newcomers = unplaced(groups, look)
    for person in (person for person in newcomers if person in linked):
        room = place_of(state, full, person, look)
        if room is not None:
            full.put(person, room)
    loads = sizes(full, look)
    rest: dict[PersonId, int] = {}
    for person in (person for person in newcomers if person not in linked):
        wanted = _wanted_room(state, loads, person, look) if by_wishes else None
        if wanted is None:
            rest[person] = seats(look, person)
        else:
            full.put(person, wanted)
            loads[wanted] += seats(look, person)
    for person, room in fill(loads, rest).items():
        full.put(person, room)
    return full


def _by_wishes(state: State) -> bool:
    """Whether the last draft, or the groups that became of it, were made by what people wished."""
    return state.drawn.source == "chosen"


def _wanted_room(state: State, loads: Mapping[RoomNumber, int], person: PersonId, look: Look) -> RoomNumber | None:
    """The dearest of the groups that somebody has wished where there is room; none where there was no such wish."""
    choice, count = state.choice, seats(look, person)
    most = choice.capacity if choice.exact else max(choice.capacity, *loads.values(), 0)
    return next((room for room in choice.of(person) if room in loads and loads[room] + count <= most), None)


def fill(sizes: Mapping[RoomNumber, int], people: Mapping[PersonId, int]) -> dict[PersonId, RoomNumber]:
    """Put people, in their order, each into the group that is smallest then, among equals the first.

    `sizes` maps each group to the people in it, `people` each person to the seats at the device.
    """
    waiting = [(size, room) for room, size in sizes.items()]
    heapify(waiting)
    placed: dict[PersonId, RoomNumber] = {}
    for person, count in people.items() if waiting else ():
        size, room = waiting[0]
        placed[person] = room
        heapreplace(waiting, (size + count, room))
    return placed


def earlier_groups(state: State, look: Look) -> Groups | None:
    """The published groups of the step that the session file names, without who was erased; None before that."""
    if state.settings.same_groups_as is None:
        return None
    for step, earlier in look.states.items():
        if step == state.settings.same_groups_as and isinstance(earlier, State) and earlier.groups:
            plan = earlier.groups.plan()
            return Groups.of({room: tuple(p for p in people if p in look.people) for room, people in plan.items()})
    return None


def placed_by_hand(state: State) -> tuple[PersonId, ...]:
    """Whom the desk has put somewhere else than they were drawn."""
    if state.draft is None:
        return ()
    drawn = state.drawn.room_of
    return tuple(sorted(person for person, room in state.draft.room_of.items() if drawn.get(person) != room))


def _group_count(state: State, command: DraftRooms, people: int) -> int:
    wished = command.groups or (None if command.group_size else state.settings.groups)
    size = command.group_size or state.settings.group_size
    return wished or max(1, -(-people // size))


def _traits(state: State, person: Person, command: DraftRooms) -> Traits:
    language = person.language
    return Traits(
        seats=person.seats,
        speaks=frozenset(state.speakers.get(person.person, ())),
        needs=frozenset({language} if language in command.understood else ()),
        attributes={"language": language} if command.balanced and language else {},
        wishes=state.choice.of(person.person) if command.source == "chosen" else (),
    )


def _constraints(state: State, *, pinned: bool = True) -> Constraints:
    places: Mapping[PersonId, RoomNumber] = state.draft.room_of if state.draft and pinned else {}
    links = state.links.values()
    return Constraints(
        fixed={person: Fixed(room) for person, room in places.items() if person in state.pinned},
        together=tuple(frozenset(link.people) for link in links if link.how == "together"),
        apart=tuple(frozenset(link.people) for link in links if link.how == "apart"),
    )


def _earlier_rounds(state: State, look: Look) -> tuple[Rounds, ...]:
    """The groups in which people have been, of all phases of the evening, the latest last."""
    phases = [other for other in look.states.values() if isinstance(other, State) and other.groups is not None]
    rounds = [phase for phase in phases if phase.published_at and phase.settings.id != state.settings.id]
    return tuple(phase.groups.plan() for phase in sorted(rounds, key=lambda phase: phase.published_at) if phase.groups)


def _told(facts: Iterable[Reason | Finding]) -> list[Told]:
    return [Told(code=str(fact.code), params=dict(fact.params), people=fact.people) for fact in facts]

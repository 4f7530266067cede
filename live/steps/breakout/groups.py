"""Wishes about the groups themselves: draft, adjust, publish, clock, end. Nobody moves before "publish"."""

from typing import Final, assert_never

from live.core.actor import Actor, GroupModerator, steers
from live.core.context import Context, Look
from live.core.ids import PersonId, RoomNumber, StepId
from live.core.rejection import Rejection
from live.steps.breakout.allowed import leads
from live.steps.breakout.assign import assign, fill
from live.steps.breakout.commands import (
    AddTime,
    DraftRooms,
    End,
    GroupCommand,
    MergeRooms,
    MovePerson,
    Publish,
    Reopen,
)
from live.steps.breakout.events import (
    Agreement,
    BreakoutEvent,
    Ended,
    PersonJoinedLate,
    PersonMoved,
    Phase,
    Published,
    Reopened,
    RoomsDrafted,
    RoomsMerged,
    TimeAdded,
    Where,
)
from live.steps.breakout.state import Groups, Quintessence, State

MINUTE: Final = 60_000

Answer = list[BreakoutEvent] | Rejection


def decide_groups(state: State, command: GroupCommand, actor: Actor, context: Context) -> Answer:
    """Answer a wish about the groups. All but the clock of the own group belongs to those who steer."""
    if isinstance(command, AddTime):
        return _add_time(state, command, actor, context.now)
    if not steers(actor):
        return Rejection("not_allowed")
    match command:
        case DraftRooms():
            return _draft(state, command, context)
        case MovePerson():
            return _move(state, command, context.look)
        case MergeRooms():
            return _merge(state, command)
        case Publish():
            return _publish(state, command, context)
        case End():
            running = state.phase is Phase.RUNNING
            return [Ended(step=command.step)] if running else Rejection("breakout.not_running")
        case Reopen():
            ended = state.phase is Phase.ENDED
            return [Reopened(step=command.step)] if ended else Rejection("breakout.not_ended")
        case _:
            assert_never(command)


def late(state: State, person: PersonId, context: Context) -> list[BreakoutEvent]:
    """What happens when somebody is here without a group: off to the smallest one, while the groups are running."""
    if state.phase is not Phase.RUNNING or not state.groups or person in state.groups.room_of:
        return []
    if not state.groups.members:
        return []
    room = fill(sizes(state.groups, context.look), {person: seats(context.look, person)})[person]
    return [PersonJoinedLate(step=StepId(state.settings.id), person=person, room=room)]


def seats(look: Look, person: PersonId) -> int:
    """How many people sit at the person's device; one, where nothing is known any more."""
    found = look.people.get(person)
    return found.seats if found else 1


def sizes(groups: Groups, look: Look) -> dict[RoomNumber, int]:
    """People (not devices) in each group, by number."""
    return {room: sum(seats(look, person) for person in people) for room, people in sorted(groups.members.items())}


def agreement(quintessence: Quintessence, look: Look) -> dict[Agreement, int]:
    """People (not devices) by what they said to this version of a quintessence."""
    counts: dict[Agreement, int] = {"right": 0, "partly": 0, "wrong": 0}
    for person, answer in quintessence.answers.items():
        counts[answer] += seats(look, person)
    return counts


def unplaced(groups: Groups, look: Look) -> list[PersonId]:
    """Who is here and in none of the groups, in the order of joining."""
    missing = [person for id_, person in look.people.items() if id_ in look.present and id_ not in groups.room_of]
    return [person.person for person in sorted(missing, key=lambda person: (person.joined_at, person.person))]


def _draft(state: State, command: DraftRooms, context: Context) -> Answer:
    look = context.look
    if command.source == "same":
        earlier = earlier_groups(state, look)
        if earlier is None:
            return Rejection("breakout.no_earlier_groups")
        return [RoomsDrafted(step=command.step, rooms=_completed(earlier, look).plan())]
    people = {id_: person.seats for id_, person in look.people.items() if id_ in look.present}
    number = _group_count(state, command, sum(people.values()))
    drawn = Groups.of({RoomNumber(room): () for room in range(1, number + 1)})
    for person, room in assign(people, number, context.seed).items():
        drawn.put(person, room)
    return [RoomsDrafted(step=command.step, rooms=drawn.plan())]


def _group_count(state: State, command: DraftRooms, people: int) -> int:
    wished = command.groups or (None if command.group_size else state.settings.groups)
    size = command.group_size or state.settings.group_size
    return wished or max(1, -(-people // size))


def earlier_groups(state: State, look: Look) -> Groups | None:
    """The published groups of the step that the session file names, without who was erased; None before that."""
    if state.settings.same_groups_as is None:
        return None
    for step, earlier in look.states.items():
        if step == state.settings.same_groups_as and isinstance(earlier, State) and earlier.groups:
            plan = earlier.groups.plan()
            return Groups.of({room: tuple(p for p in people if p in look.people) for room, people in plan.items()})
    return None


def _completed(groups: Groups, look: Look) -> Groups:
    """A copy of the groups in which everybody who is here has a place."""
    full = Groups.of(groups.plan())
    newcomers = {person: seats(look, person) for person in unplaced(groups, look)}
    for person, room in fill(sizes(groups, look), newcomers).items():
        full.put(person, room)
    return full


def _move(state: State, command: MovePerson, look: Look) -> Answer:
    where: Where = "draft" if state.draft else "groups"
    groups = state.draft or state.groups
    if groups is None:
        return Rejection("breakout.no_draft")
    if command.person not in look.people:
        return Rejection("breakout.no_such_person")
    if command.room not in groups.members:
        return Rejection("breakout.no_such_room", {"room": command.room})
    if groups.room_of.get(command.person) == command.room:
        return Rejection("breakout.already_so")
    return [PersonMoved(step=command.step, where=where, person=command.person, room=command.room)]


def _merge(state: State, command: MergeRooms) -> Answer:
    if state.groups is None:
        return Rejection("breakout.not_published")
    for room in (command.room, command.into):
        if room not in state.groups.members:
            return Rejection("breakout.no_such_room", {"room": room})
    if command.room == command.into:
        return Rejection("breakout.already_so")
    return [RoomsMerged(step=command.step, room=command.room, into=command.into)]


def _publish(state: State, command: Publish, context: Context) -> Answer:
    if state.draft is None:
        return Rejection("breakout.no_draft")
    rooms = _completed(state.draft, context.look).plan()
    ends_at = context.now + (command.minutes or state.settings.minutes) * MINUTE
    return [Published(step=command.step, rooms=rooms, published_at=context.now, ends_at=dict.fromkeys(rooms, ends_at))]


def _add_time(state: State, command: AddTime, actor: Actor, now: int) -> Answer:
    if not (steers(actor) if command.room is None else leads(actor, command.room)):
        return Rejection("breakout.other_room" if isinstance(actor, GroupModerator) else "not_allowed")
    if state.phase is not Phase.RUNNING:
        return Rejection("breakout.not_running")
    if command.room is not None and command.room not in state.ends_at:
        return Rejection("breakout.no_such_room", {"room": command.room})
    rooms = state.ends_at if command.room is None else (command.room,)
    coming = {room: _moved(state.ends_at[room], command.minutes * MINUTE, now) for room in rooms}
    if all(state.ends_at[room] == ends_at for room, ends_at in coming.items()):
        return Rejection("breakout.already_so")
    return [TimeAdded(step=command.step, minutes=command.minutes, ends_at=coming)]


def _moved(ends_at: int, by: int, now: int) -> int:
    """The new end. Added time counts from now where the time was up; taken away, it reaches back to now at most."""
    return max(ends_at, now) + by if by > 0 else max(ends_at + by, min(ends_at, now))

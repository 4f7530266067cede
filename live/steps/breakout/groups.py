"""Wishes about the groups themselves: draft, adjust, publish, clock, end. Nobody moves before "publish"."""

from typing import Final, assert_never

from live.core.actor import Actor, GroupModerator, steers
from live.core.context import Context, Look
from live.core.ids import CommandId, PersonId, StepId
from live.core.rejection import Rejection
from live.steps.breakout.allowed import leads
from live.steps.breakout.commands import (
    AddTime,
    DraftRooms,
    End,
    GroupCommand,
    LinkPeople,
    MarkSpeaker,
    MergeRooms,
    MovePerson,
    PinPlace,
    Publish,
    Reopen,
    UnlinkPeople,
)
from live.steps.breakout.drafting import completed, drafted, place_of
from live.steps.breakout.events import (
    BreakoutEvent,
    Ended,
    PeopleLinked,
    PeopleUnlinked,
    PersonJoinedLate,
    PersonMoved,
    Phase,
    PlacePinned,
    Published,
    Reopened,
    RoomsMerged,
    SpeakerMarked,
    TimeAdded,
    Where,
)
from live.steps.breakout.state import State

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
            return drafted(state, command, context)
        case PinPlace():
            return _pin(state, command)
        case LinkPeople() | UnlinkPeople():
            return _link(state, command, context.look)
        case MarkSpeaker():
            return _mark(state, command, context.look)
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
    room = place_of(state, state.groups, person, context.look)
    return [] if room is None else [PersonJoinedLate(step=StepId(state.settings.id), person=person, room=room)]


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
    moved = PersonMoved(step=command.step, where=where, person=command.person, room=command.room)
    if where == "groups" or command.person in state.pinned:
        return [moved]
    # Whom somebody has put somewhere stays there when the others are drawn again.
    return [moved, PlacePinned(step=command.step, person=command.person, pinned=True)]


def _pin(state: State, command: PinPlace) -> Answer:
    if state.draft is None or command.person not in state.draft.room_of:
        return Rejection("breakout.no_draft" if state.draft is None else "breakout.no_such_person")
    if (command.person in state.pinned) is command.pinned:
        return Rejection("breakout.already_so")
    return [PlacePinned(step=command.step, person=command.person, pinned=command.pinned)]


def _link(state: State, command: LinkPeople | UnlinkPeople, look: Look) -> Answer:
    if isinstance(command, UnlinkPeople):
        link = CommandId(command.link)
        there = link in state.links
        return [PeopleUnlinked(step=command.step, link=link)] if there else Rejection("breakout.already_so")
    people = tuple(dict.fromkeys(command.people))
    if len(people) < 2 or any(person not in look.people for person in people):  # noqa: PLR2004 - nobody is alone together
        return Rejection("breakout.no_such_person")
    if CommandId(command.id) in state.links:
        return Rejection("breakout.id_taken")
    return [PeopleLinked(step=command.step, link=CommandId(command.id), how=command.how, people=people)]


def _mark(state: State, command: MarkSpeaker, look: Look) -> Answer:
    if command.person not in look.people:
        return Rejection("breakout.no_such_person")
    languages = tuple(dict.fromkeys(command.languages))
    if state.speakers.get(command.person, ()) == languages:
        return Rejection("breakout.already_so")
    return [SpeakerMarked(step=command.step, person=command.person, languages=languages)]


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
    rooms = completed(state, state.draft, context.look).plan()
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

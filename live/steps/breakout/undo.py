"""Taking steering acts back. Rule: the state before the act decides; what people wrote is not steering."""

from live.core.ids import RoomNumber
from live.steps.breakout.events import (
    BoardsFrozen,
    BoardsUnfrozen,
    BreakoutEvent,
    DraftDiscarded,
    EarlierGroupsRestored,
    Ended,
    FocusIdeaRemoved,
    FocusIdeaRestored,
    GroupEvent,
    NoteHidden,
    NoteMoved,
    NoteUnhidden,
    PersonMoved,
    PersonTakenOut,
    Published,
    QuintessenceReleased,
    QuintessenceShown,
    QuintessenceTakenDown,
    QuintessenceWithdrawn,
    Reopened,
    RoomsDrafted,
    TimeAdded,
    TimeTakenBack,
    Unpublished,
)
from live.steps.breakout.state import State


def undo(state: State, event: BreakoutEvent) -> BreakoutEvent | None:
    """The fact that takes a steering act back, seen from before the act; None where it is no steering act.

    A card that its author withdrew comes back by `unhide_note` only: the desk must not bring it back in passing.
    """
    if isinstance(event, GroupEvent):
        return _undo_groups(state, event)
    step = event.step
    match event:
        case NoteHidden(note=note):
            return NoteUnhidden(step=step, note=note)
        case NoteUnhidden(note=note):
            return NoteHidden(step=step, note=note)
        case NoteMoved():
            return _back_to_column(state, event)
        case BoardsFrozen(rooms=rooms):
            return BoardsUnfrozen(step=step, rooms=rooms)
        case BoardsUnfrozen(rooms=rooms):
            return BoardsFrozen(step=step, rooms=rooms)
        case QuintessenceReleased(room=room):
            return QuintessenceWithdrawn(step=step, room=room)
        case QuintessenceWithdrawn(room=room):
            return QuintessenceReleased(step=step, room=room)
        case QuintessenceShown() | QuintessenceTakenDown():
            return _back_to_shown(state, event)
        case FocusIdeaRemoved(idea=idea):
            return FocusIdeaRestored(step=step, idea=idea)
        case _:
            return None


def _undo_groups(state: State, event: GroupEvent) -> BreakoutEvent | None:
    step = event.step
    match event:
        case RoomsDrafted():
            earlier = state.draft
            return RoomsDrafted(step=step, rooms=earlier.plan()) if earlier else DraftDiscarded(step=step)
        case PersonMoved():
            return _back_to_room(state, event)
        case Published():
            return _back_to_groups(state, event)
        case TimeAdded(ends_at=ends_at):
            return TimeTakenBack(step=step, ends_at={room: state.ends_at[room] for room in ends_at})
        case Ended():
            return Reopened(step=step)
        case Reopened():
            return Ended(step=step)
        case _:
            return None


def _back_to_room(state: State, event: PersonMoved) -> PersonMoved | PersonTakenOut:
    groups = state.draft if event.where == "draft" else state.groups
    room: RoomNumber | None = groups.room_of.get(event.person) if groups else None
    if room is None:
        return PersonTakenOut(step=event.step, where=event.where, person=event.person)
    return PersonMoved(step=event.step, where=event.where, person=event.person, room=room)


def _back_to_groups(state: State, event: Published) -> Unpublished | EarlierGroupsRestored:
    draft = state.draft.plan() if state.draft else event.rooms
    if state.groups is None:
        return Unpublished(step=event.step, draft=draft)
    return EarlierGroupsRestored(
        step=event.step,
        rooms=state.groups.plan(),
        published_at=state.published_at,
        ends_at=dict(state.ends_at),
        phase=state.phase,
        draft=draft,
    )


def _back_to_column(state: State, event: NoteMoved) -> NoteMoved | None:
    note = state.note(event.note)
    return NoteMoved(step=event.step, note=event.note, column=note.column) if note and note.column else None


def _back_to_shown(
    state: State, event: QuintessenceShown | QuintessenceTakenDown
) -> QuintessenceShown | QuintessenceTakenDown:
    if state.shown is None:
        return QuintessenceTakenDown(step=event.step)
    return QuintessenceShown(step=event.step, room=state.shown)

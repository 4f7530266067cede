"""Taking steering acts back. Rule: the state before the act decides; what people wrote is not steering."""

from live.core.ids import RoomNumber, StepId
from live.steps.breakout.drafting import placed_by_hand
from live.steps.breakout.events import (
    BoardsFrozen,
    BoardsUnfrozen,
    BreakoutEvent,
    BroadcastRestored,
    BroadcastSent,
    BroadcastWithdrawn,
    ChoiceClosed,
    ChoiceEvent,
    ChoiceOpened,
    ChoiceRestored,
    ConfirmationAsked,
    DotsTurned,
    DraftDiscarded,
    EarlierGroupsRestored,
    Ended,
    FocusIdeaRemoved,
    FocusIdeaRestored,
    GroupEvent,
    HelpDone,
    HelpGivenBack,
    HelpReopened,
    HelpTaken,
    NoteHidden,
    NoteMerged,
    NoteMoved,
    NoteParted,
    NoteUnhidden,
    PenPassed,
    PenTaken,
    PeopleLinked,
    PeopleUnlinked,
    PersonMoved,
    PersonTakenOut,
    PlacePinned,
    Published,
    QuintessenceReleased,
    QuintessenceShown,
    QuintessenceTakenDown,
    QuintessenceWithdrawn,
    Reopened,
    RoomsDrafted,
    RoomsMerged,
    RoomsParted,
    SpeakerMarked,
    TimeAdded,
    TimeTakenBack,
    Unpublished,
    Wished,
)
from live.steps.breakout.state import State
from live.steps.breakout.wishes import Wanted


def undo(state: State, event: BreakoutEvent) -> BreakoutEvent | None:
    """The fact that takes a steering act back, seen from before the act; None where it is no steering act.

    A card that its author withdrew comes back by `unhide_note` only: the desk must not bring it back in passing.
    """
    if isinstance(event, GroupEvent):
        return _undo_groups(state, event)
    if isinstance(event, ChoiceEvent):
        return _undo_choice(state, event)
    step = event.step
    match event:
        case NoteHidden(note=note):
            return NoteUnhidden(step=step, note=note)
        case NoteUnhidden(note=note):
            return NoteHidden(step=step, note=note)
        case NoteMoved():
            return _back_to_column(state, event)
        case NoteMerged() | NoteParted():
            return _back_to_card(state, event)
        case HelpTaken() | HelpGivenBack() | HelpDone() | HelpReopened():
            return _back_to_waiting(state, event)
        case BroadcastSent(broadcast=id_) | BroadcastRestored(broadcast=id_):
            return BroadcastWithdrawn(step=step, broadcast=id_)
        case BroadcastWithdrawn(broadcast=id_):
            return BroadcastRestored(step=step, broadcast=id_)
        case DotsTurned(phases=phases):
            before = state.board(next(iter(phases))).dots
            return DotsTurned(
                step=step,
                phases={room: state.board(room).dots.phase for room in phases},
                budget=before.budget,
                per_note=before.per_note,
            )
        case BoardsFrozen(rooms=rooms):
            return BoardsUnfrozen(step=step, rooms=rooms)
        case BoardsUnfrozen(rooms=rooms):
            return BoardsFrozen(step=step, rooms=rooms)
        case QuintessenceReleased(room=room):
            return QuintessenceWithdrawn(step=step, room=room)
        case QuintessenceWithdrawn(room=room):
            return QuintessenceReleased(step=step, room=room)
        case PenTaken(room=room) | PenPassed(room=room):
            pen = state.board(room).pen
            where = {"step": step, "room": room}
            if pen is None:
                return PenPassed.model_validate(where)
            return PenTaken.model_validate({**where, "pen": pen.pen, "holder": pen.holder, "role": pen.role})
        case ConfirmationAsked(room=room):
            return ConfirmationAsked(step=step, room=room, version=0)
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
            return _back_to_draft(state, step) if state.draft else DraftDiscarded(step=step)
        case PlacePinned(person=person):
            return PlacePinned(step=step, person=person, pinned=person in state.pinned)
        case PeopleLinked(link=link):
            return PeopleUnlinked(step=step, link=link)
        case PeopleUnlinked(link=link):
            wish = state.links[link]
            return PeopleLinked(step=step, link=link, how=wish.how, people=wish.people)
        case SpeakerMarked(person=person):
            return SpeakerMarked(step=step, person=person, languages=state.speakers.get(person, ()))
        case PersonMoved():
            return _back_to_room(state, event)
        case Published():
            return _back_to_groups(state, event)
        case RoomsMerged(room=room, into=into):
            members = state.groups.members.get(room, set()) if state.groups else set()
            return RoomsParted(
                step=step,
                room=room,
                into=into,
                people=tuple(sorted(members)),
                notes=tuple(state.board(room).notes),
                ideas=tuple(state.board(room).ideas),
                ends_at=state.ends_at.get(room),
                last_at=state.board(into).last_at,
            )
        case RoomsParted(room=room, into=into):
            return RoomsMerged(step=step, room=room, into=into)
        case TimeAdded(ends_at=ends_at):
            return TimeTakenBack(step=step, ends_at={room: state.ends_at[room] for room in ends_at})
        case Ended():
            return Reopened(step=step)
        case Reopened():
            return Ended(step=step)
        case _:
            return None


def _undo_choice(state: State, event: ChoiceEvent) -> ChoiceEvent | None:
    """A wish is taken back where the desk gave it for somebody; what people said themselves is no steering act."""
    step, choice = event.step, state.choice
    numbers = {"groups": choice.groups, "capacity": choice.capacity, "exact": choice.exact}
    match event:
        case ChoiceOpened():
            return ChoiceRestored.model_validate({"step": step, "phase": choice.phase, **numbers})
        case ChoiceClosed():
            return ChoiceOpened.model_validate({"step": step, **numbers})
        case Wished(person=person, seats=seats):
            before = choice.wishes.get(person, Wanted((), seats))
            return Wished(step=step, person=person, rooms=before.rooms, seats=before.seats)
        case _:
            return None


def _back_to_draft(state: State, step: StepId) -> RoomsDrafted:
    rooms = state.draft.plan() if state.draft else {}
    drawn = state.drawn
    by_hand = placed_by_hand(state)
    return RoomsDrafted(
        step=step,
        rooms=rooms,
        reasons=drawn.reasons,
        findings=drawn.findings,
        by_hand=by_hand,
        source=drawn.source,
    )


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
        source=state.made.source,
        by_hand=state.by_hand(),
    )


def _back_to_column(state: State, event: NoteMoved) -> NoteMoved | None:
    note = state.note(event.note)
    return NoteMoved(step=event.step, note=event.note, column=note.column) if note and note.column else None


def _back_to_card(state: State, event: NoteMerged | NoteParted) -> NoteMerged | NoteParted | None:
    note = state.note(event.note)
    if note is None:
        return None
    if note.into is None:
        return NoteParted(step=event.step, note=event.note)
    return NoteMerged(step=event.step, note=event.note, into=note.into)


def _back_to_waiting(
    state: State, event: HelpTaken | HelpGivenBack | HelpDone | HelpReopened
) -> HelpTaken | HelpGivenBack | HelpDone | HelpReopened:
    where = {"step": event.step, "call": event.call}
    taken_by = state.help[event.call].taken_by
    match event:
        case HelpDone():
            return HelpReopened.model_validate(where)
        case HelpReopened():
            return HelpDone.model_validate(where)
        case _:
            return (
                HelpTaken.model_validate({**where, "by": taken_by}) if taken_by else HelpGivenBack.model_validate(where)
            )


def _back_to_shown(
    state: State, event: QuintessenceShown | QuintessenceTakenDown
) -> QuintessenceShown | QuintessenceTakenDown:
    if state.shown is None:
        return QuintessenceTakenDown(step=event.step)
    return QuintessenceShown(step=event.step, room=state.shown)

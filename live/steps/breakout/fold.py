"""Taking facts in. Rule: nothing is refused and nothing that somebody wrote is ever thrown away."""

from typing import assert_never

from live.core.ids import PersonId, RoomNumber
from live.core.touched import ANYBODY, NOBODY, Touched, of_room
from live.steps.breakout.events import (
    BoardEvent,
    BoardsFrozen,
    BoardsUnfrozen,
    BreakoutEvent,
    DraftDiscarded,
    EarlierGroupsRestored,
    Ended,
    FocusIdeaAdded,
    FocusIdeaEdited,
    FocusIdeaRemoved,
    FocusIdeaRestored,
    GroupEvent,
    NoteEdited,
    NoteHidden,
    NoteMoved,
    NoteUnhidden,
    NoteWithdrawn,
    NoteWritten,
    OutcomeEvent,
    PersonJoinedLate,
    PersonMoved,
    PersonTakenOut,
    Phase,
    Published,
    QuintessenceReleased,
    QuintessenceShown,
    QuintessenceTakenDown,
    QuintessenceWithdrawn,
    QuintessenceWritten,
    Reopened,
    RoomsDrafted,
    TimeAdded,
    TimeTakenBack,
    Unpublished,
)
from live.steps.breakout.state import Board, FocusIdea, Groups, Note, Quintessence, State


def fold(state: State, event: BreakoutEvent, at: int) -> None:
    """Take a fact in. `at` is ms since 1970 UTC."""
    if isinstance(event, GroupEvent):
        _fold_groups(state, event)
    elif isinstance(event, BoardEvent):
        _fold_board(state, event, at)
    else:
        _fold_outcome(state, event, at)
    state.memo.numbers = None
    rooms = touched(state, event).rooms
    for room in (None,) if rooms is None else rooms:
        state.changes[room] = state.changes.get(room, 0) + 1


def touched(state: State, event: BreakoutEvent) -> Touched:
    """Whose views the fact may have changed: mostly those of one group."""
    match event:
        case NoteWritten(room=room, author=author):
            role, _, person = author.partition(":")
            people = {PersonId(person)} if role == "participant" else ()
            return Touched(frozenset(people), frozenset((room,)))
        case QuintessenceShown() | QuintessenceTakenDown() | RoomsDrafted() | DraftDiscarded():
            return NOBODY
        case NoteEdited() | NoteHidden() | NoteWithdrawn() | NoteUnhidden() | NoteMoved():
            return of_room(state.room_of_note[event.note])
        case FocusIdeaEdited() | FocusIdeaRemoved() | FocusIdeaRestored():
            return of_room(state.room_of_idea[event.idea])
        case QuintessenceWritten() | QuintessenceReleased() | QuintessenceWithdrawn() | FocusIdeaAdded():
            return of_room(event.room)
        case BoardsFrozen(rooms=rooms) | BoardsUnfrozen(rooms=rooms):
            return Touched(rooms=frozenset(rooms))
        case TimeAdded(ends_at=clocks) | TimeTakenBack(ends_at=clocks):
            return Touched(rooms=frozenset(clocks))
        case PersonJoinedLate(person=person, room=room):
            return Touched(frozenset((person,)), frozenset((room,)), crowd=True)
        case PersonMoved(where="draft") | PersonTakenOut(where="draft"):
            return NOBODY
        case _:
            return ANYBODY


def _fold_groups(state: State, event: GroupEvent) -> None:
    match event:
        case RoomsDrafted(rooms=rooms):
            state.draft = Groups.of(rooms)
        case DraftDiscarded():
            state.draft = None
        case PersonMoved() | PersonTakenOut() | PersonJoinedLate():
            _fold_person(state, event)
        case Published():
            _publish(state, event)
            state.phase, state.draft = Phase.RUNNING, None
        case Unpublished(draft=draft):
            state.phase, state.groups, state.draft = Phase.PREPARED, None, Groups.of(draft)
            state.published_at, state.ends_at = 0, {}
        case EarlierGroupsRestored(phase=phase, draft=draft):
            _publish(state, event)
            state.phase, state.draft = phase, Groups.of(draft)
        case TimeAdded(ends_at=ends_at) | TimeTakenBack(ends_at=ends_at):
            state.ends_at.update(ends_at)
        case Ended():
            state.phase = Phase.ENDED
        case Reopened():
            state.phase = Phase.RUNNING
        case _:
            assert_never(event)


def _publish(state: State, event: Published | EarlierGroupsRestored) -> None:
    state.groups = Groups.of(event.rooms)
    state.published_at, state.ends_at = event.published_at, dict(event.ends_at)


def _fold_person(state: State, event: PersonMoved | PersonTakenOut | PersonJoinedLate) -> None:
    where = "groups" if isinstance(event, PersonJoinedLate) else event.where
    groups = state.draft if where == "draft" else state.groups
    if groups is None:
        return
    if isinstance(event, PersonTakenOut):
        groups.take_out(event.person)
    else:
        groups.put(event.person, event.room)


def _fold_board(state: State, event: BoardEvent, at: int) -> None:
    match event:
        case NoteWritten():
            _pin(state, event, at)
        case BoardsFrozen(rooms=rooms) | BoardsUnfrozen(rooms=rooms):
            for room in rooms:
                _board(state, room).frozen = isinstance(event, BoardsFrozen)
        case _:
            _fold_note(state, event, at)


def _fold_note(
    state: State, event: NoteEdited | NoteHidden | NoteWithdrawn | NoteUnhidden | NoteMoved, at: int
) -> None:
    note = state.note(event.note)
    if note is None:
        return
    match event:
        case NoteEdited(text=text):
            note.text, note.version = text, note.version + 1
            _board(state, note.room).last_at = at
        case NoteHidden() | NoteWithdrawn():
            _hide(state, note, hidden=True)
        case NoteUnhidden():
            _hide(state, note, hidden=False)
        case NoteMoved(column=column):
            note.column = column
        case _:
            assert_never(event)


def _fold_outcome(state: State, event: OutcomeEvent, at: int) -> None:
    match event:
        case QuintessenceWritten(room=room):
            board = _board(state, room)
            earlier = board.quintessence.version if board.quintessence else 0
            board.quintessence, board.last_at = Quintessence(event.text, event.language, earlier + 1), at
        case QuintessenceReleased(room=room) | QuintessenceWithdrawn(room=room):
            quintessence = _board(state, room).quintessence
            if quintessence is not None:
                quintessence.released = isinstance(event, QuintessenceReleased)
        case QuintessenceShown(room=room):
            state.shown = room
        case QuintessenceTakenDown():
            state.shown = None
        case FocusIdeaAdded(room=room):
            board = _board(state, room)
            board.ideas[event.idea], board.last_at = FocusIdea(event.text, event.note), at
            state.room_of_idea[event.idea] = room
        case _:
            _fold_idea(state, event)


def _fold_idea(state: State, event: FocusIdeaEdited | FocusIdeaRemoved | FocusIdeaRestored) -> None:
    room = state.room_of_idea.get(event.idea)
    if room is None:
        return
    idea = state.boards[room].ideas[event.idea]
    if isinstance(event, FocusIdeaEdited):
        idea.text = event.text
    else:
        idea.removed = isinstance(event, FocusIdeaRemoved)


def _board(state: State, room: RoomNumber) -> Board:
    return state.boards.setdefault(room, Board())


def _pin(state: State, event: NoteWritten, at: int) -> None:
    board = _board(state, event.room)
    board.notes[event.note] = Note(
        note=event.note,
        room=event.room,
        text=event.text,
        author=event.author,
        at=at,
        column=event.column,
        below=event.below,
        language=event.language,
    )
    (board.notes[event.below].subpoints if event.below else board.order).append(event.note)
    board.visible, board.last_at = board.visible + 1, at
    state.room_of_note[event.note] = event.room
    state.notes_by.setdefault(event.author, []).append(event.note)


def _hide(state: State, note: Note, *, hidden: bool) -> None:
    if note.hidden is not hidden:
        note.hidden = hidden
        state.boards[note.room].visible += -1 if hidden else 1

"""Wishes about a board. A frozen board takes nothing more from its group; its moderation may still correct and hide."""

from typing import assert_never

from live.core.actor import Actor, GroupModerator, Participant, actor_key, steers
from live.core.ids import NoteId
from live.core.rejection import Rejection
from live.steps.breakout.allowed import (
    MAX_NOTE,
    MAX_NOTES,
    MAX_OWN_NOTES,
    absent_room,
    leads,
    wrong_leader,
    wrong_words,
    wrong_writer,
)
from live.steps.breakout.commands import (
    BoardCommand,
    EditNote,
    FreezeBoard,
    HideNote,
    MergeNote,
    MoveNote,
    PartNote,
    UnfreezeBoard,
    UnhideNote,
    WriteNote,
)
from live.steps.breakout.events import (
    BoardsFrozen,
    BoardsUnfrozen,
    BreakoutEvent,
    NoteEdited,
    NoteHidden,
    NoteMerged,
    NoteMoved,
    NoteParted,
    NoteUnhidden,
    NoteWithdrawn,
    NoteWritten,
)
from live.steps.breakout.state import Note, State

Answer = list[BreakoutEvent] | Rejection
Change = EditNote | HideNote | UnhideNote | MoveNote | MergeNote | PartNote


def decide_board(state: State, command: BoardCommand, actor: Actor) -> Answer:
    """Answer a wish about the board of one group, or about freezing boards."""
    match command:
        case WriteNote():
            return _write(state, command, actor)
        case FreezeBoard() | UnfreezeBoard():
            return _freeze(state, command, actor)
        case _:
            note = state.note(command.note)
            if note is None:
                return Rejection("breakout.no_such_note")
            return _change(state, command, actor, note)


def _write(state: State, command: WriteNote, actor: Actor) -> Answer:
    refusal = wrong_writer(state, actor, command.room) or wrong_words(command.text, MAX_NOTE)
    refusal = refusal or _wrong_place(state, command) or _too_many(state, command, actor)
    if refusal:
        return refusal
    return [
        NoteWritten(
            step=command.step,
            room=command.room,
            note=NoteId(command.id),
            text=command.text,
            author=actor_key(actor),
            column=command.column if command.below is None else None,
            below=command.below,
            language=command.language,
        )
    ]


def _wrong_place(state: State, command: WriteNote) -> Rejection | None:
    if state.board(command.room).frozen:
        return Rejection("breakout.frozen")
    if NoteId(command.id) in state.room_of_note:
        return Rejection("breakout.id_taken")
    if command.below is None:
        return _wrong_column(state, command.column)
    above = state.note(command.below)
    if above is None or above.room != command.room or above.hidden:
        return Rejection("breakout.no_such_note")
    return Rejection("breakout.one_level_only") if above.below else None


def _too_many(state: State, command: WriteNote, actor: Actor) -> Rejection | None:
    """A board is for reading: a flood of cards is refused before it drowns the others."""
    notes, author = state.board(command.room).notes, actor_key(actor)
    if len(notes) >= MAX_NOTES:
        return Rejection("breakout.board_full", {"limit": MAX_NOTES})
    if isinstance(actor, Participant) and sum(note.author == author for note in notes.values()) >= MAX_OWN_NOTES:
        return Rejection("breakout.enough_notes", {"limit": MAX_OWN_NOTES})
    return None


def _wrong_column(state: State, column: str | None) -> Rejection | None:
    columns = {known.id for known in state.settings.columns}
    if columns and column is None:
        return Rejection("breakout.column_needed")
    return None if column is None or column in columns else Rejection("breakout.no_such_column")


def _change(state: State, command: Change, actor: Actor, note: Note) -> Answer:
    refusal = _wrong_hand(state, command, actor, note)
    if refusal:
        return refusal
    step, id_ = command.step, note.note
    match command:
        case EditNote(text=text, version=version):
            if version is not None and version != note.version:
                return Rejection("breakout.edited_meanwhile")
            return wrong_words(text, MAX_NOTE) or [NoteEdited(step=step, note=id_, text=text)]
        case HideNote() if note.hidden:
            return Rejection("breakout.already_so")
        case HideNote():
            return [NoteHidden(step=step, note=id_) if leads(actor, note.room) else NoteWithdrawn(step=step, note=id_)]
        case UnhideNote():
            return [NoteUnhidden(step=step, note=id_)] if note.hidden else Rejection("breakout.already_so")
        case MoveNote(column=column):
            return _move(state, note, column) or [NoteMoved(step=step, note=id_, column=column)]
        case MergeNote(into=into):
            return _merge(state, note, into) or [NoteMerged(step=step, note=id_, into=into)]
        case PartNote():
            return [NoteParted(step=step, note=id_)] if note.into else Rejection("breakout.already_so")
        case _:
            assert_never(command)


def _wrong_hand(state: State, command: Change, actor: Actor, note: Note) -> Rejection | None:
    """Why this actor may not touch the card: authors may change and withdraw their own until the board is frozen."""
    if leads(actor, note.room):
        return None
    if isinstance(actor, GroupModerator):
        return Rejection("breakout.other_room")
    if not isinstance(actor, Participant) or not isinstance(command, EditNote | HideNote):
        return Rejection("not_allowed")
    if note.author != actor_key(actor):
        return Rejection("breakout.not_your_note")
    if state.board(note.room).frozen:
        return Rejection("breakout.frozen")
    return Rejection("breakout.note_hidden") if note.hidden else None


def _move(state: State, note: Note, column: str) -> Rejection | None:
    if note.below is not None:
        return Rejection("breakout.moves_with_its_note")
    return _wrong_column(state, column) or (Rejection("breakout.already_so") if note.column == column else None)


def _merge(state: State, note: Note, into: NoteId) -> Rejection | None:
    """Why the card cannot stand with that one. Only whole cards of one board are merged, and never in a circle."""
    target = state.note(into)
    if target is None or target.room != note.room or target.hidden:
        return Rejection("breakout.no_such_note")
    if note.below is not None or target.below is not None:
        return Rejection("breakout.moves_with_its_note")
    if note.into == into:
        return Rejection("breakout.already_so")
    over: Note | None = target
    while over is not None:
        if over.note == note.note:
            return Rejection("breakout.merged_already")
        over = state.note(over.into) if over.into else None
    return None


def _freeze(state: State, command: FreezeBoard | UnfreezeBoard, actor: Actor) -> Answer:
    if command.room is None:
        if not steers(actor):
            return Rejection("breakout.other_room" if isinstance(actor, GroupModerator) else "not_allowed")
        refusal = Rejection("breakout.not_published") if state.groups is None else None
    else:
        refusal = wrong_leader(state, actor, command.room) or absent_room(state, command.room)
    if refusal:
        return refusal
    freezing = isinstance(command, FreezeBoard)
    wished = state.numbers() if command.room is None else [command.room]
    rooms = tuple(room for room in wished if state.board(room).frozen is not freezing)
    if not rooms:
        return Rejection("breakout.already_so")
    return [(BoardsFrozen if freezing else BoardsUnfrozen)(step=command.step, rooms=rooms)]

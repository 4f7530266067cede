"""Wishes about what a group brings back: quintessence and focus ideas. Released words are fixed until withdrawn."""

from typing import assert_never

from live.core.actor import Actor, GroupModerator, steers
from live.core.ids import CommandId, RoomNumber, StepId
from live.core.rejection import Rejection
from live.steps.breakout.allowed import MAX_NOTE, MAX_QUINTESSENCE, leads, wrong_leader, wrong_words
from live.steps.breakout.commands import (
    AddFocusIdea,
    EditFocusIdea,
    ReleaseQuintessence,
    RemoveFocusIdea,
    ResultCommand,
    ShowQuintessence,
    WithdrawQuintessence,
    WriteQuintessence,
)
from live.steps.breakout.events import (
    BreakoutEvent,
    FocusIdeaAdded,
    FocusIdeaEdited,
    FocusIdeaRemoved,
    QuintessenceReleased,
    QuintessenceShown,
    QuintessenceTakenDown,
    QuintessenceWithdrawn,
    QuintessenceWritten,
)
from live.steps.breakout.state import State

Answer = list[BreakoutEvent] | Rejection


def decide_result(state: State, command: ResultCommand, actor: Actor) -> Answer:
    """Answer a wish about a quintessence or a focus idea."""
    match command:
        case ShowQuintessence():
            return _show(state, command.step, command.room) if steers(actor) else Rejection("not_allowed")
        case WriteQuintessence() | ReleaseQuintessence() | WithdrawQuintessence():
            return wrong_leader(state, actor, command.room) or _quintessence(state, command)
        case AddFocusIdea():
            return wrong_leader(state, actor, command.room) or _add(state, command)
        case EditFocusIdea() | RemoveFocusIdea():
            return _change_idea(state, command, actor)
        case _:
            assert_never(command)


def _quintessence(state: State, command: WriteQuintessence | ReleaseQuintessence | WithdrawQuintessence) -> Answer:
    board, step, room = state.board(command.room), command.step, command.room
    if not state.settings.quintessence:
        return Rejection("breakout.without_quintessence")
    match command:
        case WriteQuintessence(text=text, language=language):
            if board.released:
                return Rejection("breakout.quintessence_released")
            written = QuintessenceWritten(step=step, room=room, text=text, language=language)
            return wrong_words(text, MAX_QUINTESSENCE) or [written]
        case ReleaseQuintessence():
            if board.quintessence is None:
                return Rejection("breakout.no_quintessence")
            return Rejection("breakout.already_so") if board.released else [QuintessenceReleased(step=step, room=room)]
        case WithdrawQuintessence():
            if not board.released:
                return Rejection("breakout.not_released")
            down = [QuintessenceTakenDown(step=step)] if state.shown == room else []
            return [*down, QuintessenceWithdrawn(step=step, room=room)]
        case _:
            assert_never(command)


def _show(state: State, step: StepId, room: RoomNumber | None) -> Answer:
    if state.shown == room:
        return Rejection("breakout.already_so")
    if room is None:
        return [QuintessenceTakenDown(step=step)]
    if not state.presentable(room):
        return Rejection("breakout.not_released" if state.settings.quintessence else "breakout.no_focus_idea_yet")
    return [QuintessenceShown(step=step, room=room)]


def _add(state: State, command: AddFocusIdea) -> Answer:
    if not state.settings.focus_ideas:
        return Rejection("breakout.without_focus_ideas")
    if CommandId(command.id) in state.room_of_idea:
        return Rejection("breakout.id_taken")
    if command.note is not None and state.room_of_note.get(command.note) != command.room:
        return Rejection("breakout.no_such_note")
    added = FocusIdeaAdded(
        step=command.step, room=command.room, idea=CommandId(command.id), text=command.text, note=command.note
    )
    return wrong_words(command.text, MAX_NOTE) or [added]


def _change_idea(state: State, command: EditFocusIdea | RemoveFocusIdea, actor: Actor) -> Answer:
    id_ = CommandId(command.idea)
    if state.idea(id_) is None:
        return Rejection("breakout.no_such_idea")
    if not leads(actor, state.room_of_idea[id_]):
        return Rejection("breakout.other_room" if isinstance(actor, GroupModerator) else "not_allowed")
    if isinstance(command, RemoveFocusIdea):
        return [FocusIdeaRemoved(step=command.step, idea=id_)]
    return wrong_words(command.text, MAX_NOTE) or [FocusIdeaEdited(step=command.step, idea=id_, text=command.text)]

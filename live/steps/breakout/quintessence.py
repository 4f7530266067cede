"""Wishes about what a group brings back: quintessence and focus ideas. Released words are fixed until withdrawn."""

from typing import assert_never

from live.core.actor import Actor, Participant, actor_key, steers
from live.core.context import Look
from live.core.ids import CommandId, PersonId, RoomNumber, StepId
from live.core.rejection import Rejection
from live.steps.breakout.allowed import (
    MAX_NOTE,
    MAX_QUINTESSENCE,
    leads,
    role_of,
    wrong_scribe,
    wrong_words,
    wrong_writer,
)
from live.steps.breakout.commands import (
    AddFocusIdea,
    AskConfirmation,
    Confirm,
    EditFocusIdea,
    PassPen,
    ReleaseQuintessence,
    RemoveFocusIdea,
    ResultCommand,
    ShowQuintessence,
    SourceSentence,
    TakePen,
    WithdrawQuintessence,
    WriteDissent,
    WriteQuintessence,
)
from live.steps.breakout.events import (
    BreakoutEvent,
    ConfirmationAsked,
    Confirmed,
    DissentWritten,
    FocusIdeaAdded,
    FocusIdeaEdited,
    FocusIdeaRemoved,
    PenPassed,
    PenTaken,
    QuintessenceReleased,
    QuintessenceShown,
    QuintessenceTakenDown,
    QuintessenceWithdrawn,
    QuintessenceWritten,
    SentenceSourced,
)
from live.steps.breakout.headcount import seats
from live.steps.breakout.state import ALL_SEATS, Pen, State

Answer = list[BreakoutEvent] | Rejection
Writing = WriteQuintessence | WriteDissent | SourceSentence | AskConfirmation
Steering = ReleaseQuintessence | WithdrawQuintessence


def decide_result(state: State, command: ResultCommand, actor: Actor, look: Look) -> Answer:
    """Answer a wish about a quintessence or a focus idea."""
    match command:
        case ShowQuintessence():
            return _show(state, command.step, command.room) if steers(actor) else Rejection("not_allowed")
        case TakePen() | PassPen():
            return wrong_writer(state, actor, command.room) or _pen(state, command, actor)
        case Confirm():
            return _confirm(state, command, actor, look)
        case WriteQuintessence() | WriteDissent() | SourceSentence() | AskConfirmation():
            return _without(state) or wrong_writer(state, actor, command.room) or _write(state, command, actor)
        case ReleaseQuintessence() | WithdrawQuintessence():
            return _without(state) or wrong_scribe(state, actor, command.room) or _release(state, command)
        case AddFocusIdea():
            return wrong_scribe(state, actor, command.room) or _add(state, command)
        case EditFocusIdea() | RemoveFocusIdea():
            return _change_idea(state, command, actor)
        case _:
            assert_never(command)


def _without(state: State) -> Rejection | None:
    return None if state.settings.quintessence else Rejection("breakout.without_quintessence")


def _pen(state: State, command: TakePen | PassPen, actor: Actor) -> Answer:
    """One writes at a time. Who moderates may take the pen from anybody, others take it when nobody in reach has it."""
    room, pen, key = command.room, state.board(command.room).pen, actor_key(actor)
    mine = pen is not None and pen.holder == key
    if isinstance(command, PassPen):
        if pen is None:
            return Rejection("breakout.already_so")
        return [PenPassed(step=command.step, room=room)] if mine or leads(actor, room) else _held(pen)
    if mine and pen is not None and pen.pen == command.id:
        return Rejection("breakout.already_so")
    if pen is not None and not mine and not leads(actor, room) and not _out_of_reach(state, pen, room):
        return _held(pen)
    return [_taken(command, actor)]


def _held(pen: Pen) -> Rejection:
    return Rejection("breakout.other_writes", {"role": pen.role})


def _out_of_reach(state: State, pen: Pen, room: RoomNumber) -> bool:
    """Whether the pen is with somebody who has left the group."""
    role, _, person = pen.holder.partition(":")
    return role == "participant" and (state.groups is None or state.groups.room_of.get(PersonId(person)) != room)


def _taken(command: TakePen | Writing, actor: Actor) -> PenTaken:
    return PenTaken(
        step=command.step,
        room=command.room,
        pen=CommandId(command.id),
        holder=actor_key(actor),
        role=role_of(actor),
    )


def _write(state: State, command: Writing, actor: Actor) -> Answer:
    """Take words from whoever holds the pen; where nobody does, writing takes it."""
    board, pen = state.board(command.room), state.board(command.room).pen
    if pen is not None and pen.holder != actor_key(actor) and not _out_of_reach(state, pen, command.room):
        return _held(pen)
    if board.released:
        return Rejection("breakout.quintessence_released")
    taking: list[BreakoutEvent] = [] if pen and pen.holder == actor_key(actor) else [_taken(command, actor)]
    written = _written(state, command)
    return written if isinstance(written, Rejection) else [*taking, written]


def _written(state: State, command: Writing) -> BreakoutEvent | Rejection:
    quintessence, step, room = state.board(command.room).quintessence, command.step, command.room
    if isinstance(command, WriteQuintessence):
        written = QuintessenceWritten(step=step, room=room, text=command.text, language=command.language)
        return wrong_words(command.text, MAX_QUINTESSENCE) or written
    if quintessence is None:
        return Rejection("breakout.no_quintessence")
    match command:
        case WriteDissent(text=text):
            if text == quintessence.dissent:
                return Rejection("breakout.already_so")
            return (wrong_words(text, MAX_NOTE) if text else None) or DissentWritten(step=step, room=room, text=text)
        case SourceSentence(sentence=sentence, notes=notes):
            if not sentence.strip() or sentence not in quintessence.text:
                return Rejection("breakout.no_such_sentence")
            if any(state.room_of_note.get(note) != room for note in notes):
                return Rejection("breakout.no_such_note")
            return SentenceSourced(step=step, room=room, sentence=sentence, notes=tuple(dict.fromkeys(notes)))
        case AskConfirmation():
            if quintessence.asked:
                return Rejection("breakout.already_so")
            return ConfirmationAsked(step=step, room=room, version=quintessence.version)
        case _:
            assert_never(command)


def _confirm(state: State, command: Confirm, actor: Actor, look: Look) -> Answer:
    if not isinstance(actor, Participant):
        return Rejection("not_allowed")
    refusal = wrong_writer(state, actor, command.room)
    if refusal:
        return refusal
    quintessence = state.board(command.room).quintessence
    if quintessence is None or not quintessence.asked or quintessence.version != command.version:
        return Rejection("breakout.not_asked")
    people = seats(look, actor.person)
    if command.seat is not None and command.seat > people:
        return Rejection("question.no_such_seat", {"seats": people})
    before = quintessence.answers.get(actor.person, {})
    if before.get(command.seat or ALL_SEATS) == command.answer:
        return Rejection("breakout.already_so")
    said = Confirmed(
        step=command.step,
        room=command.room,
        person=actor.person,
        seat=command.seat,
        version=command.version,
        answer=command.answer,
    )
    return [said]


def _release(state: State, command: Steering) -> Answer:
    board, step, room = state.board(command.room), command.step, command.room
    match command:
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
    refusal = wrong_scribe(state, actor, state.room_of_idea[id_])
    if refusal:
        return refusal
    if isinstance(command, RemoveFocusIdea):
        return [FocusIdeaRemoved(step=command.step, idea=id_)]
    return wrong_words(command.text, MAX_NOTE) or [FocusIdeaEdited(step=command.step, idea=id_, text=command.text)]

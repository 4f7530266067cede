"""Wishes between the groups and the desk: a group calls for help, the desk tells the groups something."""

from typing import assert_never

from live.core.actor import Actor, Participant, steers
from live.core.ids import CommandId
from live.core.rejection import Rejection
from live.steps.breakout.allowed import leads, role_of, wrong_words, wrong_writer
from live.steps.breakout.commands import Broadcast, CallCommand, CallHelp, FinishHelp, TakeHelp
from live.steps.breakout.events import (
    BreakoutEvent,
    BroadcastSent,
    HelpCalled,
    HelpDone,
    HelpTaken,
    Phase,
)
from live.steps.breakout.state import HelpCall, State

MAX_BROADCAST = 300
"""Characters of what groups are told in own words: it is read in passing."""

Answer = list[BreakoutEvent] | Rejection


def decide_call(state: State, command: CallCommand, actor: Actor) -> Answer:
    """Answer a wish about help or about telling the groups something."""
    match command:
        case CallHelp():
            return _call(state, command, actor)
        case TakeHelp() | FinishHelp():
            call = state.help.get(CommandId(command.call))
            return Rejection("breakout.no_such_call") if call is None else _answer(state, command, actor, call)
        case Broadcast():
            return _tell(state, command, actor) if steers(actor) else Rejection("not_allowed")
        case _:
            assert_never(command)


def _belongs(state: State, actor: Actor, call: HelpCall) -> bool:
    if isinstance(actor, Participant):
        return state.groups is not None and state.groups.room_of.get(actor.person) == call.room
    return leads(actor, call.room)


def _call(state: State, command: CallHelp, actor: Actor) -> Answer:
    room, id_ = command.room, CommandId(command.id)
    refusal = wrong_writer(state, actor, room)
    if refusal:
        return refusal
    if id_ in state.help:
        return Rejection("breakout.id_taken")
    if any(call.room == room for call in state.waiting().values()):
        return Rejection("breakout.help_is_called")
    return [HelpCalled(step=command.step, call=id_, room=room, role=role_of(actor))]


def _answer(state: State, command: TakeHelp | FinishHelp, actor: Actor, call: HelpCall) -> Answer:
    id_ = CommandId(command.call)
    if isinstance(command, TakeHelp):
        if not steers(actor):
            return Rejection("not_allowed")
        if call.done or call.taken_by == command.by:
            return Rejection("breakout.already_so")
        return [HelpTaken(step=command.step, call=id_, by=command.by)]
    if not _belongs(state, actor, call):
        return Rejection("not_allowed" if isinstance(actor, Participant) else "breakout.other_room")
    return Rejection("breakout.already_so") if call.done else [HelpDone(step=command.step, call=id_)]


def _tell(state: State, command: Broadcast, actor: Actor) -> Answer:
    if state.phase is not Phase.RUNNING or state.groups is None:
        return Rejection("breakout.not_running")
    if command.room is not None and command.room not in state.groups.members:
        return Rejection("breakout.no_such_room", {"room": command.room})
    if CommandId(command.id) in state.broadcasts:
        return Rejection("breakout.id_taken")
    refusal = None if command.preset else wrong_words(command.text, MAX_BROADCAST)
    if refusal:
        return refusal
    sent = BroadcastSent(
        step=command.step,
        broadcast=CommandId(command.id),
        rooms=tuple(sorted(state.groups.members)) if command.room is None else (command.room,),
        preset=command.preset,
        text="" if command.preset else command.text.strip(),
    )
    return [sent]

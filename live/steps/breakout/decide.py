"""Answering wishes: each goes to the module that knows its subject."""

from live.core.actor import Actor
from live.core.command import StepCommand
from live.core.context import Context
from live.core.rejection import Rejection
from live.steps.breakout.board import decide_board
from live.steps.breakout.calls import decide_call
from live.steps.breakout.choice import decide_choice
from live.steps.breakout.commands import (
    BoardCommand,
    CallCommand,
    ChoiceCommand,
    DotCommand,
    GroupCommand,
    ResultCommand,
)
from live.steps.breakout.dots import decide_dots
from live.steps.breakout.events import BreakoutEvent
from live.steps.breakout.groups import decide_groups
from live.steps.breakout.quintessence import decide_result
from live.steps.breakout.state import State


def decide(state: State, command: StepCommand, actor: Actor, context: Context) -> list[BreakoutEvent] | Rejection:
    """Answer a wish. Refuses commands of other kinds with `not_here`."""
    if isinstance(command, GroupCommand):
        return decide_groups(state, command, actor, context)
    if isinstance(command, ChoiceCommand):
        return decide_choice(state, command, actor, context.look)
    if isinstance(command, BoardCommand):
        return decide_board(state, command, actor)
    if isinstance(command, DotCommand):
        return decide_dots(state, command, actor, context.look)
    if isinstance(command, CallCommand):
        return decide_call(state, command, actor)
    if isinstance(command, ResultCommand):
        return decide_result(state, command, actor, context.look)
    return Rejection("not_here")

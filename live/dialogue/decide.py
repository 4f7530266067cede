"""Wishes become facts or a refusal. Reads the state, changes nothing.

Who may what: the server lets people in; participants speak for themselves; group moderators for their group; those who
steer do the rest. For people on the telephone, who have no page, those who steer and the moderator of their group say
what people say for themselves (`live.dialogue.callers`). A kind decides about its own step.
"""

from collections.abc import Sequence
from itertools import count
from typing import get_args

from pydantic import ValidationError

from live.core.actor import Actor, GroupModerator, Participant, Server, actor_key, edits, steers
from live.core.command import Command, Event, OwnStepCommand, StepCommand
from live.core.context import Context
from live.core.ids import StepId
from live.core.rejection import Rejection
from live.dialogue import callers, codec, hands, helping, people
from live.dialogue.commands import (
    MESSAGE_LIMIT,
    AgendaCommand,
    Arrive,
    CallerCommand,
    Create,
    End,
    GoTo,
    HandCommand,
    Insert,
    Join,
    Move,
    Overlay,
    PersonCommand,
    Replan,
    Resize,
    Resume,
    ScreenCommand,
    ServerCommand,
    Skip,
    Start,
    Undo,
    Unskip,
)
from live.dialogue.editing import decide as editing
from live.dialogue.editing.commands import EditingCommand, Publish
from live.dialogue.events import (
    Created,
    Ended,
    Overlaid,
    Reordered,
    Replanned,
    Resized,
    Resumed,
    Started,
    StepEntered,
    StepInserted,
    StepSkipped,
    StepUnskipped,
    Undone,
)
from live.dialogue.helping import CallCommand
from live.dialogue.session import read_step
from live.dialogue.state import State, look

Decision = Sequence[Event] | Rejection


def remembered(state: State, actor: Actor, command: Command) -> int | None:
    """The position of the commit in which this very command was carried out; then it must not count again."""
    outcomes = state.outcomes.get(actor_key(actor))
    return None if outcomes is None else outcomes.get(command.id)


def decide(state: State, command: Command, actor: Actor, context: Context) -> Decision:
    """Answer a wish. `context.look` must be that of the command's step (`live.dialogue.state.look`)."""
    if isinstance(command, StepCommand):
        return _decide_step(state, command, actor, context)
    if isinstance(command, get_args(ServerCommand)):
        return _decide_server(state, command, actor, context)
    if isinstance(command, get_args(CallerCommand)):
        return callers.decide(state, command, actor, context)
    if isinstance(command, get_args(PersonCommand)):
        return people.decide(state, command, actor)
    if isinstance(command, get_args(HandCommand)):
        return hands.decide(state, command, actor)
    if isinstance(command, get_args(CallCommand)):
        return people.decide_call(state, command, actor)
    if isinstance(command, EditingCommand):
        return editing.decide(state.editing, command) if edits(actor) else Rejection("not_allowed")
    if not steers(actor):
        return Rejection("not_allowed")
    if isinstance(command, get_args(ScreenCommand)):
        return _decide_screen(command)
    return _decide_agenda(state, command)


def finalise_all(state: State) -> list[Event]:
    """What closes every question for good: anonymous ballots become counts."""
    seen = look(state, frozenset())
    return [event for run in state.steps.values() for event in run.kind.finalise(run.state, seen)]


def _decide_step(state: State, command: StepCommand, actor: Actor, context: Context) -> Decision:
    run = state.steps.get(command.step)
    if run is None:
        return Rejection("no_such_step")
    if isinstance(actor, GroupModerator) and state.published_at is not None:
        return Rejection("dialogue.published")
    speaker = callers.speaker(state, command, actor) if isinstance(command, OwnStepCommand) else actor
    if isinstance(speaker, Rejection):
        return speaker
    if isinstance(speaker, Participant):
        if speaker.person not in state.people:
            return Rejection("not_allowed")
        if state.phase != "running":
            return Rejection("dialogue.not_running" if state.phase == "waiting" else "dialogue.ended")
    return run.kind.decide(run.state, command, speaker, context)


def _decide_server(state: State, command: Command, actor: Actor, context: Context) -> Decision:
    if not isinstance(actor, Server):
        return Rejection("not_allowed")
    match command:
        case Create(dialogue=dialogue, code=code, session=session, conference_key=key):
            return [Created(dialogue=dialogue, code=code, session=session, conference_key=key)]
        case Join():
            return people.join(state, command)
        case Publish():
            not_ended = Rejection("documentation.not_ended") if state.phase != "ended" else None
            return not_ended or _publish(state, command)
        case Arrive(person=person):
            return [e for run in state.steps.values() for e in run.kind.late(run.state, person, context)]
    return Rejection("not_allowed")


def _publish(state: State, command: Publish) -> Decision:
    published = editing.publish(state.editing, command)
    if isinstance(published, Rejection):
        return published
    return [*published, *people.explained(state, helping.close_all(state.calls), "")]


def _decide_screen(command: Command) -> Decision:
    match command:
        case Overlay(overlay=overlay, message=message):
            if overlay == "message" and not message.strip():
                return Rejection("screen.empty_message")
            if len(message) > MESSAGE_LIMIT:
                return Rejection("screen.message_too_long", {"limit": MESSAGE_LIMIT, "length": len(message)})
            return [Overlaid(overlay=overlay, message=message if overlay == "message" else "")]
        case Resize(text_size=size):
            return [Resized(text_size=size)]
    return Rejection("not_allowed")


def _decide_agenda(state: State, command: Command) -> Decision:
    if not isinstance(command, get_args(AgendaCommand)):
        return Rejection("not_allowed")
    match command:
        case Start() | End() | Resume():
            return _decide_phase(state, command)
        case Undo(act=act):
            return _decide_undo(state, act)
        case GoTo():
            return _decide_go_to(state, command)
        case Insert():
            return _decide_insert(state, command)
        case Replan(minutes=minutes):
            known = {step: n for step, n in minutes.items() if step in state.steps}
            return [Replanned(minutes=known)] if known else Rejection("no_such_step")
    return _decide_place(state, command)


def _decide_phase(state: State, command: Start | End | Resume) -> Decision:
    match command:
        case Start():
            if state.phase != "waiting":
                return Rejection("agenda.already_started")
            first = next((step for step in state.order if not state.steps[step].skipped), None)
            return [Started(), *([_enter(state, first)] if first else [])]
        case End():
            if state.phase != "running":
                return Rejection("agenda.not_running")
            # The undo button names an act by its first fact, so the evening ends before the hands go down.
            return [*finalise_all(state), Ended(), *_all_down(state)]
        case Resume():
            return [Resumed()] if state.phase == "ended" else Rejection("agenda.not_ended")


def _decide_undo(state: State, act: int) -> Decision:
    if not state.acts:
        return Rejection("agenda.nothing_to_undo")
    last = state.acts[-1]
    if last.number != act:
        return Rejection("agenda.undo_outdated")
    # Ending again closes every question for good and lowers all hands, as ending does.
    ends = any(isinstance(event, Ended) for event in last.inverses)
    closing, lowering = (finalise_all(state), _all_down(state)) if ends else ([], [])
    inverses = tuple(codec.write_event(event) for event in [*last.inverses, *lowering])
    return [*closing, Undone(act=act, inverses=inverses)]


def _all_down(state: State) -> list[Event]:
    """After the end nobody waits to be called."""
    return [hands.down(voter) for voter in state.hands]


def _decide_go_to(state: State, command: GoTo) -> Decision:
    run = state.steps.get(command.step)
    if run is None or command.step not in state.order:
        return Rejection("no_such_step")
    if state.phase != "running":
        return Rejection("dialogue.not_running" if state.phase == "waiting" else "dialogue.ended")
    parts = run.kind.parts(run.settings)
    if command.part is not None and command.part not in parts:
        return Rejection("no_such_step")
    entering = (
        _enter(state, command.step)
        if command.part is None
        else StepEntered.model_validate({"step": command.step, "part": command.part})
    )
    if (state.current, state.part) == (entering.step, entering.part):
        return []
    back: list[Event] = [StepUnskipped(step=command.step)] if run.skipped else []
    return [*back, entering]


def _decide_insert(state: State, command: Insert) -> Decision:
    if command.after is not None and command.after not in state.order:
        return Rejection("no_such_step")
    free = next(id_ for number in count(len(state.steps) + 1) if (id_ := f"step-{number}") not in state.steps)
    settings = {"id": free, **command.settings}
    if isinstance(settings["id"], str) and settings["id"] in state.steps:
        settings["id"] = free
    try:
        step = read_step(settings, default_language=state.plan.default_language)
    except ValidationError as error:
        return Rejection("agenda.settings_wrong", {"errors": error.error_count()})
    return [StepInserted(after=command.after, settings=step.model_dump(mode="json"))]


def _decide_place(state: State, command: Command) -> Decision:
    step: StepId = getattr(command, "step", StepId(""))
    run = state.steps.get(step)
    if run is None or step not in state.order:
        return Rejection("no_such_step")
    match command:
        case Skip():
            if step == state.current:
                return Rejection("agenda.skip_current")
            return [] if run.skipped else [StepSkipped(step=step)]
        case Unskip():
            return [StepUnskipped(step=step)] if run.skipped else []
        case Move(after=after):
            if after == step or (after is not None and after not in state.order):
                return Rejection("no_such_step")
            order = [id_ for id_ in state.order if id_ != step]
            order.insert(order.index(after) + 1 if after else 0, step)
            return [] if order == state.order else [Reordered(order=tuple(order))]
    return Rejection("not_allowed")


def _enter(state: State, step: StepId) -> StepEntered:
    run = state.steps[step]
    parts = run.kind.parts(run.settings)
    return StepEntered(step=step, part=parts[0] if parts else None)

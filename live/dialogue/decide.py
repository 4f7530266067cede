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
from live.core.command import Command, Event, OwnCommand, OwnStepCommand, StepCommand
from live.core.context import Context, Person
from live.core.ids import PersonId, StepId, VoterId, person_of, seat_of, voter_of
from live.core.rejection import Rejection
from live.dialogue import callers, codec, helping
from live.dialogue.commands import (
    MESSAGE_LIMIT,
    AgendaCommand,
    Arrive,
    CallerCommand,
    CallHand,
    Create,
    End,
    GoTo,
    HandCommand,
    Insert,
    Join,
    LowerAllHands,
    LowerHand,
    Move,
    Overlay,
    PersonCommand,
    RaiseHand,
    Rename,
    Replan,
    Resize,
    Resume,
    ScreenCommand,
    Seat,
    ServerCommand,
    Skip,
    SpeakLanguage,
    Start,
    Undo,
    Unskip,
)
from live.dialogue.editing import decide as editing
from live.dialogue.editing.commands import EditingCommand, Publish
from live.dialogue.events import (
    Called,
    Created,
    Ended,
    Joined,
    Lowered,
    Named,
    Overlaid,
    Raised,
    Reordered,
    Replanned,
    Resized,
    Resumed,
    Seated,
    Started,
    StepEntered,
    StepInserted,
    StepSkipped,
    StepUnskipped,
    Undone,
)
from live.dialogue.helping import CallCommand
from live.dialogue.naming import name_refusal, seats_refusal, tidy
from live.dialogue.session import read_step
from live.dialogue.state import State, look, room_of

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
        return _decide_person(state, command, actor)
    if isinstance(command, get_args(HandCommand)):
        return _decide_hands(state, command, actor)
    if isinstance(command, get_args(CallCommand)):
        return _decide_call(state, command, actor)
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
            return _join(state, command)
        case Publish():
            not_ended = Rejection("documentation.not_ended") if state.phase != "ended" else None
            return not_ended or _publish(state, command)
        case Arrive(person=person):
            return [e for run in state.steps.values() for e in run.kind.late(run.state, person, context)]
    return Rejection("not_allowed")


def _join(state: State, command: Join) -> Decision:
    if command.person in state.people:
        return []
    refusal = name_refusal(command.name) or seats_refusal(command.seats)
    if refusal:
        return refusal
    joined = Joined(person=command.person, seats=command.seats, source=command.source)
    return [joined, Named(person=command.person, name=tidy(command.name), language=command.language)]


def _decide_person(state: State, command: Command, actor: Actor) -> Decision:
    speaker = callers.speaker(state, command, actor) if isinstance(command, OwnCommand) else actor
    if isinstance(speaker, Rejection):
        return speaker
    if not isinstance(speaker, Participant) or speaker.person not in state.people:
        return Rejection("not_allowed")
    known = state.people[speaker.person]
    match command:
        case Rename(name=name):
            return name_refusal(name) or [_named(state, known, name=tidy(name))]
        case SpeakLanguage(language=language):
            return [_named(state, known, language=language)]
        case Seat(seats=seats):
            return seats_refusal(seats) or _seat(state, known, seats)
    return Rejection("not_allowed")


def _named(state: State, known: Person, *, name: str | None = None, language: str | None = None) -> Named:
    """What is kept beside the log is kept whole: what does not change stands in it again."""
    return Named(
        person=known.person,
        name=known.name if name is None else name,
        language=known.language if language is None else language,
        trouble=state.calls.words.get(known.person, ""),
    )


def _seat(state: State, known: Person, seats: int) -> list[Event]:
    """Who has gone wants to say nothing any more; what they have answered stays."""
    if seats == known.seats:
        return []
    gone = [
        voter for seat in range(seats + 1, known.seats + 1) if (voter := voter_of(known.person, seat)) in state.hands
    ]
    return [Seated(person=known.person, seats=seats), *map(_down, gone)]


def _publish(state: State, command: Publish) -> Decision:
    published = editing.publish(state.editing, command)
    if isinstance(published, Rejection):
        return published
    return [*published, *_explained(state, helping.close_all(state.calls), "")]


def _decide_call(state: State, command: CallCommand, actor: Actor) -> Decision:
    if isinstance(command, helping.CallTheDesk) and state.published_at is not None:
        return Rejection("help.nobody_there")
    outcome = helping.decide(state.calls, command, actor, _within(state, actor))
    if isinstance(outcome, Rejection) or isinstance(command, helping.TakeCall):
        return outcome
    return _explained(state, outcome, helping.words_of(command))


def _explained(state: State, events: Sequence[Event], text: str) -> list[Event]:
    """The facts about calls, and what is to be kept of their words: those of a new one, none of one that is over."""
    kept: list[Event] = []
    for event in events:
        person: PersonId = getattr(event, "person", PersonId(""))
        if text != state.calls.words.get(person, ""):
            kept.append(_named(state, state.people[person]).model_copy(update={"trouble": text}))
    return [*events, *kept]


def _within(state: State, actor: Actor) -> set[PersonId]:
    """For whom somebody may speak: oneself, the own group, everybody."""
    if isinstance(actor, GroupModerator):
        return {p for p in state.people if (place := room_of(state, p)) and place[1] == actor.room}
    if isinstance(actor, Participant):
        return {actor.person} & state.people.keys()
    return set(state.people) if steers(actor) else set()


def _decide_hands(state: State, command: Command, actor: Actor) -> Decision:
    within = _within(state, actor)
    if isinstance(command, LowerAllHands):
        if not (steers(actor) or isinstance(actor, GroupModerator)):
            return Rejection("not_allowed")
        return [_down(voter) for voter in state.hands if person_of(voter) in within]
    return _decide_hand(state, command, actor, within)


def _decide_hand(state: State, command: Command, actor: Actor, within: set[PersonId]) -> Decision:
    wanted: PersonId | None = getattr(command, "person", None)
    person = wanted or (actor.person if isinstance(actor, Participant) else None)
    if person is None or person not in within:
        return Rejection("not_allowed")
    match command:
        case RaiseHand(seat=seat):
            return _raise(state, person, seat)
        case LowerHand(seat=seat):
            voter = voter_of(person, seat)
            return [_down(voter)] if voter in state.hands else []
        case CallHand(seat=seat):
            if isinstance(actor, Participant):
                return Rejection("not_allowed")
            up = state.hands.get(voter_of(person, seat))
            if up is None:
                return Rejection("hands.not_raised")
            return [] if up.called else [Called(person=person, seat=seat)]
    return Rejection("not_allowed")


def _raise(state: State, person: PersonId, seat: int) -> Decision:
    if state.phase == "ended":
        return Rejection("dialogue.ended")
    seats = state.people[person].seats
    if seat > seats:
        return Rejection("hands.no_such_seat", {"seats": seats})
    return [] if voter_of(person, seat) in state.hands else [Raised(person=person, seat=seat)]


def _down(voter: VoterId) -> Lowered:
    return Lowered(person=person_of(voter), seat=seat_of(voter))


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
    return [_down(voter) for voter in state.hands]


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

"""Facts become state. Never refuses: what is logged has happened. Replaying a log gives the state of living it."""

from collections.abc import Callable
from typing import Any, get_args

from live.core import question
from live.core.actor import is_moderators_key
from live.core.command import Event, Kept, StepEvent
from live.core.context import Person
from live.core.ids import StepId, voter_of
from live.core.kind import StepSettings
from live.dialogue import codec, helping
from live.dialogue.codec import Record
from live.dialogue.editing import fold as editing
from live.dialogue.editing.events import EditingEvent, Published, Withdrawn
from live.dialogue.events import (
    Called,
    CalledAgain,
    CallWithdrawn,
    Created,
    Ended,
    HungUp,
    Joined,
    Lowered,
    Named,
    Overlaid,
    Raised,
    Reordered,
    Replanned,
    Resized,
    Restored,
    Resumed,
    Seated,
    Started,
    StartWithdrawn,
    StepEntered,
    StepInserted,
    StepRemoved,
    StepReturned,
    StepSkipped,
    StepUnskipped,
    Undone,
)
from live.dialogue.helping import CallEvent
from live.dialogue.session import Session, read_step
from live.dialogue.state import KIND_OF, OUTCOMES_LIMIT, UNDO_LIMIT, Act, Hand, State, StepRun

BALLOTS = tuple(event for event in get_args(question.Event) if event.kept is Kept.SEALED)


def fold_record(state: State, record: Record, at: int, seq: int) -> None:
    """Take in what one command brought about. `at` is ms since 1970 UTC, `seq` the position of its commit."""
    state.at = max(state.at, at)
    steered = is_moderators_key(record.actor)
    for event in record.events:
        if steered:
            _remember_inverse(state, record, event)
        elif isinstance(event, question.Finalised):
            _forget_acts(state, event)
        fold(state, event, at)
    if record.command:
        outcomes = state.outcomes.setdefault(record.actor, {})
        outcomes[record.command] = seq
        while len(outcomes) > OUTCOMES_LIMIT:
            del outcomes[next(iter(outcomes))]


def fold(state: State, event: Event, at: int) -> None:
    """Take one fact in."""
    rule = _RULES.get(type(event))
    if rule is not None:
        rule(state, event, at)
    elif isinstance(event, StepEvent):
        run = state.steps[event.step]
        run.kind.fold(run.state, event, at)
    else:
        _fold_agenda(state, event, at)


def _fold_undone(state: State, event: Undone, at: int) -> None:
    state.acts = [act for act in state.acts if act.number != event.act]
    for inverse in event.inverses:
        fold(state, codec.read_event(inverse), at)
    state.hands = dict(sorted(state.hands.items(), key=lambda up: up[1].since))


def _fold_people(state: State, event: Joined | Named | Seated | HungUp | CalledAgain, at: int) -> None:
    match event:
        case Joined(person=person, seats=seats, source=source):
            joined = state.people[person] = Person(person, seats, joined_at=at, source=source)
            if source == "phone":
                state.callers[person] = joined
                state.on_the_line.add(person)
        case Named(person=person, name=name, language=language, trouble=trouble):
            known = state.people.get(person)
            if known is not None:
                known.name, known.language = name, language
                state.calls.explain(person, trouble)
        case Seated(person=person, seats=seats):
            state.people[person].seats = seats
        case HungUp(person=person):
            state.on_the_line.discard(person)
        case CalledAgain(person=person):
            state.on_the_line.add(person)


def _fold_hands(state: State, event: Raised | Lowered | Called | Restored | CallWithdrawn, at: int) -> None:
    voter, spoken_by = voter_of(event.person, event.seat), state.people[event.person].spoken_by
    match event:
        case Raised():
            state.hands[voter] = Hand(at)
        case Lowered():
            state.hands.pop(voter, None)
        case Called(seat=seat):
            if voter in state.hands:
                state.hands[voter].called = True
            spoken_by[seat] = spoken_by.get(seat, 0) + 1
        case CallWithdrawn(seat=seat):
            if voter in state.hands:
                state.hands[voter].called = False
            spoken_by[seat] = spoken_by.get(seat, 0) - 1
        case Restored(since=since, called=called):
            state.hands[voter] = Hand(since, called)  # in its place in the queue once all are taken back


def _fold_call(state: State, event: CallEvent, at: int) -> None:
    helping.fold(state.calls, event, at)


def _fold_editing(state: State, event: EditingEvent, at: int) -> None:
    editing.fold(state.editing, event, at)


_RULES: dict[type[Event], Callable[[State, Any, int], None]] = {
    Undone: _fold_undone,
    **dict.fromkeys((Joined, Named, Seated, HungUp, CalledAgain), _fold_people),
    **dict.fromkeys((Raised, Lowered, Called, Restored, CallWithdrawn), _fold_hands),
    **dict.fromkeys(get_args(CallEvent), _fold_call),
    **dict.fromkeys(get_args(EditingEvent), _fold_editing),
}
"""Facts that come by the thousand find their rule at once: a server that starts reads a hundred thousand of them."""


def _fold_agenda(state: State, event: Event, at: int) -> None:
    match event:
        case Created():
            _create(state, event)
        case Started():
            state.phase, state.started_at = "running", at
        case StartWithdrawn():
            state.phase, state.started_at = "waiting", None
            if state.current is not None:
                state.steps[state.current].visits.pop()
            state.current, state.part = None, None
        case Ended():
            state.phase, state.ended_at = "ended", at
            _leave(state, at)
        case Resumed():
            state.phase, state.ended_at = "running", None
            if state.current is not None:
                state.steps[state.current].visits.append((at, None))
        case StepEntered() | StepReturned() | StepRemoved():
            _fold_place(state, event, at)
        case StepSkipped(step=step):
            state.steps[step].skipped = True
        case StepUnskipped(step=step):
            state.steps[step].skipped = False
        case StepInserted(after=after, settings=settings):
            run = _begin(read_step(settings), inserted=True)
            step = StepId(run.settings.id)
            state.steps[step] = run
            state.order.insert(state.order.index(after) + 1 if after in state.order else 0, step)
        case Reordered(order=order):
            state.order = list(order)
        case Replanned(minutes=minutes):
            for step, planned in minutes.items():
                state.steps[step].minutes = planned
        case _:
            _fold_screen(state, event)


def _fold_place(state: State, event: StepEntered | StepReturned | StepRemoved, at: int) -> None:
    step = event.step
    match event:
        case StepEntered(part=part):
            if step != state.current or not _visiting(state, step):
                _leave(state, at)
                state.steps[step].visits.append((at, None))
            state.current, state.part = step, part
        case StepReturned(part=part):
            _return(state, step)
            state.current, state.part = step, part
        case StepRemoved():
            state.order = [id_ for id_ in state.order if id_ != step]
            if step == state.current:
                _leave(state, at)
                state.current, state.part = None, None


def _fold_screen(state: State, event: Event) -> None:
    match event:
        case Overlaid(overlay=overlay, message=message):
            state.screen.overlay, state.screen.message = overlay, message
        case Resized(text_size=size):
            state.screen.text_size = size
        case _:
            raise TypeError(f"no rule for {type(event).__name__}")


def undo(state: State, event: Event) -> Event | None:
    """The fact that takes a steering act back, seen from before the act; None where it is no steering act."""
    match event:
        case StepEvent():
            run = state.steps[event.step]
            return run.kind.undo(run.state, event)
        case Started():
            return StartWithdrawn()
        case StepEntered():
            return None if state.current is None else StepReturned(step=state.current, part=state.part)
        case Ended():
            return Resumed()
        case Resumed():
            return Ended()
        case StepSkipped(step=step):
            return StepUnskipped(step=step)
        case StepUnskipped(step=step):
            return StepSkipped(step=step)
        case StepInserted(settings=settings):
            return StepRemoved(step=StepId(str(settings["id"])))
        case Reordered():
            return Reordered(order=tuple(state.order))
        case Replanned(minutes=minutes):
            return Replanned(minutes={step: state.steps[step].minutes for step in minutes})
        case _:
            return _undo_beside_the_agenda(state, event)


def _undo_beside_the_agenda(state: State, event: Event) -> Event | None:
    match event:
        case Called(person=person, seat=seat):
            return CallWithdrawn(person=person, seat=seat)
        case Lowered(person=person, seat=seat) if (up := state.hands.get(voter_of(person, seat))) is not None:
            return Restored(person=person, seat=seat, since=up.since, called=up.called)
        case Overlaid():
            return Overlaid(overlay=state.screen.overlay, message=state.screen.message)
        case Resized():
            return Resized(text_size=state.screen.text_size)
        case Withdrawn():
            return Published()
        case _:
            return None


def _remember_inverse(state: State, record: Record, event: Event) -> None:
    if state.session is None or isinstance(event, BALLOTS):
        return
    if isinstance(event, question.Finalised):
        _forget_acts(state, event)
        return
    inverse = undo(state, event)
    if inverse is None:
        return
    command = f"{record.actor} {record.command}"
    if not state.acts or state.acts[-1].command != command:
        state.acts_done += 1
        step = getattr(event, "step", None)
        state.acts.append(Act(state.acts_done, command, codec.type_of(event), step))
        del state.acts[:-UNDO_LIMIT]
    state.acts[-1].inverses.insert(0, inverse)


def _forget_acts(state: State, event: question.Finalised) -> None:
    """What was done with a question cannot be taken back once it is closed for good: its ballots are gone."""
    for act in state.acts:
        act.inverses = [
            back
            for back in act.inverses
            if not isinstance(back, question.QuestionEvent) or (back.step, back.part) != (event.step, event.part)
        ]
    state.acts = [act for act in state.acts if act.inverses]


def _create(state: State, event: Created) -> None:
    state.dialogue, state.code, state.conference_key = event.dialogue, event.code, event.conference_key
    state.session = Session.model_validate(event.session)
    for settings in state.session.agenda:
        step = StepId(settings.id)
        state.steps[step] = _begin(settings)
        state.order.append(step)


def _begin(settings: StepSettings, *, inserted: bool = False) -> StepRun:
    kind = KIND_OF[type(settings)]
    return StepRun(settings, kind, kind.start(settings), settings.minutes, inserted=inserted)


def _visiting(state: State, step: StepId) -> bool:
    visits = state.steps[step].visits
    return bool(visits) and visits[-1][1] is None


def _leave(state: State, at: int) -> None:
    if state.current is None:
        return
    visits = state.steps[state.current].visits
    if visits and visits[-1][1] is None:
        visits[-1] = (visits[-1][0], at)


def _return(state: State, step: StepId) -> None:
    if state.current is None or step == state.current:
        return
    mistaken, resumed = state.steps[state.current].visits, state.steps[step].visits
    if mistaken:
        mistaken.pop()
    if resumed:
        resumed[-1] = (resumed[-1][0], None)

"""What people do about themselves: join, give a name, say how many they are, call the desk for help."""

from collections.abc import Sequence

from live.core.actor import Actor, Participant
from live.core.command import Command, Event, OwnCommand
from live.core.context import Person
from live.core.ids import PersonId
from live.core.rejection import Rejection
from live.dialogue import callers, helping
from live.dialogue.commands import Join, Rename, Seat, SpeakLanguage
from live.dialogue.events import Joined, Named, Seated
from live.dialogue.hands import gone, within
from live.dialogue.helping import CallCommand
from live.dialogue.naming import name_refusal, seats_refusal, tidy
from live.dialogue.state import State

Decision = Sequence[Event] | Rejection


def join(state: State, command: Join) -> Decision:
    """Let somebody in, once."""
    if command.person in state.people:
        return []
    refusal = name_refusal(command.name) or seats_refusal(command.seats)
    if refusal:
        return refusal
    joined = Joined(person=command.person, seats=command.seats, source=command.source)
    return [joined, Named(person=command.person, name=tidy(command.name), language=command.language)]


def decide(state: State, command: Command, actor: Actor) -> Decision:
    """Answer what somebody wishes to be known as, in which language, and with how many at the device."""
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


def _named(
    state: State, known: Person, *, name: str | None = None, language: str | None = None, trouble: str | None = None
) -> Named:
    """What is kept beside the log is kept whole: what does not change stands in it again."""
    return Named(
        person=known.person,
        name=known.name if name is None else name,
        language=known.language if language is None else language,
        trouble=state.calls.words.get(known.person, "") if trouble is None else trouble,
    )


def _seat(state: State, known: Person, seats: int) -> list[Event]:
    """What those who have gone have answered stays."""
    if seats == known.seats:
        return []
    return [Seated(person=known.person, seats=seats), *gone(state, known.person, range(seats + 1, known.seats + 1))]


def decide_call(state: State, command: CallCommand, actor: Actor) -> Decision:
    """Answer a call for help, or what is done about one."""
    if isinstance(command, helping.CallTheDesk) and state.published_at is not None:
        return Rejection("help.nobody_there")
    outcome = helping.decide(state.calls, command, actor, within(state, actor))
    if isinstance(outcome, Rejection) or isinstance(command, helping.TakeCall):
        return outcome
    return explained(state, outcome, helping.words_of(command))


def explained(state: State, events: Sequence[Event], text: str) -> list[Event]:
    """The facts about calls, and what is to be kept of their words: those of a new one, none of one that is over."""
    kept: list[Event] = []
    for event in events:
        person: PersonId = getattr(event, "person", PersonId(""))
        if text != state.calls.words.get(person, ""):
            kept.append(_named(state, state.people[person], trouble=text))
    return [*events, *kept]

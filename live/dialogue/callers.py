"""People on the telephone: they have no page, so who moderates says for them what others say on theirs.

Rule: only for people who were entered as callers, only by those who steer and by the moderator of their group, and only
what people say for themselves (`live.core.command.OwnCommand`). To a kind it is the caller who speaks, so that the same
is valid as for everybody; the log keeps who entered it, of anonymous ballots nobody.
"""

from dataclasses import replace

from live.core.actor import Actor, GroupModerator, Participant, steers
from live.core.command import Command, Event, OwnCommand
from live.core.context import Context, Person
from live.core.ids import PersonId
from live.core.rejection import Rejection
from live.dialogue.commands import CallAgain, Enter, HangUp
from live.dialogue.events import CalledAgain, HungUp, Joined, Named
from live.dialogue.hands import gone
from live.dialogue.naming import name_refusal, seats_refusal, tidy
from live.dialogue.state import State, room_of


def speaker(state: State, command: OwnCommand, actor: Actor) -> Actor | Rejection:
    """Whose wish it is: the actor's own, or that of the caller for whom the actor says it."""
    person = command.person
    if person is None:
        return actor
    if isinstance(actor, Participant):
        return actor if person == actor.person else Rejection("not_allowed")
    if not (steers(actor) or isinstance(actor, GroupModerator)):
        return Rejection("not_allowed")
    if person not in state.callers:
        return Rejection("people.not_on_the_telephone")
    if isinstance(actor, GroupModerator) and not _moderates(state, actor, person):
        return Rejection("people.other_group")
    return Participant(person)


def decide(state: State, command: Command, actor: Actor, context: Context) -> list[Event] | Rejection:
    """Answer a wish to enter a caller, or to note that one has hung up or is back."""
    if not steers(actor):
        return Rejection("not_allowed")
    match command:
        case Enter():
            return _enter(state, command, context)
        case HangUp(person=person) | CallAgain(person=person) if person not in state.callers:
            return Rejection("people.not_on_the_telephone")
        case HangUp(person=person):
            if person not in state.on_the_line:
                return []
            return [HungUp(person=person), *gone(state, person, range(1, state.callers[person].seats + 1))]
        case CallAgain(person=person):
            if person in state.on_the_line:
                return []
            return [CalledAgain(person=person), *_seated(state, state.callers[person], context)]
    return Rejection("not_allowed")


def _enter(state: State, command: Enter, context: Context) -> list[Event] | Rejection:
    person = PersonId(command.id)
    if person in state.people:
        return Rejection("not_allowed")
    refusal = name_refusal(command.name) or seats_refusal(command.seats)
    if refusal:
        return refusal
    return [
        Joined(person=person, seats=command.seats, source="phone"),
        Named(person=person, name=tidy(command.name), language=command.language),
        *_seated(state, Person(person, command.seats), context),
    ]


def _seated(state: State, caller: Person, context: Context) -> list[Event]:
    """What the steps do about somebody who arrives while they run, as about everybody: a place in a group."""
    coming = replace(context, look=replace(context.look, people={**state.people, caller.person: caller}))
    return [event for run in state.steps.values() for event in run.kind.late(run.state, caller.person, coming)]


def _moderates(state: State, actor: GroupModerator, person: PersonId) -> bool:
    place = room_of(state, person)
    return place is not None and place[1] == actor.room

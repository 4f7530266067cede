"""Raised hands: one for each seat at a device, in the order in which they go up.

People raise and lower their own, group moderators those of their group, those who steer everybody's.
"""

from collections.abc import Sequence

from live.core.actor import Actor, GroupModerator, Participant, steers
from live.core.command import Command, Event
from live.core.ids import PersonId, VoterId, person_of, seat_of, voter_of
from live.core.rejection import Rejection
from live.dialogue.commands import CallHand, LowerAllHands, LowerHand, RaiseHand
from live.dialogue.events import Called, Lowered, Raised
from live.dialogue.state import State, room_of

Decision = Sequence[Event] | Rejection


def within(state: State, actor: Actor) -> set[PersonId]:
    """For whom somebody may speak: oneself, the own group, everybody."""
    if isinstance(actor, GroupModerator):
        return {p for p in state.people if (place := room_of(state, p)) and place[1] == actor.room}
    if isinstance(actor, Participant):
        return {actor.person} & state.people.keys()
    return set(state.people) if steers(actor) else set()


def decide(state: State, command: Command, actor: Actor) -> Decision:
    """Answer a wish about a raised hand."""
    reach = within(state, actor)
    if isinstance(command, LowerAllHands):
        if not (steers(actor) or isinstance(actor, GroupModerator)):
            return Rejection("not_allowed")
        return [down(voter) for voter in state.hands if person_of(voter) in reach]
    return _decide_hand(state, command, actor, reach)


def _decide_hand(state: State, command: Command, actor: Actor, reach: set[PersonId]) -> Decision:
    wanted: PersonId | None = getattr(command, "person", None)
    person = wanted or (actor.person if isinstance(actor, Participant) else None)
    if person is None or person not in reach:
        return Rejection("not_allowed")
    match command:
        case RaiseHand(seat=seat):
            return _raise(state, person, seat)
        case LowerHand(seat=seat):
            voter = voter_of(person, seat)
            return [down(voter)] if voter in state.hands else []
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


def down(voter: VoterId) -> Lowered:
    """Lower the hand of a seat at a device."""
    return Lowered(person=person_of(voter), seat=seat_of(voter))


def gone(state: State, person: PersonId, seats: range) -> list[Event]:
    """Lower the hands of those who have left: they want to say nothing any more."""
    return [down(voter) for seat in seats if (voter := voter_of(person, seat)) in state.hands]

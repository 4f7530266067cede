"""Wishes about the own choice: open it, close it, say where one wants to be. It makes no groups; a draft does."""

from typing import assert_never

from live.core.actor import Actor, Participant, steers
from live.core.context import Look
from live.core.ids import PersonId
from live.core.rejection import Rejection
from live.steps.breakout.commands import ChoiceCommand, CloseChoice, OpenChoice, Wish
from live.steps.breakout.events import BreakoutEvent, ChoiceClosed, ChoiceOpened, Wished
from live.steps.breakout.headcount import even_share, seats
from live.steps.breakout.settings import FEWEST_TO_CHOOSE_FROM, MOST_TO_CHOOSE_FROM
from live.steps.breakout.state import State
from live.steps.breakout.wishes import Wanted

Answer = list[BreakoutEvent] | Rejection


def decide_choice(state: State, command: ChoiceCommand, actor: Actor, look: Look) -> Answer:
    """Answer a wish about the own choice. People speak for their device, those who steer for anybody."""
    if isinstance(command, Wish):
        return _wish(state, command, actor, look)
    if not steers(actor):
        return Rejection("not_allowed")
    match command:
        case OpenChoice():
            return _open(state, command, look)
        case CloseChoice():
            return [ChoiceClosed(step=command.step)] if state.choosing else Rejection("breakout.choice_not_open")
        case _:
            assert_never(command)


def _open(state: State, command: OpenChoice, look: Look) -> Answer:
    """Open the choice, or change what it is about. What is not said stays as it was before, or is worked out."""
    if state.groups is not None:
        return Rejection("breakout.already_published")
    groups = _groups(state, command, look)
    if groups < FEWEST_TO_CHOOSE_FROM:
        return Rejection("breakout.nothing_to_choose")
    if groups > MOST_TO_CHOOSE_FROM:
        return Rejection("breakout.too_much_to_choose", {"limit": MOST_TO_CHOOSE_FROM})
    before = state.choice
    limit = before.capacity if command.capacity is None and before.exact else command.capacity
    exact, capacity = bool(limit), limit or even_share(look.seats_present, groups)
    if (before.phase, before.groups, before.capacity, before.exact) == ("open", groups, capacity, exact):
        return Rejection("breakout.already_so")
    return [ChoiceOpened(step=command.step, groups=groups, capacity=capacity, exact=exact)]


def _groups(state: State, command: OpenChoice, look: Look) -> int:
    """Between how many groups people choose: those that have a name, where the desk says nothing else."""
    if command.groups:
        return command.groups
    if command.group_size:
        return even_share(look.seats_present, command.group_size)
    settings, before = state.settings, state.choice.groups
    return before or settings.topics or even_share(look.seats_present, settings.group_size)


def _wish(state: State, command: Wish, actor: Actor, look: Look) -> Answer:
    person = _who(command, actor)
    if isinstance(person, Rejection):
        return person
    if not state.choosing:
        return Rejection("breakout.choice_not_open")
    if person not in look.people:
        return Rejection("breakout.no_such_person")
    rooms = tuple(dict.fromkeys(command.rooms))
    absent = next((room for room in rooms if room > state.choice.groups), None)
    if absent is not None:
        return Rejection("breakout.no_such_room", {"room": absent})
    wanted = Wanted(rooms, seats(look, person))
    before = state.choice.wishes.get(person)
    if before == wanted or (before is None and not rooms):
        return [] if isinstance(actor, Participant) else Rejection("breakout.already_so")
    if before and not isinstance(actor, Participant) and not command.replacing:
        return Rejection("breakout.has_chosen")
    return [Wished(step=command.step, person=person, rooms=wanted.rooms, seats=wanted.seats)]


def _who(command: Wish, actor: Actor) -> PersonId | Rejection:
    """Whose wish it is: the own, or that of somebody for whom the desk says it, as for people on the telephone."""
    if isinstance(actor, Participant):
        return actor.person if command.person in (None, actor.person) else Rejection("not_allowed")
    if not steers(actor):
        return Rejection("not_allowed")
    return command.person or Rejection("breakout.no_such_person")

"""Wishes about dots: people give them to the cards that matter most. Where the dots are is seen when revealed."""

from typing import assert_never

from live.core.actor import Actor, GroupModerator, Participant, steers
from live.core.context import Look
from live.core.ids import RoomNumber
from live.core.rejection import Rejection
from live.steps.breakout.allowed import wrong_leader, wrong_writer
from live.steps.breakout.commands import CloseDots, DotCommand, OpenDots, PlaceDots, RevealDots
from live.steps.breakout.events import BreakoutEvent, DotsPhase, DotsPlaced, DotsTurned
from live.steps.breakout.headcount import seats
from live.steps.breakout.state import State

Answer = list[BreakoutEvent] | Rejection


def decide_dots(state: State, command: DotCommand, actor: Actor, look: Look) -> Answer:
    """Answer a wish about dots."""
    match command:
        case PlaceDots():
            return _place(state, command, actor, look)
        case OpenDots():
            return _turn(state, command, actor, "open")
        case CloseDots():
            return _turn(state, command, actor, "closed")
        case RevealDots():
            return _turn(state, command, actor, "revealed")
        case _:
            assert_never(command)


def _turn(state: State, command: OpenDots | CloseDots | RevealDots, actor: Actor, phase: DotsPhase) -> Answer:
    refusal = _wrong_turn(state, actor, command.room)
    if refusal:
        return refusal
    wished = _published(state) if command.room is None else [command.room]
    rooms = [room for room in wished if _may_turn(state, room, phase)]
    if not rooms:
        return Rejection("breakout.already_so")
    settings, before = state.settings, state.board(rooms[0]).dots
    budget, per_note = (
        before.budget or settings.dots or settings.dots_per_note,
        before.per_note or settings.dots_per_note,
    )
    if isinstance(command, OpenDots):
        budget = command.budget or settings.dots or budget
        per_note = min(command.per_note or settings.dots_per_note, budget)
    return [DotsTurned(step=command.step, phases=dict.fromkeys(rooms, phase), budget=budget, per_note=per_note)]


def _wrong_turn(state: State, actor: Actor, room: RoomNumber | None) -> Rejection | None:
    if room is not None:
        return wrong_leader(state, actor, room)
    if not steers(actor):
        return Rejection("breakout.other_room" if isinstance(actor, GroupModerator) else "not_allowed")
    return Rejection("breakout.not_published") if state.groups is None else None


def _published(state: State) -> list[RoomNumber]:
    return sorted(state.groups.members) if state.groups else []


def _may_turn(state: State, room: RoomNumber, phase: DotsPhase) -> bool:
    now = state.board(room).dots.phase
    return now != phase and (phase == "open" or now != "none")


def _place(state: State, command: PlaceDots, actor: Actor, look: Look) -> Answer:
    note = state.note(command.note)
    if note is None:
        return Rejection("breakout.no_such_note")
    given = state.board(note.room).dots.of(actor.person).get(note.note, 0) if isinstance(actor, Participant) else 0
    taking = command.dots < given  # also from a card that was hidden or merged meanwhile
    if not taking and (not state.board(note.room).stands(note) or note.below is not None):
        return Rejection("breakout.no_such_note")
    refusal = wrong_writer(state, actor, note.room) if isinstance(actor, Participant) else Rejection("not_allowed")
    if refusal or not isinstance(actor, Participant):
        return refusal or Rejection("not_allowed")
    dots = state.board(note.room).dots
    if dots.phase != "open":
        return Rejection("breakout.dots_not_open")
    people, mine = seats(look, actor.person), dots.of(actor.person)
    if command.dots > dots.per_note * people:
        return Rejection("breakout.too_many_dots", {"limit": dots.per_note * people})
    if sum(mine.values()) - mine.get(note.note, 0) + command.dots > dots.budget * people:
        return Rejection("breakout.dots_spent", {"budget": dots.budget * people})
    if mine.get(note.note, 0) == command.dots:
        return Rejection("breakout.already_so")
    return [DotsPlaced(step=command.step, person=actor.person, note=note.note, dots=command.dots)]

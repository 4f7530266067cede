"""What each audience sees of the groups. Rule: a shared view names no author; what is hidden is not sent at all.

The console of a group that went on in another one is told in which, and still sees what its own group has written, and
nothing of what the other one had.
"""

from live.core.actor import Participant, actor_key
from live.core.audience import Audience, Console, Everyone, Moderators, Room, Self, Wall
from live.core.context import Look
from live.core.ids import PersonId, RoomNumber
from live.core.patch import View
from live.steps.breakout.board_view import (
    dots_seen,
    focus_seen,
    help_seen,
    notes_seen,
    pen_seen,
    people_in_order,
    quintessence_seen,
    told_seen,
)
from live.steps.breakout.choice_view import choice_of_all, choice_on_the_wall, own_choice
from live.steps.breakout.desk_view import seen_at_the_desk
from live.steps.breakout.headcount import seats, sizes
from live.steps.breakout.naming import name_of
from live.steps.breakout.plan_view import called, plan_seen, result_shown, task_seen
from live.steps.breakout.state import ALL_SEATS, Board, Groups, State
from live.steps.breakout.video import video_of

ROOMS_LISTED = 100


def view(state: State, audience: Audience, look: Look) -> View | None:
    """What this audience may see. `Wall` is as `Everyone`, and counts who chooses; `Console` is its group always."""
    match audience:
        case Everyone():
            return _everyone(state, look) | choice_of_all(state)
        case Wall():
            return _everyone(state, look) | choice_on_the_wall(state, look)
        case Moderators():
            return seen_at_the_desk(state, look)
        case Room(step, room):
            return _room(state, room, look, audience) if step == state.settings.id and state.knows(room) else None
        case Console(room):
            there = state.knows(room) or state.groups is None or state.went_on_in(room) is not None
            return _room(state, room, look, audience) if there else None
        case Self(person):
            return _own(state, person)


def _everyone(state: State, look: Look) -> View:
    people = sizes(state.groups, look) if state.groups else {}
    shown = result_shown(state, people, look)
    return {
        **plan_seen(state),
        **_rooms(state, people, look),
        **({"shown": shown} if shown else {}),
    }


def _rooms(state: State, people: dict[RoomNumber, int], look: Look) -> View:
    """The groups by number; of very many only how many, because nobody reads a thousand and everybody is sent them."""
    named = {} if len(people) > ROOMS_LISTED else people
    return {
        "number_of_rooms": len(people),
        "order": [str(room) for room in named],
        "rooms": {str(room): {**called(state, room), "people": count} for room, count in named.items()},
    }


def _room(state: State, room: RoomNumber, look: Look, audience: Room | Console) -> View:
    """One group, for its people or closely for its moderator, who also sees what is hidden."""
    settings, closely = state.settings, isinstance(audience, Console)
    into = state.went_on_in(room) if closely else None
    board = state.board(room) if into is None else state.left_by(room)
    return {
        "step": settings.id,
        "room": room,
        **called(state, room),
        "phase": state.phase.value,
        **task_seen(state),
        "quintessence_wanted": settings.quintessence,
        **({"started_at": state.published_at, "ends_at": state.ends_at[room]} if room in state.ends_at else {}),
        **video_of(state, room, look, audience),
        **({} if into is None else {"merged_into": {"room": into, **name_of(state, into)}}),
        "people": _people(state.groups, room, look),
        **({"frozen": True} if board.frozen else {}),
        **_help_of(state, room),
        **told_seen(state, room, closely=closely),
        "notes": notes_seen(board, look, closely=closely),
        **dots_seen(board, closely=closely),
        **pen_seen(board),
        **quintessence_seen(board, look, closely=closely),
        **(_callers(state, room, look) if closely else {}),
        "focus": focus_seen(board),
    }


def _help_of(state: State, room: RoomNumber) -> View:
    """The group's own call for help, where somebody waits."""
    waiting = ((id_, call) for id_, call in state.waiting().items() if call.room == room)
    return next(({"help": {"call": id_, **help_seen(call)}} for id_, call in waiting), {})


def _people(groups: Groups | None, room: RoomNumber, look: Look) -> View:
    """The people of a group, those with a name first and by name."""
    order = people_in_order(groups, room, look)
    numbers = {person: number for number, person in enumerate(look.callers, 1)}
    names: dict[PersonId, View] = {}
    for person in order:
        known = look.people.get(person)
        names[person] = {
            **({"name": known.name} if known and known.name else {}),
            "seats": seats(look, person),
            **({"here": True} if person in look.present else {}),
            **({"phone": numbers[person]} if person in numbers else {}),
        }
    return {"order": order, "names": names, "count": sum(entry["seats"] for entry in names.values())}


def _callers(state: State, room: RoomNumber, look: Look) -> View:
    """What was said for the callers of the group, by who may say something else for them."""
    board, members = state.board(room), state.groups.members.get(room, set()) if state.groups else set()
    said = {person: _said_by(board, person) for person in look.callers if person in members}
    return {"callers": said} if said else {}


def _said_by(board: Board, person: PersonId) -> View:
    """What a person has said to the quintessence, for all at the device or each alone, and where the own dots are."""
    said = board.quintessence.answers.get(person, {}) if board.quintessence else {}
    by_seat = {str(seat): answer for seat, answer in sorted(said.items()) if seat != ALL_SEATS}
    dots = {id_: number for id_, number in board.dots.of(person).items() if number}
    return {
        **({"confirmed": said[ALL_SEATS]} if ALL_SEATS in said else {}),
        **({"confirmed_by": by_seat} if by_seat else {}),
        **({"dots": dots} if dots else {}),
    }


def _own(state: State, person: PersonId) -> View | None:
    room = state.groups.room_of.get(person) if state.groups else None
    notes = state.notes_by.get(actor_key(Participant(person)), ())
    wished = own_choice(state, person)
    if not notes and room is None and not wished:
        return None
    return {
        "notes": dict.fromkeys(notes, True),
        **({"room": room} if room is not None else {}),
        **({} if room is None else _said_by(state.board(room), person)),
        **wished,
    }

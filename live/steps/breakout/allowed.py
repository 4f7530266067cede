"""Who may do what in a group, and how long a text may be: the two questions every command begins with."""

from live.core.actor import Actor, GroupModerator, Participant, actor_key, steers
from live.core.ids import RoomNumber
from live.core.rejection import Rejection
from live.steps.breakout.events import Role
from live.steps.breakout.state import State

MAX_NOTE = 1_000
"""Characters of a card or a focus idea."""
MAX_NOTES = 1_000
MAX_OWN_NOTES = 200
"""Cards on one board, and cards of one person on it."""
MAX_QUINTESSENCE = 4_000
"""Characters of a quintessence."""


def leads(actor: Actor, room: RoomNumber) -> bool:
    """Whether this actor moderates the group: from its console or from the desk."""
    return steers(actor) or (isinstance(actor, GroupModerator) and actor.room == room)


def wrong_leader(state: State, actor: Actor, room: RoomNumber) -> Rejection | None:
    """Why this actor may not moderate the group now; None if there is no reason."""
    if not leads(actor, room):
        return Rejection("breakout.other_room" if isinstance(actor, GroupModerator) else "not_allowed")
    return absent_room(state, room)


def wrong_writer(state: State, actor: Actor, room: RoomNumber) -> Rejection | None:
    """Why this actor may not write on the board of the group now; None if there is no reason."""
    if not isinstance(actor, Participant):
        return wrong_leader(state, actor, room)
    if state.groups is not None and state.groups.room_of.get(actor.person) != room:
        return Rejection("breakout.other_room")
    return absent_room(state, room)


def wrong_scribe(state: State, actor: Actor, room: RoomNumber) -> Rejection | None:
    """Why this actor may not decide what the group brings back: its moderation may, or whoever holds its pen."""
    pen = state.board(room).pen
    if isinstance(actor, Participant) and pen is not None and pen.holder == actor_key(actor):
        return wrong_writer(state, actor, room)
    return wrong_leader(state, actor, room)


def role_of(actor: Actor) -> Role:
    """The kind of page from which somebody acts, which is all of them that the others may know."""
    match actor:
        case Participant():
            return "participant"
        case GroupModerator():
            return "console"
        case _:
            return "moderator"


def absent_room(state: State, room: RoomNumber) -> Rejection | None:
    """Why there is no such group to write in; None if there is one."""
    if state.groups is None:
        return Rejection("breakout.not_published")
    return None if state.knows(room) else Rejection("breakout.no_such_room", {"room": room})


def wrong_words(text: str, limit: int) -> Rejection | None:
    """Why this text cannot be taken; None if it can. Nothing but space is no text."""
    if not text.strip():
        return Rejection("breakout.empty")
    if len(text) > limit:
        return Rejection("breakout.too_long", {"limit": limit, "length": len(text)})
    return None

"""Who wants something. Authorisation asks the type; the log keeps `actor_key`, never a name."""

from dataclasses import dataclass

from live.core.ids import PersonId, RoomNumber


@dataclass(frozen=True, slots=True)
class Participant:
    """A person in the dialogue, with or without a name, at a device with one or more seats."""

    person: PersonId


@dataclass(frozen=True, slots=True)
class Moderator:
    """Somebody at the desk. `link` is the short digest of the link that opened it."""

    link: str


@dataclass(frozen=True, slots=True)
class GroupModerator:
    """Somebody at the console of one group."""

    room: RoomNumber
    link: str


@dataclass(frozen=True, slots=True)
class Editor:
    """Somebody who prepares the documentation for publication, as in a press office, and nothing else."""

    link: str


@dataclass(frozen=True, slots=True)
class Projector:
    """The read-only page on the wall. It wants nothing."""


@dataclass(frozen=True, slots=True)
class Server:
    """The program itself: it lets people in and ends what must end."""


Actor = Participant | Moderator | GroupModerator | Editor | Projector | Server


def actor_key(actor: Actor) -> str:
    """One word for the log and for remembering outcomes; the same person has the same key on every connection."""
    match actor:
        case Participant(person):
            return f"participant:{person}"
        case Moderator(link):
            return f"moderator:{link}"
        case GroupModerator(room, link):
            return f"group_moderator:{room}:{link}"
        case Editor(link):
            return f"editor:{link}"
        case Projector():
            return "projector"
        case Server():
            return "server"


def is_moderators_key(key: str) -> bool:
    """Whether an `actor_key` is that of somebody at the desk."""
    return key.startswith("moderator:")


def steers(actor: Actor) -> bool:
    """Whether this actor may steer the evening."""
    return isinstance(actor, Moderator | Server)


def edits(actor: Actor) -> bool:
    """Whether this actor may prepare the documentation and publish it."""
    return steers(actor) or isinstance(actor, Editor)

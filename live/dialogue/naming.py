"""What people may be called and how many may sit together: the same however somebody comes in."""

from live.core.context import SEATS_LIMIT
from live.core.rejection import Rejection
from live.dialogue.commands import NAME_LIMIT


def tidy(name: str) -> str:
    """The name without spaces that nobody sees."""
    return " ".join(name.split())


def name_refusal(name: str) -> Rejection | None:
    """Why nobody can have this name; None if there is no reason. No name is one."""
    length = len(tidy(name))
    return Rejection("people.name_too_long", {"limit": NAME_LIMIT, "length": length}) if length > NAME_LIMIT else None


def seats_refusal(seats: int) -> Rejection | None:
    """Why so many cannot share a device or a telephone; None if they can."""
    return None if 1 <= seats <= SEATS_LIMIT else Rejection("people.seats_wrong", {"limit": SEATS_LIMIT})

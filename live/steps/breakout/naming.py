"""What a group is called, and who moderates it: by its number in the lists of the session file, where they name it."""

from live.core.ids import RoomNumber
from live.core.patch import View
from live.steps.breakout.state import State


def name_of(state: State, room: RoomNumber) -> View:
    """The name of a group, as every view holds it."""
    names = state.settings.room_names
    return {"name": names[room - 1]} if room <= len(names) else {}


def moderator_of(state: State, room: RoomNumber) -> str:
    """The name of a group's moderator; empty where nobody is named."""
    moderators = state.settings.group_moderators
    return moderators[room - 1] if room <= len(moderators) else ""

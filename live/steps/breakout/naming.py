"""What a group is called: by the name that the session file gives to its number, where it gives one."""

from live.core.ids import RoomNumber
from live.core.patch import View
from live.steps.breakout.state import State


def name_of(state: State, room: RoomNumber) -> View:
    """The name of a group, as every view holds it."""
    names = state.settings.room_names
    return {"name": names[room - 1]} if room <= len(names) else {}

"""Where a group meets by video: an address of the session file, or a room of its own on the city's server.

Rule: a group that went on in another one is led to that one's room. Whatever is missing, the groups work without video.
"""

from live.core.audience import Audience
from live.core.context import Look
from live.core.ids import RoomNumber, StepId
from live.core.patch import View
from live.steps.breakout.state import State


def video_of(state: State, room: RoomNumber, look: Look, audience: Audience) -> View:
    """The address that leads people of this audience into the group's room; nothing where there is none."""
    settings, room = state.settings, state.went_on_in(room) or room
    if settings.video == "links":
        links = settings.video_links
        return {"video": links[room - 1]} if room <= len(links) else {}
    title = " ".join((str(room), *settings.room_names[room - 1 : room]))
    address = look.conference.address(settings.video, StepId(settings.id), room, audience, title=title)
    return {"video": address} if address else {}


def video_missing(state: State, look: Look) -> View:
    """The server that the session file wishes and that this machine has not been told of."""
    wanted = state.settings.video
    return {} if wanted == "links" or look.conference.servers.has(wanted) else {"video_missing": wanted}

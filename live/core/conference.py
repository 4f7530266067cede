"""Rooms for video on a city's own conference servers: which servers there are, and where in them a group meets.

Rule: what a room is called follows from the dialogue's secret key, the step and the group. So it is the same after a
restart, another for every group, and whoever knows the name of one room can work out no other.
"""

import hashlib
import hmac
import json
from dataclasses import dataclass
from typing import Final, Literal, assert_never
from urllib.parse import quote

from live.core.audience import Audience, Console, Moderators, Room
from live.core.ids import RoomNumber, StepId

ServerKind = Literal["jitsi", "bigbluebutton"]

NAME_LENGTH: Final = 40
"""Hexadecimal digits of a derived name: 160 bits. Small letters only, because Jitsi knows no others."""


@dataclass(frozen=True, slots=True)
class Servers:
    """The conference servers that this machine has been told of."""

    jitsi: str = ""
    """Address of the Jitsi server without a slash at its end; empty: there is none."""
    bigbluebutton: bool = False

    def has(self, kind: ServerKind) -> bool:
        """Whether there is such a server."""
        match kind:
            case "jitsi":
                return bool(self.jitsi)
            case "bigbluebutton":
                return self.bigbluebutton
            case _:
                assert_never(kind)


NO_SERVERS: Final = Servers()


@dataclass(frozen=True, slots=True)
class Conference:
    """The conference servers as one dialogue may use them. `key` is its secret; empty where it has none."""

    servers: Servers = NO_SERVERS
    dialogue: str = ""
    key: str = ""

    def has(self, kind: ServerKind) -> bool:
        """Whether groups can meet on such a server."""
        return bool(self.key) and self.servers.has(kind)

    def name(self, purpose: str, step: StepId, room: RoomNumber) -> str:
        """A name for one purpose, such as a room or the password to it, that nobody guesses. Needs the key."""
        said = f"{purpose}/{step}/{room}".encode()
        return hmac.new(self.key.encode(), said, hashlib.sha256).hexdigest()[:NAME_LENGTH]

    def address(self, kind: ServerKind, step: StepId, room: RoomNumber, audience: Audience, *, title: str = "") -> str:
        """Where a page of this audience leads its people; empty where there is no such server, or nobody to lead.

        `title` is what Jitsi calls the room on the screen, which would be its long name otherwise.
        BigBlueButton wants to be told who comes, which is said by this server on demand (`live.web.meetings`).
        """
        door = _door(audience, self.dialogue)
        if not door or not self.has(kind):
            return ""
        match kind:
            case "jitsi":
                return f"{self.servers.jitsi}/{self.name('jitsi', step, room)}#{_jitsi_wishes(title)}"
            case "bigbluebutton":
                return f"{door}/meeting/{step}/{room}"
            case _:
                assert_never(kind)


NO_CONFERENCE: Final = Conference()


def _door(audience: Audience, dialogue: str) -> str:
    """The path of the page of those who may be led into a room: each page has its own key to this server."""
    match audience:
        case Room():
            return f"/p/{dialogue}"
        case Console(room):
            return f"/console/{dialogue}/{room}"
        case Moderators():
            return f"/desk/{dialogue}"
        case _:
            return ""


def _jitsi_wishes(title: str) -> str:
    """What Jitsi is asked for in the fragment of an address, values as JSON.

    It opens in the browser at once; without that, a phone first shows a page that offers its app.
    """
    called = f"&config.localSubject={quote(json.dumps(title, ensure_ascii=False), safe='')}" if title else ""
    return f"config.disableDeepLinking=true{called}"

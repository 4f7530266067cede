"""An evening that goes on while somebody is hostile: its pages must be served as if nobody were."""

import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import count

from live.web.wire import Wire
from tests.web.browser import Browser, House, Socket
from tests.web.raw import TEXT, Raw, frame, raw

HELLO = frame(TEXT, b'{"hello":{}}')
_numbers = count()


@dataclass
class Evening:
    """The desk and somebody who takes part."""

    house: House
    desk: Socket
    person: Socket
    browser: Browser

    @classmethod
    async def of(cls, here: House) -> "Evening":
        """Begin one."""
        desk = await (await here.working("moderator")).socket("moderator")
        await desk.done("agenda.start")
        browser = await here.participant("Rosa")
        return cls(here, desk, await browser.socket("participant"), browser)

    async def works(self) -> None:
        """What somebody does is carried out, and seen by the others."""
        words = f"Pause {next(_numbers)}"
        await self.person.done("hands.raise")
        await self.desk.shows("moderators", lambda seen: len(seen["hands"]["raised"]) == 1)
        await self.desk.done("screen.overlay", overlay="message", message=words)
        await self.desk.shows("moderators", lambda seen: seen["screen"]["message"] == words)
        await self.person.done("hands.lower")
        await self.desk.shows("moderators", lambda seen: not seen["hands"]["raised"])

    async def closed(self, reason: str) -> float:
        """How many were sent away for this reason."""
        return await self.house.counted("live_closed_total", reason=reason)

    @asynccontextmanager
    async def hostile(self, browser: Browser | None = None, *, receives: int | None = None) -> AsyncIterator[Raw]:
        """A page of somebody who is in, whose script somebody else wrote."""
        found = browser or await self.house.participant("Mallory")
        async with raw(self.house.settings.port, receives=receives) as line:
            path = f"/ws/{self.house.dialogue}/participant"
            head = await line.shake(path, origin=self.house.address, cookies=found.cookies)
            assert head.startswith("HTTP/1.1 101 "), head
            yield line

    def wire(self, line: Raw) -> Wire:
        """The server's end of a line."""
        own = line.writer.get_extra_info("sockname")
        for one in self.house.lines.connections:
            if isinstance(one, Wire) and peer(one).getpeername() == own:
                return one
        raise AssertionError("the line is closed")


def peer(wire: Wire) -> socket.socket:
    """The server's socket of a line."""
    found: socket.socket = wire._transport.get_extra_info("socket")  # noqa: SLF001 - nobody else needs to know it
    return found

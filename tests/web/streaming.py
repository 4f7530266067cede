"""A page that has no WebSocket: it hears events and posts its frames, over the real door."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx

from live.web.eventline import EventLine
from tests.web.browser import SECONDS, Browser, Frame, House, Socket, merged

PING, LINE, CLOSE = "ping", "line", "close"


class Refused(Exception):
    """The line was not opened."""

    def __init__(self, answer: httpx.Response) -> None:
        super().__init__(f"{answer.status_code} {answer.text}")
        self.answer = answer


class Streamed(Socket):
    """What came in over a stream, with the same questions to it as to a socket."""

    def __init__(self, browser: Browser, path: str, answer: httpx.Response) -> None:
        self.frames: list[Frame] = []
        self.texts: list[str] = []
        self.views: dict[str, Any] = {}
        self.head = answer
        self.line = ""
        self.code: int | None = None
        """With which the server said goodbye."""
        self.pings = 0
        self._browser, self._path = browser, path
        self._lines = answer.aiter_lines()

    async def post(self, text: str | bytes = b"", *, line: str = "", **headers: str) -> httpx.Response:
        """One request to the door, as it is."""
        own = {"origin": self._browser.house.address, **headers}
        return await self._browser.web.post(f"{self._path}/line/{line or self.line}", content=text, headers=own)

    async def send(self, frame: object) -> None:
        answer = await self.post(json.dumps(frame))
        assert answer.status_code == 204, answer.text

    async def read(self) -> Frame:
        while True:
            kind, text = await self.event()
            if kind == "message":
                return merged(self, text)

    async def event(self) -> tuple[str, str]:
        """The next event; the end of the line raises `EOFError`."""
        kind, words = "message", ""
        async for line in self._lines:
            field, _, value = line.partition(":")
            if field == "event":
                kind = value.strip()
            elif field == "data":
                words = value.strip()
            elif not line and (words or kind != "message"):
                self._note(kind, words)
                return kind, words
        raise EOFError

    async def closed(self) -> int | None:
        """Read to the end; the code of the goodbye, None where there was none."""
        async with asyncio.timeout(SECONDS):
            try:
                while True:
                    await self.event()
            except (EOFError, httpx.HTTPError):
                return self.code

    def _note(self, kind: str, words: str) -> None:
        if kind == LINE:
            self.line = words
        elif kind == CLOSE:
            self.code = int(words)
        self.pings += kind == PING


@asynccontextmanager
async def streamed(
    browser: Browser, role: str, room: int | None = None, known: object = None, origin: str | None = ""
) -> AsyncIterator[Streamed]:
    """The line of a page, until its welcome. Raises `Refused`."""
    house = browser.house
    path = f"/stream/{house.dialogue}/{role}" + (f"/{room}" if room else "")
    headers = {"accept": "text/event-stream"} | ({"origin": origin or house.address} if origin is not None else {})
    hello = json.dumps({"hello": known or {}})
    async with browser.web.stream("POST", path, content=hello, headers=headers) as answer:
        if answer.status_code != 200:
            await answer.aread()
            raise Refused(answer)
        made = Streamed(browser, path, answer)
        await made.until(lambda frame: "welcome" in frame)
        yield made


def lines_of(house: House) -> list[EventLine]:
    """The server's ends of all streams."""
    return [line for line in house.lines.connections if isinstance(line, EventLine)]

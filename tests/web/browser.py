"""The real application over a real file on a real port, and browsers that are clients of its pages and sockets."""

import asyncio
import json
import re
import socket as sockets
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from itertools import count
from pathlib import Path
from typing import Any, Self

import httpx
import websockets
from prometheus_client.parser import text_string_to_metric_families
from websockets.asyncio.client import ClientConnection, connect

from live.core.ids import DialogueId
from live.core.patch import merge
from live.hub.frames import SUBPROTOCOL
from live.hub.hub import Hub
from live.log.port import Link
from live.log.sqlite import SqliteLog
from live.web.app import make_app, make_server
from live.web.lines import Lines
from live.web.links import issue
from live.web.settings import Settings
from tests.hub.pages import SESSION

SECONDS = 30.0
"""The patience of a test: on a busy machine an answer may be late, and only one that never comes is a failure."""
Frame = dict[str, Any]
_numbers = count()
# Made once: reading all certificates costs more than most tests.
_TRUST = ssl.create_default_context()


class House:
    """One server with one dialogue."""

    def __init__(self, settings: Settings, log: SqliteLog, dialogue: DialogueId, code: str) -> None:
        self.settings, self.log, self.dialogue, self.code = settings, log, dialogue, code
        self.lines = Lines(settings)
        """Of the server that runs; where a test makes a house by itself, of none."""
        self.browsers: list[Browser] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.settings.port}"

    def browser(self) -> "Browser":
        """Somebody's browser, with cookies of its own."""
        made = Browser(self)
        self.browsers.append(made)
        return made

    async def link(self, role: str, subject: str = "", dialogue: str | None = None) -> str:
        """The secret of a fresh link."""
        return await issue(self.log, Link(dialogue or self.dialogue, role, subject))

    async def working(self, role: str, subject: str = "") -> "Browser":
        """A browser that has opened a link."""
        browser = self.browser()
        answer = await browser.enter(await self.link(role, subject))
        assert answer.status_code == 200, answer.text
        return browser

    async def counted(self, name: str, **labels: str) -> float:
        """What the server has counted, as it tells it."""
        async with httpx.AsyncClient(verify=_TRUST, timeout=SECONDS) as asking:
            told = (await asking.get(f"{self.address}/metrics")).text
        for family in text_string_to_metric_families(told):
            for sample in family.samples:
                if sample.name == name and sample.labels == labels:
                    return float(sample.value)
        return 0.0

    async def participant(self, name: str = "", **form: str) -> "Browser":
        """A browser that has come in by the code."""
        browser = self.browser()
        answer = await browser.join(name=name, **form)
        assert answer.status_code == 303, answer.text
        return browser


class Browser:
    """Cookies, pages and sockets of one browser."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.web = httpx.AsyncClient(base_url=house.address, timeout=SECONDS, verify=_TRUST)
        self._open = AsyncExitStack()

    async def join(self, code: str | None = None, **form: str) -> httpx.Response:
        return await self.web.post("/join", data={"code": self.house.code if code is None else code, **form})

    async def enter(self, secret: str) -> httpx.Response:
        return await self.web.post("/enter", json={"secret": secret})

    def cookie(self, role: str) -> str:
        """The secret in the cookie of a role."""
        found = [c.value for c in self.web.cookies.jar if c.name.startswith(f"live-{role}-")]
        assert found[0] is not None
        return found[0]

    async def socket(self, role: str, room: int | None = None, *, hello: bool = True) -> "Socket":
        """The socket of a page."""
        path = f"/ws/{self.house.dialogue}/{role}" + (f"/{room}" if room else "")
        wire = await self._open.enter_async_context(dial(self.house, path, self.cookies))
        socket = Socket(wire)
        if hello:
            await socket.send({"hello": {}})
            await socket.until(lambda frame: "welcome" in frame)
        return socket

    @property
    def cookies(self) -> str:
        return "; ".join(f"{c.name}={c.value}" for c in self.web.cookies.jar)

    async def close(self) -> None:
        await self._open.aclose()
        await self.web.aclose()


def dial(house: House, path: str, cookies: str = "", origin: str | None = "") -> connect:
    """Open a socket; `origin` empty is the page's own, None sends none."""
    return connect(
        house.address.replace("http", "ws", 1) + path,
        origin=websockets.Origin(origin or house.address) if origin is not None else None,
        subprotocols=[websockets.Subprotocol(SUBPROTOCOL)],
        additional_headers={"cookie": cookies} if cookies else None,
        compression=None,
        max_size=None,
        close_timeout=2,
        proxy=None,
    )


class Socket:
    """What came in over a socket, and the views that it makes up."""

    def __init__(self, wire: ClientConnection) -> None:
        self.wire = wire
        self.frames: list[Frame] = []
        self.texts: list[str] = []
        self.views: dict[str, Any] = {}

    async def send(self, frame: object) -> None:
        await self.wire.send(json.dumps(frame))

    async def read(self) -> Frame:
        text = await self.wire.recv()
        assert isinstance(text, str)
        return merged(self, text)

    async def until(self, wanted: Callable[[Frame], bool]) -> Frame:
        """Read until a frame is like this."""
        async with asyncio.timeout(SECONDS):
            while not wanted(frame := await self.read()):
                pass
            return frame

    async def shows(self, name: str, like: Callable[[Any], bool]) -> Any:  # noqa: ANN401 - a view is JSON
        """Read until a view is like this."""
        async with asyncio.timeout(SECONDS):
            while not (name in self.views and _true(like, self.views[name])):
                await self.read()
            return self.views[name]

    async def do(self, type_: str, **fields: object) -> Frame:
        """Send a command and read until its answer."""
        command = {"id": f"c{next(_numbers)}", "type": type_, **fields}
        await self.send(command)
        return await self.until(lambda frame: command["id"] in (frame.get("ack"), frame.get("reject")))

    async def done(self, type_: str, **fields: object) -> None:
        """Send a command that must be carried out."""
        answer = await self.do(type_, **fields)
        assert "ack" in answer, answer

    async def closed(self) -> int | None:
        """Read to the end; the close code."""
        async with asyncio.timeout(SECONDS):
            try:
                while True:
                    await self.read()
            except websockets.ConnectionClosed:
                return self.wire.close_code


def merged(page: Socket, text: str) -> Frame:
    """Take in what a page was told."""
    frame: Frame = json.loads(text)
    page.texts.append(text)
    page.frames.append(frame)
    if "snapshot" in frame:
        page.views[frame["view"]] = frame["snapshot"]
    elif "patch" in frame:
        page.views[frame["view"]] = merge(page.views.get(frame["view"], {}), frame["patch"])
    elif "gone" in frame:
        del page.views[frame["gone"]]
    return frame


def _true(like: Callable[[Any], bool], seen: object) -> bool:
    try:
        return like(seen)
    except KeyError:
        return False


def plain(html: str) -> str:
    """A page without what differs from one answer to the next."""
    return re.sub(r"nonce(=\"|-)[\w-]+", "nonce", html)


@asynccontextmanager
async def house(folder: Path, **settings: object) -> AsyncIterator[House]:
    """A running server of its own with a fresh dialogue in this folder."""
    async with server(folder, **settings) as (log, running), visit(log, running) as here:
        yield here


@asynccontextmanager
async def server(folder: Path, **settings: object) -> AsyncIterator[tuple[SqliteLog, "Running"]]:
    """A running server without any dialogue."""
    log = await SqliteLog.open(folder / "live.db")
    try:
        async with Running.over(log, folder, **settings) as running:
            yield log, running
    finally:
        await log.close()


@asynccontextmanager
async def visit(log: SqliteLog, running: "Running", session: dict[str, Any] | None = None) -> AsyncIterator[House]:
    """A fresh dialogue on a server that runs."""
    async with Hub(log) as hub:
        task = await hub.create(session or SESSION)
    made = House(running.settings, log, task.dialogue, task.state.code)
    made.lines = running.lines
    try:
        yield made
    finally:
        for browser in made.browsers:
            await browser.close()


class Running:
    """A server on a free port of this machine."""

    def __init__(self, settings: Settings, stop: Callable[[], None], lines: Lines) -> None:
        self.settings, self.stop, self.lines = settings, stop, lines

    @classmethod
    @asynccontextmanager
    async def over(cls, log: SqliteLog, folder: Path, **settings: object) -> AsyncIterator[Self]:
        """Serve the dialogues of a log for the length of the block."""
        with sockets.socket() as listening:
            listening.bind(("127.0.0.1", 0))
            wanted = {"port": listening.getsockname()[1], "database": folder / "live.db", **settings}
            chosen = Settings.model_validate(wanted)
            server = make_server(make_app(log, chosen), chosen)

            def stop() -> None:
                server.should_exit = True

            serving = asyncio.create_task(server.serve(sockets=[listening]))
            async with asyncio.timeout(SECONDS), httpx.AsyncClient(verify=_TRUST) as probe:
                while True:
                    try:
                        await probe.get(f"http://127.0.0.1:{chosen.port}/healthz")
                        break
                    except httpx.ConnectError:
                        assert not serving.done()
                        await asyncio.sleep(0)
            try:
                yield cls(chosen, stop, server.server_state)
            finally:
                stop()
                await serving

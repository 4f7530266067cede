"""A page without a screen: gets in as a browser does, speaks `live.v1`, and comes back when the line was cut.

Rule: it knows what its views say and nothing else. What it asked and got no answer to it asks again, under the same id.
"""

import asyncio
import contextlib
import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar
from urllib.parse import urlencode, urlsplit

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException
from websockets.typing import Origin, Subprotocol

from live.core.patch import View, merge
from live.demo.chance import Temper
from live.hub.frames import NO_DIALOGUE, SIGNED_OUT, SUBPROTOCOL, WRONG_ORIGIN

REFUSALS = frozenset({SIGNED_OUT, WRONG_ORIGIN, NO_DIALOGUE})
LARGEST_VIEW = 32 * 1024 * 1024
OPEN_SECONDS = 10.0
T = TypeVar("T")


class Refused(Exception):
    """The server did not let this page in; the text is the HTTP status."""


@dataclass
class Asked:
    """A command and what came of it: None while it waits, `ack`, or the code of its refusal."""

    command: dict[str, Any]
    answer: str | None = None

    @property
    def id(self) -> str:
        """The command's own id, which is also that of a card or an idea that it makes."""
        return str(self.command["id"])

    @property
    def done(self) -> bool:
        """Whether it was carried out."""
        return self.answer == "ack"


@dataclass
class Ledger:
    """What all simulated people asked, in order, and every frame of theirs that the server did not understand."""

    asked: list[Asked] = field(default_factory=list)
    malformed: list[str] = field(default_factory=list)
    quiet: asyncio.Event = field(default_factory=asyncio.Event)
    """Set while no command waits for its answer."""
    _waiting: int = 0

    def enter(self, asked: Asked) -> None:
        """Note that something was asked."""
        self.asked.append(asked)
        self._waiting += 1
        self.quiet.clear()

    def settle(self, asked: Asked, answer: str) -> None:
        """Note what came of it."""
        asked.answer = answer
        self._waiting -= 1
        if not self._waiting:
            self.quiet.set()

    def answers(self) -> Counter[str]:
        """How often each answer was given."""
        return Counter(entry.answer for entry in self.asked if entry.answer is not None)


@dataclass(frozen=True)
class Key:
    """What lets a page in: the address of the server, the path of its socket, its cookies."""

    address: str
    socket: str
    cookies: str


async def join(address: str, code: str, name: str, language: str, *, together: bool) -> Key:
    """Post the form of the first page. Raises `Refused` or `OSError`."""
    form = {"code": code, "name": name, "language": language} | ({"seats": "2"} if together else {})
    answer = await _post(address, "/join", urlencode(form).encode(), "application/x-www-form-urlencoded")
    if answer.status != 303:  # noqa: PLR2004 - HTTP: See Other
        raise Refused(str(answer.status))
    return Key(address, f"/ws/{answer.location.removeprefix('/p/')}/participant", answer.cookies)


async def enter(link: str) -> Key:
    """Open a link of those who work. Raises `Refused` or `OSError`."""
    address, _, secret = link.partition("/enter#")
    answer = await _post(address, "/enter", json.dumps({"secret": secret}).encode(), "application/json")
    if answer.status != 200:  # noqa: PLR2004 - HTTP: OK
        raise Refused(str(answer.status))
    page, dialogue, *room = json.loads(answer.body)["url"].removeprefix("/").split("/")
    role = {"desk": "moderator", "console": "group_moderator"}.get(page, page)
    return Key(address, "/".join(["/ws", dialogue, role, *room]), answer.cookies)


async def publish(key: Key) -> bool:
    """Publish the documentation as its first version, as the button at the editors' desk does; whether it is done."""
    dialogue = key.socket.split("/")[2]
    body = json.dumps({"id": "publish", "version": 1}).encode()
    answer = await _post(key.address, f"/edit/{dialogue}/publish", body, "application/json", key.cookies)
    return answer.status == 200  # noqa: PLR2004 - HTTP: OK


class Page:
    """One person's page. `run` keeps it on the line; the other coroutines read it and speak through it."""

    def __init__(self, key: Key, temper: Temper, ledger: Ledger) -> None:
        """Prepare a page that is not yet on the line."""
        self.views: dict[str, View] = {}
        self.ahead = 0
        """How many pages the server lets in before this one."""
        self._key = key
        self._temper = temper
        self._ledger = ledger
        self._run: str | None = None
        self._versions: dict[str, int] = {}
        self._line: ClientConnection | None = None
        self._unanswered: dict[str, tuple[Asked, asyncio.Event]] = {}
        self._news = asyncio.Event()
        self._awake = asyncio.Event()
        self._awake.set()

    async def run(self) -> None:
        """Stay on the line until cancelled or sent away for good."""
        while True:
            await self._awake.wait()
            try:
                async with self._dial() as line:
                    await self._talk(line)
            except (OSError, TimeoutError, WebSocketException):
                pass  # the line broke; a page simply tries again
            else:
                if line.close_code in REFUSALS:
                    return
            finally:
                self._line = None
            await self._temper.pause(0.3, 2)

    async def tell(self, type_: str, **fields: object) -> Asked:
        """Ask for something and wait for the answer, however often the line breaks meanwhile."""
        asked = Asked({"id": self._temper.fresh_id(), "type": type_, **fields})
        answered = asyncio.Event()
        self._unanswered[asked.id] = asked, answered
        self._ledger.enter(asked)
        if self._line is not None:
            await self._write(self._line, asked.command)
        await answered.wait()
        return asked

    async def until(self, found: Callable[[], T | None]) -> T:
        """Wait until the views say it, and return what was found."""
        while not (value := found()):
            await self._news.wait()
        return value

    async def drop_out(self, shortest: float, longest: float) -> None:
        """Lose the line without a word for some human seconds, as a phone in a tunnel does."""
        self._awake.clear()
        if self._line is not None:
            self._line.transport.abort()
        try:
            await self._temper.pause(shortest, longest)
        finally:
            self._awake.set()

    def view(self, name: str) -> View:
        """A view as it stands; empty while there is none."""
        return self.views.get(name, {})

    def _dial(self) -> connect:
        key = self._key
        return connect(
            key.address.replace("http", "ws", 1) + key.socket,
            origin=Origin(key.address),
            subprotocols=[Subprotocol(SUBPROTOCOL)],
            additional_headers={"Cookie": key.cookies},
            compression=None,
            proxy=None,
            open_timeout=OPEN_SECONDS,
            close_timeout=0.5,
            max_size=LARGEST_VIEW,
        )

    async def _talk(self, line: ClientConnection) -> None:
        known = {"run": self._run, "versions": self._versions} if self._run else {}
        await line.send(json.dumps({"hello": known}))
        async for text in line:
            await self._hear(line, json.loads(text))

    async def _hear(self, line: ClientConnection, frame: dict[str, Any]) -> None:
        match frame:
            case {"welcome": {"run": run}}:
                self._versions = self._versions if run == self._run else {}
                self._run, self._line, self.ahead = run, line, 0
                for asked, _ in list(self._unanswered.values()):
                    await self._write(line, asked.command)
            case {"wait": {"ahead": ahead}}:
                self.ahead = ahead
            case {"view": name, "version": version, "snapshot": view}:
                self.views[name], self._versions[name] = view, version
            case {"view": name, "version": version, "patch": patch}:
                await self._patch(line, name, version, patch)
            case {"gone": name}:
                self.views.pop(name, None)
                self._versions.pop(name, None)
            case {"ack": id_}:
                self._answered(id_, "ack")
            case {"reject": id_, "code": code}:
                self._answered(id_, code)
            case {"malformed": sentence}:
                self._ledger.malformed.append(sentence)
        self._news.set()
        self._news = asyncio.Event()

    async def _patch(self, line: ClientConnection, name: str, version: int, patch: View) -> None:
        have = self._versions.get(name)
        if have is not None and version <= have:
            return  # it came with a snapshot or an earlier patch
        if have == version - 1:
            self.views[name], self._versions[name] = merge(self.views[name], patch), version
        else:
            await self._write(line, {"resync": [name]})

    def _answered(self, id_: str, answer: str) -> None:
        if id_ in self._unanswered:
            asked, answered = self._unanswered.pop(id_)
            self._ledger.settle(asked, answer)
            answered.set()

    async def _write(self, line: ClientConnection, frame: dict[str, Any]) -> None:
        # Where the line breaks, what was asked is kept and said again after the next welcome.
        with contextlib.suppress(WebSocketException):
            await line.send(json.dumps(frame, ensure_ascii=False))


def longest_waiting(view: View) -> dict[str, Any] | None:
    """Whose hand has been up longest without being called, in a view that has `hands`: the fields of a call."""
    raised = view.get("hands", {}).get("raised", {})
    uncalled = [key for key, hand in raised.items() if "called" not in hand]
    key = min(uncalled, key=lambda each: raised[each]["since"], default=None)
    return None if key is None else {"person": key.partition("/")[0], "seat": raised[key].get("seat", 1)}


@dataclass(frozen=True)
class _Answer:
    status: int
    location: str
    cookies: str
    body: bytes


async def _post(address: str, path: str, body: bytes, kind: str, cookies: str = "") -> _Answer:
    parts = urlsplit(address)
    async with asyncio.timeout(OPEN_SECONDS):
        reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
        try:
            head = (
                f"POST {path} HTTP/1.1\r\nHost: {parts.netloc}\r\nOrigin: {address}\r\nContent-Type: {kind}\r\n"
                f"Content-Length: {len(body)}\r\nCookie: {cookies}\r\nConnection: close\r\n\r\n"
            )
            writer.write(head.encode() + body)
            return _read(await reader.read())
        finally:
            writer.close()


def _read(answer: bytes) -> _Answer:
    head, _, body = answer.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = [(name.lower(), value.strip()) for name, _, value in (line.partition(":") for line in lines)]
    cookies = [value.partition(";")[0] for name, value in headers if name == "set-cookie"]
    return _Answer(int([*first.split(), "0", "0"][1]), dict(headers).get("location", ""), "; ".join(cookies), body)

"""The WebSocket endpoint: who is it, is the frame well-formed, is it not too fast; then the hub takes over.

Rule: whoever may come in costs one handshake and an inbox, and nothing runs for it. Whoever may not is told so by a
close code, which is all that a page can read; a network that goes on knocking is refused before that.
"""

import asyncio
import time
from collections.abc import Callable
from typing import Protocol

from pydantic import ValidationError
from pydantic_core import from_json
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.websockets import WebSocket

from live import metrics
from live.core.actor import Participant
from live.core.ids import DialogueId
from live.core.rejection import Rejection
from live.dialogue.codec import read_command
from live.hub import frames
from live.hub.connection import Connection
from live.hub.hub import Hub
from live.hub.task import DialogueTask, Wish
from live.log.port import UnknownDialogue
from live.web.links import Entry, entry_by_cookie
from live.web.opening import LINE
from live.web.security import Attempts
from live.web.settings import Settings
from live.web.wire import Wire

_LOOKS_APART = 1.0
MOST_UNANSWERED = 16
"""Commands of one page that may wait for their answers; our own pages say one at a time. Then it is not heard."""


class Sockets:
    """All sockets of this server."""

    def __init__(self, hub: Hub, settings: Settings, clock: Callable[[], float] = time.monotonic) -> None:
        """Serve the hub's dialogues."""
        self._hub = hub
        self._settings = settings
        self._clock = clock
        self._refused = Attempts(settings.refused_pages_per_place, settings.refused_pages_in_all, clock)
        self._by_link: dict[str, list[Connection]] = {}
        self._silent: dict[Connection, float] = {}
        """Pages that have not said hello yet, and until when they may."""
        self._looking: asyncio.TimerHandle | None = None

    async def serve(self, websocket: WebSocket) -> None:
        """One page's handshake; afterwards the line belongs to its inbox."""
        if websocket.headers.get("origin") not in self._settings.origins:
            metrics.handshakes.labels("wrong_origin").inc()
            await websocket.close(frames.WRONG_ORIGIN)  # before accept: the handshake is answered 403
            return
        if len(self._silent) >= self._settings.pages_without_hello:
            metrics.handshakes.labels("too_many").inc()
            await _deny(websocket, 503)
            return
        entry = await self.entry(websocket)
        if entry is None:
            await self._refuse(websocket)
            return
        try:
            task = await self._hub.dialogue(DialogueId(entry.link.dialogue))
        except UnknownDialogue:
            metrics.handshakes.labels("no_dialogue").inc()
            await _accept(websocket)
            await websocket.close(frames.NO_DIALOGUE)
            return
        await _accept(websocket)
        metrics.handshakes.labels("accepted").inc()
        wire: Wire = websocket.scope["extensions"][LINE]
        connection = Connection(entry.actor, entry.digest, wire)
        self.take_in(connection)
        task.admit(connection)
        wire.take_over(Inbox(connection, task, self, wire, entry.link.role))
        if await self.entry(websocket) is None:
            connection.close(frames.SIGNED_OUT)  # revoked while the page came in: nobody could have hung it up

    def greeted(self, connection: Connection) -> None:
        """The page has said hello."""
        self._silent.pop(connection, None)

    def lost(self, connection: Connection) -> None:
        """The page has gone."""
        self._silent.pop(connection, None)
        pages = self._by_link.get(connection.link, [])
        if connection in pages:
            pages.remove(connection)
        if not pages:
            self._by_link.pop(connection.link, None)

    def may_speak(self, left: float, at: float) -> tuple[float, float]:
        """How many frames a page may still send, now that it sends one; below zero: too many. And the time of it."""
        now, most = self._clock(), self._settings.frames_at_once
        return min(float(most), left + (now - at) * self._settings.frames_per_second) - 1, now

    async def entry(self, asking: HTTPConnection) -> Entry | None:
        """The link by which this page may come in; None when it may not."""
        path = asking.path_params
        dialogue, role, subject = path["dialogue"], path["role"], str(path.get("room", ""))
        return await entry_by_cookie(asking, self._hub.log, self._settings, dialogue, role, subject)

    def cut_short(self, asking: HTTPConnection) -> bool:
        """Count a page that may not come in; whether its network has knocked too often."""
        address = asking.client.host if asking.client else "unknown"
        if self._refused.exhausted(address):
            return True
        self._refused.failed(address)
        return False

    def take_in(self, connection: Connection) -> None:
        """Know of a page that comes in; the oldest of a person who has too many is set aside."""
        pages = self._by_link.setdefault(connection.link, [])
        alive = [page for page in pages if not page.closing]
        if isinstance(connection.actor, Participant) and len(alive) >= self._settings.pages_per_person:
            metrics.closed.labels("too_many_pages").inc()
            alive[0].close(frames.SET_ASIDE)
            self._silent.pop(alive[0], None)  # nobody fills the places of those who have not said hello by coming again
        pages.append(connection)
        self._silent[connection] = self._clock() + self._settings.hello_seconds
        if self._looking is None:
            self._looking = asyncio.get_running_loop().call_later(_LOOKS_APART, self._look)

    async def _refuse(self, websocket: WebSocket) -> None:
        if self.cut_short(websocket):
            metrics.handshakes.labels("cut_short").inc()
            await _deny(websocket, 429)
            return
        metrics.handshakes.labels("signed_out").inc()
        await _accept(websocket)
        await websocket.close(frames.SIGNED_OUT)

    def _look(self) -> None:
        """Send away who has not said hello; they stand in the order in which they came."""
        self._looking = None
        now = self._clock()
        while self._silent:
            connection, until = next(iter(self._silent.items()))
            if until > now:
                self._looking = asyncio.get_running_loop().call_later(_LOOKS_APART, self._look)
                return
            del self._silent[connection]
            if not connection.closing:
                metrics.closed.labels("no_hello").inc()
                connection.close(frames.TOO_FAST)


class Ear(Protocol):
    """The side of a line that listens."""

    def hold(self) -> None:
        """Hear nothing more for now."""

    def hear_on(self) -> None:
        """Hear again."""


class Inbox:
    """What comes in from one page; the `Reader` of its line."""

    __slots__ = ("_at", "_connection", "_ear", "_left", "_open", "_sockets", "_task", "_unanswered")

    def __init__(self, connection: Connection, task: DialogueTask, sockets: Sockets, ear: Ear, role: str) -> None:
        """Hear this page for that dialogue."""
        self._connection = connection
        self._task = task
        self._sockets = sockets
        self._ear = ear
        self._left, self._at = float("inf"), 0.0
        self._unanswered = 0
        self._open = metrics.connections.labels(role)
        self._open.inc()

    def read(self, text: bytes) -> None:
        """A text has come."""
        if not self._may_speak():
            return
        try:
            frame = from_json(text)
        except ValueError:
            self._connection.answer(frames.malformed("not JSON"))
            return
        if not isinstance(frame, dict) or (_may_be_deep(text) and frames.depth(frame) > frames.DEEPEST_FRAME):
            self._connection.answer(frames.malformed("not an object, or nested too deep"))
            return
        try:
            self._hear(frame)
        except ValidationError:
            named = frame.get("id")
            if isinstance(named, str) and "type" in frame:
                self._connection.answer(frames.reject(named[:64], "malformed", {}))
            else:
                self._connection.answer(frames.malformed("unknown or malformed frame"))

    def bytes_came(self, data: bytes) -> None:  # noqa: ARG002 - the face of a reader
        """A binary message has come."""
        if self._may_speak():
            self._connection.answer(frames.malformed("text frames only"))

    def noise_came(self) -> None:
        """A ping, a pong, a part of a message."""
        self._may_speak()

    def waits(self) -> None:
        """Something waits, or the line ends."""
        self._connection.waits()

    def drained(self) -> None:
        """Nothing waits any more."""
        self._connection.drained()

    def lost(self) -> None:
        """The line has ended."""
        self._open.dec()
        self._sockets.lost(self._connection)
        self._task.disconnect(self._connection)

    def _may_speak(self) -> bool:
        if self._connection.closing:
            return False
        self._left, self._at = self._sockets.may_speak(self._left, self._at)
        if self._left < 0:
            metrics.closed.labels("too_fast").inc()
            self._connection.close(frames.TOO_FAST)
        return self._left >= 0

    def _hear(self, frame: dict[str, object]) -> None:
        if "hello" in frame:
            known = frames.read_hello(frame)
            self._sockets.greeted(self._connection)
            self._task.connect(self._connection, known)
        elif "resync" in frame:
            self._task.resync(self._connection, frames.read_resync(frame))
        else:
            self._ask(frame)

    def _ask(self, frame: dict[str, object]) -> None:
        command = read_command(frame)
        connection = self._connection

        def answer(outcome: int | Rejection) -> None:
            self._unanswered -= 1
            if self._unanswered == MOST_UNANSWERED - 1:
                self._ear.hear_on()
            if isinstance(outcome, Rejection):
                connection.answer(frames.reject(command.id, outcome.code, outcome.params))
            else:
                connection.answer(frames.ack(command.id, outcome))

        self._unanswered += 1
        if self._unanswered == MOST_UNANSWERED:
            self._ear.hold()
        self._task.ask(Wish(command, connection.actor, answer))


def _may_be_deep(text: bytes) -> bool:
    """Whether so many brackets open that their depth is worth looking at; a command opens two or three."""
    return text.count(b"{") + text.count(b"[") > frames.DEEPEST_FRAME


async def _accept(websocket: WebSocket) -> None:
    offered = websocket.scope.get("subprotocols", [])
    await websocket.accept(subprotocol=frames.SUBPROTOCOL if frames.SUBPROTOCOL in offered else None)


async def _deny(websocket: WebSocket, status: int) -> None:
    answer = PlainTextResponse("not now", status, {"retry-after": "5"})
    await websocket.send_denial_response(answer)

"""The door: uvicorn's HTTP over httptools, with limits, and with sockets handed on as they were read.

Rule: whoever asks slowly, asks for nothing, or asks too much at once is sent away; nobody costs a timer. A handshake
that was parsed once is not written out and parsed again.
"""

import asyncio
from enum import IntEnum
from http import HTTPStatus
from typing import Any, Protocol

import httptools
from uvicorn.config import Config
from uvicorn.protocols.http.flow_control import FlowControl
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from live import metrics
from live.web import opening
from live.web.lines import Lines
from live.web.wire import Wire

LARGEST_HEAD = 32 * 1024
OUTLET = "live.outlet"
"""In `scope["extensions"]` of a request for events: the connection on which the answer may go on as a line."""
EVENTS = (b"accept", b"text/event-stream")
MOST_AT_ONCE = 8
"""Requests that one connection may send before the first is answered."""
RETRY_SECONDS = b"5"

_MALFORMED = metrics.handshakes.labels("malformed")
_TOO_MANY = metrics.closed.labels("too_many")
_GAVE_WAY = metrics.closed.labels("gave_way")
_ASKED_NOTHING = metrics.closed.labels("asked_nothing")
_TOO_SLOW = metrics.closed.labels("too_slow")
_SLOW_REQUEST = metrics.closed.labels("slow_request")
_BAD_REQUEST = metrics.closed.labels("bad_request")


class Turn(IntEnum):
    """What a connection is waiting for."""

    FIRST = 0
    """The head of its first request."""
    HEAD = 1
    """The rest of a head."""
    BODY = 2
    ANSWER = 3
    """Ours."""
    NEXT = 4
    """A next request, or none."""


_IDLE = frozenset({Turn.FIRST, Turn.HEAD, Turn.NEXT})


class Outlet(Protocol):
    """A line that goes on with the answer of a connection. No call waits."""

    def waits(self) -> None:
        """The kernel takes no more."""

    def drained(self) -> None:
        """Nothing waits any more."""

    def lost(self) -> None:
        """The connection has ended."""


class TooMuch(Exception):
    """More than one connection may ask. The parser stops at it and passes on only that it did."""


class Http(HttpToolsProtocol):
    """One connection on which requests come."""

    def __init__(
        self,
        config: Config,
        server_state: Lines,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        """Made by uvicorn for each connection."""
        super().__init__(config, server_state, app_state, _loop)
        self._lines = server_state
        self._in_head = False
        self._head = 0
        self._turn = Turn.FIRST
        self._since = server_state.now
        self._problem = HTTPStatus.BAD_REQUEST
        self._outlet: Outlet | None = None

    @property
    def lines(self) -> Lines:
        """What the connections of this server share."""
        return self._lines

    def goes_on_as(self, outlet: Outlet) -> None:
        """The answer that has begun belongs to a line from now on, which is counted in the place of this connection."""
        self._outlet = outlet
        self.connections.discard(self)

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # the transport that we need
        """Let the connection in if there is room."""
        if self._lines.full and not self._lines.make_room():
            _TOO_MANY.inc()
            self.transport = transport
            self.flow = FlowControl(transport)
            self._refuse(HTTPStatus.SERVICE_UNAVAILABLE, (b"retry-after", RETRY_SECONDS))
            return
        super().connection_made(transport)
        self._lines.requests[self] = None

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the connection."""
        self._lines.requests.pop(self, None)
        outlet, self._outlet = self._outlet, None
        if outlet is not None:
            outlet.lost()
            self.scope.pop("extensions", None)  # the two hold each other
        super().connection_lost(exc)

    def pause_writing(self) -> None:
        """The kernel takes no more."""
        super().pause_writing()
        if self._outlet is not None:
            self._outlet.waits()

    def resume_writing(self) -> None:
        """What waited has gone out."""
        super().resume_writing()
        if self._outlet is not None:
            self._outlet.drained()

    def data_received(self, data: bytes) -> None:
        """Read requests, or the beginning of a socket."""
        if self.transport.is_closing():
            return
        if self._turn in (Turn.FIRST, Turn.NEXT):
            self._now_waits_for(Turn.HEAD)
        try:
            self.parser.feed_data(data)
        except httptools.HttpParserUpgrade as upgrade:
            if opening.is_wanted(self.headers):
                self._open(data[upgrade.args[0] :])
        except httptools.HttpParserError:
            _BAD_REQUEST.inc()
            self._refuse(self._problem)
        else:
            self._measure(len(data))

    def on_message_begin(self) -> None:
        """A request begins. Raises `TooMuch`."""
        if len(self.pipeline) >= MOST_AT_ONCE:
            self._problem = HTTPStatus.TOO_MANY_REQUESTS
            raise TooMuch
        self._in_head = True
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """Begin to answer; a socket is opened elsewhere. Raises `TooMuch`."""
        # Also of a head that came in one piece, however large.
        if len(self.url) + sum(len(name) + len(value) for name, value in self.headers) > LARGEST_HEAD:
            self._problem = HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
            raise TooMuch
        self._in_head = False
        self._head = 0
        self._now_waits_for(Turn.BODY)
        if EVENTS in self.headers:
            self.scope["extensions"] = {OUTLET: {"connection": self}}
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """The request is whole; perhaps it was answered before it was."""
        self._now_waits_for(Turn.ANSWER if self._owes else Turn.NEXT)
        super().on_message_complete()

    def on_response_complete(self) -> None:
        """Go on with the next request, which may be here already."""
        self.server_state.total_requests += 1
        if self.transport.is_closing():
            return
        self.flow.resume_reading()
        if self.pipeline:
            cycle, app = self.pipeline.pop()
            self._start_asgi_task(cycle, app)
        elif self._turn is not Turn.HEAD:
            self._now_waits_for(Turn.NEXT)

    def look(self, now: float) -> None:
        """End the connection if it has taken too long."""
        settings, waited = self._lines.settings, now - self._since
        if self.transport.is_closing():
            if waited > settings.patience_seconds:
                _TOO_SLOW.inc()
                self.transport.abort()
        elif self._turn is Turn.NEXT:
            if waited > settings.idle_seconds:
                self._leave()
        elif self._turn is Turn.ANSWER:
            if not self.flow.write_paused:
                self._since = now
            elif waited > settings.patience_seconds:
                _TOO_SLOW.inc()
                self.transport.abort()
        elif waited <= settings.request_seconds:
            pass
        elif self._turn is Turn.FIRST:
            _ASKED_NOTHING.inc()  # a browser opens lines ahead of need, and must not take our complaint for an answer
            self._leave()
        else:
            _SLOW_REQUEST.inc()
            self._refuse(HTTPStatus.REQUEST_TIMEOUT)

    def give_way(self) -> bool:
        """End the connection if it waits for nothing of ours; whether it did."""
        if self._turn not in _IDLE or self.transport.is_closing():
            return False
        _GAVE_WAY.inc()
        self.transport.abort()
        return True

    @property
    def _owes(self) -> bool:
        """Whether something was asked that is not answered to its end."""
        cycle: RequestResponseCycle | None = self.cycle
        return cycle is not None and not cycle.response_complete

    def _should_upgrade(self) -> bool:
        return opening.is_wanted(self.headers)

    def _now_waits_for(self, turn: Turn) -> None:
        self._turn = turn
        self._since = self._lines.now

    def _measure(self, size: int) -> None:
        if self._in_head:
            self._head += size
            if self._head > LARGEST_HEAD:
                _BAD_REQUEST.inc()
                self._refuse(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)

    def _open(self, early: bytes) -> None:
        if self._owes:
            self._turn_away(HTTPStatus.BAD_REQUEST)  # what it is still told would stand among the frames
            return
        key = opening.key_of(self.parser.get_method(), self.parser.get_http_version(), self.headers)
        if isinstance(key, HTTPStatus):
            self._turn_away(key)
            return
        try:
            url = httptools.parse_url(self.url)
        except httptools.HttpParserError:
            self._turn_away(HTTPStatus.BAD_REQUEST)
            return
        wire = Wire(self.transport, self._lines, early)
        scope = opening.scope_of(dict(self.scope), url.path or b"/", url.query or b"", wire)
        self._hand_over(wire)
        task = self.loop.create_task(opening.Opening(wire, key, self.server_state.default_headers).run(self.app, scope))
        task.add_done_callback(self.tasks.discard)
        self.tasks.add(task)

    def _turn_away(self, status: HTTPStatus) -> None:
        _MALFORMED.inc()
        self._refuse(status, (b"sec-websocket-version", b"13"))

    def _hand_over(self, wire: Wire) -> None:
        self.transport.pause_reading()
        self.transport.set_protocol(wire)
        self._lines.requests.pop(self, None)
        self.connections.discard(self)
        self.parser = None  # type: ignore[assignment]  # the two hold each other, and so all that was read

    def _refuse(self, status: HTTPStatus, *headers: tuple[bytes, bytes]) -> None:
        if self.transport.is_closing():
            return
        # In the middle of an answer, or before those that are owed, no other answer can be given.
        if not self.pipeline and not (self._owes and self.cycle.response_started):
            self.transport.write(opening.refusal(status, [*self.server_state.default_headers, *headers]))
        self._leave()

    def _leave(self) -> None:
        self._since = self._lines.now
        self.transport.close()

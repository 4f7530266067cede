"""The test of a line before the evening: a socket that says one message back and ends.

Rule: nobody needs to be signed in for it, so it holds nothing: one short message, one answer, a few seconds, and so
many at the same time.
"""

import asyncio

from starlette.responses import PlainTextResponse
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket

from live import metrics
from live.hub import frames
from live.web.opening import LINE
from live.web.settings import Settings
from live.web.wire import Wire

LONGEST = 64
"""Bytes of the message."""
MOST_AT_ONCE = 200
DONE, NOT_FOR_THIS = 1000, 1008
"""Close codes of RFC 6455: done; against the rules."""


class Trials:
    """All tests that are under way."""

    def __init__(self, settings: Settings) -> None:
        """Begin with none."""
        self._settings = settings
        self._open = 0

    def routes(self) -> list[WebSocketRoute]:
        """What is answered here."""
        return [WebSocketRoute("/ws/trial", self.serve)]

    async def serve(self, websocket: WebSocket) -> None:
        """Let one page try its line."""
        if websocket.headers.get("origin") not in self._settings.origins:
            metrics.handshakes.labels("wrong_origin").inc()
            await websocket.close(frames.WRONG_ORIGIN)
            return
        if self._open >= MOST_AT_ONCE:
            metrics.handshakes.labels("too_many").inc()
            await websocket.send_denial_response(PlainTextResponse("not now", 503, {"retry-after": "5"}))
            return
        await websocket.accept()
        metrics.handshakes.labels("trial").inc()
        self._open += 1
        wire: Wire = websocket.scope["extensions"][LINE]
        wire.take_over(_Echo(wire, self, self._settings.hello_seconds))

    def ended(self) -> None:
        """One of them is over."""
        self._open -= 1


class _Echo:
    """The `Reader` of a line that is only tried."""

    __slots__ = ("_trials", "_until", "_wire")

    def __init__(self, wire: Wire, trials: Trials, seconds: float) -> None:
        self._wire = wire
        self._trials = trials
        self._until = asyncio.get_running_loop().call_later(seconds, wire.close, NOT_FOR_THIS)

    def read(self, text: bytes) -> None:
        """Say it back, once."""
        if len(text) > LONGEST:
            self._wire.close(NOT_FOR_THIS)
            return
        self._wire.send(frames.framed(text))
        self._wire.close(DONE)

    def bytes_came(self, data: bytes) -> None:  # noqa: ARG002 - the face of a reader
        """Nobody's message."""
        self._wire.close(NOT_FOR_THIS)

    def noise_came(self) -> None:
        """A ping, a pong, a part: nobody's message either."""
        self._wire.close(NOT_FOR_THIS)

    def waits(self) -> None:
        """The line is slow, or ends."""

    def drained(self) -> None:
        """It is not slow any more."""

    def lost(self) -> None:
        """The line has ended."""
        self._until.cancel()
        self._trials.ended()

"""One page's line as server-sent events (HTML, section 9.2) in the chunks of an answer that does not end.

Rule: what a `Wire` does for WebSocket frames this does for events: written at once, bounded by whoever offers, nothing
running for it. The page cannot pong; it is asked by an event and answers by a request.
"""

import asyncio
import secrets
from collections.abc import Callable
from typing import Protocol

from live.hub import frames
from live.web.lines import Lines
from live.web.wire import RESTARTING

_LAST_CHUNK = b"0\r\n\r\n"


class Listener(Protocol):
    """Who is told what becomes of a line."""

    def drained(self) -> None:
        """Nothing waits any more."""

    def lost(self) -> None:
        """The line has ended."""


class EventLine:
    """A line to one page; see `live.hub.connection.Line`."""

    descriptor = -1
    """Frames are rewritten here: none goes straight to the kernel."""

    __slots__ = ("_gone", "_lines", "_number", "_open", "_quiet", "_reader", "_transport", "heard_at", "held", "name")

    def __init__(self, transport: asyncio.Transport, lines: Lines) -> None:
        """Go on with an answer whose head was written."""
        self._transport = transport
        self._lines = lines
        self._reader: Listener | None = None
        self._gone: Callable[[], None] | None = None
        self._open = True
        self._quiet = False
        self.held = False
        """Whether too much is unanswered for anything more to be heard."""
        self.heard_at = lines.now
        self.name = secrets.token_urlsafe(16)
        self._number = lines.add(self)
        transport.set_write_buffer_limits(0)  # so that `drained` means: nothing waits

    def take_over(self, reader: Listener, gone: Callable[[], None]) -> None:
        """Tell this reader what becomes of the line, and call `gone` when it has ended."""
        self._reader = reader
        self._gone = gone

    def begin(self) -> None:
        """Tell the page the name of its line."""
        self._put(b"event: line\ndata: %b\n\n" % self.name.encode())

    def send(self, data: bytes) -> None:
        """Send whole frames; nothing happens once the line is lost or closing."""
        if self._open:
            self._put(b"".join([b"data: %b\n\n" % text for text in frames.payloads(data)]))

    def offer(self, data: bytes, most: int) -> bool:
        """Send whole frames unless more than so many bytes wait; whether that was done."""
        if self._open and self._transport.get_write_buffer_size() > most:
            return False
        self.send(data)
        return True

    def close(self, code: int) -> None:
        """Say goodbye; what waits still goes out, but not for long."""
        if self._open:
            self._put(b"event: close\ndata: %d\n\n" % code)
            self._transport.write(_LAST_CHUNK)
            self._open = False
            self._lines.end(self)
            self._transport.close()

    def abort(self) -> None:
        """End the line now."""
        self._open = False
        self._transport.abort()

    def shutdown(self) -> None:
        """The server ends."""
        self.close(RESTARTING)

    def ping(self) -> None:
        """Ask whether the page is there."""
        if self._open:
            self._put(b"event: ping\ndata\n\n")

    def keep(self) -> None:
        """Say something that means nothing, where nothing was said since this was last called."""
        if self._open and self._quiet:
            self._put(b":\n\n")
        self._quiet = True

    def heard(self) -> None:
        """The page has said something."""
        self.heard_at = self._lines.now

    def hold(self) -> None:
        """Hear nothing more for now."""
        self.held = True

    def hear_on(self) -> None:
        """Hear again after `hold`."""
        self.held = False

    def waits(self) -> None:
        """The kernel takes no more: something waits. The connection below sees how long."""

    def drained(self) -> None:
        """Nothing waits any more."""
        if self._reader is not None and self._open:
            self._reader.drained()

    def lost(self) -> None:
        """The connection below has ended."""
        self._open = False
        self._lines.remove(self, self._number)
        reader, self._reader = self._reader, None
        gone, self._gone = self._gone, None
        if gone is not None:
            gone()
        if reader is not None:
            reader.lost()

    def _put(self, events: bytes) -> None:
        self._quiet = False
        if events:  # an empty chunk would be the last
            self._transport.write(b"%x\r\n%b\r\n" % (len(events), events))

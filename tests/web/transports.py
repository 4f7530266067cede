"""A transport as tests hold it: a real pair of sockets, and a buffer of its own that goes out when the test says so."""

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from live.web.lines import Lines
from live.web.settings import Settings
from live.web.wire import Wire


class Transport(asyncio.Transport):
    """What a loop's transport does, one step at a time. `socket` is ours, `far` the other side's."""

    def __init__(self, *, tls: bool = False) -> None:
        super().__init__()
        self.socket, self.far = socket.socketpair()
        for end in (self.socket, self.far):
            end.settimeout(0)
        self.buffer = bytearray()
        self._arrived = bytearray()
        self.protocol: asyncio.BaseProtocol | None = None
        self.reading = True
        self.closing = self.aborted = self.half_closed = self.lost = False
        self._limit = 64 * 1024
        self._tls = tls
        self._paused = False

    def get_extra_info(self, name: str, default: Any = None) -> Any:  # noqa: ANN401 - as in asyncio
        if name == "socket":
            return self.socket
        return object() if name == "sslcontext" and self._tls else default

    def set_write_buffer_limits(self, high: int | None = None, low: int | None = None) -> None:
        assert low is None
        assert high is not None
        self._limit = high
        self._look()

    def get_write_buffer_size(self) -> int:
        return len(self.buffer)

    def set_protocol(self, protocol: asyncio.BaseProtocol) -> None:
        self.protocol = protocol

    def write(self, data: bytes | bytearray | memoryview) -> None:
        assert not self.lost, "written after the end"
        assert not self.half_closed, "written after our own end"
        if not self.closing:
            self.buffer += data
            self._look()

    def write_eof(self) -> None:
        self.half_closed = True

    def can_write_eof(self) -> bool:
        return True

    def pause_reading(self) -> None:
        self.reading = False

    def resume_reading(self) -> None:
        self.reading = True

    def is_closing(self) -> bool:
        return self.closing

    def close(self) -> None:
        self.closing = True

    def abort(self) -> None:
        self.aborted = self.closing = True
        self.buffer.clear()

    def drain(self) -> None:
        """The kernel takes all that waits."""
        waited, self.buffer = self.buffer, bytearray()
        self._arrived += waited
        self._look()

    def lose(self) -> None:
        """The connection is over; as in a loop, first the protocol hears it, then the socket is closed."""
        assert isinstance(self.protocol, asyncio.Protocol)
        self.lost = self.closing = True
        self.protocol.connection_lost(None)
        self.socket.close()

    def fill(self) -> None:
        """Let the kernel take no more."""
        with suppress(BlockingIOError):
            while True:
                self.socket.send(b"x" * 65_536)

    @property
    def arrived(self) -> bytes:
        """All that has reached the other side so far."""
        with suppress(BlockingIOError):
            while got := self.far.recv(1 << 20):
                self._arrived += got
        return bytes(self._arrived)

    def forget(self) -> None:
        """Begin anew with what has reached the other side."""
        assert self.arrived is not None
        self._arrived.clear()

    def end(self) -> None:
        """Give the descriptors back."""
        for one in (self.socket, self.far):
            one.close()

    def _look(self) -> None:
        protocol = self.protocol
        if not isinstance(protocol, asyncio.Protocol):
            return
        if not self._paused and len(self.buffer) > self._limit:
            self._paused = True
            protocol.pause_writing()
        elif self._paused and not self.buffer:
            self._paused = False
            protocol.resume_writing()


class Page:
    """A reader that notes what it is told."""

    def __init__(self) -> None:
        self.texts: list[bytes] = []
        self.binaries: list[bytes] = []
        self.noises = self.waits_told = self.drains = self.losses = 0

    def read(self, text: bytes) -> None:
        assert not self.losses, "told after the end"
        if text == b"a bug":
            raise ZeroDivisionError
        self.texts.append(text)

    def bytes_came(self, data: bytes) -> None:
        self.binaries.append(data)

    def noise_came(self) -> None:
        self.noises += 1

    def waits(self) -> None:
        assert not self.losses, "told after the end"
        self.waits_told += 1

    def drained(self) -> None:
        self.drains += 1

    def lost(self) -> None:
        self.losses += 1


class Clock:
    """Time that passes when a test says so."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def pass_time(lines: Lines, clock: Clock, seconds: float) -> None:
    """Let time pass as it does while the server runs."""
    for _ in range(round(seconds * 10)):
        clock.now += 0.1
        lines.tick()


def lines_of(**settings: object) -> tuple[Lines, Clock]:
    """Lines with a clock that stands still."""
    clock = Clock()
    return Lines(Settings.model_validate(settings), clock), clock


@contextmanager
def transport(*, tls: bool = False) -> Iterator[Transport]:
    """A transport for the length of the block."""
    made = Transport(tls=tls)
    try:
        yield made
    finally:
        made.end()


@contextmanager
def line(
    lines: Lines | None = None, *, tls: bool = False, early: bytes = b""
) -> Iterator[tuple[Wire, Transport, Page]]:
    """An open line with a page that reads it."""
    with transport(tls=tls) as made:
        made.pause_reading()
        wire = Wire(made, lines or lines_of()[0], early)
        made.set_protocol(wire)
        page = Page()
        wire.accept(b"HTTP/1.1 101 Switching Protocols\r\n\r\n")
        wire.take_over(page)
        wire.begin()
        made.drain()
        assert made.arrived.endswith(b"\r\n\r\n")
        made.forget()
        yield wire, made, page

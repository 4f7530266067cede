"""One page's line: a protocol that reads and writes WebSocket frames (RFC 6455) with nothing running for it.

Rule: a frame goes to the kernel at once while nothing waits for the page, else behind what waits. Whole small text
frames are read here; what is unusual goes through the parser of `websockets`, which is made for it and dropped again.
After `connection_lost`, and from the first goodbye on, the descriptor is forgotten: its number may be somebody else's.
"""

import asyncio
import logging
import os
from enum import IntEnum
from typing import Protocol

from websockets.frames import Frame, Opcode
from websockets.protocol import Protocol as Parser
from websockets.protocol import Side, State

from live import metrics
from live.web.lines import Lines

try:
    from websockets.speedups import apply_mask
except ImportError:  # where the package was built without a compiler
    from websockets.utils import apply_mask

PROTOCOL_ERROR, NO_TEXT, TOO_LARGE, FAILED, RESTARTING = 1002, 1007, 1009, 1011, 1012
PING = b"\x89\x00"
LAST_BYTES = 256 * 1024
"""What is still taken from somebody who was told goodbye; what is more stays with the kernel, and its sender waits."""
_TEXT, _BINARY, _CLOSE, _PONG = 0x81, 0x82, 0x88, 0x8A
_KNOWN = frozenset({0x00, 0x01, 0x02, 0x80, _TEXT, _BINARY, _CLOSE, 0x89, _PONG})
_LEAST_COST = 64  # of a frame after the goodbye: to look at an empty one costs time as well
_CONTROL, _MASKED, _TWO_BYTES, _EIGHT_BYTES = 0x08, 0x80, 126, 127
_REASONS = {PROTOCOL_ERROR: "malformed", NO_TEXT: "malformed", TOO_LARGE: "too_large"}

logger = logging.getLogger("live.web")
_silent = logging.getLogger("live.web.parser")
_silent.setLevel(logging.CRITICAL)  # at other levels it writes down what people send


class Reader(Protocol):
    """The page behind a line. No call waits, and none is made any more after `lost`."""

    def read(self, text: bytes) -> None:
        """A whole text message has come, valid UTF-8."""

    def bytes_came(self, data: bytes) -> None:
        """A whole binary message has come."""

    def noise_came(self) -> None:
        """Something has come that is no message: a ping, a pong, a part."""

    def waits(self) -> None:
        """From now on something waits, or the line ends: its descriptor is not to be used."""

    def drained(self) -> None:
        """Nothing waits any more."""

    def lost(self) -> None:
        """The line has ended."""


class Stage(IntEnum):
    """How far a line has come."""

    OPENING = 0
    OPEN = 1
    CLOSING = 2
    """We have said goodbye and wait for theirs."""
    ENDED = 3
    """Nothing that still comes is read."""


class Unfit(Exception):
    """A frame that nobody may send; with the close code that says so."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


class _Unusual(Parser):
    """The parser for what is unusual, with the parts of a message that has not ended."""

    def __init__(self, largest: int) -> None:
        super().__init__(Side.SERVER, state=State.OPEN, max_size=largest, logger=_silent)
        self.parts = bytearray()
        self.text = False


class Wire(asyncio.Protocol):
    """A line to one page; see `live.hub.connection.Line`."""

    __slots__ = (
        "_fd",
        "_last",
        "_lines",
        "_needed",
        "_number",
        "_parser",
        "_reader",
        "_rest",
        "_stage",
        "_transport",
        "descriptor",
        "heard_at",
    )

    def __init__(self, transport: asyncio.Transport, lines: Lines, early: bytes) -> None:
        """Take over a transport whose handshake is under way; `early` came behind the handshake."""
        self._transport = transport
        self._lines = lines
        self._reader: Reader | None = None
        self._parser: _Unusual | None = None
        self._rest: bytearray | None = bytearray(early) if early else None
        self._needed = 0
        self._stage = Stage.OPENING
        self._last = LAST_BYTES
        self._fd = -1
        if transport.get_extra_info("sslcontext") is None:
            self._fd = transport.get_extra_info("socket").fileno()
        self.heard_at = lines.now
        self._number: int | None = lines.add(self)
        self.descriptor = -1
        transport.set_write_buffer_limits(0)  # so that `resume_writing` means: nothing waits
        if transport.get_write_buffer_size():
            lines.slow[self] = lines.now  # of an earlier answer; nobody will tell us that writing pauses
        else:
            self.descriptor = self._fd

    @property
    def waiting(self) -> int:
        """Bytes that the kernel has not taken yet."""
        return 0 if self._stage is Stage.ENDED else self._transport.get_write_buffer_size()

    @property
    def ended(self) -> bool:
        """Whether nothing can be said any more."""
        return self._stage > Stage.OPEN

    def accept(self, answer: bytes) -> None:
        """The handshake succeeds with this answer; what comes is read from `begin` on."""
        if self._stage is Stage.OPENING:
            self._put(answer)
        if self._stage is Stage.OPENING:
            self._stage = Stage.OPEN

    def refuse(self, answer: bytes) -> None:
        """The handshake fails with this answer, and the connection ends."""
        if self._stage is Stage.OPENING:
            self._put(answer)
            self._leave()

    def dismiss(self, code: int) -> None:
        """Say goodbye to somebody who was never let in, and wait for nothing: there may be thousands of them."""
        if self._stage is Stage.OPEN:
            self._put(_goodbye(code))
            self._leave()

    def take_over(self, reader: Reader) -> None:
        """From now on tell this reader what comes. To be called by the application between accepting and returning."""
        self._reader = reader

    def begin(self) -> None:
        """The application has returned: read what has come since."""
        if self._reader is None:
            self.close(FAILED)
        elif self._number is None:
            self._reader.lost()  # the page left while it came in
            self._reader = None
        early, self._rest = self._rest, None
        if early and self._stage is not Stage.ENDED:
            self.data_received(bytes(early))
        if not self._transport.is_closing():
            self._transport.resume_reading()

    def hold(self) -> None:
        """Hear nothing more for now: what the other side still says waits there, and is kept by nobody here."""
        if self._stage is Stage.OPEN and not self._transport.is_closing():
            self._transport.pause_reading()

    def hear_on(self) -> None:
        """Hear again after `hold`."""
        if self._stage is Stage.OPEN and not self._transport.is_closing() and not self._transport.is_reading():
            self.heard_at = self._lines.now
            self._transport.resume_reading()

    def send(self, data: bytes) -> None:
        """Send whole frames; nothing happens once the line is lost or closing."""
        if self._stage is Stage.OPEN:
            self._put(data)

    def offer(self, data: bytes, most: int) -> bool:
        """Send whole frames unless more than so many bytes wait; whether that was done."""
        if self._stage is not Stage.OPEN:
            return True
        if self.descriptor < 0 and self._transport.get_write_buffer_size() > most:
            return False
        self._put(data)
        return True

    def close(self, code: int) -> None:
        """Say goodbye and wait for the other side's, but not for long."""
        if self._stage is Stage.OPEN:
            self._put(_goodbye(code))
            self._advance(Stage.CLOSING)
        elif self._stage is Stage.OPENING:
            self._leave()

    def abort(self) -> None:
        """End the line now."""
        self._advance(Stage.ENDED)
        self._transport.abort()

    def shutdown(self) -> None:
        """The server ends."""
        self.close(RESTARTING)

    def ping(self) -> None:
        """Ask whether the page is there."""
        self.send(PING)

    def data_received(self, data: bytes) -> None:
        """Read frames."""
        if self._stage is Stage.ENDED:
            self._spend(len(data))
            return
        self.heard_at = self._lines.now
        if self._rest is not None:
            self._rest += data
            if len(self._rest) < self._needed:
                return
            data, self._rest = bytes(self._rest), None
        try:
            self._read(data)
        except Unfit as unfit:
            self._fail(unfit.code)
        except Exception:
            logger.exception("a frame could not be taken in")
            self._fail(FAILED)

    def eof_received(self) -> None:
        """The other side has ended; the transport closes itself."""
        self._advance(Stage.ENDED)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - the face of a protocol
        """Nothing can be written or read any more."""
        self._fd = -1
        self._stage = Stage.ENDED
        self._block()
        self._rest = self._parser = None
        if self._number is not None:
            self._lines.remove(self, self._number)
            self._number = None
        reader, self._reader = self._reader, None
        if reader is not None:
            reader.lost()

    def pause_writing(self) -> None:
        """The kernel takes no more: something waits."""
        self._block()
        self._lines.slow.setdefault(self, self._lines.now)

    def resume_writing(self) -> None:
        """Nothing waits any more."""
        self._lines.slow.pop(self, None)
        self.descriptor = self._fd
        if self._reader is not None and self._stage is Stage.OPEN:
            self._reader.drained()

    def _block(self) -> None:
        """Nothing goes straight to the kernel any more."""
        if self.descriptor >= 0:
            self.descriptor = -1
            if self._reader is not None:
                self._reader.waits()

    def _put(self, data: bytes) -> None:
        if self.descriptor >= 0:
            try:
                taken = os.write(self.descriptor, data)
            except BlockingIOError:
                pass
            except OSError:
                self.abort()
                return
            else:
                if taken == len(data):
                    return
                data = data[taken:]
        self._transport.write(data)
        if self.descriptor >= 0 and self._transport.get_write_buffer_size():
            self._block()

    def _read(self, data: bytes) -> None:
        at, end = 0, len(data)
        while at < end and self._stage is not Stage.ENDED:
            start, stop = _payload(data, at, end, self._lines.largest_message)
            if stop > end:
                self._rest, self._needed = bytearray(data[at:]), stop - at
                return
            if self._stage is Stage.CLOSING:
                if data[at] == _CLOSE:
                    self._leave()
                else:
                    self._spend(max(stop - at, _LEAST_COST))
            elif data[at] == _TEXT and self._parser is None:
                self._tell(apply_mask(data[start:stop], data[start - 4 : start]))
            elif data[at] == _PONG:
                self._noise()
            else:
                self._unusual(data[at:stop])
            at = stop

    def _tell(self, text: bytes | bytearray) -> None:
        if not text.isascii():
            try:
                text.decode()
            except UnicodeDecodeError:
                raise Unfit(NO_TEXT) from None
        if self._reader is not None:
            self._reader.read(bytes(text))

    def _noise(self) -> None:
        if self._reader is not None:
            self._reader.noise_came()

    def _unusual(self, frame: bytes) -> None:
        parser = self._parser
        # A goodbye needs nothing of what came before it, also between the parts of a message.
        if parser is None or frame[0] == _CLOSE:
            parser = _Unusual(self._lines.largest_message)
        parser.receive_data(frame)
        if parser.parser_exc is not None:
            raise Unfit(parser.close_sent.code if parser.close_sent else PROTOCOL_ERROR)
        if parser.close_rcvd is None:
            self._noise()
        for answer in parser.data_to_send():
            if answer and self._stage is Stage.OPEN:
                self._put(answer)
        if parser.close_rcvd is not None:
            self._leave()
            return
        for event in parser.events_received():
            if isinstance(event, Frame):
                self._collect(parser, event.opcode, bytes(event.data), final=event.fin)
        self._parser = None if parser.current_size is None else parser

    def _collect(self, parser: _Unusual, opcode: Opcode, part: bytes, *, final: bool) -> None:
        if opcode in (Opcode.PING, Opcode.PONG):
            return
        if opcode is not Opcode.CONT:
            parser.text = opcode is Opcode.TEXT
        parser.parts += part
        if not final:
            return
        whole, parser.parts = parser.parts, bytearray()
        if parser.text:
            self._tell(whole)
        elif self._reader is not None:
            self._reader.bytes_came(bytes(whole))

    def _spend(self, size: int) -> None:
        self._last -= size
        if self._last < 0:
            self._advance(Stage.ENDED)
            self._transport.pause_reading()

    def _leave(self) -> None:
        self._advance(Stage.ENDED)
        self._transport.close()

    def _fail(self, code: int) -> None:
        metrics.closed.labels(_REASONS.get(code, "failed")).inc()
        if self._stage is not Stage.OPEN:
            self.abort()
            return
        self._put(_goodbye(code))
        self._advance(Stage.ENDED)
        # Half closed only: closing with unread bytes in the kernel would reset the line, and our goodbye with it.
        if self._transport.can_write_eof() and not self._transport.is_closing():
            self._transport.write_eof()

    def _advance(self, stage: Stage) -> None:
        if self._stage is Stage.ENDED:
            return
        self._fd = -1
        self._stage = stage
        self._block()
        if stage is Stage.ENDED:
            self._rest = self._parser = None
        self._lines.end(self)


def _goodbye(code: int) -> bytes:
    return b"\x88\x02%c%c" % divmod(code, 256)


def _payload(data: bytes, at: int, end: int, largest: int) -> tuple[int, int]:
    """Where the payload of the frame at `at` begins and ends; an end beyond `end` where more is needed first."""
    if end - at < 2:  # noqa: PLR2004 - the two bytes that every frame has
        return 0, at + 2
    first, size = data[at], data[at + 1] - _MASKED
    if first not in _KNOWN or size < 0 or (first & _CONTROL and (size >= _TWO_BYTES)):
        raise Unfit(PROTOCOL_ERROR)
    start = at + 6
    if size >= _TWO_BYTES:
        start += 2 if size == _TWO_BYTES else 8
        if end < start - 4:
            return start, start
        size = int.from_bytes(data[at + 2 : start - 4])
        if size > largest:
            raise Unfit(TOO_LARGE)
    return start, start + size

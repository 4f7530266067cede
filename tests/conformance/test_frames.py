"""Frames as chance makes them, cut as chance cuts them: each is answered as RFC 6455 demands, and by no exception."""

import socket
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from websockets.frames import Close
from websockets.frames import Frame as Read
from websockets.protocol import Protocol as Client
from websockets.protocol import Side, State

from live import metrics
from live.hub.frames import LARGEST_FRAME
from tests.web.raw import BINARY, CLOSE, MORE, PING, PONG, SECONDS, TEXT, frame, goodbye
from tests.web.serving import Served

MALFORMED, NO_TEXT, TOO_LARGE, FAILED = 1002, 1007, 1009, 1011
SHAKE = (
    b"GET / HTTP/1.1\r\nHost: here\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
)
Answer = tuple[int, bytes]


@dataclass
class Said:
    """Bytes of a page, what the server must answer, and the code with which it must end; None: it goes on."""

    data: bytes
    answers: list[Answer] = field(default_factory=list)
    ends: int | None = None


@st.composite
def messages(draw: st.DrawFn) -> Said:
    """A message in parts, with pings and pongs between them."""
    text = draw(st.booleans())
    sizes = st.one_of(st.binary(max_size=200), st.just(b"z" * 126), st.just(b"z" * 20_000))
    whole = draw(st.text(max_size=80)).encode() if text else draw(sizes)
    cuts = sorted(draw(st.lists(st.integers(0, len(whole)), max_size=5)))
    parts = [whole[at:to] for at, to in pairwise([0, *cuts, len(whole)])]
    said = Said(b"")
    for number, part in enumerate(parts):
        opcode = (TEXT if text else BINARY) if number == 0 else MORE
        said.data += frame(opcode, part, final=number == len(parts) - 1)
        if number < len(parts) - 1 and draw(st.booleans()):
            between = draw(st.binary(max_size=125))
            said.data += frame(PING, between) + frame(PONG, between)
            said.answers.append((PONG, between))
    said.answers.append((TEXT if text else BINARY, whole))
    return said


def is_text(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


@st.composite
def no_texts(draw: st.DrawFn) -> Said:
    """A text that is none, in parts."""
    whole = draw(st.binary(min_size=1, max_size=60).filter(lambda data: not is_text(data)))
    at = draw(st.integers(0, len(whole)))
    return Said(frame(TEXT, whole[:at], final=False) + frame(MORE, whole[at:]), ends=NO_TEXT)


small = st.binary(max_size=40)


def malformed(*parts: st.SearchStrategy[bytes]) -> st.SearchStrategy[Said]:
    """Frames that are none."""
    return st.tuples(*parts).map(lambda made: Said(b"".join(made), ends=MALFORMED))


UNSET = st.sampled_from([False])
CONTROLS = st.sampled_from([CLOSE, PING, PONG])
violations = st.one_of(
    malformed(st.builds(frame, st.sampled_from([3, 4, 5, 6, 7, *range(11, 16)]), small)),
    malformed(st.builds(frame, st.just(TEXT), small, reserved=st.integers(1, 7))),
    malformed(st.builds(frame, st.sampled_from([TEXT, BINARY, CLOSE, PING, PONG]), small, masked=UNSET)),
    malformed(st.builds(frame, CONTROLS, small, final=UNSET)),
    malformed(st.builds(frame, CONTROLS, st.binary(min_size=126, max_size=300))),
    malformed(st.builds(frame, st.just(MORE), small)),
    malformed(st.builds(frame, st.just(BINARY), small, final=UNSET), st.just(frame(TEXT, b"x"))),
    malformed(st.just(frame(CLOSE, b"\x03"))),
    malformed(st.builds(goodbye, st.integers(0, 999))),
    malformed(st.builds(goodbye, st.sampled_from([1004, 1005, 1006, 1015, 1016, 2999, 5000, 65_535]))),
    st.integers(LARGEST_FRAME + 1, 2**64 - 1).map(lambda size: Said(frame(TEXT, size=size), ends=TOO_LARGE)),
    st.just(Said(frame(BINARY, b"x" * 40_000, final=False) + frame(MORE, b"x" * 40_000), ends=TOO_LARGE)),
    st.just(Said(goodbye(1000, b"\xff\xfe"), ends=NO_TEXT)),
    no_texts(),
)
goodbyes = st.builds(
    lambda code, reason: Said(goodbye(code, reason.encode()), ends=code),
    st.one_of(st.sampled_from([1000, 1001, 1002, 1003, 1007, 1011]), st.integers(3000, 4999)),
    st.text(max_size=30),
)


class Page:
    """A blocking connection whose parser is that of `websockets`."""

    def __init__(self, port: int) -> None:
        self.line = socket.create_connection(("127.0.0.1", port), timeout=SECONDS)
        self.line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.line.sendall(SHAKE)
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            head += self.line.recv(1)
        assert head.startswith(b"HTTP/1.1 101 ")
        self.parser = Client(Side.CLIENT, state=State.OPEN, max_size=None)

    def send(self, data: bytes) -> None:
        with suppress(OSError):
            self.line.sendall(data)

    def answers(self) -> Iterator[Answer]:
        """Each frame of the server until it ends; after its goodbye nothing may come."""
        while True:
            for event in self.parser.events_received():
                assert isinstance(event, Read)
                yield event.opcode, bytes(event.data)
            assert self.parser.parser_exc is None or isinstance(self.parser.parser_exc, EOFError)
            try:
                got = self.line.recv(65_536)
            except ConnectionResetError:
                got = b""
            if not got:
                return
            self.parser.receive_data(got)

    def heard(self, number: int) -> list[Answer]:
        """So many frames of the server."""
        answers = self.answers()
        return [next(answers) for _ in range(number)]

    def close(self) -> None:
        self.line.close()


@pytest.fixture(scope="module")
def calm(echo: Served) -> Iterator[Page]:
    """A page that keeps to the rules beside those that do not."""
    with closing(Page(echo.port)) as page:
        yield page


def failures() -> float:
    return metrics.registry.get_sample_value("live_closed_total", {"reason": "failed"}) or 0.0


def cut(data: bytes, cuts: list[int]) -> Iterator[bytes]:
    places = sorted({at % (len(data) + 1) for at in cuts} | {0, len(data)})
    return (data[at:to] for at, to in pairwise(places))


def check(echo: Served, calm: Page, said: list[Said], cuts: list[int]) -> None:
    data = b"".join(one.data for one in said)
    with closing(Page(echo.port)) as page:
        for piece in cut(data, cuts):
            page.send(piece)
        if said[-1].ends is None:
            expected = [answer for one in said for answer in one.answers]
            assert page.heard(len(expected)) == expected
        else:
            expected = [answer for one in said[:-1] for answer in one.answers]
            *heard, (opcode, payload) = page.answers()
            assert heard == expected
            assert opcode == CLOSE
            assert Close.parse(payload).code == said[-1].ends
    calm.send(frame(TEXT, b"still here"))
    assert calm.heard(1) == [(TEXT, b"still here")]


CUTS = st.lists(st.integers(0, 1 << 20), max_size=8)
SETTINGS = settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


def test_whatever_fits_is_said_back_whole_and_in_order(
    echo: Served, calm: Page, caplog: pytest.LogCaptureFixture
) -> None:
    @SETTINGS
    @given(st.lists(messages(), min_size=1, max_size=6), CUTS)
    def run(said: list[Said], cuts: list[int]) -> None:
        check(echo, calm, said, cuts)

    run()
    assert not caplog.records


def test_what_does_not_fit_ends_the_line_by_its_code_after_all_that_fits(
    echo: Served, calm: Page, caplog: pytest.LogCaptureFixture
) -> None:
    before = failures()

    @SETTINGS
    @given(st.lists(messages(), max_size=3), st.one_of(violations, violations, goodbyes), CUTS)
    def run(said: list[Said], last: Said, cuts: list[int]) -> None:
        check(echo, calm, [*said, last], cuts)

    run()
    assert not caplog.records
    assert failures() == before


def test_bytes_without_any_sense_end_at_most_their_own_line(
    echo: Served, calm: Page, caplog: pytest.LogCaptureFixture
) -> None:
    before = failures()
    # Bytes that begin like a frame go further than bytes that do not.
    beginnings = st.builds(
        lambda first, second, more: bytes([first, second]) + more,
        st.sampled_from([0x00, 0x01, 0x02, 0x80, 0x81, 0x82, 0x88, 0x89, 0x8A]),
        st.sampled_from([0x80, 0x81, 0x85, 0xFE, 0xFF, 0xFD]),
        st.binary(max_size=40),
    )

    @SETTINGS
    @given(st.lists(st.one_of(st.binary(max_size=300), beginnings), min_size=1, max_size=5), CUTS)
    def run(pieces: list[bytes], cuts: list[int]) -> None:
        with closing(Page(echo.port)) as page:
            for piece in cut(b"".join(pieces), cuts):
                page.send(piece)
            with suppress(OSError):  # it may have ended already
                page.line.shutdown(socket.SHUT_WR)
            for opcode, payload in page.answers():
                if opcode == CLOSE and payload:
                    assert Close.parse(payload).code != FAILED, "chance may say goodbye by any code, and hears its own"
        calm.send(frame(TEXT, b"still here"))
        assert calm.heard(1) == [(TEXT, b"still here")]

    run()
    assert not caplog.records
    assert failures() == before

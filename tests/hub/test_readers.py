"""Who reads a view: nothing goes to a descriptor that is somebody else's, nobody is left out, nothing comes twice."""

import os
import socket
from contextlib import suppress
from dataclasses import dataclass, field

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from live.core.actor import Projector
from live.hub.connection import Connection
from live.hub.readers import Readers


@dataclass(eq=False)
class Line:
    """A line over a real pair of sockets; what is not written straight is noted as offered."""

    ours: socket.socket = field(init=False)
    theirs: socket.socket = field(init=False)
    descriptor: int = -1
    got: list[bytes] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.ours, self.theirs = socket.socketpair()
        self.theirs.settimeout(0)
        self.descriptor = self.ours.fileno()

    def offer(self, data: bytes, most: int) -> bool:
        assert most
        if not self.ended:
            self.got.append(data)
        return True

    def send(self, data: bytes) -> None:
        self.got.append(data)

    @property
    def ended(self) -> bool:
        """Whether the descriptor is closed."""
        return self.ours.fileno() < 0

    def close(self, code: int) -> None:
        raise AssertionError(code)

    def abort(self) -> None:
        raise AssertionError

    def read(self) -> list[bytes]:
        """What has come so far, one frame of three bytes after the other."""
        with suppress(BlockingIOError):
            while data := self.theirs.recv(3):
                assert self.descriptor >= 0, "written past what waits"
                self.got.append(data)
        return self.got

    def end(self) -> None:
        """The system may give the number to the next line."""
        self.ours.close()
        self.descriptor = -1


@dataclass
class Wave:
    """A frame on its way to all who were there when it set out."""

    frame: bytes
    pages: list[Connection]
    first: int
    last: int


class Reading(RuleBasedStateMachine):
    """Pages come, go, wait and read on while frames are on their way to all who were there when they set out."""

    def __init__(self) -> None:
        super().__init__()
        self.readers = Readers()
        self.pages: dict[Connection, Line] = {}
        self.gone: dict[Line, int] = {}
        self.expected: dict[int, list[bytes]] = {}
        self.waves: list[Wave] = []
        self.sent = 0

    @rule()
    def come(self) -> None:
        line = Line()
        page = Connection(Projector(), "link", line)
        self.pages[page] = line
        self.expected[id(line)] = []
        self.readers.add(page)

    @precondition(lambda self: self.alive)
    @rule(which=st.integers(0, 100), lasting=st.booleans())
    def go(self, which: int, *, lasting: bool) -> None:
        page, line = self._one(which)
        self.gone[line] = len(line.read())
        if lasting:
            del self.pages[page]
            self.readers.remove(page)
        else:  # the hub hears of it later
            line.end()
            self.readers.look(page)

    @rule()
    def hear_who_has_ended(self) -> None:
        for page, line in list(self.pages.items()):
            if line.ended:
                del self.pages[page]
                self.readers.remove(page)

    @precondition(lambda self: self.alive)
    @rule(which=st.integers(0, 100))
    def wait_or_read_on(self, which: int) -> None:
        page, line = self._one(which)
        assert line.read() is not None
        line.descriptor = line.ours.fileno() if line.descriptor < 0 else -1
        self.readers.look(page)

    @rule()
    def set_out(self) -> None:
        if not self.waves:
            self.readers.tidy()
        self.sent += 1
        self.waves.append(Wave(b"%03d" % self.sent, list(self.pages), 0, self.readers.places))

    @precondition(lambda self: self.waves)
    @rule(places=st.integers(1, 5))
    def go_on(self, places: int) -> None:
        wave = self.waves[0]
        upto = min(wave.first + places, wave.last)
        self.readers.show(wave.frame, wave.first, upto)
        wave.first = upto
        if upto == wave.last:
            del self.waves[0]
            for page, line in self.alive:
                if page in wave.pages:
                    self.expected[id(line)].append(wave.frame)

    @invariant()
    def everybody_has_what_is_theirs_once_and_in_order(self) -> None:
        under_way = [self.waves[0].frame] if self.waves else []
        for _, line in self.alive:
            expected = self.expected[id(line)]
            assert line.read() in (expected, expected + under_way)
        for line, had in self.gone.items():
            assert len(line.got) == had, "written to somebody who has gone"
        assert list(self.readers) == list(self.pages)
        assert len(self.readers) == len(self.pages)

    def teardown(self) -> None:
        for line in [*self.pages.values(), *self.gone]:
            line.ours.close()
            line.theirs.close()

    def _one(self, which: int) -> tuple[Connection, Line]:
        return self.alive[which % len(self.alive)]

    @property
    def alive(self) -> list[tuple[Connection, Line]]:
        return [(page, line) for page, line in self.pages.items() if not line.ended]


TestReading = Reading.TestCase
TestReading.settings = settings(max_examples=60, stateful_step_count=40)


def test_what_the_kernel_does_not_take_at_once_follows_by_the_line() -> None:
    line = Line()
    os.set_blocking(line.descriptor, False)
    readers = Readers()
    readers.add(Connection(Projector(), "link", line))
    large = bytes(range(256)) * 20_000
    readers.show(large, 0, 1)
    (rest,) = line.got
    assert 0 < len(rest) < len(large)
    assert large.endswith(rest)
    readers.show(b"one", 0, 1)
    assert line.got[-1] == b"one", "asked, because the kernel takes nothing"
    line.ours.close()
    line.theirs.close()

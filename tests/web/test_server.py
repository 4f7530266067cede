"""The server: what its sockets inherit, how it ends, and how many it has room for."""

import asyncio
import os
import resource
import signal
import socket
import sys

import pytest
import uvicorn

from live.log.memory import MemoryLog
from live.web import server as module
from live.web.app import make_app, make_server
from live.web.door import Http
from live.web.server import FILES_OF_OUR_OWN, Server, allow_files
from live.web.settings import Settings
from live.web.wire import Wire
from tests.web.company import peer
from tests.web.raw import TEXT, frame, goodbye, raw
from tests.web.serving import LOOPS, Echo, served
from tests.web.transports import lines_of


@pytest.mark.parametrize("loop", LOOPS)
async def test_no_frame_waits_for_the_one_before_it_and_the_dead_are_let_go_by_the_kernel(loop: str) -> None:
    async with served(Echo(), loop) as made, raw(made.port) as line:
        await line.shake()
        line.write(frame(TEXT, b"in"))
        await line.told()
        [wire] = [one for one in made.lines.connections if isinstance(one, Wire)]
        found = socket.socket(fileno=os.dup(peer(wire).fileno()))
        with found:
            assert found.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
            if sys.platform == "linux":
                assert found.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT) == 45_000


@pytest.fixture
def brief(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is given long to say goodbye."""
    monkeypatch.setattr(module, "GOODBYE_SECONDS", 0.3)


@pytest.mark.usefixtures("brief")
@pytest.mark.parametrize("loop", LOOPS)
async def test_at_its_end_everybody_is_told_to_come_back(loop: str) -> None:
    async with served(Echo(), loop) as made, raw(made.port) as polite, raw(made.port) as rude, raw(made.port) as asking:
        for line in (polite, rude):
            await line.shake()
        asking.write(b"GET / HTTP/1.1\r\nHost: here\r\n")
        async with asyncio.timeout(20):
            made.server.should_exit = True
            assert await polite.dismissed() == 1012
            polite.write(goodbye(1012))
            assert await polite.ended() == b""
            # Whoever does not say goodbye is let go all the same.
            assert await rude.dismissed() == 1012
            assert await rude.ended() == b""
            assert await asking.ended() == b""
    assert not made.lines.connections


@pytest.mark.usefixtures("brief")
@pytest.mark.parametrize("loop", LOOPS)
async def test_a_page_that_reads_nothing_does_not_hold_the_end_up(loop: str) -> None:
    async with served(Echo(), loop) as made, raw(made.port, receives=4_096) as line:
        await line.shake()
        line.writer.transport.pause_reading()  # type: ignore[attr-defined]  # a transport that reads
        for _ in range(200):
            line.write(frame(TEXT, b"x" * 60_000))
        await made.until(lambda: bool(made.lines.slow))
        made.server.should_exit = True
    assert not made.lines.connections


async def test_it_ends_by_a_signal_and_does_not_pass_it_on() -> None:
    lines, _ = lines_of()
    server = Server(uvicorn.Config(Echo(), http=Http, ws="none", log_config=None), lines)
    before = [signal.getsignal(wish) for wish in (signal.SIGINT, signal.SIGTERM)]
    for wish in (signal.SIGINT, signal.SIGTERM):
        server.should_exit = False
        with server.capture_signals():
            signal.raise_signal(wish)
        assert server.should_exit
    assert [signal.getsignal(wish) for wish in (signal.SIGINT, signal.SIGTERM)] == before


async def test_each_tick_looks_after_the_lines() -> None:
    lines, clock = lines_of()
    server = Server(uvicorn.Config(Echo(), http=Http, ws="none", log_config=None), lines)
    clock.now = 0.1
    assert not await server.on_tick(1)
    assert lines.now == pytest.approx(0.1)
    server.should_exit = True
    assert await server.on_tick(2)


def test_it_opens_as_many_files_as_the_system_allows(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[int, int]] = []
    limits = {"now": (1_024, 4_096)}
    monkeypatch.setattr(resource, "getrlimit", lambda _: limits["now"])
    monkeypatch.setattr(resource, "setrlimit", lambda _, wanted: asked.append(wanted))
    assert allow_files(12_000) == 4_096
    limits["now"] = (1_024, resource.RLIM_INFINITY)
    assert allow_files(12_000) == 12_000
    limits["now"] = (20_000, resource.RLIM_INFINITY)
    assert allow_files(12_000) == 20_000
    assert asked == [(4_096, 4_096), (12_000, resource.RLIM_INFINITY)]


def test_where_the_system_allows_fewer_files_fewer_are_let_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("live.web.app.allow_files", lambda _: FILES_OF_OUR_OWN + 300)
    settings = Settings()
    server = make_server(make_app(MemoryLog(), settings), settings)
    assert server.server_state.settings.open_connections == 300

"""The door: requests as HTTP has them, and how little somebody gets who keeps to no rule of it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, suppress

import pytest

from live import metrics
from live.web.door import LARGEST_HEAD, MOST_AT_ONCE
from tests.web.raw import TEXT, Raw, frame, raw
from tests.web.serving import LOOPS, Echo, Served, served

ASK = b"GET /%d HTTP/1.1\r\nHost: here\r\n\r\n"


@pytest.fixture(scope="module", params=LOOPS)
async def door(request: pytest.FixtureRequest) -> AsyncIterator[Served]:
    """A server with the limits of the product."""
    async with served(Echo(), request.param) as made:
        yield made


@pytest.fixture(scope="module")
async def hasty() -> AsyncIterator[Served]:
    """A server that has little patience, on the loop that the product runs on."""
    async with served(Echo(), "uvloop", request_seconds=0.3, idle_seconds=0.3, patience_seconds=0.5) as made:
        yield made


def closed(reason: str) -> float:
    return metrics.registry.get_sample_value("live_closed_total", {"reason": reason}) or 0.0


def refused(outcome: str) -> float:
    return metrics.registry.get_sample_value("live_handshakes_total", {"outcome": outcome}) or 0.0


async def answer(line: Raw) -> tuple[int, bytes]:
    head = await line.head()
    length = int(head.lower().split("content-length: ")[1].split("\r\n")[0])
    return int(head.split()[1]), await line.reader.readexactly(length)


async def test_requests_are_answered_one_after_the_other_on_one_connection(door: Served) -> None:
    async with raw(door.port) as line:
        for number in range(5):
            line.write(ASK % number)
            assert await answer(line) == (200, b"/%d" % number)


async def test_requests_that_come_at_once_are_answered_in_their_order(door: Served) -> None:
    async with raw(door.port) as line:
        line.write(b"".join(ASK % number for number in range(MOST_AT_ONCE)))
        for number in range(MOST_AT_ONCE):
            assert await answer(line) == (200, b"/%d" % number)
        line.write(ASK % 99)
        assert await answer(line) == (200, b"/99")


async def test_too_many_requests_at_once_end_the_connection_before_they_are_read(door: Served) -> None:
    before = closed("bad_request")
    async with raw(door.port) as line:
        line.write(ASK % 1 * 1_000)
        assert (await line.ended()).count(b"HTTP/1.1 ") <= 1
    assert closed("bad_request") == before + 1


async def test_a_head_only_request_gets_the_head_only(door: Served) -> None:
    async with raw(door.port) as line:
        line.write(b"HEAD /abc HTTP/1.1\r\nHost: here\r\n\r\n" + ASK % 7)
        assert "content-length: 4" in await line.head()
        assert await answer(line) == (200, b"/7")


async def test_a_body_may_come_in_chunks_and_after_a_word_that_it_is_wanted(door: Served) -> None:
    async with raw(door.port) as line:
        line.write(b"POST /echo HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: chunked\r\nExpect: 100-continue\r\n\r\n")
        assert (await line.head()).startswith("HTTP/1.1 100 Continue")
        line.write(b"5\r\nhello\r\n1\r\n!\r\n0\r\n\r\n")
        assert await answer(line) == (200, b"hello!")
        line.write(b"POST /echo HTTP/1.1\r\nHost: here\r\nContent-Length: 3\r\n\r\nabc" + ASK % 8)
        assert await answer(line) == (200, b"abc")
        assert await answer(line) == (200, b"/8")


@pytest.mark.parametrize("asked", [b"HTTP/1.0\r\n", b"HTTP/1.1\r\nHost: here\r\nConnection: close\r\n"])
async def test_whoever_wants_one_answer_gets_it_and_the_end(door: Served, asked: bytes) -> None:
    async with raw(door.port) as line:
        line.write(b"GET /a " + asked + b"\r\n")
        said = await line.ended()
        assert b"connection: close" in said
        assert said.endswith(b"\r\n\r\n/a")


@pytest.mark.parametrize(
    "nonsense",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"\x00" * 100,
        b"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost : a\r\n\r\n",
        b"CONNECT here:443 HTTP/1.1\r\nHost: here\r\n\r\n",
        b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    ],
    ids=repr,
)
async def test_what_is_no_request_is_refused_and_counted(
    door: Served, nonsense: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    before = closed("bad_request")
    async with raw(door.port) as line:
        line.write(nonsense)
        said = await line.ended()
        assert not said or said.split()[1] in (b"400", b"200"), said
        assert said.count(b"HTTP/1.1") <= 2
    assert closed("bad_request") == before + 1
    assert not caplog.records


@pytest.mark.parametrize("pieces", [1, 40])
@pytest.mark.parametrize("where", ["name", "value", "number", "address"])
async def test_a_head_that_is_too_large_is_refused_however_it_comes(door: Served, where: str, pieces: int) -> None:
    size = LARGEST_HEAD + 4_000
    head = {
        "name": b"GET / HTTP/1.1\r\nHost: here\r\n" + b"x" * size + b": 1\r\n\r\n",
        "value": b"GET / HTTP/1.1\r\nHost: here\r\nx: " + b"1" * size + b"\r\n\r\n",
        "number": b"GET / HTTP/1.1\r\nHost: here\r\n" + b"xxx: 1\r\n" * (size // 4) + b"\r\n",
        "address": b"GET /" + b"a" * size + b" HTTP/1.1\r\nHost: here\r\n\r\n",
    }[where]
    before = closed("bad_request")
    async with raw(door.port) as line:
        step = len(head) // pieces + 1
        for at in range(0, len(head), step):
            line.write(head[at : at + step])
            with suppress(ConnectionError):
                await line.writer.drain()
        said = await line.ended()
        assert not said or said.startswith(b"HTTP/1.1 431 ")
    assert closed("bad_request") == before + 1


async def test_a_large_head_that_fits_is_read(door: Served) -> None:
    async with raw(door.port) as line:
        line.write(b"GET /a HTTP/1.1\r\nHost: here\r\nCookie: " + b"x" * (LARGEST_HEAD - 2_000) + b"\r\n\r\n")
        assert await answer(line) == (200, b"/a")


async def test_a_socket_may_follow_an_answer(door: Served) -> None:
    async with raw(door.port) as line:
        line.write(ASK % 1)
        assert await answer(line) == (200, b"/1")
        assert (await line.shake()).startswith("HTTP/1.1 101 ")
        line.write(frame(TEXT, b"hello"))
        assert (await line.told()).payload == b"hello"


async def test_no_socket_opens_while_an_answer_is_owed(door: Served) -> None:
    before = refused("malformed")
    async with raw(door.port) as line:
        line.write(b"GET /never HTTP/1.1\r\nHost: here\r\n\r\n")
        assert (await line.shake()).startswith("HTTP/1.1 400 ")
        assert await line.ended() == b""
    assert refused("malformed") == before + 1


async def test_frames_may_come_with_the_handshake(door: Served) -> None:
    async with raw(door.port) as line:
        key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13"
        head = f"GET / HTTP/1.1\r\nHost: here\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n{key}\r\n\r\n"
        line.write(head.encode() + frame(TEXT, b"at once") + frame(TEXT, b"half")[:3])
        assert (await line.head()).startswith("HTTP/1.1 101 ")
        assert (await line.told()).payload == b"at once"


async def test_an_upgrade_to_something_else_is_answered_as_a_request(door: Served) -> None:
    async with raw(door.port) as line:
        line.write(b"GET /a HTTP/1.1\r\nHost: here\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n")
        assert await answer(line) == (200, b"/a")
        line.write(ASK % 2)
        assert await answer(line) == (200, b"/2")


async def test_no_extension_is_agreed_to(door: Served) -> None:
    async with raw(door.port) as line:
        more = "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits, x-webkit-deflate-frame\r\n"
        head = await line.shake(more=more)
        assert head.startswith("HTTP/1.1 101 ")
        assert "extension" not in head.lower()


async def test_a_handshake_that_is_none_is_refused_with_the_version_we_speak(door: Served) -> None:
    before = refused("malformed")
    async with raw(door.port) as line:
        line.write(b"GET / HTTP/1.1\r\nHost: here\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n")
        head = await line.head()
        assert head.startswith("HTTP/1.1 426 ")
        assert "sec-websocket-version: 13" in head
    assert refused("malformed") == before + 1


SLOW = {
    b"": None,
    b"G": b"408",
    b"\r\n": b"408",
    b"GET / HTTP/1.1\r\nHost: here\r\nx: ": b"408",
    b"POST /echo HTTP/1.1\r\nHost: here\r\nContent-Length: 10\r\n\r\nabc": b"408",
    b"POST /echo HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab": b"408",
}
"""How somebody may ask too slowly, and the status with which it is answered."""


async def test_whoever_asks_too_slowly_is_sent_away_and_counted(hasty: Served) -> None:
    slow, nothing = closed("slow_request"), closed("asked_nothing")

    async def ask(asked: bytes) -> bytes | None:
        async with raw(hasty.port) as line:
            line.write(asked)
            said = await line.ended()
            return said.split()[1] if said else None

    assert await asyncio.gather(*map(ask, SLOW)) == list(SLOW.values())
    assert closed("slow_request") == slow + len(SLOW) - 1
    assert closed("asked_nothing") == nothing + 1


async def test_what_comes_drop_by_drop_is_as_slow(hasty: Served) -> None:
    before = closed("slow_request")

    async def drip(beginning: bytes, drop: bytes) -> bytes:
        async with raw(hasty.port) as line:
            line.write(beginning)
            ended = asyncio.create_task(line.ended())
            while not ended.done():
                line.write(drop)
                await hasty.ask()  # each drop comes when something else was answered
            return await ended

    post = b"POST /echo HTTP/1.1\r\nHost: here\r\n"
    told = await asyncio.gather(
        drip(b"", b"\r\n"),
        drip(b"GET / HTTP/1.1\r\nx: ", b"x"),
        drip(post + b"Content-Length: 60000\r\n\r\n", b"x"),
        drip(post + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
    )
    assert [said.split()[1] for said in told] == [b"408"] * 4
    assert closed("slow_request") == before + 4


async def test_a_connection_waits_only_so_long_for_a_next_request(hasty: Served) -> None:
    async with raw(hasty.port) as line:
        line.write(ASK % 1)
        assert await answer(line) == (200, b"/1")
        assert await line.ended() == b""


async def test_whoever_does_not_read_the_answer_is_let_go(hasty: Served) -> None:
    before = closed("too_slow") + closed("slow_request")
    async with AsyncExitStack() as open_:
        for how in (b"", b"Connection: close\r\n", b"Content-Length: 5\r\n"):
            line = await open_.enter_async_context(raw(hasty.port, receives=4_096))
            line.writer.transport.pause_reading()  # type: ignore[attr-defined]  # a transport that reads
            line.write(b"GET /large HTTP/1.1\r\nHost: here\r\n" + how + b"\r\n")
        await hasty.until(lambda: closed("too_slow") + closed("slow_request") >= before + 3)
        await hasty.until(lambda: len(hasty.lines.connections) <= 1)


async def test_an_answer_under_way_is_never_broken_into_by_another(hasty: Served) -> None:
    before = closed("slow_request")
    async with raw(hasty.port, receives=4_096) as line:
        transport: asyncio.ReadTransport = line.writer.transport  # type: ignore[assignment]  # it reads as well
        transport.pause_reading()
        line.write(b"GET /long HTTP/1.1\r\nHost: here\r\nContent-Length: 5\r\n\r\n")
        await hasty.until(lambda: closed("slow_request") > before)
        transport.resume_reading()
        said = await line.ended()
        assert said.startswith(b"HTTP/1.1 200 ")
        assert said.count(b"HTTP/1.1") == 1


@pytest.mark.parametrize("loop", LOOPS)
async def test_when_it_is_full_idle_connections_give_way_and_open_pages_do_not(loop: str) -> None:
    full, gave = closed("too_many"), closed("gave_way")
    async with served(Echo(), loop, open_connections=12) as made, AsyncExitStack() as open_:

        async def page() -> Raw:
            opened = await open_.enter_async_context(raw(made.port))
            assert (await opened.shake()).startswith("HTTP/1.1 101 ")
            return opened

        pages = [await page() for _ in range(6)]
        for _ in range(30):
            await open_.enter_async_context(raw(made.port))
        for _ in range(10):
            async with raw(made.port) as line:
                line.write(b"GET /in HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n")
                assert (await line.ended()).endswith(b"/in")
        pages += [await page() for _ in range(6)]
        async with raw(made.port) as line:
            head = await line.head()
            assert head.startswith("HTTP/1.1 503 ")
            assert "retry-after: 5" in head
            assert await line.ended() == b""
        for one in pages:
            one.write(frame(TEXT, b"still here"))
            assert (await one.told()).payload == b"still here"
    assert closed("too_many") > full
    assert closed("gave_way") >= gave + 20


@pytest.mark.parametrize("loop", LOOPS)
async def test_a_proxy_is_believed_and_nobody_else(loop: str) -> None:
    ask = b"GET /client HTTP/1.1\r\nHost: here\r\nX-Forwarded-For: 203.0.113.9\r\nConnection: close\r\n\r\n"
    for trusted, seen in ((("127.0.0.1",), b"203.0.113.9"), ((), b"127.0.0.1"), (("192.0.2.1",), b"127.0.0.1")):
        async with served(Echo(), loop, trusted_proxies=trusted) as made, raw(made.port) as line:
            line.write(ask)
            assert (await line.ended()).endswith(b"\r\n\r\n" + seen)

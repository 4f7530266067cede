"""Pages of people who are in, and mean harm: each is bounded, counted, and disturbs nobody's evening."""

import asyncio
import zlib
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from live.hub.connection import ANSWERS_BYTES, OUTBOX_BYTES
from live.hub.frames import LARGEST_FRAME, SET_ASIDE, TOO_FAST
from live.log.sqlite import SqliteLog
from live.web import lines
from tests.web.browser import House, Running, house, visit
from tests.web.company import HELLO, Evening, peer
from tests.web.raw import BINARY, CLOSE, MORE, PING, PONG, TEXT, Raw, frame

MALFORMED, TOO_LARGE = 1002, 1009


@pytest.fixture(scope="module")
async def evening(served: tuple[SqliteLog, Running]) -> AsyncIterator[Evening]:
    """One evening that goes on through all of this, with the limits of the product."""
    async with visit(*served) as here:
        yield await Evening.of(here)


@pytest.fixture
async def hasty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Evening]:
    """An evening whose server has little patience with those who do not read."""
    monkeypatch.setattr(lines, "GOODBYE_SECONDS", 0.5)
    async with house(tmp_path, patience_seconds=1) as here:
        yield await Evening.of(here)


RESYNC = frame(TEXT, b'{"resync":["everyone"]}')


@pytest.mark.parametrize("reads", [False, True], ids=["never", "a byte now and then"])
async def test_a_page_that_hardly_reads_is_bounded_and_let_go(hasty: Evening, reads: object) -> None:
    before = await hasty.closed("too_slow")
    async with hasty.hostile(receives=4_096) as line:
        wire = hasty.wire(line)
        peer(wire).setsockopt(1, 7, 4_608)  # SO_SNDBUF: so that not the kernel keeps what it does not read
        transport: asyncio.ReadTransport = line.writer.transport  # type: ignore[assignment]  # it reads as well
        transport.pause_reading()
        line.write(HELLO)
        most = 0
        async with asyncio.timeout(20):
            while await hasty.closed("too_slow") == before:
                line.write(RESYNC)
                await hasty.works()
                most = max(most, wire.waiting)
                if reads:
                    transport.resume_reading()
                    transport.pause_reading()
        assert 0 < most < OUTBOX_BYTES + ANSWERS_BYTES
        assert wire not in hasty.house.lines.connections or wire.ended
    await hasty.works()


async def test_a_page_that_speaks_a_thousand_times_is_sent_away_and_little_of_it_is_heard(evening: Evening) -> None:
    before, commands = await evening.closed("too_fast"), await heard(evening)
    async with evening.hostile() as line:
        line.write(HELLO)
        for number in range(1_000):
            line.write(frame(TEXT, b'{"id":"c%d","type":"hands.lower"}' % number))
        assert await line.dismissed() == TOO_FAST
        assert await heard(evening) - commands <= evening.house.settings.frames_at_once + 10
    assert await evening.closed("too_fast") == before + 1
    await evening.works()


async def heard(evening: Evening) -> float:
    counted = [await evening.house.counted("live_commands_total", outcome=outcome) for outcome in ("ack", "reject")]
    return sum(counted)


@pytest.mark.parametrize(
    "flood",
    [
        HELLO,
        RESYNC,
        frame(PING),
        frame(PING, b"x" * 125),
        frame(PONG),
        frame(TEXT),
        frame(BINARY),
        frame(TEXT, b"[" * LARGEST_FRAME),
        frame(TEXT, b'{"a":' * 10_000 + b"1" + b"}" * 10_000),
        frame(TEXT, b'{"hello":{"versions":{' + b",".join(b'"%d":1' % n for n in range(5_000)) + b"}}}"),
    ],
    ids=["hello", "resync", "ping", "large ping", "pong", "empty", "binary", "deep", "deep objects", "many versions"],
)
async def test_a_flood_ends_the_line_that_it_comes_over_and_no_other(evening: Evening, flood: bytes) -> None:
    before = await evening.closed("too_fast")
    async with evening.hostile() as line:
        line.write(HELLO + flood * (evening.house.settings.frames_at_once + 50))
        assert await line.dismissed() == TOO_FAST
        await evening.works()
    assert await evening.closed("too_fast") == before + 1


async def test_a_message_in_thousands_of_parts_is_a_flood_as_well(evening: Evening) -> None:
    before = await evening.closed("too_fast")
    async with evening.hostile() as line:
        line.write(HELLO + frame(TEXT, b"x", final=False) + frame(MORE, b"y", final=False) * 5_000)
        assert await line.dismissed() == TOO_FAST
    assert await evening.closed("too_fast") == before + 1
    await evening.works()


@pytest.mark.parametrize("size", [LARGEST_FRAME + 1, 100 << 20, 2**63 - 1])
async def test_a_frame_of_any_size_is_refused_by_its_head(hasty: Evening, size: int) -> None:
    before = await hasty.closed("too_large")
    async with hasty.hostile() as line:
        wire = hasty.wire(line)
        line.write(HELLO + frame(BINARY, size=size))
        assert await line.dismissed() == TOO_LARGE
        # What follows is thrown away, and then not even taken: its sender waits until the line is ended.
        line.write(b"x" * min(size, 100 << 20))
        await hasty.works()
        assert wire._rest is None  # noqa: SLF001 - what is kept of it
        await line.ended()
        async with asyncio.timeout(20):
            while wire in hasty.house.lines.connections:
                await hasty.works()
    assert await hasty.closed("too_large") == before + 1


async def test_a_message_that_grows_too_large_in_parts_is_refused(evening: Evening) -> None:
    before = await evening.closed("too_large")
    async with evening.hostile() as line:
        line.write(HELLO + frame(TEXT, b"x" * 60_000, final=False) + frame(MORE, b"x" * 60_000, final=False))
        assert await line.dismissed() == TOO_LARGE
    assert await evening.closed("too_large") == before + 1
    await evening.works()


async def test_what_is_compressed_is_malformed_as_nothing_was_agreed(evening: Evening) -> None:
    before = await evening.closed("malformed")
    bomb = zlib.compressobj(wbits=-15)
    packed = bomb.compress(b" " * (50 << 20)) + bomb.flush(zlib.Z_SYNC_FLUSH)
    async with evening.hostile() as line:
        line.write(HELLO + frame(TEXT, packed[:60_000], reserved=4))
        assert await line.dismissed() == MALFORMED
    assert await evening.closed("malformed") == before + 1
    await evening.works()


@pytest.mark.parametrize(
    "nonsense",
    [
        frame(TEXT, b"{}", masked=False),
        frame(TEXT, b"{}", reserved=2),
        frame(5, b"{}"),
        frame(MORE, b"{}"),
        b"\x16\x03\x01" + bytes(500),
        b"GET / HTTP/1.1\r\n\r\n",
    ],
    ids=["unmasked", "reserved bit", "reserved opcode", "no beginning", "tls", "http"],
)
async def test_what_is_no_frame_ends_its_line(evening: Evening, nonsense: bytes) -> None:
    before = await evening.closed("malformed")
    async with evening.hostile() as line:
        line.write(HELLO + nonsense)
        assert await line.dismissed() == MALFORMED
    assert await evening.closed("malformed") == before + 1
    await evening.works()


async def test_a_line_whose_other_side_has_vanished_is_noticed(evening: Evening) -> None:
    before = await evening.closed("silent")
    async with evening.hostile() as line:
        line.write(HELLO)
        assert (await line.told()).opcode == TEXT
        wire = evening.wire(line)
        wire.heard_at -= lines.SILENT_SECONDS + 1
        for _ in range(lines.TICKS):
            evening.house.lines.tick()
        await line.ended()
        await evening.works()
        assert wire not in evening.house.lines.connections
    assert await evening.closed("silent") == before + 1


async def test_whoever_is_quiet_is_asked_and_its_browser_answers(evening: Evening) -> None:
    async with evening.hostile() as line:
        line.write(HELLO)
        evening.wire(line).heard_at -= lines.QUIET_SECONDS + 1
        for _ in range(lines.TICKS):
            evening.house.lines.tick()
        while (await line.told()).opcode != PING:
            pass
    await evening.works()


@pytest.mark.parametrize("how", ["half closed", "reset", "in the middle of a frame"])
async def test_pages_that_go_without_a_word_leave_nothing_behind(evening: Evening, how: str) -> None:
    opened = await evening.house.counted("live_connections", role="participant")
    ends: list[Raw] = []
    browser = await evening.house.participant("Mallory")
    for _ in range(20):
        async with evening.hostile(browser) as line:
            line.write(HELLO)
            assert (await line.told()).opcode == TEXT
            if how == "half closed":
                line.writer.write_eof()
                await line.ended()
            elif how == "reset":
                line.reset()
            else:
                line.write(frame(TEXT, b"x" * 1_000)[:500])
            ends.append(line)
    async with asyncio.timeout(20):
        while await evening.house.counted("live_connections", role="participant") > opened:
            await evening.works()


async def test_a_page_that_only_says_goodbye_over_and_over_gets_one_back(evening: Evening) -> None:
    async with evening.hostile() as line:
        line.write(HELLO + frame(CLOSE, b"\x03\xe8") * 1_000)
        assert await line.dismissed() == 1000
        assert await line.ended() == b""
    await evening.works()


async def test_the_sixth_page_of_a_person_is_counted(here: House) -> None:
    evening = await Evening.of(here)
    before = await evening.closed("too_many_pages")
    most = evening.house.settings.pages_per_person
    pages = [await evening.browser.socket("participant") for _ in range(most)]
    assert await evening.person.closed() == SET_ASIDE
    assert await evening.closed("too_many_pages") == before + 1
    for page in pages:
        await page.done("hands.raise")


async def test_whoever_opens_pages_in_a_row_takes_nobodys_place(tmp_path: Path) -> None:
    async with house(tmp_path, pages_without_hello=8) as here:
        evening = await Evening.of(here)
        mallory = await here.participant("Mallory")
        async with AsyncExitStack() as open_:
            for _ in range(30):
                await open_.enter_async_context(evening.hostile(mallory))  # and none of them answers the goodbye
            await (await here.participant("Henk")).socket("participant")
            await evening.works()

"""Streams in bad hands or on bad networks: who does not read, who has gone without a word, who asks too much."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from live.hub.connection import ANSWERS_BYTES, OUTBOX_BYTES, Connection
from live.hub.task import DialogueTask, Wish
from live.web import lines
from live.web.eventline import EventLine
from live.web.sockets import MOST_UNANSWERED, Inbox
from tests.web.browser import Browser, House, house
from tests.web.company import Evening
from tests.web.raw import Raw, raw
from tests.web.streaming import lines_of, streamed

HELLO = b'{"hello":{}}'
SNDBUF = 7


@pytest.fixture
async def hasty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Evening]:
    """An evening whose server has little patience with those who do not read."""
    monkeypatch.setattr(lines, "GOODBYE_SECONDS", 0.5)
    async with house(tmp_path, patience_seconds=1) as here:
        yield await Evening.of(here)


def post(here: House, browser: Browser, path: str, body: bytes) -> bytes:
    head = [f"POST {path} HTTP/1.1", "Host: here", f"Origin: {here.address}", f"Cookie: {browser.cookies}"]
    head += ["Accept: text/event-stream", f"Content-Length: {len(body)}", "", ""]
    return "\r\n".join(head).encode() + body


@asynccontextmanager
async def stream_of(here: House, browser: Browser, *, receives: int | None = None) -> AsyncIterator[Raw]:
    """A line of somebody whose script somebody else wrote."""
    async with raw(here.settings.port, receives=receives) as line:
        line.write(post(here, browser, f"/stream/{here.dialogue}/participant", HELLO))
        yield line


def transport_of(line: EventLine) -> asyncio.WriteTransport:
    found: asyncio.WriteTransport = line._transport  # noqa: SLF001 - nobody else needs to know it
    return found


def connection_of(line: EventLine) -> Connection:
    assert isinstance(line._reader, Inbox)  # noqa: SLF001 - nobody else needs to know it
    return line._reader._connection  # noqa: SLF001 - nor this


async def test_a_page_that_does_not_read_is_bounded_and_let_go(hasty: Evening) -> None:
    here, before = hasty.house, await hasty.closed("too_slow")
    mallory = await here.participant("Mallory")
    async with stream_of(here, mallory, receives=4_096) as line:
        assert await line.status() == 200
        line.writer.transport.pause_reading()  # type: ignore[attr-defined]  # it reads as well
        [end] = lines_of(here)
        transport_of(end).get_extra_info("socket").setsockopt(1, SNDBUF, 4_608)
        most = 0
        async with asyncio.timeout(20):
            while await hasty.closed("too_slow") == before:
                path = f"/stream/{here.dialogue}/participant/line/{end.name}"
                await mallory.web.post(path, content='{"resync":["everyone"]}', headers={"origin": here.address})
                await hasty.works()
                most = max(most, transport_of(end).get_write_buffer_size())
        assert 0 < most < OUTBOX_BYTES + ANSWERS_BYTES
    await hasty.works()
    assert not lines_of(here)


async def test_a_page_that_was_too_slow_gets_fresh_views_when_it_has_read(here: House) -> None:
    browser = await here.participant("Rosa")
    async with streamed(browser, "participant") as page:
        await page.shows("everyone", lambda seen: "session" in seen)
        evening = await Evening.of(here)
        [end] = lines_of(here)
        connection_of(end).stale = True
        await evening.works()
        end.drained()
        await page.until(lambda frame: frame.get("view") == "everyone" and "snapshot" in frame)
        await page.until(lambda frame: frame.get("view") == "me" and "snapshot" in frame)
        await page.done("hands.raise")


async def test_a_line_that_ends_in_the_middle_of_its_hello_costs_nothing(here: House) -> None:
    browser = await here.participant("Rosa")
    request = post(here, browser, f"/stream/{here.dialogue}/participant", HELLO)
    for cut in (len(request) - 1, len(request)):
        async with raw(here.settings.port) as line:
            line.write(request[:cut])
            line.reset()
    desk = await (await here.working("moderator")).socket("moderator")
    await desk.shows("moderators", lambda seen: seen["people"]["here"] == 0)
    assert not lines_of(here)


async def test_what_is_pipelined_behind_a_hello_is_not_heard_and_ends_nothing_else(here: House) -> None:
    browser = await here.participant("Rosa")
    evening = await Evening.of(here)
    async with stream_of(here, browser) as line:
        assert await line.status() == 200
        for _ in range(20):
            line.write(post(here, browser, f"/stream/{here.dialogue}/participant", HELLO))
        said = await line.ended()
        assert b"HTTP/1.1" not in said, "no other answer stands among the events"
    await evening.works()
    assert not lines_of(here)


async def test_a_page_that_waits_for_too_many_answers_is_not_heard(
    here: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting: list[Wish] = []
    async with streamed(await here.participant("Rosa"), "participant") as page:
        monkeypatch.setattr(DialogueTask, "ask", lambda _, wish: waiting.append(wish))
        for number in range(MOST_UNANSWERED):
            assert (await page.post(f'{{"id":"c{number}","type":"hands.raise"}}')).status_code == 204
        assert (await page.post('{"id":"late","type":"hands.raise"}')).status_code == 429
        waiting[0].answer(1)
        assert (await page.post('{"id":"late","type":"hands.raise"}')).status_code == 204
        assert [wish.command.id for wish in waiting][-1] == "late"

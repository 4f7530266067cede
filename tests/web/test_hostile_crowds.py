"""Crowds that were not invited, and those that were: what they cost the server, and that the evening goes on.

The server is a process of its own here, so that its memory and its files are its own. `CROWD=10000` in the environment
runs the whole number of connections.
"""

import asyncio
import os
import resource
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from live.hub.frames import SIGNED_OUT
from live.hub.hub import Hub
from live.log.sqlite import SqliteLog
from live.web.security import LARGEST_BODY
from live.web.settings import Settings
from tests.command_line.process import free_port, serving
from tests.hub.pages import SESSION
from tests.web.browser import House, house
from tests.web.company import HELLO, Evening
from tests.web.raw import CLOSE, TEXT, Raw, frame, raw

CROWD = int(os.environ.get("CROWD", "1000"))
AT_ONCE = 100
BYTES_EACH = 24 * 1024
"""What a connection that was not asked for may cost; the interpreter's own moods included."""
REFUSED = 50
SETTINGS = {
    "LIVE_REQUEST_SECONDS": str(2 + CROWD / 1_000),
    "LIVE_IDLE_SECONDS": "1",
    "LIVE_REFUSED_PAGES_PER_PLACE": str(REFUSED),
}


class Beside:
    """An evening on a server of its own, `process` the number of its process."""

    def __init__(self, evening: Evening, process: int) -> None:
        self.evening, self.process = evening, process

    @property
    def memory(self) -> int:
        """Bytes that the server holds."""
        pages = int(Path(f"/proc/{self.process}/statm").read_text().split()[1])
        return pages * resource.getpagesize()

    @property
    def files(self) -> int:
        """Descriptors that the server has open."""
        return len(os.listdir(f"/proc/{self.process}/fd"))  # noqa: PTH208 - a path for each is not needed


@pytest.fixture(scope="module")
async def there(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Beside]:
    folder = tmp_path_factory.mktemp("beside")
    log = await SqliteLog.open(folder / "live.db")
    try:
        async with Hub(log) as hub:
            task = await hub.create(SESSION)
        port = free_port()
        async with serving(folder / "live.db", port, **SETTINGS) as process:
            here = House(Settings(port=port, database=folder / "live.db"), log, task.dialogue, task.state.code)
            try:
                made = Beside(await Evening.of(here), process.pid)
                await made.evening.works()
                yield made
            finally:
                for browser in here.browsers:
                    await browser.close()
        assert "Traceback" not in (folder / "live.stderr").read_text()
    finally:
        await log.close()


linux = pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is read as Linux tells it")


@linux
async def test_a_crowd_that_asks_for_nothing_costs_little_and_is_let_go(there: Beside) -> None:
    evening = there.evening
    before = await evening.closed("asked_nothing") + await evening.closed("slow_request")
    memory, files = there.memory, there.files
    beginnings = (b"", b"GET / HT", b"\r\n", b"POST /join HTTP/1.1\r\nHost: here\r\nContent-Length: 9\r\n\r\ncode=")
    async with AsyncExitStack() as open_:
        crowd: list[Raw] = []
        for number in range(CROWD):
            line = await open_.enter_async_context(raw(evening.house.settings.port))
            line.write(beginnings[number % len(beginnings)])
            crowd.append(line)
        await evening.works()
        assert there.files > files + CROWD / 2
        assert there.memory - memory < CROWD * BYTES_EACH + 8_000_000
        ends = await asyncio.gather(*(line.ended() for line in crowd))
        assert [not said or said.startswith(b"HTTP/1.1 408 ") for said in ends] == [True] * CROWD
    counted = await evening.closed("asked_nothing") + await evening.closed("slow_request")
    assert counted == before + CROWD
    async with asyncio.timeout(20):
        while there.files > files + 20:
            await evening.works()
    await evening.works()


@linux
async def test_a_crowd_without_a_token_is_refused_and_whoever_is_in_comes_in_from_the_same_place(
    there: Beside,
) -> None:
    evening = there.evening
    memory, here = there.memory, evening.house
    path = f"/ws/{here.dialogue}/participant"
    room = asyncio.Semaphore(AT_ONCE)

    async def knock() -> int:
        async with room, raw(here.settings.port) as line:
            head = await line.shake(path, origin=here.address, cookies=f"live-participant-{here.dialogue}=guessed")
            if not head.startswith("HTTP/1.1 101 "):
                assert "retry-after" in head
                return int(head.split()[1])
            return await line.dismissed()

    async with asyncio.TaskGroup() as knocking:
        knocks = [knocking.create_task(knock()) for _ in range(CROWD)]
        for _ in range(5):
            rosa = await here.participant("Henk")
            await (await rosa.socket("participant")).done("hands.lower")
            await evening.works()
    assert Counter(knock.result() for knock in knocks) == {SIGNED_OUT: REFUSED, 429: CROWD - REFUSED}
    assert await here.counted("live_handshakes_total", outcome="signed_out") == REFUSED
    assert await here.counted("live_handshakes_total", outcome="cut_short") == CROWD - REFUSED
    assert there.memory - memory < 24_000_000
    await evening.works()


@linux
async def test_pages_of_other_places_are_refused_and_leave_nothing(there: Beside) -> None:
    evening = there.evening
    here = evening.house
    memory, files = there.memory, there.files
    for number in range(60):
        async with raw(here.settings.port) as line:
            origin = ("https://evil.example", "null", f"{here.address}.evil.example")[number % 3]
            path = f"/ws/{here.dialogue}/participant"
            head = await line.shake(path, origin=origin, cookies=evening.browser.cookies)
            assert head.startswith("HTTP/1.1 403 ")
            assert await line.ended() == b""
    assert await here.counted("live_handshakes_total", outcome="wrong_origin") == 60
    assert there.memory - memory < 8_000_000
    assert there.files < files + 20
    await evening.works()


@linux
async def test_frames_and_bodies_that_are_far_too_large_are_not_kept(there: Beside) -> None:
    evening = there.evening
    here, memory = evening.house, there.memory
    mallory = await here.participant("Mallory")

    async def send_frame() -> None:
        async with evening.hostile(mallory) as line:
            line.write(HELLO + frame(TEXT, size=100 << 20) + bytes(20 << 20))
            while (told := await line.told()).opcode != CLOSE:
                pass
            assert told.code == 1009

    async def send_body(how: bytes) -> None:
        async with raw(here.settings.port) as line:
            line.write(b"POST /join HTTP/1.1\r\nHost: here\r\n" + how + bytes(20 << 20))
            said = await line.ended()
            assert not said or said.split()[1] in (b"413", b"400")

    async with asyncio.TaskGroup() as sending:
        for _ in range(4):
            sending.create_task(send_frame())
            sending.create_task(send_body(b"Content-Length: 104857600\r\n\r\n"))
            sending.create_task(send_body(b"Transfer-Encoding: chunked\r\n\r\n6400000\r\n"))
        for _ in range(5):
            await evening.works()
    assert there.memory - memory < 24_000_000
    assert await evening.closed("too_large") >= 4
    await evening.works()


async def test_a_body_that_would_unfold_is_not_unfolded(here: House) -> None:
    before = await here.counted("live_closed_total", reason="too_large")
    browser = here.browser()
    packed = b"\x1f\x8b" + bytes(1_000)
    headers = {"content-encoding": "gzip", "content-type": "application/x-www-form-urlencoded"}
    assert (await browser.web.post("/join", content=packed, headers=headers)).status_code == 400
    assert (await browser.web.post("/join", content=bytes(LARGEST_BODY + 1), headers=headers)).status_code == 413
    assert await here.counted("live_closed_total", reason="too_large") == before + 1


async def test_three_hundred_people_of_one_hall_all_take_part(here: House) -> None:
    evening = await Evening.of(here)

    async def come_in(number: int) -> Raw:
        browser = await here.participant(f"Gast {number}")
        line = await open_.enter_async_context(evening.hostile(browser))
        line.write(HELLO + frame(TEXT, b'{"id":"c","type":"hands.raise"}'))
        while b'"ack":"c"' not in (await line.told()).payload:
            pass
        await browser.web.aclose()
        return line

    async with AsyncExitStack() as open_:
        lines: list[Raw] = []
        for _ in range(6):
            lines += await asyncio.gather(*(come_in(number) for number in range(50)))
        assert len(lines) == 300
        await evening.desk.shows("moderators", lambda seen: len(seen["hands"]["raised"]) == 300)


async def test_a_full_server_asks_others_to_come_again_and_serves_whom_it_has(tmp_path: Path) -> None:
    async with house(tmp_path, open_connections=20) as here:
        evening = await Evening.of(here)
        pages = [await here.participant(f"Gast {number}") for number in range(18)]
        for browser in here.browsers:
            await browser.web.aclose()
        async with AsyncExitStack() as open_:
            for browser in pages:
                line = await open_.enter_async_context(evening.hostile(browser))
                line.write(HELLO)
                assert b"welcome" in (await line.told()).payload
            async with raw(here.settings.port) as line:
                head = await line.head()
                assert head.startswith("HTTP/1.1 503 ")
                assert "retry-after: 5" in head
            await evening.person.done("hands.raise")
            await evening.desk.shows("moderators", lambda seen: len(seen["hands"]["raised"]) == 1)
        async with asyncio.timeout(20):
            while here.lines.full:
                await evening.person.done("hands.raise")
        assert await evening.closed("too_many") >= 1


@pytest.mark.parametrize("guesses", [200])
async def test_guesses_are_counted_and_cut_short(tmp_path: Path, guesses: int) -> None:
    async with house(tmp_path) as here:
        evening = await Evening.of(here)
        wrong = await here.counted("live_codes_total", outcome="wrong")
        cut_short = await here.counted("live_codes_total", outcome="cut_short")
        browser = here.browser()
        answers = [(await browser.join(f"{10_000_000 + number}")).status_code for number in range(guesses)]
        allowed = here.settings.wrong_codes_per_place
        # The last that is allowed is told that there are no more.
        assert answers == [400] * (allowed - 1) + [429] * (guesses - allowed + 1)
        assert await here.counted("live_codes_total", outcome="wrong") == wrong + allowed
        assert await here.counted("live_codes_total", outcome="cut_short") == cut_short + guesses - allowed
        await evening.works()

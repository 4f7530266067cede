"""Bad moments of the shell: a link revoked while its page comes in, too many pages at once, a bug in a route."""

import asyncio
import hashlib
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest
import websockets

from live.hub.frames import SET_ASIDE, SIGNED_OUT
from live.log.port import Link
from live.log.sqlite import SqliteLog
from live.web.joining import Joining
from tests.web.browser import SECONDS, Browser, House, Running, Socket, house, visit


class SlowLinks(SqliteLog):
    """Looks a link up at once and hands it over late: what it tells may have changed meanwhile."""

    held = ""

    async def link_of(self, secret: str) -> Link | None:
        found = await super().link_of(secret)
        if secret == self.held:
            self.times -= 1
            if self.times == 0:
                self.asked.set()
                await self.gate.wait()
        return found

    def hold(self, secret: str, times: int) -> None:
        """Hand this link over when `gate` is set, the so-manieth time; `asked` is set when somebody waits for it."""
        self.held, self.times, self.asked, self.gate = secret, times, asyncio.Event(), asyncio.Event()


@asynccontextmanager
async def slow(folder: Path) -> AsyncIterator[tuple[House, SlowLinks]]:
    log = await SlowLinks.open(folder / "live.db")
    assert isinstance(log, SlowLinks)
    try:
        async with Running.over(log, folder) as running, visit(log, running) as here:
            yield here, log
    finally:
        await log.close()


async def revoke(here: House, moderator: Browser, secret: str) -> None:
    digest = hashlib.sha256(secret.encode()).hexdigest()
    assert (await moderator.web.delete(f"/desk/{here.dialogue}/links/{digest}")).status_code == 204


@pytest.mark.parametrize("known", [False, True], ids=["asleep", "awake"])
@pytest.mark.parametrize("look", [1, 2], ids=["before it is let in", "after it was let in"])
async def test_a_link_revoked_while_its_page_comes_in_opens_nothing(tmp_path: Path, known: object, look: int) -> None:
    async with slow(tmp_path) as (here, log):
        moderator, guest = await here.working("moderator"), await here.working("projector")
        if known:
            await (await moderator.socket("moderator")).done("agenda.start")
        secret = guest.cookie("projector")
        log.hold(secret, look)
        opening = asyncio.create_task(guest.socket("projector", hello=False))
        async with asyncio.timeout(SECONDS):
            await log.asked.wait()
        await revoke(here, moderator, secret)
        log.gate.set()
        page = await opening
        with suppress(websockets.ConnectionClosed):
            await page.send({"hello": {}})
        assert await page.closed() == SIGNED_OUT
        assert not page.frames


async def opened(browser: Browser) -> Socket:
    """A page that has said hello, whatever became of it."""
    socket = await browser.socket("participant", hello=False)
    with suppress(websockets.ConnectionClosed):
        await socket.send({"hello": {}})
    return socket


async def fate(socket: Socket) -> int | None:
    """How the page was closed, or None if it is served."""
    try:
        await socket.do("hands.raise")
    except websockets.ConnectionClosed:
        return socket.wire.close_code
    return None


@pytest.mark.parametrize(("before", "at_once"), [(0, 6), (0, 12), (5, 6), (3, 9)])
async def test_of_many_pages_of_a_person_the_newest_five_stay_also_when_they_come_at_once(
    here: House, before: int, at_once: int
) -> None:
    rosa, henk = await here.participant("Rosa"), await here.participant("Henk")
    other = await henk.socket("participant")
    old = [await rosa.socket("participant") for _ in range(before)]
    new = await asyncio.gather(*(opened(rosa) for _ in range(at_once)))
    # An answer proves that a page is in; only when all are, it is settled who had to go.
    await asyncio.gather(*map(fate, new))
    fates = [await fate(socket) for socket in (*old, *new)]
    allowed = here.settings.pages_per_person
    assert fates.count(None) == allowed
    assert fates.count(SET_ASIDE) == before + at_once - allowed
    assert None not in fates[: min(before, before + at_once - allowed)], "the oldest go first"
    await other.done("hands.raise")


@pytest.mark.parametrize(("method", "path", "broken"), [("GET", "/", "_form"), ("POST", "/join", "_admitting")])
async def test_the_answer_to_a_bug_is_calm_and_carries_the_headers_of_the_house(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, method: str, path: str, broken: str
) -> None:
    def bug(*_: object, **__: object) -> None:
        raise ZeroDivisionError("a bug with a secret in it")

    async with house(tmp_path) as here:
        browser = here.browser()
        monkeypatch.setattr(Joining, broken, bug)
        answers = [await browser.web.request(method, path) for _ in range(2)]
        monkeypatch.undo()
        for answer in answers:
            assert answer.status_code == 500
            assert answer.headers["x-content-type-options"] == "nosniff"
            assert answer.headers["referrer-policy"] == "same-origin"
            assert answer.headers["cache-control"] == "no-store"
            policy = answer.headers["content-security-policy"]
            assert "default-src 'none'" in policy
            assert "unsafe" not in policy
            assert "secret" not in answer.text
            assert "Traceback" not in answer.text
            assert "<h1" in answer.text
        nonces = [re.findall(r"nonce-([\w-]+)", answer.headers["content-security-policy"])[0] for answer in answers]
        assert nonces[0] != nonces[1]
        assert (await browser.web.get("/")).status_code == 200

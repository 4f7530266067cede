"""The line of a phone's page is there before its script: what came meanwhile counts, and what ended is made anew."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from playwright.async_api import Browser, Route, WebSocket, expect

from tests.browser.people import PHONE, Citizen, Visitor
from tests.browser.server import LiveServer
from tests.browser.small import OPTIONS, small
from tests.browser.voices import Voices
from tests.browser.watch import Watch

FIRST = {"de": OPTIONS[0]}
SCRIPT = "**/pages/participant.js"


@asynccontextmanager
async def _waiting_for_its_script(rosa: Citizen) -> AsyncIterator[list[WebSocket]]:
    """A page opened anew whose script comes at the end; what it opens until then and later."""
    held: asyncio.Future[Route] = asyncio.get_running_loop().create_future()
    await rosa.at.page.route(SCRIPT, lambda route: held.set_result(route))  # noqa: PLW0108 - a route is given to functions only
    lines: list[WebSocket] = []
    heard = asyncio.Event()

    def opened(line: WebSocket) -> None:
        lines.append(line)
        line.on("framereceived", lambda _: heard.set())

    rosa.at.page.on("websocket", opened)
    await rosa.at.page.reload(wait_until="commit")
    route = await held
    async with asyncio.timeout(20):
        await heard.wait()
    yield lines
    await route.continue_()
    await rosa.at.linked()


async def test_what_happens_before_the_script_is_there_is_seen(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices
) -> None:
    evening = await server.begin(small())
    moderator = await voices.moderator(evening)
    await moderator.say("agenda.start")
    rosa = Citizen(await Visitor.arrive(browser, watch, size=PHONE), "Rosalinde")
    await rosa.join(evening)
    async with _waiting_for_its_script(rosa) as lines:
        await rosa.at.reads("Ein kleiner Abend")
        await rosa.at.reads(rosa.at.say("One moment, please …"))
        await moderator.say("agenda.go_to", step="fragen", part="was")
        await moderator.say("question.open", step="fragen", part="was")
    await rosa.vote([FIRST])
    await expect(rosa.at.page.locator("#place > *")).to_have_count(1)
    assert len(lines) == 1, "the page goes on with the line that it has opened"
    watch.nothing_wrong()


@pytest.mark.parametrize("by", ["server", "network"])
async def test_a_line_that_ends_before_the_script_is_there_is_opened_anew(
    browser: Browser, server: LiveServer, watch: Watch, by: str
) -> None:
    evening = await server.begin(small())
    rosa = Citizen(await Visitor.arrive(browser, watch, size=PHONE), "Rosalinde")
    await rosa.join(evening)
    with watch.lost_line():
        async with _waiting_for_its_script(rosa) as lines:
            if by == "server":
                await server.restart()
            else:
                server.break_off(await rosa.at.secrets())
            await rosa.at.page.wait_for_function("early.socket.readyState > 1")
        assert len(lines) == 2
    watch.nothing_wrong()

"""The pages of those who are not in: joining, links, messages, pages about the program, what is published, the office.

Rule: a stop is reached when its page shows what it is about.
"""

from collections.abc import AsyncIterator

from playwright.async_api import Browser, expect

from live.log.port import SERVER, Link
from live.web.links import issue
from tests.browser.people import LAPTOP, PHONE, Scheme, Visitor
from tests.browser.server import Evening, LiveServer
from tests.browser.tour import Stop
from tests.browser.watch import Watch
from tests.web.evenings import held, publish, withdraw

ABOUT = ("help", "accessibility", "privacy")
"""Pages about the program."""


async def doors(
    browser: Browser, watch: Watch, evening: Evening, language: str, scheme: Scheme = "light"
) -> AsyncIterator[Stop]:
    """The first pages, on a phone and on a laptop."""
    address = evening.address
    for name, size in (("phone", PHONE), ("laptop", LAPTOP)):
        stranger = await Visitor.arrive(browser, watch, size=size, language=language, scheme=scheme)
        await stranger.speak(address, language)
        shown = {f"{name}-{language}": stranger.page}
        with watch.refused_pages():
            for place, (where, there) in _places(evening, language).items():
                await stranger.page.goto("about:blank")
                await stranger.page.goto(where)
                await expect(stranger.page.locator(there)).to_be_visible()
                yield f"00-{place}", shown
            await stranger.page.goto(address)
            await stranger.page.locator("#code").fill("99999999")
            await stranger.page.locator("button[type=submit]").click()
            await expect(stranger.page.locator(".refusal")).to_be_visible()
            yield "00-join-wrong", shown
        await stranger.leave()


def _places(evening: Evening, language: str) -> dict[str, tuple[str, str]]:
    address = evening.address
    about = {name: (f"{address}/{name}/{evening.dialogue}?language={language}", "h1") for name in ABOUT}
    return {
        "join": (address, "#code"),
        "join-code": (evening.join, "#code"),
        "link": (f"{address}/enter#no", "h1 [data-when=unknown]"),
        "empty-link": (f"{address}/enter", "h1 [data-when=empty]"),
        "nothing": (f"{address}/no", "h1"),
        "locked": (f"{address}/desk/{evening.dialogue}", "h1"),
        **about,
    }


async def offices(
    browser: Browser, server: LiveServer, watch: Watch, language: str, scheme: Scheme = "light"
) -> AsyncIterator[Stop]:
    """What a city keeps: the list, a public and a withdrawn documentation, the comparison of all evenings."""
    address = server.settings.address
    there, gone = [await held(server.log, people) for people in (18, 12)]
    for dialogue in (there, there, gone):
        await publish(server.log, dialogue, note="Ein Satz ist genauer.")
    await withdraw(server.log, gone, reason="Ein Name stand darin.")
    visitor = await Visitor.arrive(browser, watch, size=LAPTOP, language=language, scheme=scheme)
    secret = await issue(server.log, Link(SERVER, "office", ""))
    places = {
        "list": f"{address}/d",
        "published": f"{address}/d/{there}/{language}",
        "withdrawn": f"{address}/d/{gone}",
        "office": f"{address}/enter#{secret}",
    }
    with watch.refused_pages():
        for place, where in places.items():
            await visitor.page.goto(where)
            if place == "office":
                await visitor.page.wait_for_url("**/office")
            await expect(visitor.page.locator("h1")).to_be_visible()
            yield f"60-{place}", {f"laptop-{language}": visitor.page}
    await visitor.leave()

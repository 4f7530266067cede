"""Help, accessibility and privacy as people see them: on a phone, at night, from right to left, and by axe."""

import re
from typing import Literal

import pytest
from playwright.async_api import Browser, Page, WebSocketRoute, expect

from live.dialogue.session import Session
from tests.browser.judges import complaints
from tests.browser.people import PHONE, Citizen, Visitor
from tests.browser.server import Evening, LiveServer
from tests.browser.small import small
from tests.browser.voices import Voices
from tests.browser.watch import Watch

NAMES = ("help", "accessibility", "privacy")
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
SUPPORT = {"support_phone": "01234 56-789"}


def about(evening: Evening, name: str, language: str = "de") -> str:
    return f"{evening.address}/{name}/{evening.dialogue}?language={language}"


@pytest.mark.parametrize("language", ["de", "ar"])
@pytest.mark.parametrize("scheme", SCHEMES)
async def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(
    browser: Browser,
    server: LiveServer,
    watch: Watch,
    reference: Session,
    language: str,
    scheme: Literal["light", "dark"],
) -> None:
    evening = await server.begin(reference)
    visitor = await Visitor.arrive(browser, watch, size=PHONE, language=language)
    page = visitor.page
    await page.emulate_media(color_scheme=scheme)
    for width in (320, 1366):
        await page.set_viewport_size({"width": width, "height": 740})
        for name in NAMES:
            await page.goto(about(evening, name, language))
            if name == "help":
                await visitor.press("Test now")
                await visitor.reads(visitor.say("You can take part with this device."))
            assert await complaints(page) == []
            assert await page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    watch.nothing_wrong()


async def test_the_test_of_the_connection_says_what_works(browser: Browser, server: LiveServer, watch: Watch) -> None:
    evening = await server.begin(small(**SUPPORT))
    visitor = await Visitor.arrive(browser, watch, size=PHONE)
    await visitor.page.goto(about(evening, "help"))
    await expect(visitor.page.get_by_role("link", name="01234 56-789")).to_have_attribute("href", "tel:0123456789")
    await visitor.press("Test now")
    said = visitor.page.get_by_role("status")
    await expect(said).to_contain_text(visitor.say("You can take part with this device."))
    await expect(said).to_contain_text(visitor.say("The direct line works: what happens appears at once."))
    watch.nothing_wrong()


async def test_a_network_without_sockets_and_one_without_a_server_are_told_apart(
    browser: Browser, server: LiveServer, watch: Watch
) -> None:
    evening = await server.begin(small())
    visitor = await Visitor.arrive(browser, watch)
    page, said = visitor.page, visitor.page.get_by_role("status")
    await page.route_web_socket("**/ws/trial", _refused)
    await page.goto(about(evening, "help"))
    await visitor.press("Test now")
    await expect(said).to_contain_text(
        visitor.say(
            "Your network does not let the direct line through. The evening works over another line, perhaps a second "
            "later."
        )
    )
    await expect(page.locator("[data-fact=open]")).to_be_hidden()
    with watch.lost_line():
        await page.route(re.compile("/(healthz|stream/sign)$"), lambda route: route.abort())
        await visitor.press("Test now")
        await expect(said).to_have_text(
            visitor.say("The server does not answer. Please check your connection and test again.")
        )
        await page.unroute(re.compile("/(healthz|stream/sign)$"))
    await page.route("**/stream/sign", lambda route: route.fulfill(body="<h1>WLAN</h1>"))
    await visitor.press("Test now")
    await expect(said).to_contain_text("verlangt zuerst eine Anmeldung")
    watch.nothing_wrong()


async def _refused(line: WebSocketRoute) -> None:
    await line.close()


async def test_without_scripts_everything_but_the_test_is_there(browser: Browser, server: LiveServer) -> None:
    evening = await server.begin(small(**SUPPORT))
    context = await browser.new_context(java_script_enabled=False, locale="de-DE")
    page = await context.new_page()
    for name in NAMES:
        await page.goto(about(evening, name))
        await expect(page.get_by_role("heading", level=1)).to_be_visible()
    await page.goto(about(evening, "help"))
    await expect(page.locator("#try")).to_be_hidden()
    await context.close()


@pytest.mark.parametrize("width", [320, 360])
async def test_help_is_one_press_away_on_every_page_of_the_evening(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices, width: int
) -> None:
    evening = await server.begin(small(**SUPPORT))
    moderator = await voices.moderator(evening)
    citizen = Citizen(await Visitor.arrive(browser, watch, size={"width": width, "height": 740}), "Rosa")
    await citizen.join(evening)
    page = citizen.at.page
    sign = citizen.at.button("Help")
    for act in ("", "agenda.start", "agenda.end"):
        if act:
            await moderator.say(act)
        await sign.click()
        for name in NAMES:
            await expect(page.locator(f".help-panel a[href^='/{name}/{evening.dialogue}']")).to_be_visible()
        await expect(page.locator(".help-panel a[href='tel:0123456789']")).to_be_visible()
        assert await _narrow(page)
        await page.keyboard.press("Escape")
    await page.get_by_role("button", name=_settings(citizen)).click()
    for name in NAMES:
        await expect(page.locator(f"dialog[open] a[href^='/{name}/']")).to_be_visible()
    watch.nothing_wrong()


async def test_whoever_works_finds_the_pages_too(browser: Browser, server: LiveServer, watch: Watch) -> None:
    evening = await server.begin(small(**SUPPORT))
    console, desk = await Visitor.arrive(browser, watch, size=PHONE), await Visitor.arrive(browser, watch)
    await console.open(await server.link(evening, "group_moderator", "1"))
    await console.page.get_by_role("link", name=console.say("People")).click()
    await desk.open(await server.link(evening, "moderator"))
    await desk.press("Help")
    wall, laptop = await Visitor.arrive(browser, watch), await Visitor.arrive(browser, watch)
    await wall.open(await server.link(evening, "projector"))
    await laptop.open(await server.link(evening, "group_moderator", "1"))
    for page in (console.page, desk.page, wall.page, laptop.page):
        for name in NAMES:
            link = page.locator(f".about-links a[href^='/{name}/{evening.dialogue}']").locator("visible=true")
            await expect(link.first).to_be_visible()
    await wall.page.keyboard.press("Tab")
    await expect(wall.page.locator(".wall-links a").first).to_be_focused()
    await expect(wall.page.locator(".wall-links")).to_have_css("opacity", "1")
    watch.nothing_wrong()


def _settings(citizen: Citizen) -> str:
    return citizen.at.say("Settings, language: %(name)s", name="Deutsch")


async def _narrow(page: Page) -> bool:
    """Whether nothing of the page stands beside the screen."""
    return bool(await page.evaluate("document.documentElement.scrollWidth <= innerWidth"))

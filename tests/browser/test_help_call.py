"""A person who is stuck calls the desk: with the keyboard alone, through a reload and a restart, without a line."""

import re

import pytest
from playwright.async_api import Browser, Locator, expect

from live.dialogue.session import Session
from tests.browser.judges import complaints
from tests.browser.people import LAPTOP, PHONE, Citizen, Visitor
from tests.browser.server import Evening, LiveServer
from tests.browser.small import small
from tests.browser.voices import Voices
from tests.browser.watch import Watch

SUPPORT = {"support_phone": "01234 56-789"}
WORDS = "Es rauscht nur bei mir"
SOUND = "I hear nothing, or the sound is bad"
GROUPS = {"step": "gruppen"}


async def _phone(browser: Browser, watch: Watch, evening: Evening, name: str, language: str = "de") -> Citizen:
    citizen = Citizen(await Visitor.arrive(browser, watch, size=PHONE, language=language), name, language=language)
    await citizen.join(evening)
    return citizen


async def _desk(browser: Browser, watch: Watch, server: LiveServer, evening: Evening) -> Visitor:
    desk = await Visitor.arrive(browser, watch, size=LAPTOP)
    await desk.open(await server.link(evening, "moderator"))
    return desk


def _sign(citizen: Citizen) -> Locator:
    return citizen.at.page.locator(".help-sign")


def _state(citizen: Citizen) -> Locator:
    return citizen.at.page.locator(".help-panel .help-state")


async def _call(citizen: Citizen, trouble: str = SOUND, words: str = "") -> None:
    await _sign(citizen).click()
    await citizen.at.page.get_by_label(citizen.at.say(trouble)).check()
    if words:
        await citizen.at.page.locator("#help-text").fill(words)
    await citizen.at.press("I need help")


async def test_a_call_goes_from_the_keyboard_to_the_desk_and_back_through_reload_and_restart(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices
) -> None:
    evening = await server.begin(small(**SUPPORT))
    other = await voices.citizen(evening, "Henk")
    await other.say("help.call", trouble="other")
    rosa, desk = await _phone(browser, watch, evening, "Rosa"), await _desk(browser, watch, server, evening)
    page, keys = rosa.at.page, rosa.at.page.keyboard
    await _sign(rosa).focus()
    await keys.press("Enter")
    await expect(page.locator("#help-title")).to_be_focused()
    await expect(page.locator(".help-panel a[href='tel:0123456789']")).to_be_visible()
    await expect(rosa.at.button("I need help")).to_be_visible()
    await rosa.at.button("I need help").focus()
    await keys.press("Enter")
    await rosa.at.reads(rosa.at.say("Please choose first what is the matter."))
    await expect(page.locator("input[name=trouble]").first).to_be_focused()
    await keys.press("Space")
    await keys.press("Tab")
    await keys.type(WORDS)
    await keys.press("Tab")
    await keys.press("Enter")
    await expect(_state(rosa)).to_contain_text(rosa.at.say("Your call has arrived."))
    await expect(_state(rosa)).to_contain_text("1 Person ist vor Ihnen")
    await expect(_state(rosa)).to_be_focused()
    await keys.press("Escape")
    await expect(_sign(rosa)).to_be_focused()
    await expect(_sign(rosa)).to_have_accessible_name(re.compile("angekommen"))

    queue = desk.page.locator(".desk-urgent li")
    await expect(queue).to_have_count(2)
    await expect(queue.first).to_contain_text("Henk")
    await expect(queue.nth(1)).to_contain_text(WORDS)
    await rosa.at.reload()
    with watch.lost_line():
        await server.restart()
        await rosa.at.linked()
        await desk.linked()
        await expect(_sign(rosa)).to_have_accessible_name(re.compile("angekommen"))
    await expect(_sign(rosa)).to_have_accessible_name(re.compile("angekommen"))
    await expect(queue.nth(1)).to_contain_text(WORDS)

    await desk.page.get_by_role(
        "button", name=desk.say("The technical support cares for %(name)s", name="Rosa")
    ).click()
    await rosa.at.reads(rosa.at.say("Somebody takes care of it."))
    await rosa.at.press("Close")
    await expect(page.locator(".bottom .banner")).to_have_count(0)
    await desk.page.get_by_role("button", name=desk.say("%(name)s has been helped", name="Rosa")).click()
    await rosa.at.reads(rosa.at.say("Your call for help is done."))
    await expect(queue).to_have_count(1)
    await _sign(rosa).click()
    await rosa.at.press("Call again")
    await expect(page.locator("input[name=trouble]").first).to_be_focused()
    await expect(page.locator("#help-text")).to_have_value("")
    watch.nothing_wrong()


async def test_a_call_without_a_line_is_kept_said_and_sent_once(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices
) -> None:
    evening = await server.begin(small())
    moderator = await voices.moderator(evening)
    rosa = await _phone(browser, watch, evening, "Rosa")
    await _sign(rosa).click()
    await expect(rosa.at.button("I need help")).to_be_visible()
    await rosa.at.page.keyboard.press("Escape")
    with watch.lost_line():
        await server.stop()
        await rosa.at.page.wait_for_selector("html[data-live=broken]")
        await _call(rosa, "Something else")
        kept = "No connection at the moment. Your call for help is kept and sent as soon as the connection is back."
        await expect(_state(rosa)).to_contain_text(rosa.at.say(kept))
        await server.restart()
    await expect(_state(rosa)).to_contain_text(rosa.at.say("You are the next."))
    seen = await moderator.sees("moderators", lambda view: "calls" in view)
    assert [call["trouble"] for call in seen["calls"].values()] == ["other"]
    await rosa.at.press("Take the call back")
    await moderator.sees("moderators", lambda view: "calls" not in view)
    await expect(rosa.at.button("I need help")).to_be_visible()
    watch.nothing_wrong()


async def test_the_groups_moderator_sees_the_call_and_may_care_for_it(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices
) -> None:
    evening = await server.begin(small())
    moderator = await voices.moderator(evening)
    rosa = await _phone(browser, watch, evening, "Rosa")
    await moderator.say("agenda.start")
    await moderator.say("agenda.go_to", **GROUPS)
    await moderator.say("breakout.draft_rooms", **GROUPS, source="random", groups=1)
    await moderator.say("breakout.publish", **GROUPS, minutes=30)
    console = await Visitor.arrive(browser, watch, size=PHONE)
    await console.open(await server.link(evening, "group_moderator", "1"))
    await _call(rosa, words=WORDS)
    await console.reads(WORDS)
    await console.page.get_by_role("button", name=console.say("I help %(name)s", name="Rosa")).click()
    await expect(_state(rosa)).to_contain_text(rosa.at.say("The person who moderates your group takes care of it."))
    await moderator.sees("moderators", lambda view: [c.get("taken_by") for c in view["calls"].values()] == ["group"])
    await console.page.get_by_role("button", name=console.say("%(name)s has been helped", name="Rosa")).click()
    await expect(_state(rosa)).to_contain_text(rosa.at.say("Your call for help is done."))
    watch.nothing_wrong()


@pytest.mark.parametrize("language", ["de", "ar"])
async def test_axe_finds_nothing_in_the_dialog_nor_in_the_queue(
    browser: Browser, server: LiveServer, watch: Watch, reference: Session, language: str
) -> None:
    evening = await server.begin(reference)
    rosa = await _phone(browser, watch, evening, "Rosa", language)
    desk = await _desk(browser, watch, server, evening)
    await rosa.at.page.set_viewport_size({"width": 320, "height": 740})
    await _sign(rosa).click()
    await expect(rosa.at.button("I need help")).to_be_visible()
    assert await complaints(rosa.at.page) == []
    await rosa.at.page.keyboard.press("Escape")
    await _call(rosa, words=WORDS)
    await expect(_state(rosa)).to_contain_text(rosa.at.say("You are the next."))
    assert await complaints(rosa.at.page) == []
    assert await rosa.at.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    await expect(desk.page.locator(".desk-urgent li")).to_have_count(1)
    assert await complaints(desk.page) == []
    watch.nothing_wrong()

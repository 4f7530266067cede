"""A browser that lacks what those of the end of 2021 lacked: one can join, answer, write a card and change settings."""

from playwright.async_api import Browser, expect

from tests.browser.people import PHONE, Citizen, Visitor
from tests.browser.server import LiveServer
from tests.browser.small import OPTIONS, small
from tests.browser.voices import Voices
from tests.browser.watch import Watch

LACKING = """
delete Array.prototype.at;
delete String.prototype.at;
delete Array.prototype.findLast;
delete Array.prototype.toSorted;
delete Array.prototype.toReversed;
delete Object.hasOwn;
delete globalThis.structuredClone;
delete globalThis.CSSLayerBlockRule;
delete HTMLDialogElement.prototype.showModal;
delete HTMLDialogElement.prototype.close;
delete AbortSignal.timeout;
delete AbortSignal.any;
delete Crypto.prototype.randomUUID;
delete globalThis.requestIdleCallback;
delete Intl.Segmenter;
"""
FIRST = {"de": OPTIONS[0]}
WAS = {"step": "fragen", "part": "was"}


async def test_one_can_take_part_with_a_browser_of_2021(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices
) -> None:
    evening = await server.begin(small(languages=["de", "ar"]))
    moderator = await voices.moderator(evening)
    citizen = Citizen(await Visitor.arrive(browser, watch, size=PHONE), "Rosalinde")
    await citizen.at.context.add_init_script(LACKING)
    await citizen.join(evening)
    assert await citizen.at.page.evaluate("'showModal' in HTMLDialogElement.prototype") is False
    await moderator.say("agenda.start")
    await moderator.say("agenda.go_to", **WAS)
    await moderator.say("question.open", **WAS)
    await citizen.vote([FIRST])
    await citizen.at.page.get_by_role("button", name=citizen.at.say("Settings")).first.click()
    settings = citizen.at.page.locator("#settings")
    await settings.locator("#own-name").fill("Rosa")
    await settings.get_by_role("button", name=citizen.at.say("Done")).click()
    await expect(settings).to_be_hidden()
    await expect(citizen.at.page).to_have_url(f"{evening.address}/p/{evening.dialogue}")
    await moderator.say("agenda.go_to", step="gruppen")
    await moderator.say("breakout.draft_rooms", step="gruppen", source="random", groups=1)
    await moderator.say("breakout.publish", step="gruppen", minutes=30)
    await citizen.pin("Im Park war es kühler")
    watch.nothing_wrong()

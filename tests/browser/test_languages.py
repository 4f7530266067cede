"""Changing the language in the middle of something: nothing typed, chosen or opened is lost, and everything is told."""

import re

import pytest
from playwright.async_api import Browser, Page, expect

from live import places
from live.dialogue.session import Session
from live.dialogue.session_file import load
from live.locale import catalogue
from tests.browser.judges import complaints
from tests.browser.people import LAPTOP, PHONE, Citizen, Console, Desk, Visitor, cut
from tests.browser.server import LiveServer, soon
from tests.browser.voices import Voices
from tests.browser.watch import Watch

HALF = "Eine Bank im Schatten, auf der"
JOURNEY = ("ar", "de-simple", "uk", "de")
NAMES = {"ar": "العربية", "de-simple": "Leichte Sprache", "uk": "Українська", "de": "Deutsch"}


@pytest.fixture(scope="module")
def evening_in_six() -> Session:
    return soon(load(places.sessions() / "sechs-sprachen.yaml"))


async def turns_to(page: Page, language: str) -> None:
    """Wait until the page speaks it, from its own side."""
    await page.wait_for_selector(f"html[lang={language}][dir={'rtl' if language == 'ar' else 'ltr'}]")


async def choose(page: Page, language: str) -> None:
    """Choose a language in the settings of a participant, and leave them."""
    await page.locator(".masthead button:not(.help-sign)").click()
    await page.locator("dialog .languages label", has_text=NAMES[language]).click()
    await turns_to(page, language)
    await expect(page.locator("dialog[open] h2")).to_have_text(catalogue(language).say("Settings"))
    await page.keyboard.press("Escape")


async def test_a_half_filled_ballot_outlives_every_change_of_language(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices, evening_in_six: Session
) -> None:
    evening = await server.begin(evening_in_six)
    citizen = Citizen(await Visitor.arrive(browser, watch, size=PHONE), "Rosa")
    await citizen.join(evening)
    moderator = await voices.moderator(evening)
    await moderator.say("agenda.start")
    await moderator.say("agenda.go_to", step="befragung", part="belastung")
    await moderator.say("question.open", step="befragung", part="belastung")
    boxes = citizen.at.page.locator(".poll-option input")
    await boxes.nth(1).check()
    await boxes.nth(4).check()
    options = next(step for step in evening_in_six.agenda if step.id == "befragung").model_dump()["questions"][0][
        "options"
    ]
    for language in JOURNEY:
        await choose(citizen.at.page, language)
        await expect(citizen.at.page.locator(".poll-option").nth(1)).to_contain_text(options[1]["text"][language])
        assert [await boxes.nth(place).is_checked() for place in range(6)] == [False, True, False, False, True, False]
    await citizen.at.press("Send")
    await citizen.saved()
    watch.nothing_wrong()


async def test_half_a_card_and_an_open_menu_outlive_every_change_of_language(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices, evening_in_six: Session
) -> None:
    evening = await server.begin(evening_in_six)
    citizen = Citizen(await Visitor.arrive(browser, watch, size=PHONE), "سلمى")
    await citizen.join(evening)
    console = Console(await Visitor.arrive(browser, watch, size=LAPTOP), 1)
    await console.at.open(await server.link(evening, "group_moderator", "1"))
    moderator = await voices.moderator(evening)
    await moderator.say("agenda.start")
    await moderator.say("agenda.go_to", step="gruppen-1")
    await moderator.say("breakout.draft_rooms", step="gruppen-1", groups=1, source="random")
    await moderator.say("breakout.publish", step="gruppen-1", minutes=20)
    await citizen.at.page.locator("#new-note").fill(HALF)
    await console.note("Der Brunnen lief nicht.")
    await console.card("Der Brunnen").locator(".note-more").click()
    await console.at.page.locator("#new-note").fill(HALF)
    menu = console.card("Der Brunnen").locator("[aria-expanded=true]")
    await expect(menu).to_be_visible()
    for language in JOURNEY:
        await choose(citizen.at.page, language)
        await expect(citizen.at.page.locator("#new-note")).to_have_value(HALF)
        await console.at.page.locator(".masthead select").select_option(language)
        await turns_to(console.at.page, language)
        await expect(console.at.page.locator("#new-note")).to_have_value(HALF)
        await expect(menu).to_be_visible()
        edit = catalogue(language).say("Edit")
        await expect(console.card("Der Brunnen").get_by_role("button", name=edit, exact=True)).to_be_visible()
    await console.at.reload()
    await turns_to(console.at.page, "de")
    watch.nothing_wrong()


async def test_without_a_line_the_language_stays_and_the_choice_says_so(
    browser: Browser, server: LiveServer, watch: Watch, evening_in_six: Session
) -> None:
    evening = await server.begin(evening_in_six)
    citizen = Citizen(await Visitor.arrive(browser, watch, size=PHONE), "Rosa")
    await citizen.join(evening)
    page = citizen.at.page
    with watch.lost_line():
        await cut(server, citizen.at)
        await page.locator(".masthead button:not(.help-sign)").click()
        await page.locator("dialog .languages label", has_text=NAMES["ar"]).click()
        await expect(page.locator("#status")).to_contain_text(
            citizen.at.say("The language could not be changed. Please try again.")
        )
        await expect(page.locator("dialog .refusal")).to_be_visible()
        await expect(page.locator("dialog .languages input[value=de]")).to_be_checked()
        await expect(page.locator("html[lang=de][dir=ltr]")).to_have_count(1)


async def test_a_text_that_is_missing_is_shown_in_the_usual_language_and_marked_as_such(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices, reference: Session
) -> None:
    evening = await server.begin(reference.model_copy(update={"languages": ("ar", "uk", "de")}))
    citizen = Citizen(await Visitor.arrive(browser, watch, size=PHONE), "Оля", "uk")
    await citizen.join(evening)
    wall = await Visitor.arrive(browser, watch)
    await wall.open(await server.link(evening, "projector"))
    moderator = await voices.moderator(evening)
    await moderator.say("agenda.start")
    await moderator.say("agenda.go_to", step="befragung", part="belastung")
    await moderator.say("question.open", step="befragung", part="belastung")
    await expect(citizen.at.page.locator("html[lang=uk][dir=ltr]")).to_have_count(1)
    await expect(citizen.at.page.locator("h1 [lang=ar][dir=rtl]")).to_have_text(re.compile("الحارّة"))
    await expect(citizen.at.page.locator(".poll-option [lang=ar][dir=rtl]")).to_have_count(6)
    await expect(wall.page.locator("html[lang=ar][dir=rtl] h1 [lang]")).to_have_count(0)
    watch.nothing_wrong()


async def test_the_desk_lists_before_the_evening_which_texts_lack_which_language(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices, reference: Session
) -> None:
    evening = await server.begin(reference.model_copy(update={"languages": ("de", "ar", "uk")}))
    desk = Desk(await Visitor.arrive(browser, watch))
    await desk.at.open(await server.link(evening, "moderator"))
    page = desk.at.page
    await desk.at.press("Texts without a translation")
    row = page.locator("dialog[open] .desk-lacking li", has_text="Was macht Ihnen an heißen Tagen am meisten")
    await expect(row).to_contain_text("Frage 1")
    await expect(row).to_contain_text("fehlt auf: Ukrainisch")
    assert await complaints(page) == []
    await page.keyboard.press("Escape")
    moderator = await voices.moderator(evening)
    await moderator.say("agenda.start")
    await expect(page.locator(".desk-untranslated")).to_have_count(0)
    watch.nothing_wrong()

"""The editors' desk where two work at once, reload, or change their mind: nothing that was typed is lost."""

import re
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, Locator, expect

from tests.browser.people import Visitor
from tests.browser.server import LiveServer
from tests.browser.test_editor import CORRECTED, Official
from tests.browser.watch import Watch

CHANGED = "reject:documentation.changed_meanwhile"


@pytest.fixture
async def official(browser: Browser, server: LiveServer, watch: Watch) -> AsyncIterator[Official]:
    """Somebody with a laptop."""
    one = await Official.comes(browser, server, watch)
    yield one
    await one.at.leave()


async def colleague(official: Official) -> Official:
    """Somebody else at the same desk."""
    other = await official.page.context.new_page()
    await other.goto(f"{official.address}/edit/{official.dialogue}")
    return Official(Visitor(official.at.context, other, official.at.words), official.dialogue, official.address)


async def first_office(official: Official) -> Locator:
    """The field in which the office of the first step stands."""
    steps = await official.unfolds("steps")
    return steps.get_by_label(official.at.say("Responsible")).first


async def saves_steps(official: Official, office: str) -> None:
    """Give the first step another office."""
    await (await first_office(official)).fill(office)
    await official.at.press("Save the next steps")
    await official.hears("The next steps are saved.")


async def test_next_steps_of_somebody_else_are_seen_before_they_are_overwritten(
    official: Official, watch: Watch
) -> None:
    office = await first_office(official)
    await office.fill("Amt A")
    await saves_steps(await colleague(official), "Amt B")
    chapters = await official.unfolds("chapters")
    await chapters.get_by_label("Warum dieser Dialog").uncheck()
    await official.hears("The chapter is left out.")
    await official.at.press("Save the next steps")
    await official.hears(CHANGED)
    await expect(official.page.locator("#tool-steps .beside")).to_contain_text("Amt B")
    await expect(office).to_have_value("Amt A")
    await expect(official.page.locator("#next-steps")).to_contain_text("Amt B")
    await official.at.press("Save the next steps")
    await official.hears("The next steps are saved.")
    await expect(official.page.locator("#next-steps")).to_contain_text("Amt A")
    await expect(official.page.locator("#tool-steps .beside")).to_have_count(0)
    watch.nothing_wrong()


async def test_a_refusal_shows_the_other_foreword_beside_the_own(official: Official, watch: Watch) -> None:
    field = official.page.locator("#foreword-de")
    await official.unfolds("foreword")
    await field.fill("Danke von A")
    second = await colleague(official)
    await second.unfolds("foreword")
    await second.page.locator("#foreword-de").fill("Danke von B")
    await second.at.press("Save the foreword")
    await second.hears("The foreword is saved.")
    with watch.refused_pages():
        await official.page.locator("#tool-foreword form").first.locator("button[type=submit]").click()
        await official.hears(CHANGED)
    beside = official.page.locator("#tool-foreword .beside")
    await expect(beside).to_contain_text("Danke von B")
    await expect(field).to_have_value("Danke von A")
    await official.at.press("Drop mine and take this")
    await expect(field).to_have_value("Danke von B")
    await expect(beside).to_have_count(0)
    watch.nothing_wrong()


async def test_a_refused_correction_shows_what_the_other_one_wrote_and_can_then_be_saved(
    official: Official, watch: Watch
) -> None:
    dialog = await official.opens(CORRECTED)
    await dialog.locator("#word").fill("Von A")
    await (await colleague(official)).corrects(CORRECTED, "Von B")
    with watch.refused_pages():
        await official.at.press("Save")
        await expect(dialog.get_by_role("status")).to_have_text(official.at.say(CHANGED))
    await expect(dialog.locator(".beside")).to_contain_text("Von B")
    await expect(dialog.locator("#word")).to_have_value("Von A")
    await official.at.press("Save")
    await expect(official.word("Von A")).to_have_class(re.compile("word-corrected"))
    await expect(official.word("Von A")).to_be_focused()
    watch.nothing_wrong()


async def test_what_is_typed_everywhere_survives_a_reload_and_leaving_asks(official: Official, watch: Watch) -> None:
    page, say = official.page, official.at.say
    await (await first_office(official)).fill("Amt A")
    pictures = await official.unfolds("pictures")
    await pictures.get_by_label(say("Whose picture it is")).fill("Stadt")
    dialog = await official.opens(CORRECTED)
    await dialog.locator("#word").fill("Halb getippt")
    with watch.leaving():
        await page.reload()
    assert watch.asked_to_stay == 1
    await expect(dialog.locator("#word")).to_have_value("Halb getippt")
    await official.at.press("Close")
    await official.at.press("Close")
    await expect(dialog).to_have_count(0)
    await expect(page.locator("#office-0")).to_have_value("Amt A")
    await expect(page.locator("#credit-new")).to_have_value("Stadt")
    await expect(page.locator("#tool-steps .tool-state")).to_have_text(say("not saved yet"))
    await page.locator("#shown").select_option("ar")
    await expect(page.locator(".editor-draft")).to_have_attribute("lang", "ar")
    await expect(page.locator("#office-0")).to_have_value("Amt A")
    await page.locator("#credit-new").fill("")
    await official.at.press("Save the next steps")
    await official.hears("The next steps are saved.")
    await page.reload()
    assert watch.asked_to_stay == 1
    watch.nothing_wrong()


async def test_a_chosen_reason_is_not_dropped_without_a_question(official: Official, watch: Watch) -> None:
    dialog = await official.opens(CORRECTED)
    await official.at.press("Leave the text out …")
    await dialog.get_by_label(official.at.say("personal data")).check()
    await official.page.keyboard.press("Escape")
    await expect(dialog.get_by_role("status")).to_have_text(
        official.at.say("This is not saved yet. Close again to drop it.")
    )
    await official.page.keyboard.press("Escape")
    await expect(dialog).to_have_count(0)
    watch.nothing_wrong()


async def test_a_text_that_is_too_long_is_named_as_such(official: Official, watch: Watch) -> None:
    dialog = await official.opens(CORRECTED)
    field = dialog.locator("#word")
    await field.evaluate("(field) => { field.maxLength = 400000; }")
    await field.fill("x" * 300_000)
    with watch.refused_pages():
        await official.at.press("Save")
        sentence = official.at.say("reject:documentation.text_too_long", limit="20.000", length="300.000")
        await expect(dialog.get_by_role("status")).to_have_text(sentence)
    await field.evaluate("(field) => { field.maxLength = 20000; }")
    await field.fill("x" * 19_000)
    await expect(dialog.locator(".counter")).to_have_text(
        official.at.say("%(n)s of %(limit)s characters", n="19.000", limit="20.000")
    )
    await field.focus()
    await official.page.keyboard.press("End")
    await official.page.keyboard.insert_text("y" * 2_000)
    full = "The field is full: %(limit)s characters. What was pasted beyond is not in it."
    await expect(dialog.locator(".counter")).to_have_text(official.at.say(full, limit="20.000"))
    watch.nothing_wrong()

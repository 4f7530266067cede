"""The desk prints for people without a device: a dialog with every sheet, in the language and number wished."""

from playwright.async_api import Browser, Locator, expect

from live.dialogue.session import Session
from live.render.printed import SHEETS
from tests.browser.people import Desk, Visitor
from tests.browser.server import LiveServer
from tests.browser.watch import Watch
from tests.render.printed import Printed


async def _dialog(browser: Browser, server: LiveServer, watch: Watch, reference: Session) -> tuple[Desk, Locator]:
    desk = Desk(await Visitor.arrive(browser, watch))
    await desk.at.open(await server.link(await server.begin(reference), "moderator"))
    await desk.at.button("Paper").press("Enter")
    dialog = desk.at.page.locator("dialog[open]")
    await expect(dialog.locator(".desk-sheets > li")).to_have_count(len(SHEETS))
    return desk, dialog


async def test_every_sheet_can_be_opened_at_the_desk(
    browser: Browser, server: LiveServer, watch: Watch, reference: Session
) -> None:
    desk, dialog = await _dialog(browser, server, watch, reference)
    for sheet in SHEETS:
        link = dialog.get_by_role(
            "link", name=desk.at.say("Open as PDF: %(title)s", title=desk.at.say(sheet.title.message))
        )
        address = await link.get_attribute("href")
        answer = await desk.at.context.request.get(f"{server.settings.address}{address}")
        assert answer.ok, sheet.name
        assert len(Printed(await answer.body())) > 0
    watch.nothing_wrong()


async def test_language_and_number_go_into_the_file(
    browser: Browser, server: LiveServer, watch: Watch, reference: Session
) -> None:
    desk, dialog = await _dialog(browser, server, watch, reference)
    await dialog.get_by_label(desk.at.say("Language of ballots, cards and script")).select_option("ar")
    await dialog.get_by_label(desk.at.say("Ballots of each question")).fill("9")
    title = desk.at.say("Ballots")
    link = dialog.get_by_role("link", name=desk.at.say("Open as PDF: %(title)s", title=title), exact=True)
    await link.focus()
    await expect(link).to_have_attribute(
        "href", f"{(await link.get_attribute('href') or '').partition('?')[0]}?language=ar&copies=9"
    )
    answer = await desk.at.context.request.get(f"{server.settings.address}{await link.get_attribute('href')}")
    assert str(Printed(await answer.body()).file.Root.Lang) == "ar"
    watch.nothing_wrong()


async def test_the_dialog_is_read_and_closed_by_the_keyboard(
    browser: Browser, server: LiveServer, watch: Watch, reference: Session
) -> None:
    desk, dialog = await _dialog(browser, server, watch, reference)
    await expect(dialog.get_by_role("heading", level=2)).to_have_text(desk.at.say("Paper"))
    await desk.at.page.keyboard.press("Escape")
    await expect(dialog).to_have_count(0)
    await expect(desk.at.button("Paper")).to_be_focused()
    watch.nothing_wrong()

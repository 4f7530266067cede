"""Links that the desk makes: one for each wish, and none to hand out that no longer opens anything."""

from playwright.async_api import Browser, expect

from tests.browser.people import Desk, Visitor
from tests.browser.server import LiveServer
from tests.browser.small import small
from tests.browser.watch import Watch


async def test_a_double_click_makes_one_link_and_a_revoked_one_is_not_offered(
    browser: Browser, server: LiveServer, watch: Watch
) -> None:
    evening = await server.begin(small())
    desk = Desk(await Visitor.arrive(browser, watch))
    await desk.at.open(await server.link(evening, "moderator"))
    await desk.at.press("Links")
    page, say = desk.at.page, desk.at.say
    await desk.at.button("New console link").dblclick()
    offered = page.locator(".desk-copy")
    await expect(offered).to_have_count(2)
    await expect(offered.last).to_contain_text(say("Console of group %(n)s", n=1))
    await desk.hand_out("New projector link")
    given = page.locator(".desk-list li")
    await expect(given).to_have_count(3)
    await expect(offered).to_have_count(3)
    row = given.filter(has_text=say("Console of group %(n)s", n=1))
    revoke = row.get_by_role("button", name=say("Revoke"))
    await revoke.click()
    await expect(page.locator("dialog .desk-ripe")).to_be_visible()
    await revoke.click()
    await expect(given).to_have_count(2)
    await expect(offered).to_have_count(2)
    await expect(offered.last).to_contain_text(say("Projector"))
    watch.nothing_wrong()

"""Whatever people type is text, on every page: markup, scripts and addresses stand there as they were typed."""

import re
from dataclasses import dataclass

from playwright.async_api import Browser, Page, expect

from tests.browser.people import PHONE, Citizen, Console, Visitor
from tests.browser.server import Evening, LiveServer
from tests.browser.small import small
from tests.browser.voices import Voice, Voices
from tests.browser.watch import Watch

HOSTILE = (
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(2)</script>",
    '"><svg onload=alert(3)>',
    "{{7*7}} ${7*7} {% include 'icons.html' %}",
    "javascript:alert(4)",
    "<style>*{display:none}</style>",
    "'-alert(5)-'",
    "<a href=javascript:alert(6)>hier</a>",
    "]]><!--",
    "=cmd|' /C calc'!A0",
    "&lt;b&gt; &amp;",
    "%(name)s %s {0} \\u003cscript\\u003e",
)
NAME = '<b>Rosa</b>"onload=alert(7)'
TITLE = "Abend </title><script>alert(8)</script> {{7*7}}"
SURPRISES = "[onload], [onerror], img[src=x], a[href^='javascript'], body script:not([type])"


@dataclass
class Room:
    """Two citizens, the console of their group, the desk, the wall, and a moderator without a page."""

    evening: Evening
    moderator: Voice
    citizen: Citizen
    friend: Citizen
    console: Console
    desk: Visitor
    wall: Visitor

    @property
    def pages(self) -> list[Page]:
        """All pages."""
        return [self.citizen.at.page, self.friend.at.page, self.console.at.page, self.desk.page, self.wall.page]


async def test_markup_is_text_on_every_page(browser: Browser, server: LiveServer, watch: Watch, voices: Voices) -> None:
    words = {"title": {"de": TITLE}, "city": HOSTILE[0], "organisers": ["<b>Stadt</b>"]}
    room = await _gather(browser, server, watch, voices, await server.begin(small(**words)))
    await _names(room)
    await _group_work(room)
    await _on_the_wall(room)
    await _evaluated(room)
    await room.moderator.say("agenda.end")
    await room.desk.publish(room.evening.address, room.evening.dialogue)
    await expect(room.desk.button("Withdraw the publication")).to_be_visible()
    draft, public = await room.desk.context.new_page(), await room.citizen.at.context.new_page()
    await draft.goto(f"{room.evening.address}/desk/{room.evening.dialogue}/documentation")
    await public.goto(f"{room.evening.address}/d/{room.evening.dialogue}")
    for page in (draft, public):
        await _shown(page, (*HOSTILE, TITLE))
    for page in (*room.pages, draft, public):
        await expect(page.locator(SURPRISES)).to_have_count(0)
    watch.nothing_wrong()


async def _gather(browser: Browser, server: LiveServer, watch: Watch, voices: Voices, evening: Evening) -> Room:
    citizen = Citizen(await Visitor.arrive(browser, watch, size=PHONE), NAME)
    friend = Citizen(await Visitor.arrive(browser, watch, size=PHONE), "Thekla")
    for one in (citizen, friend):
        await one.join(evening)
    console = Console(await Visitor.arrive(browser, watch), 1)
    await console.at.open(await server.link(evening, "group_moderator", "1"))
    desk, wall = await Visitor.arrive(browser, watch), await Visitor.arrive(browser, watch)
    await desk.open(await server.link(evening, "moderator"))
    await wall.open(await server.link(evening, "projector"))
    await _shown(wall.page, (TITLE, HOSTILE[0]))
    return Room(evening, await voices.moderator(evening), citizen, friend, console, desk, wall)


async def _names(room: Room) -> None:
    await room.moderator.say("agenda.start")
    await room.moderator.say("agenda.go_to", step="gruppen")
    await room.moderator.say("breakout.draft_rooms", step="gruppen", source="random", groups=1)
    await expect(room.desk.page.get_by_label(room.desk.say("Move %(name)s to", name=NAME))).to_be_visible()
    await room.moderator.say("breakout.publish", step="gruppen")
    await room.citizen.find_group()
    await room.citizen.at.page.get_by_role("button", name=room.citizen.at.say("Raise hand")).click()
    await expect(room.console.at.page.locator(".hands")).to_contain_text(NAME)
    await expect(room.desk.page.locator(".queue")).to_contain_text(NAME)
    await expect(room.friend.at.page.locator(".names")).to_contain_text(NAME)


async def _group_work(room: Room) -> None:
    for words in HOSTILE:
        await room.citizen.at.page.locator("#new-note").fill(words)
        await room.citizen.at.press("Pin up")
    await room.console.quintessence("\n".join(HOSTILE))
    await room.console.idea(HOSTILE[0])
    await room.console.release()
    for page in (room.friend.at.page, room.console.at.page):
        await _shown(page, HOSTILE)
    await room.desk.page.locator(".room-open").click()
    await _shown(room.desk.page, HOSTILE)
    await room.desk.page.keyboard.press("Escape")


async def _on_the_wall(room: Room) -> None:
    await room.moderator.say("breakout.end", step="gruppen")
    await room.moderator.say("breakout.show_quintessence", step="gruppen", room=1)
    for page in (room.wall.page, room.friend.at.page):
        await _shown(page, HOSTILE)
    for words in HOSTILE:
        await room.moderator.say("screen.overlay", overlay="message", message=words)
        await _shown(room.wall.page, (words,))
        await _shown(room.friend.at.page, (words,))
    await room.moderator.say("screen.overlay", overlay="none")


async def _evaluated(room: Room) -> None:
    await room.moderator.say("agenda.go_to", step="auswertung")
    await room.moderator.say("question.open", step="auswertung", part="form")
    await room.citizen.at.page.locator("#item-lob").fill("\n".join(HOSTILE))
    await room.citizen.at.press("Send")
    await room.citizen.saved()
    await room.moderator.say("question.close", step="auswertung", part="form")
    await _shown(room.desk.page, HOSTILE)


async def test_a_session_of_markup_is_text_on_the_first_page(
    browser: Browser, server: LiveServer, watch: Watch
) -> None:
    evening = await server.begin(small(title={"de": HOSTILE[1]}, city=HOSTILE[0]))
    visitor = await Visitor.arrive(browser, watch)
    await visitor.page.goto(evening.join)
    await _shown(visitor.page, (HOSTILE[1],))
    with watch.refused_pages():
        await visitor.page.locator("#code").fill("12345678")
        await visitor.page.locator("#name").fill(HOSTILE[2])
        await visitor.page.locator("button[type=submit]").click()
        await expect(visitor.page.locator("#name")).to_have_value(HOSTILE[2])
    watch.nothing_wrong()


async def _shown(page: Page, words: tuple[str, ...]) -> None:
    """Wait until all of it stands there; quotation marks may be set anew."""
    for each in words:
        quoted = re.sub(r"(\\?['\"])", "['\"„“‚‘’]", re.escape(each))
        await expect(page.locator("body")).to_contain_text(re.compile(quoted))

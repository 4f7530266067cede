"""Somebody types while everything happens around them: words, caret, place, and what is open stay as they are.

Rule: what happens is done by others, by the line or by the server; the person's own page is only looked at.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.async_api import Browser, expect

from tests.browser.people import PHONE, Citizen, Visitor, cut
from tests.browser.server import Evening, LiveServer
from tests.browser.small import OPTIONS, small
from tests.browser.voices import Voice, Voices
from tests.browser.watch import Watch

WORDS, CARET = "Halb getippt, und mitten im Wo", 4
GROUP = {"step": "gruppen", "room": 1}
FIRST, SECOND, _ = ({"de": words} for words in OPTIONS)
WAS = {"step": "fragen", "part": "was"}
MARK = "document.activeElement.mine = true"
KEEP_LINES = """
globalThis.lines = [];
globalThis.WebSocket = class extends WebSocket {
  constructor(...to) {
    super(...to);
    lines.push(this);
  }
};
"""
LOOK = """
() => {
  const field = document.activeElement;
  const screen = document.querySelector(".screen");
  const { value, selectionStart, selectionEnd, mine } = field;
  return { value, selectionStart, selectionEnd, mine, scroll: screen.scrollTop };
}
"""


@dataclass
class Scene:
    """A citizen in a group, the moderator, and a friend in the same group."""

    server: LiveServer
    evening: Evening
    voices: Voices
    moderator: Voice
    friend: Voice
    rosa: Citizen

    async def typing(self) -> None:
        """Half-typed words, with the caret in the middle of them and the screen somewhere in its middle."""
        field = self.rosa.at.page.locator("#new-note")
        await field.press_sequentially(WORDS)
        await field.evaluate(f"field => field.setSelectionRange({CARET}, {CARET})")
        await self.rosa.at.page.evaluate("document.querySelector('.screen').scrollTop = 120")
        await self.rosa.at.page.evaluate(MARK)

    async def break_off(self) -> None:
        """The line breaks and comes back."""
        async with self.rosa.at.loses_its_line():
            self.server.break_off(await self.rosa.at.secrets())

    async def restart(self) -> None:
        """The server is started anew: every view comes as a whole again."""
        async with self.rosa.at.loses_its_line():
            await self.server.restart()
        self.moderator = await self.voices.moderator(self.evening)

    async def step_on(self) -> None:
        """The moderator goes on, and the page only offers it."""
        await self.moderator.say("agenda.go_to", **WAS)
        await self.moderator.say("question.open", **WAS)
        await self.rosa.at.reads(self.rosa.at.say("New question"))

    async def votes(self) -> None:
        """Others answer, which everybody sees as counts."""
        await self.friend.say("poll.cast_ballot", **WAS, chosen=["a"])

    async def step_back(self) -> None:
        """The moderator goes back, and ends the question."""
        await self.moderator.say("question.close", **WAS)
        await self.moderator.say("agenda.go_to", step="gruppen")
        await expect(self.rosa.at.button("Look now")).to_have_count(0)

    async def cards(self) -> None:
        """Others pin up cards."""
        for n in range(3):
            await self.friend.say("breakout.write_note", **GROUP, text=f"Karte {n} von nebenan")
        await self.rosa.sees_card("Karte 2 von nebenan")

    async def hands(self) -> None:
        """Somebody raises a hand."""
        await self.friend.say("hands.raise")


async def _scene(browser: Browser, server: LiveServer, watch: Watch, voices: Voices) -> Scene:
    evening = await server.begin(small(languages=["de", "ar"]))
    moderator = await voices.moderator(evening)
    rosa = Citizen(await Visitor.arrive(browser, watch, size=PHONE), "Rosalinde")
    await rosa.join(evening)
    friend = await voices.citizen(evening, "Jost")
    await moderator.say("agenda.start")
    await moderator.say("agenda.go_to", step="gruppen")
    await moderator.say("breakout.draft_rooms", step="gruppen", source="random", groups=1)
    await moderator.say("breakout.publish", step="gruppen", minutes=30)
    for n in range(8):
        await friend.say("breakout.write_note", **GROUP, text=f"Eine frühere Karte, die {n}.")
    await rosa.sees_card("Eine frühere Karte, die 7.")
    return Scene(server, evening, voices, moderator, friend, rosa)


async def test_words_caret_and_place_stay_whatever_happens(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices
) -> None:
    scene = await _scene(browser, server, watch, voices)
    await scene.typing()
    page = scene.rosa.at.page
    before: dict[str, Any] = await page.evaluate(LOOK)
    assert before["value"] == WORDS
    assert before["mine"] is True
    acts: list[Callable[[], Awaitable[None]]] = [
        scene.cards,
        scene.hands,
        scene.break_off,
        scene.step_on,
        scene.votes,
        scene.break_off,
        scene.step_back,
        scene.restart,
    ]
    with watch.lost_line():
        for act in acts:
            await act()
            after = await page.evaluate(LOOK)
            same = ("value", "selectionStart", "selectionEnd", "mine")
            assert {name: after[name] for name in same} == {name: before[name] for name in same}, act.__name__
            assert after["scroll"] == before["scroll"] or act.__name__ in ("step_on", "step_back"), act.__name__
    await page.keyboard.type("!")
    await expect(page.locator("#new-note")).to_have_value(WORDS[:CARET] + "!" + WORDS[CARET:])
    watch.nothing_wrong()


async def test_what_is_being_composed_is_not_disturbed(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices
) -> None:
    scene = await _scene(browser, server, watch, voices)
    page = scene.rosa.at.page
    field = page.locator("#new-note")
    await field.focus()
    session = await scene.rosa.at.context.new_cdp_session(page)
    await page.evaluate("document.activeElement.addEventListener('compositionend', () => (globalThis.ended = true))")
    await session.send("Input.imeSetComposition", {"text": "مرحب", "selectionStart": 4, "selectionEnd": 4})
    await expect(field).to_have_value("مرحب")
    with watch.lost_line():
        await scene.cards()
        await scene.break_off()
    await expect(field).to_have_value("مرحب")
    assert await page.evaluate("globalThis.ended ?? false") is False, "the composition goes on"
    await session.send("Input.insertText", {"text": "مرحبا"})
    await expect(field).to_have_value("مرحبا")
    watch.nothing_wrong()


async def test_the_settings_stay_open_with_what_is_typed_in_them(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices
) -> None:
    scene = await _scene(browser, server, watch, voices)
    page = scene.rosa.at.page
    await scene.typing()
    await page.locator("button[aria-label*='Deutsch']").click()
    name = page.locator("#own-name")
    await name.fill("Rosalinde v")
    with watch.lost_line():
        await scene.cards()
        await scene.break_off()
    await expect(name).to_be_focused()
    await expect(name).to_have_value("Rosalinde v")
    await page.locator("#settings label[lang=ar]").click()
    await page.wait_for_selector("html[lang=ar][dir=rtl]")
    await expect(page.locator("#settings")).to_be_visible()
    await expect(name).to_have_value("Rosalinde v")
    await page.locator("#settings button[type=submit]").click()
    await expect(page.locator("#new-note")).to_have_value(WORDS)
    watch.nothing_wrong()


async def test_a_tab_that_slept_for_ten_minutes_is_where_the_others_are(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices
) -> None:
    evening = await server.begin(small())
    moderator = await voices.moderator(evening)
    rosa = Citizen(await Visitor.arrive(browser, watch, size=PHONE), "Rosalinde")
    await rosa.at.page.clock.install()
    await rosa.join(evening)
    session = await rosa.at.context.new_cdp_session(rosa.at.page)
    with watch.lost_line():
        await session.send("Page.setWebLifecycleState", {"state": "frozen"})
        server.break_off(await rosa.at.secrets())
        await moderator.say("agenda.start")
        await moderator.say("agenda.go_to", **WAS)
        await moderator.say("question.open", **WAS)
        await session.send("Page.setWebLifecycleState", {"state": "active"})
        await rosa.at.page.clock.fast_forward("10:00")
        await rosa.vote([FIRST])
    watch.nothing_wrong()


@pytest.mark.parametrize("reloaded", [False, True], ids=["open", "reloaded"])
async def test_what_was_done_without_a_line_is_done_once(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices, *, reloaded: bool
) -> None:
    scene = await _scene(browser, server, watch, voices)
    rosa = scene.rosa
    with watch.lost_line():
        await cut(server, rosa.at)
        await rosa.at.page.locator("#new-note").fill("Ohne Netz geschrieben")
        await rosa.at.press("Pin up")
        await rosa.at.press("Raise hand")
        if reloaded:  # the line is back, and the page is opened anew before it has said anything
            await rosa.at.page.evaluate("void (globalThis.WebSocket = class { close() {} send() {} })")
        await rosa.at.context.set_offline(False)
        if reloaded:
            await rosa.at.page.reload()
        await rosa.at.linked()
    await expect(rosa.card("Ohne Netz geschrieben")).to_have_count(1)
    view = await scene.moderator.sees("moderators", lambda seen: len(seen["hands"]) == 1)
    assert len(view["hands"]) == 1
    await asyncio.gather(*(scene.friend.say("breakout.write_note", **GROUP, text=f"Danach {n}") for n in range(2)))
    await rosa.sees_card("Danach 1")
    await expect(rosa.card("Ohne Netz geschrieben")).to_have_count(1)
    watch.nothing_wrong()


async def test_a_line_into_a_network_that_was_left_is_not_waited_for(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices
) -> None:
    evening = await server.begin(small())
    moderator = await voices.moderator(evening)
    rosa = Citizen(await Visitor.arrive(browser, watch, size=PHONE), "Rosalinde")
    await rosa.at.context.add_init_script(KEEP_LINES)
    await rosa.join(evening)
    await moderator.say("agenda.start")
    await moderator.say("agenda.go_to", **WAS)
    await moderator.say("question.open", **WAS)
    await rosa.choose([SECOND])
    with watch.lost_line():
        # The old line takes everything and tells nothing, as one does whose address the phone has no more.
        await rosa.at.page.evaluate("lines.forEach((line) => { line.send = () => {}; line.onmessage = null; })")
        await rosa.at.page.evaluate("dispatchEvent(new Event('online'))")
        await rosa.at.press("Send")
        await rosa.saved()
    assert await rosa.at.page.evaluate("lines.length") == 2
    watch.nothing_wrong()

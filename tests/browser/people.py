"""The people of an evening as they sit before their pages: they read words, press buttons and type.

Rule: nothing here knows a selector that a person could not describe; waiting is for words and states, never for time.
"""

import asyncio
import re
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any, Literal

from playwright.async_api import Browser, BrowserContext, Locator, Page, ViewportSize, expect
from playwright.async_api import TimeoutError as PageTimeout

from live.locale import Catalogue, catalogue
from tests.browser.server import Evening, LiveServer
from tests.browser.watch import Watch

PHONE: ViewportSize = {"width": 360, "height": 740}
LAPTOP: ViewportSize = {"width": 1366, "height": 768}
WALL: ViewportSize = {"width": 1920, "height": 1080}
Scheme = Literal["light", "dark"]
LONG = 20_000
"""Milliseconds that a page may take on a busy machine."""

NOTICED = """() => {
    const html = document.documentElement;
    return { broken: new Promise((noticed) => {
        const look = () => html.dataset.live === "broken" && noticed();
        new MutationObserver(look).observe(html, { attributeFilter: ["data-live"] });
        look();
    }) };
}"""
"""Hears also of a state that lasts for less than a frame of the screen."""
SOON = 4_000
"""Milliseconds after which something is tried again."""
TRIES = 5

expect.set_options(timeout=LONG)


@dataclass
class Visitor:
    """Somebody with a browser of their own."""

    context: BrowserContext
    page: Page
    words: Catalogue

    @classmethod
    async def arrive(
        cls,
        browser: Browser,
        watch: Watch,
        *,
        size: ViewportSize = LAPTOP,
        language: str = "de",
        scheme: Scheme = "light",
    ) -> "Visitor":
        """Open a browser."""
        phone = size["width"] < 600
        base = language.partition("-")[0]
        locale = {"de": "de-DE", "ar": "ar-EG"}.get(base, base)
        context = await browser.new_context(
            viewport=size,
            locale=locale,
            color_scheme=scheme,
            reduced_motion="reduce",
            has_touch=phone,
            is_mobile=phone,
        )
        context.set_default_timeout(LONG)
        await watch.over(context)
        return cls(context, await context.new_page(), catalogue(language))

    async def speak(self, address: str, language: str) -> None:
        """Have chosen a language here before: no browser prefers easy German."""
        await self.context.add_cookies([{"name": "language", "value": language, "url": address}])

    async def publish(self, address: str, dialogue: str) -> None:
        """Publish the first version, as the editors' desk does (`test_editor.py` presses its buttons)."""
        wish = {"id": "version-1", "version": 1}
        answer = await self.context.request.post(f"{address}/edit/{dialogue}/publish", data=wish)
        assert answer.ok, await answer.text()

    def say(self, message: str, /, **params: object) -> str:
        """The words that stand on this person's screen."""
        assert message in catalogue("de").single, f"no page says {message!r} any more"
        return self.words.say(message, **params)

    def button(self, message: str, /, **params: object) -> Locator:
        """A button by its words."""
        return self.page.get_by_role("button", name=self.say(message, **params), exact=True)

    async def press(self, message: str, /, **params: object) -> None:
        """Press a button."""
        await self.button(message, **params).click()

    async def linked(self) -> None:
        """Wait until the page has its line and its first views."""
        await self.page.wait_for_selector("html[data-live=linked]")

    async def secrets(self) -> set[str]:
        """What this browser shows the server to be known by."""
        return {cookie["value"] for cookie in await self.context.cookies() if cookie["name"].startswith("live-")}

    @asynccontextmanager
    async def loses_its_line(self) -> AsyncIterator[None]:
        """Wait at the end until the page has noticed, however soon it has a line again, and then until it has one."""
        noticed = await self.page.evaluate_handle(NOTICED)
        yield
        async with asyncio.timeout(LONG / 1000):
            await noticed.evaluate("({ broken }) => broken")
        await self.linked()

    async def reads(self, words: str | re.Pattern[str]) -> None:
        """Wait until this stands on the screen."""
        await expect(self.page.get_by_text(words).locator("visible=true").first).to_be_visible()

    async def open(self, link: str) -> None:
        """Open a link that somebody handed over."""
        await self.page.goto(link)
        await self.linked()

    async def reload(self) -> None:
        """Reload the page."""
        await self.page.reload()
        await self.linked()

    async def leave(self) -> None:
        """Close the browser."""
        await self.context.close()


@dataclass
class Citizen:
    """A participant."""

    at: Visitor
    name: str
    language: str = "de"
    seats: int = 1
    room: int = 0
    _dialogue: str = field(default="", repr=False)

    async def join(self, evening: Evening, *, by_code: bool = False) -> None:
        """Come in by the link of the QR code, or by typing the digits."""
        page = self.at.page
        self._dialogue = evening.dialogue
        await page.goto(evening.address if by_code else evening.join)
        chosen = page.locator(f"input[type=radio][name=language][value={self.language}]")
        if await chosen.count() and not await chosen.is_checked():
            await page.locator("label", has=chosen).click()
            await page.wait_for_selector(f"html[lang={self.language}]")
        if by_code:
            await page.locator("#code").press_sequentially(evening.code)
        if self.name:
            await page.locator("#name").fill(self.name)
        if self.seats > 1:
            await page.locator("#seats").select_option(str(self.seats))
        await page.locator("button[type=submit]").click()
        await page.wait_for_url("**/p/*")
        await self.at.linked()

    def text(self, words: Mapping[str, str]) -> str:
        """A session's text as it stands on this person's screen."""
        return words.get(self.language) or words["de"]

    async def asked(self, words: Mapping[str, str]) -> None:
        """Wait until the heading says this."""
        await expect(self.at.page.locator("h1")).to_contain_text(self.text(words))

    async def take_seat(self, seat: int) -> None:
        """Of several people at this device, this one answers now: what was answered before is uncovered."""
        if self.seats > 1:
            picker = self.at.page.locator(".seat").nth(seat - 1)
            await picker.click()
            await expect(picker).to_have_attribute("aria-pressed", "true")
            if self.at.say("has answered") in str(await picker.get_attribute("aria-label")):
                await self.at.press("See or change the answer")

    async def saved(self, seat: int = 1) -> None:
        """Wait until the page says that the server has it."""
        if self.seats > 1:
            await expect(self.at.page.locator(".seat-turn")).to_contain_text(
                self.at.say("Person %(n)s is saved.", n=seat)
            )
        else:
            await expect(self.at.page.locator(".state-good", has_text=self.at.say("saved"))).to_be_visible()

    async def show_hand(self, signal: Mapping[str, str], seat: int = 1) -> None:
        """Give a hand signal."""
        await self.take_seat(seat)
        words = self.at.page.get_by_text(self.text(signal), exact=True)
        hand = self.at.page.locator(".hand-signal", has=words)
        await hand.click()
        await self.saved(seat)

    def option(self, words: Mapping[str, str]) -> Locator:
        """One of the answers of a question."""
        return self.at.page.locator("label.poll-option", has_text=self.text(words)).locator("input")

    async def choose(self, options: Sequence[Mapping[str, str]]) -> None:
        """Make exactly these crosses."""
        boxes = self.at.page.locator("label.poll-option")
        await expect(boxes.first).to_be_visible()
        wanted = [self.text(option) for option in options]
        for index in range(await boxes.count()):
            box = boxes.nth(index)
            if await box.locator("input").is_checked() and (await box.inner_text()).strip() not in wanted:
                await box.click()
        for option in options:
            await self.option(option).check()

    async def vote(self, options: Sequence[Mapping[str, str]], seat: int = 1) -> None:
        """Choose and hand in; nothing chosen is an abstention. Changing one's mind is the same."""
        await self.take_seat(seat)
        if not options:
            await self.at.press("Abstain")
        else:
            await self.choose(options)
            await self.at.page.get_by_role("button", name=self._send_or_change(), exact=True).click()
        await self.saved(seat)

    async def pin(self, words: str, *, column: str = "") -> None:
        """Write a card and pin it up."""
        if column:
            await self.at.page.locator(".column-picker select").select_option(label=column)
        await self.at.page.locator("#new-note").fill(words)
        await self.at.press("Pin up")
        await self.sees_card(words)

    async def pin_below(self, card: str, words: str) -> None:
        """Add a point to a card."""
        await self.card(card).get_by_role("button", name=self.at.say("Add a point"), exact=True).click()
        await self.at.page.locator("#new-note").fill(words)
        await self.at.press("Pin up")
        await expect(self.card(card)).to_contain_text(words)

    async def change(self, card: str, words: str) -> None:
        """Change an own card."""
        await self.card(card).get_by_role("button", name=self.at.say("Change"), exact=True).click()
        await self.at.page.locator(".note textarea").fill(words)
        await self.at.press("Save")
        await self.sees_card(words)

    def card(self, words: str) -> Locator:
        """A card on the board."""
        return self.at.page.locator("li.note[id]", has_text=words)

    async def sees_card(self, words: str) -> None:
        """Wait until a card hangs on the board."""
        await expect(self.card(words)).to_be_visible()

    async def fill_form(self, answers: Mapping[str, int | str], items: Mapping[str, Any], seat: int = 1) -> None:
        """Fill in the questionnaire and send it: a place on a scale, the place of an option, or words."""
        await self.take_seat(seat)
        for item, answer in answers.items():
            field_ = self.at.page.locator("fieldset.field, div.field", has_text=self.text(items[item].statement))
            if isinstance(answer, str):
                await field_.locator("textarea").fill(answer)
            elif items[item].form == "scale":
                await field_.locator(".scale label", has_text=str(answer)).click()
            else:
                await field_.locator("label.poll-option").nth(answer).click()
        await self.at.page.get_by_role("button", name=self._send_or_change(), exact=True).click()
        await self.saved(seat)

    async def find_group(self) -> None:
        """Wait for the own group and remember its number."""
        shown = re.compile(self.at.say("Your group %(n)s", n="@").replace("@", r"(\d+)"))
        words = self.at.page.locator(".group-head")
        await expect(words).to_contain_text(shown)
        found = shown.search(await words.inner_text())
        assert found is not None
        self.room = int(found[1])

    def _send_or_change(self) -> re.Pattern[str]:
        words = ("Send", "Change answer", "Change answers")
        return re.compile(f"^({'|'.join(re.escape(self.at.say(word)) for word in words)})$")


@dataclass
class Desk:
    """The moderator."""

    at: Visitor

    async def hand_out(self, wish: str, room: int = 0) -> str:
        """Make a link in the dialog and read it off."""
        page = self.at.page
        rows = page.locator(".desk-copy input")
        before = await rows.count()
        if room:
            await page.locator("#link-room").fill(str(room))
        async with asyncio.timeout(LONG / 1000):
            while await rows.count() == before:  # a press right after another link is taken for a double click
                await self.at.press(wish)
                await asyncio.sleep(0.2)
        return await rows.nth(1).input_value()

    async def key(self, key: str) -> None:
        """Press a key of the desk, with no button in focus."""
        await self.at.page.locator(".desk-step .stage").click()
        await self.at.page.keyboard.press(key)

    async def undo(self, deed: str) -> None:
        """Take the last act back, which the button names."""
        await self.at.page.get_by_role("button", name=f"{self.at.say('Undo')} {self.at.say(deed)}").click()

    async def begin(self) -> None:
        """Begin the evening, also before the announced time."""
        await self.twice(self.at.button("Begin the evening"), self.at.page.locator(".desk-next"))

    async def go_on(self, title: str) -> None:
        """To the next place; the desk asks back while there is time planned for this one."""
        headline = self.at.page.locator(".steps [aria-current=step] .step-title, .desk-step .stage h2")
        await self.twice(self.at.page.locator(".desk-next"), headline.filter(has_text=title))

    async def twice(self, button: Locator, done: Locator) -> None:
        """Press, and once more when the desk asks back and takes an answer, until it is done."""
        await button.click()
        asking = self.at.page.locator(".desk-ripe")
        await expect(done.or_(asking).first).to_be_visible()
        if not await done.count():
            await button.click()
        await expect(done.first).to_be_visible()

    async def end_groups(self) -> None:
        """Call the groups back before their time is up: the desk asks, and once more while somebody writes."""
        await self.at.press("End the group phase")
        end = self.at.button("End for everybody now")
        ended = self.at.page.locator(".lifecycle [aria-current=step]").filter(has_text=self.at.say("ended"))
        asking = self.at.page.locator("dialog .desk-ripe")
        await end.click()
        await expect(ended.or_(asking).first).to_be_visible()
        if not await ended.count():
            await end.click()
        await expect(ended).to_be_visible()

    async def question(self, act: str, state: str) -> None:
        """Open, close or show the question of this place."""
        await self.at.press(act)
        await self.is_(state)

    async def is_(self, state: str) -> None:
        """Wait until the life of the item is here."""
        await expect(self.at.page.locator(".lifecycle [aria-current=step]")).to_have_text(self.at.say(state))

    async def answered(self, n: int, of: int) -> None:
        """Wait until so many have answered."""
        await expect(self.at.page.locator(".answered b")).to_have_text(self.at.say("%(n)s of %(of)s", n=n, of=of))

    async def enter_counts(self, source: str, people: int, counts: Mapping[str, int]) -> None:
        """Enter what was counted by hand."""
        page = self.at.page
        await self.at.press("Enter counted votes")
        await page.get_by_label(self.at.say(source)).check()
        await page.locator("#counted-people").fill(str(people))
        for label, n in counts.items():
            await page.locator("fieldset.counted label", has_text=label).locator("input").fill(str(n))
        await self.at.press("Save the counts")
        await expect(page.locator("dialog")).to_have_count(0)


@dataclass
class Console:
    """The moderator of one group."""

    at: Visitor
    room: int

    async def turn_to(self, part: str) -> None:
        """On a phone the page shows one part at a time."""
        await self.at.page.get_by_role("link", name=self.at.say(part), exact=True).click()

    async def note(self, words: str) -> None:
        """Write a card down: Enter files it."""
        field_ = self.at.page.locator("#new-note")
        await field_.fill(words)
        await field_.press("Enter")
        await expect(self.card(words)).to_be_visible()
        await expect(field_).to_be_focused()

    def card(self, words: str) -> Locator:
        """A card on the board."""
        return self.at.page.locator("li.note-row[data-note]", has_text=words)

    async def menu(self, card: str, act: str) -> None:
        """Open what can be done with a card, and do it."""
        await self.card(card).locator(".note-more").first.click()
        await self.card(card).get_by_role("button", name=self.at.say(act), exact=True).click()

    async def edit(self, card: str, words: str) -> None:
        """Change the words of a card."""
        await self.menu(card, "Edit")
        await self.at.page.locator(".note-field textarea").fill(words)
        await self.at.page.locator(".note-field textarea").press("Enter")
        await expect(self.card(words)).to_be_visible()

    async def point(self, card: str, words: str) -> None:
        """Add a point below a card."""
        await self.menu(card, "Add a point")
        await self.at.page.locator(".note-field textarea").fill(words)
        await self.at.page.locator(".note-field textarea").press("Enter")
        await expect(self.card(card)).to_contain_text(words)

    async def hide(self, card: str) -> None:
        """Take a card off the board."""
        await self.menu(card, "Hide")
        await expect(self.card(card).locator(".note-hidden")).to_be_visible()

    async def quintessence(self, words: str) -> None:
        """Type the group's result; it is saved by itself at a pause."""
        await self.at.page.locator("#quintessence").fill(words)
        await expect(self.at.page.locator(".console-quintessence .state-good")).to_be_visible()

    async def release(self) -> None:
        """Release the quintessence for the plenary."""
        await self.at.press("Release for the plenary")
        await expect(self.at.button("Take back and change")).to_be_visible()

    async def idea(self, words: str) -> None:
        """Add one of the most important ideas."""
        await self.at.page.locator("#new-idea").fill(words)
        await self.at.press("Add")
        await expect(self.at.page.locator(".focus-ideas li", has_text=words)).to_be_visible()


async def cut(server: LiveServer, visitor: Visitor) -> None:
    """Cut one person's line: nothing goes out any more, and what was open breaks off.

    A frame that comes just when the browser goes offline is held back there, and with it the end of the line, which
    comes behind it (tried with Chromium 156): then the network is given back, and taken again.
    """
    secrets = await visitor.secrets()
    for _ in range(TRIES):
        await visitor.context.set_offline(True)
        server.break_off(secrets)
        with suppress(PageTimeout):
            await visitor.page.wait_for_selector("html[data-live=broken]", timeout=SOON)
            return
        await visitor.context.set_offline(False)
        await visitor.linked()
    raise AssertionError("the page never lost its line")


async def mend(visitor: Visitor) -> None:
    """The line is back."""
    await visitor.context.set_offline(False)
    await visitor.linked()

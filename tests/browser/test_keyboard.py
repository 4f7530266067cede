"""A whole evening without a mouse, for everybody who has something to press; and no push ever takes the focus away."""

import pytest
from playwright.async_api import Browser, Locator, ViewportSize, expect

from tests.browser.keys import Keyboard
from tests.browser.people import PHONE, Citizen, Console, Desk, Visitor
from tests.browser.server import LiveServer
from tests.browser.small import small
from tests.browser.voices import Voice, Voices
from tests.browser.watch import Watch

LOW: ViewportSize = {"width": 1024, "height": 620}
"""A small window, in which docks and bars come close to what is in focus."""
MOST = 6
"""Presses of one button."""
PATIENCE = 1_500
"""Milliseconds after which somebody presses again."""
WAS = {"step": "fragen", "part": "was"}
WHY = {"step": "fragen", "part": "warum"}
FORM = {"step": "auswertung", "part": "form"}
GROUP = {"step": "gruppen"}
ROOM = {**GROUP, "room": 1}
MOOD = {
    "kind": "mood_check",
    "id": "stimmung",
    "title": {"de": "Stimmung"},
    "minutes": 5,
    "question": {"de": "Wie geht es Ihnen?"},
}


async def _groups(moderator: Voice) -> None:
    await moderator.say("agenda.go_to", **GROUP)
    await moderator.say("breakout.draft_rooms", **GROUP, source="random", groups=1)
    await moderator.say("breakout.publish", **GROUP, minutes=30)


@pytest.mark.parametrize("size", [PHONE, LOW], ids=["phone", "laptop"])
async def test_a_participant_needs_no_mouse_all_evening(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices, size: ViewportSize
) -> None:
    evening = await server.begin(small())
    moderator, other = await voices.moderator(evening), await voices.citizen(evening, "Nour")
    citizen = Citizen(await Visitor.arrive(browser, watch, size=size), "Rosalinde")
    page, keys = citizen.at.page, Keyboard(citizen.at.page)
    await page.goto(evening.join)
    await keys.writes(page.locator("#name"), citizen.name)
    await keys.to(page.locator("button[type=submit]"))
    await page.keyboard.press("Enter")
    await page.wait_for_url("**/p/*")
    await citizen.at.linked()
    await moderator.say("agenda.start")
    await citizen.asked({"de": "Willkommen"})
    await _settings(citizen, keys)
    hand = page.locator(".button-hand")
    await keys.push(hand, "Space")
    await expect(hand).to_have_attribute("aria-pressed", "true")
    await _stays(keys, moderator.say("agenda.go_to", **WAS), page.get_by_text("Was hilft gegen Hitze?"))
    await moderator.say("question.open", **WAS)
    await keys.push(page.locator("label.poll-option input"), "Space")
    await _stays(keys, other.say("poll.cast_ballot", **WAS, chosen=["a"]), page.locator(".poll-options"))
    await keys.push(citizen.at.button("Send"))
    await citizen.saved()
    await moderator.say("agenda.go_to", **WHY)
    await moderator.say("question.open", **WHY)
    await keys.writes(page.locator(".body textarea"), "Weil es")
    await _stays(keys, _groups(moderator), citizen.at.button("Look now"))
    await page.keyboard.type(" heiß ist.")
    await keys.push(citizen.at.button("Look now"))
    await expect(page.locator(".group-head")).to_be_visible()
    await keys.writes(page.locator("#new-note"), "Ein kühler Hof")
    card = other.say("breakout.write_note", **ROOM, text="Eine Karte von nebenan")
    await _stays(keys, card, page.get_by_text("Eine Karte von nebenan"))
    await keys.push(citizen.at.button("Pin up"))
    await citizen.sees_card("Ein kühler Hof")
    await keys.push(page.locator(".note").get_by_role("button", name=citizen.at.say("Change"), exact=True))
    await keys.writes(page.locator(".note textarea"), " am Abend")
    await keys.push(citizen.at.button("Save"))
    await citizen.sees_card("Ein kühler Hof am Abend")
    await moderator.say("breakout.end", **GROUP)
    await moderator.say("agenda.go_to", step="auswertung")
    await moderator.say("question.open", **FORM)
    await keys.writes(page.locator("#item-lob"), "Die Pause")
    await keys.push(citizen.at.button("Send"))
    await citizen.saved()
    await moderator.say("agenda.end")
    await citizen.at.reads(citizen.at.say("Thank you for being here."))
    assert not keys.wrong, "\n".join(keys.wrong)
    watch.nothing_wrong()


async def _settings(citizen: Citizen, keys: Keyboard) -> None:
    """The dialog keeps the focus, closes with Escape and gives it back."""
    page = citizen.at.page
    opener = page.locator(".masthead button:not(.help-sign)")
    await keys.push(opener)
    await keys.writes(page.locator("#own-name"), "x")
    await keys.press("Escape")
    await expect(page.locator("dialog[open]")).to_have_count(0)
    await expect(opener).to_be_focused()


async def _stays(keys: Keyboard, push: object, shown: Locator) -> None:
    """Whatever is pushed to the page: the focus stays where it is."""
    await keys.stands()
    await push  # type: ignore[misc]  # what somebody else does
    await expect(shown.first).to_be_visible()
    assert await keys.stayed(), f"the focus was taken away by {shown}"


async def test_single_keys_give_a_hand_signal_until_they_are_switched_off(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices
) -> None:
    evening = await server.begin(small(agenda=[MOOD]))
    moderator = await voices.moderator(evening)
    citizen = Citizen(await Visitor.arrive(browser, watch, size=PHONE), "Rosalinde")
    await citizen.join(evening)
    await moderator.say("agenda.start")
    await moderator.say("question.open", step="stimmung", part="mood")
    page, pressed = citizen.at.page, citizen.at.page.locator(".hand-signal[aria-pressed=true]")
    await expect(page.locator(".hand-signals")).to_be_visible()
    await page.keyboard.press("1")
    await expect(pressed).to_have_attribute("aria-keyshortcuts", "1")
    await page.locator(".masthead button:not(.help-sign)").click()
    await page.get_by_label(citizen.at.say("The keys 1 to 5 give a hand signal")).uncheck()
    await page.keyboard.press("Escape")
    await page.keyboard.press("3")
    await citizen.at.reload()
    await page.keyboard.press("2")
    signals = page.locator(".hand-signal")
    await signals.nth(2).focus()
    await page.keyboard.press("Enter")
    await expect(pressed).to_have_count(1)
    await expect(signals.nth(2)).to_have_attribute("aria-pressed", "true")
    watch.nothing_wrong()


async def test_a_moderator_needs_no_mouse_all_evening(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices
) -> None:
    evening = await server.begin(small())
    citizen = await voices.citizen(evening, "Rosalinde")
    desk = Desk(await Visitor.arrive(browser, watch, size=LOW))
    at, page, keys = desk.at, desk.at.page, Keyboard(desk.at.page)
    await at.open(await server.link(evening, "moderator"))
    await keys.press("Tab")
    await expect(page.get_by_role("link", name=at.say("Skip to the current item"))).to_be_focused()
    await keys.press("Enter")
    await expect(page.locator("main")).to_be_focused()
    await _twice(keys, at.button("Begin the evening"), page.locator(".desk-next"))
    await _stays(keys, citizen.say("hands.raise"), page.locator(".queue li"))
    title = page.locator(".desk-step .stage h2")
    await _twice(keys, page.locator(".desk-next"), title.filter(has_text="Was hilft gegen Hitze?"))
    for button, state in (
        ("Open the question", "open"),
        ("Close the question", "closed"),
        ("Show the result", "shown"),
    ):
        there = page.locator(".lifecycle [aria-current=step]").filter(has_text=at.say(state))
        await _twice(keys, at.button(button), there)
        if state == "open":
            await _stays(keys, citizen.say("poll.cast_ballot", **WAS, chosen=["a"]), page.locator(".answered b"))
    await _dialogs(desk, keys)
    await _twice(keys, page.locator(".desk-next"), title.filter(has_text="Warum?"))
    here = page.locator(".steps [aria-current=step] .step-title")
    await _twice(keys, page.locator(".desk-next"), here.filter(has_text="In Gruppen"))
    await _twice(keys, at.button("Draw groups at random"), page.get_by_role("button", name=at.say("Draw again")))
    await _twice(keys, at.button("Announce the groups"), at.button("End the group phase"))
    await _twice(keys, at.button("End the group phase"), at.button("End for everybody now"))
    await _twice(
        keys,
        at.button("End for everybody now"),
        page.locator(".lifecycle [aria-current=step]", has_text=at.say("ended")),
    )
    await keys.press("Escape")
    await _twice(keys, page.locator(".desk-next"), here.filter(has_text="Auswertung"))
    await _twice(keys, page.locator(".desk-next"), at.button("Resume the evening"))
    assert not keys.wrong, "\n".join(keys.wrong)
    watch.nothing_wrong()


async def _dialogs(desk: Desk, keys: Keyboard) -> None:
    """Every tool opens a dialog that takes the focus, closes with Escape and gives it back."""
    at, page = desk.at, desk.at.page
    for tool in ("Projector", "Links", "Help"):
        opener = page.locator(".desk-tools").get_by_role("button", name=at.say(tool))
        await keys.to(opener, "Shift+Tab")
        await keys.press("Enter")
        await expect(page.locator("#dialog-title")).to_be_focused()
        for _ in range(6):
            await keys.press("Tab")
        await keys.press("Escape")
        await expect(page.locator("dialog")).to_have_count(0)
        await expect(opener).to_be_focused()


async def _twice(keys: Keyboard, button: Locator, done: Locator) -> None:
    """Go there and press, and again while nothing has happened: the desk asks back, and takes no press for two."""
    await keys.to(button)
    for _ in range(MOST):
        await keys.press("Enter")
        try:
            await expect(done.first).to_be_visible(timeout=PATIENCE)
        except AssertionError:
            continue
        return
    raise AssertionError(f"pressing {button} does not lead to {done}")


@pytest.mark.parametrize("size", [PHONE, LOW], ids=["phone", "laptop"])
async def test_a_group_moderator_needs_no_mouse_all_evening(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices, size: ViewportSize
) -> None:
    evening = await server.begin(small())
    moderator, guest = await voices.moderator(evening), await voices.citizen(evening, "Rosalinde")
    await moderator.say("agenda.start")
    await _groups(moderator)
    console = Console(await Visitor.arrive(browser, watch, size=size), 1)
    at, page, keys = console.at, console.at.page, Keyboard(console.at.page)
    await at.open(await server.link(evening, "group_moderator", "1"))
    await keys.writes(page.locator("#new-note"), "Der Brunnen lief nicht")
    card = guest.say("breakout.write_note", **ROOM, text="Von einem Gast")
    await _stays(keys, card, console.card("Von einem Gast"))
    await keys.press("Enter")
    await expect(console.card("Der Brunnen lief nicht")).to_be_visible()
    mine = console.card("Der Brunnen lief nicht")
    await keys.push(mine.locator(".note-more"))
    await keys.push(mine.get_by_role("button", name=at.say("Edit"), exact=True))
    await keys.writes(page.locator(".note-field textarea"), " mehr")
    await keys.press("Enter")
    await expect(console.card("nicht mehr")).to_be_visible()
    if size is PHONE:
        await keys.push(page.locator(".tabs a[href='#result']"))
    await keys.writes(page.locator("#quintessence"), "Wir brauchen Wasser.")
    await expect(page.locator(".console-quintessence .state-good")).to_be_visible()
    await _stays(keys, guest.say("hands.raise"), page.locator("#quintessence"))
    await keys.push(at.button("Release for the plenary"))
    await expect(at.button("Take back and change")).to_be_visible()
    await keys.writes(page.locator("#new-idea"), "Ein Brunnen")
    await keys.press("Enter")
    await expect(page.locator(".focus-ideas li", has_text="Ein Brunnen")).to_be_visible()
    assert not keys.wrong, "\n".join(keys.wrong)
    watch.nothing_wrong()

"""Somebody on the telephone takes part: the desk enters them and answers for them, a group's console goes on."""

import re

from playwright.async_api import Browser, Locator, Page, expect

from live.dialogue.session import Session
from tests.browser.judges import complaints
from tests.browser.people import LAPTOP, PHONE, Console, Desk, Visitor
from tests.browser.server import Evening, LiveServer
from tests.browser.small import OPTIONS, small
from tests.browser.voices import Voice, Voices
from tests.browser.watch import Watch

MOOD = {
    "kind": "mood_check",
    "id": "stimmung",
    "title": {"de": "Wie ist die Stimmung?"},
    "minutes": 5,
    "question": {"de": "Wie geht es Ihnen heute?"},
}
OLGA = "Olga Anruf"
CLOSED = (
    "The question is closed. What somebody on the telephone says now is entered at the desk under "
    "“Enter counted votes”; it is marked as late."
)
TOO_MANY = (
    "You have already chosen %(n)s answer. Take one back first.",
    "You have already chosen %(n)s answers. Take one back first.",
)
THUMB_UP, CARD = re.compile(r"^\s*Gut"), "Die Bank am Markt fehlt"


def _session() -> Session:
    plain = small()
    agenda = [step.model_dump(mode="json") for step in plain.agenda]
    group = next(step for step in agenda if step["id"] == "gruppen")
    group.update(quintessence=True, groups=1)
    return small(agenda=[MOOD, *agenda])


async def _desk(browser: Browser, server: LiveServer, watch: Watch, evening: Evening) -> Desk:
    desk = Desk(await Visitor.arrive(browser, watch))
    await desk.at.open(await server.link(evening, "moderator"))
    return desk


def _dialog(page: Page) -> Locator:
    return page.locator("dialog[open]")


async def _enter_by_keyboard(desk: Desk, name: str, seats: int) -> None:
    """Open the list of callers and enter somebody without the mouse."""
    page = desk.at.page
    await desk.at.button("Telephone").focus()
    await page.keyboard.press("Enter")
    await expect(_dialog(page).get_by_role("heading", name=desk.at.say("People on the telephone"))).to_be_visible()
    await page.get_by_label(desk.at.say("Name, if they give one")).focus()
    await page.keyboard.type(name)
    await page.keyboard.press("Tab")
    await page.keyboard.press("Control+A")
    await page.keyboard.type(str(seats))
    await page.keyboard.press("Enter")
    assert await complaints(page) == []
    await expect(page.locator(".callers li").last).to_contain_text(name or str(seats))
    await page.keyboard.press("Escape")


async def _answer(desk: Desk, whom: str, option: str | re.Pattern[str]) -> None:
    """Answer the question of the stage by mouse; the dialog stays open."""
    page = desk.at.page
    if not await _dialog(page).count():
        await desk.at.press("Answer for somebody on the telephone")
    await page.get_by_label(desk.at.say("For whom?")).select_option(label=whom)
    await _dialog(page).locator(".calling-choices label").filter(has_text=option).click()
    await desk.at.press("Save the answer")
    await expect(_dialog(page).get_by_role("status").filter(has_text=whom).first).to_be_visible()


async def test_a_caller_takes_part_from_the_mood_to_the_group(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices
) -> None:
    evening = await server.begin(_session())
    await voices.citizen(evening, "Rosalinde")
    steering = await voices.moderator(evening)
    await steering.say("agenda.start")
    desk = await _desk(browser, server, watch, evening)
    page = desk.at.page
    await _enter_by_keyboard(desk, OLGA, 1)
    await _enter_by_keyboard(desk, "", 2)
    unnamed = desk.at.say("Telephone %(n)s", n=2)
    await expect(page.locator(".desk-presence")).to_contain_text(re.compile("3 .*Telefon"))

    await desk.question("Open the question", "open")
    await _answer(desk, OLGA, THUMB_UP)
    next_one = page.get_by_label(desk.at.say("For whom?")).locator("option:checked")
    await expect(next_one).to_contain_text(unnamed)
    await _dialog(page).locator(".calling-choices label").filter(has_text=THUMB_UP).click()
    await page.keyboard.press("Enter")
    seat = page.get_by_label(desk.at.say("Which of the people at this telephone?"))
    await expect(seat).to_have_value("2")
    await page.keyboard.press("Escape")
    await expect(page.locator(".calling-line")).to_contain_text("2")
    await desk.question("Close the question", "closed")
    await expect(page.locator(".sources").first).to_contain_text(re.compile(rf"{desk.at.say('Telephone')}\s*2"))

    await steering.say("agenda.go_to", step="fragen", part="was")
    await desk.question("Open the question", "open")
    await desk.at.press("Answer for somebody on the telephone")
    await desk.at.press("Save the answer")
    await desk.at.reads(desk.at.say("Nothing is chosen. Press again to enter an abstention."))
    assert await complaints(page) == []
    await _answer(desk, OLGA, OPTIONS[1])
    await page.keyboard.press("Escape")
    await desk.at.press("Enter counted votes")
    await expect(_dialog(page).get_by_text(re.compile("zählt bereits"))).to_be_visible()
    await page.keyboard.press("Escape")

    await steering.say("agenda.go_to", step="gruppen")
    await steering.say("breakout.draft_rooms", step="gruppen", source="random", groups=1)
    await steering.say("breakout.publish", step="gruppen", minutes=20)
    await _the_console_goes_on(browser, server, watch, evening, unnamed)

    await _the_console_answers(browser, server, watch, evening, steering, unnamed)
    await desk.at.press("Telephone")
    row = page.locator(".callers li").filter(has_text=OLGA)
    await expect(row.get_by_role("button", name=desk.at.say("Lower the hand of %(name)s", name=OLGA))).to_be_visible()
    await row.get_by_role("button", name=desk.at.say("%(name)s has hung up", name=OLGA)).click()
    await expect(row).to_contain_text(desk.at.say("hung up"))
    await row.get_by_role("button", name=desk.at.say("%(name)s is on the telephone again", name=OLGA)).click()
    await expect(row).to_contain_text(desk.at.say("on the telephone"))
    assert watch.wrong == []


async def _the_console_answers(
    browser: Browser, server: LiveServer, watch: Watch, evening: Evening, steering: Voice, unnamed: str
) -> None:
    """A question of the plenary, answered at the console of a phone; the desk sees that it was."""
    await steering.say("agenda.go_to", step="auswertung")
    await steering.say("question.open", step="auswertung", part="form")
    phone = Console(await Visitor.arrive(browser, watch, size=PHONE), 1)
    await phone.at.open(await server.link(evening, "group_moderator", "1"))
    page, say = phone.at.page, phone.at.say
    await page.get_by_label("Was war gut?").fill("Dass Sie anrufen")
    assert await complaints(page) == []
    await phone.at.press("Save the answer")
    await phone.at.reads(say("Saved for %(name)s.", name=OLGA))
    await expect(page.get_by_label(say("For whom?")).locator("option:checked")).to_contain_text(unnamed)
    await expect(page.locator(".console-calling summary").first).to_contain_text("1")
    seen = await steering.sees("moderators", lambda view: "callers" in view["steps"]["auswertung"])
    assert seen["steps"]["auswertung"]["sources"] == {"app": 0, "phone": 1}
    assert list(seen["steps"]["auswertung"]["callers"].values()) == [{"1": True}]


async def _the_console_goes_on(
    browser: Browser, server: LiveServer, watch: Watch, evening: Evening, unnamed: str
) -> None:
    """A card for a caller, a hand, and what they say to the quintessence."""
    console = Console(await Visitor.arrive(browser, watch, size=LAPTOP), 1)
    await console.at.open(await server.link(evening, "group_moderator", "1"))
    page, say = console.at.page, console.at.say
    whose = page.get_by_label(say("Whose card is it?"))
    await whose.select_option(label=say("from %(name)s on the telephone", name=OLGA))
    await page.locator("#new-note").fill(CARD)
    await page.locator("#new-note").press("Enter")
    await expect(console.card(CARD)).to_contain_text(say("by telephone"))
    await expect(whose).to_have_value("")
    await console.quintessence("Bänke und Schatten.")
    await console.at.press("Read it to the group and ask")
    said = page.get_by_role("group", name=say("%(name)s says", name=OLGA))
    assert await complaints(page) == []
    await said.get_by_role("button", name=say("That is right"), exact=True).click()
    await expect(said.locator("[aria-pressed=true]")).to_have_text(say("That is right"))
    await console.at.press("Dots")
    await console.at.press("Let the group give dots")
    await page.locator(".console-dots summary").filter(has_text=OLGA).click()
    dots = page.get_by_label(say("Dots of %(name)s on: %(words)s", name=OLGA, words=CARD))
    await dots.select_option("2")
    await expect(page.locator(".console-ranking li").filter(has_text=CARD)).to_contain_text("2")
    assert await complaints(page) == []
    phone = Console(await Visitor.arrive(browser, watch, size=PHONE), 1)
    await phone.at.open(await server.link(evening, "group_moderator", "1"))
    await expect(phone.at.page.locator("#new-note")).to_be_visible()
    await phone.turn_to("People")
    row = phone.at.page.locator(".people-rows li").filter(has_text=OLGA)
    await row.get_by_role("button", name=phone.at.say("Raise the hand of %(name)s", name=OLGA)).click()
    await expect(page.locator(".hands li").filter(has_text=OLGA)).to_be_visible()
    await expect(phone.at.page.locator(".people-rows li").filter(has_text=unnamed)).to_be_visible()


async def test_what_is_half_entered_can_still_be_read_when_the_question_closes(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices
) -> None:
    evening = await server.begin(_session())
    steering = await voices.moderator(evening)
    await steering.say("agenda.start")
    desk = await _desk(browser, server, watch, evening)
    page = desk.at.page
    await _enter_by_keyboard(desk, OLGA, 1)
    await steering.say("agenda.go_to", step="fragen", part="was")
    await desk.question("Open the question", "open")
    await desk.at.press("Answer for somebody on the telephone")
    options = _dialog(page).locator(".calling-choices label")
    picked = options.filter(has_text=OPTIONS[1])
    for option in OPTIONS:
        await options.filter(has_text=option).click()
    await desk.at.reads(desk.at.words.say_number(*TOO_MANY, 2))
    await expect(options.locator(":checked")).to_have_count(2)
    await options.filter(has_text=OPTIONS[0]).click()
    await expect(_dialog(page)).not_to_contain_text(desk.at.words.say_number(*TOO_MANY, 2))
    await steering.say("question.close", step="fragen", part="was")
    await desk.at.reads(desk.at.say(CLOSED))
    await expect(picked.locator("input")).to_be_checked()
    await expect(picked.locator("input")).to_be_disabled()
    await expect(desk.at.button("Save the answer")).to_have_count(0)
    watch.nothing_wrong()

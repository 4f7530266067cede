"""The console of a group: the board with two hands on it, the pen, the way of a quintessence, dots, help."""

import re
from typing import Any

import pytest
from playwright.async_api import Browser, Locator, ViewportSize, expect

from live.dialogue.session import Session
from live.steps import breakout
from tests.browser.people import LAPTOP, PHONE, Citizen, Console, Visitor
from tests.browser.server import Evening, LiveServer
from tests.browser.small import small
from tests.browser.voices import Voice, Voices
from tests.browser.watch import Watch

WHERE: dict[str, Any] = {"step": "gruppen", "room": 1}
STEP = {"step": "gruppen"}
COLUMNS = [{"id": "da", "title": {"de": "Schon da"}}, {"id": "neu", "title": {"de": "Neu"}}]
FOUNTAIN, CUPS, SHADE = "Der Brunnen lief nicht", "Becher für alle", "Schatten auf dem Schulweg"
DRAFT = "Wir brauchen Schatten. Wir brauchen Wasser."
TYPE_AND_ENTER = """(field, words) => {
  field.value = words;
  field.dispatchEvent(new InputEvent("input", {bubbles: true}));
  field.dispatchEvent(new KeyboardEvent("keydown", {key: "Enter", bubbles: true, cancelable: true}));
}"""
CONFLICT = "Somebody else has changed this card meanwhile:"


def _with_columns() -> Session:
    plain = small()
    agenda = [step.model_dump(mode="json") for step in plain.agenda]
    group = next(step for step in agenda if step["id"] == "gruppen")
    group.update(columns=COLUMNS, notes_as="entries")
    return small(agenda=agenda)


async def _in_groups(voices: Voices, evening: Evening, minutes: int = 30, groups: int = 1) -> Voice:
    moderator = await voices.moderator(evening)
    await moderator.say("agenda.start")
    await moderator.say("agenda.go_to", **STEP)
    await moderator.say("breakout.draft_rooms", **STEP, source="random", groups=groups)
    await moderator.say("breakout.publish", **STEP, minutes=minutes)
    return moderator


async def _console(
    browser: Browser, server: LiveServer, watch: Watch, evening: Evening, size: ViewportSize = LAPTOP
) -> Console:
    console = Console(await Visitor.arrive(browser, watch, size=size), 1)
    await console.at.open(await server.link(evening, "group_moderator", "1"))
    return console


def _field(console: Console) -> Locator:
    return console.at.page.locator("#quintessence")


def _stage(console: Console) -> Locator:
    return console.at.page.locator(".console-stages [aria-current=step]")


async def test_a_reload_stays_in_the_part_that_was_open(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices
) -> None:
    evening = await server.begin(small())
    await voices.citizen(evening, "Rosalinde")
    await _in_groups(voices, evening)
    console = await _console(browser, server, watch, evening, PHONE)
    page = console.at.page
    people = page.get_by_role("link", name=console.at.say("People"), exact=True)
    await people.click()
    await expect(people).to_have_attribute("aria-current", "page")
    await console.at.reload()
    await expect(page.locator("#new-note")).to_be_attached()
    await expect(people).to_have_attribute("aria-current", "page")
    watch.nothing_wrong()


async def test_cards_are_merged_hidden_and_all_of_it_is_taken_back(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices
) -> None:
    evening = await server.begin(small())
    guest = await voices.citizen(evening, "Rosalinde")
    await _in_groups(voices, evening)
    console = await _console(browser, server, watch, evening)
    page = console.at.page
    undo = page.get_by_role("button", name=re.compile(f"^{console.at.say('Undo')}"))
    await expect(undo).to_be_disabled()
    for words in (FOUNTAIN, CUPS, SHADE):
        await console.note(words)
    await console.menu(CUPS, "Merge with …")
    await page.get_by_label(console.at.say("Search the cards")).fill("BRUNNEN")
    found = page.locator(".where-cards button")
    await expect(found).to_have_count(1)
    await found.click()
    await expect(console.card(FOUNTAIN).locator(".notes-merged")).to_contain_text(CUPS)
    await expect(page.locator("li.note-row")).to_have_count(2)
    await expect(console.card(FOUNTAIN).locator(".note-more")).to_be_focused()
    await guest.sees("room:gruppen:1", lambda room: any("into" in note for note in room["notes"]["notes"].values()))
    await expect(undo).to_contain_text(console.at.say("cards merged"))
    await undo.click()
    await expect(page.locator("li.note-row")).to_have_count(3)

    await console.hide(SHADE)
    await page.keyboard.press("Control+z")
    await expect(console.card(SHADE).locator(".note-hidden")).to_have_count(0)
    await console.edit(SHADE, "Schatten überall")
    await page.locator("#new-note").fill("wird gerade getippt")
    await page.keyboard.press("Control+z")
    await expect(console.card("Schatten überall")).to_be_visible()
    await console.card("Schatten überall").locator(".note-more").focus()
    await page.keyboard.press("Control+z")
    await expect(console.card(SHADE)).to_be_visible()
    watch.nothing_wrong()


async def test_the_last_letters_before_enter_are_saved_however_soon_it_comes(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices
) -> None:
    evening = await server.begin(small())
    await _in_groups(voices, evening)
    console = await _console(browser, server, watch, evening)
    await console.note(SHADE)
    await console.menu(SHADE, "Edit")
    await console.at.page.locator(".note-field textarea").evaluate(TYPE_AND_ENTER, "Schatten überall")
    await expect(console.card("Schatten überall")).to_be_visible()
    watch.nothing_wrong()


async def test_a_card_that_stands_there_already_is_pointed_out_and_kept(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices
) -> None:
    evening = await server.begin(small())
    guest = await voices.citizen(evening, "Rosalinde")
    await _in_groups(voices, evening)
    console = await _console(browser, server, watch, evening)
    await console.note(FOUNTAIN)
    twin = await guest.say("breakout.write_note", **WHERE, text=f"„{FOUNTAIN.upper()}!“")
    card = console.at.page.locator(f"[data-note='{twin}']")
    await expect(card).to_contain_text(console.at.say("This stands here already"))
    await card.get_by_role("button", name=console.at.say("Merge"), exact=True).click()
    kept = console.card(FOUNTAIN).locator(".notes-merged")
    await expect(kept).to_contain_text(FOUNTAIN.upper())
    await kept.get_by_role("button", name=console.at.say("Separate again")).click()
    await expect(console.at.page.locator("li.note-row")).to_have_count(2)
    watch.nothing_wrong()


async def test_a_card_is_moved_by_menu_and_by_pulling_and_escape_lets_it_be(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices
) -> None:
    evening = await server.begin(_with_columns())
    await _in_groups(voices, evening)
    console = await _console(browser, server, watch, evening)
    page = console.at.page
    await expect(page.locator("#new-note")).to_have_attribute("placeholder", console.at.say("Write down a point …"))
    here, there = page.locator("section[data-column=da]"), page.locator("section[data-column=neu]")
    await console.note(FOUNTAIN)
    await console.note(CUPS)
    await console.menu(FOUNTAIN, "Move to …")
    await console.card(FOUNTAIN).locator(".note-where").get_by_role("button", name="Neu").click()
    await expect(there).to_contain_text(FOUNTAIN)

    async def pull(card: str, target: Locator) -> None:
        await console.card(card).locator(".note-more").hover()
        await page.mouse.down()
        box = await target.bounding_box()
        assert box is not None
        await page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps=4)
        await expect(page.locator("[data-drop]")).to_have_count(1)

    await pull(CUPS, page.locator(".column-choice [data-column=neu]"))
    await expect(page.locator(".note-ghost")).to_contain_text(console.at.say("Move to: %(column)s", column="Neu"))
    await page.keyboard.press("Escape")
    await page.mouse.up()
    await expect(page.locator(".note-ghost")).to_have_count(0)
    await expect(here).to_contain_text(CUPS)
    await pull(CUPS, page.locator(".column-choice [data-column=neu]"))
    await page.mouse.up()
    await expect(there).to_contain_text(CUPS)
    await expect(page.locator(".note-acts-row")).to_have_count(0)
    await pull(CUPS, console.card(FOUNTAIN).locator(".note"))
    await page.mouse.up()
    await expect(console.card(FOUNTAIN).locator(".notes-merged")).to_contain_text(CUPS)
    watch.nothing_wrong()


@pytest.mark.parametrize("mine", [True, False])
async def test_two_who_change_one_card_lose_no_word(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices, *, mine: bool
) -> None:
    evening = await server.begin(small())
    citizen = Citizen(await Visitor.arrive(browser, watch, size=PHONE), "Rosalinde")
    await citizen.join(evening)
    await _in_groups(voices, evening)
    await citizen.find_group()
    await citizen.pin(FOUNTAIN)
    console = await _console(browser, server, watch, evening)
    await console.menu(FOUNTAIN, "Edit")
    field = console.at.page.locator(".note-field textarea")
    await expect(field).to_be_focused()
    await field.fill("Der Brunnen war kaputt")
    await citizen.change(FOUNTAIN, "Der Brunnen lief drei Wochen nicht")
    await console.at.reads(console.at.say(CONFLICT))
    await console.at.reads("Der Brunnen lief drei Wochen nicht")
    await expect(field).to_be_focused()
    await expect(field).to_have_value("Der Brunnen war kaputt")
    await field.press("Enter")
    await expect(field).to_have_value("Der Brunnen war kaputt")
    await console.at.press("Take my words" if mine else "Keep the other ones")
    await expect(field).to_have_count(0)
    stays = "Der Brunnen war kaputt" if mine else "Der Brunnen lief drei Wochen nicht"
    await expect(console.card(stays)).to_be_visible()
    await citizen.sees_card(stays)
    watch.nothing_wrong()


async def test_the_pen_goes_from_console_to_console_and_no_word_is_lost(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices
) -> None:
    evening = await server.begin(small())
    moderator = await _in_groups(voices, evening)
    one = await _console(browser, server, watch, evening)
    other = await _console(browser, server, watch, evening)
    await one.at.reads(one.at.say("Nobody is writing. Whoever begins has the pen."))
    await one.quintessence("Erster Satz.")
    await one.at.reads(one.at.say("You are writing."))
    await other.at.reads(other.at.say("Another device of the group’s moderation is writing."))
    await expect(_field(other)).to_have_value("Erster Satz.")
    await expect(_field(other)).not_to_be_editable()
    await one.at.reload()
    await expect(_field(one)).to_be_editable()

    await one.at.page.evaluate("() => { globalThis.setTimeout = () => 0; }")  # no pause comes before the pen is taken
    await _field(one).fill("Erster Satz. Und ein zweiter, halb ge")
    await other.at.press("Take the pen over")
    await expect(_field(other)).to_be_editable()
    left = one.at.page.locator(".left-words")
    await expect(left).to_contain_text("Erster Satz. Und ein zweiter, halb ge")
    await expect(_field(one)).not_to_be_editable()
    await other.quintessence("Ein anderer Satz.")
    await expect(_field(one)).to_have_value("Ein anderer Satz.")
    await one.at.reload()
    await other.at.press("Pass the pen on")
    await expect(_field(one)).to_be_editable()
    await one.at.press("Back into the field")
    both = "Ein anderer Satz.\n\nErster Satz. Und ein zweiter, halb ge"
    await expect(_field(one)).to_have_value(both)
    await expect(left).to_have_count(0)
    await expect(_field(other)).to_have_value(both)

    await moderator.say("breakout.take_pen", **WHERE)
    await one.at.reads(one.at.say("The moderation at the desk is writing."))
    watch.nothing_wrong()


async def test_a_quintessence_goes_from_draft_to_the_wall_with_the_word_of_the_group(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices
) -> None:
    evening = await server.begin(small())
    guests = [await voices.citizen(evening, name) for name in ("Rosalinde", "Jost", "Amira")]
    moderator = await _in_groups(voices, evening)
    console = await _console(browser, server, watch, evening)
    at, page = console.at, console.at.page
    await console.note(SHADE)
    await expect(_stage(console)).to_have_text(at.say("Draft"))
    await _field(console).fill("Wir brauchen Schatten.")
    await at.press("Read it to the group and ask")
    await expect(_stage(console)).to_have_text(at.say("Reading out"))

    async def answer(*words: str) -> None:
        room = await guests[0].sees("room:gruppen:1", lambda seen: "asked" in seen.get("quintessence", {}))
        for guest, word in zip(guests, words, strict=False):
            version = room["quintessence"]["version"]
            await guest.say("breakout.confirm", **WHERE, version=version, answer=word)

    await answer("right")
    await expect(_stage(console)).to_have_text(at.say("The group confirms"))
    await console.quintessence(DRAFT)
    await expect(_stage(console)).to_have_text(at.say("Draft"))
    await at.reads(at.say("The text has changed since the group was asked. Please ask again."))
    await at.press("Read it to the group and ask")
    await answer("right", "right", "wrong")
    counts = page.locator(".console-agreement dd")
    await expect(counts).to_have_text(["2", "0", "1"])
    await at.reads("3 von 3 Menschen haben geantwortet")

    await at.page.get_by_text(at.say("Seen differently: add another view")).click()
    await page.locator("#dissent").fill("Eine von uns will Bänke.")
    await expect(page.locator(".console-more .state-good")).to_be_visible()
    await page.locator("#dissent").fill("Eine von uns will lieber Bänke.")
    await page.get_by_text(at.say("Which cards stand behind it?")).click()
    await page.get_by_role("button", name="Wir brauchen Schatten.").click()
    await page.get_by_role("checkbox", name=SHADE).check()
    await expect(page.locator(".console-mark")).to_have_text(SHADE)
    await console.release()
    await expect(_stage(console)).to_have_text(at.say("Released"))
    await expect(_field(console)).not_to_be_editable()
    await moderator.say("breakout.show_quintessence", **WHERE)
    await expect(_stage(console)).to_have_text(at.say("On the wall"))
    shown = (await guests[0].sees("everyone", lambda seen: "shown" in seen["step"]))["step"]["shown"]
    assert (shown["text"], shown["dissent"]) == (DRAFT, "Eine von uns will lieber Bänke.")
    await at.press("Take back and change")
    await expect(_field(console)).to_be_editable()
    await page.locator("#dissent").fill("Zwei von uns wollen lieber Bänke.")
    await console.release()
    await at.reads("Zwei von uns wollen lieber Bänke.")
    await expect(page.locator(".returned")).to_have_count(0)
    room = await guests[0].sees("room:gruppen:1", lambda seen: "released" in seen["quintessence"])
    assert room["quintessence"]["dissent"] == "Zwei von uns wollen lieber Bänke."
    watch.nothing_wrong()


async def test_the_console_of_a_merged_group_says_where_it_is_and_shows_what_was_written(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices
) -> None:
    evening = await server.begin(small())
    await voices.citizen(evening, "Rosalinde")
    await voices.citizen(evening, "Jost")
    moderator = await _in_groups(voices, evening, groups=2)
    console = await _console(browser, server, watch, evening)
    at, page = console.at, console.at.page
    await console.note(SHADE)
    await console.quintessence(DRAFT)
    await moderator.say("breakout.merge_rooms", **STEP, room=1, into=2)
    await at.reads(at.say("Your group is now part of group %(n)s.", n=2))
    await at.reads(SHADE)
    await at.reads(DRAFT)
    await expect(page.locator("#quintessence, #new-note, .note-more")).to_have_count(0)
    undo = (await moderator.sees("moderators", lambda seen: "undo" in seen))["undo"]
    await moderator.say("agenda.undo", act=undo["act"])
    await expect(_field(console)).to_have_value(DRAFT)
    await expect(console.card(SHADE)).to_be_visible()
    watch.nothing_wrong()


async def test_dots_become_a_ranking_and_the_ranking_a_focus_idea(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices
) -> None:
    evening = await server.begin(small())
    guests = [await voices.citizen(evening, name) for name in ("Rosalinde", "Jost")]
    await _in_groups(voices, evening)
    console = await _console(browser, server, watch, evening)
    at, page = console.at, console.at.page
    await console.note(FOUNTAIN)
    await console.note(SHADE)
    await at.press("Dots")
    await page.locator(".dots-row").get_by_role("button", name="2", exact=True).click()
    await at.press("Let the group give dots")
    room = await guests[0].sees("room:gruppen:1", lambda seen: seen.get("dots", {}).get("phase") == "open")
    assert room["dots"]["budget"] == 2
    cards = {note["text"]: id_ for id_, note in room["notes"]["notes"].items()}
    await guests[0].say("breakout.place_dots", **STEP, note=cards[SHADE], dots=2)
    await guests[1].say("breakout.place_dots", **STEP, note=cards[FOUNTAIN], dots=1)
    ranking = page.locator(".console-ranking li")
    await expect(ranking).to_have_count(2)
    await expect(ranking.first).to_contain_text(SHADE)
    await at.press("Take no more dots")
    await at.press("Show the ranking to the group")
    await guests[0].sees("room:gruppen:1", lambda seen: "ranking" in seen["dots"])
    await ranking.first.get_by_role("button", name=at.say("Note as important idea")).click()
    await expect(page.locator(".focus-ideas li")).to_contain_text([SHADE])
    await expect(ranking.first).to_contain_text(at.say("important idea"))
    for words in ("Bänke", "Becher"):
        await console.idea(words)
    await at.reads(at.say("You have %(n)s.", n=3))
    watch.nothing_wrong()


async def test_help_is_called_and_what_the_desk_says_is_heard(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices
) -> None:
    evening = await server.begin(small())
    moderator = await _in_groups(voices, evening)
    console = await _console(browser, server, watch, evening, size=PHONE)
    at, page = console.at, console.at.page
    await at.press("Call for help")
    await at.reads(at.say("Help has been called."))
    seen = await moderator.sees("moderators", lambda desk: "help" in desk["steps"]["gruppen"])
    [call] = seen["steps"]["gruppen"]["help"]
    await moderator.say("breakout.take_help", **STEP, call=call, by="support")
    await at.reads(at.say("Technical help is coming."))
    await moderator.say("breakout.finish_help", **STEP, call=call)
    await at.reads(at.say("The call for help is done."))
    await at.press("Close")
    await expect(page.locator(".help-state")).to_have_count(0)
    await at.press("Call for help")
    await at.press("No longer needed")
    await moderator.sees("moderators", lambda desk: "help" not in desk["steps"]["gruppen"])
    await expect(page.locator(".help-state")).to_have_count(0)

    await moderator.say("breakout.broadcast", **STEP, preset="five_minutes")
    await at.reads(at.say("Five minutes to go"))
    await expect(page.locator("#status")).to_contain_text(at.say("Five minutes to go"))
    await at.press("Understood")
    await expect(page.locator(".console-told")).to_have_count(0)
    await at.reload()
    await expect(page.locator("#new-note")).to_be_visible()
    await expect(page.locator(".console-told")).to_have_count(0)
    watch.nothing_wrong()


async def test_the_last_minute_is_said_once_and_more_time_takes_it_back(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices
) -> None:
    evening = await server.begin(small())
    moderator = await _in_groups(voices, evening, minutes=1)
    console = await _console(browser, server, watch, evening)
    at, page = console.at, console.at.page
    last = at.say("The last minute: please bring it to a close.")
    await at.reads(last)
    await expect(page.locator("#status")).to_contain_text(last)
    await page.get_by_role("button", name="5 Minuten mehr").click()
    await expect(page.locator(".console-ending")).to_have_count(0)
    await moderator.say("breakout.add_time", **WHERE, minutes=-6)
    await at.reads(at.say("The time is up. Please come to an end."))
    await expect(page.locator(".clock")).to_contain_text("0:00")
    await page.get_by_role("button", name="2 Minuten mehr").click()
    await expect(page.locator(".clock")).to_contain_text(re.compile(r"1:\d\d|2:00"))
    watch.nothing_wrong()


@pytest.mark.parametrize("size", [LAPTOP, {"width": 1440, "height": 900}])
async def test_a_laptop_shows_clock_board_and_quintessence_together(
    browser: Browser,
    server: LiveServer,
    watch: Watch,
    voices: Voices,
    size: ViewportSize,
) -> None:
    evening = await server.begin(small())
    moderator = await _in_groups(voices, evening)
    for number in range(12):
        await moderator.say("breakout.write_note", **WHERE, text=f"Karte {number}: {FOUNTAIN}")
    console = await _console(browser, server, watch, evening, size=size)
    page = console.at.page
    await expect(page.locator("li.note-row")).to_have_count(12)
    parts = {
        "clock": page.locator(".clock"),
        "entry": page.locator("#new-note"),
        "newest card": page.locator("li.note-row").first,
        "stages": page.locator(".console-stages"),
        "quintessence": _field(console),
        "what comes next": console.at.button("Read it to the group and ask"),
        "help": console.at.button("Call for help"),
    }
    for name, part in parts.items():
        await expect(part, name).to_be_in_viewport(ratio=1)
    assert await page.evaluate("document.documentElement.scrollHeight <= innerHeight")
    watch.nothing_wrong()


@pytest.mark.parametrize("language", ["de", "ar"])
async def test_on_a_phone_the_number_of_the_group_stands_whole_in_the_masthead(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices, reference: Session, language: str
) -> None:
    evening = await server.begin(reference)
    await voices.citizen(evening, "Rosalinde")
    moderator = await voices.moderator(evening)
    step = next(one.id for one in reference.agenda if isinstance(one, breakout.Settings))
    await moderator.say("agenda.start")
    await moderator.say("agenda.go_to", step=step)
    await moderator.say("breakout.draft_rooms", step=step, source="random", groups=1)
    await moderator.say("breakout.publish", step=step, minutes=20)
    console = await Visitor.arrive(browser, watch, size=PHONE, language=language)
    await console.open(await server.link(evening, "group_moderator", "1"))
    number = console.page.locator(".masthead strong > span")
    await expect(number).to_have_text(console.say("Group %(n)s", n=1))
    for width in (320, 360):
        await console.page.set_viewport_size({"width": width, "height": 740})
        assert await number.evaluate("(words) => words.scrollWidth <= words.clientWidth")
        assert await console.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    watch.nothing_wrong()

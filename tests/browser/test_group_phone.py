"""A participant in a group: help, the end of the time, two writers on one card, dots, agreeing. Nothing is lost."""

import re
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.async_api import Browser, Locator, expect

from live.dialogue.session import Session
from tests.browser.people import LAPTOP, PHONE, Citizen, Visitor, cut, mend
from tests.browser.server import Evening, LiveServer
from tests.browser.small import small
from tests.browser.voices import Voice, Voices
from tests.browser.watch import Watch

KEEP_WHAT_IS_SPOKEN = """
addEventListener("DOMContentLoaded", () => {
  globalThis.spoken = [];
  const region = document.getElementById("status");
  new MutationObserver(() => spoken.push(region.textContent)).observe(region, {childList: true, subtree: true});
});
"""
GAP_AFTER_A_LOST_VIEW = """
const { set } = Object.getOwnPropertyDescriptor(WebSocket.prototype, "onmessage");
Object.defineProperty(WebSocket.prototype, "onmessage", { set(hear) {
  let line = Promise.resolve();
  set.call(this, (event) => {
    line = line.then(() => hear(event));
    if (event.data.includes('"gone"')) line = line.then(() => new Promise((done) => setTimeout(done, 400)));
  });
}});
"""
"""On a slow line the old group is gone a while before the new one is there."""
LINES = """clock => {
  const words = document.createRange();
  words.selectNode(clock.lastChild);
  return words.getClientRects().length;
}"""
GROUP = {"step": "gruppen"}
ROOM = {"step": "gruppen", "room": 1}
NAMED = {
    "kind": "breakout",
    "id": "gruppen",
    "title": {"de": "In Gruppen"},
    "minutes": 20,
    "prompts": [{"de": "Was haben Sie erlebt?"}],
    "room_names": ["Spielplatz und Familien", "Wege und Verkehr"],
    "group_moderators": ["Mira Sander", "Jon Albers"],
    "focus_ideas": True,
}
QUESTION = {"step": "fragen", "part": "was"}


@dataclass
class Group:
    """One group with a person before a phone, and a moderator without a page."""

    browser: Browser
    server: LiveServer
    watch: Watch
    evening: Evening
    moderator: Voice

    async def citizen(self, name: str = "Rosalinde", **kind: Any) -> Citizen:  # noqa: ANN401 - what a visitor may be
        """Somebody comes in whose page keeps what it speaks."""
        visitor = await Visitor.arrive(self.browser, self.watch, **({"size": PHONE} | kind))
        await visitor.context.add_init_script(KEEP_WHAT_IS_SPOKEN)
        citizen = Citizen(visitor, name, kind.get("language", "de"))
        await citizen.join(self.evening)
        return citizen

    async def publish(self, minutes: int = 30, groups: int = 1) -> None:
        """Divide and announce."""
        await self.moderator.say("breakout.draft_rooms", **GROUP, source="random", groups=groups)
        await self.moderator.say("breakout.publish", **GROUP, minutes=minutes)

    async def note(self, words: str, **more: object) -> str:
        """Somebody else pins a card up."""
        return await self.moderator.say("breakout.write_note", **ROOM, text=words, **more)


async def _group(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices, session: Session | None = None
) -> Group:
    evening = await server.begin(session or small())
    moderator = await voices.moderator(evening)
    await moderator.say("agenda.start")
    await moderator.say("agenda.go_to", **GROUP)
    return Group(browser, server, watch, evening, moderator)


async def _spoken(citizen: Citizen, sentence: str) -> None:
    """Wait until it was spoken; more than once is too often."""
    page = citizen.at.page
    await page.wait_for_function("words => spoken.some((said) => said.includes(words))", arg=sentence)
    assert await page.evaluate("words => spoken.filter((said) => said.includes(words)).length", sentence) == 1, sentence


def _field(citizen: Citizen) -> Locator:
    return citizen.at.page.locator("#new-note")


async def test_a_latecomer_lands_in_a_group_and_a_dropped_phone_comes_back_to_its_place(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices
) -> None:
    group = await _group(browser, server, watch, voices)
    await voices.citizen(group.evening, "Nour")
    await group.publish(groups=2)
    late = await group.citizen()
    await late.find_group()
    await _spoken(late, late.at.say("Your group %(n)s", n=late.room))
    await _field(late).press_sequentially("Halb geschr")
    with watch.lost_line():
        await cut(server, late.at)
        await _field(late).press_sequentially("ieben")
        await group.moderator.say("breakout.write_note", **GROUP, room=late.room, text="Meanwhile")
        await mend(late.at)
    await late.sees_card("Meanwhile")
    await expect(_field(late)).to_be_focused()
    await expect(_field(late)).to_have_value("Halb geschrieben")
    room = late.room
    await late.at.reload()
    await late.find_group()
    assert late.room == room
    await expect(_field(late)).to_have_value("Halb geschrieben")
    watch.nothing_wrong()


async def test_a_person_who_is_typing_is_moved_and_takes_the_words_along(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices
) -> None:
    group = await _group(browser, server, watch, voices)
    citizen = await group.citizen()
    await citizen.at.page.context.add_init_script(GAP_AFTER_A_LOST_VIEW)
    await citizen.at.reload()
    await voices.citizen(group.evening, "Nour")
    await group.publish(groups=2)
    await citizen.find_group()
    first, second = citizen.room, 3 - citizen.room
    people = (await group.moderator.sees("moderators"))["people"]["people"]
    [person] = (person for person, seen in people.items() if seen.get("name") == citizen.name)
    now = "You are in group %(n)s now"
    await _field(citizen).press_sequentially("Halb ge")
    await group.moderator.say("breakout.move_person", **GROUP, person=person, room=second)
    await citizen.at.page.keyboard.type("schrie")
    await citizen.at.reads(citizen.at.say(now, n=second))
    await expect(_field(citizen)).to_be_focused()
    await citizen.at.page.keyboard.type("ben")
    await expect(_field(citizen)).to_have_value("Halb geschrieben")
    await expect(citizen.at.button("Pin up")).to_be_disabled()
    await citizen.at.press("Look now")
    await citizen.at.reads(citizen.at.say("Your group %(n)s", n=second))
    await expect(_field(citizen)).to_have_value("Halb geschrieben")
    await citizen.at.press("Pin up")
    await citizen.sees_card("Halb geschrieben")
    await _field(citizen).press_sequentially("Noch etwas")
    await group.moderator.say("breakout.merge_rooms", **GROUP, room=second, into=first)
    await citizen.at.reads(citizen.at.say(now, n=first))
    await citizen.at.press("Look now")
    await citizen.sees_card("Halb geschrieben")
    await expect(_field(citizen)).to_have_value("Noch etwas")
    await citizen.at.press("Pin up")
    await citizen.sees_card("Noch etwas")
    watch.nothing_wrong()


@pytest.mark.parametrize("language", ["de", "ar"])
async def test_a_group_with_a_long_name_keeps_its_clock_in_one_line_and_its_numbers_on_the_page(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices, language: str
) -> None:
    group = await _group(browser, server, watch, voices, small(languages=["de", "ar"], agenda=[NAMED]))
    citizen = await group.citizen(language=language)
    await group.publish(minutes=20, groups=1)
    await group.moderator.say("breakout.add_focus_idea", **ROOM, text="Mehr Schatten am Spielplatz")
    clock = citizen.at.page.locator(".group-head .clock")
    await expect(clock).to_contain_text("19:")
    assert await clock.evaluate(LINES) == 1
    idea = citizen.at.page.locator(".focus-ideas > li")
    assert await idea.evaluate("idea => getComputedStyle(idea).direction") == ("rtl" if language == "ar" else "ltr")
    names = citizen.at.page.locator(".names")
    await expect(names).to_contain_text(f"{citizen.at.say('Moderation of the group:')} Mira Sander")
    await expect(names).to_contain_text(citizen.at.words.say_number("%(n)s person:", "%(n)s people:", 1))
    watch.nothing_wrong()


async def test_the_end_of_the_time_is_told_once_and_a_half_written_card_still_gets_to_the_board(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices
) -> None:
    group = await _group(browser, server, watch, voices)
    citizen = await group.citizen()
    say = citizen.at.say
    await group.publish(minutes=1)
    await citizen.find_group()
    await _field(citizen).press_sequentially("Mitten im Ge")
    last = say("One minute left. Finish writing your thought.")
    await expect(citizen.at.page.locator(".banner", has_text=last)).to_be_visible()
    await expect(citizen.at.page.locator(".clock-last")).to_be_visible()
    await group.moderator.say("breakout.add_time", **GROUP, minutes=-1)
    await citizen.at.reads(say("Time is up. We go on together in the plenary in a moment."))
    await expect(citizen.at.page.locator(".group-head .clock")).to_contain_text("0:00")
    await group.moderator.say("breakout.add_time", **ROOM, minutes=2)
    more = citizen.at.words.say_number("You have %(n)s more minute.", "You have %(n)s more minutes.", 2)
    await expect(citizen.at.page.locator(".banner", has_text=more)).to_be_visible()
    for sentence in (last, say("Time is up. We go on together in the plenary in a moment."), more):
        await _spoken(citizen, sentence)
    await group.moderator.say("breakout.end", **GROUP)
    await citizen.at.reads(say("The group time is over. You can still finish writing your card."))
    await expect(_field(citizen)).to_be_focused()
    await citizen.at.page.keyboard.type("danken")
    await group.moderator.say("agenda.go_to", **QUESTION)
    await citizen.at.press("Look now")
    await citizen.asked({"de": "Was hilft gegen Hitze?"})
    left = citizen.at.page.locator(".banner", has_text=say("Your unfinished text:"))
    await expect(left).to_contain_text("Mitten im Gedanken")
    await expect(left).to_contain_text(say("For the board of your group earlier (group %(n)s)", n=1))
    await citizen.at.press("Pin up there")
    await expect(left).to_have_count(0)
    hangs = say("Your card now hangs on the board of your group earlier (group %(n)s).", n=1)
    await expect(citizen.at.page.locator(".banner", has_text=hangs)).to_be_visible()
    await _spoken(citizen, hangs)
    await citizen.at.press("Close the message")
    await expect(citizen.at.page.locator(".banner", has_text=hangs)).to_have_count(0)
    board = (await group.moderator.sees("moderators", _has_cards))["steps"]["gruppen"]["rooms"]["1"]["board"]
    assert [note["text"] for note in board["notes"].values()] == ["Mitten im Gedanken"]
    watch.nothing_wrong()


async def test_what_was_left_half_written_can_be_thrown_away_and_a_closed_board_says_so(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices
) -> None:
    group = await _group(browser, server, watch, voices)
    citizen = await group.citizen()
    await group.publish()
    await citizen.find_group()
    await _field(citizen).fill("Doch nicht")
    await group.moderator.say("breakout.freeze_board", **ROOM)
    await citizen.at.reads(citizen.at.say("The board is closed. Nothing can be changed on it any more."))
    await group.moderator.say("agenda.go_to", **QUESTION)
    await citizen.at.press("Look now")
    left = citizen.at.page.locator(".banner", has_text="Doch nicht")
    await expect(left).to_contain_text(citizen.at.say("The board of your group is closed."))
    await expect(citizen.at.button("Pin up there")).to_have_count(0)
    await citizen.at.press("Discard")
    await expect(left).to_have_count(0)
    await citizen.at.reload()
    await citizen.asked({"de": "Was hilft gegen Hitze?"})
    await expect(left).to_have_count(0)
    watch.nothing_wrong()


async def test_help_is_asked_back_called_answered_and_done(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices
) -> None:
    group = await _group(browser, server, watch, voices)
    citizen = await group.citizen()
    friend = await voices.citizen(group.evening, "Nour")
    await group.publish()
    await citizen.find_group()
    at = citizen.at
    await at.press("Call for help")
    await expect(at.button("Yes, call for help")).to_be_focused()
    await at.press("Cancel")
    await expect(at.button("Call for help")).to_be_focused()
    await at.press("Call for help")
    await at.press("Yes, call for help")
    state = at.page.locator(".group-help")
    await expect(state).to_contain_text(at.say("Help has been called."))
    [call] = (await group.moderator.sees("moderators", _has_help))["steps"]["gruppen"]["help"]
    await friend.sees("room:gruppen:1", lambda room: room.get("help", {}).get("call") == call)
    await group.moderator.say("breakout.take_help", **GROUP, call=call, by="support")
    await expect(state).to_contain_text(at.say("Technical help is coming."))
    await group.moderator.say("breakout.take_help", **GROUP, call=call, by="moderation")
    await expect(state).to_contain_text(at.say("The moderation is coming."))
    await at.press("It is done")
    await expect(state).to_have_count(0)
    await expect(at.button("Call for help")).to_be_visible()
    await friend.sees("room:gruppen:1", lambda room: "help" not in room)
    for sentence in ("Help has been called.", "Technical help is coming.", "The moderation is coming."):
        await _spoken(citizen, at.say(sentence))
    watch.nothing_wrong()


async def test_what_the_desk_says_rises_once_leaves_the_typing_alone_and_stays_closed(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices
) -> None:
    group = await _group(browser, server, watch, voices)
    citizen = await group.citizen()
    await group.publish()
    await citizen.find_group()
    await citizen.pin("Ein Satz")
    await citizen.card("Ein Satz").get_by_role("button", name=citizen.at.say("Change"), exact=True).click()
    field = citizen.at.page.locator(".note textarea")
    await field.press_sequentially(", der wäch")
    await group.moderator.say("breakout.broadcast", **GROUP, text="Bitte lauter sprechen.")
    banner = citizen.at.page.locator(".banner", has_text="Bitte lauter sprechen.")
    await expect(banner).to_be_visible()
    await expect(field).to_be_focused()
    await expect(field).to_be_in_viewport(ratio=1)
    covered = await field.evaluate(
        "field => field.getBoundingClientRect().bottom > document.querySelector('.bottom').getBoundingClientRect().top"
    )
    assert not covered
    await citizen.at.page.keyboard.type("st")
    await expect(field).to_have_value("Ein Satz, der wächst")
    await _spoken(citizen, "Bitte lauter sprechen.")
    await citizen.at.reload()
    await expect(banner).to_be_visible()
    await citizen.at.press("Close the message")
    await expect(banner).to_have_count(0)
    await citizen.at.reload()
    await citizen.find_group()
    await expect(banner).to_have_count(0)
    assert not await citizen.at.page.evaluate("spoken.some((said) => said.includes('lauter'))")
    await group.moderator.say("breakout.broadcast", **GROUP, text="Die Fenster bitte schließen.")
    told = citizen.at.page.locator(".banner-told")
    await expect(told).to_contain_text("Die Fenster bitte schließen.")
    await group.moderator.say("breakout.broadcast", **GROUP, preset="write_down")
    write_down = citizen.at.say("Please write down your result")
    await expect(told).to_contain_text([write_down, "Die Fenster bitte schließen."])
    await told.first.get_by_role("button").click()
    await expect(told).to_contain_text(["Die Fenster bitte schließen."])
    await citizen.at.reload()
    await expect(told).to_contain_text(["Die Fenster bitte schließen."])
    await told.get_by_role("button").click()
    await expect(told).to_have_count(0)
    watch.nothing_wrong()


async def test_two_who_change_one_card_see_both_texts_and_one_of_them_decides(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices
) -> None:
    group = await _group(browser, server, watch, voices)
    citizen = await group.citizen()
    await group.publish()
    await citizen.find_group()
    await citizen.pin("Wie es war")
    note = (await citizen.card("Wie es war").get_attribute("id") or "").removeprefix("note-")
    change = {**GROUP, "note": note}
    field = citizen.at.page.locator(".note textarea")

    async def overtaken(mine: str, theirs: str) -> Locator:
        await citizen.at.page.locator(".note").get_by_role("button", name=citizen.at.say("Change"), exact=True).click()
        await field.fill(mine)
        await group.moderator.say("breakout.edit_note", **change, text=theirs)
        card = citizen.at.page.locator(".note", has_text=theirs)
        await expect(card).to_contain_text(citizen.at.say("reject:breakout.edited_meanwhile"))
        await expect(field).to_have_value(mine)
        return card

    await overtaken("Wie ich es sah", "Wie die Moderation es sah")
    await citizen.at.press("Take my text")
    await expect(citizen.card("Wie ich es sah")).to_be_visible()
    await expect(field).to_have_count(0)
    await overtaken("Noch einmal ich", "Noch einmal die Moderation")
    await citizen.at.press("Keep the other text")
    await expect(field).to_have_count(0)
    await citizen.sees_card("Noch einmal die Moderation")
    with watch.lost_line():
        await citizen.at.page.locator(".note").get_by_role("button", name=citizen.at.say("Change"), exact=True).click()
        await field.fill("Ohne Netz")
        await cut(server, citizen.at)
        await citizen.at.press("Save")
        await group.moderator.say("breakout.edit_note", **change, text="Mit Netz")
        await mend(citizen.at)
        await expect(citizen.at.page.locator(".note")).to_contain_text("Mit Netz")
        await expect(field).to_have_value("Ohne Netz")
    await citizen.at.press("Take my text")
    await citizen.sees_card("Ohne Netz")
    watch.nothing_wrong()


async def test_enter_files_a_card_merged_ones_stand_together_and_dots_keep_to_their_number(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices
) -> None:
    group = await _group(browser, server, watch, voices)
    citizen = await group.citizen(size=LAPTOP)
    await group.publish()
    await citizen.find_group()
    for words in ("Mehr Schatten", "Mehr Bänke"):
        await _field(citizen).press_sequentially(words)
        await citizen.at.page.keyboard.press("Enter")
        await citizen.sees_card(words)
        await expect(_field(citizen)).to_be_focused()
        await expect(_field(citizen)).to_have_value("")
    shade = (await citizen.card("Mehr Schatten").get_attribute("id") or "").removeprefix("note-")
    for words in ("Schatten bitte", "Bäume statt Beton"):
        await group.moderator.say("breakout.merge_note", **GROUP, note=await group.note(words), into=shade)
    card = citizen.at.page.locator("li.note", has_text="Mehr Schatten")
    await card.get_by_text(citizen.at.say("Put together with %(n)s other cards", n=2)).click()
    await expect(card.get_by_text("Bäume statt Beton")).to_be_visible()
    await group.moderator.say("breakout.open_dots", **ROOM, budget=3, per_note=2)
    row = card.locator(".dot-row")
    more = row.get_by_role("button", name=citizen.at.say("One dot more"))
    for _ in range(3):
        await more.press("Enter")
    line = citizen.at.page.locator(".dots-line")
    await expect(line).to_contain_text(citizen.at.say("%(left)s of %(all)s dots left", left=1, all=3))
    await expect(more).to_have_attribute("aria-disabled", "true")
    await _spoken(citizen, citizen.at.say("At most %(n)s of your dots fit on one card.", n=2))
    await row.get_by_role("button", name=citizen.at.say("One dot less")).click()
    bench = citizen.at.page.locator("li.note", has_text="Mehr Bänke")
    for _ in range(2):
        await bench.get_by_role("button", name=citizen.at.say("One dot more")).click()
    await expect(line).to_contain_text(citizen.at.say("You have given all %(all)s dots.", all=3))
    await group.moderator.sees("moderators", lambda view: sum(_dots(view).values()) == 3)
    await group.moderator.say("breakout.reveal_dots", **ROOM)
    rows = citizen.at.page.locator(".ranking > li")
    await expect(rows).to_have_text([re.compile("Mehr Bänke.*2", re.DOTALL), re.compile("Mehr Schatten.*1", re.DOTALL)])
    watch.nothing_wrong()


async def test_a_group_without_moderation_writes_its_result_and_says_whether_it_is_right(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices
) -> None:
    group = await _group(browser, server, watch, voices)
    writer = await group.citizen()
    reader = await group.citizen("Nour")
    await group.publish()
    for one in (writer, reader):
        await one.find_group()
    card = await group.note("Der Hof war kühl")
    await writer.at.press("I write for the group")
    field = writer.at.page.locator("#group-result")
    await expect(field).to_be_focused()
    await reader.at.reads(reader.at.say("Somebody from your group is writing."))
    await expect(reader.at.button("I write for the group")).to_have_count(0)
    await field.press_sequentially("Höfe kühlen. ")
    await reader.at.reads("Höfe kühlen.")
    await field.press_sequentially("Bäume auch.")
    await writer.at.reload()
    await expect(field).to_have_value("Höfe kühlen. Bäume auch.")
    await reader.at.reads("Höfe kühlen. Bäume auch.")
    await writer.at.press("Ask the group")
    right, wrong = reader.at.button("That is right"), reader.at.button("That is not right")
    await right.click()
    await expect(right).to_have_attribute("aria-pressed", "true")
    await wrong.click()
    await expect(wrong).to_have_attribute("aria-pressed", "true")
    await reader.at.reads(re.compile(re.escape(reader.at.say("%(n)s of %(of)s have answered.", n=1, of=2))))
    await field.press_sequentially(" Immer.")
    await expect(wrong).to_have_count(0)
    await expect(field).to_be_focused()
    await writer.at.press("Ask the group")
    await expect(right).to_have_attribute("aria-pressed", "false")
    await right.click()
    await writer.at.button("Partly").click()
    await writer.at.press("Release for the plenary")
    await reader.at.reads(reader.at.say("finished"))
    agreed = "The group was asked: right %(right)s, partly %(partly)s, wrong %(wrong)s."
    await reader.at.reads(reader.at.say(agreed, right=1, partly=1, wrong=0))
    await writer.at.press("Take back and change")
    await writer.at.press("Pass the pen on")
    await expect(reader.at.button("I write for the group")).to_be_visible()
    await group.moderator.say("breakout.source_sentence", **ROOM, sentence="Höfe kühlen.", notes=[card])
    await group.moderator.say("breakout.write_dissent", **ROOM, text="Nicht jeder Hof.")
    await reader.at.reads("Nicht jeder Hof.")
    await reader.at.page.get_by_text(reader.at.say("The cards behind these words")).click()
    await expect(reader.at.page.locator(".sources .note")).to_have_text("Der Hof war kühl")
    await expect(reader.at.button("I write for the group")).to_have_count(0)
    watch.nothing_wrong()


def _has_cards(view: dict[str, Any]) -> bool:
    return bool(view["steps"]["gruppen"]["rooms"]["1"]["notes"])


def _has_help(view: dict[str, Any]) -> bool:
    return bool(view["steps"]["gruppen"].get("help"))


def _dots(view: dict[str, Any]) -> dict[str, int]:
    ranking: dict[str, int] = view["steps"]["gruppen"]["rooms"]["1"].get("dots", {}).get("ranking", {})
    return ranking

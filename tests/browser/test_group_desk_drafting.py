"""Dividing the people at the desk beyond the usual draw: lists, pins, who with whom, languages, reasons, on a phone."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.async_api import Browser, FilePayload, Locator, ViewportSize, expect

from live.dialogue.session import Session
from tests.browser.people import LAPTOP, PHONE, Desk, Visitor
from tests.browser.server import Evening, LiveServer
from tests.browser.voices import Voice, Voices
from tests.browser.watch import Watch

STEP = {"step": "gruppen-1"}
LATER = {"step": "gruppen-2"}
NAMES = ("Rosa", "Nour", "Mehmet", "Ilse", "Olena", "Peter", "Kofi", "<b>Ben</b>", "Lea")
GROUPS = 4
"""As the session file wishes."""


@dataclass
class Dividing:
    """A moderator before people who wait to be divided."""

    desk: Desk
    moderator: Voice
    step: dict[str, str]
    evening: Evening

    @property
    def at(self) -> Visitor:
        """The screen."""
        return self.desk.at

    async def wish(self, name: str) -> Locator:
        """Open one of the further wishes."""
        await self.way(name)
        await expect(self.dialog.locator("#dialog-title")).to_be_focused()
        return self.dialog

    async def way(self, name: str) -> None:
        """Press one of the buttons behind the further wishes."""
        await self.at.press("More wishes")
        await self.dialog.get_by_role("button", name=self.at.say(name), exact=True).click()

    @property
    def dialog(self) -> Locator:
        """The dialog that stands open."""
        return self.at.page.locator("dialog[open]")

    async def choose(self, *people: str) -> None:
        """Look for people by a piece of their name, and tick them."""
        for name in people:
            await self.dialog.get_by_role("searchbox").fill(name[:3].lower())
            await self.dialog.locator(".seeking-people label", has_text=name).click()

    async def draft(self, source: str = "") -> dict[str, Any]:
        """The draft as it is at every desk, once it was made like this."""
        step = self.step["step"]
        view = await self.moderator.sees(
            "moderators", lambda seen: source in ("", seen["steps"].get(step, {}).get("draft", {}).get("source"))
        )
        found: dict[str, Any] = view["steps"][step]["draft"]
        return found

    async def ids(self) -> dict[str, str]:
        """Everybody's id by name."""
        view = await self.moderator.sees("moderators")
        return {one["name"]: id_ for id_, one in view["people"]["people"].items() if "name" in one}

    async def places(self) -> dict[str, str]:
        """Everybody's group in the draft, by name."""
        ids = await self.ids()
        rooms = (await self.draft())["rooms"]
        return {name: room for name, id_ in ids.items() for room, people in rooms.items() if id_ in people}

    def row(self, name: str) -> Locator:
        """Somebody in the draft."""
        return self.at.page.locator(".draft-people > li", has=self.at.page.get_by_text(name, exact=True))

    def notes(self) -> Locator:
        """What the moderator is told above the draft."""
        return self.at.page.locator(".draft-findings li")


async def _dividing(
    browser: Browser,
    server: LiveServer,
    watch: Watch,
    voices: Voices,
    session: Session,
    *,
    screen: tuple[ViewportSize, str] = (LAPTOP, "de"),
    arabic: Sequence[str] = (),
) -> Dividing:
    evening = await server.begin(session)
    desk = Desk(await Visitor.arrive(browser, watch, size=screen[0], language=screen[1]))
    await desk.at.open(await server.link(evening, "moderator"))
    moderator = await voices.moderator(evening)
    await moderator.say("agenda.start")
    for name in NAMES:
        await voices.citizen(evening, name, "ar" if name in arabic else "de")
    await moderator.say("agenda.go_to", **STEP)
    await expect(desk.at.button("More wishes")).to_be_visible()
    return Dividing(desk, moderator, STEP, evening)


LIST = """Name;Gruppe
Rosa;1
<b>Ben</b>;Linde
Nour;2
Nour;3
Hannelore;2
Peter;17
Kofi
"""


async def test_a_prepared_list_is_pasted_and_what_is_wrong_in_it_is_said_with_the_names(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices, reference: Session
) -> None:
    room = await _dividing(browser, server, watch, voices, reference)
    dialog = await room.wish("Prepared list")
    await expect(dialog.locator("pre")).to_contain_text("Rosa Linden;1")
    await room.at.press("Divide by this list")
    await expect(dialog.get_by_role("alert")).to_have_text(room.at.say("Please choose a file, or paste the rows."))
    await dialog.locator("#list-text").fill(LIST)
    await room.at.press("Divide by this list")
    await expect(room.dialog).to_have_count(0)
    await expect(room.at.page.locator(".draft-findings")).to_be_visible()
    for summary in await room.at.page.locator(".draft-findings summary").all():
        await summary.click()
    told = "\n".join(await room.notes().all_inner_texts())
    for piece in ("Nour", "„Hannelore“", "„17“", "„Kofi“"):
        assert piece in told
    places = await room.places()
    assert (places["Rosa"], places["<b>Ben</b>"], places["Nour"]) == ("1", "1", "2")
    assert set(places) == set(NAMES)
    assert len((await room.draft())["rooms"]) == GROUPS, "a slip of the finger makes no groups"
    await expect(room.at.button("Draw the others again")).to_be_visible()
    await room.desk.undo("divided by the list")
    await room.desk.is_("prepared")
    watch.nothing_wrong()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "windows-1252"])
async def test_a_file_of_an_old_spreadsheet_is_read_too_and_a_workbook_is_refused(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices, reference: Session, encoding: str
) -> None:
    room = await _dividing(browser, server, watch, voices, reference)
    dialog = await room.wish("Prepared list")
    chooser = dialog.locator("#list-file")
    book: FilePayload = {"name": "liste.xlsx", "mimeType": "application/zip", "buffer": b"PK\x03\x04\x00\x00"}
    await chooser.set_input_files(book)
    await expect(dialog.get_by_role("alert")).to_contain_text("CSV")
    words = "Name;Gruppe\r\nGötz Öttl;1\r\nRosa;5\r\nNour;4\r\nIlse;3\r\nLea;2\r\n"
    sheet: FilePayload = {"name": "liste.csv", "mimeType": "text/csv", "buffer": words.encode(encoding)}
    await chooser.set_input_files(sheet)
    await expect(dialog.locator("#list-text")).to_have_value(re.compile("Götz Öttl;1"))
    await expect(dialog.get_by_role("alert")).to_have_count(0)
    await room.at.press("Divide by this list")
    await expect(room.notes()).to_contain_text(["Götz Öttl"])
    draft = await room.draft("list")
    assert len(draft["rooms"]) == 5, "as many groups as the list numbers"
    assert (await room.places())["Rosa"] == "5"
    watch.nothing_wrong()


async def test_whoever_is_pinned_stays_when_the_others_are_drawn_again_by_keyboard_alone(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices, reference: Session
) -> None:
    room = await _dividing(browser, server, watch, voices, reference)
    page = room.at.page
    await page.keyboard.press(" ")
    await room.desk.is_("divided")
    before = (await room.places())["Rosa"]
    pin = page.get_by_role("button", name=room.at.say("%(name)s stays in this group", name="Rosa"))
    await expect(pin).to_have_attribute("aria-pressed", "false")
    await pin.focus()
    await page.keyboard.press("Enter")
    await expect(pin).to_have_attribute("aria-pressed", "true")
    await expect(pin).to_be_focused()
    await expect(room.row("Rosa")).to_contain_text(room.at.say("stays"))
    menu = page.get_by_label(room.at.say("Move %(name)s to", name="Rosa"))
    await expect(menu.locator("option")).to_have_count(1)
    await pin.press("Tab")
    await expect(menu).to_be_focused()
    await expect(menu.locator("option")).to_have_count(GROUPS)
    await expect(menu).to_have_value(before)
    again = page.get_by_role(
        "button", name=room.at.words.say_number("Draw again, %(n)s stays", "Draw again, %(n)s stay", 1)
    )
    for _ in range(4):
        await again.focus()
        await page.keyboard.press("Enter")
        await expect(page.locator(".desk-undo small")).to_have_text(room.at.say("groups drawn"))
        assert (await room.places())["Rosa"] == before
    await pin.focus()
    await page.keyboard.press("Enter")
    await expect(pin).to_have_attribute("aria-pressed", "false")
    await expect(room.at.button("Draw again")).to_be_visible()
    watch.nothing_wrong()


async def test_people_are_kept_together_and_apart_and_a_wish_is_taken_back(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices, reference: Session
) -> None:
    room = await _dividing(browser, server, watch, voices, reference)
    dialog = await room.wish("Together or apart")
    await expect(room.at.button("Keep together")).to_be_disabled()
    await room.choose("Rosa", "Mehmet", "<b>Ben</b>")
    await room.at.press("Keep together")
    await expect(dialog.locator(".wishes-list > li")).to_have_count(1)
    await dialog.get_by_text(room.at.say("These people come into different groups")).click()
    await room.choose("Ilse", "Peter")
    await room.at.press("Keep apart")
    await expect(dialog.locator(".wishes-list > li")).to_have_count(2)
    await expect(dialog.locator(".wishes-list")).to_contain_text("<b>Ben</b>")
    await room.at.page.keyboard.press("Escape")
    await expect(room.at.page.locator(".draft-wishes")).to_contain_text(
        room.at.words.say_number("%(n)s wish about people", "%(n)s wishes about people", 2)
    )
    await room.at.press("Draw groups at random")
    await room.desk.is_("divided")
    for _ in range(3):
        places = await room.places()
        assert places["Rosa"] == places["Mehmet"] == places["<b>Ben</b>"]
        assert places["Ilse"] != places["Peter"]
        await room.at.press("Draw again")
    await expect(room.notes()).to_have_count(0)
    dialog = await room.wish("Together or apart")
    await dialog.locator(".wishes-list > li", has_text="Peter").get_by_role("button").click()
    await expect(dialog.locator(".wishes-list > li")).to_have_count(1)
    await room.at.page.keyboard.press("Escape")
    await room.desk.undo("wish removed")
    await expect(room.at.page.locator(".desk-undo small")).not_to_have_text(room.at.say("wish removed"))
    dialog = await room.wish("Together or apart")
    await expect(dialog.locator(".wishes-list > li")).to_have_count(2)
    watch.nothing_wrong()


async def test_a_wish_that_cannot_be_met_is_named_and_one_that_is_newer_than_the_draft_too(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices, reference: Session
) -> None:
    room = await _dividing(browser, server, watch, voices, reference)
    ids = await room.ids()
    pair = [ids["Rosa"], ids["Nour"]]
    await room.moderator.say("breakout.draft_rooms", **STEP, groups=2)
    await room.desk.is_("divided")
    together = (await room.places())["Rosa"] == (await room.places())["Nour"]
    await room.moderator.say("breakout.link_people", **STEP, how="apart" if together else "together", people=pair)
    newer = "Not apart in this draft, though you asked for it: %(names)s."
    newer = newer if together else newer.replace("apart", "together")
    await expect(room.notes()).to_contain_text([room.at.say(newer, names="\u2068Rosa\u2069 und \u2068Nour\u2069")])
    await room.moderator.say("breakout.link_people", **STEP, how="together" if together else "apart", people=pair)
    await room.at.press("Draw again")
    await expect(room.notes()).to_contain_text([re.compile("^Nicht zu trennen: .*Rosa")])
    assert set(await room.places()) == set(NAMES)
    watch.nothing_wrong()


async def test_whoever_reads_another_language_gets_somebody_who_speaks_it_and_every_place_tells_its_reason(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices, reference: Session
) -> None:
    room = await _dividing(browser, server, watch, voices, reference, arabic=("Nour", "Lea"))
    dialog = await room.wish("Languages")
    await expect(dialog.locator("#speakers-language option")).to_have_text(["Arabisch"])
    rule = "Whoever reads %(language)s gets somebody in the group who speaks it"
    await dialog.get_by_label(room.at.say(rule, language="Arabisch")).check()
    await dialog.get_by_role("button", name=room.at.say("Draw groups at random")).click()
    await expect(room.notes()).to_contain_text([re.compile("Arabisch.*(Nour|Lea)")])
    await room.wish("Languages")
    await room.choose("Kofi")
    await expect(room.dialog.locator(".wishes-list > li")).to_have_text([re.compile("Kofi: Arabisch")])
    await room.dialog.get_by_role("button", name=room.at.say("Draw again")).click()
    await expect(room.notes().filter(has_text="Arabisch")).to_have_count(0)
    places = await room.places()
    assert places["Nour"] == places["Lea"] == places["Kofi"]
    await expect(room.row("Nour").locator("small")).to_have_count(0)
    await room.at.page.get_by_label(room.at.say("Show reasons")).check()
    await expect(room.row("Nour")).to_contain_text(
        room.at.say("somebody here speaks %(language)s", language="Arabisch")
    )
    await expect(room.row("Kofi")).to_contain_text(room.at.say("speaks %(language)s for others", language="Arabisch"))
    await expect(room.at.page.locator(".draft-people > li:not(:has(small))")).to_have_count(0)
    watch.nothing_wrong()


async def test_undo_says_from_what_the_groups_were_made_and_drawing_again_stays_with_it(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices, reference: Session
) -> None:
    room = await _dividing(browser, server, watch, voices, reference)
    say = room.moderator.say
    await say("breakout.draft_rooms", **STEP, groups=3)
    await say("breakout.publish", **STEP)
    await say("breakout.end", **STEP)
    await say("agenda.go_to", **LATER)
    room.step = LATER
    undo = room.at.page.locator(".desk-undo small")
    await room.at.press("Mix with new people")
    await expect(undo).to_have_text(room.at.say("groups mixed"))
    await room.at.press("Mix again")
    await room.draft("mixed")
    await room.way("Same groups as before")
    await expect(undo).to_have_text(room.at.say("same groups taken"))
    await expect(room.at.button("Draw groups at random")).to_be_visible()
    await room.desk.undo("same groups taken")
    await expect(undo).to_have_text(room.at.say("groups mixed"))
    await room.draft("mixed")
    watch.nothing_wrong()


@pytest.mark.parametrize("language", ["de", "en"])
async def test_on_a_phone_the_controls_take_two_rows_and_everything_is_reached(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices, reference: Session, language: str
) -> None:
    session = reference.model_copy(update={"languages": (language, "ar")})
    room = await _dividing(browser, server, watch, voices, session, screen=(PHONE, language))
    page = room.at.page
    await room.at.press("Draw groups at random")
    await room.desk.is_("divided")
    tops = await page.locator(".controls .button:visible").evaluate_all(
        "all => [...new Set(all.map((one) => Math.round(one.getBoundingClientRect().bottom / 20)))]"
    )
    assert len(tops) == 2, tops
    small = await page.locator(
        ".desk-draft :is(button, select, input[type=number], label.desk-switch):visible"
    ).evaluate_all("all => all.filter((one) => one.getBoundingClientRect().height < 44).map((one) => one.outerHTML)")
    assert small == []
    opener = room.at.button("More wishes")
    for name in ("Together or apart", "Languages", "Prepared list", "Let people choose"):
        await room.wish(name)
        wide = await page.evaluate(
            "document.querySelector('dialog').scrollWidth > document.querySelector('dialog').clientWidth"
        )
        assert not wide, name
        await room.at.press("All wishes")
        await expect(room.dialog.locator("#dialog-title")).to_have_text(room.at.say("More wishes"))
        await page.keyboard.press("Escape")
        await expect(room.dialog).to_have_count(0)
    await opener.focus()
    await page.keyboard.press("Enter")
    await expect(room.dialog).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(opener).to_be_focused()
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    await room.at.press("Announce the groups")
    await room.desk.is_("running")
    watch.nothing_wrong()


async def test_people_choose_their_group_and_the_desk_sees_the_first_wishes_and_divides_by_them(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices, reference: Session
) -> None:
    room = await _dividing(browser, server, watch, voices, reference)
    dialog = await room.wish("Let people choose")
    await dialog.locator("#choice-capacity").fill("3")
    await dialog.locator("form").get_by_role("button", name=room.at.say("Let people choose")).click()
    await expect(room.dialog).to_have_count(0)
    close = room.at.button("Close and divide")
    await expect(close).to_be_visible()
    ids = await room.ids()
    for name, wished in (("Rosa", 1), ("Nour", 1), ("Mehmet", 1), ("Ilse", 1)):
        await room.moderator.say("breakout.wish", **STEP, person=ids[name], rooms=[wished])
    dialog = await room.wish("Enter wishes")
    await dialog.locator("#entry-room-0").select_option("3")
    await room.choose("Olena")
    await dialog.locator(".draft-foot .button:not(.draft-back)").click()
    await room.at.reads(room.at.say("Entered for %(room)s.", room="3 Buche"))
    await room.at.page.keyboard.press("Escape")
    await expect(room.at.page.locator(".answered b")).to_have_text(room.at.say("%(n)s of %(of)s", n=5, of=len(NAMES)))
    tally = room.at.page.locator(".draft-choice .tally-row")
    await expect(tally).to_have_count(GROUPS)
    await expect(tally.first).to_contain_text(
        room.at.words.say_number("%(n)s place, lots decide", "%(n)s places, lots decide", 3)
    )
    await expect(tally.first.locator("b")).to_have_text("4")
    await close.click()
    await room.desk.is_("divided")
    await room.draft("chosen")
    places = await room.places()
    assert places["Olena"] == "3"
    assert [places[name] for name in ("Rosa", "Nour", "Mehmet", "Ilse")].count("1") == 3
    await expect(room.notes().first).to_contain_text(re.compile("Rosa|Nour|Mehmet|Ilse"))
    await room.at.page.get_by_label(room.at.say("Show reasons")).check()
    await expect(room.row("Olena")).to_contain_text(room.at.say("own first wish"))
    await room.desk.undo("divided by the wishes")
    await expect(room.at.button("Divide by the wishes")).to_be_visible()
    watch.nothing_wrong()


async def test_a_choice_above_an_older_draft_closes_and_divides_and_replaces_nobodys_own_wish_unasked(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices, reference: Session
) -> None:
    room = await _dividing(browser, server, watch, voices, reference)
    page = room.at.page
    await room.moderator.say("breakout.draft_rooms", **STEP, groups=3, source="list", text="Hannelore;1\nPeter;17")
    await expect(room.at.page.locator(".draft-findings")).to_be_visible()
    dialog = await room.wish("Let people choose")
    await dialog.locator("#choice-capacity").fill("1")
    choose = dialog.locator("form").get_by_role("button", name=room.at.say("Let people choose"))
    await choose.click()
    await expect(dialog.locator(".desk-ripe")).to_be_visible()
    await dialog.locator("#choice-capacity").fill("")
    await choose.click()
    await expect(room.at.button("Close and divide")).to_be_visible()
    await expect(room.at.button("Close and divide")).not_to_have_class(re.compile("button-plain"))
    await expect(room.at.button("Announce the groups")).to_have_class(re.compile("button-plain"))
    await expect(room.notes()).to_have_count(0)
    rosa = (await room.ids())["Rosa"]
    wished = {"person": rosa, "rooms": [2, 1, 3]}
    await room.moderator.say("breakout.wish", **STEP, **wished)
    await room.at.press("Announce the groups")
    asked = "People are choosing their group. Press again to announce the older groups all the same, "
    await room.at.reads(room.at.say(f"{asked}without what they wish."))
    dialog = await room.wish("Enter wishes")
    await dialog.locator("#entry-room-0").select_option("3")
    await room.choose("Rosa")
    enter = dialog.locator(".draft-foot .button:not(.draft-back)")
    await enter.click()
    await expect(dialog.locator(".desk-ripe")).to_contain_text("Rosa")
    await expect(dialog.locator(".seeking-people")).to_contain_text(room.at.say("has chosen already"))
    await enter.click()
    await room.at.reads(room.at.say("Entered for %(room)s.", room="3 Buche"))
    await page.keyboard.press("Escape")
    await room.at.press("Close and divide")
    await room.draft("chosen")
    assert (await room.places())["Rosa"] == "3"
    await expect(page.locator("#draft-n")).to_have_count(0)
    watch.nothing_wrong()


async def test_a_number_that_cannot_be_meant_is_said_at_its_field(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices, reference: Session
) -> None:
    room = await _dividing(browser, server, watch, voices, reference)
    page = room.at.page
    await page.locator("#draft-by").select_option("groups")
    for field, wrong, most in (("#draft-n", "0", 2_000), ("#draft-n", "99999", 2_000), ("#draft-minutes", "9999", 600)):
        before = await page.locator(field).input_value()
        await page.locator(field).fill(wrong)
        await page.locator(field).press("Tab")
        told = "Please give a number from %(least)s to %(most)s. It stays at %(n)s."
        most_said = f"{most:,}".replace(",", ".")
        await expect(page.locator(".draft-size .field-lack")).to_contain_text(
            room.at.say(told, least=1, most=most_said, n=before)
        )
        await expect(page.locator(field)).to_have_value(before)
    await page.locator("#draft-minutes").fill("20")
    await page.locator("#draft-minutes").press("Tab")
    await expect(page.locator(".draft-size .field-lack")).to_have_count(0)
    watch.nothing_wrong()


async def test_a_number_half_typed_stays_while_people_arrive(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices, reference: Session
) -> None:
    room = await _dividing(browser, server, watch, voices, reference)
    page = room.at.page
    people = page.locator(".draft-size .quiet")
    before = await people.text_content()
    await page.locator("#draft-n").fill("3")
    for name in ("Zeynep", "Oksana", "Anselm"):
        await voices.citizen(room.evening, name)
    await expect(people).not_to_have_text(before or "")
    await expect(page.locator("#draft-n")).to_have_value("3")
    await page.keyboard.press("Tab")
    await expect(page.locator("#draft-n")).to_have_value("3")
    watch.nothing_wrong()

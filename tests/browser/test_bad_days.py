"""What goes wrong on real evenings, before real pages: each has a clear sentence, and nothing is lost."""

import asyncio
import re

import pytest
from playwright.async_api import Browser, Locator, expect

from live.log.port import NotSaved
from tests.browser.people import PHONE, Citizen, Console, Visitor, cut, mend
from tests.browser.server import Evening, LiveServer
from tests.browser.small import OPTIONS, small
from tests.browser.voices import PATIENCE, Voice, Voices
from tests.browser.watch import Watch

TWO_HOURS_WRONG = """
{
  const Right = Date;
  const ahead = 2 * 60 * 60 * 1000;
  globalThis.Date = class extends Right {
    constructor(...given) {
      if (given.length) super(...given);
      else super(Right.now() + ahead);
    }
    static now() {
      return Right.now() + ahead;
    }
  };
}
"""
FIRST, SECOND, THIRD = ({"de": words} for words in OPTIONS)
WAS = {"step": "fragen", "part": "was"}


async def _citizen(browser: Browser, watch: Watch, evening: Evening, name: str = "Rosalinde") -> Citizen:
    citizen = Citizen(await Visitor.arrive(browser, watch, size=PHONE), name)
    await citizen.join(evening)
    return citizen


async def _open_question(voices: Voices, evening: Evening) -> Voice:
    moderator = await voices.moderator(evening)
    await moderator.say("agenda.start")
    await moderator.say("agenda.go_to", **WAS)
    await moderator.say("question.open", **WAS)
    return moderator


async def _in_groups(voices: Voices, evening: Evening) -> Voice:
    moderator = await voices.moderator(evening)
    await moderator.say("agenda.start")
    await moderator.say("agenda.go_to", step="gruppen")
    await moderator.say("breakout.draft_rooms", step="gruppen", source="random", groups=1)
    await moderator.say("breakout.publish", step="gruppen", minutes=30)
    return moderator


async def _ballots(moderator: Voice) -> int:
    view = await moderator.sees("moderators")
    return int(view["steps"]["fragen"]["questions"]["was"].get("answered", 0))


async def _counted(moderator: Voice) -> dict[str, int]:
    """Close and count."""
    await moderator.say("question.close", **WAS)

    def closed() -> list[dict[str, int]]:
        question = moderator.page.views["moderators"]["steps"]["fragen"]["questions"]["was"]
        chosen = question.get("counts", {}).get("chosen", {}).get("answer", {})
        return [{option: n for option, n in chosen.items() if n}] if question["phase"] == "closed" else []

    async with asyncio.timeout(PATIENCE):
        [counts] = await moderator.page.until(closed)
    return counts


async def test_a_wrong_code_is_refused_in_words_and_what_was_typed_stays(
    browser: Browser, server: LiveServer, watch: Watch
) -> None:
    evening = await server.begin(small())
    visitor = await Visitor.arrive(browser, watch, size=PHONE)
    with watch.refused_pages():
        await visitor.page.goto(evening.address)
        await visitor.page.locator("#code").press_sequentially("00000000")
        await visitor.page.locator("#name").fill("Rosalinde")
        await visitor.page.locator("button[type=submit]").click()
        await visitor.reads(visitor.say("This code does not open an evening. Please check the eight digits."))
    await expect(visitor.page.locator("#name")).to_have_value("Rosalinde")
    await expect(visitor.page.locator("#code")).to_have_value("0000 0000")
    await visitor.page.locator("#code").fill(evening.code)
    await visitor.page.locator("button[type=submit]").click()
    await visitor.linked()
    watch.nothing_wrong()


async def test_the_code_of_an_evening_that_is_over_opens_nothing(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices
) -> None:
    evening = await server.begin(small())
    here = await _citizen(browser, watch, evening)
    moderator = await voices.moderator(evening)
    await moderator.say("agenda.start")
    await moderator.say("agenda.end")
    await here.at.reads(here.at.say("Thank you for being here."))
    late = await Visitor.arrive(browser, watch, size=PHONE)
    with watch.refused_pages():
        await late.page.goto(evening.join)
        await late.reads(late.say("This code does not open an evening. Please check the eight digits."))
    watch.nothing_wrong()


async def test_links_that_open_nothing_say_so(browser: Browser, server: LiveServer, watch: Watch) -> None:
    evening = await server.begin(small())
    visitor = await Visitor.arrive(browser, watch)
    with watch.refused_pages():
        await visitor.page.goto(f"{evening.address}/enter#unknown")
        await visitor.reads(visitor.say("This link does not open anything"))
        await visitor.page.goto(f"{evening.address}/enter")
        await visitor.reads(visitor.say("This link is not complete"))
        await visitor.page.goto(f"{evening.address}/desk/{evening.dialogue}")
        await visitor.reads(visitor.say("This page opens only with its link"))
        await visitor.page.goto(f"{evening.address}/d/{evening.dialogue}")
        await visitor.reads(visitor.say("There is no documentation at this address."))
        await visitor.page.goto(f"{evening.address}/p/{evening.dialogue}")
        await expect(visitor.page.locator("#code")).to_be_visible()
    watch.nothing_wrong()


async def test_two_tabs_of_one_person_are_one_person(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices
) -> None:
    evening = await server.begin(small())
    moderator = await _open_question(voices, evening)
    citizen = await _citizen(browser, watch, evening)
    second = Citizen(Visitor(citizen.at.context, await citizen.at.context.new_page(), citizen.at.words), citizen.name)
    await second.at.open(evening.join)
    await citizen.vote([FIRST])
    await expect(second.option(FIRST)).to_be_checked()
    await second.vote([SECOND])
    await expect(citizen.option(SECOND)).to_be_checked()
    await expect(citizen.option(FIRST)).not_to_be_checked()
    assert (await moderator.sees("moderators"))["people"]["here"] == 1
    assert await _counted(moderator) == {"b": 1}
    watch.nothing_wrong()


async def test_ten_thousand_characters_in_a_card_get_a_sentence_and_stay(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices
) -> None:
    evening = await server.begin(small())
    citizen = await _citizen(browser, watch, evening)
    await _in_groups(voices, evening)
    await citizen.find_group()
    field = citizen.at.page.locator("#new-note")
    await field.fill("Hitze! " * 1429)
    await citizen.at.press("Pin up")
    await citizen.at.reads(citizen.at.say("reject:breakout.too_long", limit="1.000", length="10.002"))
    await expect(field).to_have_value(re.compile(r"^(Hitze! ?){1429}$"))
    await field.fill("Hitze! " * 14_290)
    await citizen.at.press("Pin up")
    await citizen.at.reads(citizen.at.say("This is too long to be sent. Please shorten it."))
    await citizen.pin("Hitze!")
    watch.nothing_wrong()


async def test_a_phone_whose_clock_is_two_hours_wrong_shows_the_right_time_left(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices
) -> None:
    evening = await server.begin(small())
    citizen = Citizen(await Visitor.arrive(browser, watch, size=PHONE), "Rosalinde")
    await citizen.at.context.add_init_script(TWO_HOURS_WRONG)
    await citizen.join(evening)
    await _in_groups(voices, evening)
    await citizen.find_group()
    await expect(citizen.at.page.locator(".group-head .clock")).to_contain_text(re.compile(r"(29:[45]\d|30:00)"))
    watch.nothing_wrong()


async def test_a_push_takes_neither_focus_nor_words_from_somebody_who_types(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices
) -> None:
    evening = await server.begin(small())
    citizen = await _citizen(browser, watch, evening)
    moderator = await _in_groups(voices, evening)
    await citizen.find_group()
    field = citizen.at.page.locator("#new-note")
    await field.press_sequentially("Mitten im Sa")
    await moderator.say("agenda.go_to", **WAS)
    await moderator.say("question.open", **WAS)
    await citizen.at.reads(citizen.at.say("New question"))
    await expect(field).to_be_focused()
    await citizen.at.page.keyboard.type("tz")
    await expect(field).to_have_value("Mitten im Satz")
    await citizen.at.press("Look now")
    await citizen.asked({"de": "Was hilft gegen Hitze?"})
    await citizen.vote([FIRST])
    await moderator.say("agenda.go_to", step="gruppen")
    await citizen.find_group()
    await expect(field).to_have_value("Mitten im Satz")
    await citizen.at.press("Pin up")
    await citizen.sees_card("Mitten im Satz")
    watch.nothing_wrong()


async def test_a_result_on_the_wall_waits_for_somebody_who_still_writes(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices
) -> None:
    evening = await server.begin(small())
    citizen = await _citizen(browser, watch, evening)
    moderator = await _in_groups(voices, evening)
    await citizen.find_group()
    await moderator.say("breakout.write_quintessence", step="gruppen", room=1, text="Schatten für alle")
    await moderator.say("breakout.release_quintessence", step="gruppen", room=1)
    field = citizen.at.page.locator("#new-note")
    await field.press_sequentially("Noch ein Ge")
    await moderator.say("breakout.end", step="gruppen")
    await moderator.say("breakout.show_quintessence", step="gruppen", room=1)
    await expect(citizen.at.button("Look now")).to_be_visible()
    await expect(field).to_be_focused()
    await expect(field).to_have_value("Noch ein Ge")
    await citizen.at.press("Look now")
    await expect(citizen.at.page.locator("blockquote.quintessence")).to_have_text("Schatten für alle")
    await moderator.say("breakout.show_quintessence", step="gruppen")
    await expect(field).to_have_value("Noch ein Ge")
    watch.nothing_wrong()


async def test_a_reload_in_the_middle_of_typing_keeps_the_words(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices
) -> None:
    evening = await server.begin(small())
    citizen = await _citizen(browser, watch, evening)
    moderator = await _in_groups(voices, evening)
    await citizen.find_group()
    await citizen.at.page.locator("#new-note").press_sequentially("Noch nicht fer")
    await citizen.at.reload()
    await expect(citizen.at.page.locator("#new-note")).to_have_value("Noch nicht fer")
    await moderator.say("agenda.go_to", step="auswertung")
    await citizen.at.press("Look now")
    await moderator.say("question.open", step="auswertung", part="form")
    await citizen.at.page.locator("#item-lob").press_sequentially("Der Ton w")
    await citizen.at.reload()
    await expect(citizen.at.page.locator("#item-lob")).to_have_value("Der Ton w")
    watch.nothing_wrong()


async def test_a_vote_needs_nothing_but_the_keyboard(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices
) -> None:
    evening = await server.begin(small())
    citizen = Citizen(await Visitor.arrive(browser, watch), "Rosalinde")
    await citizen.join(evening)
    moderator = await _open_question(voices, evening)
    await citizen.asked({"de": "Was hilft gegen Hitze?"})
    await _tab_to(citizen, citizen.option(SECOND))
    await citizen.at.page.keyboard.press("Space")
    await _tab_to(citizen, citizen.at.button("Send"))
    await citizen.at.page.keyboard.press("Enter")
    await citizen.saved()
    assert await _counted(moderator) == {"b": 1}
    watch.nothing_wrong()


async def test_what_a_full_database_cannot_keep_is_said_and_sent_again_by_the_person(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices, monkeypatch: pytest.MonkeyPatch
) -> None:
    evening = await server.begin(small())
    citizen = await _citizen(browser, watch, evening)
    moderator = await _open_question(voices, evening)
    await citizen.asked({"de": "Was hilft gegen Hitze?"})

    def full(*_: object) -> None:
        raise NotSaved("full", "no space left")

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr("live.log.sqlite._write", full)
        await citizen.choose([THIRD])
        await citizen.at.press("Send")
        await citizen.at.reads(citizen.at.say("reject:not_saved"))
        await expect(citizen.at.page.locator(".state-bad")).to_have_text(citizen.at.say("not sent"))
    await expect(citizen.option(THIRD)).to_be_checked()
    assert await _ballots(moderator) == 0
    await citizen.at.press("Send")
    await citizen.saved()
    assert await _counted(moderator) == {"c": 1}
    watch.nothing_wrong()


async def test_a_vote_that_comes_after_the_end_of_the_question_is_refused_in_words(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices
) -> None:
    evening = await server.begin(small())
    citizen = await _citizen(browser, watch, evening)
    moderator = await _open_question(voices, evening)
    with watch.lost_line():
        await citizen.asked({"de": "Was hilft gegen Hitze?"})
        await cut(server, citizen.at)
        await citizen.choose([FIRST])
        await citizen.at.press("Send")
        assert await _counted(moderator) == {}
        await mend(citizen.at)
        await expect(citizen.at.page.locator(".refusal")).to_have_text(citizen.at.say("reject:question.not_open"))
    watch.nothing_wrong()


async def test_a_card_for_a_frozen_board_comes_back_to_its_writer(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices
) -> None:
    evening = await server.begin(small())
    citizen = await _citizen(browser, watch, evening)
    moderator = await _in_groups(voices, evening)
    await citizen.find_group()
    with watch.lost_line():
        await citizen.at.page.locator("#new-note").fill("Zu spät")
        await cut(server, citizen.at)
        await citizen.at.press("Pin up")
        await moderator.say("breakout.freeze_board", step="gruppen", room=1)
        await mend(citizen.at)
        await expect(citizen.at.page.locator(".refusal")).to_have_text(citizen.at.say("reject:breakout.frozen"))
        await expect(citizen.at.page.locator(".dock")).to_contain_text("Zu spät")
    await moderator.say("breakout.unfreeze_board", step="gruppen", room=1)
    await expect(citizen.at.page.locator("#new-note")).to_have_value("Zu spät")
    await citizen.at.press("Pin up")
    await citizen.sees_card("Zu spät")
    watch.nothing_wrong()


async def test_a_revoked_link_signs_out_at_once_and_leaves_the_words_on_the_page(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices
) -> None:
    evening = await server.begin(small())
    await _citizen(browser, watch, evening)
    await _in_groups(voices, evening)
    console = Console(await Visitor.arrive(browser, watch), 1)
    await console.at.open(await server.link(evening, "group_moderator", "1"))
    await console.at.page.locator("#new-note").fill("Halb geschrieben")
    desk = await Visitor.arrive(browser, watch)
    await desk.open(await server.link(evening, "moderator"))
    await desk.press("Links")
    row = desk.page.locator(".desk-list li", has_text=desk.say("Console of group %(n)s", n=1))
    revoke = row.get_by_role("button", name=desk.say("Revoke"))
    with watch.lost_line():
        await revoke.click()
        await expect(desk.page.locator("dialog .desk-ripe")).to_be_visible()
        await revoke.click()
        await expect(row).to_have_count(0)
        await console.at.reads(re.compile(re.escape(console.at.say("signed out"))))
        await expect(console.at.page.locator("#new-note")).to_have_value("Halb geschrieben")
    with watch.refused_pages():
        await console.at.page.reload()
        await console.at.reads(console.at.say("This page opens only with its link"))
    watch.nothing_wrong()


async def _tab_to(citizen: Citizen, wanted: Locator) -> None:
    """Press Tab until the focus is there, at most as often as there are things to press."""
    for _ in range(40):
        await citizen.at.page.keyboard.press("Tab")
        if await wanted.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError("the keyboard does not get there")

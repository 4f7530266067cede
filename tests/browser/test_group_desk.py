"""The desk and the wall while groups talk and report: help, telling, ending early, moving, merging, one by one."""

import re
from dataclasses import dataclass

from playwright.async_api import Browser, Locator, expect

from live.dialogue.session import Session
from tests.browser.people import PHONE, WALL, Citizen, Console, Desk, Visitor
from tests.browser.server import Evening, LiveServer
from tests.browser.voices import Voice, Voices
from tests.browser.watch import Watch

STEP = {"step": "gruppen-1"}
ROOMS = (1, 2, 3)
AGREED = "Kühle Orte ohne Anmeldung, und jemand, der klingelt."


@dataclass
class Phase:
    """A group phase of the reference evening: a desk before a screen, everybody else without one."""

    browser: Browser
    server: LiveServer
    watch: Watch
    voices: Voices
    evening: Evening
    desk: Desk
    moderator: Voice

    async def phone(self, name: str, language: str = "de") -> Citizen:
        """Somebody comes in."""
        visitor = await Visitor.arrive(self.browser, self.watch, size=PHONE, language=language)
        citizen = Citizen(visitor, name, language)
        await citizen.join(self.evening)
        return citizen

    async def talk(self, people: int, minutes: int = 25) -> None:
        """More people come in, everybody goes into three groups."""
        for number in range(people):
            await self.voices.citizen(self.evening, f"Nachbarin {number}")
        await self.moderator.say("breakout.draft_rooms", **STEP, source="random", groups=len(ROOMS))
        await self.moderator.say("breakout.publish", **STEP, minutes=minutes)
        await self.desk.is_("running")

    def row(self, room: int) -> Locator:
        """A group on the wall of groups."""
        return self.desk.at.page.locator(".rooms-table tbody tr").nth(room - 1)

    async def open(self, room: int) -> Locator:
        """Open a group; its dialog."""
        await self.row(room).locator(".room-open").click()
        dialog = self.desk.at.page.locator("dialog[open]")
        await expect(dialog).to_be_visible()
        return dialog


async def _phase(browser: Browser, server: LiveServer, watch: Watch, voices: Voices, reference: Session) -> Phase:
    evening = await server.begin(reference)
    desk = Desk(await Visitor.arrive(browser, watch))
    await desk.at.open(await server.link(evening, "moderator"))
    moderator = await voices.moderator(evening)
    await moderator.say("agenda.start")
    await moderator.say("agenda.go_to", **STEP)
    return Phase(browser, server, watch, voices, evening, desk, moderator)


async def test_a_call_for_help_stays_in_sight_until_it_is_done(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices, reference: Session
) -> None:
    phase = await _phase(browser, server, watch, voices, reference)
    phone = await phase.phone("Rosalinde")
    await phase.talk(people=2)
    await phone.find_group()
    desk = phase.desk.at
    calls = desk.page.locator(".desk-urgent")
    await expect(calls).to_have_count(0)
    await phone.at.press("Call for help")
    await phone.at.press("Yes, call for help")
    await expect(calls.locator(".call-open")).to_contain_text(desk.say("somebody of the group"))
    await expect(desk.page.locator("#status")).to_contain_text(
        desk.say("%(room)s calls for help.", room=await calls.locator("strong").inner_text())
    )
    await expect(phase.row(phone.room)).to_contain_text(desk.say("calls for help"))
    await calls.get_by_role("button", name=desk.say("Moderation helps")).click()
    await phone.at.reads(phone.at.say("The moderation is coming."))
    await phase.moderator.say("agenda.go_to", step="stimmung-2")
    await expect(desk.page.locator(".rooms-table")).to_have_count(0)
    await expect(calls.locator(".call-open")).to_have_count(0)
    await calls.get_by_role("button", name=desk.say("Settled")).click()
    await expect(calls).to_have_count(0)
    await phase.desk.undo("help done")
    await expect(calls.locator("li")).to_have_count(1)
    watch.nothing_wrong()


async def test_the_desk_sees_whose_console_is_open(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices, reference: Session
) -> None:
    agenda = (
        step.model_copy(update={"group_moderators": ()}) if step.id == STEP["step"] else step
        for step in reference.agenda
    )
    unnamed = reference.model_copy(update={"agenda": tuple(agenda)})
    phase = await _phase(browser, server, watch, voices, unnamed)
    await phase.talk(people=6)
    say = phase.desk.at.say
    console = Console(await Visitor.arrive(browser, watch), 2)
    await console.at.open(await server.link(phase.evening, "group_moderator", "2"))
    await expect(phase.row(2)).to_contain_text(say("moderator connected"))
    await expect(phase.row(1)).to_contain_text(say("no moderator"))
    await console.at.page.close()
    await expect(phase.row(2)).to_contain_text(say("no moderator"))
    watch.nothing_wrong()


async def test_what_the_desk_tells_reaches_a_phone_in_its_own_language_and_can_be_taken_back(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices, reference: Session
) -> None:
    phase = await _phase(browser, server, watch, voices, reference)
    phone = await phase.phone("سلمى", "ar")
    await phase.talk(people=2)
    await phone.find_group()
    desk, page = phase.desk.at, phase.desk.at.page
    await desk.press("Tell the groups")
    told = page.locator("dialog .desk-table tr")
    await desk.press("Five minutes to go")
    await phone.at.reads(phone.at.say("Five minutes to go"))
    await expect(told).to_contain_text([desk.say("Five minutes to go")])
    await page.locator("#broadcast-to").select_option(str(phone.room))
    await page.locator("#broadcast-text").fill("Der Ton ist wieder da.")
    await desk.press("Tell them")
    await phone.at.reads("Der Ton ist wieder da.")
    await expect(page.locator("#broadcast-text")).to_have_value("")
    await expect(told).to_contain_text(["Der Ton ist wieder da.", desk.say("Five minutes to go")])
    await desk.press("Take back")
    await expect(told).to_have_count(1)
    await phone.at.reads(phone.at.say("Five minutes to go"))
    watch.nothing_wrong()


async def test_ending_early_says_what_it_breaks_off_and_is_asked_twice(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices, reference: Session
) -> None:
    phase = await _phase(browser, server, watch, voices, reference)
    await phase.talk(people=3)
    desk, page = phase.desk.at, phase.desk.at.page
    await phase.moderator.say("breakout.write_note", **STEP, room=2, text="Mitten im Satz")
    await desk.press("+%(minutes)s min", minutes=2)
    await expect(page.locator(".answered b")).to_contain_text("26:")
    await desk.press("End the group phase")
    dialog = page.locator("dialog[open]")
    await expect(dialog).to_contain_text(
        desk.words.say_number("%(n)s of %(of)s groups still writes.", "%(n)s of %(of)s groups still write.", 1, of=3)
    )
    await expect(dialog.get_by_role("timer")).to_contain_text("26:")
    end = desk.button("End for everybody now")
    await end.click()
    await expect(dialog.locator(".desk-ripe")).to_be_visible()
    await desk.press("Let them talk on")
    await phase.desk.is_("running")
    await phase.desk.end_groups()
    await phase.desk.undo("group phase ended")
    await phase.desk.is_("running")
    watch.nothing_wrong()


async def test_a_person_moves_and_two_groups_merge_and_part_again(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices, reference: Session
) -> None:
    phase = await _phase(browser, server, watch, voices, reference)
    phone = await phase.phone("Rosalinde")
    await phase.talk(people=5)
    await phone.find_group()
    desk, page = phase.desk.at, phase.desk.at.page
    goal = phone.room % len(ROOMS) + 1
    await phase.open(phone.room)
    menu = page.get_by_label(desk.say("Move %(name)s to", name="Rosalinde"))
    await menu.focus()
    await menu.select_option(str(goal))
    await expect(page.locator("#dialog-title")).to_be_focused()
    await _in_group(phone, goal)
    await page.keyboard.press("Escape")
    await phone.pin("Unser Brunnen")
    await phase.open(goal)
    await desk.press("Merge with another group")
    other = goal % len(ROOMS) + 1
    await page.locator("#merge-into").select_option(str(other))
    await desk.press("Merge the groups")
    await expect(page.locator(".rooms-table tbody tr")).to_have_count(2)
    await _in_group(phone, other)
    await phone.sees_card("Unser Brunnen")
    await phase.desk.undo("groups merged")
    await expect(page.locator(".rooms-table tbody tr")).to_have_count(3)
    await _in_group(phone, goal)
    await phone.sees_card("Unser Brunnen")
    watch.nothing_wrong()


async def test_keys_move_nobody_before_it_is_said(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices, reference: Session
) -> None:
    phase = await _phase(browser, server, watch, voices, reference)
    phone = await phase.phone("Rosalinde")
    await phase.talk(people=5)
    await phone.find_group()
    first = phone.room
    desk, page = phase.desk.at, phase.desk.at.page
    await phase.open(first)
    menu = page.get_by_label(desk.say("Move %(name)s to", name="Rosalinde"))
    now = desk.button("Move")
    await menu.focus()
    await menu.press("ArrowUp" if first > 1 else "ArrowDown")
    await expect(now).to_be_visible()
    await page.keyboard.press("Shift+Tab")
    await expect(now).to_have_count(0)
    await expect(menu).to_have_value(str(first))
    await menu.focus()
    await menu.press("ArrowUp" if first > 1 else "ArrowDown")
    await page.keyboard.press("Tab")
    await expect(now).to_be_focused()
    goal = first - 1 if first > 1 else first + 1
    await expect(menu).to_have_value(str(goal))
    await phone.find_group()
    assert phone.room == first
    await page.keyboard.press("Enter")
    await _in_group(phone, goal)
    await expect(now).to_have_count(0)
    await page.keyboard.press("Escape")
    await phase.open(goal)
    await menu.focus()
    await menu.press("ArrowUp" if goal > 1 else "ArrowDown")
    await menu.press("Enter")
    await expect(page.locator("#dialog-title")).to_be_focused()
    await _in_group(phone, goal - 1 if goal > 1 else goal + 1)
    watch.nothing_wrong()


async def test_the_desk_helps_on_a_board_without_leaving_it(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices, reference: Session
) -> None:
    phase = await _phase(browser, server, watch, voices, reference)
    await phase.talk(people=3)
    console = await voices.console(phase.evening, 1)
    for words in ("Schatten am Anger", "Am Anger fehlt Schatten"):
        await console.say("breakout.write_note", **STEP, room=1, text=words)
    await console.say("breakout.take_pen", **STEP, room=1)
    desk, page = phase.desk.at, phase.desk.at.page
    dialog = await phase.open(1)
    await expect(dialog.locator(".room-note")).to_have_count(2)
    await expect(dialog.locator("textarea")).to_have_count(0)
    await desk.press("Help on this board")
    await page.locator("#desk-note").fill("Vom Tisch der Moderation")
    await desk.press("Pin up")
    await expect(dialog.locator(".room-note")).to_have_count(3)
    merge = page.get_by_label(desk.say("Merge “%(text)s” into", text="Am Anger fehlt Schatten"))
    await merge.press("ArrowDown")
    await expect(desk.button("Merge")).to_be_visible()
    await expect(dialog.locator(".room-note")).to_have_count(3)
    await merge.press("Enter")
    await expect(dialog.locator(".room-note")).to_have_count(2)
    await expect(dialog.locator(".note", has_text="Schatten am Anger").first).to_contain_text("Am Anger fehlt Schatten")
    await expect(page.locator("#desk-quintessence")).not_to_be_editable()
    await desk.press("Take the pen")
    await page.locator("#desk-quintessence").fill(AGREED)
    await desk.press("Save")
    await desk.press("Ask the group whether it is right")
    await expect(desk.button("The group is asked")).to_be_disabled()
    await page.keyboard.press("Escape")
    asked = desk.say("asked: %(answered)s of %(of)s, %(right)s say right", answered=0, of=1, right=0)
    await expect(phase.row(1)).to_contain_text(asked)
    watch.nothing_wrong()


async def test_groups_report_one_by_one_with_a_clock_and_the_next_one_announced(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices, reference: Session
) -> None:
    phase = await _phase(browser, server, watch, voices, reference)
    wall = await Visitor.arrive(browser, watch, size=WALL)
    await wall.open(await server.link(phase.evening, "projector"))
    await phase.talk(people=3)
    steer = phase.moderator.say
    for room in (1, 3):
        await steer("breakout.write_quintessence", **STEP, room=room, text=f"{AGREED} So sagt es Gruppe {room}.")
        await steer("breakout.write_dissent", **STEP, room=room, text="Zwei wollen zuerst Bäume.")
        await steer("breakout.release_quintessence", **STEP, room=room)
    await steer("breakout.end", **STEP)
    await phase.desk.is_("ended")
    desk = phase.desk.at
    await expect(phase.row(2)).to_contain_text(desk.say("not released"))
    await phase.row(1).get_by_role("button", name=desk.say("Show %(room)s", room="1 Linde")).click()
    await wall.reads(f"{AGREED} So sagt es Gruppe 1.")
    await wall.reads("Zwei wollen zuerst Bäume.")
    await wall.reads(wall.say("Up next: group %(n)s, %(name)s", n=3, name="\u2068Buche\u2069"))
    clock = wall.page.get_by_role("timer")
    await expect(clock).to_contain_text(re.compile(r"^1:\d\d$"))
    apart = _seconds(await clock.inner_text()) - _seconds(await desk.page.locator(".answered b").inner_text())
    assert abs(apart) <= 1
    await phase.desk.key("r")
    await wall.reads(f"{AGREED} So sagt es Gruppe 3.")
    await expect(wall.page.locator(".wall-next")).to_have_count(0)
    await expect(phase.row(3)).to_contain_text(desk.say("on the projector"))
    await desk.press("Take off the projector")
    await phase.desk.is_("ended")
    watch.nothing_wrong()


async def _in_group(citizen: Citizen, room: int) -> None:
    await expect(citizen.at.page.locator(".group-head")).to_contain_text(citizen.at.say("Your group %(n)s", n=room))


def _seconds(clock: str) -> int:
    minutes, seconds = clock.split(":")
    return 60 * int(minutes) + int(seconds)


async def test_in_the_second_phase_the_groups_can_be_mixed_so_that_people_meet_others(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices, reference: Session
) -> None:
    phase = await _phase(browser, server, watch, voices, reference)
    await phase.talk(people=9)
    await phase.moderator.say("breakout.end", **STEP)
    first = (await phase.moderator.sees("moderators", lambda seen: "gruppen-1" in seen["steps"]))["steps"]["gruppen-1"]
    await phase.moderator.say("agenda.go_to", step="gruppen-2")
    page = phase.desk.at.page
    await page.locator("#draft-by").select_option("groups")
    await page.locator("#draft-n").fill("3")
    await page.locator("#draft-n").blur()
    await page.get_by_role("button", name=phase.desk.at.say("Mix with new people")).click()
    await expect(page.locator(".draft-rooms > li")).to_have_count(3)
    seen = await phase.moderator.sees("moderators", lambda seen: "draft" in seen["steps"].get("gruppen-2", {}))
    groups = [set(people) for people in seen["steps"]["gruppen-2"]["draft"]["rooms"].values()]
    before = [set(room["people"]) for room in first["rooms"].values()]
    assert all(len(group & room) == 1 for group in groups for room in before), "nine people, nobody meets again"
    watch.nothing_wrong()

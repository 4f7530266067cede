"""A walk past every page in every state of every kind: what axe judges and what pictures show.

Rule: a stop is reached when all pages show it. People without a screen fill the room; the pages only follow.
"""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from itertools import cycle
from typing import Any

from playwright.async_api import Browser, Page, ViewportSize, expect

from live.dialogue.session import Session
from live.locale import staff_language
from tests.browser.people import LAPTOP, PHONE, WALL, Citizen, Console, Desk, Scheme, Visitor, cut, mend
from tests.browser.server import Evening, LiveServer
from tests.browser.voices import Voice, Voices
from tests.browser.watch import Watch

CARDS = (
    "„Im Treppenhaus war es kühler als in der Wohnung, da haben wir uns hingesetzt.“",
    "Nachbar*innen // Freund:innen",
    "كان الفناء باردًا في المساء",
    "Hitzeschutzmaßnahmenkoordinierungsstellenleitung",
    "Der Brunnen am Anger lief nicht. 💧",
)
QUINTESSENCE = (
    "Was uns durch den Sommer gebracht hat, waren Orte ohne Anmeldung und Menschen mit Zeit. Wer allein wohnt oder "
    "unter dem Dach, braucht jemanden, der klingelt, bevor es zu heiß wird.\n\nWir wünschen uns, dass die Stadt kühle "
    "Räume sichtbar macht und dass Trinkbrunnen repariert werden, bevor der Sommer kommt."
)
NAMES = ("Amira", "Jost", "Fenja", "", "Kadir", "Marlene", "", "Ove", "Selin", "Wolfhard", "Ida", "Noor", "", "Bente")
Stop = tuple[str, dict[str, Page]]


@dataclass
class Party:
    """Who walks along."""

    server: LiveServer
    watch: Watch
    evening: Evening
    moderator: Voice
    crowd: list[Voice]
    phone: Citizen
    arabic: Citizen
    laptop: Citizen
    desk: Desk
    console: Console
    pocket: Console
    wall: Visitor

    @property
    def pages(self) -> dict[str, Page]:
        """All pages by the name that stands on a picture."""
        return {
            "phone": self.phone.at.page,
            "phone-ar": self.arabic.at.page,
            "laptop": self.laptop.at.page,
            "desk": self.desk.at.page,
            "console": self.console.at.page,
            "console-phone": self.pocket.at.page,
            "projector": self.wall.page,
        }

    def only(self, *names: str) -> dict[str, Page]:
        """Some of them."""
        return {name: self.pages[name] for name in names}

    async def steer(self, type_: str, /, **fields: Any) -> None:  # noqa: ANN401 - as in a frame
        """Do something at another desk, and wait until this one shows it."""
        await self.moderator.say(type_, **fields)

    async def shows(self, selector: str) -> None:
        """Wait until the three participants' pages show something."""
        for citizen in (self.phone, self.arabic, self.laptop):
            await expect(citizen.at.page.locator(selector).first).to_be_visible()

    async def life(self, state: str) -> None:
        """Wait until the desk says so."""
        say = self.desk.at.words.say(state)
        await expect(self.desk.at.page.locator(".lifecycle [aria-current=step]")).to_have_text(say)


async def arrive(
    browser: Browser,
    server: LiveServer,
    watch: Watch,
    voices: Voices,
    session: Session,
    *,
    phones: str = "de",
    scheme: Scheme = "light",
) -> Party:
    """Everybody comes in; consoles and wall speak the session's first language, the desk one of its staff."""
    evening = await server.begin(session)
    working = session.default_language

    async def visitor(size: ViewportSize, language: str = working) -> Visitor:
        return await Visitor.arrive(browser, watch, size=size, language=language, scheme=scheme)

    phone, arabic = (
        Citizen(await visitor(PHONE, phones), "Rosalinde", phones),
        Citizen(await visitor(PHONE, "ar"), "سلمى", "ar"),
    )
    laptop = Citizen(await visitor(LAPTOP, phones), "Hjalmar", phones, seats=2)
    desk, wall = Desk(await visitor(LAPTOP, staff_language(session.languages))), await visitor(WALL)
    console, pocket = Console(await visitor(LAPTOP), 1), Console(await visitor(PHONE), 1)
    await desk.at.open(await server.link(evening, "moderator"))
    await wall.open(await server.link(evening, "projector"))
    for one in (console, pocket):
        await one.at.speak(evening.address, working)
        await one.at.open(await server.link(evening, "group_moderator", "1"))
    for citizen in (phone, arabic, laptop):
        await citizen.join(evening)
    moderator = await voices.moderator(evening)
    crowd = [await voices.citizen(evening, name) for name in NAMES]
    return Party(server, watch, evening, moderator, crowd, phone, arabic, laptop, desk, console, pocket, wall)


async def tour(party: Party) -> AsyncIterator[Stop]:
    """All stops in the order of the evening."""
    yield "01-waiting", party.pages
    async for stop in _dialogs(party):
        yield stop
    await party.steer("agenda.start")
    await party.shows(".reading")
    yield "03-talk", party.pages
    for part in (_mood, _poll, _groups, _compared, _listening, _columns, _evaluation, _end):
        async for stop in part(party):
            yield stop


async def _dialogs(party: Party) -> AsyncIterator[Stop]:
    desk = party.desk.at
    for name, tool in (("links", "Links"), ("screen", "Projector"), ("help", "Help"), ("insert", "Insert an item")):
        await desk.page.get_by_role("button", name=desk.words.say(tool)).first.click()
        await expect(desk.page.locator("dialog[open]")).to_be_visible()
        if name == "links":
            await desk.page.get_by_role("button", name=desk.words.say("New projector link")).click()
            await expect(desk.page.locator(".desk-copy")).to_have_count(2)
        yield f"02-desk-{name}", party.only("desk")
        await desk.page.keyboard.press("Escape")
        await expect(desk.page.locator("dialog")).to_have_count(0)
    await party.phone.at.page.locator(".masthead button:not(.help-sign)").click()
    yield "02-settings", party.only("phone")
    await party.phone.at.page.keyboard.press("Escape")
    for overlay, words in (("code", {}), ("message", {"message": "Zehn Minuten Pause. Um 19:25 geht es weiter."})):
        await party.steer("screen.overlay", overlay=overlay, **words)
        await expect(
            party.wall.page.locator(f".projector-{'join' if overlay == 'code' else 'message'}")
        ).to_be_visible()
        yield f"02-overlay-{overlay}", party.only("projector", "phone", "phone-ar")
    await party.steer("screen.overlay", overlay="none")


async def _mood(party: Party) -> AsyncIterator[Stop]:
    where = {"step": "stimmung-1", "part": "mood"}
    await party.steer("agenda.go_to", step="stimmung-1")
    await party.life("prepared")
    yield "04-mood-prepared", party.only("phone", "desk", "projector", "console")
    await party.steer("question.open", **where)
    await party.shows(".hand-signals")
    await _signals(party, "stimmung-1", "uusuduusududsu")
    await party.phone.at.page.locator(".hand-signal").first.click()
    await party.phone.saved()
    yield "05-mood-open", party.pages
    await party.steer("question.close", **where)
    await party.life("closed")
    yield "06-mood-closed", party.only("phone", "phone-ar", "desk", "projector")
    await party.steer("question.reveal", **where)
    await party.shows(".mood")
    yield "07-mood-shown", party.pages


async def _signals(party: Party, step: str, shown: str) -> None:
    names = {"u": "up", "s": "sideways", "d": "down"}
    for voice, letter in zip(party.crowd, cycle(shown), strict=False):
        await voice.say("mood_check.show_hand", step=step, signal=names[letter])


async def _poll(party: Party) -> AsyncIterator[Stop]:
    where = {"step": "befragung", "part": "belastung"}
    options = next(step for step in party.evening.session.agenda if step.id == "befragung").questions[0].options  # type: ignore[attr-defined]  # the kind of step is known here
    await party.steer("agenda.go_to", **where)
    await party.life("prepared")
    yield "08-poll-prepared", party.only("phone", "phone-ar", "desk", "projector")
    await party.steer("question.open", **where)
    await party.shows(".poll-options")
    for voice, chosen in zip(party.crowd, cycle(["ab", "ac", "b", "", "af", "be", "c"]), strict=False):
        await voice.say("poll.cast_ballot", **where, chosen=list(chosen))
    await party.phone.choose([options[0].text, options[3].text])
    await party.arabic.vote([options[1].text])
    await party.laptop.take_seat(2)
    yield "09-poll-open", party.pages
    await party.steer("agenda.go_to", step="befragung", part="gutes")
    await party.phone.at.reads(party.phone.at.say("New question"))
    yield "10-poll-new-question", party.only("phone")
    await party.steer("agenda.go_to", **where)
    with party.watch.lost_line():
        await cut(party.server, party.phone.at)
        await party.phone.at.press("Send")
        yield "10-poll-offline", party.only("phone")
        await mend(party.phone.at)
        await party.phone.saved()
    await party.steer("question.close", **where)
    await party.life("closed")
    yield "11-poll-closed", party.only("phone", "phone-ar", "desk", "projector")
    await party.steer("question.reveal", **where)
    await party.shows(".poll-results")
    yield "12-poll-shown", party.pages


async def _groups(party: Party) -> AsyncIterator[Stop]:
    where = {"step": "gruppen-1"}
    await party.steer("agenda.go_to", **where)
    await party.life("prepared")
    yield "13-groups-prepared", party.pages
    await party.moderator.say("breakout.open_choice", **where)
    for tree in ("Ahorn", "Linde", "Esche"):
        await party.phone.at.page.get_by_role("button", name=tree).click()
    await party.phone.saved()
    yield "13-groups-choosing", party.pages
    await party.moderator.say("breakout.close_choice", **where)
    await expect(party.phone.at.page.locator(".choice-made li")).to_have_count(3)
    yield "13-groups-chosen", party.only("phone", "projector")
    await party.steer("breakout.draft_rooms", **where, groups=4, source="random")
    await party.life("divided")
    await _all_in_the_first(party)
    yield "14-groups-drafted", party.only("desk")
    async for stop in _wishes(party):
        yield stop
    await party.steer("breakout.publish", **where, minutes=25)
    await party.shows(".group-head")
    yield "15-groups-empty", party.pages
    ids = [await party.moderator.say("breakout.write_note", **where, room=1, text=words) for words in CARDS]
    await party.moderator.say("breakout.write_note", **where, room=1, text="auch nachts", below=ids[-1])
    await party.phone.pin("Mein eigener Satz über den Balkon, der erst abends in den Schatten kommt")
    await party.phone.at.page.locator("#new-note").fill("Noch ein längerer Satz, der gerade erst geschrieben wird und")
    await party.phone.at.page.get_by_role("button", name=party.phone.at.say("Raise hand")).click()
    await party.moderator.say("breakout.write_quintessence", **where, room=1, text=QUINTESSENCE)
    await expect(party.console.at.page.locator("#quintessence")).to_have_value(QUINTESSENCE)
    await party.console.card(CARDS[1]).locator(".note-more").click()
    yield "16-groups-running", party.pages
    for part in ("result", "people"):
        await party.pocket.at.page.locator(f".tabs a[href='#{part}']").click()
        await expect(party.pocket.at.page.locator(".console")).to_have_attribute("data-tab", part)
        yield f"16-groups-{part}", party.only("console-phone")
    await party.pocket.at.page.locator(".tabs a[href='#board']").click()
    await party.desk.at.page.locator(".room-open").first.click()
    yield "17-group-at-the-desk", party.only("desk")
    async for stop in _desk_of_groups(party, where):
        yield stop
    for room in range(1, 5):
        await party.moderator.say("breakout.write_quintessence", **where, room=room, text=QUINTESSENCE)
        await party.moderator.say("breakout.release_quintessence", **where, room=room)
    await party.steer("breakout.end", **where)
    await party.life("ended")
    yield "18-groups-ended", party.pages
    await party.steer("breakout.show_quintessence", **where, room=1)
    await party.life("shown")
    await party.phone.at.press("Look now")
    await party.shows(".quintessence")
    yield "19-quintessence", party.pages


async def _wishes(party: Party) -> AsyncIterator[Stop]:
    """The reasons in the draft, and the dialog of the further wishes."""
    page, say = party.desk.at.page, party.desk.at.words.say
    await page.get_by_label(say("Show reasons")).check()
    yield "14-desk-reasons", party.only("desk")
    await page.get_by_role("button", name=say("More wishes"), exact=True).click()
    await expect(page.locator("dialog[open]")).to_be_visible()
    yield "14-desk-wishes", party.only("desk")
    wishes = ("Together or apart", "Languages", "Prepared list", "Let people choose")
    for name, button in zip(("people", "languages", "list", "choice"), wishes, strict=True):
        await page.locator("dialog[open]").get_by_role("button", name=say(button), exact=True).click()
        await expect(page.locator("#dialog-title")).to_be_focused()
        yield f"14-desk-{name}", party.only("desk")
        await page.get_by_role("button", name=say("All wishes"), exact=True).click()
    await page.keyboard.press("Escape")
    await expect(page.locator("dialog")).to_have_count(0)


async def _desk_of_groups(party: Party, where: dict[str, str]) -> AsyncIterator[Stop]:
    """The dialogs about the groups, while one of them calls for help; a group is open already."""
    page, say = party.desk.at.page, party.desk.at.words.say
    call = await party.moderator.say("breakout.call_help", **where, room=1)
    for name, button in (("helping", "Help on this board"), ("merging", "Merge with another group")):
        await page.get_by_role("button", name=say(button), exact=True).click()
        yield f"17-desk-{name}", party.only("desk")
    for name, button in (("telling", "Tell the groups"), ("dots", "Dots"), ("ending", "End the group phase")):
        await page.keyboard.press("Escape")
        await expect(page.locator("dialog")).to_have_count(0)
        await page.get_by_role("button", name=say(button), exact=True).click()
        await expect(page.locator("dialog[open]")).to_be_visible()
        yield f"17-desk-{name}", party.only("desk")
    await page.keyboard.press("Escape")
    await party.steer("breakout.finish_help", **where, call=call)


async def _all_in_the_first(party: Party) -> None:
    """Who has a page sits in the group of the consoles."""
    view = await party.moderator.sees("moderators", lambda seen: "draft" in seen["steps"]["gruppen-1"])
    names = {"Rosalinde", "سلمى", "Hjalmar"}
    for person, known in view["people"]["people"].items():
        there = view["steps"]["gruppen-1"]["draft"]["rooms"]["1"]
        if known.get("name") in names and person not in there:
            await party.steer("breakout.move_person", step="gruppen-1", person=person, room=1)


async def _compared(party: Party) -> AsyncIterator[Stop]:
    where = {"step": "stimmung-2", "part": "mood"}
    await party.steer("agenda.go_to", step="stimmung-2")
    await party.steer("question.open", **where)
    await _signals(party, "stimmung-2", "uuusuuudus")
    await party.steer("question.close", **where)
    await party.steer("question.reveal", **where)
    await party.life("shown")
    await party.shows(".mood")
    yield "20-moods-compared", party.pages


async def _listening(party: Party) -> AsyncIterator[Stop]:
    await party.steer("agenda.go_to", step="input")
    await party.shows(".talk-question")
    for voice in party.crowd[:3]:
        await voice.say("hands.raise")
    await expect(party.desk.at.page.locator(".queue li")).to_have_count(4)
    yield "21-input", party.pages
    await party.steer("hands.lower_all")


async def _columns(party: Party) -> AsyncIterator[Stop]:
    where: dict[str, Any] = {"step": "gruppen-2"}
    await party.steer("agenda.go_to", **where)
    await party.steer("breakout.draft_rooms", **where, source="same")
    await party.steer("breakout.publish", **where, minutes=30)
    await party.shows(".columns")
    for words, column in zip(CARDS, cycle(["hilfreich", "besser"]), strict=False):
        await party.moderator.say("breakout.write_note", **where, room=1, text=words, column=column)
    idea = {"text": "Ein Schattenplan für alle Schulwege und Haltestellen"}
    await party.moderator.say("breakout.add_focus_idea", **where, room=1, **idea)
    await expect(party.console.at.page.locator(".focus-ideas li")).to_have_count(1)
    yield "22-columns", party.pages
    await party.steer("breakout.end", **where)
    await party.life("ended")
    yield "23-columns-ended", party.only("desk", "projector", "console")


async def _evaluation(party: Party) -> AsyncIterator[Stop]:
    where = {"step": "auswertung", "part": "form"}
    await party.steer("agenda.go_to", step="auswertung")
    await party.life("prepared")
    yield "24-evaluation-prepared", party.only("phone", "desk", "projector")
    await party.steer("question.open", **where)
    await party.shows(".scale")
    for place, voice in enumerate(party.crowd):
        answers = {"gehoert": place % 5 + 1, "verstanden": 4, "wieder": ["abc"[place % 3]], "anders": f"Wunsch {place}"}
        await voice.say("evaluation.send_answers", step="auswertung", answers=answers)
    await party.phone.at.page.locator(".scale label").nth(3).click()
    yield "25-evaluation-open", party.pages
    await party.phone.at.press("Send")
    await party.phone.saved()
    await party.steer("question.close", **where)
    await party.life("closed")
    yield "26-evaluation-closed", party.only("phone", "phone-ar", "desk", "projector")
    await party.steer("question.reveal", **where)
    await party.shows(".poll-results")
    yield "27-evaluation-shown", party.pages


async def _end(party: Party) -> AsyncIterator[Stop]:
    address, dialogue = party.evening.address, party.evening.dialogue
    await party.steer("agenda.end")
    await expect(party.desk.at.page.locator(".desk-after")).to_be_visible()
    yield "28-end", party.pages
    await party.desk.at.publish(address, dialogue)
    await party.shows("a[href^='/d/']")
    yield "29-published", party.pages
    for name, visitor in (("phone", party.phone.at), ("laptop", party.laptop.at), ("phone-ar", party.arabic.at)):
        await visitor.page.goto(f"{address}/d/{dialogue}")
        yield "30-documentation", {name: visitor.page}
    await party.desk.at.page.goto(f"{address}/desk/{dialogue}/documentation")
    yield "31-draft", party.only("desk")

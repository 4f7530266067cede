"""A second, shorter evening: the forms of question that the reference evening does not have, and what goes wrong.

Rule: as in the walk of the reference evening, a stop is reached when all its pages show it.
"""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

from playwright.async_api import Browser, Page, ViewportSize, expect

from tests.browser.people import LAPTOP, PHONE, WALL, Citizen, Console, Desk, Scheme, Visitor, cut, mend
from tests.browser.server import Evening, LiveServer
from tests.browser.small import small
from tests.browser.tour import Stop
from tests.browser.voices import Voice, Voices
from tests.browser.watch import Watch

MOOD = {"step": "finger", "part": "mood"}
TEXT = {"step": "fragen", "part": "warum"}
SCALE = {"step": "fragen", "part": "stimmt"}
ONE = {"step": "fragen", "part": "eins"}
GROUP = {"step": "gruppen"}
ROOM = {**GROUP, "room": 1}
WISHES = ("Weil es im Schatten zwölf Grad kühler ist.", "لأنّ الظلّ يبرّد", "Sonst nichts", "")


AGENDA: list[dict[str, Any]] = [
    {
        "kind": "mood_check",
        "id": "finger",
        "title": {"de": "Fünf Finger"},
        "minutes": 5,
        "question": {"de": "Wie wach sind Sie?"},
        "scale": "fingers",
    },
    {
        "kind": "poll",
        "id": "fragen",
        "title": {"de": "Fragen"},
        "minutes": 10,
        "questions": [
            {"id": "warum", "form": "text", "question": {"de": "Warum?"}},
            {"id": "stimmt", "form": "scale", "question": {"de": "Stimmt das?"}},
            {
                "id": "eins",
                "question": {"de": "Soll der Brunnen laufen?"},
                "options": [{"de": "Ja"}, {"de": "Nein"}, {"de": "Ich weiß es noch nicht so genau"}],
                "show": "live",
            },
        ],
    },
    {
        "kind": "breakout",
        "id": "gruppen",
        "title": {"de": "In Gruppen"},
        "minutes": 30,
        "groups": 1,
        "prompts": [{"de": "Was haben Sie erlebt?"}],
    },
]
"""Fingers, a text, a scale, one of several with counts that run along, and one group."""


@dataclass
class Odd:
    """Who takes part in it."""

    server: LiveServer
    watch: Watch
    evening: Evening
    moderator: Voice
    voices: list[Voice]
    phone: Citizen
    desk: Desk
    console: Console
    wall: Visitor

    def only(self, *names: str) -> dict[str, Page]:
        """Some of the pages, or all."""
        pages = {
            "phone": self.phone.at.page,
            "desk": self.desk.at.page,
            "console": self.console.at.page,
            "projector": self.wall.page,
        }
        return {name: pages[name] for name in names or pages}

    async def phone_shows(self, selector: str) -> None:
        """Wait until the phone shows something."""
        await expect(self.phone.at.page.locator(selector).first).to_be_visible()

    async def wall_shows(self, selector: str) -> None:
        """Wait until the wall shows something."""
        await expect(self.wall.page.locator(selector).first).to_be_visible()


async def gather(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices, language: str, scheme: Scheme
) -> Odd:
    """Everybody comes in; those who work speak German."""
    evening = await server.begin(small(agenda=AGENDA, languages=["de", "ar"]))

    async def visitor(size: ViewportSize, language: str = "de") -> Visitor:
        return await Visitor.arrive(browser, watch, size=size, language=language, scheme=scheme)

    phone = Citizen(await visitor(PHONE, language), "Rosalinde", language)
    await phone.join(evening)
    desk, console, wall = Desk(await visitor(LAPTOP)), Console(await visitor(PHONE), 1), await visitor(WALL)
    await desk.at.open(await server.link(evening, "moderator"))
    await console.at.open(await server.link(evening, "group_moderator", "1"))
    await wall.open(await server.link(evening, "projector"))
    moderator = await voices.moderator(evening)
    others = [await voices.citizen(evening, name) for name in ("Jost", "Amira", "Ove", "")]
    return Odd(server, watch, evening, moderator, others, phone, desk, console, wall)


async def forms(odd: Odd) -> AsyncIterator[Stop]:
    """All stops in the order of the evening."""
    await odd.moderator.say("agenda.start")
    for part in (_fingers, _texts, _numbers, _running, _group, _frozen, _signed_out, _lost):
        async for stop in part(odd):
            yield stop


async def _fingers(odd: Odd) -> AsyncIterator[Stop]:
    await odd.moderator.say("question.open", **MOOD)
    await odd.phone_shows(".hand-signals")
    for voice, signal in zip(odd.voices, "2455", strict=True):
        await voice.say("mood_check.show_hand", step="finger", signal=signal)
    yield "41-fingers-open", odd.only()
    await odd.moderator.say("question.close", **MOOD)
    await odd.moderator.say("question.reveal", **MOOD)
    await odd.phone_shows(".mood")
    await odd.wall_shows(".mood")
    yield "42-fingers-shown", odd.only()


async def _asked(odd: Odd, where: dict[str, str], selector: str) -> None:
    await odd.moderator.say("agenda.go_to", **where)
    await odd.moderator.say("question.open", **where)
    await odd.phone_shows(selector)


async def _told(odd: Odd, where: dict[str, str], here: str, wall: str) -> None:
    await odd.moderator.say("question.close", **where)
    await odd.moderator.say("question.reveal", **where)
    await odd.phone_shows(here)
    await odd.wall_shows(wall)


async def _texts(odd: Odd) -> AsyncIterator[Stop]:
    await _asked(odd, TEXT, "textarea")
    for voice, words in zip(odd.voices, WISHES, strict=True):
        await voice.say("poll.cast_ballot", **TEXT, text=words)
    await odd.phone.at.page.locator("textarea").fill("Noch nicht abgeschickt")
    yield "43-text-open", odd.only()
    await odd.phone.at.press("Send")
    await odd.phone.saved()
    await _told(odd, TEXT, f"text={WISHES[0]}", f"text={WISHES[0]}")
    yield "44-text-shown", odd.only()


async def _numbers(odd: Odd) -> AsyncIterator[Stop]:
    await _asked(odd, SCALE, ".scale")
    for voice, number in zip(odd.voices, "1345", strict=True):
        await voice.say("poll.cast_ballot", **SCALE, chosen=[number])
    yield "45-scale-open", odd.only()
    await _told(odd, SCALE, ".poll-results", ".wall-results")
    yield "46-scale-shown", odd.only()


async def _running(odd: Odd) -> AsyncIterator[Stop]:
    """Counts that run along, and an answer that comes too late."""
    await _asked(odd, ONE, ".poll-options")
    for voice, option in zip(odd.voices, "aabc", strict=True):
        await voice.say("poll.cast_ballot", **ONE, chosen=[option])
    yield "47-one-open", odd.only()
    with odd.watch.lost_line():
        await cut(odd.server, odd.phone.at)
        await odd.phone.at.page.locator("label.poll-option").first.click()
        await odd.phone.at.press("Send")
        await odd.moderator.say("question.close", **ONE)
        await mend(odd.phone.at)
        await odd.phone_shows(".refusal")
    yield "48-one-refused", odd.only("phone")
    await odd.moderator.say("question.reveal", **ONE)
    await odd.phone_shows(".poll-results")
    yield "49-one-shown", odd.only("phone", "desk", "projector")


async def _group(odd: Odd) -> AsyncIterator[Stop]:
    """Dots, the pen, the result that is read back."""
    await odd.moderator.say("agenda.go_to", **GROUP)
    await odd.moderator.say("breakout.draft_rooms", **GROUP, groups=1, source="random")
    await odd.moderator.say("breakout.publish", **GROUP, minutes=25)
    await odd.phone_shows(".group-head")
    await odd.phone.pin("Der Hof war kühl")
    card = await odd.moderator.say("breakout.write_note", **ROOM, text="Bäume statt Beton")
    await odd.moderator.say("breakout.open_dots", **ROOM, budget=3, per_note=2)
    await odd.phone_shows(".dot-row")
    yield "50-dots-open", odd.only()
    await odd.voices[0].say("breakout.place_dots", **GROUP, note=card, dots=2)
    await odd.moderator.say("breakout.reveal_dots", **ROOM)
    await odd.phone_shows(".ranking")
    yield "51-dots-shown", odd.only()
    await odd.moderator.say("breakout.write_quintessence", **ROOM, text="Höfe kühlen. Bäume auch.")
    await odd.moderator.say("breakout.write_dissent", **ROOM, text="Nicht jeder Hof.")
    await odd.moderator.say("breakout.ask_confirmation", **ROOM)
    await expect(odd.phone.at.button("That is right")).to_be_visible()
    yield "52-asked-back", odd.only("phone", "console", "desk")


async def _frozen(odd: Odd) -> AsyncIterator[Stop]:
    """A card that comes too late for its board, and the message of the moderation."""
    page = odd.phone.at.page
    await odd.moderator.say("breakout.broadcast", **GROUP, text="Noch fünf Minuten, bitte.")
    await page.locator("#new-note").fill("Zu spät")
    with odd.watch.lost_line():
        await cut(odd.server, odd.phone.at)
        await odd.phone.at.press("Pin up")
        yield "53-card-waits", odd.only("phone")
        await odd.moderator.say("breakout.freeze_board", **ROOM)
        await mend(odd.phone.at)
        await odd.phone_shows(".refusal")
    yield "54-frozen", odd.only()


async def _signed_out(odd: Odd) -> AsyncIterator[Stop]:
    """The link of the console is taken back."""
    at = odd.desk.at
    await at.press("Links")
    row = at.page.locator(".desk-list li", has_text=at.say("Console of group %(n)s", n=1))
    revoke = row.get_by_role("button", name=at.say("Revoke"))
    with odd.watch.lost_line():
        await revoke.click()
        await expect(at.page.locator("dialog .desk-ripe")).to_be_visible()
        yield "55-asked-again", odd.only("desk")
        await revoke.click()
        await expect(row).to_have_count(0)
        await odd.console.at.page.wait_for_selector("html[data-live=refused]")
        yield "56-signed-out", odd.only("console")
    await at.page.keyboard.press("Escape")


async def _lost(odd: Odd) -> AsyncIterator[Stop]:
    """The server is away: every page says so."""
    with odd.watch.lost_line():
        await odd.server.stop()
        for page in odd.only("phone", "desk", "projector").values():
            await page.wait_for_selector("html[data-live=broken]")
        yield "57-no-server", odd.only("phone", "desk", "projector")
        await odd.server.resume()
        for page in odd.only("phone", "desk", "projector").values():
            await page.wait_for_selector("html[data-live=linked]")

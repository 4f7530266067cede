"""Three people at one phone: in turn and together, by touch and keyboard, while lines break and people come and go."""

import os
import re
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from live.dialogue.session import Session
from tests.browser.judges import complaints
from tests.browser.people import LAPTOP, PHONE, Citizen, Visitor, cut, mend
from tests.browser.server import Evening, LiveServer
from tests.browser.small import small
from tests.browser.voices import Voice, Voices
from tests.browser.watch import Watch

MOOD = {"step": "stimmung", "part": "mood"}
ONE = {"step": "fragen", "part": "eine"}
TWO = {"step": "fragen", "part": "zwei"}
LANGUAGES = ["de", "de-simple", "ar"]


def plan() -> Session:
    """A mood check, a question with one choice and one with two."""
    trees = [
        {"de": "Mehr Bäume vor den Häusern", "ar": "أشجار أكثر أمام البيوت"},
        {"de": "Mehr Bänke", "ar": "مقاعد أكثر"},
        {"de": "Mehr Brunnen", "ar": "نوافير أكثر"},
    ]
    hot = {"de": "Was hilft gegen die Hitze?", "ar": "ما الذي يساعد ضدّ الحرّ؟"}
    mood = {
        "kind": "mood_check",
        "id": "stimmung",
        "title": {"de": "Stimmungsbild", "ar": "المزاج"},
        "minutes": 5,
        "question": {"de": "Wie geht es Ihnen heute?", "ar": "كيف حالكم اليوم؟"},
    }
    questions = [
        {"id": "eine", "question": hot, "choose": "one", "options": trees},
        {"id": "zwei", "question": hot, "choose": "up to 2", "options": trees},
    ]
    poll = {
        "kind": "poll",
        "id": "fragen",
        "title": {"de": "Fragen", "ar": "أسئلة"},
        "minutes": 10,
        "questions": questions,
    }
    return small(languages=LANGUAGES, agenda=[mood, poll])


class Sofa:
    """Three people at one phone, with a moderator who has no page."""

    def __init__(self, three: Citizen, moderator: Voice, evening: Evening) -> None:
        self.three, self.moderator, self.evening = three, moderator, evening
        self.page = three.at.page

    @classmethod
    async def begin(
        cls, browser: Browser, server: LiveServer, watch: Watch, voices: Voices, language: str = "de"
    ) -> "Sofa":
        evening = await server.begin(plan())
        moderator = await voices.moderator(evening)
        three = Citizen(
            await Visitor.arrive(browser, watch, size=PHONE, language=language), "Rosalinde", language, seats=3
        )
        await three.join(evening)
        await moderator.say("agenda.start")
        return cls(three, moderator, evening)

    async def ask(self, where: dict[str, str]) -> None:
        await self.moderator.say("agenda.go_to", **where)
        await self.moderator.say("question.open", **where)

    def say(self, message: str, /, **params: object) -> str:
        return self.three.at.say(message, **params)

    async def told(self, message: str, /, **params: object) -> None:
        """Wait until the sentence about whose turn it is says this."""
        await expect(self.page.locator(".seat-turn")).to_contain_text(self.say(message, **params))

    async def press(self, message: str, /, **params: object) -> None:
        await self.three.at.press(message, **params)

    async def sign(self, place: int) -> None:
        await self.page.locator(".hand-signal").nth(place).tap()

    async def more(self, place: int) -> None:
        await self.page.locator(".share").nth(place).locator("button").nth(1).tap()

    async def less(self, place: int) -> None:
        await self.page.locator(".share").nth(place).locator("button").nth(0).tap()

    async def fine(self, name: str) -> None:
        """Nothing hinders anybody, nothing sticks out; a picture is left where somebody wants one."""
        assert await complaints(self.page) == []
        assert await self.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        if folder := os.environ.get("SHARED_PICTURES"):
            await self.page.screenshot(path=Path(folder) / f"{self.three.language}-{name}.png")

    async def counts(self, where: dict[str, str]) -> dict[str, int]:
        """Close and count."""
        await self.moderator.say("question.close", **where)

        def closed() -> list[dict[str, int]]:
            step = self.moderator.page.views["moderators"]["steps"][where["step"]]
            asked = step.get("questions", {}).get(where["part"], step)
            chosen: dict[str, int] = next(iter(asked.get("counts", {}).get("chosen", {}).values()), {})
            return [{option: n for option, n in chosen.items() if n}] if asked["phase"] == "closed" else []

        [counts] = await self.moderator.page.until(closed)
        return counts


@pytest.mark.parametrize("language", LANGUAGES)
async def test_three_people_answer_in_turn(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices, language: str
) -> None:
    sofa = await Sofa.begin(browser, server, watch, voices, language)
    await sofa.ask(MOOD)
    await sofa.told("It is the turn of person %(n)s.", n=1)
    await sofa.fine("mood-1")
    await sofa.sign(0)
    await sofa.told("Person %(n)s is saved.", n=1)
    await sofa.told("Now it is the turn of person %(n)s. Please pass the device on.", n=2)
    await expect(sofa.page.locator(".hand-signal")).to_have_count(0)
    await sofa.fine("mood-handed-over")
    await sofa.press("Person %(n)s answers now", n=2)
    await expect(sofa.page.locator(".hand-signal[aria-pressed=true]")).to_have_count(0)
    await sofa.page.keyboard.press("3")
    await sofa.told("Now it is the turn of person %(n)s. Please pass the device on.", n=3)
    await sofa.page.reload()
    await sofa.told("Now it is the turn of person %(n)s. Please pass the device on.", n=3)
    await sofa.press("Person %(n)s answers now", n=3)
    await sofa.sign(0)
    await sofa.told("All at this device have answered.")
    await sofa.fine("mood-all")
    await sofa.page.locator(".seat").nth(1).tap()
    await sofa.told("Person %(n)s has answered.", n=2)
    await expect(sofa.page.locator(".hand-signal")).to_have_count(0)
    await sofa.fine("mood-covered")
    await sofa.press("See or change the answer")
    await expect(sofa.page.locator(".hand-signal").nth(2)).to_have_attribute("aria-pressed", "true")
    await sofa.sign(1)
    await sofa.told("All at this device have answered.")
    assert await sofa.counts(MOOD) == {"up": 2, "sideways": 1}
    await expect(sofa.page.locator(".own-sign")).to_have_count(0)
    watch.nothing_wrong()


@pytest.mark.parametrize("language", LANGUAGES)
async def test_three_people_count_together(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices, language: str
) -> None:
    sofa = await Sofa.begin(browser, server, watch, voices, language)
    await sofa.ask(MOOD)
    await sofa.page.locator(".ways label").nth(1).tap()
    await sofa.told("How many of you give which answer?")
    await sofa.more(0)
    await sofa.more(0)
    given = sofa.page.locator(".dock output")
    await expect(given).to_have_text(sofa.say("%(n)s of %(of)s given", n=2, of=3))
    await sofa.page.reload()
    await expect(given).to_have_text(sofa.say("%(n)s of %(of)s given", n=2, of=3))
    await sofa.more(2)
    await sofa.page.locator(".share").nth(1).locator("button").nth(1).tap(force=True)
    await expect(sofa.page.locator("#status")).to_contain_text(
        sofa.say("All %(of)s answers are given. Take one back first.", of=3)
    )
    await sofa.fine("together-mood")
    await sofa.press("Send")
    await sofa.told("All at this device have answered.")
    await expect(sofa.page.locator(".share")).to_have_count(0)
    await sofa.fine("together-sent")
    await sofa.press("See or change the answers")
    await sofa.less(0)
    await sofa.more(1)
    await sofa.press("Change answers")
    await sofa.told("All at this device have answered.")
    await expect(sofa.page.locator(".state-good")).to_be_visible()
    assert await sofa.counts(MOOD) == {"up": 1, "sideways": 1, "down": 1}
    await sofa.ask(ONE)
    await sofa.told("How many of you give which answer?")
    await sofa.more(0)
    await sofa.more(3)
    await sofa.fine("together-poll")
    await sofa.press("Send")
    await sofa.told("%(n)s of %(of)s have answered.", n=2, of=3)
    await expect(sofa.page.locator(".state-good")).to_be_visible()
    assert await sofa.counts(ONE) == {"a": 1}
    await sofa.ask(TWO)
    await sofa.told("It is the turn of person %(n)s.", n=1)
    await sofa.three.at.reads(sofa.say("This question is answered one after the other."))
    await sofa.fine("several")
    watch.nothing_wrong()


async def test_an_answer_is_kept_and_covered_while_the_line_is_cut(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices
) -> None:
    sofa = await Sofa.begin(browser, server, watch, voices)
    await sofa.ask(TWO)
    await sofa.three.choose([{"de": "Mehr Bänke"}, {"de": "Mehr Brunnen"}])
    with watch.lost_line():
        await cut(server, sofa.three.at)
        await sofa.press("Send")
        await sofa.told("The answer of person %(n)s is being sent.", n=1)
        await sofa.press("Person %(n)s answers now", n=2)
        await expect(sofa.page.locator(".poll-option input:checked")).to_have_count(0)
        await sofa.three.choose([{"de": "Mehr Bänke"}])
        await sofa.press("Send")
        await sofa.press("Person %(n)s answers now", n=3)
        await sofa.fine("line-cut")
        await sofa.press("Abstain")
        await sofa.told("All at this device have answered.")
        await mend(sofa.three.at)
    await sofa.told("Person %(n)s is saved.", n=3)
    assert await sofa.counts(TWO) == {"b": 2, "c": 1}
    watch.nothing_wrong()


async def test_people_come_and_go_in_the_middle_of_a_question(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices
) -> None:
    sofa = await Sofa.begin(browser, server, watch, voices)
    await sofa.ask(ONE)
    for seat in (1, 2, 3):
        await sofa.three.vote([{"de": "Mehr Bänke"}], seat)
    await _change_seats(sofa, 2)
    await expect(sofa.page.locator(".seat")).to_have_count(2)
    await sofa.told("All at this device have answered.")
    await _change_seats(sofa, 4)
    await sofa.told("Now it is the turn of person %(n)s. Please pass the device on.", n=4)
    await sofa.press("Person %(n)s answers now", n=4)
    await sofa.three.choose([{"de": "Mehr Brunnen"}])
    await sofa.press("Send")
    await sofa.told("All at this device have answered.")
    assert await sofa.counts(ONE) == {"b": 3, "c": 1}
    watch.nothing_wrong()


async def test_two_at_one_device_raise_their_hands_and_are_called_one_by_one(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices
) -> None:
    sofa = await Sofa.begin(browser, server, watch, voices)
    await sofa.ask(MOOD)
    desk = await Visitor.arrive(browser, watch, size=LAPTOP)
    await desk.open(await server.link(sofa.evening, "moderator"))
    await sofa.press("Raise hand")
    hands = sofa.page.locator("dialog.hands button.button-plain")
    await hands.nth(1).tap()
    await hands.nth(2).tap()
    await expect(hands.nth(2)).to_have_attribute("aria-pressed", "true")
    await sofa.fine("hands")
    await sofa.press("Done")
    await expect(sofa.page.locator(".button-hand")).to_contain_text("Person 2, Person 3")
    queue = desk.page.locator(".queue li")
    await expect(queue).to_have_text([re.compile("Rosalinde, Person 2"), re.compile("Rosalinde, Person 3")])
    await desk.press("Call %(name)s", name="Rosalinde, Person 3")
    await expect(sofa.page.locator(".banner")).to_contain_text(sofa.say("Person %(n)s has the floor.", n=3))
    await sofa.fine("floor")
    await desk.press("Lower the hand of %(name)s", name="Rosalinde, Person 3")
    await expect(queue).to_have_text([re.compile("Rosalinde, Person 2")])
    await expect(sofa.page.locator(".button-hand")).not_to_contain_text("Person 3")
    if folder := os.environ.get("SHARED_PICTURES"):
        await desk.page.screenshot(path=Path(folder) / "desk-hands.png")
    watch.nothing_wrong()


async def test_all_of_it_works_with_the_keyboard_alone(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices
) -> None:
    sofa = await Sofa.begin(browser, server, watch, voices)
    await sofa.ask(ONE)
    await expect(sofa.page.locator(".seat")).to_have_count(3)
    await _to(sofa, ".poll-option input")
    await sofa.page.keyboard.press("Space")
    await _to(sofa, ".dock-row .button:last-child")
    await sofa.page.keyboard.press("Enter")
    await sofa.told("Now it is the turn of person %(n)s. Please pass the device on.", n=2)
    await expect(sofa.page.locator(".seat-turn")).to_be_focused()
    await _to(sofa, ".ways input")
    await sofa.page.keyboard.press("ArrowRight")
    await sofa.told("%(n)s of %(of)s have answered.", n=1, of=3)
    await _to(sofa, ".dock-row .button:last-child")
    await sofa.page.keyboard.press("Enter")
    await sofa.told("How many of you give which answer?")
    await _to(sofa, ".share:nth-child(2) button:last-child")
    await sofa.page.keyboard.press("Enter")
    await sofa.page.keyboard.press("Space")
    await _to(sofa, ".dock-row .button:last-child")
    await sofa.page.keyboard.press("Enter")
    await sofa.told("All at this device have answered.")
    await expect(sofa.page.locator(".state-good")).to_be_visible()
    assert await sofa.counts(ONE) == {"a": 1, "b": 2}
    watch.nothing_wrong()


async def _to(sofa: Sofa, place: str) -> None:
    """Press Tab until the focus is there."""
    for _ in range(40):
        if await sofa.page.evaluate("place => document.activeElement?.matches(place)", place):
            return
        await sofa.page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard does not reach {place}")


async def _change_seats(sofa: Sofa, seats: int) -> None:
    await sofa.press("Change the number of people")
    await sofa.page.locator("#seats").select_option(str(seats))
    await sofa.page.locator("#settings").get_by_role("button", name=sofa.say("Done")).click()

"""What a screen reader hears: read from the browser's own accessibility tree, not from the markup.

Rule: the status region stands in the tree before its first text, and what is spoken are sentences.
"""

from itertools import pairwise
from typing import Any

from playwright.async_api import Browser, Page, expect

from tests.browser.people import PHONE, Citizen, Visitor
from tests.browser.server import LiveServer
from tests.browser.small import small
from tests.browser.voices import Voices
from tests.browser.watch import Watch

WAS = {"step": "fragen", "part": "was"}
GROUP = {"step": "gruppen"}
ROOM = {**GROUP, "room": 1}
REMEMBER = """() => {
  window.spoken = [];
  const region = document.getElementById("status");
  new MutationObserver(() => spoken.push([performance.now(), region.textContent])).observe(region, { childList: true });
}"""
BURST = 12
REST = 1_900
"""Milliseconds between two rows of sentences, with a little for the browser's clock."""


async def regions(page: Page) -> list[str]:
    """The live regions of the whole page as a screen reader gets them: the words in each."""
    line = await page.context.new_cdp_session(page)
    nodes: list[dict[str, Any]] = (await line.send("Accessibility.getFullAXTree"))["nodes"]
    await line.detach()
    known = {node["nodeId"]: node for node in nodes}

    def words(node: dict[str, Any]) -> str:
        if node.get("role", {}).get("value") == "StaticText":
            return str(node.get("name", {}).get("value", ""))
        return " ".join(filter(None, (words(known[child]) for child in node.get("childIds", []) if child in known)))

    live = [node for node in nodes if node.get("role", {}).get("value") == "status" and not node.get("ignored")]
    return [words(node) for node in live]


async def _hears(page: Page, sentence: str) -> None:
    """Wait until it is spoken, and find it in the tree."""
    await expect(page.locator("#status")).to_contain_text(sentence)
    assert any(sentence in words for words in await regions(page)), (sentence, await regions(page))


async def test_a_participant_hears_where_the_evening_is_what_was_saved_and_what_came_out(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices
) -> None:
    evening = await server.begin(small())
    moderator = await voices.moderator(evening)
    citizen = Citizen(await Visitor.arrive(browser, watch, size=PHONE), "Rosalinde")
    page, say = citizen.at.page, citizen.at.say
    await page.goto(evening.join)
    assert await regions(page) == [""], "the region is there before its first text"
    await citizen.join(evening)
    await moderator.say("agenda.start")
    await _hears(page, say("Now: %(title)s", title="Willkommen"))
    await moderator.say("agenda.go_to", **WAS)
    await _hears(page, say("Now: %(title)s", title="Fragen"))
    await moderator.say("question.open", **WAS)
    await page.locator("label.poll-option").first.click()
    await citizen.at.press("Send")
    await _hears(page, say("Saved."))
    await moderator.say("question.close", **WAS)
    await moderator.say("question.reveal", **WAS)
    await _hears(page, f"{say('Result')}: Was hilft gegen Hitze?")
    await _hears(page, "Mehr Bäume")
    await moderator.say("agenda.go_to", **GROUP)
    await moderator.say("breakout.draft_rooms", **GROUP, source="random", groups=1)
    await moderator.say("breakout.publish", **GROUP, minutes=2)
    await _hears(page, say("Your group %(n)s", n=1))
    await moderator.say("breakout.add_time", **GROUP, minutes=5)
    await _hears(page, citizen.at.words.say_number("You have %(n)s more minute.", "You have %(n)s more minutes.", 5))
    watch.nothing_wrong()


async def test_a_burst_of_messages_is_spoken_in_few_rows(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices
) -> None:
    evening = await server.begin(small())
    moderator = await voices.moderator(evening)
    citizen = Citizen(await Visitor.arrive(browser, watch, size=PHONE), "Rosalinde")
    await citizen.join(evening)
    await moderator.say("agenda.start")
    await moderator.say("agenda.go_to", **GROUP)
    await moderator.say("breakout.draft_rooms", **GROUP, source="random", groups=1)
    await moderator.say("breakout.publish", **GROUP, minutes=30)
    await citizen.find_group()
    await citizen.at.page.evaluate(REMEMBER)
    for n in range(BURST):
        await moderator.say("breakout.broadcast", **GROUP, text=f"Nachricht {n}.")
    await expect(citizen.at.page.locator("#status")).to_contain_text(f"Nachricht {BURST - 1}.")
    spoken: list[tuple[float, str]] = await citizen.at.page.evaluate("spoken")
    times = [when for when, _ in spoken]
    assert all(later - earlier >= REST for earlier, later in pairwise(times)), spoken
    watch.nothing_wrong()

"""Networks that let no WebSocket through, before real pages: the evening goes on by a detour, and the page says so.

Rule: what a network does is done to the browser or on the way, never to the server.
"""

import asyncio
from pathlib import Path

import pytest
from playwright.async_api import Browser, CDPSession, Route, expect

from tests.browser.bad_network import BadNetwork
from tests.browser.people import PHONE, Citizen, Visitor
from tests.browser.server import LiveServer
from tests.browser.small import OPTIONS, small
from tests.browser.voices import PATIENCE, Voice, Voices
from tests.browser.watch import Watch

DETOUR, STRAIGHT = "html[data-live=linked][data-way=detour]", "html[data-live=linked][data-way=straight]"
REFUSED = """
globalThis.WebSocket = class extends EventTarget {
  readyState = 0;
  constructor() {
    super();
    globalThis.sockets = (globalThis.sockets ?? 0) + 1;
    setTimeout(() => {
      this.readyState = 3;
      this.onclose?.({ code: 1006 });
    });
  }
  send() {}
  close() {}
};
"""
SWALLOWED = """
globalThis.WebSocket = class extends EventTarget {
  readyState = 0;
  constructor() {
    super();
    setTimeout(() => {
      this.readyState = 1;
      this.onopen?.({});
    });
  }
  send() {}
  close() {}
};
"""
WALLED = (
    "This network wants you to sign in first: open any other website, accept there, and come back. "
    "What you have entered is kept."
)
PORTAL = "<!doctype html><title>Hotel</title><p>Bitte melden Sie sich an."
FIRST, SECOND, _ = ({"de": words} for words in OPTIONS)
WAS = {"step": "fragen", "part": "was"}


async def _behind(browser: Browser, watch: Watch, network: str, *, language: str = "de") -> Visitor:
    visitor = await Visitor.arrive(browser, watch, size=PHONE, language=language)
    await visitor.context.add_init_script(network)
    return visitor


async def _open_question(moderator: Voice) -> None:
    await moderator.say("agenda.start")
    await moderator.say("agenda.go_to", **WAS)
    await moderator.say("question.open", **WAS)


async def _answered(moderator: Voice, people: int) -> None:
    def enough() -> bool:
        question = moderator.page.views["moderators"]["steps"]["fragen"]["questions"]["was"]
        return bool(question.get("answered", 0) >= people)

    async with asyncio.timeout(PATIENCE):
        await moderator.page.until(enough)


def _conditions(**more: float | bool) -> dict[str, float | bool]:
    return {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1, **more}


async def _network(visitor: Visitor, **conditions: float | bool) -> CDPSession:
    session = await visitor.context.new_cdp_session(visitor.page)
    await session.send("Network.enable")
    await session.send("Network.emulateNetworkConditions", _conditions(**conditions))
    return session


@pytest.mark.parametrize("network", [REFUSED, SWALLOWED], ids=["refused", "swallowed"])
async def test_a_small_evening_goes_by_where_no_websocket_gets_through(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices, network: str
) -> None:
    evening = await server.begin(small())
    rosa = Citizen(await _behind(browser, watch, network), "Rosalinde")
    moderator = await voices.moderator(evening)
    await rosa.join(evening)
    await rosa.at.page.wait_for_selector(DETOUR)
    await rosa.at.reads(rosa.at.say("by a detour"))
    await _open_question(moderator)
    await rosa.vote([FIRST])
    await rosa.vote([SECOND])
    await _answered(moderator, 1)
    await moderator.say("question.close", **WAS)
    await moderator.say("agenda.go_to", step="gruppen")
    await moderator.say("breakout.draft_rooms", step="gruppen", source="random", groups=1)
    await moderator.say("breakout.publish", step="gruppen", minutes=30)
    await rosa.pin("Im Park war es kühler")
    await moderator.say("agenda.end")
    await rosa.at.reads(rosa.at.say("Thank you for being here."))
    watch.nothing_wrong()


async def test_a_tab_remembers_the_detour_and_a_new_network_is_tried_straight(
    browser: Browser, server: LiveServer, watch: Watch
) -> None:
    evening = await server.begin(small())
    rosa = Citizen(await _behind(browser, watch, REFUSED), "Rosalinde")
    await rosa.join(evening)
    await rosa.at.page.wait_for_selector(DETOUR)
    await rosa.at.reload()
    await rosa.at.page.wait_for_selector(DETOUR)
    assert await rosa.at.page.evaluate("globalThis.sockets ?? 0") == 0
    await rosa.at.page.evaluate("dispatchEvent(new Event('online'))")
    await rosa.at.reload()
    await rosa.at.page.wait_for_selector(DETOUR)
    assert await rosa.at.page.evaluate("globalThis.sockets") == 2
    watch.nothing_wrong()


async def test_where_nothing_is_in_the_way_nobody_takes_the_detour(
    browser: Browser, server: LiveServer, watch: Watch
) -> None:
    evening = await server.begin(small())
    rosa = Citizen(await Visitor.arrive(browser, watch, size=PHONE), "Rosalinde")
    await rosa.join(evening)
    await rosa.at.page.wait_for_selector(STRAIGHT)
    with watch.lost_line():
        async with rosa.at.loses_its_line():
            await server.restart()
        await rosa.at.page.wait_for_selector(STRAIGHT)
    watch.nothing_wrong()


async def test_a_ballot_gets_through_on_a_slow_line_that_is_a_detour(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices
) -> None:
    evening = await server.begin(small())
    moderator = await voices.moderator(evening)
    await _open_question(moderator)
    rosa = Citizen(await _behind(browser, watch, REFUSED), "Rosalinde")
    await _network(rosa.at, latency=400, downloadThroughput=50_000, uploadThroughput=50_000)
    await rosa.join(evening)
    await rosa.at.page.wait_for_selector(DETOUR)
    await rosa.vote([FIRST])
    await _answered(moderator, 1)
    watch.nothing_wrong()


async def test_what_is_entered_without_a_network_is_sent_once_when_it_is_back(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices
) -> None:
    evening = await server.begin(small())
    moderator = await voices.moderator(evening)
    await _open_question(moderator)
    rosa = Citizen(await _behind(browser, watch, REFUSED), "Rosalinde")
    await rosa.join(evening)
    await rosa.at.page.wait_for_selector(DETOUR)
    posted: list[str] = []
    rosa.at.page.on("request", lambda asked: posted.append(asked.post_data or "") if "/line/" in asked.url else None)
    with watch.lost_line():
        session = await _network(rosa.at, offline=True)
        await rosa.choose([FIRST])
        await rosa.at.press("Send")
        await rosa.at.page.wait_for_selector("html[data-live=broken]", state="attached")
        await session.send("Network.emulateNetworkConditions", _conditions())
        await rosa.saved()
    await _answered(moderator, 1)
    ids = {words for words in posted if "poll.cast_ballot" in words}
    assert len(ids) == 1, "however often it is said, it is one command"
    watch.nothing_wrong()


async def test_a_ballot_whose_requests_lose_their_answers_counts_once(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices
) -> None:
    evening = await server.begin(small())
    moderator = await voices.moderator(evening)
    await _open_question(moderator)
    rosa = Citizen(await _behind(browser, watch, REFUSED), "Rosalinde")
    await rosa.join(evening)
    await rosa.at.page.wait_for_selector(DETOUR)
    lost = 0

    async def lose_the_answer(route: Route) -> None:
        nonlocal lost
        lost += 1
        await route.fetch()
        await route.abort()

    with watch.lost_line():
        await rosa.at.page.route("**/line/*", lose_the_answer, times=2)
        await rosa.vote([FIRST])
        await _answered(moderator, 1)
        await rosa.vote([SECOND])
    assert lost == 2
    watch.nothing_wrong()


async def test_after_sleep_the_page_shows_what_went_on_meanwhile(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices
) -> None:
    evening = await server.begin(small())
    moderator = await voices.moderator(evening)
    rosa = Citizen(await _behind(browser, watch, REFUSED), "Rosalinde")
    await rosa.join(evening)
    await rosa.at.page.wait_for_selector(DETOUR)
    session = await rosa.at.context.new_cdp_session(rosa.at.page)
    with watch.lost_line():
        await session.send("Page.setWebLifecycleState", {"state": "frozen"})
        server.break_off(await rosa.at.secrets())
        await _open_question(moderator)
        await session.send("Page.setWebLifecycleState", {"state": "active"})
        await rosa.vote([FIRST])
    await _answered(moderator, 1)
    watch.nothing_wrong()


async def test_a_restart_of_the_server_is_survived_on_the_detour(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices
) -> None:
    evening = await server.begin(small())
    rosa = Citizen(await _behind(browser, watch, REFUSED), "Rosalinde")
    await rosa.join(evening)
    await rosa.at.page.wait_for_selector(DETOUR)
    with watch.lost_line():
        await server.restart()
        moderator = await voices.moderator(evening)
        await _open_question(moderator)
        await rosa.vote([FIRST])
    await rosa.at.page.wait_for_selector(DETOUR)
    await _answered(moderator, 1)
    watch.nothing_wrong()


@pytest.mark.parametrize("language", ["de", "ar"])
async def test_a_network_that_answers_itself_is_named_and_never_taken_for_a_connection(
    browser: Browser, server: LiveServer, watch: Watch, language: str
) -> None:
    evening = await server.begin(small(languages=["de", "ar"]))
    rosa = Citizen(await Visitor.arrive(browser, watch, size=PHONE, language=language), "Rosalinde", language)
    await rosa.join(evening)
    await rosa.at.page.wait_for_selector(STRAIGHT)

    async def answer_instead(route: Route) -> None:
        await route.fulfill(body=PORTAL, content_type="text/html")

    with watch.lost_line():
        await rosa.at.page.add_init_script(REFUSED)
        await rosa.at.page.evaluate(f"() => {{ {REFUSED} }}")
        await rosa.at.page.route("**/stream**", answer_instead)
        await rosa.at.page.route("**/stream/**", answer_instead)
        server.break_off(await rosa.at.secrets())
        await rosa.at.reads(rosa.at.say(WALLED))
        await expect(rosa.at.page.locator("html")).to_have_attribute("data-live", "broken")
        await rosa.at.page.unroute_all()
        await rosa.at.page.wait_for_selector(DETOUR)
    await expect(rosa.at.page.get_by_text(rosa.at.say(WALLED))).to_have_count(0)
    watch.nothing_wrong()


@pytest.mark.parametrize("network", ["", REFUSED], ids=["straight", "detour"])
async def test_on_400_kbit_with_400_ms_and_lost_packets_people_join_and_vote(
    browser: Browser, tmp_path: Path, network: str
) -> None:
    async with BadNetwork.before_a_server(tmp_path) as way:
        watch = Watch(way.server.settings.address.removeprefix("http://"))
        evening, voices = await way.server.begin(small()), Voices(way.server)
        moderator = await voices.moderator(evening)
        await _open_question(moderator)
        way.delay, way.bytes_per_second, way.every = 0.2, 50_000, 20
        rosa = Citizen(await _behind(browser, watch, network), "Rosalinde")
        await rosa.join(evening)
        await rosa.at.page.wait_for_selector(DETOUR if network else STRAIGHT)
        await rosa.vote([FIRST])
        await rosa.vote([SECOND])
        await _answered(moderator, 1)
        await voices.leave()
        await rosa.at.leave()
        watch.nothing_wrong()


@pytest.mark.parametrize("network", ["", REFUSED], ids=["straight", "detour"])
async def test_what_is_said_on_a_line_that_hangs_is_said_again_on_another_and_counts_once(
    browser: Browser, tmp_path: Path, network: str
) -> None:
    async with BadNetwork.before_a_server(tmp_path, idle_seconds="0.5") as way:
        watch = Watch(way.server.settings.address.removeprefix("http://"))
        evening, voices = await way.server.begin(small()), Voices(way.server)
        await _open_question(await voices.moderator(evening))
        rosa = Citizen(await _behind(browser, watch, network), "Rosalinde")
        await rosa.join(evening)
        await rosa.at.page.wait_for_selector(DETOUR if network else STRAIGHT)
        with watch.lost_line():
            await way.only(2)
            way.hang()
            await rosa.vote([FIRST])
        await rosa.at.page.wait_for_selector(DETOUR if network else STRAIGHT)
        await _answered(await voices.moderator(evening), 1)
        await rosa.at.leave()
        watch.nothing_wrong()

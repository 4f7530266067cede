"""Groups that meet by video: one tap on the phone, and the right room, name and role. The server is a stand-in."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.async_api import Browser, Page, expect

from live.conference import rooms
from tests.browser.people import LAPTOP, PHONE, Citizen, Desk, Visitor
from tests.browser.server import Evening, LiveServer
from tests.browser.small import small
from tests.browser.voices import Voice, Voices
from tests.browser.watch import Watch
from tests.conference.standin import SECRET, StandIn, stand_in

GROUP = {"step": "gruppen"}


@pytest.fixture
async def bbb() -> AsyncIterator[StandIn]:
    """A city's BigBlueButton server."""
    async with stand_in() as made:
        yield made


@pytest.fixture
async def server(tmp_path: Path, bbb: StandIn) -> AsyncIterator[LiveServer]:
    """A server that knows it."""
    started = await LiveServer.start(tmp_path / "live.db", bigbluebutton_url=bbb.url, bigbluebutton_secret=SECRET)
    yield started
    await started.stop()


@pytest.fixture
def watch(server: LiveServer, bbb: StandIn) -> Watch:
    """People may go to both."""
    return Watch(server.settings.address.removeprefix("http://"), others={urlsplit(bbb.url).netloc})


async def _evening(server: LiveServer, voices: Voices, video: str = "bigbluebutton") -> tuple[Evening, Voice]:
    """An evening in two groups that meet by video."""
    session = small(languages=["de", "ar"])
    agenda = [
        step.model_copy(update={"video": video, "room_names": ("Linde", "Ahorn")}) if step.id == "gruppen" else step
        for step in session.agenda
    ]
    evening = await server.begin(session.model_copy(update={"agenda": tuple(agenda)}))
    moderator = await voices.moderator(evening)
    await moderator.say("agenda.start")
    await moderator.say("agenda.go_to", **GROUP)
    return evening, moderator


async def _publish(moderator: Voice) -> None:
    await moderator.say("breakout.draft_rooms", **GROUP, source="random", groups=2)
    await moderator.say("breakout.publish", **GROUP)


async def _citizen(browser: Browser, watch: Watch, evening: Evening, name: str, language: str = "de") -> Citizen:
    visitor = await Visitor.arrive(browser, watch, size=PHONE, language=language)
    citizen = Citizen(visitor, name, language=language)
    await citizen.join(evening)
    return citizen


async def _taps_video(visitor: Visitor) -> Page:
    """The page that one tap opens beside the own one."""
    async with visitor.context.expect_page() as opening:
        await visitor.page.get_by_role("link", name=visitor.say("Video"), exact=True).click()
    return await opening.value


async def _in_the_room(page: Page, name: str, role: str) -> None:
    """Wait until the stand-in shows who has come, and see that it learnt nothing else."""
    await expect(page.locator("h1")).to_have_text(name)
    await expect(page.locator("p")).to_have_text(role)
    assert await page.evaluate("[document.referrer, String(window.opener)]") == ["", "null"]


async def test_one_tap_leads_from_the_phone_into_the_room_of_the_own_group(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices, bbb: StandIn
) -> None:
    evening, moderator = await _evening(server, voices)
    rosa = await _citizen(browser, watch, evening, "Rosa & Söhne")
    await voices.citizen(evening, "Nour")
    await _publish(moderator)
    await rosa.find_group()
    await _in_the_room(await _taps_video(rosa.at), "Rosa & Söhne", "VIEWER")
    await rosa.find_group()
    old = rosa.room
    await moderator.say("breakout.move_person", **GROUP, person=await _person(moderator, "Rosa & Söhne"), room=3 - old)
    await expect(rosa.at.page.locator(".group-head")).to_contain_text(rosa.at.say("Your group %(n)s", n=3 - old))
    await _in_the_room(await _taps_video(rosa.at), "Rosa & Söhne", "VIEWER")
    (first, *_), (second, *_) = bbb.joined
    assert first != second, "another group meets in another room"
    assert bbb.meetings.keys() == {first, second}
    watch.nothing_wrong()


async def test_whoever_moderates_comes_into_the_room_as_moderator(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices, bbb: StandIn
) -> None:
    evening, moderator = await _evening(server, voices)
    await voices.citizen(evening, "Nour")
    await _publish(moderator)
    console = await Visitor.arrive(browser, watch, size=PHONE)
    await console.open(await server.link(evening, "group_moderator", "2"))
    await _in_the_room(await _taps_video(console), console.say("Group moderation"), "MODERATOR")
    desk = Desk(await Visitor.arrive(browser, watch, size=LAPTOP))
    await desk.at.open(await server.link(evening, "moderator"))
    await desk.at.page.get_by_role("button", name="Ahorn").click()
    await _in_the_room(await _taps_video(desk.at), desk.at.say("Moderation"), "MODERATOR")
    assert len(bbb.meetings) == 1, "both are in the same room"
    watch.nothing_wrong()


@pytest.mark.parametrize("language", ["de", "ar"])
async def test_a_room_that_does_not_open_is_told_calmly_and_opens_when_it_is_tried_again(
    browser: Browser,
    server: LiveServer,
    watch: Watch,
    voices: Voices,
    bbb: StandIn,
    monkeypatch: pytest.MonkeyPatch,
    language: str,
) -> None:
    monkeypatch.setattr(rooms, "FAILED_SECONDS", 0)
    bbb.mood = "failed"
    evening, moderator = await _evening(server, voices)
    nour = await _citizen(browser, watch, evening, "نور", language)
    await _publish(moderator)
    await nour.find_group()
    with watch.lost_line():  # the browser tells a 503 as an error
        page = await _taps_video(nour.at)
        await expect(page.locator("h1")).to_have_text(nour.at.say("The video room does not open"))
    assert await page.evaluate("document.documentElement.lang") == language
    wide = await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide == 0
    bbb.mood = "well"
    await page.get_by_role("link", name=nour.at.say("Try again"), exact=True).click()
    await expect(page.locator("h1")).to_have_text("نور")
    watch.nothing_wrong()


async def test_without_the_server_the_desk_reads_it_before_the_groups_are_announced(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices
) -> None:
    evening, moderator = await _evening(server, voices, "jitsi")
    rosa = await _citizen(browser, watch, evening, "Rosa")
    desk = await Visitor.arrive(browser, watch, size=LAPTOP)
    await desk.open(await server.link(evening, "moderator"))
    await expect(desk.page.locator(".draft-warning")).to_contain_text("jitsi_url")
    await _publish(moderator)
    await rosa.find_group()
    await expect(rosa.at.page.get_by_role("link", name=rosa.at.say("Video"), exact=True)).to_have_count(0)
    await rosa.pin("Es geht auch so")
    watch.nothing_wrong()


async def _person(moderator: Voice, name: str) -> str:
    """The id under which the desk knows somebody."""

    def known(seen: dict[str, Any]) -> dict[str, str]:
        return {person.get("name", ""): id_ for id_, person in seen["people"]["people"].items()}

    return known(await moderator.sees("moderators", lambda seen: name in known(seen)))[name]

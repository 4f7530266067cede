"""Into the video room of the own group and into no other: real pages, a real server, a stand-in for BigBlueButton."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from live.hub.hub import Hub
from tests.conference.standin import SECRET, Mood, StandIn, stand_in
from tests.hub.pages import SESSION
from tests.web.browser import Browser, House, Socket, server, visit

GROUPS = {"step": "groups-1"}


def plan(video: str) -> dict[str, Any]:
    """The evening of the other tests, whose groups meet on a server of the city."""
    session = deepcopy(SESSION)
    for step in session["agenda"]:
        if step["kind"] == "breakout":
            step |= {"video": video, "video_links": [], "room_names": ["Linde"], "group_moderators": ["Tomasz"]}
    return session


@dataclass
class City:
    """A server with an evening, and Rosa in group 1, Henk in group 2."""

    house: House
    bbb: StandIn
    desk: Socket
    office: Browser
    people: dict[str, Browser]
    sockets: dict[str, Socket]

    async def path(self, name: str) -> str:
        """The link that somebody's page shows."""
        room = 1 if name == "Rosa" else 2
        seen = await self.sockets[name].shows(f"room:groups-1:{room}", lambda seen: "video" in seen)
        link: str = seen["video"]
        return link

    async def goes(self, name: str, **headers: str) -> httpx.Response:
        """Somebody taps on Video."""
        return await self.people[name].web.get(await self.path(name), headers=headers)


@asynccontextmanager
async def city(folder: Path, video: str = "bigbluebutton", mood: Mood = "well", **settings: str) -> AsyncIterator[City]:
    async with stand_in(mood) as bbb:
        known = {"bigbluebutton_url": bbb.url, "bigbluebutton_secret": SECRET, "jitsi_url": "https://meet.example"}
        async with server(folder, **(known | settings)) as (log, running), visit(log, running, plan(video)) as house:
            office = await house.working("moderator")
            desk = await office.socket("moderator")
            people = {name: await house.participant(name) for name in ("Rosa", "Henk")}
            sockets = {name: await browser.socket("participant") for name, browser in people.items()}
            await desk.done("agenda.start")
            await desk.done("agenda.go_to", **GROUPS)
            await desk.done("breakout.draft_rooms", **GROUPS, groups=2)
            for room, socket in enumerate(sockets.values(), 1):
                seen = await socket.shows("me", lambda seen: "person" in seen)
                await desk.do("breakout.move_person", **GROUPS, person=seen["person"], room=room)
            await desk.done("breakout.publish", **GROUPS)
            yield City(house, bbb, desk, office, people, sockets)


def asked(answer: httpx.Response) -> dict[str, str]:
    """What the address of a room says."""
    assert answer.status_code == 303, answer.text
    return {name: values[0] for name, values in parse_qs(urlsplit(answer.headers["location"]).query).items()}


async def test_a_participant_gets_into_the_room_of_the_own_group_by_the_name_on_the_page(tmp_path: Path) -> None:
    async with city(tmp_path) as here:
        answer = await here.goes("Rosa")
        said = asked(answer)
        assert (said["fullName"], said["role"]) == ("Rosa", "VIEWER")
        assert answer.headers["location"].startswith(here.bbb.url)
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["cache-control"] == "no-store"
        other = asked(await here.goes("Henk"))
        assert other["meetingID"] != said["meetingID"]
        assert here.bbb.wrong == 0
        assert len(here.bbb.meetings) == 2
        assert "Linde" in here.bbb.heads[0].split(" ")[1]


async def test_nobody_gets_into_the_room_of_another_group(tmp_path: Path) -> None:
    async with city(tmp_path) as here:
        other = await here.path("Henk")
        answer = await here.people["Rosa"].web.get(other)
        assert answer.status_code == 403
        assert "Ihre Gruppe trifft sich in einem anderen Raum" in answer.text
        console = await here.house.working("group_moderator", "2")
        dialogue = here.house.dialogue
        for path in (other, f"/console/{dialogue}/1/meeting/groups-1/1", f"/desk/{dialogue}/meeting/groups-1/1"):
            assert (await console.web.get(path)).status_code == 403, path
        assert (await console.web.get(f"/console/{dialogue}/2/meeting/groups-1/1")).status_code == 404
        for browser in (here.house.browser(), await here.house.working("projector")):
            for path in (other, f"/console/{dialogue}/2/meeting/groups-1/2", f"/desk/{dialogue}/meeting/groups-1/2"):
                assert (await browser.web.get(path)).status_code == 403, path
        assert here.bbb.heads == [], "nobody was asked for a room"


async def test_whoever_moderates_joins_as_moderator(tmp_path: Path) -> None:
    async with city(tmp_path) as here:
        dialogue = here.house.dialogue
        named = await here.house.working("group_moderator", "1")
        group = await named.socket("group_moderator", 1)
        link = (await group.shows("console:1", lambda seen: "video" in seen["group"]))["group"]["video"]
        said = asked(await named.web.get(link))
        assert (said["fullName"], said["role"]) == ("Tomasz", "MODERATOR")
        assert said["meetingID"] == asked(await here.goes("Rosa"))["meetingID"]
        nameless = await here.house.working("group_moderator", "2")
        said = asked(await nameless.web.get(f"/console/{dialogue}/2/meeting/groups-1/2"))
        assert (said["fullName"], said["role"]) == ("Gruppenmoderation", "MODERATOR")
        rooms = (await here.desk.shows("moderators", lambda seen: seen["steps"]["groups-1"]["rooms"]))["steps"]
        for number, room in rooms["groups-1"]["rooms"].items():
            said = asked(await here.office.web.get(room["video"]))
            assert (said["fullName"], said["role"]) == ("Moderation", "MODERATOR"), number
        assert len(here.bbb.meetings) == 2


async def test_whoever_is_moved_gets_into_the_other_room_and_no_more_into_the_old_one(tmp_path: Path) -> None:
    async with city(tmp_path) as here:
        old = await here.path("Rosa")
        theirs = asked(await here.goes("Henk"))["meetingID"]
        me = here.sockets["Rosa"].views["me"]["person"]
        await here.desk.done("breakout.move_person", **GROUPS, person=me, room=2)
        seen = await here.sockets["Rosa"].shows("room:groups-1:2", lambda seen: "video" in seen)
        assert asked(await here.people["Rosa"].web.get(seen["video"]))["meetingID"] == theirs
        assert (await here.people["Rosa"].web.get(old)).status_code == 403


async def test_after_merging_both_groups_meet_in_one_room(tmp_path: Path) -> None:
    async with city(tmp_path) as here:
        theirs = asked(await here.goes("Henk"))["meetingID"]
        await here.desk.done("breakout.merge_rooms", **GROUPS, room=1, into=2)
        seen = await here.sockets["Rosa"].shows("room:groups-1:2", lambda seen: "video" in seen)
        assert asked(await here.people["Rosa"].web.get(seen["video"]))["meetingID"] == theirs


async def test_no_page_log_or_figure_ever_holds_the_secrets(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    async with city(tmp_path) as here:
        with caplog.at_level("DEBUG"):
            told = [str((await here.goes("Rosa")).headers)]
            here.bbb.mood = "failed"
            desk = f"/desk/{here.house.dialogue}"
            paths = ("/protocol.json", "/metrics", f"{desk}/export.json", f"{desk}/meeting/groups-1/2")
            told += [(await here.office.web.get(path)).text for path in paths]
        async with Hub(here.house.log) as hub:
            key = (await hub.dialogue(here.house.dialogue)).state.conference_key
        told += [*here.desk.texts, *here.sockets["Rosa"].texts, *(record.getMessage() for record in caplog.records)]
        assert len(key) == 64
        assert not [secret for secret in (SECRET, key) if secret in "".join(told)]
        ours = [record.getMessage() for record in caplog.records if record.name.startswith("live.")]
        assert ours == ["the conference server made no room"]


async def test_whoever_has_no_name_is_a_guest(tmp_path: Path) -> None:
    async with city(tmp_path) as here:
        await here.sockets["Rosa"].done("people.rename", name="")
        assert asked(await here.goes("Rosa"))["fullName"] == "Gast"


@pytest.mark.parametrize(
    ("language", "words", "way"),
    [
        ("de", "Der Abend geht auch ohne ihn weiter", "Noch einmal versuchen"),
        ("ar", "تستمر الأمسية من دونها", "المحاولة مرّة أخرى"),
    ],
)
async def test_a_room_that_does_not_open_is_told_in_the_persons_language_and_can_be_tried_again(
    language: str, words: str, way: str, tmp_path: Path
) -> None:
    async with city(tmp_path, mood="failed") as here:
        here.people["Rosa"].web.cookies.set("language", language)
        answer = await here.goes("Rosa")
        assert answer.status_code == 503
        assert f'lang="{language}"' in answer.text
        assert words in answer.text
        assert way in answer.text
        assert f'href="{await here.path("Rosa")}"' in answer.text
        assert await here.house.counted("live_meetings_total", outcome="failed") >= 1


async def test_without_the_settings_there_is_no_link_and_the_desk_is_told(tmp_path: Path) -> None:
    async with city(tmp_path, bigbluebutton_url="", bigbluebutton_secret="") as here:
        seen = await here.sockets["Rosa"].shows("room:groups-1:1", lambda seen: seen["phase"] == "running")
        assert "video" not in seen
        desk = await here.desk.shows("moderators", lambda seen: seen["steps"]["groups-1"])
        assert desk["steps"]["groups-1"]["video_missing"] == "bigbluebutton"
        path = f"/p/{here.house.dialogue}/meeting/groups-1/1"
        assert (await here.people["Rosa"].web.get(path)).status_code == 404


async def test_jitsi_is_linked_directly_and_its_rooms_outlive_a_restart(tmp_path: Path) -> None:
    async with city(tmp_path, "jitsi") as here:
        link = await here.path("Rosa")
        assert link.startswith("https://meet.example/")
        assert link != await here.path("Henk")
        assert link not in "".join(here.sockets["Henk"].texts)
        path = f"/p/{here.house.dialogue}/meeting/groups-1/1"
        assert (await here.people["Rosa"].web.get(path)).status_code == 404
        assert here.bbb.heads == []
        cookies, dialogue, code = here.people["Rosa"].web.cookies, here.house.dialogue, here.house.code
    async with server(tmp_path, jitsi_url="https://meet.example") as (log, running):
        again = House(running.settings, log, dialogue, code).browser()
        again.web.cookies = cookies
        shown = await (await again.socket("participant")).shows("room:groups-1:1", lambda seen: "video" in seen)
        assert shown["video"] == link
        await again.close()


@pytest.mark.parametrize("path", ["meeting/nowhere/1", "meeting/groups-1/99", "meeting/poll-1/1", "meeting/groups-2/1"])
async def test_there_is_nothing_where_no_group_meets(path: str, tmp_path: Path) -> None:
    async with city(tmp_path) as here:
        assert (await here.office.web.get(f"/desk/{here.house.dialogue}/{path}")).status_code == 404
        assert here.bbb.heads == []

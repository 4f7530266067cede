"""Lines without WebSockets: the same frames, the same door, the same limits; and how they end."""

import json
from pathlib import Path

import pytest

from live.hub.frames import LARGEST_FRAME, NO_DIALOGUE, RESTARTING, SET_ASIDE, SIGNED_OUT, TOO_FAST, WRONG_ORIGIN
from live.web.streams import SIGN
from tests.web.browser import House, house, server, visit
from tests.web.streaming import Refused, lines_of, streamed


async def test_a_page_begins_as_it_does_on_a_socket(here: House) -> None:
    browser = await here.working("moderator")
    socket = await browser.socket("moderator")
    await socket.until(lambda frame: "snapshot" in frame)
    async with streamed(browser, "moderator") as page:
        await page.until(lambda frame: "snapshot" in frame)
    assert [frame.keys() for frame in page.frames] == [frame.keys() for frame in socket.frames]
    assert page.frames[0]["welcome"]["run"] == socket.frames[0]["welcome"]["run"]


async def test_nothing_on_the_way_may_keep_or_gather_what_is_said(here: House) -> None:
    browser = await here.working("moderator")
    browser.web.headers["accept-encoding"] = "gzip"
    async with streamed(browser, "moderator") as page:
        headers = page.head.headers
    assert headers["content-type"].startswith("text/event-stream")
    assert headers["cache-control"] == "no-store"
    assert headers["x-accel-buffering"] == "no"
    assert "content-encoding" not in headers
    assert "content-length" not in headers


async def test_an_evening_goes_on_over_streams_and_sockets_alike(here: House) -> None:
    desk = await (await here.working("moderator")).socket("moderator")
    rosa = await here.participant("Rosa")
    async with streamed(await here.working("moderator"), "moderator") as other, streamed(rosa, "participant") as page:
        await other.done("agenda.start")
        await page.done("hands.raise")
        await desk.shows("moderators", lambda seen: len(seen["hands"]["raised"]) == 1)
        await other.shows("moderators", lambda seen: len(seen["hands"]["raised"]) == 1)
        await page.shows("me", lambda seen: "hand" in seen)
        await page.send({"resync": ["me"]})
        again = await page.until(lambda frame: frame.get("view") == "me" and "snapshot" in frame)
        assert again["snapshot"] == page.views["me"]
        rejected = await page.do("agenda.end")
        assert "reject" in rejected


async def test_a_page_that_comes_back_gets_what_it_missed_and_no_snapshot(here: House) -> None:
    browser = await here.working("moderator")
    async with streamed(browser, "moderator") as first:
        await first.until(lambda frame: "snapshot" in frame)
    desk = await (await here.working("moderator")).socket("moderator")
    await desk.done("agenda.start")
    known = {"run": first.frames[0]["welcome"]["run"], "versions": {"moderators": first.frames[1]["version"]}}
    async with streamed(browser, "moderator", known=known) as second:
        missed = await second.until(lambda frame: "view" in frame)
    assert "patch" in missed
    assert missed["version"] == first.frames[1]["version"] + 1


async def test_a_command_whose_answer_was_lost_counts_once_on_the_next_line(here: House) -> None:
    browser = await here.participant("Rosa")
    command = {"id": "once", "type": "people.rename", "name": "Rosalinde"}
    async with streamed(browser, "participant") as page:
        await page.send(command)
    async with streamed(browser, "participant") as page:
        await page.send(command)
        first = await page.until(lambda frame: frame.get("ack") == "once")
        await page.send(command)
        assert await page.until(lambda frame: frame.get("ack") == "once") == first


async def test_a_group_moderator_has_a_line_of_the_own_group_only(here: House) -> None:
    browser = await here.working("group_moderator", "1")
    async with streamed(browser, "group_moderator", 1) as page:
        await page.shows("console:1", lambda seen: seen["room_number"] == 1)
        assert (await page.post('{"resync":["console:1"]}')).status_code == 204
    with pytest.raises(Refused, match=str(SIGNED_OUT)):
        async with streamed(browser, "group_moderator", 2):
            pass


@pytest.mark.parametrize("origin", ["https://evil.example", "null", None, "http://127.0.0.1"])
async def test_a_page_of_another_origin_opens_no_line_and_says_nothing(here: House, origin: str | None) -> None:
    browser = await here.working("moderator")
    with pytest.raises(Refused) as refused:
        async with streamed(browser, "moderator", origin=origin):
            pass
    assert refused.value.answer.status_code == 403
    async with streamed(browser, "moderator") as page:
        address = f"/stream/{here.dialogue}/moderator/line/{page.line}"
        headers = {"origin": origin} if origin else {}
        answer = await browser.web.post(address, content='{"id":"x","type":"agenda.start"}', headers=headers)
        assert answer.status_code == 403
        await page.done("agenda.start")


async def test_a_line_that_stays_closed_says_why_as_a_socket_would(here: House) -> None:
    outside = here.browser()
    for role in ("participant", "moderator", "projector", "server"):
        with pytest.raises(Refused) as refused:
            async with streamed(outside, role):
                pass
        assert refused.value.answer.json() == {"closed": SIGNED_OUT}
    browser = await here.working("moderator")
    with pytest.raises(Refused) as refused:
        async with streamed(browser, "moderator", origin=None):
            pass
    assert refused.value.answer.json() == {"closed": WRONG_ORIGIN}
    await here.log.create_dialogue("gone", "00000018")
    late = here.browser()
    await late.enter(await here.link("moderator", dialogue="gone"))
    await here.log.delete_dialogue("gone")
    answer = await late.web.post(
        "/stream/gone/moderator",
        content='{"hello":{}}',
        headers={"origin": here.address, "accept": "text/event-stream"},
    )
    assert answer.json()["closed"] in (SIGNED_OUT, NO_DIALOGUE)


async def test_whoever_knows_the_name_of_a_line_but_is_not_its_page_says_nothing(here: House) -> None:
    rosa, mallory = await here.participant("Rosa"), await here.participant("Mallory")
    async with streamed(rosa, "participant") as page, streamed(mallory, "participant") as other:
        raised = '{"id":"m1","type":"hands.raise"}'
        assert (await other.post(raised, line=page.line)).status_code == 403
        mallory.web.cookies.clear()
        assert (await other.post(raised, line=page.line)).status_code == 403
        assert (await other.post(raised)).status_code == 403
        assert (await page.post(raised, line="guessed")).status_code == 410
        await page.done("hands.raise")


@pytest.mark.parametrize("text", ["", "no json", "[]", '{"hello": {"surprise": 1}}', "[" * 10_000])
async def test_who_does_not_say_hello_gets_no_line(here: House, text: str) -> None:
    browser = await here.working("moderator")
    headers = {"origin": here.address, "accept": "text/event-stream"}
    answer = await browser.web.post(f"/stream/{here.dialogue}/moderator", content=text, headers=headers)
    assert answer.status_code == 400
    assert not lines_of(here)


async def test_who_has_no_ear_for_events_gets_no_line(here: House) -> None:
    browser = await here.working("moderator")
    headers = {"origin": here.address}
    answer = await browser.web.post(f"/stream/{here.dialogue}/moderator", content='{"hello":{}}', headers=headers)
    assert answer.status_code == 400


@pytest.mark.parametrize("text", ["no json", "[]", "{}", "[" * 10_000, '{"id": 5, "type": "agenda.start"}'])
async def test_a_frame_that_is_not_understood_is_answered_and_the_line_lives(here: House, text: str) -> None:
    async with streamed(await here.working("moderator"), "moderator") as page:
        assert (await page.post(text)).status_code == 204
        await page.until(lambda frame: "malformed" in frame)
        await page.done("agenda.start")


async def test_a_frame_of_64_kib_is_read_and_a_larger_one_is_not(here: House) -> None:
    async with streamed(await here.working("moderator"), "moderator") as page:
        frame = json.dumps({"id": "c", "type": "screen.overlay", "overlay": "message", "message": ""})
        filling = "x" * (LARGEST_FRAME - len(frame))
        large = frame.replace('"message": ""', f'"message": "{filling}"')
        assert (await page.post(large)).status_code == 204
        await page.until(lambda frame: "reject" in frame)
        assert (await page.post(large + " ")).status_code == 413
        await page.done("agenda.start")


async def test_whoever_speaks_too_fast_is_sent_away(tmp_path: Path) -> None:
    async with (
        house(tmp_path, frames_per_second=0.01, frames_at_once=3) as here,
        streamed(await here.participant("Rosa"), "participant") as page,
    ):
        said = [(await page.post('{"resync":["me"]}')).status_code for _ in range(4)]
        assert said[0] == 204
        assert said[-1] == 410
        assert await page.closed() == TOO_FAST


async def test_a_person_has_so_many_pages_whatever_they_come_by(tmp_path: Path) -> None:
    async with house(tmp_path, pages_per_person=2) as here:
        rosa = await here.participant("Rosa")
        async with streamed(rosa, "participant") as first, streamed(rosa, "participant"):
            await rosa.socket("participant")
            assert await first.closed() == SET_ASIDE


async def test_a_network_that_goes_on_knocking_is_cut_short_on_both_doors_together(tmp_path: Path) -> None:
    async with house(tmp_path, refused_pages_per_place=2) as here:
        outside = here.browser()
        for expected in (403, 403, 429):
            with pytest.raises(Refused) as refused:
                async with streamed(outside, "moderator"):
                    pass
            assert refused.value.answer.status_code == expected


async def test_a_link_that_is_taken_back_ends_its_streams(here: House) -> None:
    desk = await here.working("moderator")
    browser = await here.working("projector")
    async with streamed(browser, "projector") as page:
        links = (await desk.web.get(f"/desk/{here.dialogue}/links")).json()["links"]
        [digest] = [link["digest"] for link in links if link["role"] == "projector"]
        await desk.web.delete(f"/desk/{here.dialogue}/links/{digest}")
        assert await page.closed() == SIGNED_OUT
    with pytest.raises(Refused):
        async with streamed(browser, "projector"):
            pass


async def test_the_server_says_goodbye_when_it_restarts(tmp_path: Path) -> None:
    async with (
        server(tmp_path) as (log, running),
        visit(log, running) as here,
        streamed(await here.working("moderator"), "moderator") as page,
    ):
        running.stop()
        assert await page.closed() == RESTARTING


async def test_a_person_is_here_as_long_as_the_line_is(here: House) -> None:
    desk = await (await here.working("moderator")).socket("moderator")
    async with streamed(await here.participant("Rosa"), "participant"):
        await desk.shows("moderators", lambda seen: seen["people"]["here"] == 1)
        assert await here.counted("live_streams") == 1
        assert await here.counted("live_connections", role="participant") == 1
    await desk.shows("moderators", lambda seen: seen["people"]["here"] == 0)
    assert await here.counted("live_streams") == 0
    assert await here.counted("live_connections", role="participant") == 0


async def test_the_sign_of_the_server_is_not_to_be_taken_for_anothers(here: House) -> None:
    answer = await here.browser().web.get("/stream/sign")
    assert answer.text == SIGN
    assert answer.headers["cache-control"] == "no-store"


async def test_what_comes_by_post_is_counted_by_its_outcome(here: House) -> None:
    async with streamed(await here.participant("Rosa"), "participant") as page:
        before = [await here.counted("live_said_total", outcome=outcome) for outcome in ("heard", "no_line")]
        await page.done("hands.raise")
        await page.post("{}", line="guessed")
        after = [await here.counted("live_said_total", outcome=outcome) for outcome in ("heard", "no_line")]
    assert after == [count + 1 for count in before]

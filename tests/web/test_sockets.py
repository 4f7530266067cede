"""The socket: whose pages may open it, which frames it understands, how fast it may be spoken to, how it ends."""

import asyncio
import json
import re
from pathlib import Path

import pytest
import websockets

from live.hub.frames import LARGEST_FRAME, NO_DIALOGUE, RESTARTING, SET_ASIDE, SIGNED_OUT, SUBPROTOCOL, TOO_FAST
from live.hub.task import DialogueTask, Wish
from live.web import sockets as module
from tests.web.browser import House, Running, Socket, dial, house

TOO_LARGE = 1009


async def desk(here: House) -> Socket:
    return await (await here.working("moderator")).socket("moderator")


@pytest.mark.parametrize(
    "origin",
    ["https://evil.example", "null", None, "{}.evil.example", "http://127.0.0.1", "https://127.0.0.1:{port}", "{}/"],
)
async def test_a_page_of_another_origin_is_refused_before_the_socket_opens(here: House, origin: str | None) -> None:
    browser = await here.working("moderator")
    foreign = origin.format(here.address, port=here.settings.port) if origin else None
    with pytest.raises(websockets.InvalidStatus) as refused:
        async with dial(here, f"/ws/{here.dialogue}/moderator", browser.cookies, foreign):
            pass
    assert refused.value.response.status_code == 403


async def test_with_a_public_address_only_its_own_pages_may_open_sockets(tmp_path: Path) -> None:
    public = "https://dialog.stadt.example"
    async with house(tmp_path, public_url=public) as here:
        for origin, path in [(here.address, "participant"), (f"{public}.evil.example", "participant")]:
            with pytest.raises(websockets.InvalidStatus):
                async with dial(here, f"/ws/{here.dialogue}/{path}", origin=origin):
                    pass
        async with dial(here, f"/ws/{here.dialogue}/participant", origin=public) as wire:
            assert await Socket(wire).closed() == SIGNED_OUT


@pytest.mark.parametrize("role", ["participant", "moderator", "projector", "group_moderator/1", "server", "organiser"])
async def test_whoever_is_not_signed_in_learns_it_and_nothing_else(here: House, role: str) -> None:
    async with dial(here, f"/ws/{here.dialogue}/{role}") as wire:
        socket = Socket(wire)
        assert await socket.closed() == SIGNED_OUT
        assert not socket.frames


async def test_a_role_opens_no_socket_of_another_role(here: House) -> None:
    for role, subject in [("projector", ""), ("group_moderator", "1"), ("moderator", "")]:
        browser = await here.working(role, subject)
        for other in ("participant", "moderator", "projector", "group_moderator/1", "group_moderator/2"):
            if other in {role, f"{role}/{subject}"}:
                continue
            async with dial(here, f"/ws/{here.dialogue}/{other}", browser.cookies) as wire:
                assert await Socket(wire).closed() == SIGNED_OUT


async def test_an_evening_that_was_deleted_is_not_there(here: House) -> None:
    await here.log.create_dialogue("short", "00000017")
    browser = here.browser()
    await browser.enter(await here.link("moderator", dialogue="short"))
    await here.log.delete_dialogue("short")
    async with dial(here, "/ws/short/moderator", browser.cookies) as wire:
        assert await Socket(wire).closed() in (SIGNED_OUT, NO_DIALOGUE)


async def test_the_socket_speaks_its_protocol_uncompressed(here: House) -> None:
    socket = await desk(here)
    assert socket.wire.subprotocol == SUBPROTOCOL
    assert not socket.wire.protocol.extensions
    await socket.until(lambda frame: "snapshot" in frame)
    assert socket.frames[0].keys() == {"welcome"}
    assert socket.frames[0]["welcome"].keys() == {"run", "now"}


async def test_a_page_that_comes_back_says_what_it_has(here: House) -> None:
    browser = await here.working("moderator")
    first = await browser.socket("moderator")
    await first.until(lambda frame: "snapshot" in frame)
    known = {"run": first.frames[0]["welcome"]["run"], "versions": {"moderators": first.frames[1]["version"]}}
    second = await browser.socket("moderator", hello=False)
    await second.send({"hello": known})
    await second.done("agenda.start")
    patch = await second.until(lambda frame: "view" in frame)
    assert "patch" in patch
    assert patch["version"] == first.frames[1]["version"] + 1


async def test_a_frame_of_64_kib_is_read_and_a_larger_one_ends_the_socket(here: House) -> None:
    socket = await desk(here)
    frame = json.dumps({"id": "c", "type": "screen.overlay", "overlay": "message", "message": ""})
    filling = "x" * (LARGEST_FRAME - len(frame))
    await socket.wire.send(frame.replace('"message": ""', f'"message": "{filling}"'))
    assert "reject" in await socket.until(lambda frame: "reject" in frame)
    await socket.wire.send("x" * (LARGEST_FRAME + 1))
    assert await socket.closed() == TOO_LARGE


@pytest.mark.parametrize(
    "text",
    [
        "",
        "not json",
        "[]",
        "5",
        "null",
        '"hello"',
        "{}",
        "[" * 10_000,
        '{"a":' * 10_000 + "1" + "}" * 10_000,
        '{"hello": {"surprise": 1}}',
        '{"hello": {"versions": {"everyone": null}}}',
        '{"hello": {"run": "' + "x" * 65 + '"}}',
        '{"resync": "everyone"}',
        '{"resync": [' + ",".join(['"everyone"'] * 33) + "]}",
        '{"id": 5, "type": "agenda.start"}',
        '{"type": "agenda.start"}',
        '{"id": "c", "typ": "agenda.start"}',
        '{"id": "\\ud800", "type": "agenda.start"',
    ],
    ids=lambda text: text[:24] or "empty",
)
async def test_a_frame_that_is_not_understood_is_answered_and_the_socket_lives(here: House, text: str) -> None:
    socket = await desk(here)
    await socket.wire.send(text)
    answer = await socket.until(lambda frame: "malformed" in frame or "reject" in frame)
    assert answer.get("code", "malformed") == "malformed"
    await socket.done("agenda.start")


@pytest.mark.parametrize(
    "command",
    [
        {"type": "agenda.launch"},
        {"type": "agenda.start", "surprise": 1},
        {"type": "agenda.go_to"},
        {"type": "agenda.go_to", "step": ["end"]},
        {"type": "people.join", "person": "p1"},
        {"type": "dialogue.create", "dialogue": "d", "code": "1", "session": {}},
        {"type": "people.arrive", "person": "p1"},
        {"type": "screen.size", "text_size": "NaN"},
        {"type": "agenda.replan", "minutes": {"end": 1e400}},
        {"type": {"a": 1}},
    ],
    ids=str,
)
async def test_a_command_that_does_not_exist_is_refused_as_malformed(here: House, command: dict[str, object]) -> None:
    socket = await desk(here)
    await socket.send({"id": "c1", **command})
    assert await socket.until(lambda frame: "reject" in frame) == {"reject": "c1", "code": "malformed", "params": {}}
    await socket.done("agenda.start")


@pytest.mark.parametrize("id_", ["", "x" * 65, "a b", "ä", "a\n", "\x00"])
async def test_an_id_that_is_none_is_refused(here: House, id_: str) -> None:
    socket = await desk(here)
    await socket.send({"id": id_, "type": "agenda.start"})
    assert (await socket.until(lambda frame: "reject" in frame))["code"] == "malformed"
    assert socket.views.get("moderators", {"dialogue": {"phase": "waiting"}})["dialogue"]["phase"] == "waiting"


async def test_text_that_is_no_text_harms_nobody(here: House) -> None:
    socket, other = await desk(here), await desk(here)
    await socket.wire.send('{"id": "c1", "type": "screen.overlay", "overlay": "message", "message": "\\ud800"}')
    await other.done("agenda.start")
    await socket.until(lambda frame: "malformed" in frame or "reject" in frame or "ack" in frame)
    await socket.done("screen.overlay", overlay="message", message="\x00 \u202e \uffff 👩‍👩‍👧")
    seen = await other.shows("moderators", lambda seen: seen["screen"].get("overlay") == "message")
    assert seen["screen"]["message"].endswith("👩‍👩‍👧")


@pytest.mark.parametrize(
    ("more", "code"),
    [("-ab" * 11, "breakout.not_published"), ("-ab" * 10 + "-abc", "malformed"), ("-ab" * 3_000, "malformed")],
    ids=["35", "36", "9002"],
)
async def test_a_language_tag_is_no_place_for_a_text(here: House, more: str, code: str) -> None:
    socket = await (await here.participant("Rosa")).socket("participant")
    await (await desk(here)).done("agenda.start")
    tag = f"de{more}"
    note = {"step": "groups-1", "room": 1, "text": "Bänke", "language": tag}
    assert (await socket.do("breakout.write_note", **note)).get("code") == code
    answer = await socket.do("people.speak_language", language=tag)
    assert answer.get("code", "ack") == ("malformed" if code == "malformed" else "ack")


async def test_bytes_are_not_understood_and_the_socket_lives(here: House) -> None:
    socket = await desk(here)
    await socket.wire.send(b"\x00\xff")
    assert "malformed" in await socket.until(lambda frame: "malformed" in frame)
    await socket.done("agenda.start")


async def test_three_hundred_frames_at_once_end_the_socket_and_nobody_elses(here: House) -> None:
    fast, calm = await desk(here), await desk(here)
    try:
        for number in range(300):
            await fast.send({"id": f"c{number}", "type": "hands.lower_all"})
    except websockets.ConnectionClosed:
        pass
    assert await fast.closed() == TOO_FAST
    await calm.done("agenda.start")


@pytest.mark.parametrize("chatter", [0, 3])
async def test_whoever_does_not_say_hello_is_let_go(tmp_path: Path, chatter: int) -> None:
    async with house(tmp_path, hello_seconds=0.3) as here:
        socket = await (await here.working("moderator")).socket("moderator", hello=False)
        for _ in range(chatter):
            await socket.send({"surprise": 1})
            await socket.until(lambda frame: "malformed" in frame)
        assert await socket.closed() == TOO_FAST
        assert await here.counted("live_closed_total", reason="no_hello") >= 1


async def test_the_sixth_page_of_a_person_takes_the_place_of_the_first(here: House) -> None:
    browser = await here.participant("Rosa")
    pages = [await browser.socket("participant") for _ in range(here.settings.pages_per_person + 1)]
    assert await pages[0].closed() == SET_ASIDE
    await pages[-1].done("hands.raise")
    await pages[1].done("hands.lower")


async def test_a_server_that_ends_says_come_back(here: House, tmp_path: Path) -> None:
    async with Running.over(here.log, tmp_path) as running:
        there = House(running.settings, here.log, here.dialogue, here.code)
        socket = await (await there.working("moderator")).socket("moderator")
        running.stop()
        assert await socket.closed() == RESTARTING
        for browser in there.browsers:
            await browser.close()


async def test_a_page_meets_the_same_evening_after_a_restart(here: House, tmp_path: Path) -> None:
    browser = await here.working("moderator")
    socket = await browser.socket("moderator")
    await socket.done("agenda.start")
    before = await socket.shows("moderators", lambda seen: seen["dialogue"]["phase"] == "running")
    async with Running.over(here.log, tmp_path) as running:
        there = House(running.settings, here.log, here.dialogue, here.code)
        again = there.browser()
        again.web.cookies = browser.web.cookies
        found = await again.socket("moderator")
        assert await found.shows("moderators", lambda seen: "current" in seen) == before
        assert found.frames[0]["welcome"]["run"] != socket.frames[0]["welcome"]["run"]
        await again.close()


async def test_the_protocol_is_published(here: House) -> None:
    answer = await here.browser().web.get("/protocol.json")
    told = answer.json()
    assert told["subprotocol"] == SUBPROTOCOL
    assert set(told) == {"subprotocol", "frames", "commands"}
    assert "people.join" not in answer.text
    assert not re.search(r"/work|/root|site-packages", answer.text)


async def test_a_page_that_says_more_than_is_answered_is_not_heard_until_it_is(
    here: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    socket, calm = await desk(here), await desk(here)
    waiting: list[Wish] = []
    whole = DialogueTask.ask

    def held(task: DialogueTask, wish: Wish) -> None:
        if wish.command.id.startswith("held-"):
            waiting.append(wish)
        else:
            whole(task, wish)

    monkeypatch.setattr(DialogueTask, "ask", held)
    for number in range(3 * module.MOST_UNANSWERED):
        await socket.send({"id": f"held-{number}", "type": "hands.lower_all"})
        await asyncio.sleep(0)
    await calm.done("agenda.start")
    heard = len(waiting)
    assert module.MOST_UNANSWERED <= heard < 3 * module.MOST_UNANSWERED
    answered = 0
    while answered < 3 * module.MOST_UNANSWERED:
        for wish in waiting[answered:]:
            wish.answer(1)
        answered = len(waiting)
        await calm.done("hands.lower_all")
    last = f"held-{3 * module.MOST_UNANSWERED - 1}"
    await socket.until(lambda frame: frame.get("ack") == last)

"""Every page has what is durable, soon, in order, and nobody waits for anybody."""

import asyncio
import time
from collections.abc import Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest

from live.core.actor import GroupModerator
from live.core.audience import Audience, Console, Everyone, Moderators, Room, Self, Wall
from live.core.ids import DialogueId, PersonId, RoomNumber, StepId
from live.core.question import BallotSealed
from live.dialogue.session import Session
from live.hub import connection, frames, presence, publication, stream
from live.hub.hub import Hub
from live.hub.task import DialogueTask
from live.log.memory import MemoryLog
from live.log.port import UnknownDialogue
from live.log.sqlite import SqliteLog
from live.steps import mood_check, talk
from live.steps.mood_check import ShowHand
from tests.hub.logs import SlowLog
from tests.hub.pages import DESK, SESSION, WALL, Page, evening, joined, now, pages_of

BURDEN = {"step": "poll-1", "part": "burden"}
NAMED = {"step": "poll-1", "part": "named"}


async def test_every_page_ends_up_with_what_its_audience_may_see() -> None:
    async with evening(MemoryLog()) as (here, open_page):
        people = await joined(here, *(f"p{n}" for n in range(8)))
        desk, wall = await open_page(DESK), await open_page(WALL)
        console = await open_page(GroupModerator(RoomNumber(1), "g1"))
        phones = [await open_page(person) for person in people]
        await desk.do("agenda.start")
        for step in ("mood-1", "poll-1", "groups-1"):
            await desk.do("agenda.go_to", step=step)
        await desk.do("question.open", **BURDEN)
        for phone in phones:
            phone.ask("poll.cast_ballot", **BURDEN, chosen=["a"])
            phone.ask("hands.raise")
        await desk.do("breakout.draft_rooms", step="groups-1", groups=2)
        await desk.do("breakout.publish", step="groups-1")
        for phone in phones:
            await phone.shows("me", lambda seen: "room" in seen)
            room = phone.views["me"]["room"]["room"]
            assert not isinstance(await phone.do("breakout.write_note", step="groups-1", room=room, text="Ja"), str)
        screens: list[tuple[Page, str, Audience]] = [
            (desk, "moderators", Moderators()),
            (wall, "projector", Wall()),
            (console, "console:1", Console(RoomNumber(1))),
            *((phone, "everyone", Everyone()) for phone in phones),
            *((p, "me", Self(PersonId(f"p{n}"))) for n, p in enumerate(phones)),
            *(
                (p, f"room:groups-1:{r}", Room(StepId("groups-1"), RoomNumber(r)))
                for p in phones
                for r in [p.views["me"]["room"]["room"]]
            ),
        ]
        for page, name, audience in screens:
            assert await page.shows(name, _is(here, audience))
        assert {name for phone in phones for name in phone.views} == {
            "everyone",
            "me",
            "room:groups-1:1",
            "room:groups-1:2",
        }
        assert all(len(phone.views) == 3 for phone in phones)


async def test_many_commands_make_few_patches() -> None:
    async with evening(MemoryLog()) as (here, open_page):
        (person,) = await joined(here, "rosa")
        phone, wall = await open_page(person), await open_page(WALL)
        before = wall.seen["patch projector"]
        started = time.monotonic()
        for number in range(300):
            await phone.do("hands.lower" if number % 2 else "hands.raise")
        await phone.do("hands.raise")
        await wall.shows("projector", lambda seen: seen["hands"] == 1)
        seconds = time.monotonic() - started
        assert wall.seen["patch projector"] - before <= seconds / publication.SHORTEST_PAUSE + 2


async def test_commands_that_wait_together_make_one_commit_and_one_patch() -> None:
    log = SlowLog()
    async with evening(log) as (here, open_page):
        people = await joined(here, *(f"p{n}" for n in range(50)))
        wall = await open_page(WALL)
        phones = [await open_page(person) for person in people]
        await wall.shows("projector", lambda seen: seen["people"]["count"] == 50)
        before, head = wall.seen["patch projector"], (await log.head(here.dialogue)).seq
        log.gate.clear()
        log.reached.clear()
        first = phones[0].ask("hands.raise")
        await log.reached.wait()
        rest = [(phone, phone.ask("hands.raise")) for phone in phones[1:]]
        log.gate.set()
        await wall.shows("projector", lambda seen: seen["hands"] == 50)
        assert [phone.answer(id_) for phone, id_ in rest] == [head + 2] * 49
        assert phones[0].answer(first) == head + 1
        assert wall.seen["patch projector"] - before <= 2


async def test_a_page_that_comes_back_gets_what_it_missed_and_no_more() -> None:
    async with evening(MemoryLog()) as (here, open_page):
        (person,) = await joined(here, "rosa")
        phone, desk = await open_page(person), await open_page(DESK)
        await phone.shows("everyone", lambda seen: seen["people"]["count"] == 1)
        await phone.leave()
        await desk.do("agenda.start")
        await desk.shows("moderators", lambda seen: "current" in seen)
        back = await open_page(person, known=phone)
        assert await back.shows("everyone", lambda seen: seen == now(here, Everyone()))
        assert back.seen["snapshot everyone"] == 0
        assert back.seen["patch everyone"] >= 1


async def test_a_page_that_missed_nothing_gets_nothing() -> None:
    async with evening(MemoryLog()) as (here, open_page):
        desk = await open_page(DESK)
        await desk.do("agenda.start")
        await desk.shows("moderators", lambda seen: seen == now(here, Moderators()))
        again = await open_page(DESK, known=desk)
        await again.do("agenda.go_to", step="end")
        await again.shows("moderators", lambda seen: seen == now(here, Moderators()))
        assert again.seen["snapshot moderators"] == 0


async def test_what_changed_of_my_own_while_i_was_away_reaches_me() -> None:
    async with evening(MemoryLog()) as (here, open_page):
        (person,) = await joined(here, "rosa")
        desk, phone = await open_page(DESK), await open_page(person)
        await phone.until(lambda: "me" in phone.views)
        await phone.leave()
        await desk.do("hands.raise", person="rosa")
        await desk.shows("moderators", lambda seen: list(seen["hands"]["raised"]) == ["rosa"])
        back = await open_page(person, known=phone)
        assert await back.shows("me", lambda seen: "hand" in seen)
        assert back.versions["me"] > phone.versions["me"]


async def test_a_page_of_another_run_begins_anew() -> None:
    async with evening(MemoryLog()) as (here, open_page):
        desk = await open_page(DESK)
        await desk.until(lambda: "moderators" in desk.views)
        desk.run, desk.views = "another", {}
        again = await open_page(DESK, known=desk)
        await again.shows("moderators", lambda seen: seen == now(here, Moderators()))
        assert again.seen["snapshot moderators"] == 1


async def test_a_page_that_missed_too_much_begins_anew() -> None:
    async with evening(MemoryLog()) as (here, open_page):
        desk, wall = await open_page(DESK), await open_page(WALL)
        await wall.until(lambda: "projector" in wall.views)
        known = dict(wall.versions)
        for number in range(stream.HISTORY + 1):
            text = f"Nummer {number}"
            await desk.do("screen.overlay", overlay="message", message=text)
            await wall.shows("projector", _says(text))
        wall.versions = known
        again = await open_page(WALL, known=wall)
        assert await again.shows("projector", lambda seen: seen == now(here, Wall()))
        assert again.seen["snapshot projector"] == 1


async def test_whoever_is_moved_sees_the_new_group_and_the_old_one_no_more() -> None:
    async with evening(MemoryLog()) as (here, open_page):
        people = await joined(here, "rosa", "henk", "mira", "samir")
        desk, phone = await open_page(DESK), await open_page(people[0])
        for person in people[1:]:
            await open_page(person)
        await desk.do("agenda.start")
        await desk.do("agenda.go_to", step="groups-1")
        await desk.do("breakout.draft_rooms", step="groups-1", groups=2)
        await desk.do("breakout.publish", step="groups-1")
        old = (await phone.shows("me", lambda seen: "room" in seen))["room"]["room"]
        await phone.until(lambda: f"room:groups-1:{old}" in phone.views)
        new = 3 - old
        await desk.do("breakout.move_person", step="groups-1", person="rosa", room=new)
        await phone.until(lambda: f"room:groups-1:{new}" in phone.views)
        assert {"gone": f"room:groups-1:{old}"} in phone.frames
        assert f"room:groups-1:{old}" not in phone.views
        told = len(phone.frames)
        await desk.do("breakout.write_note", step="groups-1", room=old, text="Nicht für Rosa")
        await desk.do("breakout.write_note", step="groups-1", room=new, text="Für Rosa")
        await phone.until(lambda: "Für Rosa" in str(phone.views))
        assert "Nicht für Rosa" not in str(phone.frames[told:])


async def test_a_page_that_never_reads_delays_nobody_and_little_waits_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "OUTBOX_BYTES", 4_000)
    async with evening(MemoryLog()) as (here, open_page):
        people = await joined(here, "rosa", "henk")
        stuck, phone, desk = await open_page(people[0]), await open_page(people[1]), await open_page(DESK)
        await stuck.shows("everyone", lambda seen: seen["people"]["count"] == 2)
        stuck.gate.clear()
        for number in range(200):
            text = f"{number} " + 100 * "x"
            await desk.do("screen.overlay", overlay="message", message=text)
            await desk.shows("moderators", _tells(text))
            assert not isinstance(await phone.do("hands.lower" if number % 2 else "hands.raise"), str)
        for step in ("welcome", "mood-1", "end", "poll-1"):
            await desk.do("agenda.start" if step == "welcome" else "agenda.go_to", **_to(step))
            await phone.shows("everyone", _at(step))
        assert stuck.waiting < 3 * 4_000
        assert stuck.views["everyone"]["dialogue"]["phase"] == "waiting"


async def test_a_page_that_never_reads_and_goes_on_asking_is_sent_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "ANSWERS_BYTES", 2_000)
    async with evening(MemoryLog()) as (here, open_page):
        (person,) = await joined(here, "rosa")
        stuck = await open_page(person)
        stuck.gate.clear()
        for number in range(200):
            stuck.connection.answer(frames.ack(f"wish-{number}", number))
        assert stuck.closed == frames.TOO_FAST
        assert stuck.waiting < 2 * 2_000


async def test_a_page_that_fell_behind_gets_a_snapshot_and_then_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "OUTBOX_BYTES", 300)
    monkeypatch.setattr(publication, "SHORTEST_PAUSE", 0.0)
    async with evening(MemoryLog()) as (here, open_page):
        slow, wall, desk = await open_page(WALL), await open_page(WALL), await open_page(DESK)
        await slow.until(lambda: "projector" in slow.views)
        slow.gate.clear()
        for number in range(12):
            text = f"Nummer {number}"
            await desk.do("screen.overlay", overlay="message", message=text)
            await wall.shows("projector", _says(text))
        slow.read_on()
        await slow.shows("projector", lambda seen: seen == now(here, Wall()))
        assert slow.seen["snapshot projector"] == 2
        await desk.do("screen.overlay", overlay="none")
        await slow.shows("projector", lambda seen: "overlay" not in seen["screen"])
        assert slow.seen["snapshot projector"] == 2


async def test_views_that_are_larger_than_the_outbox_arrive_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "OUTBOX_BYTES", 100)
    async with evening(MemoryLog()) as (here, open_page):
        (person,) = await joined(here, "rosa")
        desk, phone = await open_page(DESK), await open_page(person)
        await desk.do("agenda.start")
        await phone.shows("everyone", lambda seen: seen == now(here, Everyone()))
        await phone.shows("me", lambda seen: seen == now(here, Self(PersonId("rosa"))))


async def test_a_page_may_ask_for_its_own_views_again_and_for_no_other() -> None:
    async with evening(MemoryLog()) as (here, open_page):
        (person,) = await joined(here, "rosa")
        phone = await open_page(person)
        await phone.until(lambda: {"everyone", "me"} <= phone.views.keys())
        here.resync(phone.connection, ["everyone", "moderators", "room:groups-1:1", "me"])
        await phone.until(lambda: phone.seen["snapshot me"] == 2)
        assert phone.seen["snapshot everyone"] == 2
        assert set(phone.views) == {"everyone", "me"}


async def test_nothing_is_acknowledged_or_shown_before_it_is_durable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publication, "SHORTEST_PAUSE", 0.0)
    log = SlowLog()
    async with evening(log) as (here, open_page):
        rosa, henk = await joined(here, "rosa", "henk")
        wall, phone = await open_page(WALL), await open_page(rosa)
        await wall.shows("projector", lambda seen: seen["people"]["count"] == 1)
        log.gate.clear()
        log.reached.clear()
        sent = phone.ask("hands.raise")
        await log.reached.wait()
        # Each of these is a reason to show everybody something while the command is decided and not yet durable.
        late, other = open_page.knock(WALL), open_page.knock(henk)
        here.beat()
        await wall.until(lambda: "versions" in wall.frames[-1])
        assert phone.answer(sent) is None
        assert wall.views["projector"]["hands"] == 0
        assert not late.views
        log.gate.set()
        for page in (wall, late):
            await page.shows("projector", lambda seen: (seen["hands"], seen["people"]["count"]) == (1, 2))
        await other.shows("everyone", lambda seen: seen["people"]["count"] == 2)
        await phone.until(lambda: phone.answer(sent) is not None)


async def test_what_could_not_be_saved_is_refused_and_never_shown() -> None:
    log = SlowLog()
    async with evening(log) as (here, open_page):
        (person,) = await joined(here, "rosa")
        desk, wall, phone = await open_page(DESK), await open_page(WALL), await open_page(person)
        await wall.until(lambda: "projector" in wall.views)
        head = await log.head(here.dialogue)
        log.fail_with("full")
        assert await phone.do("hands.raise", "draft-1") == "not_saved"
        assert await desk.do("agenda.start") == "not_saved"
        log.fail_with(None)
        assert await log.head(here.dialogue) == head
        assert await phone.do("hands.raise", "draft-1") == head.seq + 1
        await wall.shows("projector", lambda seen: seen["hands"] == 1)
        assert all("started_at" not in str(frame) for frame in wall.frames + desk.frames)
        assert now(here, Wall()) == wall.views["projector"]


async def test_while_the_disk_is_gone_nothing_that_failed_is_shown() -> None:
    log = SlowLog()
    async with evening(log) as (here, open_page):
        (person,) = await joined(here, "rosa")
        wall, phone = await open_page(WALL), await open_page(person)
        await wall.shows("projector", lambda seen: seen["people"]["count"] == 1)
        log.fail_with("failed")
        log.unreadable = True
        assert await phone.do("hands.raise") == "not_saved"
        other = await open_page(WALL)
        assert await phone.do("hands.raise") == "not_saved"
        log.fail_with(None)
        log.unreadable = False
        assert not isinstance(await phone.do("people.seat", seats=2), str)
        await wall.shows("projector", lambda seen: seen["people"]["count"] == 2)
        await other.shows("projector", lambda seen: seen["people"]["count"] == 2)
        assert all('"hands": 1' not in str(frame).replace("'", '"') for frame in wall.frames + other.frames)


@pytest.mark.parametrize("rule", ["decide", "fold"])
async def test_a_rule_that_fails_costs_its_own_command_only(
    rule: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    whole = getattr(mood_check, rule)

    def broken(state: object, told: object, *rest: object) -> object:
        if isinstance(told, ShowHand | BallotSealed):
            raise ZeroDivisionError("a bug")
        return whole(state, told, *rest)

    log = SlowLog()
    async with evening(log) as (here, open_page):
        people = await joined(here, "rosa", "henk")
        desk, phones = await open_page(DESK), [await open_page(person) for person in people]
        await desk.do("agenda.start")
        await desk.do("question.open", step="mood-1", part="mood")
        await desk.do("question.open", **BURDEN)
        monkeypatch.setattr(mood_check, rule, broken)
        log.gate.clear()
        log.reached.clear()
        desk.ask("screen.size", text_size=1.1)
        await log.reached.wait()
        sent = [
            phones[0].ask("hands.raise"),
            phones[0].ask("mood_check.show_hand", step="mood-1", signal="up"),
            phones[0].ask("poll.cast_ballot", **BURDEN, chosen=["a"]),
        ]
        other = phones[1].ask("hands.raise")
        log.gate.set()
        await phones[0].until(lambda: all(phones[0].answer(id_) is not None for id_ in sent))
        await phones[1].until(lambda: phones[1].answer(other) is not None)
        answers = [phones[0].answer(id_) for id_ in sent]
        assert answers[1] == "internal_error"
        assert not [answer for answer in [answers[0], answers[2], phones[1].answer(other)] if isinstance(answer, str)]
        monkeypatch.undo()
        seen = await desk.shows("moderators", lambda seen: len(seen["hands"]["raised"]) == 2)
        assert seen["steps"]["poll-1"]["questions"]["burden"]["answered"] == 1
        assert seen["steps"]["mood-1"]["answered"] == 0
        assert "a rule failed" in caplog.text


async def test_a_view_that_fails_leaves_the_other_pages_alone(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    whole = talk.view

    def broken(state: object, audience: object, look: object) -> object:
        if audience == Everyone():
            raise ZeroDivisionError("a bug")
        return whole(state, audience, look)  # type: ignore[arg-type]  # handed through as it came

    async with evening(MemoryLog()) as (here, open_page):
        (person,) = await joined(here, "rosa")
        desk, phone = await open_page(DESK), await open_page(person)
        await phone.until(lambda: "everyone" in phone.views)
        monkeypatch.setattr(talk, "view", broken)
        await desk.do("agenda.start")
        await desk.shows("moderators", lambda seen: seen["current"] == {"step": "welcome"})
        assert phone.views["everyone"]["dialogue"]["phase"] == "waiting"
        await desk.do("agenda.go_to", step="poll-1")
        await phone.shows("everyone", lambda seen: seen == now(here, Everyone()))
        assert "a view failed" in caplog.text


async def test_a_command_sent_again_counts_once_also_after_a_restart(tmp_path: Path) -> None:
    log = await SqliteLog.open(tmp_path / "live.db")
    async with evening(log) as (here, open_page):
        (person,) = await joined(here, "rosa")
        desk, phone = await open_page(DESK), await open_page(person)
        await desk.do("agenda.start")
        await desk.do("breakout.draft_rooms", step="groups-1", groups=1)
        await desk.do("breakout.publish", step="groups-1")
        note = {"step": "groups-1", "room": 1, "text": "Einmal"}
        first = await phone.do("breakout.write_note", "note-1", **note)
        again = await open_page(person)
        assert await again.do("breakout.write_note", "note-1", **note) == first
        head = await log.head(here.dialogue)
    await log.close()
    log = await SqliteLog.open(tmp_path / "live.db")
    async with Hub(log) as hub:
        there = await hub.dialogue(here.dialogue)
        async with pages_of(there) as reopen:
            phone = await reopen(person)
            assert await phone.do("breakout.write_note", "note-1", **note) == first
            assert await log.head(here.dialogue) == head
            assert now(there, Moderators())["steps"]["groups-1"]["rooms"]["1"]["notes"] == 1
    await log.close()


async def test_people_are_counted_and_not_their_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(presence, "FAREWELL_SECONDS", 0.05)
    async with evening(MemoryLog()) as (here, open_page):
        (rosa,) = await joined(here, "rosa", seats=2)
        (henk,) = await joined(here, "henk")
        wall = await open_page(WALL)
        one, two = await open_page(rosa), await open_page(rosa)
        await open_page(henk)
        one.hello()
        await wall.shows("projector", lambda seen: seen["people"]["count"] == 3)
        await one.leave()
        await open_page(henk)
        await two.do("hands.raise")
        assert (await wall.shows("projector", lambda seen: seen["hands"] == 1))["people"]["count"] == 3
        await two.leave()
        await wall.shows("projector", lambda seen: seen["people"]["count"] == 1)
        await open_page(rosa)
        await wall.shows("projector", lambda seen: seen["people"]["count"] == 3)


async def test_the_desk_sees_which_groups_have_their_console_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(presence, "FAREWELL_SECONDS", 0.05)

    def consoles(seen: dict[str, Any]) -> set[str]:
        return {number for number, room in seen["steps"]["groups-1"]["rooms"].items() if "console" in room}

    async with evening(MemoryLog()) as (here, open_page):
        await joined(here, *(f"p{n}" for n in range(8)))
        desk = await open_page(DESK)
        early = await open_page(GroupModerator(RoomNumber(1), "g1"))
        await desk.do("agenda.start")
        await desk.do("agenda.go_to", step="groups-1")
        await desk.do("breakout.draft_rooms", step="groups-1", groups=2)
        await desk.do("breakout.publish", step="groups-1")
        await desk.shows("moderators", lambda seen: consoles(seen) == {"1"})
        again, other = (
            await open_page(GroupModerator(RoomNumber(1), "g1")),
            await open_page(GroupModerator(RoomNumber(2), "g2")),
        )
        await desk.shows("moderators", lambda seen: consoles(seen) == {"1", "2"})
        await early.leave()
        await other.leave()
        await desk.shows("moderators", lambda seen: consoles(seen) == {"1"})
        await again.leave()
        await desk.shows("moderators", lambda seen: not consoles(seen))


async def test_a_reload_is_no_leaving() -> None:
    async with evening(MemoryLog()) as (here, open_page):
        (rosa,) = await joined(here, "rosa")
        wall, page = await open_page(WALL), await open_page(rosa)
        await wall.shows("projector", lambda seen: seen["people"]["count"] == 1)
        before = wall.seen["patch projector"]
        await page.leave()
        page = await open_page(rosa)
        await page.do("hands.raise")
        await wall.shows("projector", lambda seen: seen["hands"] == 1)
        assert wall.seen["patch projector"] == before + 1


async def test_whoever_comes_late_lands_in_a_group() -> None:
    async with evening(MemoryLog()) as (here, open_page):
        people = await joined(here, "rosa", "henk", "mira")
        desk = await open_page(DESK)
        for person in people:
            await open_page(person)
        await desk.do("agenda.start")
        await desk.do("agenda.go_to", step="groups-1")
        await desk.do("breakout.draft_rooms", step="groups-1", groups=2)
        await desk.do("breakout.publish", step="groups-1")
        sizes = now(here, Everyone())["step"]["rooms"]
        (late,) = await joined(here, "late")
        page = await open_page(late)
        room = (await page.shows("me", lambda seen: "room" in seen))["room"]["room"]
        assert sizes[str(room)]["people"] == 1
        seen = await page.shows(f"room:groups-1:{room}", lambda seen: "late" in seen["people"]["names"])
        assert seen["people"]["count"] == 2


async def test_results_shown_after_voting_reach_those_who_voted_before() -> None:
    async with evening(MemoryLog()) as (here, open_page):
        people = await joined(here, "rosa", "henk")
        desk, first, second = await open_page(DESK), await open_page(people[0]), await open_page(people[1])
        await desk.do("agenda.start")
        await desk.do("agenda.go_to", step="poll-1", part="named")
        await desk.do("question.open", **NAMED)
        await first.do("poll.cast_ballot", **NAMED, chosen=["a", "b"])
        await first.shows("me", lambda seen: own(seen).get("counts", {}).get("named", {}).get("ballots") == 1)
        await second.do("poll.cast_ballot", **NAMED, chosen=["a", "b"])
        await first.shows("me", lambda seen: own(seen)["counts"]["named"]["ballots"] == 2)


async def test_a_revoked_link_closes_its_pages_and_those_that_have_not_said_hello() -> None:
    async with Hub(MemoryLog()) as hub:
        here = await hub.create(SESSION)
        async with pages_of(here) as open_page:
            revoked, kept = await open_page(DESK, "one"), await open_page(DESK, "two")
            silent = type(revoked)(here, DESK, "one")
            here.admit(silent.connection)
            hub.hang_up(here.dialogue, "one")
            for page in (revoked, silent):
                await _closed(page, frames.SIGNED_OUT)
            assert kept.closed is None
            await silent.leave()
            assert not isinstance(await kept.do("agenda.start"), str)


async def test_the_line_beats_with_the_newest_versions() -> None:
    async with evening(MemoryLog()) as (here, open_page):
        (person,) = await joined(here, "rosa")
        phone = await open_page(person)
        await phone.until(lambda: {"everyone", "me"} <= phone.views.keys())
        here.beat()
        await phone.until(lambda: "versions" in phone.frames[-1])
        assert phone.frames[-1]["versions"] == phone.versions


async def test_all_pages_are_let_go_when_the_hub_ends() -> None:
    async with AsyncExitStack() as pages:
        async with Hub(MemoryLog()) as hub:
            here = await hub.create(SESSION)
            open_page = await pages.enter_async_context(pages_of(here))
            page = await open_page(DESK)
        await page.until(lambda: page.closed == frames.RESTARTING)


async def test_a_dialogue_that_is_not_there_is_not_there_for_everybody_who_asks_at_once() -> None:
    async with Hub(MemoryLog()) as hub:
        asked = [hub.dialogue(DialogueId("nowhere")) for _ in range(5)]
        answers = await asyncio.gather(*asked, return_exceptions=True)
        assert [type(answer) for answer in answers] == [UnknownDialogue] * 5


async def test_a_dialogue_is_woken_once_however_many_ask() -> None:
    log = MemoryLog()
    async with Hub(log) as hub:
        made = await hub.create(SESSION)
    async with Hub(log) as hub:
        woken = await asyncio.gather(*(hub.dialogue(made.dialogue) for _ in range(5)))
        assert len(set(map(id, woken))) == 1
        assert woken[0].state.session == Session.model_validate(SESSION)


async def test_what_another_server_appended_is_taken_in_first() -> None:
    log = MemoryLog()
    async with Hub(log) as one, Hub(log) as other:
        here = await one.create(SESSION)
        there = await other.dialogue(here.dialogue)
        async with pages_of(here) as open_here, pages_of(there) as open_there:
            desk, far = await open_here(DESK), await open_there(DESK)
            await desk.do("agenda.start")
            assert await far.do("agenda.start") == "agenda.already_started"
            await far.shows("moderators", lambda seen: seen["dialogue"]["phase"] == "running")
            assert not isinstance(await far.do("agenda.go_to", step="end"), str)
            assert await desk.do("agenda.go_to", step="end") == 3
            await desk.shows("moderators", lambda seen: seen["current"]["step"] == "end")


async def test_after_something_was_erased_everybody_begins_from_what_is_left() -> None:
    log = MemoryLog()
    async with evening(log) as (here, open_page):
        (person,) = await joined(here, "rosa")
        desk, phone = await open_page(DESK), await open_page(person)
        await desk.do("agenda.start")
        await desk.do("breakout.draft_rooms", step="groups-1", groups=1)
        await desk.do("breakout.publish", step="groups-1")
        seq = await phone.do("breakout.write_note", step="groups-1", room=1, text="Weg damit")
        assert isinstance(seq, int)
        await log.redact(here.dialogue, seq, ["/records/0/events/0/text"])
        assert not isinstance(await desk.do("agenda.go_to", step="groups-1"), str)
        seen = await desk.shows("moderators", lambda seen: seen["current"]["step"] == "groups-1")
        notes = seen["steps"]["groups-1"]["rooms"]["1"]["board"]["notes"]
        assert [note["text"] for note in notes.values()] == [""]


def _is(here: DialogueTask, audience: Audience) -> Callable[[Any], bool]:
    return lambda seen: bool(seen == now(here, audience))


def own(seen: Any) -> Any:  # noqa: ANN401 - a view is JSON
    """The own part of the poll."""
    return seen["steps"]["poll-1"]


def _says(text: str) -> Callable[[Any], bool]:
    return lambda seen: bool(seen["screen"]["message"] == text)


def _tells(text: str) -> Callable[[Any], bool]:
    return lambda seen: bool(seen["screen"].get("message") == text)


def _at(step: str) -> Callable[[Any], bool]:
    return lambda seen: bool(seen["current"]["step"] == step)


async def _closed(page: Page, code: int) -> None:
    await page.until(lambda: page.closed == code, f"close code {code}")


def _to(step: str) -> dict[str, str]:
    return {} if step == "welcome" else {"step": step}


async def test_people_are_counted_by_seats_whoever_comes_goes_or_makes_room() -> None:
    async with evening(MemoryLog()) as (here, open_page):
        rosa, henk = await joined(here, "rosa", "henk", seats=2)
        wall, phone = await open_page(WALL), await open_page(rosa)
        await wall.shows("projector", lambda seen: seen["people"]["count"] == 2)
        other = await open_page(henk)
        await wall.shows("projector", lambda seen: seen["people"]["count"] == 4)
        await phone.do("people.seat", seats=3)
        await wall.shows("projector", lambda seen: seen["people"]["count"] == 5)
        again = await open_page(rosa)
        await phone.leave()
        await other.leave()
        await wall.shows("projector", lambda seen: seen["people"]["count"] == 3)
        await again.leave()
        await wall.shows("projector", lambda seen: seen["people"]["count"] == 0)

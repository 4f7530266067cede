"""A group calls for help and is not forgotten; the desk tells the groups something."""

import pytest

from live.core.actor import Actor, Projector
from live.core.audience import Console, Everyone, Moderators
from live.core.ids import RoomNumber
from live.core.patch import View
from live.steps.breakout.commands import Broadcast, CallHelp, End, FinishHelp, MovePerson, TakeHelp
from tests.steps.breakout.rehearsal import DESK, Rehearsal, console, in_groups, person


def called(run: Rehearsal | None = None) -> Rehearsal:
    """Group 1 has called for help, as the call `h`."""
    run = run or in_groups()
    run.do(CallHelp, person(1), id="h", room=1)
    return run


def queue(run: Rehearsal) -> View:
    seen: View = run.see(Moderators()).get("help", {})
    return seen


@pytest.mark.parametrize(("actor", "role"), [(person(1), "participant"), (console(1), "console"), (DESK, "moderator")])
def test_the_group_its_moderator_and_the_desk_call_for_help(actor: Actor, role: str) -> None:
    run = in_groups()
    run.do(CallHelp, actor, id="h", room=1)
    assert queue(run) == {"h": {"room": 1, "role": role, "since": run.now}}
    assert run.room(1)["help"]["call"] == "h"
    assert "help" not in run.room(2)
    assert "help" not in run.see(Everyone())


def test_others_do_not_call_for_a_group_and_nobody_calls_twice() -> None:
    run = called()
    assert run.refusal(CallHelp, person(2), room=1) == "breakout.help_is_called"
    assert run.refusal(CallHelp, person(4), room=1) == "breakout.other_room"
    assert run.refusal(CallHelp, console(2), room=1) == "breakout.other_room"
    assert run.refusal(CallHelp, Projector(), room=2) == "not_allowed"
    assert run.refusal(CallHelp, console(2), id="h", room=2) == "breakout.id_taken"


def test_the_desk_says_who_goes_and_the_group_sees_it() -> None:
    run = called()
    run.now += 60_000
    run.do(TakeHelp, call="h", by="support")
    assert queue(run)["h"] == {
        "room": 1,
        "role": "participant",
        "since": run.now - 60_000,
        "taken_by": "support",
        "taken_at": run.now,
    }
    assert run.see(Console(RoomNumber(1)))["help"]["taken_by"] == "support"
    assert run.refusal(TakeHelp, call="h", by="support") == "breakout.already_so"
    assert run.refusal(TakeHelp, console(1), call="h") == "not_allowed"
    run.do(TakeHelp, call="h", by="moderation")
    assert queue(run)["h"]["taken_by"] == "moderation"


@pytest.mark.parametrize("actor", [person(2), console(1), DESK])
def test_whoever_is_in_the_group_or_at_the_desk_says_that_it_is_done(actor: Actor) -> None:
    run = called()
    run.do(FinishHelp, actor, call="h")
    assert queue(run) == {}
    assert "help" not in run.room(1)
    assert run.refusal(FinishHelp, call="h") == "breakout.already_so"
    run.do(CallHelp, person(1), id="again", room=1)
    assert [*queue(run)] == ["again"]


def test_others_leave_a_call_alone() -> None:
    run = called()
    assert run.refusal(FinishHelp, person(4), call="h") == "not_allowed"
    assert run.refusal(FinishHelp, console(2), call="h") == "breakout.other_room"
    assert run.refusal(FinishHelp, call="nowhere") == "breakout.no_such_call"
    run.do(MovePerson, person=person(1).person, room=2)
    assert run.refusal(FinishHelp, person(1), call="h") == "not_allowed"


def test_those_who_wait_longest_come_first() -> None:
    run = in_groups()
    for room in (3, 1, 2):
        run.do(CallHelp, console(room), id=f"h{room}", room=room)
        run.now += 1_000
    run.do(FinishHelp, call="h1")
    assert [*queue(run)] == ["h3", "h2"]


def test_all_groups_or_one_are_told_something_and_the_newest_stands() -> None:
    run = in_groups()
    run.do(Broadcast, id="b1", preset="five_minutes")
    run.do(Broadcast, id="b2", room=2, text="  Bitte ein Fenster öffnen.\n")
    assert run.room(1)["told"] == {"id": "b1", "at": run.now, "preset": "five_minutes"}
    assert run.room(2)["told"] == {"id": "b2", "at": run.now, "text": "Bitte ein Fenster öffnen."}
    assert "told" not in run.see(Everyone())
    run.do(End)
    assert "told" not in run.room(1), "called back, nobody needs to hear it any more"


def test_only_the_desk_tells_the_groups_something_and_only_while_they_are_at_work() -> None:
    run = in_groups()
    for actor in (person(1), console(1)):
        assert run.refusal(Broadcast, actor, preset="two_minutes") == "not_allowed"
    assert run.refusal(Broadcast, text=" ") == "breakout.empty"
    assert run.refusal(Broadcast, text="x" * 301) == "breakout.too_long"
    assert run.refusal(Broadcast, room=9, preset="two_minutes") == "breakout.no_such_room"
    run.do(End)
    assert run.refusal(Broadcast, preset="two_minutes") == "breakout.not_running"
    assert Rehearsal().refusal(Broadcast, preset="two_minutes") == "breakout.not_running"


def test_the_console_still_has_what_was_told_a_moment_before() -> None:
    run = in_groups()
    for number in range(1, 7):
        run.do(Broadcast, id=f"t{number}", room=1 if number % 2 else None, text=f"Satz {number}")
    seen = run.see(Console(RoomNumber(2)))
    assert seen["told"]["id"] == "t6"
    assert [one["id"] for one in seen["told_before"]] == ["t2", "t4"]
    assert [one["id"] for one in run.see(Console(RoomNumber(1)))["told_before"]] == ["t3", "t4", "t5"]
    assert "told_before" not in run.room(1), "a phone shows the newest"


def test_the_desk_sees_what_was_told_last_and_to_whom() -> None:
    run = in_groups()
    assert "told" not in run.see(Moderators())
    run.do(Broadcast, id="t0", preset="ten_minutes")
    run.do(Broadcast, id="t1", room=2, text="Bitte lauter sprechen.")
    assert run.see(Moderators())["told"] == {
        "t0": {"at": run.now, "preset": "ten_minutes"},
        "t1": {"at": run.now, "text": "Bitte lauter sprechen.", "room": 2},
    }
    for number in range(2, 7):
        run.do(Broadcast, id=f"t{number}", preset="come_back")
    assert list(run.see(Moderators())["told"]) == ["t2", "t3", "t4", "t5", "t6"]

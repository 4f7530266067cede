"""People on the telephone: entered by who moderates, present until they hang up, and counted once."""

import json

import pytest

from live.core.actor import Actor, Editor, GroupModerator, Projector
from live.core.audience import Console, Everyone, Moderators, Room
from live.core.audience import Self as Own
from live.core.ids import PersonId, RoomNumber, StepId
from live.core.patch import View
from live.core.question import BallotCast, BallotSealed, Finalised
from live.core.rejection import Rejection
from live.dialogue.commands import Enter
from live.dialogue.document import document
from live.dialogue.document.attendance import Attendance
from live.dialogue.state import look
from tests.dialogue.rehearsal import DESK, STRANGER, Rehearsal, person

ROSA, HENK = person("rosa"), person("henk")
OLGA = PersonId("qx7olga")
MOOD = {"step": "mood-1", "part": "mood"}
BURDEN = {"step": "poll-1", "part": "burden"}
NAMED = {"step": "poll-1", "part": "named"}


def called(run: Rehearsal, id_: PersonId = OLGA, **fields: object) -> Rehearsal:
    """Olga is on the telephone."""
    outcome = run.tell(DESK, Enter.model_validate({"id": id_, "name": "Olga am Apparat", "language": "de", **fields}))
    assert not isinstance(outcome, Rejection), outcome
    return run


def running() -> Rehearsal:
    return called(Rehearsal.running())


def in_groups() -> Rehearsal:
    """Rosa is in group 1, the others in group 2, and Olga with Rosa."""
    run = Rehearsal.running()
    run.do("agenda.go_to", step="groups-1")
    run.do("breakout.draft_rooms", step="groups-1", groups=2)
    draft = run.state.steps[StepId("groups-1")].state.draft
    for id_ in list(run.state.people):
        room = 1 if id_ == ROSA.person else 2
        if draft.room_of[id_] != room:
            run.do("breakout.move_person", step="groups-1", person=id_, room=room)
    run.do("breakout.publish", step="groups-1")
    called(run)
    groups = run.state.steps[StepId("groups-1")].state.groups
    if groups.room_of[OLGA] != 1:
        run.do("breakout.move_person", step="groups-1", person=OLGA, room=1)
    return run


def console(room: int) -> GroupModerator:
    return GroupModerator(RoomNumber(room), f"g{room}")


def at_the_desk(run: Rehearsal, step: str, part: str = "") -> View:
    seen: View = run.see(Moderators())["steps"][step]
    return seen["questions"][part] if part else seen


def told(run: Rehearsal) -> str:
    return json.dumps(document(run.state, run.now).model_dump(mode="json"), ensure_ascii=False)


def test_a_caller_is_here_without_a_page_until_the_desk_says_otherwise() -> None:
    run = Rehearsal.running()
    before = run.see(Everyone())["people"]["count"]
    called(run, seats=3)
    assert run.see(Everyone())["people"]["count"] == before + 3
    people = run.see(Moderators())["people"]
    assert people["phone"] == 3
    row = people["people"][OLGA]
    assert (row["source"], row["seats"], row["here"], row["name"]) == ("phone", 3, True, "Olga am Apparat")
    run.do("people.hang_up", person=OLGA)
    assert run.see(Everyone())["people"]["count"] == before
    assert "here" not in run.see(Moderators())["people"]["people"][OLGA]
    assert run.do("people.hang_up", person=OLGA) == []
    run.do("people.call_again", person=OLGA)
    assert run.see(Everyone())["people"]["count"] == before + 3
    assert run.do("people.call_again", person=OLGA) == []
    assert run.views(run.replayed()) == run.views()


def test_whoever_has_hung_up_waits_no_more_to_be_called() -> None:
    run = Rehearsal.running()
    called(run, seats=2)
    run.do("hands.raise", person=OLGA, seat=1)
    run.do("hands.raise", person=OLGA, seat=2)
    assert len(run.see(Moderators())["hands"]["raised"]) == 2
    run.do("people.hang_up", person=OLGA)
    assert run.see(Moderators())["hands"]["raised"] == {}
    assert run.views(run.replayed()) == run.views()


@pytest.mark.parametrize("actor", [ROSA, console(1), Projector(), Editor("link3")])
def test_only_those_who_steer_enter_callers(actor: Actor) -> None:
    run = running()
    assert run.refusal("people.enter", actor) == "not_allowed"
    assert run.refusal("people.hang_up", actor, person=OLGA) == "not_allowed"
    assert run.refusal("people.call_again", actor, person=OLGA) == "not_allowed"


def test_a_caller_is_entered_as_carefully_as_others_join() -> None:
    run = running()
    assert run.refusal("people.enter", seats=0) == "people.seats_wrong"
    assert run.refusal("people.enter", seats=9) == "people.seats_wrong"
    assert run.refusal("people.enter", name="o" * 81) == "people.name_too_long"
    somebody_else = run.tell(DESK, Enter.model_validate({"id": ROSA.person}))
    assert somebody_else == Rejection("not_allowed")


def test_people_with_a_page_cannot_hang_up() -> None:
    run = running()
    assert run.refusal("people.hang_up", person=ROSA.person) == "people.not_on_the_telephone"
    assert run.refusal("people.call_again", person=STRANGER) == "people.not_on_the_telephone"


def test_the_desk_renames_and_counts_callers_and_nobody_else() -> None:
    run = running()
    run.do("people.rename", person=OLGA, name=" Olga  Ypsilon ")
    run.do("people.seat", person=OLGA, seats=2)
    run.do("people.speak_language", person=OLGA, language="ar")
    caller = run.state.callers[OLGA]
    assert (caller.name, caller.seats, caller.language) == ("Olga Ypsilon", 2, "ar")
    assert run.refusal("people.rename", person=ROSA.person, name="Anders") == "people.not_on_the_telephone"
    assert run.refusal("people.rename", HENK, person=OLGA, name="Anders") == "not_allowed"
    assert run.refusal("people.rename", name="Anders") == "not_allowed"


def test_an_anonymous_answer_is_entered_sealed_and_counted() -> None:
    run = running()
    run.do("question.open", **MOOD)
    events = run.do("mood_check.show_hand", step="mood-1", person=OLGA, signal="up")
    assert [type(event) for event in events] == [BallotSealed]
    seen = at_the_desk(run, "mood-1")
    assert (seen["answered"], seen["sources"]) == (1, {"app": 0, "phone": 1})
    assert seen["callers"] == {OLGA: {"1": True}}, "that she answered, not what"
    run.do("mood_check.show_hand", step="mood-1", person=OLGA, signal="down")
    run.do("question.close", **MOOD)
    seen = at_the_desk(run, "mood-1")
    assert seen["counts"]["chosen"]["mood"] == {"up": 0, "sideways": 0, "down": 1}
    assert not any(OLGA.encode() in payload and b"signal" in payload for payload, _ in run.commits)
    assert run.views(run.replayed()) == run.views()


def test_a_named_answer_is_shown_to_who_enters_it_and_can_be_changed() -> None:
    run = running()
    run.do("question.open", **NAMED)
    [cast] = run.do("poll.cast_ballot", **NAMED, person=OLGA, chosen=["a", "b"])
    assert isinstance(cast, BallotCast)
    seen = at_the_desk(run, "poll-1", "named")
    assert seen["callers"][OLGA]["1"]["chosen"] == {"answer": ["a", "b"]}
    run.do("poll.cast_ballot", **NAMED, person=OLGA, chosen=["b", "care"])
    seen = at_the_desk(run, "poll-1", "named")
    assert seen["callers"][OLGA]["1"]["chosen"] == {"answer": ["b", "care"]}
    assert seen["sources"] == {"app": 0, "phone": 1}


def test_the_same_is_valid_as_on_a_page_of_ones_own() -> None:
    run = running()
    run.do("question.open", **BURDEN)
    assert run.refusal("poll.cast_ballot", **BURDEN, person=OLGA, chosen=["nothing"]) == "poll.unknown_option"
    assert run.refusal("poll.cast_ballot", **BURDEN, person=OLGA, seat=2, chosen=["a"]) == "question.no_such_seat"
    assert run.refusal("evaluation.send_answers", step="end", person=OLGA, answers={}) == "evaluation.empty"


def test_nobody_answers_for_people_with_a_page() -> None:
    run = running()
    run.do("question.open", **BURDEN)
    for actor in (DESK, console(1)):
        code = run.refusal("poll.cast_ballot", actor, **BURDEN, person=ROSA.person, chosen=["a"])
        assert code == "people.not_on_the_telephone"
        assert run.refusal("poll.cast_ballot", actor, **BURDEN, chosen=["a"]) == "not_allowed"


@pytest.mark.parametrize("actor", [HENK, Projector(), Editor("link3")])
def test_no_participant_answers_for_a_caller(actor: Actor) -> None:
    run = running()
    run.do("question.open", **BURDEN)
    assert run.refusal("poll.cast_ballot", actor, **BURDEN, person=OLGA, chosen=["a"]) == "not_allowed"


def test_people_may_name_themselves_in_what_they_say() -> None:
    run = running()
    run.do("question.open", **BURDEN)
    run.do("poll.cast_ballot", ROSA, **BURDEN, person=ROSA.person, chosen=["a"])
    assert at_the_desk(run, "poll-1", "burden")["sources"] == {"app": 1}


def test_before_the_beginning_nobody_answers() -> None:
    run = called(Rehearsal.joined())
    refused = run.refusal("mood_check.show_hand", step="mood-1", person=OLGA, signal="up")
    assert refused == "dialogue.not_running"


def test_an_answer_that_comes_too_late_is_pointed_to_the_counts() -> None:
    run = running()
    wish = {"step": "mood-1", "person": OLGA, "signal": "up"}
    assert run.refusal("mood_check.show_hand", **wish) == "question.not_open"
    run.do("question.open", **MOOD)
    run.do("question.close", **MOOD)
    assert run.refusal("mood_check.show_hand", **wish) == "question.closed_for_callers"
    run.do("question.enter_counts", **MOOD, source="phone", people=1, chosen={"mood": {"up": 1}})
    assert at_the_desk(run, "mood-1")["sources"] == {"app": 0, "phone": 1}


def test_callers_and_counted_calls_are_one_source() -> None:
    run = running()
    run.do("question.open", **MOOD)
    run.do("mood_check.show_hand", ROSA, step="mood-1", signal="up")
    run.do("mood_check.show_hand", step="mood-1", person=OLGA, signal="up")
    run.do("question.enter_counts", **MOOD, source="phone", people=2, chosen={"mood": {"down": 2}})
    run.do("question.close", **MOOD)
    seen = at_the_desk(run, "mood-1")
    assert seen["sources"] == {"app": 1, "phone": 3}
    assert seen["answered"] == seen["counts"]["ballots"] == 4
    assert Attendance.of(look(run.state, run.present), [run.state.steps[StepId("mood-1")].state.question]).phone == 3
    before = told(run)
    run.do("question.finalise", **MOOD)
    assert at_the_desk(run, "mood-1")["sources"] == {"app": 1, "phone": 3}
    for said in (before, told(run)):
        assert '"%(n)s people answered on the phone; the moderation entered it."' in said
        assert '"n": 3' in said


def test_closed_for_good_it_is_known_how_many_were_on_the_telephone_and_no_more() -> None:
    run = running()
    run.do("question.open", **MOOD)
    run.do("mood_check.show_hand", step="mood-1", person=OLGA, signal="down")
    events = run.do("question.finalise", **MOOD)
    [final] = [event for event in events if isinstance(event, Finalised)]
    assert final.phone == 1
    assert "callers" not in at_the_desk(run, "mood-1")
    assert at_the_desk(run, "mood-1")["sources"] == {"app": 0, "phone": 1}
    assert run.views(run.replayed()) == run.views()


def test_who_had_hung_up_still_counts() -> None:
    run = running()
    run.do("question.open", **MOOD)
    run.do("mood_check.show_hand", step="mood-1", person=OLGA, signal="down")
    run.do("people.hang_up", person=OLGA)
    assert at_the_desk(run, "mood-1")["sources"] == {"app": 0, "phone": 1}


def test_a_caller_gets_a_place_in_a_running_group() -> None:
    run = in_groups()
    assert run.see(Own(OLGA))["room"] == {"step": "groups-1", "room": 1}
    room = run.see(Room(StepId("groups-1"), RoomNumber(1)))
    assert room["people"]["names"][OLGA] == {"name": "Olga am Apparat", "seats": 1, "here": True, "phone": 1}
    assert "phone" not in room["people"]["names"][ROSA.person]


def test_callers_are_drawn_into_groups_unless_they_have_hung_up() -> None:
    run = called(running(), PersonId("qx7gone"), name="")
    run.do("people.hang_up", person="qx7gone")
    run.do("agenda.go_to", step="groups-1")
    run.do("breakout.draft_rooms", step="groups-1", groups=2)
    run.do("breakout.publish", step="groups-1")
    room_of = run.state.steps[StepId("groups-1")].state.groups.room_of
    assert OLGA in room_of
    assert "qx7gone" not in room_of
    run.do("people.call_again", person="qx7gone")
    assert "qx7gone" in room_of


def test_the_moderator_of_the_group_says_it_for_callers_of_the_group() -> None:
    run = in_groups()
    card = {"step": "groups-1", "room": 1, "text": "Mehr Bänke"}
    run.do("breakout.write_note", console(1), **card, person=OLGA)
    assert run.refusal("breakout.write_note", console(2), **card, person=OLGA) == "people.other_group"
    run.do("question.open", **BURDEN)
    run.do("poll.cast_ballot", console(1), **BURDEN, person=OLGA, chosen=["a"])
    refused = run.refusal("poll.cast_ballot", console(2), **BURDEN, person=OLGA, chosen=["b"])
    assert refused == "people.other_group"
    run.do("hands.raise", console(1), person=OLGA)
    assert OLGA in run.see(Console(RoomNumber(1)))["hands"]["raised"]


def test_a_console_sees_that_its_own_callers_have_answered_and_no_others() -> None:
    run = in_groups()
    run.do("agenda.go_to", step="poll-1", part="burden")
    run.do("question.open", **BURDEN)
    run.do("poll.cast_ballot", **BURDEN, person=OLGA, chosen=["a"])
    here, there = (run.see(Console(RoomNumber(room)))["step"]["questions"]["burden"] for room in (1, 2))
    assert here["callers"] == {OLGA: {"1": True}}
    assert "callers" not in there
    assert "callers" not in run.see(Everyone())["step"]["questions"]["burden"]


def test_a_card_said_on_the_telephone_is_the_callers_own() -> None:
    run = in_groups()
    card = {"step": "groups-1", "room": 1, "text": "Mehr Bänke"}
    run.do("breakout.write_note", **card, person=OLGA)
    [note] = run.see(Own(OLGA))["steps"]["groups-1"]["notes"]
    assert run.see(Console(RoomNumber(1)))["group"]["notes"]["notes"][note]["by"] == "phone"
    assert "by" not in run.see(Room(StepId("groups-1"), RoomNumber(1)))["notes"]["notes"][note]
    assert run.refusal("breakout.write_note", **(card | {"room": 2}), person=OLGA) == "breakout.other_room"
    assert "%(n)s note was said on the telephone and written down by the moderation." in told(run)
    assert b'"actor":"moderator:link4711"' in run.commits[-1][0], "the log keeps who entered it"


def test_dots_and_agreement_can_be_said_on_the_telephone() -> None:
    run = in_groups()
    run.do("breakout.write_note", step="groups-1", room=1, person=OLGA, text="Mehr Bänke")
    [note] = run.see(Own(OLGA))["steps"]["groups-1"]["notes"]
    run.do("breakout.open_dots", step="groups-1", room=1, budget=3)
    run.do("breakout.place_dots", console(1), step="groups-1", note=note, dots=1, person=OLGA)
    run.do("breakout.write_quintessence", step="groups-1", room=1, text="Bänke")
    run.do("breakout.ask_confirmation", step="groups-1", room=1)
    said = {"step": "groups-1", "room": 1, "version": 1, "answer": "right", "person": OLGA}
    run.do("breakout.confirm", console(1), **said)
    group = run.see(Console(RoomNumber(1)))["group"]
    assert group["dots"]["ranking"] == {note: 1}
    assert group["quintessence"]["confirmed"]["right"] == 1
    assert group["callers"] == {OLGA: {"confirmed": "right", "dots": {note: 1}}}
    assert "callers" not in run.see(Room(StepId("groups-1"), RoomNumber(1)))


def test_the_documentation_tells_how_many_were_entered_on_the_telephone() -> None:
    run = called(running(), PersonId("qx7ivo"), name="", seats=2)
    assert Attendance.of(look(run.state, run.present), []).phone == 3
    assert "%(n)s people on the phone were entered by the moderation at the desk." in told(run)

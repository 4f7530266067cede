"""Steering an evening: in any order, back and forth, and nothing that anybody said is lost."""

from typing import Any

import pytest

from live.core.actor import Actor, GroupModerator, Projector, Server
from live.core.audience import Console, Everyone, Moderators, Room, Wall
from live.core.audience import Self as Own
from live.core.ids import CommandId, RoomNumber, StepId
from live.core.rejection import Rejection
from live.dialogue.editing.commands import Publish
from tests.dialogue.rehearsal import DESK, PEOPLE, Rehearsal, frozen, person

POLL = {"step": "poll-1", "part": "burden"}
TALK = {"kind": "talk", "title": "Pause", "minutes": 5}
EVALUATION = {
    "kind": "evaluation",
    "title": "Rückblick",
    "minutes": 5,
    "items": [{"id": "heard", "statement": "Ich konnte sprechen.", "form": "scale"}],
    "next_steps": ["Der Stadtrat berät im März."],
}
ORDER = ["welcome", "mood-1", "mood-2", "mood-3", "poll-1", "groups-1", "groups-2", "end"]


def agenda(run: Rehearsal) -> dict[str, Any]:
    steps: dict[str, Any] = run.see(Moderators())["agenda"]
    return steps


def question(run: Rehearsal, part: str = "burden") -> dict[str, Any]:
    seen: dict[str, Any] = run.see(Moderators())["steps"]["poll-1"]["questions"][part]
    return seen


def test_an_evening_begins_with_its_first_step() -> None:
    run = Rehearsal.joined()
    assert "current" not in run.see(Everyone())
    run.do("agenda.start")
    seen = run.see(Everyone())
    assert seen["current"] == {"step": "welcome"}
    assert seen["step"]["kind"] == "talk"
    assert seen["dialogue"] == {"phase": "running", "started_at": run.now}


def test_an_evening_begins_with_the_first_step_that_is_not_left_out() -> None:
    run = Rehearsal.joined()
    run.do("agenda.skip", step="welcome")
    run.do("agenda.start")
    assert run.see(Everyone())["current"] == {"step": "mood-1", "part": "mood"}


def test_an_evening_begins_once() -> None:
    assert Rehearsal.running().refusal("agenda.start") == "agenda.already_started"


def test_the_room_can_be_led_anywhere_in_any_order() -> None:
    run = Rehearsal.running()
    for step in ["end", "groups-1", "welcome", "poll-1", "mood-3"]:
        run.do("agenda.go_to", step=step)
        assert run.see(Everyone())["step"]["id"] == step
        assert run.see(Wall())["step"]["id"] == step
        assert run.see(Console(RoomNumber(1)))["current"]["step"] == step


def test_the_cursor_walks_through_the_questions_of_a_step() -> None:
    run = Rehearsal.running()
    run.do("agenda.go_to", step="poll-1")
    assert run.see(Everyone())["current"] == {"step": "poll-1", "part": "burden"}
    run.do("agenda.go_to", step="poll-1", part="wish")
    assert run.see(Everyone())["current"] == {"step": "poll-1", "part": "wish"}
    assert len(agenda(run)["steps"]["poll-1"]["visits"]) == 1


def test_going_to_where_the_room_is_changes_nothing() -> None:
    run = Rehearsal.running()
    assert list(run.do("agenda.go_to", step="welcome")) == []


@pytest.mark.parametrize("where", [{"step": "nowhere"}, {"step": "poll-1", "part": "nowhere"}])
def test_there_is_no_way_to_a_step_that_is_not_there(where: dict[str, str]) -> None:
    assert Rehearsal.running().refusal("agenda.go_to", **where) == "no_such_step"


def test_nobody_is_led_anywhere_before_the_beginning_or_after_the_end() -> None:
    run = Rehearsal.joined()
    assert run.refusal("agenda.go_to", step="poll-1") == "dialogue.not_running"
    run.do("agenda.start")
    run.do("agenda.end")
    assert run.refusal("agenda.go_to", step="poll-1") == "dialogue.ended"


def test_being_led_away_by_mistake_is_taken_back_as_if_it_had_not_happened() -> None:
    run = Rehearsal.running()
    run.do("agenda.go_to", step="mood-1")
    visits = agenda(run)["steps"]
    run.do("agenda.go_to", step="end")
    run.undo()
    assert run.see(Everyone())["current"] == {"step": "mood-1", "part": "mood"}
    assert agenda(run)["steps"] == visits


def test_a_step_left_out_stays_on_the_agenda_marked() -> None:
    run = Rehearsal.running()
    run.do("agenda.skip", step="mood-2")
    seen = run.see(Everyone())["agenda"]
    assert seen["order"] == ORDER
    assert seen["steps"]["mood-2"]["skipped"] is True
    run.undo()
    assert "skipped" not in run.see(Everyone())["agenda"]["steps"]["mood-2"]


def test_a_step_left_out_is_in_again_when_asked_for_or_gone_to() -> None:
    run = Rehearsal.running()
    run.do("agenda.skip", step="mood-2")
    run.do("agenda.unskip", step="mood-2")
    assert "skipped" not in run.see(Everyone())["agenda"]["steps"]["mood-2"]
    run.do("agenda.skip", step="end")
    run.do("agenda.go_to", step="end")
    assert "skipped" not in run.see(Everyone())["agenda"]["steps"]["end"]
    run.undo()
    assert run.see(Everyone())["agenda"]["steps"]["end"]["skipped"] is True
    assert run.see(Everyone())["current"]["step"] == "welcome"


def test_the_step_that_runs_cannot_be_left_out() -> None:
    assert Rehearsal.running().refusal("agenda.skip", step="welcome") == "agenda.skip_current"


def test_a_step_is_inserted_where_it_is_wanted() -> None:
    run = Rehearsal.running()
    run.do("agenda.insert", after="mood-1", settings=TALK)
    run.do("agenda.insert", settings=TALK | {"id": "first"})
    seen = agenda(run)
    assert seen["order"] == ["first", "welcome", "mood-1", "step-9", *ORDER[2:]]
    assert seen["steps"]["step-9"]["inserted"] is True
    assert seen["steps"]["step-9"]["title"] == {"de": "Pause"}
    run.do("agenda.go_to", step="step-9")
    assert run.see(Everyone())["step"]["kind"] == "talk"


def test_an_inserted_step_never_takes_the_place_of_another() -> None:
    run = Rehearsal.running()
    run.do("agenda.insert", settings=TALK | {"id": "step-10"})
    run.do("question.open", **POLL)
    run.do("poll.cast_ballot", person("rosa"), **POLL, chosen=["a"])
    for settings in [TALK, TALK, TALK | {"id": "poll-1"}, TALK | {"id": "step-10"}]:
        run.do("agenda.insert", settings=settings)
    seen = agenda(run)
    assert len(seen["order"]) == len(set(seen["order"])) == len(ORDER) + 5
    assert question(run)["answered"] == 1


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"kind": "nothing"},
        TALK | {"minutes": 0},
        TALK | {"surprise": 1},
        TALK | {"id": ["a"]},
        TALK | {"id": {"a": 1}},
        TALK | {"id": 5},
        TALK | {"id": "Not a Slug"},
    ],
)
def test_an_agenda_point_that_is_none_is_refused(settings: dict[str, Any]) -> None:
    assert Rehearsal.running().refusal("agenda.insert", settings=settings) == "agenda.settings_wrong"


def test_an_insertion_is_taken_back_and_a_later_one_gets_a_name_of_its_own() -> None:
    run = Rehearsal.running()
    run.do("agenda.insert", settings=TALK)
    run.undo()
    assert agenda(run)["order"] == ORDER
    assert run.refusal("agenda.go_to", step="step-9") == "no_such_step"
    run.do("agenda.insert", settings=TALK)
    assert agenda(run)["order"] == ["step-10", *ORDER]


def test_taking_back_the_beginning_lets_the_evening_wait_again() -> None:
    run = Rehearsal.joined()
    run.do("agenda.start")
    run.undo()
    assert run.see(Everyone())["dialogue"] == {"phase": "waiting"}
    assert "current" not in run.see(Everyone())
    assert agenda(run)["steps"]["welcome"]["visits"] == []
    run.do("agenda.start")
    run.do("agenda.go_to", step="poll-1")
    assert run.see(Everyone())["current"]["step"] == "poll-1"


def test_a_step_is_moved() -> None:
    run = Rehearsal.running()
    run.do("agenda.move", step="end", after="welcome")
    assert agenda(run)["order"][:3] == ["welcome", "end", "mood-1"]
    run.do("agenda.move", step="poll-1")
    assert agenda(run)["order"][0] == "poll-1"
    run.undo()
    run.undo()
    assert agenda(run)["order"] == ORDER


@pytest.mark.parametrize(
    "where", [{"step": "end", "after": "end"}, {"step": "end", "after": "nowhere"}, {"step": "no"}]
)
def test_a_step_cannot_be_moved_to_where_nothing_is(where: dict[str, str]) -> None:
    assert Rehearsal.running().refusal("agenda.move", **where) == "no_such_step"


def test_minutes_are_replanned_and_the_plan_stays_known() -> None:
    run = Rehearsal.running()
    run.do("agenda.replan", minutes={"mood-1": 3, "nowhere": 9})
    seen = agenda(run)["steps"]["mood-1"]
    assert (seen["minutes"], seen["planned"]) == (3, 5)
    assert run.see(Everyone())["agenda"]["steps"]["mood-1"]["minutes"] == 3
    run.undo()
    assert agenda(run)["steps"]["mood-1"]["minutes"] == 5
    assert run.refusal("agenda.replan", minutes={"nowhere": 9}) == "no_such_step"


def test_only_the_act_that_the_desk_saw_is_taken_back() -> None:
    run = Rehearsal.joined()
    assert run.refusal("agenda.undo", act=1) == "agenda.nothing_to_undo"
    run.do("agenda.start")
    run.do("agenda.go_to", step="mood-1")
    seen = run.see(Moderators())["undo"]["act"]
    run.do("question.open", step="mood-1", part="mood")
    assert run.refusal("agenda.undo", act=seen) == "agenda.undo_outdated"
    run.undo()
    run.undo()
    assert run.see(Everyone())["current"] == {"step": "welcome"}
    run.undo()
    assert "undo" not in run.see(Moderators())


def test_hands_the_screen_and_counts_come_back_as_they_were() -> None:
    run = Rehearsal.running()
    first, second = list(run.state.people)[:2]
    for raising in (first, second):
        run.do("hands.raise", person=raising)
    run.do("hands.call", person=first)
    before = run.see(Moderators())["hands"]
    run.do("hands.lower_all")
    run.undo()
    assert run.see(Moderators())["hands"] == before
    run.undo()
    assert "called" not in run.see(Moderators())["hands"]["raised"][first]
    run.do("screen.overlay", overlay="message", message="Gleich geht es weiter.")
    run.do("screen.overlay", overlay="none")
    run.undo()
    assert run.see(Moderators())["screen"]["message"] == "Gleich geht es weiter."
    run.do("agenda.go_to", step="mood-1")
    run.do("question.open", step="mood-1", part="mood")
    counted = {"step": "mood-1", "part": "mood", "source": "camera"}
    run.do("question.enter_counts", **counted, people=3, chosen={"mood": {"up": 3}})
    run.do("question.enter_counts", **counted, people=5, chosen={"mood": {"up": 5}})
    run.undo()
    assert run.see(Moderators())["steps"]["mood-1"]["sources"]["camera"] == 3
    run.undo()
    assert "camera" not in run.see(Moderators())["steps"]["mood-1"]["sources"]


def test_what_a_group_moderator_does_is_no_act_of_the_desk() -> None:
    run = Rehearsal.running()
    run.do("breakout.draft_rooms", step="groups-1", groups=2)
    run.do("breakout.publish", step="groups-1")
    seen = run.see(Moderators())["undo"]
    run.do("breakout.freeze_board", GroupModerator(RoomNumber(1), "g"), step="groups-1", room=1)
    assert run.see(Moderators())["undo"] == seen


def test_what_people_say_is_no_act_of_the_desk() -> None:
    run = Rehearsal.running()
    run.do("breakout.draft_rooms", step="groups-1", groups=2)
    run.do("breakout.publish", step="groups-1")
    act = run.see(Moderators())["undo"]
    room = run.state.steps[StepId("groups-1")].state.groups.room_of[person("rosa").person]
    run.do("breakout.write_note", person("rosa"), step="groups-1", room=room, text="Schatten")
    run.do("hands.raise", person("henk"))
    assert run.see(Moderators())["undo"] == act


def test_the_end_closes_every_question_for_good_and_can_be_taken_back() -> None:
    run = Rehearsal.running()
    run.do("question.open", **POLL)
    run.do("poll.cast_ballot", person("rosa"), **POLL, chosen=["a"])
    run.do("agenda.end")
    assert question(run)["final"] is True
    assert not run.sealed
    assert run.refusal("poll.cast_ballot", person("henk"), **POLL, chosen=["a"]) == "dialogue.ended"
    run.undo()
    assert run.see(Everyone())["dialogue"]["phase"] == "running"
    assert run.see(Everyone())["current"] == {"step": "welcome"}
    # Its ballots are counted and gone: it stays closed and does not look open.
    assert question(run)["phase"] == "closed"
    assert question(run)["counts"]["ballots"] == 1


def test_a_question_closed_for_good_does_not_open_by_taking_an_earlier_act_back() -> None:
    run = Rehearsal.running()
    run.do("agenda.go_to", step="poll-1")
    run.do("question.open", **POLL)
    run.do("poll.cast_ballot", person("rosa"), **POLL, chosen=["a"])
    run.do("question.finalise", **POLL)
    assert run.see(Moderators())["undo"]["what"] == "agenda.step_entered"
    run.undo()
    assert question(run)["phase"] == "closed"
    assert question(run)["counts"]["ballots"] == 1


def test_ending_again_by_taking_the_resumption_back_closes_questions_too() -> None:
    run = Rehearsal.running()
    run.do("agenda.end")
    run.do("agenda.resume")
    run.do("question.open", **POLL)
    run.do("poll.cast_ballot", person("rosa"), **POLL, chosen=["a"])
    run.undo()
    assert run.sealed
    run.undo()
    assert run.see(Everyone())["dialogue"]["phase"] == "ended"
    assert not run.sealed
    assert run.views() == run.views(run.replayed())


def test_the_end_lowers_all_hands_and_taking_it_back_raises_them_again() -> None:
    run = Rehearsal.running()
    for name in ("henk", "rosa"):
        run.do("hands.raise", person(name))
    before = run.see(Moderators())["hands"]
    run.do("agenda.end")
    assert run.see(Moderators())["hands"]["raised"] == {}
    assert run.see(Wall())["hands"] == 0
    undo = run.see(Moderators())["undo"]
    assert undo["what"] == "agenda.ended"
    run.do("agenda.undo", act=undo["act"])
    assert run.see(Moderators())["hands"] == before


def test_ending_again_by_taking_the_resumption_back_lowers_hands_too() -> None:
    run = Rehearsal.running()
    run.do("agenda.end")
    run.do("agenda.resume")
    run.do("hands.raise", person("henk"))
    run.do("agenda.undo", act=run.see(Moderators())["undo"]["act"])
    assert run.see(Moderators())["hands"]["raised"] == {}
    assert run.see(Moderators())["undo"]["what"] == "agenda.ended"


def test_an_evening_goes_on_after_its_end() -> None:
    run = Rehearsal.running()
    assert run.refusal("agenda.resume") == "agenda.not_ended"
    run.do("agenda.end")
    assert run.refusal("agenda.end") == "agenda.not_running"
    run.do("agenda.resume")
    assert run.see(Everyone())["dialogue"] == {"phase": "running", "started_at": run.state.started_at}
    visits = agenda(run)["steps"]["welcome"]["visits"]
    assert [len(visit) for visit in visits] == [2, 1]


def test_no_ballot_is_lost_by_steering() -> None:
    run = Rehearsal.running()
    run.do("question.open", **POLL)
    run.do("poll.cast_ballot", person("rosa"), **POLL, chosen=["a"])
    run.do("poll.cast_ballot", person("rosa"), **POLL, chosen=["b"], seat=2)
    run.do("poll.cast_ballot", person("henk"), **POLL, chosen=["b"])
    for step in ["end", "welcome", "groups-1", "poll-1"]:
        run.do("agenda.go_to", step=step)
    run.do("agenda.go_to", step="welcome")
    run.do("agenda.skip", step="poll-1")
    run.do("agenda.insert", after="poll-1", settings=TALK)
    run.do("agenda.move", step="poll-1")
    run.do("question.close", **POLL)
    run.do("question.open", **POLL)
    assert question(run)["answered"] == 3
    run.do("question.reset", **POLL)
    assert question(run)["answered"] == 0
    assert question(run)["round"] == 2
    run.do("question.open", **POLL)
    run.do("poll.cast_ballot", person("mira"), **POLL, chosen=["care"])
    for _ in range(2):
        run.undo()
    assert question(run)["answered"] == 3
    run.do("question.reveal", **POLL)
    assert question(run)["counts"]["chosen"] == {"answer": {"a": 1, "b": 2, "care": 0}}
    rounds = run.state.steps[StepId("poll-1")].state.parts["burden"].question.rounds
    assert [len(kept.ballots) for kept in rounds.values()] == [3, 1]


def test_an_earlier_round_is_kept_when_a_question_is_asked_again_after_it_was_closed_for_good() -> None:
    run = Rehearsal.running()
    for name, choice in (("rosa", "a"), ("henk", "b")):
        run.do("question.open", **POLL)
        run.do("poll.cast_ballot", person(name), **POLL, chosen=[choice])
        run.do("question.finalise", **POLL)
        run.do("question.reset", **POLL)
    rounds = run.state.steps[StepId("poll-1")].state.parts["burden"].question.rounds
    assert [kept.final.chosen for kept in rounds.values() if kept.final] == [{"answer": {"a": 1}}, {"answer": {"b": 1}}]


@pytest.mark.parametrize(
    "actor", [person("rosa"), GroupModerator(RoomNumber(1), "g1"), Projector()], ids=lambda actor: type(actor).__name__
)
@pytest.mark.parametrize(
    ("type_", "fields"),
    [
        ("agenda.start", {}),
        ("agenda.end", {}),
        ("agenda.resume", {}),
        ("agenda.go_to", {"step": "end"}),
        ("agenda.skip", {"step": "end"}),
        ("agenda.unskip", {"step": "end"}),
        ("agenda.insert", {"settings": TALK}),
        ("agenda.move", {"step": "end"}),
        ("agenda.replan", {"minutes": {"end": 1}}),
        ("agenda.undo", {"act": 1}),
        ("screen.overlay", {"overlay": "code"}),
        ("screen.size", {"text_size": 1.2}),
        ("documentation.withdraw", {}),
    ],
)
def test_only_those_who_steer_steer(actor: Actor, type_: str, fields: dict[str, Any]) -> None:
    run = Rehearsal.running()
    before = frozen(run.state)
    assert run.refusal(type_, actor, **fields) == "not_allowed"
    assert frozen(run.state) == before


def test_the_server_may_end_what_must_end() -> None:
    run = Rehearsal.running()
    run.do("agenda.end", Server())
    assert run.see(Everyone())["dialogue"]["phase"] == "ended"


def test_the_documentation_is_published_after_the_end_and_withdrawn() -> None:
    run = Rehearsal.running()
    first = Publish(id=CommandId("publish-1"), version=1, document="0" * 64, by="moderator:m1")
    assert run.tell(Server(), first) == Rejection("documentation.not_ended")
    run.do("agenda.end")
    assert run.refusal("documentation.withdraw") == "documentation.not_published"
    assert run.tell(DESK, first) == Rejection("not_allowed")
    run.tell(Server(), first)
    assert run.see(Everyone())["dialogue"]["published"] is True
    run.do("documentation.withdraw")
    assert "published" not in run.see(Everyone())["dialogue"]


def test_the_wall_shows_what_the_desk_lays_over_it() -> None:
    run = Rehearsal.running()
    assert run.refusal("screen.overlay", overlay="message", message=" ") == "screen.empty_message"
    assert run.refusal("screen.overlay", overlay="message", message="x" * 301) == "screen.message_too_long"
    run.do("screen.overlay", overlay="message", message="Wir beginnen gleich")
    run.do("screen.size", text_size=1.2)
    assert run.see(Wall())["screen"] == {"overlay": "message", "message": "Wir beginnen gleich", "text_size": 1.2}
    run.do("screen.overlay", overlay="none")
    assert run.see(Wall())["screen"] == {"text_size": 1.2}


def test_everybody_is_in_a_group_at_once() -> None:
    run = Rehearsal.running()
    run.do("agenda.go_to", step="groups-1")
    run.do("breakout.draft_rooms", step="groups-1", groups=2)
    assert all("room" not in run.see(Own(id_)) for id_ in PEOPLE)
    run.do("breakout.publish", step="groups-1")
    rooms = {id_: run.see(Own(id_))["room"]["room"] for id_ in PEOPLE}
    for id_, room in rooms.items():
        assert id_ in run.see(Room(StepId("groups-1"), RoomNumber(room)))["people"]["names"]


def test_after_the_end_phones_and_wall_say_what_happens_next() -> None:
    run = Rehearsal.running()
    run.do("agenda.go_to", step="welcome")
    assert "next_steps" not in run.see(Everyone())
    run.do("agenda.insert", after="welcome", settings=EVALUATION)
    run.do("agenda.end")
    for audience in (Everyone(), Wall()):
        assert {"de": "Der Stadtrat berät im März."} in run.see(audience)["next_steps"]

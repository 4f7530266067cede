"""Who may wish what for whom, and that one wish counts once."""

import pytest

from live.core.actor import Actor, GroupModerator, Moderator, Participant, Projector, Server
from live.core.audience import Console, Everyone, Moderators, Room, Wall
from live.core.audience import Self as Own
from live.core.ids import CommandId, PersonId, RoomNumber, StepId
from live.core.rejection import Rejection
from live.dialogue import codec
from live.dialogue.commands import Arrive, Create, Join, RaiseHand
from live.dialogue.decide import remembered
from live.dialogue.state import OUTCOMES_LIMIT
from tests.dialogue.rehearsal import DESK, PEOPLE, STRANGER, Rehearsal, person

ROSA, HENK = person("rosa"), person("henk")


def in_groups() -> Rehearsal:
    """Rosa is in group 1, Henk in group 2."""
    run = Rehearsal.running()
    run.do("agenda.go_to", step="groups-1")
    run.do("breakout.draft_rooms", step="groups-1", groups=2)
    for who, room in ((ROSA, 1), (HENK, 2)):
        if run.state.steps[StepId("groups-1")].state.draft.room_of[who.person] != room:
            run.do("breakout.move_person", step="groups-1", person=who.person, room=room)
    run.do("breakout.publish", step="groups-1")
    return run


def console(room: int) -> GroupModerator:
    return GroupModerator(RoomNumber(room), f"g{room}")


def test_a_command_sent_again_is_remembered_and_not_carried_out() -> None:
    run = Rehearsal.running()
    again = RaiseHand(id=CommandId("up-1"))
    run.tell(ROSA, again)
    assert remembered(run.state, ROSA, again) == len(run.commits)
    assert remembered(run.replayed(), ROSA, again) == len(run.commits)
    run.do("hands.lower", ROSA)
    run.tell(ROSA, again)
    assert "hand" not in run.see(Own(ROSA.person))


def test_an_id_belongs_to_the_person_who_chose_it() -> None:
    run = Rehearsal.running()
    same = RaiseHand(id=CommandId("up-1"))
    run.tell(ROSA, same)
    assert remembered(run.state, HENK, same) is None
    run.tell(HENK, same)
    assert list(run.see(Moderators())["hands"]["raised"]) == [ROSA.person, HENK.person]


def test_a_refused_command_is_not_remembered() -> None:
    run = Rehearsal.joined()
    wish = RaiseHand(id=CommandId("up-1"), person=HENK.person)
    assert isinstance(run.tell(ROSA, wish), Rejection)
    assert remembered(run.state, ROSA, wish) is None


def test_the_last_outcomes_of_each_person_are_remembered() -> None:
    run = Rehearsal.running()
    for number in range(OUTCOMES_LIMIT + 3):
        run.do("hands.lower" if number % 2 else "hands.raise", ROSA)
    assert len(run.state.outcomes[f"participant:{ROSA.person}"]) == OUTCOMES_LIMIT


def test_a_sealed_ballot_needs_no_memory_and_leaves_none() -> None:
    run = Rehearsal.running()
    run.do("question.open", step="mood-1", part="mood")
    commits = len(run.commits)
    for _ in range(3):
        run.do("mood_check.show_hand", ROSA, step="mood-1", signal="up")
    assert run.see(Moderators())["steps"]["mood-1"]["answered"] == 1
    assert len(run.commits) == commits
    assert f"participant:{ROSA.person}" not in run.state.outcomes
    assert ROSA.person.encode() not in b"".join(payload for payload, _ in run.commits[commits:])


def test_the_tenth_ballot_is_told_by_nobody() -> None:
    run = Rehearsal.running()
    for number in range(10):
        join = Join(id=CommandId(f"join-p{number}"), person=PersonId(f"p{number}"))
        run.tell(Server(), join)
    run.do("question.open", step="mood-1", part="mood")
    commits = len(run.commits)
    for number in range(10):
        run.do("mood_check.show_hand", Participant(PersonId(f"p{number}")), step="mood-1", signal="up")
    assert len(run.commits) == commits + 1
    payload = run.commits[-1][0]
    assert b'"actor":""' in payload
    assert b'"command":""' in payload
    assert b"participant" not in payload


@pytest.mark.parametrize("actor", [ROSA, console(1), DESK, Projector()], ids=lambda actor: type(actor).__name__)
def test_only_the_server_lets_people_in(actor: Actor) -> None:
    run = Rehearsal.running()
    for wish in (
        Create(id=CommandId("c"), dialogue=run.state.dialogue, code="12345678", session={}),
        Join(id=CommandId("c"), person=STRANGER),
        Arrive(id=CommandId("c"), person=ROSA.person),
    ):
        outcome = run.tell(actor, wish)
        assert isinstance(outcome, Rejection)
        assert outcome.code == "not_allowed"


def test_a_person_joins_once() -> None:
    run = Rehearsal.joined()
    again = Join(id=CommandId("again"), person=ROSA.person, name="Jemand anders")
    assert run.tell(Server(), again) == []
    assert run.see(Own(ROSA.person))["name"] == PEOPLE[ROSA.person].name


def test_a_name_is_tidied_and_never_in_the_log() -> None:
    run = Rehearsal.running()
    run.do("people.rename", ROSA, name="  Rosa \t vom   Anger ")
    assert run.see(Own(ROSA.person))["name"] == "Rosa vom Anger"
    assert b"Anger" not in b"".join(payload for payload, _ in run.commits)
    run.do("people.rename", ROSA, name="")
    assert "name" not in run.see(Own(ROSA.person))
    assert run.refusal("people.rename", ROSA, name="x" * 81) == "people.name_too_long"


def test_people_speak_for_themselves_only() -> None:
    run = Rehearsal.running()
    for actor in (DESK, console(1), Projector(), Participant(STRANGER)):
        assert run.refusal("people.rename", actor, name="x") == "not_allowed"
        assert run.refusal("people.seat", actor, seats=2) == "not_allowed"
        assert run.refusal("people.speak_language", actor, language="ar") == "not_allowed"
    run.do("people.speak_language", ROSA, language="ar")
    assert run.see(Own(ROSA.person))["language"] == "ar"
    assert run.refusal("people.seat", ROSA, seats=0) == "people.seats_wrong"
    assert run.refusal("people.seat", ROSA, seats=9) == "people.seats_wrong"


def test_hands_go_up_in_order_and_are_called() -> None:
    run = Rehearsal.running()
    run.do("hands.raise", HENK)
    run.do("hands.raise", ROSA)
    assert run.see(Own(ROSA.person))["hand"]["place"] == 2
    assert run.see(Wall())["hands"] == 2
    run.do("hands.call", person=HENK.person)
    assert run.see(Own(HENK.person))["hand"]["called"] is True
    hands = run.see(Moderators())["hands"]["raised"]
    assert hands[HENK.person] == {"since": hands[HENK.person]["since"], "first": True, "called": True}
    run.do("hands.lower", HENK)
    run.do("hands.raise", HENK)
    assert "first" not in run.see(Moderators())["hands"]["raised"][HENK.person]
    assert run.refusal("hands.call", person=PersonId("qx7mira")) == "hands.not_raised"


def test_each_person_at_a_device_has_a_hand_of_their_own() -> None:
    run = Rehearsal.running()
    run.do("hands.raise", ROSA, seat=2)
    run.do("hands.raise", HENK)
    run.do("hands.raise", ROSA)
    own = run.see(Own(ROSA.person))
    assert (own["hand"]["place"], own["hands"]["2"]["place"]) == (3, 1)
    assert list(own["hands"]) == ["2"]
    second = f"{ROSA.person}/2"
    raised = run.see(Moderators())["hands"]["raised"]
    assert [(key, row.get("seat")) for key, row in raised.items()] == [
        (second, 2),
        (HENK.person, None),
        (ROSA.person, 1),
    ]
    run.do("hands.call", person=ROSA.person, seat=2)
    raised = run.see(Moderators())["hands"]["raised"]
    assert (raised[second]["called"], raised[second]["first"], raised[ROSA.person]["first"]) == (True, True, True)
    assert "called" not in raised[ROSA.person]
    run.do("hands.lower", ROSA, seat=2)
    run.do("hands.raise", ROSA, seat=2)
    assert "first" not in run.see(Moderators())["hands"]["raised"][second]
    assert run.see(Moderators())["people"]["people"][ROSA.person]["spoken"] == 1
    assert run.see(Wall())["hands"] == 3


def test_calling_and_lowering_one_of_two_people_at_a_device_can_be_taken_back() -> None:
    run = Rehearsal.running()
    run.do("hands.raise", ROSA)
    run.do("hands.raise", ROSA, seat=2)
    before = run.see(Moderators())["hands"]
    for wish in ("hands.call", "hands.lower"):
        run.do(wish, person=ROSA.person, seat=2)
        assert run.see(Moderators())["hands"] != before
        run.do("agenda.undo", act=run.state.acts[-1].number)
        assert run.see(Moderators())["hands"] == before


def test_nobody_speaks_for_a_seat_that_is_not_there() -> None:
    run = Rehearsal.running()
    assert run.refusal("hands.raise", ROSA, seat=3) == "hands.no_such_seat"
    assert run.refusal("hands.call", person=ROSA.person, seat=2) == "hands.not_raised"
    run.do("people.seat", ROSA, seats=3)
    run.do("hands.raise", ROSA, seat=3)


def test_the_hand_of_somebody_who_has_left_the_device_goes_down() -> None:
    run = Rehearsal.running()
    run.do("people.seat", ROSA, seats=3)
    for seat in (1, 2, 3):
        run.do("hands.raise", ROSA, seat=seat)
    run.do("people.seat", ROSA, seats=1)
    assert list(run.see(Moderators())["hands"]["raised"]) == [ROSA.person]
    run.do("people.seat", ROSA, seats=3)
    assert "hands" not in run.see(Own(ROSA.person))


def test_hands_of_older_logs_are_those_of_the_first_person_at_the_device() -> None:
    for written in (
        {"type": "hands.raised", "person": "p"},
        {"type": "hands.lowered", "person": "p"},
        {"type": "hands.called", "person": "p"},
        {"type": "hands.call_withdrawn", "person": "p"},
        {"type": "hands.restored", "person": "p", "since": 4},
    ):
        assert codec.write_event(codec.read_event(written))["seat"] == 1


def test_a_hand_is_ones_own_for_everybody_but_the_moderation() -> None:
    run = in_groups()
    assert run.refusal("hands.raise", ROSA, person=HENK.person) == "not_allowed"
    assert run.refusal("hands.call", ROSA, person=ROSA.person) == "not_allowed"
    assert run.refusal("hands.lower_all", ROSA) == "not_allowed"
    assert run.refusal("hands.lower_all", Projector()) == "not_allowed"
    assert run.refusal("hands.raise", DESK) == "not_allowed"
    assert run.refusal("hands.raise", console(2), person=ROSA.person) == "not_allowed"
    assert run.refusal("hands.raise", person=STRANGER) == "not_allowed"
    run.do("hands.raise", person=ROSA.person)
    run.do("hands.raise", console(2), person=HENK.person)


def test_a_console_lowers_the_hands_of_its_own_group_only() -> None:
    run = in_groups()
    run.do("hands.raise", ROSA)
    run.do("hands.raise", HENK)
    assert list(run.see(Console(RoomNumber(1)))["hands"]["raised"]) == [ROSA.person]
    run.do("hands.lower_all", console(1))
    assert list(run.see(Moderators())["hands"]["raised"]) == [HENK.person]
    run.do("hands.lower_all")
    assert run.see(Moderators())["hands"]["raised"] == {}


def test_no_hand_goes_up_after_the_end() -> None:
    run = Rehearsal.running()
    run.do("agenda.end")
    assert run.refusal("hands.raise", ROSA) == "dialogue.ended"


def test_participants_act_only_while_the_evening_runs() -> None:
    run = Rehearsal.joined()
    vote = {"step": "mood-1", "signal": "up"}
    run.do("question.open", step="mood-1", part="mood")
    assert run.refusal("mood_check.show_hand", ROSA, **vote) == "dialogue.not_running"
    run.do("agenda.start")
    run.do("mood_check.show_hand", ROSA, **vote)
    assert run.refusal("mood_check.show_hand", Participant(STRANGER), **vote) == "not_allowed"
    assert run.refusal("mood_check.show_hand", ROSA, step="nowhere", signal="up") == "no_such_step"
    assert run.refusal("poll.cast_ballot", ROSA, step="mood-1", part="mood") == "not_here"


def test_whoever_comes_late_lands_in_a_group() -> None:
    run = in_groups()
    late = PersonId("late")
    run.tell(Server(), Join(id=CommandId("join-late"), person=late, name="Zuspät"))
    assert "room" not in run.see(Own(late))
    run.tell(Server(), Arrive(id=CommandId("arrive-late"), person=late))
    room = run.see(Own(late))["room"]["room"]
    assert late in run.see(Room(StepId("groups-1"), RoomNumber(room)))["people"]["order"]


def test_two_desks_have_one_stack_of_acts() -> None:
    run = Rehearsal.running()
    run.do("agenda.go_to", step="end")
    run.do("agenda.undo", Moderator("another"), act=run.see(Moderators())["undo"]["act"])
    assert run.see(Everyone())["current"] == {"step": "welcome"}

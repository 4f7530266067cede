from copy import deepcopy

import pytest

from live.core.actor import Actor, Projector
from live.core.audience import Everyone, Moderators, Self
from live.core.command import StepCommand
from live.core.context import Person
from live.core.ids import PersonId, RoomNumber, StepId
from live.core.rejection import Rejection
from live.steps import breakout
from live.steps.breakout.commands import (
    AddFocusIdea,
    AddTime,
    DraftRooms,
    EditNote,
    End,
    MergeNote,
    MergeRooms,
    MovePerson,
    OpenDots,
    PlaceDots,
    Publish,
    Reopen,
    WriteNote,
    WriteQuintessence,
)
from live.steps.breakout.events import PersonJoinedLate, Phase, Published, RoomsDrafted, RoomsMerged
from live.steps.talk import Settings as TalkSettings
from tests.steps.breakout.examples import PEOPLE, STEP, settings_example
from tests.steps.breakout.rehearsal import DESK, Rehearsal, console, in_groups, person

MINUTE = 60_000


def drafted(run: Rehearsal) -> dict[RoomNumber, set[PersonId]]:
    assert run.state.draft is not None
    return run.state.draft.members


def grouped(run: Rehearsal) -> dict[RoomNumber, set[PersonId]]:
    assert run.state.groups is not None
    return run.state.groups.members


@pytest.mark.parametrize("kind", [DraftRooms, Publish, End, Reopen])
@pytest.mark.parametrize("actor", [person(1), console(1), Projector()])
def test_only_the_desk_steers_the_groups(kind: type[DraftRooms], actor: Actor) -> None:
    assert in_groups().refusal(kind, actor) == "not_allowed"


def test_a_command_of_another_kind_is_not_for_the_groups() -> None:
    run = Rehearsal()
    stranger = StepCommand(id="x", step=StepId(STEP))
    assert breakout.decide(run.state, stranger, DESK, run.context) == Rejection("not_here")


def test_a_draft_spreads_those_who_are_here_over_groups_of_the_planned_size() -> None:
    run = Rehearsal()
    run.present.remove(PEOPLE[0])
    run.do(DraftRooms)
    assert sorted(map(len, drafted(run).values())) == [2, 3, 3]
    assert set().union(*drafted(run).values()) == run.present


@pytest.mark.parametrize(("fields", "count"), [({"groups": 2}, 2), ({"group_size": 2}, 5), ({}, 4)])
def test_the_desk_can_ask_for_another_number_of_groups(fields: dict[str, int], count: int) -> None:
    run = Rehearsal(settings_example(groups=4))
    run.do(DraftRooms, DESK, **fields)
    assert len(drafted(run)) == count


def test_a_draft_without_anybody_here_has_one_empty_group() -> None:
    run = Rehearsal()
    run.present.clear()
    run.do(DraftRooms)
    assert drafted(run) == {1: set()}


def test_another_draft_replaces_the_first() -> None:
    run = Rehearsal()
    (first,) = run.do(DraftRooms)
    run.seed += 1
    (second,) = run.do(DraftRooms)
    assert isinstance(first, RoomsDrafted)
    assert isinstance(second, RoomsDrafted)
    assert first.rooms != second.rooms
    assert run.state.draft is not None
    assert run.state.draft.plan() == second.rooms


def test_the_groups_of_an_earlier_phase_can_be_taken_again_and_newcomers_find_a_place() -> None:
    earlier = in_groups(settings_example(id="groups-0"))
    run = Rehearsal(settings_example(same_groups_as="groups-0"))
    run.states = {StepId("groups-0"): earlier.state}
    newcomer = PersonId("p10")
    run.people[newcomer] = Person(newcomer)
    del run.people[PEOPLE[3]]
    run.present = {*run.people} - {PEOPLE[0]}
    run.do(DraftRooms, source="same")
    assert drafted(run) == {1: {"p1", "p2", "p3"}, 2: {"p5", "p6", "p10"}, 3: {"p7", "p8", "p9"}}


def test_without_earlier_groups_there_are_none_to_take_again() -> None:
    assert Rehearsal().refusal(DraftRooms, source="same") == "breakout.no_earlier_groups"
    run = Rehearsal(settings_example(same_groups_as="groups-0"))
    assert run.refusal(DraftRooms, source="same") == "breakout.no_earlier_groups"
    run.states = {StepId("groups-0"): TalkSettings}
    assert run.refusal(DraftRooms, source="same") == "breakout.no_earlier_groups"


def test_a_person_is_moved_in_the_draft_and_later_in_the_groups() -> None:
    run = Rehearsal()
    assert run.refusal(MovePerson, person="p1", room=1) == "breakout.no_draft"
    run.do(DraftRooms, groups=2)
    target = 3 - drafted_room(run, "p1")
    run.do(MovePerson, person="p1", room=target)
    assert drafted_room(run, "p1") == target
    run.do(Publish)
    run.do(MovePerson, person="p1", room=3 - target)
    assert breakout.room_of(run.state, PersonId("p1")) == 3 - target


def drafted_room(run: Rehearsal, id_: str) -> int:
    return next(room for room, people in drafted(run).items() if id_ in people)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"person": "nobody", "room": 1}, "breakout.no_such_person"),
        ({"person": "p1", "room": 9}, "breakout.no_such_room"),
        ({"person": "p1", "room": 1}, "breakout.already_so"),
    ],
)
def test_a_move_without_sense_is_refused(fields: dict[str, object], code: str) -> None:
    assert in_groups().refusal(MovePerson, DESK, **fields) == code


def test_nobody_has_a_group_before_publish_and_one_event_tells_all() -> None:
    run = Rehearsal()
    run.do(DraftRooms)
    assert [breakout.room_of(run.state, id_) for id_ in PEOPLE] == [None] * 9
    assert breakout.rooms(run.state) == []
    (event,) = run.do(Publish, minutes=20)
    assert isinstance(event, Published)
    assert sum(map(len, event.rooms.values())) == 9
    assert set(event.ends_at.values()) == {run.now + 20 * MINUTE}
    assert breakout.rooms(run.state) == [1, 2, 3]
    assert run.state.phase is Phase.RUNNING


def test_publishing_needs_a_draft_and_takes_the_planned_minutes() -> None:
    run = Rehearsal()
    assert run.refusal(Publish) == "breakout.no_draft"
    run.do(DraftRooms)
    run.do(Publish)
    assert run.state.ends_at[RoomNumber(1)] == run.now + 30 * MINUTE
    assert run.refusal(Publish) == "breakout.no_draft"


def test_whoever_came_after_the_draft_is_published_with_it() -> None:
    run = Rehearsal()
    run.present.remove(PEOPLE[8])
    run.do(DraftRooms, groups=3)
    run.present.add(PEOPLE[8])
    assert run.see(Moderators())["draft"]["unplaced"] == {PEOPLE[8]: True}
    run.do(Publish)
    assert sorted(map(len, grouped(run).values())) == [3, 3, 3]


def test_whoever_is_late_goes_to_the_smallest_group() -> None:
    run = in_groups()
    newcomer = PersonId("p10")
    run.people[newcomer] = Person(newcomer)
    run.people[PEOPLE[0]].seats = 2
    (event,) = breakout.late(run.state, newcomer, run.context)
    assert isinstance(event, PersonJoinedLate)
    assert event.room == 2
    run.happen([event])
    assert breakout.late(run.state, newcomer, run.context) == []


def test_nobody_is_late_before_the_groups_or_after_them() -> None:
    run = Rehearsal()
    assert breakout.late(run.state, PEOPLE[0], run.context) == []
    run = in_groups()
    run.do(End)
    assert breakout.late(run.state, PersonId("p10"), run.context) == []


def test_time_is_added_for_all_or_for_one_group() -> None:
    run = in_groups()
    end = run.state.ends_at[RoomNumber(1)]
    run.do(AddTime, minutes=2)
    run.do(AddTime, console(2), minutes=5, room=2)
    run.do(AddTime, minutes=-1, room=3)
    assert run.state.ends_at == {1: end + 2 * MINUTE, 2: end + 7 * MINUTE, 3: end + MINUTE}
    assert run.see(Moderators())["ends_at"] == end + 7 * MINUTE


def test_added_time_counts_from_now_once_the_clock_has_run_out() -> None:
    run = in_groups()
    run.now += 45 * MINUTE
    assert run.refusal(AddTime, minutes=-1) == "breakout.already_so"
    run.do(AddTime, minutes=2)
    assert set(run.state.ends_at.values()) == {run.now + 2 * MINUTE}
    run.do(AddTime, minutes=-60)
    assert set(run.state.ends_at.values()) == {run.now}


@pytest.mark.parametrize(
    ("actor", "fields", "code"),
    [
        (person(1), {"minutes": 1, "room": 1}, "not_allowed"),
        (console(1), {"minutes": 1, "room": 2}, "breakout.other_room"),
        (console(1), {"minutes": 1}, "breakout.other_room"),
        (DESK, {"minutes": 1, "room": 9}, "breakout.no_such_room"),
        (DESK, {"minutes": 0}, "breakout.already_so"),
    ],
)
def test_time_is_not_added_by_others_or_elsewhere(actor: Actor, fields: dict[str, int], code: str) -> None:
    assert in_groups().refusal(AddTime, actor, **fields) == code


def test_the_groups_can_end_early_and_be_reopened() -> None:
    run = in_groups()
    assert run.refusal(Reopen) == "breakout.not_ended"
    run.do(End)
    assert run.state.phase is Phase.ENDED
    assert run.refusal(End) == "breakout.not_running"
    assert run.refusal(AddTime, minutes=1) == "breakout.not_running"
    run.do(Reopen)
    assert run.see(Moderators())["phase"] == "running"
    assert len(grouped(run)) == 3


# Two groups that became too small


def small() -> Rehearsal:
    """Group 1 has a card with a sub-point, dots on it and an idea; group 2 has a card; then 1 goes to 2."""
    run = in_groups(settings_example(dots=3))
    run.do(WriteNote, person(1), id="a", room=1, text="Schatten")
    run.do(WriteNote, person(2), id="b", room=1, text="mittags", below="a")
    run.do(WriteNote, person(4), id="c", room=2, text="Brunnen")
    run.do(OpenDots)
    run.do(PlaceDots, person(1), note="a", dots=2)
    run.do(AddFocusIdea, id="i", room=1, text="Segel")
    run.do(WriteQuintessence, room=1, text="Mehr Schatten.")
    run.do(MergeRooms, room=1, into=2)
    return run


def test_people_cards_dots_and_ideas_go_along_when_two_groups_become_one() -> None:
    run = small()
    assert [*grouped(run)] == [2, 3]
    assert len(grouped(run)[RoomNumber(2)]) == 6
    assert run.see(Self(person(1).person)) == {"notes": {"a": True}, "room": 2, "dots": {"a": 2}}
    assert run.room(2)["notes"]["order"] == ["c", "a", "b"]
    assert run.room(2)["notes"]["notes"]["b"]["below"] == "a"
    assert run.room(2)["focus"]["order"] == ["i"]
    assert "1" not in run.see(Everyone())["rooms"]
    run.do(EditNote, person(1), note="a", text="Mehr Schatten")
    run.do(MergeNote, console(2), note="c", into="a")


def test_what_a_group_had_agreed_on_before_stays_its_own() -> None:
    run = small()
    assert "quintessence" not in run.room(2)
    assert run.see(Moderators())["rooms"]["1"]["quintessence"]["text"] == "Mehr Schatten."


def test_only_published_groups_are_merged_and_only_by_the_desk() -> None:
    run = small()
    assert run.refusal(MergeRooms, room=1, into=2) == "breakout.no_such_room"
    assert run.refusal(MergeRooms, room=2, into=2) == "breakout.already_so"
    assert run.refusal(MergeRooms, console(2), room=3, into=2) == "not_allowed"
    assert Rehearsal().refusal(MergeRooms, room=1, into=2) == "breakout.not_published"


def test_taking_it_back_brings_everything_to_its_place() -> None:
    run = in_groups()
    run.do(WriteNote, person(1), id="a", room=1, text="Schatten")
    before, seen = deepcopy(run.state), run.views()
    run.undo(run.do(MergeRooms, room=1, into=2), before)
    assert run.views() == seen


def test_cards_written_after_the_merging_stay_where_they_were_written() -> None:
    run = in_groups()
    run.do(WriteNote, person(1), id="a", room=1, text="Schatten")
    merging = RoomsMerged(step=StepId(STEP), room=RoomNumber(1), into=RoomNumber(2))
    back = breakout.undo(run.state, merging)
    assert back is not None
    run.happen([merging])
    run.do(WriteNote, person(1), id="z", room=2, text="Gemeinsam")
    run.happen([back])
    assert run.room(1)["notes"]["order"] == ["a"]
    assert run.room(2)["notes"]["order"] == ["z"]

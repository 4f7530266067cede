import json
from copy import deepcopy

from live.core.audience import Console, Everyone, Moderators, Room, Self, Wall
from live.core.ids import RoomNumber, StepId
from live.steps import breakout
from live.steps.breakout.commands import (
    AddFocusIdea,
    DraftRooms,
    HideNote,
    MergeNote,
    MergeRooms,
    Publish,
    WriteNote,
    WriteQuintessence,
)
from tests.steps.breakout.examples import NAMES, PEOPLE, STEP, settings_example
from tests.steps.breakout.rehearsal import Rehearsal, console, in_groups, person


def busy() -> Rehearsal:
    run = in_groups()
    run.do(WriteNote, person(1), id="a", room=1, text="von Rosas Hand")
    run.do(WriteNote, person(2), id="b", room=1, text="darunter", below="a", language="ar")
    run.do(WriteNote, console(1), id="c", room=1, text="mitgeschrieben")
    run.do(HideNote, note="a")
    run.do(WriteQuintessence, console(1), room=1, text="unfertig")
    return run


def test_before_publish_only_the_desk_knows_of_the_draft() -> None:
    run = Rehearsal()
    run.do(DraftRooms, groups=2)
    assert run.see(Everyone()) == run.see(Wall())
    assert run.see(Everyone())["rooms"] == {}
    assert "ends_at" not in run.see(Everyone())
    assert breakout.view(run.state, Room(StepId(STEP), RoomNumber(1)), run.look) is None
    assert run.see(Console(RoomNumber(1)))["people"]["order"] == []
    assert breakout.view(run.state, Self(PEOPLE[0]), run.look) is None
    rooms = run.see(Moderators())["draft"]["rooms"]
    assert sorted(id_ for people in rooms.values() for id_ in people) == sorted(PEOPLE)


def test_everyone_and_the_wall_learn_of_no_person_no_note_and_no_video() -> None:
    run = busy()
    for audience in (Everyone(), Wall()):
        seen = json.dumps(run.see(audience), ensure_ascii=False)
        for secret in (*filter(None, NAMES), *PEOPLE, "von Rosas Hand", "mitgeschrieben", "unfertig", "video.example"):
            assert f'"{secret}"' not in seen
    assert run.see(Everyone())["rooms"] == {
        "1": {"name": "Linde", "moderator": "Tomasz", "people": 3},
        "2": {"name": "Ahorn", "people": 3},
        "3": {"people": 3},
    }


def test_a_group_sees_its_people_by_name_and_its_board_without_what_is_hidden() -> None:
    run = busy()
    run.present.remove(PEOPLE[1])
    seen = run.room(1)
    assert seen["people"]["order"] == ["p3", "p2", "p1"]
    assert seen["people"]["names"]["p2"] == {"name": "Bernd", "seats": 1}
    assert seen["video"] == "https://video.example/linde"
    assert seen["notes"]["order"] == ["b", "c"]
    assert seen["notes"]["notes"]["b"] == {"text": "darunter", "at": run.now, "version": 1, "language": "ar"}
    assert "von Rosas Hand" not in json.dumps(seen)
    assert run.room(2)["people"]["names"]["p4"] == {"seats": 1, "here": True}


def test_the_console_sees_hidden_notes_flagged_and_of_authors_only_the_page() -> None:
    notes = busy().see(Console(RoomNumber(1)))["notes"]
    assert notes["order"] == ["a", "b", "c"]
    assert notes["notes"]["a"]["hidden"] is True
    assert notes["notes"]["b"]["below"] == "a"
    assert [notes["notes"][id_]["by"] for id_ in "abc"] == ["participant", "participant", "console"]


def test_the_desk_sees_all_groups_at_a_glance() -> None:
    run = busy()
    run.present.remove(PEOPLE[1])
    run.people[PEOPLE[0]].seats = 2
    room = run.see(Moderators())["rooms"]["1"]
    assert (room["here"], room["notes"], room["last_at"]) == (3, 2, run.now)
    assert room["quintessence"] == {"text": "unfertig", "version": 1}
    assert room["board"]["order"] == ["a", "b", "c"]


def test_the_desk_learns_of_earlier_groups_once_there_are_some_to_take_again() -> None:
    run = Rehearsal(settings_example(same_groups_as="groups-0"))
    assert "same_groups_as" not in run.see(Moderators())
    run.states = {StepId("groups-0"): Rehearsal(settings_example(id="groups-0")).state}
    assert "same_groups_as" not in run.see(Moderators())
    run.states = {StepId("groups-0"): in_groups(settings_example(id="groups-0")).state}
    assert run.see(Moderators())["same_groups_as"] == "groups-0"
    assert "same_groups_as" not in in_groups().see(Moderators())


def test_each_person_knows_the_own_group_and_the_own_notes() -> None:
    run = busy()
    assert run.see(Self(PEOPLE[0])) == {"notes": {"a": True}, "room": 1}
    assert run.see(Self(PEOPLE[8])) == {"notes": {}, "room": 3}


def test_a_room_that_is_none_has_no_view() -> None:
    run = busy()
    assert breakout.view(run.state, Room(StepId(STEP), RoomNumber(9)), run.look) is None
    assert breakout.view(run.state, Room(StepId("other"), RoomNumber(1)), run.look) is None
    assert breakout.view(run.state, Console(RoomNumber(9)), run.look) is None


def test_a_person_who_was_erased_still_counts_in_the_group() -> None:
    run = busy()
    del run.people[PEOPLE[0]]
    assert run.room(1)["people"]["count"] == 3
    assert run.room(1)["people"]["names"]["p1"] == {"seats": 1, "here": True}


def test_the_desk_sees_whose_console_is_open_and_nobody_else_does() -> None:
    run = in_groups()
    for consoles in (set[RoomNumber](), {RoomNumber(2)}, set[RoomNumber]()):
        look = type(run.look)(people=run.look.people, consoles=consoles)
        desk, everyone = breakout.view(run.state, Moderators(), look), breakout.view(run.state, Everyone(), look)
        assert desk is not None
        assert everyone is not None
        assert {int(number) for number, room in desk["rooms"].items() if "console" in room} == consoles
        assert all("console" not in room for room in everyone["rooms"].values())


def test_publishing_again_changes_who_is_where_and_not_what_was_written() -> None:
    run = busy()
    run.do(DraftRooms, groups=1)
    run.do(Publish)
    assert run.room(1)["people"]["count"] == 9
    assert run.room(1)["notes"]["order"] == ["b", "c"]
    assert list(run.see(Everyone())["rooms"]) == ["1"]


def test_the_console_of_a_merged_group_is_told_where_and_still_reads_what_its_group_wrote() -> None:
    run = in_groups()
    run.do(WriteNote, person(1), id="a", room=1, text="mitgebracht")
    run.do(WriteNote, person(2), id="b", room=1, text="darunter", below="a")
    run.do(WriteNote, person(4), id="c", room=2, text="von den anderen")
    run.do(AddFocusIdea, console(1), id="f", room=1, text="Brunnen")
    run.do(WriteQuintessence, console(1), room=1, text="Ruhe hilft.")
    before = deepcopy(run.state)
    events = run.do(MergeRooms, room=1, into=2)
    run.do(WriteNote, person(4), id="d", room=2, text="danach", below="a")
    seen = run.see(Console(RoomNumber(1)))
    assert seen["merged_into"] == {"room": 2, "name": "Ahorn"}
    assert seen["notes"]["order"] == ["a", "b"]
    assert seen["quintessence"]["text"] == "Ruhe hilft."
    assert seen["focus"]["order"] == ["f"]
    assert "merged_into" not in run.see(Console(RoomNumber(2)))
    run.undo(events, before)
    assert "merged_into" not in run.see(Console(RoomNumber(1)))


def test_the_console_of_a_merged_group_follows_it_also_without_a_quintessence_and_further_on() -> None:
    run = in_groups()
    run.do(WriteNote, person(1), id="a", room=1, text="mitgebracht")
    run.do(MergeRooms, room=1, into=2)
    run.do(MergeRooms, room=2, into=3)
    run.do(WriteNote, person(7), id="e", room=3, text="auch")
    run.do(MergeNote, note="a", into="e")
    seen = run.see(Console(RoomNumber(1)))
    assert seen["merged_into"] == {"room": 3}
    assert seen["notes"]["notes"]["a"]["text"] == "mitgebracht"
    assert "into" not in seen["notes"]["notes"]["a"], "the card with which it stands there is not the group's own"
    run.do(DraftRooms, groups=3)
    run.do(Publish)
    assert "merged_into" not in run.see(Console(RoomNumber(1)))

"""Where a group meets by video, for each audience, as people are moved and groups merged."""

import json

import pytest

from live.core.audience import Audience, Console, Everyone, Moderators, Room, Self, Wall
from live.core.conference import Conference, Servers
from live.core.context import Look
from live.core.ids import RoomNumber, StepId
from live.steps import breakout
from live.steps.breakout.commands import DraftRooms, MergeRooms, MovePerson, Publish, WriteNote
from live.steps.breakout.state import Groups
from tests.steps.breakout.examples import PEOPLE, STEP, settings_example
from tests.steps.breakout.rehearsal import Rehearsal, person

BOTH = Servers(jitsi="https://meet.example", bigbluebutton=True)
CONFERENCE = Conference(BOTH, "d1", "0123456789abcdef" * 4)


def rooms_of_the_city(video: str) -> Rehearsal:
    """Three groups, each with a room of its own."""
    run = Rehearsal(settings_example(video=video, video_links=[]))
    run.do(DraftRooms, groups=3)
    run.do(Publish)
    return run


def seen(
    run: Rehearsal, audience: Room | Console | Moderators, conference: Conference = CONFERENCE
) -> dict[str, object]:
    look = Look(people=run.people, present=run.present, conference=conference)
    view = breakout.view(run.state, audience, look)
    assert view is not None
    return view


def video(run: Rehearsal, room: int) -> object:
    """The link of the people of a group."""
    return seen(run, Room(StepId(STEP), RoomNumber(room))).get("video")


def test_every_group_has_a_jitsi_room_of_its_own_which_its_console_and_the_desk_know_too() -> None:
    run = rooms_of_the_city("jitsi")
    links = [video(run, room) for room in (1, 2, 3)]
    assert len(set(links)) == 3
    assert [seen(run, Console(RoomNumber(room)))["video"] for room in (1, 2, 3)] == links
    desk = seen(run, Moderators())["rooms"]
    assert isinstance(desk, dict)
    assert [desk[room]["video"] for room in ("1", "2", "3")] == links


@pytest.mark.parametrize("kind", ["jitsi", "bigbluebutton"])
def test_a_group_learns_of_no_other_groups_room_and_everybody_else_of_none(kind: str) -> None:
    run = rooms_of_the_city(kind)
    links = {room: str(video(run, room)) for room in (1, 2, 3)}
    look = Look(people=run.people, present=run.present, conference=CONFERENCE)
    nobody: tuple[Audience, ...] = (Everyone(), Wall(), *map(Self, PEOPLE))
    for audience in nobody:
        shown = json.dumps(breakout.view(run.state, audience, look))
        assert not [link for link in links.values() if link in shown]
    for room, link in links.items():
        for its in (Room(StepId(STEP), RoomNumber(room)), Console(RoomNumber(room))):
            shown = json.dumps(seen(run, its))
            assert not [other for other in links.values() if other != link and other in shown]
    assert CONFERENCE.key not in json.dumps(seen(run, Moderators()))


def test_a_console_has_its_room_before_the_groups_are_published() -> None:
    run = Rehearsal(settings_example(video="jitsi", video_links=[]))
    before = seen(run, Console(RoomNumber(2)))["video"]
    run.do(DraftRooms, groups=3)
    run.do(Publish)
    assert video(run, 2) == before


def test_whoever_is_moved_or_whose_group_is_merged_meets_in_the_other_room() -> None:
    run = rooms_of_the_city("jitsi")
    first, second, third = (video(run, room) for room in (1, 2, 3))
    mover = next(person for person in PEOPLE if breakout.room_of(run.state, person) == 1)
    run.do(MovePerson, person=mover, room=2)
    assert video(run, breakout.room_of(run.state, mover) or 0) == second != first
    run.do(MergeRooms, room=2, into=3)
    assert video(run, breakout.room_of(run.state, mover) or 0) == third


def test_a_merged_group_that_left_something_behind_is_led_to_the_group_it_went_on_in() -> None:
    run = rooms_of_the_city("jitsi")
    third = video(run, 3)
    run.do(WriteNote, person(1), room=breakout.room_of(run.state, PEOPLE[0]), text="Schatten")
    run.do(MergeRooms, room=2, into=1)
    run.do(MergeRooms, room=1, into=3)
    for room in run.state.numbers():
        assert video(run, room) == third


def test_a_ring_of_merged_groups_of_which_none_is_left_leads_nowhere_else() -> None:
    run = rooms_of_the_city("jitsi")
    console = Console(RoomNumber(1))
    before = seen(run, console)["video"]
    run.do(WriteNote, person(1), room=breakout.room_of(run.state, PEOPLE[0]), text="Schatten")
    assert run.state.groups is not None
    run.state.groups = Groups.of({RoomNumber(3): PEOPLE})
    run.state.merged = {RoomNumber(1): RoomNumber(2), RoomNumber(2): RoomNumber(1)}
    links = {room: video(run, room) for room in run.state.numbers()}
    assert len(set(links.values())) == len(links)
    assert before == links.get(RoomNumber(1), before)


def test_addresses_of_the_file_are_given_as_they_stand_there() -> None:
    run = Rehearsal(settings_example(video_links=["https://video.example/linde?x=1#y"]))
    run.do(DraftRooms, groups=2)
    run.do(Publish)
    assert (video(run, 1), video(run, 2)) == ("https://video.example/linde?x=1#y", None)


@pytest.mark.parametrize("kind", ["jitsi", "bigbluebutton"])
def test_without_the_server_the_groups_work_and_the_desk_is_told(kind: str) -> None:
    run = rooms_of_the_city(kind)
    nothing = Conference(Servers(), "d1", "key")
    assert seen(run, Moderators(), nothing)["video_missing"] == kind
    assert "video" not in seen(run, Room(StepId(STEP), RoomNumber(1)), nothing)
    assert "video_missing" not in seen(run, Moderators())
    assert "video_missing" not in seen(Rehearsal(), Moderators(), nothing)

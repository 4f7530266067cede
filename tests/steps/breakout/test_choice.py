"""Own choice: people say where they want to be, the desk makes groups of it, nobody else learns who wanted what."""

from copy import deepcopy
from dataclasses import replace

import pytest

from live.core.actor import Server
from live.core.audience import Everyone, Moderators, Self, Wall
from live.core.context import Person
from live.core.ids import PersonId, RoomNumber, StepId
from live.core.patch import View, diff
from live.core.touched import NOBODY, Touched, of_person
from live.steps import breakout
from live.steps.breakout import drafting
from live.steps.breakout.assignment import Plan, assign
from live.steps.breakout.commands import (
    CloseChoice,
    DraftRooms,
    LinkPeople,
    MovePerson,
    OpenChoice,
    Publish,
    Wish,
)
from live.steps.breakout.events import ChoiceClosed, Wished
from tests.steps.breakout.examples import PEOPLE, STEP, settings_example
from tests.steps.breakout.rehearsal import DESK, Rehearsal, console, in_groups, person

TOPICS = ("Schatten", "Wasser", "Ruhe")


def choosing(**more: int) -> Rehearsal:
    """Nine people who can choose between three topics."""
    run = Rehearsal(settings_example(room_names=TOPICS))
    run.do(OpenChoice, DESK, **more)
    return run


def wish(run: Rehearsal, number: int, *rooms: int) -> None:
    run.do(Wish, person(number), rooms=rooms)


def desk(run: Rehearsal) -> View:
    seen: View = run.see(Moderators())["choice"]
    return seen


def own(run: Rehearsal, number: int) -> View | None:
    return breakout.view(run.state, Self(PEOPLE[number - 1]), run.look)


def room_of(run: Rehearsal, number: int) -> RoomNumber | None:
    groups = run.state.draft or run.state.groups
    return groups.room_of.get(PEOPLE[number - 1]) if groups else None


def reasons(run: Rehearsal, number: int) -> list[View]:
    told: list[View] = run.see(Moderators())["draft"]["reasons"][PEOPLE[number - 1]]
    return told


def test_everybody_sees_the_topics_while_people_choose_and_until_the_groups_are_published() -> None:
    run = Rehearsal(settings_example(room_names=TOPICS))
    assert "choice" not in run.see(Everyone())
    run.do(OpenChoice)
    rooms = {"1": {"name": "Schatten"}, "2": {"name": "Wasser"}, "3": {"name": "Ruhe"}}
    seen = {"open": True, "capacity": 3, "order": ["1", "2", "3"], "rooms": rooms}
    assert run.see(Everyone())["choice"] == seen
    assert run.see(Wall())["choice"] == seen | {"chosen": 0, "of": 9}
    run.do(CloseChoice)
    run.do(DraftRooms, source="chosen")
    assert run.see(Everyone())["choice"] == seen | {"open": False}
    run.do(Publish)
    assert all("choice" not in run.see(audience) for audience in (Everyone(), Wall(), Moderators()))


def test_the_desk_counts_people_not_devices_and_a_changed_mind_once() -> None:
    run = choosing()
    run.people[PEOPLE[0]].seats = 2
    wish(run, 1, 2, 1)
    wish(run, 2, 1)
    wish(run, 3, 1, 2)
    wish(run, 3, 2)
    assert {room: (seen["first"], seen["wished"]) for room, seen in desk(run)["rooms"].items()} == {
        "1": (1, 3),
        "2": (3, 3),
        "3": (0, 0),
    }
    assert (desk(run)["chosen"], desk(run)["of"]) == (4, 10)
    wish(run, 3)
    assert desk(run)["rooms"]["2"]["first"] == 2
    assert run.see(Wall())["choice"]["chosen"] == 3


def test_people_see_their_own_wish_and_nobody_elses() -> None:
    run = choosing()
    before = run.see(Everyone())
    wish(run, 1, 3, 1)
    assert own(run, 1) == {"notes": {}, "wished": [3, 1]}
    assert own(run, 2) is None
    assert run.see(Everyone()) == before
    run.do(CloseChoice)
    assert own(run, 1) == {"notes": {}, "wished": [3, 1]}
    wish_again = run.refusal(Wish, person(1), rooms=[2])
    assert wish_again == "breakout.choice_not_open"


def test_a_wish_costs_the_same_however_many_people_there_are() -> None:
    run = choosing()
    for number in range(10, 500):
        id_ = PersonId(f"p{number}")
        run.people[id_] = Person(id_)
        run.present.add(id_)
        run.happen([Wished(step=StepId(STEP), person=id_, rooms=(RoomNumber(number % 3 + 1),), seats=1)])
    before = run.see(Moderators())
    (event,) = run.do(Wish, person(1), rooms=[2])
    assert breakout.touched(run.state, event) == of_person(PEOPLE[0])
    rooms = {"2": {"first": 165, "wished": 165}}
    assert diff(before, run.see(Moderators())) == {"choice": {"rooms": rooms, "chosen": 491}}
    assert breakout.touched(run.state, ChoiceClosed(step=StepId(STEP))) == NOBODY


def test_a_wish_may_be_changed_repeated_and_taken_back() -> None:
    run = choosing()
    wish(run, 1, 1, 2, 1)
    assert own(run, 1) == {"notes": {}, "wished": [1, 2]}
    assert run.wish(Wish, person(1), rooms=[1, 2]) == []
    wish(run, 1)
    assert own(run, 1) is None
    assert run.wish(Wish, person(1), rooms=[]) == []
    assert run.refusal(Wish, person(1), rooms=[1, 4]) == "breakout.no_such_room"


def test_what_somebody_has_chosen_is_not_replaced_unasked() -> None:
    run = choosing()
    wish(run, 2, 3, 1, 2)
    assert run.refusal(Wish, rooms=[1], person=PEOPLE[1]) == "breakout.has_chosen"
    assert run.refusal(Wish, rooms=[], person=PEOPLE[1]) == "breakout.has_chosen"
    assert own(run, 2) == {"notes": {}, "wished": [3, 1, 2]}
    run.do(Wish, rooms=[1], person=PEOPLE[1], replacing=True)
    assert own(run, 2) == {"notes": {}, "wished": [1]}
    wish(run, 2, 2)
    assert own(run, 2) == {"notes": {}, "wished": [2]}


def test_a_limit_of_places_stays_until_it_is_lifted() -> None:
    run = choosing(capacity=1)
    assert run.refusal(OpenChoice) == "breakout.already_so"
    run.do(OpenChoice, capacity=0)
    assert (run.state.choice.capacity, run.state.choice.exact) == (3, False)
    assert run.refusal(OpenChoice, capacity=0) == "breakout.already_so"
    assert "exact" not in desk(run)


def test_the_desk_says_it_for_somebody_and_can_take_it_back() -> None:
    run = choosing()
    assert run.refusal(Wish, rooms=[1]) == "breakout.no_such_person"
    assert run.refusal(Wish, rooms=[1], person="nobody") == "breakout.no_such_person"
    wish(run, 2, 3)
    before = deepcopy(run.state)
    act = run.do(Wish, rooms=[1], person=PEOPLE[1], replacing=True)
    assert run.refusal(Wish, rooms=[1], person=PEOPLE[1]) == "breakout.already_so"
    assert own(run, 2) == {"notes": {}, "wished": [1]}
    run.undo(act, before)
    assert own(run, 2) == {"notes": {}, "wished": [3]}


@pytest.mark.parametrize("kind", [OpenChoice, CloseChoice])
def test_only_the_desk_opens_and_closes_the_choice(kind: type[CloseChoice]) -> None:
    for actor in (person(1), console(1)):
        assert choosing().refusal(kind, actor) == "not_allowed"


def test_nobody_chooses_for_others() -> None:
    run = choosing()
    assert run.refusal(Wish, person(1), rooms=[1], person=PEOPLE[1]) == "not_allowed"
    assert run.refusal(Wish, console(1), rooms=[1]) == "not_allowed"
    run.do(Wish, Server(), rooms=[1], person=PEOPLE[1])
    assert own(run, 2) == {"notes": {}, "wished": [1]}


@pytest.mark.parametrize(
    ("settings", "given", "groups", "capacity"),
    [
        ({"room_names": TOPICS}, {}, 3, 3),
        ({"room_names": TOPICS}, {"groups": 2}, 2, 5),
        ({"room_names": TOPICS}, {"group_size": 2}, 5, 2),
        ({"room_names": TOPICS}, {"capacity": 7}, 3, 7),
        ({"room_names": TOPICS, "groups": 2}, {}, 2, 5),
        ({"room_names": []}, {}, 3, 3),
    ],
)
def test_there_is_a_sensible_number_of_groups_and_an_even_share_of_room(
    settings: dict[str, object], given: dict[str, int], groups: int, capacity: int
) -> None:
    run = Rehearsal(settings_example(**settings))
    run.do(OpenChoice, DESK, **given)
    assert (len(desk(run)["order"]), desk(run)["capacity"]) == (groups, capacity)


def test_what_was_not_said_stays_as_it_was_when_the_choice_is_opened_again() -> None:
    run = choosing(groups=2, capacity=6)
    assert run.refusal(OpenChoice) == "breakout.already_so"
    run.do(CloseChoice)
    assert run.refusal(CloseChoice) == "breakout.choice_not_open"
    run.do(OpenChoice)
    assert (len(desk(run)["order"]), desk(run)["capacity"], desk(run)["exact"]) == (2, 6, True)
    run.do(OpenChoice, capacity=4)
    assert desk(run)["capacity"] == 4


def test_with_fewer_groups_a_wish_is_what_remains_of_it_and_with_more_it_is_whole_again() -> None:
    run = choosing()
    wish(run, 1, 3, 1)
    wish(run, 2, 3)
    before = deepcopy(run.state)
    act = run.do(OpenChoice, groups=2)
    assert breakout.touched(run.state, act[0]) == Touched(frozenset(PEOPLE[:2]))
    assert own(run, 1) == {"notes": {}, "wished": [1]}
    assert own(run, 2) is None
    assert (desk(run)["rooms"]["1"]["first"], desk(run)["chosen"]) == (1, 1)
    run.undo(act, before)
    assert own(run, 1) == {"notes": {}, "wished": [3, 1]}
    assert (desk(run)["rooms"]["3"]["first"], desk(run)["chosen"]) == (2, 2)


def test_opening_and_closing_can_be_taken_back() -> None:
    run = Rehearsal(settings_example(room_names=TOPICS))
    before = deepcopy(run.state)
    act = run.do(OpenChoice)
    wish(run, 1, 2)
    run.undo(act, before)
    assert "choice" not in run.see(Moderators())
    assert own(run, 1) is None
    run.do(OpenChoice)
    assert own(run, 1) == {"notes": {}, "wished": [2]}, "what somebody said is not thrown away"
    before = deepcopy(run.state)
    act = run.do(CloseChoice)
    run.undo(act, before)
    assert desk(run)["open"]


def test_there_must_be_groups_to_choose_from_and_only_before_they_are_published() -> None:
    run = Rehearsal(settings_example(room_names=TOPICS))
    assert run.refusal(OpenChoice, groups=1) == "breakout.nothing_to_choose"
    assert run.refusal(OpenChoice, groups=101) == "breakout.too_much_to_choose"
    assert run.refusal(DraftRooms, source="chosen") == "breakout.no_choice"
    assert in_groups().refusal(OpenChoice) == "breakout.already_published"
    run.do(OpenChoice)
    run.do(DraftRooms)
    run.do(Publish)
    assert run.refusal(Wish, person(1), rooms=[1]) == "breakout.choice_not_open"
    assert run.refusal(CloseChoice) == "breakout.choice_not_open"


def test_groups_follow_the_wishes_as_far_as_there_is_room_and_say_why() -> None:
    run = choosing()
    for number in (1, 2, 3):
        wish(run, number, 1)
    wish(run, 4, 1, 2)
    wish(run, 5, 1, 3)
    run.do(DraftRooms, source="chosen")
    assert [len(people) for people in run.see(Moderators())["draft"]["rooms"].values()] == [3, 3, 3]
    first = [number for number in range(1, 6) if room_of(run, number) == 1]
    assert len(first) == 3
    assert all(reasons(run, number)[0] == {"code": "own_wish", "params": {"number": 1}} for number in first)
    for number in {4, 5} - {*first}:
        assert reasons(run, number)[:2] == [
            {"code": "own_wish", "params": {"number": 2}},
            {"code": "full", "params": {"room": 1}},
        ]
    for number in {1, 2, 3} - {*first}:
        assert reasons(run, number)[0] == {"code": "full", "params": {"room": 1}}


def test_in_a_crowd_only_those_without_their_first_wish_are_told_why() -> None:
    run = choosing()
    for number in range(10, 310):
        id_ = PersonId(f"p{number}")
        run.people[id_] = Person(id_)
        run.present.add(id_)
    for number, id_ in enumerate(sorted(run.people)):
        rooms = (RoomNumber(1), RoomNumber(2)) if number < 110 else (RoomNumber(number % 2 + 2),)
        run.happen([Wished(step=StepId(STEP), person=id_, rooms=rooms, seats=1)])
    run.do(DraftRooms, source="chosen")
    told = run.see(Moderators())["draft"]["reasons"]
    assert len(told) == 7
    assert all({"code": "full", "params": {"room": 1}} in reasons for reasons in told.values())


def test_what_could_not_be_met_is_a_finding() -> None:
    run = choosing(capacity=3)
    for number in range(1, 6):
        wish(run, number, 1)
    run.do(DraftRooms, source="chosen")
    findings = [*run.see(Moderators())["draft"]["findings"].values()]
    (unmet,) = (one for one in findings if one["code"] == "assignment.wishes_impossible")
    assert unmet["params"] == {"count": 2}
    assert {*unmet["people"]} < {*PEOPLE[:5]}


def test_nobody_is_put_above_the_room_that_the_desk_has_named() -> None:
    run = choosing(capacity=2)
    for number in range(1, 10):
        wish(run, number, 1)
    run.do(DraftRooms, source="chosen")
    seen = run.see(Moderators())["draft"]
    assert [len(people) for people in seen["rooms"].values()] == [2, 2, 2]
    assert len(seen["unplaced"]) == 3
    assert "assignment.no_room" in [one["code"] for one in seen["findings"].values()]


def test_an_even_share_grows_with_those_who_come_while_people_choose() -> None:
    run = Rehearsal(settings_example(room_names=TOPICS[:2]))
    run.present = {*PEOPLE[:4]}
    run.do(OpenChoice)
    assert desk(run)["capacity"] == 2
    run.present = {*PEOPLE}
    run.people[PEOPLE[8]].seats = 2
    for number in range(1, 10):
        wish(run, number, 1)
    run.do(DraftRooms, source="chosen")
    assert run.see(Moderators())["draft"]["unplaced"] == {}
    assert sum(room_of(run, number) == 1 for number in range(1, 10)) in (4, 5)


def test_an_even_share_grows_where_people_who_share_a_device_would_fit_nowhere() -> None:
    run = Rehearsal(settings_example(room_names=TOPICS[:2]))
    run.present = {*PEOPLE[:3]}
    for id_ in run.present:
        run.people[id_].seats = 2
    run.do(OpenChoice)
    assert desk(run)["capacity"] == 3
    run.do(DraftRooms, source="chosen")
    assert run.see(Moderators())["draft"]["unplaced"] == {}


def test_pins_and_wishes_about_people_weigh_more_than_what_people_chose() -> None:
    run = choosing(capacity=4)
    run.do(LinkPeople, how="apart", people=[PEOPLE[0], PEOPLE[1]])
    run.do(LinkPeople, how="together", people=[PEOPLE[2], PEOPLE[3]])
    for number in range(1, 6):
        wish(run, number, 1)
    run.do(DraftRooms, source="chosen")
    there = RoomNumber(3 if room_of(run, 5) != 3 else 2)
    run.do(MovePerson, person=PEOPLE[4], room=there)
    for seed in range(4):
        run.seed = seed
        run.do(DraftRooms, source="chosen")
        assert room_of(run, 5) == there
        assert reasons(run, 5)[0]["code"] == "pinned"
        assert room_of(run, 1) != room_of(run, 2)
        assert room_of(run, 3) == room_of(run, 4)


def test_who_was_away_when_the_groups_were_made_still_comes_where_they_wished_while_there_is_room() -> None:
    run = choosing(capacity=4)
    for number in range(1, 4):
        wish(run, number, 1)
    wish(run, 8, 1)
    wish(run, 9, 1, 2)
    run.present -= {PEOPLE[7], PEOPLE[8]}
    run.do(DraftRooms, source="chosen")
    assert room_of(run, 8) is None
    run.present.add(PEOPLE[7])
    run.do(Publish)
    assert room_of(run, 8) == 1
    run.present.add(PEOPLE[8])
    run.happen(breakout.late(run.state, PEOPLE[8], run.context))
    assert room_of(run, 9) == 2


def test_the_work_of_choosing_is_named_beforehand_where_anybody_could_choose() -> None:
    command = DraftRooms(id="c", step=StepId(STEP), source="chosen")
    run = Rehearsal()
    assert breakout.prepare(run.state, command, run.context) is None
    run.do(OpenChoice)
    wish(run, 1, 2)
    work = breakout.prepare(run.state, command, run.context)
    assert work is not None
    plan = work()
    wish(run, 1, 1)
    assert breakout.decide(run.state, command, DESK, run.context)
    assert any(PEOPLE[0] in people for people in plan.groups.values())


def test_a_planned_choice_is_said_to_the_desk() -> None:
    assert Rehearsal(settings_example(room_names=TOPICS, choice=True)).see(Moderators())["choice_planned"] is True
    assert "choice_planned" not in Rehearsal().see(Moderators())


@pytest.mark.parametrize("source", ["random", "list"])
def test_wishes_place_nobody_in_groups_that_were_not_made_by_them(source: str) -> None:
    run = choosing()
    run.present.difference_update(PEOPLE[7:])
    wish(run, 8, 2)
    wish(run, 9, 1)
    run.do(DraftRooms, source=source, groups=3, text=f"{PEOPLE[0]};1")
    for room, number in ((1, 1), (2, 2), (3, 3), (3, 4), (3, 5), (3, 6), (3, 7)):
        if room_of(run, number) != room:
            run.do(MovePerson, person=PEOPLE[number - 1], room=room)
    run.present.add(PEOPLE[7])
    run.do(Publish)
    assert room_of(run, 8) == 1, "the smallest group"
    run.present.add(PEOPLE[8])
    run.happen(breakout.late(run.state, PEOPLE[8], run.context))
    assert room_of(run, 9) == 2


def test_a_draft_by_wishes_comes_to_an_end_also_when_somebody_finds_no_place_anywhere(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def nowhere(people: object, *rest: object) -> Plan:
        assert people
        plan = assign(people, *rest)  # type: ignore[arg-type]  # handed through as it came
        return replace(plan, unplaced=(PEOPLE[1],))

    monkeypatch.setattr(drafting, "assign", nowhere)
    run = choosing()
    wish(run, 1, 2)
    run.do(DraftRooms, source="chosen")
    assert run.see(Moderators())["draft"]["rooms"]

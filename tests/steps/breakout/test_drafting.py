"""Proposing groups: by lot, mixed, from a list, with wishes about people, and what is said of the plan."""

import pickle
from copy import deepcopy

import pytest

from live.core.audience import Moderators
from live.core.context import Context, Person
from live.core.ids import PersonId, RoomNumber, StepId
from live.core.patch import View
from live.steps import breakout
from live.steps.breakout.commands import (
    DraftRooms,
    LinkPeople,
    MarkSpeaker,
    MovePerson,
    PinPlace,
    Publish,
    UnlinkPeople,
)
from tests.steps.breakout.examples import PEOPLE, STEP, settings_example
from tests.steps.breakout.rehearsal import DESK, Rehearsal, console, in_groups, person


def draft(run: Rehearsal) -> View:
    seen: View = run.see(Moderators())["draft"]
    return seen


def room_of(run: Rehearsal, id_: PersonId) -> RoomNumber:
    assert run.state.draft is not None
    return run.state.draft.room_of[id_]


def test_everybodys_place_can_tell_its_reason() -> None:
    run = Rehearsal()
    run.do(DraftRooms, groups=3)
    assert draft(run)["reasons"].keys() == set(PEOPLE)
    assert all(reasons[0]["code"] for reasons in draft(run)["reasons"].values())


def test_the_desk_knows_what_a_draft_was_made_from_also_after_one_is_taken_back() -> None:
    run = Rehearsal()
    run.do(DraftRooms, groups=3)
    assert draft(run)["source"] == "random"
    before = deepcopy(run.state)
    act = run.do(DraftRooms, groups=3, source="mixed")
    assert draft(run)["source"] == "mixed"
    run.undo(act, before)
    assert draft(run)["source"] == "random"


def test_wishes_are_known_at_the_desk_before_groups_are_drawn() -> None:
    run = Rehearsal()
    run.do(LinkPeople, id="pair", how="together", people=PEOPLE[:2])
    run.do(MarkSpeaker, person=PEOPLE[8], languages=["ar"])
    seen = run.see(Moderators())
    assert seen["links"] == {"pair": {"how": "together", "people": [*PEOPLE[:2]]}}
    assert seen["speakers"] == {PEOPLE[8]: ["ar"]}
    run.do(DraftRooms, groups=3)
    assert "links" not in run.see(Moderators())


def test_whoever_is_moved_by_hand_stays_when_the_others_are_drawn_again() -> None:
    run = Rehearsal()
    run.do(DraftRooms, groups=3)
    there = RoomNumber(room_of(run, PEOPLE[0]) % 3 + 1)
    run.do(MovePerson, person=PEOPLE[0], room=there)
    assert draft(run)["pinned"] == {PEOPLE[0]: True}
    assert draft(run)["reasons"][PEOPLE[0]] == [{"code": "by_hand"}]
    for seed in range(5):
        run.seed = seed
        run.do(DraftRooms, groups=3)
        assert room_of(run, PEOPLE[0]) == there
    assert draft(run)["reasons"][PEOPLE[0]][0]["code"] == "pinned"
    run.do(PinPlace, person=PEOPLE[0], pinned=False)
    assert "pinned" not in draft(run)


def test_people_are_kept_together_and_apart_also_when_they_come_late() -> None:
    run = Rehearsal()
    run.present -= {PEOPLE[2], PEOPLE[5]}
    run.do(LinkPeople, id="pair", how="together", people=[PEOPLE[0], PEOPLE[1], PEOPLE[2]])
    run.do(LinkPeople, how="apart", people=[PEOPLE[4], PEOPLE[5]])
    for seed in range(5):
        run.seed = seed
        run.do(DraftRooms, groups=3)
        assert room_of(run, PEOPLE[0]) == room_of(run, PEOPLE[1])
    run.do(Publish)
    for late in (PEOPLE[2], PEOPLE[5]):
        run.present.add(late)
        run.happen(breakout.late(run.state, late, run.context))
    assert run.state.groups is not None
    places = run.state.groups.room_of
    assert places[PEOPLE[2]] == places[PEOPLE[0]]
    assert places[PEOPLE[5]] != places[PEOPLE[4]]


def test_a_wish_that_cannot_be_met_is_named_and_the_rest_is_done() -> None:
    run = Rehearsal()
    run.do(LinkPeople, how="apart", people=[*PEOPLE[:3]])
    run.do(DraftRooms, groups=2)
    findings = [told["code"] for told in draft(run)["findings"].values()]
    assert "assignment.apart_impossible" in findings
    assert sorted(id_ for people in draft(run)["rooms"].values() for id_ in people) == sorted(PEOPLE)


def test_wishes_about_people_are_taken_back_and_need_people() -> None:
    run = Rehearsal()
    run.do(LinkPeople, id="pair", how="together", people=PEOPLE[:2])
    run.do(DraftRooms, groups=3)
    assert draft(run)["links"] == {"pair": {"how": "together", "people": [*PEOPLE[:2]]}}
    run.do(UnlinkPeople, link="pair")
    assert "links" not in draft(run)
    assert run.refusal(UnlinkPeople, link="pair") == "breakout.already_so"
    assert run.refusal(LinkPeople, how="apart", people=[PEOPLE[0], PEOPLE[0]]) == "breakout.no_such_person"
    assert run.refusal(LinkPeople, how="apart", people=[PEOPLE[0], "nobody"]) == "breakout.no_such_person"


def test_whoever_needs_a_language_is_with_somebody_who_speaks_it() -> None:
    run = Rehearsal()
    for id_ in PEOPLE:
        run.people[id_].language = "ar" if id_ in PEOPLE[:2] else "de"
    run.do(MarkSpeaker, person=PEOPLE[8], languages=["ar"])
    assert run.refusal(MarkSpeaker, person=PEOPLE[8], languages=["ar"]) == "breakout.already_so"
    for seed in range(5):
        run.seed = seed
        run.do(DraftRooms, groups=3, understood=["ar"])
        assert {room_of(run, id_) for id_ in PEOPLE[:2]} == {room_of(run, PEOPLE[8])}
    assert draft(run)["speakers"] == {PEOPLE[8]: ["ar"]}


def test_groups_come_from_a_prepared_list_and_its_mistakes_are_named() -> None:
    run = Rehearsal()
    run.do(DraftRooms, groups=3, source="list", text="Name;Gruppe\nRosa;Ahorn\nAylin;3\nNiemand;1\n=1+1;2\n")
    assert (room_of(run, PEOPLE[0]), room_of(run, PEOPLE[2])) == (2, 3)
    assert len(draft(run)["findings"]) >= 2
    assert run.refusal(DraftRooms, groups=3, source="list", text=" ") == "breakout.empty"


def test_mixed_groups_bring_together_as_few_as_possible_who_have_met() -> None:
    first = in_groups()
    run = Rehearsal(settings_example(id="groups-2"))
    run.states = {StepId(STEP): first.state}
    run.do(DraftRooms, step="groups-2", groups=3, source="mixed")
    assert run.state.draft is not None
    assert first.state.groups is not None
    for people in run.state.draft.members.values():
        assert len({first.state.groups.room_of[id_] for id_ in people}) == 3


def test_what_takes_long_is_worked_out_beforehand_on_values_of_its_own() -> None:
    run = Rehearsal()
    for number in range(10, 60):
        id_ = PersonId(f"p{number}")
        run.people[id_] = Person(id_)
        run.present.add(id_)
    command = DraftRooms(id="c", step=StepId(STEP), groups=5)
    work = breakout.prepare(run.state, command, run.context)
    assert work is not None
    before = pickle.dumps(run.state)
    plan = work()
    run.present.remove(PersonId("p10"))
    assert pickle.dumps(run.state) == before
    prepared = Context(run.now, run.seed + 1, run.look, plan)
    at_once = breakout.decide(run.state, command, DESK, Context(run.now, run.seed, run.look))
    assert breakout.decide(run.state, command, DESK, prepared) != at_once, "somebody has left meanwhile"
    answer = breakout.decide(run.state, command, DESK, prepared)
    assert isinstance(answer, list)
    run.happen(answer)
    assert sum(map(len, draft(run)["rooms"].values())) == 59


@pytest.mark.parametrize("source", ["random", "same"])
def test_a_small_draw_by_lot_needs_no_work_beforehand(source: str) -> None:
    run = Rehearsal()
    command = DraftRooms.model_validate({"id": "c", "step": STEP, "source": source})
    assert breakout.prepare(run.state, command, run.context) is None


@pytest.mark.parametrize("kind", [PinPlace, LinkPeople, UnlinkPeople, MarkSpeaker])
def test_only_the_desk_asks_something_of_people(kind: type[PinPlace]) -> None:
    fields = {"person": PEOPLE[0], "how": "apart", "people": PEOPLE[:2], "link": "l"}
    given = {name: value for name, value in fields.items() if name in kind.model_fields}
    for actor in (person(1), console(1)):
        assert in_groups().refusal(kind, actor, **given) == "not_allowed"

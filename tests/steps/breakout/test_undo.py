from copy import deepcopy
from typing import Any

import pytest

from live.core.audience import Console
from live.core.command import StepCommand
from live.core.ids import NoteId, RoomNumber, StepId
from live.steps import breakout
from live.steps.breakout import commands as c
from live.steps.breakout.events import NoteWithdrawn
from tests.steps.breakout.examples import STEP, columns_example
from tests.steps.breakout.rehearsal import DESK, Rehearsal, in_groups, person


def well_filled() -> Rehearsal:
    """A note in a column, a hidden note, a released and shown quintessence, a focus idea, a frozen board."""
    run = in_groups(columns_example())
    run.do(c.WriteNote, person(1), id="a", room=1, text="Karte", column="keep")
    run.do(c.WriteNote, person(1), id="b", room=1, text="verborgen", column="keep")
    run.do(c.HideNote, note="b")
    for room in (1, 2):
        run.do(c.WriteQuintessence, room=room, text="Ergebnis")
    run.do(c.ReleaseQuintessence, room=1)
    run.do(c.ShowQuintessence, room=1)
    run.do(c.AddFocusIdea, id="f", room=1, text="Brunnen")
    run.do(c.FreezeBoard, room=3)
    return run


ACTS: list[tuple[type[StepCommand], dict[str, Any]]] = [
    (c.DraftRooms, {}),
    (c.MovePerson, {"person": "p1", "room": 3}),
    (c.AddTime, {"minutes": 5}),
    (c.AddTime, {"minutes": -5, "room": 2}),
    (c.End, {}),
    (c.HideNote, {"note": "a"}),
    (c.UnhideNote, {"note": "b"}),
    (c.MoveNote, {"note": "a", "column": "new"}),
    (c.FreezeBoard, {}),
    (c.UnfreezeBoard, {}),
    (c.ReleaseQuintessence, {"room": 2}),
    (c.WithdrawQuintessence, {"room": 1}),
    (c.ShowQuintessence, {}),
    (c.RemoveFocusIdea, {"idea": "f"}),
]


def check(run: Rehearsal, kind: type[StepCommand], **fields: object) -> None:
    before, seen = deepcopy(run.state), run.views()
    events = run.do(kind, DESK, **fields)
    assert run.views() != seen
    run.undo(events, before)
    assert run.views() == seen


@pytest.mark.parametrize(("kind", "fields"), ACTS)
def test_a_steering_act_is_taken_back_without_a_trace(kind: type[StepCommand], fields: dict[str, Any]) -> None:
    check(well_filled(), kind, **fields)


def test_a_first_draft_and_moves_in_it_are_taken_back() -> None:
    run = Rehearsal()
    check(run, c.DraftRooms)
    run.present.remove(person(1).person)
    run.do(c.DraftRooms, groups=2)
    check(run, c.DraftRooms, groups=3)
    check(run, c.MovePerson, person="p1", room=1)
    run.do(c.MovePerson, person="p1", room=1)
    check(run, c.MovePerson, person="p1", room=2)


def test_publishing_is_taken_back_with_the_draft_as_it_was() -> None:
    run = Rehearsal()
    run.present.remove(person(1).person)
    run.do(c.DraftRooms)
    run.present.add(person(1).person)
    check(run, c.Publish)


def test_publishing_again_is_taken_back_with_clocks_and_phase() -> None:
    run = well_filled()
    run.do(c.AddTime, minutes=5, room=2)
    run.do(c.End)
    run.do(c.DraftRooms, groups=1)
    check(run, c.Publish)


def test_reopening_and_showing_another_are_taken_back() -> None:
    run = well_filled()
    run.do(c.End)
    check(run, c.Reopen)
    run.do(c.ReleaseQuintessence, room=2)
    check(run, c.ShowQuintessence, room=2)
    run.do(c.ShowQuintessence)
    check(run, c.ShowQuintessence, room=2)


def test_what_people_wrote_is_no_steering_act() -> None:
    run = well_filled()
    written = [event for event, _ in run.log if type(event).__name__.endswith(("Written", "Added"))]
    withdrawn = NoteWithdrawn(step=StepId(STEP), note=NoteId("a"))
    for event in (*written, withdrawn):
        assert breakout.undo(run.state, event) is None


def test_groups_that_are_two_again_take_along_what_was_written_below_their_cards_meanwhile() -> None:
    run = in_groups()
    run.do(c.WriteNote, person(1), id="a", room=1, text="mitgebracht")
    run.do(c.WriteNote, person(4), id="c", room=2, text="von den anderen")
    before = deepcopy(run.state)
    events = run.do(c.MergeRooms, room=1, into=2)
    run.do(c.WriteNote, person(4), id="d", room=2, text="danach", below="a")
    run.do(c.MergeNote, note="c", into="a")
    run.undo(events, before)
    assert run.see(Console(RoomNumber(1)))["notes"]["order"] == ["a", "d"]
    assert run.room(2)["notes"]["order"] == ["c"]
    assert "into" not in run.room(2)["notes"]["notes"]["c"], "the card it stood with is no longer here"

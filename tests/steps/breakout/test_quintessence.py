import pytest

from live.core.actor import Actor, Projector
from live.core.audience import Everyone, Wall
from live.steps.breakout.commands import (
    AddFocusIdea,
    EditFocusIdea,
    End,
    HideNote,
    ReleaseQuintessence,
    RemoveFocusIdea,
    ShowQuintessence,
    WithdrawQuintessence,
    WriteNote,
    WriteQuintessence,
)
from live.steps.breakout.events import QuintessenceTakenDown, QuintessenceWithdrawn
from tests.steps.breakout.examples import settings_example
from tests.steps.breakout.rehearsal import DESK, Rehearsal, console, in_groups, person


def released(*rooms: int) -> Rehearsal:
    run = in_groups()
    for room in rooms:
        run.do(WriteQuintessence, console(room), room=room, text=f"Ergebnis {room}", language="de")
        run.do(ReleaseQuintessence, console(room), room=room)
    return run


@pytest.mark.parametrize("actor", [console(1), DESK])
def test_a_quintessence_grows_before_the_eyes_of_its_group_also_after_the_end(actor: Actor) -> None:
    run = in_groups()
    run.do(WriteQuintessence, actor, room=1, text="Gute Nachbarschaft")
    run.do(End)
    run.do(WriteQuintessence, actor, room=1, text="Gute Nachbarschaft ist der beste Hitzeschutz.")
    assert run.room(1)["quintessence"] == {"text": "Gute Nachbarschaft ist der beste Hitzeschutz.", "version": 2}
    assert "quintessence" not in run.room(2)


@pytest.mark.parametrize(
    ("actor", "code"), [(person(1), "not_allowed"), (console(2), "breakout.other_room"), (Projector(), "not_allowed")]
)
@pytest.mark.parametrize("kind", [ReleaseQuintessence, WithdrawQuintessence, AddFocusIdea])
def test_others_leave_the_results_of_a_group_alone(kind: type[WriteQuintessence], actor: Actor, code: str) -> None:
    words = {"text": "x"} if "text" in kind.model_fields else {}
    assert in_groups().refusal(kind, actor, room=1, **words) == code


@pytest.mark.parametrize(
    ("text", "code"), [(" ", "breakout.empty"), ("x" * 4_001, "breakout.too_long"), ("x" * 60_000, "breakout.too_long")]
)
def test_a_quintessence_has_words_and_not_too_many(text: str, code: str) -> None:
    run = in_groups()
    assert run.refusal(WriteQuintessence, room=1, text=text) == code
    run.do(WriteQuintessence, room=1, text="x" * 4_000)


def test_results_need_groups() -> None:
    run = Rehearsal()
    assert run.refusal(WriteQuintessence, console(1), room=1, text="x") == "breakout.not_published"
    assert run.refusal(AddFocusIdea, console(1), room=1, text="x") == "breakout.not_published"
    assert in_groups().refusal(WriteQuintessence, room=9, text="x") == "breakout.no_such_room"


def test_released_words_are_fixed_until_they_are_withdrawn() -> None:
    run = released(1)
    assert run.refusal(WriteQuintessence, console(1), room=1, text="anders") == "breakout.quintessence_released"
    assert run.refusal(ReleaseQuintessence, room=1) == "breakout.already_so"
    run.do(WithdrawQuintessence, console(1), room=1)
    run.do(WriteQuintessence, console(1), room=1, text="anders")
    assert run.refusal(WithdrawQuintessence, room=1) == "breakout.not_released"
    assert run.refusal(ReleaseQuintessence, room=2) == "breakout.no_quintessence"


def test_only_released_ones_are_shown_and_only_by_the_desk() -> None:
    run = released(1, 3)
    run.do(WriteQuintessence, console(2), room=2, text="noch im Entwurf")
    assert run.refusal(ShowQuintessence, room=2) == "breakout.not_released"
    assert run.refusal(ShowQuintessence, room=9) == "breakout.not_released"
    assert run.refusal(ShowQuintessence) == "breakout.already_so"
    assert run.refusal(ShowQuintessence, console(1), room=1) == "not_allowed"
    run.do(AddFocusIdea, room=1, text="Ein Brunnen")
    run.do(WriteNote, person(1), room=1, text="Karte")
    run.do(ShowQuintessence, room=1)
    assert run.see(Wall())["shown"] == {
        "room": 1,
        "name": "Linde",
        "moderator": "Tomasz",
        "people": 3,
        "notes": 1,
        "text": "Ergebnis 1",
        "language": "de",
        "focus": ["Ein Brunnen"],
        "since": run.now,
        "seconds": 75,
        "index": 1,
        "count": 2,
        "next": {"room": 3},
    }
    run.do(ShowQuintessence, room=3)
    assert run.see(Everyone())["shown"]["index"] == 2
    run.do(ShowQuintessence)
    assert "shown" not in run.see(Everyone())


def test_a_withdrawn_one_is_taken_off_the_projector_too() -> None:
    run = released(1)
    run.do(ShowQuintessence, room=1)
    events = run.do(WithdrawQuintessence, room=1)
    assert [type(event) for event in events] == [QuintessenceTakenDown, QuintessenceWithdrawn]
    run.do(ReleaseQuintessence, room=1)
    assert "shown" not in run.see(Everyone())


def test_without_a_quintessence_the_focus_ideas_are_the_result_to_show() -> None:
    run = in_groups(settings_example(quintessence=False))
    assert run.refusal(ShowQuintessence, room=2) == "breakout.no_focus_idea_yet"
    run.do(AddFocusIdea, console(2), id="f1", room=2, text="Sonnensegel am Anger")
    run.do(ShowQuintessence, room=2)
    shown = run.see(Wall())["shown"]
    assert (shown["focus"], shown["index"], shown["count"]) == (["Sonnensegel am Anger"], 1, 1)
    assert "text" not in shown
    run.do(RemoveFocusIdea, idea="f1")
    assert "shown" not in run.see(Wall())


def test_a_phase_without_quintessence_or_focus_ideas_takes_none() -> None:
    run = in_groups(settings_example(quintessence=False, focus_ideas=False))
    assert run.refusal(WriteQuintessence, room=1, text="x") == "breakout.without_quintessence"
    assert run.refusal(AddFocusIdea, room=1, text="x") == "breakout.without_focus_ideas"


def test_focus_ideas_come_from_notes_or_free_words_and_can_be_changed() -> None:
    run = in_groups()
    run.do(WriteNote, person(1), id="a", room=1, text="Sonnensegel")
    run.do(AddFocusIdea, console(1), id="f1", room=1, text="Sonnensegel", note="a")
    run.do(AddFocusIdea, id="f2", room=1, text="Trinkbrunnen")
    run.do(EditFocusIdea, console(1), idea="f1", text="Sonnensegel am Anger")
    run.do(HideNote, note="a")
    assert run.room(1)["focus"] == {
        "order": ["f1", "f2"],
        "ideas": {"f1": {"text": "Sonnensegel am Anger", "note": "a"}, "f2": {"text": "Trinkbrunnen"}},
    }
    run.do(RemoveFocusIdea, console(1), idea="f1")
    assert run.room(1)["focus"]["order"] == ["f2"]


def test_a_focus_idea_that_cannot_be_is_refused() -> None:
    run = in_groups()
    run.do(WriteNote, person(4), id="b", room=2, text="Karte der Gruppe 2")
    run.do(AddFocusIdea, id="f1", room=1, text="Sonnensegel")
    assert run.refusal(AddFocusIdea, room=1, text="x", note="b") == "breakout.no_such_note"
    assert run.refusal(AddFocusIdea, id="f1", room=1, text="x") == "breakout.id_taken"
    assert run.refusal(AddFocusIdea, room=1, text=" ") == "breakout.empty"
    assert run.refusal(EditFocusIdea, idea="f1", text="x" * 1_001) == "breakout.too_long"
    assert run.refusal(EditFocusIdea, idea="zzz", text="x") == "breakout.no_such_idea"
    assert run.refusal(EditFocusIdea, person(1), idea="f1", text="x") == "not_allowed"
    assert run.refusal(RemoveFocusIdea, console(2), idea="f1") == "breakout.other_room"
    run.do(RemoveFocusIdea, idea="f1")
    assert run.refusal(RemoveFocusIdea, idea="f1") == "breakout.no_such_idea"

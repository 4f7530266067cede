import pytest

from live.core.actor import Actor, Projector
from live.core.audience import Moderators
from live.core.ids import NoteId, RoomNumber
from live.core.rejection import Rejection
from live.steps.breakout.allowed import MAX_NOTES, MAX_OWN_NOTES
from live.steps.breakout.commands import (
    DraftRooms,
    EditNote,
    End,
    FreezeBoard,
    HideNote,
    MergeNote,
    MoveNote,
    PartNote,
    Publish,
    UnfreezeBoard,
    UnhideNote,
    WriteNote,
)
from live.steps.breakout.events import NoteEdited, NoteHidden, NoteWithdrawn, NoteWritten
from live.steps.breakout.state import Note
from tests.steps.breakout.examples import columns_example
from tests.steps.breakout.rehearsal import DESK, Rehearsal, console, in_groups, person


def noted(run: Rehearsal, id_: str) -> Note:
    note = run.state.note(NoteId(id_))
    assert note is not None
    return note


def one_note(run: Rehearsal | None = None, *, column: str | None = None) -> Rehearsal:
    """Person 1 has written the note `a` in group 1."""
    run = run or in_groups()
    run.do(WriteNote, person(1), id="a", room=1, text="Schatten!", column=column)
    return run


@pytest.mark.parametrize("actor", [person(1), console(1), DESK])
def test_a_note_is_pinned_by_the_group_its_moderator_and_the_desk(actor: Actor) -> None:
    run = in_groups()
    (event,) = run.do(WriteNote, actor, id="a", room=1, text=" „Ruhe“ // Bänke\n", language="de")
    assert isinstance(event, NoteWritten)
    assert (event.note, event.text, event.language) == ("a", " „Ruhe“ // Bänke\n", "de")


@pytest.mark.parametrize(
    ("actor", "code"),
    [(person(4), "breakout.other_room"), (console(2), "breakout.other_room"), (Projector(), "not_allowed")],
)
def test_others_do_not_write_in_a_group(actor: Actor, code: str) -> None:
    assert in_groups().refusal(WriteNote, actor, room=1, text="hallo") == code


def test_nobody_writes_before_there_are_groups_and_in_a_group_that_is_none() -> None:
    run = Rehearsal()
    for actor in (person(1), console(1), DESK):
        assert run.refusal(WriteNote, actor, room=1, text="hallo") == "breakout.not_published"
    assert in_groups().refusal(WriteNote, room=9, text="hallo") == "breakout.no_such_room"


def test_a_flood_of_cards_of_one_person_is_refused_and_nobody_elses() -> None:
    run = in_groups()
    for number in range(MAX_OWN_NOTES):
        run.do(WriteNote, person(1), id=f"a{number}", room=1, text="noch eine")
    run.do(HideNote, person(1), note="a0")
    answer = run.wish(WriteNote, person(1), room=1, text="noch eine")
    assert answer == Rejection("breakout.enough_notes", {"limit": MAX_OWN_NOTES}), "taken back or not"
    run.do(EditNote, person(1), note="a1", text="die letzte")
    for actor, room in ((person(2), 1), (console(1), 1), (DESK, 1), (person(4), 2)):
        run.do(WriteNote, actor, room=room, text="meine erste")


def test_a_board_that_is_full_takes_no_more_cards_of_anybody() -> None:
    run = in_groups()
    for number in range(MAX_NOTES):
        run.do(WriteNote, console(1), id=f"a{number}", room=1, text="noch eine")
    full = Rejection("breakout.board_full", {"limit": MAX_NOTES})
    assert [run.wish(WriteNote, actor, room=1, text="meine") for actor in (person(1), console(1), DESK)] == [full] * 3
    run.do(WriteNote, console(2), room=2, text="hier ist Platz")


@pytest.mark.parametrize(("text", "code"), [("", "breakout.empty"), (" \n\t", "breakout.empty")])
def test_a_note_without_words_is_refused(text: str, code: str) -> None:
    assert in_groups().refusal(WriteNote, person(1), room=1, text=text) == code
    assert one_note().refusal(EditNote, person(1), note="a", text=text) == code


def test_a_note_has_at_most_a_thousand_characters() -> None:
    run = one_note()
    run.do(WriteNote, person(1), room=1, text="ä" * 1_000)
    assert run.refusal(WriteNote, person(1), room=1, text="ä" * 1_001) == "breakout.too_long"
    assert run.refusal(EditNote, person(1), note="a", text="ä" * 60_000) == "breakout.too_long"


def test_the_id_of_a_note_is_nobody_elses() -> None:
    assert one_note().refusal(WriteNote, person(4), id="a", room=2, text="hallo") == "breakout.id_taken"


def test_notes_are_still_written_after_the_end() -> None:
    run = in_groups()
    run.do(End)
    run.do(WriteNote, person(1), room=1, text="Noch etwas")


def test_sub_points_go_one_level_deep_in_the_same_group() -> None:
    run = one_note()
    run.do(WriteNote, person(2), id="b", room=1, text="auch samstags", below="a")
    assert noted(run, "a").subpoints == ["b"]
    assert run.refusal(WriteNote, person(1), room=1, text="x", below="b") == "breakout.one_level_only"
    assert run.refusal(WriteNote, person(1), room=1, text="x", below="zzz") == "breakout.no_such_note"
    assert run.refusal(WriteNote, person(4), room=2, text="x", below="a") == "breakout.no_such_note"
    run.do(HideNote, note="a")
    assert run.refusal(WriteNote, person(1), room=1, text="x", below="a") == "breakout.no_such_note"


def test_a_note_says_in_which_column_it_stands() -> None:
    run = in_groups(columns_example())
    assert run.refusal(WriteNote, person(1), room=1, text="x") == "breakout.column_needed"
    assert run.refusal(WriteNote, person(1), room=1, text="x", column="old") == "breakout.no_such_column"
    assert in_groups().refusal(WriteNote, person(1), room=1, text="x", column="keep") == "breakout.no_such_column"
    one_note(run, column="keep")
    run.do(WriteNote, person(2), id="b", room=1, text="auch samstags", below="a", column="new")
    notes = run.room(1)["notes"]["notes"]
    assert notes["a"]["column"] == notes["b"]["column"] == "keep"


def test_a_note_is_moved_with_its_sub_points() -> None:
    run = one_note(in_groups(columns_example()), column="keep")
    run.do(WriteNote, person(2), id="b", room=1, text="auch samstags", below="a")
    run.do(MoveNote, console(1), note="a", column="new")
    notes = run.room(1)["notes"]["notes"]
    assert notes["a"]["column"] == notes["b"]["column"] == "new"
    assert run.refusal(MoveNote, note="a", column="new") == "breakout.already_so"
    assert run.refusal(MoveNote, note="a", column="old") == "breakout.no_such_column"
    assert run.refusal(MoveNote, note="b", column="keep") == "breakout.moves_with_its_note"
    assert run.refusal(MoveNote, person(1), note="a", column="keep") == "not_allowed"
    assert one_note().refusal(MoveNote, note="a", column="keep") == "breakout.no_such_column"


@pytest.mark.parametrize("actor", [person(1), console(1), DESK])
def test_a_note_is_edited_by_its_author_and_the_moderation(actor: Actor) -> None:
    run = one_note()
    (event,) = run.do(EditNote, actor, note="a", text="Mehr Schatten!")
    assert isinstance(event, NoteEdited)
    note = run.room(1)["notes"]["notes"]["a"]
    assert (note["text"], note["version"], note["edited"]) == ("Mehr Schatten!", 2, True)


@pytest.mark.parametrize(
    ("actor", "code"),
    [
        (person(2), "breakout.not_your_note"),
        (person(4), "breakout.not_your_note"),
        (console(2), "breakout.other_room"),
        (Projector(), "not_allowed"),
    ],
)
def test_others_change_nothing_about_a_note(actor: Actor, code: str) -> None:
    run = one_note()
    assert run.refusal(EditNote, actor, note="a", text="x") == code
    assert run.refusal(HideNote, actor, note="a") == code


def test_what_is_no_note_cannot_be_changed() -> None:
    run = in_groups()
    for kind in (HideNote, UnhideNote):
        assert run.refusal(kind, note="zzz") == "breakout.no_such_note"
    assert run.refusal(EditNote, note="zzz", text="x") == "breakout.no_such_note"
    assert run.refusal(MoveNote, note="zzz", column="keep") == "breakout.no_such_note"


def test_an_author_takes_a_note_off_and_only_the_moderation_brings_it_back() -> None:
    run = one_note()
    (event,) = run.do(HideNote, person(1), note="a")
    assert isinstance(event, NoteWithdrawn)
    assert run.room(1)["notes"] == {"order": [], "notes": {}}
    assert run.refusal(UnhideNote, person(1), note="a") == "not_allowed"
    assert run.refusal(EditNote, person(1), note="a", text="x") == "breakout.note_hidden"
    assert run.refusal(HideNote, person(1), note="a") == "breakout.note_hidden"
    run.do(UnhideNote, console(1), note="a")
    assert run.room(1)["notes"]["order"] == ["a"]
    assert run.refusal(UnhideNote, console(1), note="a") == "breakout.already_so"


def test_the_moderation_hides_a_note_and_may_still_correct_it() -> None:
    run = one_note()
    (event,) = run.do(HideNote, console(1), note="a")
    assert isinstance(event, NoteHidden)
    assert run.refusal(HideNote, note="a") == "breakout.already_so"
    run.do(EditNote, note="a", text="ohne Namen")
    run.do(UnhideNote, note="a")
    assert run.room(1)["notes"]["notes"]["a"]["text"] == "ohne Namen"


def test_a_frozen_board_takes_nothing_from_its_group() -> None:
    run = one_note()
    run.do(FreezeBoard, console(1), room=1)
    assert run.room(1)["frozen"] is True
    for actor in (person(1), console(1), DESK):
        assert run.refusal(WriteNote, actor, room=1, text="x") == "breakout.frozen"
    assert run.refusal(EditNote, person(1), note="a", text="x") == "breakout.frozen"
    assert run.refusal(HideNote, person(1), note="a") == "breakout.frozen"
    run.do(EditNote, console(1), note="a", text="berichtigt")
    run.do(WriteNote, person(4), room=2, text="die andere Gruppe schreibt weiter")
    run.do(UnfreezeBoard, console(1), room=1)
    run.do(WriteNote, person(1), room=1, text="weiter")


def test_all_boards_are_frozen_at_once_by_the_desk() -> None:
    run = in_groups()
    run.do(FreezeBoard, room=2)
    run.do(FreezeBoard)
    assert [run.state.board(RoomNumber(room)).frozen for room in (1, 2, 3)] == [True, True, True]
    assert run.refusal(FreezeBoard) == "breakout.already_so"
    run.do(UnfreezeBoard)
    assert run.refusal(UnfreezeBoard, room=1) == "breakout.already_so"


@pytest.mark.parametrize(
    ("actor", "fields", "code"),
    [
        (person(1), {"room": 1}, "not_allowed"),
        (person(1), {}, "not_allowed"),
        (console(1), {"room": 2}, "breakout.other_room"),
        (console(1), {}, "breakout.other_room"),
        (DESK, {"room": 9}, "breakout.no_such_room"),
    ],
)
def test_boards_are_not_frozen_by_others(actor: Actor, fields: dict[str, int], code: str) -> None:
    assert in_groups().refusal(FreezeBoard, actor, **fields) == code


def test_there_is_nothing_to_freeze_before_publish() -> None:
    run = Rehearsal()
    assert run.refusal(FreezeBoard) == "breakout.not_published"
    assert run.refusal(FreezeBoard, room=1) == "breakout.not_published"


def test_boards_stay_with_their_number_whatever_happens_to_the_groups() -> None:
    run = one_note()
    run.do(WriteNote, person(7), id="c", room=3, text="aus Gruppe 3")
    run.do(DraftRooms, groups=2)
    run.do(Publish)
    assert run.state.numbers() == [1, 2, 3]
    assert run.room(1)["notes"]["order"] == ["a"]
    assert run.room(3)["notes"]["order"] == ["c"]
    assert run.room(3)["people"]["order"] == []
    run.do(HideNote, console(3), note="c")


# Two at one card


def test_nobody_overwrites_words_that_they_have_not_seen() -> None:
    run = one_note()
    run.do(EditNote, console(1), note="a", text="Mehr Schatten!", version=1)
    assert run.refusal(EditNote, person(1), note="a", text="Viel Schatten!", version=1) == "breakout.edited_meanwhile"
    run.do(EditNote, person(1), note="a", text="Viel Schatten!", version=2)
    assert noted(run, "a").text == "Viel Schatten!"


# Merging


def merged(run: Rehearsal | None = None) -> Rehearsal:
    """The note `b` stands with `a`; `c` is a sub-point of `b`."""
    run = one_note(run, column="keep" if run else None)
    column = {"column": "new"} if run.settings.columns else {}
    run.do(WriteNote, person(2), id="b", room=1, text="Schatten", **column)
    run.do(WriteNote, person(2), id="c", room=1, text="vor allem mittags", below="b")
    run.do(MergeNote, console(1), note="b", into="a")
    return run


def test_a_merged_note_stands_with_the_other_and_its_words_are_kept() -> None:
    run = merged()
    notes = run.room(1)["notes"]["notes"]
    assert notes["b"] == {"text": "Schatten", "at": run.now, "version": 1, "into": "a"}
    assert notes["c"]["below"] == "b"
    assert run.see(Moderators())["rooms"]["1"]["notes"] == 2
    run.do(PartNote, console(1), note="b")
    assert "into" not in run.room(1)["notes"]["notes"]["b"]
    assert run.see(Moderators())["rooms"]["1"]["notes"] == 3


def test_a_merged_note_is_in_the_column_of_the_other_until_it_is_parted() -> None:
    run = merged(in_groups(columns_example()))
    assert run.room(1)["notes"]["notes"]["b"]["column"] == "keep"
    assert run.room(1)["notes"]["notes"]["c"]["column"] == "keep"
    run.do(PartNote, console(1), note="b")
    assert run.room(1)["notes"]["notes"]["b"]["column"] == "new"


def test_what_was_merged_into_a_hidden_note_stands_by_itself() -> None:
    run = merged()
    run.do(HideNote, console(1), note="a")
    seen = run.room(1)["notes"]
    assert seen["order"] == ["b", "c"]
    assert "into" not in seen["notes"]["b"]


def test_only_whole_notes_of_one_board_are_merged_and_never_in_a_circle() -> None:
    run = merged()
    run.do(WriteNote, person(4), id="d", room=2, text="woanders")
    run.do(WriteNote, person(1), id="e", room=1, text="allein")
    for note, into, code in [
        ("a", "b", "breakout.merged_already"),
        ("a", "a", "breakout.merged_already"),
        ("b", "a", "breakout.already_so"),
        ("e", "c", "breakout.moves_with_its_note"),
        ("c", "e", "breakout.moves_with_its_note"),
        ("e", "d", "breakout.no_such_note"),
        ("e", "nowhere", "breakout.no_such_note"),
    ]:
        assert run.refusal(MergeNote, DESK, note=note, into=into) == code, (note, into)
    assert run.refusal(PartNote, DESK, note="e") == "breakout.already_so"
    for actor in (person(1), person(2)):
        assert run.refusal(MergeNote, actor, note="e", into="a") == "not_allowed"
        assert run.refusal(PartNote, actor, note="b") == "not_allowed"

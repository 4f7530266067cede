import json
from copy import deepcopy
from typing import Any

from live.core.context import Person
from live.core.document import (
    Authored,
    Block,
    Columns,
    Entry,
    Heading,
    Listing,
    Note,
    Paragraph,
    Quintessence,
    Quotes,
    Typed,
    nphrase,
    phrase,
)
from live.core.ids import PersonId
from live.steps import breakout
from live.steps.breakout.commands import (
    AddFocusIdea,
    DraftRooms,
    HideNote,
    MergeNote,
    MergeRooms,
    MoveNote,
    MovePerson,
    Publish,
    ReleaseQuintessence,
    RemoveFocusIdea,
    SourceSentence,
    WithdrawQuintessence,
    WriteDissent,
    WriteNote,
    WriteQuintessence,
)
from tests.steps.breakout.examples import columns_example
from tests.steps.breakout.rehearsal import Rehearsal, console, in_groups, person


def said(text: str, *below: str, language: str = "", refers: bool = False) -> Entry:
    return Entry(words=Typed(text=text, language=language), below=tuple(said(words) for words in below), refers=refers)


def of_the_groups(run: Rehearsal) -> list[Block]:
    """The parts of the groups, below the sentence about how they were made; without the keys of their words."""
    return [without_keys(block) for block in breakout.document(run.state, run.look)][1:]


def without_keys(block: Block) -> Block:
    found = json.loads(
        block.model_dump_json(), object_hook=lambda fields: {**fields, **({"key": ""} if "key" in fields else {})}
    )
    return type(block).model_validate(found)


def keys(run: Rehearsal) -> list[tuple[str, str]]:
    """Every key with its words, as they stand in the documentation."""
    found: list[tuple[str, str]] = []

    def collect(fields: dict[str, Any]) -> None:
        if fields.get("key"):
            found.append((fields["key"], str(fields["text"])))

    for block in breakout.document(run.state, run.look):
        json.loads(block.model_dump_json(), object_hook=collect)
    return found


def test_a_phase_that_never_began_leaves_nothing() -> None:
    run = Rehearsal()
    run.do(DraftRooms)
    assert breakout.document(run.state, run.look) == []


def test_each_group_has_its_prompts_people_quotes_quintessence_and_focus_ideas() -> None:
    run = in_groups()
    run.people[person(1).person].seats = 2
    run.do(WriteNote, person(1), id="a", room=1, text="„Ruhe“ // Bänke")
    run.do(WriteNote, person(1), id="b", room=1, text="ماء", language="ar")
    run.do(WriteNote, person(2), id="c", room=1, text="auch samstags", below="a")
    run.do(WriteNote, person(2), id="d", room=1, text="hidden")
    run.do(HideNote, note="d")
    run.do(WriteQuintessence, console(1), room=1, text="Gute Nachbarschaft.", language="de")
    run.do(ReleaseQuintessence, room=1)
    run.do(AddFocusIdea, id="f", room=1, text="Brunnen")
    run.do(AddFocusIdea, room=1, text="Segel")
    run.do(RemoveFocusIdea, idea="f")
    blocks = of_the_groups(run)
    assert blocks[:8] == [
        Heading(words=phrase("Group %(number)s, %(name)s", number=1, name="Linde"), level=2),
        Paragraph(words=Authored(text={"de": "Was hat Ihnen im letzten Sommer geholfen?"})),
        Paragraph(words=Authored(text={"de": "Wer hat geholfen?", "ar": "من ساعد؟"})),
        Note(
            words=nphrase(
                "%(n)s person in this group, moderated by %(name)s",
                "%(n)s people in this group, moderated by %(name)s",
                4,
                name="Tomasz",
            )
        ),
        Quotes(entries=(said("„Ruhe“ // Bänke", "auch samstags"), said("ماء", language="ar"))),
        Quintessence(
            label=phrase("Quintessence"), words=Typed(text="Gute Nachbarschaft.", language="de"), released=True
        ),
        Heading(words=phrase("Focus ideas of the group"), level=3),
        Listing(entries=(said("Segel"),), numbered=True),
    ]
    assert blocks[8] == Heading(words=phrase("Group %(number)s, %(name)s", number=2, name="Ahorn"), level=2)
    assert blocks[-1] == Quotes(entries=())


def test_sub_points_of_a_hidden_note_are_not_lost() -> None:
    run = in_groups()
    run.do(WriteNote, person(1), id="a", room=1, text="zurückgezogen")
    run.do(WriteNote, person(2), room=1, text="bleibt", below="a")
    run.do(WriteNote, person(2), room=1, text="danach")
    run.do(HideNote, person(1), note="a")
    assert of_the_groups(run)[4] == Quotes(entries=(said("bleibt"), said("danach")))


def test_a_merged_note_is_told_once_with_the_one_it_stands_with() -> None:
    run = in_groups()
    for id_, text in (("a", "Schatten!"), ("b", "Schatten"), ("c", "Mehr Schatten")):
        run.do(WriteNote, person(1), id=id_, room=1, text=text)
    run.do(WriteNote, person(1), room=1, text="mittags", below="b")
    run.do(MergeNote, note="b", into="a")
    run.do(MergeNote, note="c", into="b")
    assert of_the_groups(run)[4] == Quotes(entries=(said("Schatten!", "Schatten", "mittags", "Mehr Schatten"),))


def test_columns_stand_beside_each_other_in_their_order_and_empty_ones_too() -> None:
    run = in_groups(columns_example())
    run.do(WriteNote, person(1), id="a", room=1, text="Hitzetelefon", column="keep")
    run.do(WriteNote, person(1), id="b", room=1, text="Offene Kirche", column="keep")
    run.do(WriteNote, person(1), room=1, text="mit Stühlen", below="b")
    run.do(MoveNote, note="b", column="new")
    run.do(MoveNote, note="a", column="new")
    board = of_the_groups(run)[4]
    assert isinstance(board, Columns)
    assert [column.entries for column in board.columns] == [
        (),
        (said("Hitzetelefon"), said("Offene Kirche", "mit Stühlen")),
    ]


def test_a_quintessence_that_was_not_released_is_flagged() -> None:
    run = in_groups()
    run.do(WriteQuintessence, room=1, text="Entwurf")
    block = of_the_groups(run)[5]
    assert isinstance(block, Quintessence)
    assert not block.released


def test_the_cards_behind_a_quintessence_are_found_when_the_group_went_on_in_another_one() -> None:
    run = in_groups()
    run.do(WriteNote, person(1), id="a", room=1, text="Ruhe")
    run.do(WriteQuintessence, console(1), room=1, text="Ruhe hilft.")
    run.do(SourceSentence, console(1), room=1, sentence="Ruhe hilft.", notes=("a",))
    run.do(MergeRooms, room=1, into=2)
    card = Entry(words=Typed(text="Ruhe", key="groups-1/note-a"), refers=True)
    sentence = Entry(words=Typed(text="Ruhe hilft."), below=(card,), refers=True)
    assert Listing(entries=(sentence,)) in breakout.document(run.state, run.look)


def how_made(run: Rehearsal) -> Paragraph | None:
    first = breakout.document(run.state, run.look)[0]
    return first if isinstance(first, Paragraph) else None


def test_it_says_how_the_groups_were_made_and_whether_somebody_was_placed_by_hand() -> None:
    by_lot, by_hand = (
        Paragraph(words=phrase("The groups were drawn by lot.")),
        Paragraph(words=phrase("The groups were drawn by lot; some people were placed by hand.")),
    )
    run = Rehearsal()
    run.do(DraftRooms, groups=3)
    run.do(Publish)
    run.do(MergeRooms, room=1, into=2)
    assert how_made(run) == by_lot, "groups that are merged put nobody"
    run.present.add(PersonId("late"))
    run.happen(breakout.late(run.state, PersonId("late"), run.context))
    assert how_made(run) == by_lot
    person_, before = PersonId("late"), deepcopy(run.state)
    run.people[person_] = Person(person_)
    room = breakout.room_of(run.state, person_)
    moved = run.do(MovePerson, person=person_, room=5 - (room or 0))
    assert how_made(run) == by_hand
    run.undo(moved, before)
    assert how_made(run) == by_lot


def test_a_new_draft_says_nothing_of_the_groups_that_are_still_there_and_undone_they_are_as_before() -> None:
    run = in_groups()
    made = how_made(run)
    assert made == Paragraph(words=phrase("The groups were drawn by lot; some people were placed by hand."))
    run.do(DraftRooms, source="list", text="Rosa;1")
    assert how_made(run) == made
    before = deepcopy(run.state)
    events = run.do(Publish)
    assert how_made(run) == Paragraph(words=phrase("The groups were made from a list."))
    run.undo(events, before)
    assert how_made(run) == made


def test_of_groups_made_before_it_was_recorded_nothing_is_said() -> None:
    run = in_groups()
    old = [(e.model_copy(update={"source": None}) if e.type == "breakout.rooms_drafted" else e) for e, _ in run.log]
    again = Rehearsal()
    again.happen(old)
    assert how_made(again) is None


def test_a_note_an_idea_a_quintessence_and_a_dissent_have_names_of_their_own() -> None:
    run = in_groups()
    run.do(WriteNote, person(1), id="a", room=1, text="Ruhe")
    run.do(WriteNote, person(1), id="b", room=1, text="Ruhe", below="a")
    run.do(WriteQuintessence, console(1), room=1, text="Ruhe hilft.")
    run.do(WriteDissent, console(1), room=1, text="Lärm auch.")
    run.do(AddFocusIdea, id="f", room=2, text="Ruhe")
    said = [key for key, _ in keys(run) if "/prompt" not in key]
    names = ["note-a", "note-b", "quintessence-1", "dissent-1", "idea-f"]
    assert said == [f"groups-1/{name}" for name in names]


def test_names_are_kept_when_notes_are_added_moved_and_taken_along_into_another_group() -> None:
    run = in_groups()
    run.do(WriteNote, person(1), id="a", room=1, text="Ruhe")
    run.do(AddFocusIdea, id="f", room=1, text="Bänke")
    before = set(keys(run))
    run.do(WriteNote, person(2), id="b", room=1, text="Bäume")
    run.do(MergeRooms, room=1, into=2)
    assert before <= set(keys(run))


def test_a_version_released_before_refers_and_has_a_name_of_its_own() -> None:
    run = in_groups()
    run.do(WriteQuintessence, console(1), room=1, text="Ruhe.")
    run.do(ReleaseQuintessence, console(1), room=1)
    run.do(WithdrawQuintessence, console(1), room=1)
    run.do(WriteQuintessence, console(1), room=1, text="Mehr Ruhe.")
    earlier = Entry(words=Typed(text="Ruhe.", key="groups-1/quintessence-1-1"), refers=True)
    assert Listing(entries=(earlier,)) in breakout.document(run.state, run.look)


def test_what_was_gathered_counts_what_can_be_read_by_who_wrote_it() -> None:
    run = in_groups()
    run.do(WriteNote, person(1), id="a", room=1, text="Ruhe")
    run.do(WriteNote, console(1), id="b", room=1, text="Bänke", below="a")
    run.do(WriteNote, id="c", room=2, text="Bäume")
    run.do(WriteNote, person(1), id="d", room=1, text="weg")
    run.do(HideNote, note="d")
    run.do(AddFocusIdea, id="f", room=2, text="Segel")
    found = breakout.gathered(run.state)
    assert found.notes == {"participant": 1, "group_moderator": 1, "moderator": 1}
    assert found.groups == len(run.state.numbers())
    assert found.ideas == 1

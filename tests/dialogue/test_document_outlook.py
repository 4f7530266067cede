"""What stands after the steps: what happens next, and no idea a second time."""

from live.core.document import (
    Authored,
    Chapter,
    Document,
    Listing,
    Moment,
    Phrase,
    Table,
    Typed,
    phrase,
)
from live.dialogue.document import document, next_steps_chapter
from live.dialogue.session import NextStep
from tests.evening import Evening, evening
from tests.evening_words import IDEAS, PLAN


def told(played: Evening) -> Document:
    return document(played.state, played.now)


def chapter(tree: Document, id_: str) -> Chapter | None:
    return next((found for found in tree.chapters if found.id == id_), None)


def table(found: Chapter | None) -> Table:
    assert found is not None
    block = found.blocks[0]
    assert isinstance(block, Table)
    return block


def test_an_idea_of_a_group_stands_in_one_place() -> None:
    lists = [block for step in told(evening()).chapters for block in step.blocks if isinstance(block, Listing)]
    said = [entry.words.text for block in lists for entry in block.entries if isinstance(entry.words, Typed)]
    assert [said.count(idea) for ideas in IDEAS for idea in ideas] == [1] * 7


def test_next_steps_of_the_session_file_are_a_table_with_offices_and_days() -> None:
    steps = [
        {"text": "Der Entwurf wird überarbeitet", "office": "Umweltamt", "by": "2026-09-30"},
        {"text": "Der Rat berät", "by": "im November"},
    ]
    found = table(chapter(told(evening(plan={**PLAN, "next_steps": steps})), "next-steps"))
    assert found.head == (phrase("Step"), phrase("Responsible"), phrase("By when"))
    first, second = found.rows
    assert isinstance(first[0][0], Authored)
    assert isinstance(first[2][0], Phrase)
    day = first[2][0].params["day"]
    assert isinstance(day, Moment)
    assert (day.shown, day.at) == ("day", 1_790_769_600_000)
    assert second[1] == ()
    assert isinstance(second[2][0], Typed)
    assert second[2][0].text == "im November"


def test_without_any_in_the_session_file_the_steps_of_the_evaluation_stand_there() -> None:
    found = table(chapter(told(evening()), "next-steps"))
    assert found.head == (phrase("Step"),)
    assert len(found.rows) == 2
    assert chapter(told(evening(until="joined")), "next-steps") is None, "nobody has been told yet"


def test_without_next_steps_there_is_no_chapter_and_an_editor_can_put_others_there() -> None:
    assert next_steps_chapter(()).blocks == ()
    replaced = next_steps_chapter([NextStep(text={"de": "Alles wird gut"}, by="2026-13-01")])
    cells = table(replaced).rows[0]
    assert cells[1] == (Typed(text="2026-13-01"),), "no day of the calendar stays as it was written"


def test_next_steps_and_licence_are_no_part_of_what_every_page_gets() -> None:
    played = evening(until="created", plan={**PLAN, "next_steps": [{"text": "x"}], "licence": "CC BY 4.0"})
    assert not {"next_steps", "licence"} & played.state.plan.public().keys()

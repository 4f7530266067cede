"""What is summed up after the steps: the ideas of all groups, and what happens next."""

from live.core.document import (
    Authored,
    Chapter,
    Document,
    Entry,
    Heading,
    Listing,
    Moment,
    Phrase,
    Table,
    Typed,
    phrase,
)
from live.dialogue.document import document, next_steps_chapter
from live.dialogue.session import NextStep
from tests.evening import MODERATOR, Evening, evening
from tests.evening_words import IDEAS, PLAN


def told(played: Evening) -> Document:
    return document(played.state, played.now)


def chapter(tree: Document, id_: str) -> Chapter | None:
    return next((found for found in tree.chapters if found.id == id_), None)


def entries(found: Chapter | None) -> list[Entry]:
    assert found is not None
    return [entry for block in found.blocks if isinstance(block, Listing) for entry in block.entries]


def table(found: Chapter | None) -> Table:
    assert found is not None
    block = found.blocks[0]
    assert isinstance(block, Table)
    return block


def keys(tree: Document, id_: str) -> list[str]:
    return [
        idea.words.key for entry in entries(chapter(tree, id_)) for idea in entry.below if isinstance(idea.words, Typed)
    ]


def test_the_ideas_of_all_groups_stand_together_and_point_to_their_own_places() -> None:
    tree = told(evening())
    groups = entries(chapter(tree, "focus-ideas"))
    assert groups[0].words == phrase("Group %(number)s, %(name)s", number=1, name="Linde")
    said = [[idea.words.text for idea in group.below if isinstance(idea.words, Typed)] for group in groups]
    assert said == [list(ideas) for ideas in IDEAS]
    assert all(idea.refers for group in groups for idea in (group, *group.below))
    own = {entry.words.key for entry in entries(chapter(tree, "step-gruppen-2")) if isinstance(entry.words, Typed)}
    assert set(keys(tree, "focus-ideas")) == own


def test_the_ideas_of_a_single_group_are_not_told_twice() -> None:
    played = evening(until="input")
    played.steer("agenda.go_to", step="gruppen-2")
    played.steer("breakout.draft_rooms", step="gruppen-2", source="random", groups=4)
    played.steer("breakout.publish", step="gruppen-2")
    played.send(MODERATOR, "breakout.add_focus_idea", step="gruppen-2", room=1, text="Schatten")
    assert chapter(told(played), "focus-ideas") is None
    played.send(MODERATOR, "breakout.add_focus_idea", step="gruppen-2", room=2, text="Wasser")
    assert chapter(told(played), "focus-ideas") is not None


def test_ideas_of_several_phases_stand_under_the_names_of_the_phases() -> None:
    plan = {**PLAN, "agenda": [{**step, "focus_ideas": True} if "prompts" in step else step for step in PLAN["agenda"]]}
    played = evening(plan=plan)
    for room in (1, 2):
        played.send(MODERATOR, "breakout.add_focus_idea", step="gruppen-1", room=room, text="Schatten")
    found = chapter(told(played), "focus-ideas")
    assert found is not None
    assert [type(block) for block in found.blocks] == [Heading, Listing, Heading, Listing]


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

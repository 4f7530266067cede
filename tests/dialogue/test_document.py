import pytest

from live.core.document import Document, Facts, Moment, Moods, Note, Phrase, Table
from live.dialogue.document import document
from live.dialogue.state import State
from tests.evening import Evening, evening
from tests.evening_words import PLAN

AROUND = ["glance", "why", "agenda", "thanks", "contact", "method"]
STEPS = [step["id"] for step in PLAN["agenda"]]


def told(played: Evening) -> Document:
    return document(played.state, played.now)


def chapters(played: Evening) -> list[str]:
    return [chapter.id for chapter in told(played).chapters]


def facts(tree: Document) -> dict[str, Phrase]:
    block = tree.chapters[0].blocks[0]
    assert isinstance(block, Facts)
    return {
        fact.label.message: fact.value
        for fact in block.facts
        if isinstance(fact.label, Phrase) and isinstance(fact.value, Phrase)
    }


def agenda(tree: Document) -> Table:
    block = next(chapter for chapter in tree.chapters if chapter.id == "agenda").blocks[0]
    assert isinstance(block, Table)
    return block


def test_before_the_start_there_is_only_the_plan() -> None:
    played = evening(until="joined")
    assert chapters(played) == AROUND
    assert told(played).state == "before"
    assert len(agenda(told(played)).head) == 2


def test_a_whole_evening_is_told_in_its_order() -> None:
    played = evening()
    assert chapters(played) == [*AROUND[:3], *(f"step-{step}" for step in STEPS), "next-steps", *AROUND[3:]]
    assert [chapter.number for chapter in told(played).chapters if chapter.number] == list(range(1, 10))
    assert told(played).state == "ended"


def test_in_the_middle_only_what_happened_is_told() -> None:
    played = evening(until="befragung")
    assert chapters(played)[3:6] == [f"step-{step}" for step in STEPS[:3]]
    assert told(played).state == "running"
    assert Phrase(message="still to come") in agenda(told(played)).rows[-1][-1]


def test_chapters_follow_the_first_visits_and_not_the_plan() -> None:
    played = evening(until="joined")
    played.steer("agenda.start")
    for step in ("input", "willkommen", "stimmung-1"):
        played.wait(3)
        played.steer("agenda.go_to", step=step)
    steps = [chapter for chapter in told(played).chapters if chapter.number]
    assert [chapter.id for chapter in steps] == ["step-willkommen", "step-input", "step-stimmung-1"]
    assert [chapter.number for chapter in steps] == [1, 6, 2]
    assert len(steps[0].margin) == 2


def test_what_happened_in_a_step_that_nobody_visited_is_told_too() -> None:
    played = evening(until="willkommen")
    entered = {"source": "paper", "people": 3, "chosen": {"mood": {"up": 3}}}
    played.steer("question.open", step="stimmung-2", part="mood")
    played.steer("question.enter_counts", step="stimmung-2", part="mood", **entered)
    assert chapters(played)[3:5] == ["step-willkommen", "step-stimmung-2"]


def test_a_step_without_anything_written_says_so() -> None:
    played = evening(until="willkommen")
    played.steer("agenda.go_to", step="befragung")
    chapter = next(chapter for chapter in told(played).chapters if chapter.id == "step-befragung")
    assert chapter.blocks == (Note(words=Phrase(message="Nothing was written down here.")),)


def test_the_glance_counts_people_groups_notes_and_ideas() -> None:
    found = facts(told(evening()))
    assert found["person took part"].params == {"number": 42}
    assert found["group wrote %(notes)s notes"].params == {"number": 4}
    assert found["focus idea for the city"].params == {"number": 7}
    written = told(evening()).chapters[0].blocks[0]
    assert isinstance(written, Facts)
    labels = [fact.label for fact in written.facts if isinstance(fact.label, Phrase)]
    assert next(label.params for label in labels if "wrote" in label.message) == {"n": 4, "notes": 45}


def test_a_step_left_out_an_added_one_and_one_that_never_came_are_in_the_agenda() -> None:
    played = evening(until="willkommen")
    played.steer("agenda.skip", step="input")
    added = {"kind": "talk", "id": "gruss", "title": "Ein Grußwort", "minutes": 3}
    played.steer("agenda.insert", after="willkommen", settings=added)
    played.steer("agenda.end")
    rows = agenda(told(played)).rows
    assert rows[1][1:] == ((Phrase(message="added"),), (Phrase(message="did not take place"),))
    assert rows[6][2] == (Phrase(message="left out"),)


def test_planned_times_are_those_of_the_session_file() -> None:
    played = evening(until="willkommen")
    played.steer("agenda.replan", minutes={"stimmung-1": 20})
    start = played.state.plan.starts_at()
    second = agenda(told(played)).rows[1][1][0]
    assert isinstance(second, Phrase)
    assert second.params == {"at": Moment(at=start + 12 * 60_000), "minutes": 5}


def test_a_moment_elsewhere_by_mistake_does_not_split_a_visit() -> None:
    played = evening(until="willkommen")
    played.steer("agenda.go_to", step="input")
    played.wait(0.2)
    played.steer("agenda.go_to", step="willkommen")
    played.wait(2)
    chapter = next(chapter for chapter in told(played).chapters if chapter.id == "step-willkommen")
    assert len(chapter.margin) == 1


def test_compared_moods_stand_together_with_their_question() -> None:
    chapter = next(chapter for chapter in told(evening()).chapters if chapter.id == "step-stimmung-2")
    moods = chapter.blocks[0]
    assert isinstance(moods, Moods)
    assert moods.question is not None
    assert [mood.people for mood in moods.rounds] == [42, 42]


@pytest.mark.parametrize("until", ["created", "joined", *STEPS[:-1], "end"])
def test_at_any_minute_it_only_reads_and_can_be_read_back(until: str) -> None:
    played = evening(people=9, until=until)
    tree = told(played)
    assert played.state == evening(people=9, until=until).state
    assert Document.model_validate_json(tree.model_dump_json()) == tree


def test_nobody_is_named_who_only_took_part() -> None:
    written = told(evening()).model_dump_json()
    for name in ("Kemal", "Familie Brandt", "سلمى", "Anne-Kathrin", "Olena", "p00001"):
        assert name not in written


def test_before_the_creation_there_is_nothing_to_tell() -> None:
    with pytest.raises(LookupError):
        document(State(), 0)

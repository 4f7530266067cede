"""Who took part and who entered what: the facts at a glance and the chapter on method."""

from typing import Any

from live.core.actor import Server
from live.core.document import Chapter, Document, Facts, Note, Phrase
from live.core.ids import PersonId
from live.dialogue import commands as asked
from live.dialogue.document import document
from tests.evening import MODERATOR, Evening, evening
from tests.evening_words import PLAN


def told(played: Evening) -> Document:
    return document(played.state, played.now)


def chapter(tree: Document, id_: str) -> Chapter:
    return next(found for found in tree.chapters if found.id == id_)


def facts(tree: Document) -> dict[str, Phrase]:
    block = chapter(tree, "glance").blocks[0]
    assert isinstance(block, Facts)
    pairs = ((fact.label, fact.value) for fact in block.facts)
    return {label.message: value for label, value in pairs if isinstance(label, Phrase) and isinstance(value, Phrase)}


def notes(tree: Document) -> dict[str, Phrase]:
    words = (block.words for block in chapter(tree, "method").blocks if isinstance(block, Note))
    return {said.message.partition(":")[0]: said for said in words if isinstance(said, Phrase)}


def entered(played: Evening, step: str, part: str, source: str, people: int, **chosen: int) -> None:
    item = "mood" if part == "mood" else "answer"
    counts: dict[str, Any] = {"source": source, "people": people, "chosen": {item: chosen}}
    played.steer("question.enter_counts", step=step, part=part, **counts)


def test_people_are_told_by_the_way_in_which_they_took_part() -> None:
    found = facts(told(evening()))
    assert found["person took part"].params == {"number": 42}
    assert found["In the app"].params == {"n": 39, "people": 40}, "two sit at one device"
    assert found["On the phone"].n == 2
    assert "Counted on camera" not in found


def test_who_was_only_counted_is_in_the_sum_with_the_highest_count_of_one_question() -> None:
    played = evening(until="befragung")
    entered(played, "stimmung-1", "mood", "camera", 9, up=9)
    entered(played, "befragung", "belastung", "camera", 12, a=12)
    entered(played, "befragung", "belastung", "paper", 3, b=3)
    tree = told(played)
    found = facts(tree)
    assert (found["Counted on camera"].n, found["On paper"].n) == (12, 3)
    assert found["person took part"].params == {"number": 42 + 12 + 3}
    assert tree.people == 57
    assert any(said.startswith("People who were only counted") for said in notes(tree))


def test_a_count_of_a_round_that_was_asked_again_counts_for_the_attendance_too() -> None:
    played = evening(until="stimmung-1")
    entered(played, "stimmung-1", "mood", "camera", 11, up=11)
    played.steer("question.reset", step="stimmung-1", part="mood")
    assert facts(told(played))["Counted on camera"].n == 11


def test_without_anybody_there_are_no_numbers() -> None:
    assert set(facts(told(evening(until="created")))) == {"Date", "Planned"}


def test_planned_and_actual_times_stand_beside_each_other() -> None:
    found = facts(told(evening()))
    assert found["Planned"].params.keys() == found["Took place"].params.keys() == {"since", "until"}
    assert found["Planned"] != found["Took place"]


def test_groups_are_told_also_where_every_phase_had_another_number() -> None:
    played = evening(until="input")
    played.steer("agenda.go_to", step="gruppen-2")
    played.steer("breakout.draft_rooms", step="gruppen-2", source="random", groups=3)
    played.steer("breakout.publish", step="gruppen-2")
    assert facts(told(played))["Groups"].params == {"least": 3, "most": 4}


def test_what_was_entered_by_hand_is_told_by_role_and_number_and_never_by_name() -> None:
    played = evening()
    entered(played, "befragung", "gutes", "paper", 4, a=4)
    tree = told(played)
    found = notes(tree)
    assert found["Counts were entered once by the moderation at the desk"].params == {
        "n": 3,
        "camera": 0,
        "phone": 2,
        "paper": 1,
    }
    assert found["%(n)s of these counts was entered after its question had been closed."].n == 1
    assert found["%(n)s person on the phone was entered by the moderation at the desk."].n == 2
    assert MODERATOR.link not in {value for said in found.values() for value in said.params.values()}


def test_an_entry_while_the_question_is_open_is_not_late_also_when_a_later_one_is_taken_back() -> None:
    played = evening(until="stimmung-1")
    entered(played, "stimmung-1", "mood", "phone", 5, up=5)
    assert any("entered after its question" in said for said in notes(told(played)))
    played.steer("agenda.undo", act=played.state.acts[-1].number)
    assert not any("entered after its question" in said for said in notes(told(played)))


def test_notes_that_others_wrote_for_the_participants_are_told_by_role() -> None:
    found = notes(told(evening()))
    assert found["%(n)s note was written in the groups"].params == {"n": 45, "own": 0, "group": 45, "desk": 0}


def test_where_only_participants_wrote_nothing_is_said_about_who_did() -> None:
    played = evening(until="joined")
    played.steer("agenda.start")
    played.steer("agenda.go_to", step="gruppen-1")
    played.steer("breakout.draft_rooms", step="gruppen-1", source="random", groups=4)
    played.steer("breakout.publish", step="gruppen-1")
    person = next(played.people())
    room = played.state.steps[next(step for step in played.state.steps if step == "gruppen-1")].state.groups.room_of
    played.send(person, "breakout.write_note", step="gruppen-1", room=room[person.person], text="Schatten")
    assert "%(n)s note was written in the groups" not in notes(told(played))
    assert facts(told(played))["note was written in the groups"].params == {"number": 1}
    assert facts(told(played))["Groups"].params == {"number": 4}
    played.send(person, "breakout.write_note", step="gruppen-1", room=room[person.person], text="Wasser")
    assert facts(told(played))["group wrote %(notes)s notes"].params == {"number": 4}


def test_a_known_licence_is_told_with_its_address_and_any_other_in_its_own_words() -> None:
    known = notes(told(evening(until="created", plan={**PLAN, "licence": "CC BY 4.0"})))["Licence of the texts"]
    assert known.params["address"] == "https://creativecommons.org/licenses/by/4.0/"
    free = notes(told(evening(until="created", plan={**PLAN, "licence": "Nur mit Erlaubnis der Stadt"})))
    assert free["Licence of the texts"].params == {"licence": "Nur mit Erlaubnis der Stadt"}
    assert "Licence of the texts" not in notes(told(evening(until="created")))


def test_somebody_entered_at_the_desk_for_the_telephone_needs_no_device() -> None:
    played = evening(until="created")
    join = {"id": "j1", "type": "people.join", "person": PersonId("p1"), "seats": 2, "source": "phone", "name": ""}
    played.tell(Server(), asked.Join.model_validate({**join, "language": "de"}))
    found = facts(told(played))
    assert found["On the phone"].n == 2
    assert "In the app" not in found

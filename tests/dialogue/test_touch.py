"""What may be new of a person's own view: never less than is known anywhere."""

from live.core.ids import PersonId, StepId
from live.dialogue.events import Seated
from live.dialogue.touch import Touch
from tests.dialogue.rehearsal import Rehearsal, person

ROSA = PersonId("rosa")
CHOICE = frozenset({StepId("groups-1")})


def test_a_part_that_is_shown_late_takes_along_what_has_become_new_since() -> None:
    run = Rehearsal.running()
    run.do("people.seat", person("rosa"), seats=2)
    touch = Touch()
    assert touch.with_part(ROSA, CHOICE) == CHOICE
    touch.fact(Seated(person=ROSA, seats=2), run.state)
    assert touch.with_part(ROSA, CHOICE) is None, "how many they are shows in every step"
    assert touch.with_part(PersonId("henk"), CHOICE) == CHOICE


def test_where_nothing_is_known_everything_may_be_new() -> None:
    touch = Touch()
    touch.anybody()
    assert touch.with_part(ROSA, CHOICE) is None

"""What an evening was in figures: the same numbers as the documentation tells in words."""

import pytest

from live.core.document import Moods, Results
from live.dialogue.document import document
from live.dialogue.figures import Figures, figures
from tests.evening import MINUTE, Evening, evening


@pytest.fixture(scope="module")
def played() -> Evening:
    return evening()


@pytest.fixture(scope="module")
def found(played: Evening) -> Figures:
    return figures(played.state)


def test_attendance_counts_people_and_says_where_they_took_part(found: Figures) -> None:
    assert (found.people, found.sources) == (42, {"app": 40, "phone": 2})
    assert found.devices == 39, "one device seats two"
    assert found.counted > 0


def test_planned_and_actual_times_stand_beside_each_other(found: Figures, played: Evening) -> None:
    plan = played.state.plan
    assert found.planned == (plan.starts_at(), plan.ends_at())
    assert found.took_place == (played.state.started_at, played.state.ended_at)
    assert found.took_place is not None
    assert found.took_place[0] == plan.starts_at() + 2 * MINUTE


def test_the_numbers_of_the_groups_are_those_of_the_documentation(found: Figures, played: Evening) -> None:
    glance = document(played.state, played.now).model_dump_json()
    assert found.groups == 4
    assert found.notes > 0
    assert f'"notes":{found.notes}' in glance
    assert found.ideas > 0


def test_the_mood_before_and_after_are_two_checks_with_the_same_scale(found: Figures, played: Evening) -> None:
    shown = [b for c in document(played.state, played.now).chapters for b in c.blocks if isinstance(b, Moods)]
    before, after = shown[-1].rounds
    assert found.before is not None
    assert found.after is not None
    assert found.before.counts == tuple(bar.count for bar in before.bars)
    assert found.after.counts == tuple(bar.count for bar in after.bars)
    assert found.after.share_up == after.bars[0].share
    assert found.after.fingers is None


def test_every_statement_of_the_questionnaire_has_its_average_and_its_number_of_people(
    found: Figures, played: Evening
) -> None:
    results = [b for c in document(played.state, played.now).chapters for b in c.blocks if isinstance(b, Results)]
    told = [(result.average, result.of) for result in results]
    assert found.ratings
    for rating in found.ratings:
        assert (rating.average, rating.people) in told
        assert rating.best == 5
    assert found.answered == max(rating.people for rating in found.ratings)


@pytest.mark.parametrize("until", ["created", "joined", "stimmung-2", "auswertung"])
def test_before_the_end_nothing_is_told_of_how_it_was(until: str) -> None:
    now = figures(evening(until=until).state)
    assert now.phase != "ended"
    assert (now.moods, now.ratings, now.before, now.after) == ((), (), None, None)


def test_an_evening_without_anything_has_figures_too() -> None:
    now = figures(evening(until="created").state)
    assert (now.people, now.sources, now.groups, now.notes, now.ideas, now.answered) == (0, {}, 0, 0, 0, 0)
    assert now.took_place is None

"""The mood check: hand signals, comparison with an earlier round, undo of steering."""

import pickle
from typing import Any

import pytest
from pydantic import ValidationError

from live.core import question
from live.core.document import Moods, Note, Phrase
from live.core.ids import StepId
from live.steps import mood_check
from live.steps.mood_check import ShowHand
from tests.steps.examples import mood_example
from tests.steps.rehearsal import DESK, DESK_VIEW, EVERYONE, WALL, Rehearsal, person

PART = "mood"


def rehearse(**changes: object) -> Rehearsal:
    return Rehearsal(mood_check, mood_example(**changes))


def opened(**changes: object) -> Rehearsal:
    run = rehearse(**changes)
    run.open(PART)
    return run


def show(run: Rehearsal, *signals: str) -> None:
    for number, signal in enumerate(signals):
        run.do(ShowHand, person(number), signal=signal)


def twice(first: tuple[str, ...], second: tuple[str, ...], **changes: object) -> tuple[Rehearsal, Rehearsal]:
    """An evening with two checks, the second compared with the first and both revealed."""
    earlier = opened(**changes)
    show(earlier, *first)
    earlier.reveal(PART)
    later = opened(id="mood-2", title="Und jetzt?", compare_with="mood-1", **changes)
    later.states = earlier.states | later.states
    show(later, *second)
    return earlier, later


def moods(run: Rehearsal) -> Moods:
    [found] = [block for block in run.document() if isinstance(block, Moods)]
    return found


def test_a_hand_signal_can_be_changed_until_it_closes() -> None:
    run = opened()
    show(run, "up")
    show(run, "down")
    run.reveal(PART)
    assert run.see()["counts"]["chosen"] == {"mood": {"up": 0, "sideways": 0, "down": 1}}
    assert run.refusal(ShowHand, person(0), signal="up").code == "question.not_open"
    assert run.own(0)["ballots"] == {"1": {"chosen": {"mood": ["down"]}, "texts": {}}}


def test_a_signal_of_another_scale_is_refused() -> None:
    assert opened().refusal(ShowHand, person(0), signal="5").code == "mood_check.unknown_signal"
    assert opened(scale="fingers").refusal(ShowHand, person(0), signal="up").code == "mood_check.unknown_signal"


def test_only_participants_show_hands() -> None:
    assert opened().refusal(ShowHand, DESK, signal="up").code == "not_allowed"


def test_labels_belong_to_the_scale() -> None:
    assert rehearse(labels={"up": "prima"}).see()["labels"] == {"up": {"de": "prima"}}
    with pytest.raises(ValidationError, match='no hand signal "5"'):
        mood_example(labels={"5": "prima"})


@pytest.mark.parametrize(("live", "seen"), [(True, [None] * 9 + [10] * 3), (False, [None] * 12)])
def test_the_row_of_hands_grows_in_steps_of_ten_where_the_step_is_live(live: object, seen: list[int | None]) -> None:
    run = opened(live=live)
    rows = []
    for number in range(12):
        run.do(ShowHand, person(number), signal="up")
        rows.append(run.see(WALL).get("counts", {}).get("ballots"))
        assert run.see().get("counts") == run.see(WALL).get("counts")
    assert rows == seen
    assert run.see(WALL)["answered"] == 12


def test_moments_of_opening_and_closing_are_shown() -> None:
    run = rehearse()
    assert not {"opened_at", "closed_at"} & run.see().keys()
    run.open(PART)
    assert (run.see()["opened_at"], "closed_at" in run.see()) == (2_000, False)
    run.do(question.Close, part=PART)
    assert run.see()["closed_at"] == 3_000


def test_a_revealed_check_is_shown_beside_the_earlier_one() -> None:
    _, later = twice(("up", "down"), ("up", "up"))
    assert "compared" not in later.see()
    assert "compared" in later.see(DESK_VIEW)
    later.reveal(PART, "projector")
    assert "compared" not in later.see()
    compared = later.see(WALL)["compared"]
    assert (compared["step"], compared["title"]) == ("mood-1", {"de": "Stimmungsbild"})
    assert compared["counts"]["chosen"]["mood"] == {"up": 1, "sideways": 0, "down": 1}
    assert compared["closed_at"] == 5_000


def test_an_earlier_check_that_was_never_revealed_is_compared_at_the_desk_only() -> None:
    earlier = opened()
    show(earlier, "down", "down")
    earlier.do(question.Close, part=PART)
    later = opened(id="mood-2", title="Und jetzt?", compare_with="mood-1")
    later.states = earlier.states | later.states
    show(later, "up")
    later.reveal(PART)
    for audience in (EVERYONE, WALL):
        assert "counts" in later.see(audience)
        assert "compared" not in later.see(audience)
    assert later.see(DESK_VIEW)["compared"]["counts"]["chosen"]["mood"]["down"] == 2
    earlier.reveal(PART)
    assert later.see(WALL)["compared"]["counts"]["chosen"]["mood"]["down"] == 2
    earlier.do(question.Conceal, part=PART)
    assert "compared" not in later.see(WALL), "taken back is not shown"


def test_an_earlier_check_that_is_open_again_or_of_another_scale_is_not_compared() -> None:
    earlier, later = twice(("up",), ("up",))
    later.reveal(PART)
    earlier.open(PART)
    assert "compared" not in later.see(WALL)
    other = opened(id="mood-3", scale="fingers", compare_with="mood-1")
    other.states = earlier.states | other.states
    other.reveal(PART)
    assert "compared" not in other.see(WALL)


def test_the_documentation_compares_and_the_earlier_chapter_shows_only_its_own() -> None:
    earlier, later = twice(("up", "down"), ("up", "up", "up", "sideways"))
    later.reveal(PART)
    assert [mood.people for mood in moods(earlier).rounds] == [2]
    both = moods(later)
    assert [(mood.people, [bar.count for bar in mood.bars]) for mood in both.rounds] == [(2, [1, 0, 1]), (4, [3, 1, 0])]
    assert both.rounds[0].signals == ("up", "sideways", "down")
    assert isinstance(both.sentence, Phrase)
    assert both.sentence.message.startswith("A larger share showed a thumb up")
    numbers = {"before": 1, "before_of": 2, "before_share": 0.5, "count": 3, "of": 4, "share": 0.75}
    assert both.sentence.params == numbers


def test_fingers_are_documented_by_their_average() -> None:
    _, later = twice(("5", "4"), ("3", "1"), scale="fingers")
    later.reveal(PART)
    sentence: Any = moods(later).sentence
    assert sentence.message.startswith("The average fell")
    assert sentence.params == {"before": 4.5, "before_of": 2, "average": 2.0, "of": 2}


@pytest.mark.parametrize(
    ("first", "second", "message"),
    [
        (("up", "down"), ("up", "sideways"), "The same share"),
        (("up", "up"), ("up", "down"), "A smaller share"),
        (("down",), ("up", "down", "down"), "A larger share"),
    ],
)
def test_what_has_changed_is_told_in_shares(first: tuple[str, ...], second: tuple[str, ...], message: str) -> None:
    _, later = twice(first, second)
    later.reveal(PART)
    sentence: Any = moods(later).sentence
    assert sentence.message.startswith(message)


@pytest.mark.parametrize(("second", "message"), [("5", "The average rose"), ("4", "The average stayed")])
def test_what_has_changed_in_fingers_is_told_by_the_average(second: str, message: str) -> None:
    _, later = twice(("4",), (second,), scale="fingers")
    later.reveal(PART)
    sentence: Any = moods(later).sentence
    assert sentence.message.startswith(message)


def test_that_not_equally_many_answered_is_said() -> None:
    _, later = twice(("up", "down"), ("up", "up", "up"))
    later.reveal(PART)
    note: Any = moods(later).note
    assert note.params == {"before": 2, "later": 3}
    _, later = twice(("up", "down"), ("up", "up"))
    later.reveal(PART)
    assert moods(later).note is None


def test_a_check_that_is_asked_again_keeps_its_first_round_beside_the_second() -> None:
    run = opened()
    show(run, *["up"] * 2, *["down"] * 3)
    run.do(question.Close, part=PART)
    run.do(question.Reset, part=PART)
    assert [mood.people for mood in moods(run).rounds] == [5], "the first is not lost before the second has begun"
    run.open(PART)
    show(run, *["up"] * 4)
    run.do(question.Close, part=PART)
    both = moods(run)
    assert [[bar.count for bar in mood.bars] for mood in both.rounds] == [[2, 0, 3], [4, 0, 0]]
    labels: Any = [mood.label for mood in both.rounds]
    assert [label.params["round"] for label in labels] == [1, 2]
    run.do(question.Finalise, part=PART)
    assert moods(run) == both


def test_an_open_check_is_documented_no_finer_than_the_desk_sees_it() -> None:
    run = opened()
    show(run, "up")
    assert [type(block) for block in run.document()] == [Note]
    assert rehearse().document() == []


def test_nobody_has_a_sentence_too() -> None:
    run = opened()
    run.do(question.Close, part=PART)
    sentence: Any = moods(run).sentence
    assert sentence.message == "Nobody answered."


@pytest.mark.parametrize(
    ("acts", "act"),
    [
        ([], (question.Open, {})),
        ([question.Open, question.Close], (question.Open, {})),
        ([question.Open, question.Reveal], (question.Open, {})),
        ([question.Open], (question.Close, {})),
        ([question.Open], (question.Reveal, {})),
        ([question.Open, question.Reveal], (question.Reveal, {"on": ["devices"]})),
        ([question.Open, question.Reveal], (question.Conceal, {})),
        ([question.Open, question.Close], (question.Reset, {})),
    ],
)
def test_steering_can_be_taken_back_as_if_it_had_not_happened(acts: list[Any], act: tuple[Any, dict[str, Any]]) -> None:
    run = rehearse()
    for earlier in acts:
        run.do(earlier, part=PART)
    seen = [run.see(audience) for audience in (EVERYONE, WALL, DESK_VIEW)]
    before = pickle.loads(pickle.dumps(run.state))  # noqa: S301 - written by this test a moment ago
    command, fields = act
    run.undo(run.do(command, part=PART, **fields), before)
    assert [run.see(audience) for audience in (EVERYONE, WALL, DESK_VIEW)] == seen


def test_a_signal_shown_meanwhile_survives_taking_back() -> None:
    run = rehearse()
    before = pickle.loads(pickle.dumps(run.state))  # noqa: S301 - written by this test a moment ago
    events = run.do(question.Open, part=PART)
    show(run, "up")
    run.undo(events, before)
    run.open(PART)
    run.reveal(PART)
    assert run.see()["counts"]["ballots"] == 1


def test_finalising_closes_every_round_for_good() -> None:
    run = opened()
    show(run, "up")
    run.do(question.Reset, part=PART)
    kinds = [event.model_dump()["round"] for event in run.kind.finalise(run.state, run.look)]
    assert kinds == [1]
    run.open(PART)
    ends = run.kind.finalise(run.state, run.look)
    for event in ends:
        run.kind.fold(run.state, event, run.now)
    assert [type(event) for event in ends] == [question.Closed, question.Finalised, question.Finalised]
    assert not run.kind.finalise(run.state, run.look)
    assert all(not asked.ballots for asked in run.state.question.rounds.values())
    assert run.states[StepId("mood-1")] is run.state

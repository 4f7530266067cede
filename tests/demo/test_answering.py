"""Answers fit what was asked, whatever chance says."""

from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from live.demo.answering import Mind, answer, asking

LETTERS = list("abcdef")
CHOICE: dict[str, Any] = {"form": "choice", "phase": "open", "order": LETTERS, "at_least": 0, "at_most": 2}
SCALE: dict[str, Any] = {"form": "scale", "phase": "open", "from": 1, "to": 5}
TEXT: dict[str, Any] = {"form": "text", "phase": "open"}
MOOD: dict[str, Any] = {"kind": "mood_check", "id": "s", "phase": "open", "signals": ["up", "sideways", "down"]}
FINGERS = MOOD | {"signals": ["1", "2", "3", "4", "5"]}
minds = st.builds(Mind, st.integers(0, 10_000).map(Random), st.floats(0, 1))


def answered(step: dict[str, Any], part: str, mind: Mind) -> tuple[str, dict[str, Any]]:
    asked = asking({"step": step, "current": {"step": step["id"], "part": part}})
    assert asked is not None
    return answer(asked, mind)


def poll(**questions: dict[str, Any]) -> dict[str, Any]:
    return {"kind": "poll", "id": "s", "order": list(questions), "questions": questions}


@given(mind=minds, least=st.integers(0, 3), more=st.integers(0, 3))
def test_a_ballot_has_as_many_options_as_may_be_chosen_and_each_once(mind: Mind, least: int, more: int) -> None:
    bounds = {"at_least": least, "at_most": max(1, least + more)}
    type_, fields = answered(poll(q=CHOICE | bounds), "q", mind)
    assert (type_, fields["step"], fields["part"]) == ("poll.cast_ballot", "s", "q")
    assert bounds["at_least"] <= len(fields["chosen"]) == len(set(fields["chosen"])) <= bounds["at_most"]
    assert set(fields["chosen"]) <= set(LETTERS)


@given(mind=minds)
def test_scales_and_texts_are_answered_in_their_form(mind: Mind) -> None:
    asked = poll(n=SCALE, t=TEXT)
    assert answered(asked, "n", mind)[1]["chosen"][0] in {"1", "2", "3", "4", "5"}
    assert answered(asked, "t", mind)[1]["text"]


@pytest.mark.parametrize("mood", [MOOD, FINGERS])
@given(mind=minds)
def test_a_hand_shows_a_signal_of_the_scale(mood: dict[str, Any], mind: Mind) -> None:
    assert answered(mood, "mood", mind)[1]["signal"] in mood["signals"]


@given(mind=minds)
def test_an_evaluation_is_never_handed_in_empty(mind: Mind) -> None:
    items = {"n": SCALE, "c": CHOICE, "t": TEXT}
    form = {"kind": "evaluation", "id": "s", "phase": "open", "order": list(items), "items": items}
    answers = answered(form, "form", mind)[1]["answers"]
    assert 1 <= answers["n"] <= 5
    assert answers["c"]


def test_a_talk_asks_nothing() -> None:
    assert asking({"step": {"kind": "talk", "id": "t"}, "current": {"step": "t"}}) is None
    assert asking({}) is None

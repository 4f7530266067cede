"""The evaluation: voluntary answers, averages, texts for the desk only."""

from typing import Any

import pytest
from pydantic import ValidationError

from live.core import question
from live.core.document import Heading, Note, Paragraph, Quotes, Results
from live.steps import evaluation
from live.steps.evaluation import SendAnswers
from tests.steps.examples import evaluation_example
from tests.steps.rehearsal import DESK, DESK_VIEW, WALL, Rehearsal, person

PART = "form"


def opened() -> Rehearsal:
    run = Rehearsal(evaluation, evaluation_example())
    run.open(PART)
    return run


def send(run: Rehearsal, number: int, **answers: object) -> None:
    run.do(SendAnswers, person(number), answers=answers)


def answered() -> Rehearsal:
    run = opened()
    send(run, 1, heard=5, again=["a"], words="Weiter so & mehr")
    send(run, 2, heard=2)
    send(run, 3, words="Bitte öfter")
    return run


def test_every_answer_is_voluntary() -> None:
    run = answered()
    run.reveal(PART)
    seen = run.see()
    assert seen["counts"]["ballots"] == 3
    assert seen["counts"]["answered"] == {"heard": 2, "again": 1}
    assert seen["averages"] == {"heard": 3.5}


@pytest.mark.parametrize("answers", [{}, {"words": "  "}, {"again": []}])
def test_an_answer_to_nothing_is_refused_with_a_sentence(answers: dict[str, object]) -> None:
    assert opened().refusal(SendAnswers, person(1), answers=answers).code == "evaluation.empty"


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        ({"heard": 6}, "evaluation.unknown_option"),
        ({"heard": "5"}, "evaluation.wrong_form"),
        ({"words": 5}, "evaluation.wrong_form"),
        ({"again": "a"}, "evaluation.wrong_form"),
        ({"again": ["a", "b"]}, "evaluation.too_many"),
        ({"again": ["zoo"]}, "evaluation.unknown_option"),
        ({"elsewhere": 1}, "evaluation.unknown_question"),
        ({"words": "x" * 2_001}, "evaluation.too_long"),
    ],
)
def test_an_answer_that_does_not_fit_is_refused(answers: dict[str, object], code: str) -> None:
    assert opened().refusal(SendAnswers, person(1), answers=answers).code == code


@pytest.mark.parametrize("answer", [True, 1.5, None, {"a": 1}, "x" * 60_001])
def test_an_answer_that_is_no_answer_at_all_is_malformed(answer: object) -> None:
    with pytest.raises(ValidationError):
        SendAnswers.model_validate({"id": "c", "step": "end", "answers": {"heard": answer}})


def test_only_participants_answer() -> None:
    assert opened().refusal(SendAnswers, DESK, answers={"heard": 5}).code == "not_allowed"


def test_sending_again_replaces_all_answers() -> None:
    run = answered()
    send(run, 1, heard=1)
    run.reveal(PART)
    assert run.see()["counts"]["answered"] == {"heard": 2, "again": 0}
    assert run.own(1)["ballots"]["1"] == {"chosen": {"heard": ["1"]}, "texts": {}}


def test_texts_are_for_the_desk_only_and_after_closing_in_alphabetical_order() -> None:
    run = answered()
    assert "counts" not in run.see(DESK_VIEW)
    run.reveal(PART)
    assert run.see(DESK_VIEW)["counts"]["texts"] == {"words": ["Bitte öfter", "Weiter so & mehr"]}
    assert "texts" not in run.see()["counts"]
    assert "texts" not in run.see(WALL)["counts"]


def test_nothing_is_shown_while_it_is_open() -> None:
    run = opened()
    for number in range(12):
        send(run, number, heard=4)
    assert not {"counts", "averages"} & run.see().keys()
    assert not {"counts", "averages"} & run.see(WALL).keys()
    assert run.see(DESK_VIEW)["averages"] == {"heard": 4.0}
    assert run.see(WALL)["answered"] == 12


def test_the_form_is_shown_as_it_was_written() -> None:
    seen = opened().see()
    assert seen["order"] == ["heard", "again", "words"]
    assert seen["items"]["heard"]["low"] == {"de": "gar nicht"}
    assert seen["items"]["again"]["options"] == {"a": {"text": {"de": "ja"}}, "b": {"text": {"de": "nein"}}}
    assert (seen["introduction"], seen["thanks"]) == ({"de": "Wie war es?"}, {"de": "Danke!"})
    assert seen["next_steps"] == [{"de": "Der Stadtrat berät."}]


def test_paper_forms_are_added() -> None:
    run = answered()
    run.do(question.EnterCounts, part=PART, source="paper", people=3, chosen={"heard": {"5": 2}})
    run.reveal(PART)
    assert run.see()["counts"]["answered"]["heard"] == 4
    assert run.see(DESK_VIEW)["sources"] == {"app": 3, "paper": 3}


def test_the_documentation_has_every_item_then_the_thanks() -> None:
    run = answered()
    run.do(question.Finalise, part=PART)
    blocks = run.document()
    assert [type(block) for block in blocks] == [Results, Results, Heading, Quotes, Paragraph]
    results: Any = blocks[0]
    assert (results.of, results.average, [bar.count for bar in results.bars]) == (2, 3.5, [0, 1, 0, 0, 1])
    quotes: Any = blocks[3]
    assert [entry.words.text for entry in quotes.entries] == ["Bitte öfter", "Weiter so & mehr"]


def test_a_form_that_was_never_opened_says_nothing_but_what_happens_next() -> None:
    run = Rehearsal(evaluation, evaluation_example())
    assert run.document() == []
    assert evaluation.gathered(run.state).next_steps == ({"de": "Der Stadtrat berät."},)


def test_an_open_form_tells_nothing_but_how_many() -> None:
    assert [type(block) for block in answered().document()] == [Note, Paragraph]


def test_two_items_with_one_id_are_an_error() -> None:
    item = {"id": "x", "statement": "Gut?"}
    with pytest.raises(ValidationError, match='Two questions have the id "x"'):
        evaluation_example(items=[item, item])

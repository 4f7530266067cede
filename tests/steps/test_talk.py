"""The talk: the same for everybody, and nothing can be entered."""

from live.core import question
from live.core.document import Heading, Paragraph, Speech
from live.steps import talk
from tests.steps.examples import talk_example
from tests.steps.rehearsal import DESK_VIEW, WALL, Rehearsal

SAID = {
    "purpose": "input",
    "speaker": "Ada Öz",
    "speaker_role": "Amt für Grün",
    "text": ["Erstens.", {"de": "Zweitens.", "ar": "ثانيا"}],
    "question": "Was meinen Sie?",
}


def test_everybody_sees_the_same() -> None:
    run = Rehearsal(talk, talk_example(**SAID))
    assert run.see() == run.see(WALL) == run.see(DESK_VIEW)
    assert run.see() == {
        "purpose": "input",
        "speaker": "Ada Öz",
        "speaker_role": {"de": "Amt für Grün"},
        "text": [{"de": "Erstens."}, {"de": "Zweitens.", "ar": "ثانيا"}],
        "question": {"de": "Was meinen Sie?"},
    }


def test_what_is_not_said_is_left_out() -> None:
    assert Rehearsal(talk, talk_example()).see() == {"purpose": "welcome", "text": []}


def test_a_talk_takes_no_commands() -> None:
    assert Rehearsal(talk, talk_example()).refusal(question.Open, part="welcome").code == "not_here"


def test_the_documentation_says_who_spoke_and_what() -> None:
    blocks = Rehearsal(talk, talk_example(**SAID)).document()
    assert [type(block) for block in blocks] == [Speech, Paragraph, Paragraph, Heading, Paragraph]
    assert Rehearsal(talk, talk_example()).document() == []

"""From the draft to an agreed quintessence: one pen, the group is asked, dissent, the cards behind it."""

import pytest

from live.core.actor import Actor, Projector
from live.core.audience import Moderators, Self, Wall
from live.core.document import Entry, Heading, Listing, Quotes, Typed, phrase
from live.steps import breakout
from live.steps.breakout.commands import (
    AddFocusIdea,
    AskConfirmation,
    Confirm,
    HideNote,
    MovePerson,
    PassPen,
    ReleaseQuintessence,
    ShowQuintessence,
    SourceSentence,
    TakePen,
    WithdrawQuintessence,
    WriteDissent,
    WriteNote,
    WriteQuintessence,
)
from tests.steps.breakout.rehearsal import DESK, Rehearsal, console, in_groups, person

WORDS = "Gute Nachbarschaft hilft. Schatten fehlt."


def drafted() -> Rehearsal:
    run = in_groups()
    run.do(WriteQuintessence, console(1), id="pen", room=1, text=WORDS)
    return run


def asked() -> Rehearsal:
    run = drafted()
    run.do(AskConfirmation, console(1), room=1)
    return run


# The pen


def test_writing_takes_a_free_pen_and_then_nobody_else_writes() -> None:
    run = drafted()
    assert run.room(1)["pen"] == {"id": "pen", "role": "console"}
    for actor in (person(1), DESK):
        for kind, words in ((WriteQuintessence, {"text": "x"}), (WriteDissent, {"text": "x"}), (AskConfirmation, {})):
            assert run.refusal(kind, actor, room=1, **words) == "breakout.other_writes"
    run.do(WriteQuintessence, console(1), room=1, text="weiter")
    assert run.room(1)["pen"]["id"] == "pen", "who goes on writing keeps the pen"


def test_whoever_moderates_takes_the_pen_from_anybody_and_others_when_it_is_free() -> None:
    run = drafted()
    assert run.refusal(TakePen, person(1), room=1) == "breakout.other_writes"
    run.do(TakePen, DESK, id="desk-pen", room=1)
    assert run.refusal(WriteQuintessence, console(1), room=1, text="verloren?") == "breakout.other_writes"
    run.do(TakePen, console(1), room=1)
    run.do(PassPen, console(1), room=1)
    assert "pen" not in run.room(1)
    run.do(TakePen, person(1), room=1)
    assert run.room(1)["pen"]["role"] == "participant"
    assert run.refusal(PassPen, person(2), room=1) == "breakout.other_writes"
    run.do(WriteQuintessence, person(1), room=1, text="Wir schreiben selbst.")
    run.do(PassPen, console(1), room=1)
    assert run.refusal(PassPen, console(1), room=1) == "breakout.already_so"


def test_a_pen_that_left_the_group_can_be_taken_by_those_who_stay() -> None:
    run = in_groups()
    run.do(TakePen, person(1), room=1)
    run.do(MovePerson, person=person(1).person, room=2)
    assert run.refusal(WriteQuintessence, person(1), room=1, text="x") == "breakout.other_room"
    run.do(WriteQuintessence, person(2), room=1, text="Wir machen weiter.")
    assert run.room(1)["quintessence"]["text"] == "Wir machen weiter."


def test_a_group_without_a_moderator_brings_its_result_home_by_whoever_holds_the_pen() -> None:
    run = in_groups()
    assert run.refusal(ReleaseQuintessence, person(1), room=1) == "not_allowed"
    run.do(WriteQuintessence, person(1), room=1, text=WORDS)
    run.do(AddFocusIdea, person(1), room=1, text="Segel")
    assert run.refusal(AddFocusIdea, person(2), room=1, text="Segel") == "not_allowed"
    run.do(ReleaseQuintessence, person(1), room=1)
    assert run.room(1)["quintessence"]["released"] is True


@pytest.mark.parametrize(
    ("actor", "code"),
    [(person(4), "breakout.other_room"), (console(2), "breakout.other_room"), (Projector(), "not_allowed")],
)
@pytest.mark.parametrize("kind", [TakePen, PassPen, WriteQuintessence, WriteDissent, AskConfirmation])
def test_others_have_no_hand_in_it(kind: type[WriteQuintessence], actor: Actor, code: str) -> None:
    words = {"text": "x"} if "text" in kind.model_fields else {}
    assert drafted().refusal(kind, actor, room=1, **words) == code


# Reading back


def test_the_group_is_asked_and_sees_how_many_have_answered() -> None:
    run = asked()
    run.people[person(2).person].seats = 2
    run.do(Confirm, person(1), room=1, version=1, answer="right")
    run.do(Confirm, person(2), room=1, version=1, answer="partly")
    seen = run.room(1)["quintessence"]
    assert (seen["asked"], seen["answered"]) == (True, 3)
    assert "confirmed" not in seen, "while it is asked nobody's answer can be told from a change of the counts"
    assert run.see(Moderators())["rooms"]["1"]["quintessence"]["confirmed"] == {"right": 1, "partly": 2, "wrong": 0}
    assert run.see(Self(person(2).person))["confirmed"] == "partly"


def test_each_person_at_a_shared_device_says_whether_it_is_right() -> None:
    run = asked()
    run.people[person(2).person].seats = 3
    agreed = {"right": 0, "partly": 0, "wrong": 0}

    def counted() -> object:
        return run.see(Moderators())["rooms"]["1"]["quintessence"].get("confirmed")

    run.do(Confirm, person(2), room=1, version=1, answer="right", seat=1)
    run.do(Confirm, person(2), room=1, version=1, answer="wrong", seat=3)
    assert counted() == agreed | {"right": 1, "wrong": 1}
    assert run.see(Self(person(2).person))["confirmed_by"] == {"1": "right", "3": "wrong"}
    assert run.refusal(Confirm, person(2), room=1, version=1, answer="right", seat=4) == "question.no_such_seat"
    assert run.refusal(Confirm, person(2), room=1, version=1, answer="wrong", seat=3) == "breakout.already_so"
    run.people[person(2).person].seats = 2
    assert counted() == agreed | {"right": 1, "wrong": 1}, "who has left has answered all the same"
    run.do(Confirm, person(2), room=1, version=1, answer="partly")
    assert counted() == agreed | {"partly": 2}, "said for all at the device"
    run.do(Confirm, person(2), room=1, version=1, answer="wrong", seat=2)
    assert counted() == agreed | {"partly": 1, "wrong": 1}


def test_an_answer_can_be_changed_until_the_words_change() -> None:
    run = asked()
    run.do(Confirm, person(1), room=1, version=1, answer="wrong")
    run.do(Confirm, person(1), room=1, version=1, answer="right")
    assert run.refusal(Confirm, person(1), room=1, version=1, answer="right") == "breakout.already_so"
    run.do(WriteQuintessence, console(1), room=1, text="Andere Worte.")
    assert "asked" not in run.room(1)["quintessence"]
    assert "confirmed" not in run.see(Self(person(1).person))
    assert run.refusal(Confirm, person(1), room=1, version=1, answer="right") == "breakout.not_asked"
    run.do(AskConfirmation, console(1), room=1)
    assert run.refusal(Confirm, person(1), room=1, version=1, answer="right") == "breakout.not_asked"
    run.do(Confirm, person(1), room=1, version=2, answer="right")


def test_only_the_people_of_the_group_confirm_and_only_what_was_asked() -> None:
    run = drafted()
    assert run.refusal(Confirm, person(1), room=1, version=1, answer="right") == "breakout.not_asked"
    run.do(AskConfirmation, console(1), room=1)
    assert run.refusal(AskConfirmation, console(1), room=1) == "breakout.already_so"
    assert run.refusal(Confirm, person(4), room=1, version=1, answer="right") == "breakout.other_room"
    for actor in (console(1), DESK):
        assert run.refusal(Confirm, actor, room=1, version=1, answer="right") == "not_allowed"
    assert in_groups().refusal(AskConfirmation, console(1), room=1) == "breakout.no_quintessence"


def test_what_was_confirmed_and_what_is_seen_differently_goes_to_the_wall() -> None:
    run = asked()
    run.do(Confirm, person(1), room=1, version=1, answer="right")
    run.do(WriteDissent, console(1), room=1, text="Zwei sehen das anders.")
    run.do(ReleaseQuintessence, console(1), room=1)
    run.do(ShowQuintessence, room=1)
    shown = run.see(Wall())["shown"]
    assert shown["confirmed"] == {"right": 1, "partly": 0, "wrong": 0}
    assert shown["dissent"] == "Zwei sehen das anders."
    assert (shown["since"], shown["seconds"]) == (run.now, 75)
    assert run.room(1)["quintessence"]["confirmed"]["right"] == 1
    assert run.refusal(WriteDissent, console(1), room=1, text="später") == "breakout.quintessence_released"


def test_a_dissent_can_be_taken_away_again_and_stays_when_the_words_change() -> None:
    run = drafted()
    run.do(WriteDissent, console(1), room=1, text="Eine Stimme sieht das anders.")
    run.do(WriteQuintessence, console(1), room=1, text="Neu.")
    assert run.room(1)["quintessence"]["dissent"] == "Eine Stimme sieht das anders."
    run.do(WriteDissent, console(1), room=1, text="")
    assert "dissent" not in run.room(1)["quintessence"]
    assert run.refusal(WriteDissent, console(1), room=1, text="x" * 1_001) == "breakout.too_long"
    assert in_groups().refusal(WriteDissent, room=1, text="x") == "breakout.no_quintessence"


# The cards behind it


def sourced() -> Rehearsal:
    run = drafted()
    for id_ in ("a", "b"):
        run.do(WriteNote, person(1), id=id_, room=1, text=f"Karte {id_}")
    run.do(WriteNote, person(4), id="elsewhere", room=2, text="Andere Gruppe")
    run.do(SourceSentence, console(1), room=1, sentence="Schatten fehlt.", notes=["b", "a", "b"])
    return run


def test_a_sentence_points_at_cards_as_long_as_it_stands_in_the_text() -> None:
    run = sourced()
    assert run.room(1)["quintessence"]["sources"] == {"Schatten fehlt.": ["b", "a"]}
    run.do(WriteQuintessence, console(1), room=1, text="Gute Nachbarschaft hilft.")
    assert "sources" not in run.room(1)["quintessence"]
    run.do(WriteQuintessence, console(1), room=1, text=WORDS)
    assert run.room(1)["quintessence"]["sources"] == {"Schatten fehlt.": ["b", "a"]}
    run.do(SourceSentence, console(1), room=1, sentence="Schatten fehlt.", notes=[])
    assert "sources" not in run.room(1)["quintessence"]


def test_only_sentences_of_the_text_point_at_cards_of_the_group() -> None:
    run = sourced()
    for sentence in ("Das steht nicht da.", " "):
        assert (
            run.refusal(SourceSentence, console(1), room=1, sentence=sentence, notes=["a"])
            == "breakout.no_such_sentence"
        )
    where = {"room": 1, "sentence": "Schatten fehlt."}
    assert run.refusal(SourceSentence, console(1), **where, notes=["elsewhere"]) == "breakout.no_such_note"


def test_the_documentation_tells_how_the_group_came_to_its_words() -> None:
    run = sourced()
    run.do(HideNote, DESK, note="a")
    run.do(ReleaseQuintessence, console(1), room=1)
    run.do(WithdrawQuintessence, console(1), room=1)
    run.do(WriteQuintessence, console(1), room=1, text="Mehr Schatten. Schatten fehlt.")
    run.do(AskConfirmation, console(1), room=1)
    run.do(Confirm, person(3), room=1, version=2, answer="partly")
    run.do(WriteDissent, console(1), room=1, text="Wind fehlt.")
    run.do(ReleaseQuintessence, console(1), room=1)
    blocks = list(breakout.document(run.state, run.look))
    said = phrase(
        "The group was asked: right %(right)s, partly %(partly)s, wrong %(wrong)s.", right=0, partly=1, wrong=0
    )
    at = next(number for number, block in enumerate(blocks) if getattr(block, "words", None) == said)
    assert blocks[at + 1 : at + 7] == [
        Heading(words=phrase("Seen differently"), level=3),
        Quotes(entries=(Entry(words=Typed(text="Wind fehlt.", key="groups-1/dissent-1")),)),
        Heading(words=phrase("The cards behind the quintessence"), level=3),
        Listing(
            entries=(
                Entry(
                    words=Typed(text="Schatten fehlt."),
                    below=(Entry(words=Typed(text="Karte b", key="groups-1/note-b"), refers=True),),
                    refers=True,
                ),
            )
        ),
        Heading(words=phrase("Earlier versions of the quintessence"), level=3),
        Listing(entries=(Entry(words=Typed(text=WORDS, key="groups-1/quintessence-1-1"), refers=True),)),
    ]

"""The poll: ballots, abstentions, secrecy, what is shown when, and its part of the documentation."""

from copy import deepcopy
from typing import Any

import pytest
from pydantic import ValidationError

from live.core import question
from live.core.actor import GroupModerator, Moderator, Participant
from live.core.document import Authored, Block, Heading, Note, Phrase, Quotes, Results
from live.core.ids import PersonId, RoomNumber
from live.steps import poll
from live.steps.poll import CastBallot
from tests.steps.examples import CHOICE, SCALE, WORDS, poll_example
from tests.steps.rehearsal import DESK_VIEW, EVERYONE, WALL, Rehearsal, person

PART = "burden"


def rehearse(*questions: dict[str, Any], people: int = 40) -> Rehearsal:
    return Rehearsal(poll, poll_example(*questions), people)


def opened(*questions: dict[str, Any]) -> Rehearsal:
    run = rehearse(*questions)
    for said in questions or (CHOICE,):
        run.open(said["id"])
    return run


def vote(run: Rehearsal, number: int, *chosen: str, part: str = PART, **more: object) -> None:
    run.do(CastBallot, person(number), part=part, chosen=chosen, **more)


def asked(run: Rehearsal, audience: Any = EVERYONE, part: str = PART) -> Any:  # noqa: ANN401 - a view is JSON
    return run.see(audience)["questions"][part]


def notes(blocks: list[Block]) -> list[str]:
    return [b.words.message for b in blocks if isinstance(b, Note) and isinstance(b.words, Phrase)]


# Settings: how lay people write it


@pytest.mark.parametrize(
    ("written", "least", "most"),
    [(2, 2, 2), ("2", 2, 2), ("up to 2", 0, 2), ("Up  to 2", 0, 2), ("one", 1, 1), ("any", 0, 3)],
)
def test_choose_is_written_in_plain_words(written: object, least: int, most: int) -> None:
    seen = asked(rehearse(CHOICE | {"choose": written}))
    assert (seen["at_least"], seen["at_most"]) == (least, most)


@pytest.mark.parametrize("written", ["some", "up to", "0", 0, "up to 0", 4, "up to 4", True, "two", -1])
def test_a_rule_that_cannot_be_kept_is_an_error(written: object) -> None:
    with pytest.raises(ValidationError):
        poll_example(CHOICE | {"choose": written})


def test_options_without_an_id_are_called_by_letters() -> None:
    assert asked(rehearse())["order"] == ["a", "b", "care"]


@pytest.mark.parametrize(
    "options",
    [
        ["Die Wege", "die  wege"],
        [{"text": {"de": "Die Wege", "en": "A"}}, {"text": {"de": "Anderes", "en": "a"}}],
    ],
)
def test_an_option_given_twice_is_an_error_that_names_it(options: list[object]) -> None:
    with pytest.raises(ValidationError) as caught:
        poll_example(CHOICE | {"options": options})
    [error] = caught.value.errors()
    assert error["type"] == "session.option_twice"
    assert str(error["ctx"]["option"]) in error["msg"]
    assert error["ctx"]["index"] == 1


@pytest.mark.parametrize(
    "options",
    [
        [{"id": "x", "text": "Die Wege"}, {"id": "x", "text": "Die Parks"}],
        ["Die Wege", {"id": "a", "text": "Die Parks"}],
    ],
)
def test_an_id_given_twice_is_an_error_that_names_it(options: list[object]) -> None:
    with pytest.raises(ValidationError, match="Two options have the id"):
        poll_example(CHOICE | {"options": options})


def test_one_option_is_no_choice() -> None:
    with pytest.raises(ValidationError, match="at least 2 items"):
        poll_example(CHOICE | {"options": ["Die Wege"], "choose": "one"})


def test_two_questions_with_one_id_are_an_error() -> None:
    with pytest.raises(ValidationError, match='Two questions have the id "burden"'):
        poll_example(CHOICE, CHOICE)


@pytest.mark.parametrize("show", ["live", "after_vote"])
def test_running_counts_of_what_only_the_moderation_may_know_are_an_error(show: str) -> None:
    with pytest.raises(ValidationError, match="show: revealed"):
        poll_example(CHOICE | {"secrecy": "moderation", "show": show})


# Ballots


def test_a_ballot_counts_people_and_votes() -> None:
    run = opened()
    vote(run, 1, "a", "b")
    vote(run, 2, "a")
    run.reveal(PART)
    assert asked(run)["counts"] == {
        "ballots": 2,
        "abstained": 0,
        "chosen": {"answer": {"a": 2, "b": 1, "care": 0}},
        "answered": {"answer": 2},
    }


def test_a_changed_ballot_replaces_the_earlier_one() -> None:
    run = opened()
    vote(run, 1, "a", "b")
    vote(run, 1, "care")
    run.reveal(PART)
    assert asked(run)["counts"]["chosen"] == {"answer": {"a": 0, "b": 0, "care": 1}}
    assert run.own(1)["ballots"][PART] == {"1": {"chosen": {"answer": ["care"]}, "texts": {}}}


def test_choosing_nothing_is_an_abstention_and_an_answer() -> None:
    run = opened(CHOICE | {"choose": 2})
    vote(run, 1)
    run.reveal(PART)
    assert asked(run)["counts"]["abstained"] == 1
    assert asked(run, WALL)["answered"] == 1


@pytest.mark.parametrize(
    ("rule", "chosen", "code", "params"),
    [
        ("up to 2", ["a", "b", "care"], "poll.too_many", {"at_most": 2, "chosen": 3}),
        (2, ["a"], "poll.too_few", {"at_least": 2, "chosen": 1}),
        ("any", ["a", "zoo"], "poll.unknown_option", {}),
        ("up to 2", ["a", "a"], "poll.chosen_twice", {}),
    ],
)
def test_a_ballot_against_the_rule_is_refused(rule: object, chosen: list[str], code: str, params: object) -> None:
    refused = opened(CHOICE | {"choose": rule}).refusal(CastBallot, person(1), part=PART, chosen=chosen)
    assert (refused.code, refused.params) == (code, params)


def test_a_closed_poll_refuses_ballots() -> None:
    run = opened()
    run.do(question.Close, part=PART)
    assert run.refusal(CastBallot, person(1), part=PART, chosen=["a"]).code == "question.not_open"


def test_only_known_participants_vote() -> None:
    run = opened()
    for actor in (Moderator("x"), GroupModerator(RoomNumber(1), "x"), Participant(PersonId("nobody"))):
        assert run.refusal(CastBallot, actor, part=PART, chosen=["a"]).code == "not_allowed"


def test_only_those_who_steer_open_a_question() -> None:
    assert rehearse().refusal(question.Open, person(1), part=PART).code == "not_allowed"


def test_a_question_that_is_not_there_is_named_so() -> None:
    run = opened()
    assert run.refusal(question.Open, part="elsewhere").code == "question.no_such_part"
    assert run.refusal(CastBallot, person(1), part="elsewhere", chosen=["a"]).code == "question.no_such_part"


def test_two_people_at_one_device_have_two_ballots() -> None:
    run = opened()
    run.people[PersonId("p1")].seats = 2
    vote(run, 1, "a")
    vote(run, 1, "b", seat=2)
    assert run.refusal(CastBallot, person(1), part=PART, seat=3, chosen=["a"]).code == "question.no_such_seat"
    assert set(run.own(1)["ballots"][PART]) == {"1", "2"}
    assert asked(run, DESK_VIEW)["answered"] == 2


def test_who_leaves_the_device_has_answered_all_the_same() -> None:
    run = opened()
    run.people[PersonId("p1")].seats = 3
    for seat, chosen in enumerate(("a", "b", "b"), 1):
        vote(run, 1, chosen, seat=seat)
    run.people[PersonId("p1")].seats = 2
    assert set(run.own(1)["ballots"][PART]) == {"1", "2"}
    assert asked(run, DESK_VIEW)["answered"] == 3
    assert run.refusal(CastBallot, person(1), part=PART, seat=3, chosen=["a"]).code == "question.no_such_seat"
    run.people[PersonId("p1")].seats = 3
    vote(run, 1, "a", seat=3)
    assert asked(run, DESK_VIEW)["answered"] == 3
    assert asked(run, DESK_VIEW)["sources"] == {"app": 3}


def test_a_scale_takes_one_of_its_numbers() -> None:
    run = opened(SCALE)
    assert run.refusal(CastBallot, person(1), part="heat", chosen=["6"]).code == "poll.unknown_option"
    assert run.refusal(CastBallot, person(1), part="heat", chosen=["1", "2"]).code == "poll.too_many"
    vote(run, 1, "5", part="heat")
    seen = asked(run, part="heat")
    assert (seen["from"], seen["to"], seen["low"], seen["high"]) == (1, 5, {"de": "kühl"}, {"de": "heiß"})


def test_a_text_is_taken_as_typed_and_never_too_long() -> None:
    run = opened(WORDS)
    refused = run.refusal(CastBallot, person(1), part="wish", text="ä" * 2_001)
    assert (refused.code, refused.params) == ("poll.too_long", {"limit": 2_000, "length": 2_001})
    vote(run, 1, part="wish", text=" „Schatten“ ")
    vote(run, 2, part="wish", text="   ")
    run.do(question.Close, part="wish")
    counts = asked(run, DESK_VIEW, "wish")["counts"]
    assert (counts["texts"], counts["abstained"]) == ({"answer": [" „Schatten“ "]}, 1)
    assert "counts" not in asked(run, part="wish")


def test_a_text_where_none_was_asked_is_refused() -> None:
    assert opened().refusal(CastBallot, person(1), part=PART, text="hm").code == "poll.no_text_asked"


# Who sees what


def test_nothing_is_shown_to_the_room_before_it_is_revealed() -> None:
    run = opened()
    vote(run, 1, "a")
    for audience in (EVERYONE, WALL):
        assert not {"counts", "shown"} & asked(run, audience).keys()
    run.do(question.Close, part=PART)
    assert "counts" not in asked(run)


def test_devices_and_projector_are_switched_separately() -> None:
    run = opened()
    vote(run, 1, "a")
    run.reveal(PART, "projector")
    assert "counts" in asked(run, WALL)
    assert "counts" not in asked(run)
    run.reveal(PART, "devices")
    assert "counts" not in asked(run, WALL)
    assert asked(run)["shown"] is True
    assert asked(run, DESK_VIEW)["on"] == ["devices"]


def test_the_desk_sees_how_many_of_those_here_have_answered() -> None:
    run = opened()
    vote(run, 1, "a")
    seen = asked(run, DESK_VIEW)
    assert (seen["answered"], seen["of"], seen["sources"]) == (1, 40, {"app": 1})
    assert "answered" not in asked(run)


def test_whoever_answered_and_left_is_still_one_of_those_who_answered() -> None:
    run = opened()
    vote(run, 1, "a")
    run.people.clear()
    assert (asked(run, WALL)["answered"], asked(run, WALL)["of"]) == (1, 1)


def test_the_desk_sees_an_anonymous_tally_only_in_steps_of_ten() -> None:
    run = opened()
    tallies = []
    for number in range(25):
        vote(run, number, "ab"[number % 2])
        tallies.append(asked(run, DESK_VIEW).get("counts", {}).get("ballots"))
    assert tallies == [None] * 9 + [10] * 10 + [20] * 6
    run.do(question.Close, part=PART)
    assert asked(run, DESK_VIEW)["counts"]["ballots"] == 25


def test_a_live_question_shows_the_room_what_the_desk_knows_and_no_more() -> None:
    run = opened(CHOICE | {"show": "live"})
    for number in range(9):
        vote(run, number, "a")
    assert "counts" not in asked(run)
    for number in range(9, 12):
        vote(run, number, "b")
    assert asked(run)["counts"] == asked(run, DESK_VIEW)["counts"] == asked(run, WALL)["counts"]
    assert asked(run)["counts"]["ballots"] == 10
    assert "shown" not in asked(run)


def test_after_voting_the_counts_stand_on_the_own_page_only() -> None:
    run = opened(CHOICE | {"show": "after_vote"})
    for number in range(10):
        vote(run, number, "a")
    assert run.own(1)["counts"][PART]["ballots"] == 10
    assert run.has_nothing_of(11)
    assert "counts" not in asked(run)


@pytest.mark.parametrize("secrecy", ["named", "moderation"])
def test_only_the_desk_sees_who_chose_what(secrecy: str) -> None:
    run = opened(CHOICE | {"secrecy": secrecy})
    vote(run, 1, "a", "b")
    assert asked(run, DESK_VIEW)["voters"] == {"p1": ["a", "b"]}
    assert asked(run, DESK_VIEW)["counts"]["ballots"] == 1
    run.reveal(PART)
    assert "voters" not in asked(run)
    assert "voters" not in asked(run, WALL)


def test_of_an_anonymous_question_not_even_the_desk_sees_who_chose_what() -> None:
    run = opened()
    vote(run, 1, "a")
    assert "voters" not in asked(run, DESK_VIEW)


def test_once_finalised_only_the_counts_remain() -> None:
    run = opened()
    vote(run, 1, "a")
    run.do(question.Finalise, part=PART)
    assert run.has_nothing_of(1)
    assert asked(run, DESK_VIEW)["counts"]["ballots"] == 1
    assert asked(run, DESK_VIEW)["final"] is True
    assert run.refusal(question.Open, part=PART).code == "question.final"
    assert run.refusal(CastBallot, person(1), part=PART, chosen=["a"]).code == "question.not_open"


# Hands and papers


def test_hands_counted_on_camera_are_added_and_told_apart() -> None:
    run = opened()
    vote(run, 1, "a")
    counted = {"answer": {"a": 4, "b": 2}}
    run.do(question.EnterCounts, part=PART, source="camera", people=5, chosen=counted)
    run.reveal(PART)
    assert asked(run)["counts"]["chosen"]["answer"] == {"a": 5, "b": 2, "care": 0}
    assert asked(run, DESK_VIEW)["sources"] == {"app": 1, "camera": 5}


@pytest.mark.parametrize(
    ("chosen", "code"),
    [
        ({"answer": {"zoo": 1}}, "question.unknown_option"),
        ({"other": {"a": 1}}, "question.unknown_option"),
        ({"answer": {"a": 4}}, "question.more_hands_than_people"),
        ({"answer": {"a": 3, "b": 3, "care": 3}}, "question.more_hands_than_people"),
    ],
)
def test_counts_that_cannot_be_are_refused(chosen: object, code: str) -> None:
    run = opened()
    assert run.refusal(question.EnterCounts, part=PART, source="paper", people=3, chosen=chosen).code == code


# Documentation


def results(run: Rehearsal) -> Results:
    [found] = [block for block in run.document() if isinstance(block, Results)]
    return found


def sentence(run: Rehearsal) -> tuple[str, dict[str, Any]]:
    words = results(run).sentence
    assert isinstance(words, Phrase)
    return words.message, dict(words.params)


def test_a_question_that_was_never_opened_is_not_documented() -> None:
    assert rehearse().document() == []


def test_shares_are_of_people_who_chose_something_and_not_of_votes() -> None:
    run = opened()
    for number, chosen in enumerate(["ab", "ab", "a", "b", ""]):
        vote(run, number, *chosen)
    vote(run, 9, "a")
    run.do(question.Close, part=PART)
    shown = results(run)
    assert (shown.of, [(bar.count, bar.share) for bar in shown.bars]) == (5, [(4, 0.8), (3, 0.6), (0, 0.0)])
    assert sentence(run) == (
        "Most people, %(count)s of %(of)s (%(share)s), chose: “%(option)s”",
        {"count": 4, "of": 5, "share": 0.8, "option": {"de": "Die Wohnung"}},
    )
    assert "%(n)s people abstained." in [b.words.plural for b in run.document() if isinstance(b, Note)]  # type: ignore[union-attr]  # the kind of words is known here


def test_the_greatest_number_is_called_most_people_only_if_it_is() -> None:
    run = opened()
    for number, chosen in enumerate([["a"], ["a"], ["b"], ["care"], []]):
        vote(run, number, *chosen)
    run.do(question.Close, part=PART)
    assert sentence(run)[0].startswith("Chosen most often, by %(count)s")


def test_a_tie_names_both() -> None:
    run = opened()
    vote(run, 1, "a", "care")
    run.do(question.Close, part=PART)
    message, params = sentence(run)
    assert message.startswith("Chosen most often, each by")
    assert (params["option"], params["other"]) == ({"de": "Die Wohnung"}, {"de": "Die Sorge", "ar": "القلق"})


def test_a_tie_of_all_is_counted() -> None:
    run = opened()
    for number, chosen in enumerate(["a", "b"]):
        vote(run, number, chosen, "care")
    vote(run, 3, "a", "b")
    run.do(question.Close, part=PART)
    message, params = sentence(run)
    assert message.startswith("%(options)s options were chosen equally often")
    assert params["options"] == 3


def test_nobody_and_nothing_have_sentences_too() -> None:
    run = opened()
    run.do(question.Close, part=PART)
    assert sentence(run)[0] == "Nobody answered."
    run.open(PART)
    vote(run, 1)
    run.do(question.Close, part=PART)
    assert sentence(run)[0] == "Nobody chose an option."


def test_where_ballots_came_from_stands_in_the_small_print() -> None:
    run = opened()
    vote(run, 1, "a")
    run.do(question.EnterCounts, part=PART, source="phone", people=2, chosen={"answer": {"a": 2}})
    run.do(question.Close, part=PART)
    assert notes(run.document()) == [
        "%(n)s person answered in the app.",
        "%(n)s person answered on the phone; the moderation entered it.",
    ]


def test_an_open_anonymous_question_is_documented_no_finer_than_the_desk_sees_it() -> None:
    run = opened()
    for number in range(9):
        vote(run, number, "a")
    assert [type(block) for block in run.document()] == [Note]
    vote(run, 9, "b")
    ten = run.document()
    vote(run, 10, "care")
    assert run.document() == ten
    assert "The question is still open; these are not the final numbers." in notes(ten)


def test_an_earlier_round_is_kept_and_mentioned() -> None:
    run = opened()
    vote(run, 1, "a")
    run.do(question.Reset, part=PART)
    run.open(PART)
    vote(run, 2, "b")
    run.do(question.Close, part=PART)
    assert results(run).of == 1
    assert any(note.startswith("Asked before: in round %(round)s") for note in notes(run.document()))


def asked_again(answers: int, *, closed: bool) -> Rehearsal:
    run = opened()
    for number in range(answers):
        vote(run, number, "a")
    run.do(question.EnterCounts, part=PART, source="camera", people=2, chosen={"answer": {"b": 2}})
    if closed:
        run.do(question.Close, part=PART)
    run.do(question.Reset, part=PART)
    run.open(PART)
    vote(run, 20, "b")
    run.do(question.Close, part=PART)
    return run


def test_an_earlier_round_that_was_closed_is_told_in_full() -> None:
    run = asked_again(3, closed=True)
    now, earlier = (block for block in run.document() if isinstance(block, Results))
    assert [bar.count for bar in now.bars][:2] == [0, 1]
    assert [bar.count for bar in earlier.bars][:2] == [3, 2]
    assert "%(n)s person was counted on camera; the moderation entered it at the desk." in notes(run.document())
    heading = next(block for block in run.document() if isinstance(block, Heading))
    assert heading.words == Phrase(message="Asked before, in round %(round)s", params={"round": 1})


@pytest.mark.parametrize(("answers", "closed"), [(3, False), (2, True)])
def test_an_earlier_round_of_very_few_or_broken_off_tells_nobodys_choice(answers: int, *, closed: bool) -> None:
    run = asked_again(answers, closed=closed)
    assert results(run).of == 1
    assert any(note.startswith("Asked before: in round %(round)s") for note in notes(run.document()))


def test_a_question_prepared_anew_is_documented_by_its_earlier_round_only() -> None:
    run = opened()
    for number in range(6):
        vote(run, number, "a")
    run.do(question.Close, part=PART)
    run.do(question.Reset, part=PART)
    assert [type(block) for block in run.document()] == [Heading, Results]


def test_what_was_entered_after_the_close_says_so_and_not_when_that_is_taken_back() -> None:
    run = opened()
    run.do(question.EnterCounts, part=PART, source="paper", people=1)
    run.do(question.Close, part=PART)
    before = deepcopy(run.state)
    said = "%(n)s of these people was entered after the question had been closed."
    assert said not in notes(run.document())
    events = run.do(question.EnterCounts, part=PART, source="paper", people=4)
    assert said in notes(run.document())
    run.undo(events, before)
    assert said not in notes(run.document())


def test_the_words_of_a_question_and_its_options_have_names() -> None:
    run = opened()
    run.do(question.Close, part=PART)
    shown = results(run)
    assert isinstance(shown.question, Authored)
    assert shown.question.key == f"{run.settings.id}/question-{PART}"
    labels = [bar.label for bar in shown.bars]
    assert all(
        isinstance(label, Authored) and label.key.startswith(f"{run.settings.id}/option-{PART}-") for label in labels
    )


def test_texts_are_documented_in_alphabetical_order() -> None:
    run = opened(WORDS)
    for number, text in enumerate(["Wasser", "Bäume", "Bänke"]):
        vote(run, number, part="wish", text=text)
    run.do(question.Close, part="wish")
    [quotes] = [block for block in run.document() if isinstance(block, Quotes)]
    assert [entry.words.text for entry in quotes.entries] == ["Bänke", "Bäume", "Wasser"]  # type: ignore[union-attr]  # the kind of words is known here


def test_a_scale_is_documented_with_its_average() -> None:
    run = opened(SCALE)
    for number, chosen in enumerate(["5", "4", ""]):
        run.do(CastBallot, person(number), part="heat", chosen=[chosen] if chosen else [])
    run.do(question.Close, part="heat")
    assert results(run).average == 4.5

"""The life of a question: phases, rounds, who may steer, coarse tallies, closing for good."""

from itertools import count
from typing import Any

import pytest

from live.core import question as q
from live.core.actor import Actor, GroupModerator, Moderator, Participant, Projector, Server
from live.core.ballot import Ballot, Counts
from live.core.command import Kept
from live.core.context import Context, Look, Person
from live.core.ids import CommandId, ItemId, OptionId, PartId, PersonId, RoomNumber, StepId, voter_of
from live.core.rejection import Rejection

DESK = Moderator("desk")
ITEM = ItemId("answer")
NUMBERS = count()
A, B = OptionId("a"), OptionId("b")


def asked(*, anonymous: bool = True) -> q.Question:
    return q.Question(StepId("s"), PartId("p"), anonymous=anonymous)


def wish(question: q.Question, command: type[q.QuestionCommand], actor: Actor = DESK, /, **fields: object) -> Any:  # noqa: ANN401 - any question command
    told = command.model_validate({"id": "c", "step": "s", "part": "p", **fields})
    return q.decide(question, told, actor, Context(0, 0, Look()))  # type: ignore[arg-type]  # one of the union


def do(question: q.Question, command: type[q.QuestionCommand], at: int = 1, **fields: object) -> list[q.Event]:
    events = wish(question, command, **fields)
    assert isinstance(events, list), events
    for event in events:
        q.fold(question, event, at)
    return events


def refused(question: q.Question, command: type[q.QuestionCommand], **fields: object) -> str:
    answer = wish(question, command, **fields)
    assert isinstance(answer, Rejection), answer
    return answer.code


def vote(question: q.Question, number: int, *options: OptionId) -> list[q.Event]:
    command = CommandId(f"c{next(NUMBERS)}")
    events = q.cast(question, Person(PersonId(f"p{number}")), 1, Ballot(chosen={ITEM: options}), command)
    assert isinstance(events, list), events
    for event in events:
        q.fold(question, event, 0)
    return events


def opened(*, anonymous: bool = True) -> q.Question:
    question = asked(anonymous=anonymous)
    do(question, q.Open)
    return question


PREPARED: tuple[type[q.QuestionCommand], ...] = ()
OPEN = (q.Open,)
CLOSED = (q.Open, q.Close)
REVEALED = (q.Open, q.Reveal)
FINAL = (q.Open, q.Finalise)


@pytest.mark.parametrize(
    ("before", "command", "code"),
    [
        (PREPARED, q.Close, "question.not_open"),
        (PREPARED, q.Reveal, "question.not_opened"),
        (PREPARED, q.Conceal, "question.not_revealed"),
        (PREPARED, q.Reset, "question.not_opened"),
        (PREPARED, q.Finalise, "question.not_opened"),
        (OPEN, q.Open, "question.already_open"),
        (OPEN, q.Conceal, "question.not_revealed"),
        (CLOSED, q.Close, "question.not_open"),
        (REVEALED, q.Reveal, "question.already_revealed"),
        (FINAL, q.Open, "question.final"),
        (FINAL, q.Finalise, "question.final"),
    ],
)
def test_an_act_out_of_turn_is_refused(
    before: tuple[type[q.QuestionCommand], ...], command: type[q.QuestionCommand], code: str
) -> None:
    question = asked()
    for act in before:
        do(question, act)
    assert refused(question, command) == code


@pytest.mark.parametrize(
    ("acts", "phase"),
    [
        (PREPARED, q.Phase.PREPARED),
        (OPEN, q.Phase.OPEN),
        (CLOSED, q.Phase.CLOSED),
        (REVEALED, q.Phase.REVEALED),
        ((*REVEALED, q.Conceal), q.Phase.CLOSED),
        ((*REVEALED, q.Open), q.Phase.OPEN),
        ((*CLOSED, q.Reset), q.Phase.PREPARED),
        (FINAL, q.Phase.CLOSED),
        ((*FINAL, q.Reveal), q.Phase.REVEALED),
    ],
)
def test_the_phases_of_a_question(acts: tuple[type[q.QuestionCommand], ...], phase: q.Phase) -> None:
    question = asked()
    for act in acts:
        do(question, act)
    assert question.phase is phase


@pytest.mark.parametrize(
    "actor", [Participant(PersonId("p1")), GroupModerator(RoomNumber(1), "link"), Projector()], ids=str
)
def test_only_those_who_steer_may_steer(actor: Actor) -> None:
    assert wish(asked(), q.Open, actor) == Rejection("not_allowed")


def test_the_server_may_steer() -> None:
    assert wish(asked(), q.Open, Server()) == [q.Opened(step=StepId("s"), part=PartId("p"))]


def test_revealing_closes_first() -> None:
    assert [event.type for event in do(opened(), q.Reveal)] == ["question.closed", "question.revealed"]


def test_an_anonymous_ballot_is_sealed_and_a_named_one_is_logged() -> None:
    [sealed] = vote(opened(), 1, A)
    [cast] = vote(opened(anonymous=False), 1, A)
    assert (sealed.kept, cast.kept) == (Kept.SEALED, Kept.LOG)


def test_every_tenth_anonymous_ballot_brings_a_tally_attributed_to_nobody() -> None:
    question = opened()
    told = [event for number in range(20) for event in vote(question, number, A) if isinstance(event, q.Tallied)]
    assert [event.counts.ballots for event in told] == [10, 20]
    assert all(event.unattributed for event in told)


def test_a_changed_anonymous_ballot_changes_nothing_on_the_desk() -> None:
    question = opened()
    for number in range(10):
        vote(question, number, A)
    before = q.running(question)
    vote(question, 3, B)
    assert q.running(question) == before
    assert q.total(question).chosen == {ITEM: {A: 9, B: 1}}


def test_the_desk_sees_a_named_tally_at_once() -> None:
    question = opened(anonymous=False)
    vote(question, 1, A)
    assert q.running(question) == Counts(ballots=1, chosen={ITEM: {A: 1}}, answered={ITEM: 1})
    assert set(question.now.ballots) == {voter_of(PersonId("p1"), 1)}


def test_a_ballot_sent_again_counts_once_and_is_no_refusal_even_after_closing() -> None:
    question = opened()
    vote(question, 1, A)
    do(question, q.Close)
    assert vote(question, 1, A) == []
    assert q.total(question).ballots == 1


@pytest.mark.parametrize("then", [PREPARED, (q.Open,), (q.Open, q.Close)])
def test_a_sealed_ballot_sent_again_after_the_question_was_asked_anew_counts_in_its_own_round_only(
    then: tuple[type[q.QuestionCommand], ...],
) -> None:
    question = opened()
    ballot, command = Ballot(chosen={ITEM: (A,)}), CommandId("v1")
    for event in said(q.cast(question, Person(PersonId("rosa")), 1, ballot, command)):
        q.fold(question, event, 0)
    do(question, q.Reset)
    for steering in then:
        do(question, steering)
    assert q.cast(question, Person(PersonId("rosa")), 1, ballot, command) == []
    assert [asked.tally.ballots for asked in question.rounds.values()] == [1, 0]


def said(answer: list[q.Event] | Rejection) -> list[q.Event]:
    assert isinstance(answer, list), answer
    return answer


def test_an_earlier_answer_sent_again_does_not_come_back() -> None:
    question = opened()
    first, second = CommandId("first"), CommandId("second")
    for command, option in ((first, A), (second, B), (first, A)):
        events = q.cast(question, Person(PersonId("p1")), 1, Ballot(chosen={ITEM: (option,)}), command)
        assert isinstance(events, list), events
        for event in events:
            q.fold(question, event, 0)
    assert q.total(question).chosen == {ITEM: {B: 1}}


def test_asking_again_begins_without_ballots_and_keeps_the_earlier_ones() -> None:
    question = opened()
    vote(question, 1, A)
    events = do(question, q.Reset)
    assert q.total(question).ballots == 0
    back = q.RoundResumed(step=question.step, part=question.part, round=1)
    q.fold(question, back, 0)
    assert q.total(question).ballots == 1
    assert [event.type for event in events] == ["question.round_begun"]


def test_closing_for_good_turns_the_ballots_of_all_rounds_into_counts() -> None:
    question = opened()
    vote(question, 1, A)
    do(question, q.Reset)
    do(question, q.Open)
    vote(question, 2, B)
    finals = [event for event in do(question, q.Finalise) if isinstance(event, q.Finalised)]
    assert [(event.round, event.counts.chosen) for event in finals] == [(1, {ITEM: {A: 1}}), (2, {ITEM: {B: 1}})]
    assert not any(here.ballots for here in question.rounds.values())
    assert q.own(question, PersonId("p1"), 1) == {}


def test_a_round_that_was_being_asked_again_is_closed_for_good_although_the_new_one_never_opened() -> None:
    question = opened()
    vote(question, 1, A)
    do(question, q.Reset)
    [final] = q.finalise(question, Look())
    assert isinstance(final, q.Finalised)
    assert (final.round, final.counts.ballots) == (1, 1)


def test_no_ballot_is_counted_after_closing_for_good() -> None:
    question = opened()
    [late] = vote(question, 1, A)
    do(question, q.Finalise)
    q.fold(question, late, 0)
    assert q.total(question).ballots == 1
    assert q.cast(question, Person(PersonId("p2")), 1, Ballot(), CommandId("late")) == Rejection("question.not_open")


def test_counts_entered_by_hand_replace_earlier_ones_of_the_same_source() -> None:
    question = opened()
    for people in (5, 3):
        do(question, q.EnterCounts, source="camera", people=people, chosen={"answer": {"a": 2, "b": 0}})
    do(question, q.EnterCounts, source="paper", people=1)
    assert q.sources(question, Look()) == {"app": 0, "camera": 3, "paper": 1}
    assert q.total(question) == Counts(ballots=4, chosen={ITEM: {A: 2}}, answered={ITEM: 3})


def test_counts_can_be_entered_late_but_not_before_opening() -> None:
    assert refused(asked(), q.EnterCounts, source="phone", people=1) == "question.not_opened"
    question = opened()
    do(question, q.Finalise)
    do(question, q.EnterCounts, source="phone", people=1)
    assert q.total(question).ballots == 1


def test_more_hands_than_people_are_refused() -> None:
    code = refused(opened(), q.EnterCounts, source="camera", people=1, chosen={"answer": {"a": 2}})
    assert code == "question.more_hands_than_people"


def test_taking_back_a_second_opening_keeps_the_moment_of_closing() -> None:
    question = asked()
    do(question, q.Open, at=1)
    do(question, q.Close, at=2)
    opening = q.Opened(step=question.step, part=question.part)
    back = q.undo(question, opening)
    assert back == q.Withdrawn(step=question.step, part=question.part, to="closed")
    q.fold(question, opening, 3)
    q.fold(question, back, 4)
    assert (question.phase, question.now.opened_at, question.now.closed_at) == (q.Phase.CLOSED, 1, 2)


def test_what_people_did_is_not_taken_back() -> None:
    question = opened(anonymous=False)
    [cast] = vote(question, 1, A)
    assert q.undo(question, cast) is None

"""The closing questionnaire: statements to rate, choices, free words. Voluntary and always anonymous.

All items are answered together and share one life (`live.core.question`, part `form`). Any of them
may be left out, but an answer to none is no answer.

Who sees what
- Everyone, Room, Console: the items; counts and averages when revealed on devices. Never texts.
- Wall: the same for the projector, and how many have answered.
- Moderators: how many have answered; counts in coarse steps while open, exactly afterwards; texts
  once it is closed, in alphabetical order.
- Self: the own answers until the evaluation is finalised.
- Nobody: who answered what, once it is finalised.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field, StrictInt, StrictStr

from live.core import audience as audiences
from live.core import question as questions
from live.core.actor import Actor, Participant
from live.core.asked import FIELD_LIMIT, Asked, refusal, steer
from live.core.audience import Audience
from live.core.ballot import Ballot
from live.core.command import OwnStepCommand, StepCommand, StepEvent
from live.core.context import Context, Look
from live.core.document import Authored, Block, Paragraph
from live.core.form import MAX_OPTIONS
from live.core.gathered import Gathered
from live.core.ids import CommandId, ItemId, OptionId, PartId, PersonId, SlugField, StepId
from live.core.paper import BallotPaper, Printed, paper_item
from live.core.patch import View
from live.core.question import Question
from live.core.question_document import answered
from live.core.question_view import own_view, question_view, visible_counts
from live.core.rejection import Rejection
from live.core.touched import Touched
from live.steps.evaluation.settings import (
    MAX_ITEMS,
    AnyItem,
    ChoiceItem,
    ScaleItem,
    Settings,
    TextItem,
    asked_by,
)

__all__ = [
    "COMMANDS",
    "EVENTS",
    "NAME",
    "SendAnswers",
    "Settings",
    "decide",
    "document",
    "finalise",
    "fold",
    "gathered",
    "late",
    "parts",
    "planned_rooms",
    "planned_server",
    "prepare",
    "printed",
    "room_of",
    "rooms",
    "start",
    "touched",
    "undo",
    "view",
]

NAME = "evaluation"
PART = PartId("form")


Answer = (
    StrictInt
    | Annotated[StrictStr, Field(max_length=FIELD_LIMIT)]
    | Annotated[tuple[SlugField, ...], Field(max_length=2 * MAX_OPTIONS)]
)


class SendAnswers(OwnStepCommand):
    """Hand the questionnaire in, or hand it in anew. Items that are left out are not answered."""

    type: Literal["evaluation.send_answers"] = "evaluation.send_answers"
    seat: int = Field(default=1, ge=1, le=8)
    answers: dict[SlugField, Answer] = Field(max_length=2 * MAX_ITEMS)


COMMANDS: tuple[type[StepCommand], ...] = (SendAnswers,)
EVENTS: tuple[type[StepEvent], ...] = ()


@dataclass(slots=True)
class Evaluation:
    """The state of an evaluation."""

    settings: Settings
    items: dict[ItemId, Asked]
    question: Question


def start(settings: Settings) -> Evaluation:
    """An evaluation before it is opened."""
    items = {ItemId(item.id): asked_by(item) for item in settings.items}
    return Evaluation(settings, items, Question(StepId(settings.id), PART, anonymous=True))


def parts(settings: Settings) -> Sequence[PartId]:
    """One: the whole form."""
    return (PART,)


def prepare(state: object, command: object, context: Context) -> None:
    """Nothing here takes long."""


def decide(state: Evaluation, command: object, actor: Actor, context: Context) -> Sequence[StepEvent] | Rejection:
    """Take answers, or a wish about the life of the form."""
    if isinstance(command, SendAnswers):
        return _send(state, command, actor, context)
    if not isinstance(command, questions.Command):
        return Rejection("not_here")
    if command.part != PART:
        return Rejection("question.no_such_part")
    return steer(state.question, tuple(state.items.values()), command, actor, context)


def fold(state: Evaluation, event: questions.Event, at: int) -> None:
    """Take a fact about the form in."""
    questions.fold(state.question, event, at)


def touched(state: Evaluation, event: questions.Event) -> Touched:
    """Whose own view a fact may have changed."""
    return questions.touched(event)


def undo(state: Evaluation, event: questions.Event) -> StepEvent | None:
    """What takes a steering act back."""
    return questions.undo(state.question, event)


def finalise(state: Evaluation, look: Look) -> Sequence[StepEvent]:
    """Only counts and texts remain."""
    return questions.finalise(state.question, look)


def view(state: Evaluation, audience: Audience, look: Look) -> View | None:
    """The items, and what this audience may know of the answers."""
    if isinstance(audience, audiences.Self):
        return own_view(state.question, audience.person, look)
    settings, asked = state.settings, tuple(state.items.values())
    shown: View = {
        "order": list(state.items),
        "items": {item.id: _item_seen(item, state.items[ItemId(item.id)]) for item in settings.items},
        "next_steps": list(settings.next_steps),
        **question_view(state.question, asked, audience, look),
    }
    if settings.introduction:
        shown["introduction"] = settings.introduction
    if settings.thanks:
        shown["thanks"] = settings.thanks
    counts = visible_counts(state.question, audience)
    if counts is not None:
        averages = {item.item: item.average(counts) for item in asked}
        shown["averages"] = {id_: mean for id_, mean in averages.items() if mean is not None}
    return shown


def room_of(state: Evaluation, person: PersonId) -> int | None:
    """Nobody is in a group here."""
    return None


def late(state: Evaluation, person: PersonId, context: Context) -> Sequence[StepEvent]:
    """Whoever arrives late simply answers."""
    return ()


def rooms(state: Evaluation) -> Sequence[int]:
    """There are no groups here."""
    return ()


def planned_rooms(settings: Settings) -> int:
    """No groups are planned here."""
    return 0


def planned_server(settings: Settings) -> None:
    """None: nobody leaves the plenary."""


def printed(settings: Settings) -> Printed:
    """One sheet with all items, as they are answered together."""
    items = tuple(paper_item(asked_by(i), i.scale if isinstance(i, ScaleItem) else None) for i in settings.items)
    introduction = Authored(text=settings.introduction) if settings.introduction else None
    return Printed(ballots=(BallotPaper(items=items, explanation=introduction),))


def document(state: Evaluation, look: Look) -> Sequence[Block]:
    """Results of every item, texts sorted, and the thanks that stood below them."""
    items = {str(item): asked for item, asked in state.items.items()}
    blocks: list[Block] = list(answered(state.question, items, look))
    if blocks and state.settings.thanks:
        blocks.append(Paragraph(words=Authored(text=state.settings.thanks)))
    return blocks


def gathered(state: Evaluation) -> Gathered:
    """The form with its answers, and what everybody was told about what happens next."""
    return Gathered(questions=(state.question,), next_steps=state.settings.next_steps)


def _send(state: Evaluation, command: SendAnswers, actor: Actor, context: Context) -> Sequence[StepEvent] | Rejection:
    person = context.look.people.get(actor.person) if isinstance(actor, Participant) else None
    if person is None:
        return Rejection("not_allowed")
    ballot = _ballot(state, command.answers)
    if isinstance(ballot, Rejection):
        return ballot
    if ballot.abstained:
        return Rejection("evaluation.empty")
    return questions.cast(state.question, person, command.seat, ballot, CommandId(command.id))


def _ballot(state: Evaluation, answers: Mapping[str, Answer]) -> Ballot | Rejection:
    chosen: dict[ItemId, tuple[OptionId, ...]] = {}
    said: dict[ItemId, str] = {}
    for id_, answer in answers.items():
        asked = state.items.get(ItemId(id_))
        if asked is None:
            return Rejection("evaluation.unknown_question")
        if not isinstance(answer, _FITTING[asked.form]):
            return Rejection("evaluation.wrong_form")
        options, text = _taken_apart(answer)
        refused = refusal(NAME, asked, options, text)
        if refused is not None:
            return refused
        if options:
            chosen[asked.item] = options
        if text:
            said[asked.item] = text
    return Ballot(chosen=chosen, texts=said)


_FITTING: Mapping[str, type] = {"scale": int, "text": str, "choice": tuple}


def _taken_apart(answer: Answer) -> tuple[tuple[OptionId, ...], str]:
    match answer:
        case int():
            return (OptionId(str(answer)),), ""
        case str():
            return (), "" if answer.isspace() else answer
        case _:
            return tuple(OptionId(option) for option in answer), ""


def _item_seen(item: AnyItem, asked: Asked) -> View:
    shown: View = {"statement": item.statement, "form": item.form}
    match item:
        case ScaleItem():
            shown |= {"from": item.scale.first, "to": item.scale.last}
            if item.low:
                shown["low"] = item.low
            if item.high:
                shown["high"] = item.high
        case ChoiceItem():
            shown["order"] = [option.id for option in item.options]
            shown["options"] = {option.id: {"text": option.text} for option in item.options}
            shown |= {"at_least": asked.at_least, "at_most": asked.at_most}
        case TextItem():
            pass
    return shown

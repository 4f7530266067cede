"""One or several questions, each with its own life: a choice, a scale, or a short text.

The life of a question is that of `live.core.question`. A ballot can be changed until the question
closes; choosing nothing is an abstention and counts as an answer.

Who sees what
- Everyone, Room, Console: all questions of the step; counts when revealed on devices, or, of a
  `live` question, while it is open (of an anonymous one only in the desk's coarse steps).
- Wall: the same for the projector, and how many have answered.
- Moderators: how many have answered, counts as `live.core.question` says, texts once it is closed;
  and who chose what, unless the question is anonymous.
- Self: the own ballots until the question is finalised; of an `after_vote` question also the counts
  as the moderators have them, once there is an own ballot.
- Nobody: names on a shared view; who voted what on an anonymous question, once it is finalised.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from pydantic import Field

from live.core import audience as audiences
from live.core import question as questions
from live.core.actor import Actor, Participant
from live.core.asked import AnswerField, Asked, one_ballot, refusal, steer
from live.core.audience import Audience
from live.core.command import OwnStepCommand, StepCommand, StepEvent
from live.core.context import Context, Look
from live.core.document import Authored, Block
from live.core.form import MAX_OPTIONS
from live.core.gathered import Gathered
from live.core.ids import CommandId, OptionId, PartId, PersonId, SlugField, StepId, person_of
from live.core.paper import BallotPaper, Printed, paper_item
from live.core.patch import View
from live.core.question import Phase, Question
from live.core.question_document import answered
from live.core.question_view import counts_view, own_ballots, question_view
from live.core.rejection import Rejection
from live.core.touched import Touched
from live.steps.poll.settings import (
    ITEM,
    AnyQuestion,
    ChoiceQuestion,
    ScaleQuestion,
    Settings,
    TextQuestion,
    asked_by,
)

__all__ = [
    "COMMANDS",
    "EVENTS",
    "NAME",
    "CastBallot",
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

NAME = "poll"


class CastBallot(OwnStepCommand):
    """Answer a question, or answer it differently. Nothing chosen and nothing written: abstain."""

    type: Literal["poll.cast_ballot"] = "poll.cast_ballot"
    part: SlugField
    seat: int = Field(default=1, ge=1, le=8)
    chosen: tuple[SlugField, ...] = Field(default=(), max_length=2 * MAX_OPTIONS)
    text: AnswerField = ""


COMMANDS: tuple[type[StepCommand], ...] = (CastBallot,)
EVENTS: tuple[type[StepEvent], ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """One question of the poll: what it says, what it asks, its life."""

    said: AnyQuestion
    asked: Asked
    question: Question


@dataclass(slots=True)
class Poll:
    """The state of a poll, questions in their order."""

    parts: dict[PartId, Part]


def start(settings: Settings) -> Poll:
    """A poll before any question is opened."""
    step = StepId(settings.id)
    return Poll(
        {
            PartId(said.id): Part(
                said,
                asked_by(said),
                Question(step, PartId(said.id), anonymous=said.secrecy == "anonymous"),
            )
            for said in settings.questions
        }
    )


def parts(settings: Settings) -> Sequence[PartId]:
    """The questions in their order."""
    return tuple(PartId(question.id) for question in settings.questions)


def prepare(state: object, command: object, context: Context) -> None:
    """Nothing here takes long."""


def decide(state: Poll, command: object, actor: Actor, context: Context) -> Sequence[StepEvent] | Rejection:
    """Take a ballot, or a wish about the life of a question."""
    if not isinstance(command, CastBallot) and not isinstance(command, questions.Command):
        return Rejection("not_here")
    part = state.parts.get(PartId(command.part))
    if part is None:
        return Rejection("question.no_such_part")
    if isinstance(command, CastBallot):
        return _cast(part, command, actor, context)
    return steer(part.question, (part.asked,), command, actor, context)


def fold(state: Poll, event: questions.Event, at: int) -> None:
    """Take a fact about a question in."""
    questions.fold(state.parts[event.part].question, event, at)


def touched(state: Poll, event: questions.Event) -> Touched:
    """Whose own view a fact may have changed; some see what others answered once they have answered themselves."""
    touched = questions.touched(event)
    answered = isinstance(event, questions.BallotCast | questions.Tallied)
    later = answered and state.parts[event.part].said.show == "after_vote"
    return replace(touched, later=True) if later else touched


def undo(state: Poll, event: questions.Event) -> StepEvent | None:
    """What takes a steering act back."""
    return questions.undo(state.parts[event.part].question, event)


def finalise(state: Poll, look: Look) -> Sequence[StepEvent]:
    """Of anonymous questions only the counts remain."""
    return [event for part in state.parts.values() for event in questions.finalise(part.question, look)]


def view(state: Poll, audience: Audience, look: Look) -> View | None:
    """All questions, and what this audience may know of the answers."""
    if isinstance(audience, audiences.Self):
        return _own(state, audience.person, look)
    shown = {
        id_: _question_seen(part, number, audience, look) for number, (id_, part) in enumerate(state.parts.items(), 1)
    }
    return {"order": list(shown), "questions": shown}


def room_of(state: Poll, person: PersonId) -> int | None:
    """Nobody is in a group here."""
    return None


def late(state: Poll, person: PersonId, context: Context) -> Sequence[StepEvent]:
    """Whoever arrives late simply answers."""
    return ()


def rooms(state: Poll) -> Sequence[int]:
    """There are no groups here."""
    return ()


def planned_rooms(settings: Settings) -> int:
    """No groups are planned here."""
    return 0


def planned_server(settings: Settings) -> None:
    """None: nobody leaves the plenary."""


def printed(settings: Settings) -> Printed:
    """A ballot for each question."""
    return Printed(ballots=tuple(map(_ballot, settings.questions)))


def document(state: Poll, look: Look) -> Sequence[Block]:
    """Every question that was opened: a sentence and bars, or the texts; and how it was counted."""
    parts = state.parts.values()
    return [block for part in parts for block in answered(part.question, {part.said.id: part.asked}, look)]


def gathered(state: Poll) -> Gathered:
    """The questions with their answers."""
    return Gathered(questions=tuple(part.question for part in state.parts.values()))


def _ballot(said: AnyQuestion) -> BallotPaper:
    item = paper_item(asked_by(said), said.scale if isinstance(said, ScaleQuestion) else None)
    return BallotPaper(items=(item,), explanation=Authored(text=said.explanation) if said.explanation else None)


def _cast(part: Part, command: CastBallot, actor: Actor, context: Context) -> Sequence[StepEvent] | Rejection:
    person = context.look.people.get(actor.person) if isinstance(actor, Participant) else None
    if person is None:
        return Rejection("not_allowed")
    chosen = [OptionId(option) for option in command.chosen]
    refused = refusal(NAME, part.asked, chosen, command.text)
    if refused is not None:
        return refused
    ballot = one_ballot(ITEM, chosen, command.text)
    return questions.cast(part.question, person, command.seat, ballot, CommandId(command.id))


def _question_seen(part: Part, number: int, audience: Audience, look: Look) -> View:
    said, live = part.said, part.said.show == "live"
    shown: View = {
        "number": number,
        "question": said.question,
        "form": said.form,
        "secrecy": said.secrecy,
        "show": said.show,
        **_form_seen(part),
        **question_view(part.question, (part.asked,), audience, look, live=live, texts=True),
    }
    if said.explanation:
        shown["explanation"] = said.explanation
    if isinstance(audience, audiences.Moderators) and not part.question.anonymous:
        shown["voters"] = _voters(part.question)
    return shown


def _form_seen(part: Part) -> View:
    match part.said:
        case ChoiceQuestion(options=options):
            return {
                "order": [option.id for option in options],
                "options": {option.id: {"text": option.text} for option in options},
                "at_least": part.asked.at_least,
                "at_most": part.asked.at_most,
            }
        case ScaleQuestion(scale=scale):
            ends = {"low": scale.low, "high": scale.high}
            worded = {end: words for end, words in ends.items() if words}
            return {"from": scale.first, "to": scale.last, **worded}
        case TextQuestion():
            return {}


def _voters(question: Question) -> View:
    """Person -> what was chosen or written at that person's device, all seats together."""
    voters: dict[str, list[str]] = {}
    for voter, ballot in question.now.ballots.items():
        answer = voters.setdefault(person_of(voter), [])
        answer.extend(ballot.chosen.get(ITEM, ()))
        answer.extend(ballot.texts.values())
    return voters


def _own(state: Poll, person: PersonId, look: Look) -> View | None:
    ballots: View = {}
    counts: View = {}
    for id_, part in state.parts.items():
        own = own_ballots(part.question, person, look)
        if own:
            ballots[id_] = own
        if own and part.said.show == "after_vote" and part.question.phase is Phase.OPEN:
            running = questions.running(part.question)
            if running is not None:
                counts[id_] = counts_view(running, (part.asked,))
    return ({"ballots": ballots} | ({"counts": counts} if counts else {})) if ballots else None

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

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal, Self

from pydantic import Discriminator, Field, Tag, model_validator
from pydantic_core import PydanticCustomError

from live.core import audience as audiences
from live.core import question as questions
from live.core.actor import Actor, Participant
from live.core.asked import (
    AnswerField,
    Asked,
    asked_choice,
    asked_scale,
    asked_text,
    one_ballot,
    refusal,
    steer,
)
from live.core.audience import Audience
from live.core.command import StepCommand, StepEvent
from live.core.context import Context, Look
from live.core.document import Block
from live.core.form import (
    MAX_OPTIONS,
    Choosing,
    ChoosingField,
    OptionsField,
    Range,
    Written,
    enough_options,
)
from live.core.ids import ItemId, OptionId, PartId, PersonId, SlugField, StepId, person_of
from live.core.kind import StepSettings
from live.core.patch import View
from live.core.question import Phase, Question
from live.core.question_document import counted, not_counted_yet, results, texts
from live.core.question_view import counts_view, own_ballots, question_view
from live.core.rejection import Rejection
from live.core.text import Text

NAME = "poll"
ITEM = ItemId("answer")


class PollQuestion(Written):
    """What every question of a poll says."""

    id: SlugField = Field(title="Kurzname", description="Kurzname der Frage, einmalig in der Befragung")
    question: Text = Field(title="Frage", description="Wortlaut der Frage")
    explanation: Text | None = Field(default=None, title="Erläuterung", description="Ein Satz zur Erklärung")
    secrecy: Literal["anonymous", "named", "moderation"] = Field(
        default="anonymous",
        title="Wer sieht die Stimmen",
        description="anonymous (anonym), named (mit Namen) oder moderation (nur die Moderation)",
    )
    show: Literal["revealed", "live", "after_vote"] = Field(
        default="revealed",
        title="Ergebnis",
        description="revealed (erst wenn es gezeigt wird), live oder after_vote (nach eigener Stimme)",
    )

    @model_validator(mode="after")
    def _running_counts_tell_nobody(self) -> Self:
        if self.secrecy == "moderation" and self.show != "revealed":
            raise PydanticCustomError(
                "session.show_tells",
                "Counts shown while a question is open would tell everybody what only the "
                "moderation may know; use show: revealed",
            )
        return self


class ChoiceQuestion(PollQuestion):
    """A choice among options."""

    form: Literal["choice"] = Field(default="choice", title="Form", description="Auswahl")
    options: OptionsField = Field(title="Antworten", description="Mögliche Antworten, zwei bis 26")
    choose: ChoosingField = Field(
        default=Choosing(at_least=1, at_most=1),
        title="Wie viele",
        description="Wie viele Antworten eine Person wählt: 2 (genau), up to 2, one oder any",
    )

    @model_validator(mode="after")
    def _can_be_chosen(self) -> Self:
        enough_options(self.options, self.choose)
        return self


class ScaleQuestion(PollQuestion):
    """One number of a scale."""

    form: Literal["scale"] = Field(title="Form", description="Skala")
    scale: Range = Field(default=Range(), title="Skala", description="Von wo bis wo, und die Enden")


class TextQuestion(PollQuestion):
    """A short text."""

    form: Literal["text"] = Field(title="Form", description="Kurzer Text")


def _form(question: object) -> str:
    form = question.get("form") if isinstance(question, Mapping) else getattr(question, "form", "")
    return str(form or "choice")


AnyQuestion = Annotated[
    Annotated[ChoiceQuestion, Tag("choice")]
    | Annotated[ScaleQuestion, Tag("scale")]
    | Annotated[TextQuestion, Tag("text")],
    Discriminator(_form),
]


class Settings(StepSettings):
    """A poll as the session file says it."""

    kind: Literal["poll"] = Field(title="Art", description="Befragung")
    questions: tuple[AnyQuestion, ...] = Field(
        min_length=1, max_length=20, title="Fragen", description="Die Fragen in ihrer Reihenfolge"
    )

    @model_validator(mode="after")
    def _each_question_once(self) -> Self:
        seen: set[str] = set()
        for question in self.questions:
            if question.id in seen:
                raise PydanticCustomError(
                    "session.question_twice",
                    'Two questions have the id "{question}"',
                    {"question": question.id},
                )
            seen.add(question.id)
        return self


class CastBallot(StepCommand):
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
                _asked(said),
                Question(step, PartId(said.id), anonymous=said.secrecy == "anonymous"),
            )
            for said in settings.questions
        }
    )


def parts(settings: Settings) -> Sequence[PartId]:
    """The questions in their order."""
    return tuple(PartId(question.id) for question in settings.questions)


def decide(state: Poll, command: object, actor: Actor, context: Context) -> Sequence[StepEvent] | Rejection:
    """Take a ballot, or a wish about the life of a question."""
    if not isinstance(command, CastBallot | questions.QuestionCommand):
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


def undo(state: Poll, event: questions.Event) -> StepEvent | None:
    """What takes a steering act back."""
    return questions.undo(state.parts[event.part].question, event)


def finalise(state: Poll) -> Sequence[StepEvent]:
    """Of anonymous questions only the counts remain."""
    return [event for part in state.parts.values() for event in questions.finalise(part.question)]


def view(state: Poll, audience: Audience, look: Look) -> View | None:
    """All questions, and what this audience may know of the answers."""
    if isinstance(audience, audiences.Self):
        return _own(state, audience.person, look)
    shown = {
        id_: _question_seen(part, number, audience, look) for number, (id_, part) in enumerate(state.parts.items(), 1)
    }
    return {"order": list(shown), "questions": shown}


def room_of(_state: Poll, _person: PersonId) -> int | None:
    """Nobody is in a group here."""
    return None


def late(_state: Poll, _person: PersonId, _context: Context) -> Sequence[StepEvent]:
    """Whoever arrives late simply answers."""
    return ()


def rooms(_state: Poll) -> Sequence[int]:
    """There are no groups here."""
    return ()


def document(state: Poll, _look: Look) -> Sequence[Block]:
    """Every question that was opened: a sentence and bars, or the texts; and how it was counted."""
    return [block for part in state.parts.values() for block in _documented(part)]


def _asked(said: AnyQuestion) -> Asked:
    match said:
        case ChoiceQuestion():
            return asked_choice(ITEM, said.question, said.options, said.choose)
        case ScaleQuestion():
            return asked_scale(ITEM, said.question, said.scale)
        case TextQuestion():
            return asked_text(ITEM, said.question)


def _cast(part: Part, command: CastBallot, actor: Actor, context: Context) -> Sequence[StepEvent] | Rejection:
    person = context.look.people.get(actor.person) if isinstance(actor, Participant) else None
    if person is None:
        return Rejection("not_allowed")
    chosen = [OptionId(option) for option in command.chosen]
    refused = refusal(NAME, part.asked, chosen, command.text)
    if refused is not None:
        return refused
    ballot = one_ballot(ITEM, chosen, command.text)
    return questions.cast(part.question, person.person, person.seats, command.seat, ballot)


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


def _own(state: Poll, person: PersonId, look: Look) -> View:
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
    return {"ballots": ballots} | ({"counts": counts} if counts else {})


def _documented(part: Part) -> Sequence[Block]:
    question, asked = part.question, part.asked
    if question.phase is Phase.PREPARED:
        return ()
    counts = questions.running(question)
    if counts is None:
        return not_counted_yet(question)
    shown = results(asked, counts, counts.ballots)
    blocks = (shown,) if shown else texts(asked, counts)
    return (*blocks, *counted(question, counts))

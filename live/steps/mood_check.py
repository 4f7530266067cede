"""A quick temperature by hand signal: thumbs or fingers, changeable until it closes, always anonymous.

The life of the question is that of `live.core.question`; its one part is `mood`. A later check with
the same scale can be compared with an earlier one.

Who sees what
- Everyone, Room, Console: the question; counts when revealed on devices, or, where the step is
  live, while it is open and only in the desk's coarse steps.
- Wall: the same for the projector, and how many have answered.
- Moderators: how many have answered; counts in coarse steps while open, exactly afterwards.
- The earlier check is shown beside a revealed one, once it is itself no longer open.
- Self: the own signals until the check is finalised.
- Nobody: who showed what, once it is finalised.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from live.core import audience as audiences
from live.core import question as questions
from live.core.actor import Actor, Participant
from live.core.asked import Asked, steer
from live.core.audience import Audience
from live.core.ballot import Ballot
from live.core.command import StepCommand, StepEvent
from live.core.context import Context, Look
from live.core.document import (
    Authored,
    Block,
    MoodRound,
    Moods,
    Phrase,
    Words,
    nphrase,
    phrase,
)
from live.core.ids import CommandId, ItemId, OptionId, PartId, PersonId, SlugField, StepId
from live.core.kind import StepSettings
from live.core.patch import View
from live.core.question import Phase, Question
from live.core.question_document import bars, counted, not_counted_yet
from live.core.question_view import counts_view, own_view, question_view
from live.core.rejection import Rejection
from live.core.text import Text
from live.core.touched import Touched

NAME = "mood_check"
PART = PartId("mood")
ITEM = ItemId("mood")
SIGNALS: Mapping[str, tuple[OptionId, ...]] = {
    "thumbs": (OptionId("up"), OptionId("sideways"), OptionId("down")),
    "fingers": tuple(OptionId(str(number)) for number in range(1, 6)),
}


class Settings(StepSettings):
    """A mood check as the session file says it."""

    kind: Literal["mood_check"] = Field(description="Stimmungsbild per Handzeichen, immer anonym")
    question: Text = Field(description="Die Frage, etwa: Wie geht es Ihnen gerade?")
    scale: Literal["thumbs", "fingers"] = Field(
        default="thumbs", description="thumbs (Daumen: up, sideways, down) oder fingers (1 bis 5)"
    )
    labels: dict[SlugField, Text] = Field(
        default={}, description="Eigene Worte je Handzeichen; ohne Angabe die üblichen"
    )
    compare_with: SlugField | None = Field(
        default=None,
        description="id eines früheren Stimmungsbilds mit derselben Skala, zum Vergleich",
    )
    live: bool = Field(
        default=True,
        description="Ob die Hände schon wachsen, solange abgestimmt wird (in Schritten von zehn)",
    )

    @model_validator(mode="after")
    def _known_signals(self) -> Self:
        for signal in self.labels:
            if signal not in SIGNALS[self.scale]:
                raise PydanticCustomError(
                    "session.unknown_signal",
                    'The scale has no hand signal "{signal}", only {signals}',
                    {"signal": signal, "signals": ", ".join(SIGNALS[self.scale])},
                )
        return self


class ShowHand(StepCommand):
    """Give a hand signal, or another one instead."""

    type: Literal["mood_check.show_hand"] = "mood_check.show_hand"
    seat: int = Field(default=1, ge=1, le=8)
    signal: SlugField


COMMANDS: tuple[type[StepCommand], ...] = (ShowHand,)
EVENTS: tuple[type[StepEvent], ...] = ()


@dataclass(slots=True)
class MoodCheck:
    """The state of a mood check."""

    settings: Settings
    asked: Asked
    question: Question


def start(settings: Settings) -> MoodCheck:
    """A mood check before it is opened."""
    labels = {signal: _label(settings, signal) for signal in SIGNALS[settings.scale]}
    form: Literal["choice", "scale"] = "choice" if settings.scale == "thumbs" else "scale"
    asked = Asked(ITEM, settings.question, form, labels, at_least=1)
    return MoodCheck(settings, asked, Question(StepId(settings.id), PART, anonymous=True))


def parts(settings: Settings) -> Sequence[PartId]:
    """One: the cursor always stands on the mood."""
    return (PART,)


def prepare(state: object, command: object, context: Context) -> None:
    """Nothing here takes long."""


def decide(state: MoodCheck, command: object, actor: Actor, context: Context) -> Sequence[StepEvent] | Rejection:
    """Take a hand signal, or a wish about the life of the question."""
    if isinstance(command, ShowHand):
        return _show_hand(state, command, actor, context)
    if not isinstance(command, questions.Command):
        return Rejection("not_here")
    if command.part != PART:
        return Rejection("question.no_such_part")
    return steer(state.question, (state.asked,), command, actor, context)


def fold(state: MoodCheck, event: questions.Event, at: int) -> None:
    """Take a fact about the question in."""
    questions.fold(state.question, event, at)


def touched(state: MoodCheck, event: questions.Event) -> Touched:
    """Whose own view a fact may have changed."""
    return questions.touched(event)


def undo(state: MoodCheck, event: questions.Event) -> StepEvent | None:
    """What takes a steering act back."""
    return questions.undo(state.question, event)


def finalise(state: MoodCheck) -> Sequence[StepEvent]:
    """Only the counts remain."""
    return questions.finalise(state.question)


def view(state: MoodCheck, audience: Audience, look: Look) -> View | None:
    """The question, and what this audience may know of the answers."""
    if isinstance(audience, audiences.Self):
        return own_view(state.question, audience.person, look)
    settings = state.settings
    shown: View = {
        "question": settings.question,
        "scale": settings.scale,
        "signals": list(SIGNALS[settings.scale]),
        "labels": dict(settings.labels),
        **question_view(state.question, (state.asked,), audience, look, live=settings.live),
        **_moments(state.question),
    }
    earlier = _earlier(state, look)
    at_the_desk = isinstance(audience, audiences.Moderators)
    if earlier and (at_the_desk or ("shown" in shown and earlier.question.phase is Phase.REVEALED)):
        shown["compared"] = _compared(earlier)
    return shown


def room_of(state: MoodCheck, person: PersonId) -> int | None:
    """Nobody is in a group here."""
    return None


def late(state: MoodCheck, person: PersonId, context: Context) -> Sequence[StepEvent]:
    """Whoever arrives late simply answers."""
    return ()


def rooms(state: MoodCheck) -> Sequence[int]:
    """There are no groups here."""
    return ()


def planned_rooms(settings: Settings) -> int:
    """No groups are planned here."""
    return 0


def planned_server(settings: Settings) -> None:
    """None: nobody leaves the plenary."""


def document(state: MoodCheck, look: Look) -> Sequence[Block]:
    """The distribution, below that of the earlier check where there is one to compare with."""
    question = state.question
    if questions.untouched(question):
        return ()
    counts = questions.running(question)
    if counts is None:
        return not_counted_yet(question)
    earlier = _earlier(state, look)
    rounds = [_round(check) for check in (earlier, state) if check]
    asked = Authored(text=state.settings.question)
    moods = Moods(question=asked, sentence=_sentence(rounds), rounds=tuple(rounds))
    return (moods, *counted(question, counts))


def _show_hand(state: MoodCheck, command: ShowHand, actor: Actor, context: Context) -> Sequence[StepEvent] | Rejection:
    person = context.look.people.get(actor.person) if isinstance(actor, Participant) else None
    if person is None:
        return Rejection("not_allowed")
    if command.signal not in state.asked.labels:
        return Rejection("mood_check.unknown_signal")
    ballot = Ballot(chosen={ITEM: (OptionId(command.signal),)})
    return questions.cast(state.question, person.person, person.seats, command.seat, ballot, CommandId(command.id))


def _earlier(state: MoodCheck, look: Look) -> MoodCheck | None:
    """The check to compare with, where it has the same scale, is no longer open and was answered."""
    if state.settings.compare_with is None:
        return None
    earlier = look.states.get(StepId(state.settings.compare_with))
    if not isinstance(earlier, MoodCheck) or earlier.settings.scale != state.settings.scale:
        return None
    over = earlier.question.phase in (Phase.CLOSED, Phase.REVEALED)
    return earlier if over and questions.total(earlier.question).ballots else None


def _compared(earlier: MoodCheck) -> View:
    counts = questions.total(earlier.question)
    compared: View = {
        "step": earlier.settings.id,
        "title": earlier.settings.title,
        "counts": counts_view(counts, (earlier.asked,)),
    }
    moments = _moments(earlier.question)
    return compared | {key: at for key, at in moments.items() if key == "closed_at"}


def _moments(question: Question) -> View:
    here = question.now
    moments: View = {}
    if here.opened_at is not None and here.phase is not Phase.PREPARED:
        moments["opened_at"] = here.opened_at
    if here.closed_at is not None and here.phase in (Phase.CLOSED, Phase.REVEALED):
        moments["closed_at"] = here.closed_at
    return moments


def _label(settings: Settings, signal: OptionId) -> Words:
    if signal in settings.labels:
        return Authored(text=settings.labels[signal])
    match signal:
        case "up":
            return phrase("good")
        case "sideways":
            return phrase("so-so")
        case "down":
            return phrase("not good")
        case _:
            return nphrase("%(n)s finger", "%(n)s fingers", int(signal))


def _round(check: MoodCheck) -> MoodRound:
    counts = questions.running(check.question) or questions.total(check.question)
    people = check.asked.people(counts)
    return MoodRound(
        label=Authored(text=check.settings.title),
        at=check.question.now.opened_at,
        people=people,
        bars=bars(check.asked, counts, people),
        signals=SIGNALS[check.settings.scale],
    )


def _sentence(rounds: Sequence[MoodRound]) -> Phrase:
    now = rounds[-1]
    if not now.people:
        return phrase("Nobody answered.")
    if len(now.bars) == len(SIGNALS["fingers"]):
        return _in_fingers(rounds)
    if len(rounds) == 1:
        return nphrase(
            "%(count)s of %(n)s person (%(share)s) showed a thumb up.",
            "%(count)s of %(n)s people (%(share)s) showed a thumb up.",
            now.people,
            count=now.bars[0].count,
            share=now.bars[0].share,
        )
    return phrase(
        "At first %(before)s of %(before_of)s people showed a thumb up, later %(count)s of %(of)s (%(share)s).",
        before=rounds[0].bars[0].count,
        before_of=rounds[0].people,
        count=now.bars[0].count,
        of=now.people,
        share=now.bars[0].share,
    )


def _in_fingers(rounds: Sequence[MoodRound]) -> Phrase:
    averages = [_average(mood) for mood in rounds]
    if len(rounds) == 1:
        return nphrase(
            "The average is %(average)s of 5 fingers (%(n)s person).",
            "The average is %(average)s of 5 fingers (%(n)s people).",
            rounds[-1].people,
            average=averages[-1],
        )
    return phrase(
        "The average was %(before)s of 5 fingers at first and %(average)s later.",
        before=averages[0],
        average=averages[-1],
    )


def _average(mood: MoodRound) -> float:
    return sum(place * bar.count for place, bar in enumerate(mood.bars, 1)) / mood.people

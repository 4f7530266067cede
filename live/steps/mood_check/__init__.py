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

from collections.abc import Sequence
from typing import Literal

from pydantic import Field

from live.core import audience as audiences
from live.core import question as questions
from live.core.actor import Actor, Participant
from live.core.asked import steer
from live.core.audience import Audience
from live.core.ballot import Ballot
from live.core.command import OwnStepCommand, StepCommand, StepEvent
from live.core.context import Context, Look
from live.core.gathered import Gathered
from live.core.ids import CommandId, OptionId, PartId, PersonId, SlugField
from live.core.patch import View
from live.core.question import Phase, Question
from live.core.question_view import counts_view, own_view, question_view
from live.core.rejection import Rejection
from live.core.touched import Touched
from live.steps.mood_check.document import document
from live.steps.mood_check.printed import printed
from live.steps.mood_check.settings import ITEM, PART, SIGNALS, Settings
from live.steps.mood_check.state import MoodCheck, earlier_of, start

__all__ = [
    "COMMANDS",
    "EVENTS",
    "NAME",
    "Settings",
    "ShowHand",
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

NAME = "mood_check"


class ShowHand(OwnStepCommand):
    """Give a hand signal, or another one instead."""

    type: Literal["mood_check.show_hand"] = "mood_check.show_hand"
    seat: int = Field(default=1, ge=1, le=8)
    signal: SlugField


COMMANDS: tuple[type[StepCommand], ...] = (ShowHand,)
EVENTS: tuple[type[StepEvent], ...] = ()


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


def finalise(state: MoodCheck, look: Look) -> Sequence[StepEvent]:
    """Only the counts remain."""
    return questions.finalise(state.question, look)


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
    earlier = earlier_of(state, look)
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


def gathered(state: MoodCheck) -> Gathered:
    """The question with its answers."""
    return Gathered(questions=(state.question,))


def _show_hand(state: MoodCheck, command: ShowHand, actor: Actor, context: Context) -> Sequence[StepEvent] | Rejection:
    person = context.look.people.get(actor.person) if isinstance(actor, Participant) else None
    if person is None:
        return Rejection("not_allowed")
    if command.signal not in state.asked.labels:
        return Rejection("mood_check.unknown_signal")
    ballot = Ballot(chosen={ITEM: (OptionId(command.signal),)})
    return questions.cast(state.question, person, command.seat, ballot, CommandId(command.id))


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

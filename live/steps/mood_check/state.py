"""What a mood check remembers, and the earlier one with which it is compared."""

from dataclasses import dataclass
from typing import Literal

from live.core import question as questions
from live.core.asked import Asked
from live.core.context import Look
from live.core.document import Authored, Words, nphrase, phrase
from live.core.ids import OptionId, StepId
from live.core.question import Phase, Question
from live.steps.mood_check.settings import ITEM, PART, SIGNALS, Settings


@dataclass(slots=True)
class MoodCheck:
    """The state of a mood check."""

    settings: Settings
    asked: Asked
    question: Question


def start(settings: Settings) -> MoodCheck:
    """A mood check before it is opened."""
    return MoodCheck(settings, asked_by(settings), Question(StepId(settings.id), PART, anonymous=True))


def asked_by(settings: Settings) -> Asked:
    """What a mood check asks."""
    labels = {signal: _label(settings, signal) for signal in SIGNALS[settings.scale]}
    form: Literal["choice", "scale"] = "choice" if settings.scale == "thumbs" else "scale"
    return Asked(ITEM, settings.question, form, labels, at_least=1)


def earlier_of(state: MoodCheck, look: Look) -> MoodCheck | None:
    """The check to compare with, where it has the same scale, is no longer open and was answered."""
    if state.settings.compare_with is None:
        return None
    earlier = look.states.get(StepId(state.settings.compare_with))
    if not isinstance(earlier, MoodCheck) or earlier.settings.scale != state.settings.scale:
        return None
    over = earlier.question.phase in (Phase.CLOSED, Phase.REVEALED)
    return earlier if over and questions.total(earlier.question).ballots else None


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

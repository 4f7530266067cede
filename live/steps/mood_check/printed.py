"""A mood check on paper: the hand signals as boxes, each with its drawing."""

from live.core.document import Authored
from live.core.paper import BallotPaper, Box, Choice, Printed
from live.steps.mood_check.settings import Settings
from live.steps.mood_check.state import asked_by


def printed(settings: Settings) -> Printed:
    """One ballot. Fingers have no drawing: their words say how many."""
    labels = asked_by(settings).labels
    drawn = settings.scale == "thumbs"
    options = tuple(Box(label=label, sign=signal if drawn else "") for signal, label in labels.items())
    words = Authored(text=settings.question)
    return Printed(ballots=(BallotPaper(items=(Choice(words=words, options=options, at_least=1, at_most=1),)),))

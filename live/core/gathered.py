"""What a step has gathered, in numbers and in what the documentation says of all steps together.

Rule: a kind counts itself. Whoever sums up an evening asks every step alike and knows no kind.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from live.core.question import Question
from live.core.text import Text


@dataclass(frozen=True, slots=True)
class Gathered:
    """What there is after a step that was not there before."""

    groups: int = 0
    notes: Mapping[str, int] = field(default_factory=dict)
    """How many notes anybody may read, by the role of who wrote them: the first word of an `actor_key`."""
    authors: Mapping[str, int] = field(default_factory=dict)
    """The same notes by the `actor_key` of who wrote them."""
    ideas: int = 0
    """The most important ideas, of all groups."""
    questions: tuple[Question, ...] = ()
    next_steps: tuple[Text, ...] = ()
    """What the step says about what happens next."""


NOTHING = Gathered()

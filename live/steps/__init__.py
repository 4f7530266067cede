"""The kinds of step. `KINDS` is the only registry: whatever lists kinds, lists these.

Rule: pure, and no kind knows another. A kind is a module, or a package of the same face.
"""

from live.core.kind import StepKind
from live.steps import breakout, evaluation, mood_check, poll, talk

KINDS: tuple[StepKind, ...] = (talk, mood_check, poll, breakout, evaluation)

"""The chapters of the steps, and those that sum up what several steps have gathered.

Rule: every step is asked once for what it has to say and once for what it has gathered; all else is made from that.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from live.core.document import Authored, Block, Chapter, Note, phrase
from live.core.gathered import Gathered
from live.core.ids import StepId
from live.dialogue.document.times import joined, span
from live.dialogue.session import NextStep, Session
from live.dialogue.state import State, StepRun, look


@dataclass(frozen=True, slots=True)
class Told:
    """A step with a chapter: what it says and what it has gathered."""

    step: StepId
    run: StepRun
    blocks: tuple[Block, ...]
    gathered: Gathered

    @property
    def title(self) -> Authored:
        """What the step is called."""
        return Authored(text=self.run.settings.title, key=f"{self.step}/title")


def tell(state: State, gathered: Mapping[StepId, Gathered]) -> list[Told]:
    """Steps with a chapter: first what was visited, in that order, then what has something to say all the same."""
    around = look(state, frozenset())
    runs = state.steps
    visited = sorted((run.visits[0][0], number, step) for number, (step, run) in enumerate(runs.items()) if run.visits)
    unvisited = [step for step in state.order if not runs[step].visits]
    told = []
    for step in (*(step for _, _, step in visited), *unvisited):
        run = runs[step]
        blocks = tuple(run.kind.document(run.state, around))
        if run.visits or blocks != tuple(run.kind.document(run.kind.start(run.settings), around)):
            told.append(Told(step, run, blocks, gathered[step]))
    return told


def chapter_of(state: State, told: Told) -> Chapter:
    """The chapter of a step, with the times at which the room was there."""
    return Chapter(
        id=f"step-{told.step}",
        number=state.order.index(told.step) + 1 if told.step in state.order else None,
        title=told.title,
        margin=tuple(span(since, until) for since, until in joined(told.run.visits)),
        blocks=told.blocks or (Note(words=phrase("Nothing was written down here.")),),
    )


def next_steps(plan: Session, told: Sequence[Told]) -> Sequence[NextStep]:
    """What the session file says about what happens next; where it does not, what the steps say."""
    return plan.next_steps or [NextStep(text=text) for step in told for text in step.gathered.next_steps]

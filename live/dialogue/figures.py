"""What one evening was in figures, so that evenings can be compared: attendance, times, what was written, how it was.

Rule: numbers about all, never about one. How people felt and what they thought of the evening is told once the evening
has ended, when its anonymous questions are closed for good.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from live.core import question as questions
from live.core.gathered import Gathered
from live.core.text import Text
from live.dialogue.editing.edited import edited_text
from live.dialogue.state import State, StepRun
from live.steps import evaluation
from live.steps.mood_check.state import MoodCheck

UP = 0
"""The place of the thumb up among the hand signals."""


@dataclass(frozen=True, slots=True)
class Mood:
    """One mood check: how many showed each hand signal, in the order of the scale."""

    title: Text
    scale: Literal["thumbs", "fingers"]
    counts: tuple[int, ...]

    @property
    def people(self) -> int:
        """How many showed a hand."""
        return sum(self.counts)

    @property
    def share_up(self) -> float | None:
        """Of thumbs: the part of the people (0 to 1) who showed one up; None of fingers and of nobody."""
        return self.counts[UP] / self.people if self.scale == "thumbs" and self.people else None

    @property
    def fingers(self) -> float | None:
        """Of fingers: the average from 1 to 5; None of thumbs and of nobody."""
        if self.scale == "thumbs" or not self.people:
            return None
        return sum(place * count for place, count in enumerate(self.counts, 1)) / self.people


@dataclass(frozen=True, slots=True)
class Rating:
    """A statement of the closing questionnaire: its average on the scale from 1 to `best`, and of how many people."""

    item: str
    statement: Text
    average: float
    people: int
    best: int


@dataclass(frozen=True, slots=True)
class Figures:
    """An evening in figures. Moments are ms since 1970 UTC, to be shown in `zone`."""

    title: Text
    city: str
    language: str
    zone: str
    phase: Literal["waiting", "running", "ended"]
    planned: tuple[int, int]
    took_place: tuple[int, int | None] | None
    people: int
    """In the app or on the phone: everybody who joined."""
    sources: Mapping[str, int]
    """The same people by where they took part."""
    counted: int
    """The most people who were counted by hand for one question, as hands on camera or papers."""
    devices: int
    groups: int
    notes: int
    ideas: int
    moods: tuple[Mood, ...]
    ratings: tuple[Rating, ...]

    @property
    def before(self) -> Mood | None:
        """The first of several mood checks with one scale; None where there is nothing to compare."""
        last = self.after
        earlier = [mood for mood in self.moods[:-1] if last is not None and mood.scale == last.scale]
        return earlier[0] if earlier else None

    @property
    def after(self) -> Mood | None:
        """The last mood check."""
        return self.moods[-1] if self.moods else None

    @property
    def answered(self) -> int:
        """How many people answered the statement that was answered most."""
        return max((rating.people for rating in self.ratings), default=0)


def figures(state: State) -> Figures:
    """The figures of a dialogue as it stands. Raises `LookupError` before its creation."""
    plan, ended = state.plan, state.phase == "ended"
    people = list(state.people.values())
    sources = Counter[str]()
    for person in people:
        sources[person.source] += person.seats
    gathered = [run.kind.gathered(run.state) for run in state.steps.values()]
    return Figures(
        title=edited_text(plan.title, "title", state.editing),
        city=plan.city,
        language=plan.default_language,
        zone=plan.time_zone,
        phase=state.phase,
        planned=(plan.starts_at(), plan.ends_at()),
        took_place=None if state.started_at is None else (state.started_at, state.ended_at),
        people=sum(sources.values()),
        sources=dict(sources),
        counted=max(map(_by_hand, gathered), default=0),
        devices=sum(person.source == "app" for person in people),
        groups=max((step.groups for step in gathered), default=0),
        notes=sum(sum(step.notes.values()) for step in gathered),
        ideas=sum(step.ideas for step in gathered),
        moods=tuple(_moods(_in_order(state))) if ended else (),
        ratings=tuple(_ratings(_in_order(state))) if ended else (),
    )


def _in_order(state: State) -> Sequence[StepRun]:
    """The steps that the room visited, as it came to them."""
    visited = [(run.visits[0][0], number, run) for number, run in enumerate(state.steps.values()) if run.visits]
    return [run for _, _, run in sorted(visited, key=lambda visit: visit[:2])]


def _by_hand(gathered: Gathered) -> int:
    """The most people who were counted by hand for one question of a step."""
    entered = (asked.now.entered.values() for asked in gathered.questions)
    return max((sum(entry.counts.ballots for entry in entries) for entries in entered), default=0)


def _moods(runs: Sequence[StepRun]) -> Iterator[Mood]:
    for run in runs:
        check = run.state
        if isinstance(check, MoodCheck):
            chosen = questions.total(check.question).chosen.get(check.asked.item, {})
            mood = Mood(
                check.settings.title,
                check.settings.scale,
                tuple(chosen.get(signal, 0) for signal in check.asked.labels),
            )
            if mood.people:
                yield mood


def _ratings(runs: Sequence[StepRun]) -> Iterator[Rating]:
    for run in runs:
        if not isinstance(run.state, evaluation.Evaluation):
            continue
        counts = questions.total(run.state.question)
        for item, asked in run.state.items.items():
            average = asked.average(counts)
            if average is not None:
                yield Rating(item, asked.words, average, asked.people(counts), len(asked.labels))

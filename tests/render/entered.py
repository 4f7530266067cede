"""What people entered on an evening, told from its log and state and never from the tree of the documentation."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from live.core.ids import StepId
from live.core.question import BallotCast, BallotSealed, Question
from live.core.text import in_language
from live.steps.breakout.state import Board, Note
from tests.evening import Evening

MOOD = ("up", "sideways", "down")
MARKS = re.compile(r"\s+//\s+|,,|[„“”\"«»‚‘’'‹›\s\u200e\u200f\u2066-\u2069]")
CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")


def bare(text: str) -> str:
    """A text without what a form may change: space, quotation marks, marks of direction, strokes between sentences."""
    return MARKS.sub("", CONTROL.sub("", text))


@dataclass
class Entered:
    """Everything that was entered, as it has to stand in a form of one language."""

    language: str
    texts: list[str] = field(default_factory=list)
    """Cards, other views, focus ideas and answers in own words, in the order of the evening."""
    ideas: list[list[str]] = field(default_factory=list)
    """The focus ideas of each group that has any: a form may point to them a second time, in one place."""
    quintessences: list[str] = field(default_factory=list)
    counts: list[tuple[str, int]] = field(default_factory=list)
    """Options with how many people chose them, question after question; of moods the hand signals."""
    plan: list[str] = field(default_factory=list)
    """What the session file says and the documentation repeats."""


def entered(played: Evening, language: str) -> Entered:
    """Everything that was entered, but for what was hidden again."""
    whole = Entered(language)
    _plan(whole, played)
    for step in played.state.order:
        run = played.state.steps[step]
        kind = getattr(run.settings, "kind", "")
        {"talk": _talk, "mood_check": _mood, "poll": _poll, "breakout": _groups, "evaluation": _evaluation}[kind](
            whole, played, step
        )
    return whole


def _plan(whole: Entered, played: Evening) -> None:
    plan = played.state.plan
    whole.plan += [plan.city, *plan.organisers, *plan.credits]
    whole.plan += (
        [line for line in (plan.contact.name, plan.contact.mail, plan.contact.phone) if line] if plan.contact else []
    )
    for text in (plan.title, plan.subtitle, plan.place, plan.why, plan.thanks, *plan.guiding_questions):
        whole.plan += [in_language(text, whole.language, plan.default_language)[0]] if text else []


def _said(whole: Entered, text: dict[str, str]) -> str:
    return in_language(text, whole.language, "de")[0]


def _talk(whole: Entered, played: Evening, step: StepId) -> None:
    settings = _settings(played, step)
    whole.plan += [settings.speaker] if settings.speaker else []
    for text in (settings.title, settings.speaker_role, *settings.text, settings.question):
        whole.plan += [_said(whole, text)] if text else []


def _mood(whole: Entered, played: Evening, step: StepId) -> None:
    """The counts of a mood check, after those of the one that it is compared with."""
    settings = _settings(played, step)
    whole.plan += [_said(whole, settings.question)]
    for one in (settings.compare_with, step):
        if one:
            votes = _votes(played, played.state.steps[StepId(one)].state.question)
            whole.counts += [(signal, votes[signal]) for signal in MOOD]


def _poll(whole: Entered, played: Evening, step: StepId) -> None:
    for asked in _settings(played, step).questions:
        whole.plan += [_said(whole, asked.question)]
        votes = _votes(played, played.state.steps[step].state.parts[asked.id].question)
        whole.counts += [(_said(whole, option.text), votes[option.id]) for option in asked.options]


def _evaluation(whole: Entered, played: Evening, step: StepId) -> None:
    settings = _settings(played, step)
    whole.plan += [_said(whole, text) for text in settings.next_steps]
    question = played.state.steps[step].state.question
    for item in settings.items:
        whole.plan += [_said(whole, item.statement)]
        if item.form == "text":
            whole.texts += sorted(_answers(played, question, item.id))
            continue
        votes = _votes(played, question, item.id)
        if item.form == "choice":
            whole.counts += [(_said(whole, option.text), votes[option.id]) for option in item.options]
        else:
            ends = {"1": item.low, "5": item.high}
            labels = {number: ends.get(number) for number in "12345"}
            whole.counts += [(f"{n} ({_said(whole, end)})" if end else n, votes[n]) for n, end in labels.items()]


def _groups(whole: Entered, played: Evening, step: StepId) -> None:
    settings = _settings(played, step)
    state = played.state.steps[step].state
    whole.plan += [*settings.room_names, *(_said(whole, prompt) for prompt in settings.prompts)]
    for room in sorted(state.boards):
        board = state.boards[room]
        for column in [column.id for column in settings.columns] or [None]:
            whole.texts += [note.text for note in _cards(board, column)]
        written = board.quintessence
        if written is not None:
            whole.quintessences.append(written.text)
            whole.texts += [written.dissent] if written.dissent else []
        ideas = [idea.text for idea in board.ideas.values() if not idea.removed]
        whole.texts += ideas
        whole.ideas += [ideas] if ideas else []


def _cards(board: Board, column: str | None) -> Iterator[Note]:
    """Every card that is not hidden, each right after the one under which it is found."""
    written = [board.notes[id_] for top in board.order for id_ in (top, *board.notes[top].subpoints)]
    shown = {note.note: note for note in written if not note.hidden}

    def over(note: Note) -> object:
        return next((id_ for id_ in (note.below, note.into) if id_ in shown), None)

    def found(note: Note) -> Iterator[Note]:
        yield note
        for other in shown.values():
            if over(other) == note.note:
                yield from found(other)

    for note in shown.values():
        if over(note) is None and note.column == column:
            yield from found(note)


def _ballots(played: Evening, question: Question) -> list[BallotCast | BallotSealed]:
    """The last answer of everybody in the last round, read from the log."""
    where = (question.step, question.part, question.number)
    last: dict[str, BallotCast | BallotSealed] = {}
    for record, _ in played.records:
        for event in record.events:
            if isinstance(event, BallotCast | BallotSealed) and (event.step, event.part, event.round) == where:
                last[event.voter] = event
    return list(last.values())


def _votes(played: Evening, question: Question, item: str | None = None) -> Counter[str]:
    """How often each option was chosen, in the app and otherwise."""
    votes: Counter[str] = Counter()
    for cast in _ballots(played, question):
        for asked, chosen in cast.ballot.chosen.items():
            votes.update(chosen if item in (None, asked) else ())
    for entry in question.now.entered.values():
        for asked, counts in entry.counts.chosen.items():
            votes.update(counts if item in (None, asked) else {})
    return votes


def _answers(played: Evening, question: Question, item: str) -> list[str]:
    return [text for cast in _ballots(played, question) for asked, text in cast.ballot.texts.items() if asked == item]


def _settings(played: Evening, step: StepId) -> Any:  # noqa: ANN401 - settings differ by kind
    return played.state.steps[step].settings

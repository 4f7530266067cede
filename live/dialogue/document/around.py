"""The chapters around the steps: the evening at a glance, why it was held, its agenda; what happens next, thanks."""

import datetime as dt
from collections.abc import Iterator, Sequence

from live.core.document import (
    Authored,
    Block,
    Chapter,
    Entry,
    Fact,
    Facts,
    Heading,
    Listing,
    Moment,
    Paragraph,
    Table,
    Typed,
    Words,
    nphrase,
    phrase,
)
from live.core.ids import StepId
from live.dialogue.document.attendance import Attendance
from live.dialogue.document.times import MINUTE, joined, span, spent
from live.dialogue.document.told import Told
from live.dialogue.session import NextStep, Session
from live.dialogue.state import State, StepRun


def glance(state: State, told: Sequence[Told], attendance: Attendance) -> Chapter:
    """The numbers and the occasion."""
    facts = (*attendance.total(), *_gathered(told), *_occasion(state), *attendance.sources())
    return Chapter(id="glance", title=phrase("At a glance"), blocks=(Facts(facts=facts),))


def why(plan: Session) -> Chapter:
    """Why the evening was held, and its guiding questions."""
    blocks: list[Block] = [Paragraph(words=Authored(text=plan.why))] if plan.why else []
    if plan.guiding_questions:
        entries = tuple(Entry(words=Authored(text=question)) for question in plan.guiding_questions)
        blocks += [Heading(words=phrase("Guiding questions")), Listing(entries=entries)]
    return Chapter(id="why", title=phrase("Why this dialogue"), blocks=tuple(blocks))


def agenda(state: State) -> Chapter:
    """What was planned for when, and when it took place."""
    begun = state.phase != "waiting"
    head = (phrase("Agenda point"), phrase("Planned"), *([phrase("Took place")] if begun else []))
    planned = _planned(state.plan)
    rows = []
    for step in state.order:
        run = state.steps[step]
        title = Authored(text=run.settings.title, key=f"{step}/title")
        row: tuple[tuple[Words, ...], ...] = ((title,), (planned.get(step, phrase("added")),))
        rows.append((*row, _actual(state, run)) if begun else row)
    return Chapter(id="agenda", title=phrase("Agenda"), blocks=(Table(head=head, rows=tuple(rows), numbered=True),))


def next_steps_chapter(steps: Sequence[NextStep]) -> Chapter:
    """What happens with the results, as a table; without blocks where there is nothing to say.

    Columns that nobody has filled in are left out.
    """
    office, by = any(step.office for step in steps), any(step.by for step in steps)
    head = (
        phrase("Step"),
        *([phrase("Responsible")] if office else []),
        *([phrase("By when")] if by else []),
    )
    rows = tuple(
        (
            (Authored(text=step.text),),
            *([_line(step.office)] if office else []),
            *([_by(step.by)] if by else []),
        )
        for step in steps
    )
    blocks = (Table(head=head, rows=rows, numbered=True),) if rows else ()
    return Chapter(id="next-steps", title=phrase("What happens next"), blocks=blocks)


def thanks(plan: Session) -> Chapter:
    """The city's thanks."""
    blocks = (Paragraph(words=Authored(text=plan.thanks)),) if plan.thanks else ()
    return Chapter(id="thanks", title=phrase("Thanks"), blocks=blocks)


def contact(plan: Session) -> Chapter:
    """Whom to ask, and who helped."""
    whom, blocks = plan.contact, list[Block]()
    if whom:
        labels = (phrase("Name"), phrase("E-mail"), phrase("Telephone"), phrase("Website"))
        lines = zip(labels, (whom.name, whom.mail, whom.phone, whom.web), strict=True)
        blocks.append(Facts(facts=tuple(Fact(label=label, value=Typed(text=line)) for label, line in lines if line)))
    if plan.credits:
        entries = tuple(Entry(words=Typed(text=line)) for line in plan.credits)
        blocks += [Heading(words=phrase("Contributors")), Listing(entries=entries)]
    return Chapter(id="contact", title=phrase("Contact"), blocks=tuple(blocks))


def _gathered(told: Sequence[Told]) -> Iterator[Fact]:
    """Groups, notes and ideas of all steps."""
    groups = sorted({step.gathered.groups for step in told} - {0})
    notes = sum(sum(step.gathered.notes.values()) for step in told)
    if notes > 1 and len(groups) == 1:  # of the two numbers the words can follow only one
        label = nphrase("group wrote %(notes)s notes", "groups wrote %(notes)s notes", groups[0], notes=notes)
        yield Fact(label=label, value=phrase("%(number)s", number=groups[0]), big=True)
    elif notes:
        label = nphrase("note was written in the groups", "notes were written in the groups", notes)
        yield Fact(label=label, value=phrase("%(number)s", number=notes), big=True)
    ideas = sum(step.gathered.ideas for step in told)
    if ideas:
        label = nphrase("focus idea for the city", "focus ideas for the city", ideas)
        yield Fact(label=label, value=phrase("%(number)s", number=ideas), big=True)
    if len(groups) > 1:
        least, most = groups[0], groups[-1]
        yield Fact(label=phrase("Groups"), value=phrase("%(least)s to %(most)s in a phase", least=least, most=most))
    elif groups and notes <= 1:
        yield Fact(label=phrase("Groups"), value=phrase("%(number)s", number=groups[0]))


def _occasion(state: State) -> Iterator[Fact]:
    plan = state.plan
    yield Fact(label=phrase("Date"), value=phrase("%(day)s", day=Moment(at=plan.starts_at(), shown="day")))
    yield Fact(label=phrase("Planned"), value=span(plan.starts_at(), plan.ends_at()))
    if state.started_at is not None:
        yield Fact(label=phrase("Took place"), value=span(state.started_at, state.ended_at))
    if plan.place:
        yield Fact(label=phrase("Place"), value=Authored(text=plan.place))
    if plan.organisers:
        yield Fact(label=phrase("Organised by"), value=Typed(text=", ".join(plan.organisers)))


def _planned(plan: Session) -> dict[StepId, Words]:
    """When each step of the session file was to begin, and for how long."""
    at, planned = plan.starts_at(), dict[StepId, Words]()
    for step in plan.agenda:
        begin = Moment(at=at)
        planned[StepId(step.id)] = phrase("%(at)s, %(minutes)s min", at=begin, minutes=step.minutes)
        at += step.minutes * MINUTE
    return planned


def _actual(state: State, run: StepRun) -> tuple[Words, ...]:
    if run.visits:
        return tuple(spent(since, until) for since, until in joined(run.visits))
    if run.skipped:
        return (phrase("left out"),)
    return (phrase("did not take place"),) if state.phase == "ended" else (phrase("still to come"),)


def _line(words: str) -> tuple[Words, ...]:
    return (Typed(text=words),) if words else ()


def _by(words: str) -> tuple[Words, ...]:
    """A day in the calendar is written in the reader's way, everything else as it is."""
    try:
        day = dt.datetime.strptime(words, "%Y-%m-%d").replace(hour=12, tzinfo=dt.UTC)
    except ValueError:
        return _line(words)
    # Noon in Greenwich is the same day everywhere where people are awake to read it.
    return (phrase("%(day)s", day=Moment(at=int(day.timestamp()) * 1000, shown="day")),)

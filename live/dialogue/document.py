"""The documentation of a dialogue as a tree, at any minute: what was planned, what has happened, how it was counted.

Rule: chapters stand in the order of the evening and every number is generated. Only what happened is told: a step that
the room never visited appears where its kind has something to say that it did not know at the start.
"""

from collections.abc import Iterator, Sequence
from typing import Literal

from live.core.document import (
    Authored,
    Block,
    Chapter,
    Columns,
    Document,
    Entry,
    Fact,
    Facts,
    Heading,
    Listing,
    Moment,
    Note,
    Paragraph,
    Phrase,
    Quotes,
    Table,
    Typed,
    Words,
    nphrase,
    phrase,
)
from live.core.ids import StepId
from live.dialogue.session import Session
from live.dialogue.state import State, StepRun, look

PRODUCT = "Live Dialogue"
"""Named in the note on method and nowhere else: the document is the city's."""
MINUTE = 60_000


def document(state: State, now: int) -> Document:
    """The documentation as it stands at `now`, in ms since 1970 UTC. Raises `LookupError` before the creation."""
    plan = state.plan
    chapters = (
        _glance(state),
        _why(plan),
        _agenda(state),
        *(_step(state, step) for step in _told(state)),
        _thanks(plan),
        _contact(plan),
        _method(state, now),
    )
    return Document(
        title=Authored(text=plan.title),
        subtitle=Authored(text=plan.subtitle) if plan.subtitle else None,
        city=plan.city,
        organisers=plan.organisers,
        language=plan.default_language,
        languages=plan.languages,
        zone=plan.time_zone,
        accent=plan.accent,
        logo=f"data:{plan.logo_data.mime};base64,{plan.logo_data.base64}" if plan.logo_data else "",
        starts_at=plan.starts_at(),
        state=_stage(state),
        as_of=now,
        people=_people(state),
        chapters=tuple(chapter for chapter in chapters if chapter.blocks),
    )


def _stage(state: State) -> Literal["before", "running", "ended"]:
    return "before" if state.phase == "waiting" else state.phase


def _people(state: State) -> int:
    return sum(person.seats for person in state.people.values())


def _same(words: str) -> Typed:
    """A name or line that is the same in every language, and in none of them."""
    return Typed(text=words)


def _glance(state: State) -> Chapter:
    return Chapter(
        id="glance", title=phrase("At a glance"), blocks=(Facts(facts=(*_numbers(state), *_occasion(state))),)
    )


def _numbers(state: State) -> Iterator[Fact]:
    people = _people(state)
    if people:
        label = _took_part(people, sum(p.seats for p in state.people.values() if p.source == "phone"))
        yield Fact(label=label, value=phrase("%(number)s", number=people), big=True)
    phases = [_blocks(state, step) for step in _told(state) if _rooms(state, step)]
    notes = sum(_count_notes(blocks) for blocks in phases)
    groups = {len(_rooms(state, step)) for step in _told(state)} - {0}
    if notes and len(groups) == 1:
        number = groups.pop()
        label = nphrase("group wrote %(notes)s notes", "groups wrote %(notes)s notes", number, notes=notes)
        yield Fact(label=label, value=phrase("%(number)s", number=number), big=True)
    elif notes:
        label = nphrase("note was written in the groups", "notes were written in the groups", notes)
        yield Fact(label=label, value=phrase("%(number)s", number=notes), big=True)
    ideas = sum(_count_ideas(blocks) for blocks in phases)
    if ideas:
        label = nphrase("focus idea for the city", "focus ideas for the city", ideas)
        yield Fact(label=label, value=phrase("%(number)s", number=ideas), big=True)


def _took_part(people: int, phone: int) -> Phrase:
    if not phone:
        return nphrase("person took part", "people took part", people)
    return nphrase(
        "person took part, %(phone)s of them on the phone",
        "people took part, %(phone)s of them on the phone",
        people,
        phone=phone,
    )


def _occasion(state: State) -> Iterator[Fact]:
    plan = state.plan
    yield Fact(label=phrase("Date"), value=phrase("%(day)s", day=Moment(at=plan.starts_at(), shown="day")))
    yield Fact(label=phrase("Planned"), value=_span(plan.starts_at(), plan.ends_at()))
    if state.started_at is not None:
        yield Fact(label=phrase("Took place"), value=_span(state.started_at, state.ended_at))
    if plan.place:
        yield Fact(label=phrase("Place"), value=Authored(text=plan.place))
    if plan.organisers:
        yield Fact(label=phrase("Organised by"), value=_same(", ".join(plan.organisers)))


def _why(plan: Session) -> Chapter:
    blocks: list[Block] = [Paragraph(words=Authored(text=plan.why))] if plan.why else []
    if plan.guiding_questions:
        entries = tuple(Entry(words=Authored(text=question)) for question in plan.guiding_questions)
        blocks += [Heading(words=phrase("Guiding questions")), Listing(entries=entries)]
    return Chapter(id="why", title=phrase("Why this dialogue"), blocks=tuple(blocks))


def _agenda(state: State) -> Chapter:
    begun = state.phase != "waiting"
    head = (phrase("Agenda point"), phrase("Planned"), *([phrase("Took place")] if begun else []))
    planned = _planned(state.plan)
    rows = []
    for step in state.order:
        run = state.steps[step]
        row = ((Authored(text=run.settings.title),), (planned.get(step, phrase("added")),))
        rows.append((*row, _actual(state, run)) if begun else row)
    return Chapter(id="agenda", title=phrase("Agenda"), blocks=(Table(head=head, rows=tuple(rows), numbered=True),))


def _planned(plan: Session) -> dict[str, Words]:
    """When each step of the session file was to begin, and for how long."""
    at, planned = plan.starts_at(), dict[str, Words]()
    for step in plan.agenda:
        begin = Moment(at=at)
        planned[step.id] = phrase("%(at)s, %(minutes)s min", at=begin, minutes=step.minutes)
        at += step.minutes * MINUTE
    return planned


def _actual(state: State, run: StepRun) -> tuple[Words, ...]:
    if run.visits:
        return tuple(_spent(since, until) for since, until in _joined(run.visits))
    if run.skipped:
        return (phrase("left out"),)
    return (phrase("did not take place"),) if state.phase == "ended" else (phrase("still to come"),)


def _joined(visits: Sequence[tuple[int, int | None]]) -> list[tuple[int, int | None]]:
    """Visits without the moments in between in which the room was led elsewhere by mistake."""
    joined: list[tuple[int, int | None]] = []
    for since, until in visits:
        last = joined[-1][1] if joined else None
        if last is not None and since - last < MINUTE:
            joined[-1] = (joined[-1][0], until)
        else:
            joined.append((since, until))
    return joined


def _spent(since: int, until: int | None) -> Words:
    if until is None:
        return phrase("since %(since)s", since=Moment(at=since))
    minutes = round((until - since) / MINUTE)
    times = {"since": Moment(at=since), "until": Moment(at=until)}
    return phrase("%(since)s to %(until)s, %(minutes)s min", minutes=minutes, **times)


def _span(since: int, until: int | None) -> Words:
    if until is None:
        return phrase("since %(since)s", since=Moment(at=since))
    return phrase("%(since)s to %(until)s", since=Moment(at=since), until=Moment(at=until))


def _told(state: State) -> list[StepId]:
    """Steps with a chapter: first what was visited, in that order, then what has something to say all the same."""
    visited = sorted(
        (run.visits[0][0], number, step) for number, (step, run) in enumerate(state.steps.items()) if run.visits
    )
    unvisited = [step for step in state.order if not state.steps[step].visits and _touched(state, step)]
    return [*(step for _, _, step in visited), *unvisited]


def _touched(state: State, step: StepId) -> bool:
    """Whether the documentation of a step says more than its settings do."""
    run = state.steps[step]
    around = look(state, frozenset())
    return run.kind.document(run.state, around) != run.kind.document(run.kind.start(run.settings), around)


def _rooms(state: State, step: StepId) -> Sequence[int]:
    run = state.steps[step]
    return run.kind.rooms(run.state)


def _blocks(state: State, step: StepId) -> tuple[Block, ...]:
    run = state.steps[step]
    return tuple(run.kind.document(run.state, look(state, frozenset())))


def _step(state: State, step: StepId) -> Chapter:
    run = state.steps[step]
    margin = tuple(_span(since, until) for since, until in _joined(run.visits))
    return Chapter(
        id=f"step-{step}",
        number=state.order.index(step) + 1 if step in state.order else None,
        title=Authored(text=run.settings.title),
        margin=margin,
        blocks=_blocks(state, step) or (Note(words=phrase("Nothing was written down here.")),),
    )


def _count_notes(blocks: Sequence[Block]) -> int:
    """What was noted in groups, sub-points included; numbered lists are what a group made of it."""
    entries: list[Entry] = []
    for block in blocks:
        match block:
            case Quotes() | Listing(numbered=False):
                entries.extend(block.entries)
            case Columns(columns=columns):
                entries.extend(entry for column in columns for entry in column.entries)
            case _:
                pass
    return sum(1 + len(entry.below) for entry in entries)


def _count_ideas(blocks: Sequence[Block]) -> int:
    return sum(len(block.entries) for block in blocks if isinstance(block, Listing) and block.numbered)


def _thanks(plan: Session) -> Chapter:
    blocks = (Paragraph(words=Authored(text=plan.thanks)),) if plan.thanks else ()
    return Chapter(id="thanks", title=phrase("Thanks"), blocks=blocks)


def _contact(plan: Session) -> Chapter:
    contact, blocks = plan.contact, list[Block]()
    if contact:
        labels = (phrase("Name"), phrase("E-mail"), phrase("Telephone"), phrase("Website"))
        lines = zip(labels, (contact.name, contact.mail, contact.phone, contact.web), strict=True)
        blocks.append(Facts(facts=tuple(Fact(label=label, value=_same(line)) for label, line in lines if line)))
    if plan.credits:
        entries = tuple(Entry(words=_same(line)) for line in plan.credits)
        blocks += [Heading(words=phrase("Contributors")), Listing(entries=entries)]
    return Chapter(id="contact", title=phrase("Contact"), blocks=tuple(blocks))


def _method(state: State, now: int) -> Chapter:
    notes: list[Words] = []
    if state.people:
        notes.append(_devices(_people(state), len(state.people)))
    if state.phase != "waiting":
        notes += [
            phrase("Shares are of the people who answered a question, not of all who took part."),
            phrase(
                "Answers to anonymous questions are kept apart from the record, without order or time. When a question "
                "is closed for good they become counts, and who chose what can no longer be found out."
            ),
            phrase("Numbers that were counted on camera, on the phone or on paper were entered by the moderation."),
            phrase("What people wrote stands as they typed it. Notes that were taken off a board are left out."),
        ]
    notes.append(
        phrase(
            "Generated by %(product)s from the record of the evening, as of %(day)s, %(at)s.",
            product=PRODUCT,
            day=Moment(at=now, shown="day"),
            at=Moment(at=now),
        )
    )
    return Chapter(id="method", title=phrase("How this was made"), blocks=tuple(Note(words=words) for words in notes))


def _devices(people: int, devices: int) -> Phrase:
    if people == devices:
        return nphrase("%(n)s person took part on a device each.", "%(n)s people took part on a device each.", people)
    return nphrase(
        "People are counted, not devices: %(n)s person took part on %(devices)s devices.",
        "People are counted, not devices: %(n)s people took part on %(devices)s devices.",
        people,
        devices=devices,
    )

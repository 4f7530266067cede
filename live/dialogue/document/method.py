"""How the documentation was made: who entered what, what counts as what, under which licence the texts may be used.

Rule: of people who entered something the role is told and never the name.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping

from live.core.document import Chapter, Moment, Note, Words, nphrase, phrase
from live.core.gathered import Gathered
from live.core.question import Entry, Source
from live.dialogue.document.attendance import Attendance
from live.dialogue.state import State

PRODUCT = "Live Dialogue"
"""Named in the note on method and nowhere else: the document is the city's."""
LICENCES: Mapping[str, str] = {
    "CC0 1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "CC BY 4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC BY-SA 4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
    "CC BY-NC 4.0": "https://creativecommons.org/licenses/by-nc/4.0/",
    "CC BY-NC-SA 4.0": "https://creativecommons.org/licenses/by-nc-sa/4.0/",
    "CC BY-ND 4.0": "https://creativecommons.org/licenses/by-nd/4.0/",
    "dl-de/by-2-0": "https://www.govdata.de/dl-de/by-2-0",
    "dl-de/zero-2-0": "https://www.govdata.de/dl-de/zero-2-0",
}
"""Licences that a session file can name, and where they are written down."""


def method(state: State, attendance: Attendance, gathered: Collection[Gathered], now: int) -> Chapter:
    """The chapter on method."""
    words = [*_people(state, attendance)]
    if state.phase != "waiting":
        words += [*_counts(), *_entered(gathered), *_notes(state, gathered)]
    words += [*_licence(state), _generated(now)]
    return Chapter(id="method", title=phrase("How this was made"), blocks=tuple(Note(words=said) for said in words))


def _people(state: State, attendance: Attendance) -> Iterator[Words]:
    if attendance.people:
        yield phrase("People are counted, not devices.")
    entered = sum(person.seats for person in state.people.values() if person.source == "phone")
    if entered:
        yield nphrase(
            "%(n)s person on the phone was entered by the moderation at the desk.",
            "%(n)s people on the phone were entered by the moderation at the desk.",
            entered,
        )
    if attendance.counted:
        yield phrase(
            "People who were only counted on camera or on paper are among those who took part with the highest such "
            "number in one question."
        )


def _counts() -> Iterator[Words]:
    yield phrase("Shares are of the people who answered a question, not of all who took part.")
    yield phrase(
        "Answers to anonymous questions are kept apart from the record, without order or time. When a question "
        "is closed for good they become counts, and who chose what can no longer be found out."
    )


def _entered(gathered: Collection[Gathered]) -> Iterator[Words]:
    """What was not answered in the app: who entered it, and how often."""
    entries: list[tuple[Source, Entry]] = []
    for question in (question for step in gathered for question in step.questions):
        entries += (entered for asked in question.rounds.values() for entered in asked.entered.items())
    if entries:
        by = Counter(source for source, _ in entries)
        yield nphrase(
            "Counts were entered once by the moderation at the desk: camera %(camera)s, phone %(phone)s, paper "
            "%(paper)s.",
            "Counts were entered %(n)s times by the moderation at the desk: camera %(camera)s, phone %(phone)s, paper "
            "%(paper)s.",
            len(entries),
            camera=by["camera"],
            phone=by["phone"],
            paper=by["paper"],
        )
    late = sum(entry.late for _, entry in entries)
    if late:
        yield nphrase(
            "%(n)s of these counts was entered after its question had been closed.",
            "%(n)s of these counts were entered after their questions had been closed.",
            late,
        )


def _notes(state: State, gathered: Collection[Gathered]) -> Iterator[Words]:
    """Who wrote the notes, where not all of them were written by those who took part."""
    by: Counter[str] = Counter()
    for step in gathered:
        by.update(step.notes)
    if by.total() > by["participant"]:
        yield nphrase(
            "%(n)s note was written in the groups: by participants %(own)s, by the moderation of a group %(group)s, at "
            "the desk %(desk)s.",
            "%(n)s notes were written in the groups: by participants %(own)s, by the moderation of a group %(group)s, "
            "at the desk %(desk)s.",
            by.total(),
            own=by["participant"],
            group=by["group_moderator"],
            desk=by.total() - by["participant"] - by["group_moderator"],
        )
    callers = {f"participant:{person}" for person in state.callers}
    said = sum(notes for step in gathered for author, notes in step.authors.items() if author in callers)
    if said:
        yield nphrase(
            "%(n)s note was said on the telephone and written down by the moderation.",
            "%(n)s notes were said on the telephone and written down by the moderation.",
            said,
        )
    yield as_typed(corrected=False)


def as_typed(*, corrected: bool) -> Words:
    """How the words of people stand here; `corrected`: editors have changed some, which is told where it is counted."""
    if corrected:
        return phrase(
            "What people wrote stands as they typed it where the editors changed nothing. Notes that were taken off a "
            "board are left out."
        )
    return phrase("What people wrote stands as they typed it. Notes that were taken off a board are left out.")


def _licence(state: State) -> Iterator[Words]:
    licence = state.plan.licence
    if licence is None:
        return
    address = LICENCES.get(licence)
    if address is None:
        yield phrase("Licence of the texts: %(licence)s", licence=licence)
    else:
        yield phrase("Licence of the texts: %(licence)s, %(address)s", licence=licence, address=address)


def _generated(now: int) -> Words:
    return phrase(
        "Generated by %(product)s from the record of the evening, as of %(day)s, %(at)s.",
        product=PRODUCT,
        day=Moment(at=now, shown="day"),
        at=Moment(at=now),
    )

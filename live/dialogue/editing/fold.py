"""Facts of the editing become state."""

from collections.abc import Mapping
from typing import assert_never

from live.dialogue.editing.events import (
    ChapterChosen,
    Checked,
    Corrected,
    EditingEvent,
    ForewordWritten,
    Hidden,
    NextStepsPlanned,
    PictureRemoved,
    PictureShown,
    Published,
    Recovered,
    Withdrawn,
)
from live.dialogue.editing.state import Area, Edit, Editing, Picture, Publication

FOREWORD, NEXT_STEPS = "foreword", "next-steps"
"""Under which the edits of the two are counted."""
AREAS: Mapping[type[EditingEvent], Area] = {
    Corrected: "words",
    Hidden: "words",
    Recovered: "words",
    ChapterChosen: "chapters",
    ForewordWritten: "foreword",
    NextStepsPlanned: "next_steps",
    PictureShown: "pictures",
    PictureRemoved: "pictures",
}
"""What a fact edits of the documentation; what is not here edits nothing that is published."""


def fold(editing: Editing, event: EditingEvent, at: int) -> None:
    """Take one fact in; `at` is ms since 1970 UTC."""
    if (area := AREAS.get(type(event))) is not None:
        editing.edited_at[area] = at
    match event:
        case Corrected() | Hidden() | Recovered():
            _fold_words(editing, event, at)
        case ChapterChosen(chapter=chapter, shown=shown):
            _mark(editing.left_out, chapter, marked=not shown)
        case Checked(warning=warning, checked=checked):
            _mark(editing.checked, warning, marked=checked)
        case ForewordWritten(language=language, text=text):
            _count(editing, foreword_in(language))
            editing.foreword.pop(language, None)
            if text:
                editing.foreword[language] = text
        case NextStepsPlanned(steps=steps):
            _count(editing, NEXT_STEPS)
            editing.next_steps = steps
        case PictureShown():
            editing.pictures[event.picture] = Picture(**event.model_dump(exclude={"type"}))
        case PictureRemoved(picture=picture):
            editing.pictures.pop(picture, None)
        case Published() | Withdrawn():
            _fold_publication(editing, event, at)
        case _:
            assert_never(event)


def foreword_in(language: str) -> str:
    """Under which the edits of the foreword in a language are counted."""
    return f"{FOREWORD}@{language}"


def _fold_words(editing: Editing, event: Corrected | Hidden | Recovered, at: int) -> None:
    _count(editing, event.entry)
    match event:
        case Corrected(text=text, original=original, pseudonym=pseudonym):
            edit = Edit("pseudonymised" if pseudonym else "corrected", at, text=text, original=original)
            editing.edits[event.entry] = edit
        case Hidden(reason=reason, remark=remark):
            editing.edits[event.entry] = Edit("hidden", at, reason=reason, remark=remark)
        case Recovered():
            editing.edits.pop(event.entry, None)


def _fold_publication(editing: Editing, event: Published | Withdrawn, at: int) -> None:
    last = editing.publications[-1] if editing.publications else None
    match event:
        case Published(version=0) if last is not None:
            last.withdrawn_at, last.withdrawal = None, ""
        case Published(version=version, document=document, note=note):
            number = version or len(editing.publications) + 1
            editing.publications.append(Publication(number, at, document, note))
        case Withdrawn(reason=reason) if last is not None:
            last.withdrawn_at, last.withdrawal = at, reason


def _count(editing: Editing, key: str) -> None:
    editing.counts[key] = editing.counts.get(key, 0) + 1


def _mark(marks: set[str], key: str, *, marked: bool) -> None:
    if marked:
        marks.add(key)
    else:
        marks.discard(key)

"""Wishes of an editor become facts or a refusal."""

from collections.abc import Sequence
from typing import assert_never

from live.core.rejection import Rejection
from live.dialogue.editing.commands import (
    Check,
    ChooseChapter,
    Correct,
    EditingCommand,
    Hide,
    PlanNextSteps,
    Publish,
    RemovePicture,
    Restore,
    ShowPicture,
    Withdraw,
    WriteForeword,
)
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
from live.dialogue.editing.fold import NEXT_STEPS, foreword_in
from live.dialogue.editing.state import Editing

TEXT_LIMIT = 20_000
LINE_LIMIT = 500
MOST_EDITED = 20_000
MOST_PICTURES = 30
ALWAYS_SHOWN = frozenset({"method"})
"""Chapters that stay: whoever reads must be able to know how it came about."""

Answer = Sequence[EditingEvent] | Rejection


def decide(editing: Editing, command: EditingCommand) -> Answer:
    """Answer a wish of somebody who may edit."""
    match command:
        case Correct() | Hide() | Restore():
            return _decide_words(editing, command)
        case ChooseChapter(chapter=chapter, shown=shown):
            if not shown and chapter in ALWAYS_SHOWN:
                return Rejection("documentation.chapter_stays")
            same = shown is (chapter not in editing.left_out)
            return [] if same else [ChapterChosen(chapter=chapter, shown=shown)]
        case Check(warning=warning, checked=checked):
            same = checked is (warning in editing.checked)
            return [] if same else [Checked(warning=warning, checked=checked)]
        case WriteForeword(language=language, text=text, after=after):
            refusal = _outdated(editing, foreword_in(language), after) or _too_long(text, TEXT_LIMIT)
            same = text.strip() == editing.foreword.get(language, "")
            return refusal or ([] if same else [ForewordWritten(language=language, text=text.strip())])
        case PlanNextSteps(steps=steps, after=after):
            refusal = _outdated(editing, NEXT_STEPS, after)
            return refusal or ([] if steps == editing.next_steps else [NextStepsPlanned(steps=steps)])
        case ShowPicture():
            return _show_picture(editing, command)
        case RemovePicture(picture=picture):
            return [PictureRemoved(picture=picture)] if picture in editing.pictures else []
        case Withdraw(reason=reason):
            refusal = None if editing.published else Rejection("documentation.not_published")
            return refusal or _too_long(reason, LINE_LIMIT) or [Withdrawn(reason=reason.strip())]
        case _:
            assert_never(command)


def publish(editing: Editing, command: Publish) -> Answer:
    """Answer the wish to publish, which the server has prepared. A later version says what is new."""
    note = command.note.strip()
    if command.version != len(editing.publications) + 1:
        return Rejection("documentation.published_meanwhile")
    if editing.publications and not note:
        return Rejection("documentation.note_missing")
    published = Published(version=command.version, document=command.document, note=note, by=command.by)
    return _too_long(note, LINE_LIMIT) or [published]


def _decide_words(editing: Editing, command: Correct | Hide | Restore) -> Answer:
    entry, edit = command.entry, editing.edits.get(command.entry)
    refusal = _outdated(editing, entry, command.after)
    if refusal:
        return refusal
    if edit is None and len(editing.edits) >= MOST_EDITED:
        return Rejection("documentation.too_many_edits", {"limit": MOST_EDITED})
    match command:
        case Correct(text=text, original=original, pseudonym=pseudonym):
            if not text.strip():
                return Rejection("documentation.empty_text")
            corrected = Corrected(entry=entry, text=text.strip(), original=original, pseudonym=pseudonym)
            return _too_long(text, TEXT_LIMIT) or [corrected]
        case Hide(reason=reason, remark=remark):
            hidden = Hidden(entry=entry, reason=reason, remark=remark.strip())
            return _too_long(remark, LINE_LIMIT) or [hidden]
        case Restore():
            return [] if edit is None else [Recovered(entry=entry)]


def _show_picture(editing: Editing, command: ShowPicture) -> Answer:
    if not command.alt.strip():
        return Rejection("documentation.alt_missing")
    if command.picture not in editing.pictures and len(editing.pictures) >= MOST_PICTURES:
        return Rejection("documentation.too_many_pictures", {"limit": MOST_PICTURES})
    lines = (command.alt, command.caption, command.credit)
    too_long = next((refusal for line in lines if (refusal := _too_long(line, LINE_LIMIT))), None)
    return too_long or [PictureShown(**command.model_dump(exclude={"type", "id"}))]


def _outdated(editing: Editing, key: str, after: int) -> Rejection | None:
    return None if editing.counts.get(key, 0) == after else Rejection("documentation.changed_meanwhile")


def _too_long(text: str, limit: int) -> Rejection | None:
    length = len(text.strip())
    return Rejection("documentation.text_too_long", {"limit": limit, "length": length}) if length > limit else None

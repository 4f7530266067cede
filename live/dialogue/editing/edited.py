"""The document as editors left it: other words, hidden words gone, chapters chosen, a foreword, pictures.

Rule: what is hidden is nowhere in the result, and what was left out or replaced is counted in the chapter on method. A
correction holds for the words it was made for; when somebody changes them later, the new words stand until an editor
looks at them. What was hidden stays hidden.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from operator import is_not
from typing import TypeVar

from live.core.document import (
    Authored,
    Block,
    Chapter,
    Document,
    Entry,
    Note,
    Paragraph,
    Param,
    Part,
    Phrase,
    Picture,
    Table,
    Typed,
    Words,
    phrase,
)
from live.core.text import Text
from live.dialogue.document import next_steps_chapter
from live.dialogue.document.keys import holding
from live.dialogue.document.method import as_typed
from live.dialogue.editing import state as known
from live.dialogue.editing.deeds import deeds
from live.dialogue.editing.state import Edit, Editing, Publication
from live.dialogue.editing.texts import STAYING, Editable, editables, fingerprint, in_language_key, param_key
from live.dialogue.session import NextStep

METHOD, NEXT_STEPS, CONTACT = "method", "next-steps", "contact"
"""Chapters by their id."""
P = TypeVar("P", bound=Part)
W = TypeVar("W", Typed, Authored)


def edited(
    document: Document, editing: Editing, files: Mapping[str, str], *, hiding: bool = True, keyed: bool = False
) -> Document:
    """The document with every edit in force. `files`: digest -> `data:` address of a picture.

    `hiding=False` leaves what is hidden in its place, for the editors' own page; chapters that are left out as well.
    There words keep their keys; elsewhere replaced ones have none, unless `keyed`.
    """
    words = editables(document) if editing.edits else {}
    work = _Work(editing, words, hiding=hiding, keyed=keyed or not hiding)
    chapters = [work.chapter(chapter) for chapter in document.chapters]
    chapters = list(_planned(chapters, editing.next_steps))
    if editing.foreword:
        chapters.insert(0, _foreword(editing.foreword))
    pictured = (_pictured(chapter, editing, files) for chapter in chapters)
    gone = editing.left_out | ({NEXT_STEPS} if editing.next_steps is not None else set())
    standing = [edit for key, edit in work.applied.items() if words[key].chapter not in gone]
    left_out = sum(chapter.id in editing.left_out for chapter in chapters)
    told = deeds(standing, left_out, editing.publications)
    full = [_method(chapter, told, changed=bool(standing)) if chapter.id == METHOD else chapter for chapter in pictured]
    shown = [chapter for chapter in full if not hiding or chapter.id not in editing.left_out]
    above = {"title": work.words(document.title)}
    above |= {"subtitle": work.words(document.subtitle)} if document.subtitle else {}
    return document.model_copy(update={"chapters": tuple(shown), **above})


def frozen(document: Document, editing: Editing, files: Mapping[str, str], version: Publication) -> Document:
    """The document as it is published as this version, which is not yet among the publications."""
    publications = [*editing.publications, version]
    whole = edited(document, replace(editing, publications=publications), files)
    return whole.model_copy(update={"version": version.number, "published_at": version.at})


def edited_text(text: Text, key: str, editing: Editing) -> Text:
    """Words of the session file as editors corrected them, where they stand outside of the document."""
    edits = {language: editing.edits.get(in_language_key(key, language)) for language in text}
    new = {
        language: edit.text
        for language, edit in edits.items()
        if edit and edit.sort != "hidden" and edit.original == fingerprint(text[language])
    }
    return {**text, **new}


class _Work:
    """One pass over a document."""

    def __init__(self, editing: Editing, words: Mapping[str, Editable], *, hiding: bool, keyed: bool) -> None:
        self.applied: dict[str, Edit] = {}
        self._hiding = hiding
        self._keyed = keyed
        self._chapter = ""
        self._said: dict[str, str] = {}
        for key, edit in editing.edits.items():
            found = words.get(key)
            hides = edit.sort == "hidden"
            if found is None or not (found.hideable if hides else edit.original == fingerprint(found.text)):
                continue
            self.applied[key] = edit
            if not found.typed:
                self._said[found.text] = edit.text

    def chapter(self, chapter: Chapter) -> Chapter:
        self._chapter = chapter.id
        return self._part(chapter) or chapter if self.applied else chapter

    def words(self, words: Words) -> Words:
        """The words of a place that cannot be hidden."""
        return self._words(words) or words

    def _words(self, words: Words) -> Words | None:
        match words:
            case Typed(key=key):
                edit = self.applied.get(key)
                if edit is None or (edit.sort == "hidden" and not self._hiding):
                    return words
                return None if edit.sort == "hidden" else self._replaced(words, text=edit.text)
            case Authored(key=key, text=texts):
                return self._authored(words, key, texts)
            case Phrase(params=params):
                changed = {name: self._param(param) for name, param in params.items()}
                return words if changed == params else words.model_copy(update={"params": changed})

    def _authored(self, words: Authored, key: str, texts: Mapping[str, str]) -> Authored | None:
        edits = {lang: edit for lang in texts if (edit := self.applied.get(in_language_key(key, lang)))}
        if any(edit.sort == "hidden" for edit in edits.values()):
            return None if self._hiding else words
        new = {language: edit.text for language, edit in edits.items()}
        return self._replaced(words, text={**texts, **new}) if new else words

    def _replaced(self, words: W, *, text: str | dict[str, str]) -> W:
        """Other words in the place of these. A key may be made of the first ones: it tells whoever guesses them."""
        return words.model_copy(update={"text": text} | ({} if self._keyed else {"key": ""}))

    def _param(self, param: Param) -> Param:
        match param:
            case str():
                edit = self.applied.get(param_key(self._chapter, param))
                return edit.text if edit else param
            case dict():
                return {language: self._said.get(text, text) for language, text in param.items()}
            case _:
                return param

    def _part(self, part: P) -> P | None:
        """The part with its words edited; None where words without which it is nothing are hidden."""
        changed: dict[str, object] = {}
        for name in holding(type(part)):
            value = getattr(part, name)
            new = self._value(value)
            if new is value:
                continue
            if new is None and type(part) not in STAYING:
                return None
            changed[name] = value if new is None else new
        return part.model_copy(update=changed) if changed else part

    def _value(self, value: object) -> object:
        match value:
            case tuple():
                if not value:
                    return value
                new = tuple(self._each(value))
                return value if len(new) == len(value) and not any(map(is_not, new, value)) else new
            case Typed() | Authored() | Phrase():
                return self._words(value)
            case Part():
                return self._part(value)
            case _:
                return value

    def _each(self, values: Iterable[object]) -> Iterator[object]:
        for value in values:
            if isinstance(value, Table):
                yield self._table(value)
                continue
            new = self._value(value)
            if new is not None:
                yield new
            elif isinstance(value, Entry):
                yield from self._each(value.below)

    def _table(self, table: Table) -> Table:
        """Rows whose first cell is hidden are gone; another hidden cell is empty."""
        rows = [tuple(tuple(self._each(cell)) for cell in row) for row in table.rows]
        kept = tuple(row for row, before in zip(rows, table.rows, strict=True) if row[0] or not before[0])
        return table if kept == table.rows else table.model_copy(update={"rows": kept})


def _foreword(foreword: Mapping[str, str]) -> Chapter:
    """A paragraph for each stretch between empty lines, as many as every language has; the last holds the rest.

    Otherwise the end of a longer foreword in the first language would stand below a shorter one in another.
    """
    split = {language: [p.strip() for p in text.split("\n\n") if p.strip()] for language, text in foreword.items()}
    fewest = min(map(len, split.values()))
    shown = {lang: [*parts[: fewest - 1], "\n\n".join(parts[fewest - 1 :])] for lang, parts in split.items()}
    texts = ({language: parts[number] for language, parts in shown.items()} for number in range(fewest))
    blocks = tuple(Paragraph(words=Authored(text=text)) for text in texts)
    return Chapter(id="foreword", title=phrase("Foreword"), blocks=blocks)


def _planned(chapters: Iterable[Chapter], steps: tuple[NextStep, ...] | None) -> Iterator[Chapter]:
    """The chapters with the next steps that an editor wrote, in the place of those of the session file.

    They have no keys: their words are changed where they were written.
    """
    if steps is None:
        yield from chapters
        return
    rest = [chapter for chapter in chapters if chapter.id != NEXT_STEPS]
    before = next((n for n, chapter in enumerate(rest) if chapter.id in ("thanks", CONTACT, METHOD)), len(rest))
    yield from rest[:before]
    if steps:
        yield next_steps_chapter(steps)
    yield from rest[before:]


def _pictured(chapter: Chapter, editing: Editing, files: Mapping[str, str]) -> Chapter:
    pictures = tuple(
        _picture(shown, files[shown.file])
        for shown in editing.pictures.values()
        if shown.chapter == chapter.id and shown.file in files
    )
    return _with(chapter, pictures)


def _method(chapter: Chapter, told: tuple[Block, ...], *, changed: bool) -> Chapter:
    """The chapter on method with what editors did, and without saying that nothing was changed where something was."""
    typed, corrected = (Note(words=as_typed(corrected=corrected)) for corrected in (False, True))
    blocks = tuple(corrected if changed and block == typed else block for block in chapter.blocks)
    return _with(chapter.model_copy(update={"blocks": blocks}), told)


def _with(chapter: Chapter, blocks: tuple[Block, ...]) -> Chapter:
    return chapter.model_copy(update={"blocks": (*chapter.blocks, *blocks)}) if blocks else chapter


def _picture(shown: known.Picture, data: str) -> Picture:
    caption = Typed(text=shown.caption) if shown.caption else None
    return Picture(
        data=data,
        width=shown.width,
        height=shown.height,
        alt=Typed(text=shown.alt),
        caption=caption,
        credit=shown.credit,
    )

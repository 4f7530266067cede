"""The documentation as its editors read it: every piece of words that they may touch says which one it is.

Rule: the same templates as for everybody, so that what editors see is what will be published. Nothing is hidden here:
what was left out stands in its place, and the page beside it says what was done to which words.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, replace
from typing import Any

from markupsafe import Markup
from pydantic_core import to_json

from live.core.document import Authored, Chapter, Document, Table, Typed, Words
from live.dialogue.editing.decide import ALWAYS_SHOWN
from live.dialogue.editing.edited import METHOD, NEXT_STEPS, edited
from live.dialogue.editing.state import Editing
from live.dialogue.editing.texts import Editable, editables, fingerprint, in_language_key, param_key
from live.dialogue.editing.warnings import Warning, warnings  # noqa: A004 - as where it is made
from live.render.html import Page
from live.render.quotation import quoted as marks_around
from live.render.words import Run, Wording, printable

SPLIT = b"\0"
"""Between the three parts of a draft: no page holds it."""
_NO_MARKUP = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})
Json = dict[str, Any]


def render_draft(
    document: Document, editing: Editing, files: Mapping[str, str], names: Iterable[str], language: str
) -> bytes:
    """Body, rules of its counts and JSON of what can be edited. `document` is as the evening left it, unedited."""
    shown = edited(document, _but_names(editing), files, hiding=False)
    told = edited(document, editing, files, hiding=False)
    method = next((chapter for chapter in told.chapters if chapter.id == METHOD), None)
    chapters = [method if method and chapter.id == METHOD else chapter for chapter in shown.chapters]
    shown = shown.model_copy(update={"chapters": tuple(chapters)})
    page = _Draft(Wording.of(document, language), editables(document), editing)
    body = page.body(shown, None)
    found = _found(edited(document, editing, files), told, editing, tuple(names))
    given: Json = {
        "words": page.seen,
        "warnings": [asdict(warning) for warning in found],
        "chapters": [_chapter(chapter, page) for chapter in shown.chapters],
        "planned": [
            step for chapter in document.chapters if chapter.id == NEXT_STEPS for step in _steps(chapter, page)
        ],
    }
    data = to_json(given).decode().translate(_NO_MARKUP)
    return SPLIT.join((body.encode(), page.counts().encode(), data.encode()))


def told_of(editable: Editable, editing: Editing) -> Json:
    """What an editor's page knows of words: as they were entered, and what was done to them."""
    told: Json = {"text": editable.text, "mark": fingerprint(editable.text), "chapter": editable.chapter}
    told |= {"language": editable.language} if editable.language else {}
    told |= {name: True for name in ("hideable", "typed") if getattr(editable, name)}
    return told | edit_of(editable.key, editing)


def edit_of(key: str, editing: Editing) -> Json:
    """What was done to the words of a key, and how often something was."""
    edit, count = editing.edits.get(key), editing.counts.get(key, 0)
    told: Json = {"count": count} if count else {}
    if edit is not None:
        told["edit"] = {name: value for name, value in asdict(edit).items() if value}
    return told


def _found(public: Document, told: Document, editing: Editing, names: tuple[str, ...]) -> tuple[Warning, ...]:
    """The warnings about what will be public. There, words that were replaced have no key any more: `told` knows it."""
    standing = {found.id: found for found in warnings(public, names)}
    replaced = {key for key, edit in editing.edits.items() if edit.sort != "hidden"}
    in_order = {
        found.id: found
        for found in warnings(told, names)
        if found.id in standing or (found.key in replaced and found.chapter not in editing.left_out)
    }
    return tuple((in_order | standing).values())


def _but_names(editing: Editing) -> Editing:
    """The editing without replaced names within phrases: here they are found by the name, and replaced when shown."""
    return replace(editing, edits={key: edit for key, edit in editing.edits.items() if "/=" not in key})


def _chapter(chapter: Chapter, page: Page) -> Json:
    told: Json = {"id": chapter.id, "title": page.plain(chapter.title)}
    return told | ({"stays": True} if chapter.id in ALWAYS_SHOWN else {})


def _steps(chapter: Chapter, page: Page) -> Iterator[Json]:
    """The next steps as the session file has them, for whoever wants to write better ones."""
    for row in (row for block in chapter.blocks if isinstance(block, Table) for row in block.rows):
        what, office, by = (" ".join(page.plain(words) for words in cell) for cell in (*row, (), ())[:3])
        first = row[0][0] if row[0] else None
        text = first.text if isinstance(first, Authored) else {page.words.language: what}
        yield {"text": text, "office": office, "by": by}


class _Draft(Page):
    """Marks what can be edited while the templates are filled in."""

    def __init__(self, words: Wording, known: Mapping[str, Editable], editing: Editing) -> None:
        super().__init__(words)
        self.seen: dict[str, Json] = {}
        self._known = known
        self._editing = editing
        self._chapter = ""

    def parts(self, chapter: Chapter) -> Any:  # noqa: ANN401 - as in the page
        """The parts of a chapter, which is the one whose words come next."""
        self._chapter = chapter.id
        return super().parts(chapter)

    def marked(self, words: Words, said: Markup, *, quoted: bool) -> Markup:
        """The words within an element that can be pressed."""
        match words:
            case Typed(key=key):
                found = self._known.get(key)
            case Authored(key=key):
                found = self._known.get(in_language_key(key, self.words.runs(words)[0].language)) if key else None
            case _:
                found = None
        return said if found is None else self._mark(found, said, quoted=quoted)

    def run(self, run: Run) -> Markup:
        """A name within a phrase can be replaced too."""
        found = self._known.get(param_key(self._chapter, run.text)) if run.foreign else None
        if found is None or self._chapter == METHOD:
            return super().run(run)
        edit = self._editing.edits.get(found.key)
        applies = edit is not None and edit.original == fingerprint(found.text)
        shown = Markup("<bdi>{}</bdi>").format(printable(edit.text) if edit and applies else run.text)
        return self._mark(found, shown, quoted=False)

    def _mark(self, found: Editable, said: Markup, *, quoted: bool) -> Markup:
        told = self.seen.setdefault(found.key, told_of(found, self._editing))
        if quoted and "edit" in told:
            told["quoted"] = marks_around(found.text, self.words.language)
        attribute = Markup(" data-quoted") if quoted else Markup()
        return Markup('<span class="word" role="button" tabindex="0" data-key="{}"{}>{}</span>').format(
            found.key, attribute, said
        )

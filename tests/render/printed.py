"""A printed file read back: its pages as text, its tags, and what it says about itself."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import pikepdf

from live.core.document import Authored, Block, Chapter, Document, Entry, Facts, Part, Phrase, Table, Typed, Words
from live.render.frame import parts

HIDDEN = re.compile("[\\s\u200b\u00ad\ufffe\u0002]")
"""What lines are broken with."""
HEAD_AND_FOOT = re.compile(r"\A[^\n]*\n|\n[^\n]*\Z")


@dataclass(frozen=True)
class Tag:
    """One element of the tree of tags."""

    name: str
    alt: str
    language: str


class Printed:
    """A PDF that was made. The package that reads pages has no types and is therefore not imported by name."""

    def __init__(self, file: bytes) -> None:
        self.file = pikepdf.open(io.BytesIO(file))
        self._pages: Any = import_module("pypdfium2").PdfDocument(file)

    def __len__(self) -> int:
        return len(self._pages)

    def text(self, first: int = 0) -> str:
        """All pages from one on, without the lines that every page has."""
        return "\n".join(HEAD_AND_FOOT.sub("", self.page(number)) for number in range(first, len(self)))

    def page(self, number: int) -> str:
        """The text of one page; the first one is 0."""
        return str(self._pages[number].get_textpage().get_text_range()).replace("\r\n", "\n")

    def outside(self) -> list[str]:
        """Characters that are not wholly on their page."""
        found = []
        for page in self._pages:
            width, height = page.get_size()
            text = page.get_textpage()
            for at in range(text.count_chars()):
                left, bottom, right, top = text.get_charbox(at)
                if left < 0 or bottom < 0 or right > width or top > height:
                    found.append(str(text.get_text_range(at, 1)))
        return found

    def tags(self) -> list[Tag]:
        """The elements of the tree of tags in reading order."""
        return list(_tags(self.file.Root.StructTreeRoot.K))

    def names(self) -> list[str]:
        """The same, their names only."""
        return [tag.name for tag in self.tags()]

    def fonts(self) -> dict[str, bool]:
        """The fonts, and whether each one is in the file."""
        found = {}
        for thing in self.file.objects:
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/FontDescriptor":
                found[str(thing.FontName)] = any(key.startswith("/FontFile") for key in thing.keys())  # noqa: SIM118 - it has no other way to its keys
        return found

    def outline(self) -> dict[str, list[str]]:
        """The bookmarks of chapters, each with those inside it."""
        with self.file.open_outline() as outline:
            return {str(it.title): [str(child.title) for child in it.children] for it in outline.root}


def squeezed(text: str) -> str:
    """The text without what lines are broken with."""
    return HIDDEN.sub("", text)


def said_in_order(document: Document) -> Iterator[Words]:
    """The words of all chapters in the order in which they stand on paper."""
    for chapter in document.chapters:
        yield from _of_chapter(chapter)


def _of_chapter(chapter: Chapter) -> Iterator[Words]:
    yield chapter.title
    yield from chapter.margin
    for heading, blocks in parts(chapter):
        if heading is not None:
            yield heading.words
        for block in blocks:
            yield from _of_block(block)


def _of_block(block: Block) -> Iterator[Words]:
    match block:
        case Facts():
            for fact in sorted(block.facts, key=lambda fact: not fact.big):
                yield from (fact.value, fact.label) if fact.big else (fact.label, fact.value)
        case Table():
            yield from block.head
            for row in block.rows:
                for cell in row:
                    yield from cell
        case _:
            yield from _found(block)


def _found(part: object) -> Iterator[Words]:
    """Every word of a part, in the order of its fields, and a list of entries from top to bottom."""
    if isinstance(part, tuple):
        for one in part:
            yield from _found(one)
    elif isinstance(part, Entry):
        yield part.words
        yield from _found(part.below)
    elif isinstance(part, Authored | Phrase | Typed):
        yield part
    elif isinstance(part, Part):
        for name in type(part).model_fields:
            yield from _found(getattr(part, name))


def _tags(thing: Any) -> Iterator[Tag]:  # noqa: ANN401 - pikepdf has no types for what a file holds
    if isinstance(thing, pikepdf.Array):
        for one in thing:
            yield from _tags(one)
    elif isinstance(thing, pikepdf.Dictionary) and "/S" in thing:
        yield Tag(str(thing.S), str(thing.get("/Alt", "")), str(thing.get("/Lang", "")))
        yield from _tags(thing.get("/K"))

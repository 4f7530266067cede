"""The chapters and blocks of the tree, one after the other, as paragraphs and tables.

Rule: every text of the tree is written once, in the order of the tree; what a chart shows stands in its table too.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from live.core.document import (
    Authored,
    Block,
    Chapter,
    Columns,
    Entry,
    Facts,
    Heading,
    Listing,
    Moods,
    Note,
    Paragraph,
    Picture,
    Quintessence,
    Quotes,
    Results,
    Speech,
    Table,
    Words,
)
from live.locale import catalogue
from live.render import frame
from live.render.charts import chart_alt, chart_png
from live.render.docx import tables
from live.render.docx.elements import Xml, run
from live.render.docx.pictures import Pictures, checked, fitted, size
from live.render.docx.writer import Writer
from live.render.words import printable

LIST = ("ListBullet", "ListBullet2")
CHART_WIDTH = 128.0
"""Millimetres."""
NUMBERED = ("ListNumber", "ListBullet2")


@dataclass(slots=True)
class Body:
    """Writes chapters."""

    writer: Writer
    pictures: Pictures
    accent: str

    def chapter(self, chapter: Chapter) -> Iterator[Xml]:
        """A chapter, with its place on the agenda and the facts of its margin under its title."""
        yield self.writer.heading(1, chapter.title, number=chapter.number)
        for words in chapter.margin:
            yield self.writer.paragraph("When", words)
        parts = frame.parts(chapter)
        for heading, blocks in parts:
            if heading:
                yield self.writer.heading(2, heading.words)
            to_all = heading is None and len(parts) > 1
            yield from self._told(blocks, 3 if heading else 2, to_all=to_all)

    def _told(self, blocks: Sequence[Block], level: int, *, to_all: bool) -> Iterator[Xml]:
        for block, following in zip_longest(blocks, blocks[1:]):
            if isinstance(block, Paragraph):
                prompt = isinstance(following, Quotes) or (to_all and isinstance(block.words, Authored))
                yield self.writer.paragraph("Prompt" if prompt else "Normal", block.words)
            else:
                yield from self._block(block, level)

    def _block(self, block: Block, level: int) -> Iterator[Xml]:
        writer = self.writer
        match block:
            case Paragraph(words=words):
                yield writer.paragraph("Normal", words)
            case Heading(words=words):
                yield writer.heading(level, words)
            case Note(words=words):
                yield writer.paragraph("Note", words)
            case Quotes(entries=entries):
                yield from self._quotes(entries)
            case Listing(entries=entries, numbered=numbered):
                styles = NUMBERED if numbered else LIST
                yield from writer.listing(entries, styles, numbered=numbered) or [writer.empty()]
            case Columns():
                yield from tables.columns(writer, block)
            case Facts():
                yield from tables.facts(writer, block)
            case Table():
                yield from tables.table(writer, block)
            case Results():
                yield from self._results(block, level)
            case Moods():
                yield from self._moods(block, level)
            case Quintessence():
                yield from self._quintessence(block, level)
            case Speech(speaker=speaker, role=role):
                yield writer.paragraph("Speaker", speaker)
                if role:
                    yield writer.paragraph("Office", role)
            case Picture():
                yield from self._picture(block)

    def _quotes(self, entries: Sequence[Entry]) -> Iterator[Xml]:
        if not entries:
            yield self.writer.empty()
        for entry in entries:
            yield self.writer.quote("Quote", entry.words)
            for point in entry.below:
                yield self.writer.quote("ListBullet2", point.words)

    def _quintessence(self, block: Quintessence, level: int) -> Iterator[Xml]:
        yield self.writer.heading(level, block.label)
        yield self.writer.paragraph("Quintessence", block.words)
        if not block.released:
            yield self.writer.said("Note", catalogue(self.writer.words.language).say("Not yet released by the group"))

    def _results(self, block: Results, level: int) -> Iterator[Xml]:
        if block.question:
            yield self.writer.heading(level, block.question)
        yield self.writer.paragraph("Lead", block.sentence)
        if block.bars:
            if block.of:
                yield from self._chart(block, block.question or block.sentence)
            yield self.writer.caption("Table", block.caption)
            yield tables.results(self.writer, block)
            yield tables.AFTER
        else:
            yield self.writer.paragraph("Note", block.caption)

    def _moods(self, block: Moods, level: int) -> Iterator[Xml]:
        if block.question:
            yield self.writer.heading(level, block.question)
        yield self.writer.paragraph("Lead", block.sentence)
        if any(each.people for each in block.rounds):
            yield from self._chart(block, block.question or block.sentence)
        yield from tables.moods(self.writer, block)
        if block.note:
            yield self.writer.paragraph("Note", block.note)

    def _chart(self, block: Results | Moods, words: Words) -> Iterator[Xml]:
        """The drawing with all its numbers as its alternative text, and a caption under it."""
        drawn = chart_png(block, self.writer.words, self.accent)
        width, height = size(drawn)
        alt = chart_alt(block, self.writer.words)
        shown = self.pictures.inline(drawn, CHART_WIDTH, CHART_WIDTH * height / width, alt)
        yield self.writer.of_runs("Picture", run(shown))
        yield self.writer.caption("Figure", words)

    def _picture(self, block: Picture) -> Iterator[Xml]:
        """The picture, or what it shows where it cannot be read."""
        found = checked(block.data)
        if found is None:
            yield self.writer.paragraph("Note", block.alt)
        else:
            content, width, height = found
            shown = self.pictures.inline(content, *fitted(width, height), self.writer.words.plain(block.alt))
            yield self.writer.of_runs("Picture", run(shown))
        if block.caption:
            yield self.writer.caption("Figure", block.caption)
        if block.credit:
            said = catalogue(self.writer.words.language).say("Picture: %(credit)s", credit=printable(block.credit))
            yield self.writer.said("Note", said)

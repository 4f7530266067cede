"""A Word file read again: its paragraphs as text, and the texts that a tree should have left in it."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import qn

from live.core.document import (
    Block,
    Chapter,
    Columns,
    Document,
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
from live.render.quotation import quoted
from live.render.words import Wording

MARKS = dict.fromkeys(map(ord, "\u200e\u200f"))
"""Invisible letters that only keep signs in their places."""


@dataclass
class File:
    """A Word file, unpacked. Elements are those of lxml, which has no types."""

    parts: dict[str, bytes]

    @classmethod
    def of(cls, content: bytes) -> "File":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return cls({name: archive.read(name) for name in archive.namelist()})

    def part(self, name: str) -> Any:  # noqa: ANN401 - lxml has no types
        return parse_xml(self.parts[f"word/{name}.xml"])

    def find(self, path: str, part: str = "document") -> list[Any]:
        return list(self.part(part).xpath(path))

    def styled(self, style: str) -> list[str]:
        """The texts of all paragraphs in a style."""
        return [said(each) for each in self.find(f"//w:p[w:pPr/w:pStyle/@w:val='{style}']")]

    def told(self) -> list[str]:
        """The texts after the cover and the contents, in order, without empty ones."""
        paragraphs = self.find("//w:body/w:sdt[1]/following::w:p")
        return [text for text in map(said, paragraphs) if text]


def said(paragraph: Any) -> str:  # noqa: ANN401 - lxml has no types
    """What a paragraph says, its fields as they are shown."""
    texts = {qn("w:t"): None, qn("w:br"): "\n", qn("w:tab"): "\t"}
    found = paragraph.xpath(".//w:r/w:t | .//w:r/w:br | .//w:r/w:tab")
    return "".join(texts[each.tag] or each.text or "" for each in found).translate(MARKS)


@dataclass
class Expected:
    """What a tree says in one language, in the order of the file."""

    words: Wording
    figures: int = 0
    tables: int = 0

    def of(self, document: Document) -> list[str]:
        return [text for chapter in document.chapters for text in self._chapter(chapter) if text]

    def _chapter(self, chapter: Chapter) -> Iterator[str]:
        place = f"{self.words.number(chapter.number)}\t" if chapter.number is not None else ""
        yield place + self._plain(chapter.title)
        yield from map(self._plain, chapter.margin)
        for heading, blocks in frame.parts(chapter):
            if heading:
                yield self._plain(heading.words)
            for block in blocks:
                yield from self._block(block)

    def _block(self, block: Block) -> Iterator[str]:
        match block:
            case Paragraph(words=words) | Heading(words=words) | Note(words=words):
                yield self._plain(words)
            case Quotes(entries=entries):
                yield from self._entries(entries, quote=True)
            case Listing(entries=entries):
                yield from self._entries(entries)
            case Columns(columns=columns):
                yield from (self._plain(column.title) for column in columns)
                for column in columns:
                    yield from self._entries(column.entries)
            case Facts(facts=facts):
                yield from (self._plain(fact.label) for fact in facts if fact.big)
                yield from (self._plain(fact.value) for fact in facts if fact.big)
                yield from (f"{self._plain(f.label)}\t{self._plain(f.value)}" for f in facts if not f.big)
            case Table(head=head, rows=rows):
                yield from map(self._plain, head)
                for number, row in enumerate(rows, 1):
                    yield self.words.number(number) if block.numbered else ""
                    yield from (self._plain(words) for cell in row for words in cell)
            case Results():
                yield from self._results(block)
            case Moods():
                yield from self._moods(block)
            case Quintessence(label=label, words=words, released=released):
                yield self._plain(label)
                yield self._plain(words)
                yield "" if released else self._ours("Not yet released by the group")
            case Speech(speaker=speaker, role=role):
                yield self._plain(speaker)
                yield self._plain(role) if role else ""
            case Picture(caption=caption, credit=credit):
                yield self._figure(caption) if caption else ""
                yield self._ours("Picture: %(credit)s", credit=credit) if credit else ""

    def _results(self, block: Results) -> Iterator[str]:
        yield self._plain(block.question) if block.question else ""
        yield self._plain(block.sentence)
        if not block.bars:
            yield self._plain(block.caption)
            return
        if block.of:
            yield self._figure(block.question or block.sentence)
        self.tables += 1
        yield f"{self._ours('Table')} {self.tables}: {self._plain(block.caption)}"
        yield from map(self._ours, ("Answer", "People", "Share"))
        for bar in block.bars:
            yield from (self._plain(bar.label), self.words.number(bar.count), self.words.share(bar.share))

    def _moods(self, block: Moods) -> Iterator[str]:
        yield self._plain(block.question) if block.question else ""
        yield self._plain(block.sentence)
        if any(each.people for each in block.rounds):
            yield self._figure(block.question or block.sentence)
        yield self._ours("Answer")
        for each in block.rounds:
            yield from (self._plain(each.label), self._plain(frame.asked(each)))
        for at, bar in enumerate(block.rounds[0].bars):
            yield self._plain(bar.label)
            for each in block.rounds:
                yield f"{self.words.number(each.bars[at].count)}  {self.words.share(each.bars[at].share)}"
        yield self._plain(block.note) if block.note else ""

    def _entries(self, entries: tuple[Entry, ...], *, quote: bool = False) -> Iterator[str]:
        if not entries:
            yield self._ours("No mention")
        for entry in entries:
            for words in (entry.words, *(point.words for point in entry.below)):
                yield quoted(self.words.quotable(words), self.words.language) if quote else self._plain(words)

    def _figure(self, words: Words) -> str:
        self.figures += 1
        return f"{self._ours('Figure')} {self.figures}: {self._plain(words)}"

    def _ours(self, message: str, **params: object) -> str:
        return catalogue(self.words.language).say(message, **params)

    def _plain(self, words: Words) -> str:
        return self.words.plain(words)

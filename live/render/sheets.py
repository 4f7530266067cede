"""The documentation as tables: every text of the tree in exactly one of them, in the order of the tree.

Rule: tables follow from blocks and chapters alone, no kind is known here. Where a row stands (chapter, group, heading)
is named in it again, so that a table can be read alone. What is only pointed to is not said twice.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from live.core.document import (
    Bar,
    Block,
    Chapter,
    Columns,
    Document,
    Entry,
    Facts,
    Heading,
    Listing,
    MoodRound,
    Moods,
    Note,
    Paragraph,
    Phrase,
    Picture,
    Quintessence,
    Quotes,
    Results,
    Speech,
    Words,
    phrase,
)
from live.core.document import Table as Grid
from live.render import tables
from live.render.frame import parts
from live.render.tables import Meaning, Sort
from live.render.words import Wording

LONGEST_NAME = 40
Cell = str | int | float | datetime | None
"""Moments are local, without a zone: that of the document."""
Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: a stable name, a worded title and explanation, and what stands in it."""

    name: str
    title: str
    about: str
    sort: Sort


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with its rows; each row has a cell for each column."""

    name: str
    title: str
    about: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


def sheets(document: Document, words: Wording) -> tuple[Sheet, ...]:
    """All tables that have rows: those of every documentation, after the outline those that a chapter brings along."""
    reading = _Reading(document, words)
    reading.read()
    fixed = [_sheet(table, reading.rows[table.name], words) for table in tables.TABLES]
    return tuple(sheet for sheet in (*fixed[:2], *reading.grids(), *fixed[2:]) if sheet.rows)


def _sheet(table: tables.Table, rows: Sequence[Row], words: Wording) -> Sheet:
    meanings = table.columns if table.name in tables.UNPLACED else (*tables.PLACE, *table.columns)
    columns = tuple(_column(meaning, words) for meaning in meanings)
    return Sheet(table.name, words.plain(table.title), words.plain(table.about), columns, tuple(rows))


def _column(meaning: Meaning, words: Wording) -> Column:
    return Column(meaning.name, words.plain(meaning.title), words.plain(meaning.about), meaning.sort)


@dataclass(slots=True)
class _Grid:
    """Tables of the tree that have the same head."""

    name: str
    title: str
    head: tuple[Words, ...]
    rows: list[Row] = field(default_factory=list)


class _Reading:
    """A document on its way into tables. `_place` is where the reader stands: number, chapter, group, heading."""

    def __init__(self, document: Document, words: Wording) -> None:
        self.document = document
        self.words = words
        self.rows: dict[str, list[Row]] = {table.name: [] for table in tables.TABLES}
        self._grids: list[_Grid] = []
        self._place: tuple[int | None, str, str, str] = (None, "", "", "")
        self._questions = 0
        self._entries = 0

    def read(self) -> None:
        self.rows["about"].extend(self._properties())
        for chapter in self.document.chapters:
            self._chapter(chapter)

    def grids(self) -> Iterator[Sheet]:
        """The tables that chapters bring along, each under a name of its own."""
        place = [_column(meaning, self.words) for meaning in (*tables.PLACE, tables.ROW)]
        about, taken = self.words.plain(tables.OTHER), {table.name for table in tables.TABLES}
        for grid in self._grids:
            names = {column.name for column in place}
            columns = [
                Column(
                    _unused(_named(head, f"column_{at}"), names), self.words.plain(head), self._said_of_cells(), "text"
                )
                for at, head in enumerate(grid.head, 1)
            ]
            yield Sheet(_unused(grid.name, taken), grid.title, about, (*place, *columns), tuple(grid.rows))

    def _said_of_cells(self) -> str:
        return self.words.plain(tables.CELL)

    def _properties(self) -> Iterator[Row]:
        document, words = self.document, self.words
        said: list[tuple[str, Words, Cell]] = [
            ("title", phrase("Title"), words.plain(document.title)),
            ("subtitle", phrase("Subtitle"), words.plain(document.subtitle) if document.subtitle else ""),
            ("city", phrase("City"), document.city),
            *(("organiser", phrase("Organised by"), name) for name in document.organisers),
            ("language", phrase("Language"), words.language),
            ("starts_at", phrase("Planned beginning"), self._moment(document.starts_at)),
            ("as_of", phrase("As of"), self._moment(document.as_of)),
            ("people", phrase("People"), document.people),
            ("version", phrase("Version"), document.version or None),
            ("published_at", phrase("Published"), self._moment(document.published_at)),
        ]
        return (
            (name, None, None, None, words.plain(label), value)
            for name, label, value in said
            if value not in ("", None)
        )

    def _chapter(self, chapter: Chapter) -> None:
        title = self.words.plain(chapter.title)
        times = "\n".join(self.words.plain(line) for line in chapter.margin)
        self.rows["outline"].append((chapter.number, 1, title, times, None))
        for heading, blocks in parts(chapter):
            group = self.words.plain(heading.words) if heading else ""
            self._place = (chapter.number, title, group, "")
            if heading:
                self._headed(2, group)
            for block in blocks:
                self._block(block, chapter)

    def _headed(self, level: int, title: str, entries: int | None = None) -> None:
        self.rows["outline"].append((self._place[0], level, title, "", entries))

    def _block(self, block: Block, chapter: Chapter) -> None:
        match block:
            case Heading():
                self._place = (*self._place[:3], self.words.plain(block.words))
                self._headed(3, self._place[3])
            case Quotes() | Listing():
                self._listed(block.entries)
            case Columns():
                for column in block.columns:
                    title = self.words.plain(column.title)
                    self._headed(4, title, len(column.entries))
                    self._listed(column.entries, title)
            case Facts():
                self._facts(block)
            case Grid():
                self._grid(block, chapter)
            case Results():
                self._results(block)
            case Moods():
                self._moods(block)
            case _:
                self._told(block)

    def _told(self, block: Paragraph | Note | Speech | Quintessence | Picture) -> None:
        """Blocks that are one row."""
        match block:
            case Paragraph():
                self._add("texts", *self._typed(block.words))
            case Note():
                self._add("notes", *self._typed(block.words)[:2])
            case Speech():
                self._add("speeches", self.words.plain(block.speaker), self._if(block.role))
            case Quintessence():
                text, language, key = self._typed(block.words)
                self._add("quintessences", self.words.plain(block.label), text, language, int(block.released), key)
            case Picture():
                texts = (self._if(block.caption), self.words.plain(block.alt), block.credit)
                self._add("pictures", *texts, block.width, block.height)

    def _add(self, table: str, *cells: Cell) -> None:
        self.rows[table].append((*self._place, *cells))

    def _listed(self, entries: Sequence[Entry], column: str = "", above: int | None = None) -> None:
        for place, entry in enumerate(entries, 1):
            number = above
            if not entry.refers:
                self._entries += 1
                number = self._entries
                level = 1 if above is None else 2
                self._add("entries", number, above, column, place, level, *self._typed(entry.words))
            self._listed(entry.below, column, number)

    def _facts(self, block: Facts) -> None:
        number, chapter, _, heading = self._place
        for fact in block.facts:
            label = self.words.plain(fact.label)
            self.rows["about"].append(("", number, chapter, heading, label, self._number_or_text(fact.value)))

    def _grid(self, block: Grid, chapter: Chapter) -> None:
        grid = next((grid for grid in self._grids if grid.head == block.head), None)
        if grid is None:
            grid = self._new_grid(block, chapter)
        for row, cells in enumerate(block.rows, 1):
            lines = ["\n".join(self.words.plain(line) for line in cell) for cell in cells]
            grid.rows.append((*self._place, row, *_filled(lines, len(block.head))))

    def _new_grid(self, block: Grid, chapter: Chapter) -> _Grid:
        """A table of a chapter around the agenda is called like it, one of a step like its columns."""
        if chapter.number is None:
            name, title = _slug(chapter.id), self.words.plain(chapter.title)
        else:
            name = "_".join(_named(head, "column") for head in block.head)
            title = " · ".join(self.words.plain(head) for head in block.head)
        grid = _Grid(name or "table", title, block.head)
        self._grids.append(grid)
        return grid

    def _results(self, block: Results) -> None:
        said = (self.words.plain(block.sentence), self.words.plain(block.caption))
        asked = self._asked(block.question, *said, block.of, block.average)
        for place, bar in enumerate(block.bars, 1):
            self._add("results", *asked, place, *self._bar(bar), block.of)

    def _moods(self, block: Moods) -> None:
        people = block.rounds[-1].people if block.rounds else None
        asked = self._asked(block.question, self.words.plain(block.sentence), self._if(block.note), people, None)
        for mood in block.rounds:
            self._mood(mood, asked)

    def _mood(self, mood: MoodRound, asked: tuple[int, str]) -> None:
        shown = (self.words.plain(mood.label), self._moment(mood.at))
        for place, (bar, signal) in enumerate(zip(mood.bars, mood.signals, strict=True), 1):
            self._add("moods", *asked, *shown, place, signal, *self._bar(bar), mood.people)

    def _asked(self, question: Words | None, *cells: Cell) -> tuple[int, str]:
        self._questions += 1
        words = self._if(question)
        self._add("questions", self._questions, words, *cells)
        return self._questions, words

    def _bar(self, bar: Bar) -> tuple[str, int, float]:
        return self.words.plain(bar.label), bar.count, bar.share

    def _typed(self, words: Words) -> tuple[str, str, str]:
        runs = self.words.runs(words)
        language = runs[0].language if len(runs) == 1 else self.words.language
        return self.words.plain(words), language, "" if isinstance(words, Phrase) else words.key

    def _if(self, words: Words | None) -> str:
        return self.words.plain(words) if words else ""

    def _number_or_text(self, words: Words) -> Cell:
        """A fact that is a number and nothing else can be reckoned with."""
        number = words.params.get("number") if isinstance(words, Phrase) else None
        whole = isinstance(words, Phrase) and words.message == "%(number)s"
        return number if whole and isinstance(number, int | float) else self.words.plain(words)

    def _moment(self, at: int | None) -> datetime | None:
        if at is None:
            return None
        moment = datetime.fromtimestamp(at // 1000, UTC).astimezone(self.words.zone)
        return moment.replace(tzinfo=None)


def _filled(cells: list[str], width: int) -> list[str]:
    """As many cells as there are columns; what is too much goes into the last one."""
    if len(cells) > width > 0:
        return [*cells[: width - 1], "\n".join(cells[width - 1 :])]
    return [*cells, *[""] * (width - len(cells))]


def _named(words: Words, otherwise: str) -> str:
    """A stable name: the message id of a phrase of ours."""
    return (_slug(words.message) if isinstance(words, Phrase) else "") or otherwise


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", re.sub(r"%\(\w+\)s", "", text).lower()).strip("_")[:LONGEST_NAME].rstrip("_")


def _unused(name: str, taken: set[str]) -> str:
    """The name, with a number where it is taken; and taken it is then."""
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name}_{number}"
    taken.add(free)
    return free

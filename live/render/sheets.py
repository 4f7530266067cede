"""The documentation as tables: every text of the tree in exactly one of them, in the order of the tree.

Rule: tables follow from blocks and chapters alone, no kind is known here. Where a row stands (chapter, group, heading)
is named in it again, so that a table can be read alone. What is only pointed to is not said twice, but said once.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import cached_property

from live.core.document import (
    Authored,
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
    Part,
    Phrase,
    Picture,
    Quintessence,
    Quotes,
    Results,
    Speech,
    Table,
    Typed,
    Words,
    phrase,
)
from live.render import tables
from live.render.frame import parts
from live.render.grids import Grids
from live.render.tables import Cell, Place, Row, Sheet, worded
from live.render.words import Wording


def sheets(document: Document, words: Wording) -> tuple[Sheet, ...]:
    """All tables that have rows: those of every documentation, after the outline those that a chapter brings along."""
    reading = _Reading(document, words)
    reading.read()
    fixed = [_sheet(table, reading.rows[table.name], words) for table in tables.TABLES]
    return tuple(sheet for sheet in (*fixed[:2], *reading.grids.sheets(), *fixed[2:]) if sheet.rows)


def _sheet(table: tables.Table, rows: Sequence[Row], words: Wording) -> Sheet:
    meanings = table.columns if table.name in tables.UNPLACED else (*tables.PLACE, *table.columns)
    columns = tuple(worded(meaning, words) for meaning in meanings)
    return Sheet(table.name, words.plain(table.title), words.plain(table.about), columns, tuple(rows))


class _Reading:
    """A document on its way into tables. `_place` is where the reader stands: number, chapter, group, heading."""

    def __init__(self, document: Document, words: Wording) -> None:
        self.document = document
        self.words = words
        self.rows: dict[str, list[Row]] = {table.name: [] for table in tables.TABLES}
        self.grids = Grids(words)
        self._place: Place = (None, "", "", "")
        self._questions = 0
        self._entries = 0
        self._numbers: dict[str, int] = {}
        """Text of an entry -> its number, for what belongs to an entry that is only pointed to."""

    def read(self) -> None:
        self.rows["about"].extend(self._properties())
        for chapter in self.document.chapters:
            self._chapter(chapter)

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
            case Table():
                self.grids.add(block, chapter, self._place)
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
            text = self.words.plain(entry.words)
            number = self._numbers.get(text)
            if not entry.refers or text not in self._own_words:
                self._entries += 1
                number = self._numbers[text] = self._entries
                level = 1 if above is None else 2
                self._add("entries", number, above, column, place, level, *self._typed(entry.words))
            self._listed(entry.below, column, number)

    @cached_property
    def _own_words(self) -> set[str]:
        """Everything that is said in its own place and not only pointed to."""
        return {self.words.plain(words) for words in own_words(self.document.chapters)}

    def _facts(self, block: Facts) -> None:
        number, chapter, _, heading = self._place
        for fact in block.facts:
            label = self.words.plain(fact.label)
            self.rows["about"].append(("", number, chapter, heading, label, self._number_or_text(fact.value)))

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


def own_words(part: object) -> Iterator[Words]:
    """The words of a part of the tree, without those that only point to another place."""
    if isinstance(part, Authored | Phrase | Typed):
        yield part
    elif isinstance(part, tuple):
        for inner in part:
            yield from own_words(inner)
    elif isinstance(part, Part):
        for name in type(part).model_fields:
            if name != "words" or not getattr(part, "refers", False):
                yield from own_words(getattr(part, name))

"""The blocks of the tree as the template takes them.

Rule: every block of live/core/document.py is written here, and nothing that is a colour or a millimetre of the page.
Where a block may stand in columns, lines are estimated from characters, so that equal trees are always set alike.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import ceil
from typing import assert_never

from live.core.document import (
    Block,
    Column,
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
    phrase,
)
from live.render.charts import moods_chart, results_chart
from live.render.frame import SOLID_ABOVE
from live.render.paper.pictures import picture
from live.render.paper.said import Json, Sayer, visible
from live.render.words import printable

HALF, NARROW = 36, 22
"""Characters in a line of a column where there are two, and where there are three."""
LONG = 9
"""Lines from which on an entry has the whole width."""
CHUNK = 24
"""Lines that stand in two columns before the next two begin; no end of a page cuts such a pair."""
FEWEST = 4
"""Entries from which on two columns are worth it."""
TALL, MOST_BESIDE = 42, 3
"""Lines of a named column, and columns, that can stand beside others on a page."""
SMALL = 18
"""Lines of columns that no end of a page cuts; the longest words make twice as many of them."""
WHOLE = 600
"""Characters of a quintessence up to which it is kept on one page."""
HEADING = 300
"""Characters of a heading."""
NARROWEST, WIDEST = 8, 40
"""Characters by which the width of a column of a table is reckoned."""


class Blocks:
    """Writes blocks in the words of one language."""

    def __init__(self, sayer: Sayer) -> None:
        self._sayer = sayer

    def title(self, words: Words) -> dict[str, Json]:
        """The words of a heading, which is never empty: readers are led by it. `whole`: all of it, where it was cut."""
        text = self._sayer.wording.plain(words)
        if not visible(text):
            return self._sayer.ours("–")
        if len(text) <= HEADING:
            return self._sayer.said(words)
        return {**self._sayer.start(words, HEADING), "whole": self._sayer.said(words)}

    def written(self, blocks: Sequence[Block], *, level: int, to_all: bool = False) -> list[Json]:
        """The blocks in order. `level`: of headings inside; `to_all`: the paragraphs are what all groups were asked."""
        followed = pairwise([*blocks, None])
        return [
            {**self._block(block, level), "lead": to_all or isinstance(following, Quotes)}
            for block, following in followed
            if block is not None
        ]

    def _block(self, block: Block, level: int) -> dict[str, Json]:
        match block:
            case Paragraph() | Note():
                return {"block": block.block, "words": self._sayer.said(block.words)}
            case Heading():
                return {"block": "heading", "level": level, "words": self.title(block.words)}
            case Quotes():
                return {"block": "quotes", "chunks": self._chunks(block.entries)}
            case Listing():
                return {"block": "listing", "numbered": block.numbered, "entries": self._entries(block.entries)}
            case Columns():
                return self._columns(block, level)
            case Facts():
                return self._facts(block)
            case Table():
                return self._table(block)
            case Results() | Moods():
                return self._chart(block, level)
            case Quintessence():
                return self._quintessence(block, level)
            case Speech():
                role = self._sayer.said(block.role) if block.role else None
                return {"block": "speech", "speaker": self._sayer.said(block.speaker), "role": role}
            case Picture():
                return self._picture(block)
            case _:
                assert_never(block)

    def _entries(self, entries: Sequence[Entry]) -> list[Json]:
        said = self._sayer.said
        return [
            {"words": said(entry.words), "below": [{"words": said(point.words), "below": []} for point in entry.below]}
            for entry in entries
        ]

    def _quoted(self, entries: Sequence[Entry]) -> list[Json]:
        quoted = self._sayer.quoted
        return [
            {
                "words": quoted(entry.words),
                "below": [{"words": quoted(point.words), "below": []} for point in entry.below],
            }
            for entry in entries
        ]

    def _chunks(self, entries: Sequence[Entry]) -> list[Json]:
        """The quotes in their order, each chunk in one column or balanced in two."""
        if len(entries) < FEWEST:
            return [[self._quoted(entries)]] if entries else []
        return [[self._quoted(column) for column in chunk] for chunk in self._arranged(entries)]

    def _arranged(self, entries: Sequence[Entry]) -> Iterator[list[list[Entry]]]:
        short: list[tuple[Entry, float]] = []
        for entry in entries:
            lines = self._lines(entry, HALF)
            if lines < LONG:
                short.append((entry, lines))
            if short and (lines >= LONG or sum(length for _, length in short) > CHUNK):
                yield _halves(short)
                short = []
            if lines >= LONG:
                yield [[entry]]
        if short:
            yield _halves(short)

    def _columns(self, block: Columns, level: int) -> dict[str, Json]:
        columns: list[Json] = [
            {"title": self.title(column.title), "entries": self._entries(column.entries)} for column in block.columns
        ]
        tallest = max((self._height(column) for column in block.columns), default=0.0)
        beside = 0 < len(columns) <= MOST_BESIDE and tallest <= TALL
        return {"block": "columns", "level": level, "beside": beside, "small": tallest <= SMALL, "columns": columns}

    def _height(self, column: Column) -> float:
        entries = (Entry(words=column.title), *column.entries)
        return sum(self._lines(entry, NARROW) for entry in entries)

    def _lines(self, entry: Entry, width: int) -> float:
        """About how many lines an entry fills, with half of one below it."""
        texts = [self._sayer.wording.plain(words) for words in (entry.words, *(point.words for point in entry.below))]
        return 0.5 + sum(ceil(max(1, _width(line)) / width) for text in texts for line in text.split("\n"))

    def _facts(self, block: Facts) -> dict[str, Json]:
        said = self._sayer.said
        facts: list[Json] = [
            {
                "label": said(it.label),
                "value": said(it.value),
                "big": it.big,
                "length": len(self._sayer.plain(it.value)),
            }
            for it in block.facts
        ]
        return {"block": "facts", "facts": facts}

    def _table(self, block: Table) -> dict[str, Json]:
        said, number = self._sayer.said, self._sayer.wording.number
        columns = max([len(block.head), *(len(row) for row in block.rows)])
        padding: tuple[tuple[Words, ...], ...] = ((),) * columns
        rows = [(*row, *padding)[:columns] for row in block.rows]
        head = [said(words) for words in block.head] + [self._sayer.ours("")] * (columns - len(block.head))
        written: list[Json] = [[[said(words) for words in cell] for cell in row] for row in rows]
        return {
            "block": "table",
            "head": head,
            "rows": written,
            "numbers": [number(place) for place in range(1, len(rows) + 1)] if block.numbered else [],
            "widths": [
                self._width([(words,) for words in block.head[at : at + 1]] + [row[at] for row in rows])
                for at in range(columns)
            ],
        }

    def _width(self, cells: Sequence[Sequence[Words]]) -> int:
        longest = max((len(self._sayer.plain(words)) for cell in cells for words in cell), default=0)
        return min(max(longest, NARROWEST), WIDEST) + 4

    def _chart(self, block: Results | Moods, level: int) -> dict[str, Json]:
        said = self._sayer.said
        shared: dict[str, Json] = {
            "level": level,
            "question": self.title(block.question) if block.question else None,
            "sentence": said(block.sentence),
        }
        if isinstance(block, Results):
            return {**results_chart(block, self._sayer), **shared, "caption": said(block.caption)}
        single = all(round_.people <= SOLID_ABOVE for round_ in block.rounds)
        note = said(block.note) if block.note else None
        return {**moods_chart(block, self._sayer), **shared, "single": single, "note": note}

    def _quintessence(self, block: Quintessence, level: int) -> dict[str, Json]:
        return {
            "block": "quintessence",
            "level": level,
            "label": self.title(block.label),
            "words": self._sayer.said(block.words),
            "released": block.released,
            "long": len(self._sayer.wording.plain(block.words)) > WHOLE,
        }

    def _picture(self, block: Picture) -> dict[str, Json]:
        credit = printable(block.credit)
        return {
            "block": "picture",
            **picture(block),
            "alt": self._sayer.plain(block.alt) or "–",
            "caption": self._sayer.said(block.caption) if block.caption else None,
            "credit": self._sayer.said(phrase("Picture: %(credit)s", credit=credit)) if credit else None,
        }


def _width(line: str) -> int:
    """Characters, emoji and other wide ones counted as what they take."""
    return sum(1 if char < "\u2000" else 3 for char in line)


def _halves(entries: Sequence[tuple[Entry, float]]) -> list[list[Entry]]:
    """Two columns, in order, as equally long as can be; the first is not the shorter one."""
    whole = sum(lines for _, lines in entries)
    begun, at = 0.0, 0
    while at < len(entries) and begun < whole / 2:
        begun += entries[at][1]
        at += 1
    first, second = ([entry for entry, _ in part] for part in (entries[:at], entries[at:]))
    return [first, second]

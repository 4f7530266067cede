"""The tables that chapters bring along, as the agenda: those with the same head put together under one stable name.

Rule: a table of a chapter around the agenda is called like the chapter, one of a step like its columns. Columns are
called by the English message ids of their heads.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from live.core.document import Chapter, Phrase, Table, Words
from live.render.tables import CELL, OTHER, PLACE, ROW, TABLES, Column, Place, Row, Sheet, worded
from live.render.words import Wording

LONGEST_NAME = 40


@dataclass(slots=True)
class _Grid:
    """Tables of the tree that have the same name and the same head."""

    name: str
    title: str
    head: tuple[Words, ...]
    rows: list[Row] = field(default_factory=list)


class Grids:
    """All of them, in the order in which they were first met."""

    def __init__(self, words: Wording) -> None:
        self.words = words
        self._grids: list[_Grid] = []

    def add(self, block: Table, chapter: Chapter, place: Place) -> None:
        """Take a table in, which stands in a chapter at a place."""
        grid = self._grid(block, chapter)
        for row, cells in enumerate(block.rows, 1):
            lines = ["\n".join(self.words.plain(line) for line in cell) for cell in cells]
            grid.rows.append((*place, row, *_filled(lines, len(block.head))))

    def sheets(self) -> Iterator[Sheet]:
        """Each as a table under a name that no other one has."""
        place = [worded(one, self.words) for one in (*PLACE, ROW)]
        about, meaning = self.words.plain(OTHER), self.words.plain(CELL)
        taken = {table.name for table in TABLES}
        for grid in self._grids:
            names = {column.name for column in place}
            columns = [
                Column(_unused(_named(head, f"column_{at}"), names), self.words.plain(head), meaning, "text")
                for at, head in enumerate(grid.head, 1)
            ]
            yield Sheet(_unused(grid.name, taken), grid.title, about, (*place, *columns), tuple(grid.rows))

    def _grid(self, block: Table, chapter: Chapter) -> _Grid:
        if chapter.number is None:
            name, title = _slug(chapter.id), self.words.plain(chapter.title)
        else:
            name = "_".join(_named(head, "column") for head in block.head)
            title = " · ".join(self.words.plain(head) for head in block.head)
        name = name[:LONGEST_NAME].rstrip("_") or "table"
        for grid in self._grids:
            if (grid.name, grid.head) == (name, block.head):
                return grid
        self._grids.append(_Grid(name, title, block.head))
        return self._grids[-1]


def _filled(cells: list[str], width: int) -> list[str]:
    """As many cells as there are columns; what is too much goes into the last one."""
    if len(cells) > width > 0:
        return [*cells[: width - 1], "\n".join(cells[width - 1 :])]
    return [*cells, *[""] * (width - len(cells))]


def _named(words: Words, otherwise: str) -> str:
    """A stable name: the message id of a phrase of ours."""
    return (_slug(words.message) if isinstance(words, Phrase) else "") or otherwise


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", re.sub(r"%\(\w+\)s", "", text).lower()).strip("_")


def _unused(name: str, taken: set[str]) -> str:
    """The name, with a number where it is taken; and taken it is then."""
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name}_{number}"
    taken.add(free)
    return free

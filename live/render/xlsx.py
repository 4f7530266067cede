"""The documentation as a workbook: a sheet for each table, and a first one that says what is in them.

Rule: what people typed is text in its cell, whatever it looks like, and none of it is lost: what is longer than a cell
can hold goes on in further columns at the end of its row. Equal documents give equal bytes.
"""

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import zip_longest

from xlsxwriter import Workbook  # type: ignore[import-untyped]  # the library has no types
from xlsxwriter.format import Format  # type: ignore[import-untyped]  # the library has no types
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]  # the library has no types

from live.core.document import Document, phrase
from live.locale import catalogue
from live.render.accent import accents
from live.render.csv import guarded, sort
from live.render.frame import about, banner
from live.render.sheets import Cell, Column, Sheet, sheets
from live.render.words import Wording, direction

LONGEST = 32_000
"""UTF-16 units of a text that one cell is given; it can hold 32,767."""
LONGEST_TAB = 31
A4 = 9
WIDTHS = {"text": (12, 64), "number": (9, 14), "share": (9, 12), "time": (17, 17)}
"""Narrowest and widest column by what stands in it, in characters."""
FORMS = {"share": "0.0%", "time": "yyyy-mm-dd hh:mm"}
_UNTABBED = re.compile(r"[\[\]:*?/\\]")


def render_xlsx(document: Document, *, language: str | None = None, draft: bool = False) -> bytes:
    """The workbook in the document's own language or in another one."""
    words = Wording.of(document, language)
    file = io.BytesIO()
    with Workbook(
        file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    ) as book:
        _properties(book, document, words)
        writing = _Writing(book, words, _Looks.of(book, document))
        tables = [_spread(sheet, words) for sheet in sheets(document, words)]
        tabs = list(_tabs([words.plain(phrase("Overview")), *(sheet.title for sheet in tables)]))
        writing.overview(document, tables, tabs, draft=draft)
        for sheet, tab in zip(tables, tabs[1:], strict=True):
            writing.table(sheet, tab)
    return file.getvalue()


@dataclass(frozen=True, slots=True)
class _Looks:
    """How cells look."""

    title: Format
    head: Format
    strong: Format
    link: Format
    text: Format
    kept: Format
    """Text that would become a formula when somebody edits it, were it not marked as text."""
    forms: dict[str, Format]

    @classmethod
    def of(cls, book: Workbook, document: Document) -> "_Looks":
        colours = accents(document.accent)["light"]
        top = {"valign": "top", "font_name": "Noto Sans", "font_size": 10}
        body = {**top, "text_wrap": True}
        head = {"bold": True, "font_color": colours["on-accent"], "bg_color": colours["accent"], "valign": "vcenter"}
        return cls(
            title=book.add_format({**top, "bold": True, "font_size": 16, "font_color": colours["accent-ink"]}),
            head=book.add_format({**body, **head}),
            strong=book.add_format({**body, "bold": True, "bg_color": colours["accent-soft"]}),
            link=book.add_format({**body, "bold": True, "bg_color": colours["accent-soft"], "underline": 1}),
            text=book.add_format(body),
            kept=book.add_format({**body, "quote_prefix": True}),
            forms={name: book.add_format({**top, "num_format": form}) for name, form in FORMS.items()},
        )


class _Writing:
    """Puts tables on sheets."""

    def __init__(self, book: Workbook, words: Wording, looks: _Looks) -> None:
        self.book = book
        self.words = words
        self.looks = looks

    def overview(self, document: Document, tables: Sequence[Sheet], tabs: Sequence[str], *, draft: bool) -> None:
        """The first sheet: what this is, and what every sheet and every column means."""
        page = self._page(tabs[0])
        page.set_column(0, 0, 26, self.looks.text)
        page.set_column(1, 1, 26, self.looks.text)
        page.set_column(2, 2, 72, self.looks.text)
        page.set_column(3, 4, 22, self.looks.text)
        at = self._introduction(page, document, draft=draft) + 1
        say = catalogue(self.words.language).say
        heads = (say("Sheet"), say("Column"), say("Meaning"), say("Content"), say("Name in the CSV files"))
        for column, head in enumerate(heads):
            page.write_string(at, column, head, self.looks.head)
        for sheet, tab in zip(tables, tabs[1:], strict=True):
            at = self._explained(page, at + 1, sheet, tab)

    def table(self, sheet: Sheet, tab: str) -> None:
        """One table: its head stays in sight, is printed on every page and offers filters."""
        page = self._page(tab)
        page.freeze_panes(1, 0)
        page.repeat_rows(0)
        page.autofilter(0, 0, len(sheet.rows), len(sheet.columns) - 1)
        for at, column in enumerate(sheet.columns):
            page.set_column(at, at, _width(column, (row[at] for row in sheet.rows)))
            page.write_string(0, at, column.title, self.looks.head)
        for number, row in enumerate(sheet.rows, 1):
            for at, (cell, column) in enumerate(zip(row, sheet.columns, strict=True)):
                self._cell(page, number, at, cell, column.sort)

    def _page(self, tab: str) -> Worksheet:
        page = self.book.add_worksheet(tab)
        if direction(self.words.language) == "rtl":
            page.right_to_left()
        page.set_paper(A4)
        page.set_landscape()
        page.fit_to_pages(1, 0)
        page.set_footer("&L&A&R&P / &N")
        page.hide_gridlines(1)
        return page

    def _introduction(self, page: Worksheet, document: Document, *, draft: bool) -> int:
        """Title, subtitle, day and what to know; the row after them."""
        say = catalogue(self.words.language).say
        plain = self.words.plain
        page.write_string(0, 0, plain(document.title), self.looks.title)
        note = banner(document, draft=draft)
        lines = [
            *([plain(document.subtitle)] if document.subtitle else []),
            plain(about(document)),
            *([plain(note)] if note else []),
            say("Each sheet is a table. Shares are between 0 and 1 and shown in percent."),
            say("Words that are too long for one cell go on in further columns at the end of the row."),
        ]
        unwrapped = self.book.add_format({"font_name": "Noto Sans", "font_size": 10})
        for number, line in enumerate(lines, 1):
            page.write_string(number, 0, line, unwrapped)
        return len(lines) + 1

    def _explained(self, page: Worksheet, at: int, sheet: Sheet, tab: str) -> int:
        """A row for the table and one for each of its columns; the last of them."""
        strong = self.looks.strong
        target = tab.replace("'", "''")
        page.write_url(at, 0, f"internal:'{target}'!A1", self.looks.link, tab)
        for place, text in enumerate(("", sheet.about, "", f"{sheet.name}.csv"), 1):
            page.write_string(at, place, text, strong)
        for column in sheet.columns:
            at += 1
            meant = (column.title, column.about, self.words.plain(sort(column.sort)), column.name)
            for place, text in enumerate(meant, 1):
                page.write_string(at, place, text, self.looks.text)
        return at

    def _cell(self, page: Worksheet, row: int, column: int, cell: Cell, sort_: str) -> None:
        match cell:
            case None | "":
                pass
            case str():
                page.write_string(row, column, cell, self.looks.text if guarded(cell) == cell else self.looks.kept)
            case datetime():
                page.write_datetime(row, column, cell, self.looks.forms["time"])
            case _:
                page.write_number(row, column, cell, self.looks.forms.get(sort_, self.looks.text))


def _properties(book: Workbook, document: Document, words: Wording) -> None:
    book.set_properties(
        {
            "title": words.plain(document.title),
            "subject": words.plain(about(document)),
            "author": document.city or ", ".join(document.organisers),
            "created": datetime.fromtimestamp(document.as_of // 1000, UTC).replace(tzinfo=None),
        }
    )


def _spread(sheet: Sheet, words: Wording) -> Sheet:
    """The table with a further column for what is longer than a cell can hold, wherever there is such a text."""
    columns, rows = list(sheet.columns), [list(row) for row in sheet.rows]
    for at, column in enumerate(sheet.columns):
        pieces = [_pieces(row[at]) for row in rows]
        for row, (first, *_) in zip(rows, pieces, strict=True):
            row[at] = first
        for number, further in enumerate(zip_longest(*(piece[1:] for piece in pieces)), 2):
            about = words.plain(phrase("Goes on with words that are too long for one cell."))
            columns.append(
                replace(column, name=f"{column.name}_{number}", title=f"{column.title} {number}", about=about)
            )
            for row, piece in zip(rows, further, strict=True):
                row.append(piece)
    return replace(sheet, columns=tuple(columns), rows=tuple(map(tuple, rows)))


def _pieces(cell: Cell) -> list[Cell]:
    """A text in pieces that fit into cells."""
    if not isinstance(cell, str) or 2 * len(cell) <= LONGEST:
        return [cell]
    pieces, piece, size = list[Cell](), list[str](), 0
    for char in cell:
        units = 2 if char > "\uffff" else 1
        if size + units > LONGEST:
            pieces.append("".join(piece))
            piece, size = [], 0
        piece.append(char)
        size += units
    return [*pieces, "".join(piece)]


def _tabs(titles: Sequence[str]) -> Iterator[str]:
    """Names of sheets: short, without signs that no tab may have, each once whatever its letters' size."""
    taken: set[str] = set()
    for title in titles:
        plain = _UNTABBED.sub(" ", title).strip(" '") or "–"
        name, number = plain[:LONGEST_TAB].strip(" '"), 1
        while name.casefold() in taken:
            number += 1
            name = f"{plain[: LONGEST_TAB - 4].strip()} {number}"
        taken.add(name.casefold())
        yield name


def _width(column: Column, cells: Iterator[Cell]) -> int:
    narrow, wide = WIDTHS[column.sort]
    longest = max((len(line) for cell in cells for line in str(cell or "").split("\n")), default=0)
    return min(max(narrow, longest + 2, len(column.title) + 4), wide)

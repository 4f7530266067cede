"""The documentation as a workbook: a sheet for each table, and a first one that says what is in them.

Rule: what people typed is text in its cell, whatever it looks like, and none of it is lost: what is longer than a cell
can hold goes on in further columns at the end of its row. Equal documents give equal bytes.
"""

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import zip_longest
from typing import Any

from xlsxwriter import Workbook  # type: ignore[import-untyped]  # the library has no types
from xlsxwriter.format import Format  # type: ignore[import-untyped]  # the library has no types
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]  # the library has no types

from live.core.document import Document, phrase
from live.locale import catalogue
from live.render.accent import accents
from live.render.csv import guarded, sort
from live.render.frame import about, banner, edition
from live.render.quotation import runs_right_to_left
from live.render.sheets import sheets
from live.render.tables import Cell, Column, Row, Sheet
from live.render.words import Wording, direction

LONGEST = 32_000
"""UTF-16 units of a text that one cell is given; it can hold 32,767."""
LONGEST_TAB = 31
A4 = 9
WIDTHS = {"text": (12, 52), "number": (9, 22), "share": (9, 14), "time": (18, 18)}
"""Narrowest and widest column by what stands in it, in characters."""
FORMS = {"share": "0.0%", "time": "yyyy-mm-dd hh:mm", "mean": "0.00"}
WIDER = 1.05
"""How much more room a letter takes than a figure, by which columns are measured."""
LINE, HIGHEST = 15, 405
"""Height of a line and of the highest row, in points."""
_UNTABBED = re.compile(r"[\[\]:*?/\\]")


def render_xlsx(document: Document, *, language: str | None = None, draft: bool = False) -> bytes:
    """The workbook in the document's own language or in another one."""
    words = Wording.of(document, language)
    file = io.BytesIO()
    with Workbook(
        file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    ) as book:
        _properties(book, document, words)
        writing = _Writing(book, words, _Looks(book, document, words.language))
        tables = [_spread(_filled(sheet), words) for sheet in sheets(document, words)]
        tabs = list(_tabs([words.plain(phrase("Overview")), *(sheet.title for sheet in tables)]))
        writing.overview(document, tables, tabs, draft=draft)
        for sheet, tab in zip(tables, tabs[1:], strict=True):
            writing.table(sheet, tab)
    return file.getvalue()


class _Looks:
    """How cells look. Made when they are first wanted, each once."""

    def __init__(self, book: Workbook, document: Document, language: str) -> None:
        self.book = book
        self.colours = accents(document.accent)["light"]
        self.right_to_left = direction(language) == "rtl"
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}

    def head(self) -> Format:
        return self._look(**self._ground("on-accent", "accent"), text_wrap=True, valign="vcenter")

    def strong(self, *, link: bool = False) -> Format:
        return self._look(**self._ground("accent-ink", "accent-soft"), text_wrap=True, underline=int(link))

    def title(self) -> Format:
        return self._look(bold=True, font_size=16, font_color=self.colours["accent-ink"])

    def line(self) -> Format:
        """A line that runs over the cells beside it."""
        return self._look()

    def text(self, text: str) -> Format:
        """Text that runs its own way. What would become a formula when somebody edits it is marked as text."""
        order = 2 if runs_right_to_left(text) else 1
        return self._look(text_wrap=True, reading_order=order, quote_prefix=guarded(text) != text)

    def number(self, form: str | None, *, beside_text: bool) -> Format:
        """A number or a moment, kept apart from the text in the column beside it."""
        shown = {"num_format": form} if form else {}
        return self._look(**shown) if beside_text else self._look(**shown, align="right", indent=1)

    def _ground(self, ink: str, ground: str) -> dict[str, Any]:
        return {"bold": True, "font_color": self.colours[ink], "bg_color": self.colours[ground]}

    def _look(self, **wanted: Any) -> Format:  # noqa: ANN401 - the library takes words, numbers and truths alike
        start = "right" if self.right_to_left else "left"
        whole = {"valign": "top", "align": start, **wanted}
        key = tuple(sorted(whole.items()))
        if key not in self._made:
            self._made[key] = self.book.add_format(whole)
        return self._made[key]


class _Writing:
    """Puts tables on sheets."""

    def __init__(self, book: Workbook, words: Wording, looks: _Looks) -> None:
        self.book = book
        self.words = words
        self.looks = looks

    def overview(self, document: Document, tables: Sequence[Sheet], tabs: Sequence[str], *, draft: bool) -> None:
        """The first sheet: what this is, and what every sheet and every column means."""
        page = self._page(tabs[0])
        for at, width in enumerate((26, 26, 72, 22, 24)):
            page.set_column(at, at, width)
        at = self._introduction(page, document, draft=draft) + 1
        say = catalogue(self.words.language).say
        heads = (say("Sheet"), say("Column"), say("Meaning"), say("Content"), say("Name in the CSV files"))
        for column, head in enumerate(heads):
            page.write_string(at, column, head, self.looks.head())
        told = set[Column]()
        for sheet, tab in zip(tables, tabs[1:], strict=True):
            at = self._explained(page, at + 1, sheet, tab, told)

    def table(self, sheet: Sheet, tab: str) -> None:
        """One table: its head stays in sight, is printed on every page and offers filters."""
        page = self._page(tab)
        page.freeze_panes(1, 0)
        page.repeat_rows(0)
        page.autofilter(0, 0, len(sheet.rows), len(sheet.columns) - 1)
        widths = [_width(column, [row[at] for row in sheet.rows]) for at, column in enumerate(sheet.columns)]
        page.set_row(0, LINE + 6)
        for at, (column, width) in enumerate(zip(sheet.columns, widths, strict=True)):
            page.set_column(at, at, width)
            page.write_string(0, at, column.title, self.looks.head())
        for number, row in enumerate(sheet.rows, 1):
            page.set_row(number, _height(row, widths))
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
        page.set_row(0, 2 * LINE)
        page.write_string(0, 0, plain(document.title), self.looks.title())
        note = banner(document, draft=draft) or edition(document)
        lines = [
            *([plain(document.subtitle)] if document.subtitle else []),
            plain(about(document)),
            *([plain(note)] if note else []),
            say("Each sheet is a table. Shares are between 0 and 1 and shown in percent."),
            say("Columns in which nothing stands are left out. Every column is explained where it first occurs."),
            say("Words that are too long for one cell go on in further columns at the end of the row."),
        ]
        for number, line in enumerate(lines, 1):
            page.write_string(number, 0, line, self.looks.line())
        return len(lines) + 1

    def _explained(self, page: Worksheet, at: int, sheet: Sheet, tab: str, told: set[Column]) -> int:
        """A row for the table and one for each of its columns that was not told before; the last of them."""
        target = tab.replace("'", "''")
        page.write_url(at, 0, f"internal:'{target}'!A1", self.looks.strong(link=True), tab)
        for place, text in enumerate(("", sheet.about, "", f"{sheet.name}.csv"), 1):
            page.write_string(at, place, text, self.looks.strong())
        page.set_row(at, LINE * (1 + len(sheet.about) // 70))
        for column in [column for column in sheet.columns if column not in told]:
            at += 1
            told.add(column)
            meant = (column.title, column.about, self.words.plain(sort(column.sort)), column.name)
            for place, text in enumerate(meant, 1):
                page.write_string(at, place, text, self.looks.text(text))
        return at

    def _cell(self, page: Worksheet, row: int, column: int, cell: Cell, sort_: str) -> None:
        beside_text = sort_ == "text"
        match cell:
            case None | "":
                pass
            case str():
                page.write_string(row, column, cell, self.looks.text(cell))
            case datetime():
                page.write_datetime(row, column, cell, self.looks.number(FORMS["time"], beside_text=beside_text))
            case _:
                form = FORMS.get(sort_) or (FORMS["mean"] if isinstance(cell, float) else None)
                page.write_number(row, column, cell, self.looks.number(form, beside_text=beside_text))


def _properties(book: Workbook, document: Document, words: Wording) -> None:
    book.set_properties(
        {
            "title": words.plain(document.title),
            "subject": words.plain(about(document)),
            "author": document.city or ", ".join(document.organisers),
            "created": datetime.fromtimestamp(document.as_of // 1000, UTC).replace(tzinfo=None),
        }
    )


def _filled(sheet: Sheet) -> Sheet:
    """The table without columns in which nothing stands."""
    kept = [at for at in range(len(sheet.columns)) if any(row[at] not in (None, "") for row in sheet.rows)]
    columns = tuple(sheet.columns[at] for at in kept)
    return replace(sheet, columns=columns, rows=tuple(tuple(row[at] for at in kept) for row in sheet.rows))


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
    taken = {"history"}  # the one name that the program keeps for itself
    for title in titles:
        plain = _UNTABBED.sub(" ", title).strip(" '") or "–"
        name, number = plain[:LONGEST_TAB].strip(" '"), 1
        while name.casefold() in taken:
            number += 1
            name = f"{plain[: LONGEST_TAB - 4].strip()} {number}"
        taken.add(name.casefold())
        yield name


def _width(column: Column, cells: Sequence[Cell]) -> int:
    narrow, wide = WIDTHS[column.sort]
    longest = max((len(line) for cell in cells for line in _lines(cell)), default=0)
    return min(max(narrow, longest + 2, len(column.title) + 5), wide)


def _height(row: Row, widths: Sequence[int]) -> int:
    """Enough for all lines: not every program makes room by itself."""
    lines = max(
        sum(1 + int(len(line) * WIDER / width) for line in _lines(cell))
        for cell, width in zip(row, widths, strict=True)
    )
    return min(LINE * lines, HIGHEST)


def _lines(cell: Cell) -> list[str]:
    return cell.split("\n") if isinstance(cell, str) else []

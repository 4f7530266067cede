"""The documentation as tables for other programs: a ZIP of CSV files, what their columns mean and what to read first.

Rule: a file opens right by a double click in a German Excel: UTF-8 with its mark, semicolons, a comma in numbers. What
people typed never becomes a formula there: an apostrophe stands before it, and taking that off gives the words back.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from live.core.document import Document, Moment, Words, phrase
from live.locale import catalogue
from live.render.frame import about, banner, edition
from live.render.sheets import sheets
from live.render.tables import Cell, Sheet
from live.render.words import Wording

PLACES = 6
"""Of a number that is not whole, after the comma."""
EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)
"""No file in a ZIP can be older."""

_FORMULA = re.compile(
    "['\"\\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*[=+\\-@\\t\\r\\0\uff1d\uff0b\uff0d\uff20\u2212]"
)
_GUARDED = re.compile("'(?=" + _FORMULA.pattern + ")")


def render_csv(document: Document, *, language: str | None = None, draft: bool = False) -> bytes:
    """The archive; equal documents give equal bytes."""
    words = Wording.of(document, language)
    tables = sheets(document, words)
    files = {
        "README.txt": _readme(document, words, tables, draft=draft),
        "dictionary.csv": _file(map(guarded, row) for row in _dictionary(tables, words)),
        **{f"{sheet.name}.csv": _table(sheet) for sheet in tables},
    }
    at = max(datetime.fromtimestamp(document.as_of // 1000, UTC), EARLIEST).timetuple()[:6]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, at)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return packed.getvalue()


def guarded(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would take it for a formula."""
    return "'" + text if _FORMULA.match(text) else text


def unguarded(cell: str) -> str:
    """What `guarded` was given."""
    return cell[1:] if _GUARDED.match(cell) else cell


def _table(sheet: Sheet) -> bytes:
    return _file([[column.name for column in sheet.columns], *(map(_cell, row) for row in sheet.rows)])


def _cell(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case str():
            return guarded(cell)
        case datetime():
            return cell.isoformat(" ", "minutes")
        case float():
            return f"{cell:.{PLACES}f}".rstrip("0").rstrip(".").replace(".", ",")
        case _:
            return str(cell)


def _file(rows: Iterable[Iterable[str]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def _dictionary(tables: Sequence[Sheet], words: Wording) -> list[list[str]]:
    """A row for each table, then one for each of its columns."""
    rows = [["table", "column", "title", "sort", "about"]]
    for sheet in tables:
        rows.append([sheet.name, "", sheet.title, "", sheet.about])
        rows += [
            [sheet.name, column.name, column.title, words.plain(sort(column.sort)), column.about]
            for column in sheet.columns
        ]
    return rows


def sort(name: str) -> Words:
    """What stands in a column, in words."""
    match name:
        case "number":
            return phrase("number")
        case "share":
            return phrase("share from 0 to 1")
        case "time":
            return phrase("date and time")
        case _:
            return phrase("text")


def _readme(document: Document, words: Wording, tables: Sequence[Sheet], *, draft: bool) -> bytes:
    say = catalogue(words.language).say
    note = banner(document, draft=draft) or edition(document)
    head = [words.plain(document.title), words.plain(about(document)), *([words.plain(note)] if note else [])]
    at = Moment(at=document.as_of)
    made = phrase("As of %(day)s, %(at)s", day=Moment(at=document.as_of, shown="day"), at=at)
    lines = [
        *head,
        words.plain(made),
        "",
        say("Each file is a table. “dictionary.csv” says what every table and every column means."),
        say("The files are written in UTF-8. Cells are separated by semicolons; a cell may have several lines."),
        say("Numbers have a decimal comma, shares are between 0 and 1, and times are those of the place."),
        say(
            "An apostrophe stands before words that a spreadsheet would take for a formula, those that begin with "
            "= + - or @. It is ours and was not typed."
        ),
        say("A table without rows is left out."),
        "",
        *(f"{sheet.name}.csv – {sheet.title}" for sheet in tables),
    ]
    return "\r\n".join([*lines, ""]).encode("utf-8-sig")

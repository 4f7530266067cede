"""Every form of the documentation read back by somebody else's reader: its texts in order, and its counts.

Rule: a reader knows how a form is written and nothing of the tree.
"""

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from importlib import import_module
from typing import Any

import mammoth  # type: ignore[import-untyped]  # the library has no types
from markdown_it import MarkdownIt
from markdown_it.token import Token
from openpyxl import load_workbook

from live.core.document import Document
from live.render.csv import unguarded
from live.render.formats import render

_BREAKS = (
    "address article blockquote body caption dd div dl dt figcaption figure h1 h2 h3 h4 h5 h6 header "
    "li main ol p section table tbody td th thead tr ul"
)
BREAKS = frozenset(_BREAKS.split())
SILENT = frozenset(("script", "style", "title"))
SIGNALS = ("up", "sideways", "down")


@dataclass
class Read:
    """What a reader found. `counts`: options and how many people chose them; None where a form has no such rows."""

    texts: list[str] = field(default_factory=list)
    counts: list[tuple[str, int]] | None = None
    points: bool = False
    """Whether the form shows in a second place what it only points to there."""


class Units(HTMLParser):
    """The texts of a page, one for each block; the classes of the elements in which it stands with each."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.units: list[tuple[str, frozenset[str]]] = []
        self.tables: list[list[list[str]]] = []
        self._cell = 0
        self._text: list[str] = []
        self._open: list[tuple[str, str]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self._text.append("\n")
        if tag in BREAKS:
            self._flush()
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            self._cell = len(self.units)
        if tag not in ("br", "img", "link", "meta", "use", "path"):
            self._open.append((tag, dict(attrs).get("class") or ""))

    def handle_endtag(self, tag: str) -> None:
        if tag in BREAKS:
            self._flush()
        if tag in ("td", "th"):
            self.tables[-1][-1].append("\n".join(text for text, _ in self.units[self._cell :]))
        if any(tag == open_ for open_, _ in self._open):
            while self._open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        if not SILENT & {tag for tag, _ in self._open}:
            self._text.append(data)

    def _flush(self) -> None:
        text, self._text = "".join(self._text).strip(), []
        if text:
            self.units.append((text, frozenset(word for pair in self._open for part in pair for word in part.split())))


def html(document: Document, language: str) -> Read:
    units = Units(render(document, "html", language=language, draft=False).decode()).units
    read = Read([text for text, _ in units], [], points=True)
    assert read.counts is not None
    row: list[str] = []
    for text, around in units:
        if "numbers" in around and (mood := re.fullmatch(r"(\d+) .*", text, re.DOTALL)):
            signal = next(name for name in SIGNALS if f"mood-{name}" in around)
            read.counts.append((signal, int(mood[1])))
        elif "results" in around and around & {"td", "th"} and "thead" not in around:
            row.append(text)
            if len(row) == 3:
                read.counts.append((row[0], int(row[1])))
                row = []
    return read


def markdown(document: Document, language: str) -> Read:
    text = render(document, "md", language=language, draft=False).decode()
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
    read = Read([_plain(token) for token in tokens if token.type == "inline"], [], points=True)
    for table in _tables(tokens):
        read.counts = [*(read.counts or []), *_counted(table)]
    return read


def _plain(token: Token) -> str:
    return "".join("\n" if part.type in ("softbreak", "hardbreak") else part.content for part in token.children or ())


def _tables(tokens: Iterable[Token]) -> Iterator[list[list[str]]]:
    rows: list[list[str]] = []
    for token in tokens:
        if token.type == "table_open":
            rows = []
        elif token.type == "tr_open":
            rows.append([])
        elif token.type == "table_close":
            yield rows
        elif token.type == "inline" and rows and len(rows[-1]) < len(rows[0]) + (len(rows) == 1):
            rows[-1].append(_plain(token))


def _counted(table: list[list[str]]) -> Iterator[tuple[str, int]]:
    """The counts of a table with shares: one column of them, or a column for each round of a mood check."""
    head, *rows = table
    if rows and all(re.fullmatch(r"\d+\s.*[%٪].*", cell) for row in rows for cell in row[1:]):
        for column in range(1, len(head)):
            yield from ((signal, int(row[column].split()[0])) for signal, row in zip(SIGNALS, rows, strict=True))
    elif len(head) == 3 and all(re.fullmatch(r"\d+", row[1]) and re.search("[%٪]", row[2]) for row in rows):
        yield from ((row[0], int(row[1])) for row in rows)


def word(document: Document, language: str) -> Read:
    file = render(document, "docx", language=language, draft=False)
    page = Units(mammoth.convert_to_html(io.BytesIO(file)).value)
    counts = [row for table in page.tables for row in _counted(table)]
    return Read([text for text, _ in page.units], counts, points=True)


def tables(document: Document, language: str) -> Read:
    packed = render(document, "csv", language=language, draft=False)
    read, counts = Read(), list[tuple[int, str, int]]()
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        for name in archive.namelist():
            text = archive.read(name).decode("utf-8-sig")
            if not name.endswith(".csv") or name == "dictionary.csv":
                continue
            rows = [dict(row) for row in csv.DictReader(io.StringIO(text, newline=""), delimiter=";")]
            read.texts += [unguarded(cell) for row in rows for cell in row.values()]
            label = {"moods.csv": "signal", "results.csv": "option"}.get(name)
            counts += [(int(r["question_number"]), unguarded(r[label]), int(r["count"])) for r in rows if label]
    read.counts = [(label, count) for _, label, count in sorted(counts, key=lambda row: row[0])]
    return read


def workbook(document: Document, language: str) -> Read:
    book = load_workbook(io.BytesIO(render(document, "xlsx", language=language, draft=False)))
    read, counts = Read(), list[tuple[int, str, int]]()
    for sheet in book.worksheets[1:]:
        head, *rows = sheet.iter_rows()
        assert not [cell for row in rows for cell in row if cell.data_type == "f"]
        read.texts += [str(cell.value) for row in rows for cell in row if cell.value is not None]
        names = [_names(book.worksheets[0])[str(cell.value)] for cell in head]
        if {"question_number", "count"} <= {*names}:
            label = "signal" if "signal" in names else "option"
            at = [names.index(name) for name in ("question_number", label, "count")]
            counts += [
                (int(str(q)), str(text), int(str(n))) for row in rows for q, text, n in [[row[i].value for i in at]]
            ]
    read.counts = [(label, count) for _, label, count in sorted(counts, key=lambda row: row[0])]
    return read


def _names(overview: Any) -> dict[str, str]:  # noqa: ANN401 - a sheet of the library
    """Title of a column -> its stable name, as the first sheet explains them."""
    return {str(row[1]): str(row[4]) for row in overview.iter_rows(values_only=True) if row[1]}


def data(document: Document, language: str) -> Read:
    read = Read([], [])
    _walk(json.loads(render(document, "json", language=language, draft=False))["document"], language, read)
    return read


def _walk(part: Any, language: str, read: Read) -> None:  # noqa: ANN401 - JSON as it is read
    match part:
        case {"refers": True, "below": below}:
            _walk(below, language, read)
        case {"words": "typed", "text": text}:
            read.texts.append(text)
        case {"words": "authored", "text": texts}:
            read.texts.append(_worded(texts, language))
        case {"words": "phrase", "params": params}:
            read.texts += [text for text in params.values() if isinstance(text, str)]
        case {"block": "moods", "rounds": rounds}:
            _walk(part["question"], language, read)
            for mood in rounds:
                counts = zip(mood["signals"], mood["bars"], strict=True)
                read.counts = [*(read.counts or []), *((signal, bar["count"]) for signal, bar in counts)]
        case {"label": label, "count": count, "share": _}:
            text = label["text"][language] if language in label.get("text", {}) else _label(label, language)
            read.counts = [*(read.counts or []), (text, count)]
        case dict():
            for inner in part.values():
                _walk(inner, language, read)
        case list():
            for inner in part:
                _walk(inner, language, read)
        case str():
            read.texts.append(part)


def _label(label: dict[str, Any], language: str) -> str:
    if label["words"] == "authored":
        return _worded(label["text"], language)
    params = {name: _worded(v, language) if isinstance(v, dict) else v for name, v in label["params"].items()}
    return str(label["message"]) % params


def _worded(texts: dict[str, str], language: str) -> str:
    return texts.get(language) or texts.get("de") or next(iter(texts.values()))


def paper(document: Document, language: str) -> str:
    """A file whose pages know no units: everything after the cover in one, without the lines that every page has."""
    pages = import_module("pypdfium2").PdfDocument(render(document, "pdf", language=language, draft=False))
    texts = [str(pages[at].get_textpage().get_text_range()).replace("\r\n", "\n") for at in range(1, len(pages))]
    return "\n".join(re.sub(r"\A[^\n]*\n|\n[^\n]*\Z", "", text) for text in texts)


READERS: dict[str, Callable[[Document, str], Read]] = {
    "html": html,
    "docx": word,
    "md": markdown,
    "csv": tables,
    "xlsx": workbook,
    "json": data,
}
"""Name of a form -> its reader. A new form is a line here."""

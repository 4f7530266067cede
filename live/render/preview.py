"""A form of the documentation made and read back, so that an editor sees in a browser what others will find in it.

Rule: what is shown is read from the finished file and from nothing else; where a form says less than the tree, its
preview says less. Only the beginning of a very long file is shown, and that it goes on.
"""

import csv
import io
import re
import zipfile
from base64 import b64encode
from collections.abc import Iterator
from itertools import islice
from typing import Literal
from xml.etree import ElementTree as ET

from pydantic import BaseModel

from live.core.document import Document
from live.render.formats import render

MOST_ROWS = 60
"""Of one table."""
MOST_BLOCKS = 1_500
MOST_PAGES = 40
MOST_CHARACTERS = 150_000
_CELLS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_PICTURES = ".//wp:inline//a:blip"
"""Pictures within the text; those behind it are the ground of the cover."""
_EMBEDDED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"


class Block(BaseModel):
    """A piece of a file in order. `sort` h1 … h6, p or li: `text`; table: `rows`, the first of them its head."""

    sort: Literal["h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "table", "picture", "text"]
    text: str = ""
    rows: list[list[str]] = []
    more: int = 0
    """So many rows are left out here."""


class Shown(BaseModel):
    """What of a file is shown. `frame`: the file shows itself; `file`: it can only be opened elsewhere."""

    sort: Literal["frame", "blocks", "pages", "file"]
    blocks: list[Block] = []
    pages: list[str] = []
    """`data:` addresses of pictures."""
    goes_on: bool = False


def preview(document: Document, form: str, language: str) -> bytes:
    """A `Shown` as JSON."""
    return _shown(document, form, language).model_dump_json().encode()


def _shown(document: Document, form: str, language: str) -> Shown:
    if form == "pdf":
        return _pages(document, language)
    file = render(document, form, language=language, draft=True)
    match form:
        case "docx":
            blocks = _of_docx(file)
        case "xlsx":
            blocks = _of_xlsx(file)
        case "csv":
            blocks = _of_csv(file)
        case "md" | "json":
            text = file.decode("utf-8", "replace")
            return Shown(
                sort="blocks",
                blocks=[Block(sort="text", text=text[:MOST_CHARACTERS])],
                goes_on=len(text) > MOST_CHARACTERS,
            )
        case _:
            return Shown(sort="file")
    begun = list(islice(blocks, MOST_BLOCKS + 1))
    return Shown(sort="blocks", blocks=begun[:MOST_BLOCKS], goes_on=len(begun) > MOST_BLOCKS)


def _pages(document: Document, language: str) -> Shown:
    from live.render.pdf import render_pages  # noqa: PLC0415 - a form's library is loaded when it is wanted

    pages = render_pages(document, language=language, draft=True)
    addresses = [f"data:image/png;base64,{b64encode(page).decode()}" for page in pages[:MOST_PAGES]]
    return Shown(sort="pages", pages=addresses, goes_on=len(pages) > MOST_PAGES)


def _of_docx(file: bytes) -> Iterator[Block]:
    import docx  # noqa: PLC0415 - a form's library is loaded when it is wanted
    from docx.table import Table  # noqa: PLC0415 - as above

    opened = docx.Document(io.BytesIO(file))
    for piece in opened.iter_inner_content():
        if isinstance(piece, Table):
            rows = [[cell.text for cell in row.cells] for row in piece.rows]
            yield from _table(rows)
            continue
        for drawn in piece._p.xpath(_PICTURES):  # noqa: SLF001 - python-docx has no other way to a picture
            part = opened.part.related_parts.get(drawn.get(_EMBEDDED, ""))
            if part is not None:
                yield Block(sort="picture", text=f"data:{part.content_type};base64,{b64encode(part.blob).decode()}")
        if piece.text.strip():
            yield Block(sort=_sort(piece.style.name if piece.style else ""), text=piece.text)


def _sort(style: str | None) -> Literal["h1", "h2", "h3", "h4", "h5", "h6", "p", "li"]:
    match re.split(r"\s+", (style or "").lower()):
        case ["title"] | ["heading", "1"]:
            return "h2"
        case ["heading", "2"]:
            return "h3"
        case ["heading", _]:
            return "h4"
        case ["list", *_]:
            return "li"
        case _:
            return "p"


def _of_csv(file: bytes) -> Iterator[Block]:
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        for name in archive.namelist():
            text = archive.read(name).decode("utf-8-sig")
            yield Block(sort="h2", text=name)
            if name.endswith(".csv"):
                yield from _table(list(csv.reader(io.StringIO(text), delimiter=";")))
            else:
                yield Block(sort="text", text=text)


def _of_xlsx(file: bytes) -> Iterator[Block]:
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        names = set(archive.namelist())
        shared: list[str] = []
        if "xl/sharedStrings.xml" in names:
            root = ET.fromstring(archive.read("xl/sharedStrings.xml"))  # noqa: S314 - our own file, just written
            shared = ["".join(text.text or "" for text in entry.iter(f"{_CELLS}t")) for entry in root]
        book = ET.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314 - as above
        for number, sheet in enumerate(book.iter(f"{_CELLS}sheet"), 1):
            yield Block(sort="h2", text=sheet.get("name", ""))
            root = ET.fromstring(archive.read(f"xl/worksheets/sheet{number}.xml"))  # noqa: S314 - as above
            yield from _table([list(_row(row, shared)) for row in root.iter(f"{_CELLS}row")])


def _row(row: ET.Element, shared: list[str]) -> Iterator[str]:
    at = 0
    for cell in row:
        column = 0
        for letter in re.sub(r"\d", "", cell.get("r", "")):
            column = column * 26 + ord(letter) - ord("A") + 1
        yield from [""] * max(0, column - at - 1)
        at = max(column, at + 1)
        value = "".join(text.text or "" for text in cell.iter() if text.tag in (f"{_CELLS}v", f"{_CELLS}t"))
        yield shared[int(value)] if cell.get("t") == "s" and value else value


def _table(rows: list[list[str]]) -> Iterator[Block]:
    filled = [row for row in rows if any(cell.strip() for cell in row)]
    if filled:
        wide = max(len(row) for row in filled[: MOST_ROWS + 1])
        shown = [row + [""] * (wide - len(row)) for row in filled[: MOST_ROWS + 1]]
        yield Block(sort="table", rows=shown, more=max(0, len(filled) - MOST_ROWS - 1))

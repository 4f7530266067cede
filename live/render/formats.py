"""The forms in which the documentation can be had: the only list of them.

Rule: a form is a line here and a module of its own, which is loaded when the form is first wanted. All of them are
given the same tree.
"""

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import product

from live.core.document import Document

Render = Callable[[Document, str, bool], bytes]
"""Document, language, draft -> file."""


@dataclass(frozen=True, slots=True)
class Format:
    """One form. `ending` is that of a file's name; `title` is a message id.

    `worded`: it is in one language; otherwise it holds them all and is the same in each.
    """

    name: str
    ending: str
    media_type: str
    title: str
    render: Render
    worded: bool = True


def _html(document: Document, language: str, draft: bool) -> bytes:
    from live.render.html import render_html

    return render_html(document, language=language, draft=draft).encode()


def _markdown(document: Document, language: str, draft: bool) -> bytes:
    from live.render.markdown import render_markdown

    return render_markdown(document, language=language, draft=draft).encode()


def _csv(document: Document, language: str, draft: bool) -> bytes:
    from live.render.csv import render_csv

    return render_csv(document, language=language, draft=draft)


def _xlsx(document: Document, language: str, draft: bool) -> bytes:
    from live.render.xlsx import render_xlsx

    return render_xlsx(document, language=language, draft=draft)


def _json(document: Document, language: str, draft: bool) -> bytes:
    from live.render.json import render_json

    return render_json(document)


def _docx(document: Document, language: str, draft: bool) -> bytes:
    from live.render.docx import render_docx

    return render_docx(document, language=language, draft=draft)


def _pdf(document: Document, language: str, draft: bool) -> bytes:
    from live.render.pdf import render_pdf

    return render_pdf(document, language=language, draft=draft)


OFFICE = "application/vnd.openxmlformats-officedocument."
FORMATS = (
    Format("html", "html", "text/html; charset=utf-8", "Web page", _html),
    Format("pdf", "pdf", "application/pdf", "PDF", _pdf),
    Format("docx", "docx", f"{OFFICE}wordprocessingml.document", "Word document", _docx),
    Format("md", "md", "text/markdown; charset=utf-8", "Markdown", _markdown),
    Format("xlsx", "xlsx", f"{OFFICE}spreadsheetml.sheet", "Spreadsheet (Excel)", _xlsx),
    Format("csv", "csv.zip", "application/zip", "Tables (CSV)", _csv),
    Format("json", "json", "application/json", "Data (JSON)", _json, worded=False),
)
NAMED = {form.name: form for form in FORMATS}
EVERYTHING = Format("zip", "zip", "application/zip", "Everything in one folder", lambda *_: b"")
"""All forms in all languages of the document, packed; made by `render_everything`."""


def render(document: Document, form: str, *, language: str, draft: bool) -> bytes:
    """The documentation in a form. Raises `KeyError` for a form that is not in the list."""
    if form == EVERYTHING.name:
        return render_everything(document, draft=draft)
    return NAMED[form].render(document, language, draft)


def render_everything(document: Document, *, draft: bool) -> bytes:
    """Every form in every language of the document, in one archive; equal documents give equal bytes."""
    packed = io.BytesIO()
    written = datetime.fromtimestamp(document.as_of / 1000, UTC).timetuple()[:6]
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for language, form in product(document.languages, FORMATS):
            if not form.worded and language != document.language:
                continue
            folder = f"{language}/" if form.worded else ""
            name = zipfile.ZipInfo(f"{folder}documentation.{form.ending}", written)
            archive.writestr(name, form.render(document, language, draft), zipfile.ZIP_DEFLATED)
    return packed.getvalue()

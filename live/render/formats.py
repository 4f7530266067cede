"""The forms in which the documentation can be had: the only list of them.

Rule: a form is a line here and a module of its own, which is loaded when the form is first wanted. All of them are
given the same tree.
"""

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

from live.core.document import Document

Render = Callable[[Document, str, bool], bytes]
"""Document, language, draft -> file."""


@dataclass(frozen=True, slots=True)
class Format:
    """One form. `ending` is that of a file's name; `title` is a message id."""

    name: str
    ending: str
    media_type: str
    title: str
    render: Render


def _html(document: Document, language: str, draft: bool) -> bytes:
    from live.render.html import render_html

    return render_html(document, language=language, draft=draft).encode()


def _json(document: Document, language: str, draft: bool) -> bytes:
    from live.render.json import render_json

    return render_json(document)


def _docx(document: Document, language: str, draft: bool) -> bytes:
    from live.render.docx import render_docx

    return render_docx(document, language=language, draft=draft)


def _pdf(document: Document, language: str, draft: bool) -> bytes:
    from live.render.pdf import render_pdf

    return render_pdf(document, language=language, draft=draft)


FORMATS = (
    Format("html", "html", "text/html; charset=utf-8", "Web page", _html),
    Format(
        "docx",
        "docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "Word document",
        _docx,
    ),
    Format("pdf", "pdf", "application/pdf", "PDF", _pdf),
    Format("json", "json", "application/json", "Data (JSON)", _json),
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
    """Every form in every language of the document, in one archive; equal documents give equal names."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for language in document.languages:
            for form in FORMATS:
                file = form.render(document, language, draft)
                archive.writestr(f"{language}/documentation.{form.ending}", file)
    return packed.getvalue()

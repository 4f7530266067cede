"""The documentation on paper: a tagged PDF that can be kept for good and read aloud.

Rule: equal documents give equal files. A city's logo that cannot be drawn never costs the file; its sign stands there.
"""

from collections.abc import Callable
from typing import TypeVar

import typst

from live.core.document import Document
from live.render.paper.said import Json
from live.render.paper.tree import given
from live.render.paper.typesetter import as_pages, as_pdf

TEMPLATE = "document.typ"
SCREEN_DOTS = 96
"""Per inch, for looking at a page."""
Drawn = TypeVar("Drawn")


def render_pdf(document: Document, *, language: str | None = None, draft: bool = False) -> bytes:
    """The file in the document's own language or in another one.

    `draft`: say on every page that it is not final and as of when; said anyway while the evening has not ended.
    """
    at = (document.published_at or document.as_of) // 1000
    return _set(document, language, lambda words: as_pdf(TEMPLATE, words, at=at), draft=draft)


def render_pages(document: Document, *, language: str | None = None, draft: bool = False) -> list[bytes]:
    """The pages of the file as pictures (PNG), to be looked at on a screen."""
    return _set(document, language, lambda words: as_pages(TEMPLATE, words, SCREEN_DOTS), draft=draft)


def _set(document: Document, language: str | None, drawn: Callable[[Json], Drawn], *, draft: bool) -> Drawn:
    try:
        return drawn(given(document, language, draft=draft))
    except typst.TypstError:
        if not document.logo:
            raise
    bare = document.model_copy(update={"logo": ""})
    return drawn(given(bare, language, draft=draft))

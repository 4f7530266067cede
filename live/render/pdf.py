"""The documentation on paper: a tagged PDF that can be kept for good and read aloud.

Rule: equal documents give equal files. A city's logo that cannot be drawn never costs the file; its sign stands there.
"""

import typst

from live.core.document import Document
from live.render.paper.tree import given
from live.render.paper.typesetter import as_pdf

TEMPLATE = "document.typ"


def render_pdf(document: Document, *, language: str | None = None, draft: bool = False) -> bytes:
    """The file in the document's own language or in another one.

    `draft`: say on every page that it is not final and as of when; said anyway while the evening has not ended.
    """
    at = (document.published_at or document.as_of) // 1000
    try:
        return as_pdf(TEMPLATE, given(document, language, draft=draft), at=at)
    except typst.TypstError:
        if not document.logo:
            raise
    bare = document.model_copy(update={"logo": ""})
    return as_pdf(TEMPLATE, given(bare, language, draft=draft), at=at)

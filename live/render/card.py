"""The picture beside a link to the documentation, as other sites show it: the title on the city's colour.

Rule: it says no more than the first page of the documentation, and one stroke is one person here too.
"""

from live.core.document import Document, Typed
from live.render.charts import manner
from live.render.frame import about
from live.render.paper.said import Sayer
from live.render.paper.typesetter import as_png
from live.render.words import Wording

LARGEST = (24, 44, 70, 110, 160)
"""Letters of a title up to which each size fits; the longest are cut."""
SIZES = (36, 31, 25, 20, 16)
"""Points."""


def card_png(document: Document, language: str) -> bytes:
    """A PNG of 1200 by 630."""
    words = Wording.of(document, language)
    sayer = Sayer(words)
    title = sayer.plain(document.title)
    size = next((size for size, most in zip(SIZES, LARGEST, strict=True) if len(title) <= most), SIZES[-1])
    long = len(title) > LARGEST[-1]
    said = sayer.ours(f"{title[: LARGEST[-1]].rstrip()} …") if long else sayer.said(document.title)
    given = {
        **manner(sayer, document.accent),
        "city": sayer.said(Typed(text=document.city)),
        "title": said,
        "size": size,
        "about": sayer.said(about(document)),
        "people": document.people,
    }
    return as_png("card.typ", given)

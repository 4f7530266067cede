"""The document tree as the template takes it: worded, with levels of headings, chapter by chapter.

Rule: no decision about a kind, none about colours or millimetres of the page; the template has those.
"""

from live.core.document import Chapter, Document, phrase
from live.render import frame
from live.render.charts import manner
from live.render.paper.blocks import Blocks
from live.render.paper.pictures import logo
from live.render.paper.said import DESCRIPTION, Json, Sayer, shortened, visible
from live.render.words import Wording, printable

CITY = 200
"""Characters of a city's name on the cover."""
_RUNNING_TITLE = 80
"""Characters of the title that a line at the head of a page holds."""


def given(document: Document, language: str | None = None, *, draft: bool = False) -> Json:
    """Everything the template needs."""
    sayer = Sayer(Wording.of(document, language))
    draft = draft or document.state != "ended"
    chapters = [_chapter(chapter, sayer) for chapter in document.chapters]
    title = next(filter(visible, (sayer.plain(document.title), printable(document.city))), "–")
    return {
        **manner(sayer, document.accent),
        "title": title,
        "authors": [shortened(printable(name), DESCRIPTION) for name in document.organisers],
        "running": sayer.ours(shortened(title, _RUNNING_TITLE)),
        "foot": sayer.ours(shortened(printable(document.city), _RUNNING_TITLE)),
        "draft": sayer.said(frame.state(document, draft=True)) if draft else None,
        "cover": _cover(document, sayer, draft=draft),
        "words": _messages(sayer),
        "chapters": chapters,
        "substituted": sayer.substituted,
    }


def _cover(document: Document, sayer: Sayer, *, draft: bool) -> Json:
    rows = frame.rows(document.people)
    city = shortened(printable(document.city), CITY)
    return {
        "city": sayer.ours(city),
        "logo": logo(document.logo),
        "logo-alt": sayer.plain(phrase("Logo: %(city)s", city=city)),
        "mark": sayer.ours(city.split()[-1][:1] if city.split() else ""),
        "title": Blocks(sayer).title(document.title),
        "subtitle": sayer.said(document.subtitle) if document.subtitle else None,
        "about": sayer.said(frame.about(document)),
        "rows": rows,
        "people": document.people,
        "people-said": sayer.said(frame.people(document)),
        "people-alt": sayer.plain(frame.people(document)),
        "organisers": [sayer.foreign(name) for name in document.organisers],
        "state": sayer.said(frame.state(document, draft=draft)),
    }


def _messages(sayer: Sayer) -> dict[str, Json]:
    """What the template says by itself."""
    return {
        "contents": sayer.said(phrase("Contents")),
        "organised": sayer.said(phrase("Organised by")),
        "no-mention": sayer.said(phrase("No mention")),
        "answer": sayer.said(phrase("Answer")),
        "people": sayer.said(phrase("People")),
        "share": sayer.said(phrase("Share")),
        "one-stroke": sayer.said(phrase("One stroke is one person.")),
        "not-released": sayer.said(phrase("Not yet released by the group")),
        "substitutes": sayer.said(phrase("Characters that this file cannot show stand as □; the web page shows them.")),
    }


def _chapter(chapter: Chapter, sayer: Sayer) -> Json:
    first, *groups = frame.parts(chapter)
    writer = Blocks(sayer)
    return {
        "number": None if chapter.number is None else sayer.wording.number(chapter.number),
        "title": writer.title(chapter.title),
        "margin": [sayer.said(words) for words in chapter.margin],
        "blocks": writer.written(first[1], level=2, to_all=bool(groups)),
        "parts": [
            {"title": writer.title(heading.words), "blocks": writer.written(blocks, level=3)}
            for heading, blocks in groups
            if heading is not None
        ],
    }

"""The document tree as the template takes it: worded, with levels of headings, chapter by chapter.

Rule: no decision about a kind, none about colours or millimetres of the page; the template has those.
"""

from live.core.document import Block, Chapter, Document, Heading, Moment, Paragraph, Words, nphrase, phrase
from live.render.charts import manner, stroke_rows
from live.render.paper.blocks import Blocks
from live.render.paper.pictures import logo
from live.render.paper.said import DESCRIPTION, Json, Sayer, shortened, visible
from live.render.words import Wording, printable

GROUP_LEVEL = 2
"""The level of headings that begin a part of a chapter, as of one group."""
CITY = 200
"""Characters of a city's name on the cover."""
DAY = 86_400_000
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
        "draft": sayer.said(_as_of(document)) if draft else None,
        "cover": _cover(document, sayer, draft=draft),
        "words": _messages(sayer),
        "chapters": chapters,
        "substituted": sayer.substituted,
    }


def _cover(document: Document, sayer: Sayer, *, draft: bool) -> Json:
    day = Moment(at=document.starts_at, shown="day")
    rows = stroke_rows(document.people)
    city = shortened(printable(document.city), CITY)
    return {
        "city": sayer.ours(city),
        "logo": logo(document.logo),
        "logo-alt": sayer.plain(phrase("Logo: %(city)s", city=city)),
        "mark": sayer.ours(city.split()[-1][:1] if city.split() else ""),
        "title": Blocks(sayer).title(document.title),
        "subtitle": sayer.said(document.subtitle) if document.subtitle else None,
        "about": sayer.said(phrase("Documentation of the digital citizens’ dialogue on %(day)s", day=day)),
        "rows": rows,
        "people": document.people,
        "people-said": sayer.said(nphrase("%(n)s person took part", "%(n)s people took part", document.people)),
        "people-alt": sayer.plain(nphrase("%(n)s person took part", "%(n)s people took part", document.people)),
        "organisers": [sayer.foreign(name) for name in document.organisers],
        "state": sayer.said(_state(document, draft=draft)),
    }


def _state(document: Document, *, draft: bool) -> Words:
    """What this copy is: a draft, a numbered publication, or what was known at some moment."""
    if draft or not document.version or document.published_at is None:
        return _as_of(document) if draft else _known(document)
    day = Moment(at=document.published_at, shown="day")
    return phrase("Version %(version)s, published on %(day)s", version=document.version, day=day)


def _known(document: Document) -> Words:
    day, at = Moment(at=document.as_of, shown="day"), Moment(at=document.as_of)
    return phrase("As of %(day)s, %(at)s", day=day, at=at)


def _as_of(document: Document) -> Words:
    at = Moment(at=document.as_of)
    if abs(document.as_of - document.starts_at) < DAY:
        return phrase("Draft, as of %(at)s", at=at)
    return phrase("Draft, as of %(day)s, %(at)s", day=Moment(at=document.as_of, shown="day"), at=at)


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
    first, *groups = parts(chapter)
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


def parts(chapter: Chapter) -> list[tuple[Heading | None, list[Block]]]:
    """The blocks of a chapter, each group's under its heading; the prompts of all groups once, before them."""
    found: list[tuple[Heading | None, list[Block]]] = [(None, [])]
    for block in chapter.blocks:
        if isinstance(block, Heading) and block.level == GROUP_LEVEL:
            found.append((block, []))
        else:
            found[-1][1].append(block)
    groups = [blocks for _, blocks in found[1:]]
    while groups and all(blocks and blocks[0] == groups[0][0] for blocks in groups):
        if not isinstance(groups[0][0], Paragraph):
            break
        found[0][1].append(groups[0][0])
        for blocks in groups:
            del blocks[0]
    return found

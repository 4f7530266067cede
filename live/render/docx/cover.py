"""The first page and the contents: whose evening it was, of which day, and where to find what.

Rule: the contents are Word's own field, filled in beforehand, so that they read right and lead to their places before
anybody has them worked out anew. They have no page numbers until then, for only Word knows them.
"""

from collections.abc import Iterator, Sequence

from live.core.document import Document
from live.locale import catalogue
from live.render import frame
from live.render.accent import accents
from live.render.docx.elements import NONE, Xml, begun, ended, joined, linked, run, w
from live.render.docx.pictures import FIELD, PAGE_WIDTH, TAIL, TEXT_WIDTH, Pictures, field, logo, strokes
from live.render.docx.styles import TEXT_WIDTH as TEXT_WIDTH_IN_TWIPS
from live.render.docx.writer import Titled, Writer
from live.render.words import printable

MILLIMETRE = 56.7
"""Twentieths of a point."""
LAST_LEVEL = 2
"""Level of the headings down to which the contents go."""
BELOW_STROKES, IMPRINT = 14.0, 208.0
"""Millimetres between the strokes and the end of the field; where the lines below it begin."""
TITLE_SIZES = ((36, 38.0), (70, 32.0), (130, 26.0), (220, 22.0))
"""Up to how many letters a title has which size in points."""
LEAST_TITLE, SUBTITLE = 16.0, 16.0
LETTER, THIN_LETTER, LINE = 0.22, 0.19, 0.45
"""Millimetres of a bold letter, of another one and of a line, for each point of their size."""
BEFORE_TITLE, AFTER_TITLE, LINES_MORE, AROUND_STROKES = 56.0, 18.0, 9.0, 18.0
"""Where the title begins, what stands below it and the subtitle, what a logo and a banner push down, and the room that
strokes take where they just follow."""


def cover(writer: Writer, pictures: Pictures, document: Document, *, draft: bool) -> Iterator[Xml]:
    """The first page."""
    colours = accents(document.accent)["light"]
    ground = pictures.behind(field(colours["accent"], leftward=writer.rtl), PAGE_WIDTH, FIELD + TAIL)
    sign = logo(document.logo) if document.logo else None
    mark = run(pictures.inline(*sign, printable(document.city))) if sign else NONE
    gap = writer.worded("  ") if sign else NONE
    yield writer.of_runs("Sign", joined(run(ground), mark, gap, writer.name(document.city)))
    banner = frame.banner(document, draft=draft)
    if banner:
        yield writer.paragraph("Draft", banner)
    yield writer.paragraph("Title", document.title)
    if document.subtitle:
        yield writer.paragraph("Subtitle", document.subtitle)
    yield writer.paragraph("Day", frame.about(document))
    rows = frame.rows(document.people)
    drawn, height = strokes(rows, colours["on-accent"], leftward=writer.rtl)
    top = FIELD - BELOW_STROKES - height
    end = _end_of_words(writer, document) + LINES_MORE * sum(map(bool, (sign, banner)))
    if rows:
        picture = pictures.inline(drawn, TEXT_WIDTH, height, writer.words.plain(frame.people(document)))
        yield _placed(writer, "Strokes", run(picture), top if end < top else None)
    for content in _imprint(writer, document):
        yield _placed(
            writer, "Imprint", content, IMPRINT if max(end + AROUND_STROKES, top) + height < IMPRINT else None
        )
    yield writer.of_runs("Gap", NONE)


def title_size(title: str) -> float:
    """Points in which the title fills a few lines, and its longest word at most one."""
    longest = max((len(word) for word in title.split()), default=1)
    wished = next((size for most, size in TITLE_SIZES if len(title) <= most), LEAST_TITLE)
    return max(LEAST_TITLE, min(wished, round(TEXT_WIDTH / (longest * LETTER))))


def contents(writer: Writer, headings: Sequence[Titled]) -> Xml:
    """The contents as Word's own field, each line leading to its heading."""
    listed = [titled for titled in headings if titled.level <= LAST_LEVEL]
    title = writer.said("TOCHeading", catalogue(writer.words.language).say("Contents"))
    if not listed:
        return title
    code = Xml(f'<w:instrText xml:space="preserve"> TOC \\o "1-{LAST_LEVEL}" \\h \\z \\u </w:instrText>')
    lines = []
    for at, titled in enumerate(listed):
        first = begun(code) if at == 0 else NONE
        content = joined(first, linked(titled.bookmark, titled.content))
        lines.append(writer.of_runs(f"TOC{titled.level}", content, rtl=titled.rtl))
    gallery = w("docPartObj", w("docPartGallery", val="Table of Contents"), w("docPartUnique"))
    end = w("p", w("pPr", w("pStyle", val="TOC2")), ended())
    return w("sdt", w("sdtPr", gallery), w("sdtContent", title, *lines, end))


def _imprint(writer: Writer, document: Document) -> Iterator[Xml]:
    edition = frame.edition(document)
    if edition:
        yield writer.within(edition, w("rStyle", val="Strong"))
    for organiser in document.organisers:
        yield writer.name(organiser)


def _end_of_words(writer: Writer, document: Document) -> float:
    """About where the words on the field of colour end, in millimetres from the top of the page."""
    title = writer.words.plain(document.title)
    end = BEFORE_TITLE + AFTER_TITLE
    subtitle = writer.words.plain(document.subtitle) if document.subtitle else ""
    for words, size, letter in ((title, title_size(title), LETTER), (subtitle, SUBTITLE, THIN_LETTER)):
        line = TEXT_WIDTH / (size * letter)
        lines = sum(1 + int(len(part) / line) for part in words.split("\n"))
        end += lines * size * LINE
    return end


def _placed(writer: Writer, style: str, content: Xml, top: float | None) -> Xml:
    """A paragraph at its own place on the page of the next paragraph that has none; without `top` it just follows."""
    if top is None:
        return writer.of_runs(style, content)
    place = w(
        "framePr",
        w=TEXT_WIDTH_IN_TWIPS,
        wrap="notBeside",
        vAnchor="page",
        hAnchor="margin",
        xAlign="left",
        y=round(top * MILLIMETRE),
    )
    direct = w("bidi") if writer.rtl else NONE
    return w("p", w("pPr", w("pStyle", val=style), place, direct), content)

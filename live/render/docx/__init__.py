"""The documentation as a Word file that can be edited: real styles, lists, captions, contents, page numbers.

Rule: whatever people typed is text. The same tree gives the same bytes. Every text says which language it is in and
which way it runs, and everything that is shown as a picture is also said in words.
"""

import io
from datetime import UTC, datetime

from docx.parts.story import StoryPart

from live.core.document import Document, Listing
from live.locale import RIGHT_TO_LEFT
from live.render import frame
from live.render.accent import accents
from live.render.docx.blocks import Body
from live.render.docx.cover import contents, cover, title_size
from live.render.docx.elements import NONE, Xml, field, joined, run, w
from live.render.docx.languages import tag
from live.render.docx.lists import numbering
from live.render.docx.package import FOOTER, opened, packed
from live.render.docx.pictures import Pictures
from live.render.docx.styles import COMPLEX, FONT, styles
from live.render.docx.theme import theme
from live.render.docx.writer import Writer
from live.render.words import Wording, printable

LONGEST_FOOT = 44
"""Characters of the title at the foot of the pages."""
LONGEST_PROPERTY = 255
PAGE = {"w": 11906, "h": 16838}
"""A4 in twentieths of a point."""


def render_docx(document: Document, *, language: str | None = None, draft: bool = False) -> bytes:
    """The file in the document's own language or in another one. `draft`: say that it is not final, and as of when."""
    words = Wording.of(document, language)
    writer = Writer(words)
    colours = accents(document.accent)["light"]
    file = opened(_parts(document, writer, draft=draft), theme(colours), _properties(document, words))
    pictures = Pictures(lambda picture: _kept(file.part, picture))
    first = joined(*cover(writer, pictures, document, draft=draft))
    body = Body(writer, pictures, document.accent)
    told = joined(*(piece for chapter in document.chapters for piece in body.chapter(chapter)))
    whole = joined(first, contents(writer, writer.headings), told, _section(leftward=writer.rtl))
    return packed(file, whole, _moment(document.as_of))


def _parts(document: Document, writer: Writer, *, draft: bool) -> dict[str, Xml]:
    colours = accents(document.accent)["light"]
    words, main = writer.words, writer.words.language
    others = (*document.languages, "ar")
    complex_language = next(each for each in (main, *others) if each.partition("-")[0] in RIGHT_TO_LEFT)
    plain = next((each for each in (main, *document.languages) if each.partition("-")[0] not in RIGHT_TO_LEFT), "en")
    numbered = sum(
        isinstance(block, Listing) and block.numbered for chapter in document.chapters for block in chapter.blocks
    )
    return {
        "styles": styles(
            colours,
            tag(plain),
            tag(complex_language),
            title=title_size(words.plain(document.title)),
            leftward=writer.rtl,
        ),
        "numbering": numbering(numbered, colours["accent-ink"]),
        "settings": _settings(tag(plain), tag(complex_language)),
        "fontTable": _fonts(),
        "footer": _foot(document, writer, draft=draft),
    }


def _properties(document: Document, words: Wording) -> dict[str, str]:
    """What file managers and search engines show."""
    made = (document.city, *document.organisers)
    creators = dict.fromkeys(printable(name) for name in made if name)
    return {
        "dc:title": words.plain(document.title)[:LONGEST_PROPERTY],
        "dc:subject": words.plain(frame.about(document))[:LONGEST_PROPERTY],
        "dc:creator": "; ".join(creators)[:LONGEST_PROPERTY],
        "cp:lastModifiedBy": printable(document.city)[:LONGEST_PROPERTY],
        "dcterms:created": _moment(document.published_at or document.as_of).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "dcterms:modified": _moment(document.as_of).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "dc:language": tag(words.language),
        "cp:version": str(document.version) if document.version else "",
    }


def _settings(language: str, complex_language: str) -> Xml:
    mode = w("compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val=15)
    return joined(
        w("zoom", percent=100),
        w("defaultTabStop", val=709),
        w("autoHyphenation"),
        w("hyphenationZone", val=425),
        w("characterSpacingControl", val="doNotCompress"),
        w("compat", mode),
        w("themeFontLang", val=language, bidi=complex_language),
    )


def _fonts() -> Xml:
    """The fonts, and which ones come closest where they are missing."""
    near = {FONT: "Segoe UI", COMPLEX: "Segoe UI"}
    sort = (w("family", val="swiss"), w("pitch", val="variable"))
    return joined(*(w("font", w("altName", val=other), *sort, name=name) for name, other in near.items()))


def _foot(document: Document, writer: Writer, *, draft: bool) -> Xml:
    """Title, draft or version, and page numbers."""
    title = writer.words.plain(document.title).replace("\n", " ")
    short = title if len(title) <= LONGEST_FOOT else f"{title[:LONGEST_FOOT].rstrip()}…"
    mark = frame.banner(document, draft=draft) or frame.edition(document)
    said = f"{short} · {writer.words.plain(mark)}" if mark else short
    page = field("PAGE", writer.worded("2"))
    pages = field("NUMPAGES", writer.worded("2"))
    content = joined(writer.worded(said), run(w("tab")), page, writer.worded(" / "), pages)
    return writer.of_runs("Footer", content)


def _section(*, leftward: bool) -> Xml:
    """A4, with a first page that has no foot."""
    margins = w("pgMar", top=1304, right=1361, bottom=1247, left=1361, header=567, footer=567, gutter=0)
    foot = Xml(f'<w:footerReference w:type="default" r:id="{FOOTER}"/>')
    return w(
        "sectPr", foot, w("pgSz", **PAGE), margins, w("cols", space=708), w("titlePg"), w("bidi") if leftward else NONE
    )


def _kept(part: StoryPart, picture: bytes) -> str:
    return part.get_or_add_image(io.BytesIO(picture))[0]


def _moment(at: int) -> datetime:
    return datetime.fromtimestamp(at / 1000, UTC)

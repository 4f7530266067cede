"""The styles of the file: Word's own names wherever Word has one, so that its panes and contents and readers know them.

Rule: nothing is formatted by hand. Whoever changes a style changes every place of it, as an editor of the file expects.
Every size and weight stands twice, for Word keeps those of complex scripts (Arabic, Hebrew) apart.
"""

from live.render.docx.elements import NONE, Attribute, Xml, joined, w

INK, QUIET, RULE = "1e1b17", "655f54", "dfdad0"
"""Text, small print, hairlines: as in static/styles/tokens.css."""
FONT, COMPLEX = "Noto Sans", "Noto Sans Arabic"
TEXT_WIDTH = 9185
"""Twentieths of a point between the margins of an A4 page."""
PT, LINE = 20, 240

KNOWN = frozenset(
    {
        *("Normal", "Title", "Subtitle", "heading 1", "heading 2", "heading 3", "Quote", "caption", "footer"),
        *("List Bullet", "List Bullet 2", "List Number", "List Number 2", "TOC Heading", "toc 1", "toc 2"),
        *("Strong", "Hyperlink"),
    }
)
"""Styles that Word has by itself; all others are marked as ours."""

Colours = dict[str, str]
"""Tokens of `live.render.accent`, light."""


def styles(colours: Colours, language: str, complex_language: str, *, title: float, leftward: bool) -> Xml:
    """All styles and what they rest on.

    `title`: size of the title in points. `leftward`: paragraphs run from right to left unless they say otherwise.
    """
    colour = {name: value.lstrip("#") for name, value in colours.items()}
    defaults = w(
        "docDefaults",
        w("rPrDefault", w("rPr", _fonts(), *_look(10.5, INK), w("lang", val=language, bidi=complex_language))),
        w("pPrDefault", w("pPr", w("spacing", after=6 * PT, line=int(1.08 * LINE), lineRule="auto"))),
    )
    way = w("bidi") if leftward else NONE
    return joined(
        defaults,
        _style("Normal", "Normal", like="", paragraph=joined(way, _spacing(2, 6)), default=1),
        w(
            "style",
            w("name", val="Default Paragraph Font"),
            w("semiHidden"),
            type="character",
            default=1,
            styleId="Run",
        ),
        *_cover(colour, title),
        *_headings(colour),
        *_texts(colour),
        *_lists(),
        *_contents(),
        *_characters(colour),
        *_tables(),
    )


def _cover(colour: Colours, title: float) -> list[Xml]:
    """What stands on the field of colour; shaded too, so that it can be read where the field is lost."""
    ground = w("shd", val="clear", color="auto", fill=colour["accent"])
    words, quiet = colour["on-accent"], colour["on-accent-quiet"]
    plain = w("suppressAutoHyphens")
    return [
        _style(
            "Sign",
            "Cover Sign",
            joined(ground, _spacing(0, 0), w("textAlignment", val="center")),
            _look(13, words, bold=True),
        ),
        _style(
            "Draft", "Cover Draft", joined(ground, _spacing(14, 0)), _look(12, colour["on-accent-marker"], bold=True)
        ),
        _style("Title", "Title", joined(ground, plain, _spacing(74, 10, 0.92)), _look(title, words, bold=True)),
        _style("Subtitle", "Subtitle", joined(ground, plain, _spacing(0, 8)), _look(16, words)),
        _style("Day", "Cover Day", joined(ground, _spacing(0, 0)), _look(11.5, quiet)),
        _style("Strokes", "Cover Strokes", joined(ground, _spacing(24, 30)), _look(8, words)),
        _style("Imprint", "Cover Imprint", _spacing(0, 3), _look(10.5, INK)),
    ]


def _headings(colour: Colours) -> list[Xml]:
    calm = w("suppressAutoHyphens")
    rule = w("pBdr", w("top", val="single", sz=12, space=12, color=INK))
    number = w("tabs", w("tab", val="left", pos=680))
    first = joined(w("keepNext"), w("keepLines"), rule, number, calm, _spacing(34, 4), _level(0))
    second = joined(w("keepNext"), w("keepLines"), calm, _spacing(22, 5), _level(1))
    third = joined(w("keepNext"), w("keepLines"), calm, _spacing(16, 4), _level(2))
    return [
        _style("Heading1", "heading 1", first, _look(20, INK, bold=True), then="Normal"),
        _style("Heading2", "heading 2", second, _look(14, colour["accent-ink"], bold=True), then="Normal"),
        _style("Heading3", "heading 3", third, _look(11.5, INK, bold=True), then="Normal"),
        _style("When", "Chapter Time", joined(w("keepNext"), _spacing(0, 8)), _look(9.5, QUIET)),
    ]


def _texts(colour: Colours) -> list[Xml]:
    soft = colour["accent-soft"]
    sides = [w(side, val="single", sz=4, space=9, color=soft) for side in ("top", "left", "bottom", "right")]
    box = joined(
        w("keepLines"),
        w("pBdr", *sides),
        w("shd", val="clear", color="auto", fill=soft),
        _spacing(11, 18, 1.12),
        w("ind", left=200, right=200),
    )
    return [
        _style("Prompt", "Prompt", joined(w("keepNext"), w("keepLines"), _spacing(3, 6)), _look(11.5, INK, bold=True)),
        _style("Lead", "Lead", w("keepNext")),
        _style("Quote", "Quote", joined(w("keepLines"), _spacing(0, 5), w("ind", left=284)), NONE),
        _style("Quintessence", "Quintessence", box, _look(11.5, INK)),
        _style("Note", "Note", _spacing(0, 4), _look(9, QUIET)),
        _style("Speaker", "Speaker", joined(w("keepNext"), _spacing(0, 0)), _look(10.5, INK, bold=True)),
        _style("Office", "Speaker Office", joined(w("keepNext"), _spacing(0, 6)), _look(10.5, QUIET)),
        _style("Caption", "caption", joined(w("keepLines"), _spacing(6, 5)), _look(9, QUIET)),
        _style("TableCaption", "Table Caption", joined(w("keepNext"), _spacing(14, 3)), like="Caption"),
        _style("Picture", "Picture", joined(w("keepNext"), _spacing(6, 0)), NONE),
        _style("Fact", "Fact", joined(w("tabs", w("tab", val="left", pos=2552)), _spacing(0, 4), _hanging(2552)), NONE),
    ]


def _lists() -> list[Xml]:
    """Marks and their places are those of the numbering."""
    near = joined(_spacing(0, 4))
    return [
        _style("ListBullet", "List Bullet", joined(_listed(1, 0), near), NONE),
        _style("ListBullet2", "List Bullet 2", joined(_listed(1, 1), _spacing(0, 3)), NONE),
        _style("ListNumber", "List Number", joined(_listed(2, 0), near), NONE),
        _style("ListNumber2", "List Number 2", joined(_listed(2, 1), _spacing(0, 3)), NONE),
    ]


def _contents() -> list[Xml]:
    edge = w("tabs", w("tab", val="left", pos=510), w("tab", val="right", leader="dot", pos=TEXT_WIDTH))
    rule = w("pBdr", w("top", val="single", sz=4, space=6, color=RULE))
    foot = joined(rule, w("tabs", w("tab", val="right", pos=TEXT_WIDTH)), _spacing(0, 0))
    opening = joined(w("keepNext"), w("pageBreakBefore"), _spacing(0, 14))
    return [
        _style("TOCHeading", "TOC Heading", opening, _look(20, INK, bold=True)),
        _style("TOC1", "toc 1", joined(edge, _spacing(5, 1)), _look(10.5, INK, bold=True)),
        _style("TOC2", "toc 2", joined(edge, _spacing(0, 1), w("ind", left=510)), _look(10, INK)),
        _style("Footer", "footer", foot, _look(8.5, QUIET)),
    ]


def _characters(colour: Colours) -> list[Xml]:
    return [
        _style("Strong", "Strong", NONE, joined(w("b"), w("bCs")), kind="character"),
        _style("Quiet", "Quiet", NONE, _colour(QUIET), kind="character"),
        _style("Number", "Chapter Number", NONE, _colour(colour["accent-ink"]), kind="character"),
        _style("Hyperlink", "Hyperlink", NONE, _colour(colour["accent-ink"]), kind="character"),
    ]


def _tables() -> list[Xml]:
    """A table with hairlines whose first row is its head, and one without any lines for the large figures."""
    hair = [w(side, val="single", sz=4, space=0, color=RULE) for side in ("bottom", "insideH")]
    margins = w("tblCellMar", _margin("top", 70), _margin("left", 85), _margin("bottom", 70), _margin("right", 85))
    plain = w(
        "style",
        w("name", val="Normal Table"),
        w("uiPriority", val=99),
        w("semiHidden"),
        w("tblPr", w("tblInd", w=0, type="dxa"), margins),
        type="table",
        default=1,
        styleId="TableNormal",
    )
    head = w("tcPr", w("tcBorders", w("bottom", val="single", sz=8, space=0, color=INK)), w("vAlign", val="bottom"))
    ruled = w(
        "style",
        w("name", val="Dialogue Table"),
        w("basedOn", val="TableNormal"),
        w("qFormat"),
        w("tblPr", w("tblBorders", *hair)),
        w("tblStylePr", head, type="firstRow"),
        type="table",
        customStyle=1,
        styleId="DialogueTable",
    )
    cell = _spacing(0, 0)
    trailing = joined(cell, w("jc", val="right"))
    return [
        plain,
        ruled,
        _style("Gap", "After Table", _spacing(0, 0), _look(5, INK)),
        _style("Cell", "Table Text", cell, _look(10, INK)),
        _style("CellHead", "Table Heading", joined(w("keepNext"), cell), _look(9, QUIET)),
        _style("CellName", "Table Row Heading", cell, _look(10, INK, bold=True)),
        _style("CellNumber", "Table Number", trailing, _look(10, INK)),
        _style("CellNumberHead", "Table Number Heading", joined(w("keepNext"), trailing), _look(9, QUIET)),
        _style("CellList", "Table Entry", _spacing(0, 5), _look(10, INK)),
        _style("CellPoint", "Table Point", joined(_listed(3, 0), _spacing(0, 3)), _look(9.5, QUIET)),
        _style("Figure", "Large Figure", cell, _look(28, INK, bold=True)),
    ]


def _style(id_: str, name: str, paragraph: Xml = NONE, look: Xml | tuple[Xml, ...] = NONE, **more: Attribute) -> Xml:
    """One style. Kept words: `kind`, `like` (what it rests on), `then` (the style of the next paragraph), `default`."""
    kind = str(more.get("kind", "paragraph"))
    like = str(more.get("like", "Normal" if kind == "paragraph" else "Run"))
    then = str(more.get("then", ""))
    inside = [
        w("name", val=name),
        w("basedOn", val=like) if like else NONE,
        w("next", val=then) if then else NONE,
        w("qFormat"),
        w("pPr", paragraph) if paragraph else NONE,
        w("rPr", look if isinstance(look, str) else joined(*look)) if look else NONE,
    ]
    marks: dict[str, Attribute] = {"default": 1} if more.get("default") else {}
    if name not in KNOWN:
        marks["customStyle"] = 1
    return w("style", *inside, type=kind, **marks, styleId=id_)


def _fonts() -> Xml:
    return w("rFonts", ascii=FONT, hAnsi=FONT, eastAsia=FONT, cs=COMPLEX)


def _look(points: float, colour: str, *, bold: bool = False) -> tuple[Xml, ...]:
    """Weight, colour and size; Arabic a little larger, for its letters are lower."""
    half, high = round(points * 2), round(points * 2.1)
    weight = (w("b"), w("bCs")) if bold else ()
    return (*weight, w("color", val=colour), w("sz", val=half), w("szCs", val=high))


def _colour(colour: str) -> Xml:
    return w("color", val=colour)


def _spacing(before: float, after: float, line: float = 1.08) -> Xml:
    """Space in points around a paragraph, and the height of its lines."""
    return w("spacing", before=int(before * PT), after=int(after * PT), line=int(line * LINE), lineRule="auto")


def _hanging(by: int) -> Xml:
    return w("ind", left=by, hanging=by)


def _level(level: int) -> Xml:
    return w("outlineLvl", val=level)


def _listed(number: int, level: int) -> Xml:
    return w("numPr", w("ilvl", val=level), w("numId", val=number))


def _margin(side: str, width: int) -> Xml:
    return w(side, w=width, type="dxa")

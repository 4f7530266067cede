"""The numbering of the file: what marks its lists have, and that every numbered list begins at one.

Rule: a list in Word is a number that its paragraphs share; a list of its own needs a number of its own.
"""

from live.render.docx.elements import Attribute, Xml, joined, w
from live.render.docx.styles import FONT

BULLETS, NUMBERS, POINTS = 1, 2, 3
"""Lists that styles name. Numbered lists of the text count on from `FIRST`."""
FIRST = 4
FORMS = {"%1.": "decimal", "%2)": "lowerLetter"}
"""How marks that hold a number count."""


def numbering(numbered: int, colour: str) -> Xml:
    """Three sorts of lists, and so many numbered ones."""
    colour = colour.lstrip("#")
    bullets = (_level("ListBullet", 0, "•", 340, 340, colour), _level("ListBullet2", 1, "–", 680, 284, colour))
    numbers = (_level("ListNumber", 0, "%1.", 400, 400, colour), _level("ListNumber2", 1, "%2)", 800, 400, colour))
    points = (_level("CellPoint", 0, "–", 227, 227, colour),)
    kinds = ((BULLETS, bullets), (NUMBERS, numbers), (POINTS, points))
    again = w("lvlOverride", w("startOverride", val=1), ilvl=0)
    return joined(
        *(
            w("abstractNum", w("multiLevelType", val="multilevel"), *levels, abstractNumId=sort)
            for sort, levels in kinds
        ),
        *(w("num", w("abstractNumId", val=sort), numId=sort) for sort, _ in kinds),
        *(w("num", w("abstractNumId", val=NUMBERS), again, numId=FIRST + more) for more in range(numbered)),
    )


def _level(style: str, level: int, mark: str, left: int, hanging: int, colour: str) -> Xml:
    """A level of a list: the style that it goes with, its mark, where it stands."""
    form = FORMS.get(mark, "bullet")
    font: dict[str, Attribute] = {"ascii": FONT, "hAnsi": FONT, "cs": FONT}
    bold = joined(w("b"), w("bCs")) if form == "decimal" else Xml("")
    return w(
        "lvl",
        w("start", val=1),
        w("numFmt", val=form),
        w("pStyle", val=style),
        w("lvlText", val=mark),
        w("lvlJc", val="left"),
        w("pPr", w("ind", left=left, hanging=hanging)),
        w("rPr", w("rFonts", **font), bold, w("color", val=colour)),
        ilvl=level,
    )

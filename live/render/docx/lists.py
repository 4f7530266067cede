"""The numbering of the file: what marks its lists have, and that every numbered list begins at one.

Rule: a list in Word is a number that its paragraphs share; a list of its own needs a number of its own.
"""

from live.render.docx.elements import Attribute, Xml, joined, w
from live.render.docx.styles import FONT

BULLETS, NUMBERS, POINTS = 1, 2, 3
"""Lists that styles name. Numbered lists of the text count on from `FIRST`."""
FIRST = 4


def numbering(numbered: int, colour: str) -> Xml:
    """Three sorts of lists, and so many numbered ones."""
    colour = colour.lstrip("#")
    bullets = (_level(0, "bullet", "•", 340, 340, colour), _level(1, "bullet", "–", 680, 284, colour))
    numbers = (_level(0, "decimal", "%1.", 400, 400, colour), _level(1, "lowerLetter", "%2)", 800, 400, colour))
    points = (_level(0, "bullet", "–", 227, 227, colour),)
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


def _level(level: int, form: str, mark: str, left: int, hanging: int, colour: str) -> Xml:
    font: dict[str, Attribute] = {"ascii": FONT, "hAnsi": FONT, "cs": FONT}
    bold = joined(w("b"), w("bCs")) if form == "decimal" else Xml("")
    return w(
        "lvl",
        w("start", val=1),
        w("numFmt", val=form),
        w("lvlText", val=mark),
        w("lvlJc", val="left"),
        w("pPr", w("ind", left=left, hanging=hanging)),
        w("rPr", w("rFonts", **font), bold, w("color", val=colour)),
        ilvl=level,
    )

"""Pictures as the template takes them.

Rule: a picture comes as a `data:` address and nothing else is ever opened. What cannot be drawn leaves its description.
"""

import binascii
from base64 import b64decode
from html import escape

from live.core.document import Picture
from live.render.paper.said import Json

DOTS_PER_MM = 6
"""How finely a picture is printed at least, if it is not wider than the text: about 150 dots per inch."""
WIDEST, TALLEST = 128, 170
"""Of a picture, in mm."""


def logo(address: str) -> Json:
    """A city's logo: its sort and what the template reads; nothing where there is none that can be read."""
    head, _, encoded = address.partition(";base64,")
    try:
        raw = b64decode(encoded, validate=True)
        if head == "data:image/svg+xml":
            return {"format": "svg", "bytes": raw.decode("utf-8-sig")}
    except (binascii.Error, ValueError):
        return None
    return {"format": "png", "bytes": list(raw)} if head == "data:image/png" and raw else None


def picture(block: Picture) -> dict[str, Json]:
    """A picture within a drawing of its size, because a drawing may hold a `data:` address; its width in mm."""
    wide, high = max(1, block.width), max(1, block.height)
    width = min(WIDEST, wide / DOTS_PER_MM, TALLEST * wide / high)
    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" viewBox="0 0 {wide} {high}">'
        f'<image width="{wide}" height="{high}" href="{escape(_checked(block.data))}"/></svg>'
    )
    return {"drawing": drawing, "width": max(width, 1)}


def _checked(address: str) -> str:
    """The address if it holds its picture itself, else one of nothing."""
    return address if address.startswith(("data:image/png;base64,", "data:image/jpeg;base64,")) else "data:,"

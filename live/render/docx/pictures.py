"""Pictures in the file: the city's logo, the field of colour and the strokes of the cover, charts, editors' pictures.

Rule: a picture that cannot be read never costs the file; its place stays empty or says its alternative text. Every
picture has an alternative text or is marked as decoration. Files of others are only looked at, never run.
"""

import io
from base64 import b64decode
from binascii import Error as NotBase64
from collections.abc import Callable
from dataclasses import dataclass
from html import escape

import typst
from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
from docx.image.image import Image as Known
from PIL import Image, ImageDraw, ImageOps, UnidentifiedImageError

from live import places
from live.render.docx.elements import Xml

EMU = 36_000
"""Units of the file in a millimetre."""
PAGE_WIDTH, TEXT_WIDTH, TALLEST = 210.0, 162.0, 200.0
"""Millimetres of an A4 page."""
DOTS = 8
"""Pixels to a millimetre in what is drawn here, about 200 to the inch."""
_ORIENTATION = 0x0112
"""The tag with which a camera says how it was held; Word does not read it."""
MOST_PIXELS = 40_000_000
LOGO_HEIGHT, LOGO_WIDTH, LOGO_PADDING = 14.0, 60.0, 1.5
FIELD, TAIL = 188.0, 7.0
"""Height of the field of colour, and of the corner that makes it a speech bubble."""
STROKE, STROKE_GAP, MOST_STROKES = 16.0, 1.2, 32.0
"""Height of a single row of strokes, between rows, and of all rows together."""
_DECORATION = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"
"""Microsoft's name for what is not to be read out."""
_SVG = """#set page(width: auto, height: auto, margin: 0pt, fill: none)
#image(bytes(sys.inputs.logo), format: "svg", height: 300pt)"""
_UNREADABLE = (OSError, SyntaxError, ValueError, UnidentifiedImageError, Image.DecompressionBombError, typst.TypstError)


@dataclass(slots=True)
class Pictures:
    """Puts pictures into the file. `embed` keeps one and gives the name of the relation to it."""

    embed: Callable[[bytes], str]
    count: int = 0

    def inline(self, picture: bytes, width: float, height: float, alt: str) -> Xml:
        """A picture in the line, so many millimetres wide and high. Without `alt` it is decoration."""
        self.count += 1
        edges = 'distT="0" distB="0" distL="0" distR="0"'
        inside = self._described(width, height, alt) + self._graphic(self.embed(picture), width, height)
        return Xml(f"<w:drawing><wp:inline {edges}>{inside}</wp:inline></w:drawing>")

    def behind(self, picture: bytes, width: float, height: float) -> Xml:
        """Decoration behind the text, from the upper corner of the page on."""
        self.count += 1
        edges = 'distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" behindDoc="1" locked="0"'
        place = "".join(
            f'<wp:position{way} relativeFrom="page"><wp:posOffset>0</wp:posOffset></wp:position{way}>' for way in "HV"
        )
        described = self._described(width, height, "").replace("<wp:docPr", "<wp:wrapNone/><wp:docPr")
        graphic = self._graphic(self.embed(picture), width, height)
        start = f'<wp:anchor {edges} layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>{place}'
        return Xml(f"<w:drawing>{start}{described}{graphic}</wp:anchor></w:drawing>")

    def _described(self, width: float, height: float, alt: str) -> str:
        size = f'<wp:extent cx="{round(width * EMU)}" cy="{round(height * EMU)}"/>'
        decoration = f'<a:extLst><a:ext uri="{_DECORATION}"><adec:decorative val="1"/></a:ext></a:extLst>'
        named = f'<wp:docPr id="{1000 + self.count}" name="Picture {self.count}" descr="{escape(alt)}"'
        return (
            f"{size}{named}>{'' if alt else decoration}</wp:docPr>"
            '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        )

    def _graphic(self, relation: str, width: float, height: float) -> str:
        size = f'<a:ext cx="{round(width * EMU)}" cy="{round(height * EMU)}"/>'
        return (
            '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
            f'<pic:nvPicPr><pic:cNvPr id="{1000 + self.count}" name="Picture {self.count}"/>'
            "<pic:cNvPicPr/></pic:nvPicPr>"
            f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
            f'<pic:spPr><a:xfrm><a:off x="0" y="0"/>{size}</a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        )


def decoded(address: str) -> tuple[str, bytes] | None:
    """Media type and content of a `data:` address; nothing where it is none."""
    head, comma, content = address.partition(",")
    if not comma or not head.startswith("data:") or not head.endswith(";base64"):
        return None
    try:
        return head.removeprefix("data:").removesuffix(";base64"), b64decode(content, validate=True)
    except (NotBase64, ValueError):
        return None


def checked(address: str) -> tuple[bytes, int, int] | None:
    """A picture of an editor as PNG or JPEG with its size in pixels; nothing where it cannot be read."""
    found = decoded(address)
    if found is None:
        return None
    try:
        opened = _opened(found[1])
        if opened.format in ("PNG", "JPEG") and _plain(found[1]) and not opened.getexif().get(_ORIENTATION):
            return found[1], opened.width, opened.height
        upright = ImageOps.exif_transpose(opened)
        return _png(upright), upright.width, upright.height
    except _UNREADABLE:
        return None


def size(picture: bytes) -> tuple[int, int]:
    """Pixels of a picture of ours."""
    with Image.open(io.BytesIO(picture)) as opened:
        return opened.size


def fitted(width: int, height: int, widest: float = TEXT_WIDTH, tallest: float = TALLEST) -> tuple[float, float]:
    """Millimetres of a picture of so many pixels: at most as large as there is room, and 96 pixels to the inch."""
    natural = width * 25.4 / 96
    shown = min(natural, widest, tallest * width / height)
    return shown, shown * height / width


def logo(address: str) -> tuple[bytes, float, float] | None:
    """The city's logo on a small white field, with its size in millimetres; nothing where it cannot be read."""
    found = decoded(address)
    if found is None:
        return None
    try:
        media, content = found
        sign = _opened(_drawn(content) if media == "image/svg+xml" else content).convert("RGBA")
    except _UNREADABLE:
        return None
    room = LOGO_HEIGHT - 2 * LOGO_PADDING
    width, height = fitted(sign.width * 100, sign.height * 100, LOGO_WIDTH, room)
    small = sign.resize((max(1, round(width * 2 * DOTS)), max(1, round(height * 2 * DOTS))), Image.Resampling.LANCZOS)
    edge = round(LOGO_PADDING * 2 * DOTS)
    card = Image.new("RGBA", (small.width + 2 * edge, small.height + 2 * edge), "white")
    card.alpha_composite(small, (edge, edge))
    return _png(card.convert("RGB")), width + 2 * LOGO_PADDING, height + 2 * LOGO_PADDING


def field(colour: str, *, leftward: bool) -> bytes:
    """The field of colour of the cover, with its corner where the text begins."""
    width, height, tail = (round(side * DOTS / 2) for side in (PAGE_WIDTH, FIELD + TAIL, TAIL))
    begun = round(24 * DOTS / 2)
    drawn = Image.new("RGBA", (width, height), (255, 255, 255, 0))
    pen = ImageDraw.Draw(drawn)
    pen.rectangle((0, 0, width, height - tail), fill=colour)
    corner = [(begun, height - tail), (begun + 2 * tail, height - tail), (begun, height)]
    pen.polygon([(width - x if leftward else x, y) for x, y in corner], fill=colour)
    return _png(drawn.quantize(16))


def strokes(rows: list[int], colour: str, *, leftward: bool) -> tuple[bytes, float]:
    """One stroke for each person in rows of the same length, and the height of all of them in millimetres."""
    if not rows:
        return b"", 0.0
    high = STROKE if len(rows) == 1 else min(6.0, MOST_STROKES / len(rows) - STROKE_GAP)
    pitch, width = TEXT_WIDTH * DOTS / rows[0], round(TEXT_WIDTH * DOTS)
    high_dots, gap = round(high * DOTS), round(STROKE_GAP * DOTS)
    height = len(rows) * (high_dots + gap) - gap
    drawn = Image.new("RGBA", (width, height), (255, 255, 255, 0))
    pen = ImageDraw.Draw(drawn)
    thick = min(pitch * 0.6, 4.0 * DOTS)
    for line, count in enumerate(rows):
        top = line * (high_dots + gap)
        for stroke in range(count):
            x = width - stroke * pitch - thick if leftward else stroke * pitch
            pen.rectangle((round(x), top, round(x + thick) - 1, top + high_dots - 1), fill=colour)
    return _png(drawn), height / DOTS


def _opened(content: bytes) -> Image.Image:
    """The picture, read to its end. Raises one of `_UNREADABLE`."""
    opened = Image.open(io.BytesIO(content), formats=("PNG", "JPEG", "GIF", "WEBP"))
    if opened.width * opened.height > MOST_PIXELS:
        raise ValueError("too many pixels")
    opened.load()
    return opened


def _plain(content: bytes) -> bool:
    """Whether the library that packs the file knows this sort of PNG or JPEG; it knows not all."""
    try:
        Known.from_blob(content)
    except (InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError, ArithmeticError):
        return False
    return True


def _drawn(svg: bytes) -> bytes:
    """A vector picture as pixels. The typesetter is given its text and reads no file."""
    given = {"logo": svg.decode()}
    compiler = typst.Compiler(_SVG.encode(), ignore_system_fonts=True, sys_inputs=given, root=str(places.templates()))
    made = compiler.compile(format="png", ppi=144)
    if not isinstance(made, bytes):
        raise ValueError("no picture")  # noqa: TRY004 - it is the file that is wrong
    return made


def _png(drawn: Image.Image) -> bytes:
    kept = io.BytesIO()
    drawn.save(kept, "PNG", optimize=True)
    return kept.getvalue()

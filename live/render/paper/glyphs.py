"""What the fonts for paper can draw, and what stands in for the rest.

Rule: no character ever fails a file. What a font can draw is read from its own table (OpenType, `cmap`), so no list can
disagree with the fonts. A letter and its marks must be in one font, or else the marks cannot be set on it.
"""

import re
import struct
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import takewhile
from pathlib import Path

from live import places

SUBSTITUTE = "□"
_BMP, _FULL = 4, 12
"""Numbers of the two table formats that map all we keep: 16 and 32 bits wide."""
_PREFERENCE = ("NotoSans-Regular.ttf", "NotoSansArabic-Regular.ttf")
_STEERING = re.compile("[\u202a-\u202e\u2066-\u2069\u200b\ufeff\u2060]")
"""Invisible characters that turn or break lines: the page does both itself, and one typed must not turn the rest."""
_EXTENDS = "\u0300-\u036f\u200d\ufe00-\ufe0f\u20d0-\u20f0\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f"
_INVISIBLE = re.compile("[\u00ad\u200c-\u200f\ufe00-\ufe0f\U000e0020-\U000e007f]")


def fonts() -> Path:
    """The folder of the fonts for paper."""
    return places.static() / "fonts" / "print"


def drawable(text: str) -> str:
    """The text without steering characters; what no font has is replaced by its plain form, or else by a square."""
    bare = _STEERING.sub("", text)
    if _tables()[0].issuperset(bare):
        return bare
    return "".join(cluster if _fits(cluster) else _stand_in(cluster) for cluster in clusters(bare))


def clusters(text: str) -> Iterator[str]:
    """What stands together as one sign: a letter with its marks, an emoji with all it is joined of, a flag."""
    start = 0
    for at in range(1, len(text)):
        if not (_joins(text[at]) or text[at - 1] == "\u200d" or _flag(text, start, at)):
            yield text[start:at]
            start = at
    if text:
        yield text[start:]


def _joins(char: str) -> bool:
    return unicodedata.category(char) in {"Mn", "Mc", "Me"} or bool(_JOINS.match(char))


_JOINS = re.compile(f"[{_EXTENDS}]")


def _flag(text: str, start: int, at: int) -> bool:
    """Whether here stands the second letter of a flag."""
    return at - start == 1 and all("\U0001f1e6" <= char <= "\U0001f1ff" for char in text[start : at + 1])


def _fits(cluster: str) -> bool:
    seen = _INVISIBLE.sub("", cluster)
    if seen == "\n" or not seen:
        return True
    return any(table.issuperset(seen) for table in _tables())


def _stand_in(cluster: str) -> str:
    """The same in plain letters where there are some (bold letters of mathematics), what can be drawn, or a square."""
    plain = unicodedata.normalize("NFKC", cluster)
    if plain != cluster and all(_fits(part) for part in clusters(plain)):
        return plain
    seen = _INVISIBLE.sub("", cluster).replace("\u200d", "")
    drawn = ("".join(takewhile(table.__contains__, seen)) for table in _tables())
    return max(drawn, key=len, default="") + SUBSTITUTE


@cache
def _tables() -> tuple[frozenset[str], ...]:
    """The characters of each font, the most used font first."""
    files = sorted(fonts().glob("*-Regular.ttf"), key=lambda file: (file.name not in _PREFERENCE, file.name))
    return tuple(frozenset(map(chr, characters(file.read_bytes()))) for file in files)


def characters(font: bytes) -> Iterator[int]:
    """The code points that a font maps to a glyph. Raises `ValueError` for a font without a table that we can read."""
    (tables,) = struct.unpack_from(">H", font, 4)
    records = (struct.unpack_from(">4s4xLL", font, 12 + 16 * number) for number in range(tables))
    cmap = next(offset for tag, offset, _ in records if tag == b"cmap")
    (count,) = struct.unpack_from(">H", font, cmap + 2)
    at = [cmap + struct.unpack_from(">L", font, cmap + 8 + 8 * number)[0] for number in range(count)]
    by_format = {struct.unpack_from(">H", font, offset)[0]: offset for offset in at}
    if _FULL in by_format:
        return _full(font, by_format[_FULL])
    if _BMP in by_format:
        return _bmp(font, by_format[_BMP])
    raise ValueError("a font without a table of characters that we can read")


def _full(font: bytes, at: int) -> Iterator[int]:
    (groups,) = struct.unpack_from(">L", font, at + 12)
    for number in range(groups):
        first, last, glyph = struct.unpack_from(">LLL", font, at + 16 + 12 * number)
        yield from range(first + (glyph == 0), last + 1)


def _bmp(font: bytes, at: int) -> Iterator[int]:
    (doubled,) = struct.unpack_from(">H", font, at + 6)
    half, start = doubled // 2, at + 14
    lasts, firsts, deltas, ranges = (
        struct.unpack_from(f">{half}H", font, start + doubled * part + (2 if part else 0)) for part in range(4)
    )
    glyphs = start + 3 * doubled + 2
    for number, (first, last) in enumerate(zip(firsts, lasts, strict=True)):
        for code in range(first, min(last, 0xFFFE) + 1):
            if ranges[number]:
                where = glyphs + 2 * number + ranges[number] + 2 * (code - first)
                (glyph,) = struct.unpack_from(">H", font, where)
            else:
                glyph = (code + deltas[number]) & 0xFFFF
            if glyph:
                yield code

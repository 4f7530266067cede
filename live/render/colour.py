"""Colours by how they look: lightness apart from hue, contrast as readers meet it.

Rule: sRGB colours written `#rrggbb` come in and go out; in between OKLab (B. Ottosson, 2020), so that a colour that is
made lighter or darker stays the same colour. Contrast as in WCAG 2.2, "relative luminance".
"""

from collections.abc import Callable
from math import cbrt

Rgb = tuple[float, float, float]
"""Red, green, blue, linear, 0 to 1."""
STEPS = 20
"""Halvings when a lightness is looked for: finer than a screen can show."""
_KNEE, _KNEE_LINEAR = 0.04045, 0.0031308
"""Below this the curve of sRGB is a straight line (IEC 61966-2-1)."""
_LEAST, _MOST = -0.0005, 1.0005
"""A channel that a screen can show, but for the errors of calculating."""


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, from 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def mixed(one: str, other: str, share: float) -> str:
    """`one` with so much of `other` in it, from 0 (none) to 1 (nothing else)."""
    return _written(_linear(tuple(a + (b - a) * share for a, b in zip(_oklab(one), _oklab(other), strict=True))))


def lightness(colour: str) -> float:
    """How light a colour is, from 0 to 1."""
    return _oklab(colour)[0]


def at_lightness(colour: str, wanted: float, vivid: float = 1.0) -> str:
    """The colour as light as wanted (0 to 1) and `vivid` times as strong; paler where no screen has it that strong."""
    _, a, b = _oklab(colour)
    strength = vivid
    while strength > 0 and not _on_screen(_linear((wanted, a * strength, b * strength))):
        strength -= 0.02
    strength = max(strength, 0.0)
    return _written(_linear((wanted, a * strength, b * strength)))


def first(make: Callable[[float], str], start: float, end: float, fits: Callable[[str], bool]) -> str:
    """The first colour that fits on the way from `make(start)` to `make(end)`, where the last one does."""
    if fits(make(start)):
        return make(start)
    for _ in range(STEPS):
        middle = (start + end) / 2
        if fits(make(middle)):
            end = middle
        else:
            start = middle
    return make(end)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def see_through(colour: str, share: float) -> str:
    """The colour, only partly opaque, as CSS writes it."""
    red, green, blue = _channels(colour)
    return f"rgb({red} {green} {blue} / {share:g})"


def _rgb(colour: str) -> Rgb:
    red, green, blue = (
        c / 12.92 if c <= _KNEE else ((c + 0.055) / 1.055) ** 2.4 for c in (v / 255 for v in _channels(colour))
    )
    return red, green, blue


def _luminance(colour: str) -> float:
    red, green, blue = _rgb(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _oklab(colour: str) -> Rgb:
    r, g, b = _rgb(colour)
    long = cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
    middle = cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
    short = cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def _linear(oklab: tuple[float, ...]) -> Rgb:
    light, a, b = oklab
    long = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (light - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )


def _on_screen(rgb: Rgb) -> bool:
    return all(_LEAST <= channel <= _MOST for channel in rgb)


def _written(rgb: Rgb) -> str:
    def byte(channel: float) -> int:
        within = min(max(channel, 0.0), 1.0)
        return round(255 * (12.92 * within if within <= _KNEE_LINEAR else 1.055 * within ** (1 / 2.4) - 0.055))

    return "#" + "".join(f"{byte(channel):02x}" for channel in rgb)

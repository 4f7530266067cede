"""The city's one colour as all the colours that pages need, each checked for contrast.

Rule: whatever colour a city gives, text on it and in it can be read: 4.5:1 at least on light paper, 7:1 on dark. Values
are plain colours, so that old phones need no colour arithmetic. Paper and inks are those of static/styles/tokens.css.
"""

from collections.abc import Callable
from functools import lru_cache

from live.render.colour import at_lightness, contrast, first, lightness, mixed, see_through

WHITE, BLACK, INK = "#ffffff", "#000000", "#1e1b17"
PAPER, GROUND = "#ffffff", "#f8f6f2"
DARK_PAPER, DARK_GROUND, DARK_INK = "#1e1b17", "#141210", "#f3efe8"
MAIZE = "#ffc94d"
TEXT, STRONG, SHAPE = 4.5, 7.0, 3.0
"""Contrast of text, of text on dark paper, of shapes."""
VIVID = 1.5
"""How much stronger a colour may be where it is lighter than the city's own: else it looks like dust on it."""


@lru_cache(maxsize=256)
def accents(accent: str) -> dict[str, dict[str, str]]:
    """Tokens without their two hyphens for light and for dark pages, from a colour written `#rrggbb`."""
    return {"light": _light(accent.lower()), "dark": _dark(accent.lower())}


def _light(accent: str) -> dict[str, str]:
    soft = _soft(accent)
    grounds = (_reaches(GROUND, TEXT), _reaches(soft, TEXT))
    ink = first(
        lambda light: at_lightness(accent, light), lightness(accent), 0, lambda c: all(fits(c) for fits in grounds)
    )
    return {
        "accent": accent,
        "accent-ink": ink,
        "accent-bright": _bright(accent),
        "accent-soft": soft,
        **_on(accent),
    }


def _dark(accent: str) -> dict[str, str]:
    """The same colour after dark; the main button is light there, with dark words."""
    ground = first(lambda light: at_lightness(accent, light), lightness(accent), 0, _reaches(WHITE, STRONG))
    ink = _lightened(accent, 9.0)
    soft = first(lambda light: at_lightness(accent, light, 0.6), 0.32, 0, _reaches(DARK_INK, 10.0))
    return {
        "accent": ground,
        "accent-ink": ink,
        "accent-bright": _lightened(accent, STRONG),
        "accent-soft": soft,
        "button-ground": ink,
        "button-ink": first(lambda light: at_lightness(accent, light), 0.25, 0, _reaches(ink, STRONG)),
        **_on(ground),
    }


def _on(ground: str) -> dict[str, str]:
    """Words and figures on the field of colour, and what it becomes under the pointer."""
    words = next((ink for ink in (WHITE, INK) if contrast(ink, ground) >= TEXT), BLACK)
    away = 0.0 if words == WHITE else 1.0
    here = lightness(ground)
    deep = at_lightness(ground, here + 0.25 * (away - here))
    return {
        "accent-deep": deep,
        "on-accent": words,
        "on-accent-quiet": first(lambda share: mixed(words, ground, share), 0.25, 0, _reaches(ground, TEXT)),
        "on-accent-faint": see_through(words, 0.28),
        "on-accent-marker": MAIZE if contrast(MAIZE, ground) >= SHAPE else words,
    }


def _bright(accent: str) -> str:
    """For filled ticks: stands out from paper without being as heavy as text."""
    if contrast(accent, PAPER) > TEXT:
        return first(lambda light: at_lightness(accent, light, VIVID), 1, lightness(accent), _reaches(PAPER, TEXT))
    return first(lambda light: at_lightness(accent, light), lightness(accent), 0, _reaches(PAPER, SHAPE))


def _soft(accent: str) -> str:
    soft = first(lambda share: mixed(PAPER, accent, share), 0.14, 0, _reaches(INK, 12.5))
    return at_lightness(soft, lightness(soft), VIVID)


def _lightened(accent: str, ratio: float) -> str:
    return first(lambda light: at_lightness(accent, light), lightness(accent), 1, _reaches(DARK_PAPER, ratio))


def _reaches(other: str, ratio: float) -> Callable[[str], bool]:
    return lambda colour: contrast(colour, other) >= ratio

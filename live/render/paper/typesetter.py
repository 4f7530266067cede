"""The typesetter, shut in: our templates and our fonts, no packages, no system fonts, no network.

Rule: a template is given one JSON text and nothing else. What stands in it is data, never source.
"""

import json
from functools import cache
from pathlib import Path
from typing import cast

import typst

from live import places
from live.render.paper.glyphs import fonts
from live.render.paper.said import Json

DOCUMENTATION = "documentation"
DOTS_PER_INCH = 200


def as_pdf(template: str, given: Json, *, at: int, folder: str = DOCUMENTATION) -> bytes:
    """The template of a folder as a PDF, dated `at` (seconds since 1970).

    Raises `typst.TypstError` for what cannot be set.
    """
    return typst.compile(
        places.templates() / folder / template,
        root=places.templates(),
        font_paths=_fonts(),
        sys_inputs=_inputs(given),
        pdf_standards=["ua-1", "a-2a"],
        package_path=_nowhere(),
        package_cache_path=_nowhere(),
        timestamp=at,
    )


def as_png(template: str, given: Json) -> bytes:
    """The only page of the template as a picture. Raises `typst.TypstError` for what cannot be set."""
    return as_pages(template, given, DOTS_PER_INCH)[0]


def as_pages(template: str, given: Json, dots_per_inch: int) -> list[bytes]:
    """Each page of the template as a picture. Raises `typst.TypstError` for what cannot be set."""
    # What it says of itself is wrong for more than one page.
    made = typst.compile(
        places.templates() / DOCUMENTATION / template,
        format="png",
        ppi=dots_per_inch,
        root=places.templates(),
        font_paths=_fonts(),
        sys_inputs=_inputs(given),
        package_path=_nowhere(),
        package_cache_path=_nowhere(),
    )
    drawn = cast("list[bytes] | bytes", made)
    return drawn if isinstance(drawn, list) else [drawn]


def _inputs(given: Json) -> dict[str, str]:
    return {"given": json.dumps(given, ensure_ascii=False)}


def _nowhere() -> Path:
    """A folder of packages that does not exist."""
    return places.templates() / "no-packages"


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts()])

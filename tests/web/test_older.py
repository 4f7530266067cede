"""Whoever takes part may come with a browser of the end of 2021: Chrome 96, Firefox 94, Safari 15.1.

What is younger is used only where `static/core/older.js` adds it, or where the page does without it in a way that
stands beside the name here. A browser of that age is not at hand; what it lacks is on this list instead, from MDN's
tables, and `tests/browser/test_older.py` takes it away from a browser of today.
"""

import re
from pathlib import Path

import pytest

from live import places
from live.web import binding
from live.web.made import SHEETS

SCRIPTS = {
    r"\(\?<[=!]": "lookbehind: a syntax error in Safari before 16.4, and the whole script is lost",
    r"\bstatic \{": "Safari 16.4",
    r"/[a-z]*v[a-z]*\.test": "patterns with v: 2023",
    r"\bstructuredClone\b": "Safari 15.4, Chrome 98",
    r"\b(?:groupBy|fromAsync|withResolvers|findLastIndex|toSpliced)\b": "2022 to 2024",
    r"\bAbortSignal\.(?:timeout|any)\b": "2022, 2023",
    r"\brandomUUID\b": "Safari 15.4, and only where the page came by HTTPS",
    r"\b(?:startViewTransition|togglePopover|showPopover|scheduler|navigation)\.": "2022 and later",
    r"\bimport\b[^;\n]*\bwith\s*\{": "imports with attributes: 2023",
    r"^await\b": "Safari 15.0 has it, but no bound script can wait",
    r"\bscrollend\b": "2023",
    r"\bcheckVisibility\b": "2022",
    r"\bIntl\.(?:Segmenter|DurationFormat)\b": "Firefox 125, 136",
}
STYLES = {
    r"@container\b|\bcq[iwhb]\b": "2022, 2023",
    r"@scope\b|@starting-style\b|@layer\b(?! (?:reset|tokens|base|components|steps|pages|utilities)\b)": "2023",
    r"^\s*&": "nesting: 2023",
    r"\bsubgrid\b": "Firefox only",
    r"\blight-dark\(|\boklch\(|\banchor\(": "2023 and later",
}
ADDED = re.compile(r'"(\w+)", \w+\],$', re.MULTILINE)


def taking_part() -> list[Path]:
    """The scripts of everybody who takes part: joining, the page and the line in it, its kinds."""
    bound = binding.Binding(places.static(), "participant")
    paths = {*bound.own, *(path for kind in bound.kinds for path in bound.of_kind(kind))}
    own = [places.static() / path for path in sorted({*paths, "pages/join.js", "pages/enter.js"})]
    return [*own, places.templates() / "line.html"]


def sheets() -> list[Path]:
    """Their stylesheets."""
    kinds = places.static().glob("steps/*/*.css")
    return [*(places.static() / "styles" / f"{name}.css" for name in SHEETS["phone"]), *kinds]


@pytest.mark.parametrize("young", SCRIPTS)
def test_no_script_of_those_who_take_part_uses_what_is_too_young(young: str) -> None:
    using = [path.name for path in taking_part() if re.search(young, path.read_text("utf-8"), re.MULTILINE)]
    assert using == [], SCRIPTS[young]


@pytest.mark.parametrize("young", STYLES)
def test_no_style_of_those_who_take_part_uses_what_is_too_young(young: str) -> None:
    using = [path.name for path in sheets() if re.search(young, path.read_text("utf-8"), re.MULTILINE)]
    assert using == [], STYLES[young]


def test_what_is_added_is_there_before_any_other_script_runs() -> None:
    bound = binding.Binding(places.static(), "participant")
    ours = [path for path in bound.own if not path.startswith("vendor/")]
    text = (places.static() / "core" / "older.js").read_text("utf-8")
    assert set(ADDED.findall(text)) == {"at", "findLast", "toSorted", "toReversed", "hasOwn"}
    first = re.compile(r"^\S.*\.(?:at|toSorted|hasOwn)\(", re.MULTILINE)
    before = (places.static() / path for path in ours[: ours.index("core/older.js")])
    assert [path for path in before if first.search(path.read_text("utf-8"))] == [], "used while they are loaded"


def test_a_page_of_those_who_take_part_needs_no_import_map() -> None:
    text = (places.templates() / "participant.html").read_text("utf-8")
    assert 'if not bound("participant")' in text

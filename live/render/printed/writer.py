"""A sheet as a PDF: what is on it, given to the template of its name.

Rule: all sheets are written from the same tree. Equal trees give equal files.
"""

from collections.abc import Callable, Mapping
from zoneinfo import ZoneInfo

from live.core.paper import Paper
from live.render.paper.said import Json, Sayer
from live.render.paper.typesetter import as_pdf
from live.render.printed import NAMED, Sheet
from live.render.printed.ballots import ballots
from live.render.printed.entrance import codes, joining
from live.render.printed.manner import around
from live.render.printed.notes import notes
from live.render.printed.telephone import telephone
from live.render.words import Wording

FOLDER = "paper"
MOST_PIECES = 1_000
"""Ballots and pages of cards in one file: two reams of paper, and about a gigabyte of memory while they are set."""
WRITTEN: Mapping[str, Callable[[Paper, Sayer], dict[str, Json]]] = {
    "ballots": ballots,
    "notes": notes,
    "code": codes,
    "strips": codes,
    "joining": joining,
    "telephone": telephone,
}
"""What is particular to each sheet, as its template takes it."""


def render_sheet(paper: Paper, name: str, *, language: str | None = None, copies: int = 1) -> bytes:
    """A sheet in a language, that of the evening unless another one is wished. Raises `KeyError` for an unknown name.

    `copies`: how many, in what the sheet counts; fewer where there can be no more.
    """
    sheet = NAMED[name]
    wished = language if language is not None and sheet.worded else paper.language
    sayer = Sayer(Wording(wished, paper.language, ZoneInfo(paper.zone)))
    given = {
        **around(paper, sayer, sheet.title),
        "copies": _possible(copies, sheet, paper),
        **WRITTEN[name](paper, sayer),
    }
    return as_pdf(f"{name}.typ", given, at=paper.as_of // 1000, folder=FOLDER)


def _possible(copies: int, sheet: Sheet, paper: Paper) -> int:
    each = sum(len(step.printed.ballots) + len(step.groups) for step in paper.steps)
    return max(1, min(copies, sheet.most, MOST_PIECES // max(each, 1)))

"""Sheets for people without a device, as PDF: the list of them, and how one is made.

Rule: a sheet is a line here, a module beside this one and a template of the same name. All of them are given the same
tree, and what stands in it is data.
"""

from collections.abc import Callable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from live.core.document import Phrase, phrase
from live.core.paper import Paper
from live.render.paper.said import Json, Sayer
from live.render.paper.typesetter import as_pdf
from live.render.printed.ballots import ballots
from live.render.printed.entrance import codes, joining
from live.render.printed.manner import around
from live.render.printed.notes import notes
from live.render.printed.telephone import telephone
from live.render.words import Wording

FOLDER = "paper"
MOST_COPIES = 200

Write = Callable[[Paper, Sayer], dict[str, Json]]
"""What is particular to a sheet, as its template takes it."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sort of sheet. `counted` says what copies are counted in, where more than one is useful."""

    name: str
    title: Phrase
    about: Phrase
    write: Write
    counted: Phrase | None = None
    worded: bool = True
    """Whether it is in one language; otherwise it holds all of them."""


SHEETS = (
    Sheet(
        "ballots",
        phrase("Ballots"),
        phrase("One for each question of this evening. Short ones stand four to a page, with lines to cut along."),
        ballots,
        counted=phrase("Ballots of each question"),
    ),
    Sheet(
        "notes",
        phrase("Note sheets"),
        phrase("Cards for the groups to write on, four to a page."),
        notes,
        counted=phrase("Pages for each group"),
    ),
    Sheet(
        "code",
        phrase("Code and QR code"),
        phrase("To hang up or to lay out on the tables: large digits, the QR code and the address."),
        codes,
        counted=phrase("Pages"),
        worded=False,
    ),
    Sheet(
        "strips",
        phrase("Strips with the code"),
        phrase("The same small, ten to a page, for everybody to take along."),
        codes,
        counted=phrase("Pages"),
        worded=False,
    ),
    Sheet(
        "joining",
        phrase("How to take part"),
        phrase("Three steps in easy words, a page for each language."),
        joining,
        worded=False,
    ),
    Sheet(
        "telephone",
        phrase("Telephone script"),
        phrase("For whoever takes calls: what to say, how to enter it, and all questions to read aloud."),
        telephone,
    ),
)
NAMED = {sheet.name: sheet for sheet in SHEETS}


def render_sheet(paper: Paper, name: str, *, language: str | None = None, copies: int = 1) -> bytes:
    """A sheet in a language, that of the evening unless another one is wished. Raises `KeyError` for an unknown name.

    `copies`: how many, in what the sheet counts; bounded by `MOST_COPIES`.
    """
    sheet = NAMED[name]
    wished = language if language is not None and sheet.worded else paper.language
    sayer = Sayer(Wording(wished, paper.language, ZoneInfo(paper.zone)))
    given = {
        **around(paper, sayer, sheet.title),
        "copies": max(1, min(copies, MOST_COPIES)),
        **sheet.write(paper, sayer),
    }
    return as_pdf(f"{name}.typ", given, at=paper.as_of // 1000, folder=FOLDER)

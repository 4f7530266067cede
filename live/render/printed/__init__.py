"""Sheets for people without a device: the list of them.

Rule: a sheet is a line here, its words in `writer` and a template of the same name. The list knows no typesetter, so
that a server can show it.
"""

from dataclasses import dataclass

from live.core.document import Phrase, phrase


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sort of sheet.

    `counted` says what copies are counted in, where more than one is useful, and `most` how many there can be.
    `worded`: it is in one language; otherwise it holds all of them.
    """

    name: str
    title: Phrase
    about: Phrase
    counted: Phrase | None = None
    most: int = 1
    worded: bool = True


SHEETS = (
    Sheet(
        "ballots",
        phrase("Ballots"),
        phrase("One for each question of this evening. Short ones stand four to a page, with lines to cut along."),
        counted=phrase("Ballots of each question"),
        most=200,
    ),
    Sheet(
        "notes",
        phrase("Note sheets"),
        phrase("Cards for the groups to write on, four to a page."),
        counted=phrase("Pages for each group"),
        most=20,
    ),
    Sheet(
        "code",
        phrase("Code and QR code"),
        phrase("To hang up or to lay out on the tables: large digits, the QR code and the address."),
        counted=phrase("Pages"),
        most=50,
        worded=False,
    ),
    Sheet(
        "strips",
        phrase("Strips with the code"),
        phrase("The same small, up to ten to a page, for everybody to take along."),
        counted=phrase("Pages"),
        most=50,
        worded=False,
    ),
    Sheet(
        "joining",
        phrase("How to take part"),
        phrase("Three steps in easy words, a page for each language."),
        worded=False,
    ),
    Sheet(
        "telephone",
        phrase("Telephone script"),
        phrase("For whoever takes calls: what to say, how to enter it, and all questions to read aloud."),
    ),
)
NAMED = {sheet.name: sheet for sheet in SHEETS}

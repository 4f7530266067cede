"""The tables in which the documentation can be had as data: what they are called and what their columns mean.

Rule: names are English, short and never change; titles and explanations are worded in the language of the document.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from live.core.document import Words, phrase
from live.render.words import Wording

Sort = Literal["text", "number", "share", "time"]
"""What stands in a column. A share is between 0 and 1."""

Cell = str | int | float | datetime | None
"""Moments are local, without a zone: that of the document."""
Row = tuple[Cell, ...]
Place = tuple[int | None, str, str, str]
"""Where a row stands: number and title of the chapter, group, heading."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: a stable name, a worded title and explanation, and what stands in it."""

    name: str
    title: str
    about: str
    sort: Sort


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with its rows; each row has a cell for each column."""

    name: str
    title: str
    about: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Meaning:
    """A column before it is worded."""

    name: str
    title: Words
    about: Words
    sort: Sort = "text"


@dataclass(frozen=True, slots=True)
class Table:
    """A table before it is filled. `columns` come after those of its place, which all but the first two have."""

    name: str
    title: Words
    about: Words
    columns: tuple[Meaning, ...]


NUMBER = Meaning(
    "chapter_number",
    phrase("Chapter number"),
    phrase("The place on the agenda; empty for chapters around the agenda."),
    "number",
)
CHAPTER = Meaning("chapter", phrase("Chapter"), phrase("The title of the chapter in which it stands."))
GROUP = Meaning("group", phrase("Group"), phrase("The part of the chapter, as the group in which it was said."))
HEADING = Meaning("heading", phrase("Heading"), phrase("The heading under which it stands, where there is one."))
PLACE = (NUMBER, CHAPTER, GROUP, HEADING)
"""Where a row stands in the documentation."""

ORDER = Meaning(
    "place", phrase("Position"), phrase("The place in the list to which it belongs, counted from 1."), "number"
)
TEXT = Meaning("text", phrase("Text"), phrase("The words as they were typed, without quotation marks of ours."))
LANGUAGE = Meaning("language", phrase("Language"), phrase("The language of the words, empty where it is not known."))
KEY = Meaning("key", phrase("Key"), phrase("Names these words within the documentation, wherever they stand."))
ASKED_NUMBER = Meaning(
    "question_number",
    phrase("Question number"),
    phrase("The number of the question in the table of questions."),
    "number",
)
QUESTION = Meaning("question", phrase("Question"), phrase("What people were asked."))
COUNT = Meaning("count", phrase("Count"), phrase("How many people chose this."), "number")
SHARE = Meaning("share", phrase("Share"), phrase("The part of the people who answered, from 0 to 1."), "share")
OF = Meaning("people", phrase("People"), phrase("How many people answered the question."), "number")

ABOUT = Table(
    "about",
    phrase("About this dialogue"),
    phrase("Facts of the dialogue and of this documentation, one in each row."),
    (
        Meaning("property", phrase("Property"), phrase("The name of a fact that every documentation has.")),
        NUMBER,
        CHAPTER,
        HEADING,
        Meaning("label", phrase("Label"), phrase("What the fact is called.")),
        Meaning("value", phrase("Value"), phrase("The fact.")),
    ),
)
OUTLINE = Table(
    "outline",
    phrase("Outline"),
    phrase("All headings of the documentation in their order."),
    (
        NUMBER,
        Meaning(
            "level",
            phrase("Level"),
            phrase("1: chapter, 2: group, 3: heading, 4: column of a list."),
            "number",
        ),
        Meaning("title", phrase("Title"), phrase("The words of the heading.")),
        Meaning("time", phrase("Time"), phrase("When the chapter took place.")),
        Meaning("entries", phrase("Entries"), phrase("How many entries a column has; 0: no mention."), "number"),
    ),
)
TEXTS = Table(
    "texts",
    phrase("Texts"),
    phrase("Running text, one paragraph in each row."),
    (TEXT, LANGUAGE, KEY),
)
SPEECHES = Table(
    "speeches",
    phrase("Who spoke"),
    phrase("Who spoke, and in what office."),
    (
        Meaning("speaker", phrase("Speaker"), phrase("The name of who spoke.")),
        Meaning("role", phrase("Office"), phrase("In what office.")),
    ),
)
QUESTIONS = Table(
    "questions",
    phrase("Questions"),
    phrase("What was asked and what came of it, one question in each row."),
    (
        ASKED_NUMBER,
        QUESTION,
        Meaning("sentence", phrase("Result"), phrase("The result in one sentence.")),
        Meaning("counted", phrase("How it was counted"), phrase("How it was counted, in one sentence.")),
        OF,
        Meaning("average", phrase("Average"), phrase("The mean of a scale."), "number"),
    ),
)
RESULTS = Table(
    "results",
    phrase("Results"),
    phrase("The counts of every option, also of those that nobody chose."),
    (
        ASKED_NUMBER,
        QUESTION,
        ORDER,
        Meaning("option", phrase("Answer"), phrase("What could be chosen.")),
        COUNT,
        SHARE,
        OF,
    ),
)
MOODS = Table(
    "moods",
    phrase("Moods"),
    phrase("The counts of every hand signal in every mood check."),
    (
        ASKED_NUMBER,
        QUESTION,
        Meaning("round", phrase("Mood check"), phrase("Which mood check it was.")),
        Meaning("time", phrase("Time"), phrase("When it was closed, in local time."), "time"),
        ORDER,
        Meaning("signal", phrase("Signal"), phrase("up, sideways or down, or the number of fingers.")),
        Meaning("option", phrase("Answer"), phrase("What could be chosen.")),
        COUNT,
        SHARE,
        OF,
    ),
)
ENTRIES = Table(
    "entries",
    phrase("Entries"),
    phrase("Everything that was said and noted, one entry in each row. What is only pointed to is left out."),
    (
        Meaning("entry", phrase("Number"), phrase("Entries counted through the whole documentation."), "number"),
        Meaning(
            "above", phrase("Belongs to"), phrase("The number of the entry to which a sub-point belongs."), "number"
        ),
        Meaning("column", phrase("Column"), phrase("The column of a list in columns.")),
        ORDER,
        Meaning("level", phrase("Level"), phrase("1: entry, 2: sub-point."), "number"),
        TEXT,
        LANGUAGE,
        KEY,
    ),
)
QUINTESSENCES = Table(
    "quintessences",
    phrase("Quintessences"),
    phrase("The distilled results of the groups."),
    (
        Meaning("label", phrase("Label"), phrase("What the result is called.")),
        TEXT,
        LANGUAGE,
        Meaning("released", phrase("Released"), phrase("1: the group released it, 0: not yet."), "number"),
        KEY,
    ),
)
PICTURES = Table(
    "pictures",
    phrase("Pictures"),
    phrase("What the pictures show. The pictures themselves are in the other forms."),
    (
        Meaning("caption", phrase("Caption"), phrase("The words below the picture.")),
        Meaning("description", phrase("Description"), phrase("What the picture shows, for those who do not see it.")),
        Meaning("credit", phrase("Credit"), phrase("From whom the picture is.")),
        Meaning("width", phrase("Width"), phrase("In pixels."), "number"),
        Meaning("height", phrase("Height"), phrase("In pixels."), "number"),
    ),
)
NOTES = Table(
    "notes",
    phrase("Notes on method"),
    phrase("How something was counted, who entered what."),
    (TEXT, LANGUAGE),
)
UNPLACED = frozenset({ABOUT.name, OUTLINE.name})
"""Tables that name their places themselves."""
TABLES = (
    ABOUT,
    OUTLINE,
    TEXTS,
    SPEECHES,
    QUESTIONS,
    RESULTS,
    MOODS,
    ENTRIES,
    QUINTESSENCES,
    PICTURES,
    NOTES,
)
ROW = Meaning("row", phrase("Row"), phrase("The place of the row in its table, counted from 1."), "number")
OTHER = phrase("A table of the documentation as it stands there.")
"""What is said of tables that a chapter brings along, as the agenda."""
CELL = phrase("As the column is headed there.")


def worded(meaning: Meaning, words: Wording) -> Column:
    """A column in the language of the document."""
    return Column(meaning.name, words.plain(meaning.title), words.plain(meaning.about), meaning.sort)

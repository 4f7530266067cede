"""The documentation as a typed tree. Kinds write it, renderers read it, neither knows the other.

Words are one of three: text of the session file (in several languages), a phrase of our own (a message id with
parameters, worded by the renderer in the language of the document), or what a person said, kept as typed.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from live.core.text import Language, Text


class Part(BaseModel):
    """Anything in the tree."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class Authored(Part):
    """Words of the session file. `key` as in `Typed`; what is shown to every group has one key."""

    words: Literal["authored"] = "authored"
    text: Text
    key: str = ""


class Moment(Part):
    """A point in time in ms since 1970 UTC, shown in the document's zone: the time of day, or the day."""

    at: int
    shown: Literal["time", "day"] = "time"


Param = int | float | str | Moment | dict[Language, str]
"""What fills a phrase; a mapping is a text per language, and plain words stay plain words when they are read back.

The renderer formats numbers and moments; a float named `share`, or something before `_share`, is between 0 and 1.
"""


class Phrase(Part):
    """Words of ours: an English message id and its parameters. `n` chooses the plural form of `message`/`plural`."""

    words: Literal["phrase"] = "phrase"
    message: str
    plural: str = ""
    n: int | None = None
    params: dict[str, Param] = {}


class Typed(Part):
    """What somebody typed, unaltered. `language` is empty where it is not known.

    `key` names these words within their step, whatever becomes of their place, so that an editor can correct or hide
    them: the same words shown twice have the same key. Where a kind gives none, `dialogue.document` makes one.
    """

    words: Literal["typed"] = "typed"
    text: str
    language: str = ""
    key: str = ""
    parted: bool = False
    """Whether ` // ` between sentences is how their writer parts them: where they are quoted, each has its own line."""


Words = Annotated[Authored | Phrase | Typed, Field(discriminator="words")]


def phrase(message: str, **params: int | float | str | Moment | dict[str, str]) -> Phrase:
    """A phrase without a plural. The message id is extracted from the call for the catalogues."""
    return Phrase(message=message, params=params)


def nphrase(message: str, plural: str, n: int, **params: int | float | str | Moment | dict[str, str]) -> Phrase:
    """A phrase with a plural form chosen by `n`, which is also the parameter `n`."""
    return Phrase(message=message, plural=plural, n=n, params={"n": n, **params})


class Paragraph(Part):
    """Running text."""

    block: Literal["paragraph"] = "paragraph"
    words: Words


class Heading(Part):
    """A heading inside a chapter, as of one group."""

    block: Literal["heading"] = "heading"
    words: Words
    level: Literal[2, 3] = 3


class Entry(Part):
    """One thing that was said, with its sub-points one level deep.

    `refers`: it is shown in its own place too, and only pointed to here. Who counts entries leaves it out. What stands
    below it says so for itself.
    """

    words: Words
    below: tuple["Entry", ...] = ()
    refers: bool = False


class Quotes(Part):
    """What people said, unattributed, in the order in which it was noted. Empty: the renderer says so."""

    block: Literal["quotes"] = "quotes"
    entries: tuple[Entry, ...]


class Listing(Part):
    """A numbered or plain list."""

    block: Literal["listing"] = "listing"
    entries: tuple[Entry, ...]
    numbered: bool = False


class Column(Part):
    """A named column. Empty: the renderer says so."""

    title: Words
    entries: tuple[Entry, ...]


class Columns(Part):
    """Named columns beside each other, in a fixed order."""

    block: Literal["columns"] = "columns"
    columns: tuple[Column, ...]


class Fact(Part):
    """A label and what it is."""

    label: Words
    value: Words
    big: bool = False


class Facts(Part):
    """Labelled facts, as "At a glance"."""

    block: Literal["facts"] = "facts"
    facts: tuple[Fact, ...]


class Table(Part):
    """Facts in rows and columns. The first cell of a row names it; a cell is one or more lines, or empty."""

    block: Literal["table"] = "table"
    head: tuple[Words, ...]
    rows: tuple[tuple[tuple[Words, ...], ...], ...]
    numbered: bool = False


class Bar(Part):
    """One row of a result: how many people of how many. `share` is between 0 and 1, of the people who answered."""

    label: Words
    count: int
    share: float


class Results(Part):
    """Counts of options: a sentence, bars and a table of the same numbers."""

    block: Literal["results"] = "results"
    question: Words | None = None
    sentence: Words
    caption: Words
    of: int
    bars: tuple[Bar, ...]
    average: float | None = None
    """Of a scale: the mean, rounded by the renderer."""


class MoodRound(Part):
    """One mood check: label, when, how many people, and the counts in the order of the scale."""

    label: Words
    at: int | None
    people: int
    bars: tuple[Bar, ...]
    signals: tuple[str, ...]
    """Name of the hand signal of each bar: up, sideways, down, or 1 … 5."""


class Moods(Part):
    """Mood checks with the same scale, one above the other, equally wide."""

    block: Literal["moods"] = "moods"
    question: Words | None = None
    sentence: Words
    rounds: tuple[MoodRound, ...]
    note: Words | None = None


class Quintessence(Part):
    """A group's distilled result."""

    block: Literal["quintessence"] = "quintessence"
    label: Words
    words: Words
    released: bool


class Speech(Part):
    """Who spoke, and in what office."""

    block: Literal["speech"] = "speech"
    speaker: Words
    role: Words | None = None


class Picture(Part):
    """A picture that an editor added. `data` is a `data:` address of a PNG or JPEG; sizes are in pixels."""

    block: Literal["picture"] = "picture"
    data: str
    width: int
    height: int
    alt: Words
    caption: Words | None = None
    credit: str = ""


class Note(Part):
    """Small print: how something was counted, who entered what."""

    block: Literal["note"] = "note"
    words: Words


Block = Annotated[
    Paragraph
    | Heading
    | Quotes
    | Listing
    | Columns
    | Facts
    | Table
    | Results
    | Moods
    | Quintessence
    | Speech
    | Picture
    | Note,
    Field(discriminator="block"),
]


class Chapter(Part):
    """A chapter with the facts of its margin. `number` is the place on the agenda; chapters around it have none."""

    id: str
    number: int | None = None
    title: Words
    margin: tuple[Words, ...] = ()
    blocks: tuple[Block, ...]


class Document(Part):
    """The documentation of one dialogue, whole. Moments are ms since 1970 UTC, shown in `zone`."""

    title: Words
    subtitle: Words | None
    city: str = ""
    organisers: tuple[str, ...]
    language: str
    languages: tuple[str, ...]
    zone: str
    accent: str
    logo: str
    """The city's logo as a `data:` address, or nothing."""
    starts_at: int
    state: Literal["before", "running", "ended"]
    as_of: int
    people: int
    version: int = 0
    """The number of this publication; 0: not published."""
    published_at: int | None = None
    chapters: tuple[Chapter, ...]

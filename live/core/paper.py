"""What is printed for people without a device, as a typed tree: ballots, cards to write on, the way in.

Rule: a kind says what it asks and what its groups write on; how large, how many on a page and in which colour is the
business of whoever prints it.
"""

from typing import Annotated, Literal

from pydantic import Field

from live.core.asked import Asked
from live.core.document import Authored, Part, Words
from live.core.form import Range


class Box(Part):
    """Something that can be crossed. `sign`: the hand signal drawn beside it, or nothing."""

    label: Words
    sign: str = ""


class Choice(Part):
    """A choice among options."""

    form: Literal["choice"] = "choice"
    words: Words
    options: tuple[Box, ...]
    at_least: int
    at_most: int


class Scale(Part):
    """One number of several in a row, with words at both ends where there are any."""

    form: Literal["scale"] = "scale"
    words: Words
    first: int
    last: int
    low: Authored | None = None
    high: Authored | None = None


class Lines(Part):
    """Something to answer in one's own words."""

    form: Literal["text"] = "text"
    words: Words


Item = Annotated[Choice | Scale | Lines, Field(discriminator="form")]


class BallotPaper(Part):
    """What one person fills in at one time. `explanation` stands before what is asked."""

    items: tuple[Item, ...]
    explanation: Words | None = None


class Cards(Part):
    """What groups write on. `names` are those of the groups, from group 1 on; there may be more groups than names."""

    prompts: tuple[Words, ...]
    columns: tuple[Words, ...] = ()
    names: tuple[str, ...] = ()


class Printed(Part):
    """What a step has on paper; false where it has nothing."""

    ballots: tuple[BallotPaper, ...] = ()
    cards: Cards | None = None

    def __bool__(self) -> bool:
        """Whether there is anything."""
        return bool(self.ballots or self.cards)


class PaperStep(Part):
    """An agenda point that has something on paper. `groups` are the numbers of those known so far."""

    title: Words
    printed: Printed
    groups: tuple[int, ...] = ()


class Paper(Part):
    """All that is printed for one dialogue. Moments are ms since 1970 UTC, shown in `zone`.

    `address` is that of the first page, `code` the eight digits; both together are in the QR code. `seats`: how many
    people one page can serve.
    """

    title: Authored
    city: str
    place: Words | None
    support_phone: str
    language: str
    languages: tuple[str, ...]
    zone: str
    accent: str
    starts_at: int
    as_of: int
    address: str
    code: str
    seats: int
    steps: tuple[PaperStep, ...]


def paper_item(asked: Asked, scale: Range | None = None) -> Item:
    """One thing asked as it stands on paper; `scale` gives the numbers of a scale and the words at its ends."""
    words = Authored(text=asked.words)
    if scale is not None:
        low, high = (Authored(text=end) if end else None for end in (scale.low, scale.high))
        return Scale(words=words, first=scale.first, last=scale.last, low=low, high=high)
    if asked.form == "text":
        return Lines(words=words)
    options = tuple(Box(label=label) for label in asked.labels.values())
    return Choice(words=words, options=options, at_least=asked.at_least, at_most=asked.at_most)

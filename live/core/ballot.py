"""One person's answers, and the counts that many of them become.

A ballot maps each item asked to the options chosen (none: an abstention) or to a text. A tally counts people, options
and texts; it is kept incrementally, so that a view costs what is on the screen and not what is in the log.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pydantic import BaseModel, ConfigDict

from live.core.ids import ItemId, OptionId


class Ballot(BaseModel):
    """Answers of one voter. An empty `chosen[item]` abstains, and that counts. `texts[item]` is free."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    chosen: dict[ItemId, tuple[OptionId, ...]] = {}
    texts: dict[ItemId, str] = {}

    @property
    def abstained(self) -> bool:
        """Whether nothing was chosen and nothing was written."""
        return not any(self.chosen.values()) and not any(self.texts.values())


class Counts(BaseModel):
    """A tally as a fact: people, abstentions, options per item, texts in alphabetical order, not of entry."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    ballots: int
    abstained: int = 0
    chosen: dict[ItemId, dict[OptionId, int]] = {}
    answered: dict[ItemId, int] = {}
    """People who chose at least one option of the item."""
    texts: dict[ItemId, tuple[str, ...]] = {}


@dataclass(slots=True)
class Tally:
    """Running counts of the ballots of one question."""

    ballots: int = 0
    abstained: int = 0
    chosen: dict[ItemId, dict[OptionId, int]] = field(default_factory=dict)
    answered: dict[ItemId, int] = field(default_factory=dict)
    texts: int = 0
    """Ballots in which something was written."""

    def count(self, ballot: Ballot, times: int = 1) -> None:
        """Add a ballot; `times=-1` takes one away that is being replaced."""
        self.ballots += times
        self.abstained += times * ballot.abstained
        self.texts += times * bool(ballot.texts)
        for item, options in ballot.chosen.items():
            if options:
                self.answered[item] = self.answered.get(item, 0) + times
            per_option = self.chosen.setdefault(item, {})
            for option in options:
                per_option[option] = per_option.get(option, 0) + times

    def counts(self, texts: Mapping[ItemId, tuple[str, ...]] | None = None) -> Counts:
        """The counts as they stand; without zeros, so that equal ballots give equal counts whatever came before."""
        return Counts(
            ballots=self.ballots,
            abstained=self.abstained,
            chosen={i: o for i, per in self.chosen.items() if (o := {k: n for k, n in per.items() if n})},
            answered={i: n for i, n in self.answered.items() if n},
            texts=dict(texts or {}),
        )


def add_counts(one: Counts, other: Counts) -> Counts:
    """The sum of two tallies, as of the ballots in the app and of hands counted on camera."""
    chosen = {item: dict(per) for item, per in one.chosen.items()}
    for item, per in other.chosen.items():
        into = chosen.setdefault(item, {})
        for option, number in per.items():
            into[option] = into.get(option, 0) + number
    answered = dict(one.answered)
    for item, number in other.answered.items():
        answered[item] = answered.get(item, 0) + number
    texts = {
        item: tuple(sorted(one.texts.get(item, ()) + other.texts.get(item, ()))) for item in one.texts | other.texts
    }
    return Counts(
        ballots=one.ballots + other.ballots,
        abstained=one.abstained + other.abstained,
        chosen=chosen,
        answered=answered,
        texts=texts,
    )

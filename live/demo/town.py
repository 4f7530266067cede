"""What the simulated people of one evening share: where it is, what there is to say, and what came of it."""

from dataclasses import dataclass, field

from live.core.patch import View
from live.demo import words
from live.demo.chance import Deck, Temper
from live.demo.page import Ledger
from live.demo.words import Card


@dataclass
class Town:
    """One evening's people. `pace` 1 is a human hand, 2 is twice as fast."""

    address: str
    code: str
    seed: int
    pace: float
    ledger: Ledger = field(default_factory=Ledger)

    def __post_init__(self) -> None:
        """Shuffle what can be said."""
        random = Temper(self.seed, "town", self.pace).random
        self.names = Deck(words.NAMES, random)
        self.quotes = Deck(words.QUOTES, random)
        self.entries = Deck(words.ENTRIES, random)
        self.offers = [Deck(column, random) for column in words.OFFERS]

    def card(self, group: View, temper: Temper) -> tuple[str | None, Card]:
        """Something to write in this group, and its column where it has columns."""
        columns = [column["id"] for column in group["columns"]]
        if not columns:
            return None, (self.quotes if group["notes_as"] == "quotes" else self.entries).draw()
        # Group 4 finds nothing for its second column: an empty column is a result, too.
        places = [place for place in range(len(columns)) if (group["room"], place) != (4, 1)]
        place = temper.random.choice(places)
        return columns[place], (self.offers[place] if len(columns) == len(self.offers) else self.entries).draw()

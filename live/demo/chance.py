"""Chance and hurry of one simulated person, and decks of cards from which no two people draw alike."""

import asyncio
from collections.abc import Iterable
from random import Random
from typing import Generic, TypeVar

T = TypeVar("T")


class Temper:
    """How one person decides and how long that takes. The same seed and name decide alike."""

    def __init__(self, seed: int, name: str, pace: float) -> None:
        """`pace` 1 is a human hand, 2 is twice as fast."""
        self.random = Random(f"{seed}/{name}")
        self._pace = pace

    def likely(self, probability: float) -> bool:
        """Yes, with this probability (0 to 1)."""
        return self.random.random() < probability

    def seconds(self, shortest: float, longest: float) -> float:
        """Some time between two numbers of human seconds, in seconds of the clock."""
        return self.random.uniform(shortest, longest) / self._pace

    async def pause(self, shortest: float, longest: float | None = None) -> None:
        """Take some time, in human seconds."""
        await asyncio.sleep(self.seconds(shortest, shortest if longest is None else longest))

    def fresh_id(self) -> str:
        """An id for a command, as a page makes one."""
        return f"{self.random.getrandbits(96):024x}"


class Deck(Generic[T]):
    """Cards in a shuffled order, shuffled anew when all were drawn."""

    def __init__(self, cards: Iterable[T], random: Random) -> None:
        """Shuffle `cards`, which must not be empty."""
        self._cards = list(cards)
        self._random = random
        self._left: list[T] = []

    def draw(self) -> T:
        """The next card."""
        if not self._left:
            self._left = self._random.sample(self._cards, len(self._cards))
        return self._left.pop()

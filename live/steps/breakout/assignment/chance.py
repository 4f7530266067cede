"""Chance that is the same on every machine and in every version of Python: it comes from hashing, never from a clock.

Numbers are drawn by SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014).
"""

from collections.abc import Iterable
from hashlib import sha256

from live.core.ids import PersonId

_MASK = (1 << 64) - 1


def in_drawn_order(people: Iterable[PersonId], seed: int) -> list[PersonId]:
    """The people in an order that the seed alone decides, whoever came first."""
    return sorted(people, key=lambda person: (sha256(f"{seed}/{person}".encode()).digest(), person))


class Chance:
    """A row of numbers that a seed decides."""

    __slots__ = ("_state",)

    def __init__(self, seed: int) -> None:
        """Begin the row. Any whole number is a seed."""
        self._state = int.from_bytes(sha256(str(seed).encode()).digest()[:8])

    def below(self, end: int) -> int:
        """A number from 0 to `end` - 1. The bias is below `end` / 2⁶⁴."""
        return (self._next() * end) >> 64

    def heads(self) -> int:
        """How often a coin shows heads before its first tail: n or more with a chance of 2⁻ⁿ."""
        drawn = self._next() | 1 << 63
        return (drawn & -drawn).bit_length() - 1

    def _next(self) -> int:
        self._state = mixed = (self._state + 0x9E3779B97F4A7C15) & _MASK
        mixed = ((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
        mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & _MASK
        return mixed ^ (mixed >> 31)

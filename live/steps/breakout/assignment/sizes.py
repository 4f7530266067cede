"""How many groups, and how large. Rule: sizes count people, not devices, and differ by one at most where they can."""

from collections.abc import Sequence
from typing import Final

USUAL_SIZE: Final = 8
"""The size of a group in which everybody gets a word in; larger ones are warned of."""


def number_of_groups(people: int, size: int = USUAL_SIZE) -> int:
    """The fewest groups of which none is larger than `size`, if they are even; one where nobody is here."""
    if size < 1:
        raise ValueError("a group has a size of at least 1")
    return max(1, -(-people // size))


def even_sizes(people: int, groups: int) -> list[int]:
    """The sizes of groups that are as even as can be, the larger ones first."""
    size, larger = divmod(people, groups)
    return [size + 1] * larger + [size] * (groups - larger)


def unevenness(sizes: Sequence[int]) -> int:
    """By how many people the largest and the smallest group differ."""
    return max(sizes, default=0) - min(sizes, default=0)


def squares(sizes: Sequence[int]) -> int:
    """The measure of evenness while groups are made: least where sizes differ by one at most."""
    return sum(size * size for size in sizes)

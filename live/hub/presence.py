"""Who is here: people and groups' consoles, not pages. Never logged.

Rule: somebody is here while a page is open and for a moment longer, because a reload is no leaving.
"""

import asyncio
from collections import Counter
from collections.abc import Callable, Hashable
from collections.abc import Set as AbstractSet
from typing import Generic, TypeVar

Who = TypeVar("Who", bound=Hashable)

FAREWELL_SECONDS = 2.0
"""How long somebody without a page still counts as here."""


class Presence(Generic[Who]):
    """Who of one dialogue has a page open. `left` is called with whoever is here no more."""

    def __init__(self, left: Callable[[Who], None]) -> None:
        """Begin with nobody."""
        self._gone = left
        self._pages = Counter[Who]()

    @property
    def present(self) -> AbstractSet[Who]:
        """Who is here, as it changes."""
        return self._pages.keys()

    def arrive(self, who: Who) -> bool:
        """One more page of theirs; True if they were not here before."""
        self._pages[who] += 1
        return self._pages[who] == 1

    def leave(self, who: Who) -> None:
        """One page less; after a moment without any they are gone."""
        asyncio.get_running_loop().call_later(FAREWELL_SECONDS, self._left, who)

    def _left(self, who: Who) -> None:
        self._pages[who] -= 1
        if self._pages[who] <= 0:
            del self._pages[who]
            self._gone(who)

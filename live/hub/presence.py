"""Who is here: people, not pages. Never logged.

Rule: somebody is here while a page is open and for a moment longer, because a reload is no leaving.
"""

import asyncio
from collections import Counter
from collections.abc import Callable
from collections.abc import Set as AbstractSet

from live.core.ids import PersonId

FAREWELL_SECONDS = 2.0
"""How long somebody without a page still counts as here."""


class Presence:
    """The people of one dialogue who have a page open. `left` is called with whoever is here no more."""

    def __init__(self, left: Callable[[PersonId], None]) -> None:
        """Begin with nobody."""
        self._gone = left
        self._pages = Counter[PersonId]()

    @property
    def present(self) -> AbstractSet[PersonId]:
        """Who is here, as it changes."""
        return self._pages.keys()

    def arrive(self, person: PersonId) -> bool:
        """One more page of this person; True if the person was not here before."""
        self._pages[person] += 1
        return self._pages[person] == 1

    def leave(self, person: PersonId) -> None:
        """One page less; after a moment without any the person is gone."""
        asyncio.get_running_loop().call_later(FAREWELL_SECONDS, self._left, person)

    def _left(self, person: PersonId) -> None:
        self._pages[person] -= 1
        if self._pages[person] <= 0:
            del self._pages[person]
            self._gone(person)

"""The public documentation, made once for many visitors: on the night of an evening thousands may come at once.

Rule: a page is kept for twenty times as long as it took to make, so that visitors cost the evenings under way a
twentieth of the server's time at most, and a small page is as good as fresh.
"""

import time
from collections.abc import Callable

from live.core.ids import DialogueId

KEPT_FOR = 20
MOST_KEPT = 100
"""Pages of a dialogue in a language, as published at a moment."""


class Published:
    """Pages that were made a moment ago."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin with none; `clock` gives seconds."""
        self._clock = clock
        self._made: dict[tuple[DialogueId, str, int], tuple[float, str]] = {}

    def page(self, dialogue: DialogueId, language: str, published_at: int, make: Callable[[], str]) -> str:
        """The page, made anew where there is none or it is too old, or what was published at that moment is new."""
        key = dialogue, language, published_at
        began = self._clock()
        until, page = self._made.get(key, (began, ""))
        if began < until:
            return page
        if len(self._made) >= MOST_KEPT:
            self._made.clear()
        page = make()
        now = self._clock()
        self._made[key] = now + KEPT_FOR * (now - began), page
        return page

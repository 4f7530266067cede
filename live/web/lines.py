"""All connections of one server, and the one look at them that costs no timer for any.

Rule: every tenth of a second a small part of the pages is looked at, once a second everybody who is slow, on the way
out, or has asked for nothing yet. The clock here stands still while the server itself does: nobody is called silent
because the server did not listen.
"""

import time
from collections.abc import Callable
from itertools import islice
from typing import Any, Protocol

from uvicorn.server import ServerState

from live import metrics
from live.hub.frames import LARGEST_FRAME
from live.web.settings import Settings

TICKS = 200
"""Looks after which every page was looked at once: twenty seconds."""
LONGEST_TICK = 0.5
QUIET_SECONDS = 20.0
"""A page that was not heard for so long is asked whether it is there."""
SILENT_SECONDS = 45.0
GOODBYE_SECONDS = 5.0
"""How long the other side may take to answer a goodbye."""
OLDEST = 16
"""So many connections are asked to give way before somebody is turned away."""

_SILENT = metrics.closed.labels("silent")
_TOO_SLOW = metrics.closed.labels("too_slow")


class Page(Protocol):
    """A page's line, as this module needs it."""

    heard_at: float

    def ping(self) -> None:
        """Ask whether the page is there."""

    def abort(self) -> None:
        """End the line now."""


class Request(Protocol):
    """A connection on which requests come, as this module needs it."""

    def look(self, now: float) -> None:
        """End the connection if it has taken too long."""

    def give_way(self) -> bool:
        """End the connection if it waits for nothing of ours; whether it did."""


class Lines(ServerState):
    """What the connections of a server share."""

    def __init__(
        self, settings: Settings, clock: Callable[[], float] = time.monotonic, largest_message: int = LARGEST_FRAME
    ) -> None:
        """Begin with nobody there. `largest_message` in bytes is what pages may send."""
        super().__init__()
        self.connections: set[Any]
        self.settings = settings
        self.largest_message = largest_message
        self.now = 0.0
        self.requests: dict[Request, None] = {}
        """Connections on which requests come, the oldest first."""
        self.slow: dict[Page, float] = {}
        """Pages for which something waits, since when."""
        self.ending: dict[Page, float] = {}
        """Pages that were told goodbye, and how long they may stay."""
        self._asked: set[Page] = set()
        """Pages that were asked whether they are there and have not been heard since."""
        self._clock = clock
        self._seen_at = clock()
        self._wheel: list[set[Page]] = [set() for _ in range(TICKS)]
        self._tick = 0
        self._newest = 0

    @property
    def full(self) -> bool:
        """Whether nobody more can be let in."""
        return len(self.connections) >= self.settings.open_connections

    def make_room(self) -> bool:
        """Let one of the oldest connections that ask for nothing give way to somebody who may; whether one did."""
        for request in list(islice(self.requests, OLDEST)):
            if request.give_way():
                del self.requests[request]
                return True
        return False

    def add(self, page: Page) -> int:
        """Look at this page from now on; the number is for `remove`."""
        self._newest = (self._newest + 1) % TICKS
        self._wheel[self._newest].add(page)
        self.connections.add(page)
        return self._newest

    def remove(self, page: Page, number: int) -> None:
        """Look at it no more."""
        self._wheel[number].discard(page)
        self.connections.discard(page)
        self.slow.pop(page, None)
        self.ending.pop(page, None)
        self._asked.discard(page)

    def end(self, page: Page) -> None:
        """The page was told goodbye."""
        self.ending.setdefault(page, self.now + GOODBYE_SECONDS)

    def tick(self) -> None:
        """Look; to be called ten times a second."""
        seen_at = self._clock()
        self.now += min(seen_at - self._seen_at, LONGEST_TICK)
        self._seen_at = seen_at
        self._tick = (self._tick + 1) % TICKS
        for page in list(self._wheel[self._tick]):
            self._listen(page)
        if self._tick % 10 == 0:
            self._hurry()

    def abort(self) -> None:
        """End everybody's line."""
        for page in [page for pages in self._wheel for page in pages]:
            page.abort()

    def _listen(self, page: Page) -> None:
        silent = self.now - page.heard_at
        if silent <= QUIET_SECONDS:
            self._asked.discard(page)
        elif silent > SILENT_SECONDS and page in self._asked:
            _SILENT.inc()
            page.abort()
        else:  # also after a look that came late: nobody is let go who was not asked
            self._asked.add(page)
            page.ping()

    def _hurry(self) -> None:
        patience = self.now - self.settings.patience_seconds
        for page in [page for page, since in self.slow.items() if since < patience]:
            del self.slow[page]
            _TOO_SLOW.inc()
            page.abort()
        for page in [page for page, until in self.ending.items() if until < self.now]:
            page.abort()
        for request in list(self.requests):
            request.look(self.now)

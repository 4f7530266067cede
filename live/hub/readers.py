"""The pages that read one view, and their descriptors in a row.

A row of plain numbers is gone through faster than ten thousand objects, each somewhere else in memory. Rule: a number
stands in the row only while frames may be written straight to its line. The line says so itself (`Connection.waits`,
`Connection.drained`), before its descriptor can become somebody else's.
"""

import os
from array import array
from collections.abc import Iterator

from live.hub.connection import Connection

NOBODY = -1
"""In the row: this page is asked itself, or has gone."""


class Readers:
    """Pages in the order in which they came. Whoever leaves keeps an empty place until `tidy`."""

    __slots__ = ("_pages", "_places", "_row")

    def __init__(self) -> None:
        """Begin with nobody."""
        self._places: dict[Connection, int] = {}
        self._pages: list[Connection | None] = []
        self._row = array("i")

    def __len__(self) -> int:
        """How many pages there are."""
        return len(self._places)

    def __iter__(self) -> Iterator[Connection]:
        """All pages."""
        return iter(self._places)

    @property
    def places(self) -> int:
        """How many places there are, empty ones included."""
        return len(self._row)

    def add(self, page: Connection) -> None:
        """Take a page in."""
        self._places[page] = len(self._row)
        self._pages.append(page)
        self._row.append(page.line.descriptor)

    def remove(self, page: Connection) -> None:
        """Let a page go."""
        place = self._places.pop(page, None)
        if place is not None:
            self._pages[place] = None
            self._row[place] = NOBODY

    def look(self, page: Connection) -> None:
        """Frames may be written straight to this page's line, or no longer."""
        place = self._places.get(page)
        if place is not None:
            self._row[place] = page.line.descriptor

    def tidy(self) -> None:
        """Close the gaps, where they are many. To be called while no frame is on its way."""
        if len(self._row) > 2 * len(self._places):
            self._pages = list(self._places)
            self._places = {page: place for place, page in enumerate(self._places)}
            self._row = array("i", (page.line.descriptor for page in self._places))

    def show(self, frame: bytes, first: int, last: int) -> None:
        """Send a frame to the pages of these places."""
        size, write = len(frame), os.write
        for place, descriptor in enumerate(self._row[first:last], first):
            try:
                taken = write(descriptor, frame) if descriptor >= 0 else 0
            except OSError:
                taken = 0
            if taken == size:
                continue
            page = self._pages[place]
            if page is None:
                continue
            if taken:
                page.line.send(frame[taken:])
            else:
                page.show(frame)

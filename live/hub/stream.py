"""One audience's view as a stream of versions: the last snapshot and a short history of patches.

Rule: a patch fits only on the version before it. Whoever cannot be served from the history gets the snapshot. A frame
is encoded once, however many pages read it.
"""

from collections import deque

from live.core.audience import Audience, audience_name
from live.core.patch import View, diff
from live.hub import frames
from live.hub.connection import Connection

HISTORY = 64


class Stream:
    """The views of one audience in one run of the server."""

    def __init__(self, audience: Audience, view: View, version: int = 1) -> None:
        """Begin with this view. A stream that ended is begun again with a version that no page has seen."""
        self.audience = audience
        self.name = audience_name(audience)
        self.version = version
        self.connections: set[Connection] = set()
        self._view = view
        self._snapshot: str | None = None
        self._patches: deque[tuple[int, str]] = deque(maxlen=HISTORY)

    def advance(self, view: View) -> None:
        """Show a newer view: a patch to every page, nothing if nothing changed."""
        change = diff(self._view, view)
        if not change:
            return
        self.version += 1
        self._view = view
        self._snapshot = None
        frame = frames.patch(self.name, self.version, change)
        self._patches.append((self.version, frame))
        for connection in self.connections:
            connection.show(frame)

    def add(self, connection: Connection, known: int | None) -> None:
        """Take a page in that has version `known` of this run, or nothing."""
        self.connections.add(connection)
        missed = self._missed(known)
        if missed is None:
            connection.begin(self.snapshot())
        else:
            for frame in missed:
                connection.show(frame)

    def snapshot(self) -> str:
        """The whole view as a frame."""
        if self._snapshot is None:
            self._snapshot = frames.snapshot(self.name, self.version, self._view)
        return self._snapshot

    def _missed(self, known: int | None) -> list[str] | None:
        if known is None or known > self.version:
            return None
        if known == self.version:
            return []
        missed = [frame for version, frame in self._patches if version > known]
        return missed if len(missed) == self.version - known else None

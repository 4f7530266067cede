"""One audience's view as a stream of versions: the last snapshot and a short history of patches.

Rule: a patch fits only on the version before it. Whoever cannot be served from the history gets the snapshot. A frame
is made once, however many pages read it.
"""

from collections.abc import Callable, Iterator

from pydantic_core import to_json

from live.core.audience import Audience, Moderators, Self, audience_name
from live.core.patch import View, diff
from live.hub import frames
from live.hub.connection import Connection
from live.hub.readers import Readers

HISTORY = 64
LONGEST_PATCH = 3_900
"""Bytes of one patch for the desk: what is longer comes in pieces, so that drawing one never holds the browser up."""

Send = Callable[[bytes, Readers], None]


class Stream:
    """The views of one audience in one run of the server."""

    __slots__ = ("_history", "_patches", "_pieces", "_snapshot", "audience", "name", "readers", "version", "view")

    def __init__(self, audience: Audience, view: View, version: int = 1) -> None:
        """Begin with this view. A stream that ended is begun again with a version that no page has seen."""
        self.audience = audience
        self.name = audience_name(audience)
        self.version = version
        self.readers = Readers()
        self.view = view
        self._snapshot: bytes | None = None
        # One page reads a person's own view: it comes back rarely, and then a snapshot costs it little.
        self._history = 0 if isinstance(audience, Self) else HISTORY
        self._patches: list[tuple[int, bytes]] = []
        self._pieces = isinstance(audience, Moderators)

    def advance(self, view: View, send: Send) -> None:
        """Show a newer view: a patch to every page, nothing if nothing changed."""
        change = diff(self.view, view)
        if not change:
            return
        self.view = view
        self._snapshot = None
        for piece in pieces(change, LONGEST_PATCH) if self._pieces else (change,):
            self.version += 1
            frame = frames.patch(self.name, self.version, piece)
            if self._history:
                self._patches.append((self.version, frame))
                del self._patches[: -self._history]
            if self.readers:
                send(frame, self.readers)

    def add(self, connection: Connection, known: int | None) -> bytes:
        """Take a page in that has version `known` of this run, or nothing; the frames with which it begins."""
        self.readers.add(connection)
        missed = self._missed(known)
        return self.snapshot() if missed is None else b"".join(missed)

    def snapshot(self) -> bytes:
        """The whole view as a frame."""
        if self._snapshot is not None:
            return self._snapshot
        made = frames.snapshot(self.name, self.version, self.view)
        if self._history:
            self._snapshot = made
        return made

    def _missed(self, known: int | None) -> list[bytes] | None:
        if known is None or known > self.version:
            return None
        if known == self.version:
            return []
        missed = [frame for version, frame in self._patches if version > known]
        return missed if len(missed) == self.version - known else None


def pieces(change: View, longest: int) -> Iterator[View]:
    """Patches which, merged one after the other, do what `change` does; each at most `longest` bytes as JSON.

    A single value that is longer stays whole.
    """
    return _packed(change, longest) if len(to_json(change)) > longest else iter((change,))


def _packed(change: View, longest: int) -> Iterator[View]:
    piece: View = {}
    size = 0
    for key, value in change.items():
        own = len(to_json({key: value}))
        if own > longest and isinstance(value, dict) and value:
            if piece:
                yield piece
            yield from ({key: part} for part in _packed(value, longest - len(key) - 5))
            piece, size = {}, 0
            continue
        if piece and size + own > longest:
            yield piece
            piece, size = {}, 0
        piece[key], size = value, size + own
    if piece:
        yield piece

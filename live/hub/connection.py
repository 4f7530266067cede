"""One page as its dialogue sees it: frames go onto its line, and nobody ever waits for it.

Rule: a page that reads too slowly loses its patches, not its answers; once it has read what was waiting it gets fresh
snapshots. What waits on a line is bounded, and so is the time for which the line's owner lets it wait.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from live.core.actor import Actor
from live.hub import frames

if TYPE_CHECKING:
    from live.hub.stream import Stream

OUTBOX_BYTES = 256 * 1024
"""What may wait on a line before patches are left out."""
ANSWERS_BYTES = 1024 * 1024
"""What may wait before a page that goes on asking is sent away. Snapshots may be larger: there is one of each view."""


class Line(Protocol):
    """One page's line. No call waits."""

    @property
    def descriptor(self) -> int:
        """Where whole frames may be written straight to the kernel; -1 while something waits, and after the end.

        What it does not take of a frame goes to `send`.
        """

    def offer(self, data: bytes, most: int) -> bool:
        """Send whole frames unless more than so many bytes wait for the network; whether that was done."""

    def send(self, data: bytes) -> None:
        """Send whole frames, as `frames` makes them; nothing happens once the line is lost or closing."""

    def close(self, code: int) -> None:
        """Say goodbye; what waits may be dropped."""

    def abort(self) -> None:
        """End the line now."""


class Connection:
    """A page of one actor, in a room or on its way into one."""

    __slots__ = ("actor", "closing", "line", "link", "on_drained", "stale", "subscribed", "welcomed")

    def __init__(self, actor: Actor, link: str, line: Line) -> None:
        """Make a connection that is not yet in any room. `link` is the digest of the secret that opened it."""
        self.actor = actor
        self.link = link
        self.line = line
        self.subscribed: dict[str, Stream] = {}
        self.stale = False
        self.closing = False
        self.welcomed = False
        self.on_drained: Callable[[Connection], None] | None = None

    def answer(self, frame: bytes) -> None:
        """Send a frame that must arrive: an acknowledgement, a refusal, a welcome."""
        if not self.line.offer(frame, ANSWERS_BYTES):
            self.close(frames.TOO_FAST)

    def begin(self, data: bytes) -> None:
        """Send the snapshots with which views begin, whatever their size."""
        self.line.send(data)

    def show(self, frame: bytes) -> bool:
        """Send a view frame; False if the page is too slow and will be given snapshots later."""
        if self.stale or not self.line.offer(frame, OUTBOX_BYTES):
            self.stale = True
            return False
        return True

    def waits(self) -> None:
        """From now on something waits on the line, or it ends: nothing may be written to its descriptor any more."""
        for stream in self.subscribed.values():
            stream.readers.look(self)

    def drained(self) -> None:
        """Everything that waited has gone out."""
        for stream in self.subscribed.values():
            stream.readers.look(self)
        if self.stale and not self.closing:
            self.stale = False
            if self.on_drained is not None:
                self.on_drained(self)

    def close(self, code: int) -> None:
        """Send the page away."""
        if not self.closing:
            self.closing = True
            self.line.close(code)

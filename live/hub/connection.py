"""One page's socket as the dialogue sees it: a bounded outbox that never makes anybody else wait.

Rule: offering a frame never blocks. A page that reads too slowly loses its patches, not its answers; once it has read
what was waiting it gets fresh snapshots; if it does not read for `PATIENCE_SECONDS` it is let go.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable

from live.core.actor import Actor
from live.core.audience import Audience
from live.hub import frames

OUTBOX_BYTES = 1_000_000
OUTBOX_FRAMES = 512
PATIENCE_SECONDS = 15.0


class Connection:
    """A page of one actor. `write` sends one text frame and may wait; `hang_up` closes with a code."""

    def __init__(
        self,
        actor: Actor,
        link: str,
        write: Callable[[str], Awaitable[None]],
        hang_up: Callable[[int], Awaitable[None]],
    ) -> None:
        """Make a connection that is not yet in any room. `link` is the digest of the secret that opened it."""
        self.actor = actor
        self.link = link
        self.subscribed: dict[str, Audience] = {}
        self.greeted = False
        self.stale = False
        self.on_drained: Callable[[Connection], None] = lambda _: None
        self._write = write
        self._hang_up = hang_up
        self._answers: deque[str] = deque()
        self._views: deque[str] = deque()
        self._bytes = 0
        self._filled = asyncio.Event()
        self._closing: int | None = None

    def answer(self, frame: str) -> None:
        """Queue a frame that must arrive: an acknowledgement, a refusal, a welcome."""
        self._answers.append(frame)
        if len(self._answers) > OUTBOX_FRAMES:
            self.close(frames.TOO_FAST)
        self._filled.set()

    def begin(self, frame: str) -> None:
        """Queue the snapshot with which a view begins. It is taken whatever its size: there is one of each view."""
        self._bytes += len(frame)
        self._views.append(frame)
        self._filled.set()

    def show(self, frame: str) -> bool:
        """Queue a view frame; False if the page is too slow and must be given snapshots later."""
        if self.stale:
            return False
        self._bytes += len(frame)
        if self._views and (self._bytes > OUTBOX_BYTES or len(self._views) >= OUTBOX_FRAMES):
            self._views.clear()
            self._bytes = 0
            self.stale = True
            return False
        self._views.append(frame)
        self._filled.set()
        return True

    @property
    def closing(self) -> bool:
        """Whether the connection is about to end."""
        return self._closing is not None

    def close(self, code: int) -> None:
        """End the connection as soon as possible; what was not sent is dropped."""
        if self._closing is None:
            self._closing = code
            self._filled.set()

    async def run(self) -> None:
        """Send what is queued, answers first, until closed or until the page stops reading."""
        while self._closing is None:
            await self._filled.wait()
            self._filled.clear()
            while (frame := self._next()) is not None:
                try:
                    async with asyncio.timeout(PATIENCE_SECONDS):
                        await self._write(frame)
                except TimeoutError:
                    self.close(frames.TOO_FAST)
            if self.stale and self._closing is None:
                self.stale = False
                self.on_drained(self)
        await self._hang_up(self._closing)

    def _next(self) -> str | None:
        if self._closing is not None:
            return None
        if self._answers:
            return self._answers.popleft()
        if not self._views:
            return None
        frame = self._views.popleft()
        self._bytes -= len(frame)
        return frame

"""Frames on their way to many pages: a slice at a time, so that nobody's command waits for everybody's news.

Rule: what was handed over first reaches each page first. A page that came in meanwhile does not get an older frame.
"""

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from live import metrics
from live.hub.readers import Readers

SLICE = 250
"""Sends in one go: about two milliseconds."""
BUSY_SLICE = 50
"""The same while commands wait for their answers."""

_SHOWN = metrics.frames.labels("view")


@dataclass(slots=True)
class _Wave:
    """A frame, and the places that it has still to reach."""

    frame: bytes
    readers: Readers
    first: int
    last: int


class Delivery:
    """The frames of one dialogue that are on their way. `done` is called when all have been sent."""

    def __init__(self, done: Callable[[], None], busy: Callable[[], bool]) -> None:
        """Begin with nothing to send; `busy`: whether commands wait."""
        self._done = done
        self._commands_wait = busy
        self._queue: deque[_Wave] = deque()

    @property
    def busy(self) -> bool:
        """Whether frames are on their way."""
        return bool(self._queue)

    def send(self, frame: bytes, readers: Readers) -> None:
        """Send a frame to these pages: at once if they are few and nothing is before it."""
        if not self._queue:
            readers.tidy()
        _SHOWN.inc(len(readers))
        if not self._queue and readers.places <= SLICE:
            readers.show(frame, 0, readers.places)
            return
        if not self._queue:
            asyncio.get_running_loop().call_soon(self._go_on)
        self._queue.append(_Wave(frame, readers, 0, readers.places))

    def _go_on(self) -> None:
        left = BUSY_SLICE if self._commands_wait() else SLICE
        while left > 0 and self._queue:
            wave = self._queue[0]
            upto = min(wave.first + left, wave.last)
            wave.readers.show(wave.frame, wave.first, upto)
            left -= upto - wave.first
            wave.first = upto
            if upto == wave.last:
                self._queue.popleft()
        if self._queue:
            asyncio.get_running_loop().call_soon(self._go_on)
        else:
            self._done()

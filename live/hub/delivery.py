"""Frames on their way to many pages: a slice at a time, so that nobody's command waits for everybody's news.

Rule: what was handed over first reaches each page first. A page that came in meanwhile is not in an older frame's list.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Sequence

from live import metrics
from live.hub.connection import Connection

SLICE = 250
"""Sends in one go: about two milliseconds."""

_SHOWN = metrics.frames.labels("view")


class Delivery:
    """The frames of one dialogue that are on their way. `done` is called when all have been sent."""

    def __init__(self, done: Callable[[], None]) -> None:
        """Begin with nothing to send."""
        self._done = done
        self._queue: deque[tuple[bytes, Sequence[Connection], int]] = deque()

    @property
    def busy(self) -> bool:
        """Whether frames are on their way."""
        return bool(self._queue)

    def send(self, frame: bytes, connections: Sequence[Connection]) -> None:
        """Send a frame to these pages: at once if they are few and nothing is before it."""
        if self._queue or len(connections) > SLICE:
            if not self._queue:
                asyncio.get_running_loop().call_soon(self._go_on)
            self._queue.append((frame, connections, 0))
        else:
            self._send(frame, connections)

    def _go_on(self) -> None:
        left = SLICE
        while left > 0 and self._queue:
            frame, connections, first = self._queue[0]
            last = first + left
            self._send(frame, connections[first:last])
            left -= min(left, len(connections) - first)
            if last >= len(connections):
                self._queue.popleft()
            else:
                self._queue[0] = frame, connections, last
        if self._queue:
            asyncio.get_running_loop().call_soon(self._go_on)
        else:
            self._done()

    def _send(self, frame: bytes, connections: Sequence[Connection]) -> None:
        size = len(frame)
        for connection in connections:
            direct = connection.line.direct
            if direct is None:
                connection.show(frame)
                continue
            try:
                taken = direct(frame)
            except OSError:
                connection.show(frame)
            else:
                if taken < size:
                    connection.line.send(frame[taken:])
        _SHOWN.inc(len(connections))

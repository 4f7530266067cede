"""The links that were asked for lately, so that ten thousand pages that come back do not ask the file.

What this process changes is known at once. What another process revokes is noticed after a second:
once a second at most, and only when somebody asks, the file is asked whether anybody else has
written to it; if so everything known is forgotten.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable

from live.log.port import Link

TRUSTED_SECONDS = 1.0
MOST_KNOWN = 40_000


class KnownLinks:
    """Links by digest; ``foreign_changes`` gives a number that others' writes change, ``read`` asks the file."""

    def __init__(
        self, foreign_changes: Callable[[], Awaitable[int]], read: Callable[[str], Awaitable[Link | None]]
    ) -> None:
        self._foreign_changes = foreign_changes
        self._read = read
        self._known: dict[str, Link] = {}
        self._seen: int | None = None
        self._looked_at = -TRUSTED_SECONDS
        self._looking = asyncio.Lock()
        self._forgotten = 0

    async def of(self, digest: str) -> Link | None:
        """The link of the digest, if it is in force. Raises what the file raises."""
        if time.monotonic() - self._looked_at >= TRUSTED_SECONDS:
            await self._look()
        link = self._known.get(digest)
        if link is None:
            forgotten = self._forgotten
            link = await self._read(digest)
            # What was read before something was revoked must not outlive it.
            if link is not None and forgotten == self._forgotten:
                self.know(digest, link)
        return link

    def know(self, digest: str, link: Link) -> None:
        """Take note of a link that was just kept or read."""
        if len(self._known) >= MOST_KNOWN:
            del self._known[next(iter(self._known))]
        self._known[digest] = link

    def forget(self) -> None:
        """Forget everything, because something was revoked."""
        self._forgotten += 1
        self._known.clear()

    async def _look(self) -> None:
        async with self._looking:
            now = time.monotonic()
            if now - self._looked_at < TRUSTED_SECONDS:
                return
            seen = await self._foreign_changes()
            if seen != self._seen:
                self.forget()
            self._seen, self._looked_at = seen, now

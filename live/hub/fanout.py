"""Who reads which view: the streams of one dialogue, and the pages that are subscribed to them.

Rule: a page gets the views of its actor and no other. A view that fails is logged and left as it was; the other views
and their readers never notice.
"""

import logging
from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from live.core.audience import Audience, Self, audience_name
from live.core.ids import DialogueId, PersonId
from live.core.patch import View
from live.dialogue.state import State
from live.dialogue.view import audiences, view
from live.hub import frames
from live.hub.connection import Connection
from live.hub.stream import Stream

logger = logging.getLogger("live.hub")


class Fanout:
    """The streams of a dialogue. State and presence are handed in, always as they are durable."""

    def __init__(self, dialogue: DialogueId) -> None:
        """Begin without streams; one is made for the first page that may read it."""
        self._dialogue = dialogue
        self._streams: dict[Audience, Stream] = {}
        self._ended: dict[Audience, int] = {}

    def subscribe(
        self, connection: Connection, versions: dict[str, int], state: State, present: AbstractSet[PersonId]
    ) -> None:
        """Give a page the views that it may read now and take away what it may not. `versions` are those it has."""
        wanted = {audience_name(a): a for a in audiences(state, connection.actor)}
        for name in [name for name, audience in connection.subscribed.items() if wanted.get(name) != audience]:
            self._unsubscribe(connection, name)
            connection.answer(frames.gone(name))
        for name, audience in wanted.items():
            if name in connection.subscribed:
                continue
            stream = self._streams.get(audience) or self._begin(audience, state, present)
            if stream is not None:
                connection.subscribed[name] = audience
                stream.add(connection, versions.get(name))

    def advance(self, state: State, present: AbstractSet[PersonId], touched: AbstractSet[PersonId] | None) -> None:
        """Show what is new: on every shared view, and on the own views of those who were touched (None: of all)."""
        for audience, stream in list(self._streams.items()):
            if isinstance(audience, Self) and touched is not None and audience.person not in touched:
                continue
            seen = self._view(audience, state, present)
            if seen is not None:
                stream.advance(seen)

    def let_go(self, connection: Connection) -> None:
        """A page reads nothing any more."""
        for name in list(connection.subscribed):
            self._unsubscribe(connection, name)

    def resync(self, connection: Connection, names: Iterable[str]) -> None:
        """Send snapshots of these views, as far as the page reads them and is not too slow."""
        for name in names:
            audience = connection.subscribed.get(name)
            if audience is not None:
                connection.show(self._streams[audience].snapshot())

    def begin_again(self, connection: Connection) -> None:
        """Send snapshots of everything that the page reads."""
        for audience in connection.subscribed.values():
            connection.begin(self._streams[audience].snapshot())

    def versions(self, connection: Connection) -> dict[str, int]:
        """The newest versions of the page's views."""
        return {name: self._streams[audience].version for name, audience in connection.subscribed.items()}

    def _begin(self, audience: Audience, state: State, present: AbstractSet[PersonId]) -> Stream | None:
        seen = self._view(audience, state, present)
        if seen is None:
            return None
        # Past every version of an earlier stream: a page that comes back must not take an old view for the newest.
        stream = self._streams[audience] = Stream(audience, seen, self._ended.get(audience, 0) + 1)
        return stream

    def _unsubscribe(self, connection: Connection, name: str) -> None:
        audience = connection.subscribed.pop(name)
        stream = self._streams[audience]
        stream.connections.discard(connection)
        if not stream.connections and isinstance(audience, Self):
            self._ended[audience] = stream.version
            del self._streams[audience]

    def _view(self, audience: Audience, state: State, present: AbstractSet[PersonId]) -> View | None:
        try:
            return view(state, audience, present)
        except Exception:
            logger.exception("a view failed", extra={"dialogue": self._dialogue, "audience": type(audience).__name__})
            return None

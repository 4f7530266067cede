"""Who reads which view: the streams of one dialogue, and the pages that are subscribed to them.

Rule: a page gets the views of its actor and no other. A view that fails is logged and left as it was; the other views
and their readers never notice.
"""

import logging
from collections.abc import Iterable, Iterator

from live.core.audience import Audience, Console, Everyone, Moderators, Room, Self, Wall, audience_name
from live.core.ids import DialogueId, PersonId
from live.core.patch import View
from live.dialogue.touch import Part
from live.dialogue.view import Moment, audiences
from live.hub import frames
from live.hub.connection import Connection
from live.hub.stream import Send, Stream

SHARED = (Everyone, Moderators, Wall)

logger = logging.getLogger("live.hub")


class Fanout:
    """The streams of a dialogue. Moments are handed in, always of a state that is durable."""

    def __init__(self, dialogue: DialogueId, send: Send) -> None:
        """Begin without streams; one is made for the first page that may read it. `send` takes frames to pages."""
        self._dialogue = dialogue
        self._send = send
        self._common: dict[Audience, Stream] = {}
        self._selves: dict[Audience, Stream] = {}
        """Apart from the others, of which there are few: nobody looks through ten thousand for one."""
        self._newest_ended = 0
        """The highest version of all streams that have ended."""

    def subscribe(self, connection: Connection, versions: dict[str, int], moment: Moment) -> bytes:
        """Give a page the views that it may read now and take away what it may not; the frames that tell it.

        `versions` are those it has.
        """
        wanted = {audience_name(a): a for a in audiences(moment.state, connection.actor)}
        told: list[bytes] = []
        for name in [name for name, stream in connection.subscribed.items() if wanted.get(name) != stream.audience]:
            self._unsubscribe(connection, name)
            told.append(frames.gone(name))
        for name, audience in wanted.items():
            if name in connection.subscribed:
                continue
            stream = self._stream(audience) or self._begin(audience, moment)
            if stream is not None:
                connection.subscribed[name] = stream
                told.append(stream.add(connection, versions.get(name)))
        return b"".join(told)

    def advance(self, audience: Audience, moment: Moment, part: Part = None) -> None:
        """Show what is new of one view, where anybody reads it; of an own view only this part may be new."""
        stream = self._stream(audience)
        if stream is not None:
            seen = self._view(audience, moment, stream.view, part)
            if seen is not None:
                stream.advance(seen, self._send)

    def shared(self) -> Iterator[Audience]:
        """The views that all of one sort share."""
        return (audience for audience in list(self._common) if isinstance(audience, SHARED))

    def consoles(self) -> Iterator[Audience]:
        """The views of consoles."""
        return (audience for audience in list(self._common) if isinstance(audience, Console))

    def rooms(self) -> Iterator[Audience]:
        """The views of groups."""
        return (audience for audience in list(self._common) if isinstance(audience, Room))

    def selves(self) -> Iterator[Audience]:
        """People's own views."""
        return iter(list(self._selves))

    def pages_of(self, person: PersonId) -> list[Connection]:
        """The pages on which somebody reads the own view."""
        stream = self._selves.get(Self(person))
        return list(stream.readers) if stream else []

    def let_go(self, connection: Connection) -> None:
        """A page reads nothing any more."""
        for name in list(connection.subscribed):
            self._unsubscribe(connection, name)

    def resync(self, connection: Connection, names: Iterable[str]) -> None:
        """Send snapshots of these views, as far as the page reads them and is not too slow."""
        for name in dict.fromkeys(names):
            stream = connection.subscribed.get(name)
            if stream is not None:
                connection.show(stream.snapshot())

    def begin_again(self, connection: Connection) -> None:
        """Send snapshots of everything that the page reads."""
        connection.begin(b"".join(stream.snapshot() for stream in connection.subscribed.values()))

    def _begin(self, audience: Audience, moment: Moment) -> Stream | None:
        seen = self._view(audience, moment)
        if seen is None:
            return None
        # Past every version of an earlier stream: a page that comes back must not take an old view for the newest.
        stream = self._kept(audience)[audience] = Stream(audience, seen, self._newest_ended + 1)
        return stream

    def _kept(self, audience: Audience) -> dict[Audience, Stream]:
        return self._selves if isinstance(audience, Self) else self._common

    def _stream(self, audience: Audience) -> Stream | None:
        return self._kept(audience).get(audience)

    def _unsubscribe(self, connection: Connection, name: str) -> None:
        stream = connection.subscribed.pop(name)
        stream.readers.remove(connection)
        if not stream.readers and isinstance(stream.audience, Self):
            self._newest_ended = max(self._newest_ended, stream.version)
            del self._selves[stream.audience]

    def _view(self, audience: Audience, moment: Moment, before: View | None = None, part: Part = None) -> View | None:
        try:
            if before is not None and part is not None and isinstance(audience, Self):
                return moment.own(audience, before, part)
            return moment.view(audience)
        except Exception:
            logger.exception("a view failed", extra={"dialogue": self._dialogue, "audience": type(audience).__name__})
            return None


def versions_of(connection: Connection) -> dict[str, int]:
    """The newest versions of the page's views."""
    return {name: stream.version for name, stream in connection.subscribed.items()}

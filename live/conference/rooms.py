"""Making rooms on a BigBlueButton server when somebody wants to go in, and not more often than needed.

Rule: of one room there is never more than one call under way, and few of all; who comes meanwhile waits for the same
call. What was made is taken to be there for some seconds only: an empty room is removed by its server after a minute.
"""

import asyncio
import logging
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from live import metrics
from live.conference import bigbluebutton
from live.conference.asking import NoAnswer, ask
from live.conference.bigbluebutton import Garbage, Meeting, Role, Server

CALL_SECONDS = 5.0
"""How long the server may take to answer."""
PATIENCE_SECONDS = 10.0
"""How long somebody waits in all, also behind others."""
MADE_SECONDS = 20.0
FAILED_SECONDS = 3.0
"""How long nobody asks again after a failure."""
CALLS_AT_ONCE = 16
ROOMS_REMEMBERED = 5_000

logger = logging.getLogger("live.conference")


class NotOpened(Exception):
    """The room could not be made; whoever wanted to go in may try again."""


@dataclass(slots=True)
class _Room:
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    outcome: bool = False
    until: float = float("-inf")
    """The moment up to which the outcome holds."""


class MeetingRooms:
    """The rooms of one server."""

    def __init__(self, server: Server, *, clock: Callable[[], float] = time.monotonic) -> None:
        """Nothing is asked before somebody wants to go in."""
        self._server = server
        self._clock = clock
        self._trust = ssl.create_default_context() if server.url.startswith("https://") else None
        self._calls = asyncio.Semaphore(CALLS_AT_ONCE)
        self._rooms: dict[str, _Room] = {}

    async def enter(self, meeting: Meeting, name: str, role: Role) -> str:
        """The address by which this person gets into the room, which is there then. Raises `NotOpened`."""
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                made = await self._is_there(meeting)
        except TimeoutError:
            made = False
        if not made:
            metrics.meetings.labels("failed").inc()
            raise NotOpened
        metrics.meetings.labels("opened").inc()
        return bigbluebutton.join(self._server, meeting, name, role)

    async def _is_there(self, meeting: Meeting) -> bool:
        room = self._room(meeting.id)
        async with room.turn:
            if room.until <= self._clock():
                async with self._calls:
                    room.outcome = await self._create(meeting)
                room.until = self._clock() + (MADE_SECONDS if room.outcome else FAILED_SECONDS)
        return room.outcome

    def _room(self, id_: str) -> _Room:
        if len(self._rooms) >= ROOMS_REMEMBERED:
            now = self._clock()
            kept = {key: room for key, room in self._rooms.items() if room.until > now or room.turn.locked()}
            self._rooms = kept
        return self._rooms.setdefault(id_, _Room())

    async def _create(self, meeting: Meeting) -> bool:
        try:
            body = await ask(bigbluebutton.create(self._server, meeting), self._trust, CALL_SECONDS)
            answer = bigbluebutton.read(body)
        except NoAnswer as problem:
            logger.warning("the conference server gave no answer", extra={"reason": problem.reason})
        except Garbage:
            logger.warning("the conference server gave no answer", extra={"reason": "no XML"})
        else:
            if not answer.done:
                reason = "wrong secret" if answer.key == "checksumError" else "not made"
                logger.warning("the conference server made no room", extra={"reason": reason})
            return answer.done
        return False

"""A line between a page and a server, as TCP is: in order, late, and one moment broken.

Rule: what is sent on a broken line is lost on one side or on both; what arrives has arrived in the order of sending.
"""

import asyncio
import json
import random
from collections import deque
from typing import Any, Protocol

from pydantic import ValidationError

from live.core.actor import Actor
from live.core.rejection import Rejection
from live.dialogue.codec import read_command
from live.hub import frames
from live.hub.connection import Connection
from live.hub.task import DialogueTask, Wish

Frame = dict[str, Any]


class Listener(Protocol):
    """Whoever holds the page's end."""

    def hear(self, frame: Frame, durable: int) -> None:
        """A frame has come; when it was sent so many turns were durable."""

    def lost(self, line: Any) -> None:  # noqa: ANN401 - its own sort of line
        """The line is gone."""


class Server(Protocol):
    """Whoever holds the other end."""

    task: DialogueTask
    dead: bool

    @property
    def durable(self) -> int:
        """How many turns are durable now."""


class SimulatedLine:
    """`Line` of the hub and the page's socket in one. `swelling` makes few bytes look like many to the server."""

    def __init__(self, server: Server, actor: Actor, listener: Listener, chance: random.Random) -> None:
        self.server, self.listener, self.chance = server, listener, chance
        self.connection = Connection(actor, "link", self)
        self.swelling = chance.choice([1, 1, 1, 400])
        self.lag = chance.choice([0.005, 0.02, 0.2])
        self.broken = self.closing = self.dropped = self.silent = False
        self._to_page: deque[tuple[bytes, int]] = deque()
        self._page_due = self._server_due = 0.0
        self._loop = asyncio.get_running_loop()
        server.task.admit(self.connection)

    @property
    def waiting(self) -> int:
        return self.swelling * sum(len(data) for data, _ in self._to_page)

    @property
    def descriptor(self) -> int:
        return -1

    def offer(self, data: bytes, most: int) -> bool:
        if self.waiting > most:
            return False
        self.send(data)
        return True

    def send(self, data: bytes) -> None:
        if self.server.dead or self.closing or self.dropped or self.broken:
            return
        self._to_page.append((data, self.server.durable))
        self._page_due = self._in_order(self._page_due)
        self._loop.call_at(self._page_due, self._arrive_at_page)

    def close(self, code: int) -> None:
        assert code
        if not self.closing:
            self.closing = True
            self._loop.call_at(self._in_order(self._page_due), self.cut)

    def abort(self) -> None:
        self.cut()

    def say(self, frame: Frame) -> None:
        """The page sends a frame."""
        if not self.broken:
            self._server_due = self._in_order(self._server_due)
            self._loop.call_at(self._server_due, self._arrive_at_server, json.dumps(frame))

    def cut(self) -> None:
        """The page's end is gone now; the server hears of it when it does."""
        if not self.broken:
            self.broken = True
            self._loop.call_later(self.chance.expovariate(2), self._dropped)
            self.listener.lost(self)

    def _in_order(self, last: float) -> float:
        # No two moments alike: what comes first must not hang on the order in which a set is walked through.
        return max(last, self._loop.time()) + self.chance.expovariate(1 / self.lag) + 1e-6

    def _arrive_at_page(self) -> None:
        if not self._to_page:
            return
        data, durable = self._to_page.popleft()
        for text in frames.read_out(data):
            if not self.broken and not self.silent:
                self.listener.hear(json.loads(text), durable)
        if not self._to_page and not self.server.dead and not self.dropped:
            self.connection.drained()

    def _arrive_at_server(self, text: str) -> None:
        # A frame may still be under way when the page has given its line up for lost.
        if self.server.dead or self.dropped or self.silent or self.connection.closing:
            return
        hear(json.loads(text), self.server.task, self.connection)

    def _dropped(self) -> None:
        self.dropped = True
        self._to_page.clear()
        if not self.server.dead:
            self.server.task.disconnect(self.connection)


def hear(frame: Frame, task: DialogueTask, connection: Connection) -> None:
    """What a server does with a frame, without its guards."""
    if "hello" in frame:
        task.connect(connection, frames.read_hello(frame))
        return
    if "resync" in frame:
        task.resync(connection, frames.read_resync(frame))
        return
    try:
        command = read_command(frame)
    except ValidationError as problem:
        raise AssertionError(f"the simulation said {frame}") from problem

    def answer(outcome: int | Rejection) -> None:
        if isinstance(outcome, Rejection):
            connection.answer(frames.reject(command.id, outcome.code, outcome.params))
        else:
            connection.answer(frames.ack(command.id, outcome))

    task.ask(Wish(command, connection.actor, answer))

"""A line whose frames move only when they are told to: each may be lost, doubled or overtaken, and the line cut."""

import json
from collections.abc import Callable
from typing import Any

from live.core.actor import Actor
from live.hub import frames
from live.hub.connection import Connection
from tests.simulation.lines import Frame, Listener, Server, hear

Way = list[Any]


class Wire:
    """`Line` of the hub and the page's socket in one. `told` hears what reaches the page, and the end of the line."""

    def __init__(self, server: Server, actor: Actor, listener: Listener, told: Callable[[Frame], None]) -> None:
        self.server, self.listener = server, listener
        self.connection = Connection(actor, "link", self)
        self.to_page: list[tuple[str, int]] = []
        self.to_server: list[Frame] = []
        self.lost = self.let_go = False
        self._told = told
        server.task.admit(self.connection)

    @property
    def waiting(self) -> int:
        return sum(len(text) for text, _ in self.to_page)

    @property
    def descriptor(self) -> int:
        return -1

    def offer(self, data: bytes, most: int) -> bool:
        if self.waiting > most:
            return False
        self.send(data)
        return True

    def send(self, data: bytes) -> None:
        if not self.server.dead and not self.lost and not self.let_go:
            self.to_page += [(text, self.server.durable) for text in frames.read_out(data)]

    def close(self, code: int) -> None:
        assert code
        self.cut()

    def abort(self) -> None:
        self.cut()

    def say(self, frame: Frame) -> None:
        if not self.lost:
            self.to_server.append(json.loads(json.dumps(frame)))

    def cut(self) -> None:
        """The page's end is gone; what it has said may still arrive, until the server notices."""
        if not self.lost:
            self.lost = True
            self.to_page.clear()
            self._told({"cut": 1006})
            self.listener.lost(self)

    def page_hears(self, count: int) -> None:
        for _ in range(count):
            if self.to_page:
                text, durable = self.to_page.pop(0)
                frame = json.loads(text)
                self._told({"hear": frame})
                self.listener.hear(frame, durable)
                if not self.to_page and not self.server.dead and not self.lost:
                    self.connection.drained()

    def server_hears(self, count: int) -> None:
        for _ in range(count):
            if self.to_server and not self.server.dead and not self.let_go:
                hear(self.to_server.pop(0), self.server.task, self.connection)

    def server_lets_go(self) -> None:
        """The server has noticed that the page is gone."""
        if not self.let_go:
            self.let_go = True
            self.to_server.clear()
            if not self.server.dead:
                self.server.task.disconnect(self.connection)


def drop(way: Way, place: int) -> None:
    """Lose a frame that is on its way."""
    if way:
        del way[place % len(way)]


def double(way: Way, place: int, behind: int) -> None:
    """Let a frame arrive twice, the second time after some others."""
    if way:
        at = place % len(way)
        way.insert(min(at + 1 + behind, len(way)), way[at])


def overtake(way: Way, place: int, by: int) -> None:
    """Let a frame arrive later than some that were sent after it."""
    if way:
        at = place % len(way)
        way.insert(min(at + by, len(way)), way.pop(at))

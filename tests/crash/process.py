"""A real server in a process of its own, over a file, that can be killed at any moment; and people who come back."""

import asyncio
import json
import os
import random
import signal
import socket
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path
from typing import Any

import websockets
from websockets.asyncio.client import ClientConnection, connect

from live.hub.frames import SUBPROTOCOL
from tests.crash.seen import Seen

SECONDS = 20.0
Frame = dict[str, Any]


class Server:
    """`live serve` on a port of its own. Whatever it writes to standard error is kept in a file."""

    def __init__(self, database: Path) -> None:
        self.database = database
        self.errors = database.with_suffix(".stderr")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @asynccontextmanager
    async def running(self, **more: str) -> AsyncIterator[Callable[[], None]]:
        """Serve for the length of the block, `more` in the environment; what is handed out kills the process."""
        limits = {"LIVE_FRAMES_PER_SECOND": "100000", "LIVE_FRAMES_AT_ONCE": "100000", "PYTHONWARNINGS": "error"}
        arguments = ["-m", "live", "serve", "--database", str(self.database), "--port", str(self.port)]
        with self.errors.open("ab") as errors:
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                *arguments,
                stdout=asyncio.subprocess.PIPE,
                stderr=errors,
                env={**os.environ, **limits, **more},
            )
        try:
            assert process.stdout is not None
            async with asyncio.timeout(SECONDS):
                await process.stdout.readline()
            await _listening(self.port)
            yield lambda: process.send_signal(signal.SIGKILL)
        finally:
            if process.returncode is None:
                process.terminate()
            try:
                async with asyncio.timeout(SECONDS):
                    await process.wait()
            except TimeoutError:
                process.kill()
                await process.wait()


async def _listening(port: int) -> None:
    async with asyncio.timeout(SECONDS):
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except ConnectionRefusedError:
                continue
            writer.close()
            await writer.wait_closed()
            return


class Line:
    """One page's line to a server: commands go out, answers come back, in order."""

    def __init__(self, wire: ClientConnection, seen: Seen) -> None:
        self._wire = wire
        self._seen = seen

    @classmethod
    @asynccontextmanager
    async def to(cls, server: Server, path: str, cookie: str, seen: Seen | None = None) -> AsyncIterator["Line"]:
        """Open a line and say hello; what comes is shown to `seen`."""
        async with connect(
            server.address.replace("http", "ws", 1) + path,
            origin=websockets.Origin(server.address),
            subprotocols=[websockets.Subprotocol(SUBPROTOCOL)],
            additional_headers={"cookie": cookie},
            compression=None,
            close_timeout=1,
            proxy=None,
        ) as wire:
            line = cls(wire, seen or Seen())
            await line.begin()
            yield line

    async def begin(self) -> None:
        """Say hello and wait for the welcome."""
        await self.say(self._seen.begin())
        async with asyncio.timeout(SECONDS):
            while not self._seen.page.welcomed:
                await self.hear()

    async def hear(self) -> Frame:
        """The next frame."""
        frame: Frame = json.loads(await self._wire.recv())
        await self.say(self._seen.hear(frame))
        return frame

    async def say(self, frames: list[Frame]) -> None:
        """Send frames that have no answer."""
        for frame in frames:
            await self._wire.send(json.dumps(frame))

    async def send(self, command: Frame) -> Frame:
        """Send a command and wait for its answer."""
        await self._wire.send(json.dumps(command))
        async with asyncio.timeout(SECONDS):
            while True:
                frame = await self.hear()
                if command["id"] in (frame.get("ack"), frame.get("reject")):
                    return frame


NOTES_OF_ONE = 30
"""Cards that one voter writes: a board holds a thousand."""


class Voter:
    """Somebody who votes, changes the vote and writes, one thing after the other; what was not answered is resent."""

    def __init__(self, person: str, path: str, cookie: str, room: int, chance: random.Random) -> None:
        self.person, self.path, self.cookie, self.room, self.chance = person, path, cookie, room, chance
        self.acknowledged: dict[str, list[str]] = {}
        """Question -> what was chosen last."""
        self.written: set[str] = set()
        """Ids of notes that were acknowledged."""
        self.waiting: Frame | None = None
        self.refused = 0
        """How often the disk did not take what was said; then it is said again."""
        self.seen = Seen()
        self._numbers = count()

    async def take_part(self, server: Server, told: Callable[[], None]) -> None:
        """Act until the server is gone."""
        try:
            async with Line.to(server, self.path, self.cookie, self.seen) as line:
                while True:
                    await self.act(line)
                    told()
        except (websockets.ConnectionClosed, websockets.InvalidHandshake, OSError, EOFError):
            return

    async def come_back(self, server: Server) -> None:
        """Resend what was not answered, and no more."""
        async with Line.to(server, self.path, self.cookie, self.seen) as line:
            if self.waiting is not None:
                await self.act(line)

    async def act(self, line: Line) -> None:
        if self.waiting is None:
            self.waiting = self._next()
        command = self.waiting
        answer = await line.send(command)
        if answer.get("code") == "not_saved":
            self.refused += 1
            return
        assert "ack" in answer, (command, answer)
        if command["type"] == "breakout.write_note":
            self.written.add(command["id"])
        else:
            self.acknowledged[command["part"]] = command["chosen"]
        self.waiting = None

    def _next(self) -> Frame:
        id_ = f"{self.person}-{next(self._numbers)}"
        if self.chance.random() < 0.2 and len(self.written) < NOTES_OF_ONE:
            where = {"step": "groups-1", "room": self.room}
            return {"id": id_, "type": "breakout.write_note", **where, "text": f"Karte {id_}"}
        part, choices = self.chance.choice([("burden", [["a"], ["b"], ["a", "care"], []]), ("named", [["a", "b"]])])
        ballot = {"step": "poll-1", "part": part, "chosen": self.chance.choice(choices)}
        return {"id": id_, "type": "poll.cast_ballot", **ballot}

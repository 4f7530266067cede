"""A bad network between browsers and a server: slow, late, with losses, and with lines that hang.

Rule: it carries bytes and understands nothing. A loss is what it is for TCP: nothing comes through until the other side
has sent again, which takes it about a second.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

from tests.browser.server import HOST, PATIENCE, LiveServer

CHUNK = 1_200
"""Bytes of a packet."""
AGAIN = 1.0
"""Seconds after which a lost packet is sent again."""


_Ends = tuple[asyncio.StreamReader, asyncio.StreamWriter]


class BadNetwork:
    """The way to one server, and how bad it is."""

    def __init__(self) -> None:
        self.server: LiveServer
        self.delay = 0.0
        """Seconds in each direction."""
        self.bytes_per_second = 10_000_000.0
        self.every = 0
        """Each so-many-th packet is lost; 0: none."""
        self._packets = 0
        self._hung: set[asyncio.Event] = set()
        self._open: set[asyncio.Event] = set()
        self._fewer = asyncio.Event()

    @classmethod
    @asynccontextmanager
    async def before_a_server(cls, folder: Path, **settings: Any) -> AsyncIterator["BadNetwork"]:  # noqa: ANN401 - as of a server
        """A server that knows itself by the address of this way to it."""
        made = cls()
        relay = await asyncio.start_server(made._carry, HOST, 0)
        port = relay.sockets[0].getsockname()[1]
        made.server = await LiveServer.start(folder / "live.db", public_url=f"http://{HOST}:{port}", **settings)
        try:
            yield made
        finally:
            relay.close()
            for line in made._open:
                line.set()
            await made.server.stop()

    async def only(self, lines: int) -> None:
        """Wait until no more than so many lines are open."""
        async with asyncio.timeout(PATIENCE):
            while len(self._open) > lines:
                self._fewer.clear()
                await self._fewer.wait()

    def hang(self) -> None:
        """Let all lines that are open now hang: nothing comes through, and nobody is told."""
        self._hung = set(self._open)

    async def _carry(self, near: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        ended = asyncio.Event()
        self._open.add(ended)
        far, there = await asyncio.open_connection(HOST, self.server.settings.port)
        carrying = asyncio.create_task(self._both((near, there), (far, back), ended))
        carrying.add_done_callback(lambda _: ended.set())
        await ended.wait()
        carrying.cancel()
        for writer in (there, back):
            writer.close()
        self._open.discard(ended)
        self._fewer.set()

    async def _both(self, out: _Ends, in_: _Ends, line: asyncio.Event) -> None:
        async with asyncio.TaskGroup() as both:
            for source, to in (out, in_):
                queue: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()
                both.create_task(self._take(source, queue))
                both.create_task(self._hand_over(queue, to, line, towards_server=to is out[1]))

    async def _take(self, source: asyncio.StreamReader, queue: asyncio.Queue[tuple[float, bytes]]) -> None:
        clock = asyncio.get_running_loop().time
        free, packet = clock(), b"the first"
        while packet:
            try:
                packet = await source.read(CHUNK)
            except OSError:
                packet = b""
            free = max(free, clock()) + len(packet) / self.bytes_per_second
            self._packets += 1
            if self.every and self._packets % self.every == 0:
                free += AGAIN
            queue.put_nowait((free + self.delay, packet))

    async def _hand_over(
        self,
        queue: asyncio.Queue[tuple[float, bytes]],
        to: asyncio.StreamWriter,
        line: asyncio.Event,
        *,
        towards_server: bool,
    ) -> None:
        clock, packet = asyncio.get_running_loop().time, b"the first"
        while packet:
            at, packet = await queue.get()
            await asyncio.sleep(at - clock())
            if line in self._hung:
                await asyncio.Event().wait()
            with suppress(OSError, RuntimeError):
                if packet:
                    to.write(packet)
                elif towards_server:
                    to.write_eof()  # who has nothing more to say may still be told something
        if not towards_server:
            line.set()

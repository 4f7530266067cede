"""The server of the product around a small application, in a thread of its own: on the loop that a test chooses."""

import asyncio
import socket
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

import uvicorn
import uvloop
from starlette.types import ASGIApp, Receive, Scope, Send

from live.hub.frames import LARGEST_FRAME
from live.web.door import Http
from live.web.lines import Lines
from live.web.opening import LINE
from live.web.server import Server
from live.web.settings import Settings
from live.web.wire import Wire
from tests.web.raw import SECONDS, raw

LOOPS: dict[str, Callable[[], asyncio.AbstractEventLoop]] = {
    "asyncio": asyncio.new_event_loop,
    "uvloop": uvloop.new_event_loop,
}


@dataclass
class Served:
    """A server that runs."""

    port: int
    lines: Lines
    server: Server

    async def until(self, true: Callable[[], bool]) -> None:
        """Ask the server something until this is true; it looks after its lines meanwhile."""
        async with asyncio.timeout(SECONDS):
            while not true():
                await self.ask()

    async def ask(self) -> None:
        """Ask the server something."""
        async with raw(self.port) as asking:
            asking.write(b"GET /meanwhile HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n")
            await asking.ended()


@asynccontextmanager
async def served(
    app: ASGIApp, loop: str = "asyncio", *, largest_message: int = LARGEST_FRAME, **settings: object
) -> AsyncIterator[Served]:
    """A server for the length of the block."""
    chosen = Settings.model_validate(settings)
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(2048)  # so that nobody is refused while the thread begins
        config = uvicorn.Config(
            app,
            http=Http,
            ws="none",
            backlog=2048,
            proxy_headers=bool(chosen.trusted_proxies),
            forwarded_allow_ips=list(chosen.trusted_proxies),
            access_log=False,
            server_header=False,
            log_config=None,
            timeout_graceful_shutdown=3,
            lifespan="off",
        )
        lines = Lines(chosen, largest_message=largest_message)
        made = Served(listening.getsockname()[1], lines, Server(config, lines))

        def run() -> None:
            with asyncio.Runner(loop_factory=LOOPS[loop]) as runner:
                runner.run(made.server.serve(sockets=[listening]))

        thread = threading.Thread(target=run, name=f"served on {loop}")
        thread.start()
        try:
            await made.until(lambda: made.server.started)
            yield made
        finally:
            made.server.should_exit = True
            await asyncio.to_thread(thread.join, SECONDS)
            assert not thread.is_alive()


class Echo:
    """An application that says back what it hears, on lines of the product."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request or handshake."""
        if scope["type"] == "http":
            await _answer(scope, receive, send)
            return
        await receive()
        await send({"type": "websocket.accept"})
        wire: Wire = scope["extensions"][LINE]
        wire.take_over(_Page(wire))


class _Page:
    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    def read(self, text: bytes) -> None:
        self._wire.send(written(0x81, text))

    def bytes_came(self, data: bytes) -> None:
        self._wire.send(written(0x82, data))

    def noise_came(self) -> None:
        pass

    def waits(self) -> None:
        pass

    def drained(self) -> None:
        pass

    def lost(self) -> None:
        pass


def written(first: int, payload: bytes) -> bytes:
    """A frame as a server sends it."""
    size = len(payload)
    if size < 126:
        return bytes([first, size]) + payload
    if size < 65_536:
        return bytes([first, 126]) + size.to_bytes(2, "big") + payload
    return bytes([first, 127]) + size.to_bytes(8, "big") + payload


async def _answer(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer a request with its path.

    `/large` is answered with megabytes, `/long` with as many bit by bit, `/echo` with the body, `/client` with the
    address, `/never` not at all.
    """
    body = scope["path"].encode()
    if scope["path"] == "/large":
        body = b"x" * (16 << 20)
    elif scope["path"] == "/long":
        await send({"type": "http.response.start", "status": 200, "headers": []})
        for _ in range(256):
            await send({"type": "http.response.body", "body": bytes(65_536), "more_body": True})
        await send({"type": "http.response.body"})
        return
    elif scope["path"] == "/never":
        while (await receive())["type"] != "http.disconnect":
            pass
        return
    elif scope["path"] == "/echo":
        body = b""
        while True:
            message = await receive()
            body += message.get("body", b"")
            if not message.get("more_body"):
                break
    elif scope["path"] == "/client":
        body = str(scope["client"][0]).encode()
    await send(
        {
            "type": "http.response.start",
            "status": 200,
            "headers": [(b"content-length", b"%d" % len(body)), (b"content-type", b"text/plain")],
        }
    )
    await send({"type": "http.response.body", "body": body})

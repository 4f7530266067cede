"""The server that runs the application: uvicorn with lines of our own, and room for ten thousand pages."""

import asyncio
import os
import resource
import signal
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from live.web.lines import SILENT_SECONDS, Lines

FILES_OF_OUR_OWN = 200
"""Descriptors that are no connection: the database, the standard streams, the loop, files on their way out."""
GOODBYE_SECONDS = 2.0
"""How long pages may take to say goodbye when the server ends."""


class Server(uvicorn.Server):
    """The server, which ends quietly when it is told to: whoever runs it can still close the database behind it."""

    def __init__(self, config: uvicorn.Config, lines: Lines) -> None:
        """Serve with these lines."""
        super().__init__(config)
        self.server_state: Lines = lines

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Hear SIGINT and SIGTERM while serving, and do not raise them again afterwards as the original does."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = {wish: signal.signal(wish, self.handle_exit) for wish in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for wish, handler in before.items():
                signal.signal(wish, handler)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to listen."""
        await super().startup(sockets)
        for listening in [listening for server in self.servers for listening in server.sockets]:
            _prepare(listening.fileno())

    async def on_tick(self, counter: int) -> bool:
        """Ten times a second."""
        self.server_state.tick()
        return await super().on_tick(counter)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End: say goodbye to everybody, not for long."""
        deadline = asyncio.get_running_loop().call_later(GOODBYE_SECONDS, self.server_state.abort)
        await super().shutdown(sockets)
        deadline.cancel()


def allow_files(wanted: int) -> int:
    """Let this process open so many files if the system allows it; how many it may open now."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    allowed = max(soft, wanted) if hard == resource.RLIM_INFINITY else hard
    if soft < allowed:
        resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, hard))
    return allowed


def _prepare(listening: int) -> None:
    """What accepted sockets inherit. No frame waits for the acknowledgement of the one before it; the kernel ends
    lines whose other side acknowledges nothing any more.
    """
    with socket.socket(fileno=os.dup(listening)) as one:
        if one.family not in (socket.AF_INET, socket.AF_INET6):
            return
        one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if sys.platform == "linux":
            one.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, int(SILENT_SECONDS * 1000))

"""A real server for the browser tests: the whole application on a real database file, on a port of its own.

Rule: everything that a test needs from outside the pages (links, restarts, lost lines) is done here; what people do is
done in the pages.
"""

import asyncio
import datetime as dt
import socket
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import uvicorn

from live.core.ids import DialogueId
from live.dialogue.session import Session
from live.hub.hub import Hub
from live.log.digest import digest_of
from live.log.port import Link
from live.log.sqlite import SqliteLog
from live.web.app import make_app, make_server
from live.web.eventline import EventLine
from live.web.links import issue
from live.web.settings import Settings
from live.web.wire import Wire

HOST = "127.0.0.1"
PATIENCE = 20.0
"""Seconds that a server may take to start or to stop."""


@dataclass
class Evening:
    """A dialogue on the server, and where its people come in."""

    dialogue: DialogueId
    code: str
    session: Session
    address: str

    @property
    def join(self) -> str:
        """Address that the QR code holds."""
        return f"{self.address}/j/{self.code}"


@dataclass
class LiveServer:
    """One server, which can be stopped and started again on the same file and the same port."""

    database: Path
    settings: Settings
    log: SqliteLog
    _uvicorn: uvicorn.Server
    _running: "asyncio.Task[None]"
    _evenings: list[Evening] = field(default_factory=list)

    @classmethod
    async def start(cls, database: Path, *, port: int = 0, **more: str) -> "LiveServer":
        """Open the file and serve it, with some more settings; on port 0 any free one is taken."""
        listening = _listen(port)
        given = {"host": HOST, "port": listening.getsockname()[1], "database": database}
        settings = Settings.model_validate(given | more)
        log = await SqliteLog.open(database)
        server = make_server(make_app(log, settings), settings)
        running = asyncio.create_task(server.serve(sockets=[listening]), name="server")
        async with asyncio.timeout(PATIENCE):
            while not server.started:
                assert not running.done(), "the server ended before it had started"
                await asyncio.sleep(0.01)
        return cls(database, settings, log, server, running)

    async def stop(self) -> None:
        """End it as an administrator does."""
        self._uvicorn.should_exit = True
        async with asyncio.timeout(PATIENCE):
            await self._running
        await self.log.close()

    async def restart(self) -> None:
        """Stop, and start a new application on the same file and port."""
        await self.stop()
        await self.resume()

    async def resume(self) -> None:
        """Start a new application where the last one was stopped."""
        again = await LiveServer.start(self.database, port=self.settings.port)
        self.settings, self.log = again.settings, again.log
        self._uvicorn, self._running = again._uvicorn, again._running  # noqa: SLF001 - of its own class

    def break_off(self, secrets: set[str]) -> None:
        """Break off the lines of a browser that holds one of these cookies, as when a train enters a tunnel."""
        links = {digest_of(secret) for secret in secrets}
        for line in list(self._uvicorn.server_state.connections):
            if isinstance(line, Wire | EventLine) and link_of(line) in links:
                line.abort()

    async def begin(self, session: Session) -> Evening:
        """Begin a dialogue, as `live new` does."""
        async with Hub(self.log) as hub:
            task = await hub.create(session.model_dump(mode="json"))
        return Evening(task.dialogue, task.state.code, session, self.settings.address)

    async def link(self, evening: Evening, role: str, subject: str = "") -> str:
        """A fresh link for somebody who works on the evening."""
        return f"{self.settings.address}/enter#{await issue(self.log, Link(evening.dialogue, role, subject))}"


def link_of(line: Wire | EventLine) -> str:
    """The digest of the link that opened a page; no page may be found like this but in a test."""
    return str(line._reader._connection.link) if line._reader else ""  # type: ignore[attr-defined] # noqa: SLF001 - so


def soon(session: Session, **changes: Any) -> Session:  # noqa: ANN401 - fields of a session
    """The session with today's date, beginning now, in a zone where it is about noon: so it never spans midnight."""
    now = dt.datetime.now(dt.UTC)
    shift = 12 - now.hour
    zone = f"Etc/GMT{-shift:+d}" if shift else "Etc/GMT"
    here = now + dt.timedelta(hours=shift)
    length = sum(step.minutes for step in session.agenda)
    begins = here.replace(second=0, microsecond=0)
    ends = begins + dt.timedelta(minutes=length)
    timed = {"date": here.date(), "start": f"{begins:%H:%M}", "end": f"{ends:%H:%M}", "time_zone": zone}
    return session.model_copy(update=timed | changes)


def _listen(port: int) -> socket.socket:
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.bind((HOST, port))
    return listening

"""The house of a demonstration: a server on this machine with one evening in it, gone without a trace afterwards."""

import asyncio
import datetime as dt
import errno
import os
import socket
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from live import places
from live.core.ids import DialogueId
from live.core.text import in_language
from live.dialogue.session import Session
from live.dialogue.session_file import load
from live.hub.hub import Hub
from live.log.port import Link, Log
from live.log.sqlite import SqliteLog
from live.web.app import make_app, make_server
from live.web.links import issue
from live.web.settings import Settings

HOST = "127.0.0.1"
SESSION_FILE = "referenzabend.yaml"
GROUPS = 4
MINUTES_AHEAD = 3
LAST_MINUTE = dt.time(23, 59)
PORTS_TRIED = 50
FAREWELL_SECONDS = 1


class NoPort(Exception):
    """No port to listen on; the text says why."""


@dataclass(frozen=True)
class House:
    """Where the evening is to be found."""

    title: str
    address: str
    dialogue: DialogueId
    code: str
    links: Mapping[str, str]
    """Page -> address: moderator, projector, console-1 …; each can be opened once more in another browser."""

    @property
    def join_address(self) -> str:
        """The address for participants."""
        return f"{self.address}/j/{self.code}"

    @property
    def documentation(self) -> str:
        """The public documentation, once it is published."""
        return f"{self.address}/d/{self.dialogue}"


def listen(port: int) -> socket.socket:
    """A listening socket on this port or, where others hold it, on one of the next; 0 takes any. Raises `NoPort`."""
    if port < 0:
        raise NoPort(str(port))
    for wanted in range(port, min(port + PORTS_TRIED, 2**16)):
        listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((HOST, wanted))
            listening.listen()
        except OSError as problem:
            listening.close()
            if problem.errno != errno.EADDRINUSE:
                raise NoPort(str(problem.strerror)) from problem
        else:
            return listening
    raise NoPort(f"{port}–{port + PORTS_TRIED - 1}")


def tonight(session: Session, now: dt.datetime) -> Session:
    """The same evening, as if it had been planned to begin in three minutes. `now` must know its time zone."""
    begins = (now.astimezone(ZoneInfo(session.time_zone)) + dt.timedelta(minutes=MINUTES_AHEAD)).replace(tzinfo=None)
    planned = dt.timedelta(minutes=sum(step.minutes for step in session.agenda))
    # A session file knows one date: a demonstration late at night is planned to end with the day.
    ends = min(begins + planned, dt.datetime.combine(begins.date(), LAST_MINUTE))
    return session.model_copy(update={"date": begins.date(), "start": f"{begins:%H:%M}", "end": f"{ends:%H:%M}"})


@asynccontextmanager
async def house(listening: socket.socket) -> AsyncIterator[House]:
    """Open the house on a listening socket, and clear it away afterwards."""
    with TemporaryDirectory(prefix="live-demo-") as folder:
        database = Path(folder) / "demo.db"
        settings = Settings(
            host=HOST,
            port=listening.getsockname()[1],
            database=database,
            as_written=os.environ.get("LIVE_AS_WRITTEN", "").lower() in ("1", "true"),
        )
        log = await SqliteLog.open(database)
        try:
            found = await _prepare(log, settings)
            async with _serving(log, settings, listening):
                yield found
        finally:
            await log.close()


async def _prepare(log: Log, settings: Settings) -> House:
    session = tonight(load(places.sessions() / SESSION_FILE), dt.datetime.now(dt.UTC))
    async with Hub(log) as hub:
        task = await hub.create(session.model_dump(mode="json"))
    wanted = {"moderator": ("moderator", ""), "projector": ("projector", "")}
    wanted |= {f"console-{n}": ("group_moderator", str(n)) for n in range(1, GROUPS + 1)}
    links = {
        page: f"{settings.address}/enter#{await issue(log, Link(task.dialogue, role, subject))}"
        for page, (role, subject) in wanted.items()
    }
    return House(
        in_language(session.title, session.default_language, session.default_language)[0],
        settings.address,
        task.dialogue,
        task.state.code,
        links,
    )


@asynccontextmanager
async def _serving(log: Log, settings: Settings, listening: socket.socket) -> AsyncIterator[None]:
    server = make_server(make_app(log, settings), settings)
    server.config.timeout_graceful_shutdown = FAREWELL_SECONDS
    async with asyncio.TaskGroup() as tasks:
        # No need to wait until it has started: the socket listens already, and whoever knocks is let in then.
        tasks.create_task(server.serve(sockets=[listening]), name="server")
        try:
            yield
        finally:
            server.should_exit = True

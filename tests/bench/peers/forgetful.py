"""The product's own server over a log in memory: the same path without storing. `python -m
tests.bench.peers.forgetful PORT DATABASE`.

What lies in the file is read once at the start; nothing is written to it.
"""

import asyncio
import sys
from pathlib import Path

import uvloop

from live import alone
from live.log.memory import MemoryLog
from live.log.port import Mark
from live.log.sqlite import SqliteLog
from live.web.app import make_app, make_server
from live.web.settings import Settings
from live.web.watch import Watch


async def read(database: Path) -> MemoryLog:
    """A copy of the file."""
    stored, log = await SqliteLog.open(database), MemoryLog()
    for dialogue, code, _ in await stored.dialogues():
        await log.create_dialogue(dialogue, code)
        people = await stored.people(dialogue)
        for number, commit in enumerate(await stored.commits(dialogue)):
            async with log.turn(dialogue, Mark(0, number)) as turn:
                turn.append(commit.payload, commit.at)
                while people:
                    turn.keep_person(*people.popitem())
        log._links.update(await stored.links(dialogue))  # noqa: SLF001 - the port takes secrets, here are digests only
    await stored.close()
    return log


async def serve(port: int, database: Path) -> None:
    """Serve the copy until told to end."""
    settings = Settings(port=port, database=database)
    alone.hold(database)
    watch = Watch(settings)
    server = make_server(make_app(await read(database), settings, watch), settings)
    watch.server = server
    await server.serve()


with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
    runner.run(serve(int(sys.argv[1]), Path(sys.argv[2])))

"""A long evening on the real server: people come and go over real sockets, and its memory stays as it is.

A simulated hour is as much coming, going, voting and writing as an hour of an evening has, pressed into one minute:
`LIVE_SOAK_MINUTES` (10) are so many hours, of which the first two warm the server up. The slope is that of the straight
line through all samples of the server's resident memory after that, by least squares. The server's clocks run as they
always do, so what is kept for a time (heartbeats, limits on guessing) is there for its time.
"""

import asyncio
import json
import os
import random
import statistics
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Origin, Subprotocol

from live.core.patch import merge
from live.hub.frames import SUBPROTOCOL
from tests.bench.evening import LIVE, OPTIONS, STEP, Evening, wish
from tests.bench.servers import Running, product, serving
from tests.soak.town import mebibytes, metric, report, towns

MINUTES = float(os.environ.get("LIVE_SOAK_MINUTES", "10"))
HOUR = 60.0
"""Real seconds that a simulated hour takes."""
WARM = 2
PEOPLE, STRANGERS_PER_HOUR = 60, 20
"""Who belongs to the evening, and how many try a wrong code or come without having been let in."""
LARGEST_SLOPE = 1.0
"""MiB per simulated hour."""
KEPT = ('live_connections{role="participant"}', 'live_connections{role="moderator"}', "live_waiting_at_the_door")
PROTOCOL = Subprotocol(SUBPROTOCOL)
_numbers = count()


@dataclass
class Figures:
    """What happened, and samples of the server's memory: hours, bytes."""

    visits: int = 0
    said: int = 0
    answered: int = 0
    refused: int = 0
    samples: list[tuple[float, int]] = field(default_factory=list)


class Person:
    """Somebody with a phone: a while here, a while away, and what was seen is known the next time."""

    def __init__(self, server: Running, evening: Evening, role: str, secret: str, figures: Figures) -> None:
        self.address = f"ws://127.0.0.1:{server.port}/ws/{evening.dialogue}/{role}"
        self.headers = {"Cookie": f"live-{role}-{evening.dialogue}={secret}"}
        self.origin = Origin(f"http://127.0.0.1:{server.port}")
        self.role, self.figures = role, figures
        self.chance = random.Random(secret)  # noqa: S311 - it draws pauses
        self.run: str | None = None
        self.views: dict[str, Any] = {}
        self.versions: dict[str, int] = {}

    async def come_and_go(self, until: float) -> None:
        """Until the evening ends."""
        loop = asyncio.get_running_loop()
        while loop.time() < until:
            await asyncio.sleep(self.chance.uniform(0, 0.25) * HOUR)
            async with connect(
                self.address, additional_headers=self.headers, origin=self.origin, subprotocols=[PROTOCOL]
            ) as line:
                self.figures.visits += 1
                listening = asyncio.create_task(self._listen(line))
                known = {"run": self.run, "versions": self.versions} if self.run else {}
                await line.send(json.dumps({"hello": known}))
                for _ in range(self.chance.randrange(1, 15)):
                    await asyncio.sleep(self.chance.expovariate(1 / (0.02 * HOUR)))
                    await line.send(json.dumps(self._wish()))
                    self.figures.said += 1
                await asyncio.sleep(0.5)
                if self.chance.random() < 0.3:
                    line.transport.abort()  # as a phone that loses its network
            await listening

    async def _listen(self, line: Any) -> None:  # noqa: ANN401 - a connection of the library
        try:
            async for text in line:
                self._hear(json.loads(text))
        except ConnectionClosed:
            pass

    def _hear(self, frame: dict[str, Any]) -> None:
        match frame:
            case {"welcome": {"run": run}}:
                assert self.run in (None, run), "the server never started anew"
                self.run = run
            case {"view": name, "version": version, "snapshot": view}:
                self.views[name], self.versions[name] = view, version
            case {"view": name, "version": version, "patch": patch} if version > self.versions[name]:
                assert version == self.versions[name] + 1
                self.views[name], self.versions[name] = merge(self.views[name], patch), version
            case {"ack": _}:
                self.figures.answered += 1
            case {"reject": _, "code": code}:
                assert code not in ("internal_error", "not_saved", "malformed"), code
                self.figures.answered += 1
                self.figures.refused += 1

    def _wish(self) -> dict[str, object]:
        chance = self.chance
        if self.role == "moderator":
            verb = chance.choice(["open", "open", "close", "reveal"])
            return chance.choice(
                [
                    wish("hands.lower_all"),
                    wish(f"question.{verb}", step=STEP, part=LIVE),
                    wish("agenda.replan", minutes={STEP: chance.randint(1, 60)}),
                    wish("screen.overlay", overlay=chance.choice(["none", "code"])),
                ]
            )
        if chance.random() < 0.5:
            return wish(chance.choice(["hands.raise", "hands.lower"]))
        if chance.random() < 0.2:
            return wish("people.rename", name=f"Mensch {chance.randrange(9)}")
        return wish("poll.cast_ballot", step=STEP, part=LIVE, chosen=[chance.choice(OPTIONS)])


async def strangers(server: Running, evening: Evening, until: float) -> None:
    """People with a wrong code, and pages that nobody let in."""
    loop = asyncio.get_running_loop()
    origin = Origin(f"http://127.0.0.1:{server.port}")
    while loop.time() < until:
        await asyncio.sleep(HOUR / STRANGERS_PER_HOUR)
        number = next(_numbers)
        await asyncio.to_thread(ask, f"{origin}/j/{40_000_000 + number}")
        await asyncio.to_thread(ask, f"{origin}/messages/de-x{number}.json")
        async with connect(f"ws://127.0.0.1:{server.port}/ws/{evening.dialogue}/participant", origin=origin) as line:
            await line.wait_closed()


def ask(url: str) -> None:
    """Ask for a page; what is answered does not matter."""
    with suppress(OSError):
        urllib.request.urlopen(url, timeout=10).close()  # noqa: S310 - our own server


async def sample(server: Running, figures: Figures, until: float) -> None:
    """Look at the server's memory every second."""
    loop = asyncio.get_running_loop()
    began = loop.time()
    while loop.time() < until:
        figures.samples.append(((loop.time() - began) / HOUR, server.memory()))
        await asyncio.sleep(1)


async def spend(server: Running, evening: Evening, figures: Figures) -> None:
    """The whole evening."""
    until = asyncio.get_running_loop().time() + MINUTES * HOUR
    people = [Person(server, evening, "participant", secret, figures) for secret in evening.people]
    people += [Person(server, evening, "moderator", evening.desk, figures) for _ in range(2)]
    async with asyncio.TaskGroup() as living:
        for person in people:
            living.create_task(person.come_and_go(until))
        living.create_task(strangers(server, evening, until))
        living.create_task(sample(server, figures, until))


@contextmanager
def one_evening(folder: Path) -> Iterator[tuple[Running, Evening]]:
    """A server with one evening."""
    evening = towns(folder / "live.db", 1, PEOPLE, part=LIVE)[0]
    with serving(product(folder / "live.db")) as server:
        yield server, evening


def test_memory_stays_as_it_is(tmp_path: Path) -> None:
    print(f"\nA long evening with {PEOPLE} people who come and go, {MINUTES:g} simulated hours in as many minutes")
    figures = Figures()
    with one_evening(tmp_path) as (server, evening):
        asyncio.run(spend(server, evening, figures))
        assert figures.answered > figures.said * 0.9, "who loses the network does not hear every answer"
        report("came and went", f"{figures.visits:,} visits; {figures.said:,} wishes, {figures.refused:,} refused")
        left = {name: metric(server, name) for name in KEPT}
        assert set(left.values()) == {0.0}, left
        report("memory", hourly(figures))
        report("write-ahead log", mebibytes(Path(f"{evening.database}-wal").stat().st_size))
        hours, sizes = zip(*[(at, size / 2**20) for at, size in figures.samples if at >= WARM], strict=True)
        slope = statistics.linear_regression(hours, sizes).slope
        report("slope after the warm-up", f"{slope:+.3f} MiB per simulated hour (target < {LARGEST_SLOPE:g})")
        assert slope < LARGEST_SLOPE


def hourly(figures: Figures) -> str:
    """The memory at the end of each hour."""
    last = {int(at): size for at, size in figures.samples}
    return ", ".join(f"{hour + 1} h {mebibytes(size)}" for hour, size in last.items())

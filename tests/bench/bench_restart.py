"""A restart: how soon the server is ready, and how soon everybody has the views back.

How soon it is ready is measured while nobody knocks. Then pages come back by themselves, as far apart as
`static/core/connection.js` lets them; the new server is started as soon as the old one has ended. Killed means SIGKILL:
nothing is said, nothing is written any more.
"""

import signal
import time
from pathlib import Path

from tests.bench.evening import evening, lengthened
from tests.bench.figures import PEOPLE, ROUNDS, report, spread, title
from tests.bench.load import CUT, RESTARTING, loaded, participants
from tests.bench.servers import product, wait_until_ready

EVENTS = 100_000
WAYS = {"killed": (signal.SIGKILL, CUT), "ended": (signal.SIGTERM, RESTARTING)}


def test_a_restart(tmp_path: Path) -> None:
    title(f"A restart with {EVENTS:,} events")
    prepared = evening(tmp_path, PEOPLE)
    lengthened(prepared, EVENTS)
    ready: list[float] = []
    work: list[float] = []
    first: dict[str, list[float]] = {way: [] for way in WAYS}
    last: dict[str, list[float]] = {way: [] for way in WAYS}
    cpu: dict[str, list[float]] = {way: [] for way in WAYS}
    server = product(prepared.database)
    try:
        wait_until_ready(server)
        for _ in range(ROUNDS):
            server.end(signal.SIGKILL)
            started = time.monotonic()
            server = product(prepared.database, server.port)
            wait_until_ready(server)
            ready.append(time.monotonic() - started)
            work.append(server.cpu())
        with loaded(server.port, participants(prepared, server.port), tmp_path, views=2) as load:
            load.open()
            for way, (how, backoff) in [*WAYS.items()] * ROUNDS:
                load.rest(3)
                load.come_back(backoff)
                server.end(how)
                started = time.monotonic()
                server = product(prepared.database, server.port)
                answer = load.hear()
                assert answer["lost"] == answer["linked"] == load.pages, answer
                first[way].append(answer["first_at"] - started)
                last[way].append(answer["last_at"] - started)
                cpu[way].append(server.cpu())
    finally:
        server.end()
    report("ready to serve, nobody knocking", spread(ready, "s", digits=2), "≤ 1 s")
    report("CPU of the server until then", spread(work, "s", digits=2))
    for way in WAYS:
        report(f"{way}: the first page has its views after", spread(first[way], "s", digits=2))
        report(f"{way}: all have their views after", spread(last[way], "s", digits=2), "≤ 10 s")
        report(f"{way}: CPU of the server until then", spread(cpu[way], "s", digits=2))

"""Many dialogues at once on one server: everybody gets the own views, every ballot counts; what it costs.

And dialogues that were long ago: what they cost at the start, and once somebody has looked at each of them.
"""

import time
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path

import pytest

from tests.bench.evening import HIDDEN, LIVE
from tests.bench.load import Load, desk, loaded, participants
from tests.bench.servers import Running, product, serving
from tests.soak.town import (
    DIALOGUES,
    PEOPLE,
    ballots,
    counted,
    mebibytes,
    metric,
    old_dialogues,
    report,
    settled,
    told,
    towns,
)

STEADY = 1_000.0
"""Ballots a second, over all dialogues."""
OLD = 1_000
OLD_EVENTS = 2_000


@pytest.mark.parametrize("part", [HIDDEN, LIVE])
def test_a_hundred_dialogues_of_a_hundred_people(tmp_path: Path, part: str) -> None:
    shown = "while it is open" if part == LIVE else "when it is closed"
    print(f"\n{DIALOGUES} dialogues with {PEOPLE} people each, who see the result {shown}")
    empty = started(tmp_path / "empty.db")
    evenings = towns(tmp_path / "town.db", DIALOGUES, PEOPLE, part=part)
    began = time.monotonic()
    with serving(product(tmp_path / "town.db", more={"LIVE_OPEN_CONNECTIONS": "12000"})) as server:
        report("ready after", f"{time.monotonic() - began:.1f} s, with all of them awake")
        awake = settled(server)
        assert metric(server, "live_dialogues") == DIALOGUES
        report("memory per dialogue without pages", mebibytes((awake - empty) / DIALOGUES))
        pages = [page for evening in evenings for page in participants(evening, server.port)]
        desks = [desk(evening, server.port) for evening in evenings]
        with loaded(server.port, pages, tmp_path, views=2) as load:
            seconds = load.open()["seconds"]
            report("all pages have their views after", f"{seconds:.1f} s, {len(pages) / seconds:,.0f} a second")
            full = settled(server)
            report("memory per page", f"{(full - awake) / len(pages) / 1024:,.1f} KiB")
            # The first ballots show everybody how many have answered, the second ones change what was counted.
            for per_second in (STEADY, 0.0) if part == LIVE else (0.0, STEADY):
                vote(server, load, part, per_second)
            (tmp_path / "desks").mkdir()
            with loaded(server.port, desks, tmp_path / "desks", views=1) as moderators:
                assert moderators.open()["linked"] == DIALOGUES
                moderators.rest(1)
            after = settled(server)
            report("memory in all", f"{mebibytes(after)}; per dialogue with its pages {mebibytes(after / DIALOGUES)}")
        report("memory once all have left", mebibytes(settled(server, 5)))
        assert metric(server, 'live_connections{role="participant"}') == 0
    assert counted(tmp_path / "town.db", [evening.dialogue for evening in evenings], part) == [PEOPLE] * DIALOGUES


def vote(server: Running, load: Load, part: str, per_second: float) -> None:
    """Everybody votes, and what that costs."""
    before, cpu = load.rest(1)["frames"], server.cpu()
    commits = metric(server, "live_commit_seconds_count"), metric(server, "live_commit_seconds_sum")
    answer = load.cast(ballots(load.pages, part=part, round_=int(per_second)), per_second=per_second)
    assert answer["rejects"] == 0
    what = f"{per_second:,.0f} ballots a second" if per_second else "everybody votes in one moment"
    report(what, told(answer))
    turns = metric(server, "live_commit_seconds_count") - commits[0]
    waited = (metric(server, "live_commit_seconds_sum") - commits[1]) / turns
    shown = load.rest(1)["frames"] - before
    report("for that", f"{server.cpu() - cpu:.1f} s of CPU, {turns:,.0f} turns with {waited * 1e3:.0f} ms for the disk")
    report("shown meanwhile", f"{shown:,.0f} views, {shown / answer['seconds']:,.0f} a second")


def test_a_thousand_dialogues_of_long_ago(tmp_path: Path) -> None:
    print(f"\n{OLD:,} dialogues of long ago, {OLD_EVENTS:,} facts each")
    empty = started(tmp_path / "empty.db")
    dialogues = old_dialogues(tmp_path / "old.db", OLD, OLD_EVENTS)
    report("size of the file", mebibytes((tmp_path / "old.db").stat().st_size))
    began = time.monotonic()
    with serving(product(tmp_path / "old.db")) as server:
        report("ready after", f"{time.monotonic() - began:.1f} s")
        asleep = settled(server)
        assert metric(server, "live_dialogues") == 0
        report("memory", f"{mebibytes(asleep)}, of an empty server {mebibytes(empty)}")
        began = time.monotonic()
        for dialogue in dialogues:
            visit(server, f"/d/{dialogue}")
        report("a visit that wakes one takes", f"{(time.monotonic() - began) / OLD * 1e3:.1f} ms")
        assert metric(server, "live_dialogues") == OLD
        awake = settled(server)
        report("memory per dialogue that was visited", mebibytes((awake - asleep) / OLD))


def started(database: Path) -> int:
    """The memory of a server with nothing to do."""
    with serving(product(database)) as server:
        return settled(server)


def visit(server: Running, path: str) -> None:
    """Ask for a page; it need not be there."""
    with suppress(urllib.error.HTTPError):
        urllib.request.urlopen(f"http://127.0.0.1:{server.port}{path}", timeout=10).close()

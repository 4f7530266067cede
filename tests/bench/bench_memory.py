"""Memory: what a participant costs the server, with the line, the views and everything that is known of the person.

The whole is the difference to the same server on an evening without people; the line alone the difference to the same
server before anybody has come. Memory hardly differs from run to run, so one run is measured.
"""

from pathlib import Path

from tests.bench.evening import HIDDEN, OPTIONS, ballot, evening
from tests.bench.figures import PEOPLE, report, title
from tests.bench.load import loaded, participants
from tests.bench.servers import product, serving


def test_memory_of_a_participant(tmp_path: Path) -> None:
    title("Memory of the server")
    with serving(product(evening(tmp_path, 0).database)) as server:
        empty = server.memory()
    prepared = evening(tmp_path, PEOPLE)
    with serving(product(prepared.database)) as server:
        known = server.memory()
        with loaded(server.port, participants(prepared, server.port), tmp_path, views=2) as load:
            load.open()
            assert load.rest(3)["linked"] == PEOPLE
            connected = server.memory()
            load.cast((n, ballot(HIDDEN, OPTIONS[n % len(OPTIONS)])) for n in range(PEOPLE))
            assert load.rest(3)["linked"] == PEOPLE
            voted = server.memory()
    report("an evening without people", f"{empty / 2**20:.1f} MB")
    report(f"with {PEOPLE:,} people connected who have voted", f"{voted / 2**20:.1f} MB")
    for name, bytes_, target in (
        ("what is known of a person, before anybody has come", known - empty, ""),
        ("a line with its views", connected - known, ""),
        ("a connected participant, all included", connected - empty, "≤ 8 KB"),
        ("the same after voting once", voted - empty, ""),
    ):
        report(name, f"{bytes_ / PEOPLE / 1024:.1f} KB", target)

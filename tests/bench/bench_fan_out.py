"""To everybody at once: what a delivery costs the server, beside others that send the same, and how soon it is there.

A delivery is one page that has got one change. All servers hold their pages at the same time and take turns, so that
whatever else the machine does falls on all alike. The product decides, commits, compares views and sends; the peers
only send. Heartbeats that fall into a run are taken out by their share of the frames.
"""

import json
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import count, cycle, islice
from pathlib import Path

from live.core.question import TALLY_STEP
from tests.bench.evening import LIVE, OPTIONS, STEP, Evening, ballot, evening, said, wish
from tests.bench.figures import FULL, PEOPLE, ROUNDS, middle, ratio, report, spread, title
from tests.bench.load import Load, desk, loaded, participants
from tests.bench.servers import Running, product, serving
from tests.bench.side_by_side import Peer, broadcasters
from tests.bench.watching import watch

CHANGES = 10 if FULL else 20
STEPS = ("stimmung-1", STEP)
STANDS_ON, COUNTS = '"current":{{"step":"{}"', '"counts":{'
TARGETS = {"C epoll": 1.25, "uWebSockets (socketify)": 1.1, "stock Starlette loop": 1 / 2.2, "socket.io": 1 / 3}

Said = tuple[int, str, str]
"""Who says what, and what is found in the frame that brings it to everybody."""
Change = Callable[[Load], Said]
"""Prepares the next change and tells how it is asked for."""


@dataclass
class Turns:
    """What one server needed for one sort of change."""

    costs: list[float] = field(default_factory=list)
    """Seconds of CPU per delivery, one per round."""
    sizes: list[float] = field(default_factory=list)
    """Bytes per delivery."""
    last: list[float] = field(default_factory=list)
    """Seconds from the answer to the command (a peer gives none: from the command) to the last page."""

    def take(self, server: Running, load: Load, changes: Change) -> None:
        """One round."""
        before, cpu = load.rest(0.1), server.cpu()
        for _ in range(CHANGES):
            arrived = load.step(*changes(load))
            self.last.append(arrived["last"] - arrived["acked"])
        spent = server.cpu() - cpu
        after = load.rest(0.1)
        views, beats = (after[name] - before[name] for name in ("frames", "beats"))
        deliveries = CHANGES * load.pages
        assert views >= deliveries
        self.costs.append(spent * views / (views + beats) / deliveries)
        self.sizes.append((after["bytes"] - before["bytes"]) / (views + beats))


def steps() -> Change:
    """The moderator goes to and fro between two steps."""
    targets = cycle(STEPS)

    def change(_: Load) -> Said:
        step = next(targets)
        return PEOPLE, STANDS_ON.format(step), said(wish("agenda.go_to", step=step))

    return change


def tallies() -> Change:
    """The room sees the running counts of an anonymous question whenever so many more have voted."""
    voters = count()

    def change(load: Load) -> Said:
        *before, last = islice(voters, TALLY_STEP)
        load.cast((page, ballot(LIVE, OPTIONS[page % len(OPTIONS)])) for page in before)
        return last, COUNTS, said(ballot(LIVE, "a"))

    return change


def test_a_step_change_reaches_everybody(tmp_path: Path) -> None:
    title("A step change to everybody")
    prepared = evening(tmp_path, PEOPLE, LIVE)
    mine, others = _side_by_side(tmp_path, prepared, steps(), tuple(map(STANDS_ON.format, STEPS)))
    _tell("step change", mine, others)
    latest = f"{max(mine.last) * 1e3:,.0f} ms at the latest"
    report(
        "the last page has the step after the acknowledgement", f"{spread(mine.last, 'ms', 1e3, 0)}, {latest}", "100 ms"
    )
    if "C epoll" in others:
        report("the same in C epoll, after the command", spread(others["C epoll"].last, "ms", 1e3, 0))


def test_a_tally_reaches_everybody(tmp_path: Path) -> None:
    title("A tally to everybody")
    prepared = evening(tmp_path, PEOPLE, LIVE)
    mine, others = _side_by_side(tmp_path, prepared, tallies(), (COUNTS,))
    _tell("tally", mine, others)


def _side_by_side(
    folder: Path, prepared: Evening, own: Change, needles: tuple[str, ...]
) -> tuple[Turns, dict[str, Turns]]:
    peers = broadcasters()
    with ExitStack() as stack:
        server = stack.enter_context(serving(product(prepared.database)))
        pages = [*participants(prepared, server.port), desk(prepared, server.port)]
        load = stack.enter_context(loaded(server.port, pages, folder, views=1))
        load.open()
        payloads = folder / "payloads"
        texts = watch(prepared, server.port, lambda: [load.step(*own(load)) for _ in range(4)])
        found = [next(text for text in texts if needle in text) for needle in needles]
        payloads.write_text("".join(f"{text}\n" for text in found), "utf-8")
        runs: dict[str, tuple[Running, Load, Change]] = {"": (server, load, own)}
        for peer in peers:
            running = stack.enter_context(serving(peer.start(payloads), ""))
            theirs = stack.enter_context(
                loaded(running.port, peer.pages(running.port, PEOPLE), folder, views=peer.views)
            )
            theirs.open()
            runs[peer.name] = (running, theirs, _in_turn(peer, found))
        turns = {name: Turns() for name in runs}
        for _ in range(ROUNDS):
            for name, (running, its_load, change) in runs.items():
                turns[name].take(running, its_load, change)
    return turns.pop(""), turns


def _in_turn(peer: Peer, texts: list[str]) -> Change:
    said_in_turn = cycle((0, _needle(text), peer.go.replace("{}", str(n))) for n, text in enumerate(texts))
    return lambda _: next(said_in_turn)


def _needle(text: str) -> str:
    """The beginning of what the payload changes: in every peer's frame, and in no other."""
    return json.dumps(json.loads(text)["patch"], separators=(",", ":"), ensure_ascii=False)[1:40]


def _tell(what: str, mine: Turns, others: dict[str, Turns]) -> None:
    report(f"{what}, CPU per delivery", f"{spread(mine.costs, 'µs', 1e6)}, {middle(mine.sizes):,.0f} bytes")
    for name, their in others.items():
        report(f"{name}", f"{spread(their.costs, 'µs', 1e6)}, {middle(their.sizes):,.0f} bytes")
        target = f"≤ {TARGETS[name]:.2f}" if name in TARGETS else "< 1"
        report(f"the product against {name}", f"{ratio(mine.costs, their.costs):.2f} ×", target)

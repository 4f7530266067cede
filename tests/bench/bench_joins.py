"""Coming in: the page, the handshake and the first snapshots, against a stock Starlette endpoint that sends the same.

The peer's page and snapshots lie ready; the product makes the page for each person, looks up the link, makes the own
view, tells everybody else that somebody came, and writes down who is here. All come at once, 200 on their way.
"""

from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from tests.bench.evening import Evening, evening
from tests.bench.figures import PEOPLE, ROUNDS, ratio, report, spread, title
from tests.bench.load import loaded, newcomer, participants
from tests.bench.servers import Running, product, serving
from tests.bench.side_by_side import joining
from tests.bench.watching import beginning

WITH_PAGE = min(PEOPLE, 1_000)
"""Those who ask for the page too are fewer, so that a round lasts no minutes."""
VIEWS = 2
"""A participant begins with what everybody sees and the own view."""


@dataclass
class Joins:
    """What one server needed."""

    cpu: list[float] = field(default_factory=list)
    """Seconds of CPU per page that came in."""
    seconds: list[float] = field(default_factory=list)

    def take(self, server: Running, pages: list[bytes], folder: Path) -> None:
        """One round: all come in, and leave again."""
        with loaded(server.port, pages, folder, views=VIEWS) as load:
            cpu = server.cpu()
            answer = load.open()
            self.cpu.append((server.cpu() - cpu) / len(pages))
            self.seconds.append(answer["seconds"])
        # Who has left counts as here for two seconds more.
        with loaded(server.port, pages[:1], folder, views=VIEWS) as load:
            load.open()
            load.rest(4)

    @property
    def per_core(self) -> list[float]:
        """Pages that a core takes in per second."""
        return [1 / cpu for cpu in self.cpu]


def test_everybody_comes_in(tmp_path: Path) -> None:
    title("Coming in")
    prepared = evening(tmp_path, PEOPLE)
    with ExitStack() as stack:
        mine = stack.enter_context(serving(product(prepared.database)))
        _lay_ready(prepared, mine, tmp_path)
        peer = stack.enter_context(serving(joining(tmp_path), ""))
        for what, with_page, most in (
            ("page, handshake and snapshots", True, WITH_PAGE),
            ("handshake and snapshots", False, PEOPLE),
        ):
            product_joins, stock = Joins(), Joins()
            for _ in range(ROUNDS):
                for joins, server in ((product_joins, mine), (stock, peer)):
                    pages = participants(prepared, server.port, with_page=with_page)
                    joins.take(server, pages[:most], tmp_path)
            report(f"{what}, joins per core", spread(product_joins.per_core, "per second", digits=0))
            report("all are in after", spread(product_joins.seconds, "s"))
            report("stock Starlette", spread(stock.per_core, "per second", digits=0))
            better = ratio(product_joins.per_core, stock.per_core)
            report("the product against stock", f"{better:.2f} ×", "≥ 2.5" if with_page else "")


def test_newcomers_come_in(tmp_path: Path) -> None:
    title("Newcomers: form, cookie, handshake and snapshots")
    prepared = evening(tmp_path, 1)
    joins = Joins()
    with serving(product(prepared.database)) as server:
        joins.take(server, [newcomer(prepared, server.port, f"Mensch+{n}") for n in range(WITH_PAGE)], tmp_path)
    report("newcomers per core", spread(joins.per_core, "per second", digits=0))
    report("all are in after", spread(joins.seconds, "s"))


def _lay_ready(prepared: Evening, server: Running, folder: Path) -> None:
    """Keep for the peer what the product sends to somebody who comes in."""
    address = f"http://127.0.0.1:{server.port}/p/{prepared.dialogue}"
    cookie = f"live-participant-{prepared.dialogue}={prepared.people[0]}"
    page = httpx.get(address, headers={"cookie": cookie, "accept-language": "de"})
    assert page.status_code == httpx.codes.OK
    (folder / "page.html").write_text(page.text, "utf-8")
    (folder / "snapshots").write_text("".join(f"{text}\n" for text in beginning(prepared, server.port, VIEWS)), "utf-8")

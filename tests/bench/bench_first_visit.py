"""The first visit of a phone on a slow line: what comes over it, and after how long one can act.

The line is the browser's own throttling: 400 kbit/s, 400 ms for each request, and a processor four times as slow. It
loses nothing, because for this browser `packetLoss` concerns calls only; a line that loses each twentieth packet for a
second is measured beside it, through the relay of `tests/browser/bad_network.py`, without the browser's throttling.

Counted are headers and bodies of all answers until one can act; fonts are told apart, no page waits for them.
"""

import asyncio
import shutil
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, BrowserContext, CDPSession, Page, async_playwright

from tests.bench.evening import Evening, evening
from tests.bench.figures import ROUNDS, report, spread
from tests.bench.servers import product, serving
from tests.browser.bad_network import BadNetwork
from tests.browser.small import small
from tests.browser.voices import Voices

BROWSER = "chromium-headless-shell"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
SLOW_LINE = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
SLOWER = 4
PHONE: Any = {"viewport": {"width": 360, "height": 740}, "is_mobile": True, "has_touch": True, "locale": "de-DE"}
ENOUGH = 60_000
"""Bytes that page, scripts and styles may have."""
SOON = 3.0
"""Seconds after which one can act."""
WAIT = 60_000
WHEN_READY = """
(() => {
  const look = () => {
    const form = document.querySelector("#join .dock [type=submit]");
    const question = document.querySelector("html[data-live=linked] .poll-option");
    const painted = performance.getEntriesByName("first-contentful-paint").length > 0;
    if ((form || question) && painted) document.documentElement.dataset.ready = performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})();
"""


@dataclass
class Line:
    """What has come over the line of one page."""

    _came: list[tuple[float, str, int]] = field(default_factory=list)
    """Of each answer: when it had come in seconds since 1970, what it is, its bytes."""
    _sorts: dict[str, str] = field(default_factory=dict)
    _epoch: float = 0.0
    """Seconds between the browser's clock for events and 1970."""

    def watch(self, session: CDPSession) -> None:
        """Note everything from now on."""
        session.on("Network.requestWillBeSent", self._asked)
        session.on("Network.loadingFinished", self._finished)

    def between(self, since: float, until: float) -> list[tuple[str, int]]:
        """What had come in between."""
        return [(sort, size) for at, sort, size in self._came if size and since < at <= until]

    def _asked(self, event: dict[str, Any]) -> None:
        sort = event.get("type", "Other")
        if sort == "Fetch":  # fetched ahead
            sort = "Stylesheet" if event["request"]["url"].endswith(".css") else "Script"
        self._sorts[event["requestId"]] = sort
        self._epoch = event["wallTime"] - event["timestamp"]
        self._note(event["timestamp"], "Document", event.get("redirectResponse", {}).get("encodedDataLength", 0))

    def _finished(self, event: dict[str, Any]) -> None:
        self._note(event["timestamp"], self._sorts.get(event["requestId"], "Other"), event["encodedDataLength"])

    def _note(self, at: float, sort: str, size: float) -> None:
        self._came.append((at + self._epoch, sort, int(size)))


@dataclass
class Visit:
    """One page until one can act there."""

    until: float
    """When that was, in seconds since 1970."""
    seconds: float
    worked: float
    """Seconds that the page's own thread worked until then, slowed down as it is."""
    answers: list[tuple[str, int]]

    @property
    def bytes(self) -> Counter[str]:
        """Bytes of what came, by sort."""
        sizes: Counter[str] = Counter()
        for sort, size in self.answers:
            sizes[sort] += size
        return sizes

    @property
    def counted(self) -> int:
        """Bytes of page, scripts and styles."""
        return sum(self.bytes[sort] for sort in ("Document", "Script", "Stylesheet"))


@dataclass
class Visits:
    """One sort of visit, several times."""

    name: str
    all: list[Visit] = field(default_factory=list)

    def tell(self) -> None:
        """Print the figures."""
        sizes = self.all[-1].bytes.most_common()
        parts = ", ".join(f"{kind.lower()} {size / 1000:.1f}" for kind, size in sizes if size)
        figure = spread([visit.counted / 1000 for visit in self.all], "KB")
        report(f"{self.name}, page, scripts and styles", f"{figure}; {len(self.all[-1].answers)} answers", "< 60 KB")
        report(f"{self.name}, by sort", parts)
        report(f"{self.name}, the page's thread worked", spread([visit.worked for visit in self.all], "s", digits=2))
        report(f"{self.name}, one can act after", spread([visit.seconds for visit in self.all], "s"), "< 3 s")


def test_the_first_visit_of_a_phone(tmp_path: Path) -> None:
    print("\nThe first visit of a phone, 400 kbit/s, 400 ms, a fourth of the processor", flush=True)
    prepared = evening(tmp_path, 1)
    joining, joined, alone = (Visits(name) for name in ("joining", "after joining", "straight to the question"))
    with serving(product(prepared.database)) as server:
        address = f"http://127.0.0.1:{server.port}"
        for _ in range(ROUNDS):
            asyncio.run(_come_in(address, prepared, joining, joined, alone))
    for visits in (joining, joined, alone):
        visits.tell()
    together = [first.counted + then.counted for first, then in zip(joining.all, joined.all, strict=True)]
    report("both together, page, scripts and styles", spread([size / 1000 for size in together], "KB"), "< 60 KB")


def test_the_first_visit_on_a_line_that_loses_packets(tmp_path: Path) -> None:
    print("\nThe same through a relay that loses each twentieth packet for a second", flush=True)
    seconds = asyncio.run(_with_losses(tmp_path))
    report("joining, one can act after", f"{seconds[0]:.1f} s")
    report("after joining, one can act after", f"{seconds[1]:.1f} s")


async def _come_in(address: str, prepared: Evening, joining: Visits, joined: Visits, alone: Visits) -> None:
    async with _phone() as context:
        page, session, line = await _slow_page(context)
        await page.goto(f"{address}/j/{prepared.code}", wait_until="commit", timeout=WAIT)
        joining.all.append(await _visit(page, session, line))
        # Whoever types a name gives the line time for what comes next; it counts all the same.
        await page.wait_for_load_state("networkidle")
        await page.locator("#join [type=submit]").click(no_wait_after=True)
        await page.wait_for_url("**/p/*", wait_until="commit", timeout=WAIT)
        joined.all.append(await _visit(page, session, line, joining.all[-1].until))
    async with _phone() as context:
        name = f"live-participant-{prepared.dialogue}"
        await context.add_cookies([{"name": name, "value": prepared.people[0], "url": address}])
        page, session, line = await _slow_page(context)
        await page.goto(f"{address}/p/{prepared.dialogue}", wait_until="commit", timeout=WAIT)
        alone.all.append(await _visit(page, session, line))


async def _slow_page(context: BrowserContext) -> tuple[Page, CDPSession, Line]:
    """A page with the browser's own throttling."""
    page = await context.new_page()
    session = await context.new_cdp_session(page)
    await session.send("Network.enable")
    await session.send("Performance.enable", {"timeDomain": "threadTicks"})
    await session.send("Network.emulateNetworkConditions", SLOW_LINE)
    await session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    line = Line()
    line.watch(session)
    return page, session, line


async def _visit(page: Page, session: CDPSession, line: Line, since: float = 0.0) -> Visit:
    """Wait until one can act."""
    seconds, until = await _ready(page)
    told = await session.send("Performance.getMetrics")
    worked = next(metric["value"] for metric in told["metrics"] if metric["name"] == "TaskDuration")
    return Visit(until, seconds, worked, line.between(since, until))


async def _ready(page: Page) -> tuple[float, float]:
    """After how many seconds of the navigation, redirects included, one could act, and when that was."""
    await page.wait_for_selector("html[data-ready]", timeout=WAIT)
    milliseconds = float(str(await page.locator("html").get_attribute("data-ready")))
    begun = float(await page.evaluate("performance.timeOrigin"))
    return milliseconds / 1e3, (begun + milliseconds) / 1e3


@asynccontextmanager
async def _phone() -> AsyncIterator[BrowserContext]:
    async with async_playwright() as playwright:
        browser: Browser = await playwright.chromium.launch(executable_path=shutil.which(BROWSER), args=ARGUMENTS)
        context = await browser.new_context(**PHONE)
        await context.add_init_script(WHEN_READY)
        yield context
        await browser.close()


async def _with_losses(folder: Path) -> tuple[float, float]:
    async with BadNetwork.before_a_server(folder) as way, _phone() as context:
        begun, voices = await way.server.begin(small()), Voices(way.server)
        moderator = await voices.moderator(begun)
        await moderator.say("agenda.start")
        await moderator.say("agenda.go_to", step="fragen", part="was")
        await moderator.say("question.open", step="fragen", part="was")
        way.delay, way.bytes_per_second, way.every = 0.2, 50_000, 20
        page = await context.new_page()
        await page.goto(begun.join, wait_until="commit", timeout=WAIT)
        first, _ = await _ready(page)
        await page.locator("#join [type=submit]").click(no_wait_after=True)
        await page.wait_for_url("**/p/*", wait_until="commit", timeout=WAIT)
        then, _ = await _ready(page)
        await voices.leave()
        return first, then

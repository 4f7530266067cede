"""The moderator's desk in a real browser, with thousands of people and a group for each eight of them.

A frame is what the browser's main thread does in one go, script, layout and paint: the longest of its tasks, in time of
that thread, because the browser shares its core with the load. A patch is one frame of the desk's view on the wire.
"""

import asyncio
import json
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, Page, async_playwright

from tests.bench.evening import LIVE, OPTIONS, Evening, ballot, evening, wish
from tests.bench.figures import PEOPLE, report, title
from tests.bench.load import Load, desk, loaded, participants
from tests.bench.servers import Running, product, serving
from tests.bench.watching import patches

BROWSER = "chromium-headless-shell"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-timer-throttling"]
CATEGORIES = ["toplevel", "devtools.timeline", "disabled-by-default-devtools.timeline"]
GROUPS = PEOPLE // 8
LEAVING = PEOPLE // 20
PHASE = "gruppen-1"
SETTLED = 5.0
"""Seconds after which whatever an act has brought about has arrived and is drawn."""
TASKS = frozenset({"RunTask", "ThreadControllerImpl::RunTask"})

Act = Callable[[], Awaitable[object]]


@dataclass
class Looked:
    """What was seen of one act."""

    name: str
    target: str
    longest: float
    """Seconds of the longest frame."""
    patches: list[str] = field(default_factory=list)


@dataclass
class Looking:
    """A browser with the desk, and beside it a page that keeps the patches."""

    browser: Browser
    page: Page
    texts: list[str]
    seen: list[Looked] = field(default_factory=list)

    async def during(self, name: str, act: Act, target: str = "≤ 50 ms; ≤ 4 KB") -> None:
        """Do something, and look at what it costs the browser and what came over the wire."""
        before = len(self.texts)
        await self.browser.start_tracing(page=self.page, categories=CATEGORIES)
        try:
            await act()
            await asyncio.sleep(SETTLED)
        finally:
            trace: dict[str, Any] = json.loads(await self.browser.stop_tracing())
        self.seen.append(Looked(name, target, _longest_task(trace["traceEvents"]), self.texts[before:]))


def test_the_desk_stays_quick(tmp_path: Path) -> None:
    title(f"The desk with {GROUPS:,} groups")
    prepared = evening(tmp_path, PEOPLE, LIVE)
    with serving(product(prepared.database)) as server:
        pages = participants(prepared, server.port)
        staying = [*pages[LEAVING:], desk(prepared, server.port)]
        with (
            loaded(server.port, staying, tmp_path, views=1) as load,
            loaded(server.port, pages[:LEAVING], tmp_path, views=1) as leaving,
        ):
            load.open()
            leaving.open()
            seen_all = asyncio.run(_look(prepared, server, load, leaving))
    for seen in seen_all:
        sizes = [len(text.encode()) for text in seen.patches]
        came = f"{len(sizes)} patches, the largest {max(sizes):,} bytes" if sizes else "no patch"
        report(seen.name, f"longest frame {seen.longest * 1e3:.0f} ms; {came}", seen.target)


async def _look(prepared: Evening, server: Running, load: Load, leaving: Load) -> list[Looked]:
    async with _looking(prepared, server) as looking:
        await _go_through(looking, load, leaving)
    return looking.seen


async def _go_through(looking: Looking, load: Load, leaving: Load) -> None:
    page = looking.page

    async def say(kind: str, **fields: object) -> None:
        await asyncio.to_thread(load.cast, [(load.pages - 1, wish(kind, **fields))])

    async def vote() -> None:
        frames = [(n, ballot(LIVE, OPTIONS[n % len(OPTIONS)])) for n in range(PEOPLE // 10)]
        await asyncio.to_thread(load.cast, frames, PEOPLE / 20)

    async def open_people() -> None:
        await page.locator(".desk-side section").last.get_by_role("button").click()
        await page.locator("dialog[open] .desk-table tbody tr").first.wait_for()

    async def close_people() -> None:
        await page.keyboard.press("Escape")
        await page.locator("dialog[open]").wait_for(state="detached")

    acts: dict[str, Act] = {
        "a running count": vote,
        f"{LEAVING:,} people leave": lambda: asyncio.to_thread(leaving.end),
        "the list of people opens": open_people,
        "the list of people closes": close_people,
        "the phase in groups begins": lambda: say("agenda.go_to", step=PHASE),
        "groups are drafted": lambda: say("breakout.draft_rooms", step=PHASE, groups=GROUPS),
        "groups are published": lambda: say("breakout.publish", step=PHASE),
        "a note in a group": lambda: say("breakout.write_note", step=PHASE, room=GROUPS // 2, text="Mehr Schatten."),
        "the list of people with groups opens": open_people,
    }
    for name, act in acts.items():
        await looking.during(name, act)
    silent = [seen.name for seen in looking.seen[1:] if not seen.patches and "list of people" not in seen.name]
    assert not silent, f"the desk was not told: {silent}"


@asynccontextmanager
async def _looking(prepared: Evening, server: Running) -> AsyncIterator[Looking]:
    address = f"http://127.0.0.1:{server.port}"
    async with async_playwright() as playwright, patches(prepared, server.port, "moderator") as texts:
        browser = await playwright.chromium.launch(executable_path=shutil.which(BROWSER), args=ARGUMENTS)
        context = await browser.new_context(locale="de-DE", viewport={"width": 1440, "height": 900})
        cookie = f"live-moderator-{prepared.dialogue}"
        await context.add_cookies([{"name": cookie, "value": prepared.desk, "url": address}])
        looking = Looking(browser, await context.new_page(), texts)
        await looking.during("the desk opens", lambda: _open(looking.page, f"{address}/desk/{prepared.dialogue}"), "")
        yield looking
        await browser.close()


async def _open(page: Page, address: str) -> None:
    await page.goto(address)
    await page.locator(".desk-side").wait_for()


def _longest_task(events: list[dict[str, Any]]) -> float:
    """Of the thread that runs the page: the one of all that draw which has worked longest."""
    main = {(event["pid"], event["tid"]) for event in events if event["name"] == "FireAnimationFrame"}
    tasks = [event for event in events if event["name"] in TASKS and (event["pid"], event["tid"]) in main]
    return max((event.get("tdur", event.get("dur", 0)) for event in tasks), default=0) / 1e6

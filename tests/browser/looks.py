"""Pictures of the main pages as people set their devices up: `python -m tests.browser.looks FOLDER [LANGUAGE]`.

200 % zoom, 320 pixels, spaced words (WCAG 2.2 SC 1.4.12), forced colours and dark mode. All pictures are taken with
reduced motion; nothing moves by itself without it either.
"""

import asyncio
import shutil
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.async_api import Browser, Page, ViewportSize, async_playwright

from tests.browser.conftest import ARGUMENTS, BROWSER
from tests.browser.doors import doors, offices
from tests.browser.forms import forms, gather
from tests.browser.measures import NARROW, SPACE, UNSPACE
from tests.browser.server import LiveServer
from tests.browser.voices import Voices
from tests.browser.watch import Watch

STOPS = (
    *("00-join", "00-help", "41-fingers-open", "42-fingers-shown", "43-text-open", "45-scale-open", "46-scale-shown"),
    *("47-one-open", "48-one-refused", "50-dots-open", "52-asked-back", "54-frozen", "57-no-server", "60-list"),
    *("60-published", "60-office"),
)


@asynccontextmanager
async def _sized(page: Page, width: int, height: int) -> AsyncIterator[None]:
    before: ViewportSize | None = page.viewport_size
    await page.set_viewport_size({"width": width, "height": height})
    yield
    if before:
        await page.set_viewport_size(before)


async def take(page: Page, folder: Path, file: str) -> None:
    """One picture in each way."""
    size = page.viewport_size or {"width": NARROW, "height": NARROW}
    async with _sized(page, size["width"] // 2, size["height"] // 2):
        await page.screenshot(path=folder / "zoom" / file)
    async with _sized(page, NARROW, size["height"]):
        await page.screenshot(path=folder / "narrow" / file)
        await page.evaluate(SPACE)
        await page.screenshot(path=folder / "spaced" / file)
        await page.evaluate(UNSPACE)
    await page.emulate_media(forced_colors="active")
    await page.screenshot(path=folder / "forced" / file)
    await page.emulate_media(forced_colors="none", color_scheme="dark")
    await page.screenshot(path=folder / "dark" / file)
    await page.emulate_media(color_scheme="light")


async def _walk(browser: Browser, folder: Path, language: str) -> None:
    with TemporaryDirectory() as temporary:
        server = await LiveServer.start(Path(temporary) / "live.db")
        voices, watch = Voices(server), Watch(server.settings.address.removeprefix("http://"))
        odd = await gather(browser, server, watch, voices, language, "light")
        first, kept = doors(browser, watch, odd.evening, language), offices(browser, server, watch, language)
        for stops in (first, kept, forms(odd)):
            async for stop, pages in stops:
                for name, page in pages.items():
                    if stop in STOPS and name != "projector":
                        await take(page, folder, f"{stop}-{name}.png")
        await voices.leave()
        await server.stop()


async def _all(folder: Path, language: str) -> None:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=shutil.which(BROWSER), args=ARGUMENTS)
        await _walk(browser, folder, language)
        await browser.close()


if __name__ == "__main__":
    asyncio.run(_all(Path(sys.argv[1]), (sys.argv[2:] or ["de"])[0]))

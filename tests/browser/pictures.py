"""Pictures of every page in every state, to be looked at: `python -m tests.browser.pictures FOLDER`.

Phone 360×740, laptop 1366×768, projector 1920×1080; the pages of those who work once in German and once in Arabic.
`python -m tests.browser.looks FOLDER` takes some of them as people set their devices up.
"""

import asyncio
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.async_api import Browser, async_playwright

from live import places
from live.dialogue.session_file import load
from tests.browser.conftest import ARGUMENTS, BROWSER
from tests.browser.doors import doors
from tests.browser.server import LiveServer, soon
from tests.browser.tour import arrive, tour
from tests.browser.voices import Voices
from tests.browser.watch import Watch

WHOLE = ("documentation", "draft")
"""Stops of which the whole length is taken."""


async def take(folder: Path, languages: tuple[str, ...] = ("de", "ar")) -> None:
    """Walk the tour in these languages; one file per page and stop."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=shutil.which(BROWSER), args=ARGUMENTS)
        for language in languages:
            with TemporaryDirectory() as temporary:
                server = await LiveServer.start(Path(temporary) / "live.db")
                voices = Voices(server)
                try:
                    await _walk(browser, server, voices, folder / language, language)
                finally:
                    await voices.leave()
                    await server.stop()
        await browser.close()


async def _walk(browser: Browser, server: LiveServer, voices: Voices, folder: Path, language: str) -> None:
    watch = Watch(server.settings.address.removeprefix("http://"))
    session = soon(load(places.sessions() / "referenzabend.yaml"))
    languages = (language, *(tag for tag in session.languages if tag != language))
    party = await arrive(browser, server, watch, voices, session.model_copy(update={"languages": languages}))
    for stops in (doors(browser, watch, party.evening, language), tour(party)):
        async for stop, pages in stops:
            for name, page in pages.items():
                await page.evaluate("document.fonts.ready.then(() => undefined)")
                whole = any(word in stop for word in WHOLE)
                await page.screenshot(path=folder / f"{stop}-{name}.png", full_page=whole)
    print(*watch.wrong, sep="\n")  # noqa: T201 - run by hand


if __name__ == "__main__":
    asyncio.run(take(Path(sys.argv[1]), tuple(sys.argv[2:]) or ("de", "ar")))

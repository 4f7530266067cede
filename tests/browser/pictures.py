"""Pictures of every page in every state, to be looked at: `python -m tests.browser.pictures FOLDER LANGUAGE …`.

Phone 360×740, laptop 1366×768, projector 1920×1080; without a language once in German and once in Arabic. What the
reference evening has no words for is shown on the evening in six languages. `LIVE_STOPS=3` takes every third stop.
`python -m tests.browser.looks FOLDER` takes some of them as people set their devices up.
"""

import asyncio
import os
import shutil
import sys
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.async_api import Browser, async_playwright

from live import places
from live.dialogue.session import Session
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
    session = soon(_evening(language))
    languages = (language, *(tag for tag in session.languages if tag != language))
    spoken = session.model_copy(update={"languages": languages})
    phones = "de" if language == "ar" else language
    party = await arrive(browser, server, watch, voices, spoken, phones=phones)
    taken, every = count(), int(os.environ.get("LIVE_STOPS", "1"))
    for stops in (doors(browser, watch, party.evening, language), tour(party)):
        async for stop, pages in stops:
            if next(taken) % every:
                continue
            for name, page in pages.items():
                await page.evaluate("document.fonts.ready.then(() => undefined)")
                whole = any(word in stop for word in WHOLE)
                await page.screenshot(path=folder / f"{stop}-{name}.png", full_page=whole)
    print(*watch.wrong, sep="\n")  # noqa: T201 - run by hand


def _evening(language: str) -> Session:
    """The reference evening, where it has words in this language."""
    evening = load(places.sessions() / "referenzabend.yaml")
    return evening if language in evening.languages else load(places.sessions() / "sechs-sprachen.yaml")


if __name__ == "__main__":
    asyncio.run(take(Path(sys.argv[1]), tuple(sys.argv[2:]) or ("de", "ar")))

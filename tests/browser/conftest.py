"""A browser for all tests, a server for each.

Without a browser these tests fail with a sentence; they are left out only on `LIVE_NO_BROWSER=1`.
"""

import os
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Error, async_playwright

from live import places
from live.dialogue.session import Session
from live.dialogue.session_file import load
from tests.browser.server import LiveServer, soon
from tests.browser.voices import Voices
from tests.browser.watch import Watch

BROWSER = "chromium-headless-shell"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-timer-throttling"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave the tests of this folder out where somebody asked for it."""
    if os.environ.get("LIVE_NO_BROWSER") == "1":
        here = Path(__file__).parent
        for item in items:
            if here in item.path.parents:
                item.add_marker(pytest.mark.skip(reason="LIVE_NO_BROWSER=1"))


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    """The one browser; every person in a test has a context of their own."""
    async with async_playwright() as playwright:
        try:
            launched = await playwright.chromium.launch(executable_path=shutil.which(BROWSER), args=ARGUMENTS)
        except Error as problem:
            pytest.fail(
                f"These tests need a browser ({problem}). On Debian: apt install {BROWSER} fonts-noto-core; elsewhere: "
                "playwright install --only-shell chromium; to do without: LIVE_NO_BROWSER=1"
            )
        yield launched
        await launched.close()


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[LiveServer]:
    """A server on a fresh database file."""
    started = await LiveServer.start(tmp_path / "live.db")
    yield started
    await started.stop()


@pytest.fixture
def watch(server: LiveServer) -> Watch:
    """The eye on all pages of a test; the test asks it at its end."""
    return Watch(server.settings.address.removeprefix("http://"))


@pytest.fixture
async def voices(server: LiveServer) -> AsyncIterator[Voices]:
    """People without a screen."""
    some = Voices(server)
    yield some
    await some.leave()


@pytest.fixture(scope="session")
def reference() -> Session:
    """The reference evening, beginning now."""
    return soon(load(places.sessions() / "referenzabend.yaml"))

"""A browser that looks at rendered pages."""

import os
import shutil
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, async_playwright


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    """Chromium, once for all pages."""
    if os.environ.get("LIVE_NO_BROWSER") == "1":
        pytest.skip("no browser wanted")
    found = shutil.which("chromium-headless-shell")
    async with async_playwright() as playwright:
        opened = await playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield opened
        await opened.close()

"""Every page in every state is read by axe: nothing serious or critical, in German and in Arabic."""

from collections.abc import AsyncIterator
from importlib import import_module

import pytest
from playwright.async_api import Browser, Page

from live.dialogue.session import Session
from tests.browser.server import LiveServer
from tests.browser.tour import Party, Stop, arrive, doors, tour
from tests.browser.voices import Voices
from tests.browser.watch import Watch

OPTIONS = {"resultTypes": ["violations"]}
GRAVE = {"serious", "critical"}


@pytest.mark.parametrize("language", ["de", "ar"])
async def test_axe_finds_nothing_serious(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices, reference: Session, language: str
) -> None:
    others = [tag for tag in reference.languages if tag != language]
    session = reference.model_copy(update={"languages": (language, *others)})
    party = await arrive(browser, server, watch, voices, session)
    found: dict[str, list[str]] = {}
    async for name, pages in _everything(browser, party, language):
        for page_name, page in pages.items():
            for complaint in await complaints(page):
                found.setdefault(complaint, []).append(f"{name}/{page_name}")
    assert not found, "\n\n".join(f"{', '.join(places)}\n{complaint}" for complaint, places in found.items())
    watch.nothing_wrong()


async def _everything(browser: Browser, party: Party, language: str) -> AsyncIterator[Stop]:
    async for stop in doors(browser, party, language):
        yield stop
    async for stop in tour(party):
        yield stop


async def complaints(page: Page) -> list[str]:
    """What axe finds grave about a page as it is now."""
    axe = import_module("axe_playwright_python.async_playwright").Axe()  # the package has no types
    results = (await axe.run(page, options=OPTIONS)).response["violations"]
    return [
        f"{rule['impact']} {rule['id']}: {node['html'][:160]}\n{node['failureSummary']}"
        for rule in results
        if rule["impact"] in GRAVE
        for node in rule["nodes"][:3]
    ]

from collections.abc import Callable
from importlib import import_module
from typing import Literal

import pytest
from playwright.async_api import Browser, Page

from live.core.document import Document
from live.dialogue.document import document
from live.render.html import render_html
from tests.evening import evening
from tests.render.trees import one_of_each_block

SCHEMES: dict[str, Literal["light", "dark"]] = {"light": "light", "dark": "dark"}
PHONE, NARROW, LAPTOP = 360, 320, 1280


def written(until: str = "end") -> Document:
    played = evening(until=until)
    return document(played.state, played.now)


async def complaints_of_axe(page: Page) -> str:
    """The report, or nothing. The package has no types and is therefore not imported by name."""
    found = await import_module("axe_playwright_python.async_playwright").Axe().run(page)
    return str(found.generate_report()) if found.violations_count else ""


async def ground(page: Page, selector: str) -> str:
    return str(await page.evaluate("s => getComputedStyle(document.querySelector(s)).backgroundColor", selector))


TREES: dict[str, Callable[[], Document]] = {
    "whole": written,
    "draft": lambda: written("gruppen-1"),
    "before": lambda: written("created"),
}


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("language", ["de", "ar"])
@pytest.mark.parametrize("tree", TREES)
async def test_axe_finds_nothing(browser: Browser, tree: str, language: str, scheme: str) -> None:
    page = await browser.new_page(viewport={"width": LAPTOP, "height": 900}, color_scheme=SCHEMES[scheme])
    await page.set_content(render_html(TREES[tree](), language=language))
    assert await complaints_of_axe(page) == ""
    await page.close()


@pytest.mark.parametrize("accent", ["#8c1c13", "#ffd800", "#808080"])
@pytest.mark.parametrize("scheme", SCHEMES)
async def test_axe_finds_nothing_in_any_citys_colour(browser: Browser, accent: str, scheme: str) -> None:
    page = await browser.new_page(color_scheme=SCHEMES[scheme])
    await page.set_content(render_html(written().model_copy(update={"accent": accent})))
    assert await complaints_of_axe(page) == ""
    await page.close()


@pytest.mark.parametrize("width", [NARROW, PHONE, 800, LAPTOP])
@pytest.mark.parametrize("language", ["de", "ar"])
async def test_nothing_is_wider_than_the_screen(browser: Browser, width: int, language: str) -> None:
    page = await browser.new_page(viewport={"width": width, "height": 800})
    await page.set_content(render_html(written(), language=language))
    assert await page.evaluate("document.documentElement.scrollWidth") <= width
    await page.close()


async def test_it_runs_under_its_own_policy_without_a_request_or_a_complaint(browser: Browser) -> None:
    page = await browser.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on(
        "request",
        lambda request: None if request.url.startswith(("data:", "about:")) else complaints.append(request.url),
    )
    await page.set_content(render_html(one_of_each_block(written())))
    assert await ground(page, ".stage") == "rgb(0, 84, 95)"
    assert [told for told in complaints if not told.startswith(("data:", "about:"))] == []
    await page.close()


async def test_a_stroke_for_each_person_is_as_wide_as_the_others(browser: Browser) -> None:
    page = await browser.new_page(viewport={"width": LAPTOP, "height": 800})
    await page.set_content(render_html(written()))
    count = "getComputedStyle(document.querySelector('.documentation-people > .ticks')).getPropertyValue('--count')"
    assert await page.evaluate(count) == "42"
    widths = await page.evaluate("[...document.querySelectorAll('.mood')].map(m => Math.round(m.clientWidth))")
    assert len(set(widths)) == 1
    await page.close()


async def test_it_prints_on_white_paper_also_at_night(browser: Browser) -> None:
    page = await browser.new_page(color_scheme="dark")
    await page.set_content(render_html(written()))
    await page.emulate_media(media="print", color_scheme="dark")
    assert (
        await page.evaluate("getComputedStyle(document.querySelector('.documentation')).backgroundColor")
        == "rgb(255, 255, 255)"
    )
    pdf = await page.pdf(prefer_css_page_size=True)
    assert 5 <= pdf.count(b"/Type /Page\n") <= 16
    await page.close()

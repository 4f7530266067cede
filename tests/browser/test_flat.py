"""Styles as they are sent look as they were written, with layers: every element of every sort of page, compared."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.async_api import Browser, Page

from live import places
from live.web.made import SHEETS
from tests.browser.people import LAPTOP, PHONE, WALL, Citizen, Visitor
from tests.browser.server import LiveServer
from tests.browser.small import small
from tests.browser.voices import Voices
from tests.browser.watch import Watch

FONTS = "styles/fonts.css"
COMPARE = """
async ([fonts, written]) => {
  const sheet = (text) => {
    const made = new CSSStyleSheet();
    made.replaceSync(text);
    return made;
  };
  const every = [document.documentElement, ...document.querySelectorAll("body, body *:not(symbol, symbol *)")];
  const links = [...document.querySelectorAll("link[rel=stylesheet]")];
  const look = () => every.flatMap((element) => ["", "::before", "::after"].map((part) => {
    const style = getComputedStyle(element, part || null);
    const properties = [...style].filter((property) => !property.startsWith("--"));
    return properties.map((property) => `${property}: ${style.getPropertyValue(property)}`);
  }));
  const letters = sheet(fonts);
  document.adoptedStyleSheets = [letters];
  document.body.getBoundingClientRect();
  await document.fonts.ready;
  const sent = look();
  for (const link of links) link.disabled = true;
  document.adoptedStyleSheets = [letters, ...written.map(sheet)];
  const meant = look();
  document.adoptedStyleSheets = [];
  for (const link of links) link.disabled = false;
  const differing = sent.flatMap((lines, at) => {
    const other = lines.findIndex((line, number) => line !== meant[at][number]);
    const { localName, className } = every[Math.floor(at / 3)];
    return other < 0 ? [] : [`${localName}.${className} part ${at % 3}: ${lines[other]}, not ${meant[at][other]}`];
  });
  return { compared: every.length, differing: differing.slice(0, 20) };
}
"""


async def asked_for(page: Page) -> list[str]:
    """The stylesheets of a page as they are written, in their order; the fonts are told apart."""
    links = await page.evaluate("[...document.querySelectorAll('link[rel=stylesheet]')].map((link) => link.href)")
    names: list[str] = []
    for link in links:
        name = "/".join(urlsplit(link).path.split("/")[4:])
        sheet = re.fullmatch(r"sheets/(\w+)\.css", name)
        names += [f"styles/{one}.css" for one in SHEETS[sheet[1]]] if sheet else [name]
    return [(places.static() / name).read_text("utf-8") for name in names if name != FONTS]


async def looks_as_written(page: Page) -> None:
    """Compare what every element looks like with what it would look like with the sheets as they are written."""
    written = await asked_for(page)
    fonts = (places.static() / FONTS).read_text("utf-8").replace("../fonts/", "/static/fonts/")
    assert len(written) > 3
    seen = await page.evaluate(COMPARE, [fonts, written])
    assert seen["compared"] > 10
    assert seen["differing"] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_what_a_citizen_sees(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices, scheme: str
) -> None:
    evening = await server.begin(small(languages=["de", "ar"]))
    moderator = await voices.moderator(evening)
    citizen = Citizen(await Visitor.arrive(browser, watch, size=PHONE), "Rosalinde")
    page = citizen.at.page
    await page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    await page.goto(evening.join)
    await looks_as_written(page)
    await citizen.join(evening)
    await moderator.say("agenda.start")
    await moderator.say("agenda.go_to", step="fragen", part="was")
    await moderator.say("question.open", step="fragen", part="was")
    await citizen.vote([{"de": "Mehr Bäume"}])
    await looks_as_written(page)
    await citizen.at.reload()
    await moderator.say("question.close", step="fragen", part="was")
    await moderator.say("agenda.go_to", step="gruppen")
    await moderator.say("breakout.draft_rooms", step="gruppen", source="random", groups=1)
    await moderator.say("breakout.publish", step="gruppen", minutes=30)
    await citizen.pin("Im Park war es kühler")
    await looks_as_written(page)
    watch.nothing_wrong()


async def test_what_those_see_who_work(browser: Browser, server: LiveServer, watch: Watch, voices: Voices) -> None:
    evening = await server.begin(small())
    moderator = await voices.moderator(evening)
    await voices.citizen(evening, "Rosalinde")
    await moderator.say("agenda.start")
    await moderator.say("agenda.go_to", step="gruppen")
    await moderator.say("breakout.draft_rooms", step="gruppen", source="random", groups=1)
    await moderator.say("breakout.publish", step="gruppen", minutes=30)
    for role, subject, size in (("moderator", "", LAPTOP), ("group_moderator", "1", LAPTOP), ("projector", "", WALL)):
        visitor = await Visitor.arrive(browser, watch, size=size)
        await visitor.open(await server.link(evening, role, subject))
        await visitor.page.wait_for_load_state("networkidle")
        await looks_as_written(visitor.page)
    watch.nothing_wrong()

"""Styles as they are sent look as they were written, with layers: every element of every sort of page, compared."""

import json
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

LOOK = """
() => {
  const looks = {};
  const every = [document.documentElement, ...document.querySelectorAll("body, body *:not(symbol, symbol *)")];
  for (const [number, element] of every.entries()) {
    for (const part of ["", "::before", "::after"]) {
      const look = getComputedStyle(element, part || null);
      const name = `${number} ${element.localName}.${element.getAttribute("class") ?? ""}${part}`;
      const properties = [...look].filter((property) => !property.startsWith("--"));
      looks[name] = Object.fromEntries(properties.map((property) => [property, look.getPropertyValue(property)]));
    }
  }
  return looks;
}
"""
AS_WRITTEN = """
async (sheets) => {
  for (const link of document.querySelectorAll("link[rel=stylesheet]")) link.disabled = true;
  document.adoptedStyleSheets = sheets.map((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    return sheet;
  });
  document.body.getBoundingClientRect();
  await document.fonts.ready;
}
"""
AS_SENT = """
() => {
  document.adoptedStyleSheets = [];
  for (const link of document.querySelectorAll("link[rel=stylesheet]")) link.disabled = false;
  document.body.getBoundingClientRect();
}
"""


async def asked_for(page: Page) -> list[str]:
    """The stylesheets of a page as they are written, in their order."""
    links = await page.evaluate("[...document.querySelectorAll('link[rel=stylesheet]')].map((link) => link.href)")
    names: list[str] = []
    for link in links:
        name = "/".join(urlsplit(link).path.split("/")[4:])
        sheet = re.fullmatch(r"sheets/(\w+)\.css", name)
        names += [f"styles/{one}.css" for one in SHEETS[sheet[1]]] if sheet else [name]
    texts = [(places.static() / name).read_text("utf-8") for name in names]
    return [text.replace("../fonts/", "/static/fonts/") for text in texts]


async def looks_as_written(page: Page) -> None:
    """Compare what every element looks like with what it would look like with the sheets as they are written."""
    await page.evaluate("document.fonts.ready.then(() => undefined)")
    written = await asked_for(page)
    assert written
    sent: dict[str, dict[str, str]] = {}
    meant: dict[str, dict[str, str]] = {}
    for _ in range(3):
        sent = await page.evaluate(LOOK)
        await page.evaluate(AS_WRITTEN, written)
        meant = await page.evaluate(LOOK)
        await page.evaluate(AS_SENT)
        if await page.evaluate(LOOK) == sent:
            break  # nothing else has changed meanwhile, as a count of people does
    differing = {
        name: {of: (look[of], meant[name][of]) for of in look if look[of] != meant[name].get(of)}
        for name, look in sent.items()
    }
    assert len(sent) > 30
    assert not any(differing.values()), json.dumps({name: by for name, by in differing.items() if by}, indent=1)[:3000]


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

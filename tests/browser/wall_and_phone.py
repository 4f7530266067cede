"""Every result on the projector is also on the phone: the words and figures of the one, looked for in the other.

Rule: a result is what people have answered, said or written, with its figures. How many have answered so far, what
there is to choose from before anybody may, how to join and what to do are said on a phone in words of its own, where
it needs them.
"""

import re

from playwright.async_api import Page

RESULTS = ".wall-results, .wall-statements, .wall-voices, .mood-row, .quintessence, .wall-focus, .wall-agreed"
WALL = f"""() => {{
  const words = [];
  for (const result of document.querySelectorAll("main.projector :is({RESULTS})")) {{
    const copy = result.cloneNode(true), own = [];
    for (const drawn of copy.querySelectorAll("[aria-hidden], svg, style, .wall-elsewhere")) drawn.remove();
    const walk = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) own.push(walk.currentNode.data);
    const told = own.join(" ");
    if (!result.matches(".wall-results, .wall-statements") || /\\d/.test(told)) words.push(told);
  }}
  return words.join(" ");
}}"""
"""What has no figures yet is not a result but what there is to choose from."""
PHONE = """() => {
  const walk = document.createTreeWalker(document.getElementById("place"), NodeFilter.SHOW_TEXT), words = [];
  while (walk.nextNode()) words.push(walk.currentNode.data);
  return words.join(" ");
}"""
CHANGING = re.compile(r"\d+:\d\d")
"""Clocks: the two pages are not read in the same second."""


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", CHANGING.sub(" ", text).replace("\u00ad", "").casefold())


async def missing(wall: Page, phone: Page) -> list[str]:
    """Words that stand on the wall only, in the order in which they stand there; none while hands are still shown."""
    if await phone.locator(".hand-signals").count():
        return []
    there = set(_words(await phone.evaluate(PHONE)))
    return [word for word in dict.fromkeys(_words(await wall.evaluate(WALL))) if word not in there]

"""Everything on the projector is also on the phone: the words of the one, looked for among those of the other.

Rule: what is drawn is left out, and so are the foot of the wall, which says how to join, what it says of where we are
and of what to do, and how many have answered so far: that is the wall's and the moderation's (`live.core.question`).
"""

import re

from playwright.async_api import Page

WALL = """() => {
  const copy = document.querySelector("main.projector").cloneNode(true);
  if (!copy.querySelector(".wall-results, .mood, .notes, .voices")) copy.querySelector(".turnout")?.remove();
  const aside = ".projector-foot, .eyebrow, .lead, .wall-invitation, [aria-hidden], svg, style";
  for (const one of copy.querySelectorAll(aside)) one.remove();
  const walk = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT), words = [];
  while (walk.nextNode()) words.push(walk.currentNode.data);
  return words.join(" ");
}"""
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

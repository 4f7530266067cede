"""Two judges of pages as they stand in a browser: axe for how they can be used, html-validate for their markup.

Rule: axe answers for every rule of WCAG 2.2, levels A and AA, whatever its impact. A page that has not changed since it
was last judged is not judged again. The markup of all pages is judged at the end, in one process, by the rules of the
standard, of documents and of accessibility; matters of taste are off. Further exceptions in `.htmlvalidate.json`:
lists may have a name (ARIA 1.2 allows it), a list of tools may come before the `h1`, words of a draft are buttons that
hold paragraphs, and our own files need no checksum.
"""

import json
import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from importlib import import_module
from pathlib import Path

from playwright.async_api import Page

HOUSE = Path(__file__).parents[2]
LEVELS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
PATIENCE = 120
"""Seconds that the markup of a whole evening may take on a busy machine."""
COMMENTS = re.compile("<!--.*?-->", re.DOTALL)
"""Marks between the pieces of a drawing; they differ on every page and mean nothing."""
MOST = 3
"""Places that are named for one complaint on one page."""
RUN = """([levels, frames]) =>
    axe.run({ resultTypes: ["violations"], iframes: frames, runOnly: { type: "tag", values: levels } })"""


async def complaints(page: Page, *, levels: tuple[str, ...] = LEVELS, frames: bool = True) -> list[str]:
    """What axe finds about a page as it is now; `frames` also judges what is framed in it."""
    if not await page.evaluate("'axe' in window"):
        await page.evaluate(_axe())
    found = await page.evaluate(RUN, [list(levels), frames])
    return [
        f"{rule['impact']} {rule['id']}: {node['html'][:160]}\n{node['failureSummary']}"
        for rule in found["violations"]
        for node in rule["nodes"][:MOST]
    ]


@cache
def _axe() -> str:
    """The package has no types and is therefore not imported by name."""
    return str(import_module("axe_playwright_python.async_playwright").Axe().axe_script)


@dataclass
class Judges:
    """Both of them on one walk; a complaint is told once with all places."""

    found: dict[str, list[str]] = field(default_factory=dict)
    _drawn: dict[str, str] = field(default_factory=dict)
    _known: set[bytes] = field(default_factory=set)

    async def look(self, place: str, page: Page, *, frames: bool = True) -> bool:
        """Judge a page, unless it stood there like this before; whether it was judged.

        A framed file that nobody talks to is left out with `frames`; it is judged as a page of its own elsewhere.
        """
        drawn = COMMENTS.sub("", await page.content())
        known = sha256(drawn.encode()).digest()
        if known in self._known:
            return False
        self._known.add(known)
        self._drawn[place] = drawn
        for complaint in await complaints(page, frames=frames):
            self.tell(complaint, place)
        return True

    def tell(self, complaint: str, place: str) -> None:
        """Take a complaint in."""
        self.found.setdefault(complaint, []).append(place)

    def verdict(self) -> str:
        """All complaints, or nothing."""
        everything = self.found | markup(self._drawn)
        return "\n\n".join(f"{', '.join(places)}\n{complaint}" for complaint, places in everything.items())


def markup(drawn: Mapping[str, str]) -> dict[str, list[str]]:
    """What html-validate finds about pages, each with the names of the pages."""
    node = shutil.which("node")
    assert node, "The markup of pages is judged with Node.js (see ./dev setup)."
    command = [node, str(HOUSE / "tests/browser/markup.js")]
    done = subprocess.run(  # noqa: S603 - our own script
        command, input=json.dumps(drawn), capture_output=True, text=True, cwd=HOUSE, timeout=PATIENCE, check=False
    )
    assert done.returncode == 0, f"node ended with {done.returncode}: {done.stderr}"
    found: dict[str, list[str]] = json.loads(done.stdout)
    return found

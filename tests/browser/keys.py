"""Somebody who has no mouse: Tab, Shift+Tab, arrows, Space and Enter are all they press.

Rule: at every stop of the focus a person must see where they are: the element is on the screen, nothing lies over it,
and it looks different from when it is not in focus (WCAG 2.2 SC 2.4.7 and 2.4.11).
"""

from typing import Any

from playwright.async_api import Locator, Page

MOST = 120
"""More stops than any page has."""
STOP = """() => {
  const element = document.activeElement;
  if (!element || element === document.body) return { name: "", wrong: "" };
  const shown = element.closest("label.poll-option, .pick label") ?? element;
  const box = shown.getBoundingClientRect();
  const words = element.innerText || element.getAttribute("aria-label") || element.id;
  const name = `${element.tagName} ${words.slice(0, 40)}`;
  const left = Math.max(box.left, 0), right = Math.min(box.right, innerWidth);
  const top = Math.max(box.top, 0), bottom = Math.min(box.bottom, innerHeight);
  if (right - left < 1 || bottom - top < 1) return { name, wrong: "is not on the screen" };
  const inset = (from, to) => [from + Math.min(4, (to - from) / 4), (from + to) / 2, to - Math.min(4, (to - from) / 4)];
  const seen = inset(left, right).flatMap((x) => inset(top, bottom).map((y) => document.elementFromPoint(x, y)));
  const own = (at) => at && (shown.contains(at) || at.contains(shown) || at.closest("label")?.contains(element));
  if (!own(seen[4]) || !seen.some(own)) return { name, wrong: `is covered by ${seen[4]?.outerHTML.slice(0, 60)}` };
  const style = getComputedStyle(element), around = getComputedStyle(shown);
  const line = [style, around].some((one) => one.outlineStyle !== "none" && parseFloat(one.outlineWidth) >= 2);
  return { name, wrong: line || element.matches("h1, h2, main:not(.screen, .console-body)") ? "" : "shows no focus" };
}"""


class Keyboard:
    """The keys of one person at one page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.wrong: list[str] = []

    async def press(self, key: str) -> None:
        """Press a key and look where the focus is now."""
        await self.page.keyboard.press(key)
        stop: dict[str, Any] = await self.page.evaluate(STOP)
        if stop["wrong"]:
            self.wrong.append(f"{stop['name']} {stop['wrong']}")

    async def to(self, wanted: Locator, key: str = "Tab") -> None:
        """Go there from stop to stop."""
        await wanted.first.wait_for()
        for _ in range(MOST):
            if await wanted.evaluate_all("all => all.includes(document.activeElement)"):
                return
            await self.press(key)
        raise AssertionError(f"the keyboard does not get to {wanted}")

    async def push(self, wanted: Locator, key: str = "Enter") -> None:
        """Go there and press it."""
        await self.to(wanted)
        await self.press(key)

    async def writes(self, wanted: Locator, words: str) -> None:
        """Go to a field and type."""
        await self.to(wanted)
        await self.page.keyboard.type(words)

    async def stands(self) -> str:
        """Which element has the focus: the same words mean that it is the same one."""
        return str(
            await self.page.evaluate(
                "() => (window.whereIWas = document.activeElement) && document.activeElement.tagName"
            )
        )

    async def stayed(self) -> bool:
        """Whether the focus is on the same element as when it was last asked, and it still stands in the page."""
        return bool(await self.page.evaluate("() => window.whereIWas === document.activeElement"))

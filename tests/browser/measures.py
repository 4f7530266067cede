"""What can be measured of a page: how large its targets are, whether anything is cut off when it is narrow or spaced.

Rule: the page is as wide and as spaced afterwards as before. Words that are abridged on purpose end in an ellipsis;
the whole of them stands elsewhere on the page.
"""

from playwright.async_api import Page, ViewportSize

PARTICIPANTS, STAFF = 44, 24
"""Least size of a target in CSS pixels: our own measure, and WCAG 2.2 SC 2.5.8."""
NARROW = 320
"""CSS pixels; WCAG 2.2 SC 1.4.10."""
TARGETS = """(least) => {
  const pressed = "a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button]";
  const top = document.querySelector("dialog[open]") ?? document;
  const small = [];
  for (const one of top.querySelectorAll(pressed)) {
    const shown = one.matches("input[type=radio], input[type=checkbox]") ? one.closest("label") ?? one : one;
    if (!shown.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
    const { width, height } = shown.getBoundingClientRect();
    if (width <= 1 || height <= 1 || (width >= least - 0.5 && height >= least - 0.5)) continue;
    const parent = shown.parentElement;
    const alone = parent.textContent.trim() === shown.textContent.trim();
    if (getComputedStyle(shown).display === "inline" && !alone) continue;
    const words = shown.outerHTML.replace(/<!--.*?-->/g, "").slice(0, 120);
    small.push(`${Math.round(width)}×${Math.round(height)} < ${least}: ${words}`);
  }
  return small;
}"""
CUT = """() => {
  const cut = [];
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  if (wide > 0) cut.push(`the page is ${wide} pixels wider than the screen`);
  for (const one of document.querySelectorAll("body *")) {
    if (one.closest("svg, .heard, .skip, script, style, template, [aria-hidden]") || !one.checkVisibility()) continue;
    const { overflowX, overflowY, clipPath, textOverflow, webkitLineClamp } = getComputedStyle(one);
    if (textOverflow === "ellipsis" || webkitLineClamp !== "none") continue;
    if (clipPath !== "none" || one.matches("input, textarea, select")) continue;
    const beside = one.scrollWidth - one.clientWidth, below = one.scrollHeight - one.clientHeight;
    const name = `${one.tagName.toLowerCase()}.${one.className}: ${(one.innerText ?? "").slice(0, 60)}`;
    if (overflowX !== "visible" && one.clientWidth && beside > 1) cut.push(`${beside} pixels beside ${name}`);
    if (["hidden", "clip"].includes(overflowY) && one.clientHeight && below > 1) {
      cut.push(`${below} pixels below ${name}`);
    }
  }
  return cut;
}"""
SPACE = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
    p { margin-block-end: 2em !important }`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}"""
UNSPACE = "() => { document.adoptedStyleSheets = document.adoptedStyleSheets.slice(0, -1); }"


async def small_targets(page: Page, least: int) -> list[str]:
    """Targets that are too small for a finger, but links in running text."""
    found: list[str] = await page.evaluate(TARGETS, least)
    return found


async def cut_off(page: Page) -> list[str]:
    """Whatever is cut off or can only be reached sideways: at 320 pixels, and there with spaced text (SC 1.4.12)."""
    before: ViewportSize | None = page.viewport_size
    await page.set_viewport_size({"width": NARROW, "height": before["height"] if before else NARROW})
    found: list[str] = [f"narrow: {each}" for each in await page.evaluate(CUT)]
    await page.evaluate(SPACE)
    found += [f"spaced: {each}" for each in await page.evaluate(CUT)]
    await page.evaluate(UNSPACE)
    if before:
        await page.set_viewport_size(before)
    return found

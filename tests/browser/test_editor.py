"""The editors' desk in a browser: an official reads, decides and publishes; nothing that was hidden gets out."""

import asyncio
import io
import re
import zipfile
from collections.abc import AsyncIterator
from importlib import import_module
from pathlib import Path

import pytest
from PIL import Image
from playwright.async_api import Browser, Locator, Page, ViewportSize, expect

from live.core.ids import DialogueId
from live.log.port import Link
from live.render.formats import FORMATS
from live.web.links import issue
from tests.browser.judges import Judges
from tests.browser.people import LAPTOP, PHONE, Visitor
from tests.browser.server import LiveServer
from tests.browser.watch import Watch
from tests.evening_words import PLAN
from tests.web.evenings import held

CORRECTED, HIDDEN = "Im Zug war die Klimaanlage aus.", "Hitze & Straße"
BETTER = "Im Zug ist die Klimaanlage ausgefallen."
CALL = "Ruft Frau Schattenfroh an: 04207 / 991 23-4"


class Official:
    """Somebody at the editors' desk."""

    def __init__(self, at: Visitor, dialogue: DialogueId, address: str) -> None:
        self.at, self.page, self.dialogue, self.address = at, at.page, dialogue, address

    @classmethod
    async def comes(
        cls, browser: Browser, server: LiveServer, watch: Watch, size: ViewportSize = LAPTOP, language: str = "de"
    ) -> "Official":
        """Open an editor's link of an evening that was held."""
        others = [tag for tag in PLAN["languages"] if tag != language]
        dialogue = await held(server.log, plan={**PLAN, "languages": [language, *others]})
        visitor = await Visitor.arrive(browser, watch, size=size, language=language)
        secret = await issue(server.log, Link(dialogue, "editor", ""))
        await visitor.page.goto(f"{server.settings.address}/enter#{secret}")
        await expect(visitor.page.locator(".tool").first).to_be_visible()
        return cls(visitor, dialogue, server.settings.address)

    def word(self, text: str) -> Locator:
        """Words of the draft."""
        return self.page.locator(".word", has_text=text).first

    async def opens(self, text: str) -> Locator:
        """Press words; the dialog about them."""
        await self.word(text).click()
        return self.page.locator("dialog[open]")

    async def corrects(self, text: str, better: str) -> None:
        """Put other words in place of some."""
        dialog = await self.opens(text)
        await dialog.locator("#word").fill(better)
        await self.at.press("Save")
        await expect(dialog).to_have_count(0)

    async def unfolds(self, tool: str) -> Locator:
        """Open one of the tools."""
        fold = self.page.locator(f"#tool-{tool}")
        if await fold.get_attribute("open") is None:
            await fold.locator("> summary").click()
        return fold

    async def hears(self, message: str, /, **params: object) -> None:
        """Wait until the desk says so."""
        await expect(self.page.locator(".tool-said", has_text=self.at.say(message, **params)).first).to_be_visible()

    async def public(self, form: str = "") -> bytes:
        """What everybody gets."""
        answer = await self.page.context.request.get(f"{self.address}/d/{self.dialogue}/de{form}")
        assert answer.status == 200, (form, answer.status)
        return await answer.body()


@pytest.fixture
async def official(browser: Browser, server: LiveServer, watch: Watch) -> AsyncIterator[Official]:
    """Somebody with a laptop."""
    one = await Official.comes(browser, server, watch)
    yield one
    await one.at.leave()


async def test_an_official_reads_decides_and_publishes_twice(
    official: Official, server: LiveServer, watch: Watch, tmp_path: Path
) -> None:
    before = [commit.payload for commit in await server.log.commits(official.dialogue)]
    await _words(official)
    await _around(official, tmp_path)
    publishing = await official.unfolds("publishing")
    await official.at.press("Publish version %(n)s", n=1)
    await official.hears("Version %(n)s is public.", n=1)
    await expect(publishing.locator("#public")).to_have_value(f"{official.address}/d/{official.dialogue}")
    await _first_version(official)
    await official.corrects(BETTER, f"{BETTER} Zweimal.")
    await publishing.locator("#note").fill("Ein Satz ist genauer.")
    await official.at.press("Publish version %(n)s", n=2)
    await official.hears("Version %(n)s is public.", n=2)
    await _second_version(official)
    after = [commit.payload for commit in await server.log.commits(official.dialogue)]
    assert after[: len(before)] == before
    watch.nothing_wrong()


async def _words(official: Official) -> None:
    """Correct, hide, put back, look at what was found."""
    page = official.page
    await official.corrects(CORRECTED, BETTER)
    await expect(official.word(BETTER)).to_have_class(re.compile("word-corrected"))
    dialog = await official.opens(HIDDEN)
    await official.at.press("Leave the text out …")
    await official.at.press("Leave the text out")
    await expect(dialog.get_by_role("status")).to_have_text(official.at.say("Please choose a reason."))
    await dialog.get_by_label(official.at.say("personal data")).check()
    await official.at.press("Leave the text out")
    await expect(official.word(HIDDEN)).to_have_class(re.compile("word-hidden"))
    await expect(dialog).to_have_count(0)
    await official.corrects("Meine Tochter sagte", CALL)
    dialog = await official.opens(CALL)
    await expect(dialog.locator(".original")).to_contain_text("Meine Tochter sagte")
    await dialog.get_by_role("button", name=official.at.say("Replace by %(words)s", words="[Telefonnummer]")).click()
    await expect(dialog.locator("#word")).to_have_value("Ruft Frau Schattenfroh an: [Telefonnummer]")
    await page.keyboard.press("Control+Enter")
    await expect(official.word("[Telefonnummer]")).to_have_class(re.compile("word-pseudonymised"))
    await expect(dialog).to_have_count(0)
    await official.opens("[Telefonnummer]")
    await official.at.press("Put the original back")
    await expect(page.locator(".quote", has_text="‚Mama, ich kann nicht schlafen.‘").first).to_be_visible()
    await official.corrects("Nachbarsjunge", "Post an wir@hier.example bitte")
    await expect(page.locator(".looks").first).to_contain_text("wir@hier.example")
    for tick in await page.locator(".look-tick input").all():
        await tick.check()
    await expect(page.locator("#tool-look .tool-state")).to_have_text(official.at.say("nothing open"))


async def _around(official: Official, folder: Path) -> None:
    """Chapters, foreword, next steps and a picture."""
    page, say = official.page, official.at.say
    chapters = await official.unfolds("chapters")
    await chapters.get_by_label("Warum dieser Dialog").uncheck()
    await expect(page.locator("#why")).to_have_class(re.compile("chapter-out"))
    foreword = await official.unfolds("foreword")
    await foreword.get_by_label(say("Foreword, %(language)s", language="Deutsch")).fill("Danke an alle.\n\nDie Stadt")
    await official.at.press("Save the foreword")
    await expect(page.locator("#foreword .told p").first).to_have_text("Danke an alle.")
    steps = await official.unfolds("steps")
    await official.at.press("Add a step")
    last = steps.locator(".step-rows > li").last
    await last.get_by_label(say("What is done")).fill("Ein Schattenplan")
    await last.get_by_label(say("Responsible")).fill("Stadtplanung")
    await last.get_by_role("button", name=say("Up"), exact=True).click()
    await official.at.press("Save the next steps")
    await expect(page.locator("#next-steps")).to_contain_text("Ein Schattenplan")
    picture = folder / "platz.jpg"
    Image.new("RGB", (400, 300), "teal").save(picture)
    pictures = await official.unfolds("pictures")
    await pictures.get_by_label(say("File (JPEG, PNG or WebP, at most 10 MB)")).set_input_files(picture)
    await pictures.get_by_label(say("What is to be seen (for people who cannot see it)")).fill("Ein Platz")
    await pictures.get_by_label(say("Whose picture it is")).fill("Foto: Stadt")
    await official.at.press("Add the picture")
    await expect(page.locator("#glance img[alt='Ein Platz']")).to_be_visible()


async def _first_version(official: Official) -> None:
    page = (await official.public()).decode()
    for words in (BETTER, "Danke an alle.", "Ein Schattenplan", "Stadtplanung", "Ein Platz", "wir@hier.example"):
        assert words in page
    assert 'id="why"' not in page
    for form in FORMATS:
        file = await official.public(f".{form.name}") if form.worded else b""
        for name, content in _unpacked(file).items():
            assert "Großmutter weiß Bescheid".encode() not in content, (form.name, name)
            assert CORRECTED.encode() not in content, (form.name, name)
            assert form.name != "pdf" or BETTER.encode() in content
    await expect(official.word(HIDDEN)).to_be_visible()


async def _second_version(official: Official) -> None:
    page = ""
    async with asyncio.timeout(20):  # a page is kept for a second
        while f"{BETTER} Zweimal." not in page:
            page = (await official.public()).decode()
    assert "Ein Satz ist genauer." in page
    dialog = await official.opens(HIDDEN)
    await official.at.press("Put the original back")
    await expect(dialog).to_have_count(0)
    await expect(official.word(HIDDEN)).to_have_class("word")


def _unpacked(file: bytes) -> dict[str, bytes]:
    """What is in a file: of an archive, all files; of a PDF, in which words are packed and hyphenated, its text."""
    if file.startswith(b"%PDF"):
        pages = import_module("pypdfium2").PdfDocument(file)  # the package has no types
        text = "\n".join(page.get_textpage().get_text_range() for page in pages)
        return {"": " ".join(re.sub(r"[\ufffe\u00ad\x02]\s*", "", text).split()).encode()}
    if not file.startswith(b"PK"):
        return {"": file}
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


async def test_what_was_typed_is_not_dropped_without_a_question(official: Official, watch: Watch) -> None:
    dialog = await official.opens(CORRECTED)
    await dialog.locator("#word").fill("Halb getippt")
    await official.page.keyboard.press("Escape")
    await expect(dialog.get_by_role("status")).to_have_text(
        official.at.say("This is not saved yet. Close again to drop it.")
    )
    await expect(dialog.locator("#word")).to_have_value("Halb getippt")
    await official.at.press("Close")
    await expect(dialog).to_have_count(0)
    await expect(official.word(CORRECTED)).to_be_focused()
    watch.nothing_wrong()


async def test_a_refusal_keeps_what_was_typed(official: Official, watch: Watch) -> None:
    dialog = await official.opens(CORRECTED)
    other = await official.page.context.new_page()
    await other.goto(f"{official.address}/edit/{official.dialogue}")
    second = Official(Visitor(official.at.context, other, official.at.words), official.dialogue, official.address)
    await second.corrects(CORRECTED, "Von der anderen Seite")
    await dialog.locator("#word").fill("Von dieser Seite")
    with watch.refused_pages():
        await official.at.press("Save")
        refused = official.at.say("reject:documentation.changed_meanwhile")
        await expect(dialog.get_by_role("status")).to_have_text(refused)
    await expect(dialog.locator("#word")).to_have_value("Von dieser Seite")
    watch.nothing_wrong()


async def test_everything_can_be_done_without_a_mouse(official: Official, watch: Watch) -> None:
    await official.word(CORRECTED).focus()
    await official.page.keyboard.press("Enter")
    await expect(official.page.locator("#word")).to_be_focused()
    await official.page.keyboard.press("Control+A")
    await official.page.keyboard.type("Nur mit Tasten")
    await official.page.keyboard.press("Control+Enter")
    await expect(official.word("Nur mit Tasten")).to_be_focused()
    await official.page.keyboard.press("Space")
    await official.page.keyboard.press("Escape")
    await expect(official.word("Nur mit Tasten")).to_be_focused()
    watch.nothing_wrong()


@pytest.mark.parametrize("language", ["de", "ar"])
@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
async def test_no_page_breaks_a_rule_and_nothing_is_wider_than_the_screen(
    browser: Browser, server: LiveServer, watch: Watch, size: ViewportSize, language: str
) -> None:
    official = await Official.comes(browser, server, watch, size, language)
    page, judges = official.page, Judges()
    for tool in ("chapters", "foreword", "steps", "pictures", "previews", "publishing"):
        await official.unfolds(tool)
    await _judged(judges, "tools", page)
    await page.locator(".quotes .word").first.click()
    await _judged(judges, "word", page)
    await page.keyboard.press("Escape")
    for form in ("html", "docx", "xlsx", "md"):
        await page.goto(f"{official.address}/edit/{official.dialogue}/preview?form={form}")
        await _judged(judges, form, page)
    assert not judges.verdict(), judges.verdict()
    await official.at.leave()
    watch.nothing_wrong()


async def _judged(judges: Judges, place: str, page: Page) -> None:
    await judges.look(place, page, frames=False)
    too_wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert await page.evaluate(too_wide) <= 0

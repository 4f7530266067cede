"""Scripts and styles as they are sent: under an address that changes with them, kept for good, each word once."""

import json
import re
from pathlib import Path

import pytest

from live import places
from live.locale import catalogue
from live.web import made
from live.web.binding import Binding
from live.web.messages import said_by_file
from live.web.settings import Settings
from tests.web.browser import House, house


async def page_of(here: House, language: str = "de") -> str:
    """The page of a participant who reads this language."""
    browser = await here.participant("Rosa", language=language)
    return (await browser.web.get(f"/p/{here.dialogue}", headers={"accept-language": language})).text


def asked_by(page: str) -> list[str]:
    """What a page asks for."""
    return re.findall(r'(?:href|src)="(/[^"]+\.(?:js|css))"', page)


def words_of(script: str) -> dict[str, object]:
    """The words at the beginning of the script of a page, or of a kind."""
    found = re.search(r"(?:default:|learn\()(\{.*\})(?:\}|\));$", script, re.MULTILINE)
    assert found
    words: dict[str, object] = json.loads(found[1])
    return words


@pytest.mark.parametrize("encoding", ["gzip", "identity"])
async def test_a_participants_page_asks_for_one_script_and_one_sheet_and_keeps_them(here: House, encoding: str) -> None:
    asked = asked_by(await page_of(here, "ar"))
    assert [path.rsplit("/", 2)[1:] for path in asked] == [["sheets", "phone.css"], ["pages", "participant.js"]]
    for path in asked:
        answer = await here.browser().web.get(path, headers={"accept-encoding": encoding})
        assert answer.headers["cache-control"] == made.KEPT
        assert answer.headers["vary"] == "Accept-Encoding"
        assert answer.headers.get("content-encoding", "identity") == encoding
        assert len(answer.headers.raw) < 12
        assert "/*" not in answer.text.replace("*/*", "")
    script = (await here.browser().web.get(asked[1])).text
    assert words_of(script)["Raise hand"] == catalogue("ar").say("Raise hand")


async def test_the_step_that_is_on_is_asked_for_with_the_page(here: House) -> None:
    desk = await (await here.working("moderator")).socket("moderator")
    await desk.done("agenda.start")
    kinds = [path for path in asked_by(await page_of(here)) if "/steps/" in path]
    assert len(kinds) == 2
    assert kinds[0].endswith(".css")
    assert kinds[1].endswith("/participant.js")


async def test_under_an_older_address_the_present_file_is_given_and_not_kept(here: House) -> None:
    [_, script] = asked_by(await page_of(here))
    old = await here.browser().web.get(script.replace(made.version(), "000000000000"))
    assert old.headers["cache-control"] == "no-cache"
    assert old.text == (await here.browser().web.get(script)).text


async def test_each_word_comes_with_the_part_that_says_it(here: House) -> None:
    [_, script] = asked_by(await page_of(here))
    web = here.browser().web
    page = words_of((await web.get(script)).text)
    poll = words_of((await web.get(script.replace("pages/", "steps/poll/"))).text)
    assert "Raise hand" in page
    assert "Change answer" in poll
    assert not page.keys() & poll.keys()
    assert "reject:poll.too_many" in poll
    assert "reject:not_saved" in page
    assert not any(code.startswith(("reject:documentation.", "reject:poll.")) for code in page)


@pytest.mark.parametrize("page", made.BOUND)
async def test_a_page_and_its_kinds_bring_every_word_that_they_say(here: House, page: str) -> None:
    web, said, brought = here.browser().web, set[str](), set[str]()
    bound = Binding(places.static(), page)
    for path in (bound.entry, *bound.kinds):
        brought |= words_of((await web.get(f"/made/-/de/{path}")).text).keys()
        for module in (*bound.own, *bound.of_kind(path)):
            said |= said_by_file().get(f"static/{module}", frozenset())
    words = catalogue("de")
    assert said & {*words.single, *words.plural} <= brought


async def test_fonts_are_kept_and_only_a_new_font_is_fetched_anew(here: House) -> None:
    web = here.browser().web
    fonts = re.findall(r'url\("([^"]+)"\)', (await web.get("/made/-/-/sheets/phone.css")).text)
    assert len(fonts) > 10
    assert (await web.get(fonts[0])).headers["cache-control"] == made.KEPT
    assert (await web.get(f"{fonts[0]}0")).headers["cache-control"] == "no-cache"


async def test_whoever_works_on_the_files_gets_them_as_they_are_written(tmp_path: Path) -> None:
    async with house(tmp_path, as_written=True) as here:
        page = await page_of(here)
        assert 'src="/static/pages/participant.js"' in page
        assert 'href="/static/styles/tokens.css"' in page
        assert '"messages": "/messages/de.js?v=' in page
        assert "/made/" not in page
    assert Settings().as_written is False

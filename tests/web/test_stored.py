"""The list of what is stored says neither more nor less than what is stored: tables, cookies, storage of browsers."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from live import places
from live.log.schema import STEPS
from live.web.stored import STORED, Place
from tests.web.browser import House

SOURCES = Path(places.static())
KEY = re.compile(r"""(?:setItem\(|return |= )(?:"|`)([a-z]+)(?=["`:])""")
TOKENS = {"participant": "", "moderator": "", "projector": "", "group_moderator": "1"}


def names(place: Place) -> set[str]:
    return {one.name for one in STORED if one.place == place}


def scripts() -> Iterator[tuple[str, str]]:
    """Every script of the product that names a browser's storage or its cookies."""
    for path in sorted(SOURCES.rglob("*.js")):
        if "vendor" not in path.parts:
            yield path.relative_to(SOURCES).as_posix(), path.read_text("utf-8")


def test_every_table_is_told_and_no_other() -> None:
    with closing(sqlite3.connect(":memory:")) as file:
        for sql in (sql for step in STEPS for sql in step):
            file.execute(sql)
        tables = {name for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert names("table") == tables


def test_every_key_in_a_browsers_storage_is_told_and_no_other() -> None:
    keeping = {name for name, text in scripts() if re.search(r"(?i)\bsetItem\(", text)}
    kept = {key for name, text in scripts() if name in keeping for key in KEY.findall(text) if key in names("browser")}
    assert keeping == {
        "core/drafts.js",
        "core/outbox.js",
        "core/ways.js",
        "pages/join.js",
        "steps/breakout/console/pen.js",
    }, "a script keeps something that the privacy page does not tell; say it in live/web/stored.py, then here"
    assert kept == names("browser")


def test_scripts_write_no_cookie_but_the_language() -> None:
    written = {key for _, text in scripts() for key in re.findall(r"document\.cookie = `(\w+)=", text)}
    assert written == {"language"}
    assert sum(text.count("document.cookie") for _, text in scripts()) == 2, "both write the language"


def test_nothing_else_of_a_browser_keeps_anything() -> None:
    other = re.compile(r"indexedDB|caches\.|serviceWorker|cookieStore|showSaveFilePicker")
    assert [name for name, text in scripts() if other.search(text)] == []


async def test_every_cookie_of_the_server_is_told(here: House) -> None:
    browser = here.browser()
    await browser.join(name="Rosa", language="ar")
    for role, subject in TOKENS.items():
        if role != "participant":
            await browser.enter(await here.link(role, subject))
    given = {cookie.name.removeprefix("__Host-") for cookie in browser.web.cookies.jar}
    assert len(given) == len(TOKENS) + 1
    assert {name.partition("-")[0] for name in given} == names("cookie")


def test_cookies_are_given_in_two_places_only() -> None:
    package = Path(places.__file__).parent
    giving = {p.name: p.read_text("utf-8").count("set_cookie(") for p in package.rglob("*.py")}
    assert {name: times for name, times in giving.items() if times} == {"joining.py": 1, "links.py": 1}


@pytest.mark.parametrize("language", ["de", "ar", "en"])
async def test_the_page_tells_all_of_it(here: House, language: str) -> None:
    text = (await here.browser().web.get(f"/privacy?language={language}")).text
    assert [one.name for one in STORED if f'id="{one.place}-{one.name}"' not in text] == []

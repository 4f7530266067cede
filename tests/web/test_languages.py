"""An evening whose texts lack some of its languages: every page opens, and says in which language it speaks instead."""

import json
import re
from collections.abc import AsyncIterator
from typing import Any

import pytest

from live.log.sqlite import SqliteLog
from tests.hub.pages import SESSION
from tests.web.browser import House, Running, visit

LANGUAGES = ["uk", "de", "de-simple", "ar"]
"""The texts are German; the first language, which is the usual one, has none of them."""
TITLE = "Gut durch heiße Tage"


@pytest.fixture
async def there(served: tuple[SqliteLog, Running]) -> AsyncIterator[House]:
    """A dialogue in languages in which nothing is written."""
    async with visit(*served, {**SESSION, "languages": LANGUAGES, "title": {"de": TITLE}}) as made:
        yield made


def data(page: str) -> dict[str, Any]:
    """What the script of a page begins with."""
    found = re.search(r'<script type="application/json" id="page">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    begins: dict[str, Any] = json.loads(found[1])
    return begins


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_page_for_joining_marks_a_title_in_another_language(there: House, language: str) -> None:
    page = await there.browser().web.get(f"/j/{there.code}", headers={"cookie": f"language={language}"})
    assert page.status_code == 200
    assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">' in page.text
    heading = page.text.partition("<h1>")[2].partition("</h1>")[0]
    assert TITLE in heading
    assert ('lang="de" dir="ltr"' in heading) == (language != "de")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_day_is_written_as_the_language_does(there: House, language: str) -> None:
    page = await there.browser().web.get(f"/j/{there.code}", headers={"cookie": f"language={language}"})
    months = {"uk": "червня", "de": "Juni", "de-simple": "Juni", "ar": "يونيو"}
    assert months[language] in page.text.partition('id="when"')[2].partition("</time>")[0]


async def test_every_page_opens_without_the_usual_language(there: House) -> None:
    person = await there.participant("Rosa", language="ar")
    desk, wall = await there.working("moderator"), await there.working("projector")
    console, editor = await there.working("group_moderator", "1"), await there.working("editor")
    opened = [
        (person, f"/p/{there.dialogue}"),
        (person, f"/help/{there.dialogue}"),
        (person, f"/privacy/{there.dialogue}"),
        (desk, f"/desk/{there.dialogue}"),
        (wall, f"/projector/{there.dialogue}"),
        (console, f"/console/{there.dialogue}/1"),
        (editor, f"/edit/{there.dialogue}"),
    ]
    for browser, address in opened:
        page = await browser.web.get(address)
        assert page.status_code == 200, address
        assert 'id="page"' not in page.text or data(page.text)["default_language"] == "uk"


async def test_the_desk_is_told_which_texts_lack_which_languages(there: House) -> None:
    page = await (await there.working("moderator")).web.get(f"/desk/{there.dialogue}")
    lacking = data(page.text)["untranslated"]
    assert lacking[0] == {
        "step": "",
        "path": ["title"],
        "words": TITLE,
        "language": "de",
        "lacks": ["uk", "de-simple", "ar"],
    }
    for path, browser in (("p", await there.participant()), ("projector", await there.working("projector"))):
        assert "untranslated" not in data((await browser.web.get(f"/{path}/{there.dialogue}")).text)


async def test_an_evening_in_one_language_lacks_nothing(served: tuple[SqliteLog, Running]) -> None:
    async with visit(*served, {**SESSION, "languages": ["de"]}) as here:
        page = await (await here.working("moderator")).web.get(f"/desk/{here.dialogue}")
    assert data(page.text)["untranslated"] == []


@pytest.mark.parametrize("language", ["uk", "de-simple", "ar"])
async def test_the_documentation_says_in_which_language_a_text_stands(there: House, language: str) -> None:
    desk = await there.working("moderator")
    answer = await desk.web.get(f"/desk/{there.dialogue}/export.html", params={"language": language})
    assert answer.status_code == 200
    assert f'<html lang="{language}"' in answer.text
    assert re.search(rf'lang="de"[^>]*>{TITLE}', answer.text)

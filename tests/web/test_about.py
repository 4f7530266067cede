"""The pages about the program: open to everybody, in the reader's language, with what the session file says."""

import re
from pathlib import Path

import httpx
import pytest

from live.locale import catalogue
from tests.web.browser import House, server, visit
from tests.web.test_headers import answers

NAMES = ("help", "accessibility", "privacy")


async def asked(here: House, path: str, language: str = "de") -> httpx.Response:
    return await here.browser().web.get(path, headers={"accept-language": language})


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", ["de", "ar", "en"])
async def test_everybody_may_read_them_in_their_language(here: House, name: str, language: str) -> None:
    for path in (f"/{name}", f"/{name}/{here.dialogue}?language={language}"):
        answer = await asked(here, path, language)
        assert answer.status_code == 200
        assert f'<html lang="{language}"' in answer.text
        assert re.search(r"<h1>(.*)</h1>", answer.text)
        for other in NAMES:
            title = catalogue(language).say(other.capitalize())
            assert re.search(rf'href="/{other}[^"]*"[^>]*>{title}<', answer.text), other


@pytest.mark.parametrize("name", NAMES)
async def test_a_dialogue_that_does_not_exist_has_no_pages(here: House, name: str) -> None:
    assert (await asked(here, f"/{name}/nowhere")).status_code == 404


async def test_a_language_without_words_is_not_pretended(here: House) -> None:
    answer = await asked(here, "/help?language=xx", "xx")
    assert '<html lang="de"' in answer.text


async def test_the_language_that_was_chosen_stays_on_the_way(here: House) -> None:
    answer = await asked(here, f"/help/{here.dialogue}?language=ar")
    assert f'href="/privacy/{here.dialogue}?language=ar"' in answer.text


async def test_with_a_dialogue_they_are_in_its_colour_and_lead_back_to_it(here: House) -> None:
    plain, coloured = await asked(here, "/privacy"), await asked(here, f"/privacy/{here.dialogue}")
    assert "--accent:" not in plain.text
    assert "--accent:" in coloured.text
    assert f'href="/p/{here.dialogue}"' in coloured.text


async def test_nobody_is_given_a_cookie_by_reading(here: House) -> None:
    for name in NAMES:
        assert "set-cookie" not in (await asked(here, f"/{name}/{here.dialogue}?language=ar")).headers


@pytest.mark.parametrize("path", ["/", "/nothing", "/enter", "/j/{code}"])
async def test_the_pages_before_the_evening_lead_there(here: House, path: str) -> None:
    text = (await asked(here, path.format(code=here.code))).text
    for name in NAMES:
        assert f'href="/{name}' in text
    assert (f'href="/help/{here.dialogue}"' in text) == ("{code}" in path)


async def test_every_page_there_is_leads_there_also_without_a_script_and_where_something_is_missing(
    here: House,
) -> None:
    pages = {
        name: answer.text
        for name, answer in (await answers(here)).items()
        if answer.headers.get("content-type", "").startswith("text/html")
        and "attachment" not in answer.headers.get("content-disposition", "")
    }
    assert {"/p/{dialogue}", "/desk/{dialogue}", "/projector/{dialogue}", "/edit/{dialogue}", "/d"} <= set(pages)
    del pages["/desk/{dialogue}/documentation"]  # the file as it can be taken along: it knows no server
    lacking = [(page, name) for page, text in pages.items() for name in NAMES if f'href="/{name}' not in text]
    assert lacking == []


async def test_what_only_the_city_can_say_is_linked(tmp_path: Path) -> None:
    city = {
        "imprint_url": "https://stadt.example/impressum",
        "privacy_url": "https://stadt.example/datenschutz",
        "accessibility_url": "https://stadt.example/barrierefrei",
    }
    async with server(tmp_path, **city) as (log, running), visit(log, running) as here:
        texts = {name: (await asked(here, f"/{name}")).text for name in NAMES}
    for text in texts.values():
        assert f'href="{city["imprint_url"]}"' in text
    assert f'href="{city["privacy_url"]}"' in texts["privacy"]
    assert f'href="{city["accessibility_url"]}"' in texts["accessibility"]
    assert city["privacy_url"] not in texts["accessibility"]


async def test_without_such_addresses_people_are_told_to_ask(here: House) -> None:
    text = (await asked(here, "/privacy")).text
    assert "Bitte fragen Sie danach" in text
    assert "Impressum" not in text

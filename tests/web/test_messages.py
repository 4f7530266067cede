"""The words of a page: one module for everybody, kept by browsers until the words change."""

import json
import re

import pytest

from live.locale import catalogue
from live.locale.extract import said_in_scripts
from tests.web.browser import House


async def module_of(here: House, language: str) -> str:
    """The address of the words in the page of a moderator who reads this language."""
    browser = await here.working("moderator")
    page = (await browser.web.get(f"/desk/{here.dialogue}")).text
    found = re.search(r'"messages": "([^"]+)"', page)
    assert found
    assert page.count(found[1]) == 2, "it is fetched ahead of the script that imports it"
    return found[1].replace("/de.js", f"/{language}.js")


@pytest.mark.parametrize("encoding", ["gzip", "identity"])
async def test_a_page_names_its_words_and_browsers_keep_them(here: House, encoding: str) -> None:
    answer = await here.browser().web.get(await module_of(here, "de"), headers={"accept-encoding": encoding})
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers.get("content-encoding", "identity") == encoding
    assert "immutable" in answer.headers["cache-control"]
    assert "Accept-Encoding" in answer.headers["vary"]
    words = json.loads(answer.text.removeprefix("export default ").removesuffix(";\n"))
    assert words["Name"] == "Name"
    assert words["%(n)s card"]["other"] == "%(n)s Karten"


async def test_words_under_an_older_address_are_the_present_ones_and_not_kept(here: House) -> None:
    now = await module_of(here, "de")
    old = await here.browser().web.get(now.partition("=")[0] + "=000000000000")
    assert old.headers["cache-control"] == "no-cache"
    assert old.text == (await here.browser().web.get(now)).text


@pytest.mark.parametrize("language", ["de", "ar", "en"])
async def test_a_page_is_sent_what_scripts_and_refusals_say_and_nothing_else(here: House, language: str) -> None:
    sent = (await here.browser().web.get(f"/messages/{language}.json")).json()["messages"]
    words, scripted = catalogue(language), frozenset().union(*said_in_scripts().values())
    known = {*words.single, *words.plural}
    assert set(sent) == {id_ for id_ in known if id_ in scripted or id_.startswith("reject:")}
    assert "How long" in catalogue("de").single
    assert "How long" not in sent, "only the privacy page says it"

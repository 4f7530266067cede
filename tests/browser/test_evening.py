"""The whole reference evening through the real pages: twelve people, four group moderators, a moderator, a projector.

Rule: what happens is done in browsers, by pressing and typing. The ledger is kept beside it and compared at the end.
"""

import re
from pathlib import Path

from playwright.async_api import Browser, expect

from live.core.document import Document
from live.dialogue.session import Session
from live.render.json import read_json
from tests.browser import groups, plenary
from tests.browser import ledger as read
from tests.browser.company import ARABIC, NAMES, PEOPLE, Company, gather, together
from tests.browser.ledger import Ledger
from tests.browser.people import Visitor
from tests.browser.server import LiveServer
from tests.browser.watch import Watch


async def test_an_evening_from_the_first_link_to_the_published_documentation(
    browser: Browser, server: LiveServer, watch: Watch, reference: Session, tmp_path: Path
) -> None:
    company = await gather(browser, server, watch, reference)
    await plenary.welcome(company)
    await plenary.first_mood(company)
    await plenary.first_question(company)
    await plenary.second_question_over_a_restart(company)
    await groups.groups_with_quotes(company)
    await groups.quintessences_one_by_one(company)
    await plenary.second_mood(company)
    await plenary.listen(company)
    await groups.groups_with_columns(company)
    await plenary.evaluation(company)
    await _farewell(company)
    document = await _taken_along(company, tmp_path)
    _compare(document, company)
    await _public_page(browser, company)
    watch.nothing_wrong()


async def _farewell(company: Company) -> None:
    desk = company.desk
    await desk.go_on(company.title("abschied"))
    await company.citizens[0].asked(company.step("abschied").title)
    await desk.twice(desk.at.page.locator(".desk-next"), desk.at.button("Resume the evening"))
    await together(citizen.at.reads(citizen.at.say("Thank you for being here.")) for citizen in company.citizens)
    await desk.at.publish(company.evening.address, company.evening.dialogue)
    await expect(desk.at.button("Withdraw the publication")).to_be_visible()
    await company.citizens[ARABIC].at.reads(company.citizens[ARABIC].at.say("Read the documentation"))


async def _taken_along(company: Company, folder: Path) -> Document:
    desk = company.desk.at
    await desk.page.locator(".desk-take > summary").click()
    async with desk.page.expect_download() as coming:
        await desk.page.get_by_role("link", name=desk.say("Data (JSON)")).click()
    file = folder / "dokumentation.json"
    await (await coming.value).save_as(file)
    return read_json(file.read_bytes()).document


def _compare(document: Document, company: Company) -> None:
    ledger = company.ledger
    assert document.people == PEOPLE + plenary.CALLERS
    for step in ("stimmung-1", "stimmung-2"):
        assert read.moods(document, step)[-1] == {name: ledger.signals(step)[name] for name in plenary.SIGNALS}
    assert read.moods(document, "stimmung-2")[0] == read.moods(document, "stimmung-1")[0]
    for result, part in zip(read.results(document, "befragung"), ("belastung", "gutes"), strict=True):
        assert read.counts(result.bars) == ledger.votes(part, 6)
        assert result.of == ledger.voters(part)
        assert ledger.abstained(part) == 1
    for step in ("gruppen-1", "gruppen-2"):
        found = {key: sorted(cards) for key, cards in read.boards(document, step).items() if cards}
        kept = {key[1:]: sorted(cards) for key, cards in ledger.cards.items() if key[0] == step and cards}
        assert found == kept
    assert read.quintessences(document, "gruppen-1") == ledger.quintessences
    assert read.ideas(document, "gruppen-2") == ledger.ideas
    _compare_evaluation(document, ledger)
    typed = list(read.every_typed(document))
    once = [words for words in set(ledger.said()) if ledger.said().count(words) == 1]
    assert {words: typed.count(words) for words in once} == dict.fromkeys(once, 1)
    assert not set(ledger.hidden) & set(typed)
    assert not [name for name in NAMES if name and name in document.model_dump_json()]


def _compare_evaluation(document: Document, ledger: Ledger) -> None:
    heard, understood, again = read.results(document, "auswertung")
    forms = ledger.forms.values()
    for result, item, places in (
        (heard, "gehoert", range(1, 6)),
        (understood, "verstanden", range(1, 6)),
        (again, "wieder", range(3)),
    ):
        given = [form[item] for form in forms if item in form]
        assert read.counts(result.bars) == [given.count(place) for place in places]
        assert result.of == len(given)
    assert read.wishes(document, "auswertung") == sorted(str(form["anders"]) for form in forms if "anders" in form)


async def _public_page(browser: Browser, company: Company) -> None:
    """Anybody with the address reads the same; nobody's name stands in it."""
    stranger = await Visitor.arrive(browser, company.watch)
    page = stranger.page
    await page.goto(f"{company.evening.address}/d/{company.evening.dialogue}")
    shown = _bare(await page.locator("body").inner_text())
    said = [_bare(words) for words in company.ledger.said()]
    assert {words: shown.count(words) for words in said} == {words: said.count(words) for words in said}
    for words in company.ledger.hidden:
        assert words not in shown
    assert not [name for name in NAMES if name and name in await page.content()]
    await stranger.leave()


def _bare(words: str) -> str:
    """Words without what the documentation may set anew: quotation marks and the space between lines."""
    return re.sub(r"\s+", " ", re.sub(r"[„“‚‘]", "", words))

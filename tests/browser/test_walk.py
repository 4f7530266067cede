"""Every page in every state is judged by axe and html-validate: German in light colours, Arabic in dark ones."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, Page

from live.dialogue.session import Session
from tests.browser.doors import doors, offices
from tests.browser.forms import forms, gather
from tests.browser.judges import Judges
from tests.browser.measures import PARTICIPANTS, STAFF, cut_off, small_targets
from tests.browser.people import Scheme
from tests.browser.server import LiveServer
from tests.browser.tour import Stop, arrive, tour
from tests.browser.voices import Voices
from tests.browser.wall_and_phone import missing
from tests.browser.watch import Watch

FORMS = ("4", "5", "6")
"""How the stops of the second evening and of the office begin: there the desk is made narrow too."""
BOTH = pytest.mark.parametrize(("language", "scheme"), [("de", "light"), ("ar", "dark")])


@BOTH
async def test_no_page_of_the_evening_breaks_a_rule_in_any_state(
    browser: Browser,
    server: LiveServer,
    watch: Watch,
    voices: Voices,
    reference: Session,
    language: str,
    scheme: Scheme,
) -> None:
    others = [tag for tag in reference.languages if tag != language]
    session = reference.model_copy(update={"languages": (language, *others)})
    party = await arrive(browser, server, watch, voices, session, scheme=scheme)
    await _judged(tour(party))
    watch.nothing_wrong()


@BOTH
async def test_no_form_of_question_no_fault_and_no_other_page_breaks_a_rule(
    browser: Browser, server: LiveServer, watch: Watch, voices: Voices, language: str, scheme: Scheme
) -> None:
    odd = await gather(browser, server, watch, voices, language, scheme)
    await _judged(
        doors(browser, watch, odd.evening, language, scheme),
        offices(browser, server, watch, language, scheme),
        forms(odd),
    )
    watch.nothing_wrong()


async def _judged(*walks: AsyncIterator[Stop]) -> None:
    judges = Judges()
    for walk in walks:
        async for name, pages in walk:
            for page_name, page in pages.items():
                if await judges.look(f"{name}/{page_name}", page):
                    await _measured(judges, f"{name}/{page_name}", page)
            if "projector" in pages and "phone" in pages and await _same_language(pages):
                only = await missing(pages["projector"], pages["phone"])
                if only:
                    judges.tell(f"only on the wall: {' '.join(only)}", name)
    wrong = judges.verdict()
    assert not wrong, wrong


async def _measured(judges: Judges, place: str, page: Page) -> None:
    """Targets everywhere but on the wall; a narrow page and spaced words where somebody may hold it in their hand."""
    name = place.rpartition("/")[2]
    if name == "projector":
        return
    for small in await small_targets(page, STAFF if name.startswith(("desk", "console")) else PARTICIPANTS):
        judges.tell(small, place)
    if name.startswith(("phone", "console-phone")) or place.startswith(FORMS):
        for cut in await cut_off(page):
            judges.tell(cut, place)


async def _same_language(pages: dict[str, Page]) -> bool:
    """Whether the wall and the phone speak the same language."""
    wall, phone = [await pages[name].get_attribute("html", "lang") for name in ("projector", "phone")]
    return wall == phone

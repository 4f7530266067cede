"""Every language counts, writes numbers and tells the time by its own rules, and alike on the page and on paper.

Rule: `tests/fixtures/tongues.json` is read here and by `tests/js/tongues.test.js`; what the two sides may write
differently (the width of a space, a mark of direction) is taken out before comparing.
"""

import json
import re
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from live import places
from live.core.document import Moment
from live.locale import CATEGORIES, catalogue, languages
from live.locale.extract import read_sources
from live.render.words import Wording

FIXTURE = places.sessions().parent / "tests" / "fixtures" / "tongues.json"
TONGUES: dict[str, dict[str, Any]] = json.loads(FIXTURE.read_text("utf-8"))


def plain(words: str) -> str:
    return re.sub("[\u00a0\u202f]", " ", words).replace("\u200e", "")


def test_all_languages_are_compared() -> None:
    assert set(TONGUES) == set(languages())


@pytest.mark.parametrize("language", languages())
def test_a_language_counts_in_all_its_forms(language: str) -> None:
    counted = TONGUES[language]["plural"]
    words = catalogue(language)
    assert {n: words.locale.plural_form(int(n)) for n in counted} == counted
    # Ukrainian and Babel keep "other" for fractions: nobody counts half a card.
    categories = set(CATEGORIES.get(language.partition("-")[0], ("one", "other")))
    assert categories - {"other"} <= set(counted.values()) <= categories


@pytest.mark.parametrize("language", [tag for tag in languages() if tag != "en"])
def test_every_counted_message_has_every_form(language: str) -> None:
    forms = catalogue(language).plural
    wanted = CATEGORIES.get(language.partition("-")[0], ("one", "other"))
    plurals = [id_ for id_, message in read_sources().messages.items() if message.plural and id_ in forms]
    assert len(plurals) > 80
    assert all(set(forms[id_]) == set(wanted) for id_ in plurals)


@pytest.mark.parametrize("language", languages())
def test_numbers_shares_and_times_are_written_as_the_language_does(language: str) -> None:
    written, wording = TONGUES[language], Wording(language, "de", ZoneInfo("Europe/Berlin"))
    assert {n: plain(wording.number(int(n))) for n in written["number"]} == written["number"]
    assert {n: plain(wording.number(float(n))) for n in written["mean"]} == written["mean"]
    assert {n: plain(wording.share(float(n))) for n in written["share"]} == written["share"]
    at = written["time"]
    assert wording.moment(Moment(at=at["at"], shown="time")) == at["words"]


def test_easy_german_follows_the_rules_of_german() -> None:
    assert TONGUES["de-simple"] == TONGUES["de"]


def test_english_days_are_written_as_in_europe_and_arabic_days_with_the_digits_of_the_code() -> None:
    at = Moment(at=1_789_999_500_000, shown="day")
    days = {tag: Wording(tag, "de", ZoneInfo("Europe/Berlin")).moment(at) for tag in ("en", "ar", "de-simple")}
    assert days == {"en": "21 September 2026", "ar": "21 سبتمبر 2026", "de-simple": "21. September 2026"}


def test_a_language_that_nobody_has_rules_for_is_written_as_in_english() -> None:
    assert catalogue("xx").locale == catalogue("en").locale
    assert Wording("xx", "de", ZoneInfo("Europe/Berlin")).share(0.5) == "50%"

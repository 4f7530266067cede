"""What is kept for each language outside of the catalogues is there for every catalogue.

Rule: a language is complete when it has, besides its words, its name, its marks, its direction on every side, letters
in our fonts, and a place in the list that the check of session files reads out.
"""

import json
import re
import unicodedata

import pytest
from babel import Locale

from live import places
from live.dialogue.session_words import LANGUAGES as NAMED_IN_CHECKS
from live.locale import NAMES, RIGHT_TO_LEFT, catalogue, languages
from live.render.quotation import MARKS

_RANGE = re.compile(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?")


def letters_with_a_font() -> set[str]:
    """Every character that one of our fonts draws on a page."""
    sheet = (places.static() / "styles" / "fonts.css").read_text("utf-8")
    ranges = (found for line in re.findall(r"unicode-range:([^;]+);", sheet) for found in _RANGE.findall(line))
    return {chr(code) for first, last in ranges for code in range(int(first, 16), int(last or first, 16) + 1)}


def words_of(language: str) -> str:
    """Everything that a catalogue says."""
    words = catalogue(language)
    return "".join([*words.single.values(), *(form for forms in words.plural.values() for form in forms.values())])


def words_right_to_left(text: str) -> set[str]:
    """The languages in a list of strings that begins with Arabic."""
    found = re.search(r"""\[(["']ar["'][^\]]*)\]""", text)
    assert found is not None
    return set(re.findall(r"[a-z]{2}", found.group(1)))


def test_every_language_has_a_name_of_its_own() -> None:
    assert [tag for tag in languages() if not NAMES.get(tag)] == []
    assert len(set(NAMES.values())) == len(NAMES)


def test_scripts_call_every_language_as_the_server_does() -> None:
    script = (places.static() / "core" / "i18n.js").read_text("utf-8")
    told = re.search(r"const languageNames = new Map\((\[.*\])\);", script)
    assert told
    assert dict(json.loads(told[1])) == NAMES


def test_the_check_of_session_files_knows_every_language() -> None:
    assert set(languages()) - set(NAMED_IN_CHECKS) == set()


def test_every_language_has_its_quotation_marks() -> None:
    assert {tag.partition("-")[0] for tag in languages()} - set(MARKS) == set()


def test_every_language_counts_and_writes_days_by_its_own_rules() -> None:
    for tag in languages():
        assert catalogue(tag).locale.language == tag.partition("-")[0]
        assert catalogue(tag).locale.text_direction == catalogue(tag).direction


@pytest.mark.parametrize("page", ["static/core/i18n.js", "templates/join.html"])
def test_every_side_runs_the_same_languages_from_right_to_left(page: str) -> None:
    folder = places.static() if page.startswith("static/") else places.templates()
    there = words_right_to_left((folder / page.partition("/")[2]).read_text("utf-8"))
    spoken = {tag.partition("-")[0] for tag in languages()}
    assert spoken & there == spoken & RIGHT_TO_LEFT
    assert {tag for tag in spoken if Locale.parse(tag).text_direction == "rtl"} == spoken & RIGHT_TO_LEFT


@pytest.mark.parametrize("language", languages())
def test_every_letter_of_a_catalogue_is_in_our_fonts(language: str) -> None:
    letters = {letter for letter in words_of(language) if unicodedata.category(letter)[0] in "LMNP"}
    assert letters - letters_with_a_font() == set()

"""The session files that a city can copy."""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from live.dialogue.session import Session
from live.dialogue.session_file import check, load
from live.dialogue.session_rules import minutes_between, texts
from live.dialogue.untranslated import untranslated
from live.locale import languages
from live.places import sessions

FILES = sorted(sessions().glob("*.yaml"))
NAMES = {path.stem: path for path in FILES}


def words_in(session: Session, language: str) -> Iterator[str]:
    for _, text in texts(session, ()):
        yield text[language]


def test_there_are_at_least_the_four_that_are_described() -> None:
    assert {"referenzabend", "stadtteilabend", "vier-sprachen", "sechs-sprachen"} <= set(NAMES)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_session_file_has_nothing_to_complain_about(path: Path) -> None:
    assert [str(problem) for problem in check(path)] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_session_file_tells_editors_its_schema_in_the_first_line(path: Path) -> None:
    assert path.read_text().splitlines()[0] == "# yaml-language-server: $schema=session.schema.json"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_session_fills_its_evening_exactly_and_survives_the_log(path: Path) -> None:
    session = load(path)
    assert sum(step.minutes for step in session.agenda) == minutes_between(session)
    assert Session.model_validate_json(session.model_dump_json()) == session


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_session_names_no_real_place_on_the_net(path: Path) -> None:
    hosts = re.findall(r"(?:https?://|@)([\w.-]+)", path.read_text())
    assert all(host.endswith(".example") for host in hosts)


def test_the_reference_evening_is_the_one_that_is_described() -> None:
    session = load(NAMES["referenzabend"])
    assert minutes_between(session) == 135
    assert [step.model_dump()["kind"] for step in session.agenda] == [
        "talk",
        "mood_check",
        "poll",
        "breakout",
        "mood_check",
        "talk",
        "breakout",
        "evaluation",
        "talk",
    ]
    steps = {step.id: step.model_dump() for step in session.agenda}
    questions = steps["befragung"]["questions"]
    assert [(len(q["options"]), q["choose"]["at_least"], q["choose"]["at_most"]) for q in questions] == [(6, 0, 2)] * 2
    assert steps["stimmung-2"]["compare_with"] == "stimmung-1"
    assert steps["stimmung-1"]["scale"] == steps["stimmung-2"]["scale"]
    assert steps["gruppen-1"]["room_names"] == steps["gruppen-2"]["room_names"] == ("Linde", "Ahorn", "Buche", "Esche")
    assert (len(steps["gruppen-2"]["columns"]), steps["gruppen-2"]["focus_ideas"]) == (3, True)
    assert (steps["gruppen-1"]["notes_as"], steps["gruppen-1"]["quintessence"]) == ("quotes", True)
    assert all(step.script.get("moderation") for step in session.agenda)
    assert session.logo_data is not None


def test_the_small_evening_is_an_hour_in_german() -> None:
    session = load(NAMES["stadtteilabend"])
    assert (minutes_between(session), session.languages) == (60, ("de",))


def test_the_four_languages_are_there() -> None:
    session = load(NAMES["vier-sprachen"])
    assert (minutes_between(session), session.languages) == (90, ("de", "de-simple", "en", "ar"))


def test_the_six_languages_are_those_that_have_a_catalogue() -> None:
    session = load(NAMES["sechs-sprachen"])
    assert set(session.languages) == set(languages())
    assert untranslated(session, session.agenda) == []


def test_ukrainian_is_written_in_cyrillic() -> None:
    for words in words_in(load(NAMES["sechs-sprachen"]), "uk"):
        assert all("\u0400" <= letter <= "\u04ff" for letter in words if letter.isalpha()), words


@pytest.mark.parametrize("name", ["referenzabend", "vier-sprachen", "sechs-sprachen"])
def test_arabic_is_written_in_arabic(name: str) -> None:
    for words in words_in(load(NAMES[name]), "ar"):
        letters = [letter for letter in re.sub(r"[\w.]+\.example", "", words) if letter.isalpha()]
        assert letters
        assert all("\u0600" <= letter <= "\u06ff" for letter in letters), words
        assert not re.search("[,;?]\\s|[,;?]$", words), f"Latin punctuation in: {words}"


@pytest.mark.parametrize("name", ["vier-sprachen", "sechs-sprachen"])
def test_easy_german_has_short_sentences_and_no_star(name: str) -> None:
    for words in words_in(load(NAMES[name]), "de-simple"):
        assert "*" not in words
        for sentence in re.split(r"(?<=[.!?:])\s+", words):
            assert len(sentence.split()) <= 12, sentence


@pytest.mark.parametrize("name", ["vier-sprachen", "sechs-sprachen"])
def test_no_text_is_the_same_in_two_languages_that_share_no_words(name: str) -> None:
    session = load(NAMES[name])
    for _, text in texts(session, ()):
        for one, other in pairwise(sorted({tag: words for tag, words in text.items() if tag != "de-simple"}.items())):
            assert one[1] != other[1], f"{one[0]} and {other[0]} say the same: {one[1]}"

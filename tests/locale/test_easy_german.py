"""Easy German is easy, whether its own catalogue says a message or the German one, which it falls back on.

Rule: what can be counted is counted here (words of a sentence, letters of a word, marks), and hard words and forms are
named. It follows the rules of Leichte Sprache; whether a text is understood only its readers can tell.
"""

import re
from collections.abc import Iterator
from functools import cache

import pytest

from live.locale import catalogue
from live.locale.audiences import is_for_everybody
from live.locale.extract import read_catalogue
from tests.locale.test_catalogues import names, sources

MOST_WORDS = 12
"""In a sentence."""
MOST_LETTERS = 14
"""In a word or a part of it between hyphens."""
HARD_WORDS = re.compile(
    r"Ablauf|Anonym|Anteil|Befragung|Dokumentation|Enthalt|Entwurf|Fassung|Fokus|Fragebogen|Konsole|Kennung|Moderation"
    r"|Mittelwert|Pinnwand|Plenum|Programmpunkt|Protokoll|Quintessenz|Rangfolge|Redaktion|Regieplan|Rückgängig|Server"
    r"|Skala|Unterpunkt|Wortmeldung|Ziffer|Zugangscode|Zwischenstand|eingefroren|endgültig|enthalten|inzwischen"
    r"|personenbezogen|trifft zu|veröffentlich|verfügbar|vergeben|vorgesehen|freigegeben|freigeben|hinzufügen",
    re.IGNORECASE,
)
"""What Leichte Sprache has a simpler word for."""
PASSIVE_OR_FUTURE = re.compile(r"\b(wird|werden|wurden?|worden)\b")
SUBJUNCTIVE = re.compile(r"\b(wäre|hätte|würde|könnte|dürfte|müsste)", re.IGNORECASE)
GENITIVE = re.compile(
    r"\b(des|eines|jener|jenes|deren|dessen)\b"
    r"|\b(?!(?:An|Auf|Aus|Bei|In|Mit|Nach|Neben|Unter|Von|Vor|Zu) )[A-ZÄÖÜ]\w+ (der|Ihrer|unserer) [A-ZÄÖÜ]"
)
NUMBER_IN_LETTERS = re.compile(r"\b(zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn)\b", re.IGNORECASE)
HARD_MARKS = re.compile(r"[;*]|\w – |\w/\w|\(\S+\s\S+\s.*\)")
"""A thought that interrupts another one; a word or a number with its noun may stand in brackets."""
_GAP = re.compile(r"%\(\w+\)s")
_SENTENCE_ENDS = re.compile(r"(?<=[.?:…])\s+")
FOR_THOSE_WHO_CALCULATE = re.compile(r"live/render/(csv|sheets|tables|xlsx)\.py")
"""What only the tables say: whoever calculates with them needs exact words, so they are German in easy German too."""


@cache
def said() -> dict[str, tuple[str, ...]]:
    """Every message that everybody reads, as somebody reads it who has chosen easy German."""
    words = catalogue("de-simple")
    return {
        id_: tuple(words.plural[id_].values()) if message.plural else (words.say(id_),)
        for id_, message in sources().messages.items()
        if is_for_everybody(message) and not all(FOR_THOSE_WHO_CALCULATE.match(file) for file in message.files)
    }


def sentences() -> Iterator[str]:
    """Every sentence of these messages, a gap as one word."""
    for forms in said().values():
        for form in forms:
            yield from _SENTENCE_ENDS.split(_GAP.sub("X", form))


def too_long(sentence: str) -> bool:
    return len(re.findall(r"\w[\w-]*", sentence)) > MOST_WORDS


def too_long_a_word(sentence: str) -> bool:
    return any(len(part) > MOST_LETTERS for part in re.findall(r"\w+", sentence))


def test_sentences_are_short() -> None:
    assert [sentence for sentence in sentences() if too_long(sentence)] == []


def test_a_sentence_has_one_thought() -> None:
    assert [sentence for sentence in sentences() if sentence.count(",") > 1] == []


def test_words_are_short_or_in_parts() -> None:
    assert [sentence for sentence in sentences() if too_long_a_word(sentence)] == []


@pytest.mark.parametrize(
    "hard",
    [HARD_WORDS, PASSIVE_OR_FUTURE, SUBJUNCTIVE, GENITIVE, NUMBER_IN_LETTERS, HARD_MARKS],
    ids=["words", "passive", "subjunctive", "genitive", "numbers", "marks"],
)
def test_words_and_forms_are_easy(hard: re.Pattern[str]) -> None:
    assert [sentence for sentence in sentences() if hard.search(sentence)] == []


def test_easy_german_keeps_only_what_german_says_otherwise() -> None:
    german = {entry.id: entry.string for entry in read_catalogue("de") if entry.id}
    easy = {entry.id: entry.string for entry in read_catalogue("de_simple") if entry.id}
    assert [id_ for id_, words in easy.items() if german.get(id_) == words] == []


def test_easy_german_says_nothing_that_only_the_desk_reads() -> None:
    assert set(names("de_simple")) - set(said()) == set()


def test_what_is_easy_in_german_is_said_in_german() -> None:
    assert catalogue("de-simple").say("Raise hand") == catalogue("de").say("Raise hand") == "Hand heben"

"""Hints at people are found, and everyday words are not taken for them."""

import pytest

from live.core.document import Chapter, Document, Entry, Quotes, Results, Typed, phrase
from live.dialogue.editing.warnings import warnings
from tests.dialogue.editing.test_edited import document

NAMES = ("Rosa Winter", "Heide", "سمير حدّاد", "Jo")


def said(text: str, chapter: str = "step-1") -> Document:
    entry = Entry(words=Typed(text=text, key="k"))
    only = Chapter(id=chapter, title=phrase("x"), blocks=(Quotes(entries=(entry,)),))
    return document().model_copy(update={"chapters": (only,)})


@pytest.mark.parametrize(
    ("text", "sort", "found"),
    [
        ("Frau Winter hat geholfen", "name", "Winter"),
        ("Danke an سمير für alles", "name", "سمير"),
        ("Schreibt mir: rosa.w@post.example!", "mail", "rosa.w@post.example"),
        ("Ruft an: 04207 / 991 23-4", "phone", "04207 / 991 23-4"),
        ("+49 421 361-0 ist besetzt", "phone", "+49 421 361-0"),
        ("Als Leiterin der Kita sage ich", "office", "Als Leiterin"),
        ("ich bin der stellvertretende Schulleiter hier", "office", "bin der stellvertretende Schulleiter"),
        ("as the head of the library", "office", "as the head"),
        ("okul müdürü olarak", "office", "müdürü olarak"),
        ("wohne Bachstraße 12 b", "address", "Bachstraße 12 b"),
    ],
)
def test_a_hint_at_a_person_is_found(text: str, sort: str, found: str) -> None:
    assert [(w.sort, w.found) for w in warnings(said(text), NAMES)] == [(sort, found)]


@pytest.mark.parametrize(
    "text",
    [
        "im winter ist es kalt und die heide blüht",
        "Am 01.09.2026 um 18:30 Uhr",
        "24 von 40, 2026 bis 2030",
        "Jo, das stimmt",
        "Wie als Kind im Freibad",
        "ich bin dafür, 1.000 Bäume",
    ],
)
def test_everyday_words_are_not_taken_for_people(text: str) -> None:
    assert warnings(said(text), NAMES) == ()


def test_contact_and_thanks_name_people_on_purpose() -> None:
    assert warnings(said("Rosa Winter, 04207 99123", "contact"), NAMES) == ()


def test_counts_of_fewer_than_five_people_are_warned_of() -> None:
    assert [(w.sort, w.found, w.chapter) for w in warnings(document(), ()) if w.sort == "few"] == [
        ("few", "3", "step-1")
    ]
    many = document().chapters[0].blocks[-1].model_copy(update={"of": 5})
    assert isinstance(many, Results)
    only = Chapter(id="step-1", title=phrase("x"), blocks=(many,))
    assert warnings(document().model_copy(update={"chapters": (only,)}), ()) == ()

"""Hints at people are found, and everyday words are not taken for them."""

import pytest

from live.core.document import Bar, Chapter, Document, Entry, Quotes, Results, Typed, phrase
from live.dialogue.editing.warnings import warnings
from tests.dialogue.editing.test_edited import document

NAMES = (
    "Rosa Winter",
    "Heide",
    "سمير حدّاد",
    "Jo",
    "Familie Öztürk",
    "Nachbarin aus der Gartenstraße",
    "karla von nebenan",
)


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
        ("Als Leiterin der Kita sage ich", "office", "Als Leiterin der Kita"),
        ("ich bin der stellvertretende Schulleiter hier", "office", "bin der stellvertretende Schulleiter"),
        ("as the head of the library", "office", "as the head of the library"),
        ("okul müdürü olarak", "office", "müdürü olarak"),
        ("wohne Bachstraße 12 b", "address", "Bachstraße 12 b"),
        ("Wir treffen uns Am Markt 5 im Hof", "address", "Am Markt 5"),
        ("Rosas Balkon ist kühl", "name", "Rosas"),
        ("Öztürks haben einen Brunnen", "name", "Öztürks"),
        ("Karla hat es gesagt", "name", "Karla"),
        ("In der Gartenstraße fehlt Schatten", "name", "Gartenstraße"),
    ],
)
def test_a_hint_at_a_person_is_found(text: str, sort: str, found: str) -> None:
    assert [(w.sort, w.found) for w in warnings(said(text), NAMES)] == [(sort, found)]


@pytest.mark.parametrize(
    "text",
    [
        "im winter ist es kalt und die heide blüht",
        "Am 01.09.2026 um 18:30 Uhr",
        "vom 02.10.–04.10.2026, also 3 Tage",
        "24 von 40, 2026 bis 2030",
        "Jo, das stimmt",
        "Jede Familie braucht Schatten",
        "Am Montag 5 Uhr, im Juli 30 Grad, im Saal 24 von 40",
        "Wie als Kind im Freibad",
        "Der Brunnen am Markt war kaputt. Aus der Leitung kam nichts. Von dort auch nicht.",
        "Meine Nachbarin klingelt",
        "ich bin dafür, 1.000 Bäume",
    ],
)
def test_everyday_words_are_not_taken_for_people(text: str) -> None:
    assert warnings(said(text), NAMES) == ()


def test_contact_and_thanks_name_people_on_purpose() -> None:
    assert warnings(said("Rosa Winter, 04207 99123", "contact"), NAMES) == ()


def test_counts_of_fewer_than_five_people_are_warned_of() -> None:
    assert [(w.found, w.chapter, w.key) for w in warnings(document(), ()) if w.sort == "few"] == [
        ("3", "step-1", "step-1/q")
    ]


@pytest.mark.parametrize(("of", "counts", "found"), [(5, (), []), (40, (36, 0, 4), ["4"]), (40, (35, 5, 0), [])])
def test_answers_of_fewer_than_five_people_are_warned_of_once_for_each_question(
    of: int, counts: tuple[int, ...], found: list[str]
) -> None:
    bars = tuple(Bar(label=phrase("x"), count=count, share=count / of) for count in counts)
    many = Results(sentence=phrase("s"), caption=phrase("c"), of=of, bars=bars)
    only = Chapter(id="step-1", title=phrase("x"), blocks=(many,))
    assert [w.found for w in warnings(document().model_copy(update={"chapters": (only,)}), ())] == found

import pytest

from live.core.document import Authored, Moment, Typed, nphrase, phrase
from live.dialogue.document import document
from live.locale import Catalogue
from live.render import words
from live.render.words import Run, Wording, direction, printable
from tests.evening import evening

GERMAN = Catalogue(
    "de",
    {"%(count)s of %(of)s (%(share)s)": "%(count)s von %(of)s (%(share)s)", "Group %(name)s": "Gruppe %(name)s"},
    {"%(n)s person at %(at)s": {"one": "%(n)s Mensch um %(at)s Uhr", "other": "%(n)s Menschen um %(at)s Uhr"}},
)


@pytest.fixture
def german(monkeypatch: pytest.MonkeyPatch) -> Wording:
    monkeypatch.setattr(words, "catalogue", lambda _language: GERMAN)
    played = evening(people=3, until="created")
    return Wording.of(document(played.state, played.now))


def test_numbers_and_shares_are_written_as_in_the_language(german: Wording) -> None:
    said = phrase("%(count)s of %(of)s (%(share)s)", count=1240, of=2000, share=0.62)
    assert german.plain(said) == "1.240 von 2.000 (62\u202f%)"
    assert german.number(3.86) == "3,9"


def test_moments_are_told_in_the_zone_of_the_document(german: Wording) -> None:
    at = 1_781_798_400_000
    said = nphrase("%(n)s person at %(at)s", "%(n)s people at %(at)s", 2, at=Moment(at=at))
    assert german.plain(said) == "2 Menschen um 18:00 Uhr"
    assert german.moment(Moment(at=at, shown="day")) == "18. Juni 2026"


def test_a_name_in_a_phrase_is_kept_apart(german: Wording) -> None:
    runs = german.runs(phrase("Group %(name)s", name="أمل"))
    assert runs == (Run("Gruppe ", "de"), Run("أمل", "", foreign=True))


def test_a_text_in_a_phrase_keeps_its_own_language(german: Wording) -> None:
    runs = german.runs(phrase("Group %(name)s", name={"en": "Lime"}))
    assert runs == (Run("Gruppe ", "de"), Run("Lime", "en"))


def test_what_a_parameter_says_is_never_a_pattern(german: Wording) -> None:
    assert german.plain(phrase("Group %(name)s", name="%(of)s %s \ue000of\ue001")) == "Gruppe %(of)s %s of"


def test_authored_text_is_in_the_wished_language_or_the_usual_one() -> None:
    played = evening(people=3, until="created")
    arabic = Wording.of(document(played.state, played.now), "ar")
    assert arabic.runs(Authored(text={"de": "Hallo", "ar": "مرحبا"})) == (Run("مرحبا", "ar"),)
    assert arabic.runs(Authored(text={"de": "Hallo"})) == (Run("Hallo", "de"),)
    assert arabic.runs(Typed(text="Hallo")) == (Run("Hallo", "", foreign=True),)


def test_control_characters_go_and_line_ends_become_one_sort() -> None:
    assert printable("a\x00b\r\nc\u2028d\x07\te\ud800") == "ab\nc\nd\te"


def test_directions() -> None:
    assert [direction(tag) for tag in ("de-simple", "ar", "")] == ["ltr", "rtl", "auto"]

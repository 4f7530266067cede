import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from live.render.quotation import marks, parted, quoted

ANY_MARK = "„“”\"«»‚‘’'‹›"


@pytest.mark.parametrize(
    "typed",
    [
        *("Hallo.", "„Hallo.“", '"Hallo."', "“Hallo.”", "”Hallo.”", "«Hallo.»", "»Hallo.«", "‚Hallo.‘", "‘Hallo.’"),
        *("'Hallo.'", "‹Hallo.›", ",,Hallo.''", '„Hallo."', '"Hallo.“', "„Hallo“.", " „Hallo.“ ", "„ Hallo. “"),
    ],
)
def test_one_pair_of_any_style_is_never_doubled(typed: str) -> None:
    assert quoted(typed, "de") == "„Hallo.“"


@pytest.mark.parametrize("typed", ["„Hallo", '"Hallo', "“Hallo", "Hallo“", 'Hallo"', "Hallo”", "Hallo''"])
def test_half_a_pair_at_the_edge_does_not_stand_double(typed: str) -> None:
    assert quoted(typed, "de") == "„Hallo“"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Sie sagte: „Mama, ich kann nicht.“", "„Sie sagte: ‚Mama, ich kann nicht.‘“"),
        ('"Er sagte "nein" zu mir"', "„Er sagte ‚nein‘ zu mir“"),
        ("„Er sagte: „So war’s immer“, und ging.“", "„Er sagte: ‚So war’s immer‘, und ging.“"),
        ("„A: „b: „c““ d“", "„A: ‚b: „c“‘ d“"),
        ("Er meinte “kauf dir 'nen Ventilator”", "„Er meinte ‚kauf dir 'nen Ventilator‘“"),
        ("„Er sagte ‚ja‘.“", "„Er sagte ‚ja‘.“"),
        ('Das Wort-"Zitat" (so "heißt" das)', "„Das Wort-‚Zitat‘ (so ‚heißt‘ das)“"),
    ],
)
def test_pairs_inside_become_inner_marks(typed: str, shown: str) -> None:
    assert quoted(typed, "de") == shown


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ('"Hallo" sagte er "tschüss"', "„‚Hallo‘ sagte er ‚tschüss‘“"),
        ('"Nein!", rief sie', "„‚Nein!‘, rief sie“"),
        ("„Ja“ und «nein»", "„‚Ja‘ und ‚nein‘“"),
    ],
)
def test_two_pairs_are_not_mistaken_for_one_around_all(typed: str, shown: str) -> None:
    assert quoted(typed, "de") == shown


@pytest.mark.parametrize(
    "typed",
    [
        "Klaus' und Petras' Hund",
        "'s ist warm",
        "rock 'n' roll",
        "war’s so",
        'Monitor mit 24"',
        "a*b//ß",
        "https://a.example",
    ],
)
def test_apostrophes_inches_and_slashes_stay_as_typed(typed: str) -> None:
    assert quoted(typed, "de") == f"„{typed}“"


@pytest.mark.parametrize(
    ("language", "shown"),
    [("de-simple", "„a ‚b‘“"), ("en", "“a ‘b’”"), ("uk", "«a „b“»"), ("ar", "«a ‹b›»"), ("xx", "“a ‘b’”")],
)
def test_marks_are_those_of_the_language(language: str, shown: str) -> None:
    assert quoted('a "b"', language) == shown


def test_text_from_right_to_left_keeps_marks_that_fit_it() -> None:
    assert quoted('"قالت "نعم" لي"', "de") == "«قالت ‹نعم› لي»"


@pytest.mark.parametrize("typed", ['"', "„“", "''", "“"])
def test_nothing_but_marks_is_still_shown(typed: str) -> None:
    assert len(quoted(typed, "de")) > 2


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ('a "b', "„a ‚b“"),
        ("Sie sagte „nein und ging", "„Sie sagte ‚nein und ging“"),
        ("so ist es“ meinte er", "„so ist es‘ meinte er“"),
        ('5" breit und „so', '„5" breit und ‚so“'),
    ],
)
def test_a_mark_without_a_partner_becomes_a_single_one(typed: str, shown: str) -> None:
    assert quoted(typed, "de") == shown


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("„a // b“", "„a\nb“"),
        ("a // „b“ // c", "„a\n‚b‘\nc“"),
        ("a // ", "„a //“"),
        ("https://a // b", "„https://a\nb“"),
    ],
)
def test_two_strokes_between_sentences_give_each_a_line_within_the_same_marks(typed: str, shown: str) -> None:
    assert quoted(parted(typed), "de") == shown


@pytest.mark.parametrize("typed", ["„Hallo.“", "„Sie sagte: ‚Mama, ich kann nicht.‘“", "„‚Ja‘ und ‚nein‘“", "„a ‚b“"])
def test_what_is_quoted_already_stays_as_it_is(typed: str) -> None:
    assert quoted(typed, "de") == typed


SAID = st.text(alphabet="ab ß.,!(-2\n" + ANY_MARK, min_size=1).filter(lambda text: any(map(str.isalpha, text)))


@given(SAID, st.sampled_from(["de", "en", "ar", "uk"]))
def test_no_word_is_ever_changed_and_marks_stand_once_around_all(typed: str, language: str) -> None:
    shown = quoted(typed, language)
    outer, end, *_ = marks(language)
    assert shown.startswith(outer)
    assert shown.endswith(end)
    assert words(shown) == words(typed)


@given(SAID, st.sampled_from(["de", "en", "ar", "uk"]))
def test_quoting_twice_is_quoting_once(typed: str, language: str) -> None:
    shown = quoted(typed, language)
    assert quoted(shown, language) == shown


@pytest.mark.parametrize("typed", ["„a' " * 20_000, '"' * 60_000, "«‹„“›» " * 8_000])
def test_heaps_of_marks_are_read_all_the_same(typed: str) -> None:
    assert len(quoted(typed, "de")) > len(typed) // 8


def words(text: str) -> str:
    return re.sub(rf"[{ANY_MARK}\s]|,,", "", text).replace(",", "")

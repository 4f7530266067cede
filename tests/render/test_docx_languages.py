import pytest

from live.render.docx.languages import spoken, stretches, tag, way


@pytest.mark.parametrize(
    ("language", "word"),
    [
        ("de", "de-DE"),
        ("de-simple", "de-DE"),
        ("de-at", "de-AT"),
        ("ar", "ar-SA"),
        ("en", "en-GB"),
        ("tr", "tr-TR"),
        ("uk", "uk-UA"),
        ("vi", "vi-VN"),
        ("", "x-none"),
        ("qqq", "x-none"),
        ('de" w:x="', "x-none"),
    ],
)
def test_languages_have_the_names_that_word_gives_them(language: str, word: str) -> None:
    assert tag(language) == word


@pytest.mark.parametrize(
    ("text", "language", "around", "expected"),
    [
        ("abc", "", "rtl", "ltr"),
        ("سلام abc", "", "ltr", "rtl"),
        ("„سلام“", "", "ltr", "rtl"),
        ("12:30", "", "rtl", "rtl"),
        ("12:30", "", "ltr", "ltr"),
        ("abc", "ar", "ltr", "rtl"),
        ("", "", "rtl", "rtl"),
    ],
)
def test_text_runs_the_way_of_its_language_or_of_its_first_letter(
    text: str, language: str, around: str, expected: str
) -> None:
    assert way(text, language, around) == expected


@pytest.mark.parametrize(
    ("text", "around", "expected"),
    [
        ("Guten Tag, 3 Leute", "ltr", [("Guten Tag, 3 Leute", "ltr")]),
        ("Name: سمير حدّاد (3)", "ltr", [("Name: ", "ltr"), ("سمير حدّاد", "rtl"), (" (3)", "ltr")]),
        ("قال Herr Öztürk!", "rtl", [("قال ", "rtl"), ("Herr Öztürk", "ltr"), ("!", "rtl")]),
        ("42", "rtl", [("42", "rtl")]),
        ("", "rtl", []),
    ],
)
def test_signs_go_with_what_stands_on_both_sides_of_them(
    text: str, around: str, expected: list[tuple[str, str]]
) -> None:
    assert stretches(text, around) == expected


def test_a_stretch_is_in_a_language_that_runs_its_way() -> None:
    assert spoken("كلمة", "rtl", "ar", "de") == "ar-SA"
    assert spoken("Wort", "ltr", "ar", "de") == "de-DE"
    assert spoken("Wort", "ltr", "", "de") == "de-DE"
    assert spoken("كلمة", "rtl", "de", "de") == "ar-SA"
    assert spoken("מילה", "rtl", "", "de") == "he-IL"
    assert spoken("word", "ltr", "", "ar") == "x-none"

import pytest

from live.core.document import Chapter, Paragraph, Typed
from live.dialogue.document import document
from live.render.paper.glyphs import SUBSTITUTE, characters, clusters, drawable, fonts
from live.render.pdf import render_pdf
from tests.evening import evening

INVISIBLE = {"\u200b", "\u2060", "\ufeff", *map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A))}


def known() -> dict[str, set[str]]:
    return {font.stem: set(map(chr, characters(font.read_bytes()))) for font in fonts().glob("*.ttf")}


def test_fonts_have_the_letters_of_our_languages() -> None:
    regular = known()["NotoSans-Regular"] | known()["NotoSansArabic-Regular"]
    assert set("äöüßÄÖÜẞ„“‚‘–…€ğışçéèêñłŁåøæїєґЄІЇҐ́αΩấự") <= regular
    assert set("ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأإؤئةىپچژگ٠١٢٣،؛؟") <= regular


def test_bold_fonts_have_what_plain_ones_have() -> None:
    found = known()
    for name in found:
        if name.endswith("-Bold"):
            assert found[name] == found[name.replace("-Bold", "-Regular")]


def test_the_typesetter_agrees_about_every_character_of_every_font() -> None:
    played = evening(until="created")
    tree = document(played.state, played.now)
    for name, chars in known().items():
        text = " ".join(drawable(char) for char in sorted(chars))
        chapter = Chapter(id="a", title=Typed(text=name), blocks=(Paragraph(words=Typed(text=text)),))
        assert render_pdf(tree.model_copy(update={"chapters": (chapter,)})).startswith(b"%PDF")


def test_what_a_font_has_stays_as_it_is() -> None:
    for chars in known().values():
        for char in chars - INVISIBLE:
            assert drawable(char) == char


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("中", SUBSTITUTE),
        ("中文", SUBSTITUTE * 2),
        ("a中b", f"a{SUBSTITUTE}b"),
        ("𝗙𝗲𝘁𝘁", "Fett"),
        ("ＡＢ", "AB"),
        ("x\u20dd", f"x{SUBSTITUTE}"),
        ("\U0010ffff", SUBSTITUTE),
        ("", ""),
        ("a\u202eb", "ab"),
        ("👩‍👩‍👧", "👩‍👩‍👧"),
        ("👍🏽", "👍🏽"),
        ("🇩🇪", "🇩🇪"),
        ("1️⃣", "1️⃣"),
        ("a\nb", "a\nb"),
    ],
)
def test_what_no_font_has_is_replaced(typed: str, shown: str) -> None:
    assert drawable(typed) == shown


def test_signs_are_kept_together() -> None:
    assert list(clusters("e\u0301a🇩🇪🇫🇷👩‍👧👍🏽")) == ["e\u0301", "a", "🇩🇪", "🇫🇷", "👩‍👧", "👍🏽"]
    assert list(clusters("")) == []


def test_a_font_without_a_readable_table_is_refused() -> None:
    font = (fonts() / "NotoSansThai-Regular.ttf").read_bytes()
    at = next(at for at in range(12, 400, 16) if font[at : at + 4] == b"cmap")
    cmap = int.from_bytes(font[at + 8 : at + 12])
    with pytest.raises(ValueError, match="without a table"):
        list(characters(font[: cmap + 2] + b"\0\0" + font[cmap + 4 :]))

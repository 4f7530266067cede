import io

import pytest
from PIL import Image, ImageChops

from live.core.document import Bar, Block, Document, MoodRound, Moods, Results, Typed
from live.dialogue.document import document
from live.render.charts import chart_alt, chart_png
from live.render.frame import SOLID_ABOVE, rows
from live.render.words import Wording
from tests.evening import evening

MM_PER_INCH, WIDE, DOTS = 25.4, 128, 200
MOSS, BRICK = (0x1F, 0x7A, 0x54), (0xB0, 0x3A, 0x2A)


@pytest.fixture(scope="module")
def tree() -> Document:
    played = evening()
    return document(played.state, played.now)


def charts(tree: Document) -> list[Results | Moods]:
    blocks: list[Block] = [block for chapter in tree.chapters for block in chapter.blocks]
    return [block for block in blocks if isinstance(block, Results | Moods)]


def drawn(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png)).convert("RGB")


def width_of(picture: Image.Image, colour: tuple[int, int, int]) -> tuple[int, int]:
    """From which column of dots to which one a colour stands in the lower half."""
    lower = picture.crop((0, picture.height // 2, *picture.size))
    same = (
        ImageChops.difference(lower, Image.new("RGB", lower.size, colour)).convert("L").point(lambda v: 255 * (v == 0))
    )
    box = same.getbbox()
    assert box is not None
    return box[0], box[2]


@pytest.mark.parametrize("language", ["de", "ar"])
def test_every_chart_is_a_picture_as_wide_as_the_text(tree: Document, language: str) -> None:
    words = Wording.of(tree, language)
    for block in charts(tree):
        picture = drawn(chart_png(block, words, tree.accent))
        assert abs(picture.width - WIDE / MM_PER_INCH * DOTS) <= 1
        assert picture.getpixel((0, 0)) == (255, 255, 255)


def test_bars_have_the_citys_colour(tree: Document) -> None:
    block = next(it for it in charts(tree) if isinstance(it, Results))
    red, blue = (drawn(chart_png(block, Wording.of(tree), colour)) for colour in ("#c00000", "#0000c0"))
    assert red.getcolors(1 << 20) != blue.getcolors(1 << 20)


def test_moods_run_from_the_side_where_the_language_begins(tree: Document) -> None:
    block = next(it for it in charts(tree) if isinstance(it, Moods))
    german, arabic = (drawn(chart_png(block, Wording.of(tree, tag), tree.accent)) for tag in ("de", "ar"))
    assert width_of(german, MOSS)[0] < width_of(german, BRICK)[0]
    assert width_of(arabic, MOSS)[0] > width_of(arabic, BRICK)[0]


def test_charts_say_their_numbers_in_words(tree: Document) -> None:
    words = Wording.of(tree)
    said = [chart_alt(block, words) for block in charts(tree)]
    assert said[0] == "Zu Beginn – gut: 23 (55\u202f%); mittel: 13 (31\u202f%); nicht gut: 6 (14\u202f%)"
    assert said[-1] == "Ja: 29 (74\u202f%); Eher nicht: 10 (26\u202f%)"


def test_charts_of_nobody_and_of_thousands_can_be_drawn(tree: Document) -> None:
    name = Typed(text="Ja 中")
    for people in (0, 1, SOLID_ABOVE, SOLID_ABOVE + 1, 5_000):
        bars = (Bar(label=name, count=people, share=1), Bar(label=name, count=0, share=0))
        mood = MoodRound(label=name, at=None, people=people, bars=bars, signals=("5", "1"))
        for block in (Results(sentence=name, caption=name, of=people, bars=bars), Moods(sentence=name, rounds=(mood,))):
            assert drawn(chart_png(block, Wording.of(tree), tree.accent)).height > 1


def test_people_stand_in_few_rows_that_are_evenly_filled() -> None:
    assert rows(0) == []
    assert rows(100) == [100]
    assert rows(101) == [51, 50]
    assert len(rows(5_000)) <= 12
    assert sum(rows(4_321)) == 4_321

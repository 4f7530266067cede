import io
from base64 import b64encode

import pytest
from PIL import Image

from live.core.document import Chapter, Document, Picture, Typed
from live.dialogue.document import document
from live.render.docx import render_docx
from live.render.docx.cover import title_size
from live.render.docx.pictures import checked, fitted, logo, strokes
from tests.evening import evening
from tests.render.docx_reading import File

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 60"><rect width="200" height="60" fill="#f00"/>{}</svg>'


@pytest.fixture(scope="module")
def tree() -> Document:
    played = evening(until="created")
    return document(played.state, played.now)


def address(content: bytes, media_type: str = "image/png") -> str:
    return f"data:{media_type};base64,{b64encode(content).decode()}"


def drawn(width: int, height: int, form: str = "PNG") -> bytes:
    kept = io.BytesIO()
    Image.new("RGB", (width, height), "red").save(kept, form)
    return kept.getvalue()


def with_picture(tree: Document, picture: Picture) -> File:
    chapter = Chapter(id="only", title=Typed(text="Chapter"), blocks=(picture,))
    return File.of(render_docx(tree.model_copy(update={"chapters": (chapter,)})))


def test_a_logo_of_lines_becomes_pixels_on_white() -> None:
    made = logo(address(SVG.format("").encode(), "image/svg+xml"))
    assert made is not None
    content, width, height = made
    with Image.open(io.BytesIO(content)) as opened:
        assert opened.getpixel((0, 0)) == (255, 255, 255)
        assert opened.getpixel((opened.width // 2, opened.height // 2)) == (255, 0, 0)
    assert width > height


@pytest.mark.parametrize(
    "content",
    [
        b"<svg",
        b"\xff\xfe",
        SVG.format('<image href="/etc/hostname" width="9" height="9"/>').encode(),
        SVG.format('<image href="http://127.0.0.1:9/a.png" width="9" height="9"/>').encode(),
        b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + SVG.format("<text>&a;</text>").encode(),
    ],
)
def test_a_logo_that_is_broken_or_wants_other_files_leaves_the_name(tree: Document, content: bytes) -> None:
    file = File.of(render_docx(tree.model_copy(update={"logo": address(content, "image/svg+xml")})))
    assert file.styled("Sign") == ["Stadt Lindental"]
    assert len(file.find("//wp:inline")) == 0


def test_a_logo_stands_before_the_name_and_is_described(tree: Document) -> None:
    file = File.of(render_docx(tree.model_copy(update={"logo": address(drawn(300, 100))})))
    (picture,) = file.find("//w:p[w:pPr/w:pStyle/@w:val='Sign']//wp:inline/wp:docPr")
    assert picture.get("descr") == "Stadt Lindental"


@pytest.mark.parametrize("form", ["PNG", "JPEG"])
def test_an_editors_picture_is_kept_as_it_is_with_its_words(tree: Document, form: str) -> None:
    content = drawn(1200, 600, form)
    picture = Picture(
        data=address(content, f"image/{form.lower()}"),
        width=1200,
        height=600,
        alt=Typed(text="A\n<tree>"),
        caption=Typed(text="Under it"),
        credit="Me & you",
    )
    file = with_picture(tree, picture)
    assert content in file.parts.values()
    (described,) = file.find("//wp:inline/wp:docPr")
    assert described.get("descr") == "A <tree>"
    assert file.told() == ["Chapter", "Abbildung 1: Under it", "Bild: Me & you"]


@pytest.mark.parametrize("data", ["", "data:image/png;base64,!!", address(b"no picture"), address(drawn(9, 9)[:40])])
def test_a_picture_that_cannot_be_read_is_told_in_words(tree: Document, data: str) -> None:
    file = with_picture(tree, Picture(data=data, width=9, height=9, alt=Typed(text="What it shows")))
    assert file.told() == ["Chapter", "What it shows"]


def test_a_picture_that_is_odd_but_readable_is_shown(tree: Document) -> None:
    cut = drawn(9, 9)[:-12]
    bare = drawn(9, 9, "JPEG").replace(b"\xff\xe0\x00\x10JFIF", b"\xff\xe9\x00\x10odd!", 1)
    turned = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (20, 10)).save(turned, "JPEG", exif=exif)
    for content in (cut, bare, turned.getvalue()):
        file = with_picture(tree, Picture(data=address(content), width=9, height=9, alt=Typed(text="x")))
        assert len(file.find("//wp:inline")) == 1
    upright = checked(address(turned.getvalue()))
    assert upright is not None
    assert upright[1:] == (10, 20)


def test_a_picture_of_too_many_pixels_is_not_opened() -> None:
    assert checked(address(drawn(8000, 6000))) is None


@pytest.mark.parametrize(("width", "height"), [(1, 1), (5000, 100), (100, 5000), (4000, 3000)])
def test_a_picture_fits_on_the_page_and_keeps_its_shape(width: int, height: int) -> None:
    wide, high = fitted(width, height)
    assert wide <= 162
    assert high <= 200
    assert wide / high == pytest.approx(width / height)


@pytest.mark.parametrize("leftward", [False, True])
def test_one_stroke_is_one_person(leftward: bool) -> None:  # noqa: FBT001 - a case of the test
    content, _ = strokes([5], "#123456", leftward=leftward)
    with Image.open(io.BytesIO(content)) as opened:
        line = [opened.getpixel((x, 4)) for x in range(opened.width)]
    begun = sum(after == (18, 52, 86, 255) != before for before, after in zip([None, *line], line, strict=False))
    assert begun == 5
    assert (line[-1] == (18, 52, 86, 255)) is leftward


def test_the_longest_word_of_a_title_fits_on_its_line() -> None:
    assert title_size("Kurz") == 38
    assert title_size("Hitzeschutzmaßnahmenfinanzierungsverantwortung") < 20
    assert title_size("Wort " * 100) == 16

"""Pictures are drawn anew: small, upright, and without what their files say beside the picture."""

import io
from base64 import b64decode

import pytest
from PIL import Image

from live.render.photo import LONGEST_SIDE, made_safe
from live.render.work import Photo


def file(size: tuple[int, int] = (60, 40), form: str = "JPEG", mode: str = "RGB", **saved: object) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, "red").save(out, form, **saved)
    return out.getvalue()


def safe(content: bytes) -> tuple[Photo, Image.Image]:
    photo = Photo.model_validate_json(made_safe(content))
    return photo, Image.open(io.BytesIO(b64decode(photo.base64)))


def test_where_and_with_what_it_was_taken_is_gone() -> None:
    exif = Image.Exif()
    exif[0x010F] = "Secret Camera"
    exif.get_ifd(0x8825)[2] = (53.0, 4.0, 30.0)
    photo, picture = safe(file(exif=exif, comment=b"at home"))
    assert photo.media_type == "image/jpeg"
    assert not picture.getexif()
    raw = b64decode(photo.base64)
    assert b"Secret Camera" not in raw
    assert b"at home" not in raw
    assert b"Exif" not in raw


def test_a_picture_that_lies_on_its_side_is_set_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    photo, picture = safe(file((60, 40), exif=exif))
    assert (photo.width, photo.height) == picture.size == (40, 60)


@pytest.mark.parametrize(
    ("form", "mode", "media_type"),
    [
        ("PNG", "RGB", "image/png"),
        ("PNG", "RGBA", "image/png"),
        ("WEBP", "RGB", "image/jpeg"),
        ("WEBP", "RGBA", "image/png"),
        ("JPEG", "CMYK", "image/jpeg"),
        ("PNG", "P", "image/png"),
        ("PNG", "I;16", "image/png"),
    ],
)
def test_every_sort_becomes_png_or_jpeg(form: str, mode: str, media_type: str) -> None:
    out = io.BytesIO()
    Image.new(mode, (30, 20)).save(out, form)
    photo, picture = safe(out.getvalue())
    assert (photo.media_type, f"image/{(picture.format or '').lower()}") == (media_type, media_type)


def test_a_large_picture_becomes_smaller_and_a_small_one_stays() -> None:
    assert max(safe(file((5_000, 2_500)))[1].size) == LONGEST_SIDE
    assert safe(file((5, 4)))[1].size == (5, 4)


def test_a_large_photograph_saved_without_loss_does_not_stay_as_large() -> None:
    noisy = Image.effect_noise((1_600, 1_200), 90).convert("RGB")
    out = io.BytesIO()
    noisy.save(out, "PNG")
    photo, _ = safe(out.getvalue())
    assert photo.media_type == "image/jpeg"


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.7", b"<svg xmlns='http://www.w3.org/2000/svg'/>", file()[:300], file(form="GIF")]
)
def test_what_is_no_picture_is_refused(content: bytes) -> None:
    assert Photo.model_validate_json(made_safe(content)).refusal == "no_picture"


def test_a_small_file_that_would_need_much_memory_is_refused_before_it_is_unpacked() -> None:
    bomb = file((12_000, 8_000), "PNG", "1", optimize=True)
    assert len(bomb) < 30_000
    assert Photo.model_validate_json(made_safe(bomb)).refusal == "too_many_pixels"


def test_what_must_be_whole_in_memory_may_have_fewer_pixels_than_a_jpeg() -> None:
    size = (6_000, 5_000)
    whole = Photo.model_validate_json(made_safe(file(size, "PNG", "1", optimize=True)))
    assert whole.refusal == "too_many_pixels_whole"
    assert max(safe(file(size))[1].size) == LONGEST_SIDE


def test_a_palette_and_an_upright_mark_survive_being_made_smaller() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    drawn = Image.new("P", (4_000, 1_000), 1)
    drawn.putpalette([0, 0, 255, 255, 0, 0])
    out = io.BytesIO()
    drawn.save(out, "PNG", exif=exif)
    _, picture = safe(out.getvalue())
    assert picture.size == (500, 2_000)
    assert picture.convert("RGB").getpixel((9, 9)) == (255, 0, 0)

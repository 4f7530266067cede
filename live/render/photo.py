"""A picture from somebody's device, made fit to be published: small, upright, and without what it says beside itself.

Rule: nothing of the file that came in goes out again; the picture is drawn anew from its pixels. So the place where it
was taken, the device and hidden previews are gone. A file that would need too much memory is not even opened.
"""

import io
import warnings
from base64 import b64encode
from typing import Literal

from PIL import Image, ImageCms, ImageOps
from pydantic import BaseModel

LONGEST_SIDE = 2_000
MOST_PIXELS = 60_000_000
"""A camera of today makes half as many; from here on a file is refused before it is unpacked."""
FORMATS = ("JPEG", "PNG", "WEBP")
QUALITY = 86
LARGE = 1_000_000
"""Bytes from which on a picture without loss is not worth them."""


class Photo(BaseModel):
    """A picture to keep, or why there is none."""

    refusal: Literal["", "no_picture", "too_many_pixels"] = ""
    media_type: Literal["image/png", "image/jpeg"] = "image/jpeg"
    width: int = 0
    height: int = 0
    base64: str = ""


def made_safe(content: bytes) -> bytes:
    """A `Photo` as JSON."""
    return _photo(content).model_dump_json().encode()


def _photo(content: bytes) -> Photo:
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=FORMATS) as opened:
                return _drawn_anew(opened)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return Photo(refusal="too_many_pixels")
    except (OSError, ValueError, SyntaxError, EOFError):  # what Pillow raises at damaged files of all sorts
        return Photo(refusal="no_picture")


def _drawn_anew(opened: Image.Image) -> Photo:
    if opened.format == "JPEG":
        opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    upright = ImageOps.exif_transpose(opened)
    clear = "A" in upright.getbands() or "transparency" in upright.info
    picture = _in_plain_colours(upright).convert("RGBA" if clear else "RGB")
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    flat = opened.format == "PNG" or clear
    bare = Image.new(picture.mode, picture.size)
    bare.paste(picture)
    content = _saved(bare, "PNG") if flat else _saved(bare, "JPEG")
    if flat and not clear and len(content) > LARGE:  # a photograph, saved as if it were a drawing
        flat, content = False, _saved(bare, "JPEG")
    return Photo(
        media_type="image/png" if flat else "image/jpeg",
        width=bare.width,
        height=bare.height,
        base64=b64encode(content).decode(),
    )


def _saved(picture: Image.Image, form: Literal["PNG", "JPEG"]) -> bytes:
    out = io.BytesIO()
    if form == "PNG":
        picture.save(out, "PNG", optimize=True)
    else:
        picture.save(out, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return out.getvalue()


def _in_plain_colours(picture: Image.Image) -> Image.Image:
    """The same colours without a profile: phones save wider ones, which would look dull."""
    profile = picture.info.get("icc_profile")
    if not profile or picture.mode not in ("RGB", "CMYK"):
        return picture
    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        made = ImageCms.profileToProfile(picture, own, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):
        return picture
    return made or picture

"""A picture from somebody's device, made fit to be published: small, upright, and without what it says beside itself.

Rule: nothing of the file that came in goes out again; the picture is drawn anew from its pixels. So the place where it
was taken, the device and hidden previews are gone. A file that would need too much memory is not even
unpacked: a JPEG can be made smaller on its way in, every other sort has to be whole in memory.
"""

import io
import warnings
from base64 import b64encode
from typing import Literal

from PIL import Image, ImageCms, ImageOps

from live.render.work import Photo

LONGEST_SIDE = 2_000
MOST_PIXELS = 60_000_000
"""A camera of today makes half as many; from here on a file is refused before it is unpacked."""
MOST_PIXELS_WHOLE = 24_000_000
"""Of a sort that has to be whole in memory: PNG takes 9 bytes a pixel, WebP 17."""
FORMATS = ("JPEG", "PNG", "WEBP")
_SCALABLE = frozenset({"L", "RGB", "RGBA", "CMYK", "YCbCr"})
"""Modes whose pixels are colours, and not numbers of a palette."""
QUALITY = 86
LARGE = 1_000_000
"""Bytes from which on a picture without loss is not worth them."""


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
                if opened.format != "JPEG" and opened.width * opened.height > MOST_PIXELS_WHOLE:
                    return Photo(refusal="too_many_pixels_whole")
                return _drawn_anew(opened)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return Photo(refusal="too_many_pixels")
    except (OSError, ValueError, SyntaxError, EOFError):  # what Pillow raises at damaged files of all sorts
        return Photo(refusal="no_picture")


def _drawn_anew(opened: Image.Image) -> Photo:
    if opened.format == "JPEG":
        opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    clear = "A" in opened.getbands() or "transparency" in opened.info
    small = _small(opened, "RGBA" if clear else "RGB")
    picture = _in_plain_colours(ImageOps.exif_transpose(small)).convert("RGBA" if clear else "RGB")
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


def _small(opened: Image.Image, mode: str) -> Image.Image:
    """The picture at the size that it will have, with one copy of its pixels on the way at most."""
    whole = opened if opened.mode in _SCALABLE else opened.convert(mode)
    whole.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    return whole


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

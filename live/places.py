"""Where the product's own files lie: templates, static files and session files.

The rule: an installed package carries them in `live/_data`, a checkout has them beside the
package, and nobody but this module works out such a path.
"""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def templates() -> Path:
    """The folder of the Jinja2 templates. Raises `FileNotFoundError` when it is missing."""
    return _folder("templates")


def static() -> Path:
    """The folder of scripts, styles and fonts. Raises `FileNotFoundError` when it is missing."""
    return _folder("static")


def sessions() -> Path:
    """The folder of session files to copy. Raises `FileNotFoundError` when it is missing."""
    return _folder("sessions")


def _folder(name: str) -> Path:
    places = (_PACKAGE / "_data" / name, _PACKAGE.parent / name)
    for place in places:
        if place.is_dir():
            return place
    looked = " and ".join(str(place) for place in places)
    raise FileNotFoundError(f"The folder of {name} is missing; looked for {looked}.")

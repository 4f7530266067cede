"""How files that are taken along are called.

Rule: a name says what a file is, without opening it: title, day, language, version. It has nothing but letters, digits
and hyphens; browsers that know only plain letters get plain ones (RFC 6266).
"""

import re
from unicodedata import category, normalize
from urllib.parse import quote

LETTERS = 60
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})


def attachment(title: str, *more: str, ending: str) -> dict[str, str]:
    """The header under which a browser saves a file; empty words are left out."""
    plain = _slug(normalize("NFKD", title.translate(_UMLAUTS)).encode("ascii", "ignore").decode()) or "documentation"
    real = _slug(title) or plain
    rest = "".join(f"-{word}" for word in more if word) + f".{ending}"
    header = f'attachment; filename="{plain}{rest}"'
    if real != plain:
        header += f"; filename*=UTF-8''{quote(f'{real}{rest}')}"
    return {"content-disposition": header}


def _slug(words: str) -> str:
    # Vowel signs and accents of their own would part a word.
    plain = "".join(char for char in words if not category(char).startswith("M"))
    return re.sub(r"[\W_]+", "-", plain.lower())[:LETTERS].strip("-")

"""Which language Word is told a text is in, and which way its stretches run.

Rule: Word takes the direction of spaces and signs from the run they stand in, and letters that run the other way must
not share that run. Text is therefore cut into stretches of one direction each, and every stretch knows its language.
"""

import re
import unicodedata
from functools import lru_cache

from babel.core import get_global

from live.render.words import direction

WORD = {"ar": "ar-SA", "de": "de-DE", "en": "en-GB", "pt": "pt-PT", "zh": "zh-CN"}
"""Languages whose region Word expects to be another one than Babel's likeliest."""
NO_LANGUAGE = "x-none"
"""What Word calls text that is not to be checked."""
_LEFTWARD = re.compile(
    "[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_HEBREW = re.compile("[\u0590-\u05ff\ufb1d-\ufb4f]")
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z")
_STRONG = {"L": "ltr", "R": "rtl", "AL": "rtl"}
_REGION = re.compile(r"[A-Z]{2}\Z")


@lru_cache(maxsize=256)
def tag(language: str) -> str:
    """The language with its region, as Word lists them: `de-DE` for `de` and for `de-simple`."""
    if not _TAG.match(language):
        return NO_LANGUAGE
    parts = language.split("-")
    region = next((part.upper() for part in parts[1:] if _REGION.match(part.upper())), "")
    if region:
        return f"{parts[0]}-{region}"
    likely = str(get_global("likely_subtags").get(parts[0], "")).rpartition("_")[2]
    return WORD.get(parts[0], f"{parts[0]}-{likely}" if _REGION.match(likely) else NO_LANGUAGE)


def way(text: str, language: str, otherwise: str) -> str:
    """`ltr` or `rtl`: that of the language, else of the first letter, else the one around it."""
    if language:
        return direction(language)
    if not _LEFTWARD.search(text):
        return "ltr" if any(char.isalpha() for char in text) else otherwise
    return next((_STRONG[kind] for kind in map(unicodedata.bidirectional, text) if kind in _STRONG), otherwise)


def stretches(text: str, around: str) -> list[tuple[str, str]]:
    """Text and direction of each stretch; signs and digits between two directions go with the one around them."""
    if around == "ltr" and not _LEFTWARD.search(text):
        return [(text, "ltr")]
    kinds = [_STRONG.get(unicodedata.bidirectional(char), "") for char in text]
    ways = _settled(kinds, around)
    cut: list[tuple[str, str]] = []
    begun = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or ways[at] != ways[begun]:
            cut.append((text[begun:at], ways[begun]))
            begun = at
    return cut


def spoken(text: str, way: str, language: str, around: str) -> str:
    """The language of a stretch in Word's list, where the text itself names one; else that of the text around it.

    A language that runs the other way than the stretch cannot be its language: Latin letters in Arabic text.
    """
    for candidate in (language, around):
        if candidate and direction(candidate) == way:
            return tag(candidate)
    if way == "rtl":
        return "he-IL" if _HEBREW.search(text) else tag("ar")
    return NO_LANGUAGE


def _settled(kinds: list[str], around: str) -> list[str]:
    """The direction of every character: its own, or that of both its neighbours, or the one around."""
    after: list[str] = []
    following = around
    for kind in reversed(kinds):
        following = kind or following
        after.append(following)
    after.reverse()
    settled, before = [], around
    for kind, following in zip(kinds, after, strict=True):
        before = kind or before
        settled.append(before if before == following else around)
    return settled

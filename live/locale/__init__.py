"""Words in every language: gettext catalogues, read at start, and the forms that a page gets as JSON.

Rule: English sentences are the message ids; refusals have the id `reject:<code>`. Plural forms are keyed by CLDR
category (`one`, `few`, `other` …), so that pages choose with `Intl.PluralRules` and the server with Babel.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.messages.pofile import read_po

FOLDER = Path(__file__).parent
SOURCE = "en"
FOR_STAFF = frozenset({"de", "en"})
"""Languages in which those who work here find every word; others have those of participants and group moderators."""
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})
WRITTEN_AS = {"en": "en_GB"}
"""Whose customs a language follows where it has several: evenings take place in Europe, so 24 September 2026."""
NAMES = {
    "de": "Deutsch",
    "de-simple": "Leichte Sprache",
    "en": "English",
    "ar": "العربية",
    "tr": "Türkçe",
    "uk": "Українська",
}
"""Languages in their own words."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The words of one language. `language` is the tag asked for, `words` that of the catalogue that answers."""

    language: str
    single: dict[str, str] = field(default_factory=dict)
    plural: dict[str, dict[str, str]] = field(default_factory=dict)
    words: str = SOURCE

    @property
    def direction(self) -> str:
        """`rtl` or `ltr`."""
        return "rtl" if self.language.partition("-")[0] in RIGHT_TO_LEFT else "ltr"

    @property
    def locale(self) -> Locale:
        """Babel's rules for numbers, dates and plurals; those of English for a language that Babel does not know."""
        base = self.language.partition("-")[0]
        try:
            return Locale.parse(WRITTEN_AS.get(base, base))
        except (UnknownLocaleError, ValueError):
            return Locale.parse(WRITTEN_AS[SOURCE])

    def say(self, message: str, /, **params: object) -> str:
        """The message in this language, `%(name)s` filled in; the message itself where there is no translation."""
        words = self.single.get(message, message)
        return words % params if params else words

    def say_number(self, message: str, plural: str, n: int, /, **params: object) -> str:
        """The message in the form that goes with the number `n`, which is also the parameter `n`."""
        forms = self.plural.get(message)
        if not forms:
            forms = {"one": message, "other": plural}
        words = forms.get(str(self.locale.plural_form(n))) or forms["other"]
        return words % {"n": n, **params}

    def messages(self) -> dict[str, Any]:
        """What a page needs, as JSON: language, direction, all messages."""
        return {"language": self.language, "dir": self.direction, "messages": {**self.single, **self.plural}}


@cache
def languages() -> tuple[str, ...]:
    """Tags of the languages that have a catalogue, German and its variants first."""
    found = sorted(path.parent.parent.name.replace("_", "-") for path in FOLDER.glob("*/LC_MESSAGES/live.po"))
    return tuple(sorted({*found, SOURCE}, key=lambda tag: (tag.partition("-")[0] != "de", tag)))


def staff_language(offered: Sequence[str]) -> str:
    """The language of the desk, the editors and the office: the first of these in which they are worded."""
    spoken = (tag.partition("-")[0] for tag in offered)
    return next((tag for tag in spoken if tag in FOR_STAFF), SOURCE)


def catalogue(language: str) -> Catalogue:
    """The catalogue of a language; missing words come from the language it is a variant of, then from English."""
    base, _, variant = language.partition("-")
    tags = [tag for tag in (f"{base}-{variant}", base) if tag in languages()]
    words = tags[0] if tags else SOURCE
    return Catalogue(language, *_words(words), words)


@cache
def _words(language: str) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    """What is said in one way and what in several. Kept for good, so only of languages that have a catalogue."""
    base = language.partition("-")[0]
    single: dict[str, str] = {}
    plural: dict[str, dict[str, str]] = {}
    for tag in dict.fromkeys([SOURCE, base, language.replace("-", "_")]):
        _read(FOLDER / tag / "LC_MESSAGES" / "live.po", tag, single, plural)
    return single, plural


def _read(path: Path, tag: str, single: dict[str, str], plural: dict[str, dict[str, str]]) -> None:
    if not path.exists():
        return
    with path.open("rb") as file:
        read = read_po(file, locale=tag.partition("_")[0])
    categories = CATEGORIES.get(tag.partition("_")[0], ("one", "other"))
    for message in read:
        if not message.id or message.fuzzy:
            continue
        if isinstance(message.id, str):
            if isinstance(message.string, str) and message.string:
                single[message.id] = message.string
        elif isinstance(message.string, tuple | list) and all(message.string):
            plural[message.id[0]] = dict(zip(categories, message.string, strict=True))


CATEGORIES = {
    "ar": ("zero", "one", "two", "few", "many", "other"),
    "uk": ("one", "few", "many", "other"),
    "tr": ("one", "other"),
}
"""CLDR categories in the order of the `msgstr[n]` of our catalogues; all others have one and other."""

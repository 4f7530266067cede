"""Words of the document tree as text of one language: phrases translated, numbers, shares and moments formatted.

Rule: what comes out are runs, each in one language, so that every renderer can say which language it is and which way
it runs. A run whose language nobody knows (what people typed) has none. Control characters never leave this module.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_time
from babel.numbers import format_decimal, format_percent

from live.core.document import Authored, Document, Moment, Param, Phrase, Typed, Words
from live.core.text import in_language
from live.locale import RIGHT_TO_LEFT, catalogue
from live.render.quotation import parted

_SLOT = re.compile("\ue000(\\w+)\ue001")
"""Where a parameter goes in a translated message; private characters that no message has."""
_LINE_END = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ue000\ue001\ufffe\uffff\ud800-\udfff]")
SHARE = "share"
"""The name of parameters that are parts of a whole; with a word before it (`before_share`) where there are several."""


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one language; `language` is empty where it is not known. `foreign`: typed, to be kept apart."""

    text: str
    language: str
    foreign: bool = False


@dataclass(frozen=True, slots=True)
class Wording:
    """Words a document in one language. `language` is that of the document, `zone` where its clocks stand."""

    language: str
    default: str
    zone: ZoneInfo

    @classmethod
    def of(cls, document: Document, language: str | None = None) -> "Wording":
        """How to word this document; in its own language unless another one is wished."""
        return cls(language or document.language, document.language, ZoneInfo(document.zone))

    def runs(self, words: Words) -> tuple[Run, ...]:
        """The words in order, cut where the language changes."""
        match words:
            case Authored(text=text):
                said, language = in_language(text, self.language, self.default)
                return (Run(printable(said), language),)
            case Typed(text=text, language=language):
                return (Run(printable(text), language, foreign=True),)
            case Phrase():
                return tuple(self._phrase(words))

    def plain(self, words: Words) -> str:
        """The words as text, for formats that know no language."""
        return "".join(run.text for run in self.runs(words))

    def quotable(self, words: Words) -> str:
        """The words as text that is about to be quoted."""
        text = self.plain(words)
        return parted(text) if isinstance(words, Typed) and words.parted else text

    def number(self, number: float) -> str:
        """A whole number as it is, another one with one place after the point."""
        pattern = "#,##0" if isinstance(number, int) else "#,##0.0"
        return format_decimal(number, format=pattern, locale=self._locale)

    def share(self, share: float) -> str:
        """A part of the whole (0 to 1) in percent, the sign kept beside its number by a narrow space."""
        return re.sub("[\u00a0 ]", "\u202f", format_percent(share, locale=self._locale))

    def moment(self, moment: Moment) -> str:
        """The time of day without seconds, or the day in full."""
        at = datetime.fromtimestamp(moment.at / 1000, UTC).astimezone(self.zone)
        if moment.shown == "day":
            return format_date(at.date(), format="long", locale=self._locale)
        # All screens count to 24; Babel's own short form would count Arabic and English evenings to 12.
        return format_time(at, format="HH:mm", tzinfo=self.zone, locale=self._locale)

    def date(self, at: int) -> str:
        """The day as programs write it, as in names of files."""
        return datetime.fromtimestamp(at / 1000, UTC).astimezone(self.zone).date().isoformat()

    @property
    def _locale(self) -> Locale:
        return catalogue(self.language).locale

    def _phrase(self, phrase: Phrase) -> Iterator[Run]:
        slots: dict[str, str] = {name: f"\ue000{name}\ue001" for name in phrase.params}
        words = catalogue(self.language)
        if phrase.n is None:
            said = words.say(phrase.message, **slots)
        else:
            said = words.say_number(phrase.message, phrase.plural, phrase.n, **slots)
        for number, piece in enumerate(_SLOT.split(said)):
            if number % 2:
                yield self._param(piece, phrase.params[piece])
            elif piece:
                yield Run(piece, self.language)

    def _param(self, name: str, value: Param) -> Run:
        match value:
            case dict():
                said, language = in_language(value, self.language, self.default)
                return Run(printable(said), language)
            case Moment():
                return Run(self.moment(value), self.language)
            case str():
                return Run(printable(value), "", foreign=True)
            case _:
                share = name == SHARE or name.endswith(f"_{SHARE}")
                return Run(self.share(value) if share else self.number(value), self.language)


def printable(text: str) -> str:
    """The text as typed, one sort of line end, without control characters that no page or sheet can show."""
    return _CONTROL.sub("", _LINE_END.sub("\n", text))


def direction(language: str) -> str:
    """The way a language runs; `auto` where it is not known."""
    if not language:
        return "auto"
    return "rtl" if language.partition("-")[0] in RIGHT_TO_LEFT else "ltr"

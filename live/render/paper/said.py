"""Words as the page takes them: pieces of text that each know their language and the way they run.

Rule: words are data. A template is given strings and sets them as strings, so nothing that people typed can be markup.
Where a line may break within a very long word stands a zero-width space, which the template takes out again.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from live.core.document import Words
from live.locale import RIGHT_TO_LEFT
from live.render.paper.glyphs import SUBSTITUTE, clusters, drawable
from live.render.quotation import quoted
from live.render.words import Run, Wording, printable

Json = None | bool | int | float | str | Sequence["Json"] | Mapping[str, "Json"]
DESCRIPTION = 1_000
"""Characters of a description; a PDF/A-2 holds no string of more than 32767 bytes (ISO 19005-2, 6.1.13)."""
HYPHENATED = frozenset({"cs", "da", "de", "en", "es", "fr", "it", "nl", "pl", "pt", "ru", "sv", "tr", "uk"})
"""Languages whose words the typesetter knows how to divide."""
_BREAK, _PIECE = "\u200b", 10
_HELD = 18
"""Characters that the narrowest column holds."""
_LONG = re.compile(r"\S{19,}")
_AFTER_MARK = re.compile(r"(?<=[/>)\]};,?&=])(?=\w|[</({\[])")
"""Where an address or a piece of code is best broken."""
_LONG_WORD = re.compile(r"[^\W\d_]{14,}")
"""Only where there is such a word are words divided at all: short ones read better whole."""
_LONGEST_WORD = 60
_REPEATED = re.compile(r"(.)\1\1\1")
_VOWEL_FAR = re.compile(r"[^aeiouyäöüáéíóúàèêôâîıŭаеёиоуыэюяіїє]{9}", re.IGNORECASE)


@dataclass(slots=True)
class Sayer:
    """Words documents for paper. `substituted`: some character was not to be had and a square stands for it."""

    wording: Wording
    substituted: bool = False

    @property
    def direction(self) -> str:
        """The way the document runs."""
        return "rtl" if _tag(self.wording.language) in RIGHT_TO_LEFT else "ltr"

    def said(self, words: Words) -> dict[str, Json]:
        """A unit of text: its language, its direction, its pieces."""
        return self._unit(self.wording.runs(words))

    def quoted(self, words: Words) -> dict[str, Json]:
        """The same within quotation marks."""
        runs = self.wording.runs(words)
        text = quoted(self.wording.quotable(words), self.wording.language)
        language = runs[0].language if len(runs) == 1 else ""
        return self._unit((Run(text, language, foreign=True),))

    def start(self, words: Words, longest: int) -> dict[str, Json]:
        """How the words begin, in the language of their first piece."""
        first, text = self.wording.runs(words)[0], self.wording.plain(words)
        return self._unit((Run(shortened(text, longest), first.language, first.foreign),))

    def ours(self, text: str) -> dict[str, Json]:
        """Text in the language of the document."""
        return self._unit((Run(text, self.wording.language),))

    def foreign(self, text: str) -> dict[str, Json]:
        """A name or the like, of which nobody knows the language."""
        return self._unit((Run(printable(text), "", foreign=True),))

    def plain(self, words: Words) -> str:
        """The words as one line of text, for titles and descriptions, which no font has to draw."""
        return shortened(self.wording.plain(words), DESCRIPTION)

    def _unit(self, runs: tuple[Run, ...]) -> dict[str, Json]:
        pieces = [self._piece(run) for run in runs if run.text]
        language, direction = self._manner(runs[0]) if len(runs) == 1 else ("", self.direction)
        return {"lang": language, "dir": direction, "pieces": pieces, "whole": None}

    def _piece(self, run: Run) -> Json:
        language, direction = self._manner(run)
        text = drawable(run.text.replace("\t", " "))
        self.substituted = self.substituted or text.count(SUBSTITUTE) > run.text.count(SUBSTITUTE)
        hyphenates = (language or _tag(self.wording.language)) in HYPHENATED
        return {
            "text": breakable(text, hyphenates=hyphenates),
            "lang": language,
            "dir": direction,
            "long": hyphenates and bool(_LONG_WORD.search(text)),
        }

    def _manner(self, run: Run) -> tuple[str, str]:
        """Language as a font knows it, nothing where it is that of the document or unknown; direction, always."""
        if run.language:
            language = _tag(run.language)
            same = language == _tag(self.wording.language)
            return "" if same else language, "rtl" if language in RIGHT_TO_LEFT else "ltr"
        return "", first_direction(run.text) or ("ltr" if any(map(str.isdigit, run.text)) else self.direction)


def shortened(text: str, longest: int) -> str:
    """The text on one line, cut at a word where it is longer."""
    line = " ".join(text.split())
    if len(line) <= longest:
        return line
    cut = line[:longest]
    return (cut.rpartition(" ")[0] or cut) + " …"


def visible(text: str) -> bool:
    """Whether there is anything to be seen."""
    return any(unicodedata.category(char)[0] in "LNPS" for char in drawable(text))


def first_direction(text: str) -> str:
    """The way the first letter with a direction runs (UAX 9, P2); nothing where there is none."""
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind in {"L", "R", "AL"}:
            return "ltr" if kind == "L" else "rtl"
    return ""


def breakable(text: str, *, hyphenates: bool) -> str:
    """The text with places where a line may break inside of words that no line could hold."""
    return _LONG.sub(lambda match: _divided(match.group(), hyphenates=hyphenates), text)


def _divided(word: str, *, hyphenates: bool) -> str:
    """A real word is left to the rules of its language; addresses, shouts and other chains break anywhere."""
    letters = word.strip(".,;:!?…()„“”\"'«»‚‘’-–")
    real = letters.replace("-", "").isalpha() and not _REPEATED.search(word) and not _VOWEL_FAR.search(word)
    if hyphenates and real and len(word) <= _LONGEST_WORD:
        return word
    return _BREAK.join(piece for part in _AFTER_MARK.split(word) if part for piece in _pieces(part))


def _pieces(part: str) -> list[str]:
    """What stands between two marks: whole if a line can hold it, else cut anywhere between two signs."""
    if len(part) <= _HELD:
        return [part]
    signs = list(clusters(part))
    return ["".join(signs[at : at + _PIECE]) for at in range(0, len(signs), _PIECE)]


def _tag(language: str) -> str:
    """The language without its variety: easy German is German."""
    return language.partition("-")[0]

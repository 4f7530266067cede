"""Quotation marks around what people said: one pair outside, other ones inside, never doubled.

Rule: words are never changed, only marks. People type „…“, "…", “…”, «…», ,,…'' and mix them; one pair around the whole
is theirs or ours, so it is taken off before ours is put on. Pairs inside become the inner marks of the language. A mark
without a partner stays inside as a single one, and goes at the very edge, where it would stand double. What is quoted
already stays as it is.
"""

import re
import unicodedata
from dataclasses import dataclass, field

MARKS = {
    "ar": ("«", "»", "‹", "›"),
    "de": ("„", "“", "‚", "‘"),
    "en": ("“", "”", "‘", "’"),
    "tr": ("“", "”", "‘", "’"),
    "uk": ("«", "»", "„", "“"),
}
"""Language -> outer and inner pair. English stands in for languages that are not here."""

_DOUBLE_ENDS = ("“", "”", '"', "''")
_SINGLE_ENDS = ("‘", "’", "'")
_ENDS_OF = {
    **dict.fromkeys(("„", ",,", '"', "“", "”", "''"), _DOUBLE_ENDS),
    **dict.fromkeys(("‚", "‘", "’", "'"), _SINGLE_ENDS),
    "«": ("»",),
    "»": ("«",),
    "‹": ("›",),
    "›": ("‹",),
}
"""What people close an opening mark with, the right one and those that keyboards offer instead."""

_STYLES = frozenset(("„“", "“”", '""', "«»", "»«", "‚‘", "‘’", "''", "‹›", "›‹"))
"""What belongs together where people keep to one style."""
_MARK = re.compile(r",,(?=\w)|''|[„“”\"«»‚‘’'‹›]")
_PUNCTUATION_TO_THE_END = re.compile(r"[.,;:!?…]*\Z")
_PUNCTUATED = re.compile(r"[.!?…]\Z")
_SINGLE = frozenset("‚‘’'")
_OPENS_AFTER = frozenset("([{-–—/")
_SEPARATOR = re.compile(r"[ \t]+//[ \t]+")
_LOOKS = 8
"""Readings after which marks must read the same again, as what people write does after one; a heap of marks that never
does is left out."""
_DEEPEST = 50
"""Marks that can wait for a partner at once: a text of nothing but marks shall not take minutes."""
_LEAST_QUOTED = 2
"""Characters between single marks from which on they are a quotation and not two apostrophes, as in rock 'n' roll."""


@dataclass(slots=True)
class _Mark:
    glyph: str
    start: int
    end: int
    opens: bool
    closes: bool
    partner: "_Mark | None" = field(default=None, repr=False)


def quoted(text: str, language: str) -> str:
    """The text within the quotation marks of a language. Text from right to left has the marks of Arabic."""
    lines = text.strip()
    shown = _quoted(lines, language)
    for _ in range(_LOOKS):
        before, shown = shown, _quoted(shown, language)
        if shown == before:
            return shown
    return _dressed(_MARK.sub("", lines).strip(), language)


def parted(text: str) -> str:
    """The text with a line for each of the sentences that ` // ` parts."""
    return _SEPARATOR.sub("\n", text.strip())


def _quoted(lines: str, language: str) -> str:
    outer, end, *_ = _marks_for(lines, language)
    inside = lines[len(outer) : -len(end)]
    if inside == inside.strip() != "" and lines == outer + inside + end == _dressed(inside, language):
        return lines
    return _dressed(_without_edges(lines), language)


def _dressed(bare: str, language: str) -> str:
    """The text with the outer pair around it and the right marks inside."""
    pairs = _marks_for(bare, language)
    pieces, at, depth = [pairs[0]], 0, 0
    for mark in _marks(bare):
        opening = mark.opens if mark.partner is None else mark.start < mark.partner.start
        if mark.partner is None:
            shown = _lonely(bare, mark, pairs)
        else:
            depth -= not opening
            shown = pairs[(0 if depth % 2 else 2) + (not opening)]
            depth += opening
        pieces += [bare[at : mark.start], shown]
        at = mark.end
    return "".join([*pieces, bare[at:], pairs[1]])


def _marks_for(text: str, language: str) -> tuple[str, str, str, str]:
    return marks("ar" if runs_right_to_left(text) else language)


def _lonely(text: str, mark: _Mark, pairs: tuple[str, str, str, str]) -> str:
    """A mark without a partner, single where it is double: it would seem to open or to end the whole."""
    if mark.glyph in _SINGLE or mark.glyph in "‹›" or _measures(text, mark) or not (mark.opens or mark.closes):
        return mark.glyph
    return pairs[2] if mark.opens else pairs[3]


def marks(language: str) -> tuple[str, str, str, str]:
    """Outer and inner pair of a language."""
    return MARKS.get(language.partition("-")[0], MARKS["en"])


def runs_right_to_left(text: str) -> bool:
    """Whether the first letter that has a direction runs from right to left."""
    directions = (unicodedata.bidirectional(char) for char in text)
    return next((kind != "L" for kind in directions if kind in ("L", "R", "AL")), False)


def _without_edges(text: str) -> str:
    """The text without the pair around all of it, or without half a pair at its edge. Never nothing."""
    found = _marks(text)
    if not found:
        return text
    first, last = found[0], found[-1]
    leads = first.start == 0 and first.opens
    ends = last.closes and bool(_PUNCTUATION_TO_THE_END.match(text, last.end))
    bare = text
    if leads and ends and first.partner is last:
        within, after = text[first.end : last.start].strip(), text[last.end :]
        bare = text if after and _PUNCTUATED.search(within) else within + after
    elif leads and first.partner is None and first.glyph not in _SINGLE:
        bare = text[first.end :].lstrip()
    elif ends and last.partner is None and last.glyph not in _SINGLE and not _measures(text, last):
        bare = text[: last.start].rstrip() + text[last.end :]
    return bare or text


def _measures(text: str, mark: _Mark) -> bool:
    """Whether the mark means inches: 24"."""
    return mark.glyph == '"' and text[mark.start - 1 : mark.start].isdigit()


def _marks(text: str) -> list[_Mark]:
    """All marks of a text, those that belong together paired."""
    found: list[_Mark] = []
    open_: list[_Mark] = []
    for match in _MARK.finditer(text):
        before = found[-1] if found and found[-1].end == match.start() else None
        mark = _read(text, match, before)
        found.append(mark)
        partner = _partner(open_, mark) if mark.closes else None
        if partner is not None:
            partner.partner, mark.partner = mark, partner
            del open_[open_.index(partner) :]
        elif mark.opens:
            open_.append(mark)
            del open_[:-_DEEPEST]
    return found


def _read(text: str, match: re.Match[str], before: _Mark | None) -> _Mark:
    """What a mark may be, by what stands around it; `before` is a mark right before it."""
    glyph, start, end = match.group(), match.start(), match.end()
    previous, following = text[start - 1 : start], text[end : end + 1]
    opened = before is not None and before.opens
    after_gap = not previous or previous.isspace() or previous in _OPENS_AFTER or opened
    opens = after_gap and bool(following) and not (previous and following.isspace())
    closes = bool(previous) and not (previous.isspace() and following) and not following.isalnum()
    if glyph in ("„", "‚", ",,"):
        closes = False
    return _Mark(glyph, start, end, opens, closes)


def _partner(open_: list[_Mark], mark: _Mark) -> _Mark | None:
    """The nearest mark that this one closes: one of the same style if there is any."""
    fitting = [opener for opener in reversed(open_) if _fits(opener, mark)]
    return next((opener for opener in fitting if opener.glyph + mark.glyph in _STYLES), next(iter(fitting), None))


def _fits(opener: _Mark, mark: _Mark) -> bool:
    enough = opener.glyph not in _SINGLE or mark.start - opener.end >= _LEAST_QUOTED
    return enough and mark.glyph in _ENDS_OF[opener.glyph]

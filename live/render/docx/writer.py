"""Words of the tree as paragraphs: each in its style, each stretch in its language, each paragraph in its direction.

Rule: a paragraph that holds nothing but one person's words runs the way of those words; any other one runs the way of
the document. Headings and captions are numbered in the order in which they are written.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby
from typing import Literal

from live.core.document import Entry, Words
from live.locale import catalogue
from live.render.docx.elements import NONE, Xml, bookmark, joined, run, text, w
from live.render.docx.elements import field as field_of
from live.render.docx.languages import spoken, stretches, way
from live.render.docx.lists import FIRST
from live.render.quotation import quoted
from live.render.words import Run, Wording, direction, printable

MARKS = {"ltr": "\u200e", "rtl": "\u200f"}
"""Invisible letters that keep signs with the words they belong to."""


@dataclass(frozen=True, slots=True)
class Titled:
    """A heading that was written, for the contents: its level, the bookmark around it, and its words."""

    level: int
    bookmark: str
    content: Xml
    rtl: bool


@dataclass(slots=True)
class Writer:
    """Writes in one language, and remembers what it has numbered."""

    words: Wording
    headings: list[Titled] = field(default_factory=list)
    captions: dict[str, int] = field(default_factory=dict)
    numbered: int = 0

    @property
    def rtl(self) -> bool:
        """Whether the document runs from right to left."""
        return direction(self.words.language) == "rtl"

    def paragraph(self, style: str, words: Words) -> Xml:
        """A paragraph of nothing but these words."""
        content, rtl = self.unit(words)
        return self.of_runs(style, content, rtl=rtl)

    def said(self, style: str, message: str) -> Xml:
        """A paragraph of words of ours, already in the language of the document."""
        return self.of_runs(style, self.worded(message))

    def of_runs(self, style: str, content: Xml, *, rtl: bool | None = None, list_: int = 0) -> Xml:
        """A paragraph of runs. `list_`: the list it is counted in, where that is not the one of its style."""
        return w("p", _properties(style, list_, rtl=self.rtl if rtl is None else rtl, around=self.rtl), content)

    def unit(self, words: Words, look: Xml = NONE) -> tuple[Xml, bool]:
        """The runs of words that stand alone, and whether they run from right to left."""
        runs = self.words.runs(words)
        if len(runs) == 1:
            rtl = way(runs[0].text, runs[0].language, self._around) == "rtl"
            return self.runs_of(runs[0], rtl=rtl, look=look), rtl
        return self.within(words, look), self.rtl

    def within(self, words: Words, look: Xml = NONE) -> Xml:
        """The runs of words in a paragraph that runs the way of the document."""
        alike = groupby(self.words.runs(words), lambda each: (each.language, each.foreign))
        runs = (Run("".join(each.text for each in some), *known) for known, some in alike)
        return joined(*(self._among(each, look) for each in runs))

    def name(self, words: str, look: Xml = NONE) -> Xml:
        """The runs of a name, of a city or of people, in a paragraph that runs the way of the document."""
        return self._among(Run(printable(words), ""), look)

    def worded(self, words: str, look: Xml = NONE) -> Xml:
        """The runs of words of ours."""
        return self.runs_of(Run(words, self.words.language), rtl=self.rtl, look=look)

    def runs_of(self, said: Run, *, rtl: bool, look: Xml = NONE) -> Xml:
        """Text in one language as runs of one direction each, in a paragraph that runs from right to left or not."""
        around: Literal["ltr", "rtl"] = "rtl" if rtl else "ltr"
        if not said.text:
            return NONE
        fallback = self.words.language if direction(self.words.language) == "ltr" else self.words.default
        return joined(
            *(
                run(text(piece), _look(look, way_, spoken(piece, way_, said.language, fallback)))
                for piece, way_ in stretches(said.text, around)
            )
        )

    def quote(self, style: str, words: Words) -> Xml:
        """A paragraph with what somebody said, within quotation marks."""
        runs = self.words.runs(words)
        said = quoted(self.words.quotable(words), self.words.language)
        language = runs[0].language if len(runs) == 1 else self.words.language
        rtl = way(said, language, self._around) == "rtl"
        return self.of_runs(style, self.runs_of(Run(said, language), rtl=rtl), rtl=rtl)

    def heading(self, level: int, words: Words, *, number: int | None = None) -> Xml:
        """A heading with its place on the agenda, where it has one; the contents lead to it."""
        content, rtl = self.unit(words)
        if number is not None:
            sign = self.worded(self.words.number(number), w("rStyle", val="Number"))
            content = joined(sign, run(w("tab")), content)
        count = len(self.headings) + 1
        name = f"_Toc{count:08d}"
        self.headings.append(Titled(level, name, content, rtl))
        return self.of_runs(f"Heading{level}", bookmark(count, name, content), rtl=rtl)

    def caption(self, sort: Literal["Figure", "Table"], words: Words) -> Xml:
        """A numbered caption, of a figure under it, of a table above it."""
        count = self.captions.get(sort, 0) + 1
        self.captions[sort] = count
        ours = catalogue(self.words.language)
        label = ours.say("Figure") if sort == "Figure" else ours.say("Table")
        number = field_of(f"SEQ {sort} \\* ARABIC", self.worded(str(count)))
        content = joined(self.worded(f"{label} "), number, self.worded(": "), self.within(words))
        return self.of_runs("TableCaption" if sort == "Table" else "Caption", content)

    def listing(self, entries: Iterable[Entry], styles: tuple[str, str], *, numbered: bool = False) -> list[Xml]:
        """A list with its sub-points; a numbered one begins at one."""
        list_ = 0
        if numbered:
            list_ = FIRST + self.numbered
            self.numbered += 1
        written = []
        for entry in entries:
            content, rtl = self.unit(entry.words)
            written.append(self.of_runs(styles[0], content, rtl=rtl, list_=list_))
            written += [self.paragraph(styles[1], point.words) for point in entry.below]
        return written

    def empty(self, style: str = "Note") -> Xml:
        """That nobody said anything."""
        return self.said(style, catalogue(self.words.language).say("No mention"))

    @property
    def _around(self) -> str:
        return "rtl" if self.rtl else "ltr"

    def _among(self, said: Run, look: Xml) -> Xml:
        """A run among others; one that runs the other way takes its signs along."""
        there = way(said.text, said.language, self._around)
        if there == self._around:
            return self.runs_of(said, rtl=self.rtl, look=look)
        mark = MARKS[there]
        inside = Run(f"{mark}{said.text}{mark}", said.language)
        return joined(self.runs_of(inside, rtl=there == "rtl", look=look), self.worded(MARKS[self._around], look))


@lru_cache(maxsize=1024)
def _properties(style: str, list_: int, *, rtl: bool, around: bool) -> Xml:
    """Style, place in a list, direction where it is not that of the document's own style."""
    listed = w("numPr", w("ilvl", val=0), w("numId", val=list_)) if list_ else NONE
    direct = w("bidi") if rtl else w("bidi", val=0) if around else NONE
    return w("pPr", w("pStyle", val=style), listed, direct)


@lru_cache(maxsize=1024)
def _look(look: Xml, way_: str, language: str) -> Xml:
    """The properties of a run: its style, direction and language."""
    if way_ == "rtl":
        return joined(look, w("rtl"), w("lang", bidi=language))
    return joined(look, w("lang", val=language))

"""The documentation as Markdown (CommonMark with tables), for wikis, council papers and whoever writes on with it.

Rule: whatever people typed is text: no sign of theirs makes a heading, a list, a link, a table or markup. Nothing but
Markdown is written, no HTML. Languages cannot be said in it; each text keeps its letters, and readers its direction.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from live.core.document import (
    Block,
    Chapter,
    Columns,
    Document,
    Entry,
    Fact,
    Facts,
    Heading,
    Listing,
    MoodRound,
    Moods,
    Note,
    Paragraph,
    Picture,
    Quintessence,
    Quotes,
    Results,
    Speech,
    Table,
    Words,
)
from live.locale import catalogue
from live.render.escaping import hard_lines, inline, one_line
from live.render.frame import about, asked, banner, edition, parts, people
from live.render.quotation import quoted
from live.render.words import Wording

_MARK = re.compile(r"(?P<plain>- )|(?P<numbered>\d+\. )")


def render_markdown(document: Document, *, language: str | None = None, draft: bool = False) -> str:
    """The text in the document's own language or in another one."""
    writing = _Writing(Wording.of(document, language))
    blocks = [*writing.opening(document, draft=draft), *writing.contents(document.chapters)]
    for chapter in document.chapters:
        blocks += writing.chapter(chapter)
    return "\n\n".join([*_apart(filter(None, blocks)), *writing.pictures]) + "\n"


class _Writing:
    """Turns the tree into blocks of Markdown. `pictures` are named where they are shown and stand at the end."""

    def __init__(self, words: Wording) -> None:
        self.words = words
        self.say = catalogue(words.language).say
        self.pictures: list[str] = []

    def opening(self, document: Document, *, draft: bool) -> Iterator[str]:
        """Title, subtitle, whose evening it was and how many came."""
        yield self._heading(document.title, 1)
        note = banner(document, draft=draft) or edition(document)
        if note:
            yield self._strong(note)
        if document.subtitle:
            yield self._text(document.subtitle)
        yield self._text(about(document))
        if document.city:
            yield hard_lines(document.city)
        if document.people:
            yield self._text(people(document))

    def contents(self, chapters: Sequence[Chapter]) -> Iterator[str]:
        """All chapters by number and title."""
        yield f"## {inline(self.say('Contents'))}"
        yield "\n".join(f"- {one_line(self._numbered(chapter))}" for chapter in chapters)

    def chapter(self, chapter: Chapter) -> Iterator[str]:
        """Its title, when it was, and its parts."""
        yield f"## {inline(self._numbered(chapter))}"
        yield hard_lines("\n".join(self.words.plain(line) for line in chapter.margin))
        for heading, blocks in parts(chapter):
            if heading:
                yield self._heading(heading.words, 3)
            for block in blocks:
                yield from self._block(block, 4 if heading else 3)

    def _block(self, block: Block, level: int) -> Iterator[str]:
        match block:
            case Paragraph() | Note():
                yield self._text(block.words)
            case Heading():
                yield self._heading(block.words, level)
            case Quotes():
                yield self._list(block.entries, quotes=True)
            case Listing():
                yield self._list(block.entries, numbered=block.numbered)
            case Columns():
                for column in block.columns:
                    yield self._heading(column.title, level)
                    yield self._list(column.entries)
            case Facts():
                yield "\n".join(f"- {self._fact(fact)}" for fact in block.facts)
            case Table():
                yield self._timetable(block)
            case Results():
                yield from self._results(block, level)
            case Moods():
                yield from self._moods(block, level)
            case _:
                yield from self._said(block, level)

    def _fact(self, fact: Fact) -> str:
        if fact.big:
            return f"{self._strong(fact.value)} {self._inline(fact.label)}"
        return f"{self._strong(fact.label, ':')} {self._inline(fact.value)}"

    def _said(self, block: Quintessence | Speech | Picture, level: int) -> Iterator[str]:
        match block:
            case Quintessence():
                yield self._heading(block.label, level)
                yield "\n".join(f"> {line}" for line in self._text(block.words).split("\n"))
                if not block.released:
                    yield hard_lines(self.say("Not yet released by the group"))
            case Speech():
                role = f"\\\n{self._text(block.role)}" if block.role else ""
                yield self._strong(block.speaker) + role
            case Picture():
                yield self._picture(block)

    def _picture(self, block: Picture) -> str:
        name = f"picture-{len(self.pictures) + 1}"
        self.pictures.append(f"[{name}]: {block.data}")
        credit = self.say("Picture: %(credit)s", credit=block.credit) if block.credit else ""
        below = [
            hard_lines(line) for line in (self.words.plain(block.caption) if block.caption else "", credit) if line
        ]
        return "\\\n".join([f"![{self._inline(block.alt)}][{name}]", *below])

    def _list(self, entries: Sequence[Entry], *, quotes: bool = False, numbered: bool = False) -> str:
        if not entries:
            return f"*{inline(self.say('No mention'))}*"
        lines: list[str] = []
        for number, entry in enumerate(entries, 1):
            mark = f"{number}. " if numbered else "- "
            lines.append(self._point(mark, "", entry, quotes=quotes))
            lines += [self._point("- ", " " * len(mark), point, quotes=quotes) for point in entry.below]
        return "\n".join(lines)

    def _point(self, mark: str, indent: str, entry: Entry, *, quotes: bool) -> str:
        said = (
            quoted(self.words.quotable(entry.words), self.words.language) if quotes else self.words.plain(entry.words)
        )
        text = hard_lines(said)
        return indent + mark + text.replace("\n", "\n" + indent + " " * len(mark))

    def _timetable(self, block: Table) -> str:
        number = [""] if block.numbered else []
        rows = [
            [
                *([self.words.number(at)] if block.numbered else []),
                *("; ".join(self.words.plain(line) for line in column) for column in row),
            ]
            for at, row in enumerate(block.rows, 1)
        ]
        return _table([*number, *(self.words.plain(head) for head in block.head)], rows)

    def _results(self, block: Results, level: int) -> Iterator[str]:
        if block.question:
            yield self._heading(block.question, level)
        yield self._text(block.sentence)
        rows = [
            [self.words.plain(bar.label), self.words.number(bar.count), self.words.share(bar.share)]
            for bar in block.bars
        ]
        if rows:
            yield _table([self.say("Answer"), self.say("People"), self.say("Share")], rows, numbers=2)
        yield self._text(block.caption)

    def _moods(self, block: Moods, level: int) -> Iterator[str]:
        if block.question:
            yield self._heading(block.question, level)
        yield self._text(block.sentence)
        labels = [[bar.label for bar in mood.bars] for mood in block.rounds]
        alike = bool(labels) and all(label == labels[0] for label in labels)
        for rounds in [block.rounds] if alike else [(mood,) for mood in block.rounds]:
            yield self._compared(rounds)
        if block.note:
            yield self._text(block.note)

    def _compared(self, rounds: Sequence[MoodRound]) -> str:
        """A row for each answer, a column for each round."""
        heads = [f"{self.words.plain(mood.label)} ({self.words.plain(asked(mood))})" for mood in rounds]
        rows = [
            [
                self.words.plain(bar.label),
                *(
                    f"{self.words.number(mood.bars[at].count)} ({self.words.share(mood.bars[at].share)})"
                    for mood in rounds
                ),
            ]
            for at, bar in enumerate(rounds[0].bars)
        ]
        return _table([self.say("Answer"), *heads], rows, numbers=len(rounds))

    def _numbered(self, chapter: Chapter) -> str:
        title = self.words.plain(chapter.title)
        return f"{self.words.number(chapter.number)}. {title}" if chapter.number else title

    def _heading(self, words: Words, level: int) -> str:
        return f"{'#' * level} {self._inline(words)}"

    def _strong(self, words: Words, after: str = "") -> str:
        text = self._inline(words) + after
        return f"**{text}**" if text else ""

    def _text(self, words: Words) -> str:
        return hard_lines(self.words.plain(words))

    def _inline(self, words: Words) -> str:
        return inline(self.words.plain(words))


def _apart(blocks: Iterable[str]) -> Iterator[str]:
    """The blocks; a list right after another one has other marks, else they would be one list."""
    before = ""
    for block in blocks:
        mark = _MARK.match(block)
        if mark and before == mark.lastgroup:
            before = ""
            yield re.sub(r"(?m)^(-|\d+\.) ", lambda found: found[1].replace("-", "*").replace(".", ")") + " ", block)
        else:
            before = mark.lastgroup or "" if mark else ""
            yield block


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]], *, numbers: int = 0) -> str:
    """A table; its last `numbers` columns are numbers. Every row has as many cells as the head."""
    width = len(heads)
    rule = ["---"] * (width - numbers) + ["---:"] * numbers
    lines = [[inline(head) for head in heads], rule]
    lines += [[inline(text) for text in [*row, *[""] * width][:width]] for row in rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)

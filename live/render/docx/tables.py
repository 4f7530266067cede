"""Tables of the file: facts, agendas, columns of a board, and the numbers of results and mood checks.

Rule: every table has a head that is repeated on every page, and a title for those who hear it. Only the table of a
board lets its row run on over the page, for there a column is a list.
"""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from live.core.document import Column, Columns, Fact, Facts, MoodRound, Moods, Results, Table, Words
from live.locale import catalogue
from live.render import frame
from live.render.docx.elements import NONE, Xml, joined, run, w
from live.render.docx.styles import TEXT_WIDTH
from live.render.docx.writer import Writer

FIGURES_IN_A_ROW = 4
COLUMNS_IN_A_ROW = 4
ROUNDS_IN_A_ROW = 4
PLACE, NUMBER = 560, 1250
"""Widths of a column of places and of one of numbers."""
LEAST_LINE, LONGEST_LINE = 10, 40
"""Characters from which on and up to which a longer line makes its column wider."""
AFTER = w("p", w("pPr", w("pStyle", val="Gap")))
"""What keeps one table apart from the next."""
STRONG = w("rStyle", val="Strong")

Thing = TypeVar("Thing")


def facts(writer: Writer, block: Facts) -> Iterator[Xml]:
    """The large figures in rows, below them the others as lines."""
    big = [fact for fact in block.facts if fact.big]
    for row in _evenly(big, FIGURES_IN_A_ROW):
        yield _figures(writer, row)
        yield AFTER
    for fact in block.facts:
        if not fact.big:
            label = writer.within(fact.label, w("rStyle", val="Quiet"))
            yield writer.of_runs("Fact", joined(label, run(w("tab")), writer.within(fact.value)))


def table(writer: Writer, block: Table) -> Iterator[Xml]:
    """Rows under their head; the first cell of a row names it."""
    place = [PLACE] if block.numbered else []
    widths = [*place, *_fitting(writer, block, TEXT_WIDTH - sum(place))]
    empty = [_blank("CellHead")] if block.numbered else []
    rows = [[*empty, *(writer.paragraph("CellHead", words) for words in block.head)]]
    for number, row in enumerate(block.rows, 1):
        said = writer.worded(writer.words.number(number), w("rStyle", val="Number"))
        sign = [writer.of_runs("CellName", said)] if block.numbered else []
        cells = [_lines(writer, cell, "Cell" if at else "CellName") for at, cell in enumerate(row)]
        rows.append([*sign, *cells])
    yield _table(writer, widths, rows, "")
    yield AFTER


def columns(writer: Writer, block: Columns) -> Iterator[Xml]:
    """Named columns beside each other, in as many tables as their number needs."""
    for some in _evenly(block.columns, COLUMNS_IN_A_ROW):
        widths = _equal(len(some), TEXT_WIDTH)
        head = [writer.paragraph("CellHead", column.title) for column in some]
        body = [_entries(writer, column) for column in some]
        yield _table(writer, widths, [head, body], "", whole_rows=False)
        yield AFTER


def results(writer: Writer, block: Results) -> Xml:
    """Answers, people, shares."""
    ours = catalogue(writer.words.language)
    widths = [TEXT_WIDTH - 2 * NUMBER, NUMBER, NUMBER]
    head = [
        writer.said("CellHead", ours.say("Answer")),
        writer.said("CellNumberHead", ours.say("People")),
        writer.said("CellNumberHead", ours.say("Share")),
    ]
    rows = [
        [
            writer.paragraph("Cell", bar.label),
            _number(writer, writer.words.number(bar.count), STRONG),
            _number(writer, writer.words.share(bar.share)),
        ]
        for bar in block.bars
    ]
    return _table(writer, widths, [head, *rows], writer.words.plain(block.caption))


def moods(writer: Writer, block: Moods) -> Iterator[Xml]:
    """The signals in rows, the mood checks beside each other: people and their share."""
    ours = catalogue(writer.words.language)
    for rounds in _evenly(block.rounds, ROUNDS_IN_A_ROW):
        widths = _shared(len(rounds) + 1, TEXT_WIDTH)
        heads = [_round(writer, each) for each in rounds]
        rows = [[writer.said("CellHead", ours.say("Answer")), *heads]]
        for at, bar in enumerate(rounds[0].bars):
            counted = [each.bars[at] for each in rounds]
            cells = [_counted(writer, other.count, other.share) for other in counted]
            rows.append([writer.paragraph("CellName", bar.label), *cells])
        yield _table(writer, widths, rows, writer.words.plain(block.sentence))
        yield AFTER


def _figures(writer: Writer, row: Sequence[Fact]) -> Xml:
    heads = [writer.paragraph("CellHead", fact.label) for fact in row]
    values = [writer.paragraph("Figure", fact.value) for fact in row]
    return _table(writer, _equal(len(row), TEXT_WIDTH), [heads, values], "", style="TableNormal")


def _round(writer: Writer, mood: MoodRound) -> Xml:
    return joined(
        writer.of_runs("CellNumberHead", writer.within(mood.label, STRONG)),
        writer.of_runs("CellNumberHead", writer.within(frame.asked(mood))),
    )


def _counted(writer: Writer, count: int, share: float) -> Xml:
    number = writer.worded(writer.words.number(count), STRONG)
    percent = writer.worded(f"  {writer.words.share(share)}", w("rStyle", val="Quiet"))
    return writer.of_runs("CellNumber", joined(number, percent))


def _number(writer: Writer, number: str, look: Xml = NONE) -> Xml:
    return writer.of_runs("CellNumber", writer.worded(number, look))


def _entries(writer: Writer, column: Column) -> Xml:
    written = writer.listing(column.entries, ("CellList", "CellPoint"))
    return joined(*written) if written else writer.empty()


def _lines(writer: Writer, cell: Sequence[Words], style: str) -> Xml:
    return joined(*(writer.paragraph(style, words) for words in cell)) if cell else _blank(style)


def _blank(style: str) -> Xml:
    return w("p", w("pPr", w("pStyle", val=style)))


def _table(
    writer: Writer,
    widths: Sequence[int],
    rows: Sequence[Sequence[Xml]],
    title: str,
    *,
    style: str = "DialogueTable",
    whole_rows: bool = True,
) -> Xml:
    """A table of cells that are paragraphs; its first row is its head. `title`: said instead of the table."""
    properties = w(
        "tblPr",
        w("tblStyle", val=style),
        w("bidiVisual") if writer.rtl else NONE,
        w("tblW", w=sum(widths), type="dxa"),
        w("tblLayout", type="fixed"),
        w("tblLook", val="0020", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0, noHBand=1, noVBand=1),
        w("tblCaption", val=title) if title else NONE,
    )
    grid = w("tblGrid", *(w("gridCol", w=width) for width in widths))
    head = w("trPr", w("cantSplit"), w("tblHeader"))
    other = w("trPr", w("cantSplit")) if whole_rows else NONE
    written = (
        w(
            "tr",
            other if at else head,
            *(w("tc", w("tcPr", w("tcW", w=width, type="dxa")), cell) for width, cell in zip(widths, row, strict=True)),
        )
        for at, row in enumerate(rows)
    )
    return w("tbl", properties, grid, *written)


def _equal(count: int, width: int) -> list[int]:
    return [width // count] * count


def _fitting(writer: Writer, block: Table, width: int) -> list[int]:
    """Columns as wide as their longest lines ask for, none very narrow, none very wide."""
    longest = [len(writer.words.plain(words)) for words in block.head]
    for row in block.rows:
        for at, cell in enumerate(row):
            longest[at] = max(longest[at], *(len(writer.words.plain(words)) for words in cell), 0)
    wished = [min(max(length, LEAST_LINE), LONGEST_LINE) for length in longest]
    return [width * each // sum(wished) for each in wished]


def _shared(count: int, width: int) -> list[int]:
    """The first column twice as wide as each other one."""
    if count < 2:  # noqa: PLR2004 - a table of one column
        return [width] * count
    other = width // (count + 1)
    return [width - other * (count - 1), *[other] * (count - 1)]


def _evenly(things: Sequence[Thing], most: int) -> Iterator[Sequence[Thing]]:
    """Things in groups of at most so many, the groups as equal as can be."""
    if not things:
        return
    size = -(-len(things) // -(-len(things) // most))
    for begun in range(0, len(things), size):
        yield things[begun : begun + size]

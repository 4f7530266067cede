"""Trees that no evening makes: every block once, as full and as empty as it can be."""

from live.core.document import (
    Bar,
    Block,
    Chapter,
    Column,
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
    Typed,
)

ZZ = Typed(text="ZZ <b>\x00 & „")
DOT = (
    "data:image/png;base64,"
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
"""A picture of one pixel."""
ENTRIES = (Entry(words=ZZ, below=(Entry(words=ZZ),)),)


def one_of_each_block(document: Document) -> Document:
    """The document with one chapter that holds every sort of block, some of them empty."""
    chapter = Chapter(id="all", title=ZZ, margin=(ZZ,), blocks=blocks())
    return document.model_copy(update={"chapters": (chapter,), "people": 0})


def blocks() -> tuple[Block, ...]:
    """Every sort of block."""
    bars = (Bar(label=ZZ, count=0, share=0), Bar(label=ZZ, count=0, share=0))
    fingers = MoodRound(label=ZZ, at=None, people=0, bars=bars, signals=("1", "2"))
    return (
        Paragraph(words=ZZ),
        Heading(words=ZZ),
        Heading(words=ZZ, level=2),
        Quotes(entries=ENTRIES),
        Quotes(entries=()),
        Listing(entries=ENTRIES),
        Listing(entries=(), numbered=True),
        Columns(columns=(Column(title=ZZ, entries=()),)),
        Facts(facts=(Fact(label=ZZ, value=ZZ, big=True), Fact(label=ZZ, value=ZZ))),
        Table(head=(ZZ, ZZ), rows=(((ZZ,), ()), ((ZZ, ZZ), (ZZ,)))),
        Results(question=ZZ, sentence=ZZ, caption=ZZ, of=0, bars=bars),
        Results(sentence=ZZ, caption=ZZ, of=0, bars=()),
        Moods(question=ZZ, sentence=ZZ, rounds=(fingers,), note=ZZ),
        Quintessence(label=ZZ, words=ZZ, released=False),
        Speech(speaker=ZZ, role=ZZ),
        Speech(speaker=ZZ),
        Picture(data=DOT, width=1, height=1, alt=ZZ, caption=ZZ, credit="ZZ"),
        Picture(data=DOT, width=1, height=1, alt=ZZ),
        Note(words=ZZ),
    )

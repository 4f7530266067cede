"""What every readable form says around the chapters, and in which parts a chapter is read.

Rule: the words are made once here and worded by the renderer, so that no two forms of one documentation differ.
"""

from live.core.document import (
    Authored,
    Block,
    Chapter,
    Document,
    Heading,
    Moment,
    MoodRound,
    Paragraph,
    Typed,
    Words,
    nphrase,
    phrase,
)

DAY = 86_400_000
GROUP_LEVEL = 2
"""The level of headings that begin a part of a chapter, as of one group."""


def about(document: Document) -> Words:
    """What this is, and of which day."""
    day = Moment(at=document.starts_at, shown="day")
    return phrase("Documentation of the digital citizens’ dialogue on %(day)s", day=day)


def people(document: Document) -> Words:
    """How many took part."""
    return nphrase("%(n)s person took part", "%(n)s people took part", document.people)


def banner(document: Document, *, draft: bool) -> Words | None:
    """That it is not final and as of when, for drafts and while the evening has not ended."""
    if not draft and document.state == "ended":
        return None
    at = Moment(at=document.as_of)
    if abs(document.as_of - document.starts_at) < DAY:
        return phrase("Draft, as of %(at)s", at=at)
    return phrase("Draft, as of %(day)s, %(at)s", day=Moment(at=document.as_of, shown="day"), at=at)


def asked(mood: MoodRound) -> Words:
    """How many showed a hand, and when."""
    if mood.at is None:
        return nphrase("%(n)s person", "%(n)s people", mood.people)
    return nphrase("%(n)s person, %(at)s", "%(n)s people, %(at)s", mood.people, at=Moment(at=mood.at))


def parts(chapter: Chapter) -> list[tuple[Heading | None, list[Block]]]:
    """The blocks of a chapter, each group's under its heading; the prompts of all groups once, before them."""
    found: list[tuple[Heading | None, list[Block]]] = [(None, [])]
    for block in chapter.blocks:
        if isinstance(block, Heading) and block.level == GROUP_LEVEL:
            found.append((block, []))
        else:
            found[-1][1].append(block)
    groups = [blocks for _, blocks in found[1:]]
    while groups and all(blocks and _same_text(blocks[0], groups[0][0]) for blocks in groups):
        found[0][1].append(groups[0][0])
        for blocks in groups:
            del blocks[0]
    return found


def _same_text(block: Block, other: Block) -> bool:
    """Whether both are the same paragraph; the keys of their words are their places and may differ."""
    return (
        isinstance(block, Paragraph)
        and isinstance(other, Paragraph)
        and _without_key(block.words) == _without_key(other.words)
    )


def _without_key(words: Words) -> Words:
    return words.model_copy(update={"key": ""}) if isinstance(words, Authored | Typed) else words

"""What the forms say around the chapters, and how they cut a chapter into the parts of its groups.

Rule: words only, as phrases of the tree; how they look is up to each form.
"""

from math import ceil

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

GROUP_LEVEL = 2
"""The level of headings that begin a part of a chapter, as of one group."""
SOLID_ABOVE = 120
"""People from which on single strokes can no longer be told apart; the templates for paper know it too."""
ROW, MOST_ROWS = 100, 12
"""Strokes in one row under the title, and rows."""
DAY = 86_400_000


def about(document: Document) -> Words:
    """What this is, and of which day."""
    day = Moment(at=document.starts_at, shown="day")
    return phrase("Documentation of the digital citizens’ dialogue on %(day)s", day=day)


def people(document: Document) -> Words:
    """How many took part; what the row of strokes under the title says."""
    return nphrase("%(n)s person took part", "%(n)s people took part", document.people)


def edition(document: Document) -> Words | None:
    """Which publication this is and of when; nothing while it is not published."""
    if not document.version or document.published_at is None:
        return None
    day = Moment(at=document.published_at, shown="day")
    return phrase("Version %(version)s, published on %(day)s", version=document.version, day=day)


def state(document: Document, *, draft: bool) -> Words:
    """What this copy is: a draft, a numbered publication, or what was known at some moment."""
    at = Moment(at=document.as_of)
    known = phrase("As of %(day)s, %(at)s", day=Moment(at=document.as_of, shown="day"), at=at)
    return banner(document, draft=draft) or edition(document) or known


def banner(document: Document, *, draft: bool) -> Words | None:
    """That it is not final, and as of when; said anyway while the evening has not ended."""
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


def rows(people: int) -> list[int]:
    """How many strokes stand in each row under the title; as few rows as can be, filled as evenly as can be."""
    if not people:
        return []
    length = ceil(people / min(ceil(people / ROW), MOST_ROWS))
    return [min(length, people - begun) for begun in range(0, people, length)]


def parts(chapter: Chapter) -> list[tuple[Heading | None, list[Block]]]:
    """The blocks of a chapter, each group's under its heading; the prompts of all groups once, before them."""
    cut: list[tuple[Heading | None, list[Block]]] = [(None, [])]
    for block in chapter.blocks:
        if isinstance(block, Heading) and block.level == GROUP_LEVEL:
            cut.append((block, []))
        else:
            cut[-1][1].append(block)
    groups = [blocks for _, blocks in cut[1:]]
    while groups and all(blocks and _same_prompt(blocks[0], groups[0][0]) for blocks in groups):
        cut[0][1].append(groups[0][0])
        for blocks in groups:
            del blocks[0]
    return cut


def _same_prompt(block: Block, other: Block) -> bool:
    """Whether both say the same; the keys of their words are their places and may differ."""
    if not isinstance(block, Paragraph) or not isinstance(other, Paragraph):
        return False
    return _without_key(block.words) == _without_key(other.words)


def _without_key(words: Words) -> Words:
    return words.model_copy(update={"key": ""}) if isinstance(words, Authored | Typed) else words

"""What people entered stands in every form: nothing missing, nothing doubled, in order, and nothing that was hidden."""

import io
import re
import zipfile
from functools import cache

import pytest

from live.core.document import Document, Quotes
from live.dialogue.document import document
from live.render.formats import FORMATS, render
from tests.evening import Evening, evening
from tests.evening_oddities import ODD, ODDITIES
from tests.render.entered import Entered, bare, entered
from tests.render.readers import READERS, Read, paper

LANGUAGES = ("de", "ar")
PEOPLE = 80
BROKEN_WITH = re.compile("[\u00ad\u200b\ufffe\u0002]")
"""What lines on paper are broken with."""
READ_OTHERWISE = re.compile("[\u0600-\u06ff\u202e\uff00-\uffef]")
"""Letters that are read from paper as they stand there, from right to left, or that no font for paper has."""


@cache
def odd() -> Evening:
    return evening(people=PEOPLE, said=ODD)


@cache
def plain() -> Evening:
    return evening()


@cache
def tree(name: str) -> Document:
    played = {"odd": odd, "plain": plain}[name]()
    return document(played.state, played.now)


@cache
def wanted(name: str, language: str) -> Entered:
    return entered({"odd": odd, "plain": plain}[name](), language)


@cache
def read(form: str, name: str, language: str) -> Read:
    return READERS[form](tree(name), language)


every_form = pytest.mark.parametrize(
    ("form", "name", "language"),
    [(form, name, language) for form in READERS for name in ("plain", "odd") for language in LANGUAGES],
)


def test_the_odd_evening_has_every_oddity_in_every_kind_of_text() -> None:
    said = wanted("odd", "de")
    assert {bare(text) for text in ODDITIES} <= {bare(text) for text in said.texts}
    assert len(said.texts) > 4 * len(ODDITIES)
    assert len(said.quintessences) == 4
    assert all(any(sign in text for sign in "<{=+@#*|&/\\-:_.%$~'>[ß") for text in said.plan)


def test_every_form_that_a_reader_is_known_for_is_read() -> None:
    assert set(READERS) <= {form.name for form in FORMATS}


def found(said: list[str], read_: Read) -> tuple[list[str], list[str]]:
    """What was entered, and what a reader found of it."""
    texts = [bare(text) for text in said]
    known = set(texts)
    return texts, [text for text in map(bare, read_.texts) if text in known]


def told(entered_: Entered, read_: Read) -> tuple[list[str], list[str]]:
    """The same of all texts, without the place where a form for reading points to the ideas of all groups again."""
    texts, there = found(entered_.texts, read_)
    again = [bare(text) for ideas in entered_.ideas for text in ideas]
    pointed = len(entered_.ideas) > 1 and read_.points and there[len(texts) :] == again
    return texts, there[: len(texts)] if pointed else there


@every_form
def test_every_text_is_there_once_and_in_order(form: str, name: str, language: str) -> None:
    texts, there = told(wanted(name, language), read(form, name, language))
    assert there == texts


@pytest.mark.parametrize("form", READERS)
def test_what_is_missing_doubled_or_moved_would_be_noticed(form: str) -> None:
    whole = tree("plain")
    at, quotes = next(
        (place, block)
        for place, chapter in enumerate(whole.chapters)
        for block in chapter.blocks
        if isinstance(block, Quotes)
    )
    chapter, entries = whole.chapters[at], quotes.entries
    for changed in (entries[1:], (*entries, entries[0]), entries[::-1]):
        other = quotes.model_copy(update={"entries": changed})
        blocks = tuple(other if block is quotes else block for block in chapter.blocks)
        chapters = (*whole.chapters[:at], chapter.model_copy(update={"blocks": blocks}), *whole.chapters[at + 1 :])
        texts, there = told(wanted("plain", "de"), READERS[form](whole.model_copy(update={"chapters": chapters}), "de"))
        assert there != texts


@every_form
def test_every_quintessence_is_there_once_and_in_order(form: str, name: str, language: str) -> None:
    texts, there = found(wanted(name, language).quintessences, read(form, name, language))
    assert there == texts


@every_form
def test_every_count_is_there_once_and_in_order(form: str, name: str, language: str) -> None:
    counts = read(form, name, language).counts
    assert counts is None or [(bare(label), n) for label, n in counts] == [
        (bare(label), n) for label, n in wanted(name, language).counts
    ]


@every_form
def test_everything_that_was_planned_is_there(form: str, name: str, language: str) -> None:
    whole = "\n".join(map(bare, read(form, name, language).texts))
    assert [text for text in wanted(name, language).plan if bare(text) not in whole] == []


@pytest.mark.parametrize("name", ["plain", "odd"])
def test_on_paper_every_text_is_there_in_its_order(name: str) -> None:
    flow = bare(BROKEN_WITH.sub("", paper(tree(name), "de")))
    at, missing = 0, []
    for text in wanted(name, "de").texts:
        place = flow.find(bare(BROKEN_WITH.sub("", text)), at)
        if place >= 0:
            at = place + 1
        elif not READ_OTHERWISE.search(text):
            missing.append(text)
    assert missing == []


@pytest.mark.parametrize("form", [form.name for form in FORMATS])
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_hidden_is_nowhere(form: str, language: str) -> None:
    for name, word in (("odd", b"VERSTECKT"), ("plain", b"Verschrieben")):
        file = render(tree(name), form, language=language, draft=False)
        assert all(word not in part for part in unpacked(file))


def unpacked(file: bytes) -> list[bytes]:
    """The file, or everything in it where it is an archive."""
    if not file.startswith(b"PK"):
        return [file]
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        return [archive.read(name) for name in archive.namelist()]

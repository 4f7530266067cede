"""A document says nothing of its own in another language than its reader's, in any form: no heading, caption, foot.

Rule: what people wrote stays as it is; looked for are the sentences of this program in English and in German.
"""

import html
import io
import re
import zipfile
from functools import cache

import pytest
from openpyxl import load_workbook

from live.core.document import Document
from live.dialogue.document import document
from live.locale import catalogue, languages
from live.locale.audiences import audiences_of
from live.locale.extract import read_sources
from live.render.formats import render
from tests.evening import evening
from tests.render.trees import one_of_each_block

_GAP = re.compile(r"%\(\w+\)s|%%")
_TAG = re.compile(r"<[^>]+>")
_SPACE = re.compile(r"\s+")
FORMS = ("html", "md", "docx", "xlsx", "csv")


@cache
def tree() -> Document:
    """A whole evening, and one of each block that it did not have, in every language."""
    played = evening()
    made = document(played.state, played.now)
    return one_of_each_block(made.model_copy(update={"languages": languages()}))


@cache
def pieces(language: str) -> frozenset[str]:
    """What this program says in documents, between the gaps, where it is long enough to be known again."""
    words = catalogue(language)
    said = [id_ for id_, message in read_sources().messages.items() if "documents" in audiences_of(message)]
    worded = [form for id_ in said for form in words.plural.get(id_, {"": words.single.get(id_, id_)}).values()]
    parts = (part.strip(" .,:;()") for form in worded for part in _GAP.split(form))
    return frozenset(part for part in parts if len(part.split()) > 2)


@cache
def told(form: str, language: str) -> str:
    """Everything that a file says, in one line."""
    made = render(tree(), form, language=language, draft=True)
    match form:
        case "docx":
            with zipfile.ZipFile(io.BytesIO(made)) as packed:
                parts = [packed.read(name).decode() for name in packed.namelist() if name.endswith(".xml")]
            text = " ".join(_TAG.sub("", part.replace("</w:p>", " ")) for part in parts)
        case "xlsx":
            sheets = load_workbook(io.BytesIO(made)).worksheets
            cells = [str(cell) for sheet in sheets for row in sheet.iter_rows(values_only=True) for cell in row if cell]
            text = " ".join([*cells, *(sheet.title for sheet in sheets)])
        case "csv":
            with zipfile.ZipFile(io.BytesIO(made)) as packed:
                text = " ".join(packed.read(name).decode("utf-8-sig") for name in packed.namelist())
        case _:
            text = made.decode()
    return _SPACE.sub(" ", html.unescape(text))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("language", [tag for tag in languages() if tag != "en"])
def test_no_sentence_of_the_program_is_left_in_english(language: str, form: str) -> None:
    assert sorted(piece for piece in pieces("en") - pieces(language) if piece in told(form, language)) == []


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("language", ["en", "ar", "tr", "uk"])
def test_no_sentence_of_the_program_is_left_in_german(language: str, form: str) -> None:
    assert sorted(piece for piece in pieces("de") - pieces(language) if piece in told(form, language)) == []


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("language", languages())
def test_the_sentences_that_are_looked_for_are_there_in_the_language_itself(language: str, form: str) -> None:
    assert any(piece in told(form, language) for piece in pieces(language))

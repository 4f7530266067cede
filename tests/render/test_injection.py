"""On an evening on which everything that is typed is odd, every form holds words and nothing that does something."""

import io
import re
import zipfile
from collections import Counter
from functools import cache
from html.parser import HTMLParser

import pytest
from markdown_it import MarkdownIt

from live.core.document import Document
from live.dialogue.document import document
from live.render.formats import FORMATS, render
from tests.evening import evening
from tests.evening_oddities import ODD, ODDITIES
from tests.render.entered import bare
from tests.render.readers import READERS, Units

NOTHING_ODD = {"html_inline", "html_block", "link_open", "image", "code_inline", "code_block", "fence", "hr", "s_open"}
INERT = frozenset(
    [
        *("html", "head", "meta", "title", "link", "style", "body", "svg", "symbol", "path", "use", "main", "header"),
        *("section", "p", "h1", "h2", "h3", "h4", "div", "span", "strong", "b", "bdi", "br", "ul", "ol", "li", "dl"),
        *("dt", "dd", "table", "caption", "thead", "tbody", "tr", "th", "td", "blockquote", "img", "g", "a", "nav"),
    ]
)


@cache
def tree() -> Document:
    played = evening(people=80, said=ODD)
    return document(played.state, played.now)


class Elements(HTMLParser):
    """The elements of a page and their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))


@pytest.mark.parametrize("language", ["de", "ar"])
def test_a_page_has_our_elements_alone_and_loads_nothing(language: str) -> None:
    page = render(tree(), "html", language=language, draft=True).decode()
    elements = Elements(page).found
    assert {tag for tag, _ in elements} <= INERT
    for tag, attributes in elements:
        assert not [name for name in attributes if name.startswith("on") or name in ("style", "srcset", "action")]
        for name in ("src", "href"):
            assert attributes.get(name, "#").startswith(("#", "data:")), tag
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert style is not None
    assert not re.search(r"url\(|@import|expression", style[1])


def test_a_page_that_everybody_types_oddly_on_has_the_elements_of_any_other() -> None:
    plain = document((played := evening(people=80)).state, played.now)
    odd = Counter(tag for tag, _ in Elements(render(tree(), "html", language="de", draft=False).decode()).found)
    other = Counter(tag for tag, _ in Elements(render(plain, "html", language="de", draft=False).decode()).found)
    for tag in ("section", "h1", "h2", "h3", "table", "tr", "img", "dl", "style", "meta"):
        assert odd[tag] == other[tag], tag


def test_markdown_has_our_marks_alone() -> None:
    text = render(tree(), "md", language="de", draft=False).decode()
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
    kinds = {part.type for token in tokens for part in (token, *(token.children or ()))}
    assert not kinds & NOTHING_ODD
    headings = Counter(token.tag for token in tokens if token.type == "heading_open")
    chapters = len(tree().chapters)
    assert (headings["h1"], headings["h2"]) == (1, chapters + 1)
    assert (headings["h5"], headings["h6"]) == (0, 0)
    slanted = sum(part.type == "em_open" for token in tokens for part in token.children or ())
    assert slanted == text.count("*Keine Nennung*")


def test_nothing_is_worked_out_in_any_form() -> None:
    for form in READERS:
        texts = {bare(text) for text in READERS[form](tree(), "de").texts}
        assert {bare(text) for text in ODDITIES} <= texts, form


@pytest.mark.parametrize("form", [form.name for form in FORMATS])
def test_no_file_reads_the_files_that_its_words_name(form: str) -> None:
    file = render(tree(), form, language="de", draft=False)
    parts = [file]
    if file.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(file)) as archive:
            parts = [archive.read(name) for name in archive.namelist()]
    for part in parts:
        assert b"root:x:0:0" not in part


def test_letters_are_never_raised_and_signs_of_many_letters_stay_together() -> None:
    page = " ".join(text for text, _ in Units(render(tree(), "html", language="de", draft=False).decode()).units)
    assert "STRASSE" not in page
    for word in ("Bürger*innen, Bürger:innen, Bürger_innen und BürgerInnen", "👩‍👩‍👧‍👦", "Z\u0308u\u0308rich"):
        assert word in page

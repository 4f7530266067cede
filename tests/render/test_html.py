import re
from base64 import b64decode, b64encode
from hashlib import sha256
from html import unescape
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from live import render
from live.core.document import Document
from live.dialogue.document import document
from live.render.html import render_html
from tests.evening import evening
from tests.evening_words import CARDS, IDEAS, OFFERS, PLAN, QUINTESSENCES, WISHES
from tests.render.trees import one_of_each_block

VOID = {"meta", "link", "br", "img", "use", "path"}


class Page(HTMLParser):
    """Elements, their attributes and texts of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    @property
    def text(self) -> str:
        return "".join(self.texts)


@pytest.fixture(scope="module")
def tree() -> Document:
    played = evening()
    return document(played.state, played.now)


@pytest.fixture(scope="module")
def html(tree: Document) -> str:
    return render_html(tree)


def test_everything_that_was_typed_is_in_it(html: str) -> None:
    shown = re.sub(r"\s+", " ", Page(html).text)
    typed = [text for room in CARDS for text, _, below in room for text in (text, *below)]
    typed += [text for room in OFFERS for _, text, below in room for text in (text, *below)]
    typed += [*(idea for room in IDEAS for idea in room), *QUINTESSENCES, *WISHES]
    for text in typed:
        for words in re.split(r"[„“”\"«»‚‘’']|\s*\n+\s*| // ", text):
            assert words.strip() in shown, text


def test_what_was_taken_off_the_board_is_not_in_it(html: str) -> None:
    assert "Verschrieben" not in html


def test_what_people_typed_is_text_and_never_markup_or_template(html: str) -> None:
    page = Page(html)
    assert "<script" not in html
    assert not {"script", "iframe", "form", "input"} & {tag for tag, _ in page.elements}
    assert "{{ 7*7 }}" in page.text
    assert "=1+1" in page.text


def test_nothing_is_loaded_from_anywhere(html: str) -> None:
    page = Page(html)
    for tag, attributes in page.elements:
        for name in ("src", "href"):
            assert (attributes.get(name) or "#").startswith(("#", "data:")), tag
    assert "url(" not in html
    assert "@import" not in html


def test_no_attribute_holds_style_or_script(html: str) -> None:
    for _, attributes in Page(html).elements:
        assert not [name for name in attributes if name == "style" or name.startswith("on")]


def test_its_own_policy_allows_its_style_and_nothing_else(html: str) -> None:
    style = re.search(r"<style>(.*?)</style>", html, re.DOTALL)
    assert style is not None
    policy = next(str(a["content"]) for tag, a in Page(html).elements if a.get("http-equiv"))
    fingerprint = b64encode(sha256(style[1].encode()).digest()).decode()
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{fingerprint}'; img-src data:")


def test_a_server_can_put_its_nonce_on_the_style(tree: Document) -> None:
    assert '<style nonce="abc123">' in render_html(tree, nonce="abc123")


def test_counts_stand_in_the_style_block_under_ids_that_exist_once(html: str) -> None:
    ids = [str(attributes["id"]) for _, attributes in Page(html).elements if attributes.get("id")]
    assert len(ids) == len(set(ids))
    counted = set(re.findall(r"#(ticks-\d+)\{--count", html))
    assert counted == {id_ for id_ in ids if id_.startswith("ticks-")}
    assert "#ticks-1{--count:42;--of:42}" in html


def test_headings_never_skip_a_level(html: str) -> None:
    levels = [int(tag[1]) for tag, _ in Page(html).elements if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_quotes_have_one_pair_of_marks_of_the_documents_language(html: str) -> None:
    assert "„Der Nachbarsjunge hat mir die Einkäufe hochgetragen.“" in html
    assert "„Meine Tochter sagte: ‚Mama, ich kann nicht schlafen.‘“" in html
    assert not re.search(r"„[„\"“]|[\"“”]“", unescape(Page(html).text))


def test_each_text_of_another_or_unknown_language_says_so(html: str) -> None:
    assert '<span class="quote" lang="ar" dir="rtl">«جارتي' in html
    assert '<span class="quote" lang="en" dir="ltr">„My neighbour' in html
    assert '<span class="quote" dir="auto">«المكتبة' in html
    assert '<span class="quote">„Der Nachbarsjunge' in html
    assert "<bdi>Ahorn</bdi>" in html


def test_another_language_turns_the_page_around(tree: Document) -> None:
    arabic = render_html(tree, language="ar")
    assert '<html lang="ar" dir="rtl">' in arabic
    assert f"<h1>{PLAN['title']['ar']}</h1>" in arabic
    assert '<p lang="de" dir="ltr">Die Stadt Lindental überarbeitet' in arabic


def test_an_empty_column_says_so(html: str) -> None:
    assert re.search(r"Angebote, die besser werden sollen</h4>\s*<p class=\"empty\">", html)


def test_the_prompt_of_all_groups_stands_once(html: str) -> None:
    assert html.count("Wo war es kaum auszuhalten?") == 1


def test_only_what_is_final_is_shown_without_a_banner(tree: Document, html: str) -> None:
    banner = '<p class="banner documentation-draft">'
    played = evening(people=5, until="stimmung-1")
    assert banner not in html
    assert banner in render_html(tree, draft=True)
    assert banner in render_html(document(played.state, played.now))


@pytest.mark.parametrize("until", ["created", "joined", "befragung", "gruppen-1"])
def test_it_can_be_rendered_at_any_minute(until: str) -> None:
    played = evening(people=5, until=until)
    assert "</html>" in render_html(document(played.state, played.now))


def test_a_logo_is_inside_the_page(tree: Document) -> None:
    logo = "data:image/svg+xml;base64,PHN2Zy8+"
    page = render_html(tree.model_copy(update={"logo": logo}))
    assert f'<img src="{logo}" alt="">' in page
    assert b64decode(logo.partition(",")[2]) == b"<svg/>"


@pytest.mark.parametrize(
    ("people", "rows"), [(42, [42]), (100, [100]), (101, [51, 50]), (300, [100] * 3), (1_201, [101] * 11 + [90])]
)
def test_every_person_is_a_stroke_in_rows_of_equal_length(tree: Document, people: int, rows: list[int]) -> None:
    page = render_html(tree.model_copy(update={"people": people}))
    for number, count in enumerate(rows, 1):
        assert f"#ticks-{number}{{--count:{count};--of:{rows[0]}}}" in page


def test_a_room_too_large_for_strokes_is_shown_by_solid_bars(tree: Document) -> None:
    page = render_html(tree.model_copy(update={"people": 10_000}))
    assert 'class="ticks ticks-solid" id="ticks-1"' in page


def test_every_block_can_be_shown_also_when_it_is_empty(tree: Document) -> None:
    page = render_html(one_of_each_block(tree))
    assert Page(page).text.count("ZZ") >= 14


def test_no_form_knows_a_kind_or_the_dialogue() -> None:
    folder = Path(render.__path__[0])
    for path in folder.rglob("*.py"):
        code = path.read_text()
        assert "live.steps" not in code
        # The editors' page is made here as well: it knows their edits, and nothing else of a dialogue.
        found = set(re.findall(r"live\.dialogue[.\w]*", code))
        assert all(name.startswith("live.dialogue.editing") for name in found)
        assert not found or path.name in ("draft.py", "work.py")

import io
import re
import zipfile
from datetime import UTC, datetime

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell

from live.core.document import Chapter, Document, Entry, Paragraph, Quotes, Typed
from live.dialogue.document import document
from live.render.sheets import sheets
from live.render.words import Wording, printable
from live.render.xlsx import render_xlsx
from tests.evening import evening
from tests.evening_oddities import ODD
from tests.render.trees import one_of_each_block

MOST_IN_A_CELL = 32_767


@pytest.fixture(scope="module")
def tree() -> Document:
    played = evening()
    return document(played.state, played.now)


@pytest.fixture(scope="module")
def odd() -> Document:
    played = evening(people=60, said=ODD)
    return document(played.state, played.now)


def opened(tree: Document, language: str | None = None, *, draft: bool = False) -> Workbook:
    return load_workbook(io.BytesIO(render_xlsx(tree, language=language, draft=draft)))


def cells(book: Workbook, tab: str) -> list[list[Cell]]:
    return [[cell for cell in row if isinstance(cell, Cell)] for row in book[tab].iter_rows()]


def column(book: Workbook, tab: str, title: str) -> list[object]:
    head, *rows = cells(book, tab)
    at = [cell.value for cell in head].index(title)
    return [row[at].value for row in rows]


def said(chapter_text: str, tree: Document) -> Document:
    chapter = Chapter(id="x", title=Typed(text="T"), blocks=(Paragraph(words=Typed(text=chapter_text)),))
    return tree.model_copy(update={"chapters": (chapter,)})


def test_there_is_a_sheet_for_each_table_after_one_that_explains(tree: Document) -> None:
    titles = [sheet.title for sheet in sheets(tree, Wording.of(tree))]
    assert opened(tree).sheetnames == ["Übersicht", *titles]


def test_rows_are_those_of_the_tables(tree: Document) -> None:
    book = opened(tree)
    for sheet in sheets(tree, Wording.of(tree)):
        assert len(cells(book, sheet.title)) == len(sheet.rows) + 1
    entries = next(sheet for sheet in sheets(tree, Wording.of(tree)) if sheet.name == "entries")
    at = [one.name for one in entries.columns].index("text")
    assert column(book, "Einträge", "Text") == [row[at] for row in entries.rows]


def test_heads_stay_in_sight_are_bold_and_filter(tree: Document) -> None:
    book = opened(tree)
    for page in book.worksheets[1:]:
        assert page.freeze_panes == "A2"
        assert page.auto_filter.ref is not None
        assert page.print_title_rows == "$1:$1"
        assert all(cell.font.b for cell in page[1])


def test_numbers_are_numbers_shares_percents_and_moments_dates(tree: Document) -> None:
    book = opened(tree)
    head, first, *_ = cells(book, "Stimmungsbilder")
    row = dict(zip([cell.value for cell in head], first, strict=True))
    assert row["Anzahl"].value == 23
    assert row["Anteil"].number_format == "0.0%"
    assert row["Uhrzeit"].value == datetime(2026, 6, 18, 18, 17)  # noqa: DTZ001 - the clock on the wall


def test_the_first_sheet_explains_every_column_and_leads_to_every_sheet(tree: Document) -> None:
    book = opened(tree)
    overview = book.worksheets[0]
    told = {str(row[1].value) for row in overview.iter_rows()}
    for page in book.worksheets[1:]:
        assert {str(cell.value) for cell in page[1]} <= told
    targets = [row[0].hyperlink.location for row in overview.iter_rows() if row[0].hyperlink]
    assert targets == [f"'{page.title}'!A1" for page in book.worksheets[1:]]


def test_an_arabic_workbook_runs_from_right_to_left(tree: Document) -> None:
    arabic = opened(tree, "ar")
    assert all(page.sheet_view.rightToLeft for page in arabic.worksheets)
    assert not any(page.sheet_view.rightToLeft for page in opened(tree).worksheets)
    assert "المدخلات" in arabic.sheetnames


def test_each_text_runs_its_own_way(tree: Document) -> None:
    rows = [cell for row in cells(opened(tree), "Einträge") for cell in row]
    order = {str(cell.value): cell.alignment.readingOrder for cell in rows}
    assert order["جارتي أحضرت لي الماء كلّ يوم."] == 2
    assert order["Bücherei"] == 1


def test_it_says_what_it_is(tree: Document) -> None:
    about = opened(tree).properties
    assert about.title == "Gut durch heiße Tage"
    assert about.creator == "Stadt Lindental"
    assert about.created == datetime.fromtimestamp(tree.as_of // 1000, UTC).replace(tzinfo=None)


def test_a_draft_says_so(tree: Document) -> None:
    first = [str(row[0].value) for row in opened(tree, draft=True).worksheets[0].iter_rows()]
    assert any(text.startswith("Entwurf") for text in first)


def test_equal_documents_give_equal_bytes(tree: Document) -> None:
    assert render_xlsx(tree) == render_xlsx(Document.model_validate_json(tree.model_dump_json()))


def test_odd_words_are_text_in_their_cells(odd: Document) -> None:
    book = opened(odd)
    texts = set(column(book, "Einträge", "Text"))
    assert {printable(text) for room in ODD.cards for text, _, _ in room} <= texts
    assert not [cell for page in book for row in page.iter_rows() for cell in row if cell.data_type == "f"]


def test_what_looks_like_a_formula_stays_text_when_somebody_edits_it(odd: Document) -> None:
    row = next(cell for row in cells(opened(odd), "Einträge") for cell in row if cell.value == "=1+1")
    assert row.quotePrefix


def test_the_file_leads_nowhere_and_holds_no_program(odd: Document) -> None:
    with zipfile.ZipFile(io.BytesIO(render_xlsx(odd))) as archive:
        names = archive.namelist()
        parts = b"".join(archive.read(name) for name in names if name.endswith(".rels"))
        formulas = [name for name in names if b"<f>" in archive.read(name)]
    assert not [name for name in names if re.search("external|vba|macro|comment|drawing", name)]
    assert b"External" not in parts
    assert formulas == []


@pytest.mark.parametrize("char", ["a", "ß", "👩", "\n", "="])
def test_a_text_longer_than_a_cell_goes_on_in_further_columns(tree: Document, char: str) -> None:
    typed = f"A{char * 100_000}Z"
    rows = cells(opened(said(typed, tree)), "Texte")
    pieces = [
        str(cell.value) for cell, head in zip(rows[1], rows[0], strict=True) if str(head.value).startswith("Text")
    ]
    assert "".join(pieces) == typed
    assert all(len(piece.encode("utf-16-le")) <= 2 * MOST_IN_A_CELL for piece in pieces)


def test_a_short_text_beside_a_long_one_stays_in_its_cell(tree: Document) -> None:
    entries = (Entry(words=Typed(text="kurz")), Entry(words=Typed(text="l" * 40_000)), Entry(words=Typed(text="auch")))
    chapter = Chapter(id="x", title=Typed(text="T"), blocks=(Quotes(entries=entries),))
    book = opened(tree.model_copy(update={"chapters": (chapter,)}))
    assert [len(str(text)) for text in column(book, "Einträge", "Text")] == [4, 32_000, 4]
    assert [len(str(text or "")) for text in column(book, "Einträge", "Text 2")] == [0, 8_000, 0]


@pytest.mark.parametrize("name", ["History", "a/b\\c?*[d]:e", "x" * 60, "'", "", "Über den Dialog", "ÜBERSICHT"])
def test_tabs_have_names_that_every_program_takes(tree: Document, name: str) -> None:
    played = document(evening(people=3, until="joined").state, tree.as_of)
    agenda = next(chapter for chapter in played.chapters if chapter.id == "agenda")
    named = agenda.model_copy(update={"title": Typed(text=name)})
    tabs = opened(tree.model_copy(update={"chapters": (named,)})).sheetnames
    assert len({tab.casefold() for tab in tabs}) == len(tabs)
    assert all(re.fullmatch(r"[^\[\]:*?/\\]{1,31}", tab) and tab.casefold() != "history" for tab in tabs)


def test_every_block_can_be_written_also_when_it_is_empty(tree: Document) -> None:
    assert "ZZ <b> & „" in column(opened(one_of_each_block(tree)), "Einträge", "Text")

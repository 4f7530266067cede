import csv
import io
import zipfile

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from live.core.document import Chapter, Document, Paragraph, Typed
from live.dialogue.document import document
from live.render.csv import guarded, render_csv, unguarded
from tests.evening import evening
from tests.evening_oddities import ODD


@pytest.fixture(scope="module")
def tree() -> Document:
    played = evening()
    return document(played.state, played.now)


def files(packed: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def table(packed: bytes, name: str) -> list[list[str]]:
    text = files(packed)[name].decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True))


def test_the_archive_has_a_note_a_dictionary_and_the_tables(tree: Document) -> None:
    names = list(files(render_csv(tree)))
    assert names[:4] == ["README.txt", "dictionary.csv", "about.csv", "outline.csv"]
    assert {"agenda.csv", "entries.csv", "results.csv", "moods.csv", "quintessences.csv"} <= set(names)


def test_files_open_by_a_double_click_in_a_german_spreadsheet(tree: Document) -> None:
    for file in files(render_csv(tree)).values():
        assert file.startswith("\ufeff".encode())
        assert file.endswith(b"\r\n")
    shares = [row[-2] for row in table(render_csv(tree), "results.csv")]
    assert shares[:2] == ["share", "0,675676"]
    assert table(render_csv(tree), "moods.csv")[1][7] == "2026-06-18 18:17"


def test_every_row_has_as_many_cells_as_its_head(tree: Document) -> None:
    packed = render_csv(tree)
    for name in files(packed):
        if name.endswith(".csv"):
            assert len({len(row) for row in table(packed, name)}) == 1


def test_equal_documents_give_equal_bytes_and_files_are_as_old_as_the_document(tree: Document) -> None:
    assert render_csv(tree) == render_csv(Document.model_validate_json(tree.model_dump_json()))
    with zipfile.ZipFile(io.BytesIO(render_csv(tree))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2026, 6, 18, 18, 2, 48)}


def test_the_dictionary_says_what_every_table_and_column_means(tree: Document) -> None:
    packed = render_csv(tree)
    told = {(row[0], row[1]) for row in table(packed, "dictionary.csv")[1:]}
    for name in files(packed):
        if name.endswith(".csv") and name != "dictionary.csv":
            assert {(name[:-4], column) for column in ("", *table(packed, name)[0])} <= told
    assert all(all((row[2], row[4])) for row in table(packed, "dictionary.csv"))


def test_titles_and_explanations_are_in_the_language_of_the_document(tree: Document) -> None:
    arabic = render_csv(tree, language="ar")
    assert ["entries", "", "المدخلات", ""] in [row[:4] for row in table(arabic, "dictionary.csv")]
    assert "هي من عندنا ولم تُكتب" in files(arabic)["README.txt"].decode("utf-8-sig")


def test_a_draft_says_so(tree: Document) -> None:
    assert "Entwurf" in files(render_csv(tree, draft=True))["README.txt"].decode("utf-8-sig")
    assert "Entwurf" not in files(render_csv(tree))["README.txt"].decode("utf-8-sig")


@pytest.mark.parametrize(
    "typed",
    [
        "=1+1",
        "+49",
        "-5",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        " =1",
        "\n=1",
        '"=1"',
        "'=1",
        "＝1",
        "＋1",
        "－1",
        "＠x",
        "\u200b=1",
        "−1",
    ],
)
def test_what_a_spreadsheet_would_reckon_gets_an_apostrophe_that_can_be_taken_off(typed: str) -> None:
    assert guarded(typed) == "'" + typed
    assert unguarded(guarded(typed)) == typed


@pytest.mark.parametrize("typed", ["", "Hallo", "1+1", "'s ist warm", "„=1“", "a=b", "#1", "5 - 3"])
def test_what_is_harmless_stays_as_typed(typed: str) -> None:
    assert guarded(typed) == typed


@example("'1'=")
@given(st.text(alphabet="=+-@\t\r\n '\"a1＝\u200b;„"))
def test_every_word_comes_back_and_none_begins_a_formula(typed: str) -> None:
    cell = guarded(typed)
    assert unguarded(cell) == typed
    assert not cell.lstrip(" \"'\t\r\n\u200b").startswith(tuple("=+-@＝")) or cell.startswith("'")


def test_no_cell_of_an_odd_evening_begins_a_formula() -> None:
    played = evening(people=60, said=ODD)
    packed = render_csv(document(played.state, played.now))
    cells = [cell for name in files(packed) if name.endswith(".csv") for row in table(packed, name) for cell in row]
    assert len(cells) > 1_000
    assert [cell for cell in cells if cell[:1] in tuple("=+-@\t\r") and cell] == []


def test_lines_semicolons_and_quotation_marks_stay_within_their_cell(tree: Document) -> None:
    typed = 'a;b\n"c";\n\n=d\n;'
    chapter = Chapter(id="x", title=Typed(text=typed), blocks=(Paragraph(words=Typed(text=typed)),))
    packed = render_csv(tree.model_copy(update={"chapters": (chapter,)}))
    assert table(packed, "texts.csv")[1][1:5] == [typed, "", "", typed]

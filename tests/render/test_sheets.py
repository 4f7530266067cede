from datetime import datetime
from itertools import count
from typing import Any

import pytest

from live.core.document import Chapter, Document, Entry, Heading, Listing, Paragraph, Typed, phrase
from live.core.document import Table as Grid
from live.dialogue.document import document
from live.render.sheets import sheets
from live.render.tables import TABLES, Sheet
from live.render.words import Wording, printable
from tests.evening import evening
from tests.evening_oddities import ODD
from tests.render.trees import one_of_each_block

REPEATED = {"chapter", "group", "heading", "column"}
"""Columns that name again where a row stands."""
REPEATED_IN = {"results": {"question"}, "moods": {"question", "round"}}
FACTS_OF_THE_WHOLE = 9


@pytest.fixture(scope="module")
def tree() -> Document:
    played = evening()
    return document(played.state, played.now)


@pytest.fixture(scope="module")
def found(tree: Document) -> dict[str, Sheet]:
    return by_name(tree)


def by_name(tree: Document, language: str | None = None) -> dict[str, Sheet]:
    return {sheet.name: sheet for sheet in sheets(tree, Wording.of(tree, language))}


def rows(sheet: Sheet) -> list[dict[str, object]]:
    names = [column.name for column in sheet.columns]
    return [dict(zip(names, row, strict=True)) for row in sheet.rows]


def each_named_apart(tree: Document) -> tuple[Document, list[str]]:
    """The tree with words that are all different, and these words."""
    numbers, texts = count(1), list[str]()

    def renamed(part: Any) -> Any:  # noqa: ANN401 - JSON as it is read
        match part:
            case {"refers": True}:
                return {**part, "below": renamed(part["below"])}
            case {"words": str()}:
                texts.append(f"W{next(numbers)}W")
                return {"words": "typed", "text": texts[-1]}
            case dict():
                return {name: renamed(inner) for name, inner in part.items()}
            case list():
                return [renamed(inner) for inner in part]
            case _:
                return part

    return Document.model_validate(renamed(tree.model_dump(mode="json"))), texts


@pytest.mark.parametrize("some", ["evening", "one of each block"])
def test_every_text_of_the_tree_stands_in_exactly_one_place(tree: Document, some: str) -> None:
    named, texts = each_named_apart(tree if some == "evening" else one_of_each_block(tree))
    cells = [
        cell
        for sheet in sheets(named, Wording.of(named))
        for row in rows(sheet)
        for column, cell in row.items()
        if isinstance(cell, str) and column not in REPEATED | REPEATED_IN.get(sheet.name, set())
    ]
    rounds = [str(row["round"]) for row in rows(by_name(named)["moods"])]
    heads = [column.title for sheet in by_name(named).values() for column in sheet.columns]
    for text in texts:
        places = sum(text in cell for cell in cells) + (text in rounds) + (text in heads)
        assert places == 1, text


def test_rows_have_a_cell_for_each_column(found: dict[str, Sheet]) -> None:
    for sheet in found.values():
        assert {len(row) for row in sheet.rows} == {len(sheet.columns)}


def test_names_are_english_and_stand_once_whatever_the_language(tree: Document) -> None:
    german, arabic = by_name(tree), by_name(tree, "ar")
    assert list(german) == list(arabic)
    for name, sheet in german.items():
        names = [column.name for column in sheet.columns]
        assert names == [column.name for column in arabic[name].columns]
        assert len(names) == len(set(names))
        assert all(word.isascii() and word.replace("_", "").isalnum() for word in (name, *names))
    assert german["entries"].title == "Einträge"
    assert german["entries"].title != arabic["entries"].title


def test_tables_have_their_order_and_the_agenda_comes_after_the_outline(found: dict[str, Sheet]) -> None:
    fixed = [table.name for table in TABLES if table.name in found]
    assert [name for name in found if name in fixed] == fixed
    assert list(found)[:3] == ["about", "outline", "agenda"]
    assert [column.name for column in found["agenda"].columns][-3:] == ["agenda_point", "planned", "took_place"]


def test_entries_say_where_they_stand_and_to_what_they_belong(found: dict[str, Sheet]) -> None:
    entries = rows(found["entries"])
    point = next(row for row in entries if row["text"] == "auch samstags")
    above = entries[int(str(point["above"])) - 1]
    assert (above["level"], point["level"], point["place"]) == (1, 2, 1)
    assert str(above["text"]).startswith("In der Bücherei")
    assert (point["chapter_number"], point["chapter"], point["group"]) == (4, "Gruppenphase 1", "Gruppe 2, Ahorn")
    assert [row["entry"] for row in entries] == list(range(1, len(entries) + 1))
    assert {row["column"] for row in entries if row["chapter_number"] == 7} >= {"Neue Angebote", ""}


def test_words_stand_as_typed_without_marks_of_ours(found: dict[str, Sheet]) -> None:
    texts = [row["text"] for row in rows(found["entries"])]
    assert "Bürgertelefon // Rathaus" in texts
    assert '"Im Zug war die Klimaanlage aus."' in texts
    assert "Ein kühler Raum.\nMit Stühlen.\nOhne Konsumzwang." in texts


def test_the_language_of_words_is_named_where_it_is_known(found: dict[str, Sheet]) -> None:
    known = {row["text"]: row["language"] for row in rows(found["entries"])}
    assert known["جارتي أحضرت لي الماء كلّ يوم."] == "ar"
    assert known["المكتبة كانت باردة والناس لطفاء."] == ""
    assert known["Was belastet uns?"] == "de"


def test_an_empty_column_is_in_the_outline_with_no_entries(found: dict[str, Sheet]) -> None:
    columns = [row for row in rows(found["outline"]) if row["level"] == 4]
    assert len(columns) == 12
    assert sum(row["entries"] == 0 for row in columns) == 2


def test_counts_are_numbers_shares_are_parts_of_one_and_moments_are_local(found: dict[str, Sheet]) -> None:
    result, mood = rows(found["results"])[0], rows(found["moods"])[0]
    assert (result["count"], result["people"], result["share"]) == (25, 37, 25 / 37)
    assert mood["signal"] == "up"
    assert mood["time"] == datetime(2026, 6, 18, 18, 17)  # noqa: DTZ001 - the clock on the wall
    averages = [row["average"] for row in rows(found["questions"]) if row["average"] is not None]
    assert averages == [pytest.approx(4.0513, abs=0.0001)]


def test_facts_that_are_numbers_are_numbers(found: dict[str, Sheet]) -> None:
    facts = rows(found["about"])
    assert [row["value"] for row in facts if row["property"] == "people"] == [42]
    assert [row["value"] for row in facts if row["chapter"] == "Auf einen Blick"][:3] == [42, 4, 7]
    assert sum(bool(row["property"]) for row in facts) == FACTS_OF_THE_WHOLE


def test_the_prompts_of_all_groups_stand_once(found: dict[str, Sheet]) -> None:
    texts = [row["text"] for row in rows(found["texts"])]
    assert texts.count("Wo war es kaum auszuhalten?") == 1


def listed(tree: Document, *entries: Entry) -> list[dict[str, object]]:
    chapter = Chapter(id="x", title=Typed(text="T"), blocks=(Listing(entries=entries),))
    return rows(by_name(tree.model_copy(update={"chapters": (chapter,)}))["entries"])


def test_what_is_only_pointed_to_is_left_out(tree: Document) -> None:
    there = Entry(words=Typed(text="dort"))
    here = Entry(words=Typed(text="hier"), below=(there.model_copy(update={"refers": True}),))
    assert [row["text"] for row in listed(tree, here, there)] == ["hier", "dort"]


def test_what_is_pointed_to_but_stands_nowhere_is_not_lost(tree: Document) -> None:
    assert [row["text"] for row in listed(tree, Entry(words=Typed(text="früher"), refers=True))] == ["früher"]


def test_what_is_said_of_an_entry_elsewhere_belongs_to_it(tree: Document) -> None:
    card, points = Typed(text="Karte"), Entry(words=Typed(text="3 Punkte"))
    found = listed(
        tree, Entry(words=Typed(text="a")), Entry(words=card), Entry(words=card, refers=True, below=(points,))
    )
    assert [(row["entry"], row["above"], row["text"]) for row in found] == [
        (1, None, "a"),
        (2, None, "Karte"),
        (3, 2, "3 Punkte"),
    ]


def test_tables_of_a_chapter_are_put_together_where_their_heads_are_the_same(tree: Document) -> None:
    def grid(cell: str) -> Grid:
        return Grid(head=(phrase("Card"), phrase("Dots")), rows=(((Typed(text=cell),), ()),))

    groups = (Heading(words=Typed(text="G1"), level=2), grid("a"), Heading(words=Typed(text="G2"), level=2), grid("b"))
    chapter = Chapter(id="step-x", number=1, title=Typed(text="T"), blocks=groups)
    found = by_name(tree.model_copy(update={"chapters": (chapter,)}))
    assert [(row["group"], row["card"], row["dots"]) for row in rows(found["card_dots"])] == [
        ("G1", "a", ""),
        ("G2", "b", ""),
    ]


def test_chapters_around_the_agenda_keep_their_tables_apart(tree: Document) -> None:
    grid = Grid(head=(phrase("Version"),), rows=(((Typed(text="1"),),),))
    chapters = tuple(Chapter(id=name, title=Typed(text=name), blocks=(grid,)) for name in ("next-steps", "versions"))
    found = by_name(tree.model_copy(update={"chapters": chapters}))
    assert list(found) == ["about", "outline", "next_steps", "versions"]


def test_paragraphs_that_differ_by_their_keys_alone_are_the_same_prompt(tree: Document) -> None:
    blocks = tuple(
        block
        for group in "ab"
        for block in (
            Heading(words=Typed(text=group), level=2),
            Paragraph(words=Typed(text="Frage", key=f"k{group}")),
            Paragraph(words=Typed(text=f"nur {group}")),
        )
    )
    chapter = Chapter(id="x", title=Typed(text="T"), blocks=blocks)
    found = by_name(tree.model_copy(update={"chapters": (chapter,)}))
    assert [row["text"] for row in rows(found["texts"])] == ["Frage", "nur a", "nur b"]


def test_a_table_without_rows_is_left_out(tree: Document) -> None:
    assert list(by_name(tree.model_copy(update={"chapters": ()}))) == ["about"]


def test_odd_words_stay_as_they_were_typed() -> None:
    played = evening(people=20, said=ODD)
    found = by_name(document(played.state, played.now))
    texts = {row["text"] for row in rows(found["entries"])}
    assert {printable(text) for room in ODD.cards for text, _, _ in room} <= texts

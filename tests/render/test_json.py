import json
import re
from pathlib import Path

import pytest
from pydantic import ValidationError

from live.core.document import Document
from live.dialogue.document import document
from live.render.formats import FORMATS
from live.render.json import read_json, render_json, schema
from live.render.tables import TABLES
from tests.evening import evening

DESCRIBED = (Path(__file__).resolve().parents[2] / "docs" / "documentation.md").read_text(encoding="utf-8")


def whole() -> tuple[Document, bytes]:
    played = evening(people=12)
    tree = document(played.state, played.now)
    return tree, render_json(tree)


def test_what_is_written_reads_back_to_an_equal_document() -> None:
    tree, file = whole()
    read = read_json(file)
    assert read.document == tree
    assert render_json(read.document) == file


def test_the_file_says_its_form_and_its_moment() -> None:
    read = json.loads(whole()[1])
    assert list(read) == ["schema", "generated", "document"]
    assert read["schema"] == "live-documentation/2"
    assert read["generated"] == "2026-06-18T18:02:48Z"


def test_words_stand_as_typed_and_not_escaped() -> None:
    file = whole()[1].decode()
    for words in ("جارتي أحضرت لي الماء كلّ يوم.", "<script>alert(1)</script>", "Bürger:innen", "// Rathaus"):
        assert words in file


def test_another_form_is_refused() -> None:
    with pytest.raises(ValidationError):
        read_json(whole()[1].replace(b"live-documentation/2", b"live-documentation/3"))


def test_the_schema_describes_the_whole_tree() -> None:
    described = schema()
    assert set(described["required"]) >= {"generated", "document"}
    assert described["properties"]["schema"]["const"] == "live-documentation/2"
    assert {"Quotes", "Columns", "Results", "Moods", "Quintessence", "Table"} <= set(described["$defs"])


def test_every_part_of_the_schema_is_described() -> None:
    assert [name for name in schema()["$defs"] if f"`{name}`" not in DESCRIBED] == []
    assert all(f"`{name}`" in DESCRIBED for name in schema()["properties"])
    assert schema()["properties"]["schema"]["const"] in DESCRIBED


def test_every_form_is_described() -> None:
    assert [form.name for form in FORMATS if f"\n| `{form.name}` |" not in DESCRIBED] == []


def test_every_table_and_every_column_is_described() -> None:
    rows = {row[1]: row[0] for row in re.finditer(r"^\| `(\w+)`.*$", DESCRIBED, re.MULTILINE)}
    for table in TABLES:
        described = rows[table.name] + (rows["results"] if table.name == "moods" else "")
        for column in table.columns:
            assert f"`{column.name}`" in described or column.name in ("chapter_number", "chapter", "heading"), (
                column.name
            )

"""The JSON Schema beside the session files."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

from live.dialogue.session_schema import schema_text, session_schema
from live.steps import KINDS

KEPT = Path(__file__).parents[2] / "sessions" / "session.schema.json"


def parts(value: object) -> Iterator[dict[str, object]]:
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from parts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from parts(inner)


def test_the_schema_beside_the_session_files_is_current() -> None:
    assert KEPT.read_text() == schema_text(), (
        "write it anew with: python -m live.dialogue.session_schema >sessions/session.schema.json"
    )


def test_every_reference_leads_somewhere() -> None:
    schema = session_schema()
    references = {str(part["$ref"]) for part in parts(schema) if "$ref" in part}
    assert references == {f"#/definitions/{name}" for name in schema["definitions"]}


def test_every_kind_has_its_shape() -> None:
    agenda = session_schema()["properties"]["agenda"]["items"]
    chosen = {shape["if"]["properties"]["kind"]["const"]: shape["then"]["$ref"] for shape in agenda["allOf"]}
    assert chosen == {kind.NAME: f"#/definitions/{kind.NAME}" for kind in KINDS}


def test_a_text_may_be_plain_words_or_words_per_language() -> None:
    schema = session_schema()
    plain, by_language = schema["definitions"]["Text"]["anyOf"]
    assert plain["type"] == "string"
    assert {"de", "de-simple", "ar"} <= set(by_language["properties"])
    assert schema["definitions"]["talk"]["properties"]["title"]["allOf"] == [{"$ref": "#/definitions/Text"}]


def test_an_id_may_be_left_out_and_what_programs_write_is_not_offered() -> None:
    schema = session_schema()
    assert all("id" not in schema["definitions"][kind.NAME]["required"] for kind in KINDS)
    assert "logo_data" not in schema["properties"]


def test_titles_and_descriptions_are_for_people_who_read_german() -> None:
    english = re.compile(r"\b(the|of|and|with|Settings|Field|Json)\b")
    schema = json.loads(schema_text())
    words = [
        str(part[key]) for part in parts(schema) for key in ("title", "description") if isinstance(part.get(key), str)
    ]
    assert [said for said in words if english.search(said)] == []
    described = [name for name, field in schema["properties"].items() if not field.get("description")]
    assert described == []

"""The JSON Schema of session files, for editors that complete and explain while somebody writes.

Rule: generated from the models, never edited; `sessions/session.schema.json` holds what `schema_text` gives. Titles
and descriptions are the German ones of the fields; names made up by programs are left out.
"""

import json
import sys
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

from live.core.text import Text
from live.dialogue.session import Session
from live.dialogue.session_words import LANGUAGES
from live.steps import KINDS

Schema = dict[str, Any]
DRAFT = "http://json-schema.org/draft-07/schema#"
"""What the language server behind `# yaml-language-server` understands completely."""
_LANGUAGE = "^[a-z]{2,3}(-[a-z0-9]{2,8})*$"
_WORDED = ("title", "description", "default")
_NEVER_WRITTEN = "logo_data"


class _WithoutMadeUpTitles(GenerateJsonSchema):
    """Titles are there where a field has one, and nowhere else."""

    def get_title_from_name(self, name: str) -> str:  # noqa: ARG002 - pydantic calls it with the name
        """Nothing: a name in the code is no title for an editor."""
        return ""


def session_schema() -> Schema:
    """The schema as plain JSON values (draft 7)."""
    whole = Session.model_json_schema(schema_generator=_WithoutMadeUpTitles, mode="validation")
    definitions: Schema = whole.pop("$defs")
    properties: Schema = {key: value for key, value in whole["properties"].items() if key != _NEVER_WRITTEN}
    definitions.pop("Logo")
    for definition in definitions.values():
        definition.pop("title", None)
        definition.pop("description", None)
    steps = _steps(properties["agenda"]["items"], definitions)
    properties["agenda"] = {**properties["agenda"], "items": steps}
    definitions["Text"] = _text()
    schema: Schema = {
        "$schema": DRAFT,
        "title": "Sitzungsplan",
        "description": "Der Plan eines Abends: was alle sehen, und die Programmpunkte in ihrer Reihenfolge",
        "type": "object",
        "additionalProperties": False,
        "required": whole["required"],
        "properties": properties,
        "definitions": definitions,
    }
    tidied = _tidied(schema)
    if not isinstance(tidied, dict):
        raise TypeError("a schema is a mapping")
    return tidied


def schema_text() -> str:
    """The schema as it stands in `sessions/session.schema.json`."""
    return json.dumps(session_schema(), ensure_ascii=False, indent=2) + "\n"


def _text() -> Schema:
    words = {"type": "string", "minLength": 1}
    return {
        "description": "Ein Text in der üblichen Sprache, oder je Sprache einer in eigenen Zeilen (de: …)",
        "anyOf": [
            words,
            {
                "type": "object",
                "minProperties": 1,
                "properties": {tag: {**words, "title": name} for tag, name in LANGUAGES.items()},
                "patternProperties": {_LANGUAGE: words},
                "additionalProperties": False,
            },
        ],
    }


def _steps(items: Schema, definitions: Schema) -> Schema:
    """One agenda point: its kind decides which shape holds, so that an editor explains only that one."""
    for name, reference in items["discriminator"]["mapping"].items():
        settings = definitions.pop(reference.rpartition("/")[2])
        settings["required"] = [key for key in settings["required"] if key != "id"]
        definitions[name] = settings
    shapes = [
        {
            "if": {"properties": {"kind": {"const": kind.NAME}}, "required": ["kind"]},
            "then": {"$ref": f"#/definitions/{kind.NAME}"},
        }
        for kind in KINDS
    ]
    kinds = [{"const": kind.NAME, "description": kind.Settings.model_fields["kind"].description} for kind in KINDS]
    return {
        "type": "object",
        "required": ["kind"],
        "properties": {"kind": {"description": "Art des Programmpunkts", "anyOf": kinds}},
        "allOf": shapes,
    }


_TEXT_SHAPE = TypeAdapter(Text).json_schema()


def _tidied(part: object) -> object:
    """Texts become one definition, references point to it, switches may say ja and nein."""
    if isinstance(part, list):
        return [_tidied(inner) for inner in part]
    if not isinstance(part, dict):
        return part
    if isinstance(part.get("$ref"), str):
        return {**part, "$ref": part["$ref"].replace("#/$defs/", "#/definitions/")}
    worded = {key: part[key] for key in _WORDED if part.get(key)}
    if {key: value for key, value in part.items() if key not in _WORDED} == _TEXT_SHAPE:
        return {**worded, "allOf": [{"$ref": "#/definitions/Text"}]}
    if part.get("type") == "boolean":
        return {**worded, "anyOf": [{"type": "boolean"}, {"enum": ["ja", "nein"]}]}
    return {key: _tidied(value) for key, value in part.items() if not _made_up(key, value)}


def _made_up(key: str, value: object) -> bool:
    return (key == "title" and value == "") or (key == "default" and value is None)


if __name__ == "__main__":
    sys.stdout.write(schema_text())

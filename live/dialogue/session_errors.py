"""What pydantic finds wrong in the values of a session file, as flaws at their places.

Rule: one flaw for one place, the first one found; a suggestion wherever something similar exists.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from live.core.ids import SlugField
from live.dialogue.session_words import SENTENCES
from live.dialogue.session_yaml import Flaw, Path, Tree

SLUG_PATTERN = str(TypeAdapter(SlugField).json_schema()["pattern"])
YES_AND_NO = {"ja": True, "nein": False}

_CODES = {
    "int_parsing": "whole_number",
    "int_type": "whole_number",
    "int_from_float": "whole_number",
    "int_parsing_size": "whole_number",
    "float_parsing": "number",
    "float_type": "number",
    "bool_parsing": "yes_or_no",
    "bool_type": "yes_or_no",
    "string_type": "text_wanted",
    "dict_type": "texts_wanted",
    "list_type": "list_wanted",
    "tuple_type": "list_wanted",
    "model_type": "details_wanted",
    "model_attributes_type": "details_wanted",
    "string_too_short": "empty",
    "string_too_long": "too_long",
    "literal_error": "one_of",
    "enum": "one_of",
    "union_tag_invalid": "one_of",
    "greater_than_equal": "too_small",
    "greater_than": "too_small",
    "less_than_equal": "too_big",
    "less_than": "too_big",
}


_BLAMED = {
    "session.choose_too_many": "choose",
    "session.unknown_signal": "labels",
    "session.focus_target": "focus_target",
    "session.choice": "choice",
    "session.show_tells": "show",
    "session.scale": "from",
    "session.video_twice": "video",
}
"""The key that is meant where a kind speaks about several keys at once."""


def suggestion(word: str, known: Mapping[str, str] | Sequence[str]) -> str:
    """A question after the nearest known word; empty where nothing is near. A mapping leads to what is written."""
    written = known if isinstance(known, Mapping) else {name: name for name in known}
    near = get_close_matches(word.strip().casefold(), list(written), n=1, cutoff=0.6)
    return f" Meinten Sie „{written[near[0]]}“?" if near else ""


def fields_at(model: type[BaseModel], path: Path) -> dict[str, FieldInfo]:
    """The fields that a mapping at the path may have; empty where the keys are free."""
    models: list[type[BaseModel]] = [model]
    for step in path:
        if isinstance(step, str):
            found = [_written(m)[step].annotation for m in models if step in _written(m)]
            models = [inner for annotation in found for inner in _models_in(annotation)]
    return {name: field for m in models for name, field in _written(m).items()}


def _written(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """The fields of a model by the names that are written in a file."""
    return {field.alias or name: field for name, field in model.model_fields.items()}


def _models_in(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    elif get_origin(annotation) is not Literal:
        for inner in get_args(annotation):
            yield from _models_in(inner)


def path_of(data: object, location: Sequence[str | int]) -> tuple[Path, str]:
    """The path in the data of a pydantic location, and the last word of it that the data does not have."""
    path: list[str | int] = []
    rest = ""
    for step in location:
        match data:
            case dict() if step in data:
                data = data[step]
            case list() if isinstance(step, int) and 0 <= step < len(data):
                data = data[step]
            case _:
                rest = str(step)
                continue
        path.append(step)
    return tuple(path), rest


def with_yes_and_no(data: dict[str, Any], error: ValidationError) -> bool:
    """Put True and False where a switch says ja or nein, in place. Whether anything was changed."""
    changed = False
    for detail in error.errors(include_url=False, include_context=False):
        value = detail["input"]
        path, _ = path_of(data, detail["loc"])
        if detail["type"] == "bool_parsing" and path and str(value).strip().lower() in YES_AND_NO:
            inner: Any = data
            for step in path[:-1]:
                inner = inner[step]
            inner[path[-1]] = YES_AND_NO[str(value).strip().lower()]
            changed = True
    return changed


def flaws_of(
    error: ValidationError, data: object, model: type[BaseModel], tree: Tree, base: Path
) -> list[tuple[Path, Flaw]]:
    """The flaws behind an error of `model` on `data`, which stands at `base` in the file, with their paths."""
    found: dict[Path, Flaw] = {}
    for detail in error.errors(include_url=False):
        path, rest = path_of(data, detail["loc"])
        flaw, where = _flaw(detail, path, rest, model, tree, base)
        inside = any(other[: len(where)] == where for other in found)
        if not (detail["type"] == "too_short" and detail["input"] and inside):
            found.setdefault(where, flaw)
    return list(found.items())


def _flaw(
    detail: ErrorDetails, path: Path, rest: str, model: type[BaseModel], tree: Tree, base: Path
) -> tuple[Flaw, Path]:
    whole = (*base, *path)
    match detail["type"]:
        case "missing":
            return _missing(rest, path, model, tree, base), (*whole, rest)
        case "extra_forbidden":
            known = {name: name for name in fields_at(model, path[:-1]) if name != "logo_data"}
            titles = fields_at(model, path[:-1]).items()
            known |= {field.title.casefold(): name for name, field in titles if field.title and name in known}
            key = str(path[-1])
            said = {"key": key, "suggestion": suggestion(key, known)}
            return Flaw(tree.key_place(whole), "unknown_key", said), whole
        case "string_pattern_mismatch" if rest == "[key]":
            code = "not_a_slug" if detail["ctx"]["pattern"] == SLUG_PATTERN else "unknown_language"
            return Flaw(tree.key_place(whole), code, {"value": str(path[-1])}), whole
        case "union_tag_invalid":
            path, whole = _tag_path(detail, path), (*base, *_tag_path(detail, path))
        case blaming if blaming.startswith("session."):
            blamed = detail.get("ctx", {}).get("index", _BLAMED.get(blaming))
            whole = whole if blamed is None else (*whole, blamed)
    field = _field_at(model, path)
    description = (field.description or "").rstrip(".") if field else ""
    code, params = _worded(detail, description, fields_at(model, path))
    return Flaw(tree.place(whole), code, params), whole


def _tag_path(detail: ErrorDetails, path: Path) -> Path:
    """The path to the word that chooses among several shapes."""
    given = detail["input"]
    tag = detail.get("ctx", {}).get("tag")
    keys = [key for key, value in given.items() if value == tag] if isinstance(given, dict) else []
    return (*path, keys[0]) if keys else path


def _missing(key: str, path: Path, model: type[BaseModel], tree: Tree, base: Path) -> Flaw:
    field = fields_at(model, path).get(key)
    params = {"key": key, "description": (field.description or "").rstrip(".") if field else ""}
    whole = (*base, *path, key)
    if whole in tree.keys:
        return Flaw(tree.keys[whole], "blank", params)
    return Flaw(tree.place((*base, *path)), "missing", params)


def _field_at(model: type[BaseModel], path: Path) -> FieldInfo | None:
    """The field that describes the value at the path: the last one on the way that is described."""
    for length in range(len(path), 0, -1):
        step = path[length - 1]
        if isinstance(step, str):
            field = fields_at(model, path[: length - 1]).get(step)
            if field is not None and field.description:
                return field
    return None


def _worded(detail: ErrorDetails, description: str, keys: Mapping[str, FieldInfo]) -> tuple[str, dict[str, str | int]]:
    context = detail.get("ctx", {})
    value = detail["input"]
    shown = value if isinstance(value, str) else ""
    params: dict[str, str | int] = {
        "value": shown,
        "description": description,
        "instead": _instead(value),
    }
    code = _CODES.get(detail["type"], detail["type"] if detail["type"] in SENTENCES else "")
    if code.startswith("session."):
        params |= {key: str(said) for key, said in context.items()}
    match detail["type"]:
        case "too_long" | "string_too_long" | "too_short":
            params["limit"] = context.get("max_length", context.get("min_length", 0))
            code = code or _of_a_list(detail["type"], params["limit"], value)
        case "greater_than_equal" | "greater_than" | "less_than_equal" | "less_than":
            params["limit"] = next(iter(context.values()))
            params["value"] = str(value)
        case "literal_error" | "enum" | "union_tag_invalid":
            expected = context.get("expected", context.get("expected_tags", ""))
            choices = re.findall(r"'([^']*)'", str(expected))
            params["value"] = shown = str(context.get("tag", shown))
            params |= {"choices": ", ".join(choices), "suggestion": suggestion(shown, choices)}
        case "string_pattern_mismatch" if context.get("pattern") == SLUG_PATTERN:
            code = "not_a_slug"
        case "session.date":
            params["example"] = _day_like(shown)
        case "model_type" | "model_attributes_type":
            params["keys"] = ", ".join(keys) or description
    if not code:
        code = "does_not_fit" if shown else "does_not_go_together"
        params["message"] = detail["msg"].removeprefix("Value error, ")
    return code, params


def _of_a_list(kind: str, limit: str | int, value: object) -> str:
    if kind == "too_long":
        return "too_many"
    return "empty" if limit == 1 or not value else "too_few"


def _instead(value: object) -> str:
    match value:
        case list() | tuple():
            return ", keine Liste"
        case dict():
            return ", keine eingerückten Angaben"
        case _:
            return ""


def _day_like(written: str) -> str:
    found = re.fullmatch(r"\s*(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4})\s*", written)
    return f"{found[3]}-{int(found[2]):02d}-{int(found[1]):02d}" if found else "2026-06-18"

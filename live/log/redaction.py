"""Emptying strings inside a payload, by JSON pointers (RFC 6901).

Only strings are emptied: what surrounds them keeps its shape, so an erased event still folds. Words
that are to be nowhere are not to be in a file either that was made of them: `holds` tells which.
"""

import json
import re
from collections.abc import Iterable
from typing import NamedTuple

from live.log.port import NotRedactable

Json = dict[str, "Json"] | list["Json"] | str | int | float | bool | None

_ARRAY_INDEX = re.compile(r"0|[1-9][0-9]*")


class Redacted(NamedTuple):
    """What is left of a payload, and the strings that are not there any more."""

    payload: bytes
    words: tuple[str, ...]


def empty_strings(payload: bytes, pointers: Iterable[str]) -> Redacted:
    """Return the payload with the strings that the pointers name set to ``""``.

    Raises ``NotRedactable`` when the payload is no JSON or a pointer leads to no string.
    """
    try:
        document: Json = json.loads(payload)
    except ValueError as error:
        msg = "the payload is not JSON"
        raise NotRedactable(msg) from error
    words = [_empty_string(document, pointer) for pointer in pointers]
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    # A lone surrogate has no UTF-8; its backslash escape is the same character in JSON.
    return Redacted(text.encode("utf-8", "backslashreplace"), tuple(dict.fromkeys(filter(str.strip, words))))


def holds(content: bytes, words: Iterable[str]) -> bool:
    """Whether one of the strings stands in a file, as it is or as JSON writes it."""
    bare = [word.strip() for word in words]
    written = (form for word in bare for form in (word, json.dumps(word, ensure_ascii=False)[1:-1]))
    return any(form.encode("utf-8", "backslashreplace") in content for form in written)


def _empty_string(document: Json, pointer: str) -> str:
    start, *tokens = pointer.split("/")
    if start or not tokens:
        msg = f"{pointer!r} does not point into the payload"
        raise NotRedactable(msg)
    *path, last = [token.replace("~1", "/").replace("~0", "~") for token in tokens]
    holder = document
    for token in path:
        holder = _member(holder, token, pointer)
    found = _member(holder, last, pointer)
    if not isinstance(found, str):
        msg = f"{pointer!r} does not lead to a string"
        raise NotRedactable(msg)
    if isinstance(holder, dict):
        holder[last] = ""
    elif isinstance(holder, list):
        holder[int(last)] = ""
    return found


def _member(holder: Json, token: str, pointer: str) -> Json:
    if isinstance(holder, dict) and token in holder:
        return holder[token]
    if isinstance(holder, list) and _ARRAY_INDEX.fullmatch(token) and int(token) < len(holder):
        return holder[int(token)]
    msg = f"{pointer!r} leads nowhere"
    raise NotRedactable(msg)

import json

import pytest

from live.log.port import NotRedactable
from live.log.redaction import empty_strings


def test_only_the_named_strings_are_emptied() -> None:
    payload = (
        b'{"a": {"b": ["x", "y"]}, "": "z", "m~n": 1, "k/l": "w", "t": "\\u00fc", "n": [0.1, 10000000000000000001]}'
    )
    emptied = empty_strings(payload, ["/a/b/1", "/", "/k~1l"])
    assert json.loads(emptied) == json.loads(payload) | {"a": {"b": ["x", ""]}, "": "", "k/l": ""}


def test_half_a_character_survives() -> None:
    assert json.loads(empty_strings(b'{"a":"\\ud83d","b":"x"}', ["/b"])) == {"a": "\ud83d", "b": ""}


def test_a_tilde_and_a_slash_are_told_apart() -> None:
    assert json.loads(empty_strings(b'{"~1":"x","/":"y"}', ["/~01"])) == {"~1": "", "/": "y"}


def test_emptying_again_is_no_error() -> None:
    assert empty_strings(b'{"a":""}', ["/a", "/a"]) == b'{"a":""}'


@pytest.mark.parametrize("payload", [b"", b"{", b"\xff", b'"text"'])
def test_what_is_no_json_object_cannot_be_redacted(payload: bytes) -> None:
    with pytest.raises(NotRedactable):
        empty_strings(payload, ["/a"])

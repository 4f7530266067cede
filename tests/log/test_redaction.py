import json

import pytest

from live.log.port import NotRedactable
from live.log.redaction import empty_strings, holds


def test_only_the_named_strings_are_emptied() -> None:
    payload = (
        b'{"a": {"b": ["x", "y"]}, "": "z", "m~n": 1, "k/l": "w", "t": "\\u00fc", "n": [0.1, 10000000000000000001]}'
    )
    emptied = empty_strings(payload, ["/a/b/1", "/", "/k~1l"])
    assert json.loads(emptied.payload) == json.loads(payload) | {"a": {"b": ["x", ""]}, "": "", "k/l": ""}


def test_half_a_character_survives() -> None:
    assert json.loads(empty_strings(b'{"a":"\\ud83d","b":"x"}', ["/b"]).payload) == {"a": "\ud83d", "b": ""}


def test_a_tilde_and_a_slash_are_told_apart() -> None:
    assert json.loads(empty_strings(b'{"~1":"x","/":"y"}', ["/~01"]).payload) == {"~1": "", "/": "y"}


def test_emptying_again_is_no_error() -> None:
    assert empty_strings(b'{"a":"x"}', ["/a", "/a"]) == (b'{"a":""}', ("x",))


@pytest.mark.parametrize("payload", [b"", b"{", b"\xff", b'"text"'])
def test_what_is_no_json_object_cannot_be_redacted(payload: bytes) -> None:
    with pytest.raises(NotRedactable):
        empty_strings(payload, ["/a"])


@pytest.mark.parametrize("content", ['{"text":"sie sagte: \\"nie\\" – ü\\n"}', 'sie sagte: "nie" – ü'])
def test_words_are_found_in_a_file_as_they_are_and_as_json_writes_them(content: str) -> None:
    assert holds(content.encode(), [' "nie" – ü\n'])
    assert not holds(content.encode(), ["nimmer"])
    assert not holds(content.encode(), [])

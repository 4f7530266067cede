"""YAML without its surprises, by either of the two parsers that PyYAML may bring."""

import time

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from live.dialogue import session_yaml
from live.dialogue.session_yaml import Place, read_tree


@pytest.fixture(params=["SafeLoader", "CSafeLoader"], autouse=True)
def _parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session_yaml, "LOADER", getattr(yaml, request.param, yaml.SafeLoader))


def flaws(text: str) -> list[tuple[int, int, str]]:
    return [(*flaw.place, flaw.code) for flaw in read_tree(text.encode()).flaws]


def test_every_scalar_stays_the_text_that_was_written() -> None:
    text = "a: no\nb: 12:30\nc: 1.0\nd: 2026-06-18\ne: ~\nf: 0x1F\ng: 'ja'\nh: |\n  zwei\n  Zeilen\n"
    assert read_tree(text.encode()).data == {
        "a": "no",
        "b": "12:30",
        "c": "1.0",
        "d": "2026-06-18",
        "e": "~",
        "f": "0x1F",
        "g": "ja",
        "h": "zwei\nZeilen\n",
    }


def test_values_and_keys_know_their_places() -> None:
    tree = read_tree("a: 1\nb:\n  - x\n  - c: é y\n    d: [z]\n".encode())
    assert tree.place(("a",)) == Place(1, 4)
    assert tree.place(("b", 0)) == Place(3, 5)
    assert tree.place(("b", 1, "c")) == Place(4, 8)
    assert tree.key_place(("b", 1, "d")) == Place(5, 5)
    assert tree.place(("b", 1, "d", 0)) == Place(5, 9)


def test_a_path_that_is_not_there_stands_where_it_would_be() -> None:
    tree = read_tree(b"a:\n  b: 1\n")
    assert tree.place(("a", "x", 3)) == Place(2, 3)
    assert tree.place(("x",)) == Place(1, 1)


def test_a_byte_order_mark_and_windows_line_ends_are_no_trouble() -> None:
    tree = read_tree(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n")
    assert (tree.data, tree.flaws, tree.place(("b",))) == ({"a": "1", "b": "2"}, [], Place(2, 4))


def test_an_empty_value_is_no_value_but_its_key_is_known() -> None:
    tree = read_tree(b"a:\nb: ''\n")
    assert (tree.data, tree.key_place(("a",))) == ({"b": ""}, Place(1, 1))


def test_a_double_key_is_named_with_both_lines_and_the_first_one_counts() -> None:
    tree = read_tree(b"a: 1\nb: 2\na:\n  c: 3\n  c: 4\n")
    assert tree.data == {"a": "1", "b": "2"}
    assert [(flaw.place, flaw.code, flaw.params) for flaw in tree.flaws] == [
        (Place(3, 1), "yaml.key_twice", {"key": "a", "line": 1}),
        (Place(5, 3), "yaml.key_twice", {"key": "c", "line": 4}),
    ]


@pytest.mark.parametrize(
    ("text", "line", "column", "code"),
    [
        ("a: b: c\n", 1, 5, "yaml.colon"),
        ("a: 1\n  b: 2\n", 2, 4, "yaml.colon"),
        ("a: 1\nb\nc: 2\n", 2, 1, "yaml.no_colon"),
        ("a: @x\n", 1, 4, "yaml.first_character"),
        ("a: `x`\n", 1, 4, "yaml.first_character"),
        ('a: "x\nb: c\n', 1, 4, "yaml.quote_open"),
        ('a: "C:\\q"\n', 1, 4, "yaml.backslash"),
        ("a: [1, 2\nb: c\n", 1, 4, "yaml.bracket_open"),
        ("a: {b: c\n", 1, 4, "yaml.bracket_open"),
        ("a: *x\n", 1, 4, "yaml.reference"),
        ("a: *\n", 1, 4, "yaml.reference"),
        ("a: & b\n", 1, 4, "yaml.reference"),
        ("a: &x b\n", 1, 4, "yaml.reference"),
        ("a: !!int 3\n", 1, 4, "yaml.tag"),
        ("a: !!python/object/apply:os.system [ls]\n", 1, 4, "yaml.tag"),
        ("a: ! b\n", 1, 4, "yaml.tag"),
        ("- &x [a]\n", 1, 3, "yaml.reference"),
        ("a:\n  - b\n c: 2\n", 3, 2, "yaml.indentation"),
        ('a: "x" y\n', 1, 8, "yaml.indentation"),
        ("a: 1\n- b\n", 2, 1, "yaml.indentation"),
        ("a:\n\t- b\n", 2, 1, "yaml.tab"),
        ("a:\n  - b: 1\n  \tc: 2\n", 3, 3, "yaml.tab"),
        ("a: |x\n  b\n", 1, 5, "yaml.syntax"),
        ("a: 1\n---\nb: 2\n", 2, 1, "yaml.second_document"),
        ("? [a]\n: b\n", 1, 3, "yaml.key_not_text"),
        ("a:\n  - b\n  -\n", 3, 4, "yaml.blank_entry"),
        ("a: b\x07c\n", 1, 5, "yaml.control_character"),
        ("a: b\x00c\n", 1, 5, "yaml.control_character"),
    ],
)
def test_what_cannot_be_meant_is_told_at_its_place(text: str, line: int, column: int, code: str) -> None:
    assert flaws(text) == [(line, column, code)]


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ("a: Müller\n".encode("latin-1"), Place(1, 5)),
        ("a: 1\nb: für\n".encode("cp1252"), Place(2, 5)),
        ("a: 1\n".encode("utf-16"), Place(1, 1)),
    ],
)
def test_another_encoding_is_told_at_the_first_letter_that_shows_it(written: bytes, place: Place) -> None:
    tree = read_tree(written)
    assert (tree.data, [(flaw.place, flaw.code) for flaw in tree.flaws]) == (None, [(place, "yaml.not_utf8")])


def laughs() -> bytes:
    lines = ["a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    return "\n".join(lines).encode()


HOSTILE = {
    "a billion laughs": laughs(),
    "brackets without end": b"[" * 900_000,
    "mappings without end": b"{a: " * 200_000,
    "lists in lists": b"- " * 400_000,
    "a list nested by indentation": b"".join(b" " * n + b"-\n" for n in range(400)),
    "questions without end": b"? " * 400_000,
    "a quote without end": b'a: "' + b"x" * 900_000,
    "anchors without end": b"&a " * 300_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_before_it_costs_anything(name: str) -> None:
    read_tree(b"a: 1")
    began = time.process_time()
    tree = read_tree(HOSTILE[name])
    took = time.process_time() - began
    assert tree.data is None
    assert tree.flaws
    in_python = session_yaml.LOADER is yaml.SafeLoader and name != "a billion laughs"
    assert took < (2.0 if in_python else 0.05)


def test_a_file_of_more_than_a_megabyte_is_not_even_parsed() -> None:
    assert flaws("# " + "x" * session_yaml.SIZE_LIMIT) == [(1, 1, "yaml.too_large")]


def test_too_many_values_are_refused() -> None:
    tree = read_tree(b"[" + b"a," * (session_yaml.VALUES_LIMIT + 1) + b"]")
    assert [flaw.code for flaw in tree.flaws] == ["yaml.too_many_values"]


def test_twenty_levels_are_enough_and_twenty_one_too_many() -> None:
    assert flaws("[" * 20 + "]" * 20) == []
    assert flaws("[" * 21 + "]" * 21) == [(1, 21, "yaml.too_deep")]


@given(st.binary(max_size=300) | st.text("ab:-[]{}\"'&*!|>#,? \t\n%@", max_size=80).map(str.encode))
def test_whatever_the_bytes_every_flaw_is_inside_the_file(written: bytes) -> None:
    lines = written.decode(errors="replace").splitlines() or [""]
    for flaw in read_tree(written).flaws:
        assert 1 <= flaw.place.line <= len(lines) + 1
        assert flaw.place.column >= 1

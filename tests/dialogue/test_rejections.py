"""Every refusal has words: the codes in the source are the codes in the German catalogue."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import live
from live.locale import catalogue
from live.steps import KINDS

SOURCES = sorted(Path(live.__file__).parent.rglob("*.py"))


@cache
def codes() -> frozenset[str]:
    """Every code with which a command can be refused."""
    return frozenset(code for path in SOURCES for code in _codes_in(ast.parse(path.read_text("utf-8"))))


def _codes_in(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        match node.func, node.args:
            case (ast.Name("Rejection"), [code, *_]) | (ast.Attribute(attr="reject"), [_, code, *_]):
                yield from _words(code)


def _words(code: ast.expr) -> Iterator[str]:
    match code:
        case ast.Constant(str(word)):
            yield word
        case ast.IfExp(body=one, orelse=other):
            yield from _words(one)
            yield from _words(other)
        case ast.JoinedStr(values=[ast.FormattedValue(), ast.Constant(str(ending))]):
            yield from (f"{kind}{ending}" for kind in _kinds_that_refuse_answers())


def _kinds_that_refuse_answers() -> list[str]:
    """`live.core.asked.refusal` puts the name of the kind that calls it before the code."""
    return [
        kind.NAME
        for kind in KINDS
        for path in SOURCES
        if kind.NAME in path.parts or path.stem == kind.NAME
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "refusal"
    ]


def test_the_source_is_read_completely() -> None:
    assert {"not_allowed", "no_such_step", "not_saved", "malformed", "internal_error"} <= codes()
    assert {"poll.too_long", "evaluation.too_many", "dialogue.ended", "breakout.other_room"} <= codes()
    assert "talk.too_long" not in codes()


@pytest.mark.parametrize("code", sorted(codes()))
def test_every_refusal_is_worded_in_german(code: str) -> None:
    words = catalogue("de").single.get(f"reject:{code}", "")
    assert words, f"reject:{code} has no words"
    assert not words.startswith("reject:")

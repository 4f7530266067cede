"""Styles without layers: later layers weigh more, whatever else a selector weighs."""

import re

import pytest

from live import places
from live.web.flat import LAYERS, flattened


def test_a_later_layer_weighs_more_than_any_selector_of_an_earlier_one() -> None:
    order = "@layer reset,tokens,base;"
    style = order + "@layer base{.a .b .c{d:e}}@layer utilities{[hidden]{display:none}}@layer reset{*{m:0}}"
    assert flattened(style) == (
        ".a .b .c:not(#_):not(#_){d:e}[hidden]:not(#_):not(#_):not(#_):not(#_):not(#_):not(#_){display:none}*{m:0}"
    )


def test_a_part_of_an_element_stays_at_the_end_of_its_selector() -> None:
    assert flattened("@layer tokens{.a::before,.b:is(.c,.d)::part(x){e:f}}") == (
        ".a:not(#_)::before{e:f}.b:is(.c,.d):not(#_)::part(x){e:f}"
    )


def test_what_stands_under_a_condition_is_weighed_and_what_is_no_rule_is_left_alone() -> None:
    others = '@font-face{font-family:"X";src:url("x,y")}@supports not selector(:has(a)){p{q:r}}'
    assert flattened('@layer tokens{@media (a){.b{c:"}"}}}' + others) == '@media (a){.b:not(#_){c:"}"}}' + others


def test_a_selector_that_an_old_browser_does_not_know_takes_no_other_with_it() -> None:
    assert flattened("@layer reset{.a,.b:has(.c){d:e}}") == ".a{d:e}.b:has(.c){d:e}"


def test_the_layers_are_those_of_the_house_and_nothing_wins_by_shouting() -> None:
    sheets = {path: path.read_text("utf-8") for path in places.static().rglob("*.css")}
    order = re.search(r"@layer ([\w, ]+);", sheets[places.static() / "styles" / "tokens.css"])
    assert order
    assert tuple(order[1].split(", ")) == LAYERS
    assert {layer for text in sheets.values() for layer in re.findall(r"@layer (\w+) \{", text)} <= set(LAYERS)
    assert [path for path, text in sheets.items() if "!important" in text] == []
    assert [path for path, text in sheets.items() if re.search(r"(?m)^[^@}/\s*]", text)] == [], "outside of layers"


@pytest.mark.parametrize(
    "style",
    ["@layer pages{a{color:red!important}}", "@layer pages{@container (min-width:1px){a{color:red}}}"],
)
def test_what_weight_cannot_stand_for_is_refused(style: str) -> None:
    with pytest.raises(ValueError, match=r"!important|@container"):
        flattened(style)

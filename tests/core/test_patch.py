"""Patches: the examples of RFC 7396, and that a difference always leads from one view to the next."""

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from live.core.patch import diff, merge

SHARED = json.loads((Path(__file__).parents[1] / "fixtures" / "patches.json").read_text(encoding="utf-8"))

KEYS = st.sampled_from(["a", "b", "order", "1"])
VALUES = st.recursive(
    st.one_of(st.booleans(), st.integers(0, 2), st.floats(0, 1, width=16), st.sampled_from(["", "x"])),
    lambda inner: st.dictionaries(KEYS, inner, max_size=3) | st.lists(inner, max_size=2),
    max_leaves=8,
)
VIEWS = st.dictionaries(KEYS, VALUES, max_size=4)


@pytest.mark.parametrize("case", SHARED["rfc7396"], ids=lambda case: case["name"])
def test_merging_follows_the_rfc(case: dict[str, Any]) -> None:
    untouched = deepcopy(case["before"])
    assert merge(case["before"], case["patch"]) == case["after"]
    assert case["before"] == untouched


@pytest.mark.parametrize("case", SHARED["views"], ids=lambda case: case["name"])
def test_the_page_and_the_server_agree_on_differences(case: dict[str, Any]) -> None:
    assert diff(case["before"], case["after"]) == case["patch"]
    assert merge(case["before"], case["patch"]) == case["after"]


@given(VIEWS, VIEWS)
def test_the_difference_leads_from_one_view_to_the_next(before: dict[str, Any], after: dict[str, Any]) -> None:
    assert merge(before, diff(before, after)) == after


@given(VIEWS)
def test_equal_views_have_no_difference(view: dict[str, Any]) -> None:
    assert diff(view, deepcopy(view)) == {}

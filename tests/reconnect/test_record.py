"""The page of the simulation does what is written down of the lines, as the browser's code does (`tests/js`)."""

import json
from typing import Any

import pytest

from tests.reconnect.record import FILE, life

LIVES: list[dict[str, Any]] = json.loads(FILE.read_text("utf-8"))


@pytest.mark.parametrize("recorded", LIVES, ids=lambda recorded: recorded["name"])
def test_a_page_lives_through_a_recorded_line_as_it_did(recorded: dict[str, Any]) -> None:
    events = [{key: value for key, value in event.items() if key != "said"} for event in recorded["events"]]
    assert life(recorded["name"], events) == recorded


def test_what_is_recorded_is_bad_enough() -> None:
    said = [frame for lived in LIVES for event in lived["events"] for frame in event.get("said", ())]
    assert sum("resync" in frame for frame in said) > 10
    assert sum("hello" in frame for frame in said) > 40
    heard = [event["hear"] for lived in LIVES for event in lived["events"] if "hear" in event]
    assert len({frame["welcome"]["run"] for frame in heard if "welcome" in frame}) > 3
    assert any("now" in frame for frame in heard)
    assert any("reject" in frame for frame in heard)

from typing import Any

import pytest
from pydantic import ValidationError

from tests.steps.breakout.examples import columns_example, settings_example


def test_only_the_prompts_have_to_be_given() -> None:
    plain = settings_example()
    given = {"kind": "breakout", "id": "g", "title": "Gruppen", "minutes": 20, "prompts": ["Was hilft?"]}
    short = type(plain).model_validate(given)
    assert (short.group_size, short.notes_as, short.quintessence, short.focus_ideas) == (8, "quotes", True, False)
    assert short.focus_target == (1, 2)


def test_columns_hold_entries_unless_the_file_says_quotes() -> None:
    assert columns_example().notes_as == "entries"
    columns = [{"id": "a", "title": "A"}]
    assert settings_example(columns=columns, notes_as="quotes").notes_as == "quotes"
    assert settings_example(notes_as="entries").notes_as == "entries"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"prompts": []}, "at least 1 item"),
        ({"video_links": ["javascript:alert(1)"]}, "should match pattern"),
        ({"video_links": ["https://"]}, "should match pattern"),
        ({"video_links": ["data:text/html,x"]}, "should match pattern"),
        ({"video": "zoom"}, "'links', 'jitsi' or 'bigbluebutton'"),
        ({"video": "jitsi", "video_links": ["https://a.example/1"]}, "video: jitsi gives every group a room"),
        ({"columns": [{"id": "a", "title": "A"}, {"id": "a", "title": "B"}]}, "The column “a” is given twice"),
        ({"columns": [{"id": "a", "title": "X"}, {"id": "b", "title": "X"}]}, "The column “X” is given twice"),
        ({"focus_target": [3, 1]}, "focus_target begins with 3, which is more than 1"),
        ({"choice": True, "room_names": ["Schatten"]}, "choice needs at least two groups"),
        ({"choice": True, "groups": 1}, "choice needs at least two groups"),
        ({"choice": True, "groups": 101}, "and at most 100"),
        ({"group_size": 1}, "greater than or equal to 2"),
        ({"grup_size": 8}, "Extra inputs are not permitted"),
    ],
)
def test_what_cannot_be_meant_is_an_error(changes: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValidationError, match=sentence):
        settings_example(**changes)


def test_every_field_explains_itself_to_whoever_writes_the_file() -> None:
    schema = type(settings_example()).model_json_schema()
    assert not [name for name, field in schema["properties"].items() if not field.get("description")]

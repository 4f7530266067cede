"""The draft marks every piece of words that can be edited, and shows what was done to them in their place."""

import json
import re
from dataclasses import replace
from typing import Any

from live.dialogue.editing.state import Edit, Editing
from live.dialogue.editing.texts import editables, fingerprint, param_key
from live.render.draft import SPLIT, render_draft
from tests.dialogue.editing.test_edited import document


def drawn(editing: Editing, language: str = "de", names: tuple[str, ...] = ()) -> tuple[str, dict[str, Any]]:
    body, counts, data = (part.decode() for part in render_draft(document(), editing, {}, names, language).split(SPLIT))
    assert counts.startswith("@layer")
    return body, json.loads(data)


def edit(key: str, text: str) -> Edit:
    return Edit("corrected", 1, text=text, original=fingerprint(editables(document())[key].text))


def shown(body: str, key: str) -> list[str]:
    """What stands in the places of some words."""
    return re.findall(rf'data-key="{re.escape(key)}"[^>]*>(.*?)</span>', body)


def test_words_stand_as_they_were_edited_in_all_their_places_with_the_original_beside() -> None:
    body, data = drawn(Editing(edits={"step-1/n0": edit("step-1/n0", "Sitzbänke")}, counts={"step-1/n0": 3}))
    assert shown(body, "step-1/n0") == ["„Sitzbänke“", "Sitzbänke"]
    known = data["words"]["step-1/n0"]
    assert (known["text"], known["edit"]["text"], known["quoted"], known["count"]) == (
        "Bänke",
        "Sitzbänke",
        "„Bänke“",
        3,
    )


def test_what_was_left_out_stands_in_its_place() -> None:
    body, data = drawn(Editing(edits={"step-1/n2": Edit("hidden", 1, reason="personal", remark="bat darum")}))
    assert shown(body, "step-1/n2") == ["„Wasser“"]
    assert data["words"]["step-1/n2"]["edit"] == {
        "sort": "hidden",
        "at": 1,
        "reason": "personal",
        "remark": "bat darum",
    }


def test_a_name_within_a_phrase_is_marked_by_itself_and_cannot_be_left_out() -> None:
    key = param_key("step-1", "Kim Schulz")
    body, data = drawn(Editing(edits={key: edit(key, "[Name]")}))
    assert shown(body, key) == ["<bdi>[Name]</bdi>"]
    assert data["words"][key]["text"] == "Kim Schulz"
    assert "hideable" not in data["words"][key]


def test_the_title_can_be_corrected_in_the_language_in_which_it_is_read() -> None:
    body, data = drawn(Editing(edits={"title@de": edit("title@de", "Ein Abend")}))
    assert shown(body, "title@de") == ["Ein Abend"]
    assert data["words"]["title@de"]["text"] == "Abend"


def test_hidden_and_replaced_words_warn_of_nothing() -> None:
    names = ("Rosa Schulz",)
    assert {warning["found"] for warning in drawn(Editing(), names=names)[1]["warnings"]} >= {"Schulz"}
    kim, card = param_key("step-1", "Kim Schulz"), "step-1/n1"
    done = Editing(edits={kim: edit(kim, "[Name]"), card: Edit("hidden", 1, reason="personal")})
    assert "Schulz" not in {warning["found"] for warning in drawn(done, names=names)[1]["warnings"]}


def test_chapters_that_are_left_out_are_still_to_be_read() -> None:
    _, data = drawn(replace(Editing(), left_out={"contact"}))
    assert [chapter["id"] for chapter in data["chapters"]] == ["step-1", "contact", "method"]
    assert [chapter.get("stays") for chapter in data["chapters"]] == [None, None, True]


def test_no_data_can_end_the_script_that_holds_it() -> None:
    evil = edit("step-1/n0", "</script><!--")
    part = render_draft(document(), Editing(edits={"step-1/n0": evil}), {}, (), "de").split(SPLIT)[2]
    assert b"<" not in part
    assert json.loads(part)["words"]["step-1/n0"]["edit"]["text"] == "</script><!--"


def test_words_that_were_replaced_are_looked_through_again_and_what_is_not_public_is_not() -> None:
    calls = "Ruft an: 04207 / 991 23"
    done = Editing(edits={"step-1/n0": edit("step-1/n0", calls)})
    warned = [(warning["sort"], warning["key"]) for warning in drawn(done)[1]["warnings"]]
    assert ("phone", "step-1/n0") in warned
    assert len(set(warned)) == len(warned)
    out = replace(done, left_out={"step-1"})
    assert "phone" not in {warning["sort"] for warning in drawn(out)[1]["warnings"]}

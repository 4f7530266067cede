"""Reading the sources finds what is said in them, wherever it stands."""

from functools import cache

import pytest

from live.locale.extract import Message, Sources, lacking, read_catalogue, read_sources


@cache
def messages() -> dict[str, Message]:
    return read_sources().messages


@pytest.mark.parametrize(
    ("id_", "file"),
    [
        ("Raise hand", "static/pages/participant/hands.js"),
        ("Take part as %(name)s", "templates/join.html"),
        ("Nobody answered.", "live/core/question_document.py"),
        ("Nothing here", "live/web/app.py"),
        ("reject:breakout.frozen", "live/steps/breakout/board.py"),
        ("reject:malformed", "live/web/sockets.py"),
    ],
)
def test_a_message_is_found_where_it_is_said(id_: str, file: str) -> None:
    assert file in messages()[id_].files


def test_a_message_chosen_by_a_condition_is_found_in_both_cases() -> None:
    assert {"reject:dialogue.not_running", "reject:dialogue.ended"} <= set(messages())


def test_a_plural_is_found_with_its_singular() -> None:
    assert messages()["%(n)s card"].plural == "%(n)s cards"


def test_kinds_that_share_a_rule_refuse_in_their_own_name() -> None:
    too_many = [messages()[f"reject:{kind}.too_many"] for kind in ("poll", "evaluation")]
    assert [message.params for message in too_many] == [{"at_most", "chosen"}] * 2


def test_a_refusal_has_the_numbers_that_every_place_gives() -> None:
    sources = Sources()
    sources.found("a.py", "reject:poll.odd", params=frozenset({"limit", "length"}))
    sources.found("b.py", "reject:poll.odd", params=frozenset({"limit"}))
    assert sources.messages["reject:poll.odd"].params == {"limit"}


def test_saying_one_message_with_and_without_a_plural_is_named() -> None:
    sources = Sources()
    sources.found("a.js", "%(n)s card", "%(n)s cards")
    sources.found("b.js", "%(n)s card")
    assert sources.unread == ["b.js: '%(n)s card' is said with different plurals"]


def test_a_catalogue_lacks_what_nobody_has_worded_yet() -> None:
    new = Message("A sentence that was never worded.")
    assert lacking(read_catalogue("de"), {new.id: new, "Raise hand": messages()["Raise hand"]}) == [new]

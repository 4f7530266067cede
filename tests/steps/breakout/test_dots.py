"""Dots show what matters most to a group: a budget for each person, a limit for each card, a ranking."""

import pytest

from live.core.audience import Moderators, Self
from live.core.document import Entry, Heading, Listing, Typed, nphrase, phrase
from live.steps import breakout
from live.steps.breakout.commands import (
    CloseDots,
    HideNote,
    MergeNote,
    OpenDots,
    PlaceDots,
    RevealDots,
    WriteNote,
)
from tests.steps.breakout.examples import settings_example
from tests.steps.breakout.rehearsal import DESK, Rehearsal, console, in_groups, person


def opened() -> Rehearsal:
    """Group 1 has the cards a, b and c (below b), and five dots for each person, three at most on one card."""
    run = in_groups(settings_example(dots=5))
    for id_, below in (("a", None), ("b", None), ("c", "b")):
        run.do(WriteNote, person(1), id=id_, room=1, text=f"Karte {id_}", below=below)
    run.do(OpenDots)
    return run


def test_the_ranking_is_the_desks_until_it_is_revealed() -> None:
    run = opened()
    run.do(PlaceDots, person(1), note="a", dots=1)
    run.do(PlaceDots, person(2), note="b", dots=3)
    run.do(PlaceDots, person(2), note="a", dots=1)
    assert run.room(1)["dots"] == {"phase": "open", "budget": 5, "per_note": 3, "given": 2}
    assert run.see(Moderators())["rooms"]["1"]["dots"]["ranking"] == {"b": 3, "a": 2}
    assert run.see(Self(person(2).person))["dots"] == {"b": 3, "a": 1}
    run.do(RevealDots, console(1), room=1)
    assert run.room(1)["dots"]["ranking"] == {"b": 3, "a": 2}
    assert run.refusal(PlaceDots, person(1), note="a", dots=2) == "breakout.dots_not_open"


def test_nobody_has_more_dots_than_the_budget_nor_more_on_a_card_than_the_limit() -> None:
    run = opened()
    assert run.refusal(PlaceDots, person(1), note="a", dots=4) == "breakout.too_many_dots"
    run.do(PlaceDots, person(1), note="a", dots=3)
    assert run.refusal(PlaceDots, person(1), note="b", dots=3) == "breakout.dots_spent"
    run.do(PlaceDots, person(1), note="a", dots=2)
    run.do(PlaceDots, person(1), note="b", dots=3)
    run.do(PlaceDots, person(1), note="a", dots=0)
    assert run.see(Self(person(1).person))["dots"] == {"b": 3}
    assert run.refusal(PlaceDots, person(1), note="b", dots=3) == "breakout.already_so"


def test_two_people_at_one_device_have_twice_the_dots() -> None:
    run = opened()
    run.people[person(1).person].seats = 2
    run.do(PlaceDots, person(1), note="a", dots=6)
    run.do(PlaceDots, person(1), note="b", dots=4)
    assert run.refusal(PlaceDots, person(1), note="b", dots=5) == "breakout.dots_spent"


def test_the_moderation_sets_budget_and_limit_and_opens_again() -> None:
    run = in_groups()
    run.do(WriteNote, person(1), id="a", room=1, text="Karte")
    assert run.refusal(PlaceDots, person(1), note="a", dots=1) == "breakout.dots_not_open"
    run.do(OpenDots, console(1), room=1, budget=2, per_note=5)
    assert run.room(1)["dots"] == {"phase": "open", "budget": 2, "per_note": 2, "given": 0}
    assert run.refusal(OpenDots, console(1), room=1) == "breakout.already_so"
    run.do(PlaceDots, person(1), note="a", dots=2)
    run.do(CloseDots, console(1), room=1)
    assert run.refusal(PlaceDots, person(2), note="a", dots=1) == "breakout.dots_not_open"
    run.do(OpenDots, console(1), room=1)
    assert run.room(1)["dots"]["given"] == 1, "what was given stays"


def test_dots_go_on_whole_cards_of_the_own_group_only() -> None:
    run = opened()
    run.do(WriteNote, person(4), id="d", room=2, text="woanders")
    run.do(HideNote, DESK, note="a")
    for who, note, code in [
        (1, "c", "breakout.no_such_note"),
        (1, "a", "breakout.no_such_note"),
        (1, "nowhere", "breakout.no_such_note"),
        (1, "d", "breakout.other_room"),
    ]:
        assert run.refusal(PlaceDots, person(who), note=note, dots=1) == code
    for actor in (DESK, console(1)):
        assert run.refusal(PlaceDots, actor, note="b", dots=1) == "not_allowed"


@pytest.mark.parametrize("kind", [OpenDots, CloseDots, RevealDots])
def test_only_who_moderates_a_group_turns_its_dots(kind: type[OpenDots]) -> None:
    run = opened()
    assert run.refusal(kind, person(1), room=1) == "not_allowed"
    assert run.refusal(kind, console(2), room=1) == "breakout.other_room"
    assert run.refusal(kind, console(1)) == "breakout.other_room"
    assert Rehearsal().refusal(kind) == "breakout.not_published"


def test_the_dots_of_a_merged_card_count_for_the_other_and_those_of_a_hidden_one_for_none() -> None:
    run = opened()
    run.do(PlaceDots, person(1), note="a", dots=2)
    run.do(PlaceDots, person(2), note="b", dots=1)
    run.do(MergeNote, DESK, note="b", into="a")
    assert run.see(Moderators())["rooms"]["1"]["dots"]["ranking"] == {"a": 3}
    run.do(HideNote, DESK, note="a")
    assert run.see(Moderators())["rooms"]["1"]["dots"]["ranking"] == {"b": 1}


def test_dots_are_taken_back_also_from_a_card_that_is_hidden_by_now() -> None:
    run = opened()
    run.do(PlaceDots, person(1), note="a", dots=2)
    run.do(HideNote, DESK, note="a")
    run.do(PlaceDots, person(1), note="a", dots=0)
    assert "dots" not in run.see(Self(person(1).person))
    assert run.refusal(PlaceDots, person(1), note="a", dots=1) == "breakout.no_such_note"


def test_the_documentation_tells_what_mattered_most() -> None:
    run = opened()
    run.do(PlaceDots, person(1), note="b", dots=1)
    blocks = list(breakout.document(run.state, run.look))
    at = blocks.index(Heading(words=phrase("What mattered most"), level=3))
    card = Typed(text="Karte b", key="groups-1/note-b")
    dots = nphrase("%(n)s dot", "%(n)s dots", 1)
    ranked = Entry(words=card, below=(Entry(words=dots),), refers=True)
    assert blocks[at + 1] == Listing(entries=(ranked,), numbered=True), "the card stands on the board already"


def test_the_desk_knows_how_many_dots_are_planned() -> None:
    assert "dots" not in in_groups().see(Moderators())
    planned = in_groups(settings_example(dots=2, dots_per_note=3)).see(Moderators())
    assert planned["dots"] == {"budget": 2, "per_note": 2}

"""Ballots and tallies: the running counts are those of the ballots that stand, whatever was changed before."""

from hypothesis import given
from hypothesis import strategies as st

from live.core.ballot import Ballot, Counts, Tally, add_counts
from live.core.ids import ItemId, OptionId

ITEMS = st.sampled_from([ItemId("x"), ItemId("y")])
OPTIONS = st.sampled_from([OptionId(option) for option in "abc"])
BALLOTS = st.builds(
    Ballot,
    chosen=st.dictionaries(ITEMS, st.lists(OPTIONS, max_size=3, unique=True).map(tuple), max_size=2),
    texts=st.dictionaries(ITEMS, st.sampled_from(["", "Ja"]), max_size=1),
)


def tally_of(ballots: list[Ballot]) -> Tally:
    tally = Tally()
    for ballot in ballots:
        tally.count(ballot)
    return tally


@given(st.lists(BALLOTS), st.lists(BALLOTS))
def test_ballots_taken_away_leave_no_trace(kept: list[Ballot], replaced: list[Ballot]) -> None:
    tally = tally_of([*kept, *replaced])
    for ballot in replaced:
        tally.count(ballot, times=-1)
    assert tally.counts() == tally_of(kept).counts()


@given(st.lists(BALLOTS), st.lists(BALLOTS))
def test_the_sum_of_two_tallies_is_the_tally_of_all(one: list[Ballot], other: list[Ballot]) -> None:
    assert add_counts(tally_of(one).counts(), tally_of(other).counts()) == tally_of([*one, *other]).counts()


def test_who_chose_and_wrote_nothing_abstained() -> None:
    assert Ballot().abstained
    assert Ballot(chosen={ItemId("x"): ()}, texts={ItemId("x"): ""}).abstained
    assert not Ballot(texts={ItemId("x"): "Ja"}).abstained


def test_texts_of_two_sources_are_sorted_together() -> None:
    one = Counts(ballots=1, texts={ItemId("x"): ("b",)})
    other = Counts(ballots=2, texts={ItemId("x"): ("a", "c")})
    assert add_counts(one, other).texts == {ItemId("x"): ("a", "b", "c")}

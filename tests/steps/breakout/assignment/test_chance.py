from hypothesis import given
from hypothesis import strategies as st

from live.steps.breakout.assignment.chance import Chance, in_drawn_order
from tests.steps.breakout.assignment.examples import SEEDS, ids


def test_the_numbers_are_the_same_in_every_version() -> None:
    chance = Chance(42)
    assert [chance.below(1000) for _ in range(6)] == [714, 822, 546, 712, 879, 258]


@given(SEEDS, st.integers(1, 1000))
def test_numbers_lie_below_the_end(seed: int, end: int) -> None:
    chance = Chance(seed)
    assert all(0 <= chance.below(end) < end for _ in range(50))


def test_a_coin_shows_heads_half_as_often_each_time() -> None:
    chance = Chance(1)
    tosses = [chance.heads() for _ in range(4000)]
    assert 1900 < tosses.count(0) < 2100
    assert 900 < tosses.count(1) < 1100


@given(SEEDS, st.permutations(ids(12)))
def test_an_order_is_the_seed_s_alone(seed: int, people: list[str]) -> None:
    drawn = in_drawn_order(ids(12), seed)
    assert in_drawn_order([one for one in drawn if one in people], seed) == drawn
    assert sorted(drawn) == ids(12)

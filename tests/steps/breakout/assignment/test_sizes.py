import pytest
from hypothesis import given
from hypothesis import strategies as st

from live.steps.breakout.assignment import number_of_groups
from live.steps.breakout.assignment.sizes import even_sizes, unevenness


@pytest.mark.parametrize(
    ("people", "size", "groups"), [(0, 8, 1), (1, 8, 1), (8, 8, 1), (9, 8, 2), (40, 8, 5), (75, 8, 10), (75, 100, 1)]
)
def test_a_wished_size_gives_the_number_of_groups(people: int, size: int, groups: int) -> None:
    assert number_of_groups(people, size) == groups


@given(st.integers(0, 500), st.integers(1, 50))
def test_no_even_group_is_larger_than_wished_and_one_group_fewer_would_not_do(people: int, size: int) -> None:
    groups = number_of_groups(people, size)
    assert max(even_sizes(people, groups)) <= size
    assert groups == 1 or max(even_sizes(people, groups - 1)) > size


@given(st.integers(0, 500), st.integers(1, 50))
def test_even_sizes_hold_everybody_and_differ_by_at_most_one(people: int, groups: int) -> None:
    sizes = even_sizes(people, groups)
    assert (sum(sizes), len(sizes)) == (people, groups)
    assert unevenness(sizes) <= 1


def test_a_group_of_nobody_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="at least 1"):
        number_of_groups(5, 0)

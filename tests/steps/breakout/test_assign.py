from collections import Counter
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from live.core.ids import PersonId, RoomNumber
from live.steps.breakout.assign import assign, fill

IDS = st.text("abcdef0123456789", min_size=1, max_size=6).map(PersonId)
SINGLES = st.dictionaries(IDS, st.just(1), max_size=60)
DEVICES = st.dictionaries(IDS, st.integers(1, 4), max_size=60)
GROUPS = st.integers(1, 12)
SEEDS = st.integers(0, 2**64)


@given(DEVICES, GROUPS, SEEDS)
def test_everybody_is_in_exactly_one_group(people: dict[PersonId, int], groups: int, seed: int) -> None:
    placed = assign(people, groups, seed)
    assert placed.keys() == people.keys()
    assert set(placed.values()) <= set(range(1, groups + 1))


@given(SINGLES, GROUPS, SEEDS)
def test_sizes_differ_by_at_most_one(people: dict[PersonId, int], groups: int, seed: int) -> None:
    sizes = Counter(assign(people, groups, seed).values())
    counts = [sizes[RoomNumber(room)] for room in range(1, groups + 1)]
    assert max(counts) - min(counts) <= 1


@given(DEVICES, GROUPS, SEEDS)
def test_people_who_share_a_device_are_counted_as_people(people: dict[PersonId, int], groups: int, seed: int) -> None:
    sizes = dict.fromkeys(range(1, groups + 1), 0)
    for person, room in assign(people, groups, seed).items():
        sizes[room] += people[person]
    assert max(sizes.values()) - min(sizes.values()) <= max(people.values(), default=0)


@given(DEVICES, GROUPS, SEEDS, st.randoms())
def test_the_same_seed_gives_the_same_plan_whoever_came_first(
    people: dict[PersonId, int], groups: int, seed: int, chance: Random
) -> None:
    order = list(people)
    chance.shuffle(order)
    assert assign({person: people[person] for person in order}, groups, seed) == assign(people, groups, seed)


def test_another_seed_gives_another_plan() -> None:
    people = {PersonId(f"p{number}"): 1 for number in range(40)}
    assert assign(people, 4, seed=1) != assign(people, 4, seed=2)


def test_a_plan_stays_the_same_in_every_version_of_the_program() -> None:
    people = {PersonId(id_): 1 for id_ in ("rosa", "bernd", "aylin", "nour", "kemal")}
    assert assign(people, 2, seed=42) == {"aylin": 1, "bernd": 2, "kemal": 1, "rosa": 2, "nour": 1}


def test_late_people_go_to_the_smallest_group_first() -> None:
    sizes = {RoomNumber(1): 4, RoomNumber(2): 2, RoomNumber(3): 3}
    late = {PersonId("a"): 1, PersonId("b"): 2, PersonId("c"): 1}
    assert fill(sizes, late) == {"a": 2, "b": 2, "c": 3}

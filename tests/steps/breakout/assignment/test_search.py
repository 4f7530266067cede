"""The search knows what it does: the cost of every step is the difference that the step makes to the whole."""

from hypothesis import given
from hypothesis import strategies as st

from live.steps.breakout.assignment.blocks import blocks_of, known
from live.steps.breakout.assignment.chance import Chance, in_drawn_order
from live.steps.breakout.assignment.costs import Problem, Rooms
from live.steps.breakout.assignment.draw import begun
from live.steps.breakout.assignment.problem import problem_of
from live.steps.breakout.assignment.search import WAVE, Seating, improved
from tests.steps.breakout.assignment.examples import ANYBODY, FEW, GROUPS, SEEDS, People, histories, wishes_about


def begin(data: st.DataObject, people: People, groups: int, seed: int) -> tuple[Problem, Rooms]:
    wish, _ = known(people, groups, data.draw(wishes_about(people)))
    blocks, _ = blocks_of(people, wish)
    problem = problem_of(blocks, people, groups, wish, data.draw(histories(people)))
    turn = {person: number for number, person in enumerate(in_drawn_order(people, seed))}
    return problem, begun(problem, turn, {})


@FEW
@given(st.data(), ANYBODY, GROUPS, SEEDS)
def test_a_step_costs_what_it_says_and_moves_only_who_may_move(
    data: st.DataObject, people: People, n: int, seed: int
) -> None:
    problem, rooms = begin(data, people, n, seed)
    movers = [block for block, room in enumerate(rooms) if problem.movable(block) and room != problem.waiting]
    seating, chance, cost = Seating(problem, rooms), Chance(seed), problem.cost(rooms)
    for block in movers:
        # A unit this large makes dear steps likely, so that all ways through the search are walked.
        cost += seating.step(block, chance, problem.weights.apart * 10, WAVE - 1)
        assert cost == problem.cost(seating.rooms)
    moved = {block for block, room in enumerate(rooms) if seating.rooms[block] != room}
    assert moved <= {*movers}
    loads = zip(problem.loads(seating.rooms), problem.loads(rooms), problem.capacity, strict=True)
    assert all(load <= max(before, most) for load, before, most in loads)


@FEW
@given(st.data(), ANYBODY, GROUPS, SEEDS)
def test_the_search_never_ends_dearer_than_it_began_nor_below_the_floor(
    data: st.DataObject, people: People, n: int, seed: int
) -> None:
    problem, rooms = begin(data, people, n, seed)
    better = improved(problem, rooms, seed, 50)
    assert problem.floor(better) <= problem.cost(better) <= problem.cost(rooms)
    assert improved(problem, rooms, seed, 0) == rooms

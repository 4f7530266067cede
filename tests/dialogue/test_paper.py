"""What is printed follows the evening: every question, every group, nothing that was skipped."""

import json

from live.core.document import Authored
from live.core.paper import Choice, Lines, Paper, Scale
from live.dialogue.paper import paper
from live.dialogue.state import State
from live.steps import KINDS
from tests.evening import evening
from tests.steps.examples import EXAMPLES

ADDRESS = "https://dialog.lindental.example"


def played() -> State:
    return evening().state


def titles(made: Paper) -> list[str]:
    return [step.title.text["de"] for step in made.steps if isinstance(step.title, Authored)]


def test_every_step_that_asks_or_groups_has_something_on_paper() -> None:
    state = played()
    made = paper(state, ADDRESS)
    silent = {"talk"}
    expected = [run.settings.title["de"] for run in state.steps.values() if run.kind.NAME not in silent]
    assert titles(made) == expected


def test_every_part_of_a_step_has_a_ballot() -> None:
    for run in played().steps.values():
        assert len(run.kind.printed(run.settings).ballots) == len(run.kind.parts(run.settings))


def test_a_step_that_was_skipped_is_not_printed() -> None:
    state = played()
    run = next(run for run in state.steps.values() if run.kind.NAME == "poll")
    before = titles(paper(state, ADDRESS))
    run.skipped = True
    after = titles(paper(state, ADDRESS))
    assert [title for title in before if title not in after] == [run.settings.title["de"]]


def test_groups_are_those_of_the_plan_and_those_that_came_about() -> None:
    groups = [step.groups for step in paper(played(), ADDRESS).steps if step.printed.cards]
    assert groups
    assert all(numbers == tuple(range(1, len(numbers) + 1)) for numbers in groups)


def test_a_ballot_says_what_is_asked_and_how_many_may_be_chosen() -> None:
    items = [
        item for step in paper(played(), ADDRESS).steps for ballot in step.printed.ballots for item in ballot.items
    ]
    assert {type(item) for item in items} == {Choice, Scale, Lines}
    burden = next(item for item in items if isinstance(item, Choice) and item.at_most > 1)
    assert (burden.at_least, burden.at_most, len(burden.options)) == (0, 2, 6)


def test_of_every_kind_the_examples_can_be_printed() -> None:
    for example in EXAMPLES:
        for settings in example.settings:
            printed = example.kind.printed(settings)
            asks = bool(example.kind.parts(settings)) or example.kind.planned_rooms(settings) > 0
            assert bool(printed) or not asks, settings.id
    assert {example.kind.NAME for example in EXAMPLES} == {kind.NAME for kind in KINDS}


def test_the_tree_is_the_same_after_it_was_written_down() -> None:
    made = paper(played(), ADDRESS)
    assert Paper.model_validate(json.loads(made.model_dump_json())) == made

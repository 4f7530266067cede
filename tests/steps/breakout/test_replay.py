"""Whatever is asked in whatever order: the log tells it all, views stay honest, boards stay whole."""

import json
from copy import deepcopy

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from live.core.actor import Actor, Projector
from live.core.audience import Everyone, Wall
from live.core.command import StepCommand
from live.core.ids import NoteId, PersonId
from live.core.patch import View
from live.core.rejection import Rejection
from live.steps import breakout
from live.steps.breakout.commands import AddFocusIdea, WriteNote
from tests.steps.breakout.examples import NAMES, PEOPLE, columns_example, commands, settings_example
from tests.steps.breakout.rehearsal import DESK, Rehearsal, console, in_groups, person

GUESTS: list[Actor] = [console(1), console(2), person(1), person(2), person(5), person(9), Projector()]
ACTORS: list[Actor] = [*(DESK,) * 7, *GUESTS]


def nulls(value: object) -> bool:
    if isinstance(value, dict):
        return any(not isinstance(key, str) or nulls(inner) for key, inner in value.items())
    return value is None or (isinstance(value, list) and any(map(nulls, value)))


class GroupsOfAnyEvening(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.run = in_groups(columns_example())
        for id_, room, below in (("c0", 1, None), ("c1", 1, "c0"), ("c2", 2, None), ("c3", 1, "c0")):
            self.run.do(WriteNote, person(room * 3), id=id_, room=room, text=id_, column="keep", below=below)
        self.run.do(AddFocusIdea, id="c4", room=1, text="Brunnen", note="c1")
        self.notes: set[NoteId] = set()

    @rule(command=commands(), actor=st.sampled_from(ACTORS), seed=st.integers(0, 5))
    def ask(self, command: StepCommand, actor: Actor, seed: int) -> None:
        run = self.run
        run.seed, before, seen = seed, deepcopy(run.state), run.views()
        answer = breakout.decide(run.state, command, actor, run.context)
        assert run.state == before
        if isinstance(answer, Rejection):
            return
        assert answer
        run.happen(answer)
        if any(breakout.undo(before, event) is None for event in answer):
            return
        run.undo(answer, before)
        assert run.views() == seen
        run.happen(answer)

    @rule(minutes=st.integers(1, 40))
    def wait(self, minutes: int) -> None:
        self.run.now += minutes * 60_000

    @rule(who=st.sampled_from(PEOPLE))
    def come_or_go(self, who: PersonId) -> None:
        self.run.present ^= {who}
        if who in self.run.present:
            self.run.happen(breakout.late(self.run.state, who, self.run.context))

    @invariant()
    def the_log_tells_it_all(self) -> None:
        again = breakout.start(self.run.settings)
        for event, at in self.run.log:
            breakout.fold(again, event, at)
        assert again == self.run.state

    @invariant()
    def views_are_json_and_shared_ones_name_nobody(self) -> None:
        before = deepcopy(self.run.state)
        views: list[View | None] = self.run.views()
        assert not any(nulls(view) for view in views if view is not None)
        for audience in (Everyone(), Wall()):
            seen = json.dumps(self.run.see(audience), ensure_ascii=False)
            assert not any(f'"{secret}"' in seen for secret in (*PEOPLE, *filter(None, NAMES)))
        assert isinstance(breakout.document(self.run.state, self.run.look), list)
        assert self.run.state == before

    @invariant()
    def nothing_written_is_ever_lost(self) -> None:
        state = self.run.state
        known = {note.note for board in state.boards.values() for note in board.in_order()}
        assert self.notes <= known == state.room_of_note.keys()
        self.notes = known

    @invariant()
    def everybody_is_in_at_most_one_group(self) -> None:
        for groups in filter(None, (self.run.state.draft, self.run.state.groups)):
            members = [id_ for people in groups.members.values() for id_ in people]
            assert len(members) == len(set(members))
            assert {id_: room for room, people in groups.members.items() for id_ in people} == groups.room_of


TestGroupsOfAnyEvening = GroupsOfAnyEvening.TestCase
TestGroupsOfAnyEvening.settings = settings(max_examples=100, stateful_step_count=40)


def test_a_plan_of_settings_is_never_changed_by_playing_it() -> None:
    run = Rehearsal(settings_example())
    run.do(breakout.commands.DraftRooms)
    assert run.settings == settings_example()

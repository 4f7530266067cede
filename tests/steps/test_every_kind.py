"""What holds for every kind, whatever happens: proved by random evenings of random people."""

import json
import pickle
import random
import re
from collections.abc import Iterable, Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from live.core.actor import Actor, GroupModerator, Moderator, Participant, Projector, Server, steers
from live.core.audience import Audience, Console, Everyone, Moderators, Room, Self, Wall
from live.core.command import Kept, StepCommand, StepEvent
from live.core.context import Context, Look
from live.core.document import Block, Columns, Listing, Quotes, Typed
from live.core.ids import PersonId, RoomNumber, StepId
from live.core.kind import StepKind
from live.core.patch import View, diff, merge
from live.core.question import BallotSealed, Finalised
from live.core.rejection import Rejection
from live.dialogue.codec import read_command, read_event, write_event
from live.steps import KINDS
from tests.steps.examples import EXAMPLES, PEOPLE, Example

LINK = "link4711"
STRANGER = PersonId("qx7stranger")
PERSONS = st.sampled_from([Participant(person) for person in PEOPLE])
DESK = Moderator(LINK)
ACTORS: st.SearchStrategy[Actor] = st.one_of(
    PERSONS,
    st.sampled_from([GroupModerator(RoomNumber(room), LINK) for room in (1, 2)]),
    st.sampled_from([Participant(STRANGER), Projector(), Server()]),
)
ROOMS = [RoomNumber(number) for number in (1, 2, 3)]

Fact = tuple[StepEvent, int]


class Evening(RuleBasedStateMachine):
    """Steps of one kind, and everything that has happened to them."""

    example: Example

    def __init__(self) -> None:
        super().__init__()
        self.kind = self.example.kind
        self.settings = {StepId(step.id): step for step in self.example.settings}
        self.states = self.fresh()
        self.present = set(PEOPLE)
        self.now = 1_000_000
        self.log: list[Fact] = []
        self.sealed: dict[tuple[Any, ...], BallotSealed] = {}

    def fresh(self) -> dict[StepId, Any]:
        return {id_: self.kind.start(settings) for id_, settings in self.settings.items()}

    def look(self, states: dict[StepId, Any]) -> Look:
        return Look(people=PEOPLE, present=self.present, states=states)

    def views(self, states: dict[StepId, Any]) -> dict[tuple[StepId, Audience], View | None]:
        look = self.look(states)
        return {
            (step, audience): self.kind.view(state, audience, look)
            for step, state in states.items()
            for audience in audiences(step)
        }

    @initialize(opened=st.sampled_from([True, True, True, False]))
    def open_the_evening(self, opened: bool) -> None:  # noqa: FBT001 - Hypothesis hands arguments over by name
        for command in self.example.opening if opened else ():
            self.answer(command, DESK)

    @rule(data=st.data())
    def steer(self, data: st.DataObject) -> None:
        self.answer(data.draw(self.example.commands), DESK)

    @rule(data=st.data(), person=PERSONS)
    def take_part(self, data: st.DataObject, person: Participant) -> None:
        self.answer(data.draw(self.example.answers), person)

    @rule(data=st.data(), one=PERSONS, other=PERSONS)
    def take_part_together(self, data: st.DataObject, one: Participant, other: Participant) -> None:
        for person in (one, other):
            self.answer(data.draw(self.example.answers), person)

    @rule(data=st.data(), actor=ACTORS)
    def wish_anything(self, data: st.DataObject, actor: Actor) -> None:
        self.answer(data.draw(self.example.commands | self.example.answers), actor)

    @rule(person=st.sampled_from(list(PEOPLE)))
    def come_or_go(self, person: PersonId) -> None:
        self.present ^= {person}
        if person in self.present:
            context = Context(now=self.now, seed=3, look=self.look(self.states))
            for state in self.states.values():
                self.happen(self.kind.late(state, person, context))

    def answer(self, wish: StepCommand, actor: Actor) -> None:
        command = read_command(wish.model_dump(mode="json"))
        assert isinstance(command, StepCommand)
        assert command == wish
        self.now += 1_000
        state, context = self.states[command.step], Context(self.now, 11, self.look(self.states))
        untouched = frozen(self.states)
        outcome = self.kind.decide(state, command, actor, context)
        assert frozen(self.states) == untouched, "a decision touched the state"
        if isinstance(outcome, Rejection):
            assert re.fullmatch(r"[a-z_]+(\.[a-z_]+)?", outcome.code)
            assert all(isinstance(value, int) for value in outcome.params.values())
            return
        assert outcome or not steers(actor), "a steering act was neither done nor refused"
        before = self.views(self.states)
        backwards = self.happen(outcome)
        after = self.views(self.states)
        assert_patches_fit(before, after)
        if steers(actor) and all(event is not None for event in backwards):
            self.assert_undone([event for event in reversed(backwards) if event is not None], before)

    def happen(self, events: Sequence[StepEvent]) -> list[StepEvent | None]:
        """Fold events as the log would give them back; the answer is what would take each of them back."""
        backwards: list[StepEvent | None] = []
        for event in events:
            kept = read_event(json.loads(json.dumps(write_event(event))))
            assert isinstance(kept, StepEvent)
            assert kept == event
            backwards.append(self.kind.undo(self.states[event.step], kept))
            if isinstance(kept, BallotSealed):
                self.sealed[kept.step, kept.part, kept.round, kept.voter] = kept
            else:
                assert kept.kept is Kept.LOG
                self.log.append((kept, self.now))
            if isinstance(kept, Finalised):
                where = (kept.step, kept.part, kept.round)
                self.sealed = {key: ballot for key, ballot in self.sealed.items() if key[:3] != where}
            self.kind.fold(self.states[event.step], kept, self.now)
        return backwards

    def assert_undone(self, events: Iterable[StepEvent], before: dict[tuple[StepId, Audience], View | None]) -> None:
        states = pickle.loads(frozen(self.states))  # noqa: S301 - written by this test a moment ago
        for event in events:
            kept = read_event(write_event(event))
            self.kind.fold(states[event.step], kept, self.now + 5_000)
        assert self.views(states) == before, "taking an act back left something behind"

    @invariant()
    def views_and_documents_are_sound(self) -> None:
        untouched = frozen(self.states)
        views = self.views(self.states)
        documents = {id_: self.kind.document(state, self.look(self.states)) for id_, state in self.states.items()}
        for state in self.states.values():
            self.kind.gathered(state)
        assert frozen(self.states) == untouched, "looking touched the state"
        for (step, audience), view in views.items():
            if view is not None:
                assert json.loads(json.dumps(view)) == view, "a view is JSON"
                assert not list(nulls(view)), "views hold no nulls"
                self.assert_names_nobody(step, audience, json.dumps(view, ensure_ascii=False))
        for step, document in documents.items():
            assert_named(step, document)
            written = json.dumps([block.model_dump(mode="json") for block in document], ensure_ascii=False)
            assert not traces(written, PEOPLE), "the documentation names people"

    def assert_names_nobody(self, step: StepId, audience: Audience, written: str) -> None:
        known: set[PersonId] = set()
        match audience:
            case Moderators():
                return
            case Self(person):
                known = {person}
            case Room(room=room) | Console(room=room):
                state = self.states[step]
                known = {person for person in PEOPLE if self.kind.room_of(state, person) == room}
            case Everyone() | Wall():
                pass
        assert not traces(written, PEOPLE.keys() - known), f"{audience} names somebody"

    def teardown(self) -> None:
        if not self.log and not self.sealed:
            return
        states = self.fresh()
        for event, at in self.log:
            self.kind.fold(states[event.step], event, at)
        ballots = list(self.sealed.values())
        random.Random(len(self.log)).shuffle(ballots)  # noqa: S311 - any order will do, none is secret
        for ballot in ballots:
            self.kind.fold(states[ballot.step], ballot, 0)
        assert self.views(states) == self.views(self.states), "the log tells another evening"
        for step, state in states.items():
            live = self.kind.document(self.states[step], self.look(self.states))
            assert list(self.kind.document(state, self.look(states))) == list(live)
            assert self.kind.gathered(state).notes == self.kind.gathered(self.states[step]).notes


def assert_named(step: StepId, document: Sequence[Block]) -> None:
    """What has a name in the documentation has it once, begins with the step, and in a list all have one or none."""
    own: list[str] = []
    for block in document:
        columns = block.columns if isinstance(block, Columns) else ()
        lists = [block.entries] if isinstance(block, Quotes | Listing) else [column.entries for column in columns]
        for entries in lists:
            said = [entry for entry in entries if isinstance(entry.words, Typed)]
            assert len({bool(entry.words.key) for entry in said if isinstance(entry.words, Typed)}) < 2
            flat = [inner for entry in said for inner in (entry, *entry.below) if not inner.refers]
            own += [inner.words.key for inner in flat if isinstance(inner.words, Typed) and inner.words.key]
    assert len(own) == len(set(own)), "two things have one name"
    assert all(key.startswith(f"{step}/") for key in own)


def audiences(step: StepId) -> list[Audience]:
    rooms: list[Audience] = [Room(step, room) for room in ROOMS]
    consoles: list[Audience] = [Console(room) for room in ROOMS]
    people: list[Audience] = [Self(person) for person in [*PEOPLE, STRANGER]]
    return [Everyone(), Moderators(), Wall(), *rooms, *consoles, *people]


def frozen(states: dict[StepId, object]) -> bytes:
    """The states as bytes: equal as long as nothing in them was touched, and much quicker than a deep copy."""
    return pickle.dumps(states)


def nulls(value: object) -> Iterable[None]:
    match value:
        case None:
            yield None
        case dict():
            for inner in value.values():
                yield from nulls(inner)
        case list():
            for inner in value:
                yield from nulls(inner)


def traces(written: str, people: Iterable[PersonId]) -> list[str]:
    """Ids, names and desk links that stand in a text and must not."""
    names = [name for person in people for name in (person, PEOPLE[person].name) if name]
    return [trace for trace in [LINK, *names] if trace in written]


def assert_patches_fit(
    before: dict[tuple[StepId, Audience], View | None], after: dict[tuple[StepId, Audience], View | None]
) -> None:
    for key, old in before.items():
        new = after[key]
        if old is not None and new is not None:
            assert merge(old, diff(old, new)) == new


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.kind.NAME)
def test_whatever_happens_to_a_kind_its_rules_hold(example: Example) -> None:
    evening = type("Evening", (Evening,), {"example": example})
    run_state_machine_as_test(
        evening,
        settings=settings(max_examples=60, stateful_step_count=30, suppress_health_check=list(HealthCheck)),
    )


def test_the_machine_knows_every_kind() -> None:
    assert [example.kind for example in EXAMPLES] == list(KINDS)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.kind.NAME)
def test_settings_survive_being_written_down(example: Example) -> None:
    for step in example.settings:
        assert example.kind.Settings.model_validate_json(step.model_dump_json()) == step


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.NAME)
def test_a_kind_calls_itself_and_all_that_is_its_own_by_one_name(kind: StepKind) -> None:
    assert kind.Settings.model_fields["kind"].annotation.__args__ == (kind.NAME,)
    for own in [*kind.COMMANDS, *kind.EVENTS]:
        assert own.model_fields["type"].default.startswith(f"{kind.NAME}.")


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.NAME)
def test_every_kind_says_who_sees_what(kind: StepKind) -> None:
    assert "Who sees what" in (kind.__doc__ or "")


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.NAME)
def test_every_setting_is_described_for_those_who_write_session_files(kind: StepKind) -> None:
    assert [name for name, field in kind.Settings.model_fields.items() if not field.description] == []

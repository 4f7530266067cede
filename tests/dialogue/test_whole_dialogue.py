"""What holds for a dialogue, whatever happens on the evening: proved by random evenings of random people."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, get_args

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from live.core import question
from live.core.actor import Actor, Editor, GroupModerator, Moderator, Participant, Projector, Server, actor_key
from live.core.audience import Audience, Console, Everyone, Moderators, Room, Self, Wall
from live.core.ballot import Ballot, Tally
from live.core.command import Command, Event, OwnCommand
from live.core.context import Context
from live.core.ids import NoteId, PartId, PersonId, RoomNumber, StepId, VoterId, person_of
from live.core.patch import View, diff, merge
from live.core.question import BallotCast, BallotSealed, Finalised, Question
from live.core.rejection import Rejection
from live.dialogue import commands as c
from live.dialogue import helping as h
from live.dialogue.codec import Record, command_types
from live.dialogue.commands import Arrive
from live.dialogue.decide import decide, remembered
from live.dialogue.editing import commands as e
from live.dialogue.fold import fold_record
from live.dialogue.session import NextStep
from live.dialogue.state import State, group_step, look
from live.dialogue.touch import Part, Touch
from live.dialogue.view import Moment, audiences, view
from live.steps.breakout.events import NoteEdited, NoteWritten, QuintessenceWritten
from tests.dialogue.rehearsal import DESK, LINK, PEOPLE, ROOMS, STRANGER, TEXTS, Rehearsal, copied, frozen
from tests.dialogue.test_rejections import codes
from tests.steps.examples import EXAMPLES

CODES = codes()
TOKENS = st.integers(0, 200).map("c{}".format)
PERSONS = st.sampled_from([Participant(id_) for id_ in PEOPLE])
CONSOLES = st.sampled_from([GroupModerator(room, LINK) for room in ROOMS])
ANYBODY: st.SearchStrategy[Actor] = st.one_of(
    PERSONS, CONSOLES, st.sampled_from([DESK, Moderator("link2"), Participant(STRANGER), Projector(), Editor("link3")])
)
STEPS = st.sampled_from(
    ["welcome", "mood-1", "mood-2", "poll-1", "groups-1", "groups-2", "end", "step-9", "extra", "nowhere"]
)
PARTS = st.sampled_from([None, None, "burden", "named", "mood", "form", "elsewhere"])

INSERTED: tuple[dict[str, Any], ...] = (
    {"kind": "talk", "title": "Pause", "minutes": 5},
    {"kind": "talk", "id": "extra", "title": {"de": "Gruß"}, "minutes": 5},
    {"kind": "talk", "id": "step-11", "title": "Zwischenruf", "minutes": 5},
    {"kind": "talk", "id": "welcome", "title": "Noch eine Begrüßung", "minutes": 5},
    {"kind": "mood_check", "title": "Und nun?", "minutes": 3, "question": "Wie nun?", "compare_with": "poll-1"},
    {"kind": "breakout", "title": "Noch einmal", "minutes": 9, "prompts": ["?"], "same_groups_as": "groups-1"},
    {"kind": "poll", "title": "Nachfrage", "minutes": 3, "questions": [{"id": "q", "question": "?", "form": "text"}]},
    {"kind": "talk", "id": ["no", "id"], "title": "Falsch", "minutes": 5},
    {"kind": "unheard of", "title": "Falsch", "minutes": 5},
    {},
)


def _build(command: type[Command], **fields: Any) -> st.SearchStrategy[Command]:  # noqa: ANN401 - strategies of fields
    return st.builds(command, id=TOKENS, **fields)


WHERE: st.SearchStrategy[str | None] = st.one_of(st.none(), STEPS)
AGENDA: dict[type[Command], st.SearchStrategy[Command]] = {
    c.Start: _build(c.Start),
    c.End: _build(c.End),
    c.Resume: _build(c.Resume),
    c.GoTo: _build(c.GoTo, step=STEPS, part=PARTS),
    c.Skip: _build(c.Skip, step=STEPS),
    c.Unskip: _build(c.Unskip, step=STEPS),
    c.Insert: _build(c.Insert, after=WHERE, settings=st.sampled_from(INSERTED)),
    c.Move: _build(c.Move, step=STEPS, after=WHERE),
    c.Replan: _build(c.Replan, minutes=st.dictionaries(STEPS, st.integers(0, 60), max_size=3)),
    c.Undo: _build(c.Undo, act=st.integers(0, 9)),
}
SCREEN: dict[type[Command], st.SearchStrategy[Command]] = {
    c.Overlay: _build(
        c.Overlay, overlay=st.sampled_from(["none", "code", "message"]), message=TEXTS.map(lambda t: t[:400])
    ),
    c.Resize: _build(c.Resize, text_size=st.sampled_from([0.7, 1, 1.0, 1.6])),
}
KEYS = st.sampled_from(["groups-1/note-1", "title@de", "welcome", "method", "contact"])
EDITED = st.integers(0, 2)
LINES = TEXTS.map(lambda t: t[:600])
EDITING: dict[type[Command], st.SearchStrategy[Command]] = {
    e.Correct: _build(e.Correct, entry=KEYS, text=LINES, pseudonym=st.booleans(), original=st.just("x"), after=EDITED),
    e.Hide: _build(e.Hide, entry=KEYS, reason=st.sampled_from(["personal", "other"]), remark=LINES, after=EDITED),
    e.Restore: _build(e.Restore, entry=KEYS, after=EDITED),
    e.ChooseChapter: _build(e.ChooseChapter, chapter=KEYS, shown=st.booleans()),
    e.WriteForeword: _build(e.WriteForeword, language=st.sampled_from(["de", "ar"]), text=LINES, after=EDITED),
    e.PlanNextSteps: _build(
        e.PlanNextSteps, steps=st.sampled_from([(), (NextStep(text={"de": "Bäume"}),)]), after=EDITED
    ),
    e.ShowPicture: _build(
        e.ShowPicture,
        picture=st.sampled_from(["a", "b"]),
        file=st.just("0" * 64),
        width=st.just(4),
        height=st.just(3),
        chapter=KEYS,
        alt=LINES,
    ),
    e.RemovePicture: _build(e.RemovePicture, picture=st.sampled_from(["a", "b"])),
    e.Check: _build(e.Check, warning=KEYS, checked=st.booleans()),
    e.Withdraw: _build(e.Withdraw, reason=LINES),
}
WHOM = st.sampled_from([None, None, *PEOPLE, STRANGER])
SEATS = st.sampled_from([1, 1, 2, 3])
HANDS: dict[type[Command], st.SearchStrategy[Command]] = {
    c.RaiseHand: _build(c.RaiseHand, person=WHOM, seat=SEATS),
    c.LowerHand: _build(c.LowerHand, person=WHOM, seat=SEATS),
    c.LowerAllHands: _build(c.LowerAllHands),
    c.CallHand: _build(c.CallHand, person=st.sampled_from([*PEOPLE, STRANGER]), seat=SEATS),
}
CALLS: dict[type[Command], st.SearchStrategy[Command]] = {
    h.CallTheDesk: _build(
        h.CallTheDesk,
        trouble=st.sampled_from(["sound", "question", "stuck", "other"]),
        text=TEXTS.map(lambda t: t[:250]),
    ),
    h.TakeCall: _build(
        h.TakeCall, person=st.sampled_from([*PEOPLE, STRANGER]), by=st.sampled_from(["moderation", "support"])
    ),
    h.FinishCall: _build(h.FinishCall, person=WHOM),
}
OWN: dict[type[Command], st.SearchStrategy[Command]] = {
    c.Rename: _build(c.Rename, name=st.sampled_from(["", "Zwetschge Zebra", " z " * 40, "<i>Zora</i>"])),
    c.Seat: _build(c.Seat, seats=st.integers(-1, 9)),
    c.SpeakLanguage: _build(c.SpeakLanguage, language=st.sampled_from(["de", "ar", "de-simple"])),
}
CALLERS = tuple(PersonId(f"qx7caller{number}") for number in (1, 2))
CALLER = st.sampled_from(CALLERS)
CALLING: dict[type[Command], st.SearchStrategy[Command]] = {
    c.Enter: st.builds(
        c.Enter, id=CALLER, name=st.sampled_from(["", "Zwetschge Zebra", "z" * 90]), seats=st.integers(0, 3)
    ),
    c.HangUp: _build(c.HangUp, person=CALLER | st.sampled_from(list(PEOPLE))),
    c.CallAgain: _build(c.CallAgain, person=CALLER),
}
STEERING = st.one_of(
    *CALLS.values(), *AGENDA.values(), AGENDA[c.GoTo], AGENDA[c.GoTo], *SCREEN.values(), *EDITING.values()
)
OF_STEPS = st.one_of(*(example.commands for example in EXAMPLES))
ANSWERS = st.one_of(*(example.answers for example in EXAMPLES))
ANYTHING = st.one_of(STEERING, *HANDS.values(), *CALLS.values(), *OWN.values(), *CALLING.values(), OF_STEPS, ANSWERS)


class Evening(RuleBasedStateMachine):
    """A dialogue with every kind of step, and what must not be lost of it."""

    def __init__(self) -> None:
        super().__init__()
        self.played = Rehearsal()
        self.ballots: dict[tuple[StepId, PartId, int, VoterId], Ballot] = {}
        self.notes: dict[tuple[str, NoteId], str] = {}
        self.quintessences: dict[tuple[str, RoomNumber], str] = {}

    @initialize(people=st.sampled_from([2, 4, 4]), opened=st.sampled_from([True, True, True, False]))
    def open_the_evening(self, people: int, opened: bool) -> None:  # noqa: FBT001 - Hypothesis hands arguments by name
        for id_ in list(PEOPLE)[:people]:
            self.played.join(id_)
        if not opened:
            return
        self.answer(c.Start(id="open"), DESK)
        for example in EXAMPLES:
            for number, command in enumerate(example.opening):
                self.answer(command.model_copy(update={"id": f"open-{example.kind.NAME}-{number}"}), DESK)
        self.answer(c.Enter(id=CALLERS[0], seats=2), DESK)
        for step in ("groups-1", "poll-1"):
            self.answer(c.GoTo(id=f"open-{step}", step=StepId(step)), DESK)

    @rule(data=st.data())
    def steer(self, data: st.DataObject) -> None:
        self.answer(data.draw(STEERING), DESK)

    @rule(data=st.data())
    def steer_a_step(self, data: st.DataObject) -> None:
        self.answer(data.draw(OF_STEPS), DESK)

    @rule(data=st.data(), one=PERSONS, other=PERSONS)
    def take_part(self, data: st.DataObject, one: Participant, other: Participant) -> None:
        self.answer(data.draw(ANSWERS), one)
        self.answer(data.draw(st.one_of(ANSWERS, *HANDS.values(), *CALLS.values(), *OWN.values())), other)

    @rule(data=st.data(), actor=st.one_of(st.just(DESK), CONSOLES, ANYBODY), caller=CALLER)
    def take_part_on_the_telephone(self, data: st.DataObject, actor: Actor, caller: PersonId) -> None:
        self.answer(data.draw(st.one_of(*CALLING.values())), DESK)
        said = data.draw(st.one_of(ANSWERS, ANSWERS, *OWN.values()))
        if isinstance(said, OwnCommand):
            said = said.model_copy(update={"person": caller})
        self.answer(said, actor)

    @rule(data=st.data(), actor=ANYBODY)
    def wish_anything(self, data: st.DataObject, actor: Actor) -> None:
        self.answer(data.draw(ANYTHING), actor)

    @rule()
    def take_the_last_act_back(self) -> None:
        if self.played.state.acts:
            number = self.played.state.acts[-1].number
            self.answer(c.Undo(id=f"undo-{number}", act=number), DESK)

    @rule(id_=st.sampled_from(list(PEOPLE)))
    def come_or_go(self, id_: PersonId) -> None:
        if id_ not in self.played.state.people:
            self.played.join(id_)
        else:
            self.played.present ^= {id_}
        if id_ in self.played.present:
            arrive = Arrive(id=f"arrive-{self.played.now}", person=id_)
            outcome = decide(self.played.state, arrive, Server(), self.context(self.played.state))
            assert not isinstance(outcome, Rejection)
            self.happen(Server(), arrive, outcome)

    @rule()
    def crash(self) -> None:
        self.compare_with_the_log()
        self.played.state = self.played.replayed()
        self.played.views()

    def context(self, state: State) -> Context:
        return Context(self.played.now, 11, look(state, self.played.present))

    def answer(self, command: Command, actor: Actor) -> None:
        state = self.played.state
        if remembered(state, actor, command) is not None:
            return
        untouched = frozen(state)
        outcome = self.played.wish(actor, command)
        assert frozen(state) == untouched, "a decision touched the state"
        if isinstance(outcome, Rejection):
            assert outcome.code in CODES
            assert all(isinstance(value, int) for value in outcome.params.values())
            return
        if isinstance(actor, Projector) or actor == Participant(STRANGER):
            raise AssertionError(f"{actor} may nothing, but {command} was carried out")
        self.happen(actor, command, outcome)

    def happen(self, actor: Actor, command: Command, events: Sequence[Event]) -> None:
        before = self.played.views()
        written = {audience: json.dumps(seen) for audience, seen in before.items()}
        acts = self.played.state.acts_done
        self.keep(events)
        self.group_step = group_step(self.played.state)
        self.played.happen(actor, command, events)
        after = self.played.views()
        for audience, old in before.items():
            assert json.dumps(old) == written[audience], f"the view of {audience} changed under the reader's hands"
            new = after[audience]
            if old is not None and new is not None:
                change = json.loads(json.dumps(diff(old, new)))
                assert merge(json.loads(written[audience]), change) == new
        self.assert_own_views_follow(events, before, after)
        final = any(isinstance(event, Finalised) for event in events)
        if self.played.state.acts_done > acts and isinstance(actor, Moderator) and not final:
            self.assert_undone(before)

    def assert_own_views_follow(
        self, events: Sequence[Event], before: dict[Audience, View | None], after: dict[Audience, View | None]
    ) -> None:
        """Whoever is not named has the same view, and whoever is has it from the named steps alone."""
        state, touch = self.played.state, Touch()
        later = [touch.fact(event, state) for event in events]
        if any(later) or touch.people is None or group_step(state) != self.group_step:
            return
        moment = Moment(state, self.played.present)
        queue: dict[PersonId, Part] = dict.fromkeys(map(person_of, state.hands), frozenset()) if touch.queue else {}
        named = queue | touch.people
        for audience, new in after.items():
            old = before.get(audience)  # nobody has a view before being in
            if not isinstance(audience, Self) or old is None:
                continue
            part = named.get(audience.person, frozenset())
            if part is not None:
                assert moment.own(audience, old, part) == new
            if audience.person not in named:
                assert old == new, "somebody's own view is new and nobody was told"

    def assert_undone(self, before: dict[Audience, View | None]) -> None:
        state = copied(self.played.state)
        undo = c.Undo(id="trial", act=state.acts[-1].number)
        outcome = decide(state, undo, DESK, self.context(state))
        assert not isinstance(outcome, Rejection)
        fold_record(state, Record(actor_key(DESK), undo.id, tuple(outcome)), self.played.now + 5_000, 9_999)
        after = self.played.views(state)
        for audience, old in before.items():
            assert lasting(after[audience]) == lasting(old), f"taking an act back left something behind for {audience}"

    def keep(self, events: Iterable[Event]) -> None:
        for event in events:
            match event:
                case BallotCast() | BallotSealed():
                    self.ballots[event.step, event.part, event.round, event.voter] = event.ballot
                case Finalised(step=step, part=part, round=number, counts=counts):
                    where = (step, part, number)
                    counted = Tally()
                    for key in [key for key in self.ballots if key[:3] == where]:
                        counted.count(self.ballots.pop(key))
                    exact = counted.counts(counts.texts)
                    assert counts == exact, "a ballot was lost, or one counted twice"
                case NoteWritten() | NoteEdited():
                    self.notes[event.step, event.note] = event.text
                case QuintessenceWritten():
                    self.quintessences[event.step, event.room] = event.text

    @invariant()
    def nothing_is_lost(self) -> None:
        steps = self.played.state.steps
        for (step, part, number, voter), ballot in self.ballots.items():
            kept = {asked.part: asked for asked in questions(steps[step].state)}
            assert kept[part].rounds[number].ballots[voter] == ballot
        for (where, note), text in self.notes.items():
            found = steps[StepId(where)].state.note(note)
            assert found is not None
            assert found.text == text
        for (where, room), text in self.quintessences.items():
            assert steps[StepId(where)].state.board(room).quintessence.text == text

    @invariant()
    def views_are_sound(self) -> None:
        state = self.played.state
        untouched = frozen(state)
        for audience, seen in self.played.views().items():
            if seen is None:
                continue
            written = json.dumps(seen, ensure_ascii=False)
            assert json.loads(written) == seen, "a view is JSON"
            assert not list(nulls(seen)), "views hold no nulls"
            assert_names_nobody(state, audience, written)
        assert frozen(state) == untouched, "looking touched the state"

    @invariant()
    def everybody_has_a_page(self) -> None:
        actors: list[Actor] = [DESK, Projector(), *(Participant(id_) for id_ in self.played.state.people)]
        for actor in actors:
            for audience in audiences(self.played.state, actor):
                assert view(self.played.state, audience, self.played.present) is not None, audience

    def compare_with_the_log(self) -> None:
        replayed, state = self.played.replayed(), self.played.state
        assert self.played.views(replayed) == self.played.views(), "the log tells another evening"
        assert replayed.acts == state.acts
        assert replayed.outcomes == state.outcomes

    def teardown(self) -> None:
        self.compare_with_the_log()


def questions(state: Any) -> list[Question]:  # noqa: ANN401 - states differ by kind
    """All questions that a step holds."""
    if hasattr(state, "parts"):
        return [part.question for part in state.parts.values()]
    return [state.question]


def lasting(seen: View | None) -> View | None:
    """A view without what taking an act back may leave: how long the room was where, when the evening ended again."""
    if seen is None or "agenda" not in seen:
        return seen
    steps = {id_: {**step, "visits": []} for id_, step in seen["agenda"]["steps"].items()}
    dialogue = {key: value for key, value in seen["dialogue"].items() if key != "ended_at"}
    kept = {key: value for key, value in seen.items() if key != "undo"}
    return kept | {"agenda": {**seen["agenda"], "steps": steps}, "dialogue": dialogue}


def assert_names_nobody(state: State, audience: Audience, written: str) -> None:
    assert LINK not in written, f"{audience} holds the name of a link"
    known: set[PersonId] = set()
    match audience:
        case Moderators():
            return
        case Self(person):
            known = {person}
        case Room(step, room):
            run = state.steps[step]
            known = {id_ for id_ in (*PEOPLE, *CALLERS) if run.kind.room_of(run.state, id_) == room}
        case Console(room):
            runs = [run for run in state.steps.values() if run.kind.NAME == "breakout"]
            everybody = (*PEOPLE, *CALLERS)
            known = {id_ for id_ in everybody for run in runs if run.kind.room_of(run.state, id_) == room}
        case Everyone() | Wall():
            pass
    for id_ in state.people.keys() - known:
        assert id_ not in written, f"{audience} holds the id of {id_}"
        name = state.people[id_].name
        same = any(state.people[other].name == name for other in known if other in state.people)
        assert same or not name or json.dumps(name, ensure_ascii=False)[1:-1] not in written, f"{audience} names {id_}"


def nulls(value: object) -> Iterator[None]:
    match value:
        case None:
            yield None
        case dict():
            for inner in value.values():
                yield from nulls(inner)
        case list():
            for inner in value:
                yield from nulls(inner)


def test_whatever_happens_on_an_evening_its_rules_hold() -> None:
    run_state_machine_as_test(
        Evening,
        settings=settings(max_examples=60, stateful_step_count=30, suppress_health_check=list(HealthCheck)),
    )


def test_the_machine_wishes_every_command_there_is() -> None:
    kinds = [command for example in EXAMPLES for command in example.kind.COMMANDS]
    wished = [*AGENDA, *SCREEN, *EDITING, *HANDS, *CALLS, *OWN, *CALLING, *get_args(question.Command), *kinds]
    assert set(wished) == set(command_types().values())

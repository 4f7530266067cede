"""A whole dialogue played through in a test. Facts go through bytes as in the log; ballots and names lie beside it.

Rule: whatever is in the state has come through `decide`, `encode` and `decode`, so it can be rebuilt at any moment.
"""

import copyreg
import importlib
import io
import json
import pickle
from collections.abc import Sequence
from types import ModuleType
from typing import Any, Self

from live.core.actor import Actor, Moderator, Participant, Server, actor_key
from live.core.audience import Audience, Console, Everyone, Moderators, Room, Wall
from live.core.audience import Self as Own
from live.core.command import Command, Event
from live.core.context import Context
from live.core.ids import CommandId, DialogueId, PersonId, RoomNumber, StepId, VoterId
from live.core.patch import View
from live.core.rejection import Rejection
from live.dialogue import codec
from live.dialogue.commands import Create, Join
from live.dialogue.decide import Decision, decide, remembered
from live.dialogue.fold import fold, fold_record
from live.dialogue.session import Session
from live.dialogue.state import State, look
from live.dialogue.view import session_view, view
from live.hub.storage import keep_beside, records_of, unseal
from live.log.bell import Stretch
from live.log.buffered import BreakSeal, BufferedTurn, KeepBallot, KeepPerson
from live.log.port import ORIGIN
from tests.steps.examples import EXAMPLES, PEOPLE, TEXTS

__all__ = ["DESK", "LINK", "PEOPLE", "PLAN", "ROOMS", "STRANGER", "TEXTS", "Rehearsal", "copied", "frozen", "person"]

LINK = "link4711"
DESK = Moderator(LINK)
STRANGER = PersonId("qx7stranger")
ROOMS = tuple(RoomNumber(number) for number in (1, 2, 3))

PLAN: dict[str, Any] = {
    "title": {"de": "Gut durch heiße Tage", "ar": "لنعبر الأيّام الحارّة"},
    "city": "Lindental",
    "date": "2026-06-18",
    "start": "18:00",
    "end": "20:15",
    "languages": ["de", "ar"],
    "agenda": [settings.model_dump(mode="json") for example in EXAMPLES for settings in example.settings],
}


def person(name: str) -> Participant:
    """One of the people by the end of the id: rosa (two seats), henk, mira (no name), samir."""
    return Participant(PersonId(f"qx7{name}"))


class Rehearsal:
    """State and storage of one dialogue. Time passes with each command."""

    def __init__(self, plan: dict[str, Any] | None = None) -> None:
        self.state = State()
        self.present: set[PersonId] = set()
        self.now = 1_000_000
        self.commits: list[tuple[bytes, int]] = []
        self.sealed: dict[tuple[str, str], bytes] = {}
        self.profiles: dict[PersonId, bytes] = {}
        self._ids = 0
        session = Session.model_validate(plan or PLAN, context={"default_language": "de"}).model_dump(mode="json")
        self.tell(Server(), Create(id="create", dialogue=DialogueId("d1"), code="40718826", session=session))
        session_view(self.state)

    @classmethod
    def joined(cls, plan: dict[str, Any] | None = None) -> Self:
        """Everybody is in and has a page open."""
        played = cls(plan)
        for known in PEOPLE.values():
            played.join(known.person)
        return played

    @classmethod
    def running(cls, plan: dict[str, Any] | None = None) -> Self:
        """The evening has begun as well."""
        played = cls.joined(plan)
        played.do("agenda.start")
        return played

    def join(self, id_: PersonId) -> None:
        known = PEOPLE[id_]
        join = Join(id=CommandId(f"join-{id_}"), person=id_, name=known.name, language="de", seats=known.seats)
        self.tell(Server(), join)
        self.present.add(id_)

    def wish(self, actor: Actor, command: Command) -> Decision:
        """The decision; nothing happens."""
        self.now += 1_000
        return decide(self.state, command, actor, Context(self.now, 11, look(self.state, self.present)))

    def happen(self, actor: Actor, command: Command, events: Sequence[Event]) -> None:
        """Write the facts down and take them in as the hub does."""
        turn = BufferedTurn(Stretch([], resync=False, head=ORIGIN))
        keep_beside(turn, events)
        for write in turn.writes:
            match write:
                case KeepBallot(question, voter, ballot):
                    self.sealed[question, voter] = ballot
                case BreakSeal(question):
                    self.sealed = {key: ballot for key, ballot in self.sealed.items() if key[0] != question}
                case KeepPerson(id_, profile):
                    self.profiles[PersonId(id_)] = profile
        rows = records_of(actor_key(actor), command.id, events)
        if rows:
            self.commits.append((codec.encode(rows), self.now))
        for event in events:
            kept = codec.read_event(json.loads(json.dumps(codec.write_event(event))))
            assert kept == event
            logged = command.id if event.kept == "log" and not event.unattributed else ""
            fold_record(self.state, codec.Record(actor_key(actor), logged, (kept,)), self.now, len(self.commits))

    def tell(self, actor: Actor, command: Command) -> Decision:
        """Carry a command out, once."""
        if remembered(self.state, actor, command) is not None:
            return []
        outcome = self.wish(actor, command)
        if not isinstance(outcome, Rejection):
            self.happen(actor, command, outcome)
        return outcome

    def send(self, actor: Actor, type_: str, /, **fields: object) -> Decision:
        """Carry out a command as a page sends it."""
        self._ids += 1
        return self.tell(actor, codec.read_command({"id": f"n{self._ids}", "type": type_, **fields}))

    def do(self, type_: str, actor: Actor = DESK, /, **fields: object) -> Sequence[Event]:
        """Carry out a command that fits."""
        outcome = self.send(actor, type_, **fields)
        assert not isinstance(outcome, Rejection), (type_, fields, outcome)
        return outcome

    def refusal(self, type_: str, actor: Actor = DESK, /, **fields: object) -> str:
        """The code with which a command is refused."""
        outcome = self.send(actor, type_, **fields)
        assert isinstance(outcome, Rejection), (type_, fields, outcome)
        return outcome.code

    def undo(self) -> None:
        """Take the last act back."""
        self.do("agenda.undo", act=self.state.acts[-1].number)

    def see(self, audience: Audience) -> View:
        seen = view(self.state, audience, self.present)
        assert seen is not None
        return seen

    def replayed(self) -> State:
        """The state as it comes out of storage, as after a crash."""
        state = State()
        for seq, (payload, at) in enumerate(self.commits, 1):
            for record in codec.decode(payload):
                fold_record(state, record, at, seq)
        for profile in self.profiles.values():
            fold(state, codec.decode_event(profile), 0)
        for (question, voter), ballot in reversed(self.sealed.items()):
            fold(state, unseal(question, VoterId(voter), ballot), 0)
        return state

    def views(self, state: State | None = None) -> dict[Audience, View | None]:
        """What everybody sees."""
        state = state or self.state
        return {audience: view(state, audience, self.present) for audience in audiences(state)}


def audiences(state: State) -> list[Audience]:
    rooms: list[Audience] = [Room(StepId(step), room) for step in ("groups-1", "groups-2") for room in ROOMS]
    consoles: list[Audience] = [Console(room) for room in ROOMS]
    people: list[Audience] = [Own(id_) for id_ in [*state.people, STRANGER]]
    return [Everyone(), Wall(), Moderators(), *rooms, *consoles, *people]


class _Pickler(pickle.Pickler):
    dispatch_table = copyreg.dispatch_table | {ModuleType: lambda kind: (importlib.import_module, (kind.__name__,))}


def frozen(state: State) -> bytes:
    """The state as bytes: equal as long as nothing in it was touched."""
    out = io.BytesIO()
    _Pickler(out).dump(state)
    return out.getvalue()


def copied(state: State) -> State:
    """A state of its own, for trying things out."""
    copy: State = pickle.loads(frozen(state))  # noqa: S301 - written by this test a moment ago
    return copy

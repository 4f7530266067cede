"""A phase in groups that is played through in a test: whatever happens goes through JSON, as it does in the log."""

from typing import Any

from pydantic import TypeAdapter

from live.core.actor import Actor, GroupModerator, Moderator, Participant
from live.core.audience import Audience, Console, Everyone, Moderators, Room, Self
from live.core.command import StepCommand
from live.core.context import Context, Look, Person
from live.core.ids import PersonId, RoomNumber, StepId
from live.core.patch import View
from live.core.rejection import Rejection
from live.steps import breakout
from live.steps.breakout.events import BreakoutEvent
from tests.steps.breakout.examples import NAMES, PEOPLE, STEP, settings_example

DESK = Moderator("desk")
_EVENTS: TypeAdapter[BreakoutEvent] = TypeAdapter(BreakoutEvent)


def person(number: int) -> Participant:
    return Participant(PEOPLE[number - 1])


def console(room: int) -> GroupModerator:
    return GroupModerator(RoomNumber(room), "link")


class Rehearsal:
    """State, surroundings and all events so far. The clock stands still until the test moves `now`."""

    def __init__(self, settings: breakout.Settings | None = None) -> None:
        self.settings = settings or settings_example()
        self.state = breakout.start(self.settings)
        self.people = {id_: Person(id_, name=name) for id_, name in zip(PEOPLE, NAMES, strict=True)}
        self.present = set(PEOPLE)
        self.now = 1_000_000
        self.seed = 7
        self.log: list[tuple[BreakoutEvent, int]] = []
        self.states: dict[StepId, Any] = {}
        self._ids = 0

    @property
    def look(self) -> Look:
        return Look(people=self.people, present=self.present, states=self.states)

    @property
    def context(self) -> Context:
        return Context(now=self.now, seed=self.seed, look=self.look)

    def wish(self, kind: type[StepCommand], actor: Actor, **fields: object) -> list[BreakoutEvent] | Rejection:
        self._ids += 1
        command = kind.model_validate({"id": f"n{self._ids}", "step": STEP, **fields})
        return breakout.decide(self.state, command, actor, self.context)

    def do(self, kind: type[StepCommand], actor: Actor = DESK, **fields: object) -> list[BreakoutEvent]:
        answer = self.wish(kind, actor, **fields)
        assert not isinstance(answer, Rejection), answer
        self.happen(answer)
        return answer

    def refusal(self, kind: type[StepCommand], actor: Actor = DESK, **fields: object) -> str:
        answer = self.wish(kind, actor, **fields)
        assert isinstance(answer, Rejection), answer
        return answer.code

    def happen(self, events: list[BreakoutEvent]) -> None:
        for event in events:
            kept = _EVENTS.validate_json(_EVENTS.dump_json(event))
            assert kept == event
            breakout.fold(self.state, kept, self.now)
            self.log.append((kept, self.now))

    def undo(self, events: list[BreakoutEvent], before: breakout.State) -> None:
        """Take an act back whose events were decided on the state `before`."""
        backwards: list[BreakoutEvent] = []
        for event in events:
            back = breakout.undo(before, event)
            assert back is not None, event
            backwards.insert(0, back)
            breakout.fold(before, event, self.now)
        self.happen(backwards)

    def see(self, audience: Audience) -> View:
        seen = breakout.view(self.state, audience, self.look)
        assert seen is not None
        return seen

    def room(self, number: int) -> View:
        return self.see(Room(StepId(STEP), RoomNumber(number)))

    def views(self) -> list[View | None]:
        numbers = [RoomNumber(number) for number in range(1, 6)]
        audiences: list[Audience] = [Everyone(), Moderators(), *(Console(number) for number in numbers)]
        audiences += [Room(StepId(STEP), number) for number in numbers]
        audiences += [Self(PersonId(id_)) for id_ in PEOPLE]
        return [breakout.view(self.state, audience, self.look) for audience in audiences]


def in_groups(settings: breakout.Settings | None = None) -> Rehearsal:
    """Nine people in three groups: p1 to p3 in group 1, p4 to p6 in group 2, p7 to p9 in group 3."""
    run = Rehearsal(settings)
    run.do(breakout.commands.DraftRooms, groups=3)
    for number, id_ in enumerate(PEOPLE):
        room = number // 3 + 1
        if run.state.draft and run.state.draft.room_of[id_] != room:
            run.do(breakout.commands.MovePerson, person=id_, room=room)
    run.do(breakout.commands.Publish)
    return run

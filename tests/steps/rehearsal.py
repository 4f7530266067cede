"""One step of any kind, played through in a test: whatever happens goes through JSON, as it does in the log."""

import json
from collections.abc import Sequence
from typing import Any

from live.core import question
from live.core.actor import Actor, Moderator, Participant
from live.core.audience import Audience, Everyone, Moderators, Self, Wall
from live.core.command import StepCommand, StepEvent
from live.core.context import Context, Look, Person
from live.core.document import Block
from live.core.ids import PersonId, StepId
from live.core.kind import StepKind, StepSettings
from live.core.patch import View
from live.core.rejection import Rejection
from live.dialogue.codec import read_event, write_event

DESK = Moderator("desk")
EVERYONE, DESK_VIEW, WALL = Everyone(), Moderators(), Wall()


def person(number: int) -> Participant:
    return Participant(PersonId(f"p{number}"))


class Rehearsal:
    """State and surroundings of one step. Forty people are here, each alone at a device; time passes with each act."""

    def __init__(self, kind: StepKind, settings: StepSettings, people: int = 40) -> None:
        self.kind, self.settings = kind, settings
        self.state: Any = kind.start(settings)
        ids = [PersonId(f"p{number}") for number in range(people)]
        self.people = {id_: Person(id_, name=f"Name {id_}") for id_ in ids}
        self.states: dict[StepId, Any] = {StepId(settings.id): self.state}
        self.now = 1_000
        self._commands = 0

    @property
    def look(self) -> Look:
        return Look(people=self.people, present=set(self.people), states=self.states)

    def wish(self, command: type[StepCommand], actor: Actor, **fields: object) -> Sequence[StepEvent] | Rejection:
        self._commands += 1
        self.now += 1_000
        wish = command.model_validate({"id": f"c{self._commands}", "step": self.settings.id, **fields})
        return self.kind.decide(self.state, wish, actor, Context(self.now, 7, self.look))

    def do(self, command: type[StepCommand], actor: Actor = DESK, **fields: object) -> Sequence[StepEvent]:
        answer = self.wish(command, actor, **fields)
        assert not isinstance(answer, Rejection), answer
        for event in answer:
            kept = read_event(json.loads(json.dumps(write_event(event))))
            self.kind.fold(self.state, kept, self.now)
        return answer

    def refusal(self, command: type[StepCommand], actor: Actor = DESK, **fields: object) -> Rejection:
        answer = self.wish(command, actor, **fields)
        assert isinstance(answer, Rejection), answer
        return answer

    def undo(self, events: Sequence[StepEvent], before: Any) -> None:  # noqa: ANN401 - states differ by kind
        """Take events back that were decided on the state `before`."""
        for event in reversed(events):
            back = self.kind.undo(before, event)
            assert back is not None, event
            self.kind.fold(self.state, back, self.now)

    def open(self, part: str) -> None:
        self.do(question.Open, part=part)

    def reveal(self, part: str, *on: str) -> None:
        self.do(question.Reveal, part=part, on=on or ("devices", "projector"))

    def see(self, audience: Audience = EVERYONE) -> View:
        seen = self.kind.view(self.state, audience, self.look)
        assert seen is not None
        return seen

    def own(self, number: int) -> View:
        return self.see(Self(person(number).person))

    def has_nothing_of(self, number: int) -> bool:
        """Whether the person finds nothing of the step on the own page."""
        return self.kind.view(self.state, Self(person(number).person), self.look) is None

    def document(self) -> list[Block]:
        return list(self.kind.document(self.state, self.look))

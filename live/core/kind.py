"""What a kind of step is: a module that satisfies `StepKind`. The registry is `live.steps.KINDS` and nothing else.

A kind is pure. `decide` and `view` and `document` only read; `fold` changes the state it owns in place.
"""

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from pydantic import BaseModel, ConfigDict, Field

from live.core.actor import Actor
from live.core.audience import Audience
from live.core.command import StepCommand, StepEvent
from live.core.conference import ServerKind
from live.core.context import Context, Look
from live.core.document import Block
from live.core.gathered import Gathered
from live.core.ids import PartId, PersonId, SlugField, StepId
from live.core.paper import Printed
from live.core.patch import View
from live.core.rejection import Rejection
from live.core.text import Text
from live.core.touched import Touched


class StepSettings(BaseModel):
    """What every agenda point of a session file says. Kinds add their own fields and a literal `kind`."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    id: SlugField = Field(description="Kurzname des Programmpunkts, einmalig in dieser Datei")
    title: Text = Field(description="Überschrift des Programmpunkts")
    minutes: int = Field(ge=1, le=600, description="Geplante Dauer in Minuten")
    script: dict[str, Text] = Field(
        default={}, description="Regieplan: Rolle (moderation, group_moderation, support, speaker) und Text"
    )


class StepKind(Protocol):
    """The face of a kind. Every function is pure; `state` is whatever `start` returned."""

    NAME: str
    Settings: type[Any]
    COMMANDS: tuple[type[StepCommand], ...]
    """The kind's own commands. `question.*` commands come to every kind that has questions."""
    EVENTS: tuple[type[StepEvent], ...]

    def start(self, settings: Any) -> Any:
        """The state of a step before anything has happened."""

    def parts(self, settings: Any) -> Sequence[PartId]:
        """The questions through which the cursor walks, in order; empty for a kind without questions."""

    def prepare(self, state: Any, command: Any, context: Context) -> Callable[[], object] | None:
        """Work that takes too long for a turn, to be done beforehand in any thread; None where there is none.

        Its inputs are values of its own. What it gives is `context.prepared` when the command is decided, by which time
        the state may be another one.
        """

    def decide(self, state: Any, command: Any, actor: Actor, context: Context) -> Sequence[StepEvent] | Rejection:
        """Answer a wish. Refuses commands that it does not know with `not_here`."""

    def fold(self, state: Any, event: Any, at: int) -> None:
        """Take a fact in, in place. Never refuses: what is logged has happened. `at` is ms since 1970 UTC."""

    def touched(self, state: Any, event: Any) -> Touched:
        """Whose own view and which groups' views the fact may have changed, asked after it was taken in."""

    def undo(self, state: Any, event: Any) -> StepEvent | None:
        """The fact that takes a steering act back, seen from before the act; None where it is no steering act."""

    def finalise(self, state: Any, look: Look) -> Sequence[StepEvent]:
        """What closes the step for good when the evening ends (anonymous ballots become counts)."""

    def view(self, state: Any, audience: Audience, look: Look) -> View | None:
        """What this audience may see of the step; None for nothing. JSON without nulls, collections keyed by id."""

    def room_of(self, state: Any, person: PersonId) -> int | None:
        """The number of the group the person is in, once groups are published; None for kinds without groups."""

    def late(self, state: Any, person: PersonId, context: Context) -> Sequence[StepEvent]:
        """What the step does about somebody who arrives while it runs; nothing for most kinds."""

    def rooms(self, state: Any) -> Sequence[int]:
        """Numbers of the groups whose views exist, once published."""

    def planned_rooms(self, settings: Any) -> int:
        """How many groups the session file plans, so that each can have its link beforehand; 0 for none."""

    def planned_server(self, settings: Any) -> ServerKind | None:
        """The conference server of the city on which the session file has the groups meet; None for none."""

    def printed(self, settings: Any) -> Printed:
        """What people without a device fill in or write on; nothing for kinds that ask nothing."""

    def document(self, state: Any, look: Look) -> Sequence[Block]:
        """The step's part of the documentation; empty where nothing happened.

        Words with an id of their own have the key `<step>/<id>`, in a list all of them or none; the others get theirs
        in `dialogue.document`.
        """

    def gathered(self, state: Any) -> Gathered:
        """What the step has gathered so far, for the sums of the whole evening."""


__all__ = ["StepId", "StepKind", "StepSettings"]

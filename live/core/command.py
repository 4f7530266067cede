"""Wishes and facts. A command is what somebody asks for; an event is what has happened and never changes again."""

from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import BaseModel, ConfigDict, Field

from live.core.ids import PersonId, StepId, TokenField


class Command(BaseModel):
    """A wish, named in the imperative by its `type`. `id` is chosen by the sender and counted once per person."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)
    id: TokenField


class OwnCommand(Command):
    """A wish that people say for themselves. For somebody on the telephone it is said by who moderates, for `person`.

    Whose wish it is and whether it may be said is settled in `live.dialogue.decide`; to a kind it is that person's.
    """

    person: Annotated[PersonId, Field(min_length=1, max_length=64)] | None = None


class StepCommand(Command):
    """A wish that concerns one step."""

    step: StepId


class OwnStepCommand(StepCommand, OwnCommand):
    """A wish that people say for themselves and that concerns one step."""


class Kept(StrEnum):
    """Where an event is kept, and therefore how long and in what order."""

    LOG = "log"
    """In the ordered log, for as long as the dialogue exists."""
    SEALED = "sealed"
    """An anonymous ballot: beside the log, without order or time, replaced when changed, destroyed when finalised."""
    PEOPLE = "people"
    """Personal data: beside the log, replaced when changed, deleted on request without touching the log."""


class Event(BaseModel):
    """A fact, named in the past tense by its `type`."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)
    kept: ClassVar[Kept] = Kept.LOG
    unattributed: ClassVar[bool] = False
    """True where the record must not say whose command brought it about (a tally after the tenth ballot)."""


class StepEvent(Event):
    """A fact about one step."""

    step: StepId

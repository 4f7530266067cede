"""What the rules may know besides their own state: the time, a seed, the people, who is here. All of it comes in."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from live.core.conference import NO_CONFERENCE, Conference
from live.core.ids import PersonId, RoomNumber, StepId


@dataclass(slots=True)
class Person:
    """Somebody in the dialogue. The name lives beside the log and may be gone; `seats` is the people at this device."""

    person: PersonId
    seats: int = 1
    name: str = ""
    language: str = ""
    joined_at: int = 0
    calls: dict[int, int] = field(default_factory=dict)
    """How often each seat was given the word."""
    source: str = "app"

    @property
    def spoken(self) -> int:
        """How often anybody at this device was given the word."""
        return sum(self.calls.values())


@dataclass(frozen=True)
class Look:
    """The surroundings that a view, a document or a decision may read."""

    people: Mapping[PersonId, Person] = field(default_factory=dict)
    present: AbstractSet[PersonId] = frozenset()
    """Who has at least one page open now. Never logged."""
    states: Mapping[StepId, Any] = field(default_factory=dict)
    """The states of all steps, for a kind that compares itself with an earlier step of its own kind."""
    group_moderators: Mapping[RoomNumber, str] = field(default_factory=dict)
    """Names of group moderators by the number of their group, where the session file gives them."""
    conference: Conference = NO_CONFERENCE
    """Where groups can meet by video on the city's own servers."""

    counted: int | None = None
    """`seats_present`, where whoever takes the look knows it."""

    @cached_property
    def seats_present(self) -> int:
        """People (not sockets) who are here now. Counted once: a look is taken of one moment."""
        if self.counted is not None:
            return self.counted
        people = self.people
        return sum(people[id_].seats for id_ in self.present if id_ in people)


@dataclass(frozen=True, slots=True)
class Context:
    """What a decision may know: `now` in ms since 1970 UTC, a random `seed`, the surroundings."""

    now: int
    seed: int
    look: Look
    prepared: object = None
    """What the kind has worked out for this command beforehand (`StepKind.prepare`)."""

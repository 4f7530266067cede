"""What the rules may know besides their own state: the time, a seed, the people, who is here. All of it comes in."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from live.core.conference import NO_CONFERENCE, Conference
from live.core.ids import PersonId, RoomNumber, StepId

SEATS_LIMIT = 8
"""People at one device or telephone at most."""


@dataclass(slots=True)
class Person:
    """Somebody in the dialogue. The name lives beside the log and may be gone; `seats` is the people at this device."""

    person: PersonId
    seats: int = 1
    name: str = ""
    language: str = ""
    joined_at: int = 0
    spoken_by: dict[int, int] = field(default_factory=dict)
    """How often each seat was given the word."""
    source: Literal["app", "phone"] = "app"

    @property
    def spoken(self) -> int:
        """How often anybody at this device was given the word."""
        return sum(self.spoken_by.values())


@dataclass(frozen=True)
class Look:
    """The surroundings that a view, a document or a decision may read."""

    people: Mapping[PersonId, Person] = field(default_factory=dict)
    present: AbstractSet[PersonId] = frozenset()
    """Who has at least one page open now, which is never logged, or is on the telephone."""
    callers: Mapping[PersonId, Person] = field(default_factory=dict)
    """Of the people those who take part on the telephone: they have no page, and who moderates enters for them."""
    rooms: Mapping[PersonId, int] = field(default_factory=dict)
    """The number of the group that a person is in, of the groups as they are now."""
    states: Mapping[StepId, Any] = field(default_factory=dict)
    """The states of all steps, for a kind that compares itself with an earlier step of its own kind."""
    consoles: AbstractSet[RoomNumber] = frozenset()
    """Groups whose console is open now, which is never logged."""
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

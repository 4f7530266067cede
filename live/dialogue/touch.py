"""Whose views the facts of the last moments may have changed (`live.core.touched` for the rules)."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from live.core.command import Event, StepEvent
from live.core.ids import PersonId, RoomNumber, StepId
from live.dialogue.events import (
    Called,
    CalledAgain,
    CallWithdrawn,
    Created,
    HungUp,
    Joined,
    Lowered,
    Named,
    Raised,
    Restored,
    Seated,
    StepInserted,
    StepRemoved,
    Undone,
)
from live.dialogue.helping import HelpCalled, HelpDone, HelpTaken, HelpWithdrawn, touched
from live.dialogue.state import State, room_of

Place = tuple[StepId, RoomNumber]
Part = frozenset[StepId] | None
"""The steps in which a view may be new; empty: only outside of the steps; None: anywhere."""


@dataclass(slots=True)
class Touch:
    """A sum of facts: people and groups whose views are to be made again (None: all), and whether the crowd's is.

    Of people it is known in which steps.
    """

    people: dict[PersonId, Part] | None = field(default_factory=dict)
    rooms: set[Place] | None = field(default_factory=set)
    crowd: bool = False
    queue: bool = False
    """Whether everybody with a raised hand may have another place; who that is, is asked when it is shown."""

    def anybody(self) -> None:
        """Nothing is known: everything is to be made again."""
        self.people, self.rooms, self.crowd = None, None, True

    def person(self, person: PersonId, state: State) -> None:
        """Somebody is new or called otherwise: the own view, that of the group, the list of people."""
        self._add_people((person,), None)
        self.presence(person, state)

    def presence(self, person: PersonId, state: State) -> None:
        """Somebody came or went: that shows in the group and in the list of people."""
        self.crowd = True
        place = room_of(state, person)
        if place is not None and self.rooms is not None:
            self.rooms.add((place[0], RoomNumber(place[1])))

    def with_part(self, person: PersonId, part: Part) -> Part:
        """What of somebody's own view may be new if this part is, and what is known here too."""
        return None if self.people is None else both(self.people.get(person, part), part)

    def fact(self, event: Event, state: State) -> bool:
        """A fact, after it was taken in. True if own views show it too, for which a second later is soon enough."""
        if isinstance(event, StepEvent):
            return self._step_fact(event, state)
        self._dialogue_fact(event, state)
        return False

    def _dialogue_fact(self, event: Event, state: State) -> None:
        match event:
            case Joined(person=person) | Named(person=person) | Seated(person=person):
                self.person(person, state)
            case HungUp(person=person) | CalledAgain(person=person):
                self.presence(person, state)
            case Raised(person=person):
                self._add_people((person,), frozenset())
            case Lowered() | Restored() | Called() | CallWithdrawn():
                self._add_people((event.person,), frozenset())
                self.queue = True
                self.crowd |= isinstance(event, Called | CallWithdrawn)
            case HelpCalled() | HelpTaken() | HelpDone() | HelpWithdrawn():
                self._add_people(touched(state.calls, event), frozenset())
            case Created() | Undone() | StepInserted() | StepRemoved():
                self.anybody()
            case _:
                pass  # the agenda and the screen stand in the shared views alone

    def _step_fact(self, event: StepEvent, state: State) -> bool:
        run = state.steps[event.step]
        touched = run.kind.touched(run.state, event)
        self.crowd |= touched.crowd
        if touched.people is None:
            self.people = None
        else:
            self._add_people(touched.people, frozenset((event.step,)))
        if touched.rooms is None:
            self.rooms = None
        elif self.rooms is not None:
            self.rooms.update((event.step, room) for room in touched.rooms)
        return touched.later

    def _add_people(self, people: Iterable[PersonId], part: Part) -> None:
        if self.people is not None:
            for person in people:
                self.people[person] = both(self.people.get(person, part), part)


def both(one: Part, other: Part) -> Part:
    """What is new in one or the other."""
    return None if one is None or other is None else one | other

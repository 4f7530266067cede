"""What people said about the group they want to be in. Rule: counted as it comes in, so that the ten thousandth wish
costs what the first one did.
"""

from collections import Counter
from dataclasses import dataclass, field

from live.core.ids import PersonId, RoomNumber
from live.steps.breakout.events import ChoicePhase


@dataclass(frozen=True, slots=True)
class Wanted:
    """Groups, the dearest first, for the `seats` people who sat at the device when it was said."""

    rooms: tuple[RoomNumber, ...]
    seats: int


@dataclass(slots=True)
class Choice:
    """Between how many groups people choose, with room for how many people in each, and what they have said.

    `exact`: the desk has named the room in a group, so that nobody is put above it. `first`, `wished` and `people`
    count people (not devices): per group those who want it most, those who want it at all, and who wants anything.
    """

    phase: ChoicePhase = "none"
    groups: int = 0
    capacity: int = 0
    exact: bool = False
    wishes: dict[PersonId, Wanted] = field(default_factory=dict)
    first: Counter[RoomNumber] = field(default_factory=Counter)
    wished: Counter[RoomNumber] = field(default_factory=Counter)
    people: int = 0

    def of(self, person: PersonId) -> tuple[RoomNumber, ...]:
        """What a person wants of the groups that there are, the dearest first."""
        wanted = self.wishes.get(person)
        return () if wanted is None else self._standing(wanted)

    def turn(self, phase: ChoicePhase, groups: int, capacity: int, *, exact: bool) -> None:
        """Be open, closed or not there; of more or fewer groups than before, what was said is counted again."""
        recount = groups != self.groups
        self.phase, self.groups, self.capacity, self.exact = phase, groups, capacity, exact
        if recount:
            self.first, self.wished, self.people = Counter(), Counter(), 0
            for wanted in self.wishes.values():
                self._count(wanted, wanted.seats)

    def take(self, person: PersonId, wanted: Wanted) -> None:
        """Remember what somebody wants, in place of what the person wanted before; no groups: nothing."""
        before = self.wishes.pop(person, None)
        if before is not None:
            self._count(before, -before.seats)
        if wanted.rooms:
            self.wishes[person] = wanted
            self._count(wanted, wanted.seats)

    def _standing(self, wanted: Wanted) -> tuple[RoomNumber, ...]:
        return tuple(room for room in wanted.rooms if room <= self.groups)

    def _count(self, wanted: Wanted, seats: int) -> None:
        rooms = self._standing(wanted)
        if rooms:
            self.people += seats
            self.first[rooms[0]] += seats
        for room in rooms:
            self.wished[room] += seats

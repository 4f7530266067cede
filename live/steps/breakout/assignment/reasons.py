"""Why everybody is where they are. Rule: a reason is read off the finished groups, so it is true of them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from live.core.ids import PersonId, RoomNumber
from live.steps.breakout.assignment.languages import asked_in, speaks
from live.steps.breakout.assignment.mixing import Met
from live.steps.breakout.assignment.values import Constraints, Groups, Reason, Traits, Why


@dataclass(frozen=True)
class Reasons:
    """The finished groups with all that was asked for. `met` is None where nobody asked for mixed groups."""

    groups: Groups
    people: Mapping[PersonId, Traits]
    constraints: Constraints
    met: Met | None

    def of_all(self) -> dict[PersonId, tuple[Reason, ...]]:
        """Everybody's reasons."""
        return {person: self.of(person, room) for room, group in self.groups.items() for person in group}

    def of(self, person: PersonId, room: RoomNumber) -> tuple[Reason, ...]:
        """The reasons for a person's place in this group, in the order of `Why`; by lot where there is no other."""
        return tuple(self._told(person, room)) or (Reason(Why.BY_LOT),)

    def _told(self, person: PersonId, room: RoomNumber) -> Iterator[Reason]:
        traits = self.people[person]
        others = frozenset(self.groups[room]) - {person}
        company = self._together.get(person, frozenset()) & others
        fixed = self.constraints.fixed.get(person)
        if fixed:
            yield Reason(Why(fixed.because))
        if company:
            yield Reason(Why.TOGETHER, {}, tuple(sorted(company)))
        if fixed or company & self.constraints.fixed.keys():
            return
        yield from self._languages(traits, others, room)
        wished = room in traits.wishes
        if wished:
            yield Reason(Why.OWN_WISH, {"number": traits.wishes.index(room) + 1})
        yield from self._full(traits, room, self._seats({person, *company}))
        parted = self._apart.get(person, frozenset()) & self._placed
        if parted and not parted & others:
            yield Reason(Why.APART, {}, tuple(sorted(parted)))
        if self.met is not None:
            again = len(others & self.met[person].keys())
            yield Reason(Why.MIXED, {"met": again, "others": len(others)})
        yield from self._balances(traits, room)
        size = self._sizes[room] - self._seats({person, *company})
        if self._filling and not wished and all(size <= self._sizes[other] for other in self.groups if other != room):
            yield Reason(Why.SMALLEST_GROUP, {"size": size})

    def _full(self, traits: Traits, room: RoomNumber, seats: int) -> Iterator[Reason]:
        """The dearest of the groups that the person wanted more than this one and that had no room."""
        dearer = traits.wishes[: traits.wishes.index(room)] if room in traits.wishes else traits.wishes
        capacities = self.constraints.capacities
        full = (other for other in dearer if other in capacities and self._sizes[other] + seats > capacities[other])
        dearest = next(full, None)
        if dearest is not None:
            yield Reason(Why.FULL, {"room": dearest})

    def _languages(self, traits: Traits, others: frozenset[PersonId], room: RoomNumber) -> Iterator[Reason]:
        for language in asked_in(self.groups[room], room, self.people, self.constraints):
            spoken = any(speaks(self.people[other], language) for other in others)
            if speaks(traits, language) and not spoken:
                yield Reason(Why.SPEAKS, {"language": language})
            if language in traits.needs and spoken:
                yield Reason(Why.UNDERSTOOD, {"language": language})

    def _balances(self, traits: Traits, room: RoomNumber) -> Iterator[Reason]:
        here = self._values(self.groups[room]) if traits.attributes else {}
        for attribute, value in sorted(traits.attributes.items()):
            total = self._totals[attribute, value]
            if total > 1 and here[attribute, value] <= -(-total // len(self.groups)):
                yield Reason(Why.BALANCES, {"attribute": attribute, "value": value})

    @cached_property
    def _together(self) -> dict[PersonId, frozenset[PersonId]]:
        return _partners(self.constraints.together)

    @cached_property
    def _apart(self) -> dict[PersonId, frozenset[PersonId]]:
        return _partners(self.constraints.apart)

    @cached_property
    def _placed(self) -> frozenset[PersonId]:
        return frozenset(person for group in self.groups.values() for person in group)

    @cached_property
    def _sizes(self) -> dict[RoomNumber, int]:
        return {room: self._seats(group) for room, group in self.groups.items()}

    @cached_property
    def _totals(self) -> Counter[tuple[str, str]]:
        return self._values(self._placed)

    @cached_property
    def _filling(self) -> bool:
        """Whether some places are not up to the draw, so that the others fill up the groups."""
        return bool(self.constraints.fixed) or any(traits.wishes for traits in self.people.values())

    def _seats(self, people: Iterable[PersonId]) -> int:
        return sum(self.people[person].seats for person in people)

    def _values(self, people: Iterable[PersonId]) -> Counter[tuple[str, str]]:
        """Per attribute and value, the people who have it."""
        found: Counter[tuple[str, str]] = Counter()
        for traits in (self.people[person] for person in people):
            for pair in traits.attributes.items():
                found[pair] += traits.seats
        return found


def _partners(sets: Iterable[frozenset[PersonId]]) -> dict[PersonId, frozenset[PersonId]]:
    """With whom everybody shares a wish."""
    found: dict[PersonId, frozenset[PersonId]] = {}
    for persons in sets:
        for person in persons:
            found[person] = found.get(person, frozenset()) | (persons - {person})
    return found

"""Who is in the groups and how many they are. Rule: people are counted, not devices."""

from live.core.context import Look
from live.core.ids import PersonId, RoomNumber
from live.steps.breakout.events import Agreement
from live.steps.breakout.state import ALL_SEATS, Groups, Quintessence


def seats(look: Look, person: PersonId) -> int:
    """How many people sit at the person's device; one, where nothing is known any more."""
    found = look.people.get(person)
    return found.seats if found else 1


def even_share(people: int, parts: int) -> int:
    """People in the largest of so many parts that are as even as can be; one at least."""
    return max(1, -(-people // parts))


def sizes(groups: Groups, look: Look) -> dict[RoomNumber, int]:
    """People (not devices) in each group, by number."""
    return {room: sum(seats(look, person) for person in people) for room, people in sorted(groups.members.items())}


def agreement(quintessence: Quintessence, look: Look) -> dict[Agreement, int]:
    """People (not devices) by what they said to this version of a quintessence."""
    counts: dict[Agreement, int] = {"right": 0, "partly": 0, "wrong": 0}
    for person, said in quintessence.answers.items():
        for seat in {*range(1, seats(look, person) + 1), *said} - {ALL_SEATS}:
            answer = said.get(seat) or said.get(ALL_SEATS)
            if answer is not None:
                counts[answer] += 1
    return counts


def unplaced(groups: Groups, look: Look) -> list[PersonId]:
    """Who is here and in none of the groups, in the order of joining."""
    missing = [person for id_, person in look.people.items() if id_ in look.present and id_ not in groups.room_of]
    return [person.person for person in sorted(missing, key=lambda person: (person.joined_at, person.person))]

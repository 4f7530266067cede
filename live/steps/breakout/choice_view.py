"""What each audience sees of the own choice. Rule: nobody's wish but the own; what everybody is sent stays the same
however many people choose.
"""

from live.core.context import Look
from live.core.ids import PersonId, RoomNumber
from live.core.patch import View
from live.steps.breakout.naming import name_of
from live.steps.breakout.state import State


def choice_of_all(state: State) -> View:
    """The groups to choose from, while people choose and until the groups are published."""
    choice = state.choice
    if not state.offers_choice:
        return {}
    rooms = _rooms(state)
    return {
        "choice": {
            "open": choice.phase == "open",
            "capacity": choice.capacity,
            "order": [str(room) for room in rooms],
            "rooms": {str(room): name_of(state, room) for room in rooms},
        }
    }


def choice_on_the_wall(state: State, look: Look) -> View:
    """The same, with how many people have chosen; not what."""
    seen = choice_of_all(state)
    return {"choice": seen["choice"] | _turnout(state, look)} if seen else {}


def choice_at_the_desk(state: State, look: Look) -> View:
    """The same, with how many people want each group most, and how many want it at all; not who."""
    planned = {"choice_planned": True} if state.settings.choice else {}
    seen = choice_of_all(state)
    if not seen:
        return planned
    choice = state.choice
    counted = {
        str(room): name_of(state, room) | {"first": choice.first[room], "wished": choice.wished[room]}
        for room in _rooms(state)
    }
    exact = {"exact": True} if choice.exact else {}
    return {**planned, "choice": seen["choice"] | _turnout(state, look) | exact | {"rooms": counted}}


def own_choice(state: State, person: PersonId) -> View:
    """What the person wants, the dearest first."""
    rooms = state.choice.of(person) if state.offers_choice else ()
    return {"wished": list(rooms)} if rooms else {}


def _rooms(state: State) -> list[RoomNumber]:
    return [RoomNumber(number) for number in range(1, state.choice.groups + 1)]


def _turnout(state: State, look: Look) -> View:
    return {"chosen": state.choice.people, "of": look.seats_present}

"""Whose views a fact may have changed, so that ten thousand views need not be made to find the one that is new.

Rule: views that all share (everyone, desk, wall, consoles) are always looked at again; of the views of groups and of
single people only those that are named here, and of a person's own view only the part of the fact's step. Naming too
many costs time; naming too few shows something old.
"""

from dataclasses import dataclass

from live.core.ids import PersonId, RoomNumber


@dataclass(frozen=True, slots=True)
class Touched:
    """People whose own view may be new, groups of the fact's step whose view may be; None: any of them.

    `crowd`: the desk's list of people may be new, or who is in which group.
    """

    people: frozenset[PersonId] | None = frozenset()
    rooms: frozenset[RoomNumber] | None = frozenset()
    crowd: bool = False
    later: bool = False
    """Own views show it too, of all who have answered; a second later is soon enough."""


NOBODY = Touched()
ANYBODY = Touched(None, None, crowd=True)


def of_person(person: PersonId, *, crowd: bool = False) -> Touched:
    """One person's own view."""
    return Touched(people=frozenset((person,)), crowd=crowd)


def of_room(room: RoomNumber) -> Touched:
    """One group's view."""
    return Touched(rooms=frozenset((room,)))

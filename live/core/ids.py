"""Names of things. Each is text chosen once and never reused; none carries meaning beyond its identity."""

from typing import Annotated, NewType

from pydantic import Field

DialogueId = NewType("DialogueId", str)
StepId = NewType("StepId", str)
PartId = NewType("PartId", str)
"""One question of a step. A step without questions has no parts; its cursor stands on the step itself."""
PersonId = NewType("PersonId", str)
VoterId = NewType("VoterId", str)
"""A seat at a person's device: `<person>/<seat>`, seats count from 1."""
ItemId = NewType("ItemId", str)
OptionId = NewType("OptionId", str)
NoteId = NewType("NoteId", str)
RoomNumber = NewType("RoomNumber", int)
"""Groups are numbered from 1; a group moderator keeps the number through all group phases of an evening."""
CommandId = NewType("CommandId", str)

SlugField = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,39}$")]
"""Ids written by people in session files: small letters, digits, hyphens."""
TokenField = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
"""Ids chosen by browsers."""


def voter_of(person: PersonId, seat: int) -> VoterId:
    """The voter on seat number `seat` (from 1) of a person's device."""
    return VoterId(f"{person}/{seat}")


def person_of(voter: VoterId) -> PersonId:
    """The person at whose device a voter sits."""
    return PersonId(voter.rpartition("/")[0])


def seat_of(voter: VoterId) -> int:
    """The seat at the device, from 1."""
    return int(voter.rpartition("/")[2])

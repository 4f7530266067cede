"""For whom a view is. A page subscribes to the audiences its link entitles it to; what must not be seen is not sent."""

from dataclasses import dataclass

from live.core.ids import PersonId, RoomNumber, StepId


@dataclass(frozen=True, slots=True)
class Everyone:
    """All participants: the same bytes to each of them. Names nobody."""


@dataclass(frozen=True, slots=True)
class Moderators:
    """The desk: names, tallies before they are revealed (of anonymous questions only in coarse steps), all groups."""


@dataclass(frozen=True, slots=True)
class Wall:
    """The projector: what is shown to the room. Names nobody."""


@dataclass(frozen=True, slots=True)
class Room:
    """The people of one group and its group moderator. Names the people of that group and no author of a note."""

    step: StepId
    room: RoomNumber


@dataclass(frozen=True, slots=True)
class Console:
    """The group moderator of one group, through all group phases: the group, hidden notes, raised hands."""

    room: RoomNumber


@dataclass(frozen=True, slots=True)
class Self:
    """One participant: own ballots, own notes, own hand, own group."""

    person: PersonId


Audience = Everyone | Moderators | Wall | Room | Console | Self


def audience_name(audience: Audience) -> str:
    """The name of the audience's view on the wire. `Self` is always `me`: nobody gets another person's."""
    match audience:
        case Everyone():
            return "everyone"
        case Moderators():
            return "moderators"
        case Wall():
            return "projector"
        case Room(step, room):
            return f"room:{step}:{room}"
        case Console(room):
            return f"console:{room}"
        case Self():
            return "me"

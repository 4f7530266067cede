"""What goes into an assignment and what comes out. Rule: small values that nobody changes and that can be pickled, so
that the work may be done in another thread or process.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from live.core.ids import PersonId, RoomNumber

Groups = Mapping[RoomNumber, tuple[PersonId, ...]]
"""Who is in which group, empty groups too; of this round or, in a history, of an earlier one."""
Origin = Literal["pinned", "by_hand", "from_list", "same_group"]
"""Who or what has fixed a place."""
Params = Mapping[str, str | int]
"""Numbers and short texts that fill a sentence; never names."""


@dataclass(frozen=True, slots=True)
class Traits:
    """What matters about a person when groups are made.

    `seats` is the people at the device. `speaks` are the languages that the person can put into words for others;
    `needs` those in which the person is lost without somebody else in the group who speaks them. `attributes` maps
    what groups shall be balanced over to the person's value. `wishes` names groups, the dearest first.
    """

    seats: int = 1
    speaks: frozenset[str] = frozenset()
    needs: frozenset[str] = frozenset()
    attributes: Mapping[str, str] = field(default_factory=dict)
    wishes: tuple[RoomNumber, ...] = ()


@dataclass(frozen=True, slots=True)
class Fixed:
    """A place that is no longer up to chance, and why."""

    room: RoomNumber
    because: Origin = "pinned"


@dataclass(frozen=True, slots=True)
class Constraints:
    """What the organiser asks for. Where two wishes contradict each other, the one named first here is kept.

    `fixed` gives people their place; `together` and `apart` are sets of people. `speakers` maps a language to the
    groups that want somebody who speaks it; an empty set means every group. `capacities` are people (not devices) that
    a group can hold; a group without one holds any number. Nobody but the fixed is placed above it.
    """

    fixed: Mapping[PersonId, Fixed] = field(default_factory=dict)
    capacities: Mapping[RoomNumber, int] = field(default_factory=dict)
    together: tuple[frozenset[PersonId], ...] = ()
    apart: tuple[frozenset[PersonId], ...] = ()
    speakers: Mapping[str, frozenset[RoomNumber]] = field(default_factory=dict)


class Why(StrEnum):
    """The reasons for a place, the most decisive first, with their parameters."""

    PINNED = "pinned"
    BY_HAND = "by_hand"
    FROM_LIST = "from_list"
    SAME_GROUP = "same_group"
    """The same group as in the round before."""
    TOGETHER = "together"
    """With `people`, as asked for."""
    SPEAKS = "speaks"
    """`language`: asked for in this group, and nobody else here speaks it."""
    UNDERSTOOD = "understood"
    """`language`: somebody in this group speaks the language that the person needs."""
    OWN_WISH = "own_wish"
    """`number`: the person's first, second … wish."""
    FULL = "full"
    """`room`: a group that the person wanted more had no place left."""
    APART = "apart"
    """Not with `people`, as asked for."""
    MIXED = "mixed"
    """Has met `met` of the `others` in this group before."""
    BALANCES = "balances"
    """`attribute`, `value`: the group has no more people with this value than an even share, rounded up."""
    SMALLEST_GROUP = "smallest_group"
    """`size`: no other group has fewer people than this one has without the person (and their company)."""
    BY_LOT = "by_lot"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why somebody is in a group. `people` are those whom the sentence names."""

    code: Why
    params: Params = field(default_factory=dict)
    people: tuple[PersonId, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """Something the organiser should know: a wish that could not be met, or a warning. The rest was done.

    `code` is stable and `params` fill the sentence, as with a refusal; `people` are those whom it names.
    """

    code: str
    params: Params = field(default_factory=dict)
    people: tuple[PersonId, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """The groups, why everybody is where they are, and what could not be met. `unplaced` found no room anywhere."""

    groups: Groups
    reasons: Mapping[PersonId, tuple[Reason, ...]]
    findings: tuple[Finding, ...] = ()
    unplaced: tuple[PersonId, ...] = ()

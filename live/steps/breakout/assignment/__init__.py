"""Who goes into which group, and why. Pure: everything comes in as small values, a seed is all there is of chance.

    people = {PersonId("rosa"): Traits(), PersonId("nour"): Traits(needs=frozenset({"ar"})), …}
    plan = assign(people, number_of_groups(len(people)), Constraints(), history=[], seed=7)
    plan.groups[RoomNumber(1)], plan.reasons[PersonId("rosa")], plan.findings

- at random: nothing else is asked for. Balanced: people have `attributes`. By own choice: they have `wishes`, and
  groups have `capacities`. By hand: `fixed` places for all. From a list: `read_list` gives the places. The same groups
  again: `same_groups` gives them. Mixed: the earlier groups are the `history`. All of these go together.
- `together`, `apart` and `speakers` are wishes about people; one that cannot be met is a `Finding`, the rest is done.
- `reshuffle` draws again for all but the pinned; `late` finds a place for a newcomer.
"""

from live.steps.breakout.assignment.from_csv import Listed, read_list
from live.steps.breakout.assignment.late import late
from live.steps.breakout.assignment.mixing import lower_bound, repeated_pairs
from live.steps.breakout.assignment.plan import EFFORT, assign, reshuffle, same_groups
from live.steps.breakout.assignment.sizes import USUAL_SIZE, number_of_groups
from live.steps.breakout.assignment.values import Constraints, Finding, Fixed, Groups, Origin, Plan, Reason, Traits, Why

__all__ = [
    "EFFORT",
    "USUAL_SIZE",
    "Constraints",
    "Finding",
    "Fixed",
    "Groups",
    "Listed",
    "Origin",
    "Plan",
    "Reason",
    "Traits",
    "Why",
    "assign",
    "late",
    "lower_bound",
    "number_of_groups",
    "read_list",
    "repeated_pairs",
    "reshuffle",
    "same_groups",
]

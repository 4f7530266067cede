"""A phase in groups: draft, publish, talk, note down, bring back a quintessence and focus ideas.

Nobody moves before the groups are published, and one event tells everybody at once. What a group writes belongs to
its number and stays, whatever happens to the groups afterwards.

Who sees what
- Everyone, Wall: the prompts; the groups to choose from until they are published; once published the groups with
  their sizes and the clock; the quintessence that is shown, with its focus ideas. No person, no card, no video link.
- Wall: also how many have chosen a group, not which.
- Room: the people of the group by name, its clock and video link, its board without hidden cards, its quintessence as
  it grows, its focus ideas. No author of a card.
- Console: the same, and before publishing the prompts; hidden cards, flagged; of an author only whether a participant,
  the console or the desk wrote. Of a group that went on in another one: in which, and the cards and ideas that it
  brought along, as they are now; nothing else of the other group.
- Moderators: how many want each group; the draft, whose reasons say if somebody's wish was met; and all groups with
  their people, their boards as the consoles see them, their results and their video links; which conference server is
  missing.
- Self: the own wish, the number of the own group and the ids of the own cards.
- Nobody: who wrote a card; who wanted which group, beyond those reasons. Outside the group and the desk: a quintessence
  before it is released.
"""

from collections.abc import Sequence
from typing import Final

from live.core.conference import ServerKind
from live.core.context import Look
from live.core.document import Authored
from live.core.ids import PartId, PersonId
from live.core.paper import Cards, Printed
from live.steps.breakout.commands import COMMANDS
from live.steps.breakout.decide import decide
from live.steps.breakout.document import document
from live.steps.breakout.drafting import prepare
from live.steps.breakout.events import EVENTS, BreakoutEvent
from live.steps.breakout.fold import fold, touched
from live.steps.breakout.gathered import gathered
from live.steps.breakout.groups import late
from live.steps.breakout.settings import Settings
from live.steps.breakout.state import State, start
from live.steps.breakout.undo import undo
from live.steps.breakout.view import view

NAME: Final = "breakout"


def parts(settings: Settings) -> Sequence[PartId]:
    """None: the cursor stands on the groups themselves."""
    return ()


def finalise(state: State, look: Look) -> Sequence[BreakoutEvent]:
    """Nothing: no ballot is kept here."""
    return ()


def room_of(state: State, person: PersonId) -> int | None:
    """The number of the group the person is in, once groups are published."""
    return state.groups.room_of.get(person) if state.groups else None


def rooms(state: State) -> Sequence[int]:
    """The published groups and those that have written something, by number."""
    return state.numbers()


def planned_rooms(settings: Settings) -> int:
    """As many as the session file counts or names."""
    return settings.groups or max(len(settings.room_names), len(settings.group_moderators))


def planned_server(settings: Settings) -> ServerKind | None:
    """The one that gives every group a room, where the session file wishes it."""
    return None if settings.video == "links" else settings.video


def printed(settings: Settings) -> Printed:
    """Cards for what the groups write down."""
    prompts = tuple(Authored(text=prompt) for prompt in settings.prompts)
    columns = tuple(Authored(text=column.title) for column in settings.columns)
    return Printed(cards=Cards(prompts=prompts, columns=columns, names=settings.room_names))


__all__ = [
    "COMMANDS",
    "EVENTS",
    "NAME",
    "Settings",
    "State",
    "decide",
    "document",
    "finalise",
    "fold",
    "gathered",
    "late",
    "parts",
    "planned_rooms",
    "planned_server",
    "prepare",
    "printed",
    "room_of",
    "rooms",
    "start",
    "touched",
    "undo",
    "view",
]

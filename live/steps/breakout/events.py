"""What can have happened in a phase in groups. Every event holds all its facts; some exist only to take others back."""

from enum import StrEnum
from typing import Literal, get_args

from live.core.command import StepEvent
from live.core.ids import CommandId, NoteId, PersonId, RoomNumber

Plan = dict[RoomNumber, tuple[PersonId, ...]]
"""Who is in which group. Empty groups are in it too."""
Clocks = dict[RoomNumber, int]
"""When the time of a group is up, in ms since 1970 UTC."""
Where = Literal["draft", "groups"]


class Phase(StrEnum):
    """Where the groups are in their life. A draft changes nothing of it."""

    PREPARED = "prepared"
    RUNNING = "running"
    ENDED = "ended"


class RoomsDrafted(StepEvent):
    """These groups are proposed."""

    type: Literal["breakout.rooms_drafted"] = "breakout.rooms_drafted"
    rooms: Plan


class DraftDiscarded(StepEvent):
    """No groups are proposed any more."""

    type: Literal["breakout.draft_discarded"] = "breakout.draft_discarded"


class PersonMoved(StepEvent):
    """A person is in this group now, of the draft or of the published groups."""

    type: Literal["breakout.person_moved"] = "breakout.person_moved"
    where: Where
    person: PersonId
    room: RoomNumber


class PersonTakenOut(StepEvent):
    """A person is in no group again."""

    type: Literal["breakout.person_taken_out"] = "breakout.person_taken_out"
    where: Where
    person: PersonId


class Published(StepEvent):
    """Everybody knows these groups and goes there; nobody needs a second event to know all."""

    type: Literal["breakout.published"] = "breakout.published"
    rooms: Plan
    published_at: int
    ends_at: Clocks


class Unpublished(StepEvent):
    """The groups are a draft again, as it was before they were published."""

    type: Literal["breakout.unpublished"] = "breakout.unpublished"
    draft: Plan


class EarlierGroupsRestored(StepEvent):
    """The groups that were replaced are valid again, with their clocks, and the draft that replaced them is a draft."""

    type: Literal["breakout.earlier_groups_restored"] = "breakout.earlier_groups_restored"
    rooms: Plan
    published_at: int
    ends_at: Clocks
    phase: Phase
    draft: Plan


class PersonJoinedLate(StepEvent):
    """Somebody without a group went into the smallest one."""

    type: Literal["breakout.person_joined_late"] = "breakout.person_joined_late"
    person: PersonId
    room: RoomNumber


class TimeAdded(StepEvent):
    """The clocks of these groups end at another moment. `minutes` is what was asked for."""

    type: Literal["breakout.time_added"] = "breakout.time_added"
    minutes: int
    ends_at: Clocks


class TimeTakenBack(StepEvent):
    """The clocks of these groups end when they ended before."""

    type: Literal["breakout.time_taken_back"] = "breakout.time_taken_back"
    ends_at: Clocks


class Ended(StepEvent):
    """Everybody is called back."""

    type: Literal["breakout.ended"] = "breakout.ended"


class Reopened(StepEvent):
    """Everybody is in the groups again."""

    type: Literal["breakout.reopened"] = "breakout.reopened"


class NoteWritten(StepEvent):
    """A card is on the board. `author` is the key of the actor; no shared view shows it."""

    type: Literal["breakout.note_written"] = "breakout.note_written"
    room: RoomNumber
    note: NoteId
    text: str
    author: str
    column: str | None = None
    below: NoteId | None = None
    language: str | None = None


class NoteEvent(StepEvent):
    """A fact about one card."""

    note: NoteId


class NoteEdited(NoteEvent):
    """The card says something else."""

    type: Literal["breakout.note_edited"] = "breakout.note_edited"
    text: str


class NoteHidden(NoteEvent):
    """The moderation took the card off the board."""

    type: Literal["breakout.note_hidden"] = "breakout.note_hidden"


class NoteWithdrawn(NoteEvent):
    """The author took the card off the board."""

    type: Literal["breakout.note_withdrawn"] = "breakout.note_withdrawn"


class NoteUnhidden(NoteEvent):
    """The card is on the board again."""

    type: Literal["breakout.note_unhidden"] = "breakout.note_unhidden"


class NoteMoved(NoteEvent):
    """The card is in this column, at the same place in the order of writing."""

    type: Literal["breakout.note_moved"] = "breakout.note_moved"
    column: str


class BoardsFrozen(StepEvent):
    """These boards, which were not frozen, are."""

    type: Literal["breakout.boards_frozen"] = "breakout.boards_frozen"
    rooms: tuple[RoomNumber, ...]


class BoardsUnfrozen(StepEvent):
    """These boards, which were frozen, are not."""

    type: Literal["breakout.boards_unfrozen"] = "breakout.boards_unfrozen"
    rooms: tuple[RoomNumber, ...]


class ResultEvent(StepEvent):
    """A fact about what one group brings back."""

    room: RoomNumber


class QuintessenceWritten(ResultEvent):
    """The quintessence has these words."""

    type: Literal["breakout.quintessence_written"] = "breakout.quintessence_written"
    text: str
    language: str | None = None


class QuintessenceReleased(ResultEvent):
    """The quintessence may leave its group."""

    type: Literal["breakout.quintessence_released"] = "breakout.quintessence_released"


class QuintessenceWithdrawn(ResultEvent):
    """The quintessence is the group's alone again."""

    type: Literal["breakout.quintessence_withdrawn"] = "breakout.quintessence_withdrawn"


class QuintessenceShown(ResultEvent):
    """Everybody sees this quintessence."""

    type: Literal["breakout.quintessence_shown"] = "breakout.quintessence_shown"


class QuintessenceTakenDown(StepEvent):
    """No quintessence is shown."""

    type: Literal["breakout.quintessence_taken_down"] = "breakout.quintessence_taken_down"


class FocusIdeaAdded(ResultEvent):
    """The group names this idea, from a card or in free words."""

    type: Literal["breakout.focus_idea_added"] = "breakout.focus_idea_added"
    idea: CommandId
    text: str
    note: NoteId | None = None


class IdeaEvent(StepEvent):
    """A fact about one focus idea."""

    idea: CommandId


class FocusIdeaEdited(IdeaEvent):
    """The focus idea has other words."""

    type: Literal["breakout.focus_idea_edited"] = "breakout.focus_idea_edited"
    text: str


class FocusIdeaRemoved(IdeaEvent):
    """The focus idea is off the list."""

    type: Literal["breakout.focus_idea_removed"] = "breakout.focus_idea_removed"


class FocusIdeaRestored(IdeaEvent):
    """The focus idea is on the list again, at its place."""

    type: Literal["breakout.focus_idea_restored"] = "breakout.focus_idea_restored"


GroupEvent = (
    RoomsDrafted
    | DraftDiscarded
    | PersonMoved
    | PersonTakenOut
    | Published
    | Unpublished
    | EarlierGroupsRestored
    | PersonJoinedLate
    | TimeAdded
    | TimeTakenBack
    | Ended
    | Reopened
)
BoardEvent = (
    NoteWritten | NoteEdited | NoteHidden | NoteWithdrawn | NoteUnhidden | NoteMoved | BoardsFrozen | BoardsUnfrozen
)
OutcomeEvent = (
    QuintessenceWritten
    | QuintessenceReleased
    | QuintessenceWithdrawn
    | QuintessenceShown
    | QuintessenceTakenDown
    | FocusIdeaAdded
    | FocusIdeaEdited
    | FocusIdeaRemoved
    | FocusIdeaRestored
)
BreakoutEvent = GroupEvent | BoardEvent | OutcomeEvent

EVENTS: tuple[type[StepEvent], ...] = get_args(BreakoutEvent)

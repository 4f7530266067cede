"""What can have happened in a phase in groups. Every event holds all its facts; some exist only to take others back."""

from enum import StrEnum
from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict, Field

from live.core.command import StepEvent
from live.core.ids import CommandId, NoteId, PersonId, RoomNumber

Plan = dict[RoomNumber, tuple[PersonId, ...]]
"""Who is in which group. Empty groups are in it too."""
Clocks = dict[RoomNumber, int]
"""When the time of a group is up, in ms since 1970 UTC."""
Where = Literal["draft", "groups"]
Role = Literal["participant", "console", "moderator"]
"""The kind of page from which something was done: all of an author that may be known."""
Helper = Literal["moderation", "support"]
"""Who goes to a group that called for help."""
DotsPhase = Literal["none", "open", "closed", "revealed"]
Linking = Literal["together", "apart"]
Source = Literal["random", "same", "mixed", "list", "chosen"]
"""What groups are made from: chance, the earlier groups, as few of their pairs as possible, a list, own wishes."""
ChoicePhase = Literal["none", "open", "closed"]
Agreement = Literal["right", "partly", "wrong"]
"""How the quintessence fits what the group said."""
Preset = Literal["ten_minutes", "five_minutes", "two_minutes", "write_down", "come_back"]
"""Sentences that every page can say in its own language."""


class Phase(StrEnum):
    """Where the groups are in their life. A draft changes nothing of it."""

    PREPARED = "prepared"
    RUNNING = "running"
    ENDED = "ended"


class Told(BaseModel):
    """A reason for a place, or something that could not be met: a code, what fills its sentence, whom it names."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    code: str
    params: dict[str, str | int] = {}
    people: tuple[PersonId, ...] = ()


class RoomsDrafted(StepEvent):
    """These groups are proposed, with the reasons for people's places and with what could not be met."""

    type: Literal["breakout.rooms_drafted"] = "breakout.rooms_drafted"
    rooms: Plan
    reasons: dict[PersonId, tuple[Told, ...]] = Field(default={})
    findings: tuple[Told, ...] = ()
    by_hand: tuple[PersonId, ...] = ()
    """Whom the desk has put somewhere else than they were drawn."""
    source: Source | None = None


class PlacePinned(StepEvent):
    """The person keeps the place in the draft when the others are drawn again, or no longer does."""

    type: Literal["breakout.place_pinned"] = "breakout.place_pinned"
    person: PersonId
    pinned: bool


class PeopleLinked(StepEvent):
    """These people are to be in one group, or each in another."""

    type: Literal["breakout.people_linked"] = "breakout.people_linked"
    link: CommandId
    how: Linking
    people: tuple[PersonId, ...]


class PeopleUnlinked(StepEvent):
    """Nothing is asked of these people any more."""

    type: Literal["breakout.people_unlinked"] = "breakout.people_unlinked"
    link: CommandId


class SpeakerMarked(StepEvent):
    """The person can speak these languages for others; none: for nobody."""

    type: Literal["breakout.speaker_marked"] = "breakout.speaker_marked"
    person: PersonId
    languages: tuple[str, ...]


class ChoiceOpened(StepEvent):
    """Everybody can say in which of so many groups they want to be; each has room for so many people.

    `exact`: the desk has named the room in a group. Otherwise it is an even share of those who were here.
    """

    type: Literal["breakout.choice_opened"] = "breakout.choice_opened"
    groups: int
    capacity: int
    exact: bool


class ChoiceClosed(StepEvent):
    """Nobody can say it any more; what was said stands."""

    type: Literal["breakout.choice_closed"] = "breakout.choice_closed"


class ChoiceRestored(StepEvent):
    """The choice is again what it was before it was opened; what people have said meanwhile is kept."""

    type: Literal["breakout.choice_restored"] = "breakout.choice_restored"
    phase: ChoicePhase
    groups: int
    capacity: int
    exact: bool


class Wished(StepEvent):
    """A person wants to be in one of these groups, the dearest first; none: has no wish any more.

    It speaks for the `seats` people who sat at the device then.
    """

    type: Literal["breakout.wished"] = "breakout.wished"
    person: PersonId
    rooms: tuple[RoomNumber, ...]
    seats: int


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
    source: Source | None = None
    by_hand: tuple[PersonId, ...] = ()
    """From what the restored groups were made, and whom somebody had put where they are."""


class PersonJoinedLate(StepEvent):
    """Somebody without a group went into the smallest one."""

    type: Literal["breakout.person_joined_late"] = "breakout.person_joined_late"
    person: PersonId
    room: RoomNumber


class RoomsMerged(StepEvent):
    """The people and the cards of a group are in another one from now on; the first group is none any more."""

    type: Literal["breakout.rooms_merged"] = "breakout.rooms_merged"
    room: RoomNumber
    into: RoomNumber


class RoomsParted(StepEvent):
    """Two groups are two again: these people, cards and ideas go back to the first, with its clock."""

    type: Literal["breakout.rooms_parted"] = "breakout.rooms_parted"
    room: RoomNumber
    into: RoomNumber
    people: tuple[PersonId, ...]
    notes: tuple[NoteId, ...]
    ideas: tuple[CommandId, ...]
    ends_at: int | None
    last_at: int | None
    """When something was last written in the group that takes the others in."""


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


class NoteMerged(NoteEvent):
    """The card says the same as another and stands with it from now on; its words are kept."""

    type: Literal["breakout.note_merged"] = "breakout.note_merged"
    into: NoteId


class NoteParted(NoteEvent):
    """The card stands by itself again."""

    type: Literal["breakout.note_parted"] = "breakout.note_parted"


class BoardsFrozen(StepEvent):
    """These boards, which were not frozen, are."""

    type: Literal["breakout.boards_frozen"] = "breakout.boards_frozen"
    rooms: tuple[RoomNumber, ...]


class BoardsUnfrozen(StepEvent):
    """These boards, which were frozen, are not."""

    type: Literal["breakout.boards_unfrozen"] = "breakout.boards_unfrozen"
    rooms: tuple[RoomNumber, ...]


class HelpCalled(StepEvent):
    """A group needs somebody. `role` is the kind of page that called."""

    type: Literal["breakout.help_called"] = "breakout.help_called"
    call: CommandId
    room: RoomNumber
    role: Role


class HelpEvent(StepEvent):
    """A fact about one call for help."""

    call: CommandId


class HelpTaken(HelpEvent):
    """Somebody goes there."""

    type: Literal["breakout.help_taken"] = "breakout.help_taken"
    by: Helper


class HelpGivenBack(HelpEvent):
    """Nobody goes there after all."""

    type: Literal["breakout.help_given_back"] = "breakout.help_given_back"


class HelpDone(HelpEvent):
    """The group has been helped, or needs nobody any more."""

    type: Literal["breakout.help_done"] = "breakout.help_done"


class HelpReopened(HelpEvent):
    """The group waits again."""

    type: Literal["breakout.help_reopened"] = "breakout.help_reopened"


class BroadcastSent(StepEvent):
    """These groups are told something: one of the prepared sentences, or the moderation's own words."""

    type: Literal["breakout.broadcast_sent"] = "breakout.broadcast_sent"
    broadcast: CommandId
    rooms: tuple[RoomNumber, ...]
    preset: Preset | None = None
    text: str = ""


class BroadcastWithdrawn(StepEvent):
    """What was told is taken back; what was told before it stands again."""

    type: Literal["breakout.broadcast_withdrawn"] = "breakout.broadcast_withdrawn"
    broadcast: CommandId


class BroadcastRestored(StepEvent):
    """What was taken back is told again."""

    type: Literal["breakout.broadcast_restored"] = "breakout.broadcast_restored"
    broadcast: CommandId


class DotsTurned(StepEvent):
    """Dots can be placed in these groups, can no longer be, or everybody of the group sees the ranking.

    `budget` is how many each person has, `per_note` how many of them may go on one card.
    """

    type: Literal["breakout.dots_turned"] = "breakout.dots_turned"
    phases: dict[RoomNumber, DotsPhase]
    budget: int
    per_note: int


class DotsPlaced(StepEvent):
    """A person has so many dots on this card."""

    type: Literal["breakout.dots_placed"] = "breakout.dots_placed"
    person: PersonId
    note: NoteId
    dots: int


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


class PenTaken(ResultEvent):
    """Somebody writes the group's result from now on, and nobody else. `holder` is the key of the actor."""

    type: Literal["breakout.pen_taken"] = "breakout.pen_taken"
    pen: CommandId
    holder: str
    role: Role


class PenPassed(ResultEvent):
    """Nobody holds the pen."""

    type: Literal["breakout.pen_passed"] = "breakout.pen_passed"


class DissentWritten(ResultEvent):
    """What some of the group see differently, in these words; empty: nothing."""

    type: Literal["breakout.dissent_written"] = "breakout.dissent_written"
    text: str


class SentenceSourced(ResultEvent):
    """A sentence of the quintessence rests on these cards; on none: it points nowhere."""

    type: Literal["breakout.sentence_sourced"] = "breakout.sentence_sourced"
    sentence: str
    notes: tuple[NoteId, ...]


class ConfirmationAsked(ResultEvent):
    """The quintessence was read back, and the group says whether it is right. `version` is the one that was read."""

    type: Literal["breakout.confirmation_asked"] = "breakout.confirmation_asked"
    version: int


class Confirmed(ResultEvent):
    """Somebody of the group says whether the quintessence is right, in place of an earlier answer to this version.

    Without a `seat` it is said for all at the device.
    """

    type: Literal["breakout.confirmed"] = "breakout.confirmed"
    person: PersonId
    seat: int | None = None
    version: int
    answer: Agreement


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
    | PlacePinned
    | PeopleLinked
    | PeopleUnlinked
    | SpeakerMarked
    | DraftDiscarded
    | PersonMoved
    | PersonTakenOut
    | Published
    | Unpublished
    | EarlierGroupsRestored
    | PersonJoinedLate
    | RoomsMerged
    | RoomsParted
    | TimeAdded
    | TimeTakenBack
    | Ended
    | Reopened
)
ChoiceEvent = ChoiceOpened | ChoiceClosed | ChoiceRestored | Wished
BoardEvent = (
    NoteWritten
    | NoteEdited
    | NoteHidden
    | NoteWithdrawn
    | NoteUnhidden
    | NoteMoved
    | NoteMerged
    | NoteParted
    | DotsTurned
    | DotsPlaced
    | BoardsFrozen
    | BoardsUnfrozen
)
CallEvent = (
    HelpCalled
    | HelpTaken
    | HelpGivenBack
    | HelpDone
    | HelpReopened
    | BroadcastSent
    | BroadcastWithdrawn
    | BroadcastRestored
)
OutcomeEvent = (
    QuintessenceWritten
    | QuintessenceReleased
    | QuintessenceWithdrawn
    | QuintessenceShown
    | QuintessenceTakenDown
    | PenTaken
    | PenPassed
    | DissentWritten
    | SentenceSourced
    | ConfirmationAsked
    | Confirmed
    | FocusIdeaAdded
    | FocusIdeaEdited
    | FocusIdeaRemoved
    | FocusIdeaRestored
)
BreakoutEvent = GroupEvent | ChoiceEvent | BoardEvent | CallEvent | OutcomeEvent

EVENTS: tuple[type[StepEvent], ...] = get_args(BreakoutEvent)

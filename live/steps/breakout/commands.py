"""What can be asked of a phase in groups. Texts may be far too long here, so that the answer is a sentence."""

from typing import Annotated, Literal, get_args

from pydantic import Field

from live.core.command import OwnStepCommand, StepCommand
from live.core.context import SEATS_LIMIT
from live.core.ids import NoteId, PersonId, RoomNumber, SlugField, TokenField
from live.core.text import Language
from live.steps.breakout.events import Agreement, Helper, Linking, Preset

RoomField = Annotated[RoomNumber, Field(ge=1, le=10_000)]
PersonField = Annotated[PersonId, Field(min_length=1, max_length=64)]
NoteField = Annotated[NoteId, TokenField]
Words = Annotated[str, Field(max_length=60_000)]


class DraftRooms(StepCommand):
    """Propose groups for all who are here. Nobody but the desk sees a draft."""

    type: Literal["breakout.draft_rooms"] = "breakout.draft_rooms"
    groups: Annotated[int, Field(ge=1, le=2_000)] | None = None
    group_size: Annotated[int, Field(ge=2, le=100)] | None = None
    source: Literal["random", "same", "mixed", "list", "chosen"] = "random"
    """`chosen`: by what people wished; how many groups, and how large, is then what the choice was opened with."""
    text: Words = ""
    """The prepared list, for the source `list`: a person and a group in each line, as a spreadsheet saves it."""
    balanced: bool = False
    """Whether the languages of the pages are spread evenly over the groups."""
    understood: Annotated[tuple[Language, ...], Field(max_length=6)] = ()
    """Languages of pages: whoever reads one of them shall have somebody in the group who speaks it for others."""


class PinPlace(StepCommand):
    """Let a person keep the place in the draft when the others are drawn again; or no longer."""

    type: Literal["breakout.pin_place"] = "breakout.pin_place"
    person: PersonField
    pinned: bool = True


class LinkPeople(StepCommand):
    """Ask that people be in one group, or each in another. The id of the command becomes the id of the wish."""

    type: Literal["breakout.link_people"] = "breakout.link_people"
    how: Linking
    people: Annotated[tuple[PersonField, ...], Field(min_length=2, max_length=50)]


class UnlinkPeople(StepCommand):
    """Ask nothing of these people any more."""

    type: Literal["breakout.unlink_people"] = "breakout.unlink_people"
    link: TokenField


class MarkSpeaker(StepCommand):
    """Say which languages a person can speak for others; none: for nobody."""

    type: Literal["breakout.mark_speaker"] = "breakout.mark_speaker"
    person: PersonField
    languages: Annotated[tuple[Language, ...], Field(max_length=6)] = ()


class OpenChoice(StepCommand):
    """Let people say in which group they want to be; also with other numbers while they do, or once more.

    Without `groups` and `group_size` between the groups that the session file names, else those that it counts, else
    as many as its group size makes. `capacity` is the people in a group at most; without it as before, at first an even
    share. 0 lifts the limit: an even share again, which grows where somebody would be left without a place.
    """

    type: Literal["breakout.open_choice"] = "breakout.open_choice"
    groups: Annotated[int, Field(ge=1, le=2_000)] | None = None
    group_size: Annotated[int, Field(ge=2, le=100)] | None = None
    capacity: Annotated[int, Field(ge=0, le=1_000)] | None = None


class CloseChoice(StepCommand):
    """Take no more wishes. What people said stands."""

    type: Literal["breakout.close_choice"] = "breakout.close_choice"


class Wish(StepCommand):
    """Say in which groups the people of a device want to be, the dearest first; none: in whichever.

    `person` is for those who steer, who say it for somebody, as on the telephone; in place of what is wished for that
    person already only when they are `replacing` it.
    """

    type: Literal["breakout.wish"] = "breakout.wish"
    rooms: Annotated[tuple[RoomField, ...], Field(max_length=3)]
    person: PersonField | None = None
    replacing: bool = False


class MovePerson(StepCommand):
    """Put a person into another group: of the draft where there is one, else of the published groups."""

    type: Literal["breakout.move_person"] = "breakout.move_person"
    person: PersonField
    room: RoomField


class MergeRooms(StepCommand):
    """Let two groups that became too small go on as one: people and cards of the first go to the second."""

    type: Literal["breakout.merge_rooms"] = "breakout.merge_rooms"
    room: RoomField
    into: RoomField


class Publish(StepCommand):
    """Let everybody go into the groups of the draft and start the clock. `minutes` is the planned time if missing."""

    type: Literal["breakout.publish"] = "breakout.publish"
    minutes: Annotated[int, Field(ge=1, le=600)] | None = None


class AddTime(StepCommand):
    """Give one group or all more minutes, or fewer. A clock that has run out counts on from now."""

    type: Literal["breakout.add_time"] = "breakout.add_time"
    minutes: Annotated[int, Field(ge=-120, le=120)]
    room: RoomField | None = None


class End(StepCommand):
    """Call everybody back. Boards stay writable until they are frozen."""

    type: Literal["breakout.end"] = "breakout.end"


class Reopen(StepCommand):
    """Send everybody back into the groups."""

    type: Literal["breakout.reopen"] = "breakout.reopen"


class WriteNote(OwnStepCommand):
    """Pin a card to the board of a group. The id of the command becomes the id of the note."""

    type: Literal["breakout.write_note"] = "breakout.write_note"
    room: RoomField
    text: Words
    column: SlugField | None = None
    below: NoteField | None = None
    language: Language | None = None


class EditNote(StepCommand):
    """Put other words on a card. `version` is the one that the writer saw: refused if somebody was quicker."""

    type: Literal["breakout.edit_note"] = "breakout.edit_note"
    note: NoteField
    text: Words
    version: Annotated[int, Field(ge=1)] | None = None


class HideNote(StepCommand):
    """Take a card off the board. It is kept and can be brought back by the moderation."""

    type: Literal["breakout.hide_note"] = "breakout.hide_note"
    note: NoteField


class UnhideNote(StepCommand):
    """Bring a hidden card back to its place."""

    type: Literal["breakout.unhide_note"] = "breakout.unhide_note"
    note: NoteField


class MoveNote(StepCommand):
    """Put a card, with its sub-points, into another column."""

    type: Literal["breakout.move_note"] = "breakout.move_note"
    note: NoteField
    column: SlugField


class MergeNote(StepCommand):
    """Let a card stand with another that says the same. Its words are kept; nothing is dropped."""

    type: Literal["breakout.merge_note"] = "breakout.merge_note"
    note: NoteField
    into: NoteField


class PartNote(StepCommand):
    """Let a merged card stand by itself again."""

    type: Literal["breakout.part_note"] = "breakout.part_note"
    note: NoteField


class OpenDots(StepCommand):
    """Let a group give dots to the cards that matter most to them; without `room`, all groups.

    Without `budget` and `per_note` as the session file says.
    """

    type: Literal["breakout.open_dots"] = "breakout.open_dots"
    room: RoomField | None = None
    budget: Annotated[int, Field(ge=1, le=20)] | None = None
    per_note: Annotated[int, Field(ge=1, le=20)] | None = None


class CloseDots(StepCommand):
    """Take no more dots."""

    type: Literal["breakout.close_dots"] = "breakout.close_dots"
    room: RoomField | None = None


class RevealDots(StepCommand):
    """Show the group its ranking; no more dots are taken."""

    type: Literal["breakout.reveal_dots"] = "breakout.reveal_dots"
    room: RoomField | None = None


class PlaceDots(OwnStepCommand):
    """Have so many of one's own dots on this card."""

    type: Literal["breakout.place_dots"] = "breakout.place_dots"
    note: NoteField
    dots: Annotated[int, Field(ge=0, le=200)]


class FreezeBoard(StepCommand):
    """Let a group write no more; without `room`, no group."""

    type: Literal["breakout.freeze_board"] = "breakout.freeze_board"
    room: RoomField | None = None


class UnfreezeBoard(StepCommand):
    """Let a group write again; without `room`, all groups."""

    type: Literal["breakout.unfreeze_board"] = "breakout.unfreeze_board"
    room: RoomField | None = None


class CallHelp(StepCommand):
    """Ask the desk to come to this group. The id of the command becomes the id of the call."""

    type: Literal["breakout.call_help"] = "breakout.call_help"
    room: RoomField


class TakeHelp(StepCommand):
    """Say who goes to the group."""

    type: Literal["breakout.take_help"] = "breakout.take_help"
    call: TokenField
    by: Helper = "moderation"


class FinishHelp(StepCommand):
    """The group has been helped, or needs nobody any more."""

    type: Literal["breakout.finish_help"] = "breakout.finish_help"
    call: TokenField


class Broadcast(StepCommand):
    """Tell one group something; without `room`, all. Either a prepared sentence or own words."""

    type: Literal["breakout.broadcast"] = "breakout.broadcast"
    room: RoomField | None = None
    preset: Preset | None = None
    text: Words = ""


class WriteQuintessence(StepCommand):
    """Write down a group's distilled result, replacing what stood there."""

    type: Literal["breakout.write_quintessence"] = "breakout.write_quintessence"
    room: RoomField
    text: Words
    language: Language | None = None


class TakePen(StepCommand):
    """Write the group's result from now on. Whoever moderates may take the pen from anybody, others when it is free.

    The id of the command becomes the id of the pen, by which a page knows that it is its own.
    """

    type: Literal["breakout.take_pen"] = "breakout.take_pen"
    room: RoomField


class PassPen(StepCommand):
    """Put the pen down, so that somebody else can write."""

    type: Literal["breakout.pass_pen"] = "breakout.pass_pen"
    room: RoomField


class WriteDissent(StepCommand):
    """Write down what some of the group see differently; empty takes it away."""

    type: Literal["breakout.write_dissent"] = "breakout.write_dissent"
    room: RoomField
    text: Words


class SourceSentence(StepCommand):
    """Say on which cards a sentence of the quintessence rests; none takes it away."""

    type: Literal["breakout.source_sentence"] = "breakout.source_sentence"
    room: RoomField
    sentence: Words
    notes: Annotated[tuple[NoteField, ...], Field(max_length=50)] = ()


class AskConfirmation(StepCommand):
    """Read the quintessence back and ask the group whether it is right."""

    type: Literal["breakout.ask_confirmation"] = "breakout.ask_confirmation"
    room: RoomField


class Confirm(OwnStepCommand):
    """Say whether the quintessence of the own group is right. `version` is the one that was read.

    Without a `seat` it is said for all at the device.
    """

    type: Literal["breakout.confirm"] = "breakout.confirm"
    room: RoomField
    seat: Annotated[int, Field(ge=1, le=SEATS_LIMIT)] | None = None
    version: Annotated[int, Field(ge=1)]
    answer: Agreement


class ReleaseQuintessence(StepCommand):
    """Let a quintessence out of its group. From then on it can be shown and its words are fixed."""

    type: Literal["breakout.release_quintessence"] = "breakout.release_quintessence"
    room: RoomField


class WithdrawQuintessence(StepCommand):
    """Take a released quintessence back into its group, and off the projector."""

    type: Literal["breakout.withdraw_quintessence"] = "breakout.withdraw_quintessence"
    room: RoomField


class ShowQuintessence(StepCommand):
    """Show the released quintessence of one group to everyone; without `room`, none."""

    type: Literal["breakout.show_quintessence"] = "breakout.show_quintessence"
    room: RoomField | None = None


class AddFocusIdea(StepCommand):
    """Name one of the group's most important ideas. The id of the command becomes the id of the idea."""

    type: Literal["breakout.add_focus_idea"] = "breakout.add_focus_idea"
    room: RoomField
    text: Words
    note: NoteField | None = None


class EditFocusIdea(StepCommand):
    """Put a focus idea into other words."""

    type: Literal["breakout.edit_focus_idea"] = "breakout.edit_focus_idea"
    idea: TokenField
    text: Words


class RemoveFocusIdea(StepCommand):
    """Take a focus idea off the group's list."""

    type: Literal["breakout.remove_focus_idea"] = "breakout.remove_focus_idea"
    idea: TokenField


GroupCommand = (
    DraftRooms
    | PinPlace
    | LinkPeople
    | UnlinkPeople
    | MarkSpeaker
    | MovePerson
    | MergeRooms
    | Publish
    | AddTime
    | End
    | Reopen
)
ChoiceCommand = OpenChoice | CloseChoice | Wish
BoardCommand = (
    WriteNote | EditNote | HideNote | UnhideNote | MoveNote | MergeNote | PartNote | FreezeBoard | UnfreezeBoard
)
DotCommand = OpenDots | CloseDots | RevealDots | PlaceDots
CallCommand = CallHelp | TakeHelp | FinishHelp | Broadcast
ResultCommand = (
    WriteQuintessence
    | TakePen
    | PassPen
    | WriteDissent
    | SourceSentence
    | AskConfirmation
    | Confirm
    | ReleaseQuintessence
    | WithdrawQuintessence
    | ShowQuintessence
    | AddFocusIdea
    | EditFocusIdea
    | RemoveFocusIdea
)

COMMANDS: tuple[type[StepCommand], ...] = get_args(
    GroupCommand | ChoiceCommand | BoardCommand | DotCommand | CallCommand | ResultCommand
)

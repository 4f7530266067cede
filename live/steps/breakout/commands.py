"""What can be asked of a phase in groups. Texts may be far too long here, so that the answer is a sentence."""

from typing import Annotated, Literal, get_args

from pydantic import Field

from live.core.command import StepCommand
from live.core.ids import NoteId, PersonId, RoomNumber, SlugField, TokenField
from live.core.text import Language

RoomField = Annotated[RoomNumber, Field(ge=1, le=10_000)]
PersonField = Annotated[PersonId, Field(min_length=1, max_length=64)]
NoteField = Annotated[NoteId, TokenField]
Words = Annotated[str, Field(max_length=60_000)]


class DraftRooms(StepCommand):
    """Propose groups for all who are here. Nobody but the desk sees a draft."""

    type: Literal["breakout.draft_rooms"] = "breakout.draft_rooms"
    groups: Annotated[int, Field(ge=1, le=2_000)] | None = None
    group_size: Annotated[int, Field(ge=2, le=100)] | None = None
    source: Literal["random", "same"] = "random"


class MovePerson(StepCommand):
    """Put a person into another group: of the draft where there is one, else of the published groups."""

    type: Literal["breakout.move_person"] = "breakout.move_person"
    person: PersonField
    room: RoomField


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


class WriteNote(StepCommand):
    """Pin a card to the board of a group. The id of the command becomes the id of the note."""

    type: Literal["breakout.write_note"] = "breakout.write_note"
    room: RoomField
    text: Words
    column: SlugField | None = None
    below: NoteField | None = None
    language: Language | None = None


class EditNote(StepCommand):
    """Put other words on a card."""

    type: Literal["breakout.edit_note"] = "breakout.edit_note"
    note: NoteField
    text: Words


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


class FreezeBoard(StepCommand):
    """Let a group write no more; without `room`, no group."""

    type: Literal["breakout.freeze_board"] = "breakout.freeze_board"
    room: RoomField | None = None


class UnfreezeBoard(StepCommand):
    """Let a group write again; without `room`, all groups."""

    type: Literal["breakout.unfreeze_board"] = "breakout.unfreeze_board"
    room: RoomField | None = None


class WriteQuintessence(StepCommand):
    """Write down a group's distilled result, replacing what stood there."""

    type: Literal["breakout.write_quintessence"] = "breakout.write_quintessence"
    room: RoomField
    text: Words
    language: Language | None = None


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


GroupCommand = DraftRooms | MovePerson | Publish | AddTime | End | Reopen
BoardCommand = WriteNote | EditNote | HideNote | UnhideNote | MoveNote | FreezeBoard | UnfreezeBoard
ResultCommand = (
    WriteQuintessence
    | ReleaseQuintessence
    | WithdrawQuintessence
    | ShowQuintessence
    | AddFocusIdea
    | EditFocusIdea
    | RemoveFocusIdea
)

COMMANDS: tuple[type[StepCommand], ...] = get_args(GroupCommand | BoardCommand | ResultCommand)

"""Wishes that concern the dialogue as a whole. Those of a step are in its kind and in `live.core.question`."""

from typing import Annotated, Any, Literal

from pydantic import Field

from live.core.command import Command, OwnCommand
from live.core.context import SEATS_LIMIT
from live.core.ids import DialogueId, PersonId, SlugField, StepId
from live.core.text import Language
from live.dialogue.editing.commands import EditingCommand, Publish
from live.dialogue.helping import CallCommand

NAME_LIMIT = 80
MESSAGE_LIMIT = 300
SeatField = Annotated[int, Field(ge=1, le=SEATS_LIMIT)]
"""Which of the people at a device, from 1."""
LongText = Annotated[str, Field(max_length=60_000)]
"""Bounded at the edge, so that too long a text is answered with a sentence and not as malformed."""


class Create(Command):
    """Begin a dialogue from a session file. Only the server does."""

    type: Literal["dialogue.create"] = "dialogue.create"
    dialogue: DialogueId
    code: str
    session: dict[str, Any]
    conference_key: str = ""


class Join(Command):
    """Let a person in. Only the server does, after it has checked the code."""

    type: Literal["people.join"] = "people.join"
    person: PersonId
    name: LongText = ""
    language: Language | Literal[""] = ""
    seats: int = 1
    source: Literal["app", "phone"] = "app"


class Arrive(Command):
    """A person's first page has opened. Only the server says so."""

    type: Literal["people.arrive"] = "people.arrive"
    person: PersonId


class Enter(Command):
    """Enter somebody who takes part on the telephone. The id of the command becomes the id of the person.

    `seats` is how many listen at that telephone.
    """

    type: Literal["people.enter"] = "people.enter"
    name: LongText = ""
    language: Language | Literal[""] = ""
    seats: int = 1


class HangUp(Command):
    """Say that somebody has hung up the telephone and is here no more."""

    type: Literal["people.hang_up"] = "people.hang_up"
    person: PersonId


class CallAgain(Command):
    """Say that somebody who had hung up is on the telephone again."""

    type: Literal["people.call_again"] = "people.call_again"
    person: PersonId


class Rename(OwnCommand):
    """Take or change or give up a name."""

    type: Literal["people.rename"] = "people.rename"
    name: LongText


class Seat(OwnCommand):
    """Say how many people sit at this device."""

    type: Literal["people.seat"] = "people.seat"
    seats: int


class SpeakLanguage(OwnCommand):
    """Choose the language of one's own pages."""

    type: Literal["people.speak_language"] = "people.speak_language"
    language: Language


class RaiseHand(Command):
    """Ask to speak; for somebody else only at the desk or console."""

    type: Literal["hands.raise"] = "hands.raise"
    person: PersonId | None = None
    seat: SeatField = 1


class LowerHand(Command):
    """Take a hand down."""

    type: Literal["hands.lower"] = "hands.lower"
    person: PersonId | None = None
    seat: SeatField = 1


class LowerAllHands(Command):
    """Take all hands down: of everybody at the desk, of the own group at a console."""

    type: Literal["hands.lower_all"] = "hands.lower_all"


class CallHand(Command):
    """Give somebody the word."""

    type: Literal["hands.call"] = "hands.call"
    person: PersonId
    seat: SeatField = 1


class Start(Command):
    """Begin the evening with its first step."""

    type: Literal["agenda.start"] = "agenda.start"


class End(Command):
    """End the evening. Questions are closed for good."""

    type: Literal["agenda.end"] = "agenda.end"


class Resume(Command):
    """Go on after an end."""

    type: Literal["agenda.resume"] = "agenda.resume"


class GoTo(Command):
    """Lead the room to a step, or to one question of it."""

    type: Literal["agenda.go_to"] = "agenda.go_to"
    step: StepId
    part: SlugField | None = None


class Skip(Command):
    """Leave a step out. It stays on the agenda, marked."""

    type: Literal["agenda.skip"] = "agenda.skip"
    step: StepId


class Unskip(Command):
    """Take a step in again."""

    type: Literal["agenda.unskip"] = "agenda.unskip"
    step: StepId


class Insert(Command):
    """Add a step, written as in a session file, after another one or at the very beginning."""

    type: Literal["agenda.insert"] = "agenda.insert"
    after: StepId | None = None
    settings: dict[str, Any]


class Move(Command):
    """Put a step after another one, or at the very beginning."""

    type: Literal["agenda.move"] = "agenda.move"
    step: StepId
    after: StepId | None = None


class Replan(Command):
    """Give steps other planned minutes."""

    type: Literal["agenda.replan"] = "agenda.replan"
    minutes: dict[StepId, Annotated[int, Field(ge=0, le=600)]]


class Undo(Command):
    """Take the last steering act back. `act` is its number as the desk saw it, so that no other act is undone."""

    type: Literal["agenda.undo"] = "agenda.undo"
    act: int


class Overlay(Command):
    """Lay the join code or a message over the projected page, or take it away."""

    type: Literal["screen.overlay"] = "screen.overlay"
    overlay: Literal["none", "code", "message"]
    message: LongText = ""


class Resize(Command):
    """Make the projected text larger or smaller. 1 is the normal size."""

    type: Literal["screen.size"] = "screen.size"
    text_size: Annotated[float, Field(ge=0.7, le=1.6, allow_inf_nan=False)]


ServerCommand = Create | Join | Arrive | Publish
CallerCommand = Enter | HangUp | CallAgain
PersonCommand = Rename | Seat | SpeakLanguage
HandCommand = RaiseHand | LowerHand | LowerAllHands | CallHand
AgendaCommand = Start | End | Resume | GoTo | Skip | Unskip | Insert | Move | Replan | Undo
ScreenCommand = Overlay | Resize
DialogueCommand = (
    ServerCommand
    | CallerCommand
    | PersonCommand
    | HandCommand
    | CallCommand
    | AgendaCommand
    | ScreenCommand
    | EditingCommand
)

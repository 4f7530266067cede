"""Facts about the dialogue as a whole."""

from typing import Any, ClassVar, Literal

from live.core.command import Event, Kept
from live.core.ids import DialogueId, PartId, PersonId, StepId
from live.dialogue.editing.events import EditingEvent
from live.dialogue.helping import CallEvent


class Created(Event):
    """A dialogue began. `session` is the session file as read, texts as mappings.

    `conference_key` is the secret from which the names of its video rooms follow; empty in dialogues that are older.
    """

    type: Literal["dialogue.created"] = "dialogue.created"
    dialogue: DialogueId
    code: str
    session: dict[str, Any]
    conference_key: str = ""


class Joined(Event):
    """Somebody is in: by browser (`app`) or entered at the desk for the telephone."""

    type: Literal["people.joined"] = "people.joined"
    person: PersonId
    seats: int
    source: Literal["app", "phone"] = "app"


class HungUp(Event):
    """Somebody on the telephone has hung up."""

    type: Literal["people.hung_up"] = "people.hung_up"
    person: PersonId


class CalledAgain(Event):
    """Somebody who had hung up is on the telephone again."""

    type: Literal["people.called_again"] = "people.called_again"
    person: PersonId


class Named(Event):
    """What a person wants to be called and reads, and what is the matter while they wait for help.

    Kept beside the log, can be forgotten.
    """

    type: Literal["people.named"] = "people.named"
    kept: ClassVar[Kept] = Kept.PEOPLE
    person: PersonId
    name: str
    language: str
    trouble: str = ""


class Seated(Event):
    """So many people sit at this device."""

    type: Literal["people.seated"] = "people.seated"
    person: PersonId
    seats: int


class Raised(Event):
    """A hand went up: that of one of the people at a device. In older logs, of the first."""

    type: Literal["hands.raised"] = "hands.raised"
    person: PersonId
    seat: int = 1


class Lowered(Event):
    """A hand went down."""

    type: Literal["hands.lowered"] = "hands.lowered"
    person: PersonId
    seat: int = 1


class Called(Event):
    """Somebody was given the word."""

    type: Literal["hands.called"] = "hands.called"
    person: PersonId
    seat: int = 1


class Restored(Event):
    """A hand that was taken down is up again, in its old place."""

    type: Literal["hands.restored"] = "hands.restored"
    person: PersonId
    seat: int = 1
    since: int
    called: bool = False


class CallWithdrawn(Event):
    """Giving somebody the word was taken back."""

    type: Literal["hands.call_withdrawn"] = "hands.call_withdrawn"
    person: PersonId
    seat: int = 1


class Started(Event):
    """The evening began."""

    type: Literal["agenda.started"] = "agenda.started"


class StartWithdrawn(Event):
    """The beginning was taken back: the evening waits again."""

    type: Literal["agenda.start_withdrawn"] = "agenda.start_withdrawn"


class Ended(Event):
    """The evening ended."""

    type: Literal["agenda.ended"] = "agenda.ended"


class Resumed(Event):
    """The evening went on after an end."""

    type: Literal["agenda.resumed"] = "agenda.resumed"


class StepEntered(Event):
    """The room was led to a step, or to one question of it."""

    type: Literal["agenda.step_entered"] = "agenda.step_entered"
    step: StepId
    part: PartId | None = None


class StepReturned(Event):
    """Being led away was taken back: the room is at this step again as if it had never left it."""

    type: Literal["agenda.step_returned"] = "agenda.step_returned"
    step: StepId
    part: PartId | None = None


class StepSkipped(Event):
    """A step is left out."""

    type: Literal["agenda.step_skipped"] = "agenda.step_skipped"
    step: StepId


class StepUnskipped(Event):
    """A step is in again."""

    type: Literal["agenda.step_unskipped"] = "agenda.step_unskipped"
    step: StepId


class StepInserted(Event):
    """A step was added."""

    type: Literal["agenda.step_inserted"] = "agenda.step_inserted"
    after: StepId | None
    settings: dict[str, Any]


class StepRemoved(Event):
    """The insertion of a step was taken back. Whatever was said in it stays in the log."""

    type: Literal["agenda.step_removed"] = "agenda.step_removed"
    step: StepId


class Reordered(Event):
    """The agenda has this order."""

    type: Literal["agenda.reordered"] = "agenda.reordered"
    order: tuple[StepId, ...]


class Replanned(Event):
    """These steps have these planned minutes."""

    type: Literal["agenda.replanned"] = "agenda.replanned"
    minutes: dict[StepId, int]


class Undone(Event):
    """A steering act was taken back by these facts, each written as in the log."""

    type: Literal["agenda.undone"] = "agenda.undone"
    act: int
    inverses: tuple[dict[str, Any], ...]


class Overlaid(Event):
    """This lies over the projected page."""

    type: Literal["screen.overlaid"] = "screen.overlaid"
    overlay: Literal["none", "code", "message"]
    message: str = ""


class Resized(Event):
    """The projected text has this size."""

    type: Literal["screen.resized"] = "screen.resized"
    text_size: float


DialogueEvent = (
    Created
    | Joined
    | HungUp
    | CalledAgain
    | Named
    | Seated
    | Raised
    | Lowered
    | Called
    | Restored
    | CallWithdrawn
    | Started
    | StartWithdrawn
    | Ended
    | Resumed
    | StepEntered
    | StepReturned
    | StepSkipped
    | StepUnskipped
    | StepInserted
    | StepRemoved
    | Reordered
    | Replanned
    | Undone
    | Overlaid
    | Resized
    | CallEvent
    | EditingEvent
)

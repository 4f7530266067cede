"""Facts about the editing. The words of the evening stand in its own facts; here is what was put in their place."""

from typing import Literal

from live.core.command import Event
from live.dialogue.editing.values import HidingReason
from live.dialogue.session import NextStep


class Corrected(Event):
    """Other words stand in place of those whose fingerprint is `original`."""

    type: Literal["documentation.corrected"] = "documentation.corrected"
    entry: str
    text: str
    pseudonym: bool = False
    original: str


class Hidden(Event):
    """Words are left out."""

    type: Literal["documentation.hidden"] = "documentation.hidden"
    entry: str
    reason: HidingReason
    remark: str = ""


class Recovered(Event):
    """Words stand as they were."""

    type: Literal["documentation.recovered"] = "documentation.recovered"
    entry: str


class ChapterChosen(Event):
    """A chapter is in or out."""

    type: Literal["documentation.chapter_chosen"] = "documentation.chapter_chosen"
    chapter: str
    shown: bool


class ForewordWritten(Event):
    """The foreword in a language; empty: there is none in it."""

    type: Literal["documentation.foreword_written"] = "documentation.foreword_written"
    language: str
    text: str


class NextStepsPlanned(Event):
    """What happens with the results."""

    type: Literal["documentation.next_steps_planned"] = "documentation.next_steps_planned"
    steps: tuple[NextStep, ...]


class PictureShown(Event):
    """A picture stands in a chapter; `file` is the digest of its bytes, which are kept beside the log."""

    type: Literal["documentation.picture_shown"] = "documentation.picture_shown"
    picture: str
    file: str
    width: int
    height: int
    chapter: str
    alt: str
    caption: str = ""
    credit: str = ""


class PictureRemoved(Event):
    """A picture is out."""

    type: Literal["documentation.picture_removed"] = "documentation.picture_removed"
    picture: str


class Checked(Event):
    """A warning was looked at, or is open again."""

    type: Literal["documentation.checked"] = "documentation.checked"
    warning: str
    checked: bool


class Published(Event):
    """The documentation is public: the frozen one whose digest is `document`.

    Earlier logs say neither version nor document: then the documentation as it stands is public. Version 0 after a
    publication takes its withdrawal back.
    """

    type: Literal["documentation.published"] = "documentation.published"
    version: int = 0
    document: str = ""
    note: str = ""
    by: str = ""


class Withdrawn(Event):
    """The documentation is public no longer."""

    type: Literal["documentation.withdrawn"] = "documentation.withdrawn"
    reason: str = ""


EditingEvent = (
    Corrected
    | Hidden
    | Recovered
    | ChapterChosen
    | ForewordWritten
    | NextStepsPlanned
    | PictureShown
    | PictureRemoved
    | Checked
    | Published
    | Withdrawn
)

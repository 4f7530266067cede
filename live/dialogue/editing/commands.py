"""Wishes of an editor. `after` is how often the words were edited as the editor saw them: nobody overwrites unseen."""

from typing import Annotated, Literal

from pydantic import Field

from live.core.command import Command
from live.core.ids import SlugField
from live.core.text import Language
from live.dialogue.editing.values import HidingReason, Key
from live.dialogue.session import NextStep

Words = Annotated[str, Field(max_length=60_000)]
"""Bounded at the edge, so that too long a text is answered with a sentence and not as malformed."""
FileDigest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class Correct(Command):
    """Put other words in place of these. `pseudonym`: what names a person was replaced, and that is counted."""

    type: Literal["documentation.correct"] = "documentation.correct"
    entry: Key
    text: Words
    pseudonym: bool = False
    original: Annotated[str, Field(max_length=40)]
    """The fingerprint of the words for which this was written."""
    after: int = 0


class Hide(Command):
    """Leave these words out, for a reason that the documentation counts; the remark is for the editors alone."""

    type: Literal["documentation.hide"] = "documentation.hide"
    entry: Key
    reason: HidingReason
    remark: Words = ""
    after: int = 0


class Restore(Command):
    """Take the edit of these words away."""

    type: Literal["documentation.restore"] = "documentation.restore"
    entry: Key
    after: int


class ChooseChapter(Command):
    """Leave a chapter out, or take it in again."""

    type: Literal["documentation.choose_chapter"] = "documentation.choose_chapter"
    chapter: Key
    shown: bool


class WriteForeword(Command):
    """Write the foreword in one language; empty: there is none in it."""

    type: Literal["documentation.write_foreword"] = "documentation.write_foreword"
    language: Language
    text: Words
    after: int = 0


class PlanNextSteps(Command):
    """Say what happens with the results, in place of what the session file says."""

    type: Literal["documentation.plan_next_steps"] = "documentation.plan_next_steps"
    steps: tuple[NextStep, ...] = Field(max_length=100)
    after: int = 0


class ShowPicture(Command):
    """Put a picture into a chapter, or say something else about it. The file has been kept before."""

    type: Literal["documentation.show_picture"] = "documentation.show_picture"
    picture: SlugField
    file: FileDigest
    width: Annotated[int, Field(ge=1, le=20_000)]
    height: Annotated[int, Field(ge=1, le=20_000)]
    chapter: Key
    alt: Words
    caption: Words = ""
    credit: Words = ""


class RemovePicture(Command):
    """Take a picture out."""

    type: Literal["documentation.remove_picture"] = "documentation.remove_picture"
    picture: SlugField


class Check(Command):
    """Say that a warning was looked at, or that it was not."""

    type: Literal["documentation.check"] = "documentation.check"
    warning: Key
    checked: bool


class Publish(Command):
    """Put a frozen documentation under the public address. Only the server does, after it has kept the file."""

    type: Literal["documentation.publish"] = "documentation.publish"
    version: int
    document: FileDigest
    note: Words = ""
    by: str


class Withdraw(Command):
    """Take the documentation away from its public address; the reason stands there instead."""

    type: Literal["documentation.withdraw"] = "documentation.withdraw"
    reason: Words = ""


EditingCommand = (
    Correct
    | Hide
    | Restore
    | ChooseChapter
    | WriteForeword
    | PlanNextSteps
    | ShowPicture
    | RemovePicture
    | Check
    | Withdraw
)
"""What a page may ask for; publishing is asked for at the web's door, which freezes the document."""

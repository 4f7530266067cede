"""Somebody speaks: a welcome, an input, a closing. Nothing is asked and nothing can be entered.

Who sees what
- Everyone, Wall, Moderators, Room, Console: who speaks, the text, the question to the audience.
- Self: nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pydantic import Field

from live.core.actor import Actor
from live.core.audience import Audience, Self
from live.core.command import StepCommand, StepEvent
from live.core.context import Context, Look
from live.core.document import Authored, Block, Heading, Paragraph, Speech, Typed, phrase
from live.core.gathered import NOTHING, Gathered
from live.core.ids import PartId, PersonId
from live.core.kind import StepSettings
from live.core.paper import Printed
from live.core.patch import View
from live.core.rejection import Rejection
from live.core.text import Text
from live.core.touched import NOBODY, Touched

NAME = "talk"
COMMANDS: tuple[type[StepCommand], ...] = ()
EVENTS: tuple[type[StepEvent], ...] = ()


class Settings(StepSettings):
    """A talk as the session file says it."""

    kind: Literal["talk"] = Field(description="Beitrag: Begrüßung, Input oder Schluss")
    purpose: Literal["welcome", "input", "closing"] = Field(
        default="input",
        description="Wozu der Beitrag dient: welcome (Begrüßung), input, closing (Schluss)",
    )
    speaker: str = Field(default="", max_length=200, description="Name der sprechenden Person")
    speaker_role: Text | None = Field(default=None, description="Ihr Amt oder ihre Aufgabe")
    text: tuple[Text, ...] = Field(default=(), max_length=200, description="Der Text, ein Eintrag je Absatz")
    question: Text | None = Field(default=None, description="Frage an das Publikum, die stehen bleibt")


@dataclass(slots=True)
class Talk:
    """The state of a talk: what the session file says."""

    settings: Settings


def start(settings: Settings) -> Talk:
    """A talk before anybody has spoken."""
    return Talk(settings)


def parts(settings: Settings) -> Sequence[PartId]:
    """None: the cursor stands on the step itself."""
    return ()


def prepare(state: object, command: object, context: Context) -> None:
    """Nothing here takes long."""


def decide(state: Talk, command: object, actor: Actor, context: Context) -> Sequence[StepEvent] | Rejection:
    """Refuse everything: a talk takes no commands."""
    return Rejection("not_here")


def fold(state: Talk, event: object, at: int) -> None:
    """Nothing ever happens to a talk."""


def touched(state: Talk, event: object) -> Touched:
    """Nobody is touched by what never happens."""
    return NOBODY


def undo(state: Talk, event: object) -> StepEvent | None:
    """Nothing can be taken back."""
    return None


def finalise(state: Talk, look: Look) -> Sequence[StepEvent]:
    """Nothing is left to close."""
    return ()


def view(state: Talk, audience: Audience, look: Look) -> View | None:
    """The text, for everybody alike."""
    if isinstance(audience, Self):
        return None
    settings = state.settings
    shown: View = {
        "purpose": settings.purpose,
        "text": list(settings.text),
    }
    if settings.speaker:
        shown["speaker"] = settings.speaker
    if settings.speaker_role:
        shown["speaker_role"] = settings.speaker_role
    if settings.question:
        shown["question"] = settings.question
    return shown


def room_of(state: Talk, person: PersonId) -> int | None:
    """Nobody is in a group here."""
    return None


def late(state: Talk, person: PersonId, context: Context) -> Sequence[StepEvent]:
    """Whoever arrives late simply listens."""
    return ()


def rooms(state: Talk) -> Sequence[int]:
    """There are no groups here."""
    return ()


def planned_rooms(settings: Settings) -> int:
    """No groups are planned here."""
    return 0


def planned_server(settings: Settings) -> None:
    """None: nobody leaves the plenary."""


def printed(settings: Settings) -> Printed:
    """Nothing: whoever listens needs no paper."""
    return Printed()


def document(state: Talk, look: Look) -> Sequence[Block]:
    """Who spoke and what was said; the pinned question last."""
    settings = state.settings
    blocks: list[Block] = []
    if settings.speaker:
        role = Authored(text=settings.speaker_role) if settings.speaker_role else None
        blocks.append(Speech(speaker=Typed(text=settings.speaker), role=role))
    blocks.extend(Paragraph(words=Authored(text=text)) for text in settings.text)
    if settings.question:
        question = Authored(text=settings.question, key=f"{settings.id}/question")
        blocks += [Heading(words=phrase("Question to everybody")), Paragraph(words=question)]
    return blocks


def gathered(state: Talk) -> Gathered:
    """Nothing: whoever listens leaves nothing behind."""
    return NOTHING

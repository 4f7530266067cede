"""A poll as the session file says it, and what each of its questions asks."""

from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import Discriminator, Field, Tag, model_validator
from pydantic_core import PydanticCustomError

from live.core.asked import (
    Asked,
    asked_choice,
    asked_scale,
    asked_text,
)
from live.core.form import (
    Choosing,
    ChoosingField,
    OptionsField,
    Range,
    Written,
    at_least,
    enough_options,
)
from live.core.ids import ItemId, SlugField
from live.core.kind import StepSettings
from live.core.text import Text

ITEM = ItemId("answer")


class PollQuestion(Written):
    """What every question of a poll says."""

    id: SlugField = Field(title="Kurzname", description="Kurzname der Frage, einmalig in der Befragung")
    question: Text = Field(title="Frage", description="Wortlaut der Frage")
    explanation: Text | None = Field(default=None, title="Erläuterung", description="Ein Satz zur Erklärung")
    secrecy: Literal["anonymous", "named", "moderation"] = Field(
        default="anonymous",
        title="Wer sieht die Stimmen",
        description="anonymous (anonym), named (mit Namen) oder moderation (nur die Moderation)",
    )
    show: Literal["revealed", "live", "after_vote"] = Field(
        default="revealed",
        title="Ergebnis",
        description="revealed (erst wenn es gezeigt wird), live oder after_vote (nach eigener Stimme)",
    )

    @model_validator(mode="after")
    def _running_counts_tell_nobody(self) -> Self:
        if self.secrecy == "moderation" and self.show != "revealed":
            raise PydanticCustomError(
                "session.show_tells",
                "Counts shown while a question is open would tell everybody what only the "
                "moderation may know; use show: revealed",
            )
        return self


class ChoiceQuestion(PollQuestion):
    """A choice among options."""

    form: Literal["choice"] = Field(default="choice", title="Form", description="Auswahl")
    options: OptionsField = Field(title="Antworten", description="Mögliche Antworten, zwei bis 26")
    choose: ChoosingField = Field(
        default=Choosing(at_least=1, at_most=1),
        title="Wie viele",
        description="Wie viele Antworten eine Person wählt: 2 (genau), up to 2, one oder any",
    )

    @model_validator(mode="after")
    def _can_be_chosen(self) -> Self:
        enough_options(self.options, self.choose)
        return self


class ScaleQuestion(PollQuestion):
    """One number of a scale."""

    form: Literal["scale"] = Field(title="Form", description="Skala")
    scale: Range = Field(default=Range(), title="Skala", description="Von wo bis wo, und die Enden")


class TextQuestion(PollQuestion):
    """A short text."""

    form: Literal["text"] = Field(title="Form", description="Kurzer Text")


def _form(question: object) -> str:
    form = question.get("form") if isinstance(question, Mapping) else getattr(question, "form", "")
    return str(form or "choice")


AnyQuestion = Annotated[
    Annotated[ChoiceQuestion, Tag("choice")]
    | Annotated[ScaleQuestion, Tag("scale")]
    | Annotated[TextQuestion, Tag("text")],
    Discriminator(_form),
]


class Settings(StepSettings):
    """A poll as the session file says it."""

    kind: Literal["poll"] = Field(title="Art", description="Befragung")
    questions: Annotated[tuple[AnyQuestion, ...], at_least(1)] = Field(
        max_length=20, title="Fragen", description="Die Fragen in ihrer Reihenfolge"
    )

    @model_validator(mode="after")
    def _each_question_once(self) -> Self:
        seen: set[str] = set()
        for question in self.questions:
            if question.id in seen:
                raise PydanticCustomError(
                    "session.question_twice",
                    'Two questions have the id "{question}"',
                    {"question": question.id},
                )
            seen.add(question.id)
        return self


def asked_by(said: AnyQuestion) -> Asked:
    """What one question asks."""
    match said:
        case ChoiceQuestion():
            return asked_choice(ITEM, said.question, said.options, said.choose)
        case ScaleQuestion():
            return asked_scale(ITEM, said.question, said.scale)
        case TextQuestion():
            return asked_text(ITEM, said.question)

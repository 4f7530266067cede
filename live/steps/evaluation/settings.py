"""An evaluation as the session file says it, and what each of its items asks."""

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

MAX_ITEMS = 40


class Item(Written):
    """What every item says."""

    id: SlugField = Field(title="Kurzname", description="Kurzname, einmalig in der Auswertung")
    statement: Text = Field(title="Aussage", description="Aussage oder Frage, zu der man antwortet")


class ScaleItem(Item):
    """A statement to rate from 1 to 5."""

    form: Literal["scale"] = Field(default="scale", title="Form", description="Skala von 1 bis 5")
    low: Text | None = Field(default=None, title="Bei 1", description="Was die 1 bedeutet")
    high: Text | None = Field(default=None, title="Bei 5", description="Was die 5 bedeutet")

    @property
    def scale(self) -> Range:
        """The scale with the words at its ends."""
        return Range(low=self.low, high=self.high)


class TextItem(Item):
    """A question to answer in one's own words."""

    form: Literal["text"] = Field(title="Form", description="Freier Text")


class ChoiceItem(Item):
    """A choice among options."""

    form: Literal["choice"] = Field(title="Form", description="Auswahl")
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


def _form(item: object) -> str:
    form = item.get("form") if isinstance(item, Mapping) else getattr(item, "form", "")
    return str(form or "scale")


AnyItem = Annotated[
    Annotated[ScaleItem, Tag("scale")] | Annotated[TextItem, Tag("text")] | Annotated[ChoiceItem, Tag("choice")],
    Discriminator(_form),
]


class Settings(StepSettings):
    """An evaluation as the session file says it."""

    kind: Literal["evaluation"] = Field(title="Art", description="Auswertung, immer anonym")
    introduction: Text | None = Field(default=None, title="Einleitung", description="Ein paar Worte vor den Fragen")
    items: Annotated[tuple[AnyItem, ...], at_least(1)] = Field(
        max_length=MAX_ITEMS, title="Fragen", description="Aussagen und Fragen"
    )
    thanks: Text | None = Field(default=None, title="Dank", description="Dank nach dem Absenden")
    next_steps: tuple[Text, ...] = Field(
        default=(), max_length=20, title="Wie es weitergeht", description="Ein Eintrag je Schritt"
    )

    @model_validator(mode="after")
    def _each_item_once(self) -> Self:
        seen: set[str] = set()
        for item in self.items:
            if item.id in seen:
                raise PydanticCustomError(
                    "session.question_twice",
                    'Two questions have the id "{question}"',
                    {"question": item.id},
                )
            seen.add(item.id)
        return self


def asked_by(item: AnyItem) -> Asked:
    """What one item asks."""
    match item:
        case ScaleItem():
            return asked_scale(ItemId(item.id), item.statement, item.scale)
        case TextItem():
            return asked_text(ItemId(item.id), item.statement)
        case ChoiceItem():
            return asked_choice(ItemId(item.id), item.statement, item.options, item.choose)

"""A mood check as the session file says it, and the hand signals there are."""

from collections.abc import Mapping
from typing import Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from live.core.ids import ItemId, OptionId, PartId, SlugField
from live.core.kind import StepSettings
from live.core.text import Text

PART = PartId("mood")
ITEM = ItemId("mood")
SIGNALS: Mapping[str, tuple[OptionId, ...]] = {
    "thumbs": (OptionId("up"), OptionId("sideways"), OptionId("down")),
    "fingers": tuple(OptionId(str(number)) for number in range(1, 6)),
}


class Settings(StepSettings):
    """A mood check as the session file says it."""

    kind: Literal["mood_check"] = Field(description="Stimmungsbild per Handzeichen, immer anonym")
    question: Text = Field(description="Die Frage, etwa: Wie geht es Ihnen gerade?")
    scale: Literal["thumbs", "fingers"] = Field(
        default="thumbs", description="thumbs (Daumen: up, sideways, down) oder fingers (1 bis 5)"
    )
    labels: dict[SlugField, Text] = Field(
        default={}, description="Eigene Worte je Handzeichen; ohne Angabe die üblichen"
    )
    compare_with: SlugField | None = Field(
        default=None,
        description="id eines früheren Stimmungsbilds mit derselben Skala, zum Vergleich",
    )
    live: bool = Field(
        default=True,
        description="Ob die Hände schon wachsen, solange abgestimmt wird (in Schritten von zehn)",
    )

    @model_validator(mode="after")
    def _known_signals(self) -> Self:
        for signal in self.labels:
            if signal not in SIGNALS[self.scale]:
                raise PydanticCustomError(
                    "session.unknown_signal",
                    'The scale has no hand signal "{signal}", only {signals}',
                    {"signal": signal, "signals": ", ".join(SIGNALS[self.scale])},
                )
        return self

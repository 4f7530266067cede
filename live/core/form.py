"""How a session file says what can be chosen: options, how many of them, a scale.

Written by lay people, so the short way of writing is the usual one. What was read can be written
out and read again without a change.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Annotated, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    model_validator,
)
from pydantic_core import PydanticCustomError, PydanticKnownError

from live.core.ids import OptionId, SlugField
from live.core.text import Text

MAX_OPTIONS = 26
"""As many as there are letters: options without an id are called a, b, c …"""


class Written(BaseModel):
    """Settings written by people in a session file."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        validate_by_name=True,
        validate_by_alias=True,
        serialize_by_alias=True,
    )


class Option(Written):
    """One thing that can be chosen."""

    id: SlugField = Field(default="", description="Kurzname; ohne Angabe a, b, c …")
    text: Text = Field(description="Wortlaut der Antwort")


class Choosing(Written):
    """How many options one person chooses. Choosing none is always possible: an abstention."""

    at_least: int = Field(default=0, ge=0, le=MAX_OPTIONS)
    at_most: int = Field(ge=1, le=MAX_OPTIONS)

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.at_least > self.at_most:
            raise PydanticCustomError("session.choose", "at_least is greater than at_most; swap the two numbers")
        return self


class Range(Written):
    """A scale of whole numbers with words at both ends."""

    first: int = Field(default=1, ge=0, le=10, alias="from", description="Kleinste Zahl")
    last: int = Field(default=5, ge=1, le=10, alias="to", description="Größte Zahl")
    low: Text | None = Field(default=None, description="Was die kleinste Zahl bedeutet")
    high: Text | None = Field(default=None, description="Was die größte Zahl bedeutet")

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.first >= self.last:
            raise PydanticCustomError(
                "session.scale",
                "The scale must run from a smaller to a greater number, not from {first} to {last}",
                {"first": self.first, "last": self.last},
            )
        return self

    @property
    def options(self) -> tuple[OptionId, ...]:
        """The numbers of the scale as option ids."""
        return tuple(OptionId(str(number)) for number in range(self.first, self.last + 1))


def _choosing(value: object) -> object:
    if isinstance(value, int) and not isinstance(value, bool):
        return {"at_least": value, "at_most": value}
    if not isinstance(value, str):
        return value
    words = " ".join(value.split()).lower()
    if words == "one":
        return {"at_least": 1, "at_most": 1}
    if words == "any":
        return {"at_least": 0, "at_most": MAX_OPTIONS}
    found = re.fullmatch(r"(up to )?(\d{1,2})", words)
    if found is None:
        raise PydanticCustomError(
            "session.choose",
            'Write "choose: 2", "choose: up to 2", "choose: one" or "choose: any", not "{given}"',
            {"given": value},
        )
    number = int(found[2])
    return {"at_least": 0 if found[1] else number, "at_most": number}


def _with_ids(value: object) -> object:
    """Plain words and language maps become options; options without an id get the next letter."""
    if not isinstance(value, list | tuple):
        return value
    options: list[object] = []
    for place, given in enumerate(value):
        option = given
        if isinstance(given, str) or (isinstance(given, Mapping) and "text" not in given):
            option = {"text": given}
        if isinstance(option, Mapping) and not option.get("id"):
            option = {**option, "id": chr(ord("a") + place % MAX_OPTIONS)}
        options.append(option)
    return options


def at_least(least: int) -> AfterValidator:
    """A validator for the length of a tuple that speaks only when every entry is right.

    Pydantic's own `min_length` leaves wrong entries out of the count and so adds a second, false error.
    """

    def long_enough(value: tuple[object, ...]) -> tuple[object, ...]:
        if len(value) < least:
            lengths = {"field_type": "Tuple", "min_length": least, "actual_length": len(value)}
            raise PydanticKnownError("too_short", lengths)
        return value

    return AfterValidator(long_enough)


def _each_once(options: tuple[Option, ...]) -> tuple[Option, ...]:
    ids: set[str] = set()
    said: set[tuple[str, str]] = set()
    for place, option in enumerate(options):
        words = {(tag, " ".join(text.split()).casefold()) for tag, text in option.text.items()}
        if option.id in ids:
            raise PydanticCustomError(
                "session.option_id_twice",
                'Two options have the id "{id}"',
                {"option": next(iter(option.text.values())), "id": option.id, "index": place},
            )
        if words & said:
            raise PydanticCustomError(
                "session.option_twice",
                'The option "{option}" is given twice',
                {"option": next(iter(option.text.values())), "id": option.id, "index": place},
            )
        ids.add(option.id)
        said |= words
    return options


ChoosingField = Annotated[
    Choosing,
    BeforeValidator(
        _choosing,
        json_schema_input_type=Annotated[int, Field(ge=1, le=MAX_OPTIONS)]
        | Annotated[str, Field(pattern=r"^(one|any|up to [0-9]{1,2}|[0-9]{1,2})$")]
        | Choosing,
    ),
]
"""`2` (exactly), `up to 2`, `one` or `any` in a session file."""

OptionsField = Annotated[
    tuple[Option, ...],
    BeforeValidator(
        _with_ids,
        json_schema_input_type=Annotated[
            list[str | dict[str, str] | Option], Field(min_length=2, max_length=MAX_OPTIONS)
        ],
    ),
    Field(max_length=MAX_OPTIONS),
    at_least(2),
    AfterValidator(_each_once),
]
"""Options as plain words, as words per language, or with an id of their own. None is given twice."""


def enough_options(options: Sequence[Option], choosing: Choosing) -> None:
    """Refuse a rule that asks for more options than there are.

    Raises PydanticCustomError `session.choose_too_many`; for validators of settings only.
    """
    too_many = len(options) < choosing.at_most < MAX_OPTIONS
    if choosing.at_least > len(options) or too_many:
        raise PydanticCustomError(
            "session.choose_too_many",
            "{choose} options are to be chosen, but there are only {options}",
            {"choose": choosing.at_most, "options": len(options)},
        )

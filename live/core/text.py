"""Text in several languages: what a session file says, keyed by language tag.

A plain string in a session file is text in the session's default language; from then on text is always a mapping, so
that one view serves readers of every language and each page picks its own.
"""

from typing import Annotated

from pydantic import BeforeValidator, Field, ValidationInfo

Language = Annotated[str, Field(max_length=35, pattern=r"^[a-z]{2,3}(-[a-z0-9]{2,8})*$")]
"""A language tag in small letters (RFC 5646: 35 characters suffice); `de-simple` is easy German."""


def _in_default_language(value: object, info: ValidationInfo) -> object:
    if isinstance(value, str):
        context = info.context or {}
        return {context.get("default_language", "de"): value}
    return value


Text = Annotated[
    dict[Language, Annotated[str, Field(min_length=1, max_length=20_000)]],
    BeforeValidator(_in_default_language),
    Field(min_length=1),
]
"""language tag -> words. Never empty."""


def in_language(text: dict[str, str], language: str, default: str) -> tuple[str, str]:
    """The words to show and the language they are in: the wished one, else the default, else whichever there is."""
    for tag in (language, language.partition("-")[0], default):
        if tag in text:
            return text[tag], tag
    tag, words = next(iter(text.items()))
    return words, tag

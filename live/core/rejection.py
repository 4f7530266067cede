"""A refusal: a code for programs, parameters for the sentence. It is worded per language in the catalogues (`reject:<code>`)."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Rejection:
    """Why a command was not carried out. `code` is stable; `params` fill the sentence (numbers, never names or texts)."""

    code: str
    params: dict[str, str | int] = field(default_factory=dict)

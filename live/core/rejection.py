"""A refusal: a code for programs, parameters for the sentence. The catalogues word it as `reject:<code>`."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Rejection:
    """Why a command was not carried out. `code` is stable; `params` fill the sentence: numbers, never names."""

    code: str
    params: dict[str, str | int] = field(default_factory=dict)

"""The documentation as data: the tree as it is, and which form this is.

Rule: what is written can be read back to an equal document. The form only grows; a change of meaning is a new number.
"""

from datetime import UTC, datetime
from typing import Any, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from live.core.document import Document


class Documentation(BaseModel):
    """What a file holds."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    form: Literal["live-documentation/2"] = Field(default="live-documentation/2", alias="schema")
    generated: AwareDatetime
    """The moment as of which the documentation speaks, in UTC."""
    document: Document


def render_json(document: Document) -> bytes:
    """The file, UTF-8 with two spaces of indentation; equal documents give equal bytes."""
    generated = datetime.fromtimestamp(document.as_of // 1000, UTC)
    whole = Documentation(generated=generated, document=document)
    return whole.model_dump_json(by_alias=True, indent=2).encode() + b"\n"


def read_json(file: bytes) -> Documentation:
    """What `render_json` wrote. Raises `pydantic.ValidationError` for anything else."""
    return Documentation.model_validate_json(file)


def schema() -> dict[str, Any]:
    """JSON Schema of the file."""
    return Documentation.model_json_schema(mode="serialization")

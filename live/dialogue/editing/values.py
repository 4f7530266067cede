"""Words of the editors' trade."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from live.core.text import Text

Key = Annotated[str, Field(min_length=1, max_length=300)]
"""Names words of the document (`live.core.document.Typed`), a chapter or a warning."""
HidingReason = Literal["personal", "insulting", "duplicate", "off_topic", "withdrawn", "other"]
"""Personal data; an insult; said twice; beside the point; its author asked for it; something else."""


class NextStep(BaseModel):
    """What is done with a result: by which office, and by when, in words."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    text: Text
    office: Annotated[str, Field(max_length=300)] = ""
    by: Annotated[str, Field(max_length=100)] = ""

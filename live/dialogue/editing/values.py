"""Words of the editors' trade."""

from typing import Annotated, Literal

from pydantic import Field

Key = Annotated[str, Field(min_length=1, max_length=300)]
"""Names words of the document (`live.core.document.Typed`), a chapter or a warning."""
HidingReason = Literal["personal", "insulting", "duplicate", "off_topic", "withdrawn", "other"]
"""Personal data; an insult; said twice; beside the point; its author asked for it; something else."""

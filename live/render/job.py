"""What a process that makes files is asked for."""

from pydantic import BaseModel, ConfigDict

from live.core.document import Document
from live.render.formats import render


class Job(BaseModel):
    """One file: which document, in which form and language. `draft`: it is marked as not final."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    form: str
    language: str
    draft: bool = False
    document: Document


def carry_out(job: Job) -> bytes:
    """Make the file."""
    return render(job.document, job.form, language=job.language, draft=job.draft)

"""What a process that makes files is asked for."""

from pydantic import BaseModel, ConfigDict, TypeAdapter

from live.core.document import Document
from live.core.paper import Paper
from live.render.formats import render

PAGE, CARD = "page", "card"
"""Beside the forms that people take along: the public page of a server, and the picture beside a link to it."""


class Job(BaseModel):
    """One file: which document, in which form and language. `draft`: it is marked as not final.

    `address`: where the documentation is public, for its page.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    form: str
    language: str
    draft: bool = False
    address: str = ""
    document: Document


class SheetJob(BaseModel):
    """A sheet for people without a device: which, of what, in which language, how many."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    sheet: str
    language: str
    copies: int
    paper: Paper


JOB: TypeAdapter[Job | SheetJob] = TypeAdapter(Job | SheetJob)
"""Either of them, as it is read."""


def carry_out(job: Job | SheetJob) -> bytes:
    """Make the file."""
    if isinstance(job, SheetJob):
        from live.render.printed.writer import render_sheet  # noqa: PLC0415 - as said below

        return render_sheet(job.paper, job.sheet, language=job.language, copies=job.copies)
    # What a form needs is loaded when it is wanted: a process makes one file.
    match job.form:
        case "page":
            from live.render.html import render_html  # noqa: PLC0415 - as said above

            return render_html(job.document, language=job.language, address=job.address).encode()
        case "card":
            from live.render.card import card_png  # noqa: PLC0415 - as said above

            return card_png(job.document, job.language)
        case _:
            return render(job.document, job.form, language=job.language, draft=job.draft)

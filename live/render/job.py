"""What a process that makes files is asked for."""

from pydantic import BaseModel, ConfigDict

from live.core.document import Document
from live.render.formats import render

PAGE, CARD = "page", "card"
"""Beside the forms that people take along: the public page of a server, and the picture beside a link to it."""


class Job(BaseModel):
    """One file: which document, in which form and language. `draft`: it is marked as not final.

    `address`: where the documentation is public, for its page.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)
    form: str
    language: str
    draft: bool = False
    address: str = ""
    document: Document


def carry_out(job: Job) -> bytes:
    """Make the file."""
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

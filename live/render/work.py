"""Everything that a process beside the server is asked for: files, drafts, previews, safe pictures, sheets to print.

Rule: what a piece of work needs is loaded when it is asked for; a process does one. The server, which only asks, builds
none of it at its start.
"""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Base64Bytes, BaseModel, ConfigDict, Discriminator, Tag, TypeAdapter

from live.core.document import Document
from live.core.paper import Paper
from live.dialogue.editing.state import Editing
from live.render import job
from live.render.attached import attached, unpacked
from live.render.job import Job


class Draft(BaseModel):
    """The editors' page (`live.render.draft`). `names`: what people present called themselves."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)
    task: Literal["draft"] = "draft"
    language: str
    document: Document
    editing: Editing
    files: dict[str, str]
    names: tuple[str, ...]


class Preview(BaseModel):
    """A form made and read back (`live.render.preview`)."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)
    task: Literal["preview"] = "preview"
    form: str
    language: str
    document: Document


class Portrait(BaseModel):
    """A picture from somebody's device, to be made safe (`live.render.photo`)."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)
    task: Literal["picture"] = "picture"
    content: Base64Bytes


class Photo(BaseModel):
    """What becomes of a `Portrait`: a picture to keep, or why there is none."""

    model_config = ConfigDict(defer_build=True)
    refusal: Literal["", "no_picture", "too_many_pixels", "too_many_pixels_whole"] = ""
    media_type: Literal["image/png", "image/jpeg"] = "image/jpeg"
    width: int = 0
    height: int = 0
    base64: str = ""


class Printing(BaseModel):
    """A sheet for people without a device (`live.render.printed`): which, of what, in which language, how many."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)
    task: Literal["sheet"] = "sheet"
    sheet: str
    language: str
    copies: int
    paper: Paper


Work = Job | Draft | Preview | Portrait | Printing


def _task(given: Work | Mapping[str, object]) -> str:
    return str(given.get("task", "file") if isinstance(given, Mapping) else getattr(given, "task", "file"))


_WORK: TypeAdapter[Work] = TypeAdapter(
    Annotated[
        Annotated[Job, Tag("file")]
        | Annotated[Draft, Tag("draft")]
        | Annotated[Preview, Tag("preview")]
        | Annotated[Portrait, Tag("picture")]
        | Annotated[Printing, Tag("sheet")],
        Discriminator(_task),
    ],
    config=ConfigDict(defer_build=True),
)


def read_work(given: bytes) -> Work:
    """What is asked for, as it came in, pictures in their places. Raises `ValueError`, also pydantic's."""
    told, pictures = unpacked(given)
    work = _WORK.validate_json(told)
    if isinstance(work, Job | Preview):
        return work.model_copy(update={"document": attached(work.document, pictures)})
    return work


def carry_out(work: Work) -> bytes:
    """Do it."""
    match work:
        case Job():
            return job.carry_out(work)
        case Draft():
            from live.render.draft import render_draft  # noqa: PLC0415 - as the rule says

            return render_draft(work.document, work.editing, work.files, work.names, work.language)
        case Preview():
            from live.render.preview import preview  # noqa: PLC0415 - as the rule says

            return preview(work.document, work.form, work.language)
        case Portrait():
            from live.render.photo import made_safe  # noqa: PLC0415 - as the rule says

            return made_safe(work.content)
        case Printing():
            from live.render.printed.writer import render_sheet  # noqa: PLC0415 - as the rule says

            return render_sheet(work.paper, work.sheet, language=work.language, copies=work.copies)

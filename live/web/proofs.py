"""What editors look at before they publish: every form of the documentation, as a preview and as a file; pictures.

Rule: a preview is read back from the very file that would be published. A picture is kept only as it was drawn anew.
"""

import re
from base64 import b64decode, b64encode
from functools import partial

from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from live.core.document import Document
from live.core.rejection import Rejection
from live.core.text import in_language
from live.dialogue.editing.edited import edited_text
from live.hub.hub import Hub
from live.hub.task import DialogueTask, milliseconds
from live.locale import NAMES
from live.render.formats import EVERYTHING, FORMATS, NAMED
from live.render.job import Job
from live.render.preview import Shown
from live.render.words import direction
from live.render.work import Photo, Portrait, Preview
from live.web.editing import Editing, draft_language, locked, refused, worded_forms
from live.web.exports import Exports, NotMade
from live.web.freezing import as_edited
from live.web.naming import attachment
from live.web.pages import Pages
from live.web.published import same_in_all_languages
from live.web.publishing import not_made
from live.web.security import may_frame

FRAMED = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox; frame-ancestors 'self'"
"""Policy of a preview that stands in a frame: it can look and do nothing else."""
DIGEST = re.compile(r"[0-9a-f]{64}")


class Proofs:
    """Previews, files of drafts and versions, pictures."""

    def __init__(self, hub: Hub, pages: Pages, editing: Editing, exports: Exports) -> None:
        """Show what the editors' desk edits."""
        self._hub = hub
        self._pages = pages
        self._editing = editing
        self._exports = exports

    def routes(self) -> list[Route]:
        """What this room of the house answers."""
        return [
            Route("/edit/{dialogue}/preview", self.preview),
            Route("/edit/{dialogue}/file", self.file),
            Route("/edit/{dialogue}/pictures", self.hand_in, methods=["POST"]),
            Route("/edit/{dialogue}/pictures/{digest}", self.picture),
        ]

    async def preview(self, request: Request) -> Response:
        """A form of the documentation as it would be published now."""
        found = await self._editing.opened(request)
        if found is None:
            return self._editing.locked_page(request)
        task = found[0]
        form = NAMED.get(request.query_params.get("form", ""), FORMATS[0])
        language = draft_language(request, task.state)
        shown = Shown(sort="frame")
        if form.name != "html":
            try:
                tree = await self._edited(task)
                work = _as_json(Preview(form=form.name, language=language, document=tree))
                made = await self._exports.run(work, partial(self._hub.log.file, task.dialogue))
            except NotMade:
                return not_made(self._pages, request, link=f"/edit/{task.dialogue}")
            shown = Shown.model_validate_json(made)
        page = self._pages.page(
            request,
            "editor-preview.html",
            state=task.state,
            language=task.state.plan.default_language,
            forms=worded_forms(task.state),
            form=next(worded for worded in worded_forms(task.state) if worded["name"] == form.name),
            shown=shown,
            shown_language=language,
            shown_dir=direction(language),
            language_names=NAMES,
        )
        may_frame(request)
        page.headers["x-robots-tag"] = "noindex"
        return page

    async def file(self, request: Request) -> Response:
        """A form as a file: of the draft, or of a version that was published. `look`: to be shown in a frame."""
        found = await self._editing.opened(request)
        if found is None:
            return self._editing.locked_page(request)
        task, asked = found[0], request.query_params
        form = EVERYTHING if asked.get("form") == EVERYTHING.name else NAMED.get(asked.get("form", ""))
        if form is None:
            return Response(status_code=404)
        language, version = draft_language(request, task.state), asked.get("version", "")
        job = await self._job(task, form.name, language, version)
        if job is None:
            return Response(status_code=404)
        try:
            made = await self._exports.run(job, partial(self._hub.log.file, task.dialogue))
        except NotMade:
            return not_made(self._pages, request, link=f"/edit/{task.dialogue}")
        answer = Response(made, media_type=form.media_type)
        if "look" in asked and form.name == "html":
            answer.headers["content-security-policy"] = FRAMED
        else:
            said = edited_text(task.state.plan.title, "title", task.state.editing)
            title, _ = in_language(said, language, task.state.plan.default_language)
            own = "" if same_in_all_languages(form) else language
            number = f"v{version}" if version else "draft"
            answer.headers.update(attachment(title, task.state.plan.date.isoformat(), own, number, ending=form.ending))
        return answer

    async def hand_in(self, request: Request) -> Response:
        """Keep a picture, drawn anew; the page says afterwards what it shows and where it stands."""
        found = await self._editing.opened(request)
        if found is None:
            return locked()
        task = found[0]
        try:
            made = await self._exports.run(_as_json(Portrait(content=b64encode(await request.body()))))
        except NotMade:
            return refused(Rejection("documentation.no_picture"))
        photo = Photo.model_validate_json(made)
        match photo.refusal:
            case "no_picture":
                return refused(Rejection("documentation.no_picture"))
            case "too_many_pixels":
                return refused(Rejection("documentation.picture_too_large"))
            case "too_many_pixels_whole":
                return refused(Rejection("documentation.picture_too_large_whole"))
        content = b64decode(photo.base64)
        digest = await self._hub.log.keep_file(task.dialogue, photo.media_type, content)
        return JSONResponse({"file": digest, "width": photo.width, "height": photo.height}, 201)

    async def picture(self, request: Request) -> Response:
        """A picture that was handed in, for editors only; readers get it within the documentation."""
        found = await self._editing.opened(request)
        if found is None:
            return locked()
        digest = request.path_params["digest"]
        file = await self._hub.log.file(found[0].dialogue, digest) if DIGEST.fullmatch(digest) else None
        if file is None or not file.media_type.startswith("image/"):
            return Response(status_code=404)
        headers = {"cache-control": "private, max-age=86400", "content-security-policy": "default-src 'none'; sandbox"}
        return Response(file.content, media_type=file.media_type, headers=headers)

    async def _edited(self, task: DialogueTask) -> Document:
        return await as_edited(task.state, milliseconds())

    async def _job(self, task: DialogueTask, form: str, language: str, version: str) -> bytes | None:
        """What to make a file of; the words of a version are handed on as they were kept."""
        if not version:
            return _as_json(Job(form=form, language=language, draft=True, document=await self._edited(task)))
        known = {str(p.number): p.document for p in task.state.editing.publications if p.document}
        kept = await self._hub.log.file(task.dialogue, known[version]) if version in known else None
        if kept is None:
            return None
        return b'{"form":"%b","language":"%b","document":%b}' % (form.encode(), language.encode(), kept.content)


def _as_json(work: BaseModel) -> bytes:
    return work.model_dump_json().encode()

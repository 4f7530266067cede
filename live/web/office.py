"""What the desk does beside the live view: links to hand out, the documentation as draft and as files to take along.

Rule: the loop makes a tree of the state and hands it over; what else a file costs is paid by another process.
"""

import base64
import hashlib
from collections.abc import Awaitable, Callable
from functools import partial

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from live.core.ids import DialogueId
from live.core.text import in_language
from live.dialogue.editing.edited import edited_text
from live.dialogue.state import State
from live.hub.hub import Hub
from live.hub.task import DialogueTask, milliseconds
from live.log.digest import digest_of
from live.log.port import Link, UnknownDialogue
from live.render.formats import EVERYTHING, NAMED, Format
from live.web.exports import Exports, NotMade
from live.web.freezing import as_edited
from live.web.links import issue
from live.web.naming import attachment
from live.web.pages import Pages
from live.web.published import is_text, same_in_all_languages
from live.web.publishing import not_made
from live.web.rooms import Rooms, qr_svg
from live.web.security import nonce_of

HIGHEST_ROOM = 2_000


class WantedLink(BaseModel):
    """A link that the desk wants to hand out."""

    model_config = ConfigDict(extra="forbid")
    role: str = Field(pattern="^(moderator|group_moderator|projector|editor)$")
    room: int | None = Field(default=None, ge=1, le=HIGHEST_ROOM)


class Office:
    """The routes behind the desk."""

    def __init__(self, hub: Hub, pages: Pages, rooms: Rooms, exports: Exports) -> None:
        """Serve the hub's dialogues."""
        self._hub = hub
        self._pages = pages
        self._rooms = rooms
        self._exports = exports

    def routes(self) -> list[Route]:
        """What this room of the house answers."""
        desk = "/desk/{dialogue}"
        return [
            Route(f"{desk}/qr.svg", self._at_desk(self.qr)),
            Route(f"{desk}/links", self.list_links, methods=["GET"]),
            Route(f"{desk}/links", self._at_desk(self.make_link), methods=["POST"]),
            Route(f"{desk}/links/{{digest}}", self._at_desk(self.revoke_link), methods=["DELETE"]),
            Route(f"{desk}/documentation", self._at_desk(self.draft)),
            Route(f"{desk}/export.{{form}}", self._at_desk(self.export)),
            Route(f"{desk}/version-{{number:int}}.{{form}}", self._at_desk(self.version)),
            Route("/logo/{dialogue}", self.logo),
        ]

    async def qr(self, _: Request, task: DialogueTask) -> Response:
        """The QR code of the join address."""
        svg = qr_svg(f"{self._pages.settings.address}/j/{task.state.code}").replace("currentColor", "#000")
        return Response(svg, media_type="image/svg+xml")

    async def list_links(self, request: Request) -> Response:
        """Links in force, people's own links left out; `own` is the one by which this desk itself is open.

        No secret is in it: there is none left.
        """
        found = await self._rooms.opened(request, "moderator")
        if found is None:
            return self._rooms.locked(request)
        task, entry = found
        links = await self._hub.log.links(task.dialogue)
        shown = [
            {
                "digest": digest,
                "role": link.role,
                "subject": link.subject,
                **({"own": True} if digest == entry.digest else {}),
            }
            for digest, link in links
            if link.role != "participant"
        ]
        return JSONResponse({"links": shown})

    async def make_link(self, request: Request, task: DialogueTask) -> Response:
        """Make a link; its address is shown this once."""
        try:
            wanted = WantedLink.model_validate_json(await request.body())
        except ValidationError:
            return JSONResponse({"error": "malformed"}, 400)
        if (wanted.role == "group_moderator") != (wanted.room is not None):
            return JSONResponse({"error": "malformed"}, 400)
        subject = str(wanted.room) if wanted.room is not None else ""
        secret = await issue(self._hub.log, Link(task.dialogue, wanted.role, subject))
        url = f"{self._pages.settings.address}/enter#{secret}"
        return JSONResponse({"url": url, "digest": digest_of(secret)}, 201)

    async def revoke_link(self, request: Request, task: DialogueTask) -> Response:
        """Take a link back and close the pages that it opened."""
        digest = request.path_params["digest"]
        if digest not in dict(await self._hub.log.links(task.dialogue)):
            return JSONResponse({"error": "unknown"}, 404)
        await self._hub.log.revoke_link(digest)
        self._hub.hang_up(task.dialogue, digest)
        return Response(status_code=204)

    async def draft(self, request: Request, task: DialogueTask) -> Response:
        """The documentation as it stands, as a page."""
        language = self._wished(request, task.state)
        try:
            tree = await as_edited(task.state, milliseconds())
            pictures = partial(self._hub.log.file, task.dialogue)
            made = await self._exports.make(tree, "html", language=language, draft=True, pictures=pictures)
        except NotMade:
            return not_made(self._pages, request, link=f"/desk/{task.dialogue}")
        page = made.replace(b"<style>", b'<style nonce="%s">' % nonce_of(request).encode(), 1)
        return HTMLResponse(page)

    async def export(self, request: Request, task: DialogueTask) -> Response:
        """The documentation as it stands in one form and language."""
        name = request.path_params["form"]
        form = EVERYTHING if name == EVERYTHING.name else NAMED.get(name)
        if form is None:
            return self._pages.message(request, "Nothing here", "This address does not exist.", status=404)
        state, language = task.state, self._wished(request, task.state)
        draft = state.published_at is None
        try:
            tree = await as_edited(state, milliseconds())
            pictures = partial(self._hub.log.file, task.dialogue)
            made = await self._exports.make(tree, form.name, language=language, draft=draft, pictures=pictures)
        except NotMade:
            return not_made(self._pages, request, link=f"/desk/{task.dialogue}")
        return Response(made, media_type=form.media_type, headers=_named(state, form, language))

    @staticmethod
    def _wished(request: Request, state: State) -> str:
        """The language in the address, where the dialogue has it; else its first one."""
        wished = request.query_params.get("language", "")
        return wished if wished in state.plan.languages else state.plan.default_language

    async def version(self, request: Request, task: DialogueTask) -> Response:
        """A version that was published, also one that is public no longer."""
        number, name = request.path_params["number"], request.path_params["form"]
        form = EVERYTHING if name == EVERYTHING.name else NAMED.get(name)
        publication = next((each for each in task.state.editing.publications if each.number == number), None)
        kept = await self._hub.log.file(task.dialogue, publication.document) if publication else None
        if form is None or kept is None:
            return self._pages.message(request, "Nothing here", "This address does not exist.", status=404)
        content, language = kept.content, self._wished(request, task.state)

        async def tree() -> bytes:
            return content

        wanted = (hashlib.sha256(content).hexdigest(), form.name, language, "")
        try:
            made = await self._exports.of(wanted, tree, form.name, language, text=is_text(form))
        except NotMade:
            return not_made(self._pages, request, link=f"/desk/{task.dialogue}")
        return Response(
            made.content, media_type=form.media_type, headers=_named(task.state, form, language, f"v{number}")
        )

    async def logo(self, request: Request) -> Response:
        """The city's logo, as a picture and nothing else: a policy of its own forbids it to run anything."""
        task = await self._dialogue(request)
        found = task.state.plan.logo_data if task else None
        if found is None:
            return Response(status_code=404)
        return Response(
            base64.b64decode(found.base64),
            media_type=found.mime,
            headers={"content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox"},
        )

    def _at_desk(
        self, answer: Callable[[Request, DialogueTask], Awaitable[Response]]
    ) -> Callable[[Request], Awaitable[Response]]:
        async def guarded(request: Request) -> Response:
            found = await self._rooms.opened(request, "moderator")
            return self._rooms.locked(request) if found is None else await answer(request, found[0])

        return guarded

    async def _dialogue(self, request: Request) -> DialogueTask | None:
        try:
            return await self._hub.dialogue(DialogueId(request.path_params["dialogue"]))
        except UnknownDialogue:
            return None


def _named(state: State, form: Format, language: str, version: str = "") -> dict[str, str]:
    said = edited_text(state.plan.title, "title", state.editing)
    title, _ = in_language(said, language, state.plan.default_language)
    own = "" if same_in_all_languages(form) else language
    return attachment(title, state.plan.date.isoformat(), own, version, ending=form.ending)

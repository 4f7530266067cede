"""What the desk does beside the live view: links to hand out, the documentation as draft, file and public page."""

import base64
from collections.abc import Awaitable, Callable

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from live.core.ids import DialogueId
from live.dialogue.document import document
from live.dialogue.state import State
from live.hub.hub import Hub
from live.hub.task import DialogueTask, milliseconds
from live.locale import catalogue
from live.log.port import Link, UnknownDialogue
from live.render.html import render_html
from live.render.json import render_json
from live.web.links import issue
from live.web.pages import NONCE, Pages
from live.web.published import Published
from live.web.rooms import Rooms, qr_svg
from live.web.security import nonce_of

HIGHEST_ROOM = 2_000


class WantedLink(BaseModel):
    """A link that the desk wants to hand out."""

    model_config = ConfigDict(extra="forbid")
    role: str = Field(pattern="^(moderator|group_moderator|projector|editor)$")
    room: int | None = Field(default=None, ge=1, le=HIGHEST_ROOM)


class Office:
    """The routes behind the desk, and the public documentation."""

    def __init__(self, hub: Hub, pages: Pages, rooms: Rooms) -> None:
        """Serve the hub's dialogues."""
        self._hub = hub
        self._pages = pages
        self._rooms = rooms
        self._published = Published()

    def routes(self) -> list[Route]:
        """What this room of the house answers."""
        desk = "/desk/{dialogue}"
        return [
            Route(f"{desk}/qr.svg", self._at_desk(self.qr)),
            Route(f"{desk}/links", self.list_links, methods=["GET"]),
            Route(f"{desk}/links", self._at_desk(self.make_link), methods=["POST"]),
            Route(f"{desk}/links/{{digest}}", self._at_desk(self.revoke_link), methods=["DELETE"]),
            Route(f"{desk}/documentation", self._at_desk(self.draft)),
            Route(f"{desk}/export.html", self._at_desk(self.export_html)),
            Route(f"{desk}/export.json", self._at_desk(self.export_json)),
            Route("/d/{dialogue}", self.published),
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
        return JSONResponse({"url": f"{self._pages.settings.address}/enter#{secret}"}, 201)

    async def revoke_link(self, request: Request, task: DialogueTask) -> Response:
        """Take a link back and close the pages that it opened."""
        digest = request.path_params["digest"]
        if digest not in dict(await self._hub.log.links(task.dialogue)):
            return JSONResponse({"error": "unknown"}, 404)
        await self._hub.log.revoke_link(digest)
        self._hub.hang_up(task.dialogue, digest)
        return Response(status_code=204)

    async def draft(self, request: Request, task: DialogueTask) -> Response:
        """The documentation as it stands."""
        html = render_html(document(task.state, milliseconds()), nonce=nonce_of(request), draft=True)
        return HTMLResponse(html, headers={"x-robots-tag": "noindex"})

    async def export_html(self, _: Request, task: DialogueTask) -> Response:
        """The documentation as one file that needs nothing else."""
        html = render_html(document(task.state, milliseconds()), draft=task.state.published_at is None)
        return HTMLResponse(html, headers=_attachment(task.state, "html"))

    async def export_json(self, _: Request, task: DialogueTask) -> Response:
        """The documentation as data."""
        made = render_json(document(task.state, milliseconds()))
        return Response(made, media_type="application/json", headers=_attachment(task.state, "json"))

    async def published(self, request: Request) -> Response:
        """The public page, once a moderator has published it. Until then there is nothing to see."""
        task = await self._dialogue(request)
        published_at = task.state.published_at if task else None
        if task is None or published_at is None:
            return self._pages.message(
                request, "Nothing here", "There is no documentation at this address.", status=404
            )
        state, language = task.state, self._pages.language(request, task.state)
        html = self._published.page(
            task.dialogue,
            language,
            published_at,
            lambda: render_html(document(state, milliseconds()), language=language, nonce=NONCE, draft=False),
        )
        return HTMLResponse(html.replace(NONCE, nonce_of(request)))

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


def _attachment(state: State, ending: str) -> dict[str, str]:
    name = f"{catalogue(state.plan.default_language).say('documentation')}-{state.plan.date.isoformat()}.{ending}"
    return {"content-disposition": f'attachment; filename="{name.encode("ascii", "ignore").decode()}"'}

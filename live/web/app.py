"""The application: routes around a hub."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import parse_qs

import uvicorn
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import DEFAULT_EXCLUDED_CONTENT_TYPES, GZipMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Scope

from live import places
from live.dialogue.codec import command_schema
from live.hub import frames
from live.hub.hub import Hub
from live.log.port import Log
from live.render.formats import FORMATS
from live.web import made, messages
from live.web.about import About
from live.web.archive import Archive
from live.web.comparing import Comparing
from live.web.door import Http
from live.web.editing import Editing
from live.web.exports import Exports
from live.web.joining import Joining
from live.web.lines import Lines
from live.web.meetings import Meetings
from live.web.office import Office
from live.web.pages import Pages
from live.web.paper import Papers
from live.web.proofs import Proofs
from live.web.published import is_text
from live.web.publishing import Publishing
from live.web.rooms import Rooms
from live.web.security import Guard
from live.web.server import FILES_OF_OUR_OWN, Server, allow_files
from live.web.settings import Settings
from live.web.sockets import Sockets
from live.web.streams import Streams
from live.web.trial import Trials
from live.web.watch import Watch

BACKLOG = 4096
COMPRESSED = (*DEFAULT_EXCLUDED_CONTENT_TYPES, *(form.media_type for form in FORMATS if not is_text(form)))
"""What would only get longer."""
GRACE_SECONDS = 5
"""How long answers that are under way may take when the server ends."""


class Files(StaticFiles):
    """Static files, looked at again by the browser at each visit: an update reaches everybody at once.

    Fonts are asked for with their version, and kept.
    """

    async def get_response(self, path: str, scope: Scope) -> Response:
        """A file, with a word on how long it is good."""
        answer = await super().get_response(path, scope)
        wished = parse_qs(scope["query_string"].decode("ascii", "replace")).get("v", [""])[-1]
        folder, _, name = path.partition("/")
        known = folder == "fonts" and bool(wished) and wished == made.font_version(name)
        answer.headers["cache-control"] = made.KEPT if known else "no-cache"
        return answer


def make_app(log: Log, settings: Settings, watch: Watch | None = None) -> ASGIApp:
    """The whole web application over a log, guarded: also the answer to a bug carries the headers."""
    return Guard(make_site(log, settings, watch), settings)


def make_site(log: Log, settings: Settings, watch: Watch | None = None) -> Starlette:
    """The routes around a hub that wakes and sleeps with them."""
    hub = Hub(log, servers=settings.conference_servers)
    watch = watch or Watch(settings)
    pages = Pages(settings)
    rooms = Rooms(hub, pages)
    sockets = Sockets(hub, settings)
    archive, exports = Archive(hub), Exports()
    publishing = Publishing(hub, pages, archive, exports)
    editing = Editing(hub, pages, rooms, archive, exports)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[dict[str, Hub]]:
        async with hub, watch.beside(hub), archive.open(), exports.open(), publishing.open():
            yield {"hub": hub}

    async def not_there(request: Request, problem: Exception) -> Response:
        status = problem.status_code if isinstance(problem, HTTPException) else 500
        if status == 404:  # noqa: PLR2004 - the status of HTTP
            return pages.message(request, "Nothing here", "This address does not exist.", status=404)
        return PlainTextResponse("not possible", status)

    async def failed(request: Request, _: Exception) -> Response:
        return pages.message(
            request, "Something went wrong", "Please try again. If it happens again, call the support.", status=500
        )

    return Starlette(
        routes=[
            *Joining(hub, pages).routes(),
            *rooms.routes(),
            *Office(hub, pages, rooms, exports).routes(),
            *Papers(pages, rooms, exports).routes(),
            *editing.routes(),
            *Proofs(hub, pages, editing, exports).routes(),
            *publishing.routes(),
            *Meetings(hub, pages, rooms).routes(),
            *About(hub, pages).routes(),
            *Comparing(log, pages, rooms, archive).routes(),
            *messages.routes(),
            *made.routes(),
            Route("/protocol.json", _protocol),
            *watch.routes(),
            *Trials(settings).routes(),
            *Streams(hub, sockets, settings).routes(),
            WebSocketRoute("/ws/{dialogue}/{role}", sockets.serve),
            WebSocketRoute("/ws/{dialogue}/{role}/{room:int}", sockets.serve),
            Mount("/static", Files(directory=places.static()), name="static"),
        ],
        middleware=[Middleware(GZipMiddleware, minimum_size=500, compresslevel=4, exclude_content_types=COMPRESSED)],
        exception_handlers={HTTPException: not_there, 500: failed},
        lifespan=lifespan,
    )


def make_server(app: ASGIApp, settings: Settings) -> Server:
    """The server around the application; `await server.serve()` runs it until it is told to exit."""
    room = allow_files(settings.open_connections + FILES_OF_OUR_OWN) - FILES_OF_OUR_OWN
    if room < settings.open_connections:
        settings = settings.model_copy(update={"open_connections": max(room, 10)})
    config = uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        http=Http,
        ws="none",  # sockets come through the same door
        backlog=BACKLOG,
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=list(settings.trusted_proxies),
        access_log=False,
        server_header=False,
        date_header=True,
        log_config=None,
        timeout_graceful_shutdown=GRACE_SECONDS,
        lifespan="on",
    )
    return Server(config, Lines(settings))


async def _protocol(_: Request) -> Response:
    return JSONResponse({"subprotocol": frames.SUBPROTOCOL, "frames": frames.schema(), "commands": command_schema()})

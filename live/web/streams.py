"""Lines without WebSockets: a page hears its frames as server-sent events and says its own by POST.

Rule: the same frames in the same order, behind the same admission and the same limits; only the way differs. A line is
opened by POST with the page's hello, because a browser then says where the page is from. It gets a name that nobody can
guess; whoever posts to it must also hold the cookie that opened it.
"""

import asyncio
import secrets
from http import HTTPStatus

from prometheus_client import Counter
from pydantic import ValidationError
from pydantic_core import from_json
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from live import metrics
from live.core.ids import DialogueId
from live.hub import frames
from live.hub.connection import Connection
from live.hub.hub import Hub
from live.hub.task import DialogueTask
from live.log.digest import digest_of
from live.log.port import UnknownDialogue
from live.web.door import OUTLET, Http
from live.web.eventline import EventLine
from live.web.links import Entry, cookie_name
from live.web.settings import Settings
from live.web.sockets import Inbox, Sockets

KEEP_SECONDS = 15.0
"""A line on which nothing was said for so long gets a comment: proxies end lines that seem dead."""
SIGN = "live"
"""What `GET /stream/sign` answers: that this server is reached, and no network in between answers in its place."""
_HEADERS = {"content-type": "text/event-stream", "cache-control": "no-store", "x-accel-buffering": "no"}
_PATH = "/stream/{dialogue}/{role}"
_REFUSALS = {
    frames.WRONG_ORIGIN: HTTPStatus.FORBIDDEN,
    frames.SIGNED_OUT: HTTPStatus.FORBIDDEN,
    frames.NO_DIALOGUE: HTTPStatus.NOT_FOUND,
}


class Streams:
    """All lines of this server that are no WebSockets."""

    def __init__(self, hub: Hub, sockets: Sockets, settings: Settings) -> None:
        """Serve the hub's dialogues; who may come in is counted together with the sockets."""
        self._hub = hub
        self._sockets = sockets
        self._settings = settings
        self._lines: dict[str, _Page] = {}
        self._keeping: asyncio.TimerHandle | None = None

    def routes(self) -> list[Route]:
        """Where lines are opened, and where their pages speak."""
        return [
            Route("/stream/sign", self.sign),
            Route(_PATH, self.open, methods=["POST"]),
            Route(_PATH + "/{room:int}", self.open, methods=["POST"]),
            Route(_PATH + "/line/{line}", self.say, methods=["POST"]),
            Route(_PATH + "/{room:int}/line/{line}", self.say, methods=["POST"]),
        ]

    async def sign(self, _: Request) -> Response:
        """That it is this server which answers."""
        return PlainTextResponse(SIGN)

    async def open(self, request: Request) -> Response:
        """A page's hello, answered with its line."""
        if request.headers.get("origin") not in self._settings.origins:
            return _refused(metrics.handshakes.labels("wrong_origin"), frames.WRONG_ORIGIN)
        entry = await self._sockets.entry(request)
        if entry is None:
            if self._sockets.cut_short(request):
                return _not_now(metrics.handshakes.labels("cut_short"), HTTPStatus.TOO_MANY_REQUESTS)
            return _refused(metrics.handshakes.labels("signed_out"), frames.SIGNED_OUT)
        try:
            task = await self._hub.dialogue(DialogueId(entry.link.dialogue))
        except UnknownDialogue:
            return _refused(metrics.handshakes.labels("no_dialogue"), frames.NO_DIALOGUE)
        hello = await request.body()
        if OUTLET not in request.scope.get("extensions", {}) or not _is_hello(hello):
            metrics.handshakes.labels("malformed").inc()
            return PlainTextResponse("a hello, please, and an ear for events", HTTPStatus.BAD_REQUEST)
        return _Opened(self, request, entry, task, hello)

    async def say(self, request: Request) -> Response:
        """One frame of a page, or nothing: that it is there. 204: it was heard; the answer comes by the line."""
        if request.headers.get("origin") not in self._settings.origins:
            return _unheard(metrics.said.labels("wrong_origin"), HTTPStatus.FORBIDDEN)
        path = request.path_params
        name = cookie_name(self._settings, path["dialogue"], path["role"], str(path.get("room", "")))
        secret = request.cookies.get(name, "")
        if not secret:
            return _unheard(metrics.said.labels("signed_out"), HTTPStatus.FORBIDDEN)
        page = self._lines.get(path["line"])
        if page is None:
            return _unheard(metrics.said.labels("no_line"), HTTPStatus.GONE)
        if not secrets.compare_digest(digest_of(secret), page.connection.link):
            return _unheard(metrics.said.labels("signed_out"), HTTPStatus.FORBIDDEN)
        text = await request.body()
        if page.line.held:
            return _unheard(metrics.said.labels("held"), HTTPStatus.TOO_MANY_REQUESTS)
        page.hear(text)
        if page.connection.closing:
            return _unheard(metrics.said.labels("too_late"), HTTPStatus.GONE)
        metrics.said.labels("heard").inc()
        return Response(status_code=HTTPStatus.NO_CONTENT)

    async def begin(self, http: Http, request: Request, entry: Entry, task: DialogueTask, hello: bytes) -> None:
        """Make the line on which the answer goes on."""
        line = EventLine(http.transport, http.lines)
        connection = Connection(entry.actor, entry.digest, line)
        inbox = Inbox(connection, task, self._sockets, line, entry.link.role)
        line.take_over(inbox, lambda: self._lost(line))
        http.goes_on_as(line)
        self._lines[line.name] = page = _Page(connection, line, inbox)
        metrics.handshakes.labels("streamed").inc()
        metrics.streams.inc()
        self._sockets.take_in(connection)
        task.admit(connection)
        line.begin()
        page.hear(hello)
        if self._keeping is None:
            self._keeping = asyncio.get_running_loop().call_later(KEEP_SECONDS, self._keep)
        if await self._sockets.entry(request) is None:
            connection.close(frames.SIGNED_OUT)  # revoked while the page came in: nobody could have hung it up

    def _lost(self, line: EventLine) -> None:
        metrics.streams.dec()
        del self._lines[line.name]

    def _keep(self) -> None:
        self._keeping = None
        for page in self._lines.values():
            page.line.keep()
        if self._lines:
            self._keeping = asyncio.get_running_loop().call_later(KEEP_SECONDS, self._keep)


class _Page:
    """One page, as those find it that post to it."""

    __slots__ = ("connection", "inbox", "line")

    def __init__(self, connection: Connection, line: EventLine, inbox: Inbox) -> None:
        self.connection, self.line, self.inbox = connection, line, inbox

    def hear(self, text: bytes) -> None:
        """A frame, or nothing."""
        self.line.heard()
        if text:
            self.inbox.read(text)
        else:
            self.inbox.noise_came()


class _Opened(Response):
    """The answer that does not end: its head, and then whatever the dialogue has to say."""

    def __init__(self, streams: Streams, request: Request, entry: Entry, task: DialogueTask, hello: bytes) -> None:
        super().__init__(None, headers=_HEADERS)
        self._streams = streams
        self._request = request
        self._entry = entry
        self._task = task
        self._hello = hello

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve the line until it is lost."""
        http: Http = scope["extensions"][OUTLET]["connection"]
        headers = MutableHeaders(raw=list(self.raw_headers))
        del headers["content-length"]
        await send({"type": "http.response.start", "status": HTTPStatus.OK, "headers": headers.raw})
        if not http.transport.is_closing():
            await self._streams.begin(http, self._request, self._entry, self._task, self._hello)
        while (await receive())["type"] != "http.disconnect":
            pass


def _is_hello(text: bytes) -> bool:
    try:
        frames.read_hello(from_json(text))
    except (ValueError, ValidationError):
        return False
    return True


def _refused(counted: Counter, code: int) -> Response:
    """No, and it will stay so; with the code that a WebSocket would be closed with."""
    counted.inc()
    return JSONResponse({"closed": code}, _REFUSALS[code])


def _not_now(counted: Counter, status: HTTPStatus) -> Response:
    counted.inc()
    return PlainTextResponse("not now", status, {"retry-after": "5"})


def _unheard(counted: Counter, status: HTTPStatus) -> Response:
    counted.inc()
    return PlainTextResponse("not heard", status)

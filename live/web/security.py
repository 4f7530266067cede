"""Headers that hold on every answer, and the limits on guessing.

Sources: OWASP ASVS 5.0 (3.4 browser security headers, 3.5 origins, 6.6.3 codes). The content policy allows no inline
script or style but with the nonce of its answer, no `eval`, no third party; Trusted Types forbid markup from text.
"""

import ipaddress
import re
import secrets
import time
from collections import Counter, deque
from collections.abc import Callable

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from live import metrics
from live.web.settings import Settings

UNSAFE_METHODS = frozenset({"POST", "PUT", "PATCH", "DELETE"})
PARTS = frozenset({"text/javascript", "text/css", "font/woff2"})
YEAR = 31_536_000
LARGEST_BODY = 64 * 1024
LARGEST_EDIT = 256 * 1024
"""An editor's wish: next steps are saved together, in every language of the evening."""
LARGEST_PICTURE = 10 * 1024 * 1024
PICTURES = re.compile(r"/edit/[^/]+/pictures")
"""Where an editor's pictures are handed in."""
EDITS = re.compile(r"/edit/[^/]+/edits")
"""Where an editor's wishes are."""


def nonce_of(connection: HTTPConnection) -> str:
    """The nonce of this answer, for scripts and style blocks in its page."""
    return str(connection.scope["nonce"])


def may_frame(connection: HTTPConnection) -> None:
    """Let the page of this answer show another page of ours in a frame."""
    connection.scope["frames"] = True


class Guard:
    """Middleware: writes the headers, refuses requests from foreign pages and bodies that are too large."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        """Guard `app`."""
        self._app = app
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        scope["nonce"] = secrets.token_urlsafe(16)
        headers = Headers(scope=scope)

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._write(MutableHeaders(scope=message), scope)
            await send(message)

        origin = headers.get("origin")
        largest = _largest(scope["path"])
        if scope["method"] in UNSAFE_METHODS and origin is not None and origin not in self._settings.origins:
            metrics.closed.labels("wrong_origin").inc()
            await PlainTextResponse("wrong origin", 403)(scope, receive, send_guarded)
        elif not headers.get("content-length", "0").isdigit() or int(headers.get("content-length", "0")) > largest:
            metrics.closed.labels("too_large").inc()
            await PlainTextResponse("too large", 413)(scope, receive, send_guarded)
        else:
            await self._app(scope, _bounded(receive, largest), send_guarded)

    def _write(self, headers: MutableHeaders, scope: Scope) -> None:
        headers["x-content-type-options"] = "nosniff"
        headers["cross-origin-resource-policy"] = "same-origin"
        # Search engines find what was published, and nothing else.
        headers.setdefault("x-robots-tag", "noindex")
        if self._settings.secure:
            headers["strict-transport-security"] = f"max-age={YEAR}; includeSubDomains"
        headers.setdefault("cache-control", "no-store")
        if not _is_part(headers):
            self._write_for_a_page(headers, scope)

    def _write_for_a_page(self, headers: MutableHeaders, scope: Scope) -> None:
        frames = "; frame-src 'self'" if scope.get("frames") else ""
        headers.setdefault("content-security-policy", self.policy(scope["nonce"]) + frames)
        # Not `no-referrer`: browsers would then post forms with `Origin: null`, which is refused.
        headers.setdefault("referrer-policy", "same-origin")
        headers["cross-origin-opener-policy"] = "same-origin"
        headers["permissions-policy"] = "camera=(), microphone=(), geolocation=(), interest-cohort=()"

    def policy(self, nonce: str) -> str:
        """The content security policy of one answer."""
        socket = self._settings.address.replace("http", "ws", 1)
        return "; ".join(
            (
                "default-src 'none'",
                # Who knows 'strict-dynamic' passes over 'self'. Safari before 15.4 does not, and would load no kind.
                f"script-src 'nonce-{nonce}' 'strict-dynamic' 'self'",
                f"style-src 'self' 'nonce-{nonce}'",
                "img-src 'self' data:",
                "font-src 'self'",
                f"connect-src 'self' {socket}",
                "object-src 'none'",
                "base-uri 'none'",
                "form-action 'self'",
                "frame-ancestors 'none'",
                "require-trusted-types-for 'script'",
                "trusted-types lit-html",
            )
        )


class Attempts:
    """Counts wrong tries per network and in all, in a sliding window. Addresses stay in memory and only as networks.

    When all networks together have tried too often, those that guess wait first: a network keeps `FEW` tries, so that
    nobody can lock the others out of their evening by guessing.
    """

    WINDOW = 600.0
    FEW = 5

    def __init__(self, per_place: int, in_all: int, clock: Callable[[], float] = time.monotonic) -> None:
        """Allow so many wrong tries in ten minutes."""
        self._per_place = per_place
        self._in_all = in_all
        self._clock = clock
        self._tries: deque[tuple[float, str]] = deque()
        self._places: Counter[str] = Counter()

    def exhausted(self, address: str) -> bool:
        """Whether this place must wait."""
        self._forget(self._clock())
        allowed = self._per_place if len(self._tries) < self._in_all else min(self.FEW, self._per_place)
        return self._places[_network(address)] >= allowed

    def failed(self, address: str) -> None:
        """Note a wrong try."""
        now, place = self._clock(), _network(address)
        self._forget(now)
        self._tries.append((now, place))
        self._places[place] += 1

    def _forget(self, now: float) -> None:
        while self._tries and now - self._tries[0][0] > self.WINDOW:
            place = self._tries.popleft()[1]
            self._places[place] -= 1
            if not self._places[place]:
                del self._places[place]


def _is_part(headers: MutableHeaders) -> bool:
    """Whether the answer is a script, a style or a font: such a thing is never a page, whoever opens it.

    What speaks to pages only would be half of what a phone on a slow line is told in each of these answers.
    """
    return headers.get("content-type", "").partition(";")[0] in PARTS


def _largest(path: str) -> int:
    """How many bytes may be sent there."""
    if PICTURES.fullmatch(path):
        return LARGEST_PICTURE
    return LARGEST_EDIT if EDITS.fullmatch(path) else LARGEST_BODY


def _bounded(receive: Receive, largest: int) -> Receive:
    """Refuse a body that turns out too large although its headers did not say so."""
    received = 0

    async def receive_some() -> Message:
        nonlocal received
        message = await receive()
        received += len(message.get("body", b""))
        if received > largest:
            metrics.closed.labels("too_large").inc()
            raise HTTPException(413)
        return message

    return receive_some


def _network(address: str) -> str:
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if found.version == 6 and found.ipv4_mapped:  # noqa: PLR2004 - version of the protocol
        found = found.ipv4_mapped  # as a proxy says that listens for both: else all of IPv4 were one network
    return str(ipaddress.ip_network((found, 24 if found.version == 4 else 48), strict=False))  # noqa: PLR2004 - version of the protocol

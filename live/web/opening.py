"""The opening handshake of a socket (RFC 6455, section 4.2): the application is asked once, then it is done.

Rule: no extension is ever agreed to, compression least of all. An application that wants the line takes
`scope["extensions"]["live.line"]`, accepts, calls `take_over` and returns; nothing of it stays behind.
"""

import base64
import binascii
import hashlib
import logging
from http import HTTPStatus
from typing import Any
from urllib.parse import unquote

from starlette.types import ASGIApp, Message

from live.web.wire import FAILED, Wire

LINE = "live.line"
_MAGIC = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
_KEY_BYTES = 16
_ACCEPTED = b"HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: Upgrade\r\nsec-websocket-accept: "

Headers = list[tuple[bytes, bytes]]
logger = logging.getLogger("live.web")


def is_wanted(headers: Headers) -> bool:
    """Whether this request asks for a WebSocket."""
    return b"websocket" in _tokens(headers, b"upgrade") and b"upgrade" in _tokens(headers, b"connection")


def key_of(method: bytes, http_version: str, headers: Headers) -> bytes | HTTPStatus:
    """The key that the handshake is answered with, or the status with which it is refused."""
    if method != b"GET" or http_version != "1.1" or len(_values(headers, b"host")) != 1:
        return HTTPStatus.BAD_REQUEST
    if _values(headers, b"sec-websocket-version") != [b"13"]:
        return HTTPStatus.UPGRADE_REQUIRED
    keys = _values(headers, b"sec-websocket-key")
    try:
        fit = len(keys) == 1 and len(base64.b64decode(keys[0], validate=True)) == _KEY_BYTES
    except binascii.Error:
        fit = False
    return keys[0] if fit else HTTPStatus.BAD_REQUEST


def scope_of(request: dict[str, Any], path: bytes, query: bytes, wire: Wire) -> dict[str, Any]:
    """What the application is told about a handshake, made of what is known about the request."""
    offered = _values(request["headers"], b"sec-websocket-protocol")
    return {
        **request,
        "type": "websocket",
        "asgi": {**request["asgi"], "spec_version": "2.4"},
        "scheme": "wss" if request["scheme"] == "https" else "ws",
        "path": unquote(path.decode("latin-1")),
        "raw_path": path,
        "query_string": query,
        "subprotocols": [name.strip().decode("latin-1") for value in offered for name in value.split(b",")],
        "extensions": {"websocket.http.response": {}, LINE: wire},
    }


def refusal(status: int, headers: Headers, body: bytes = b"") -> bytes:
    """An answer over HTTP after which the connection ends."""
    lines = [b"HTTP/1.1 %d %s" % (status, HTTPStatus(status).phrase.encode())]
    lines += [b"%s: %s" % header for header in headers if header[0] not in (b"content-length", b"connection")]
    return b"\r\n".join((*lines, b"content-length: %d" % len(body), b"connection: close", b"", body))


class Opening:
    """One handshake, from the request to the open or refused line."""

    def __init__(self, wire: Wire, key: bytes, default_headers: Headers) -> None:
        """Open this line, whose request carried this key."""
        self._wire = wire
        self._key = key
        self._default_headers = default_headers
        self._told = False
        self._accepted = False
        self._denial: Message | None = None

    async def run(self, app: ASGIApp, scope: dict[str, Any]) -> None:
        """Ask the application; the line is open, refused or ended afterwards."""
        try:
            await app(scope, self.receive, self.send)
        except Exception:
            logger.exception("a socket could not be opened")
            if self._accepted:
                self._wire.close(FAILED)  # whoever let it in has not finished
        finally:
            if not self._accepted:
                self._refuse(HTTPStatus.INTERNAL_SERVER_ERROR)
            self._wire.begin()

    async def receive(self) -> Message:
        """What the application may hear: that somebody wants to come in, or has gone."""
        if self._told and not self._wire.ended:
            raise RuntimeError("what comes later is told to the reader that takes over the line")
        first, self._told = not self._told, True
        return {"type": "websocket.connect"} if first else {"type": "websocket.disconnect", "code": 1006}

    async def send(self, message: Message) -> None:
        """What the application answers."""
        if self._wire.ended:
            return
        match message["type"]:
            case "websocket.accept" if not self._accepted:
                self._accept(message)
            case "websocket.close" if self._accepted:
                self._wire.dismiss(message.get("code") or 1000)
            case "websocket.close":
                self._refuse(HTTPStatus.FORBIDDEN)
            case "websocket.http.response.start":
                self._denial = message
            case "websocket.http.response.body" if self._denial is not None and not message.get("more_body"):
                self._refuse(self._denial["status"], list(self._denial["headers"]), message.get("body", b""))
            case other:
                raise RuntimeError(f"{other} has no place in a handshake")

    def _accept(self, message: Message) -> None:
        accept = base64.b64encode(hashlib.sha1(self._key + _MAGIC, usedforsecurity=False).digest())
        headers = [*self._default_headers, *message.get("headers", [])]
        if message.get("subprotocol"):
            headers.append((b"sec-websocket-protocol", message["subprotocol"].encode()))
        more = b"".join(b"\r\n%s: %s" % header for header in headers)
        self._accepted = True
        self._wire.accept(b"".join((_ACCEPTED, accept, more, b"\r\n\r\n")))

    def _refuse(self, status: int, headers: Headers | None = None, body: bytes = b"") -> None:
        if self._wire.ended:
            return
        self._wire.refuse(refusal(status, [*self._default_headers, *(headers or [])], body))


def _values(headers: Headers, wanted: bytes) -> list[bytes]:
    return [value for name, value in headers if name == wanted]


def _tokens(headers: Headers, wanted: bytes) -> list[bytes]:
    return [token.strip().lower() for value in _values(headers, wanted) for token in value.split(b",")]

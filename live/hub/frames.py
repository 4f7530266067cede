"""The frames of the wire (`docs/protocol.md`): what comes in is checked, what goes out is written here.

Rule: what goes out is a whole WebSocket frame, made once and written as it is to however many pages.
"""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter
from pydantic_core import to_json

from live.core.patch import View

SUBPROTOCOL = "live.v1"
LARGEST_FRAME = 64 * 1024
DEEPEST_FRAME = 12
HEARTBEAT_SECONDS = 10.0

FAILED = 1011
RESTARTING = 1012
TOO_FAST = 1008
SIGNED_OUT = 4401
WRONG_ORIGIN = 4403
NO_DIALOGUE = 4404
SET_ASIDE = 4408
"""The person has opened more pages than are allowed; this one goes on when it is looked at again."""

_ONE_BYTE = 126
_TWO_BYTES = 1 << 16


class Known(BaseModel):
    """The versions a page already has, of one run of the server."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    run: str | None = Field(default=None, max_length=64)
    versions: dict[str, int] = Field(default={}, max_length=32)


class Hello(BaseModel):
    """The first frame of a page."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    hello: Known


class Resync(BaseModel):
    """A page asks for snapshots of these views."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    resync: Annotated[list[str], Field(max_length=32)]


_HELLO = TypeAdapter(Hello)
_RESYNC = TypeAdapter(Resync)


def read_hello(frame: object) -> Known:
    """The page's first frame. Raises `pydantic.ValidationError`."""
    return _HELLO.validate_python(frame).hello


def read_resync(frame: object) -> list[str]:
    """Names of views to send again. Raises `pydantic.ValidationError`."""
    return _RESYNC.validate_python(frame).resync


def depth(value: object) -> int:
    """How deep JSON is nested; a plain value is 0. Stops counting past the limit."""
    level, here = 0, [value]
    while here and level <= DEEPEST_FRAME:
        here = [
            child for v in here if isinstance(v, dict | list) for child in (v.values() if isinstance(v, dict) else v)
        ]
        level += 1
    return level - 1


def welcome(run: str, now: int) -> bytes:
    """The server's first frame: which run this is, and its clock in ms since 1970 UTC."""
    return _framed({"welcome": {"run": run, "now": now}})


def wait(ahead: int) -> bytes:
    """The page is in and so many come before it; its welcome follows."""
    return _framed({"wait": {"ahead": ahead}})


def snapshot(name: str, version: int, view: View) -> bytes:
    """A whole view."""
    return _framed({"view": name, "version": version, "snapshot": view})


def patch(name: str, version: int, change: View) -> bytes:
    """The change that makes `version` out of the version before it."""
    return _framed({"view": name, "version": version, "patch": change})


def gone(name: str) -> bytes:
    """The view is no longer the page's."""
    return _framed({"gone": name})


def ack(command: str, seq: int) -> bytes:
    """The command was carried out and is durable. An id holds nothing that JSON would escape."""
    return framed(b'{"ack":"%s","seq":%d}' % (command.encode(), seq))


def reject(command: str, code: str, params: dict[str, str | int]) -> bytes:
    """The command was refused."""
    return _framed({"reject": command, "code": code, "params": params})


def heartbeat(now: int, versions: dict[str, int]) -> bytes:
    """The line lives, and these are the newest versions of the page's views."""
    return _framed({"now": now, "versions": versions})


def malformed(sentence: str) -> bytes:
    """The frame was not understood."""
    return _framed({"malformed": sentence})


def framed(payload: bytes) -> bytes:
    """A whole, unmasked WebSocket text frame around these bytes (RFC 6455, section 5.2)."""
    size = len(payload)
    if size < _ONE_BYTE:
        return b"\x81%c" % size + payload
    if size < _TWO_BYTES:
        return b"\x81\x7e" + size.to_bytes(2) + payload
    return b"\x81\x7f" + size.to_bytes(8) + payload


def payloads(data: bytes) -> list[bytes]:
    """The payloads in a row of frames that were made here, for lines on which no WebSocket frames go."""
    texts, at = [], 0
    while at < len(data):
        size, at = data[at + 1], at + 2
        if size >= _ONE_BYTE:
            width = 2 if size == _ONE_BYTE else 8
            size, at = int.from_bytes(data[at : at + width]), at + width
        texts.append(data[at : at + size])
        at += size
    return texts


def read_out(data: bytes) -> list[str]:
    """The texts in a row of frames that were made here."""
    return [text.decode() for text in payloads(data)]


def schema() -> dict[str, Any]:
    """JSON Schema of the frames a page may send, commands aside."""
    return {"hello": _HELLO.json_schema(), "resync": _RESYNC.json_schema()}


def _framed(frame: dict[str, Any]) -> bytes:
    return framed(to_json(frame))

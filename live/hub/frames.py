"""The frames of the wire (`docs/protocol.md`): what comes in is checked, what goes out is written here."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter
from pydantic_core import to_json

from live.core.patch import View

SUBPROTOCOL = "live.v1"
LARGEST_FRAME = 64 * 1024
DEEPEST_FRAME = 12
HEARTBEAT_SECONDS = 10.0

RESTARTING = 1012
TOO_FAST = 1008
SIGNED_OUT = 4401
WRONG_ORIGIN = 4403
NO_DIALOGUE = 4404


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


def welcome(run: str, now: int) -> str:
    """The server's first frame: which run this is, and its clock in ms since 1970 UTC."""
    return _text({"welcome": {"run": run, "now": now}})


def snapshot(name: str, version: int, view: View) -> str:
    """A whole view."""
    return _text({"view": name, "version": version, "snapshot": view})


def patch(name: str, version: int, change: View) -> str:
    """The change that makes `version` out of the version before it."""
    return _text({"view": name, "version": version, "patch": change})


def gone(name: str) -> str:
    """The view is no longer the page's."""
    return _text({"gone": name})


def ack(command: str, seq: int) -> str:
    """The command was carried out and is durable."""
    return _text({"ack": command, "seq": seq})


def reject(command: str, code: str, params: dict[str, str | int]) -> str:
    """The command was refused."""
    return _text({"reject": command, "code": code, "params": params})


def heartbeat(now: int, versions: dict[str, int]) -> str:
    """The line lives, and these are the newest versions of the page's views."""
    return _text({"now": now, "versions": versions})


def malformed(sentence: str) -> str:
    """The frame was not understood."""
    return _text({"malformed": sentence})


def schema() -> dict[str, Any]:
    """JSON Schema of the frames a page may send, commands aside."""
    return {"hello": _HELLO.json_schema(), "resync": _RESYNC.json_schema()}


def _text(frame: dict[str, Any]) -> str:
    return to_json(frame).decode()

"""Events and commands as JSON and back. The only place that knows the union of all of them.

A commit's payload is `{"v": 1, "records": [{"actor": …, "command": …, "events": […]}]}`. Sealed ballots and personal
data are single events, kept beside the log.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Annotated, Any, get_args

from pydantic import Field, TypeAdapter, ValidationError
from pydantic_core import from_json, to_json

from live.core import question
from live.core.command import Command, Event
from live.dialogue.commands import DialogueCommand, ServerCommand
from live.dialogue.events import DialogueEvent
from live.steps import KINDS

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Record:
    """What one command brought about. `actor` and `command` are empty where the fact is attributed to nobody."""

    actor: str
    command: str
    events: tuple[Event, ...]


def type_of(told: Command | Event) -> str:
    """The word by which a command or event is known in frames and in the log."""
    return str(type(told).model_fields["type"].default)


def command_types() -> dict[str, type[Command]]:
    """Every command a page may send, by its `type`: the registry behind authorisation tests and the protocol."""
    server = get_args(ServerCommand)
    own = [c for c in get_args(DialogueCommand) if c not in server]
    kinds = [c for kind in KINDS for c in kind.COMMANDS]
    return {c.model_fields["type"].default: c for c in [*own, *get_args(question.Command), *kinds]}


def event_types() -> dict[str, type[Event]]:
    """Every event there is, by its `type`."""
    kinds = [e for kind in KINDS for e in kind.EVENTS]
    unique = dict.fromkeys([*get_args(DialogueEvent), *get_args(question.Event), *kinds])
    return {e.model_fields["type"].default: e for e in unique}


def _any_of(types: Iterable[Any]) -> Any:  # noqa: ANN401 - a union made of a registry has no name for the type checker
    return Annotated[reduce(or_, types), Field(discriminator="type")]


_COMMANDS: TypeAdapter[Command] = TypeAdapter(_any_of(command_types().values()))
_AnyEvent = _any_of(event_types().values())
_EVENTS: TypeAdapter[Event] = TypeAdapter(_AnyEvent)


@dataclass(slots=True)
class _Row:
    actor: str
    command: str
    events: tuple[_AnyEvent, ...]  # type: ignore[valid-type] # a union made of a registry


@dataclass(slots=True)
class _Commit:
    v: int
    records: list[_Row]


_COMMIT: TypeAdapter[_Commit] = TypeAdapter(_Commit)
"""A whole commit in one go: reading an evening back spends half as long in it as reading event by event."""


def read_command(frame: object) -> Command:
    """A command from a frame already parsed as JSON. Raises `pydantic.ValidationError` for anything else."""
    return _COMMANDS.validate_python(frame)


def command_schema() -> dict[str, Any]:
    """JSON Schema of every command a page may send."""
    return _COMMANDS.json_schema()


def read_event(event: object) -> Event:
    """An event from plain JSON values."""
    return _EVENTS.validate_python(event)


def write_event(event: Event) -> dict[str, Any]:
    """An event as plain JSON values."""
    return event.model_dump(mode="json")


def encode_event(event: Event) -> bytes:
    """One event as bytes, for what is kept beside the log."""
    return event.model_dump_json().encode()


def decode_event(payload: bytes) -> Event:
    """The event that `encode_event` wrote."""
    return _EVENTS.validate_json(payload)


def encode(records: Sequence[Record]) -> bytes:
    """A commit's payload."""
    rows = [
        {"actor": r.actor, "command": r.command, "events": [e.model_dump(mode="json") for e in r.events]}
        for r in records
    ]
    return to_json({"v": FORMAT, "records": rows})


def decode(payload: bytes) -> list[Record]:
    """The records of a commit, of this and every earlier format."""
    try:
        commit = _COMMIT.validate_json(payload)
    except ValidationError:
        written = from_json(payload).get("v", FORMAT)
        if written > FORMAT:
            raise ValueError(f"the log was written by a newer version (format {written})") from None
        raise
    if commit.v > FORMAT:
        raise ValueError(f"the log was written by a newer version (format {commit.v})")
    return [Record(row.actor, row.command, row.events) for row in commit.records]

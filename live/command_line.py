"""The command `live`: serve, new, demo, check, export, replay.

Rule: every mistake of the caller ends in one clear sentence on standard error and an exit status; never in a traceback.
Exit status: 0 done, 1 the thing asked about is wrong, 2 the call is wrong.
"""

import argparse
import asyncio
import errno
import fcntl
import json
import logging
import os
import socket
import sys
import tomllib
from collections.abc import Callable, Coroutine, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from live import places
from live.core.actor import Actor, GroupModerator, Moderator, Participant, Projector
from live.core.audience import audience_name
from live.core.ids import DialogueId, RoomNumber
from live.core.text import in_language
from live.demo import demonstrate
from live.dialogue.document import document
from live.dialogue.session import Session
from live.dialogue.session_file import SessionRefused, check, load
from live.dialogue.state import KIND_OF, State
from live.dialogue.view import audiences, view
from live.hub.hub import Hub
from live.hub.storage import load as load_dialogue
from live.hub.task import milliseconds
from live.locale import languages
from live.log.failure import CannotOpen
from live.log.port import Link, Log, LogClosed, NotSaved, UnknownDialogue
from live.log.sqlite import SqliteLog
from live.render.html import render_html
from live.render.json import render_json
from live.web.app import make_app, make_server
from live.web.links import issue
from live.web.settings import Settings, read_settings

GROUPS = 4
"""Links for group moderation where the session file does not say how many groups there are."""


class CallError(Exception):
    """Something that the caller can mend; the text is the sentence to print."""

    def __init__(self, sentence: str, status: int = 2) -> None:
        super().__init__(sentence)
        self.status = status


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns the exit status."""
    options = _parser().parse_args(arguments)
    try:
        status: int = options.run(options)
        sys.stdout.flush()
    except CallError as problem:
        print(f"live: {problem}", file=sys.stderr)
        return problem.status
    except CannotOpen as problem:
        print(f"live: {problem}", file=sys.stderr)
        return 2
    except NotSaved as problem:
        print(f"live: the database could not be written: {problem}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # whoever read our output has read enough, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return status


def check_files(options: argparse.Namespace) -> int:
    """`live check`: every problem of every file as `file:line:column: sentence`."""
    problems = 0
    for path in options.files:
        found = check(_readable(path))
        problems += len(found)
        for problem in found:
            print(f"{problem.file}:{problem.line}:{problem.column}: {problem.sentence}")
        if not found:
            print(f"{path}: keine Fehler gefunden")
    return 1 if problems else 0


def serve(options: argparse.Namespace) -> int:
    """`live serve`: one server, many dialogues, one database file."""
    settings = _settings(options)
    _log_to_stderr()
    _port_is_free(settings)

    _serve_alone(settings.database)

    async def run(log: Log) -> int:
        server = make_server(make_app(log, settings), settings)
        print(f"Live at {settings.address} with {settings.database} – end with Ctrl+C", flush=True)
        await server.serve()
        return 0

    return _with_log(settings, run)


def new(options: argparse.Namespace) -> int:
    """`live new`: begin a dialogue from a session file and print its links."""
    settings = _settings(options)
    found = check(_readable(options.session_file))
    for problem in found:
        print(f"{problem.file}:{problem.line}:{problem.column}: {problem.sentence}", file=sys.stderr)
    try:
        plan = load(options.session_file)
    except SessionRefused:
        return 1  # what `load` lets pass, as a missing translation, is told above and keeps nobody from beginning
    session = plan.model_dump(mode="json")
    groups = _groups(plan, options.groups)

    async def run(log: Log) -> int:
        async with Hub(log) as hub:
            task = await hub.create(session)
        for name, address in (await links_of(log, task.dialogue, task.state.code, settings, groups)).items():
            print(f"{name:<14} {address}")
        return 0

    return _with_log(settings, run)


def _groups(plan: Session, wished: int | None) -> int:
    """How many groups get a link: as many as wished, else as the session file plans, else four."""
    planned = max((KIND_OF[type(step)].planned_rooms(step) for step in plan.agenda), default=0)
    return wished if wished is not None else planned or GROUPS


async def links_of(log: Log, dialogue: DialogueId, code: str, settings: Settings, groups: int) -> dict[str, str]:
    """Fresh links for everybody who works on an evening, and the address and code for everybody who comes."""
    found = {"Code": f"{code[:4]} {code[4:]}", "Teilnehmende": f"{settings.address}/j/{code}"}
    wanted = [("Moderation", "moderator", ""), ("Leinwand", "projector", "")]
    wanted += [(f"Gruppe {n}", "group_moderator", str(n)) for n in range(1, groups + 1)]
    for name, role, subject in wanted:
        found[name] = f"{settings.address}/enter#{await issue(log, Link(dialogue, role, subject))}"
    return found


def export(options: argparse.Namespace) -> int:
    """`live export`: the documentation of a dialogue as it stands."""
    settings = _settings(options)

    async def run(log: Log) -> int:
        state = await _state(log, options.dialogue)
        known = (*languages(), *state.plan.languages)
        if options.language is not None and options.language not in known:
            raise CallError(f"nobody speaks {options.language} here; there is {', '.join(dict.fromkeys(known))}")
        tree = document(state, milliseconds())
        if options.format == "json":
            made = render_json(tree, state.plan.model_dump(mode="json"))
        else:
            made = render_html(tree, language=options.language).encode()
        if options.output == Path("-"):
            sys.stdout.buffer.write(made)
        else:
            try:
                options.output.write_bytes(made)
            except OSError as problem:
                raise CallError(f"{options.output} cannot be written: {problem.strerror}") from problem
        return 0

    return _with_log(settings, run, must_exist=True)


def replay(options: argparse.Namespace) -> int:
    """`live replay`: fold a dialogue's log and print what each audience sees. Sealed ballots stay sealed."""
    settings = _settings(options)

    async def run(log: Log) -> int:
        if not options.dialogue:
            for entry in await log.dialogues():
                plan = (await _state(log, entry.id, sealed=False)).session
                title = in_language(plan.title, plan.default_language, plan.default_language)[0] if plan else "–"
                print(f"{entry.id}  {entry.code}  {plan.date if plan else '–'}  {title}")
            return 0
        state = await _state(log, options.dialogue, sealed=False)
        seen: dict[str, Any] = {}
        for actor in _everybody(state, options.groups):
            for audience in audiences(state, actor):
                name = audience_name(audience)
                key = f"me:{actor.person}" if name == "me" and isinstance(actor, Participant) else name
                if key not in seen and (not options.audience or key in options.audience):
                    seen[key] = view(state, audience, frozenset())
        print(json.dumps(seen, ensure_ascii=False, indent=2))
        return 0

    return _with_log(settings, run, must_exist=True)


def demo(options: argparse.Namespace) -> int:
    """`live demo`: a server with the reference evening and simulated citizens."""
    _log_to_stderr()
    how = {name: getattr(options, name) for name in ("people", "pace", "browser", "steered")}
    return asyncio.run(demonstrate(options.port, **how))


def _everybody(state: State, groups: int) -> list[Actor]:
    people: list[Actor] = [Participant(person) for person in state.people]
    consoles: list[Actor] = [GroupModerator(RoomNumber(n), "") for n in range(1, groups + 1)]
    return [Moderator(""), Projector(), *consoles, *people]


async def _state(log: Log, dialogue: str, *, sealed: bool = True) -> State:
    try:
        state, _ = await load_dialogue(log, DialogueId(dialogue), sealed=sealed)
    except UnknownDialogue:
        raise CallError(f"there is no dialogue {dialogue} in this database", 1) from None
    return state


def _with_log(settings: Settings, run: Callable[[Log], Coroutine[Any, Any, int]], *, must_exist: bool = False) -> int:
    if must_exist and not settings.database.exists():
        raise CallError(f"there is no database {settings.database}")

    async def opened() -> int:
        log = await SqliteLog.open(settings.database)
        try:
            return await run(log)
        except LogClosed:
            return 1
        finally:
            await log.close()

    return asyncio.run(opened())


def _settings(options: argparse.Namespace) -> Settings:
    try:
        settings = read_settings(options.config)
    except OSError as problem:
        named = options.config or os.environ.get("LIVE_CONFIG")
        raise CallError(f"the settings file {named} cannot be read: {problem.strerror}") from problem
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise CallError(f"the settings are not TOML: {problem}") from problem
    except ValidationError as problem:
        raise _wrong_setting(problem) from problem
    given = {name: getattr(options, name, None) for name in ("host", "port", "database", "public_url")}
    try:
        return Settings.model_validate(
            settings.model_dump() | {name: value for name, value in given.items() if value is not None}
        )
    except ValidationError as problem:
        raise _wrong_setting(problem) from problem


def _wrong_setting(problem: ValidationError) -> CallError:
    first = problem.errors()[0]
    name = ".".join(map(str, first["loc"]))
    if first["type"] == "extra_forbidden":
        return CallError(f"setting {name}: there is no such setting; there are {', '.join(Settings.model_fields)}")
    if name == "public_url":
        return CallError(f"setting {name}: an address like https://dialog.stadt.example, not {first['input']}")
    return CallError(f"setting {name}: {first['msg']}")


def _readable(path: Path) -> Path:
    if not path.is_file():
        beside = places.sessions() / path.name
        hint = f" (there is {beside})" if beside.is_file() else ""
        raise CallError(f"there is no file {path}{hint}")
    return path


def _serve_alone(database: Path) -> None:
    """Hold a lock beside the database until the process ends: two servers would not see each other's sealed ballots."""
    path = database.with_name(f"{database.name}.lock")
    try:
        held = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise CallError(f"another server already runs on {database}") from None
    except OSError as problem:
        raise CallError(f"{path} cannot be written: {problem.strerror}") from problem


def _port_is_free(settings: Settings) -> None:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as problem:
            if problem.errno == errno.EADDRINUSE:
                sentence = f"port {settings.port} is taken by another program; choose one with --port"
            else:
                sentence = f"cannot listen on {settings.host}:{settings.port}: {problem.strerror}"
            raise CallError(sentence) from problem


class _JsonLines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        row = {
            "at": self.formatTime(record),
            "level": record.levelname,
            "from": record.name,
            "what": record.getMessage(),
        }
        row |= {
            name: getattr(record, name)
            for name in ("dialogue", "command", "reason", "audience")
            if hasattr(record, name)
        }
        if record.exc_info:
            row["trace"] = self.formatException(record.exc_info)
        return json.dumps(row, ensure_ascii=False)


def _log_to_stderr() -> None:
    out = logging.StreamHandler()
    out.setFormatter(_JsonLines())
    logging.basicConfig(level=logging.WARNING, handlers=[out])


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="live", description="Live facilitation of digital citizens' dialogues")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: Callable[[argparse.Namespace], int], summary: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=summary, description=summary)
        made.set_defaults(run=run)
        return made

    def stored(made: argparse.ArgumentParser) -> argparse.ArgumentParser:
        made.add_argument("--config", type=Path, help="settings file (TOML)")
        made.add_argument("--database", type=Path, help="database file (live.db)")
        made.add_argument("--public-url", dest="public_url", help="address under which people reach the server")
        made.add_argument("--port", type=int)
        return made

    serving = stored(command("serve", serve, "run the server"))
    serving.add_argument("--host")
    beginning = stored(command("new", new, "begin a dialogue and print its links"))
    beginning.add_argument("session_file", type=Path, metavar="SESSIONFILE")
    beginning.add_argument("--groups", type=int, help="how many links for group moderation (as the session file plans)")
    showing = command("demo", demo, "show the reference evening with simulated citizens")
    showing.add_argument("--port", type=int, default=8000)
    showing.add_argument("--people", type=int, default=40, help="simulated citizens (40)")
    showing.add_argument("--pace", type=float, default=1.0, help="2 is twice as fast as a human hand (1)")
    showing.add_argument("--no-browser", dest="browser", action="store_false", help="do not open a browser")
    showing.add_argument("--steer", dest="steered", action="store_true", help="let the evening run by itself")
    checking = command("check", check_files, "find the mistakes in session files")
    checking.add_argument("files", type=Path, nargs="+", metavar="FILE")
    exporting = stored(command("export", export, "write the documentation of a dialogue"))
    exporting.add_argument("dialogue", help="id of the dialogue, as `live replay` lists it")
    exporting.add_argument("--format", choices=["html", "json"], default="html")
    exporting.add_argument("--language", help="language of the document (the session's first)")
    exporting.add_argument("--output", type=Path, default=Path("-"), help="file to write (standard output)")
    replaying = stored(
        command("replay", replay, "fold a log and print what each audience sees; without an id list all")
    )
    replaying.add_argument("dialogue", nargs="?")
    replaying.add_argument("--audience", nargs="*", help="only these views, as everyone, moderators, console:2")
    replaying.add_argument("--groups", type=int, default=GROUPS, help=f"how many consoles ({GROUPS})")
    return parser

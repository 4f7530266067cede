"""What every chore of the command line needs: its settings, its log, and a sentence when the call is wrong."""

import argparse
import asyncio
import gc
import os
import tomllib
from collections.abc import Callable, Coroutine
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol, TypeVar

from pydantic import ValidationError

from live import places
from live.log.port import Log, LogClosed
from live.log.sqlite import SqliteLog
from live.web.settings import Settings, read_settings

T = TypeVar("T")
Run = Callable[[argparse.Namespace], int]
"""A chore; returns the exit status, or raises `CallError` or an error of the log."""


class CallError(Exception):
    """Something that the caller can mend; the text is the sentence to print."""

    def __init__(self, sentence: str, status: int = 2) -> None:
        super().__init__(sentence)
        self.status = status


class Chores(Protocol):
    """Where a module adds its chores."""

    def __call__(self, name: str, run: Run, summary: str) -> argparse.ArgumentParser:
        """Add one and hand out the parser of its arguments."""


def stored(chore: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """Give a chore the arguments of those that work with a database."""
    chore.add_argument("--config", type=Path, help="settings file (TOML)")
    chore.add_argument("--database", type=Path, help="database file (live.db)")
    chore.add_argument("--public-url", dest="public_url", help="address under which people reach the server")
    chore.add_argument("--port", type=int)
    return chore


def settings_of(options: argparse.Namespace) -> Settings:
    """Settings from file and environment, and above them what was given in the call."""
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


def with_log(settings: Settings, run: Callable[[Log], Coroutine[Any, Any, int]], *, must_exist: bool = False) -> int:
    """Open the log, run, and close it whatever happens."""
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

    return run_fast(opened())


def run_fast(work: Coroutine[Any, Any, T]) -> T:
    """Run on uvloop where there is one: it needs much less time for each connection."""
    # A hundred thousand facts and ten thousand pages are looked through less often; they hold each other in no circles.
    gc.set_threshold(50_000, 20, 20)
    new_loop: Callable[[], asyncio.AbstractEventLoop] = asyncio.new_event_loop
    with suppress(ImportError):  # it is not made for every system
        from uvloop import new_event_loop as new_loop  # noqa: PLC0415 - only servers need it
    with asyncio.Runner(loop_factory=new_loop) as runner:
        return runner.run(work)


def readable(path: Path) -> Path:
    """A session file that is there."""
    if not path.is_file():
        beside = places.sessions() / path.name
        hint = f" (there is {beside})" if beside.is_file() else ""
        raise CallError(f"there is no file {path}{hint}")
    return path


def _wrong_setting(problem: ValidationError) -> CallError:
    first = problem.errors()[0]
    name = ".".join(map(str, first["loc"]))
    if first["type"] == "extra_forbidden":
        return CallError(f"setting {name}: there is no such setting; there are {', '.join(Settings.model_fields)}")
    if name == "public_url":
        return CallError(f"setting {name}: an address like https://dialog.stadt.example, not {first['input']}")
    return CallError(f"setting {name}: {first['msg']}")

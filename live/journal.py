"""The server's own log: one line for each record on standard error, as text or as JSON.

Rule: words of this program, numbers and places in its code; never what people or requests brought along. So of a
message's arguments only numbers and errors are written, of an error its type and where it happened but not its text,
and of fields only those in `FIELDS`. Messages are constant (the linter forbids to compose them). What other
libraries log passes through the same sieve: uvicorn would write addresses, asyncio the values of a broken call.
"""

import json
import logging
import os
import re
import sqlite3
import sys
import threading
import time
import traceback
from collections.abc import Iterator
from contextlib import suppress
from types import TracebackType
from typing import Literal, TextIO

from pydantic import ValidationError

from live import metrics

FIELDS = ("dialogue", "command", "reason", "audience", "left_out")
"""What a record may say besides its sentence: ids and words of this program."""
FRAMES = 30
"""Places that are written of one error, the innermost; a recursion has a thousand."""
REPEATED_SECONDS = 1.0
"""The same sentence about the same dialogue is written once in so long: a flood of bugs is no flood of lines."""
SENTENCES = 1_000
"""Sentences that are remembered for it."""
ERRORS = 10
"""Errors that are written of one chain or group."""

_PLAIN = re.compile(r"[\w ,;-]*")
_FORMAT = re.compile(r"%%|%[-+ #0]*\d*(?:\.\d+)?[a-zA-Z]")
_SHORT = re.compile(r".*(?:site-packages|lib/python[\d.]+)/|.*/(?=live/)")

_logger = logging.getLogger("live")


def begin(form: Literal["auto", "text", "json"], level: str, stream: TextIO | None = None) -> None:
    """Write what all loggers of this process say to `stream` (standard error), from `level` on."""
    out = _Journal(stream or sys.stderr)
    written_to_people = out.stream.isatty() if form == "auto" else form == "text"
    out.setFormatter(_Text() if written_to_people else _Json())
    root = logging.getLogger()
    for earlier in [handler for handler in root.handlers if isinstance(handler, _Journal)]:
        root.removeHandler(earlier)
    root.addHandler(out)
    root.setLevel(level.upper())
    sys.excepthook = _uncaught
    sys.unraisablehook = lambda left: _tell("an error could not be passed on", left.exc_value)
    threading.excepthook = lambda left: _tell("a thread ended by an error", left.exc_value)


def sentence(record: logging.LogRecord) -> str:
    """The message without anything that came from outside this program."""
    if isinstance(record.msg, BaseException):
        return name_of(record.msg)
    message = str(record.msg)
    ours = f"{record.name}.".startswith("live.")
    if not record.args and not ours:
        return _beginning(message)
    given = record.args if isinstance(record.args, tuple) else ()
    try:
        return _without_types(message) % tuple(_word(value) for value in given)
    except (TypeError, ValueError):
        return message if ours else _beginning(message)


def name_of(error: BaseException) -> str:
    """An error's type, and of its text only what the operating system, SQLite or pydantic call the matter."""
    name = type(error).__name__
    match error:
        case ValidationError():
            found = error.errors(include_url=False, include_context=False, include_input=False)
            return f"{name}: {', '.join(sorted({problem['type'] for problem in found}))}"
        case OSError(errno=int(number)):
            return f"{name}: {os.strerror(number)}"
        case sqlite3.Error():
            return f"{name}: {getattr(error, 'sqlite_errorname', 'unknown')}"
        case _:
            return name


def trace(error: BaseException) -> list[str]:
    """The error with its causes, each followed by the places it came through, the innermost last."""
    lines = []
    for each in _chain(error):
        lines.append(name_of(each))
        frames = traceback.StackSummary.extract(traceback.walk_tb(each.__traceback__), lookup_lines=False)
        lines += [f"  {_SHORT.sub('', frame.filename)}:{frame.lineno} {frame.name}" for frame in frames[-FRAMES:]]
    return lines


class _Journal(logging.StreamHandler[TextIO]):
    def __init__(self, stream: TextIO) -> None:
        super().__init__(stream)
        self._written: dict[tuple[str, str, str], tuple[float, int]] = {}
        """Of a sentence when it was written, and how often it has been left out since."""

    def emit(self, record: logging.LogRecord) -> None:
        if record.levelno >= logging.WARNING:
            metrics.logged.labels(record.levelname.lower()).inc()
        if not self._repeated(record):
            super().emit(record)

    def _repeated(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else ""
        key = record.name, str(record.msg), f"{getattr(record, 'dialogue', '')} {error}"
        at, left_out = self._written.get(key, (float("-inf"), 0))
        if 0 <= record.created - at < REPEATED_SECONDS:
            self._written[key] = at, left_out + 1
            return True
        if len(self._written) >= SENTENCES:
            self._written.clear()
        self._written[key] = record.created, 0
        if left_out:
            record.left_out = left_out
        return False

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: ARG002, N802 - the face of a handler
        """Say no more than that: the original would print the record as it came, with its arguments."""
        with suppress(OSError, ValueError):
            self.stream.write('{"level": "error", "from": "live", "what": "a line could not be written"}\n')


class _Json(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        row: dict[str, object] = {
            "at": f"{time.strftime('%Y-%m-%dT%H:%M:%S', time.gmtime(record.created))}.{int(record.msecs):03d}Z",
            "level": record.levelname.lower(),
            "from": record.name,
            "what": sentence(record),
            **_fields(record),
        }
        if record.exc_info and record.exc_info[1]:
            row["trace"] = trace(record.exc_info[1])
        return json.dumps(row, ensure_ascii=False)


class _Text(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        words = [self.formatTime(record, "%H:%M:%S"), record.levelname, f"{record.name}:", sentence(record)]
        words += [f"{name}={value}" for name, value in _fields(record).items()]
        lines = [" ".join(words)]
        if record.exc_info and record.exc_info[1]:
            lines += [f"  {line}" for line in trace(record.exc_info[1])]
        return "\n".join(lines)


def _fields(record: logging.LogRecord) -> dict[str, object]:
    return {name: getattr(record, name) for name in FIELDS if hasattr(record, name)}


def _word(value: object) -> str:
    if isinstance(value, BaseException):
        return name_of(value)
    return str(value) if isinstance(value, int | float) else "…"


def _beginning(message: str) -> str:
    # Others compose their messages; up to the first sign that a value brings along they are words of a program.
    found = _PLAIN.match(message)
    return found.group().strip() if found else ""


def _without_types(message: str) -> str:
    # Every argument is a word by now, also where the message asks for a number.
    return _FORMAT.sub(lambda found: found[0] if found[0] == "%%" else "%s", message)


def _chain(error: BaseException) -> Iterator[BaseException]:
    waiting: list[BaseException] = [error]
    told: list[BaseException] = []
    while waiting and len(told) < ERRORS:
        each = waiting.pop(0)
        if any(each is earlier for earlier in told):
            continue
        told.append(each)
        yield each
        before = each.__cause__ or (None if each.__suppress_context__ else each.__context__)
        waiting += [before] if before else []
        waiting += each.exceptions if isinstance(each, BaseExceptionGroup) else ()


def _uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    _logger.critical("the program ended by an error", exc_info=(kind, error, trace))


def _tell(what: Literal["an error could not be passed on", "a thread ended by an error"], error: object) -> None:
    if isinstance(error, BaseException):
        _logger.error(what, exc_info=error)

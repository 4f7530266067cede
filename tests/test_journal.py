"""The log tells what went wrong and where, and never what people or requests brought along."""

import io
import json
import logging
import sqlite3
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress

import pytest
from pydantic import BaseModel

from live import journal, metrics

CANARY = "Zwetschge Henkelmann"


class Named(BaseModel):
    name: int


@pytest.fixture(name="written")
def _written() -> Iterator[io.StringIO]:
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    hooks = sys.excepthook, sys.unraisablehook, threading.excepthook
    out = io.StringIO()
    journal.begin("json", "info", out)
    yield out
    root.handlers[:] = before
    root.setLevel(level)
    sys.excepthook, sys.unraisablehook, threading.excepthook = hooks


def raised(error: BaseException) -> BaseException:
    with suppress(type(error)):
        raise error
    return error


def malformed() -> BaseException:
    with pytest.raises(ValueError, match="valid integer") as caught:
        Named.model_validate({"name": CANARY})
    return caught.value


@pytest.mark.parametrize(
    ("error", "name"),
    [
        (raised(KeyError(CANARY)), "KeyError"),
        (raised(ValueError(f"no such person: {CANARY}")), "ValueError"),
        (raised(OSError(28, CANARY, CANARY)), "OSError: No space left on device"),
        (raised(sqlite3.OperationalError(CANARY)), "OperationalError: unknown"),
        (malformed(), "ValidationError: int_parsing"),
    ],
)
def test_an_error_is_told_by_its_type_and_place_without_its_values(
    written: io.StringIO, error: BaseException, name: str
) -> None:
    logging.getLogger("live.hub").error("a rule failed", exc_info=error, extra={"dialogue": "abc", "command": "Join"})
    line = written.getvalue()
    row = json.loads(line)
    assert (row["level"], row["from"], row["what"]) == ("error", "live.hub", "a rule failed")
    assert (row["dialogue"], row["command"]) == ("abc", "Join")
    assert row["trace"][0] == name
    assert "test_journal.py" in row["trace"][1]
    assert CANARY not in line


def test_causes_and_groups_are_told_without_their_values_too(written: io.StringIO) -> None:
    try:
        try:
            _ = dict[str, int]()[CANARY]
        except KeyError as problem:
            raise ExceptionGroup(CANARY, [ValueError(CANARY), OSError(5, CANARY)]) from problem
    except ExceptionGroup:
        logging.getLogger("live").exception("not saved")
    line = written.getvalue()
    trace = [place for place in json.loads(line)["trace"] if not place.startswith(" ")]
    assert trace == ["ExceptionGroup", "KeyError", "ValueError", "OSError: Input/output error"]
    assert CANARY not in line


def test_an_endless_recursion_is_told_in_few_lines(written: io.StringIO) -> None:
    def again() -> None:
        again()

    try:
        again()
    except RecursionError:
        logging.getLogger("live").exception("a rule failed")
    assert len(json.loads(written.getvalue())["trace"]) == 1 + journal.FRAMES


@pytest.mark.parametrize(
    ("logger", "message", "arguments", "told"),
    [
        ("uvicorn.error", '%s - "WebSocket %s" [accepted]', ("192.0.2.7:55", "/ws/x"), '… - "WebSocket …" [accepted]'),
        ("uvicorn.error", "Started server process [%d]", (4711,), "Started server process [4711]"),
        ("uvicorn.error", "Exception in ASGI application\n", (), "Exception in ASGI application"),
        ("asyncio", f"Exception in callback ask('{CANARY}')\nhandle: <x>", (), "Exception in callback ask"),
        (
            "live.log",
            "still in use: %s",
            (sqlite3.OperationalError(CANARY),),
            "still in use: OperationalError: unknown",
        ),
    ],
)
def test_messages_keep_numbers_and_lose_everything_else(
    written: io.StringIO, logger: str, message: str, arguments: tuple[object, ...], told: str
) -> None:
    logging.getLogger(logger).warning(message, *arguments)
    row = json.loads(written.getvalue())
    assert row["what"] == told
    assert "192.0.2.7" not in str(row)
    assert CANARY not in str(row)


def test_lines_for_people_are_words_and_not_json(written: io.StringIO) -> None:
    journal.begin("text", "warning", written)
    logging.getLogger("live.hub").info("nobody needs this")
    logging.getLogger("live.hub").warning("a view failed", extra={"audience": "Everyone"})
    [line] = written.getvalue().splitlines()
    assert line.endswith("WARNING live.hub: a view failed audience=Everyone")


def test_beginning_twice_writes_each_line_once(written: io.StringIO) -> None:
    journal.begin("json", "warning", written)
    logging.getLogger("live").warning("once")
    assert len(written.getvalue().splitlines()) == 1


def test_warnings_and_errors_are_counted_by_level(written: io.StringIO) -> None:
    before = metrics.logged.labels("error")._value.get()  # noqa: SLF001 - the library has no other way to read one
    logging.getLogger("live").error("once")
    logging.getLogger("live").info("not counted")
    assert metrics.logged.labels("error")._value.get() == before + 1  # noqa: SLF001 - as above, no other way
    assert written.getvalue()


def test_a_line_that_cannot_be_written_is_told_without_what_was_in_it(
    written: io.StringIO, capsys: pytest.CaptureFixture[str]
) -> None:
    logging.getLogger("live.hub").error("a rule failed", extra={"dialogue": {CANARY}})
    assert written.getvalue() == '{"level": "error", "from": "live", "what": "a line could not be written"}\n'
    assert not capsys.readouterr().err


@pytest.mark.parametrize(
    ("logger", "message", "arguments", "told"),
    [
        ("livery", f"Anna ({CANARY})", (), "Anna"),
        ("stranger", f"Anna 5 %s ({CANARY})", ("x", "y"), "Anna 5"),
        ("live.log", "100 %% of %d files, %s", (3, CANARY), "100 % of 3 files, …"),
        ("live.log", "100 % done", (), "100 % done"),
        ("live.log", "%(name)s", ({"name": CANARY},), "%(name)s"),
    ],
)
def test_messages_with_signs_of_their_own_lose_their_values_too(
    logger: str, message: str, arguments: tuple[object, ...], told: str
) -> None:
    record = logging.LogRecord(logger, logging.WARNING, __file__, 1, message, arguments, None)
    assert journal.sentence(record) == told


def test_a_flood_of_the_same_sentence_is_written_once_and_counted() -> None:
    out = io.StringIO()
    journal.begin("json", "warning", out)
    logger = logging.getLogger("live.hub")
    before = metrics.logged.labels("error")._value.get()  # noqa: SLF001 - the library has no other way to read one
    for number in range(500):
        logger.error("a rule failed", extra={"dialogue": "d1" if number % 2 else "d2"})
    record = logger.makeRecord("live.hub", logging.ERROR, "", 0, "a rule failed", (), None, extra={"dialogue": "d1"})
    record.created += journal.REPEATED_SECONDS
    logger.handle(record)
    rows = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [(row["dialogue"], row.get("left_out")) for row in rows] == [("d2", None), ("d1", None), ("d1", 249)]
    assert metrics.logged.labels("error")._value.get() == before + 501  # noqa: SLF001 - as above, no other way

"""A line of server-sent events over a transport that the test holds: what is written, what waits, how it ends."""

from collections.abc import Iterator
from contextlib import contextmanager

from live.hub import frames
from live.hub.connection import OUTBOX_BYTES
from live.web.eventline import EventLine
from live.web.lines import GOODBYE_SECONDS, QUIET_SECONDS, SILENT_SECONDS, Lines
from tests.web.transports import Page, Transport, lines_of, pass_time, transport


@contextmanager
def line(lines: Lines | None = None) -> Iterator[tuple[EventLine, Transport, Page, list[str]]]:
    gone: list[str] = []
    with transport() as made:
        page = Page()
        found = EventLine(made, lines or lines_of()[0])
        found.take_over(page, lambda: gone.append(found.name))
        yield found, made, page, gone


def heard(made: Transport) -> bytes:
    """The body of the answer so far, its chunks put together."""
    made.drain()
    body, rest = b"", made.arrived
    while rest:
        size, _, rest = rest.partition(b"\r\n")
        part, rest = rest[: int(size, 16)], rest[int(size, 16) :]
        assert rest.startswith(b"\r\n")
        body, rest = body + part, rest[2:]
        if not part:
            assert not rest, "nothing follows the last chunk"
    return body


def test_a_row_of_frames_becomes_an_event_for_each() -> None:
    with line() as (found, made, _, _):
        found.send(frames.ack("a", 1) + frames.reject("b", "poll.closed", {}) + frames.gone("x" * 70_000))
        events = heard(made).split(b"\n\n")
        assert events[0] == b'data: {"ack":"a","seq":1}'
        assert events[1].startswith(b'data: {"reject":"b"')
        assert len(events[2]) > 70_000
        assert events[3:] == [b""]


def test_words_with_line_breaks_stay_one_event() -> None:
    with line() as (found, made, _, _):
        found.send(frames.snapshot("everyone", 1, {"text": "a\n\nb\r\nc\u2028d"}))
        assert heard(made).count(b"\n") == 2


def test_no_frames_write_no_chunk_because_an_empty_one_would_be_the_last() -> None:
    with line() as (found, made, _, _):
        found.send(b"")
        assert heard(made) == b""


def test_what_waits_is_bounded_by_whoever_offers() -> None:
    with line() as (found, made, page, _):
        found.send(frames.gone("x" * (OUTBOX_BYTES + 1)))
        assert not found.offer(frames.gone("one too many"), OUTBOX_BYTES)
        assert found.offer(frames.ack("a", 1), 2 * OUTBOX_BYTES)
        made.drain()
        assert found.offer(frames.gone("again"), OUTBOX_BYTES)
        found.drained()
        assert page.drains == 1


def test_a_goodbye_is_the_last_that_is_said_and_its_time_is_short() -> None:
    lines, clock = lines_of()
    with line(lines) as (found, made, _, _):
        found.close(4408)
        found.close(1012)
        found.send(frames.ack("late", 1))
        found.ping()
        assert (made.closing, made.aborted) == (True, False)
        pass_time(lines, clock, GOODBYE_SECONDS + 2)
        assert made.aborted
        assert found.offer(frames.ack("late", 2), 0), "nobody waits for a line that is lost"


def test_a_goodbye_ends_the_answer_as_a_proxy_expects_it() -> None:
    with line() as (found, made, _, _):
        found.close(1012)
        assert heard(made) == b"event: close\ndata: 1012\n\n"
        assert made.arrived.endswith(b"\r\n0\r\n\r\n")


def test_a_page_that_is_quiet_is_asked_and_one_that_does_not_answer_is_let_go() -> None:
    lines, clock = lines_of()
    with line(lines) as (_, made, _, _), line(lines) as (other, its, _, _):
        pass_time(lines, clock, 2 * QUIET_SECONDS)
        assert heard(made).count(b"event: ping") == 1
        other.heard()
        pass_time(lines, clock, SILENT_SECONDS)
        assert made.aborted
        assert not its.aborted


def test_a_quiet_line_is_kept_by_a_comment_and_a_busy_one_needs_none() -> None:
    with line() as (found, made, _, _):
        found.keep()
        found.send(frames.ack("a", 1))
        found.keep()
        assert b"\n:" not in heard(made)
        found.keep()
        assert heard(made).endswith(b"\n:\n\n")


def test_a_lost_line_is_told_once_and_is_looked_at_no_more() -> None:
    lines, _ = lines_of()
    with line(lines) as (found, _, page, gone):
        assert found in lines.connections
        found.lost()
        found.lost()
        assert (page.losses, gone) == (1, [found.name])
        assert found not in lines.connections
        found.send(frames.ack("late", 1))
        found.drained()
        assert not page.drains


def test_the_names_of_lines_cannot_be_guessed() -> None:
    names = set()
    for _ in range(50):
        with line() as (found, _, _, _):
            names.add(found.name)
    assert len(names) == 50
    assert min(map(len, names)) >= 22

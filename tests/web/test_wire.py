"""The wire: when it writes by itself, what it reads, and that it forgets its descriptor in time."""

import asyncio
import os
import socket
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from live import metrics
from live.core.actor import Moderator
from live.hub.connection import Connection
from live.hub.frames import LARGEST_FRAME, framed
from live.hub.readers import Readers
from live.web.lines import GOODBYE_SECONDS
from live.web.wire import LAST_BYTES, PING, Wire
from tests.web.raw import BINARY, CLOSE, MORE, PONG, TEXT, frame, goodbye
from tests.web.raw import PING as ASK
from tests.web.transports import Page, Transport, line, lines_of, pass_time, transport


def closed(reason: str) -> float:
    return metrics.registry.get_sample_value("live_closed_total", {"reason": reason}) or 0.0


def said(made: Transport) -> bytes:
    """What was written, wherever it is by now."""
    return made.arrived + bytes(made.buffer)


def test_while_nothing_waits_a_frame_goes_straight_to_the_kernel() -> None:
    with line() as (wire, made, _):
        wire.send(framed(b"one"))
        assert not made.buffer
        assert made.arrived == framed(b"one")


def test_what_the_kernel_does_not_take_waits_and_what_comes_later_stands_behind_it() -> None:
    with line() as (wire, made, page):
        large = framed(os.urandom(8 << 20))
        wire.send(large)
        assert 0 < len(made.buffer) < len(large), "a part of it was taken"
        assert made.arrived, "there is room in the kernel again"
        wire.send(framed(b"behind"))
        assert made.buffer.endswith(framed(b"behind")), "and yet nothing overtakes what waits"
        assert wire.waiting == len(made.buffer)
        made.drain()
        assert said(made) == large + framed(b"behind")
        assert page.drains == 1


def test_when_the_kernel_takes_nothing_all_of_it_waits() -> None:
    with line() as (wire, made, _):
        made.fill()
        wire.send(framed(b"one"))
        assert bytes(made.buffer) == framed(b"one")


def test_whatever_is_sent_and_however_it_is_taken_arrives_whole_and_in_order() -> None:
    @given(st.lists(st.one_of(st.integers(1, 400_000), st.just("drain"), st.just("read")), max_size=30))
    def check(acts: list[int | str]) -> None:
        with line() as (wire, made, _):
            made.socket.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4_096)
            sent = bytearray()
            for number, act in enumerate(acts):
                match act:
                    case "drain":
                        # What waits goes out behind what the kernel has.
                        assert made.arrived is not None
                        made.drain()
                    case "read":
                        assert made.arrived is not None
                    case int(size):
                        data = framed(bytes([number]) * size)
                        sent += data
                        wire.send(data)
            assert said(made) == bytes(sent)

    check()


def test_a_frame_for_many_arrives_whole_and_in_order_among_the_answers() -> None:
    @given(st.lists(st.one_of(st.integers(1, 20_000), st.integers(-20_000, -1), st.just("drain")), max_size=12))
    def check(acts: list[int | str]) -> None:
        with line() as (wire, made, _):
            made.socket.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4_096)
            connection = Connection(Moderator("link"), "link", wire)
            readers = Readers()
            readers.add(connection)
            sent = bytearray()
            for number, act in enumerate(acts):
                if isinstance(act, str):
                    assert made.arrived is not None
                    made.drain()
                    continue
                data = framed(bytes([number]) * abs(act))
                sent += data
                if act > 0:
                    readers.look(connection)
                    readers.show(data, 0, 1)
                else:
                    connection.answer(data)
            assert said(made) == bytes(sent)

    check()


def test_the_descriptor_is_there_only_while_nothing_waits_and_the_line_is_open() -> None:
    with line() as (wire, made, page):
        assert wire.descriptor == made.socket.fileno()
        made.fill()
        wire.send(framed(b"one"))
        assert (wire.descriptor, page.waits_told) == (-1, 1)
        assert made.arrived is not None
        made.drain()
        assert wire.descriptor == made.socket.fileno()
        wire.close(1012)
        assert (wire.descriptor, page.waits_told) == (-1, 2)
    with line() as (wire, made, page):
        made.lose()
        assert (wire.descriptor, page.waits_told) == (-1, 1)
    with line(tls=True) as (wire, made, _):
        assert wire.descriptor == -1, "what goes straight out is not encrypted"


def test_what_may_be_left_out_is_offered_only_while_little_waits() -> None:
    with line() as (wire, made, _):
        assert wire.offer(framed(b"one"), 0)
        assert made.arrived == framed(b"one")
        made.fill()
        assert wire.offer(framed(b"two"), 0), "nothing waited"
        assert not wire.offer(framed(b"three"), 0)
        assert wire.offer(framed(b"four"), 100)
        assert bytes(made.buffer) == framed(b"two") + framed(b"four")
        wire.close(1012)
        before = bytes(made.buffer)
        assert wire.offer(framed(b"five"), 0), "nobody is slow who has gone"
        assert bytes(made.buffer) == before


def test_under_tls_everything_goes_through_the_transport() -> None:
    with line(tls=True) as (wire, made, _):
        wire.send(framed(b"one"))
        wire.close(1000)
        assert bytes(made.buffer) == framed(b"one") + b"\x88\x02\x03\xe8"
        assert not made.arrived


@pytest.mark.parametrize("how", ["lost", "closed", "aborted", "dismissed", "failed", "they left", "their goodbye"])
def test_once_it_ends_the_descriptor_is_never_written_to(how: str) -> None:
    with line() as (wire, made, _):
        number = made.socket.fileno()
        mine, theirs = socket.socketpair()
        mine.settimeout(0)
        match how:
            case "lost":
                made.lose()
            case "closed":
                wire.close(1012)
            case "aborted":
                wire.abort()
            case "dismissed":
                wire.dismiss(4401)
            case "failed":
                wire.data_received(b"\xff\xff")
            case "they left":
                wire.eof_received()
            case "their goodbye":
                wire.data_received(goodbye(1000))
        before = said(made)
        # The number of the descriptor is somebody else's now.
        made.socket.detach()
        os.dup2(theirs.fileno(), number)
        wire.send(framed(b"x"))
        wire.ping()
        wire.close(1008)
        wire.shutdown()
        wire.begin()
        wire.accept(b"late")
        wire.refuse(b"late")
        wire.dismiss(4401)
        with pytest.raises(BlockingIOError):
            mine.recv(100)
        assert said(made) == before
        os.close(number)
        mine.close()
        theirs.close()


def test_a_line_that_breaks_while_it_is_written_to_ends_quietly() -> None:
    with line() as (wire, made, page):
        made.far.close()
        wire.send(framed(b"one"))
        assert made.aborted
        assert not made.buffer
        wire.send(framed(b"two"))
        made.lose()
        assert page.losses == 1


def test_the_reader_hears_once_that_the_line_is_lost_and_nothing_after_it() -> None:
    with line() as (wire, made, page):
        wire.data_received(frame(TEXT, b"one"))
        made.lose()
        wire.data_received(frame(TEXT, b"two"))
        wire.connection_lost(None)
        wire.resume_writing()
        assert (page.texts, page.losses, page.drains) == ([b"one"], 1, 0)


def test_lines_forget_whoever_is_lost() -> None:
    lines, _ = lines_of()
    with line(lines) as (wire, made, _):
        made.fill()
        wire.send(framed(b"one"))
        wire.close(1012)
        assert wire in lines.connections
        assert wire in lines.slow
        assert wire in lines.ending
        made.lose()
        assert not lines.connections
        assert not lines.slow
        assert not lines.ending


def test_a_line_whose_earlier_answer_still_waits_is_slow_from_the_beginning() -> None:
    lines, clock = lines_of(patience_seconds=3)
    with transport() as made:
        made.set_protocol(asyncio.Protocol())
        made.fill()
        made.write(b"an earlier answer over HTTP")
        wire = Wire(made, lines, b"")
        made.set_protocol(wire)
        wire.accept(b"101")
        wire.take_over(Page())
        wire.begin()
        pass_time(lines, clock, 5)
        assert made.aborted


def test_a_page_that_does_not_read_is_let_go_and_one_that_catches_up_is_not() -> None:
    lines, clock = lines_of(patience_seconds=3)
    before = closed("too_slow")
    with line(lines) as (slow, held, _), line(lines) as (wire, made, page):
        for one, transport_ in ((slow, held), (wire, made)):
            transport_.fill()
            one.send(framed(b"news"))
        pass_time(lines, clock, 2)
        made.drain()
        assert page.drains == 1
        pass_time(lines, clock, 3)
        assert held.aborted
        assert not made.aborted
    assert closed("too_slow") == before + 1


def test_a_goodbye_waits_for_theirs_and_not_for_long() -> None:
    lines, clock = lines_of()
    with line(lines) as (polite, made, _), line(lines) as (rude, held, page):
        polite.close(1012)
        rude.close(1012)
        assert made.arrived == b"\x88\x02\x03\xf4"
        assert polite.ended
        polite.data_received(frame(TEXT, b"crossed it") + goodbye(1012))
        assert made.closing
        assert not made.aborted
        rude.data_received(frame(TEXT, b"not read any more"))
        assert not page.texts
        pass_time(lines, clock, GOODBYE_SECONDS + 1.2)
        assert held.aborted


@pytest.mark.parametrize("size", [0, 1, 60_000])
def test_after_a_goodbye_a_flood_is_left_with_its_sender(size: int) -> None:
    lines, clock = lines_of()
    with line(lines) as (wire, made, _):
        wire.close(1008)
        flood = frame(PONG, b"") if size == 0 else frame(BINARY, b"x" * size)
        for _ in range(2 * LAST_BYTES // 64):
            wire.data_received(flood)
            if not made.reading:
                break
        assert not made.reading
        pass_time(lines, clock, GOODBYE_SECONDS + 1.2)
        assert made.aborted


def test_the_bytes_of_an_oversized_frame_are_thrown_away_and_then_left() -> None:
    with line() as (wire, made, page):
        wire.data_received(frame(TEXT, b"", size=100 << 20))
        assert made.arrived[-2:] == b"\x03\xf1"
        assert made.half_closed, "so that the goodbye arrives although more comes in"
        for _ in range(LAST_BYTES // 65_536):
            wire.data_received(b"x" * 65_536)
        wire.data_received(b"x")
        assert not made.reading
        assert not page.texts


def test_what_came_behind_the_handshake_is_read_once_the_application_is_done() -> None:
    early = frame(TEXT, b"one") + frame(TEXT, b"two")
    lines, _ = lines_of()
    with transport() as made:
        wire = Wire(made, lines, early)
        made.set_protocol(wire)
        made.pause_reading()
        wire.accept(b"101")
        page = Page()
        wire.take_over(page)
        assert not page.texts
        wire.begin()
        assert page.texts == [b"one", b"two"]
        assert made.reading


def test_half_a_frame_behind_the_handshake_is_read_when_its_rest_is_there() -> None:
    whole = frame(TEXT, b"one")
    with line(early=whole[:5]) as (wire, _, page):
        assert not page.texts
        wire.data_received(whole[5:])
        assert page.texts == [b"one"]


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_page_that_leaves_while_it_comes_in_is_lost_once(when: str) -> None:
    with transport() as made:
        wire = Wire(made, lines_of()[0], frame(TEXT, b"one"))
        made.set_protocol(wire)
        wire.accept(b"101")
        page = Page()
        if when == "before":
            made.lose()
        wire.take_over(page)
        if when == "after":
            made.lose()
        wire.begin()
        assert (page.texts, page.losses) == ([], 1)


def test_whoever_accepts_and_takes_nothing_over_leaves_a_line_that_ends() -> None:
    with transport() as made:
        wire = Wire(made, lines_of()[0], b"")
        made.set_protocol(wire)
        wire.accept(b"101")
        wire.begin()
        assert made.arrived.endswith(b"\x03\xf3")


def test_a_handshake_that_nobody_answers_ends_with_the_server() -> None:
    with transport() as made:
        wire = Wire(made, lines_of()[0], b"")
        made.set_protocol(wire)
        wire.shutdown()
        assert made.closing
        assert not said(made)


def test_a_server_that_ends_says_come_back() -> None:
    with line() as (wire, made, _):
        wire.shutdown()
        assert made.arrived == b"\x88\x02\x03\xf4"


def test_a_question_is_a_ping_and_its_answer_is_noise() -> None:
    with line() as (wire, made, page):
        wire.ping()
        assert made.arrived == PING
        wire.data_received(frame(PONG))
        assert page.noises == 1


def test_a_ping_is_answered_with_its_own_bytes() -> None:
    with line() as (wire, made, page):
        wire.data_received(frame(ASK, b"are you there"))
        assert made.arrived == b"\x8a\x0dare you there"
        assert page.noises == 1


@pytest.mark.parametrize(
    ("came", "code", "reason"),
    [
        (frame(TEXT, b"x", masked=False), 1002, "malformed"),
        (frame(TEXT, b"x", reserved=4), 1002, "malformed"),
        (frame(TEXT, b"x", reserved=1), 1002, "malformed"),
        (frame(3), 1002, "malformed"),
        (frame(7), 1002, "malformed"),
        (frame(11), 1002, "malformed"),
        (frame(15), 1002, "malformed"),
        (frame(ASK, b"x" * 126), 1002, "malformed"),
        (frame(ASK, b"x", final=False), 1002, "malformed"),
        (frame(CLOSE, b"\x03"), 1002, "malformed"),
        (goodbye(999), 1002, "malformed"),
        (goodbye(1005), 1002, "malformed"),
        (goodbye(1006), 1002, "malformed"),
        (goodbye(2999), 1002, "malformed"),
        (goodbye(1000, b"\xff"), 1007, "malformed"),
        (frame(MORE, b"x"), 1002, "malformed"),
        (frame(TEXT, b"x", final=False) + frame(TEXT, b"y"), 1002, "malformed"),
        (frame(TEXT, b"\xff"), 1007, "malformed"),
        (frame(TEXT, b"\xed\xa0\x80"), 1007, "malformed"),
        (frame(TEXT, b"\xe2\x82"), 1007, "malformed"),
        (frame(TEXT, b"\xe2\x82", final=False) + frame(MORE, b"x"), 1007, "malformed"),
        (frame(TEXT, b"", size=LARGEST_FRAME + 1), 1009, "too_large"),
        (frame(BINARY, b"", size=2**63 - 1), 1009, "too_large"),
        (frame(TEXT, b"", size=2**64 - 1), 1009, "too_large"),
        (frame(TEXT, b"x" * LARGEST_FRAME, final=False) + frame(MORE, b"y"), 1009, "too_large"),
        (frame(TEXT, b"a bug"), 1011, "failed"),
    ],
    ids=str,
)
def test_what_nobody_may_send_is_answered_by_the_code_that_says_so(came: bytes, code: int, reason: str) -> None:
    before = closed(reason)
    with line() as (wire, made, page):
        wire.data_received(frame(TEXT, b"before") + came + frame(TEXT, b"after"))
        assert made.arrived[-4:] == b"\x88\x02" + code.to_bytes(2, "big")
        assert wire.ended
        assert page.texts == [b"before"]
    assert closed(reason) == before + 1


@pytest.mark.parametrize(
    "came", [goodbye(1000), goodbye(1001, "tschüß".encode()), goodbye(3000), goodbye(4999), frame(CLOSE)], ids=str
)
def test_a_goodbye_is_answered_in_kind_also_between_the_parts_of_a_message(came: bytes) -> None:
    for before in (b"", frame(TEXT, b"part", final=False)):
        with line() as (wire, made, _):
            wire.data_received(before + came)
            assert made.arrived[0] == 0x88
            assert made.arrived[2:4] == (came_code(came))
            assert made.closing


def came_code(came: bytes) -> bytes:
    mask, masked = came[2:6], came[6:8]
    return bytes(byte ^ mask[at] for at, byte in enumerate(masked))


def test_a_message_may_come_in_parts_with_pings_between() -> None:
    with line() as (wire, made, page):
        euro = "€".encode()
        parts = [frame(TEXT, euro[:1], final=False), frame(ASK, b"p"), frame(MORE, euro[1:2], final=False)]
        wire.data_received(b"".join([*parts, frame(MORE, euro[2:]), frame(TEXT, b"next")]))
        assert page.texts == [euro, b"next"]
        assert made.arrived == b"\x8a\x01p"


def test_the_largest_message_fits_whole_and_in_parts() -> None:
    with line() as (wire, _, page):
        wire.data_received(frame(TEXT, b"x" * LARGEST_FRAME))
        half = b"y" * (LARGEST_FRAME // 2)
        wire.data_received(frame(BINARY, half, final=False) + frame(MORE, half))
        assert page.texts == [b"x" * LARGEST_FRAME]
        assert page.binaries == [2 * half]
        assert not wire.ended


def test_however_the_stream_is_cut_the_same_is_read() -> None:
    stream = b"".join(
        (
            frame(TEXT, b"short"),
            frame(TEXT, "Bänke im Schatten".encode() * 20),
            frame(PONG, b"x"),
            frame(TEXT, b"in ", final=False),
            frame(MORE, b"parts"),
            frame(BINARY, b"z" * 70),
            frame(TEXT, b"x" * 65_536),
            frame(TEXT),
        )
    )
    with line() as (wire, _, whole):
        wire.data_received(stream)

    @given(st.lists(st.integers(0, len(stream)), max_size=12).map(sorted))
    def check(cuts: list[int]) -> None:
        with line() as (wire, _, page):
            for at, to in pairwise([0, *cuts, len(stream)]):
                if to > at:
                    wire.data_received(stream[at:to])
            assert (page.texts, page.binaries, page.noises) == (whole.texts, whole.binaries, whole.noises)

    check()
    with line() as (wire, _, page):
        for at in range(600):
            wire.data_received(stream[at : at + 1])
        wire.data_received(stream[600:])
        assert page.texts == whole.texts


def test_what_is_kept_of_a_frame_that_never_ends_is_bounded() -> None:
    with line() as (wire, made, page):
        piece = frame(TEXT, b"x" * LARGEST_FRAME)[:-1]
        for at in range(0, len(piece), 10_000):
            wire.data_received(piece[at : at + 10_000])
        assert not wire.ended
        wire.data_received(piece[:1])
        assert page.texts or made.closing or wire.ended


def test_the_server_that_agrees_to_larger_messages_reads_them() -> None:
    lines, _ = lines_of()
    lines.largest_message = 1 << 20
    with line(lines) as (wire, _, page):
        wire.data_received(frame(BINARY, b"x" * (1 << 20)))
        wire.data_received(frame(TEXT, b"y" * (1 << 19), final=False) + frame(MORE, b"y" * (1 << 19)))
        assert (len(page.binaries[0]), len(page.texts[0])) == (1 << 20, 1 << 20)
        wire.data_received(frame(BINARY, size=(1 << 20) + 1))
        assert wire.ended

"""Lines: the one look at everybody, and who has to go."""

import pytest

from live import metrics
from live.web.lines import LONGEST_TICK, OLDEST, QUIET_SECONDS, SILENT_SECONDS, TICKS, Lines
from live.web.wire import PING
from tests.web.raw import PONG, frame
from tests.web.transports import Clock, line, lines_of, pass_time


class Asking:
    """A connection on which requests come."""

    def __init__(self, *, idle: bool = True) -> None:
        self.idle, self.gone, self.looks = idle, False, list[float]()

    def look(self, now: float) -> None:
        self.looks.append(now)

    def give_way(self) -> bool:
        self.gone = self.idle and not self.gone
        return self.gone


def silent() -> float:
    return metrics.registry.get_sample_value("live_closed_total", {"reason": "silent"}) or 0.0


def test_a_page_that_answers_when_it_is_asked_stays_and_one_that_does_not_goes() -> None:
    lines, clock = lines_of()
    before = silent()
    with line(lines) as (answering, kept, _), line(lines) as (_, dead, page):
        for _ in range(int(SILENT_SECONDS + 2 * TICKS / 10)):
            pass_time(lines, clock, 1)
            if dead.aborted:
                break
            if kept.arrived:
                kept.forget()
                answering.data_received(frame(PONG))
        assert PING in dead.arrived
        assert dead.aborted
        assert not kept.aborted
        dead.lose()
        assert page.losses == 1
    assert silent() == before + 1


def test_nobody_is_asked_before_it_is_quiet() -> None:
    lines, clock = lines_of()
    with line(lines) as (_, made, _):
        pass_time(lines, clock, QUIET_SECONDS - 1)
        assert not made.arrived


def test_nobody_is_called_silent_because_the_server_did_not_listen() -> None:
    lines, clock = lines_of()
    with line(lines) as (_, made, _):
        clock.now += 600
        pass_time(lines, clock, 1)
        assert lines.now <= LONGEST_TICK + 1.1
        assert not made.aborted


def test_nobody_is_let_go_who_was_not_asked_however_late_the_looks_come() -> None:
    lines, clock = lines_of()
    with line(lines) as (_, made, _):
        for _ in range(2 * TICKS):  # each look is half a second late: a round takes longer than the patience
            clock.now += LONGEST_TICK
            lines.tick()
            if made.aborted:
                break
        assert PING in made.arrived
        assert made.arrived.index(PING) == 0


def test_each_page_is_looked_at_once_in_a_round_and_few_at_a_time() -> None:
    lines, _ = lines_of()
    looked: list[int] = []

    class Page:
        heard_at = -QUIET_SECONDS - 1.0

        def __init__(self, number: int) -> None:
            self.number = number

        def ping(self) -> None:
            looked.append(self.number)

        def abort(self) -> None:
            raise AssertionError

    for number in range(3 * TICKS):
        lines.add(Page(number))
    most = 0
    for _ in range(TICKS):
        before = len(looked)
        lines.tick()
        most = max(most, len(looked) - before)
    assert sorted(looked) == list(range(3 * TICKS))
    assert most == 3


def test_requests_are_looked_at_once_a_second() -> None:
    lines, clock = lines_of()
    asking = Asking()
    lines.requests[asking] = None
    pass_time(lines, clock, 3)
    assert len(asking.looks) == 3


def test_there_is_room_until_there_is_none() -> None:
    lines, _ = lines_of(open_connections=10)
    with line(lines):
        lines.connections |= set(range(8))
        assert not lines.full
        lines.connections.add("the tenth")
        assert lines.full


def test_the_oldest_that_asks_for_nothing_gives_way_and_no_other() -> None:
    lines, _ = lines_of()
    busy, first, second = Asking(idle=False), Asking(), Asking()
    lines.requests |= dict.fromkeys((busy, first, second))
    assert lines.make_room()
    assert (first.gone, second.gone) == (True, False)
    assert list(lines.requests) == [busy, second]
    assert lines.make_room()
    assert not lines.make_room()
    assert list(lines.requests) == [busy]


def test_only_so_many_are_asked_to_give_way() -> None:
    lines, _ = lines_of()
    lines.requests |= dict.fromkeys(Asking(idle=False) for _ in range(OLDEST))
    lines.requests[Asking()] = None
    assert not lines.make_room()


def test_in_the_end_everybodys_line_is_ended() -> None:
    lines, _ = lines_of()
    with line(lines) as (_, one, _), line(lines) as (_, two, _):
        lines.abort()
        assert one.aborted
        assert two.aborted


@pytest.mark.parametrize("limit", [65_536, 1 << 20])
def test_how_large_a_message_may_be_is_known_to_all_lines(limit: int) -> None:
    assert Lines(lines_of()[0].settings, Clock(), largest_message=limit).largest_message == limit

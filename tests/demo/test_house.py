"""The house of a demonstration: its port, its evening, and that nothing of it remains."""

import asyncio
import datetime as dt
import os
import re
import signal
import socket
import sys
import time
from asyncio.subprocess import PIPE
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from live import places
from live.demo import demonstrate
from live.demo.browser import has_screen, open_page
from live.demo.chance import Temper
from live.demo.house import SESSION_FILE, NoPort, listen, tonight
from live.demo.page import Ledger, Page, enter
from live.dialogue.session_file import load

BERLIN = dt.timezone(dt.timedelta(hours=1))
PATIENCE = 20.0


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def test_a_taken_port_gives_way_to_the_next_free_one(taken: int) -> None:
    with listen(taken) as listening:
        assert taken < listening.getsockname()[1] < taken + 50


@pytest.mark.parametrize("port", [-1, 2**16])
def test_a_port_that_cannot_be_is_refused(port: int) -> None:
    with pytest.raises(NoPort):
        listen(port)


@pytest.mark.parametrize("wrong", [{"pace": 0}, {"pace": float("nan")}, {"pace": -1}, {"people": -1}, {"port": -1}])
async def test_a_demonstration_that_cannot_be_ends_with_a_sentence(
    wrong: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    assert await demonstrate(**{"port": 0, "browser": False, **wrong}) == 2
    assert capsys.readouterr().out.strip().endswith((".", "--port 8100"))


def test_the_evening_is_planned_for_three_minutes_from_now() -> None:
    session = load(places.sessions() / SESSION_FILE)
    now = dt.datetime(2027, 2, 3, 17, 57, tzinfo=BERLIN)
    evening = tonight(session, now)
    assert (evening.date, evening.start, evening.end) == (dt.date(2027, 2, 3), "18:00", "20:15")
    assert evening.starts_at() == int(now.timestamp() * 1000) + 180_000
    assert evening.agenda == session.agenda


def test_an_evening_late_at_night_ends_with_the_day() -> None:
    session = load(places.sessions() / SESSION_FILE)
    evening = tonight(session, dt.datetime(2027, 2, 3, 23, 0, tzinfo=BERLIN))
    assert (evening.start, evening.end) == ("23:03", "23:59")
    assert tonight(session, dt.datetime(2027, 2, 3, 23, 58, tzinfo=BERLIN)).date == dt.date(2027, 2, 4)


def test_no_browser_is_opened_where_there_is_no_screen() -> None:
    assert not open_page("http://127.0.0.1:1/", environment={})
    assert has_screen({"DISPLAY": ":0"}, platform="linux")
    assert has_screen({}, platform="darwin")


@pytest.mark.parametrize("wish", [signal.SIGINT, signal.SIGTERM])
async def test_it_ends_within_two_seconds_without_a_word_of_trouble_and_without_a_trace(
    tmp_path: Path, taken: int, wish: signal.Signals
) -> None:
    call = ["-m", "live", "demo", "--port", str(taken), "--people", "20", "--pace", "10", "--no-browser", "--steer"]
    there = os.environ | {"TMPDIR": str(tmp_path), "PYTHONUNBUFFERED": "1"}
    process = await asyncio.create_subprocess_exec(sys.executable, *call, env=there, stdout=PIPE, stderr=PIPE)
    assert process.stdout is not None
    try:
        async with asyncio.timeout(PATIENCE):
            printed = (await process.stdout.readuntil(b"Strg+C")).decode()
            assert remains(tmp_path)
            await until_people_vote(re.findall(r"http\S+/enter#\S+", printed)[0])
            told_at = time.monotonic()
            process.send_signal(wish)
            _, trouble = await process.communicate()
    finally:
        if process.returncode is None:
            process.kill()
    assert time.monotonic() - told_at < 2
    assert (process.returncode, trouble) == (0, b"")
    assert not remains(tmp_path)
    assert f"Port {taken} ist belegt" in printed
    assert all(word in printed for word in ("Moderation", "Leinwand", "Gruppe 4", "Teilnehmende"))


async def until_people_vote(desk: str) -> None:
    """Look at the desk until the evening is in full swing."""
    page = Page(await enter(desk), Temper(1, "onlooker", pace=10), Ledger())
    async with asyncio.TaskGroup() as tasks:
        line = tasks.create_task(page.run())
        await page.until(lambda: page.view("moderators").get("steps", {}).get("stimmung-1", {}).get("answered", 0) > 2)
        line.cancel()


def remains(folder: Path) -> list[Path]:
    return list(folder.iterdir())

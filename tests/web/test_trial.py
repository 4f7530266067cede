"""The test of a line: a socket for everybody that says one short word back and holds nothing."""

import asyncio
from pathlib import Path

import pytest
import websockets

from live.web import trial
from tests.web.browser import House, dial, server, visit


async def test_a_word_comes_back_and_the_line_ends(here: House) -> None:
    async with dial(here, "/ws/trial") as line:
        await line.send("hello")
        assert await line.recv() == "hello"
        await line.wait_closed()
    assert line.close_code == trial.DONE


@pytest.mark.parametrize("sent", ["x" * (trial.LONGEST + 1), b"hello"], ids=["too long", "bytes"])
async def test_anything_else_ends_it_without_an_answer(here: House, sent: str | bytes) -> None:
    async with dial(here, "/ws/trial") as line:
        await line.send(sent)
        with pytest.raises(websockets.ConnectionClosed):
            await line.recv()
    assert line.close_code == trial.NOT_FOR_THIS


async def test_whoever_says_nothing_is_let_go(tmp_path: Path) -> None:
    async with server(tmp_path, hello_seconds=0.1) as (log, running), visit(log, running) as here:
        async with dial(here, "/ws/trial") as line:
            await line.wait_closed()
        assert line.close_code == trial.NOT_FOR_THIS


async def test_pages_of_others_may_not_try(here: House) -> None:
    with pytest.raises(websockets.InvalidStatus) as refused:
        async with dial(here, "/ws/trial", origin="https://elsewhere.example"):
            pass
    assert refused.value.response.status_code == 403


async def test_so_many_at_once_and_places_are_given_back(here: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trial, "MOST_AT_ONCE", 2)
    async with dial(here, "/ws/trial"), dial(here, "/ws/trial") as second:
        with pytest.raises(websockets.InvalidStatus) as refused:
            async with dial(here, "/ws/trial"):
                pass
        assert refused.value.response.status_code == 503
        await second.send("hello")
        await second.wait_closed()
        async with asyncio.timeout(5):
            while not await _comes_in(here):
                pass


async def _comes_in(here: House) -> bool:
    try:
        async with dial(here, "/ws/trial"):
            return True
    except websockets.InvalidStatus:
        return False

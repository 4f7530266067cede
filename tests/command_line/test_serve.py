"""`live serve` says in one sentence why it cannot begin, and when it is told to end it lets everybody go."""

import asyncio
import json
import os
import shutil
import signal
import socket
import sqlite3
from contextlib import AsyncExitStack, closing
from pathlib import Path

import pytest
import websockets
from websockets.asyncio.client import ClientConnection, connect

from live.hub.frames import RESTARTING, SUBPROTOCOL
from live.log.schema import VERSION
from tests.command_line.process import free_port, live, serving
from tests.crash.evening import Evening, prepare

UNLIKELY_TO_END_LATER = 6.0
"""Seconds; the server itself waits five for what is under way."""


def refused(folder: Path, *arguments: object, **settings: str) -> str:
    """The sentence with which a server refuses to begin."""
    told = live(folder, "serve", "--port", free_port(), *arguments, **settings)
    assert (told.status, told.out) == (2, ""), told
    return told.sentence


def test_a_port_that_is_taken_is_named(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert refused(tmp_path, "--port", port) == (f"port {port} is taken by another program; choose one with --port")
    assert not list(tmp_path.iterdir())


def test_an_address_that_is_not_this_machines_is_named(tmp_path: Path) -> None:
    assert refused(tmp_path, "--host", "192.0.2.1").startswith("cannot listen on 192.0.2.1:")


@pytest.mark.parametrize("database", ["nowhere/live.db", "letter/live.db", "folder"])
def test_a_database_that_cannot_be_written_is_named(tmp_path: Path, database: str) -> None:
    (tmp_path / "letter").write_text("no folder", "utf-8")
    (tmp_path / "folder").mkdir()
    sentence = refused(tmp_path, "--database", database)
    assert sentence.startswith(database)
    assert "cannot be written" in sentence


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is closed to this account")
def test_a_folder_that_is_closed_to_this_account_is_named(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    assert "cannot be written" in refused(tmp_path, "--database", closed / "live.db")


def test_a_file_of_another_kind_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "live.db").write_text("a letter\n" * 1_000, "utf-8")
    assert "not a database of this program" in refused(tmp_path)
    assert (tmp_path / "live.db").read_text("utf-8") == "a letter\n" * 1_000


def test_a_database_of_another_program_is_left_as_it_is(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "live.db")) as other:
        other.execute("CREATE TABLE recipes (name TEXT)")
        other.commit()
    before = (tmp_path / "live.db").read_bytes()
    assert refused(tmp_path) == "live.db: a database, but of another program"
    assert (tmp_path / "live.db").read_bytes() == before


async def test_a_database_of_a_newer_version_is_left_to_it(tmp_path: Path, evening: Evening) -> None:
    shutil.copy(evening.database, tmp_path / "live.db")
    with closing(sqlite3.connect(tmp_path / "live.db")) as newer:
        newer.execute(f"PRAGMA user_version = {VERSION + 1}")
    before = (tmp_path / "live.db").read_bytes()
    sentence = refused(tmp_path)
    assert sentence.startswith("live.db: written by a newer version of this program")
    assert (tmp_path / "live.db").read_bytes() == before


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"port = [", "the settings are not TOML: "),
        (b"colour = 1", "setting colour: "),
        (b'port = "eight"', "setting port: "),
        (b"pages_per_person = 0", "setting pages_per_person: "),
        (b'public_url = "dialog.stadt"', "setting public_url: an address like https://dialog.stadt.example, "),
        (b"\xff", "the settings are not TOML: "),
    ],
)
def test_settings_that_are_wrong_are_named(tmp_path: Path, content: bytes, sentence: str) -> None:
    (tmp_path / "live.toml").write_bytes(content)
    assert refused(tmp_path, "--config", "live.toml").startswith(sentence)
    assert not (tmp_path / "live.db").exists()


def test_a_settings_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert refused(tmp_path, LIVE_CONFIG="live.toml").endswith("cannot be read: No such file or directory")


def test_a_variable_that_is_no_setting_is_named(tmp_path: Path) -> None:
    assert refused(tmp_path, LIVE_COLOUR="red").startswith("setting colour: ")


def test_a_number_that_is_no_port_is_named(tmp_path: Path) -> None:
    assert "port" in refused(tmp_path, "--port", 65_536)


async def test_a_second_server_on_the_same_database_is_refused_until_the_first_has_ended(tmp_path: Path) -> None:
    database = tmp_path / "live.db"
    async with serving(database, free_port()) as first:
        sentence = await asyncio.to_thread(refused, tmp_path)
        assert sentence == "another server already runs on live.db"
        assert database.with_name("live.db.lock").exists()
        # Killed, not ended: nobody takes anything away, and the lock is free all the same.
        first.kill()
        await first.wait()
    async with serving(database, free_port()) as second:
        assert second.returncode is None


def page(evening: Evening, port: int, role: str, cookie: str) -> connect:
    """Open a page's socket."""
    return connect(
        f"ws://127.0.0.1:{port}{evening.path(role)}",
        origin=websockets.Origin(f"http://127.0.0.1:{port}"),
        subprotocols=[websockets.Subprotocol(SUBPROTOCOL)],
        additional_headers={"cookie": cookie},
        proxy=None,
    )


async def greeted(wire: ClientConnection) -> None:
    """Wait until the server knows the page."""
    await wire.send('{"hello": {}}')
    assert "welcome" in json.loads(await wire.recv())


async def told_to_end(evening: Evening, order: signal.Signals) -> tuple[int, list[int | None]]:
    """Open pages, tell the server to end, and wait; its status, and how each page was closed."""
    port = free_port()
    async with serving(evening.database, port) as server, AsyncExitStack() as opened:
        roles = [("participant", name) for name in evening.rooms] + [("moderator", "moderator")]
        wires = [
            await opened.enter_async_context(page(evening, port, role, evening.cookies[name])) for role, name in roles
        ]
        for wire in wires:
            await greeted(wire)
        _, half = await asyncio.open_connection("127.0.0.1", port)
        opened.push_async_callback(half.wait_closed)
        opened.callback(half.close)
        half.write(b"GET / HTTP/1.1\r\n")
        await half.drain()
        async with asyncio.timeout(UNLIKELY_TO_END_LATER):
            server.send_signal(order)
            status = await server.wait()
        for wire in wires:
            await wire.wait_closed()
    return status, [wire.close_code for wire in wires]


async def test_a_server_that_is_told_to_end_lets_every_page_go_in_time(tmp_path: Path) -> None:
    evening = await prepare(tmp_path / "live.db", 3)
    status, codes = await told_to_end(evening, signal.SIGTERM)
    assert status in (0, -signal.SIGTERM)
    assert codes == [RESTARTING] * 4
    assert not evening.database.with_suffix(".stderr").read_bytes()


@pytest.mark.parametrize("order", [signal.SIGTERM, signal.SIGINT])
async def test_a_server_that_is_told_to_end_closes_its_file(tmp_path: Path, order: signal.Signals) -> None:
    evening = await prepare(tmp_path / "live.db", 1)
    status, codes = await told_to_end(evening, order)
    assert codes == [RESTARTING] * 2
    assert not evening.database.with_name("live.db-wal").exists(), "earlier versions of what was written lie in it"
    assert status == 0
    assert not evening.database.with_suffix(".stderr").read_bytes()

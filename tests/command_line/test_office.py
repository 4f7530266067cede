"""`live office` lets the office in, `live links` tells of links and no secret, `live revoke` ends them."""

import hashlib
from pathlib import Path

import pytest

from live.log.port import SERVER, Link
from live.log.sqlite import SqliteLog
from tests.command_line.process import live


@pytest.fixture
async def database(tmp_path: Path) -> Path:
    log = await SqliteLog.open(tmp_path / "live.db")
    await log.create_dialogue("d", "00000001")
    for role, subject in (("moderator", ""), ("group_moderator", "2"), ("participant", "rosa")):
        await log.keep_link(f"secret of {role}", Link("d", role, subject))
    await log.close()
    return tmp_path / "live.db"


async def opens(database: Path, secret: str) -> Link | None:
    log = await SqliteLog.open(database)
    try:
        return await log.link_of(secret)
    finally:
        await log.close()


async def test_the_office_gets_a_link_that_can_be_taken_back(tmp_path: Path, database: Path) -> None:
    told = live(tmp_path, "office", "--public-url", "https://dialog.stadt.example")
    assert (told.status, told.err) == (0, "")
    address, _, secret = told.out.strip().partition("#")
    assert address == "https://dialog.stadt.example/enter"
    assert await opens(database, secret) == Link(SERVER, "office", "")
    [line] = live(tmp_path, "links").out.splitlines()
    digest, role = line.split()
    assert role == "office"
    assert hashlib.sha256(secret.encode()).hexdigest().startswith(digest)
    assert secret not in line
    assert live(tmp_path, "revoke", digest).status == 0
    assert await opens(database, secret) is None
    assert live(tmp_path, "links").out == ""


async def test_the_links_of_a_dialogue_are_listed_without_those_of_people(tmp_path: Path, database: Path) -> None:
    told = live(tmp_path, "links", "d")
    assert sorted(line.partition("  ")[2] for line in told.out.splitlines()) == ["group_moderator 2", "moderator"]
    desk = next(line.split()[0] for line in told.out.splitlines() if line.endswith("  moderator"))
    assert live(tmp_path, "revoke", desk, "d").status == 0
    assert await opens(database, "secret of moderator") is None
    assert await opens(database, "secret of group_moderator") is not None


async def test_what_names_no_link_or_several_takes_none_back(tmp_path: Path, database: Path) -> None:
    for link in ("zzzz", ""):
        told = live(tmp_path, "revoke", link, "d")
        assert told.status == 1
        assert "`live links` lists them" in told.sentence
    assert await opens(database, "secret of moderator") is not None


@pytest.mark.parametrize("call", [("links", "nowhere"), ("revoke", "abc", "nowhere")])
async def test_a_dialogue_that_is_not_there_is_named(tmp_path: Path, database: Path, call: tuple[str, ...]) -> None:
    told = live(tmp_path, *call, "--database", database)
    assert (told.status, told.sentence) == (1, "there is no dialogue nowhere in this database")


@pytest.mark.parametrize("call", [("office",), ("links",), ("revoke", "abc")])
def test_a_database_that_is_not_there_is_not_made(tmp_path: Path, call: tuple[str, ...]) -> None:
    told = live(tmp_path, *call)
    assert (told.status, told.sentence) == (2, "there is no database live.db")

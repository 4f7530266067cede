"""The office's page: all evenings beside each other, to nobody but whoever has its link, and no word of a person."""

import asyncio
import csv
import io
from collections.abc import AsyncGenerator, AsyncIterator

import httpx
import pytest

from live.core.ids import DialogueId
from live.hub.hub import Hub
from live.log.memory import MemoryLog
from live.log.port import SERVER, Commit, Link, Log, Mark
from live.web.app import make_app
from live.web.archive import Archive, Shelf
from live.web.links import cookie_name, issue
from live.web.settings import Settings
from tests.evening_words import NAMES
from tests.web.evenings import held, plans, publish

TITLES = ["Gut durch heiße Tage", "=1+1", "Mehr Platz"]


@pytest.fixture(scope="module")
async def log() -> Log:
    """Three evenings, a rehearsal, and one that nobody has come to yet."""
    made = MemoryLog()
    for people, plan in zip((42, 75, 18), plans(TITLES), strict=True):
        await held(made, people, plan=plan, dialogue=f"d{people}")
    await held(made, 3)
    await held(made, until="created")
    return made


@pytest.fixture
async def office(log: Log) -> AsyncIterator[httpx.AsyncClient]:
    """A browser that has opened the office's link."""
    secret = await issue(log, Link(SERVER, "office", ""))
    async with browser(log, secret) as client:
        yield client


def browser(log: Log, secret: str = "") -> httpx.AsyncClient:
    settings = Settings(public_url="http://house.example")
    cookies = {cookie_name(settings, SERVER, "office"): secret} if secret else None
    transport = httpx.ASGITransport(make_app(log, settings))
    headers = {"accept-language": "de"}
    return httpx.AsyncClient(transport=transport, base_url=settings.address, cookies=cookies, headers=headers)


async def test_without_the_offices_link_nobody_sees_anything(log: Log) -> None:
    secrets = ["", "wrong", await issue(log, Link("d42", "moderator", "")), await issue(log, Link("d42", "office", ""))]
    for secret in secrets:
        async with browser(log, secret) as client:
            for path in ("/office", "/office/evenings.csv"):
                answer = await client.get(path)
                assert answer.status_code == 403
                assert TITLES[0] not in answer.text


async def test_a_link_of_the_office_that_was_taken_back_opens_nothing(log: Log) -> None:
    secret = await issue(log, Link(SERVER, "office", ""))
    async with browser(log, secret) as client:
        assert (await client.get("/office")).status_code == 200
        for digest, _ in await log.links(SERVER):
            await log.revoke_link(digest)
        assert (await client.get("/office")).status_code == 403


async def test_every_evening_with_people_is_there_and_nobody_is_named(office: httpx.AsyncClient) -> None:
    page = (await office.get("/office")).text
    assert [title in page for title in TITLES] == [True, True, True]
    assert page.count('<th scope="row">') == 3, "neither the rehearsal nor the evening to come"
    assert not [name for name in NAMES if name and len(name) > 3 and name in page]


async def test_the_page_is_for_no_search_engine_and_has_no_script(office: httpx.AsyncClient) -> None:
    answer = await office.get("/office")
    assert [name for name in ("help", "accessibility", "privacy") if f'href="/{name}"' not in answer.text] == []
    assert answer.headers["x-robots-tag"] == "noindex"
    assert "<script" not in answer.text


async def test_the_table_opens_in_a_spreadsheet_and_no_title_becomes_a_formula(office: httpx.AsyncClient) -> None:
    answer = await office.get("/office/evenings.csv")
    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert answer.headers["content-disposition"].startswith('attachment; filename="')
    head, *rows = csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline=""), delimiter=";")
    assert {len(row) for row in rows} == {len(head)}
    assert sorted(row[0] for row in rows) == sorted(["'=1+1", "Gut durch heiße Tage", "Mehr Platz"])
    [mine] = [row for row in rows if row[0] == "Gut durch heiße Tage"]
    assert mine[2:7] == ["2026-01-18", "18:00", "20:15", "18:02", "19:42"]
    assert mine[8:12] == ["42", "40", "2", "2"]
    assert mine[-2:] == ["4,0513", "39"]


async def test_an_average_of_few_answers_is_somebodys_and_is_left_out(office: httpx.AsyncClient) -> None:
    table = (await office.get("/office/evenings.csv")).content.decode("utf-8-sig")
    assert "rehearsal" not in table
    assert len(table.splitlines()) == 4


async def test_an_evening_that_was_published_is_linked(log: Log, office: httpx.AsyncClient) -> None:
    assert "/d/d42" not in (await office.get("/office")).text
    await publish(log, DialogueId("d42"))
    async with browser(log, await issue(log, Link(SERVER, "office", ""))) as again:
        assert 'href="/d/d42"' in (await again.get("/office")).text


async def test_without_evenings_it_says_so() -> None:
    log = MemoryLog()
    async with browser(log, await issue(log, Link(SERVER, "office", ""))) as client:
        page = (await client.get("/office")).text
        assert "<table" not in page
        assert "comparing-empty" in page


class Counting(MemoryLog):
    """Counts how often a log is read from its beginning."""

    read = 0

    def follow(self, dialogue: str, after: Mark) -> AsyncGenerator[Commit, None]:
        self.read += 1
        return super().follow(dialogue, after)


async def test_a_log_is_read_once_until_it_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("live.web.archive.LOOKS_APART", 0.0)
    log = Counting()
    first, second = await held(log, 10), await held(log, 10)
    archive = Archive(Hub(log))
    async with archive.open():
        for _ in range(3):
            shelf = await archive.shelf()
            assert (len(shelf.evenings), shelf.missing, log.read) == (2, 0, 2)
        await publish(log, first)
        before = log.read
        assert {past.dialogue: bool(past.published) for past in (await archive.shelf()).evenings} == {
            first: True,
            second: False,
        }
        assert log.read == before + 1
        await log.delete_dialogue(second)
        assert [past.dialogue for past in (await archive.shelf()).evenings] == [first]


async def test_whoever_comes_first_sees_what_was_read_so_far_and_how_much_is_missing() -> None:
    log = MemoryLog()
    for _ in range(4):
        await held(log, 10)
    archive = Archive(Hub(log), patience=0.0)
    async with archive.open():
        assert (await archive.shelf()).missing + len((await archive.shelf()).evenings) in (0, 4)
        shelf = Shelf((), 1)
        async with asyncio.timeout(20):
            while shelf.missing or not shelf.evenings:
                shelf = await archive.shelf()
        assert len(shelf.evenings) == 4


async def test_one_log_that_cannot_be_read_keeps_no_other_off_the_list() -> None:
    log = MemoryLog()
    good = await held(log, 10)
    await log.create_dialogue("bad", "00000009")
    async with log.turn("bad", await log.head("bad")) as turn:
        turn.append(b'{"no":"record"}', 1)
    archive = Archive(Hub(log))
    async with archive.open():
        shelf = await archive.shelf()
    assert ([past.dialogue for past in shelf.evenings], shelf.missing) == ([good], 0)

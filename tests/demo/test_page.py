"""A page without a screen, at a real server: it gets in, is answered, and comes back."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from live.demo.chance import Temper
from live.demo.house import House, house, listen
from live.demo.page import Key, Ledger, Page, Refused, enter, join

SECONDS = 10.0


@pytest.fixture
async def home() -> AsyncIterator[House]:
    async with house(listen(0)) as found:
        yield found


@asynccontextmanager
async def on_the_line(key: Key, ledger: Ledger) -> AsyncIterator[Page]:
    page = Page(key, Temper(1, key.socket, pace=50), ledger)
    async with asyncio.timeout(SECONDS), asyncio.TaskGroup() as tasks:
        line = tasks.create_task(page.run())
        yield page
        line.cancel()


async def test_a_wrong_code_is_refused(home: House) -> None:
    wrong = "10000000" if home.code != "10000000" else "10000001"
    with pytest.raises(Refused):
        await join(home.address, wrong, "", "de", together=False)


async def test_two_people_come_in_as_two(home: House) -> None:
    first = await join(home.address, home.code, "Rosa", "de", together=True)
    second = await join(home.address, home.code, "", "ar", together=False)
    assert first.cookies != second.cookies
    async with on_the_line(first, Ledger()) as page:
        me = await page.until(lambda: page.view("me"))
        assert (me["name"], me["seats"]) == ("Rosa", 2)


async def test_a_link_opens_the_console_of_its_group(home: House) -> None:
    async with on_the_line(await enter(home.links["console-3"]), Ledger()) as page:
        seen = await page.until(lambda: page.view("console:3"))
        assert seen["room_number"] == 3


async def test_a_refusal_has_its_code_and_the_ledger_keeps_it(home: House) -> None:
    ledger = Ledger()
    async with on_the_line(await enter(home.links["moderator"]), ledger) as page:
        assert (await page.tell("agenda.end")).answer == "agenda.not_running"
        assert (await page.tell("agenda.start")).done
    assert ledger.answers() == {"agenda.not_running": 1, "ack": 1}


async def test_what_is_asked_while_the_line_is_cut_is_asked_again_and_counted_once(home: House) -> None:
    ledger = Ledger()
    key = await join(home.address, home.code, "Emre", "de", together=False)
    async with on_the_line(key, ledger) as page:
        await page.until(lambda: page.view("me"))
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(page.drop_out(1, 2))
            tasks.create_task(page.tell("people.rename", name="Emre mit dem Fahrrad"))
        await page.until(lambda: page.view("me").get("name") == "Emre mit dem Fahrrad")
    assert [asked.answer for asked in ledger.asked] == ["ack"]

"""What an administrator can ask: readiness with its reasons, and figures that are for the house only."""

import asyncio
import logging
import re
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest
import uvicorn
from prometheus_client.parser import text_string_to_metric_families
from starlette.applications import Starlette
from starlette.requests import Request

from live import alone, metrics
from live.core.ids import DialogueId
from live.hub.hub import Hub
from live.hub.task import DialogueTask
from live.log.memory import MemoryLog
from live.log.port import NotSaved
from live.web import watch as watching
from live.web.settings import Settings
from live.web.watch import Watch
from tests.hub.pages import SESSION
from tests.web.browser import house

SECONDS = 10.0
ALL = {"listening", "staying", "loop", "dialogues", "log", "lock", "disk"}


class Store(MemoryLog):
    """A log that can be stuck, or fail; it counts how often it was asked whether it can write."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = 0
        self.failure: Exception | None = None
        self.gate = asyncio.Event()
        self.gate.set()

    async def probe(self) -> None:
        self.asked += 1
        await self.gate.wait()
        if self.failure is not None:
            raise self.failure
        await super().probe()


@dataclass
class House:
    """A server as its watch sees it."""

    watch: Watch
    store: Store
    settings: Settings
    server: uvicorn.Server = field(default_factory=lambda: uvicorn.Server(uvicorn.Config(Starlette(), log_config=None)))

    async def ask(self, path: str, address: str = "127.0.0.1", **headers: str) -> httpx.Response:
        """Ask as somebody at this address."""
        transport = httpx.ASGITransport(Starlette(routes=self.watch.routes()), client=(address, 55))
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        async with httpx.AsyncClient(transport=transport, base_url="http://live:8000") as browser:
            return await browser.get(path, headers=named)

    async def missing(self) -> set[str]:
        """What keeps the server from being ready, as it says itself."""
        answer = await self.ask("/readyz")
        told = answer.json()
        assert answer.status_code == (200 if told["ready"] else 503)
        assert told["checks"].keys() == ALL
        assert told["ready"] == all(told["checks"].values())
        return {name for name, good in told["checks"].items() if not good}


@asynccontextmanager
async def watched(folder: Path, **settings: object) -> AsyncIterator[House]:
    """A server that listens, holds its lock and has nothing to do."""
    chosen = Settings.model_validate({"database": folder / "live.db", **settings})
    chosen.database.touch()
    alone.hold(chosen.database)
    made = House(Watch(chosen), Store(), chosen)
    made.watch.server = made.server
    made.server.started = True
    async with Hub(made.store) as hub, made.watch.beside(hub):
        yield made


@pytest.fixture(name="here")
async def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[House]:
    monkeypatch.setattr(watching, "LOOKS_APART", 0.0)
    async with watched(tmp_path) as made:
        async with asyncio.timeout(SECONDS):
            while await made.missing():
                pass
        yield made


# Ready


async def test_a_server_that_lives_says_so_whatever_else_is_wrong(here: House) -> None:
    here.store.failure = NotSaved("full")
    answer = await here.ask("/healthz", "203.0.113.7", x_forwarded_for="203.0.113.7")
    assert (answer.status_code, answer.text) == (200, "ok")


async def test_a_server_is_ready_and_everybody_may_know(here: House) -> None:
    assert await here.missing() == set()
    assert (await here.ask("/readyz", "203.0.113.7", x_forwarded_for="203.0.113.7")).status_code == 200


async def test_before_it_listens_and_while_it_ends_a_server_is_not_ready(here: House) -> None:
    here.server.started = False
    assert await here.missing() == {"listening"}
    here.server.started = True
    here.server.should_exit = True
    assert await here.missing() == {"staying"}


async def test_a_server_that_has_ended_is_not_ready(tmp_path: Path) -> None:
    async with watched(tmp_path) as made:
        pass
    answer = await made.ask("/readyz")
    assert answer.status_code == 503
    assert [answer.json()["checks"][name] for name in ("staying", "log")] == [False, False]


@pytest.mark.parametrize("failure", [NotSaved("full"), NotSaved("read_only"), RuntimeError("a bug")])
async def test_a_store_that_cannot_write_is_noticed_and_its_recovery_too(
    here: House, failure: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    here.store.failure = failure
    with caplog.at_level(logging.ERROR):
        assert await here.missing() == {"log"}
        assert await here.missing() == {"log"}
    assert bool(caplog.records) == isinstance(failure, RuntimeError)
    here.store.failure = None
    assert await here.missing() == set()


async def test_a_store_that_is_stuck_is_asked_once_however_many_want_to_know(
    here: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "PATIENCE_SECONDS", 0.01)
    here.store.gate.clear()
    before = here.store.asked
    assert await asyncio.gather(*(here.missing() for _ in range(5))) == [{"log"}] * 5
    assert here.store.asked == before + 1
    here.store.gate.set()
    monkeypatch.setattr(watching, "PATIENCE_SECONDS", SECONDS)
    assert await here.missing() == set()


async def test_looking_costs_the_same_however_often_somebody_asks(here: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "LOOKS_APART", 3600.0)
    before = here.store.asked
    await asyncio.gather(*(here.missing() for _ in range(20)))
    assert here.store.asked == before


async def test_a_lock_that_is_lost_is_noticed(here: House) -> None:
    alone.lock_of(here.settings.database).unlink()
    assert await here.missing() == {"lock"}


@pytest.mark.parametrize("spoil", ["full", "gone"])
async def test_a_disk_without_room_and_a_file_that_is_gone_are_noticed(
    here: House, monkeypatch: pytest.MonkeyPatch, spoil: str
) -> None:
    if spoil == "full":
        monkeypatch.setattr(watching, "LEAST_FREE_BYTES", 2**62)
    else:
        here.settings.database.unlink()
    assert await here.missing() == {"disk"}


async def test_a_loop_that_comes_late_is_noticed(here: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "LARGEST_LAG", -1.0)
    assert await here.missing() == {"loop"}


async def test_a_dialogue_that_cannot_be_woken_keeps_no_other_asleep(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    woken: list[DialogueId] = []
    wake = Hub.dialogue

    async def dialogue(hub: Hub, wanted: DialogueId) -> DialogueTask:
        woken.append(wanted)
        if len(woken) == 1:
            raise RuntimeError("a broken log")
        return await wake(hub, wanted)

    store = Store()
    async with Hub(store) as hub:
        made = {(await hub.create(SESSION)).dialogue for _ in range(3)}
    monkeypatch.setattr(Hub, "dialogue", dialogue)
    monkeypatch.setattr(watching, "LOOKS_APART", 0.0)  # a look lets the others go on
    watch = Watch(Settings(database=tmp_path / "live.db"))
    with caplog.at_level(logging.ERROR):
        async with Hub(store) as hub, watch.beside(hub), asyncio.timeout(SECONDS):
            while not (await watch.checks())["dialogues"]:
                pass
    assert set(woken) == made
    assert [getattr(record, "dialogue", "") for record in caplog.records] == [woken[0]]


# The supervisor


@pytest.fixture(name="supervisor")
def _supervisor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], Awaitable[bytes]]]:
    """Hear the next word for the supervisor."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ear:
        ear.bind(str(tmp_path / "notify"))
        ear.settimeout(0)
        monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
        yield lambda: asyncio.get_running_loop().sock_recv(ear, 100)


async def test_the_supervisor_hears_of_a_ready_server_of_its_life_and_of_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, supervisor: Callable[[], Awaitable[bytes]]
) -> None:
    monkeypatch.setenv("WATCHDOG_USEC", "1000")
    monkeypatch.setattr(watching, "TICK_SECONDS", 0.001)
    monkeypatch.setattr(watching, "LOOKS_APART", 0.0)
    async with asyncio.timeout(SECONDS), watched(tmp_path) as made:
        made.store.failure = NotSaved("full")
        for _ in range(3):
            assert await supervisor() == b"WATCHDOG=1", "a full disk is no reason to be ended"
        made.store.failure = None
        while (word := await supervisor()) == b"WATCHDOG=1":
            pass
        assert word == b"READY=1"
        made.store.failure = NotSaved("full")
        assert await made.missing() == {"log"}
        made.store.failure = None
        assert await made.missing() == set()
    heard = []
    while (word := await supervisor()) == b"WATCHDOG=1":
        heard.append(word)
    assert word == b"STOPPING=1", "readiness is told once"


# Figures


async def test_figures_are_for_the_house(here: House) -> None:
    answer = await here.ask("/metrics")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/plain; version=")
    found = {family.name: family for family in text_string_to_metric_families(answer.text)}
    assert found["live_ready"].samples[0].value == 1


PROXIES = {
    "x_forwarded_for": "127.0.0.1",
    "x_forwarded_proto": "https",
    "x_forwarded_anything": "1",
    "X_Real_IP": "127.0.0.1",
    "forwarded": "for=127.0.0.1",
    "via": "1.1 proxy",
}


@pytest.mark.parametrize("header", PROXIES)
async def test_figures_are_never_told_through_a_proxy(here: House, header: str) -> None:
    assert (await here.ask("/metrics", **{header: PROXIES[header]})).status_code == 404


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("127.0.0.1", 200),
        ("::1", 200),
        ("::ffff:127.0.0.1", 200),
        ("127.0.0.2", 404),
        ("203.0.113.7", 404),
        ("::ffff:203.0.113.7", 404),
        ("2001:db8::1", 404),
        ("", 404),
        ("a socket", 404),
    ],
)
async def test_figures_are_told_to_nobody_from_elsewhere(here: House, address: str, status: int) -> None:
    assert (await here.ask("/metrics", address)).status_code == status


async def test_an_administrator_says_who_else_may_read_the_figures(tmp_path: Path) -> None:
    async with watched(tmp_path, metrics_from=["10.1.0.0/16", "2001:db8::/32"]) as made:
        statuses = {
            address: (await made.ask("/metrics", address)).status_code
            for address in ("10.1.2.3", "2001:db8::1", "10.2.0.1", "127.0.0.1")
        }
    assert list(statuses.values()) == [200, 200, 404, 404]


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("dialog.stadt.example", 404),
        ("Dialog.Stadt.EXAMPLE", 404),
        ("dialog.stadt.example:443", 404),
        ("dialog.stadt.example.", 404),
        ("127.0.0.1:8000", 200),
    ],
)
async def test_a_proxy_that_tells_nothing_about_itself_is_known_by_the_public_name(
    tmp_path: Path, host: str, status: int
) -> None:
    async with watched(tmp_path, public_url="https://dialog.stadt.example") as made:
        assert (await made.ask("/metrics", host=host)).status_code == status


async def test_a_proxy_as_it_comes_is_known_by_its_old_way_of_speaking(here: House) -> None:
    scope = {"type": "http", "headers": [(b"host", b"127.0.0.1")], "client": ("127.0.0.1", 55)}
    assert here.watch._may_read(Request({**scope, "http_version": "1.1"}))  # noqa: SLF001 - httpx speaks 1.1 only
    assert not here.watch._may_read(Request({**scope, "http_version": "1.0"}))  # noqa: SLF001 - as above


async def test_no_figure_carries_a_name_a_text_an_address_or_a_dialogue(tmp_path: Path) -> None:
    async with house(tmp_path) as here:
        desk, anna = await here.working("moderator"), await here.participant("Zwetschge")
        page, phone = await desk.socket("moderator"), await anna.socket("participant")
        await page.done("agenda.start")
        await page.done("agenda.go_to", step="groups-1")
        await page.done("breakout.draft_rooms", step="groups-1", groups=1)
        await page.done("breakout.publish", step="groups-1")
        await phone.done("breakout.write_note", step="groups-1", room=1, text="Henkelmann")
        assert "reject" in await phone.do("question.open", step="poll-1", part="Henkelmann")
        await here.browser().join("00000000")
        told = metrics.written().decode()
        for word in ("Zwetschge", "Henkelmann", here.dialogue, here.code, anna.cookie("participant")):
            assert word not in told
        words = {
            value
            for family in text_string_to_metric_families(told)
            for sample in family.samples
            for label, value in sample.labels.items()
            if label != "le"
        }
        assert {"moderator", "participant", "ack"} <= words
        assert [word for word in words if not re.fullmatch(r"[a-z_]+(\.[a-z_]+)?", word)] == []

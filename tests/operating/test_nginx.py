"""Behind nginx as the documentation describes it people come in, are told apart, and come back after a restart."""

import json
import os
import re
import signal
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
import websockets

from live.hub.frames import RESTARTING
from live.places import sessions
from live.web.security import LARGEST_BODY
from live.web.settings import Settings
from tests.command_line.process import live, serving
from tests.operating.proxy import ADDRESS, HOST, OPERATING, SNI, Proxy, proxied

pytestmark = pytest.mark.skipif(os.environ.get("LIVE_NO_NGINX") == "1", reason="LIVE_NO_NGINX=1")
SETTINGS = {
    "LIVE_PUBLIC_URL": ADDRESS,
    "LIVE_TRUSTED_PROXIES": "127.0.0.1",
    "LIVE_WRONG_CODES_PER_PLACE": "2",
    "LIVE_LOG_LEVEL": "debug",
}


@dataclass(frozen=True)
class City:
    """An evening in a database, and the proxy in front of its server, which is not running yet."""

    proxy: Proxy
    database: Path
    code: str

    async def join(self, browser: httpx.AsyncClient, code: str = "", **headers: str) -> httpx.Response:
        """Come in by the code."""
        form = {"code": code or self.code, "name": "Zwetschge"}
        return await browser.post("/join", data=form, headers={"origin": ADDRESS, **headers}, extensions=SNI)

    async def seat(self, browser: httpx.AsyncClient) -> tuple[str, str]:
        """Come in; the address of the page and the cookie."""
        answer = await self.join(browser)
        assert answer.status_code == 303, answer.text
        return answer.headers["location"], answer.headers["set-cookie"].partition(";")[0]


@pytest.fixture(name="city")
async def _city(tmp_path: Path) -> AsyncIterator[City]:
    told = live(tmp_path, "new", sessions() / "stadtteilabend.yaml", LIVE_PUBLIC_URL=ADDRESS)
    found = re.search(r"^Code +(\d{4}) (\d{4})$", told.out, re.MULTILINE)
    assert found, told
    async with proxied(tmp_path) as proxy:
        yield City(proxy, tmp_path / "live.db", found[1] + found[2])


def logged(city: City) -> str:
    """Everything that server and proxy have written down."""
    return city.database.with_suffix(".stderr").read_text("utf-8") + city.proxy.errors


async def welcomed(socket: websockets.ClientConnection) -> None:
    await socket.send('{"hello": {}}')
    assert "welcome" in json.loads(await socket.recv())


async def test_people_come_in_and_come_back_after_a_restart(city: City) -> None:
    proxy = city.proxy
    async with proxy.browser() as browser:
        async with serving(city.database, proxy.behind, **SETTINGS) as server:
            assert (await browser.get(f"/j/{city.code}", extensions=SNI)).status_code == 200
            place, cookie = await city.seat(browser)
            assert cookie.startswith("__Host-")
            page = await browser.get(place, headers={"cookie": cookie}, extensions=SNI)
            assert page.status_code == 200
            assert "strict-transport-security" in page.headers
            path = place.replace("/p/", "/ws/") + "/participant"
            async with proxy.socket(path, cookie) as socket:
                await welcomed(socket)
                server.send_signal(signal.SIGTERM)
                assert await server.wait() == 0
                await socket.wait_closed()
                assert socket.close_code == RESTARTING
        away = await browser.get("/", extensions=SNI)
        assert (away.status_code, away.headers["refresh"]) == (503, "3")
        assert away.headers["content-type"] == "text/plain; charset=utf-8"
        with pytest.raises(websockets.InvalidStatus) as refused:
            await proxy.socket(path, cookie)
        assert refused.value.response.status_code == 503
        async with serving(city.database, proxy.behind, **SETTINGS):
            assert (await browser.get(place, headers={"cookie": cookie}, extensions=SNI)).status_code == 200
            async with proxy.socket(path, cookie) as socket:
                await welcomed(socket)
    assert "127.0.0.1" not in logged(city).replace("http://127.0.0.1", "")
    assert "Zwetschge" not in logged(city)


async def test_events_are_passed_on_one_by_one_and_what_is_posted_is_answered_by_them(city: City) -> None:
    async with city.proxy.browser() as browser, serving(city.database, city.proxy.behind, **SETTINGS) as server:
        place, cookie = await city.seat(browser)
        path = place.replace("/p/", "/stream/") + "/participant"
        headers = {"origin": ADDRESS, "cookie": cookie, "accept": "text/event-stream"}
        assert (await browser.get("/stream/sign", extensions=SNI)).text == "live"
        async with browser.stream("POST", path, content='{"hello": {}}', headers=headers, extensions=SNI) as line:
            events = line.aiter_lines()

            async def told(wanted: str) -> str:
                async for words in events:
                    if wanted in words:
                        return words
                raise AssertionError(f"nothing said {wanted}")

            await told("event: line")
            name = (await told("data: ")).removeprefix("data: ")
            await told('"welcome"')

            async def heard(command: str) -> bool:
                to = f"{path}/line/{name}"
                answer = await browser.post(to, content=command, headers=headers, extensions=SNI)
                return answer.status_code == 204

            for number in range(3):
                assert await heard(f'{{"id": "c{number}", "type": "people.rename", "name": "Pflaume {number}"}}')
                await told(f'"ack":"c{number}"')
            assert await heard("x" * LARGEST_BODY)
            await told('"malformed"')
            server.send_signal(signal.SIGTERM)
            await told("event: close")
            assert str(RESTARTING) in await told("data: ")
            assert await server.wait() == 0
        away = await browser.post(path, content='{"hello": {}}', headers=headers, extensions=SNI)
        assert away.status_code == 503
    assert "Pflaume" not in logged(city)


async def test_nobody_can_pretend_to_come_from_elsewhere(city: City) -> None:
    async with (
        serving(city.database, city.proxy.behind, **SETTINGS),
        city.proxy.browser("127.1.1.1") as guessing,
        city.proxy.browser("127.2.2.2") as other,
    ):
        answers = []
        for number in range(4):
            pretended = f"203.0.{113 + number}.7"
            forged = {"x-forwarded-for": pretended, "x-real-ip": pretended, "forwarded": f"for={pretended}"}
            answers.append((await city.join(guessing, "00000000", **forged)).status_code)
        assert answers == [400, 429, 429, 429]
        assert (await city.join(other, "00000000")).status_code == 400, "each place has tries of its own"
        assert (await city.join(other)).status_code == 303
    assert not re.findall(r"203\.0\.|127\.[12]\.", logged(city))


async def test_what_is_for_the_house_is_not_shown_outside(city: City) -> None:
    async with (
        serving(city.database, city.proxy.behind, **SETTINGS),
        city.proxy.browser() as browser,
        httpx.AsyncClient(base_url=f"http://127.0.0.1:{city.proxy.behind}") as inside,
    ):
        for path in ("/metrics", "/readyz"):
            assert (await browser.get(path, extensions=SNI)).status_code == 404
            assert (await inside.get(path)).status_code == 200
        assert (await browser.get("/%6detrics", extensions=SNI)).status_code == 404
        assert (await browser.get(f"https://127.0.0.1:{city.proxy.tls}//metrics", extensions=SNI)).status_code == 404
        assert (await browser.get("/healthz", extensions=SNI)).text == "ok"
        # Were the proxy's own rule taken out, the server would still notice that a proxy asks.
        assert (await inside.get("/metrics", headers={"host": HOST.upper()})).status_code == 404


async def test_what_is_too_large_or_for_somebody_else_goes_no_further(city: City) -> None:
    async with serving(city.database, city.proxy.behind, **SETTINGS), city.proxy.browser() as browser:
        assert (await browser.post("/join", content=b"x" * (LARGEST_BODY + 1), extensions=SNI)).status_code == 413
        with pytest.raises(httpx.ConnectError):
            await browser.get("/", extensions={"sni_hostname": "elsewhere.example"})
        async with httpx.AsyncClient() as plain:
            moved = await plain.get(f"http://127.0.0.1:{city.proxy.plain}/j/1", headers={"host": "elsewhere.example"})
        assert (moved.status_code, moved.headers["location"]) == (308, f"{ADDRESS}/j/1")


def test_there_is_room_for_two_connections_of_each_of_ten_thousand_people() -> None:
    conf = (OPERATING / "nginx.conf").read_text("utf-8")
    numbers = {name: int(number) for name, number in re.findall(r"(worker_\w+) (\d+);", conf)}
    assert numbers["worker_connections"] >= 2 * Settings().open_connections
    assert numbers["worker_rlimit_nofile"] >= 2 * numbers["worker_connections"]

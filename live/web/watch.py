"""What an administrator watches: does the process live, is it ready for people, what has it counted.

`/healthz` and `/readyz` may be asked by everybody and say nothing about an evening. `/metrics` is answered to the
places in the setting `metrics_from` only, and never through a proxy: everybody else finds nothing there. Looking costs
the same however often somebody asks: the store and the disk are looked at once a second.
"""

import asyncio
import datetime as dt
import logging
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from ipaddress import IPv6Address, ip_address
from urllib.parse import urlsplit

import uvicorn
from prometheus_client import CONTENT_TYPE_LATEST
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from live import alone, metrics
from live.hub.hub import Hub
from live.log.port import LogClosed, NotRead, NotSaved
from live.web import supervisor
from live.web.expected import expected
from live.web.settings import Settings

TICK_SECONDS = 0.1
LARGEST_LAG = 1.0
"""Seconds by which the event loop may be late and still count as ready."""
LEAST_FREE_BYTES = 16 * 1024 * 1024
"""Less than this is no room for an evening."""
LOOKS_APART = 1.0
PATIENCE_SECONDS = 2.0
"""How long the store may take to answer before it counts as stuck."""
FORWARDING = frozenset({"forwarded", "via", "x-real-ip", "x-client-ip", "x-original-host", "true-client-ip"})

logger = logging.getLogger("live.web")


class Watch:
    """Looks after one server. `server` is the one that listens, when it should be looked at too."""

    def __init__(self, settings: Settings) -> None:
        """Prepare; `beside` begins to look."""
        self.server: uvicorn.Server | None = None
        self._settings = settings
        self._hub: Hub | None = None
        self._woken = False
        self._announced = False
        self._lag = 0.0
        self._probe: asyncio.Task[bool] | None = None
        self._looking = asyncio.Lock()
        self._looked_at = float("-inf")
        self._store: dict[str, bool] = {}

    def routes(self) -> list[Route]:
        """What can be asked."""
        return [
            Route("/healthz", self._healthz),
            Route("/readyz", self._readyz),
            Route("/metrics", self._metrics),
        ]

    @asynccontextmanager
    async def beside(self, hub: Hub) -> AsyncIterator[None]:
        """Look after the hub for the length of the block: wake who is expected, measure, tell the supervisor."""
        async with asyncio.TaskGroup() as tasks:
            self._hub = hub
            working = [tasks.create_task(self._wake(hub), name="wake"), tasks.create_task(self._tick(), name="watch")]
            try:
                yield
            finally:
                self._hub = None
                supervisor.tell("STOPPING=1")
                for task in [*working, *([self._probe] if self._probe else [])]:
                    task.cancel()

    async def checks(self) -> dict[str, bool]:
        """What must be true of a server that is ready, each by its name."""
        hub, server = self._hub, self.server
        return {
            "listening": server is None or server.started,
            "staying": hub is not None and (server is None or not server.should_exit),
            "loop": self._lag < LARGEST_LAG,
            "dialogues": self._woken,
            **(await self._store_checks(hub) if hub else {"log": False}),
        }

    async def _store_checks(self, hub: Hub) -> dict[str, bool]:
        now = asyncio.get_running_loop().time()
        async with self._looking:
            if now - self._looked_at >= LOOKS_APART:
                database = self._settings.database
                free = _free_bytes(self._settings)
                metrics.free_bytes.set(free)
                self._store = {
                    "log": await self._log_answers(hub),
                    "lock": alone.served(database),
                    "disk": free >= LEAST_FREE_BYTES and os.access(database, os.W_OK),
                }
                self._looked_at = asyncio.get_running_loop().time()
            return self._store

    async def _log_answers(self, hub: Hub) -> bool:
        # One question at a time: a store that is stuck must not collect those who ask whether it is.
        if self._probe is None:
            self._probe = asyncio.create_task(_asked(hub), name="probe")
        done, _ = await asyncio.wait({self._probe}, timeout=PATIENCE_SECONDS)
        if not done:
            return False
        answered, self._probe = self._probe.result(), None
        return answered

    async def _wake(self, hub: Hub) -> None:
        try:
            for dialogue in await expected(hub.log, dt.datetime.now(dt.UTC)):
                try:
                    await hub.dialogue(dialogue)
                except Exception:  # one dialogue that cannot be read must not keep the others from their evening
                    logger.exception("a dialogue could not be woken", extra={"dialogue": dialogue})
        except Exception:  # each is woken by its first page then
            logger.exception("the dialogues could not be listed")
        self._woken = True

    async def _tick(self) -> None:
        loop = asyncio.get_running_loop()
        pause = supervisor.watchdog_seconds()
        told = loop.time()
        while True:
            planned = loop.time() + TICK_SECONDS
            await asyncio.sleep(TICK_SECONDS)
            self._lag = max(0.0, loop.time() - planned)
            metrics.loop_lag_seconds.observe(self._lag)
            if not self._announced and all((await self.checks()).values()):
                self._announced = True
                supervisor.tell("READY=1")
            if pause is not None and loop.time() - told >= pause:
                told = loop.time()
                supervisor.tell("WATCHDOG=1")

    async def _healthz(self, _: Request) -> Response:
        return PlainTextResponse("ok")

    async def _readyz(self, _: Request) -> Response:
        checks = await self.checks()
        ready = all(checks.values())
        metrics.ready.set(ready)
        return JSONResponse({"ready": ready, "checks": checks}, 200 if ready else 503)

    async def _metrics(self, request: Request) -> Response:
        if not self._may_read(request):
            raise HTTPException(404)
        metrics.ready.set(all((await self.checks()).values()))
        return Response(metrics.written(), media_type=CONTENT_TYPE_LATEST)

    def _may_read(self, request: Request) -> bool:
        if any(name in FORWARDING or name.startswith("x-forwarded") for name in request.headers):
            return False
        if request.scope["http_version"] == "1.0":
            return False  # so speaks nginx as it comes, which tells nothing about itself and hides the public name
        public = _host(urlsplit(self._settings.public_url).netloc)
        if public and _host(request.headers.get("host", "")) == public:
            return False  # a proxy that forwards nothing about itself still asks in the public name
        try:
            address = ip_address(request.client.host if request.client else "")
        except ValueError:
            return False
        if isinstance(address, IPv6Address) and address.ipv4_mapped:
            address = address.ipv4_mapped
        return any(address in network for network in self._settings.metrics_from)


def _host(name: str) -> str:
    """A host as everybody may write it: in capitals, with a port, with a dot at its end."""
    return name.partition(":")[0].rstrip(".").lower()


async def _asked(hub: Hub) -> bool:
    try:
        await hub.log.probe()
    except (NotSaved, NotRead, LogClosed):
        return False
    except Exception:  # a bug must be told once a second, and not end the server that is looked after
        logger.exception("the store could not be asked")
        return False
    return True


def _free_bytes(settings: Settings) -> int:
    try:
        found = os.statvfs(settings.database)
    except OSError:
        return 0
    return found.f_bavail * found.f_frsize

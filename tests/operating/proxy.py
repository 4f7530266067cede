"""nginx as `docs/operating/nginx.conf` describes it, in a folder of its own: only ports and places are changed."""

import asyncio
import getpass
import os
import re
import shutil
import ssl
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
import websockets
from websockets.asyncio.client import connect

from live.hub.frames import SUBPROTOCOL
from tests.command_line.process import SECONDS, free_port, listening

OPERATING = Path(__file__).resolve().parents[2] / "docs" / "operating"
HOST = "dialog.stadt.example"
ADDRESS = f"https://{HOST}"
SNI = {"sni_hostname": HOST}
"""For a browser's requests: the name for which TLS asks."""
MISSING = (
    "nginx and openssl are needed for this test (Debian: apt install nginx-light openssl); without: LIVE_NO_NGINX=1"
)
TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


@dataclass(frozen=True)
class Proxy:
    """A proxy that runs, and the port of the server behind it."""

    folder: Path
    plain: int
    tls: int
    behind: int
    trust: ssl.SSLContext

    @asynccontextmanager
    async def browser(self, place: str = "127.0.0.1") -> AsyncIterator[httpx.AsyncClient]:
        """A browser at this address, which must be one of this machine."""
        transport = httpx.AsyncHTTPTransport(verify=self.trust, local_address=place)
        address = f"https://127.0.0.1:{self.tls}"
        async with httpx.AsyncClient(base_url=address, headers={"host": HOST}, transport=transport) as made:
            yield made

    def socket(self, path: str, cookie: str) -> connect:
        """A page's socket."""
        return connect(
            f"wss://{HOST}{path}",
            host="127.0.0.1",
            port=self.tls,
            ssl=self.trust,
            origin=websockets.Origin(ADDRESS),
            subprotocols=[websockets.Subprotocol(SUBPROTOCOL)],
            additional_headers={"cookie": cookie},
            proxy=None,
        )

    @property
    def errors(self) -> str:
        """What the proxy has written down."""
        return (self.folder / "error.log").read_text("utf-8")


@asynccontextmanager
async def proxied(folder: Path) -> AsyncIterator[Proxy]:
    """Run nginx for the length of the block; nobody is behind it yet."""
    nginx = shutil.which("nginx", path=f"{os.defpath}:/usr/sbin:/usr/local/sbin:{os.environ.get('PATH', '')}")
    if not nginx or not shutil.which("openssl"):
        pytest.fail(MISSING)
    made = Proxy(folder, free_port(), free_port(), free_port(), _certificate(folder))
    (folder / "nginx.conf").write_text(_moved((OPERATING / "nginx.conf").read_text("utf-8"), made), "utf-8")
    command = [nginx, "-p", str(folder), "-e", str(folder / "error.log"), "-c", str(folder / "nginx.conf")]
    process = await asyncio.create_subprocess_exec(*command, "-g", "daemon off;")
    try:
        async with asyncio.timeout(SECONDS):
            await listening(process, made.tls)
        yield made
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


def _certificate(folder: Path) -> ssl.SSLContext:
    subject = ["-subj", f"/CN={HOST}", "-addext", f"subjectAltName=DNS:{HOST}", "-days", "2"]
    kind = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    files = ["-keyout", str(folder / "privkey.pem"), "-out", str(folder / "fullchain.pem")]
    subprocess.run(  # noqa: S603 - our own command
        ["openssl", "req", "-x509", *kind, *subject, *files],  # noqa: S607 - wherever it is installed
        check=True,
        capture_output=True,
        timeout=SECONDS,
    )
    return ssl.create_default_context(cafile=str(folder / "fullchain.pem"))


def _moved(conf: str, proxy: Proxy) -> str:
    """The configuration with other places; every change must find what it changes."""
    places = "".join(f"    {name}_temp_path {proxy.folder}/{name};\n" for name in TEMPORARY)
    for pattern, replacement in (
        (r"user www-data;", f"user {getpass.getuser()};"),
        (r"/run/nginx\.pid", f"{proxy.folder}/nginx.pid"),
        (r"/var/log/nginx/", f"{proxy.folder}/"),
        (r"/etc/ssl/live/", f"{proxy.folder}/"),
        (r"server 127\.0\.0\.1:8000;", f"server 127.0.0.1:{proxy.behind};"),
        (r" +listen \[::\]:.*\n", ""),
        (r"listen 80 ", f"listen 127.0.0.1:{proxy.plain} "),
        (r"listen 443 ", f"listen 127.0.0.1:{proxy.tls} "),
        (r"http \{\n", f"http {{\n{places}"),
    ):
        conf, changed = re.subn(pattern, replacement, conf)
        assert changed, f"{pattern} is not in nginx.conf"
    return conf

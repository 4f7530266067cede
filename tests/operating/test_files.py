"""What the documentation for administrators says is what the program does."""

import re
import shutil
import signal
import socket
import subprocess
import sys
from asyncio import get_running_loop, timeout
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path

import pytest
from pydantic import SecretStr

from live import metrics
from live.web.server import FILES_OF_OUR_OWN
from live.web.settings import Settings
from tests.command_line.process import SECONDS, free_port, serving

ROOT = Path(__file__).resolve().parents[2]
OPERATING = ROOT / "docs" / "operating"
GUIDE = (ROOT / "docs" / "operating.md").read_text("utf-8")
README = (ROOT / "README.md").read_text("utf-8")


def table(name: str) -> dict[str, list[str]]:
    """The rows of a marked table of the guide, by their first cell."""
    marked = GUIDE.partition(f"<!-- {name} -->")[2].partition(f"<!-- /{name} -->")[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in marked.strip().splitlines()[2:]]
    assert rows
    return {first.strip("`"): rest for first, *rest in rows}


def told(default: object) -> str:
    """A default as the guide writes it."""
    match default:
        case tuple():
            return ", ".join(map(told, default))
        case SecretStr():
            return default.get_secret_value()
        case bool():
            return str(default).lower()
        case IPv4Network() | IPv6Network() | str() | Path() | int() | float():
            return str(default)
        case _:
            raise AssertionError(default)


def unit() -> dict[str, list[str]]:
    """The words of the unit, by name."""
    found: dict[str, list[str]] = {}
    for line in (OPERATING / "live.service").read_text("utf-8").splitlines():
        name, is_, value = line.partition("=")
        if is_ and not line.startswith("#"):
            found.setdefault(name, []).append(value)
    return found


def test_the_guide_tells_every_setting_and_its_default() -> None:
    written = {name: default.strip("`") for name, (default, _) in table("settings").items()}
    assert written == {name: told(field.default) for name, field in Settings.model_fields.items()}
    assert list(written) == list(Settings.model_fields)
    assert all(meaning for _, meaning in table("settings").values())


def test_the_guide_tells_every_figure() -> None:
    shown = {found.name for found in metrics.registry.collect() if found.name.startswith("live_")}
    assert table("metrics").keys() == shown


def test_the_guide_links_to_files_that_are_there() -> None:
    links = re.findall(r"\]\((?!#)([^)]+)\)", GUIDE)
    assert {"operating/nginx.conf", "operating/Caddyfile", "operating/Containerfile"} <= set(links)
    assert [link for link in links if not (ROOT / "docs" / link).exists()] == []
    headings = {
        re.sub(r"[^\w -]", "", line[3:]).strip().lower().replace(" ", "-")
        for line in GUIDE.splitlines()
        if line.startswith("## ")
    }
    assert set(re.findall(r"\]\(#([^)]+)\)", GUIDE)) <= headings


def test_the_least_settings_of_the_guide_are_settings() -> None:
    settings = Settings.model_validate(dict(re.findall(r'^(database|public_url) = "([^"]+)"$', GUIDE, re.MULTILINE)))
    assert settings.secure
    assert str(settings.database).startswith(f"/var/lib/{unit()['StateDirectory'][0]}/")


def test_the_unit_calls_what_the_guide_installs_and_gives_it_room() -> None:
    [start] = unit()["ExecStart"]
    assert start.endswith("/live serve")
    assert start.removesuffix("/live serve") + "/pip install" in GUIDE
    assert f"{unit()['Environment'][0].replace('LIVE_CONFIG=', '')}\n" in GUIDE
    assert int(unit()["LimitNOFILE"][0]) >= Settings().open_connections + FILES_OF_OUR_OWN
    assert int(unit()["WatchdogSec"][0]) == 30


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="there is no systemd here")
def test_systemd_understands_the_unit(tmp_path: Path) -> None:
    text = (OPERATING / "live.service").read_text("utf-8").replace("/opt/live/bin/live", sys.executable)
    (tmp_path / "live.service").write_text(text, "utf-8")
    done = subprocess.run(  # noqa: S603 - our own command
        ["systemd-analyze", "verify", "--man=no", tmp_path / "live.service"],  # noqa: S607 - wherever it is installed
        capture_output=True,
        encoding="utf-8",
        timeout=SECONDS,
        check=False,
    )
    assert not [line for line in (done.stdout + done.stderr).splitlines() if "live.service" in line], done
    assert done.returncode == 0, done


async def test_the_server_tells_systemd_when_it_is_ready_lives_and_ends(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ear:
        ear.bind(str(tmp_path / "notify"))
        ear.settimeout(0)
        words: list[bytes] = []

        async def hear(wanted: bytes) -> None:
            async with timeout(SECONDS):
                while not words or words[-1] != wanted:
                    words.append(await get_running_loop().sock_recv(ear, 100))

        settings = {"NOTIFY_SOCKET": str(tmp_path / "notify"), "WATCHDOG_USEC": "400000"}
        async with serving(tmp_path / "live.db", free_port(), **settings) as server:
            await hear(b"READY=1")
            await hear(b"WATCHDOG=1")
            server.send_signal(signal.SIGTERM)
            await hear(b"STOPPING=1")
            assert await server.wait() == 0
    assert set(words) == {b"READY=1", b"WATCHDOG=1", b"STOPPING=1"}
    assert words.count(b"READY=1") == words.count(b"STOPPING=1") == 1


def test_the_container_is_made_of_what_is_there_and_called_as_the_readme_says() -> None:
    lines = (OPERATING / "Containerfile").read_text("utf-8").splitlines()
    copied = {path for line in lines if line.startswith("COPY ") for path in line.split()[1:-1]}
    assert [path for path in copied if not (ROOT / path).exists()] == []
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    for path in re.findall(r'^"(\w+)" = "live/_data/\w+"$', project, re.MULTILINE):
        assert path in copied, "the package is made of it"
    assert 'CMD ["live", "serve"]' in lines
    assert "./dev live serve" in README
    assert "`pip install .`" in README
    assert [line for line in lines if re.search(r"pip install [^.]*--no-deps \. ", line)]
    ours = {name for line in lines if line.startswith("ENV ") for name in re.findall(r"LIVE_(\w+)=", line)}
    assert {name.lower() for name in ours} <= Settings.model_fields.keys()
    assert f"EXPOSE {Settings().port}" in lines


@pytest.mark.skipif(shutil.which("caddy") is None, reason="Caddy is not installed; its file was tried by hand")
def test_caddy_understands_its_file() -> None:
    done = subprocess.run(  # noqa: S603 - our own command
        ["caddy", "validate", "--adapter", "caddyfile", "--config", OPERATING / "Caddyfile"],  # noqa: S607 - as above
        capture_output=True,
        encoding="utf-8",
        timeout=SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", ["nginx.conf", "Caddyfile"])
def test_a_proxys_file_names_the_port_and_keeps_the_house_to_itself(name: str) -> None:
    text = (OPERATING / name).read_text("utf-8")
    assert f"127.0.0.1:{Settings().port}" in text
    assert {"/metrics", "/readyz"} <= set(re.findall(r"/metrics|/readyz", text))
    [seconds] = set(re.findall(r"keepalive(?:_timeout)? (\d+)s?\b(?=;? +#)", text))
    assert int(seconds) < Settings().idle_seconds

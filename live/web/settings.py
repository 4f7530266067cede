"""What an administrator sets: one model from a TOML file and `LIVE_*` variables of the environment, which win."""

import os
import tomllib
from collections.abc import Mapping
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr, model_validator
from pydantic_core import PydanticCustomError

from live.conference.address import is_safe
from live.conference.bigbluebutton import Algorithm
from live.core.conference import Servers

PREFIX = "LIVE_"
OTHERS = frozenset({"LIVE_CONFIG", "LIVE_NO_BROWSER", "LIVE_NO_NGINX"})
LISTS = frozenset({"trusted_proxies", "metrics_from"})


def _safe(address: str) -> str:
    if address and not is_safe(address):
        raise PydanticCustomError(
            "settings.conference", "an address like https://meet.stadt.example; only this machine's own may be http://"
        )
    return address.rstrip("/")


ConferenceUrl = Annotated[str, AfterValidator(_safe)]
CityUrl = Annotated[str, Field(pattern=r"^(https?://[^\s]+)?$", max_length=2000)]


class Settings(BaseModel):
    """Settings of one server. Every field can be given as `LIVE_<NAME>`; lists are separated by commas there."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535)] = 8000
    database: Path = Path("live.db")
    public_url: Annotated[str, Field(pattern=r"^(https?://[^\s/?#]+/?)?$")] = ""
    """Address under which people reach the server, as `https://dialog.stadt.example`; empty: host and port."""
    trusted_proxies: tuple[str, ...] = ()
    """Addresses of the proxies whose `X-Forwarded-*` headers are believed. Nobody else's are."""
    wrong_codes_per_place: Annotated[int, Field(ge=1)] = 60
    """Wrong join codes that one network (/24 or /48) may try in ten minutes."""
    wrong_codes_in_all: Annotated[int, Field(ge=1)] = 600
    """Wrong join codes that everybody together may try in ten minutes before each network is left only a few."""
    frames_per_second: Annotated[float, Field(gt=0)] = 25
    frames_at_once: Annotated[int, Field(ge=1)] = 100
    """Frames a page may send: steadily, and in one go."""
    pages_per_person: Annotated[int, Field(ge=1)] = 5
    people_per_dialogue: Annotated[int, Field(ge=1)] = 20_000
    """People that one dialogue lets in: whoever has the code and a program could fill the disk otherwise."""
    open_connections: Annotated[int, Field(ge=10)] = 12_000
    """Connections open at the same time, pages and requests together; whoever comes then is asked to come again."""
    request_seconds: Annotated[float, Field(gt=0)] = 10
    """How long a browser may take to say what it wants: the head of a request, then its body."""
    idle_seconds: Annotated[float, Field(gt=0)] = 5
    """How long a connection stays open for a next request."""
    patience_seconds: Annotated[float, Field(gt=0)] = 30
    """How long something may wait for a page that does not read before the page is let go."""
    hello_seconds: Annotated[float, Field(gt=0)] = 5
    """How long a page that is signed in may take to say hello."""
    pages_without_hello: Annotated[int, Field(ge=1)] = 5_000
    """Pages that are signed in and have not said hello yet, before others are asked to come again."""
    refused_pages_per_place: Annotated[int, Field(ge=1)] = 600
    """Sockets that one network (/24 or /48) may open in ten minutes without being signed in, before it is cut short."""
    refused_pages_in_all: Annotated[int, Field(ge=1)] = 60_000
    """The same for everybody together, before each network is left only a few."""
    metrics_from: tuple[IPv4Network | IPv6Network, ...] = (IPv4Network("127.0.0.1/32"), IPv6Network("::1/128"))
    """Addresses and networks that may read `/metrics`, never through a proxy; everybody else finds nothing there."""
    log_format: Literal["auto", "text", "json"] = "auto"
    """How the server's own log is written to standard error; `auto`: text on a terminal, else one JSON per line."""
    log_level: Literal["debug", "info", "warning", "error"] = "warning"
    """The least that is worth a line in the log. No level writes names, texts or addresses."""
    imprint_url: CityUrl = ""
    """Address of the city's imprint, linked at the foot of pages."""
    privacy_url: CityUrl = ""
    """Address of the city's own privacy notice, linked on `/privacy`, which tells what the program stores."""
    accessibility_url: CityUrl = ""
    """Address of the city's own accessibility statement, linked on `/accessibility`."""
    jitsi_url: ConferenceUrl = ""
    """Address of the city's Jitsi server; empty: groups have no rooms there."""
    bigbluebutton_url: ConferenceUrl = ""
    """Address of the city's BigBlueButton server as `bbb-conf --secret` prints it."""
    bigbluebutton_secret: SecretStr = SecretStr("")
    """Its shared secret, from the same command. It goes into checksums and nowhere else."""
    bigbluebutton_checksum: Algorithm = "sha256"
    """How calls are signed; old servers know only `sha1`."""
    as_written: bool = False
    """Pages fetch scripts and styles as they are written, anew at each visit: for whoever works on them."""

    @model_validator(mode="after")
    def _secret_has_an_address(self) -> Self:
        if bool(self.bigbluebutton_url) != bool(self.bigbluebutton_secret.get_secret_value()):
            raise PydanticCustomError(
                "settings.bigbluebutton", "bigbluebutton_url and bigbluebutton_secret are given together or not at all"
            )
        return self

    @property
    def conference_servers(self) -> Servers:
        """The servers on which groups can meet by video."""
        return Servers(jitsi=self.jitsi_url, bigbluebutton=bool(self.bigbluebutton_url))

    @property
    def address(self) -> str:
        """The public address without a slash at its end."""
        if self.public_url:
            return self.public_url.rstrip("/")
        host = "127.0.0.1" if self.host in ("", "0.0.0.0", "::") else self.host  # noqa: S104 - compared, not bound
        return f"http://{host}:{self.port}"

    @property
    def secure(self) -> bool:
        """Whether people come by HTTPS."""
        return self.address.startswith("https://")

    @property
    def origins(self) -> frozenset[str]:
        """Origins whose pages may speak with this server; without a public address also the machine's own names."""
        found = urlsplit(self.address)
        origin = f"{found.scheme}://{found.netloc}"
        if self.public_url:
            return frozenset({origin})
        return frozenset({origin, f"http://localhost:{self.port}", f"http://127.0.0.1:{self.port}"})


def read_settings(path: Path | None = None, environment: Mapping[str, str] = os.environ) -> Settings:
    """Settings from a TOML file (or the one that `LIVE_CONFIG` names) and the environment.

    Raises `OSError`, `tomllib.TOMLDecodeError` or `pydantic.ValidationError`.
    """
    path = path or (Path(environment["LIVE_CONFIG"]) if "LIVE_CONFIG" in environment else None)
    found: dict[str, object] = tomllib.loads(path.read_text("utf-8")) if path else {}
    for name, value in environment.items():
        if name.startswith(PREFIX) and name not in OTHERS:
            field = name.removeprefix(PREFIX).lower()
            found[field] = [part.strip() for part in value.split(",")] if field in LISTS else value
    return Settings.model_validate(found)

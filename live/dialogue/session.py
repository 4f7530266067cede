"""The plan of an evening as its authors wrote it: the occasion, and an agenda of typed steps.

Rule: a session is data that never changes. Steps are the settings of the kinds in `KINDS`; there is no other list.
What must hold across the whole plan (sums, references, translations) is judged in `session_rules`, not here, so that
a plan once accepted can always be read back from its log.
"""

import datetime as dt
import re
from collections.abc import Mapping
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Annotated, Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, TypeAdapter
from pydantic_core import PydanticCustomError

from live.core.kind import StepSettings
from live.core.text import Language, Text
from live.steps import KINDS

MAX_STEPS = 60
LOGO_LIMIT = 200_000
"""Bytes of a logo."""

if TYPE_CHECKING:
    Step = StepSettings
else:
    Step = Annotated[reduce(or_, (kind.Settings for kind in KINDS)), Field(discriminator="kind")]


def _clock_time(value: object) -> object:
    found = re.fullmatch(r"([01]?\d|2[0-3])[:.]([0-5]\d)", value.strip()) if isinstance(value, str) else None
    if found is None:
        raise PydanticCustomError("session.time", "a time like 18:00")
    return f"{int(found[1]):02d}:{found[2]}"


def _calendar_day(value: object) -> object:
    if isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(value if isinstance(value, str) and len(value) == len("2026-06-18") else "")
    except ValueError:
        raise PydanticCustomError("session.date", "a day like 2026-06-18") from None


def _known_zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise PydanticCustomError("session.zone", "a time zone like Europe/Berlin") from None
    return value


def _each_once(tags: tuple[str, ...]) -> tuple[str, ...]:
    if len(set(tags)) < len(tags):
        raise PydanticCustomError("session.language_twice", "a language is named twice")
    return tags


def _logo_beside(value: str) -> str:
    if not re.fullmatch(r"[^\\:]+\.(svg|png)", value, re.IGNORECASE) or value.startswith("/") or ".." in value:
        raise PydanticCustomError("session.logo", "a file like logo.svg beside the session file")
    return value


Line = Annotated[str, Field(min_length=1, max_length=300)]
"""A name or a short line that is the same in every language."""
Url = Annotated[str, Field(max_length=2000, pattern=r"^https?://[^\s]+$")]
ClockTime = Annotated[str, BeforeValidator(_clock_time)]
"""Local time, "HH:MM"."""
Zone = Annotated[Line, AfterValidator(_known_zone)]


class Contact(BaseModel):
    """Whom people may ask, before and after."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    name: Line | None = Field(default=None, title="Name", description="Name der Person oder Stelle")
    mail: Annotated[str, Field(max_length=300, pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$")] | None = Field(
        default=None,
        title="E-Mail",
        description="E-Mail-Adresse, zum Beispiel dialog@stadt.example",
    )
    phone: Line | None = Field(default=None, title="Telefon", description="Telefonnummer, in Anführungszeichen")
    web: Url | None = Field(
        default=None, title="Internetseite", description="Adresse einer Seite, beginnt mit https://"
    )


class NextStep(BaseModel):
    """What happens with the results: what is done, who is responsible for it, by when."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    text: Text = Field(title="Schritt", description="Was als Nächstes geschieht")
    office: str = Field(default="", max_length=300, title="Zuständig", description="Amt oder Stelle, die zuständig ist")
    by: str = Field(
        default="",
        max_length=300,
        title="Bis wann",
        description="Tag als Jahr-Monat-Tag, zum Beispiel 2026-09-30, oder in Worten",
    )


class Logo(BaseModel):
    """The bytes of the city's logo, so that a dialogue does not depend on a file that may move."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    mime: Literal["image/svg+xml", "image/png"]
    base64: Annotated[str, Field(max_length=LOGO_LIMIT * 4 // 3 + 4)]


class Occasion(BaseModel):
    """Everything a session file says beside its agenda."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    title: Text = Field(title="Titel", description="Titel des Abends, so wie ihn alle sehen")
    subtitle: Text | None = Field(default=None, title="Untertitel", description="Eine Zeile unter dem Titel")
    city: Line = Field(title="Stadt", description="Name der Stadt oder Gemeinde")
    date: Annotated[dt.date, BeforeValidator(_calendar_day)] = Field(
        title="Datum", description="Tag des Abends als Jahr-Monat-Tag, zum Beispiel 2026-06-18"
    )
    start: ClockTime = Field(title="Beginn", description='Beginn in Ortszeit, zum Beispiel "18:00"')
    end: ClockTime = Field(title="Ende", description='Ende in Ortszeit, zum Beispiel "20:15"')
    time_zone: Zone = Field(
        default="Europe/Berlin",
        title="Zeitzone",
        description="Zeitzone des Ortes, zum Beispiel Europe/Berlin",
    )
    place: Text | None = Field(default=None, title="Ort", description="Wo der Abend stattfindet")
    conference: Url | None = Field(
        default=None,
        title="Videokonferenz",
        description="Adresse der Videokonferenz, beginnt mit https://",
    )
    organisers: tuple[Line, ...] = Field(
        default=(),
        max_length=40,
        title="Veranstaltende",
        description="Wer einlädt: eine Liste von Namen",
    )
    contact: Contact | None = Field(
        default=None,
        title="Kontakt",
        description="An wen sich Menschen wenden können: name, mail, phone, web",
    )
    support_phone: Line | None = Field(
        default=None,
        title="Hilfetelefon",
        description="Telefonnummer für technische Hilfe am Abend",
    )
    credits: tuple[Line, ...] = Field(
        default=(),
        max_length=60,
        title="Mitwirkende",
        description="Wer mitgewirkt hat: eine Liste von Zeilen",
    )
    thanks: Text | None = Field(default=None, title="Dank", description="Dank am Ende der Dokumentation")
    next_steps: tuple[NextStep, ...] = Field(
        default=(),
        max_length=40,
        title="Wie es weitergeht",
        description="Was mit den Ergebnissen geschieht, als Tabelle in der Dokumentation: text, office, by; ohne "
        "Angabe stehen dort die nächsten Schritte der Auswertung",
    )
    licence: Line | None = Field(
        default=None,
        title="Lizenz",
        description="Lizenz der Texte in der Dokumentation, zum Beispiel CC BY 4.0; ohne Angabe steht dort keine",
    )
    accent: Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")] = Field(
        default="#00545f",
        title="Farbe",
        description='Farbe der Stadt, zum Beispiel "#00545f" (in Anführungszeichen)',
    )
    logo: Annotated[Line, AfterValidator(_logo_beside)] | None = Field(
        default=None,
        title="Logo",
        description="Datei mit dem Logo neben dieser Datei, SVG oder PNG",
    )
    logo_data: Logo | None = Field(default=None, description="Inhalt des Logos; steht nie in der Datei")
    languages: Annotated[tuple[Language, ...], AfterValidator(_each_once)] = Field(
        default=("de",),
        min_length=1,
        max_length=12,
        title="Sprachen",
        description="Sprachen des Abends, zum Beispiel de, de-simple, en, ar; die erste ist die übliche",
    )
    why: Text | None = Field(default=None, title="Anlass", description="Warum dieser Abend stattfindet")
    guiding_questions: tuple[Text, ...] = Field(
        default=(), max_length=20, title="Leitfragen", description="Die Fragen, um die es geht"
    )

    @property
    def default_language(self) -> str:
        """The language of every text that names none."""
        return self.languages[0]

    def starts_at(self) -> int:
        """Planned beginning in ms since 1970 UTC."""
        return self._moment(self.start)

    def ends_at(self) -> int:
        """Planned end in ms since 1970 UTC."""
        return self._moment(self.end)

    def _moment(self, clock: str) -> int:
        hour, minute = map(int, clock.split(":"))
        day = self.date
        local = dt.datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZoneInfo(self.time_zone))
        return int(local.timestamp()) * 1000


class Session(Occasion):
    """A whole plan."""

    agenda: tuple[Step, ...] = Field(
        min_length=1,
        max_length=MAX_STEPS,
        title="Ablauf",
        description="Die Programmpunkte in ihrer Reihenfolge",
    )

    def public(self) -> dict[str, Any]:
        """What every page needs of it: SESSION in docs/protocol.md, but for the code and the address of the logo."""
        left_out = {"agenda", "date", "start", "end", "time_zone", "logo", "logo_data", "next_steps", "licence"}
        return {
            **self.model_dump(mode="json", exclude_none=True, exclude=left_out),
            "starts_at": self.starts_at(),
            "ends_at": self.ends_at(),
            "zone": self.time_zone,
            "default_language": self.default_language,
        }


_STEP: TypeAdapter[StepSettings] = TypeAdapter(Step)


def read_step(settings: Mapping[str, Any], default_language: str = "de") -> StepSettings:
    """One agenda point as in a session file. Plain strings become texts in `default_language`.

    Raises `pydantic.ValidationError` for anything else, also for a kind that does not exist.
    """
    return _STEP.validate_python(dict(settings), context={"default_language": default_language})

"""The office: all evenings of this server beside each other, for those who have to say what the format is good for.

Rule: figures of whole evenings, never of a person, and nobody comes in but by a link of the office. An evening with
very few people is no evening but a rehearsal, and its averages would be somebody's answers: it is left out.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from live.core.document import Moment
from live.core.text import in_language
from live.dialogue.figures import Figures, Mood, Rating
from live.locale import Catalogue, catalogue
from live.log.port import SERVER, Log
from live.render.csv import guarded
from live.render.words import Wording
from live.web.archive import Archive, Past
from live.web.links import entry_by_cookie
from live.web.naming import attachment
from live.web.pages import Pages
from live.web.rooms import Rooms

LEAST_PEOPLE = 5
MINUTE = 60_000
HERE = "/office"


@dataclass(frozen=True, slots=True)
class Rated:
    """One evening's average of a statement."""

    past: Past
    rating: Rating


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement of the questionnaire over all evenings in which it was asked, the newest first."""

    rating: Rating
    evenings: tuple[Rated, ...]

    def of(self, past: Past) -> Rating | None:
        """What it was in one evening."""
        return next((rated.rating for rated in self.evenings if rated.past.dialogue == past.dialogue), None)

    @property
    def people(self) -> int:
        """All who answered it."""
        return sum(rated.rating.people for rated in self.evenings)

    @property
    def average(self) -> float:
        """The mean over all these people, not over evenings."""
        return sum(rated.rating.average * rated.rating.people for rated in self.evenings) / self.people


class Comparing:
    """The routes of the office."""

    def __init__(self, log: Log, pages: Pages, rooms: Rooms, archive: Archive) -> None:
        """Compare what the archive has read."""
        self._log = log
        self._pages = pages
        self._rooms = rooms
        self._archive = archive

    def routes(self) -> list[Route]:
        """What this room of the house answers."""
        return [Route(HERE, self.compare), Route(f"{HERE}/evenings.csv", self.table)]

    async def compare(self, request: Request) -> Response:
        """The page."""
        if not await self._may(request):
            return self._rooms.locked(request)
        evenings, missing = await self._evenings()
        language = self._pages.language(request)
        answer = self._pages.page(
            request,
            "comparing.html",
            language=language,
            office=Office(catalogue(language), evenings),
            missing=missing,
            least=LEAST_PEOPLE,
        )
        answer.headers["x-robots-tag"] = "noindex"
        return answer

    async def table(self, request: Request) -> Response:
        """The same as a file for a spreadsheet; of a list that is not complete yet it is not made."""
        if not await self._may(request):
            return self._rooms.locked(request)
        evenings, missing = await self._evenings()
        if missing:
            return self._pages.message(
                request,
                "One moment, please",
                "The evenings are still being read. Please try again in a moment.",
                status=503,
                link=HERE,
            )
        words = catalogue(self._pages.language(request))
        today = datetime.now(UTC).date().isoformat()
        return Response(
            written(rows(words, evenings)),
            media_type="text/csv; charset=utf-8",
            headers=attachment(words.say("evenings"), today, ending="csv"),
        )

    async def _may(self, request: Request) -> bool:
        return await entry_by_cookie(request, self._log, self._pages.settings, SERVER, "office") is not None

    async def _evenings(self) -> tuple[tuple[Past, ...], int]:
        evenings, missing = await self._archive.shelf()
        return tuple(past for past in evenings if worth_comparing(past.figures)), missing


class Office:
    """What the page asks while it is filled in: evenings, and numbers and moments in words."""

    def __init__(self, words: Catalogue, evenings: Sequence[Past]) -> None:
        """Compare these evenings, the newest first."""
        self.evenings = evenings
        self.statements = statements(evenings)
        self._language = words.language

    @property
    def people(self) -> int:
        """Everybody who took part, counted once for each evening."""
        return sum(past.figures.people for past in self.evenings)

    @property
    def notes(self) -> int:
        """All notes."""
        return sum(past.figures.notes for past in self.evenings)

    @property
    def ideas(self) -> int:
        """All focus ideas."""
        return sum(past.figures.ideas for past in self.evenings)

    def said(self, past: Past, text: dict[str, str]) -> tuple[str, str]:
        """Words of an evening and the language they are in."""
        return in_language(text, self._language, past.figures.language)

    def day(self, past: Past) -> str:
        """The day of an evening."""
        return self._wording(past).moment(Moment(at=past.figures.planned[0], shown="day"))

    def time(self, past: Past, at: int) -> str:
        """A time of day where the evening was."""
        return self._wording(past).moment(Moment(at=at))

    def number(self, number: float) -> str:
        """A number in the reader's language."""
        return Wording(self._language, self._language, ZoneInfo("UTC")).number(number)

    def share(self, share: float) -> str:
        """A part of the whole in percent."""
        return Wording(self._language, self._language, ZoneInfo("UTC")).share(share)

    def later(self, past: Past) -> int | None:
        """By how many minutes it ended later than planned."""
        return minutes_later(past.figures)

    def _wording(self, past: Past) -> Wording:
        return Wording(self._language, past.figures.language, ZoneInfo(past.figures.zone))


def worth_comparing(found: Figures) -> bool:
    """Whether this was an evening with people in it."""
    return found.took_place is not None and max(found.people, found.counted) >= LEAST_PEOPLE


def statements(evenings: Sequence[Past]) -> list[Statement]:
    """The statements of all questionnaires; those with the same id and the same words are one."""
    found: dict[tuple[str, str], list[Rated]] = {}
    for past in evenings:
        for rating in past.figures.ratings:
            if rating.people >= LEAST_PEOPLE:
                same = (rating.item, in_language(rating.statement, past.figures.language, past.figures.language)[0])
                found.setdefault(same, []).append(Rated(past, rating))
    return [Statement(rated[0].rating, tuple(rated)) for rated in found.values()]


def minutes_later(found: Figures) -> int | None:
    """By how many minutes an evening ended later than planned; None while it has not ended."""
    until = found.took_place[1] if found.took_place else None
    return None if until is None else round((until - found.planned[1]) / MINUTE)


Cell = str | int | float | None


def rows(words: Catalogue, evenings: Sequence[Past]) -> Iterator[list[Cell]]:
    """The table: a head, then a row for each evening."""
    asked = statements(evenings)
    office, say = Office(words, evenings), words.say
    head = [
        *(
            say("Title"),
            say("City"),
            say("Date"),
            say("Planned from"),
            say("Planned until"),
            say("Began"),
            say("Ended"),
        ),
        *(say("Ended later by (minutes)"), say("People"), say("In the app"), say("On the phone")),
        *(say("Counted by hand"), say("Devices"), say("Groups"), say("Notes"), say("Focus ideas")),
        *(say("Mood before: people"), say("Mood before: thumbs up (share)"), say("Mood before: fingers (average)")),
        *(say("Mood after: people"), say("Mood after: thumbs up (share)"), say("Mood after: fingers (average)")),
        say("Questionnaire: people"),
    ]
    titles = [office.said(asking.evenings[0].past, asking.rating.statement)[0] for asking in asked]
    for title in titles:
        head += [say("%(statement)s (average)", statement=title), say("%(statement)s (people)", statement=title)]
    yield [*head]
    for past in evenings:
        mine = [asking.of(past) for asking in asked]
        ratings = [cell for rating in mine for cell in ((rating.average, rating.people) if rating else (None, None))]
        yield [*_row(office, past), *ratings]


def _row(office: Office, past: Past) -> list[Cell]:
    found = past.figures
    began, ended = found.took_place or (None, None)
    return [
        *(office.said(past, found.title)[0], found.city, _local(past, found.planned[0], "%Y-%m-%d")),
        *(_local(past, at, "%H:%M") for at in (*found.planned, began, ended)),
        *(minutes_later(found), found.people, found.sources.get("app", 0), found.sources.get("phone", 0)),
        *(found.counted, found.devices, found.groups, found.notes, found.ideas),
        *(cell for mood in (found.before, found.after) for cell in _mood(mood)),
        found.answered if found.answered >= LEAST_PEOPLE else None,
    ]


def _mood(mood: Mood | None) -> tuple[Cell, Cell, Cell]:
    if mood is None or mood.people < LEAST_PEOPLE:
        return None, None, None
    return mood.people, mood.share_up, mood.fingers


def _local(past: Past, at: int | None, form: str) -> str:
    if at is None:
        return ""
    return datetime.fromtimestamp(at / 1000, UTC).astimezone(ZoneInfo(past.figures.zone)).strftime(form)


def written(table: Iterator[list[Cell]]) -> bytes:
    """A file that a German Excel opens by a double click: with a mark at its beginning, semicolons, decimal commas."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";").writerows([_written(cell) for cell in row] for row in table)
    return out.getvalue().encode("utf-8-sig")


def _written(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case float():
            return f"{cell:.4f}".rstrip("0").rstrip(".").replace(".", ",")
        case int():
            return str(cell)
        case str():
            return guarded(cell)

"""What everybody may read: the published documentation of a dialogue, its files, and the list of all of them.

Rule: no sign-in, no script, no trace of the visitor. Unknown and unpublished look alike; what was withdrawn says so,
and why; only the newest version is here, because an older one may hold what had to be corrected.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from zoneinfo import ZoneInfo

from pydantic_core import to_json
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from live.core.document import Moment
from live.core.ids import DialogueId
from live.core.text import in_language
from live.dialogue.editing.state import Publication
from live.hub.hub import Hub
from live.locale import NAMES, catalogue
from live.render.formats import EVERYTHING, NAMED, Format
from live.render.json import schema
from live.render.words import Wording
from live.web.archive import Archive, Past
from live.web.exports import Exports, Made, NotMade
from live.web.naming import attachment
from live.web.pages import LANGUAGE_COOKIE, Pages
from live.web.published import BeingRevised, Edition, Published, same_in_all_languages

FRESH = "public, max-age=60"
"""What was corrected or withdrawn is gone from everybody's browser after a minute."""
NOT_INDEXED = {"x-robots-tag": "noindex"}
CARD_ENDING = "png"


class Publishing:
    """The public routes."""

    def __init__(self, hub: Hub, pages: Pages, archive: Archive, exports: Exports) -> None:
        """Show what the hub's dialogues have published."""
        self._pages = pages
        self._archive = archive
        self._published = Published(hub, exports, pages)

    def routes(self) -> list[Route]:
        """What is answered here."""
        return [
            Route("/d", self.everything),
            Route("/d/{dialogue}", self.page),
            Route("/d/{dialogue}/{name}", self.named),
            Route("/documentation.schema.json", _schema),
        ]

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """Make files for the length of the block."""
        try:
            yield
        finally:
            await asyncio.gather(*self._published.close(), return_exceptions=True)

    async def everything(self, request: Request) -> Response:
        """All dialogues that are public, the newest first."""
        evenings, missing = await self._archive.shelf()
        public = [past for past in evenings if past.readable]
        language = self._pages.language(request)
        answer = self._pages.page(
            request, "published/list.html", language=language, listing=Listing(language, public), missing=missing
        )
        answer.headers["x-robots-tag"] = "all"
        return answer

    async def page(self, request: Request) -> Response:
        """The documentation in the language of the visitor."""
        past = await self._past(request)
        if past is None or not past.publications:
            return self._nothing(request)
        language = self._language(request, past)
        answer = await self._page(request, past, language)
        answer.headers.add_vary_header("Accept-Language")
        answer.headers.add_vary_header("Cookie")
        return answer

    async def named(self, request: Request) -> Response:
        """The documentation in one language (`de`), one of its files (`de.pdf`), or its picture (`de.png`)."""
        past = await self._past(request)
        language, dot, form = request.path_params["name"].partition(".")
        if past is None or not past.publications or language not in past.languages:
            return self._nothing(request)
        if not dot:
            return await self._page(request, past, language)
        if form == CARD_ENDING:
            return await self._card(request, past, language)
        found = EVERYTHING if form == EVERYTHING.name else NAMED.get(form)
        if found is None:
            return self._nothing(request)
        if same_in_all_languages(found) and language != past.languages[0]:
            return RedirectResponse(f"/d/{past.dialogue}/{past.languages[0]}.{form}", 308, {"cache-control": FRESH})
        return await self._file(request, past, found, language)

    async def _page(self, request: Request, past: Past, language: str) -> Response:
        if past.published is None:
            return self._withdrawn(request, past, past.publications[-1], language)
        try:
            made = await self._published.page(await self._published.edition(past, past.published), language)
        except BeingRevised:
            return self._revised(request, past, language)
        except NotMade:
            return not_made(self._pages, request)
        headers = {"content-security-policy": self._published.policy(made), "content-language": language}
        return sent(request, made, "text/html; charset=utf-8", headers)

    async def _file(self, request: Request, past: Past, form: Format, language: str) -> Response:
        edition = await self._edition(request, past, language)
        if isinstance(edition, Response):
            return edition
        try:
            made = await self._published.file(edition, form, language)
        except BeingRevised:
            return self._revised(request, past, language)
        except NotMade:
            return not_made(self._pages, request, link=f"/d/{past.dialogue}/{language}")
        found = past.figures
        title, _ = in_language(found.title, language, found.language)
        day = _wording(past, language).date(found.planned[0])
        version = f"v{edition.publication.number}"
        own = "" if same_in_all_languages(form) else language
        name = attachment(title, day, own, version, ending=form.ending)
        return sent(request, made, form.media_type, {**name, "x-robots-tag": "noindex"})

    async def _card(self, request: Request, past: Past, language: str) -> Response:
        edition = await self._edition(request, past, language)
        if isinstance(edition, Response):
            return edition
        try:
            return sent(request, await self._published.card(edition, language), "image/png", {})
        except (BeingRevised, NotMade):
            return Response(status_code=404, headers=NOT_INDEXED)

    async def _edition(self, request: Request, past: Past, language: str) -> Edition | Response:
        if past.published is None:
            return self._withdrawn(request, past, past.publications[-1], language)
        try:
            return await self._published.edition(past, past.published)
        except BeingRevised:
            return self._revised(request, past, language)

    async def _past(self, request: Request) -> Past | None:
        return await self._archive.past(DialogueId(request.path_params["dialogue"]))

    def _language(self, request: Request, past: Past) -> str:
        chosen = request.cookies.get(LANGUAGE_COOKIE, "")
        wished = [
            wish.partition(";")[0].strip().lower() for wish in request.headers.get("accept-language", "").split(",")
        ]
        wishes = (chosen, *(tag for wish in wished for tag in (wish, wish.partition("-")[0])))
        return next((tag for tag in wishes if tag in past.languages), past.languages[0])

    def _nothing(self, request: Request) -> Response:
        answer = self._pages.message(request, "Nothing here", "There is no documentation at this address.", status=404)
        answer.headers.update(NOT_INDEXED)
        return answer

    def _withdrawn(self, request: Request, past: Past, last: Publication, language: str) -> Response:
        day = _wording(past, language).moment(Moment(at=last.withdrawn_at or last.at, shown="day"))
        words = catalogue(language)
        return self._notice(
            request,
            past,
            language,
            title=words.say("Withdrawn"),
            sentence=words.say("This documentation was public and was withdrawn on %(day)s.", day=day),
            reason=last.withdrawal,
            status=410,
        )

    def _revised(self, request: Request, past: Past, language: str) -> Response:
        words = catalogue(language)
        return self._notice(
            request,
            past,
            language,
            title=words.say("Being revised"),
            sentence=words.say("This documentation is being revised and will soon be here again."),
            reason="",
            status=503,
        )

    def _notice(
        self, request: Request, past: Past, language: str, *, title: str, sentence: str, reason: str, status: int
    ) -> Response:
        said = in_language(past.figures.title, language, past.figures.language)
        answer = self._pages.page(
            request,
            "published/withdrawn.html",
            language=language,
            status=status,
            said=said,
            title=title,
            sentence=sentence,
            reason=reason,
            contact=past.contact,
        )
        answer.headers.update(NOT_INDEXED)
        return answer


class Listing:
    """What the list asks while it is filled in."""

    def __init__(self, language: str, evenings: list[Past]) -> None:
        """List these in a language."""
        self.evenings = evenings
        self._language = language

    def said(self, past: Past) -> tuple[str, str]:
        """The title, and the language it is in."""
        return in_language(past.figures.title, self._language, past.figures.language)

    def day(self, past: Past) -> str:
        """The day of an evening."""
        return _wording(past, self._language).moment(Moment(at=past.figures.planned[0], shown="day"))

    def name(self, language: str) -> str:
        """A language in its own words."""
        return NAMES.get(language, language)


def sent(request: Request, made: Made, media_type: str, headers: dict[str, str]) -> Response:
    """A file that is public: nothing where the browser has it already, else compressed for whoever takes it so."""
    packed = made.packed and "gzip" in request.headers.get("accept-encoding", "")
    etag = f'"{made.digest}{"-gzip" if packed else ""}"'
    shared = {"etag": etag, "cache-control": FRESH, "x-robots-tag": "all"} | headers
    # Of what is sent uncompressed the middleware says it.
    varies = {"vary": "Accept-Encoding"} if made.packed else {}
    known = [tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")]
    if etag in known or "*" in known:
        return Response(status_code=304, headers=shared | varies)
    if packed:
        return Response(made.kept, media_type=media_type, headers=shared | varies | {"content-encoding": "gzip"})
    return Response(made.content, media_type=media_type, headers=shared)


def not_made(pages: Pages, request: Request, link: str = "/d") -> Response:
    """The page that says that a file could not be made, and that this is nobody's fault who reads it."""
    answer = pages.message(
        request,
        "This file could not be made",
        "The server has noted why. Please try again in a few minutes, or take another form.",
        status=503,
        link=link,
    )
    answer.headers.update(NOT_INDEXED)
    return answer


def _wording(past: Past, language: str) -> Wording:
    return Wording(language, past.figures.language, ZoneInfo(past.figures.zone))


@cache
def _written_schema() -> bytes:
    return to_json(schema(), indent=2)


async def _schema(_: Request) -> Response:
    headers = {"cache-control": FRESH}
    return Response(_written_schema(), media_type="application/schema+json", headers=headers)

"""Templates and what goes into every page: language, words, colours, nonce."""

import secrets
from collections.abc import Callable
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup
from starlette.requests import HTTPConnection, Request
from starlette.responses import HTMLResponse

from live import places
from live.core.ids import PersonId
from live.core.text import in_language
from live.dialogue.state import State
from live.locale import Catalogue, catalogue, languages
from live.render.accent import accents
from live.web import messages
from live.web.made import Addresses
from live.web.mould import Mould
from live.web.security import nonce_of
from live.web.settings import Settings

LANGUAGE_COOKIE = "language"
MOST_MOULDS = 500
NONCE, PERSON = (f"{word}-{secrets.token_hex(16)}" for word in ("nonce", "person"))
"""What stands for the two in a page that is rendered for everybody: drawn, so that no session file holds it."""


class Pages:
    """Renders the templates of the product."""

    def __init__(self, settings: Settings) -> None:
        """Load templates from where they are installed."""
        self.settings = settings
        self._addresses = Addresses(as_written=settings.as_written)
        self._moulds: dict[tuple[str, str, str], Mould] = {}
        self._templates = Environment(
            loader=FileSystemLoader(places.templates()),
            autoescape=select_autoescape(default=True, default_for_string=True),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        of = self._addresses
        self._templates.globals |= {"sheets": of.sheets, "file": of.file, "bound": of.bound}

    def language(self, request: HTTPConnection, state: State | None = None) -> str:
        """The language for this reader: chosen before, else what the browser prefers, else the dialogue's first."""
        offered = state.plan.languages if state else languages()
        default = offered[0]
        chosen = request.cookies.get(LANGUAGE_COOKIE, "")
        if chosen in offered:
            return chosen
        for wish in request.headers.get("accept-language", "").split(","):
            tag = wish.partition(";")[0].strip().lower().partition("-")[0]
            if tag in offered:
                return tag
        return default

    def page(
        self,
        request: Request,
        template: str,
        *,
        state: State | None = None,
        language: str | None = None,
        live: dict[str, Any] | None = None,
        status: int = 200,
        **values: object,
    ) -> HTMLResponse:
        """A page. `live` is what its script needs to start; without it the page has no script."""
        language = language or self.language(request, state)
        words = catalogue(language)
        html = self._templates.get_template(template).render(
            **self._frame(words, state, nonce_of(request)),
            page=live,
            **values,
        )
        return HTMLResponse(html, status)

    def part(self, template: str, language: str, **values: object) -> str:
        """A part of a page that is sent to everybody alike."""
        words = catalogue(language)
        frame = {"_": words.say, "ngettext": words.say_number, "language": language, "dir": words.direction}
        return self._templates.get_template(template).render(**frame, **values)

    def participants(self, request: Request, state: State, person: PersonId) -> HTMLResponse:
        """The page of a participant. Ten thousand people get the same but for two words: it is rendered once."""
        language, kind = self.language(request, state), _kind_now(state)
        mould = self._moulds.get((state.dialogue, language, kind))
        if mould is None:
            if len(self._moulds) >= MOST_MOULDS:
                self._moulds.clear()
            mould = self._moulds[state.dialogue, language, kind] = self._mould(state, language, kind)
        words = {NONCE: nonce_of(request), PERSON: person}
        if "gzip" not in request.headers.get("accept-encoding", ""):
            return HTMLResponse(mould.plain(words))
        headers = {"content-encoding": "gzip", "vary": "Accept-Encoding"}
        return HTMLResponse(mould.gzipped(words), headers=headers)

    def ahead(self, request: Request, state: State | None, language: str | None = None) -> list[str]:
        """What the participant's page will ask for, for a page that comes before it."""
        language = language or self.language(request, state)
        if not self._addresses.bound("participant"):
            return []
        kind = self._addresses.kind(_kind_now(state) if state else "", "participant", language) or ()
        return [self._addresses.script("participant", language), *kind]

    def _mould(self, state: State, language: str, kind: str) -> Mould:
        live = self.live(state, "participant", language, person=PERSON)
        frame = self._frame(catalogue(language), state, NONCE)
        template = self._templates.get_template("participant.html")
        ahead = self._addresses.kind(kind, "participant", language)
        return Mould(template.render(**frame, page=live, ahead=ahead), (NONCE, PERSON))

    def message(
        self,
        request: Request,
        title: str,
        sentence: str,
        *,
        status: int,
        link: str = "/",
        language: str | None = None,
        again: bool = False,
    ) -> HTMLResponse:
        """A calm page with a title, one sentence and one way on, or `again`. Title and sentence are message ids."""
        language = language or self.language(request)
        words = catalogue(language)
        return self.page(
            request,
            "message.html",
            status=status,
            language=language,
            title=words.say(title),
            sentence=words.say(sentence),
            link=link,
            again=again,
        )

    def live(self, state: State, role: str, language: str, **more: object) -> dict[str, Any]:
        """What the script of a live page starts from (`static/core/page.js`)."""
        plan = state.plan
        return {
            "role": role,
            "dialogue": state.dialogue,
            "socket": f"/ws/{state.dialogue}/{role}",
            "stream": f"/stream/{state.dialogue}/{role}",
            "language": language,
            "languages": list(plan.languages),
            "default_language": plan.default_language,
            "zone": plan.time_zone,
            "public_url": self.settings.address,
            "code": state.code,
            **more,
        }

    def _frame(self, words: Catalogue, state: State | None, nonce: str) -> dict[str, Any]:
        say: Callable[..., str] = words.say
        return {
            "_": say,
            "ngettext": words.say_number,
            "language": words.language,
            "dir": words.direction,
            "nonce": nonce,
            "as_written": self.settings.as_written,
            "script": lambda page: self._addresses.script(page, words.language),
            "messages": lambda: messages.address(words.language),
            "accent": accents(state.plan.accent) if state else None,
            "session": state.plan if state else None,
            "named": self._named(words, state) if state else None,
            "dialogue": state.dialogue if state else None,
            "imprint": self.settings.imprint_url,
        }

    @staticmethod
    def _named(words: Catalogue, state: State) -> dict[str, str]:
        """The title of the evening for this reader, and where it is in another language, which and how it runs."""
        title, language = in_language(state.plan.title, words.language, state.plan.default_language)
        foreign = language if language != words.language else ""
        return {"title": title, "language": foreign, "dir": catalogue(language).direction if foreign else ""}


def _kind_now(state: State) -> str:
    """The kind of the step in which an evening is; nothing before and after it."""
    running = state.phase == "running" and state.current is not None
    return state.steps[state.current].kind.NAME if running and state.current else ""


def safe(markup: str) -> Markup:
    """Markup that this program made itself, as of a QR code."""
    return Markup(markup)  # noqa: S704 - never called with anybody's words

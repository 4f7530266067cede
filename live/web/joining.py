"""Coming in: the code, the name if one likes, the language; and links for those who work."""

import secrets
from unicodedata import decimal
from urllib.parse import parse_qs

from babel.dates import format_date
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from live import metrics
from live.core.actor import Server
from live.core.context import SEATS_LIMIT
from live.core.ids import CommandId, DialogueId, PersonId
from live.core.rejection import Rejection
from live.dialogue.commands import Join
from live.dialogue.session import Occasion
from live.hub.hub import Hub
from live.hub.task import DialogueTask
from live.locale import NAMES, catalogue, languages
from live.log.port import Link
from live.web.links import entry_by_cookie, entry_of, give_cookie, issue
from live.web.pages import LANGUAGE_COOKIE, Pages
from live.web.security import Attempts

CODE_LENGTH = 8
WRONG_CODE = "This code does not open an evening. Please check the eight digits."
TOO_MANY = "Too many wrong codes from this network. Please wait ten minutes, or ask for a link."
FULL = "So many people are in this evening that nobody else can come in. Please tell whoever invited you."


class Secret(BaseModel):
    """What the page `/enter` posts."""

    model_config = ConfigDict(extra="forbid")
    secret: str = Field(max_length=128)


class Joining:
    """The routes by which people come in."""

    def __init__(self, hub: Hub, pages: Pages) -> None:
        """Let people into the hub's dialogues."""
        self._hub = hub
        self._pages = pages
        settings = pages.settings
        self._attempts = Attempts(settings.wrong_codes_per_place, settings.wrong_codes_in_all)

    def routes(self) -> list[Route]:
        """What this room of the house answers."""
        return [
            Route("/", self.welcome),
            Route("/j/{code}", self.welcome),
            Route("/join", self.join, methods=["POST"]),
            Route("/enter", self.enter_page, methods=["GET"]),
            Route("/enter", self.enter, methods=["POST"]),
        ]

    async def welcome(self, request: Request) -> Response:
        """The first page: code, name, language. With a code in the address also the title of the evening."""
        code = _digits(str(request.path_params.get("code", "")))
        if not code:
            return self._form(request, None, {"code": ""})
        task = await self._admitting(request, code)
        if task is None:
            return self._refused(request, {"code": code})
        entry = await self._known(request, task)
        if entry:
            return RedirectResponse(f"/p/{task.dialogue}", 303)
        return self._form(request, task, {"code": code})

    async def join(self, request: Request) -> Response:
        """Let somebody in, or say why not and keep what was typed."""
        posted = parse_qs((await request.body()).decode("utf-8", "replace"), keep_blank_values=True)
        values = {name: entries[-1] for name, entries in posted.items()}
        task = await self._admitting(request, _digits(values.get("code", "")))
        if task is None:
            return self._refused(request, values)
        if await self._known(request, task):
            return self._admit(task, values, None, None)
        words = catalogue(self._pages.language(request, task.state))
        if len(task.state.people) >= self._pages.settings.people_per_dialogue:
            return self._form(request, task, values, error=words.say(FULL), status=503)
        person = PersonId(secrets.token_urlsafe(9))
        wish = Join(
            id=CommandId(f"join-{person}"),
            person=person,
            name=values.get("name", "").replace("\0", ""),
            language=_language(values.get("language", "")),
            seats=_seats(values),
        )
        outcome = await task.carry_out(wish, Server())
        if isinstance(outcome, Rejection):
            sentence = words.say(f"reject:{outcome.code}", **outcome.params)
            return self._form(request, task, values, error=sentence, status=400)
        link = Link(task.dialogue, "participant", person)
        return self._admit(task, values, link, await issue(self._hub.log, link))

    async def enter_page(self, request: Request) -> Response:
        """The page that exchanges the secret in its fragment for a cookie."""
        return self._pages.page(request, "enter.html")

    async def enter(self, request: Request) -> Response:
        """Exchange a secret for a cookie; answers where to go."""
        try:
            secret = Secret.model_validate_json(await request.body()).secret
        except ValidationError:
            return JSONResponse({"error": "malformed"}, 400)
        # Guessing is no danger here, a secret has 256 bits; and wrong codes must not keep a moderator from the desk.
        entry = await entry_of(self._hub.log, secret)
        if entry is None:
            return JSONResponse({"error": "unknown"}, 404)
        answer = JSONResponse({"url": entry.page})
        give_cookie(answer, self._pages.settings, entry.link, secret)
        return answer

    async def _admitting(self, request: Request, code: str) -> DialogueTask | None:
        """The dialogue that this code opens now. Wrong, unknown and ended look alike."""
        address = _address(request)
        if self._attempts.exhausted(address):
            metrics.codes.labels("cut_short").inc()
            return None
        dialogue = await self._hub.log.dialogue_of_code(code) if len(code) == CODE_LENGTH else None
        task = await self._hub.dialogue(DialogueId(dialogue)) if dialogue else None
        if task is None or task.state.phase == "ended":
            if code:
                metrics.codes.labels("wrong").inc()
                self._attempts.failed(address)
            return None
        metrics.codes.labels("right").inc()
        return task

    async def _known(self, request: Request, task: DialogueTask) -> bool:
        entry = await entry_by_cookie(request, self._hub.log, self._pages.settings, task.dialogue, "participant")
        return entry is not None and PersonId(entry.link.subject) in task.state.people

    def _admit(self, task: DialogueTask, values: dict[str, str], link: Link | None, secret: str | None) -> Response:
        answer = RedirectResponse(f"/p/{task.dialogue}", 303)
        language = _language(values.get("language", ""))
        if language:
            answer.set_cookie(LANGUAGE_COOKIE, language, max_age=31_536_000, samesite="lax", path="/")
        if link and secret:
            give_cookie(answer, self._pages.settings, link, secret)
        return answer

    def _refused(self, request: Request, values: dict[str, str]) -> Response:
        words = catalogue(self._pages.language(request))
        many = self._attempts.exhausted(_address(request))
        return self._form(
            request, None, values, error=words.say(TOO_MANY if many else WRONG_CODE), status=429 if many else 400
        )

    def _form(
        self, request: Request, task: DialogueTask | None, values: dict[str, str], *, error: str = "", status: int = 200
    ) -> Response:
        state = task.state if task else None
        offered = list(state.plan.languages) if state else list(languages())
        chosen = _language(values.get("language", "")) or self._pages.language(request, state)
        chosen = chosen if chosen in offered else self._pages.language(request, state)
        return self._pages.page(
            request,
            "join.html",
            state=state,
            language=chosen,
            status=status,
            error=error,
            values=values,
            languages=[(tag, NAMES.get(tag, tag)) for tag in offered],
            when=_when(state.plan, chosen) if state else "",
            ahead=self._pages.ahead(request, state, chosen if chosen in offered else None),
        )


def _when(plan: Occasion, language: str) -> str:
    return f"{format_date(plan.date, 'full', catalogue(language).locale)}, {plan.start}"


def _digits(code: str) -> str:
    # Whoever reads Arabic may type ٤ for 4.
    return "".join(str(decimal(character)) for character in code if character.isdecimal())[: CODE_LENGTH + 1]


def _language(tag: str) -> str:
    return tag if tag in NAMES else ""


def _seats(values: dict[str, str]) -> int:
    seats = values.get("seats", "1")
    return int(seats) if seats in map(str, range(1, SEATS_LIMIT + 1)) else 1


def _address(request: Request) -> str:
    return request.client.host if request.client else "unknown"

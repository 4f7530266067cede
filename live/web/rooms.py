"""The live pages of the four roles, and the sockets they speak through."""

import io
from dataclasses import asdict
from typing import Any

import segno
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from live.core.ids import DialogueId, PersonId
from live.dialogue.state import State
from live.dialogue.untranslated import untranslated
from live.hub.hub import Hub
from live.hub.task import DialogueTask
from live.locale import catalogue, staff_language
from live.log.port import UnknownDialogue
from live.web.links import Entry, entry_by_cookie
from live.web.pages import Pages, safe
from live.web.published import TAKEN_ALONG, same_in_all_languages

NOT_IN = "This page opens only with its link"
NOT_IN_SENTENCE = "Please open the link that you were given once more in this browser, or ask for a new one."


class Rooms:
    """The routes of participants, desk, consoles and projector."""

    def __init__(self, hub: Hub, pages: Pages) -> None:
        """Show the hub's dialogues."""
        self._hub = hub
        self._pages = pages

    def routes(self) -> list[Route]:
        """What this room of the house answers."""
        return [
            Route("/p/{dialogue}", self.participant),
            Route("/desk/{dialogue}", self.desk),
            Route("/console/{dialogue}/{room:int}", self.console),
            Route("/projector/{dialogue}", self.projector),
        ]

    async def opened(self, request: Request, role: str, subject: str = "") -> tuple[DialogueTask, Entry] | None:
        """The dialogue of the address and the link by which this browser is in; None when it is not."""
        dialogue = DialogueId(request.path_params["dialogue"])
        entry = await entry_by_cookie(request, self._hub.log, self._pages.settings, dialogue, role, subject)
        if entry is None:
            return None
        try:
            return await self._hub.dialogue(dialogue), entry
        except UnknownDialogue:
            return None

    def locked(self, request: Request) -> Response:
        """The answer to somebody who is not in."""
        return self._pages.message(request, NOT_IN, NOT_IN_SENTENCE, status=403)

    async def participant(self, request: Request) -> Response:
        """A participant's page; whoever is not in yet is led to the first page."""
        found = await self.opened(request, "participant")
        if found is None or PersonId(found[1].link.subject) not in found[0].state.people:
            return RedirectResponse("/", 303)
        task, entry = found
        return self._pages.participants(request, task.state, PersonId(entry.link.subject))

    async def desk(self, request: Request) -> Response:
        """The moderator's desk."""
        return await self._work(request, "moderator", "desk.html")

    async def console(self, request: Request) -> Response:
        """The console of one group."""
        room = request.path_params["room"]
        found = await self.opened(request, "group_moderator", str(room))
        if found is None:
            return self.locked(request)
        state = found[0].state
        language = self._pages.language(request, state)
        live = self._pages.live(state, "group_moderator", language, room=room)
        for line in ("socket", "stream"):
            live[line] += f"/{room}"
        return self._pages.page(request, "console.html", state=state, language=language, live=live)

    async def projector(self, request: Request) -> Response:
        """The page on the wall."""
        found = await self.opened(request, "projector")
        qr = safe(qr_svg(self._join_address(found[0].state))) if found else ""
        return await self._work(request, "projector", "projector.html", qr=qr)

    async def _work(self, request: Request, role: str, template: str, qr: str = "") -> Response:
        found = await self.opened(request, role)
        if found is None:
            return self.locked(request)
        state = found[0].state
        # The people who work speak the dialogue's own language; a participant's choice in this browser is not theirs.
        language = staff_language(state.plan.languages) if role == "moderator" else state.plan.default_language
        more = {"forms": forms_in(language), "untranslated": lacking_in(state)} if role == "moderator" else {}
        live = self._pages.live(state, role, language, **more)
        return self._pages.page(request, template, state=state, language=language, live=live, qr=qr)

    def _join_address(self, state: State) -> str:
        return f"{self._pages.settings.address}/j/{state.code}"


def lacking_in(state: State) -> list[dict[str, Any]]:
    """The texts of the evening that lack one of its languages, as the desk lists them."""
    agenda = [state.steps[step].settings for step in state.order]
    return [asdict(each) for each in untranslated(state.plan, agenda)]


def forms_in(language: str) -> list[dict[str, str | bool]]:
    """The forms in which the documentation can be taken along, as the desk names them."""
    worded = catalogue(language).say
    return [
        {"name": form.name, "title": worded(form.title), "once": same_in_all_languages(form)} for form in TAKEN_ALONG
    ]


def qr_svg(address: str) -> str:
    """A QR code as inline SVG without size, in the colour of the text around it."""
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        out, kind="svg", xmldecl=False, svgns=True, omitsize=True, svgclass="qr", lineclass=None, border=3
    )
    return out.getvalue().decode().replace('stroke="#000"', 'stroke="currentColor"')

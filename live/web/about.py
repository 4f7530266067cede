"""The pages about the program: help, how far everybody can use it, what it stores. Open to everybody, also before.

Rule: they say what the program does. Names, telephone numbers and colours come from the session file, what only the
city can say stands at the addresses in the settings. They are in the reader's language, whatever the evening speaks.
"""

import datetime as dt
import re
from collections.abc import Sequence

from babel.dates import format_date
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from live.core.ids import DialogueId
from live.dialogue.session import Contact
from live.dialogue.state import State
from live.hub.hub import Hub
from live.locale import NAMES, SOURCE, catalogue, languages
from live.log.port import UnknownDialogue
from live.web.pages import Pages
from live.web.stored import STORED, Stored

ASSESSED = dt.date(2026, 11, 28)
"""The day of which the accessibility statement speaks; to be changed together with its sentences."""
PLACES = (("table",), ("cookie", "browser"), ("memory",), ("elsewhere",))
"""What stands under one heading of the privacy page."""


class About:
    """The routes of the three pages, each also in the colours of one dialogue."""

    def __init__(self, hub: Hub, pages: Pages) -> None:
        """Speak about the hub's dialogues."""
        self._hub = hub
        self._pages = pages

    def routes(self) -> list[Route]:
        """What is answered here."""
        pages = {"help": self.help, "accessibility": self.accessibility, "privacy": self.privacy}
        return [Route(path, page) for name, page in pages.items() for path in (f"/{name}", f"/{name}/{{dialogue}}")]

    async def help(self, request: Request) -> Response:
        """How it works, a test of the connection, the telephone."""
        return await self._page(request, "help")

    async def accessibility(self, request: Request) -> Response:
        """What was tested, what not, what is known to be missing, and whom to tell."""
        return await self._page(request, "accessibility", city_url=self._pages.settings.accessibility_url)

    async def privacy(self, request: Request) -> Response:
        """What is stored, made from the list of it."""
        parts = [[one for one in STORED if one.place in places] for places in PLACES]
        return await self._page(request, "privacy", parts=parts, city_url=self._pages.settings.privacy_url)

    async def _page(
        self, request: Request, name: str, *, city_url: str = "", parts: Sequence[Sequence[Stored]] = ()
    ) -> Response:
        dialogue = request.path_params.get("dialogue", "")
        state = await self._state(dialogue) if dialogue else None
        if dialogue and state is None:
            return self._pages.message(
                request, "Nothing here", "This address does not exist.", status=404, link=f"/{name}"
            )
        language = self._language(request, state)
        words = catalogue(language)
        return self._pages.page(
            request,
            f"{name}.html",
            state=state,
            language=language,
            here=f"/{name}/{dialogue}" if dialogue else f"/{name}",
            chosen=f"?language={language}" if "language" in request.query_params else "",
            languages=[(tag, NAMES.get(tag, tag)) for tag in languages()],
            contact=_asked(state),
            assessed=format_date(ASSESSED, "long", words.locale),
            city_url=city_url,
            parts=parts,
            say=words.say,
        )

    def _language(self, request: Request, state: State | None) -> str:
        """As wished for in the address, else as on any other page; English where there are no words in it."""
        wished = request.query_params.get("language", "")
        language = wished if wished in languages() else self._pages.language(request, state)
        words = catalogue(language).words
        return language if words != SOURCE else SOURCE

    async def _state(self, dialogue: str) -> State | None:
        try:
            return (await self._hub.dialogue(DialogueId(dialogue))).state
        except UnknownDialogue:
            return None


def _asked(state: State | None) -> dict[str, str]:
    """Whom to ask, as far as the session file names somebody; numbers also as they are dialled. Else empty."""
    plan = state.plan if state else None
    contact = plan.contact if plan and plan.contact else Contact()
    support, phone = (plan and plan.support_phone) or "", contact.phone or ""
    return {
        "support": support,
        "support_dial": _dialled(support),
        "name": contact.name or "",
        "mail": contact.mail or "",
        "phone": phone,
        "phone_dial": _dialled(phone),
        "web": contact.web or "",
    }


def _dialled(number: str) -> str:
    return re.sub(r"[^+\d]", "", number)

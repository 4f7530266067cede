"""Sheets for people without a device, at the desk and nowhere else: the list of them, and each as a PDF.

Rule: the code that opens an evening stands on them, so that only who has the desk gets them.
"""

import re
from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from live.dialogue.paper import paper
from live.dialogue.state import State
from live.hub.task import DialogueTask
from live.locale import NAMES, catalogue
from live.render.printed import NAMED, SHEETS, Sheet
from live.render.work import Printing
from live.web.exports import Exports, NotMade
from live.web.pages import Pages
from live.web.publishing import not_made
from live.web.rooms import Rooms


class Papers:
    """The routes of what is printed."""

    def __init__(self, pages: Pages, rooms: Rooms, exports: Exports) -> None:
        """Print for the dialogues whose desks the rooms open."""
        self._pages = pages
        self._rooms = rooms
        self._exports = exports

    def routes(self) -> list[Route]:
        """What is answered here."""
        desk = "/desk/{dialogue}/paper"
        return [Route(desk, self._at_desk(self.sheets)), Route(f"{desk}/{{name}}.pdf", self._at_desk(self.sheet))]

    async def sheets(self, _: Request, task: DialogueTask) -> Response:
        """Which sheets there are, worded for the desk, and in which languages."""
        plan = task.state.plan
        worded = catalogue(plan.default_language).say
        return JSONResponse(
            {
                "languages": [{"tag": tag, "name": NAMES.get(tag, tag)} for tag in plan.languages],
                "sheets": [_listed(sheet, worded) for sheet in SHEETS],
            }
        )

    async def sheet(self, request: Request, task: DialogueTask) -> Response:
        """One sheet, shown by the browser, which also prints it."""
        sheet = NAMED.get(request.path_params["name"])
        if sheet is None:
            return self._pages.message(request, "Nothing here", "This address does not exist.", status=404)
        state, language = task.state, _language(request, task.state)
        wanted = Printing(
            sheet=sheet.name,
            language=language,
            copies=_copies(request, sheet),
            paper=paper(state, self._pages.settings.address),
        )
        try:
            made = await self._exports.run(wanted.model_dump_json().encode())
        except NotMade:
            return not_made(self._pages, request, link=f"/desk/{task.dialogue}")
        name = f"{sheet.name}-{state.plan.date.isoformat()}" + (f"-{language}" if sheet.worded else "")
        headers = {"content-disposition": f'inline; filename="{name}.pdf"', "cache-control": "no-store"}
        return Response(made, media_type="application/pdf", headers=headers)

    def _at_desk(
        self, answer: Callable[[Request, DialogueTask], Awaitable[Response]]
    ) -> Callable[[Request], Awaitable[Response]]:
        async def guarded(request: Request) -> Response:
            found = await self._rooms.opened(request, "moderator")
            return self._rooms.locked(request) if found is None else await answer(request, found[0])

        return guarded


def _listed(sheet: Sheet, worded: Callable[[str], str]) -> dict[str, str | bool | int]:
    listed: dict[str, str | bool | int] = {
        "name": sheet.name,
        "title": worded(sheet.title.message),
        "about": worded(sheet.about.message),
        "worded": sheet.worded,
    }
    return listed | ({"counted": worded(sheet.counted.message), "most": sheet.most} if sheet.counted else {})


def _language(request: Request, state: State) -> str:
    wished = request.query_params.get("language", "")
    return wished if wished in state.plan.languages else state.plan.default_language


def _copies(request: Request, sheet: Sheet) -> int:
    wished = request.query_params.get("copies", "")
    return min(int(wished), sheet.most) if re.fullmatch("[0-9]{1,6}", wished) else 1

"""The editors' desk: the draft to read and correct, wishes of editors one by one, and publishing.

Rule: whoever holds an editor's link or the moderator's of this dialogue may edit. A wish is answered when it is
durable, and one that is sent again is done once. What is shown is made beside the loop that keeps evenings going.
"""

import asyncio
import gzip
import secrets
from dataclasses import asdict
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from live.core.actor import actor_key
from live.core.ids import TokenField
from live.core.rejection import Rejection
from live.core.text import Language
from live.dialogue.document import document
from live.dialogue.editing.commands import Correct, EditingCommand, Hide, RemovePicture, Restore, ShowPicture
from live.dialogue.editing.fold import NEXT_STEPS, foreword_in
from live.dialogue.editing.texts import Editable
from live.dialogue.editing.warnings import warnings_in
from live.dialogue.state import State
from live.hub.hub import Hub
from live.hub.task import DialogueTask, milliseconds
from live.locale import Catalogue, catalogue
from live.log.port import NotSaved, TooLarge
from live.render.draft import SPLIT, edit_of
from live.render.formats import FORMATS
from live.render.quotation import quoted
from live.render.words import direction
from live.render.work import Draft
from live.web.archive import Archive
from live.web.exports import Exports, NotMade
from live.web.freezing import forget_picture, is_picture, publish
from live.web.links import Entry
from live.web.pages import Pages, safe
from live.web.rooms import Rooms

ROLES = ("editor", "moderator")
LARGE_PAGE = 200_000
"""Bytes from which on a page is packed beside the loop."""
Json = dict[str, Any]


class Asked(BaseModel):
    """A wish, and what the page must know to show its outcome: the words' chapter and whether somebody typed them."""

    model_config = ConfigDict(extra="forbid")
    command: EditingCommand = Field(discriminator="type")
    language: Language = ""
    chapter: str = Field(default="", max_length=300)
    typed: bool = False
    text: str = Field(default="", max_length=60_000)
    """The words as they will stand, where the wish does not say them: the original that is put back."""


class Version(BaseModel):
    """The wish to publish. `version` is the number that the editor saw on the button."""

    model_config = ConfigDict(extra="forbid")
    id: TokenField
    version: int
    note: str = Field(default="", max_length=60_000)


class Editing:
    """The routes of the editors' desk, but for its pictures and previews."""

    def __init__(self, hub: Hub, pages: Pages, rooms: Rooms, archive: Archive, exports: Exports) -> None:
        """Edit the documentation of the hub's dialogues."""
        self._hub = hub
        self._pages = pages
        self._rooms = rooms
        self._archive = archive
        self._exports = exports

    def routes(self) -> list[Route]:
        """What this room of the house answers."""
        return [
            Route("/edit/{dialogue}", self.page),
            Route("/edit/{dialogue}/edits", self.edit, methods=["POST"]),
            Route("/edit/{dialogue}/publish", self.publish, methods=["POST"]),
        ]

    async def opened(self, request: Request) -> tuple[DialogueTask, Entry] | None:
        """The dialogue and the link by which this browser may edit it."""
        for role in ROLES:
            found = await self._rooms.opened(request, role)
            if found is not None:
                return found
        return None

    def locked_page(self, request: Request) -> Response:
        """The answer to somebody who may not edit, as a page."""
        return self._rooms.locked(request)

    async def page(self, request: Request) -> Response:
        """The draft with everything that an editor can do to it; `alone`: without, for a page that is open."""
        found = await self.opened(request)
        if found is None:
            return self.locked_page(request)
        task, entry = found
        state = task.state
        language = draft_language(request, state)
        try:
            body, counts, data = await self._draft(task, language)
        except NotMade:
            return self._pages.message(
                request, "Something went wrong", "Please try again. If it happens again, call the support.", status=500
            )
        speaks = state.plan.default_language
        page = self._pages.page(
            request,
            "editor-draft.html" if "alone" in request.query_params else "editor.html",
            state=state,
            language=speaks,
            start=self._start(state, entry.link.role, language),
            shown_language=language,
            shown_dir=direction(language),
            body=safe(body),
            counts=safe(counts),
            data=safe(data),
            by_moderator=entry.link.role == "moderator",
        )
        page.headers["x-robots-tag"] = "noindex"
        return await _packed(page, request)

    async def edit(self, request: Request) -> Response:
        """Carry a wish out, and tell what the page shows from now on."""
        found = await self.opened(request)
        if found is None:
            return locked()
        try:
            asked = Asked.model_validate_json(await request.body())
        except ValidationError:
            return JSONResponse({"refused": "malformed", "params": {}}, 400)
        (task, entry), command = found, asked.command
        before = None
        if isinstance(command, ShowPicture | RemovePicture):
            before = task.state.editing.pictures.get(command.picture)
        if isinstance(command, ShowPicture) and not await is_picture(self._hub.log, task.dialogue, command.file):
            return refused(Rejection("documentation.no_picture"), task.state)
        outcome = await task.carry_out(command, entry.actor)
        if isinstance(outcome, Rejection):
            return refused(outcome, task.state)
        if before is not None:
            await forget_picture(self._hub.log, task.state, before.file)
        return JSONResponse({"done": outcome, "editing": told(task.state)} | self._words(task.state, asked))

    async def publish(self, request: Request) -> Response:
        """Freeze the documentation as its next version and make it public."""
        found = await self.opened(request)
        if found is None:
            return locked()
        try:
            wanted = Version.model_validate_json(await request.body())
        except ValidationError:
            return JSONResponse({"refused": "malformed", "params": {}}, 400)
        task, entry = found
        by = actor_key(entry.actor)
        wish = f"{by[-12:]}-{wanted.id[:40]}"
        try:
            outcome = await publish(
                self._hub.log,
                task,
                note=wanted.note,
                by=by,
                now=milliseconds(),
                version_seen=wanted.version,
                wish=wish,
            )
        except TooLarge:
            outcome = Rejection("documentation.too_large")
        except NotSaved:
            outcome = Rejection("not_saved")
        self._archive.forget(task.dialogue)
        if isinstance(outcome, Rejection):
            return refused(outcome, task.state)
        return JSONResponse({"done": outcome, "editing": told(task.state)})

    async def _draft(self, task: DialogueTask, language: str) -> list[str]:
        state = task.state
        # By their addresses: within the page they would be read, packed and sent anew with every wish.
        files = {
            shown.file: f"/edit/{task.dialogue}/pictures/{shown.file}" for shown in state.editing.pictures.values()
        }
        tree = document(state, milliseconds())
        await asyncio.sleep(0)  # a large one takes its time, and so does writing it down: others come in between
        work = Draft(
            language=language,
            document=tree,
            editing=state.editing,
            files=files,
            names=tuple(person.name for person in state.people.values() if person.name),
        )
        made = await self._exports.run(work.model_dump_json().encode())
        return [part.decode() for part in made.split(SPLIT)]

    def _words(self, state: State, asked: Asked) -> Json:
        """What has become of the words that the wish was about."""
        command = asked.command
        if not isinstance(command, Correct | Hide | Restore):
            return {}
        answer: Json = {"word": edit_of(command.entry, state.editing), "warnings": []}
        if not isinstance(command, Hide):
            text = (command.text if isinstance(command, Correct) else asked.text).strip()
            answer["quoted"] = quoted(text, asked.language or state.plan.default_language)
            names = (person.name for person in state.people.values() if person.name)
            new = Editable(command.entry, text, "", asked.chapter, hideable=False, typed=asked.typed)
            answer["warnings"] = [asdict(warning) for warning in warnings_in(new, names)]
        return answer

    def _start(self, state: State, role: str, language: str) -> Json:
        plan = state.plan
        return {
            "dialogue": state.dialogue,
            "role": role,
            "language": plan.default_language,
            "languages": list(plan.languages),
            "zone": plan.time_zone,
            "shown": language,
            "public": f"{self._pages.settings.address}/d/{state.dialogue}",
            "editing": told(state),
            "ids": secrets.token_hex(4),
            "forms": worded_forms(state),
            "stand_ins": {language: _stand_ins(catalogue(language)) for language in plan.languages},
        }


def told(state: State) -> Json:
    """What was done to the documentation besides its words, as the page shows it."""
    done = state.editing
    return {
        "ended": state.phase == "ended",
        "left_out": sorted(done.left_out),
        "checked": sorted(done.checked),
        "foreword": {
            language: {"text": done.foreword.get(language, ""), "count": done.counts.get(foreword_in(language), 0)}
            for language in state.plan.languages
        },
        "next_steps": None if done.next_steps is None else [step.model_dump() for step in done.next_steps],
        "next_steps_count": done.counts.get(NEXT_STEPS, 0),
        "pictures": [
            {name: getattr(picture, name) for name in picture.__slots__} for picture in done.pictures.values()
        ],
        "publications": [
            {"number": p.number, "at": p.at, "note": p.note, "kept": bool(p.document)}
            | ({"withdrawn_at": p.withdrawn_at, "withdrawal": p.withdrawal} if p.withdrawn_at is not None else {})
            for p in done.publications
        ],
        "edited_since": done.edited_since,
    }


def worded_forms(state: State) -> list[dict[str, str]]:
    """The forms in which the documentation can be had, in the words of those who work on it."""
    words = catalogue(state.plan.default_language)
    return [{"name": form.name, "title": words.say(form.title)} for form in FORMATS]


def _stand_ins(words: Catalogue) -> dict[str, str]:
    """What stands in the place of a hint at a person, by the sort of the warning."""
    return {
        "name": words.say("[name]"),
        "mail": words.say("[mail address]"),
        "phone": words.say("[telephone number]"),
        "office": words.say("[office]"),
        "address": words.say("[address]"),
    }


def draft_language(request: Request, state: State) -> str:
    """The language in which the editor reads."""
    wished = request.query_params.get("language", "")
    return wished if wished in state.plan.languages else state.plan.default_language


def refused(refusal: Rejection, state: State | None = None) -> Response:
    """The answer to a wish that is not carried out; the page words it, and shows what others did meanwhile."""
    seen = {"editing": told(state)} if state else {}
    return JSONResponse({"refused": refusal.code, "params": refusal.params} | seen, 409)


def locked() -> Response:
    """The answer to somebody who may not edit."""
    return JSONResponse({"refused": "not_allowed", "params": {}}, 403)


async def _packed(page: Response, request: Request) -> Response:
    """A large page packed in a thread, which needs no lock of the interpreter; small ones are packed on their way."""
    if len(page.body) < LARGE_PAGE or "gzip" not in request.headers.get("accept-encoding", ""):
        return page
    page.body = await asyncio.to_thread(gzip.compress, bytes(page.body), 4)
    page.headers["content-length"] = str(len(page.body))
    page.headers["content-encoding"] = "gzip"
    page.headers["vary"] = "Accept-Encoding"
    return page

"""The way into a group's BigBlueButton room: each page has an address here that leads whoever it belongs to inside.

Rule: nobody is led where the own page does not lead. Who may see a group sees its address in a view, and the same view
is asked again here; the name and the role are those of the page. When the room does not open, a page says that the
evening goes on without.
"""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from live.conference.bigbluebutton import Meeting, Role, Server
from live.conference.rooms import MeetingRooms, NotOpened
from live.core.audience import Console, Room
from live.core.conference import Conference
from live.core.ids import PersonId, RoomNumber, StepId
from live.core.patch import View
from live.dialogue.state import State, look, room_of
from live.hub.hub import Hub
from live.locale import catalogue
from live.web.pages import Pages
from live.web.rooms import Rooms
from live.web.settings import Settings


@dataclass(frozen=True, slots=True)
class Coming:
    """Somebody who wants into a room: by which name, in which role, and the language of the page."""

    name: str
    role: Role
    language: str


class Meetings:
    """The routes into video rooms."""

    def __init__(self, hub: Hub, pages: Pages, rooms: Rooms) -> None:
        """Lead the people of the hub's dialogues."""
        self._hub = hub
        self._pages = pages
        self._rooms = rooms
        self._made = _meeting_rooms(pages.settings)

    def routes(self) -> list[Route]:
        """What this room of the house answers; the paths are those of `Conference.address`."""
        place = "meeting/{step}/{number:int}"
        return [
            Route(f"/p/{{dialogue}}/{place}", self.participant),
            Route(f"/console/{{dialogue}}/{{room:int}}/{place}", self.console),
            Route(f"/desk/{{dialogue}}/{place}", self.desk),
        ]

    async def participant(self, request: Request) -> Response:
        """A participant goes into the room of the own group, by the name on the page."""
        found = await self._rooms.opened(request, "participant")
        person = found[0].state.people.get(PersonId(found[1].link.subject)) if found else None
        if found is None or person is None:
            return self._rooms.locked(request)
        state, (step, number) = found[0].state, _place(request)
        language = self._pages.language(request, state)
        if room_of(state, person.person) != (step, number):
            return self._pages.message(
                request,
                "Your group meets in another room",
                "Please go back to your page and open Video there: it leads to the group that you are in now.",
                status=403,
                language=language,
                link=f"/p/{state.dialogue}",
            )
        name = person.name or catalogue(language).say("Guest")
        return await self._lead(request, state, Room(step, number), Coming(name, "VIEWER", language))

    async def console(self, request: Request) -> Response:
        """A group moderator goes into the room of the own group."""
        room = RoomNumber(request.path_params["room"])
        found = await self._rooms.opened(request, "group_moderator", str(room))
        if found is None:
            return self._rooms.locked(request)
        state = found[0].state
        language = self._pages.language(request, state)
        name = catalogue(state.plan.default_language).say("Group moderation")
        return await self._lead(request, state, Console(room), Coming(name, "MODERATOR", language))

    async def desk(self, request: Request) -> Response:
        """Somebody at the desk goes into any group's room."""
        found = await self._rooms.opened(request, "moderator")
        if found is None:
            return self._rooms.locked(request)
        state = found[0].state
        language = state.plan.default_language
        name = catalogue(language).say("Moderation")
        return await self._lead(request, state, Room(*_place(request)), Coming(name, "MODERATOR", language))

    async def _lead(self, request: Request, state: State, audience: Room | Console, coming: Coming) -> Response:
        step, number = _place(request)
        run, around = state.steps.get(step), look(state, frozenset(), servers=self._hub.servers)
        seen = run.kind.view(run.state, audience, around) if run else None
        offered = around.conference.address("bigbluebutton", step, number, audience)
        if self._made is None or seen is None or not offered or seen.get("video") != offered:
            return self._pages.message(
                request,
                "Nothing here",
                "There is no video room at this address.",
                status=404,
                language=coming.language,
            )
        name = seen.get("moderator", coming.name) if isinstance(audience, Console) else coming.name
        meeting = _meeting(around.conference, step, number, _title(state, number, seen))
        try:
            address = await self._made.enter(meeting, name, coming.role)
        except NotOpened:
            return self._pages.message(
                request,
                "The video room does not open",
                "The evening goes on without it: on your page, which is still open, you read and write as before. "
                "Please try again in a moment.",
                status=503,
                language=coming.language,
                link=request.url.path,
                again=True,
            )
        # The address holds a name and a signature: it goes to the browser and from there to nobody else.
        return RedirectResponse(address, 303, headers={"referrer-policy": "no-referrer"})


def _place(request: Request) -> tuple[StepId, RoomNumber]:
    return StepId(request.path_params["step"]), RoomNumber(request.path_params["number"])


def _title(state: State, number: RoomNumber, seen: View) -> str:
    """What the room is called for those who are in it."""
    title = catalogue(state.plan.default_language).say("Group %(n)s", n=number)
    return f"{title}: {seen['name']}" if "name" in seen and seen["room"] == number else title


def _meeting(conference: Conference, step: StepId, number: RoomNumber, title: str) -> Meeting:
    id_, viewer, moderator = (conference.name(purpose, step, number) for purpose in ("meeting", "viewer", "moderator"))
    return Meeting(id_, title, viewer, moderator)


def _meeting_rooms(settings: Settings) -> MeetingRooms | None:
    secret = settings.bigbluebutton_secret.get_secret_value()
    if not settings.bigbluebutton_url or not secret:
        return None
    return MeetingRooms(Server(settings.bigbluebutton_url, secret, settings.bigbluebutton_checksum))

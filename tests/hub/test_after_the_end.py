"""Between the end and the publishing the groups may still mend their texts; what is published stays as it is."""

from typing import Any

from live.core.actor import GroupModerator, Participant, Server
from live.core.ids import CommandId, PersonId, RoomNumber
from live.core.rejection import Rejection
from live.dialogue.editing.commands import Publish
from live.hub.task import DialogueTask
from live.log.memory import MemoryLog
from tests.hub.pages import DESK, Opener, Page, evening, joined

GROUPS = "groups-1"


async def ended(here: DialogueTask, open_page: Opener) -> tuple[Page, Page]:
    """Desk and console of an evening that is over and not published; one card is on the board."""
    await joined(here, "rosa", "henk")
    desk, console = await open_page(DESK), await open_page(GroupModerator(RoomNumber(1), "g1"))
    await desk.do("agenda.start")
    await desk.do("agenda.go_to", step=GROUPS)
    await desk.do("breakout.draft_rooms", step=GROUPS, groups=2)
    await desk.do("breakout.publish", step=GROUPS)
    assert not isinstance(await console.do("breakout.write_note", "card-1", step=GROUPS, room=1, text="Bänke"), str)
    assert not isinstance(await desk.do("agenda.end"), str)
    return desk, console


async def published(here: DialogueTask) -> None:
    version = len(here.state.editing.publications) + 1
    wish = Publish(
        id=CommandId(f"publish-{version}"), version=version, document="0" * 64, note="Neu", by="moderator:m1"
    )
    assert not isinstance(await here.carry_out(wish, Server()), Rejection)


WISHES: list[dict[str, Any]] = [
    {"type_": "breakout.write_note", "room": 1, "text": "Bäume"},
    {"type_": "breakout.edit_note", "note": "card-1", "text": "Viele Bänke"},
    {"type_": "breakout.write_quintessence", "room": 1, "text": "Mehr Schatten"},
    {"type_": "breakout.hide_note", "note": "card-1"},
]


async def test_a_console_may_write_until_the_documentation_is_published() -> None:
    log = MemoryLog()
    async with evening(log) as (here, open_page):
        desk, console = await ended(here, open_page)
        assert not isinstance(await console.do(step=GROUPS, **WISHES[0]), str), "over, and not yet published"
        await published(here)
        head = await log.head(here.dialogue)
        assert {await console.do(step=GROUPS, **wish) for wish in WISHES} == {"dialogue.published"}
        assert await log.head(here.dialogue) == head
        assert not isinstance(await desk.do("documentation.withdraw"), str)
        for wish in WISHES:
            assert not isinstance(await console.do(step=GROUPS, **wish), str), "taken back, it may be mended again"


async def test_the_desk_may_still_take_a_card_out_of_what_is_published() -> None:
    async with evening(MemoryLog()) as (here, open_page):
        desk, _ = await ended(here, open_page)
        await published(here)
        assert not isinstance(await desk.do("breakout.hide_note", step=GROUPS, note="card-1"), str)


async def test_nobody_of_the_audience_writes_after_the_end() -> None:
    async with evening(MemoryLog()) as (here, open_page):
        await ended(here, open_page)
        phone = await open_page(Participant(PersonId("rosa")))
        for _ in range(2):
            assert await phone.do("breakout.write_note", step=GROUPS, room=1, text="Zu spät") == "dialogue.ended"
            await published(here)

"""Time comes from a clock that somebody may set back; the evening's own time never runs back."""

from live.core.actor import Server
from live.core.ids import CommandId
from live.core.rejection import Rejection
from live.dialogue.editing.commands import Publish
from live.hub.hub import Hub
from live.log.memory import MemoryLog
from live.log.port import ORIGIN
from tests.hub.pages import DESK, SESSION, pages_of

MOOD = {"step": "mood-1", "part": "mood"}
NOON = 1_700_000_000_000
HOUR = 3_600_000


async def test_a_clock_that_is_set_back_does_not_turn_time_back_also_after_a_restart() -> None:
    log, now = MemoryLog(), NOON
    async with Hub(log, clock=lambda: now) as hub:
        here = await hub.create(SESSION)
        async with pages_of(here) as open_page:
            desk = await open_page(DESK)
            now += 10
            await desk.do("agenda.start")
            await desk.do("question.open", **MOOD)
            now -= HOUR
            await desk.do("question.close", **MOOD)
            seen = await desk.shows("moderators", lambda seen: seen["steps"]["mood-1"]["phase"] == "closed")
            step = seen["steps"]["mood-1"]
            assert step["closed_at"] == step["opened_at"] == NOON + 10
    async with Hub(log, clock=lambda: now) as hub:
        there = await hub.dialogue(here.dialogue)
        async with pages_of(there) as open_page:
            desk = await open_page(DESK)
            await desk.do("agenda.go_to", step="poll-1")
            await desk.do("agenda.end")
            seen = await desk.shows("moderators", lambda seen: seen["dialogue"]["phase"] == "ended")
            assert seen["dialogue"]["ended_at"] == seen["dialogue"]["started_at"] == NOON + 10
            now = NOON + HOUR
            wish = Publish(id=CommandId("publish-1"), version=1, document="0" * 64, by="moderator:m1")
            assert not isinstance(await there.carry_out(wish, Server()), Rejection)
            assert there.state.published_at == NOON + HOUR, "it goes on when the clock has caught up"
    times = [commit.at for commit in await log.commits(here.dialogue, ORIGIN)]
    assert times == sorted(times)
    assert min(times) == NOON

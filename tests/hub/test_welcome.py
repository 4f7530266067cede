"""A page is welcomed once on each line: at a welcome it says again what has no answer, also what was just refused."""

from live.hub.hub import Hub
from tests.hub.logs import SlowLog
from tests.hub.pages import DESK, SESSION, Page, pages_of


def welcomes(page: Page) -> int:
    return sum("welcome" in frame for frame in page.frames)


async def lose(log: SlowLog, desk: Page) -> None:
    """The store fails, and the state cannot be read back."""
    log.unreadable = True
    log.fail_with("failed")
    assert await desk.do("agenda.start") == "not_saved"


async def test_a_page_that_comes_in_while_the_store_fails_is_welcomed_once_and_shown_everything_later() -> None:
    log = SlowLog()
    async with Hub(log) as hub:
        task = await hub.create(SESSION)
        async with pages_of(task) as open_page:
            desk = await open_page(DESK)
            await lose(log, desk)
            late = await open_page(DESK)
            assert await late.do("agenda.start") == "not_saved"
            assert not late.views
            log.unreadable = False
            log.fail_with(None)
            assert not isinstance(await late.do("agenda.start"), str)
            await late.shows("moderators", lambda seen: seen["dialogue"]["phase"] == "running")
            assert welcomes(late) == 1


async def test_a_second_hello_on_one_line_changes_nothing() -> None:
    async with Hub(SlowLog()) as hub:
        task = await hub.create(SESSION)
        async with pages_of(task) as open_page:
            desk = await open_page(DESK)
            await desk.shows("moderators", bool)
            heard = len(desk.frames)
            desk.hello()
            assert not isinstance(await desk.do("agenda.start"), str)
            assert not [frame for frame in desk.frames[heard:] if "welcome" in frame or "snapshot" in frame]

"""The disk fails under a running server: all is refused as not saved, nothing false is shown, and it goes on alone."""

from collections import Counter
from pathlib import Path
from typing import get_args

import pytest

from live.core.audience import Wall
from live.core.ids import StepId
from live.dialogue.state import State
from live.hub.storage import load
from live.hub.task import DialogueTask
from live.log.sqlite import SqliteLog
from tests.crash.disk import Disk, Way, failing_disk
from tests.hub.logs import stored
from tests.hub.pages import DESK, WALL, Page, evening, joined, now

BURDEN = {"step": "poll-1", "part": "burden"}
GROUPS = {"step": "groups-1", "room": 1}
PEOPLE = ("rosa", "henk", "cem")


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    return failing_disk(monkeypatch)


async def vote(phones: list[Page], round_: str, option: str) -> Counter[str]:
    """Everybody votes and writes; the answers."""
    answers: Counter[str] = Counter()
    for number, phone in enumerate(phones):
        for answer in (
            await phone.do("poll.cast_ballot", f"v{round_}{number}", **BURDEN, chosen=[option]),
            await phone.do("breakout.write_note", f"n{round_}{number}", **GROUPS, text=f"{round_} {number}"),
        ):
            answers[answer if isinstance(answer, str) else "ack"] += 1
    return answers


def counted(state: State) -> dict[str, int]:
    tally = state.steps[StepId("poll-1")].state.parts["burden"].question.now.tally.counts()
    return {option: number for option, number in tally.chosen.get("answer", {}).items() if number}


def written(state: State) -> Counter[str]:
    return Counter(note.text for note in state.steps[StepId("groups-1")].state.board(1).notes.values())


async def check_kept(log: SqliteLog, task: DialogueTask, option: str, rounds: str) -> None:
    """What is stored is what the server says, and everything that was acknowledged once."""
    state, _ = await load(log, task.dialogue)
    for seen in (state, task.state):
        assert counted(seen) == {option: len(PEOPLE)}
        assert written(seen) == Counter(f"{round_} {number}" for round_ in rounds for number in range(len(PEOPLE)))


@pytest.mark.parametrize("way", get_args(Way))
async def test_whatever_the_disk_does_nothing_is_lost_or_shown_too_early_and_it_goes_on_without_a_restart(
    tmp_path: Path, disk: Disk, way: Way
) -> None:
    async with stored(tmp_path / "live.db") as log, evening(log) as (here, open_page):
        desk, wall = await open_page(DESK), await open_page(WALL)
        phones = [await open_page(person) for person in await joined(here, *PEOPLE)]
        for type_, fields in (
            ("agenda.start", {}),
            ("breakout.draft_rooms", {"step": "groups-1", "groups": 1}),
            ("breakout.publish", {"step": "groups-1"}),
            ("agenda.go_to", {"step": "poll-1"}),
            ("question.open", BURDEN),
        ):
            assert not isinstance(await desk.do(type_, None, **fields), str)
        assert await vote(phones, "a", "a") == {"ack": 6}
        await desk.shows("moderators", lambda seen: "c 2" not in str(seen) and "a 2" in str(seen))

        disk.way = way
        assert await vote(phones, "b", "b") == {"not_saved": 6}
        assert await desk.do("question.close", "close", **BURDEN) == "not_saved"
        late = await open_page(WALL)
        assert disk.failed >= 7
        for page in (desk, wall):
            # What a failing flush has kept all the same has happened, and may be shown.
            assert way == "failed after it was kept" or "'closed'" not in str(page.frames)
        if way not in ("failed after it was kept", "gone"):
            await late.shows("projector", lambda seen: seen == wall.views["projector"])
            await check_kept(log, here, "a", "a")

        disk.way = None
        assert await vote(phones, "b", "b") == {"ack": 6}
        await check_kept(log, here, "b", "ab")
        assert not isinstance(await desk.do("question.close", "close", **BURDEN), str)
        for page in (wall, late):
            await page.shows("projector", lambda seen: seen == now(here, Wall()))
            assert page.views["projector"]["step"]["questions"]["burden"]["phase"] == "closed"
    async with stored(tmp_path / "live.db") as log:
        await check_kept(log, here, "b", "ab")


async def test_a_disk_that_is_really_full_is_said_and_then_all_goes_on(tmp_path: Path) -> None:
    async with stored(tmp_path / "live.db") as log, evening(log) as (here, open_page):
        desk = await open_page(DESK)
        await desk.do("agenda.start")
        await log.limit_pages(1)
        told, number = "", 0
        while told != "not_saved":
            number += 1
            assert number < 100, "it never became full"
            answer = await desk.do("screen.overlay", f"o{number}", overlay="message", message=f"{number} {'x' * 150}")
            told = answer if isinstance(answer, str) else ""
        assert here.state.screen.message.startswith(f"{number - 1} ") or number == 1
        await log.limit_pages(1_000_000)
        assert not isinstance(
            await desk.do("screen.overlay", f"o{number}", overlay="message", message=f"{number} {'x' * 150}"), str
        )
        await desk.shows("moderators", lambda seen: seen["screen"]["message"].startswith(f"{number} "))
        state, _ = await load(log, here.dialogue)
        assert state.screen.message == here.state.screen.message

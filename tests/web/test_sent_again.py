"""What a page sends again after a broken line counts once, and an earlier answer does not come back with it."""

from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest

from live.log.sqlite import SqliteLog
from tests.hub.logs import stored
from tests.web.browser import House, Running, Socket, visit

BURDEN = {"step": "poll-1", "part": "burden"}
MOOD = {"step": "mood-1", "part": "mood"}
VOTES = [{"type": "poll.cast_ballot", **BURDEN, "chosen": chosen} for chosen in (["a"], ["b"], ["care"])]
HANDS = [{"type": "mood_check.show_hand", "step": "mood-1", "signal": signal} for signal in ("up", "down", "sideways")]


async def acknowledged(socket: Socket, id_: str, wish: dict[str, object]) -> None:
    await socket.send({"id": id_, **wish})
    answer = await socket.until(lambda frame: id_ in (frame.get("ack"), frame.get("reject")))
    assert "ack" in answer, answer


@pytest.mark.parametrize(
    ("where", "wishes", "last"), [(BURDEN, VOTES, "care"), (MOOD, HANDS, "sideways")], ids=["poll", "mood_check"]
)
async def test_an_answer_that_was_changed_stays_changed_whatever_is_sent_again(
    tmp_path: Path, where: dict[str, str], wishes: list[dict[str, object]], last: str
) -> None:
    async with stored(tmp_path / "live.db") as log:
        await sent_twice(log, tmp_path, where, wishes, last)


async def sent_twice(
    log: SqliteLog, folder: Path, where: dict[str, str], wishes: list[dict[str, object]], last: str
) -> None:
    """Change an answer, send what it was before again on another page, and again to the next server."""
    async with Running.over(log, folder) as running, visit(log, running) as here:
        work, rosa = await here.working("moderator"), await here.participant("Rosa")
        desk = await work.socket("moderator")
        for type_, fields in (("agenda.start", {}), ("question.open", where)):
            await desk.done(type_, **fields)
        phone = await rosa.socket("participant")
        for number, wish in enumerate(wishes):
            await acknowledged(phone, f"v{number}", wish)
        again = await rosa.socket("participant")
        for number, wish in enumerate(wishes[:-1]):
            await acknowledged(again, f"v{number}", wish)
        cookies = {"moderator": work.web.cookies, "participant": rosa.web.cookies}
    async with Running.over(log, folder) as running, AsyncExitStack() as opened:
        there = House(running.settings, log, here.dialogue, here.code)
        browsers = {role: there.browser() for role in cookies}
        for role, browser in browsers.items():
            opened.push_async_callback(browser.close)
            browser.web.cookies = cookies[role]
        phone = await browsers["participant"].socket("participant")
        for number, wish in enumerate(wishes[:-1]):
            await acknowledged(phone, f"v{number}", wish)
        desk = await browsers["moderator"].socket("moderator")
        await desk.done("question.close", **where)
        await desk.done("question.reveal", **where, on=["devices", "projector"])
        await desk.done("agenda.go_to", step=where["step"])
        seen = await phone.shows("everyone", lambda seen: _counts(seen["step"], where["part"]))
        counts = _counts(seen["step"], where["part"])
        assert counts["ballots"] == 1
        assert {option for counted in counts["chosen"].values() for option, n in counted.items() if n} == {last}


def _counts(step: dict[str, Any], part: str) -> Any:  # noqa: ANN401 - a view is JSON
    return (step["questions"][part] if "questions" in step else step).get("counts")

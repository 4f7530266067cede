"""Which dialogues people are going to come back to: those that were planned for today or were used in the last hours.

Rule: they are read before the server says that it is ready, so that nobody's first page waits for ten thousand others'.
"""

import datetime as dt
import logging
from zoneinfo import ZoneInfo

from live.core.ids import DialogueId
from live.dialogue.state import State
from live.hub.storage import fold_commits
from live.log.port import Commit, Log, Mark, UnknownDialogue

LATELY = dt.timedelta(hours=12)
"""An evening that was used so lately goes on after a restart, also past midnight."""

logger = logging.getLogger("live.web")


async def expected(log: Log, now: dt.datetime) -> list[DialogueId]:
    """The dialogues that are expected at this moment, the last used first. `now` must know its time zone."""
    found: list[tuple[int, DialogueId]] = []
    for entry in await log.dialogues():
        dialogue = DialogueId(entry.id)
        try:
            last = await _last(log, dialogue)
            if last is not None and (_lately(last, now) or await _planned_for(log, dialogue, now)):
                found.append((last.at, dialogue))
        except UnknownDialogue:  # deleted meanwhile
            continue
        except Exception:  # one plan that cannot be read must not keep the others from their evening
            logger.exception("it could not be seen when a dialogue is", extra={"dialogue": dialogue})
    return [dialogue for _, dialogue in sorted(found, reverse=True)]


def _lately(last: Commit, now: dt.datetime) -> bool:
    return now - dt.datetime.fromtimestamp(last.at / 1000, dt.UTC) < LATELY


async def _last(log: Log, dialogue: DialogueId) -> Commit | None:
    head = await log.head(dialogue)
    commits = await log.commits(dialogue, Mark(head.epoch, head.seq - 1)) if head.seq else []
    return commits[-1] if commits else None


async def _planned_for(log: Log, dialogue: DialogueId, now: dt.datetime) -> bool:
    first = await log.first(dialogue)
    state = State()
    fold_commits(state, [first] if first else [])
    plan = state.session
    return plan is not None and plan.date == now.astimezone(ZoneInfo(plan.time_zone)).date()

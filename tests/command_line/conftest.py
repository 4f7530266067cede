"""One stored evening for all commands that only read."""

from collections.abc import Sequence

import pytest

from live.core.actor import Participant
from live.core.ids import PersonId
from live.core.rejection import Rejection
from live.dialogue.codec import read_command
from live.hub.hub import Hub
from tests.crash.evening import Evening, prepare
from tests.hub.logs import stored

VOTES: Sequence[tuple[str, list[str]]] = (("burden", ["a", "care"]), ("named", ["a", "b"]))
"""An anonymous and a named question, both open, and how everybody answers them."""


@pytest.fixture(scope="session")
async def evening(tmp_path_factory: pytest.TempPathFactory) -> Evening:
    """Three people have answered two open questions."""
    made = await prepare(tmp_path_factory.mktemp("evening") / "live.db", 3)
    async with stored(made.database) as log, Hub(log) as hub:
        task = await hub.dialogue(made.dialogue)
        for name in made.rooms:
            for part, chosen in VOTES:
                fields = {"id": f"{name}-{part}", "step": "poll-1", "part": part, "chosen": chosen}
                wish = read_command({"type": "poll.cast_ballot", **fields})
                assert not isinstance(await task.carry_out(wish, Participant(PersonId(name))), Rejection)
    return made

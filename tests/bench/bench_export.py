"""What files of documentation cost: every form of an evening, and how long anybody waits for the server meanwhile.

The loop makes the tree and writes it as JSON; all else is paid by other processes. A pause is what a heartbeat of the
loop that also keeps evenings going is late, with a mean evening's worth of files under way.
"""

import asyncio
import time
from dataclasses import dataclass

import pytest

from live.core.ids import NoteId, RoomNumber, StepId
from live.dialogue.codec import Record
from live.dialogue.document import document
from live.dialogue.fold import fold_record
from live.dialogue.state import State
from live.hub.task import milliseconds
from live.render.formats import FORMATS
from live.steps.breakout.events import NoteWritten
from live.web.exports import Exports
from tests.bench.figures import report
from tests.evening import evening

BEAT = 0.002
SIZES = ((75, 200, 2.0), (2_000, 5_000, 20.0))
"""People, cards, and seconds that all forms together may take."""
IN_A_GROUP = 20
STEP = StepId("gruppen-1")
PAUSE = 0.05


@dataclass
class Beat:
    """How late the loop was at worst."""

    worst: float = 0.0

    async def run(self) -> None:
        """Look until cancelled."""
        clock = asyncio.get_running_loop().time
        while True:
            planned = clock() + BEAT
            await asyncio.sleep(BEAT)
            self.worst = max(self.worst, clock() - planned)


@pytest.mark.parametrize(("people", "notes", "target"), SIZES)
def test_files_are_made_beside_the_server(people: int, notes: int, target: float) -> None:
    state = _evening(people, notes)
    print(f"\nFiles of an evening with {people:,} people and {notes:,} notes, of which a group wrote {IN_A_GROUP}")
    took, whole, worst = asyncio.run(_measured(state))
    for form, seconds in took.items():
        report(form, f"{seconds:.2f} s")
    report("all forms in one language, wanted at once", f"{whole:.1f} s", f"< {target:.0f} s")
    report("the server was late by", f"{worst * 1000:.0f} ms at worst", f"< {PAUSE * 1000:.0f} ms")


def _evening(people: int, notes: int) -> State:
    """An evening that was played, to which groups have added so many cards."""
    played = evening(people)
    for number in range(notes):
        room, text = RoomNumber(1 + number // IN_A_GROUP), f"Mehr Schatten an Haltestelle {number}, und Bänke darunter"
        note = NoteWritten(step=STEP, room=room, note=NoteId(f"n{number}"), text=text, author="", column=None)
        played.records.append((Record("", f"c-{number}", (note,)), played.now))
        fold_record(played.state, played.records[-1][0], played.now, len(played.records))
    return played.state


async def _measured(state: State) -> tuple[dict[str, float], float, float]:
    """Seconds by form, seconds for all, and the longest pause."""
    beat, took, exports = Beat(), dict[str, float](), Exports()

    async def make(form: str) -> None:
        began = time.perf_counter()
        await exports.make(document(state, milliseconds()), form, language="de")
        took[form] = time.perf_counter() - began

    beating = asyncio.create_task(beat.run())
    await asyncio.sleep(BEAT)
    began = time.perf_counter()
    async with asyncio.TaskGroup() as making:
        for form in FORMATS:
            making.create_task(make(form.name))
            await asyncio.sleep(BEAT)  # as people come: one wish after the other
    whole = time.perf_counter() - began
    beating.cancel()
    return took, whole, beat.worst

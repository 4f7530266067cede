"""What files of documentation cost: every form of an evening, and how long anybody waits for the server meanwhile.

The loop makes the tree and writes it as JSON; all else is paid by other processes. A pause is how late a heartbeat of
the loop came that also keeps evenings going. `zip` is every form in every language of the evening, which has two.
"""

import asyncio
import time
from dataclasses import dataclass

import pytest

from live.command_line.call import run_fast
from live.core.ids import NoteId, RoomNumber, StepId
from live.dialogue.codec import Record
from live.dialogue.fold import fold_record
from live.dialogue.state import State
from live.hub.task import milliseconds
from live.render.formats import EVERYTHING, FORMATS
from live.steps.breakout.events import NoteWritten
from live.web.exports import Exports
from live.web.freezing import as_edited
from tests.bench.figures import report
from tests.evening import evening

BEAT = 0.002
SIZES = ((75, 200, 2.0), (2_000, 5_000, 20.0))
"""People, cards, and seconds that all forms in all languages together may take."""
IN_A_GROUP = 20
STEP = StepId("gruppen-1")
PAUSE = 0.05


@dataclass
class Beat:
    """How late the loop was at worst, and how long it was itself busy at worst: other programs make it late too."""

    late: float = 0.0
    busy: float = 0.0

    async def run(self) -> None:
        """Look until cancelled."""
        clock = asyncio.get_running_loop().time
        while True:
            planned, spent = clock() + BEAT, time.thread_time()
            await asyncio.sleep(BEAT)
            self.late = max(self.late, clock() - planned)
            self.busy = max(self.busy, time.thread_time() - spent)


@pytest.mark.parametrize(("people", "notes", "target"), SIZES)
def test_files_are_made_beside_the_server(people: int, notes: int, target: float) -> None:
    state = _evening(people, notes)
    print(f"\nFiles of an evening with {people:,} people and {notes:,} notes, of which a group wrote {IN_A_GROUP}")
    took, beat = run_fast(_measured(state))
    for form, seconds in took.items():
        report(form, f"{seconds:.2f} s", f"< {target:.0f} s" if form == EVERYTHING.name else "")
    report("the loop was busy for", f"{beat.busy * 1000:.0f} ms at worst", f"< {PAUSE * 1000:.0f} ms")
    report("and late by", f"{beat.late * 1000:.0f} ms at worst, on a machine that does nothing else")


def _evening(people: int, notes: int) -> State:
    """An evening that was played, to which groups have added so many cards."""
    played = evening(people)
    for number in range(notes):
        room, text = RoomNumber(1 + number // IN_A_GROUP), f"Mehr Schatten an Haltestelle {number}, und Bänke darunter"
        note = NoteWritten(step=STEP, room=room, note=NoteId(f"n{number}"), text=text, author="", column=None)
        played.records.append((Record("", f"c-{number}", (note,)), played.now))
        fold_record(played.state, played.records[-1][0], played.now, len(played.records))
    return played.state


async def _measured(state: State) -> tuple[dict[str, float], Beat]:
    """Seconds by form, one after the other, and what the heartbeat felt."""
    beat, took, exports = Beat(), dict[str, float](), Exports()
    beating = asyncio.create_task(beat.run())
    await asyncio.sleep(BEAT)
    for form in (*FORMATS, EVERYTHING):
        began = time.perf_counter()
        await exports.make(await as_edited(state, milliseconds()), form.name, language="de")
        took[form.name] = time.perf_counter() - began
    beating.cancel()
    return took, beat

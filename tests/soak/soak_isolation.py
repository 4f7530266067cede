"""One dialogue's bug or flood does not slow the others: how soon their ballots are acknowledged, with it and without.

Nine calm dialogues in which people vote steadily, and one that is flooded as fast as the settings let a page speak. The
flood and the ballots come from two processes on the second core; what the calm ones wait is printed side by side.
"""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest

from live.core.actor import Participant, Server
from live.core.ids import CommandId, StepId
from live.core.rejection import Rejection
from live.dialogue.codec import read_command
from live.dialogue.commands import Arrive
from live.hub.task import DialogueTask
from live.web.settings import Settings
from tests.bench.evening import Frame, said, steer, wish
from tests.bench.load import Answer, Load, desk, loaded, participants
from tests.bench.servers import Running, free_port, launch, serving
from tests.soak.town import Prepare, ballots, hands, mebibytes, metric, nothing_more, report, told, towns

CALM, CALM_PEOPLE, BUSY_PEOPLE = 9, 50, 100
SECONDS = 15
BALLOTS_PER_SECOND = 150.0
A_PAGE = Settings().frames_per_second * 0.95
"""What one page may say in a second, steadily."""
GROUPS, ROOMS, NOTES_EACH = "gruppen-1", 10, 50
HALF, NEARLY_ALL = 0.1, 1.0
"""Seconds within which half and 99 % of the others' ballots must be acknowledged, on a machine of its own."""


@dataclass
class Trouble:
    """The server with all pages open: those of the calm dialogues, and those of the one that has the trouble."""

    server: Running
    folder: Path
    calm: Load
    busy: Load
    busy_pages: int
    _rounds: Iterator[int]

    def vote(self) -> Answer:
        """The calm ones vote; what happens meanwhile happens meanwhile."""
        pages, number = CALM * CALM_PEOPLE, int(SECONDS * BALLOTS_PER_SECOND)
        frames = [frame for _ in range(number // pages + 1) for frame in ballots(pages, round_=next(self._rounds))]
        return self.calm.cast(frames[:number], per_second=BALLOTS_PER_SECOND)

    def vote_beside(self, flood: Iterable[tuple[int, Frame]], per_second: float) -> tuple[Answer, Answer]:
        """The calm ones vote while the others say this; what each of them was answered."""
        file = self.folder / "flood"
        file.write_text("".join(f"{page} {said(frame)}\n" for page, frame in flood), "utf-8")
        self.busy.tell(f"cast {file} {per_second} {SECONDS * 3}")
        return self.vote(), self.busy.hear()

    def compare(self, flood: Iterable[tuple[int, Frame]]) -> None:
        """Say how the calm ones fare, alone and beside the flood."""
        self.vote()
        before = self.server.memory()
        alone = self.vote()
        beside, answered = self.vote_beside(flood, A_PAGE * self.busy_pages)
        report("calm dialogues alone", told(alone))
        report("beside it", told(beside))
        report("ratio", ", ".join(f"{name} {beside[name] / alone[name]:.1f} ×" for name in ("p50", "p99", "max")))
        grown = mebibytes(self.server.memory() - before)
        report("the flood itself", f"{answered['said']:,.0f} said, {told(answered)}; memory grew by {grown}")
        logged = metric(self.server, 'live_logged_total{level="error"}')
        if logged:
            report("lines in the log", f"{logged:,.0f}")
        assert (beside["p50"] < HALF, beside["p99"] < NEARLY_ALL) == (True, True)


@contextmanager
def trouble(
    folder: Path, place: str = "nothing", *, pages_each: int = 1, prepare: Prepare = nothing_more
) -> Iterator[Trouble]:
    """A server with a bug at this place of one dialogue, or with nothing wrong at all."""
    evenings = towns(folder / "town.db", CALM, CALM_PEOPLE)
    busy = towns(folder / "town.db", 1, BUSY_PEOPLE, prepare)[0]
    port = free_port()
    own = [sys.executable, "-m", "tests.soak.broken", place, busy.dialogue]
    server = launch([*own, "serve", "--port", str(port), "--database", str(folder / "town.db")], port)
    for name in ("calm", "busy"):
        (folder / name).mkdir()
    with serving(server):
        calm_pages = [page for evening in evenings for page in participants(evening, port)]
        busy_pages = participants(busy, port) * pages_each
        with (
            loaded(port, calm_pages, folder / "calm", views=2) as calm,
            loaded(port, [*busy_pages, desk(busy, port)], folder / "busy", views=1) as load,
        ):
            calm.open()
            load.open()
            yield Trouble(server, folder, calm, load, len(busy_pages), count(1))


@pytest.mark.parametrize("pages_each", [1, 5])
def test_a_flood(tmp_path: Path, pages_each: int) -> None:
    print(f"\nA flood from {BUSY_PEOPLE} people with {pages_each} pages each")
    with trouble(tmp_path, pages_each=pages_each) as found:
        found.compare(hands(0, found.busy_pages, int(A_PAGE * SECONDS)))


@pytest.mark.parametrize("place", ["decide", "fold_record", "view"])
def test_a_bug(tmp_path: Path, place: str) -> None:
    print(f"\nA flood, and a bug in `{place}`")
    with trouble(tmp_path, place) as found:
        found.compare(hands(0, found.busy_pages, int(A_PAGE * SECONDS)))


def test_a_huge_state(tmp_path: Path) -> None:
    print(f"\nA flood of changes to {BUSY_PEOPLE * NOTES_EACH:,} cards")
    with trouble(tmp_path, prepare=write_much) as found:
        found.compare(edits(int(A_PAGE * SECONDS)))


async def write_much(task: DialogueTask) -> None:
    """Groups with full boards."""
    step = StepId(GROUPS)
    await steer(
        task,
        wish("agenda.go_to", step=step),
        wish("breakout.draft_rooms", step=step, groups=ROOMS),
        wish("breakout.publish", step=step),
    )
    for page, person in enumerate(list(task.state.people)):
        # Nobody was there when the groups were made; whoever comes late is put into one.
        await task.carry_out(Arrive(id=CommandId(f"late-{page}"), person=person), Server())
        room = task.state.steps[step].kind.room_of(task.state.steps[step].state, person)
        for number in range(NOTES_EACH):
            note = {"type": "breakout.write_note", "id": f"note-{page}-{number}", "step": step, "room": room}
            command = read_command({**note, "text": f"Mehr Schatten am Brunnen, Wunsch {number} von {page}. " * 4})
            assert not isinstance(await task.carry_out(command, Participant(person)), Rejection)


def edits(times: int) -> Iterator[tuple[int, Frame]]:
    """Each person changes the own cards, one after the other."""
    for time in range(times):
        for page in range(BUSY_PEOPLE):
            note = f"note-{page}-{time % NOTES_EACH}"
            yield (
                page,
                wish("breakout.edit_note", step=GROUPS, note=note, text=f"Doch lieber Bänke, sagt {page}, {time}"),
            )

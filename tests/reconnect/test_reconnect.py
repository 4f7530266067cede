"""Whatever happens to the lines: no page shows what never was or goes back; after a quiet heartbeat all is right."""

from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from tests.reconnect.town import Town
from tests.reconnect.wires import Way, Wire, double, drop, overtake
from tests.simulation.lines import Frame
from tests.simulation.people import Person

VOTE = {"type": "poll.cast_ballot", "step": "poll-1", "seat": 1}
CITIZENS: list[Frame] = [
    {**VOTE, "part": "burden", "chosen": ["a"]},
    {**VOTE, "part": "burden", "chosen": ["b", "care"]},
    {**VOTE, "part": "live", "chosen": ["care"]},
    {"type": "hands.raise"},
    {"type": "hands.lower"},
    {"type": "people.rename", "name": "Linde"},
]
QUESTION = {"step": "poll-1", "part": "burden"}
DESK: list[Frame] = [
    {"type": "agenda.start"},
    {"type": "agenda.go_to", "step": "poll-1"},
    {"type": "question.open", **QUESTION},
    {"type": "question.open", "step": "poll-1", "part": "live"},
    {"type": "question.close", **QUESTION},
    {"type": "question.reveal", **QUESTION},
    {"type": "question.reset", **QUESTION},
    {"type": "breakout.draft_rooms", "step": "groups-1", "groups": 1},
    {"type": "breakout.publish", "step": "groups-1"},
    {"type": "agenda.go_to", "step": "groups-1"},
    {"type": "screen.overlay", "overlay": "message", "message": "Gleich geht es weiter."},
]

who = st.integers(0, 3)
few = st.integers(1, 6)
places = st.integers(0, 20)
to_page = st.booleans()


class Lines(RuleBasedStateMachine):
    """Lines that lose, double, turn round and cut, between pages and a hub that is killed now and then."""

    def __init__(self) -> None:
        super().__init__()
        self.town = Town()
        for person in self.town.people:
            self.town.come_in(person)
        for wish in DESK[:4]:
            self.town.ask(self.town.people[2], wish)

    def person(self, number: int) -> Person:
        return self.town.people[number]

    def way(self, number: int, *, to_page: bool) -> Way:
        line = self.person(number).line
        if not isinstance(line, Wire):
            return []
        return line.to_page if to_page else line.to_server

    @rule(number=who, count=few)
    def a_page_hears(self, number: int, count: int) -> None:
        self.town.page_hears(self.person(number), count)

    @rule(number=who, count=few)
    def the_server_hears(self, number: int, count: int) -> None:
        line = self.person(number).line
        self.town.server_hears(line if isinstance(line, Wire) else None, count)

    @rule(number=who, count=few)
    def all_arrives(self, number: int, count: int) -> None:
        for _ in range(count):
            self.the_server_hears(number, 50)
            self.a_page_hears(number, 50)

    @rule(number=who, to_page=to_page, place=places)
    def a_frame_is_lost(self, number: int, *, to_page: bool, place: int) -> None:
        drop(self.way(number, to_page=to_page), place)

    @rule(number=who, to_page=to_page, place=places, behind=st.integers(0, 4))
    def a_frame_comes_twice(self, number: int, *, to_page: bool, place: int, behind: int) -> None:
        double(self.way(number, to_page=to_page), place, behind)

    @rule(number=who, to_page=to_page, place=places, by=few)
    def a_frame_is_overtaken(self, number: int, *, to_page: bool, place: int, by: int) -> None:
        overtake(self.way(number, to_page=to_page), place, by)

    @rule(number=who)
    def a_line_is_cut(self, number: int) -> None:
        self.town.cut(self.person(number))

    @rule(number=who)
    def a_page_comes_back(self, number: int) -> None:
        self.town.come_in(self.person(number))

    @rule(place=places, count=few)
    def something_arrives_late(self, place: int, count: int) -> None:
        if self.town.ghosts:
            self.town.server_hears(self.town.ghosts[place % len(self.town.ghosts)], count)

    @rule()
    def the_server_notices(self) -> None:
        self.town.forget_ghosts()

    @rule(number=st.integers(0, 1), wish=st.sampled_from(CITIZENS))
    def somebody_acts(self, number: int, wish: Frame) -> None:
        self.town.ask(self.person(number), wish)

    @rule(wish=st.sampled_from(DESK))
    def the_desk_steers(self, wish: Frame) -> None:
        self.town.ask(self.person(2), wish)

    @rule(seconds=st.sampled_from([0.1, 1.5, 11.0]))
    def time_passes(self, seconds: float) -> None:
        self.town.pass_time(seconds)

    @rule()
    def the_server_is_killed(self) -> None:
        self.town.restart()

    @rule()
    def another_process_writes(self) -> None:
        self.town.elsewhere()

    @rule()
    def another_process_erases(self) -> None:
        self.town.redact()

    @invariant()
    def nothing_went_wrong(self) -> None:
        assert self.town.loop.problem is None

    def teardown(self) -> None:
        try:
            self.town.be_quiet()
        finally:
            self.town.end()


TestLines: Any = Lines.TestCase
TestLines.settings = settings(max_examples=40, stateful_step_count=40)

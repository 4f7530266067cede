"""A whole evening played through the rules: 42 people, four groups, every kind, every oddity that people type.

Rule: nothing but commands. What stands in the state has passed `decide` and `fold` like on a real evening.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import cycle
from typing import Any

from live.core.actor import Actor, GroupModerator, Moderator, Participant, Server, actor_key
from live.core.command import Command
from live.core.context import Context
from live.core.ids import DialogueId, PersonId, RoomNumber
from live.core.rejection import Rejection
from live.dialogue import commands as asked
from live.dialogue.codec import Record, read_command
from live.dialogue.decide import decide
from live.dialogue.fold import fold_record
from live.dialogue.session import Session
from live.dialogue.state import State, look
from tests.evening_words import NAMES, SAID, Said

MINUTE = 60_000
MODERATOR = Moderator("m1")


@dataclass
class Evening:
    """A dialogue in the making: its state, the time in ms since 1970 UTC, and the records of its log."""

    said: Said = SAID
    state: State = field(default_factory=State)
    now: int = 0
    records: list[tuple[Record, int]] = field(default_factory=list)
    """What each command brought about, and when."""

    def tell(self, actor: Actor, command: Command) -> Record:
        """Carry a command out. Raises `AssertionError` when it is refused."""
        here = set(self.state.people)
        context = Context(self.now, 7, look(self.state, here))
        outcome = decide(self.state, command, actor, context)
        assert not isinstance(outcome, Rejection), (command, outcome)
        record = Record(actor_key(actor), command.id, tuple(outcome))
        self.records.append((record, self.now))
        fold_record(self.state, record, self.now, len(self.records))
        return record

    def send(self, actor: Actor, type_: str, **fields: Any) -> str:  # noqa: ANN401 - as in a frame
        """Carry out a command as a page sends it; its id."""
        id_ = f"c{len(self.records)}"
        self.tell(actor, read_command({"id": id_, "type": type_, **fields}))
        return id_

    def steer(self, type_: str, **fields: Any) -> str:  # noqa: ANN401 - as in a frame
        """Carry out a command of the desk."""
        return self.send(MODERATOR, type_, **fields)

    def wait(self, minutes: float) -> None:
        """Let time pass."""
        self.now += int(minutes * MINUTE)

    def people(self) -> Iterator[Participant]:
        """Everybody, in the order of joining."""
        return (Participant(person) for person in list(self.state.people))


def evening(people: int = 42, until: str = "end", plan: dict[str, Any] | None = None, said: Said = SAID) -> Evening:
    """An evening played up to the end of a stage: created, joined, the id of a step, or end."""
    played = Evening(said)
    _create(played, plan or said.plan)
    if until == "created":
        return played
    _join(played, people)
    stages = list(STAGES)
    for stage in stages[: stages.index(until) + 1] if until != "joined" else ():
        STAGES[stage](played)
    return played


def _create(played: Evening, plan: dict[str, Any]) -> None:
    session = Session.model_validate(plan, context={"default_language": plan["languages"][0]})
    played.now = session.starts_at() - 20 * MINUTE
    written = session.model_dump(mode="json")
    dialogue = DialogueId("d1")
    played.tell(Server(), asked.Create(id="create", dialogue=dialogue, code="40718826", session=written))


def _join(played: Evening, people: int) -> None:
    """All join; one device seats two, two people are on the telephone, one reads Arabic."""
    names = cycle(NAMES)
    seats, number = 0, 0
    while seats < people:
        number += 1
        person = PersonId(f"p{number:05d}")
        here = 2 if number == 3 and people - seats > 1 else 1
        source = "phone" if number in (5, 6) else "app"
        join = {"id": f"join-{number}", "type": "people.join", "person": person, "seats": here, "source": source}
        language = "ar" if number == 4 else "de"
        played.tell(Server(), asked.Join.model_validate({**join, "name": next(names), "language": language}))
        seats += here
    played.now = played.state.plan.starts_at() + 2 * MINUTE


def _welcome(played: Evening) -> None:
    played.steer("agenda.start")
    played.wait(13)


def _mood(played: Evening, step: str, signals: str) -> None:
    """One signal for each seat: u(p), s(ideways), d(own), over and over."""
    word = {"u": "up", "s": "sideways", "d": "down"}
    shown = cycle(signals)
    played.steer("agenda.go_to", step=step)
    played.wait(2)
    played.steer("question.open", step=step, part="mood")
    for person in played.people():
        for seat in range(1, played.state.people[person.person].seats + 1):
            if played.state.people[person.person].source == "app":
                played.send(person, "mood_check.show_hand", step=step, seat=seat, signal=word[next(shown)])
    entered = {"source": "phone", "people": 2, "chosen": {"mood": {"up": 1, "sideways": 1}}}
    played.steer("question.enter_counts", step=step, part="mood", **entered)
    played.wait(2)
    played.steer("question.close", step=step, part="mood")
    played.steer("question.reveal", step=step, part="mood")
    played.wait(2)


def _poll(played: Evening) -> None:
    """Two questions; the second is asked again because it was opened by mistake; two people abstain."""
    played.steer("agenda.go_to", step="befragung")
    for part, choices in (("belastung", "ab ac a bc a ad b - af ce"), ("gutes", "a b c a d e f a b c")):
        played.steer("agenda.go_to", step="befragung", part=part)
        played.steer("question.open", step="befragung", part=part)
        if part == "gutes":
            first = next(played.people())
            played.send(first, "poll.cast_ballot", step="befragung", part=part, chosen=["a"])
            played.steer("question.reset", step="befragung", part=part)
            played.steer("question.open", step="befragung", part=part)
        for person, choice in zip(played.people(), cycle(choices.split()), strict=False):
            chosen = list(choice.strip("-"))
            played.send(person, "poll.cast_ballot", step="befragung", part=part, chosen=chosen)
        played.wait(5)
        played.steer("question.close", step="befragung", part=part)
        played.steer("question.reveal", step="befragung", part=part)
        played.wait(2)


def _groups_talk(played: Evening) -> None:
    """The first phase: quotes and a quintessence in each of four groups; one card is hidden."""
    _publish(played, "gruppen-1", "random")
    for room in range(1, 5):
        notes = _cards(played, room)
        if room == 1:
            for card, into in played.said.merged:
                played.steer("breakout.merge_note", step="gruppen-1", note=notes[card], into=notes[into])
        _quintessence(played, "gruppen-1", room)
    for text in played.said.hidden:
        slip = played.send(MODERATOR, "breakout.write_note", step="gruppen-1", room=1, text=text)
        played.steer("breakout.hide_note", step="gruppen-1", note=slip)
    played.steer("breakout.end", step="gruppen-1")
    played.wait(5)


def _cards(played: Evening, room: int) -> list[str]:
    """What a group notes down; the ids of the cards, without sub-points."""
    console, notes = GroupModerator(RoomNumber(room), f"g{room}"), []
    for text, language, below in played.said.cards[room - 1]:
        extra = {"language": language} if language else {}
        note = played.send(console, "breakout.write_note", step="gruppen-1", room=room, text=text, **extra)
        for point in below:
            played.send(console, "breakout.write_note", step="gruppen-1", room=room, text=point, below=note)
        played.wait(0.2)
        notes.append(note)
    return notes


def _groups_offer(played: Evening) -> None:
    """The second phase: three columns, one of them empty in the last group, and focus ideas."""
    _publish(played, "gruppen-2", "same")
    for room in range(1, 5):
        console = GroupModerator(RoomNumber(room), f"g{room}")
        for column, text, below in played.said.offers[room - 1]:
            where = {"step": "gruppen-2", "room": room, "column": column}
            note = played.send(console, "breakout.write_note", **where, text=text)
            for point in below:
                played.send(console, "breakout.write_note", **where, text=point, below=note)
            played.wait(0.2)
        for idea in played.said.ideas[room - 1]:
            played.send(console, "breakout.add_focus_idea", step="gruppen-2", room=room, text=idea)
    played.steer("breakout.end", step="gruppen-2")
    played.wait(4)


def _publish(played: Evening, step: str, source: str) -> None:
    played.steer("agenda.go_to", step=step)
    played.wait(3)
    played.steer("breakout.draft_rooms", step=step, source=source, **({} if source == "same" else {"groups": 4}))
    played.steer("breakout.publish", step=step)
    played.wait(8)


def _quintessence(played: Evening, step: str, room: int) -> None:
    console = GroupModerator(RoomNumber(room), f"g{room}")
    where = {"step": step, "room": room}
    played.send(console, "breakout.write_quintessence", **where, text=played.said.quintessences[room - 1])
    if played.said.dissents:
        played.send(console, "breakout.write_dissent", **where, text=played.said.dissents[room - 1])
    played.send(console, "breakout.release_quintessence", **where)


def _input(played: Evening) -> None:
    played.steer("agenda.go_to", step="input")
    played.wait(14)


def _evaluate(played: Evening) -> None:
    """Everybody on a page answers something; one in three writes a wish."""
    played.steer("agenda.go_to", step="auswertung")
    played.steer("question.open", step="auswertung", part="form")
    wishes = iter(played.said.wishes)
    for number, person in enumerate(played.people()):
        if played.state.people[person.person].source == "app":
            answers: dict[str, Any] = {"gehoert": 5 - number % 3, "wieder": ["ja" if number % 4 else "nein"]}
            if number % played.said.wish_every == 0 and (wish := next(wishes, None)) is not None:
                answers["wunsch"] = wish
            played.send(person, "evaluation.send_answers", step="auswertung", answers=answers)
    played.wait(5)
    played.steer("question.close", step="auswertung", part="form")


def _close(played: Evening) -> None:
    played.steer("agenda.go_to", step="schluss")
    played.wait(4)
    played.steer("agenda.end")
    played.wait(20)


STAGES: Mapping[str, Callable[[Evening], None]] = {
    "willkommen": _welcome,
    "stimmung-1": lambda played: _mood(played, "stimmung-1", "usudsuu"),
    "befragung": _poll,
    "gruppen-1": _groups_talk,
    "stimmung-2": lambda played: _mood(played, "stimmung-2", "uusuuduus"),
    "input": _input,
    "gruppen-2": _groups_offer,
    "auswertung": _evaluate,
    "end": _close,
}
"""Stages in their order; the keys are steps, but for the last."""

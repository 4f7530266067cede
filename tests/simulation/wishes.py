"""What people in a simulated evening wish for: mostly what fits, now and then what does not.

Rule: a wish is made of what the person's own page shows, and of chance.
"""

import random
from collections.abc import Callable
from typing import Any

from tests.simulation.lines import Frame
from tests.simulation.people import Person

QUESTIONS = [
    *(("poll-1", part) for part in ("burden", "burden", "burden", "named", "named", "live", "heat", "wish")),
    ("mood-1", "mood"),
    ("end", "form"),
]
CHOICES: dict[str, list[list[str]]] = {
    "burden": [["a"], ["b"], ["care"], ["a", "b"], []],
    "named": [["a", "b"], ["b", "care"], ["a", "care"]],
    "live": [["a"], ["a", "b", "care"], []],
    "heat": [["1"], ["3"], ["5"]],
}
WORDS = ["Schatten", "Der Brunnen war kaputt.", "ماء", "<b>&amp;</b>"]


def citizen(person: Person) -> Frame | None:
    """Somebody at home."""
    chance = person.chance
    draw = chance.random()
    if draw < 0.55:
        return _ballot(chance)
    if draw < 0.75:
        return _note(person) or _choice(chance)
    if draw < 0.85:
        return {"type": chance.choice(["hands.raise", "hands.lower"]), "seat": chance.choice([1, 1, 2])}
    if draw < 0.93:
        return {"type": "people.rename", "name": f"{chance.choice(WORDS)} {chance.randrange(9)}"}
    return {"type": "people.seat", "seats": chance.choice([1, 2])}


def _ballot(chance: random.Random) -> Frame:
    step, part = chance.choice(QUESTIONS)
    seat = chance.choice([1, 1, 1, 2])
    if part == "mood":
        signal = chance.choice(["up", "sideways", "down"])
        return {"type": "mood_check.show_hand", "step": step, "seat": seat, "signal": signal}
    if part == "form":
        answers = {"heard": chance.randint(1, 5), "again": [chance.choice(["a", "b"])], "words": chance.choice(WORDS)}
        return {"type": "evaluation.send_answers", "step": step, "seat": seat, "answers": answers}
    where = {"type": "poll.cast_ballot", "step": step, "part": part, "seat": seat}
    if part == "wish":
        return {**where, "text": chance.choice(WORDS)}
    return {**where, "chosen": chance.choice(CHOICES[part])}


def _choice(chance: random.Random) -> Frame:
    rooms = chance.sample([1, 2, 3], chance.randint(0, 3))
    return {"type": "breakout.wish", "step": chance.choice(["groups-1", "groups-2"]), "rooms": rooms}


def _note(person: Person) -> Frame | None:
    chance = person.chance
    place = person.page.shown.get("me", {}).get("room")
    written = [wish for wish in person.asked if wish["type"] == "breakout.write_note"]
    if place is None:
        return None
    if written and chance.random() < 0.4:
        note = chance.choice(written)
        if chance.random() < 0.3:
            return {"type": "breakout.hide_note", "step": note["step"], "note": note["id"]}
        return {"type": "breakout.edit_note", "step": note["step"], "note": note["id"], "text": chance.choice(WORDS)}
    column = {"column": "keep"} if place["step"] == "groups-2" else {}
    return {"type": "breakout.write_note", **place, **column, "text": f"{chance.choice(WORDS)} {chance.randrange(99)}"}


def group_moderator(room: int) -> Callable[[Person], Frame | None]:
    """Somebody at the console of a group."""

    def wish(person: Person) -> Frame:
        chance = person.chance
        where: dict[str, Any] = {"step": "groups-1", "room": room}
        kind = chance.choice(
            ["write_note"] * 3 + ["write_quintessence", "release_quintessence", "withdraw_quintessence"]
        )
        text = {"text": f"{chance.choice(WORDS)} {chance.randrange(99)}"} if kind.startswith("write") else {}
        if chance.random() < 0.1:
            kind, text = chance.choice(["freeze_board", "unfreeze_board", "unfreeze_board"]), {}
        return {"type": f"breakout.{kind}", **where, **text}

    return wish


def moderator(person: Person) -> Frame | None:
    """Somebody at the desk, who changes her mind often."""
    chance = person.chance
    draw = chance.random()
    if draw < 0.45:
        step, part = chance.choice(QUESTIONS)
        verbs = ["open"] * 6 + ["close"] * 3 + ["reveal"] * 2 + ["conceal"] + ["reset"] + ["finalise"] * (draw < 0.1)
        return {"type": f"question.{chance.choice(verbs)}", "step": step, "part": part}
    if draw < 0.55:
        act = person.page.shown.get("moderators", {}).get("undo")
        return {"type": "agenda.undo", "act": act["act"]} if act else None
    if draw < 0.65:
        return {"type": "agenda.go_to", "step": chance.choice(["poll-1", "groups-1", "groups-2", "mood-1", "end"])}
    if draw < 0.85:
        return _groups(person)
    return _house(person)


def _groups(person: Person) -> Frame:
    chance = person.chance
    step = chance.choice(["groups-1", "groups-1", "groups-2"])
    people = list(person.page.shown.get("moderators", {}).get("people", {}).get("people", {})) or ["nobody"]
    return chance.choice(
        [
            {"type": "breakout.draft_rooms", "step": step, "groups": chance.choice([1, 2, 3])},
            {"type": "breakout.open_choice", "step": step, "groups": chance.choice([2, 3])},
            {"type": "breakout.close_choice", "step": step},
            {"type": "breakout.draft_rooms", "step": step, "source": "chosen"},
            {"type": "breakout.publish", "step": step},
            {"type": "breakout.publish", "step": step, "minutes": 10},
            {
                "type": "breakout.move_person",
                "step": step,
                "person": chance.choice(people),
                "room": chance.choice([1, 2]),
            },
            {"type": "breakout.add_time", "step": step, "minutes": 3},
            {"type": chance.choice(["breakout.end", "breakout.reopen"]), "step": step},
            {"type": "breakout.show_quintessence", "step": step, "room": 1},
        ]
    )


def _house(person: Person) -> Frame:
    chance = person.chance
    desk = person.page.shown.get("moderators", {})
    raised = list(desk.get("hands", {}).get("raised", {}))
    if raised and chance.random() < 0.4:
        person, _, seat = chance.choice(raised).partition("/")
        return {"type": "hands.call", "person": person, "seat": int(seat or 1)}
    if desk.get("dialogue", {}).get("phase") == "ended":
        return {"type": "agenda.resume"}
    counted = {"type": "question.enter_counts", "step": "poll-1", "part": "burden", "source": "paper", "people": 3}
    return chance.choice(
        [
            {"type": "hands.lower_all"},
            {"type": "screen.overlay", "overlay": chance.choice(["none", "code"])},
            {"type": "agenda.replan", "minutes": {"poll-1": chance.randint(1, 60)}},
            {"type": chance.choice(["agenda.skip", "agenda.unskip"]), "step": "mood-2"},
            {"type": "agenda.move", "step": "mood-3", "after": chance.choice(["poll-1", "end"])},
            {**counted, "chosen": {"answer": {"a": chance.randint(0, 3)}}},
            {"type": "agenda.end"} if chance.random() < 0.15 else {"type": "agenda.start"},
        ]
    )


def nobody(_: Person) -> Frame | None:
    """The page on the wall."""
    return None

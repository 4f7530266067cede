"""Who may send which command: all of the registry, over real sockets. A new one fails until it is classified."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pytest

from live.dialogue.codec import command_types
from tests.web.browser import House, Socket

REFUSALS = {"not_allowed", "breakout.other_room", "breakout.not_your_note"}
PARTICIPANT, CONSOLE, ELSEWHERE = "participant", "console of the room", "console of another room"
PROJECTOR, MODERATOR, EDITOR = "projector", "moderator", "editor"
ROLES = (PARTICIPANT, CONSOLE, ELSEWHERE, PROJECTOR, MODERATOR, EDITOR)

P, G, M, E = {PARTICIPANT}, {CONSOLE}, {MODERATOR}, {EDITOR}
GROUPS, BURDEN = {"step": "groups-1"}, {"step": "poll-1", "part": "burden"}
ROOM = GROUPS | {"room": 1}
NOTE, IDEA, HELP = GROUPS | {"note": "note-1"}, GROUPS | {"idea": "idea-1"}, GROUPS | {"call": "help-1"}
ROSA = {"person": "<rosa>"}
CALLER = {"person": "caller"}


@dataclass(frozen=True)
class May:
    """Who may send a command, with fields that fit."""

    roles: set[str]
    fields: Mapping[str, Any]


MATRIX: Mapping[str, May] = {
    "people.enter": May(M, {"name": "Olga"}),
    "people.hang_up": May(M, CALLER),
    "people.call_again": May(M, CALLER),
    "people.rename": May(P, {"name": "Rosa"}),
    "people.seat": May(P, {"seats": 2}),
    "people.speak_language": May(P, {"language": "ar"}),
    "hands.raise": May(P | G | M, ROSA),
    "hands.call": May(G | M, ROSA),
    "hands.lower": May(P | G | M, ROSA),
    "hands.lower_all": May(G | M | {ELSEWHERE}, {}),
    "help.call": May(P, {"trouble": "sound", "text": "Nur Rauschen"}),
    "help.take": May(G | M, ROSA),
    "help.finish": May(P | G | M, ROSA),
    "agenda.start": May(M, {}),
    "agenda.end": May(M, {}),
    "agenda.resume": May(M, {}),
    "agenda.go_to": May(M, {"step": "end"}),
    "agenda.skip": May(M, {"step": "mood-2"}),
    "agenda.unskip": May(M, {"step": "mood-2"}),
    "agenda.insert": May(M, {"settings": {"kind": "talk", "title": "Pause", "minutes": 5}}),
    "agenda.move": May(M, {"step": "mood-2"}),
    "agenda.replan": May(M, {"minutes": {"end": 3}}),
    "agenda.undo": May(M, {"act": 1}),
    "screen.overlay": May(M, {"overlay": "code"}),
    "screen.size": May(M, {"text_size": 1.2}),
    "documentation.correct": May(M | E, {"entry": "k", "text": "Bäume", "original": "0"}),
    "documentation.hide": May(M | E, {"entry": "k2", "reason": "personal"}),
    "documentation.restore": May(M | E, {"entry": "k3", "after": 0}),
    "documentation.choose_chapter": May(M | E, {"chapter": "why", "shown": False}),
    "documentation.write_foreword": May(M | E, {"language": "de", "text": "Danke"}),
    "documentation.plan_next_steps": May(M | E, {"steps": []}),
    "documentation.show_picture": May(
        M | E, {"picture": "p", "file": "0" * 64, "width": 1, "height": 1, "chapter": "why", "alt": "Platz"}
    ),
    "documentation.remove_picture": May(M | E, {"picture": "p"}),
    "documentation.check": May(M | E, {"warning": "w", "checked": True}),
    "documentation.withdraw": May(M | E, {}),
    "question.open": May(M, BURDEN),
    "question.close": May(M, BURDEN),
    "question.reveal": May(M, BURDEN),
    "question.conceal": May(M, BURDEN),
    "question.reset": May(M, BURDEN),
    "question.finalise": May(M, BURDEN),
    "question.enter_counts": May(M, BURDEN | {"source": "paper", "people": 3, "chosen": {"answer": {"a": 2}}}),
    "mood_check.show_hand": May(P, {"step": "mood-1", "signal": "up"}),
    "poll.cast_ballot": May(P, BURDEN | {"chosen": ["a"]}),
    "evaluation.send_answers": May(P, {"step": "end", "answers": {"heard": 4}}),
    "breakout.draft_rooms": May(M, GROUPS | {"groups": 2}),
    "breakout.pin_place": May(M, GROUPS | ROSA),
    "breakout.link_people": May(M, GROUPS | {"how": "apart", "people": ["p1", "p2"]}),
    "breakout.unlink_people": May(M, GROUPS | {"link": "link-1"}),
    "breakout.mark_speaker": May(M, GROUPS | ROSA | {"languages": ["ar"]}),
    "breakout.open_choice": May(M, GROUPS | {"groups": 2}),
    "breakout.close_choice": May(M, GROUPS),
    "breakout.wish": May(P | M, GROUPS | ROSA | {"rooms": [1]}),
    "breakout.move_person": May(M, GROUPS | ROSA | {"room": 2}),
    "breakout.merge_rooms": May(M, ROOM | {"into": 2}),
    "breakout.publish": May(M, GROUPS),
    "breakout.add_time": May(G | M, ROOM | {"minutes": 2}),
    "breakout.end": May(M, GROUPS),
    "breakout.reopen": May(M, GROUPS),
    "breakout.write_note": May(P | G | M, ROOM | {"text": "Schatten"}),
    "breakout.edit_note": May(P | G | M, NOTE | {"text": "Mehr Schatten"}),
    "breakout.hide_note": May(P | G | M, NOTE),
    "breakout.unhide_note": May(G | M, NOTE),
    "breakout.move_note": May(G | M, NOTE | {"column": "keep"}),
    "breakout.merge_note": May(G | M, NOTE | {"into": "note-2"}),
    "breakout.part_note": May(G | M, NOTE),
    "breakout.open_dots": May(G | M, ROOM),
    "breakout.close_dots": May(G | M, ROOM),
    "breakout.reveal_dots": May(G | M, ROOM),
    "breakout.place_dots": May(P, NOTE | {"dots": 1}),
    "breakout.call_help": May(P | G | M, ROOM),
    "breakout.take_help": May(M, HELP),
    "breakout.finish_help": May(P | G | M, HELP),
    "breakout.broadcast": May(M, ROOM | {"preset": "two_minutes"}),
    "breakout.freeze_board": May(G | M, ROOM),
    "breakout.unfreeze_board": May(G | M, ROOM),
    "breakout.take_pen": May(P | G | M, ROOM),
    "breakout.write_quintessence": May(P | G | M, ROOM | {"text": "Schatten zuerst"}),
    "breakout.write_dissent": May(P | G | M, ROOM | {"text": "Wind auch"}),
    "breakout.source_sentence": May(P | G | M, ROOM | {"sentence": "Schatten zuerst", "notes": ["note-1"]}),
    "breakout.ask_confirmation": May(P | G | M, ROOM),
    "breakout.confirm": May(P, ROOM | {"version": 1, "answer": "right"}),
    "breakout.pass_pen": May(P | G | M, ROOM),
    "breakout.release_quintessence": May(G | M, ROOM),
    "breakout.withdraw_quintessence": May(G | M, ROOM),
    "breakout.show_quintessence": May(M, ROOM),
    "breakout.add_focus_idea": May(G | M, ROOM | {"text": "Bäume"}),
    "breakout.edit_focus_idea": May(G | M, IDEA | {"text": "Große Bäume"}),
    "breakout.remove_focus_idea": May(G | M, IDEA),
}


def test_every_command_is_classified() -> None:
    assert set(MATRIX) == set(command_types())


async def evening(here: House) -> tuple[dict[str, Socket], str]:
    """An evening in which every command has something to be about; Rosa is in group 1 and wrote a note."""
    rosa, henk = await here.participant("Rosa"), await here.participant("Henk")
    sockets = {
        PARTICIPANT: await rosa.socket("participant"),
        CONSOLE: await (await here.working("group_moderator", "1")).socket("group_moderator", 1),
        ELSEWHERE: await (await here.working("group_moderator", "2")).socket("group_moderator", 2),
        PROJECTOR: await (await here.working("projector")).socket("projector"),
        MODERATOR: await (await here.working("moderator")).socket("moderator"),
        EDITOR: await (await here.working("editor")).socket("editor"),
    }
    desk = sockets[MODERATOR]
    other = await henk.socket("participant")
    ids = [(await s.shows("me", lambda seen: "person" in seen))["person"] for s in (sockets[PARTICIPANT], other)]
    await desk.done("agenda.start")
    await desk.done("agenda.go_to", **GROUPS)
    await desk.done("breakout.draft_rooms", **GROUPS, groups=2)
    for person, room in zip(ids, (1, 2), strict=True):
        await desk.do("breakout.move_person", **GROUPS, person=person, room=room)
    await desk.done("breakout.publish", **GROUPS)
    for step, part in (("mood-1", "mood"), ("end", "form")):
        await desk.done("question.open", step=step, part=part)
    await desk.done("question.open", **BURDEN)
    await sockets[PARTICIPANT].send({"id": "note-1", "type": "breakout.write_note", **ROOM, "text": "Schatten"})
    await sockets[PARTICIPANT].until(lambda frame: frame.get("ack") == "note-1")
    await sockets[CONSOLE].send({"id": "help-1", "type": "breakout.call_help", **ROOM})
    await sockets[CONSOLE].until(lambda frame: frame.get("ack") == "help-1")
    await sockets[CONSOLE].send({"id": "idea-1", "type": "breakout.add_focus_idea", **ROOM, "text": "Bäume"})
    await sockets[CONSOLE].until(lambda frame: frame.get("ack") == "idea-1")
    return sockets, ids[0]


def filled(fields: Mapping[str, Any], person: str) -> dict[str, Any]:
    return {name: person if value == "<rosa>" else value for name, value in fields.items()}


@pytest.mark.parametrize("role", ROLES)
async def test_nobody_may_send_what_is_not_theirs_and_nothing_comes_of_trying(here: House, role: str) -> None:
    sockets, rosa = await evening(here)
    head = await here.log.head(here.dialogue)
    for type_, may in MATRIX.items():
        if role not in may.roles:
            answer = await sockets[role].do(type_, **filled(may.fields, rosa))
            assert answer.get("code") in REFUSALS, (type_, answer)
    assert await here.log.head(here.dialogue) == head


@pytest.mark.parametrize("role", ROLES)
async def test_everybody_may_send_what_is_theirs(here: House, role: str) -> None:
    sockets, rosa = await evening(here)
    for type_, may in MATRIX.items():
        if role in may.roles:
            answer = await sockets[role].do(type_, **filled(may.fields, rosa))
            assert answer.get("code", "") not in REFUSALS | {"malformed", "internal_error", "not_saved"}, (
                type_,
                answer,
            )


async def test_a_participant_speaks_for_nobody_else(here: House) -> None:
    sockets, rosa = await evening(here)
    other = await (await here.participant("Mira")).socket("participant")
    for type_, may in MATRIX.items():
        if type_ == "breakout.place_dots":
            continue  # on any card of the group, but always one's own dots
        if "person" in may.fields or "note" in may.fields or "idea" in may.fields:
            answer = await other.do(type_, **filled(may.fields, rosa))
            assert answer.get("code") in REFUSALS, (type_, answer)
    assert sockets[PARTICIPANT].views["me"]["person"] == rosa


async def test_the_commands_of_the_server_are_no_commands_of_a_page(here: House) -> None:
    desk = await (await here.working("moderator")).socket("moderator")
    commands: dict[str, dict[str, object]] = {
        "people.join": {"person": "p1"},
        "people.arrive": {"person": "p1"},
        "dialogue.create": {"dialogue": "d", "code": "12345678", "session": {}},
    }
    for type_, fields in commands.items():
        assert (await desk.do(type_, **fields))["code"] == "malformed"

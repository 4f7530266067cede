"""What is sent to a participant: every frame of a whole evening, searched for what must not be in it."""

import json
from collections.abc import Callable
from typing import Any

from tests.web.browser import House, Socket

NAMES = ("Zwetschge Henkelmann", "Quitte Mirabell", "Mispel Samirsdotter")
BURDEN = {"step": "poll-1", "part": "burden"}
NAMED = {"step": "poll-1", "part": "named"}
GROUPS = {"step": "groups-1"}


async def person_of(socket: Socket) -> str:
    seen = await socket.shows("me", lambda seen: "person" in seen)
    person: str = seen["person"]
    return person


async def test_no_frame_tells_a_participant_about_another_person(here: House) -> None:
    rosa = await (await here.participant("Rosa Eigen")).socket("participant")
    others = [await (await here.participant(name)).socket("participant") for name in NAMES]
    desk = await (await here.working("moderator")).socket("moderator")
    own, ids = await person_of(rosa), [await person_of(other) for other in others]
    await desk.done("agenda.start")
    for other in others:
        await other.done("hands.raise")
    await desk.done("hands.call", person=ids[0])
    await desk.done("agenda.go_to", step="poll-1")
    for part in ("burden", "named"):
        await desk.done("question.open", step="poll-1", part=part)
    for other in others:
        await other.done("poll.cast_ballot", **BURDEN, chosen=["a"])
        await other.done("poll.cast_ballot", **NAMED, chosen=["a", "b"])
    await desk.done("agenda.go_to", **GROUPS)
    await desk.done("breakout.draft_rooms", **GROUPS, groups=2)
    for person, room in [(own, 1), *((id_, 2) for id_ in ids)]:
        await desk.do("breakout.move_person", **GROUPS, person=person, room=room)
    await desk.done("breakout.publish", **GROUPS)
    await others[0].done("breakout.write_note", **GROUPS, room=2, text="Nur für Gruppe zwei")
    await rosa.done("breakout.write_note", **GROUPS, room=1, text="Für Gruppe eins")
    await rosa.shows("room:groups-1:1", lambda seen: len(seen["notes"]["order"]) == 1)
    for word in (*NAMES, *ids, "Nur für Gruppe zwei"):
        assert word not in "".join(rosa.texts)
    assert "counts" not in "".join(rosa.texts), "a tally before it was revealed"
    await desk.done("agenda.go_to", **BURDEN)
    await desk.done("question.reveal", **BURDEN)
    seen = await rosa.shows("everyone", lambda seen: "counts" in seen["step"]["questions"]["burden"])
    assert seen["step"]["questions"]["burden"]["counts"]["chosen"]["answer"]["a"] == 3
    assert not [word for word in (*NAMES, *ids) if word in "".join(rosa.texts)]


async def test_the_wall_names_nobody(here: House) -> None:
    wall = await (await here.working("projector")).socket("projector")
    desk = await (await here.working("moderator")).socket("moderator")
    others = [await (await here.participant(name)).socket("participant") for name in NAMES]
    ids = [await person_of(other) for other in others]
    await desk.done("agenda.start")
    await desk.done("agenda.go_to", step="poll-1", part="named")
    await desk.done("question.open", **NAMED)
    for other in others:
        await other.done("hands.raise")
        await other.done("poll.cast_ballot", **NAMED, chosen=["a", "b"])
    seen = await wall.shows("projector", lambda seen: seen["step"]["questions"]["named"]["answered"] == 3)
    assert seen["hands"] == 3
    assert not [word for word in (*NAMES, *ids) if word in "".join(wall.texts)]
    assert "counts" not in json.dumps(seen)


async def test_the_desk_sees_of_an_anonymous_question_no_single_vote(here: House) -> None:
    desk = await (await here.working("moderator")).socket("moderator")
    people = [await (await here.participant()).socket("participant") for _ in range(12)]
    await desk.done("agenda.start")
    await desk.done("question.open", **BURDEN)
    told: list[dict[str, Any]] = []
    for number, person in enumerate(people, 1):
        await person.done("poll.cast_ballot", **BURDEN, chosen=["a"])
        seen = await desk.shows("moderators", _answered(number))
        told.append(seen["steps"]["poll-1"]["questions"]["burden"])
    assert {question.get("counts", {}).get("ballots") for question in told} == {None, 10}
    ids = {await person_of(person) for person in people}
    question = json.dumps(told)
    assert not [id_ for id_ in ids if id_ in question]


def _answered(number: int) -> Callable[[Any], bool]:
    return lambda seen: seen["steps"]["poll-1"]["questions"]["burden"]["answered"] == number

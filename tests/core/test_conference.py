import json
import re
from itertools import product
from urllib.parse import unquote, urlsplit

import pytest

from live.core.audience import Console, Everyone, Moderators, Room, Self, Wall
from live.core.conference import Conference, ServerKind, Servers
from live.core.ids import PersonId, RoomNumber, StepId

BOTH = Servers(jitsi="https://meet.example", bigbluebutton=True)
ONE, OTHER = Conference(BOTH, "d1", "a" * 64), Conference(BOTH, "d2", "b" * 64)
STEP, LATER = StepId("groups"), StepId("later")
FIRST, SECOND = RoomNumber(1), RoomNumber(2)
HERE = Room(STEP, FIRST)


def test_a_jitsi_room_has_another_name_in_every_dialogue_step_and_group() -> None:
    places = product((ONE, OTHER), (STEP, LATER), (FIRST, SECOND, RoomNumber(12)))
    names = [conference.address("jitsi", step, room, Room(step, room)) for conference, step, room in places]
    assert len(set(names)) == 12
    for name in names:
        assert re.fullmatch(r"https://meet\.example/[0-9a-f]{40}#config\.disableDeepLinking=true", name), name


@pytest.mark.parametrize("title", ["2 Ahorn", 'Ü "&#=%', "مجموعة"])
def test_a_jitsi_room_has_the_groups_name_on_the_screen(title: str) -> None:
    address = ONE.address("jitsi", STEP, FIRST, HERE, title=title)
    assert address.isascii()
    wishes = dict(wish.split("=") for wish in urlsplit(address).fragment.split("&"))
    assert json.loads(unquote(wishes["config.localSubject"])) == title
    assert address.startswith(ONE.address("jitsi", STEP, FIRST, HERE))


def test_a_name_is_the_same_after_a_restart_and_for_everybody_of_the_group() -> None:
    again = Conference(Servers("https://meet.example", bigbluebutton=True), "d1", "a" * 64)
    audiences = (HERE, Console(FIRST), Moderators())
    assert len({made.address("jitsi", STEP, FIRST, at) for made in (ONE, again) for at in audiences}) == 1


def test_a_name_for_one_purpose_tells_nothing_of_another() -> None:
    assert ONE.name("jitsi", STEP, FIRST) != ONE.name("meeting", STEP, FIRST)
    assert ONE.key not in ONE.name("jitsi", STEP, FIRST)


def test_a_bigbluebutton_room_is_reached_through_the_page_that_knows_who_asks() -> None:
    assert ONE.address("bigbluebutton", STEP, FIRST, HERE) == "/p/d1/meeting/groups/1"
    assert ONE.address("bigbluebutton", STEP, FIRST, Console(SECOND)) == "/console/d1/2/meeting/groups/1"
    assert ONE.address("bigbluebutton", STEP, FIRST, Moderators()) == "/desk/d1/meeting/groups/1"


@pytest.mark.parametrize("kind", ["jitsi", "bigbluebutton"])
def test_nobody_is_led_where_there_is_no_server_or_no_key(kind: ServerKind) -> None:
    for conference in (Conference(), Conference(Servers(), "d1", "a"), Conference(BOTH, "d1")):
        assert not conference.has(kind)
        assert conference.address(kind, STEP, FIRST, HERE) == ""
    assert ONE.has(kind)


def test_whoever_is_in_no_group_is_led_nowhere() -> None:
    for audience in (Everyone(), Wall(), Self(PersonId("p"))):
        assert ONE.address("jitsi", STEP, FIRST, audience) == ONE.address("bigbluebutton", STEP, FIRST, audience) == ""

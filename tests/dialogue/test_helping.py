"""A person calls the desk: who sees it, what becomes of it, and that their words go with the call."""

from live.core.actor import GroupModerator, Projector, Server
from live.core.audience import Audience, Console, Everyone, Moderators, Room, Self, Wall
from live.core.ids import RoomNumber, StepId
from live.core.rejection import Rejection
from live.dialogue.document import document
from live.dialogue.editing.commands import Publish
from tests.dialogue.rehearsal import LINK, ROOMS, Rehearsal, person

ROSA, HENK, MIRA = person("rosa"), person("henk"), person("mira")
WORDS = "Es rauscht nur bei mir"


def called(played: Rehearsal) -> Rehearsal:
    played.do("help.call", ROSA, trouble="sound", text=f"  {WORDS} ")
    return played


def in_groups() -> Rehearsal:
    played = Rehearsal.running()
    played.do("agenda.go_to", step="groups-1")
    played.do("breakout.draft_rooms", step="groups-1", groups=2)
    played.do("breakout.publish", step="groups-1")
    return played


def test_a_call_reaches_the_desk_with_its_words_also_before_the_start_and_after_the_end() -> None:
    for played in (Rehearsal.joined(), Rehearsal.running()):
        called(played)
        assert played.see(Moderators())["calls"] == {
            ROSA.person: {"trouble": "sound", "text": WORDS, "since": played.now}
        }
    played.do("agenda.end")
    assert ROSA.person in played.see(Moderators())["calls"]
    played.do("help.call", HENK, trouble="other")
    assert list(played.see(Moderators())["calls"]) == [ROSA.person, HENK.person]


def test_a_person_sees_how_many_wait_before_who_comes_and_that_it_is_done() -> None:
    played = called(Rehearsal.running())
    played.do("help.call", HENK, trouble="stuck")
    since = played.now
    assert played.see(Self(HENK.person))["help"] == {"trouble": "stuck", "since": since, "ahead": 1}
    played.do("help.take", person=ROSA.person, by="support")
    assert played.see(Self(HENK.person))["help"]["ahead"] == 0
    assert played.see(Self(ROSA.person))["help"]["taken_by"] == "support"
    played.do("help.finish", person=ROSA.person)
    assert played.see(Self(ROSA.person))["help"]["done"] is True
    assert "calls" in played.see(Moderators())
    played.do("help.finish", HENK)
    assert "help" not in played.see(Self(HENK.person))
    assert "calls" not in played.see(Moderators())


def test_one_call_at_a_time_and_whoever_calls_again_waits_behind_the_others() -> None:
    played = called(Rehearsal.running())
    assert played.refusal("help.call", ROSA, trouble="other") == "help.is_called"
    played.do("help.call", HENK, trouble="stuck")
    played.do("help.finish", ROSA)
    played.do("help.call", ROSA, trouble="question")
    assert list(played.see(Moderators())["calls"]) == [HENK.person, ROSA.person]
    assert played.see(Self(ROSA.person))["help"]["ahead"] == 1


def test_nobody_takes_a_call_that_is_not_there_and_a_second_press_does_nothing() -> None:
    played = called(Rehearsal.running())
    assert played.refusal("help.take", person=HENK.person) == "help.not_called"
    played.do("help.take", person=ROSA.person)
    assert played.do("help.take", person=ROSA.person) == []
    played.do("help.finish", person=ROSA.person)
    assert played.do("help.finish", person=ROSA.person) == []
    assert played.refusal("help.take", person=ROSA.person) == "help.not_called"


def test_nobody_speaks_for_somebody_else_and_nobody_else_takes_calls() -> None:
    played = called(Rehearsal.running())
    assert played.refusal("help.finish", HENK, person=ROSA.person) == "not_allowed"
    assert played.refusal("help.take", ROSA, person=ROSA.person) == "not_allowed"
    assert played.refusal("help.call", trouble="other") == "not_allowed"
    assert played.refusal("help.take", Projector(), person=ROSA.person) == "not_allowed"


def test_too_long_a_text_is_refused_with_its_length() -> None:
    outcome = Rehearsal.running().send(ROSA, "help.call", trouble="other", text="x" * 201)
    assert outcome == Rejection("help.text_too_long", {"limit": 200, "length": 201})


def test_the_group_moderator_sees_and_takes_the_calls_of_the_own_group_alone() -> None:
    played = called(in_groups())
    room = RoomNumber(played.see(Self(ROSA.person))["room"]["room"])
    other = next(number for number in (1, 2) if number != room)
    seen = played.see(Console(room))["calls"][ROSA.person]
    assert (seen["name"], seen["text"]) == (played.state.people[ROSA.person].name, WORDS)
    assert "calls" not in played.see(Console(RoomNumber(other)))
    stranger = GroupModerator(RoomNumber(other), LINK)
    assert played.refusal("help.take", stranger, person=ROSA.person) == "not_allowed"
    played.do("help.take", GroupModerator(room, LINK), person=ROSA.person)
    assert played.see(Moderators())["calls"][ROSA.person]["taken_by"] == "group"
    played.do("help.finish", GroupModerator(room, LINK), person=ROSA.person)
    assert "calls" not in played.see(Console(room))


def test_nobody_else_sees_that_somebody_called_nor_why() -> None:
    played = in_groups()
    room = RoomNumber(played.see(Self(ROSA.person))["room"]["room"])
    others: list[Audience] = [Everyone(), Wall(), Room(StepId("groups-1"), room), Self(HENK.person), Self(MIRA.person)]
    others += [Console(number) for number in ROOMS if number != room]
    before = [played.see(audience) for audience in others]
    called(played)
    assert [played.see(audience) for audience in others] == before


def test_the_words_lie_beside_the_log_and_go_with_the_call() -> None:
    played = called(Rehearsal.running())
    assert all(WORDS.encode() not in payload for payload, _ in played.commits)
    assert WORDS.encode() in played.profiles[ROSA.person]
    assert played.replayed().calls == played.state.calls
    played.do("help.finish", person=ROSA.person)
    assert WORDS.encode() not in played.profiles[ROSA.person]
    assert played.replayed().calls == played.state.calls


def test_a_new_name_or_language_keeps_the_words_of_an_open_call() -> None:
    played = called(Rehearsal.running())
    played.do("people.rename", ROSA, name="Rosalie")
    played.do("people.speak_language", ROSA, language="ar")
    assert played.see(Moderators())["calls"][ROSA.person]["text"] == WORDS
    assert played.replayed().calls == played.state.calls


def test_taking_a_call_is_no_steering_act_that_could_be_undone() -> None:
    played = called(Rehearsal.running())
    acts = played.state.acts_done
    played.do("help.take", person=ROSA.person)
    played.do("help.finish", person=ROSA.person)
    assert played.state.acts_done == acts


def test_calls_stand_in_no_documentation_and_end_when_it_is_published() -> None:
    played = called(Rehearsal.running())
    played.do("agenda.end")
    quiet = Rehearsal.running()
    quiet.now += 1_000  # as long as a call takes
    quiet.do("agenda.end")
    assert document(played.state, played.now) == document(quiet.state, quiet.now)
    publish = Publish(id="publish", version=1, document="0" * 64, by="m")
    assert not isinstance(played.tell(Server(), publish), Rejection)
    assert "calls" not in played.see(Moderators())
    assert WORDS.encode() not in played.profiles[ROSA.person]
    assert played.refusal("help.call", ROSA, trouble="other") == "help.nobody_there"

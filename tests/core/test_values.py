"""Small values: who is who, what a view is called, which words are shown."""

import pytest
from pydantic import TypeAdapter, ValidationError

from live.core.actor import Actor, GroupModerator, Moderator, Participant, Projector, Server, actor_key, steers
from live.core.audience import Audience, Console, Everyone, Moderators, Room, Self, Wall, audience_name
from live.core.context import Look, Person
from live.core.document import Phrase, nphrase, phrase
from live.core.ids import PersonId, RoomNumber, StepId, person_of, voter_of
from live.core.text import Text, in_language

P, TWO = PersonId("p1"), RoomNumber(2)


@pytest.mark.parametrize(
    ("actor", "key", "may_steer"),
    [
        (Participant(P), "participant:p1", False),
        (Moderator("x"), "moderator:x", True),
        (GroupModerator(TWO, "x"), "group_moderator:2:x", False),
        (Projector(), "projector", False),
        (Server(), "server", True),
    ],
)
def test_every_actor_has_a_key_without_a_name(actor: Actor, key: str, may_steer: object) -> None:
    assert (actor_key(actor), steers(actor)) == (key, may_steer)


@pytest.mark.parametrize(
    ("audience", "name"),
    [
        (Everyone(), "everyone"),
        (Moderators(), "moderators"),
        (Wall(), "projector"),
        (Room(StepId("s"), TWO), "room:s:2"),
        (Console(TWO), "console:2"),
        (Self(P), "me"),
    ],
)
def test_every_audience_has_a_view_by_name(audience: Audience, name: str) -> None:
    assert audience_name(audience) == name


def test_people_are_counted_and_not_devices() -> None:
    people = {P: Person(P, seats=2), PersonId("p2"): Person(PersonId("p2"))}
    assert Look(people=people, present={P, PersonId("gone")}).seats_present == 2


def test_a_voter_is_a_seat_at_a_device() -> None:
    assert person_of(voter_of(PersonId("a/b"), 2)) == "a/b"


TEXT: TypeAdapter[dict[str, str]] = TypeAdapter(Text)


def test_a_plain_text_is_in_the_default_language_of_its_session() -> None:
    assert TEXT.validate_python("Hallo") == {"de": "Hallo"}
    assert TEXT.validate_python("Merhaba", context={"default_language": "tr"}) == {"tr": "Merhaba"}


@pytest.mark.parametrize("text", ["", {}, {"de": ""}, {"Deutsch": "x"}, 5, None])
def test_no_text_is_empty_or_in_no_language(text: object) -> None:
    with pytest.raises(ValidationError):
        TEXT.validate_python(text)


def test_a_text_is_shown_in_the_nearest_language_there_is() -> None:
    text = {"de": "Hallo", "ar": "مرحبا"}
    assert in_language(text, "ar", "de") == ("مرحبا", "ar")
    assert in_language(text, "de-simple", "de") == ("Hallo", "de")
    assert in_language(text, "tr", "de") == ("Hallo", "de")
    assert in_language({"uk": "Привіт"}, "tr", "de") == ("Привіт", "uk")


def test_a_phrase_with_a_plural_carries_its_number() -> None:
    assert nphrase("%(n)s hand", "%(n)s hands", 2, of=3) == Phrase(
        message="%(n)s hand", plural="%(n)s hands", n=2, params={"n": 2, "of": 3}
    )
    assert phrase("good").n is None

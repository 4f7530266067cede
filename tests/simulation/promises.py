"""What must hold at every start of a server and in the end: whatever was acknowledged is there, once, and is shown.

Rule: the measure is what people were told and what the disk has kept, never what a server says of itself.
"""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet

from live.core.actor import Participant, actor_key
from live.core.audience import Audience, Everyone, Moderators, Self, Wall, audience_name
from live.core.context import SEATS_LIMIT
from live.core.ids import PersonId, voter_of
from live.dialogue.state import State
from live.dialogue.view import Moment, audiences, view
from live.hub.task import DialogueTask
from live.log.port import Commit
from tests.simulation.history import History, as_json, scrubbed, words_of
from tests.simulation.lines import Frame
from tests.simulation.people import Person, is_ballot

UNDECIDED = frozenset({"not_saved"})
"""After this answer a wish may have been kept or not; it is asked again or given up."""


def check(history: History, state: State, people: Sequence[Person], joined: AbstractSet[PersonId]) -> None:
    """A state that was rebuilt from the disk is what became durable, and holds what was promised."""
    shown: list[Audience] = [Everyone(), Moderators(), Wall(), *(Self(person) for person in sorted(joined))]
    for audience in shown:
        rebuilt = scrubbed(as_json(view(state, audience, frozenset())))
        lived = scrubbed(as_json(view(history.state, audience, frozenset())))
        assert rebuilt == lived, f"{audience_name(audience)} came back as another"
    assert joined <= state.people.keys(), f"{joined - state.people.keys()} had joined"
    pages = [person.actor for person in people]
    for person in people:
        for wish in person.asked:
            _check_wish(history, state, person, wish)
        if pages.count(person.actor) == 1:
            _check_newest(history, state, person)


def _check_wish(history: History, state: State, person: Person, wish: Frame) -> None:
    told = set(person.told.get(wish["id"], ()))
    logged = (actor_key(person.actor), wish["id"]) in history.carried
    question = history.cast.get((_voter(person, wish), wish["id"])) if is_ballot(wish) else None
    if "ack" in told:
        if wish["type"] == "breakout.write_note":
            assert logged, f"{wish} was acknowledged and is not in the log"
            assert wish["id"] in state.steps[wish["step"]].state.room_of_note, f"{wish} is on no board"
        if is_ballot(wish) and question is None:
            assert _said_before(history, person, wish), f"{wish} was acknowledged and does not count"
    elif told and not told & UNDECIDED:
        assert not logged, f"{wish} was refused with {told} and is in the log"
        # Once the seal is broken nobody can know any more that it counted.
        assert question is None or question in history.broken, f"{wish} was refused with {told} and counts"


def _said_before(history: History, person: Person, wish: Frame) -> bool:
    """Whether the same answer counted already when it was given again after the close."""
    content = {key: value for key, value in wish.items() if key != "id"}
    return any(
        {key: value for key, value in other.items() if key != "id"} == content
        for page in person.of_the_same()
        for other in page.asked
        if other is not wish and (_voter(page, other), other["id"]) in history.cast
    )


def _check_newest(history: History, state: State, person: Person) -> None:
    """Of a person with one page: the newest answer and the newest name that were acknowledged are those that hold."""
    place = {wish["id"]: number for number, wish in enumerate(person.asked)}
    newest: dict[tuple[str, str], str] = {}
    names: list[Frame] = []
    for wish in person.asked:
        if "ack" not in person.told.get(wish["id"], ()):
            continue
        if is_ballot(wish):
            voter = _voter(person, wish)
            question = history.cast.get((voter, wish["id"]))
            if question is not None:
                newest[question, voter] = wish["id"]
        elif wish["type"] == "people.rename":
            names = [wish]
    for key, wish_id in newest.items():
        counts = history.named[key]
        assert place[counts] >= place[wish_id], f"{key}: {counts} counts instead of {wish_id}, acknowledged later"
    if names and isinstance(person.actor, Participant):
        later = [wish for wish in person.asked[place[names[0]["id"]] :] if wish["type"] == "people.rename"]
        known = state.people[person.actor.person].name
        assert known in {wish["name"] for wish in later}, f"{person.name} is called {known}, not {names[0]['name']}"


def check_pages(state: State, task: DialogueTask, people: Iterable[Person]) -> None:
    """Everybody sees what there is, wholly, and nothing else."""
    moment = Moment(state, task.present, consoles=task.consoles)
    for person in people:
        mine = {audience_name(audience): audience for audience in audiences(state, person.actor)}
        assert person.page.shown.keys() == mine.keys(), f"{person.name} has {list(person.page.shown)}"
        for name, audience in mine.items():
            assert person.page.shown[name] == as_json(moment.view(audience)), f"{person.name}: {name}"


def check_secrecy(history: History, commits: Iterable[Commit]) -> None:
    """The log tells of no anonymous ballot: not the voter, not the wish."""
    words = words_of(commits)
    assert "question.ballot_sealed" not in words
    for voter, command in history.sealed:
        assert f'"{command}"' not in words, f"the log knows {command} of {voter}"


def voters(state: State) -> list[str]:
    """Everybody who can have voted."""
    return [voter_of(person, seat) for person in state.people for seat in range(1, SEATS_LIMIT + 1)]


def _voter(person: Person, wish: Frame) -> str:
    assert isinstance(person.actor, Participant)
    return voter_of(person.actor.person, wish.get("seat", 1))

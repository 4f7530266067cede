"""What each audience may see of the dialogue; shapes in `docs/protocol.md`.

Who sees what
- Everyone: the session, the agenda, the current step as its kind shows it to everyone, how many people are here.
- Wall: the same with the step as its kind shows it to the wall, what lies over the page, how many hands are up.
- Room: what the kind of the step shows to a group.
- Console: the plenary like everyone, the own group, its raised hands and calls for help, the scripts for it.
- Self: the own name, hand, call for help, group, ballots and notes of every step. Nobody else's.
- Moderators: names, hands, calls for help, every step, scripts, the agenda with its times.
- Nobody: links, secrets, and whatever the kinds' own tables say.
"""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from typing import Any

from live.core.actor import Actor, Editor, GroupModerator, Moderator, Participant, Projector, Server
from live.core.audience import Audience, Console, Everyone, Moderators, Room, Self, Wall
from live.core.conference import NO_SERVERS, Servers
from live.core.context import Person
from live.core.ids import PersonId, RoomNumber, StepId, VoterId, person_of, seat_of, voter_of
from live.core.patch import View
from live.dialogue.helping import open_calls, own_call
from live.dialogue.state import State, StepRun, group_step, look, room_of


def audiences(state: State, actor: Actor) -> tuple[Audience, ...]:
    """The views an actor's page receives now. Moving a person to another group changes them."""
    match actor:
        case Participant(person):
            if person not in state.people:
                return ()
            place = room_of(state, person)
            group = (Room(place[0], RoomNumber(place[1])),) if place else ()
            return (Everyone(), Self(person), *group)
        case Moderator():
            return (Moderators(),)
        case GroupModerator(room=room):
            return (Console(room),)
        case Projector():
            return (Wall(),)
        case Editor() | Server():
            return ()


class Moment:
    """A state as it is shown at one moment: what several views have in common is worked out once.

    The state must not change as long as the moment is asked. `people` is the desk's list of people where nothing of it
    has changed since an earlier moment, so that ten thousand rows need not be made again.
    """

    def __init__(
        self,
        state: State,
        present: AbstractSet[PersonId],
        people: View | None = None,
        counted: int | None = None,
        servers: Servers = NO_SERVERS,
        consoles: AbstractSet[RoomNumber] = frozenset(),
    ) -> None:
        """Look at the state, with these people here (`counted`: so many), these servers, these consoles open."""
        self.state = state
        self.look = look(state, present, counted, servers, consoles)
        self.people = people
        self._everyone: View | None = None

    def view(self, audience: Audience) -> View | None:
        """The whole view of an audience; None where there is none (a group that does not exist)."""
        match audience:
            case Everyone():
                return self.everyone
            case Wall():
                return _wall(self, audience)
            case Moderators():
                return _desk(self, audience)
            case Console():
                return _console(self, audience)
            case Room(step=step):
                run = self.state.steps.get(step)
                return run.kind.view(run.state, audience, self.look) if run else None
            case Self():
                return _self(self, audience, _steps(self, audience, self.state.steps))

    def own(self, audience: Self, before: View, steps: AbstractSet[StepId]) -> View | None:
        """A person's own view where nothing of its steps is new since an earlier view but in these."""
        fresh = _steps(self, audience, [step for step in steps if step in self.state.steps])
        kept = {id_: own for id_, own in before.get("steps", {}).items() if id_ not in steps}
        return _self(self, audience, kept | fresh)

    @property
    def everyone(self) -> View:
        """What all participants see."""
        if self._everyone is None:
            self._everyone = {**_plenary(self, Everyone()), "people": {"count": self.look.seats_present}}
        return self._everyone


def view(
    state: State, audience: Audience, present: AbstractSet[PersonId], servers: Servers = NO_SERVERS
) -> View | None:
    """The view of one audience at a moment that nobody else looks at."""
    return Moment(state, present, servers=servers).view(audience)


def session_view(state: State) -> View:
    """The session file as every page needs it. Made once: a session file does not change."""
    if not state.session_view and state.session is not None:
        state.session_view = {**state.session.public(), "code": state.code}
        if state.session.logo:
            state.session_view["logo"] = f"/logo/{state.dialogue}"
    return state.session_view


def _plenary(moment: Moment, audience: Audience) -> View:
    state = moment.state
    seen: View = {"session": session_view(state), "agenda": _agenda(state), "dialogue": _dialogue(state)}
    if state.current is not None:
        seen["current"] = _current(state)
        step = _step(moment, state.current, audience)
        if step is not None:
            seen["step"] = step
    if state.phase == "ended":
        shown = (_step(moment, id_, audience) or {} for id_ in state.order)
        seen["next_steps"] = [text for step in shown for text in step.get("next_steps", [])]
    return seen


def _wall(moment: Moment, audience: Audience) -> View:
    return {
        **_plenary(moment, audience),
        "people": moment.everyone["people"],
        "screen": _screen(moment.state),
        "hands": len(moment.state.hands),
    }


def _console(moment: Moment, audience: Console) -> View:
    state = moment.state
    plenary = {key: value for key, value in moment.everyone.items() if key != "people"}
    raised = {v for v in state.hands if _is_in(state, person_of(v), audience.room)}
    seen: View = {
        **plenary,
        "room_number": audience.room,
        "hands": _hands(state, raised, named=True),
        "scripts": {
            step: script for step, run in state.steps.items() if (script := run.settings.script.get("group_moderation"))
        },
    }
    calling = {p for p in state.calls.calls if _is_in(state, p, audience.room)}
    seen |= open_calls(state.calls, calling, {p: name for p in calling if (name := state.people[p].name)})
    step = group_step(state)
    if step is not None:
        run = state.steps[step]
        group = run.kind.view(run.state, audience, moment.look)
        if group is not None and "room" in group:
            seen["group"] = group
    if state.current is not None and state.current != step:
        seen.pop("step", None)
        own = _step(moment, state.current, audience)
        if own is not None:
            seen["step"] = own
    return seen


def _is_in(state: State, person: PersonId, room: RoomNumber) -> bool:
    place = room_of(state, person)
    return place is not None and place[1] == room


def _desk(moment: Moment, audience: Audience) -> View:
    state = moment.state
    if moment.people is None:
        moment.people = _people(moment)
    seen: View = {
        "session": session_view(state),
        "agenda": _agenda_at_the_desk(state),
        "dialogue": _dialogue(state),
        "people": moment.people,
        "hands": _hands(state, set(state.hands), named=False),
        **open_calls(state.calls),
        "screen": _screen(state),
        "steps": {id_: step for id_ in state.order if (step := _step(moment, id_, audience)) is not None},
    }
    if state.current is not None:
        seen["current"] = _current(state)
    if state.acts:
        last = state.acts[-1]
        seen["undo"] = {"act": last.number, "what": last.what} | ({"step": last.step} if last.step else {})
    return seen


def _self(moment: Moment, audience: Self, steps: View) -> View | None:
    state = moment.state
    person = state.people.get(audience.person)
    if person is None:
        return None
    seen: View = {"person": person.person, "seats": person.seats}
    if person.name:
        seen["name"] = person.name
    if person.language:
        seen["language"] = person.language
    raised = _own_hands(state, person)
    if 1 in raised:
        seen["hand"] = raised.pop(1)
    if raised:
        seen["hands"] = {str(seat): hand for seat, hand in raised.items()}
    place_in = room_of(state, person.person)
    seen |= own_call(state.calls, person.person)
    if place_in is not None:
        seen["room"] = {"step": place_in[0], "room": place_in[1]}
    if steps:
        seen["steps"] = steps
    return seen


def _steps(moment: Moment, audience: Self, steps: Iterable[StepId]) -> View:
    """What a person sees of the own answers in these steps."""
    runs = ((step, moment.state.steps[step]) for step in steps)
    return {step: own for step, run in runs if (own := run.kind.view(run.state, audience, moment.look))}


def _step(moment: Moment, step: StepId, audience: Audience) -> View | None:
    run = moment.state.steps[step]
    seen = run.kind.view(run.state, audience, moment.look)
    return None if seen is None else {"kind": run.kind.NAME, "id": step, "title": run.settings.title, **seen}


def _current(state: State) -> View:
    return {"step": state.current} | ({"part": state.part} if state.part else {})


def _dialogue(state: State) -> View:
    seen: View = {"phase": state.phase}
    if state.started_at is not None:
        seen["started_at"] = state.started_at
    if state.ended_at is not None:
        seen["ended_at"] = state.ended_at
    if state.published_at is not None:
        seen["published"] = True
    return seen


def _agenda(state: State) -> View:
    steps = {step: _agenda_step(state.steps[step], number) for number, step in enumerate(state.order, 1)}
    return {"order": list(state.order), "steps": steps}


def _agenda_step(run: StepRun, number: int) -> View:
    seen: View = {"kind": run.kind.NAME, "title": run.settings.title, "minutes": run.minutes, "number": number}
    if run.skipped:
        seen["skipped"] = True
    return seen


def _agenda_at_the_desk(state: State) -> View:
    steps: dict[str, Any] = {}
    for number, step in enumerate(state.order, 1):
        run = state.steps[step]
        steps[step] = {
            **_agenda_step(run, number),
            "planned": run.settings.minutes,
            "visits": [[since] if until is None else [since, until] for since, until in run.visits],
            "parts": list(run.kind.parts(run.settings)),
            "script": dict(run.settings.script),
        }
        if run.inserted:
            steps[step]["inserted"] = True
    return {"order": list(state.order), "steps": steps}


def _people(moment: Moment) -> View:
    state, present = moment.state, moment.look.present
    step = group_step(state)
    run = state.steps[step] if step else None
    people: dict[str, Any] = {}
    numbers = _numbers(state)
    seats = phone = 0
    for id_, person in state.people.items():
        row: View = {
            "seats": person.seats,
            "joined_at": person.joined_at,
            "spoken": person.spoken,
            "source": person.source,
        }
        seats += person.seats
        if person.name:
            row["name"] = person.name
        if id_ in present:
            row["here"] = True
            phone += person.seats if id_ in numbers else 0
        if id_ in numbers:
            row["phone"] = numbers[id_]
        room = run.kind.room_of(run.state, id_) if run else None
        if room is not None:
            row["room"] = room
        people[id_] = row
    return {"people": people, "here": moment.look.seats_present, "all": seats, "phone": phone}


def _own_hands(state: State, person: Person) -> dict[int, View]:
    seats = {voter_of(person.person, seat): seat for seat in range(1, person.seats + 1)}
    if state.hands.keys().isdisjoint(seats):
        return {}
    return {
        seats[voter]: {"since": hand.since, "place": place} | ({"called": True} if hand.called else {})
        for place, (voter, hand) in enumerate(state.hands.items(), 1)
        if voter in seats
    }


def _hands(state: State, voters: AbstractSet[VoterId], *, named: bool) -> View:
    """Keyed by the person; the second and later ones at a device by `<person>/<seat>`."""
    raised: dict[str, Any] = {}
    numbers = _numbers(state)
    for voter, hand in state.hands.items():
        if voter not in voters:
            continue
        person, seat = state.people[person_of(voter)], seat_of(voter)
        spoken = person.spoken_by.get(seat, 0)
        row: View = {"since": hand.since}
        if spoken == 0 or (hand.called and spoken == 1):
            row["first"] = True
        if hand.called:
            row["called"] = True
        if person.seats > 1:
            row["seat"] = seat
        if named and person.name:
            row["name"] = person.name
        if named and person.person in numbers:
            row["phone"] = numbers[person.person]
        raised[person.person if seat == 1 else voter] = row
    return {"raised": raised}


def _numbers(state: State) -> dict[PersonId, int]:
    """Which caller of the evening somebody on the telephone is."""
    return {id_: number for number, id_ in enumerate(state.callers, 1)}


def _screen(state: State) -> View:
    seen: View = {"text_size": state.screen.text_size}
    if state.screen.overlay != "none":
        seen["overlay"] = state.screen.overlay
    if state.screen.message:
        seen["message"] = state.screen.message
    return seen

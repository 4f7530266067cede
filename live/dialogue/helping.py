"""A person who is stuck calls the desk: the wishes, the facts, what is known of a call, who sees it.

Rule: one call at a time for each person. What somebody writes about their trouble lies beside the log with their name
and goes with the end of the call; the log only says that somebody called, and in one of four words why.

Who sees what
- Self: the own call: since when, how many people wait before it, who comes, that it is done.
- Moderators: every open call, with its words.
- Console: the open calls of the people of the own group, with their words.
- Everybody else, the wall and the documentation: nothing.
"""

from collections.abc import Collection, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Annotated, Literal

from pydantic import Field

from live.core.actor import Actor, GroupModerator, Participant
from live.core.command import Command, Event
from live.core.ids import PersonId
from live.core.patch import View
from live.core.rejection import Rejection

TEXT_LIMIT = 200
Trouble = Literal["sound", "question", "stuck", "other"]
"""Hears nothing, does not see the question, does not get on, something else."""
Helper = Literal["moderation", "support", "group"]
"""Who cares for somebody; `group`: the person who moderates the group."""


class CallTheDesk(Command):
    """Call the desk for help. `text` may say what is the matter."""

    type: Literal["help.call"] = "help.call"
    trouble: Trouble
    text: Annotated[str, Field(max_length=60_000)] = ""


class TakeCall(Command):
    """Say that somebody cares for a person who called. At a console it is always the group's moderator."""

    type: Literal["help.take"] = "help.take"
    person: PersonId
    by: Literal["moderation", "support"] = "moderation"


class FinishCall(Command):
    """The person has been helped; or takes the own call back."""

    type: Literal["help.finish"] = "help.finish"
    person: PersonId | None = None


class HelpCalled(Event):
    """Somebody needs help."""

    type: Literal["help.called"] = "help.called"
    person: PersonId
    trouble: Trouble


class HelpTaken(Event):
    """Somebody cares for the person."""

    type: Literal["help.taken"] = "help.taken"
    person: PersonId
    by: Helper


class HelpDone(Event):
    """The person has been helped."""

    type: Literal["help.done"] = "help.done"
    person: PersonId


class HelpWithdrawn(Event):
    """The person needs nobody any more."""

    type: Literal["help.withdrawn"] = "help.withdrawn"
    person: PersonId


CallCommand = CallTheDesk | TakeCall | FinishCall
CallEvent = HelpCalled | HelpTaken | HelpDone | HelpWithdrawn


@dataclass(slots=True)
class Call:
    """The newest call of a person."""

    trouble: Trouble
    since: int
    taken_by: Helper | None = None
    taken_at: int = 0
    done: bool = False


@dataclass(slots=True)
class Calls:
    """The newest call of each person, in the order of calling, and what they wrote about it."""

    calls: dict[PersonId, Call] = field(default_factory=dict)
    words: dict[PersonId, str] = field(default_factory=dict)

    def open(self, person: PersonId) -> Call | None:
        """The person's call, as long as it is not done."""
        call = self.calls.get(person)
        return None if call is None or call.done else call

    def waiting(self) -> list[PersonId]:
        """Who has called and nobody cares for yet, in the order of calling."""
        return [person for person, call in self.calls.items() if not call.done and call.taken_by is None]

    def explain(self, person: PersonId, text: str) -> None:
        """Keep what somebody wrote about their trouble; nothing takes it away."""
        if text:
            self.words[person] = text
        else:
            self.words.pop(person, None)


def decide(calls: Calls, command: CallCommand, actor: Actor, within: Collection[PersonId]) -> list[Event] | Rejection:
    """Answer a wish. `within`: for whom this actor may speak. What is written is another's to keep (`words_of`)."""
    if isinstance(command, CallTheDesk):
        if not isinstance(actor, Participant) or actor.person not in within:
            return Rejection("not_allowed")
        return _call(calls, command, actor.person)
    person = command.person or (actor.person if isinstance(actor, Participant) else None)
    if person is None or person not in within:
        return Rejection("not_allowed")
    call = calls.open(person)
    if isinstance(command, FinishCall):
        done = HelpWithdrawn if isinstance(actor, Participant) else HelpDone
        return [done(person=person)] if call else []
    if isinstance(actor, Participant):
        return Rejection("not_allowed")
    if call is None:
        return Rejection("help.not_called")
    by: Helper = "group" if isinstance(actor, GroupModerator) else command.by
    return [] if call.taken_by == by else [HelpTaken(person=person, by=by)]


def words_of(command: CallCommand) -> str:
    """What a call says in own words; nothing for every other wish, after which nothing is to be kept."""
    return command.text.strip() if isinstance(command, CallTheDesk) else ""


def close_all(calls: Calls) -> list[Event]:
    """When the documentation is public nobody sits at the desk any more."""
    return [HelpDone(person=person) for person, call in calls.calls.items() if not call.done]


def fold(calls: Calls, event: CallEvent, at: int) -> None:
    """Take one fact in."""
    match event:
        case HelpCalled(person=person, trouble=trouble):
            calls.calls.pop(person, None)  # whoever calls again waits behind the others
            calls.calls[person] = Call(trouble, at)
        case HelpTaken(person=person, by=by):
            calls.calls[person].taken_by, calls.calls[person].taken_at = by, at
        case HelpDone(person=person):
            calls.calls[person].done = True
        case HelpWithdrawn(person=person):
            calls.calls.pop(person, None)


def own_call(calls: Calls, person: PersonId) -> View:
    """What a person sees of the own call."""
    call = calls.calls.get(person)
    if call is None:
        return {}
    if call.done:
        return {"help": {"trouble": call.trouble, "since": call.since, "done": True}}
    ahead = {} if call.taken_by else {"ahead": calls.waiting().index(person)}
    return {"help": _seen(calls, person, call) | ahead}


def open_calls(
    calls: Calls, people: AbstractSet[PersonId] | None = None, names: Mapping[PersonId, str] | None = None
) -> View:
    """The open calls of these people (None: of everybody), in the order of calling, with names for those who have one.

    The desk has all names in its list of people.
    """
    seen = {
        person: _seen(calls, person, call) | ({"name": names[person]} if names and person in names else {})
        for person, call in calls.calls.items()
        if not call.done and (people is None or person in people)
    }
    return {"calls": seen} if seen else {}


def touched(calls: Calls, event: CallEvent) -> Iterable[PersonId]:
    """Whose own views a fact may have changed: the person's, and of whoever waits behind."""
    return (event.person,) if isinstance(event, HelpCalled) else (event.person, *calls.waiting())


def _call(calls: Calls, command: CallTheDesk, person: PersonId) -> list[Event] | Rejection:
    length = len(words_of(command))
    if length > TEXT_LIMIT:
        return Rejection("help.text_too_long", {"limit": TEXT_LIMIT, "length": length})
    if calls.open(person):
        return Rejection("help.is_called")
    return [HelpCalled(person=person, trouble=command.trouble)]


def _seen(calls: Calls, person: PersonId, call: Call) -> View:
    seen: View = {"trouble": call.trouble, "since": call.since}
    if person in calls.words:
        seen["text"] = calls.words[person]
    if call.taken_by is not None:
        seen |= {"taken_by": call.taken_by, "taken_at": call.taken_at}
    return seen

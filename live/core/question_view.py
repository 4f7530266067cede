"""What each audience sees of a question, as `live.core.question` promises in its "Who sees what".

The same keys for every kind (docs/protocol.md, "Views"). What must not be seen is not in the view.
"""

from collections.abc import Sequence

from live.core.asked import Asked
from live.core.audience import Audience, Console, Moderators, Wall
from live.core.ballot import Ballot, Counts
from live.core.context import Look
from live.core.ids import PersonId
from live.core.patch import View
from live.core.question import Phase, Question, own, running, sources, total


def question_view(
    question: Question,
    items: Sequence[Asked],
    audience: Audience,
    look: Look,
    *,
    live: bool = False,
    texts: bool = False,
) -> View:
    """Phase, numbers and counts as far as this audience may see them.

    `live`: counts are shown while the question is open. `texts`: free texts are shown to the room
    together with a revealed result; the moderators see them anyway once it is closed.
    """
    view: View = {"phase": question.phase.value}
    if isinstance(audience, Moderators | Wall):
        view |= _turnout(question, look)
    if isinstance(audience, Moderators):
        view |= _steered(question, look)
    if isinstance(audience, Moderators | Console) and look.callers:
        view |= _callers(question, audience, look)
    shown = _shown(question, audience)
    if shown:
        view["shown"] = True
    counts = visible_counts(question, audience, live=live)
    if counts is not None:
        view["counts"] = counts_view(counts, items)
        if (isinstance(audience, Moderators) or (texts and shown)) and counts.texts:
            view["counts"]["texts"] = {item: list(said) for item, said in counts.texts.items()}
    return view


def visible_counts(question: Question, audience: Audience, *, live: bool = False) -> Counts | None:
    """The counts that this audience may see now; None for none."""
    if isinstance(audience, Moderators):
        return running(question)
    if _shown(question, audience):
        return total(question)
    return running(question) if live and question.phase is Phase.OPEN else None


def own_ballots(question: Question, person: PersonId, look: Look) -> View:
    """The person's ballots by seat, until the question is finalised."""
    here = look.people.get(person)
    found = own(question, person, here.seats if here else 1)
    return {seat: ballot_view(ballot) for seat, ballot in found.items()}


def own_view(question: Question, person: PersonId, look: Look) -> View | None:
    """What a person sees of the own answers to a step's only question; None where there are none."""
    ballots = own_ballots(question, person, look)
    return {"ballots": ballots} if ballots else None


def ballot_view(ballot: Ballot) -> View:
    """A ballot on the wire."""
    return ballot.model_dump(mode="json")


def counts_view(counts: Counts, items: Sequence[Asked]) -> View:
    """Counts on the wire, with a zero for every option that nobody chose; no texts."""
    chosen = {
        asked.item: {option: counts.chosen.get(asked.item, {}).get(option, 0) for option in asked.labels}
        for asked in items
        if asked.labels
    }
    return {
        "ballots": counts.ballots,
        "abstained": counts.abstained,
        "chosen": chosen,
        "answered": {asked.item: asked.people(counts) for asked in items if asked.labels},
    }


def _callers(question: Question, audience: Moderators | Console, look: Look) -> View:
    """Callers who have answered, by seat, for those who enter it: what, or only that where it is anonymous."""
    answered: View = {}
    for person in look.callers:
        if isinstance(audience, Console) and look.rooms.get(person) != audience.room:
            continue
        ballots = own_ballots(question, person, look)
        if ballots:
            answered[person] = dict.fromkeys(ballots, True) if question.anonymous else ballots
    return {"callers": answered} if answered else {}


def _shown(question: Question, audience: Audience) -> bool:
    match audience:
        case Moderators():
            return question.phase is Phase.REVEALED
        case Wall():
            return question.shown_on("projector")
        case _:
            return question.shown_on("devices")


def _turnout(question: Question, look: Look) -> View:
    """People who answered, of those who are here; who answered and left is still counted in both."""
    answered = sum(sources(question, look).values())
    return {"answered": answered, "of": max(look.seats_present, answered)}


def _steered(question: Question, look: Look) -> View:
    view: View = {
        "sources": sources(question, look),
        "round": question.number,
        "anonymous": question.anonymous,
    }
    if question.now.final is not None:
        view["final"] = True
    if question.phase is Phase.REVEALED:
        view["on"] = list(question.now.on)
    return view

"""One thing asked, with everything that counting it needs; and whether an answer fits.

A kind makes an `Asked` of its settings once. Refusing, showing and documenting answers follow from
that alone, so that a choice means the same in a poll and in an evaluation.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Literal

from pydantic import Field

from live.core.actor import Actor
from live.core.ballot import Ballot, Counts
from live.core.command import StepEvent
from live.core.context import Context
from live.core.document import Authored, Phrase, Words, phrase
from live.core.form import Choosing, Option, Range
from live.core.ids import ItemId, OptionId
from live.core.question import Command, CountsEntered, Question, decide
from live.core.rejection import Rejection
from live.core.text import Text

ANSWER_LIMIT = 2_000
"""Characters of a free text that are accepted; longer ones are refused with a sentence."""
FIELD_LIMIT = 60_000
"""Characters of a text from which on the frame itself is malformed."""

Form = Literal["choice", "scale", "text"]
AnswerField = Annotated[str, Field(max_length=FIELD_LIMIT)]


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing asked. `labels` are in the order of the options; a text has none."""

    item: ItemId
    words: Text
    form: Form
    labels: Mapping[OptionId, Words] = field(default_factory=dict)
    at_least: int = 0
    at_most: int = 1

    @property
    def single(self) -> bool:
        """Whether everybody chooses one option at most, so that votes are people."""
        return self.at_most == 1

    def people(self, counts: Counts) -> int:
        """How many people answered this: the whole to which shares of this item refer."""
        if self.form == "text":
            return len(counts.texts.get(self.item, ()))
        if self.single:
            return sum(counts.chosen.get(self.item, {}).values())
        return counts.answered.get(self.item, 0)

    def average(self, counts: Counts) -> float | None:
        """The mean of a scale; None for other forms and while nobody has answered."""
        votes = counts.chosen.get(self.item, {})
        people = sum(votes.values())
        if self.form != "scale" or not people:
            return None
        return sum(int(option) * number for option, number in votes.items()) / people


def asked_choice(item: ItemId, words: Text, options: Sequence[Option], choosing: Choosing) -> Asked:
    """A choice among options."""
    labels: dict[OptionId, Words] = {OptionId(o.id): Authored(text=o.text) for o in options}
    at_most = min(choosing.at_most, len(options))
    return Asked(item, words, "choice", labels, choosing.at_least, at_most)


def asked_scale(item: ItemId, words: Text, scale: Range) -> Asked:
    """One number of a scale; the ends carry their words where the session file gives them."""
    labels: dict[OptionId, Words] = {option: _end("%(number)s", option) for option in scale.options}
    first, last = scale.options[0], scale.options[-1]
    if scale.low:
        labels[first] = _end("%(number)s (%(meaning)s)", first, scale.low)
    if scale.high:
        labels[last] = _end("%(number)s (%(meaning)s)", last, scale.high)
    return Asked(item, words, "scale", labels)


def asked_text(item: ItemId, words: Text) -> Asked:
    """A short text in one's own words."""
    return Asked(item, words, "text")


def refusal(kind: str, asked: Asked, chosen: Sequence[OptionId], text: str) -> Rejection | None:
    """Why an answer does not fit, or None. Choosing nothing fits: that is an abstention."""
    if len(text) > ANSWER_LIMIT:
        return Rejection(f"{kind}.too_long", {"limit": ANSWER_LIMIT, "length": len(text)})
    if text and asked.form != "text":
        return Rejection(f"{kind}.no_text_asked")
    if any(option not in asked.labels for option in chosen):
        return Rejection(f"{kind}.unknown_option")
    if len(set(chosen)) < len(chosen):
        return Rejection(f"{kind}.chosen_twice")
    if len(chosen) > asked.at_most:
        return Rejection(f"{kind}.too_many", {"at_most": asked.at_most, "chosen": len(chosen)})
    if chosen and len(chosen) < asked.at_least:
        return Rejection(f"{kind}.too_few", {"at_least": asked.at_least, "chosen": len(chosen)})
    return None


def misfit(items: Sequence[Asked], entered: CountsEntered) -> Rejection | None:
    """Why counts entered by hand do not fit what was asked, or None."""
    known = {asked.item: asked for asked in items}
    for item, votes in entered.counts.chosen.items():
        asked = known.get(item)
        if asked is None or any(option not in asked.labels for option in votes):
            return Rejection("question.unknown_option")
        people, hands = entered.counts.ballots, sum(votes.values())
        if hands > people * asked.at_most:
            return Rejection("question.more_hands_than_people", {"people": people, "hands": hands})
    return None


def steer(
    question: Question,
    items: Sequence[Asked],
    command: Command,
    actor: Actor,
    context: Context,
) -> Sequence[StepEvent] | Rejection:
    """Answer a wish about the life of a question; counts entered by hand must fit what was asked."""
    outcome = decide(question, command, actor, context)
    if isinstance(outcome, Rejection):
        return outcome
    entered = (event for event in outcome if isinstance(event, CountsEntered))
    return next((no for event in entered if (no := misfit(items, event))), outcome)


def one_ballot(item: ItemId, chosen: Sequence[OptionId], text: str) -> Ballot:
    """The ballot for a question that asks one thing. Blank words are no words."""
    return Ballot(chosen={item: tuple(chosen)}, texts={item: text} if text and not text.isspace() else {})


def _end(message: str, number: str, meaning: Text | None = None) -> Phrase:
    if meaning is None:
        return phrase(message, number=number)
    return phrase(message, number=number, meaning=meaning)

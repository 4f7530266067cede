"""What a mood check leaves in the documentation: distributions above each other, and what has changed.

Rule: shares are compared, never counts, because not equally many people need to answer twice.
"""

from collections.abc import Sequence

from live.core import question as questions
from live.core.ballot import Counts
from live.core.context import Look
from live.core.document import Authored, Block, MoodRound, Moods, Phrase, Words, nphrase, phrase
from live.core.question import Round
from live.core.question_document import bars, counted, full_rounds, not_counted_yet, slips
from live.steps.mood_check.settings import SIGNALS
from live.steps.mood_check.state import MoodCheck, earlier_of


def document(state: MoodCheck, look: Look) -> Sequence[Block]:
    """The distributions of all rounds, below that of the earlier check where there is one to compare with."""
    question = state.question
    untouched = questions.untouched(question)
    counts = None if untouched else questions.running(question)
    earlier = earlier_of(state, look)
    rounds = [_round(earlier, earlier.question.now)] if earlier else []
    before = full_rounds(question, look)
    rounds += [_round(state, asked, number) for number, asked in before.items()]
    rounds += [] if counts is None else [_mood(state, question.now, counts, question.number if before else None)]
    small: tuple[Block, ...] = ()
    if not untouched:
        small = not_counted_yet(question, look) if counts is None else counted(question, counts, look)
    if not before and (untouched or counts is None):
        return (*small, *slips(question, look))
    asked = Authored(text=state.settings.question, key=f"{state.settings.id}/question")
    moods = Moods(question=asked, sentence=_sentence(rounds), rounds=tuple(rounds), note=_numbers_differ(rounds))
    return (moods, *small, *slips(question, look))


def _round(check: MoodCheck, asked: Round, number: int | None = None) -> MoodRound:
    """A round that is over."""
    return _mood(check, asked, questions.total_of(asked), number)


def _mood(check: MoodCheck, asked: Round, counts: Counts, number: int | None) -> MoodRound:
    title, people = check.settings.title, check.asked.people(counts)
    label: Words = Authored(text=title, key=f"{check.settings.id}/title")
    if number is not None:
        label = phrase("%(title)s, round %(round)s", title=title, round=number)
    return MoodRound(
        label=label,
        at=asked.opened_at,
        people=people,
        bars=bars(check.asked, counts, people, f"{check.settings.id}/signal"),
        signals=SIGNALS[check.settings.scale],
    )


def _sentence(rounds: Sequence[MoodRound]) -> Phrase:
    """What the last round says, or what has changed since the first."""
    answered = [mood for mood in rounds if mood.people]
    if not rounds[-1].people:
        return phrase("Nobody answered.")
    in_fingers = len(rounds[0].bars) == len(SIGNALS["fingers"])
    if len(answered) > 1:
        first, last = answered[0], answered[-1]
        return _fingers_changed(first, last) if in_fingers else _thumbs_changed(first, last)
    only = answered[0]
    if in_fingers:
        return nphrase(
            "The average is %(average)s of 5 fingers (%(n)s person).",
            "The average is %(average)s of 5 fingers (%(n)s people).",
            only.people,
            average=_average(only),
        )
    return nphrase(
        "%(count)s of %(n)s person (%(share)s) showed a thumb up.",
        "%(count)s of %(n)s people (%(share)s) showed a thumb up.",
        only.people,
        count=only.bars[0].count,
        share=only.bars[0].share,
    )


def _thumbs_changed(first: MoodRound, last: MoodRound) -> Phrase:
    before, now = first.bars[0], last.bars[0]
    numbers: dict[str, int | float] = {
        "before": before.count,
        "before_of": first.people,
        "before_share": before.share,
        "count": now.count,
        "of": last.people,
        "share": now.share,
    }
    if round(100 * now.share) > round(100 * before.share):
        return phrase(
            "A larger share showed a thumb up than before: at first %(before)s of %(before_of)s (%(before_share)s), "
            "later %(count)s of %(of)s (%(share)s).",
            **numbers,
        )
    if round(100 * now.share) < round(100 * before.share):
        return phrase(
            "A smaller share showed a thumb up than before: at first %(before)s of %(before_of)s (%(before_share)s), "
            "later %(count)s of %(of)s (%(share)s).",
            **numbers,
        )
    return phrase(
        "The same share showed a thumb up as before: at first %(before)s of %(before_of)s (%(before_share)s), later "
        "%(count)s of %(of)s (%(share)s).",
        **numbers,
    )


def _fingers_changed(first: MoodRound, last: MoodRound) -> Phrase:
    before, now = _average(first), _average(last)
    numbers: dict[str, int | float] = {
        "before": before,
        "before_of": first.people,
        "average": now,
        "of": last.people,
    }
    if round(10 * now) > round(10 * before):
        return phrase(
            "The average rose from %(before)s of 5 fingers (answers: %(before_of)s) to %(average)s (answers: %(of)s).",
            **numbers,
        )
    if round(10 * now) < round(10 * before):
        return phrase(
            "The average fell from %(before)s of 5 fingers (answers: %(before_of)s) to %(average)s (answers: %(of)s).",
            **numbers,
        )
    return phrase(
        "The average stayed at %(average)s of 5 fingers (answers: %(before_of)s at first, %(of)s later).", **numbers
    )


def _numbers_differ(rounds: Sequence[MoodRound]) -> Words | None:
    """That not equally many answered, so that the numbers are not compared where only the shares can be."""
    people = [mood.people for mood in rounds if mood.people]
    if len(set(people)) < 2:  # noqa: PLR2004 - one number differs from none
        return None
    return phrase(
        "Not equally many people answered (%(before)s and %(later)s): compare the shares, not the numbers.",
        before=people[0],
        later=people[-1],
    )


def _average(mood: MoodRound) -> float:
    return sum(place * bar.count for place, bar in enumerate(mood.bars, 1)) / mood.people

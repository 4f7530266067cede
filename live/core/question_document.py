"""What the documentation says about a question: a sentence, counts, texts, and how it was counted.

Rule: while an anonymous question is open, the documentation knows no more than the desk does
(`running`), so that two exports in a row tell nobody's choice. A round that was asked before is told in full where it
was closed in its time and at least `FEW` people answered it; of another one only how many answered.
"""

from collections.abc import Iterator, Mapping, Sequence

from live.core.asked import Asked
from live.core.ballot import Counts
from live.core.context import Look
from live.core.document import (
    Authored,
    Bar,
    Block,
    Entry,
    Heading,
    Note,
    Phrase,
    Quotes,
    Results,
    Typed,
    Words,
    nphrase,
    phrase,
)
from live.core.question import Phase, Question, Round, running, sources, sources_of, total_of, untouched

FEW = 5
"""People who must have answered an anonymous round, so that it is told in full although it was asked again."""


def answered(question: Question, items: Mapping[str, Asked], look: Look) -> Sequence[Block]:
    """Everything that was answered: of each item the counts or the texts, how it was counted, earlier rounds.

    `items` are keyed by a name of each that is unique in the step.
    """
    counts = running(question)
    now: tuple[Block, ...] = ()
    if counts is not None and not untouched(question):
        now = (*_items(question, items, counts), *counted(question, counts, look))
    elif not untouched(question):
        now = not_counted_yet(question, look)
    earlier = [
        (Heading(words=phrase("Asked before, in round %(round)s", round=number)), *_round(question, items, asked, look))
        for number, asked in full_rounds(question, look).items()
    ]
    return (*now, *(block for blocks in earlier for block in blocks), *slips(question, look))


def full_rounds(question: Question, look: Look) -> dict[int, Round]:
    """The rounds before the current one that are told in full, by their number."""
    return {number: asked for number, asked in _others(question) if _is_full(question, asked, look)}


def slips(question: Question, look: Look) -> tuple[Note, ...]:
    """Small print about the other rounds that somebody answered."""
    return tuple(
        Note(words=_earlier_round(number, people))
        for number, asked in _others(question)
        if (people := sum(sources_of(asked, look).values())) and not _is_full(question, asked, look)
    )


def bars(asked: Asked, counts: Counts, of: int, key: str) -> tuple[Bar, ...]:
    """A bar for each option in the order of the options, also for those that nobody chose. `key` begins their keys."""
    votes = counts.chosen.get(asked.item, {})
    return tuple(
        Bar(label=_keyed(label, f"{key}-{option}"), count=votes.get(option, 0), share=share(votes.get(option, 0), of))
        for option, label in asked.labels.items()
    )


def share(count: int, of: int) -> float:
    """The part of the whole, between 0 and 1; 0 of nobody."""
    return count / of if of else 0.0


def counted(question: Question, counts: Counts, look: Look) -> tuple[Note, ...]:
    """Small print: that it is still open, abstentions, where ballots came from and who entered them."""
    still: list[Words] = []
    if question.phase is Phase.OPEN:
        still.append(phrase("The question is still open; these are not the final numbers."))
    return tuple(Note(words=words) for words in (*still, *_how(question.now, counts, look)))


def not_counted_yet(question: Question, look: Look) -> tuple[Block, ...]:
    """What is said of an open question whose counts may not be known yet."""
    people = sum(sources(question, look).values())
    sentence = nphrase(
        "The question is still open; %(n)s person has answered so far.",
        "The question is still open; %(n)s people have answered so far.",
        people,
    )
    return (Note(words=sentence),)


def _others(question: Question) -> Iterator[tuple[int, Round]]:
    return ((number, asked) for number, asked in question.rounds.items() if number != question.number)


def _is_full(question: Question, asked: Round, look: Look) -> bool:
    people = sum(sources_of(asked, look).values())
    closed = asked.phase in (Phase.CLOSED, Phase.REVEALED)
    return closed and people >= (FEW if question.anonymous else 1)


def _round(question: Question, items: Mapping[str, Asked], asked: Round, look: Look) -> Iterator[Block]:
    counts = total_of(asked)
    yield from _items(question, items, counts)
    yield from (Note(words=words) for words in _how(asked, counts, look))


def _items(question: Question, items: Mapping[str, Asked], counts: Counts) -> Iterator[Block]:
    for name, asked in items.items():
        words = Authored(text=asked.words, key=f"{question.step}/question-{name}")
        if asked.form == "text":
            yield Heading(words=words)
            yield Quotes(entries=tuple(Entry(words=Typed(text=said)) for said in counts.texts.get(asked.item, ())))
        else:
            yield _results(asked, words, counts, f"{question.step}/option-{name}")


def _results(asked: Asked, words: Authored, counts: Counts, key: str) -> Results:
    """Bars of a choice or a scale, with shares of the people who answered."""
    of = asked.people(counts)
    return Results(
        question=words,
        sentence=_sentence(asked, counts, of),
        caption=_caption(asked, of),
        of=of,
        bars=bars(asked, counts, of, key),
        average=asked.average(counts),
    )


def _keyed(words: Words, key: str) -> Words:
    return words if isinstance(words, Phrase) else words.model_copy(update={"key": key})


def _how(asked: Round, counts: Counts, look: Look) -> Iterator[Words]:
    """Abstentions of a round, and where its ballots came from where some were entered for people."""
    if counts.abstained:
        yield nphrase("%(n)s person abstained.", "%(n)s people abstained.", counts.abstained)
    by_source = sources_of(asked, look)
    if len(by_source) > 1:
        yield from (_source(name, people) for name, people in by_source.items())
    late = sum(entry.counts.ballots for entry in asked.entered.values() if entry.late)
    if late:
        yield nphrase(
            "%(n)s of these people was entered after the question had been closed.",
            "%(n)s of these people were entered after the question had been closed.",
            late,
        )


def _sentence(asked: Asked, counts: Counts, of: int) -> Phrase:
    votes = counts.chosen.get(asked.item, {})
    most = max(votes.values(), default=0)
    average = asked.average(counts)
    if not of and not counts.abstained:
        return phrase("Nobody answered.")
    if not most:
        return phrase("Nobody chose an option.")
    if average is not None:
        return nphrase(
            "The average is %(average)s (%(n)s person).",
            "The average is %(average)s (%(n)s people).",
            of,
            average=average,
        )
    first = [asked.labels[option] for option in asked.labels if votes.get(option) == most]
    return _most(first, most, of)


def _most(first: Sequence[Words], most: int, of: int) -> Phrase:
    names = [label.text for label in first if isinstance(label, Authored)]
    numbers: dict[str, int | float] = {"count": most, "of": of, "share": share(most, of)}
    match names:
        case [only]:
            if 2 * most > of:
                return phrase(
                    "Most people, %(count)s of %(of)s (%(share)s), chose: “%(option)s”",
                    **numbers,
                    option=only,
                )
            return phrase(
                "Chosen most often, by %(count)s of %(of)s people (%(share)s): “%(option)s”",
                **numbers,
                option=only,
            )
        case [one, other]:
            return phrase(
                "Chosen most often, each by %(count)s of %(of)s people (%(share)s): “%(option)s” and “%(other)s”",
                **numbers,
                option=one,
                other=other,
            )
        case _:
            return phrase(
                "%(options)s options were chosen equally often, each by %(count)s of %(of)s people (%(share)s).",
                **numbers,
                options=len(first),
            )


def _caption(asked: Asked, of: int) -> Phrase:
    if asked.single:
        return nphrase(
            "%(n)s person answered.",
            "%(n)s people answered.",
            of,
        )
    if asked.at_least == asked.at_most:
        return nphrase(
            "%(n)s person answered, choosing %(votes)s options.",
            "%(n)s people answered, each choosing %(votes)s options. Shares are of people, not of votes.",
            of,
            votes=asked.at_most,
        )
    return nphrase(
        "%(n)s person answered, choosing up to %(votes)s options.",
        "%(n)s people answered, each choosing up to %(votes)s options. Shares are of people, not of votes.",
        of,
        votes=asked.at_most,
    )


def _source(name: str, people: int) -> Phrase:
    match name:
        case "camera":
            return nphrase(
                "%(n)s person was counted on camera; the moderation entered it at the desk.",
                "%(n)s people were counted on camera; the moderation entered it at the desk.",
                people,
            )
        case "phone":
            return nphrase(
                "%(n)s person answered on the phone; the moderation entered it.",
                "%(n)s people answered on the phone; the moderation entered it.",
                people,
            )
        case "paper":
            return nphrase(
                "%(n)s person answered on paper; the moderation entered it at the desk.",
                "%(n)s people answered on paper; the moderation entered it at the desk.",
                people,
            )
        case _:
            return nphrase("%(n)s person answered in the app.", "%(n)s people answered in the app.", people)


def _earlier_round(number: int, people: int) -> Phrase:
    return nphrase(
        "Asked before: in round %(round)s, %(n)s person answered. That answer is not counted here.",
        "Asked before: in round %(round)s, %(n)s people answered. Those answers are not counted here.",
        people,
        round=number,
    )

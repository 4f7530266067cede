"""What the documentation says about a question: a sentence, counts, texts, and how it was counted.

Rule: while an anonymous question is open, the documentation knows no more than the desk does
(`running`), so that two exports in a row tell nobody's choice.
"""

from collections.abc import Sequence

from live.core.asked import Asked
from live.core.ballot import Counts
from live.core.document import (
    Authored,
    Bar,
    Block,
    Entry,
    Note,
    Paragraph,
    Phrase,
    Quotes,
    Results,
    Typed,
    Words,
    nphrase,
    phrase,
)
from live.core.question import Phase, Question, sources


def results(asked: Asked, counts: Counts, of: int) -> Results | None:
    """Bars of a choice or a scale, with shares of the `of` people; None for a text."""
    if asked.form == "text":
        return None
    return Results(
        question=Authored(text=asked.words),
        sentence=_sentence(asked, counts, of),
        caption=_caption(asked, of),
        of=of,
        bars=bars(asked, counts, of),
        average=asked.average(counts),
    )


def bars(asked: Asked, counts: Counts, of: int) -> tuple[Bar, ...]:
    """A bar for each option in the order of the options, also for those that nobody chose."""
    votes = counts.chosen.get(asked.item, {})
    return tuple(
        Bar(label=label, count=votes.get(option, 0), share=share(votes.get(option, 0), of))
        for option, label in asked.labels.items()
    )


def share(count: int, of: int) -> float:
    """The part of the whole, between 0 and 1; 0 of nobody."""
    return count / of if of else 0.0


def texts(asked: Asked, counts: Counts) -> tuple[Block, ...]:
    """What was written, in alphabetical order and as typed, under the words of the question."""
    said = counts.texts.get(asked.item, ())
    entries = tuple(Entry(words=Typed(text=words)) for words in said)
    return (Paragraph(words=Authored(text=asked.words)), Quotes(entries=entries))


def counted(question: Question, counts: Counts) -> tuple[Block, ...]:
    """Small print: abstentions, where ballots came from, that it is still open, earlier rounds."""
    notes: list[Words] = []
    if question.phase is Phase.OPEN:
        notes.append(phrase("The question is still open; these are not the final numbers."))
    if counts.abstained:
        notes.append(nphrase("%(n)s person abstained.", "%(n)s people abstained.", counts.abstained))
    if question.now.entered:
        notes.extend(_source(name, people) for name, people in sources(question).items())
    for number, earlier in question.rounds.items():
        people = earlier.final.ballots if earlier.final else earlier.tally.ballots
        if number != question.number and people:
            notes.append(_earlier_round(number, people))
    return tuple(Note(words=words) for words in notes)


def not_counted_yet(question: Question) -> tuple[Block, ...]:
    """What is said of an open question whose counts may not be known yet."""
    people = sum(sources(question).values())
    sentence = nphrase(
        "The question is still open; %(n)s person has answered so far.",
        "The question is still open; %(n)s people have answered so far.",
        people,
    )
    return (Note(words=sentence),)


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
                "%(n)s hand was counted on camera and entered by the moderation.",
                "%(n)s people were counted on camera and entered by the moderation.",
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
                "%(n)s person answered on paper; the moderation entered it.",
                "%(n)s people answered on paper; the moderation entered it.",
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

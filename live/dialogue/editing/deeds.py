"""What editors did, as the documentation tells it: how much was corrected and left out and why, and the versions.

Rule: numbers and reasons, never the words, and never who.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from live.core.document import Block, Heading, Moment, Note, Table, Typed, Words, nphrase, phrase
from live.dialogue.editing.state import Edit, Publication


def deeds(edits: Iterable[Edit], chapters: int, publications: Iterable[Publication]) -> tuple[Block, ...]:
    """The end of the chapter on method: the edits in force, how many chapters were left out, the versions so far."""
    notes = [Note(words=words) for words in _changes(tuple(edits))]
    if chapters:
        notes.append(Note(words=nphrase("%(n)s chapter was left out.", "%(n)s chapters were left out.", chapters)))
    return (*notes, *_versions(publications))


def _changes(edits: tuple[Edit, ...]) -> Iterator[Words]:
    sorts = Counter(edit.sort for edit in edits)
    if number := sorts["corrected"]:
        yield nphrase("The editors corrected %(n)s text.", "The editors corrected %(n)s texts.", number)
    if number := sorts["pseudonymised"]:
        yield nphrase(
            "In %(n)s text a name or another hint at a person was replaced.",
            "In %(n)s texts a name or another hint at a person was replaced.",
            number,
        )
    reasons = Counter(edit.reason for edit in edits if edit.sort == "hidden")
    for reason, number in reasons.most_common():
        yield _left_out(reason or "other", number)


def _left_out(reason: str, n: int) -> Words:
    match reason:
        case "personal":
            return nphrase(
                "%(n)s text was left out because of personal data.",
                "%(n)s texts were left out because of personal data.",
                n,
            )
        case "insulting":
            return nphrase(
                "%(n)s text was left out because it insults somebody.",
                "%(n)s texts were left out because they insult somebody.",
                n,
            )
        case "duplicate":
            return nphrase(
                "%(n)s text was left out because it stands here already.",
                "%(n)s texts were left out because they stand here already.",
                n,
            )
        case "off_topic":
            return nphrase(
                "%(n)s text was left out because it is about something else.",
                "%(n)s texts were left out because they are about something else.",
                n,
            )
        case "withdrawn":
            return nphrase(
                "%(n)s text was left out because its author asked for it.",
                "%(n)s texts were left out because their authors asked for it.",
                n,
            )
        case _:
            return nphrase(
                "%(n)s text was left out for another reason.", "%(n)s texts were left out for another reason.", n
            )


def _versions(publications: Iterable[Publication]) -> tuple[Block, ...]:
    rows = tuple(
        (
            (phrase("%(number)s", number=version.number),),
            (phrase("%(day)s", day=Moment(at=version.at, shown="day")),),
            (Typed(text=version.note),) if version.note else (phrase("First published"),),
        )
        for version in publications
    )
    if not rows:
        return ()
    head = (phrase("Version"), phrase("Date"), phrase("What is new"))
    return (Heading(words=phrase("Versions")), Table(head=head, rows=rows))

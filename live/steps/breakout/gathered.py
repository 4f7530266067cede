"""What the groups have gathered, for the sums of a whole evening. Rule: what is hidden does not count."""

from collections import Counter

from live.core.gathered import Gathered
from live.steps.breakout.state import State


def gathered(state: State) -> Gathered:
    """The groups, their notes by who wrote them, and their ideas."""
    boards = state.boards.values()
    authors = Counter(note.author for board in boards for note in board.notes.values() if not note.hidden)
    notes: Counter[str] = Counter()
    for author, written in authors.items():
        notes[author.partition(":")[0]] += written
    ideas = sum(not idea.removed for board in boards for idea in board.ideas.values())
    return Gathered(groups=len(state.numbers()), notes=notes, authors=authors, ideas=ideas)

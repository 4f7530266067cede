"""The turn that collects its writes, the same for every adapter.

It touches no store: an adapter fills in what was missed, and on a clean exit carries out ``writes``
in their order, then ``appended``.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from live.log.bell import Stretch
from live.log.port import Commit, Mark, TurnMisused


@dataclass(frozen=True, slots=True)
class KeepBallot:
    """Seal an answer."""

    question: str
    person: str
    ballot: bytes


@dataclass(frozen=True, slots=True)
class BreakSeal:
    """Destroy the ballots of a question and their key."""

    question: str


@dataclass(frozen=True, slots=True)
class KeepPerson:
    """Keep a profile."""

    person: str
    profile: bytes


@dataclass(frozen=True, slots=True)
class ForgetPerson:
    """Erase a profile."""

    person: str


Write = KeepBallot | BreakSeal | KeepPerson | ForgetPerson


class BufferedTurn:
    """A ``Turn`` over what was read at its start; see the port for the meaning of its calls."""

    def __init__(self, stretch: Stretch) -> None:
        self._stretch = stretch
        self._over = False
        self.writes: list[Write] = []
        self.appended: Commit | None = None

    @property
    def missed(self) -> Sequence[Commit]:
        """The commits after the caller's mark."""
        return self._stretch.commits

    @property
    def resync(self) -> bool:
        """Whether the caller's mark is void."""
        return self._stretch.resync

    @property
    def head(self) -> Mark:
        """The mark of the last commit, counting this turn's."""
        return self.appended.mark if self.appended else self._stretch.head

    def append(self, payload: bytes, at: int) -> Mark:
        """Add the turn's commit."""
        self._require_open()
        if self.appended is not None:
            msg = "one append per turn"
            raise TurnMisused(msg)
        epoch, seq = self._stretch.head
        self.appended = Commit(Mark(epoch, seq + 1), at, payload)
        return self.appended.mark

    def keep_ballot(self, question: str, person: str, ballot: bytes) -> None:
        """Seal an answer."""
        self._write(KeepBallot(question, person, ballot))

    def break_seal(self, question: str) -> None:
        """Destroy the ballots of a question and their key."""
        self._write(BreakSeal(question))

    def keep_person(self, person: str, profile: bytes) -> None:
        """Keep a profile."""
        self._write(KeepPerson(person, profile))

    def forget_person(self, person: str) -> None:
        """Erase a profile."""
        self._write(ForgetPerson(person))

    def end(self) -> None:
        """Refuse every later write, which would be lost without a word."""
        self._over = True

    def _write(self, write: Write) -> None:
        self._require_open()
        self.writes.append(write)

    def _require_open(self) -> None:
        if self._over:
            msg = "the turn is over"
            raise TurnMisused(msg)

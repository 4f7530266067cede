"""The port of the log: what every adapter promises, and the values that pass through it.

The log is opaque: a payload is a JSON object as bytes, and the log knows no event. Its rules:

- Appends are gapless and ordered per dialogue; nothing is acknowledged before it is durable.
- The acknowledgement of a turn is the clean exit of its ``async with``. A turn that ends in an
  exception leaves nothing behind.
- A mark says how far a reader is. A mark of another epoch, or one the log has not reached, is
  answered with everything from the first commit on: the reader begins anew.
- A call that names a dialogue raises ``UnknownDialogue`` when there is none; a call that writes
  raises ``NotSaved`` when the store fails, and then nothing of it counts as saved; any call on a
  closed log raises ``LogClosed``.
- A turn is exclusive in its process. Another process that writes to the same dialogue meanwhile
  is noticed at the end of the turn, which then raises ``Overtaken`` and keeps nothing: the caller
  takes a new turn, whose ``missed`` tells what the other wrote, and decides again.
- After a ``NotSaved`` the caller rebuilds what it knows from the log. A disk that failed while a
  commit was made durable may have kept it all the same; it then comes up as missed, or after the
  next start, and a caller that remembers its commands by their ids counts it once.
"""

from collections.abc import AsyncGenerator, Iterable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Literal, NamedTuple, Protocol

Reason = Literal["full", "read_only", "busy", "failed"]

LARGEST_FILE = 20 * 1024 * 1024
"""Bytes of one file kept beside a log."""
SERVER = ""
"""In the place of a dialogue's id: a link that is about all dialogues of the store. No dialogue has this id."""


class Mark(NamedTuple):
    """A place in a dialogue's log; ``seq`` counts commits from 1 and is compared within an epoch.

    The epoch grows whenever something that was already read has changed (a redaction).
    """

    epoch: int
    seq: int


ORIGIN = Mark(0, 0)


@dataclass(frozen=True, slots=True)
class Commit:
    """One append.

    ``mark`` is where a reader stands after it, in the epoch of the log as it is now; ``at`` is
    milliseconds since 1970 UTC; ``payload`` is JSON.
    """

    mark: Mark
    at: int
    payload: bytes


@dataclass(frozen=True, slots=True)
class Link:
    """What a secret opens.

    ``role`` is participant, moderator, group_moderator, projector or office; ``subject`` is what the
    role is about: a person's id, a room's number, or nothing. ``dialogue`` may be ``SERVER``.
    """

    dialogue: str
    role: str
    subject: str


@dataclass(frozen=True, slots=True)
class File:
    """Bytes kept beside a log, and what they are."""

    media_type: str
    content: bytes


class FileEntry(NamedTuple):
    """One file in the list of a dialogue's files; ``digest`` is SHA-256 in hexadecimal, ``size`` in bytes."""

    digest: str
    media_type: str
    size: int


class DialogueEntry(NamedTuple):
    """One dialogue in the list of all; ``created_at`` is milliseconds since 1970 UTC."""

    id: str
    code: str
    created_at: int


class UnknownDialogue(LookupError):
    """There is no dialogue of that id (or it was deleted meanwhile)."""


class UnknownCommit(LookupError):
    """The dialogue has no commit of that number."""


class TooLarge(ValueError):
    """A file has more bytes than are kept."""


class NotRedactable(ValueError):
    """A pointer does not lead to a string of the payload; nothing was changed."""


class AlreadyThere(Exception):
    """An id, a join code or a secret is taken; ``what`` says which."""

    def __init__(self, what: Literal["dialogue", "code", "link"]) -> None:
        super().__init__(f"{what} is already there")
        self.what = what


_SENTENCES: dict[Reason, str] = {
    "full": "the disk is full; free some space, nothing needs to be started anew",
    "read_only": "the database may not be written; look at its permissions and at the disk's mount",
    "busy": "another program holds the database and does not let go of it",
    "failed": "the disk or the database failed",
}


class NotSaved(Exception):
    """The store could not keep a write; trying again after reading anew is safe. The text is a sentence."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(
            f"not saved: {_SENTENCES[reason]} ({detail})" if detail else f"not saved: {_SENTENCES[reason]}"
        )
        self.reason = reason


class Overtaken(NotSaved):
    """Another process wrote to the dialogue during this turn; read anew, decide again."""

    def __init__(self, dialogue: str) -> None:
        Exception.__init__(self, f"not saved: another process wrote to dialogue {dialogue} meanwhile")
        self.reason = "busy"


class NotRead(Exception):
    """The store could not answer a question (a failing disk, a damaged file)."""


class LogClosed(RuntimeError):
    """The log was closed before this call."""


class TurnMisused(RuntimeError):
    """A bug of the caller: a second append in one turn, or a write after its end."""


class Turn(Protocol):
    """The exclusive right to write to one dialogue, for the length of an ``async with``.

    Writes are collected and reach the store together, in the order of the calls, when the block
    is left without an exception. They raise ``TurnMisused`` afterwards.
    """

    @property
    def missed(self) -> Sequence[Commit]:
        """The commits after the caller's mark, in order; all of them when ``resync``."""

    @property
    def resync(self) -> bool:
        """Whether the caller's mark is void: drop what was folded and fold ``missed`` anew."""

    @property
    def head(self) -> Mark:
        """The mark of the last commit, counting the one appended in this turn."""

    def append(self, payload: bytes, at: int) -> Mark:
        """Add a commit (JSON, milliseconds since 1970 UTC), at most one per turn."""

    def keep_ballot(self, question: str, person: str, ballot: bytes) -> None:
        """Seal a person's answer, in place of an earlier one.

        It is kept by question and keyed hash of the person, without order and without time.
        """

    def break_seal(self, question: str) -> None:
        """Destroy every ballot of the question, and the key that could tell whose they were."""

    def keep_person(self, person: str, profile: bytes) -> None:
        """Keep a person's profile beside the log, in place of an earlier one."""

    def forget_person(self, person: str) -> None:
        """Erase a person's profile; the log keeps the bare id (DSGVO Art. 17)."""


class Log(Protocol):
    """All dialogues of one store."""

    def turn(self, dialogue: str, after: Mark) -> AbstractAsyncContextManager[Turn]:
        """Wait for the dialogue to be free, catch up from ``after``, and write on exit.

        One transaction; a turn that collects nothing writes nothing. Keep it short: no waiting
        for anything else inside.
        """

    def follow(self, dialogue: str, after: Mark) -> AsyncGenerator[Commit, None]:
        """Yield every commit after the mark, gapless and in order, then wait for more.

        When the epoch changes, the commits come again from the first, with marks of the new
        epoch: whoever sees the epoch change begins anew. Ends when the log is closed; raises
        ``UnknownDialogue`` when the dialogue is deleted.
        """

    async def head(self, dialogue: str) -> Mark:
        """The mark of the last commit; ``ORIGIN`` before the first."""

    async def first(self, dialogue: str) -> Commit | None:
        """The commit with which the dialogue began; nothing before the first."""

    async def commits(self, dialogue: str, after: Mark = ORIGIN) -> list[Commit]:
        """The commits after the mark, in order; all of them when the mark is void."""

    async def ballots(self, dialogue: str, persons: Iterable[str]) -> dict[str, dict[str, bytes]]:
        """The sealed ballots of these persons: question, person, ballot.

        A ballot is found only by naming its person; questions without a find are left out. Every
        person costs a keyed hash for every question, until all ballots of the question have their
        person: name those first who are likeliest to have one.
        """

    async def people(self, dialogue: str) -> dict[str, bytes]:
        """The profiles kept beside the log, by person."""

    async def redact(self, dialogue: str, seq: int, pointers: Sequence[str]) -> Mark:
        """Empty the strings of a commit's payload that these JSON pointers (RFC 6901) name.

        Files of the dialogue in which the same words stand go with them. The epoch grows by one.
        Raises ``UnknownCommit``, or ``NotRedactable`` when one of the pointers does not lead to a
        string; then nothing is changed.
        """

    async def keep_file(self, dialogue: str, media_type: str, content: bytes) -> str:
        """Keep bytes beside the log and return their SHA-256 in hexadecimal; kept twice they are there once.

        Raises ``TooLarge`` beyond ``LARGEST_FILE``.
        """

    async def file(self, dialogue: str, digest: str) -> File | None:
        """The file of this digest; nothing when it was never kept or was dropped."""

    async def files(self, dialogue: str) -> list[FileEntry]:
        """The files kept beside the log, by digest."""

    async def drop_file(self, dialogue: str, digest: str) -> None:
        """Erase a file; one that is not there is no error."""

    async def create_dialogue(self, dialogue: str, code: str) -> None:
        """Begin an empty dialogue with a join code of eight digits.

        Raises ``AlreadyThere`` for an id or a code that is taken, ``ValueError`` for another form
        or an empty id.
        """

    async def dialogues(self) -> list[DialogueEntry]:
        """All dialogues, the oldest first."""

    async def dialogue_of_code(self, code: str) -> str | None:
        """The dialogue that the join code admits to."""

    async def delete_dialogue(self, dialogue: str) -> None:
        """Erase a dialogue with its log, people, ballots, files and links."""

    async def keep_link(self, secret: str, link: Link) -> None:
        """Let the secret open the link; of the secret only its SHA-256 is kept."""

    async def link_of(self, secret: str) -> Link | None:
        """What the secret opens; nothing when it is unknown or revoked."""

    async def links(self, dialogue: str) -> list[tuple[str, Link]]:
        """The links in force with the digest of their secret (SHA-256, hexadecimal); also those of ``SERVER``."""

    async def revoke_link(self, digest: str) -> None:
        """Take back the link of this digest; one that is not there is no error."""

    async def probe(self) -> None:
        """Write something that changes nothing, durable as everything else. Raises ``NotSaved`` where that fails."""

    async def close(self) -> None:
        """Wait for the running turn, end every ``follow`` and let go of the store."""

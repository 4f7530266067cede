"""The log in memory: for tests and rehearsals, forgotten when the process ends.

It answers exactly like the durable adapters, and can be told to fail like a full disk.
"""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace

from live.log.bell import POLL_SECONDS, Bell, Stretch
from live.log.buffered import BreakSeal, BufferedTurn, ForgetPerson, KeepBallot, KeepPerson, Write
from live.log.clock import Clock, milliseconds_now
from live.log.digest import digest_of, digest_of_bytes, require_form
from live.log.port import (
    LARGEST_FILE,
    ORIGIN,
    SERVER,
    AlreadyThere,
    Commit,
    DialogueEntry,
    File,
    FileEntry,
    Link,
    LogClosed,
    Mark,
    NotSaved,
    Reason,
    TooLarge,
    UnknownCommit,
    UnknownDialogue,
)
from live.log.redaction import empty_strings, holds


@dataclass(slots=True)
class _Dialogue:
    code: str
    created_at: int
    epoch: int = 0
    commits: list[Commit] = field(default_factory=list)
    ballots: dict[str, dict[str, bytes]] = field(default_factory=dict)
    people: dict[str, bytes] = field(default_factory=dict)
    files: dict[str, File] = field(default_factory=dict)
    taken: asyncio.Lock = field(default_factory=asyncio.Lock)

    @property
    def head(self) -> Mark:
        return Mark(self.epoch, len(self.commits))

    def after(self, mark: Mark) -> Stretch:
        head = self.head
        resync = mark.epoch != head.epoch or mark.seq > head.seq
        start = 0 if resync else mark.seq
        commits = [replace(commit, mark=Mark(self.epoch, commit.mark.seq)) for commit in self.commits[start:]]
        return Stretch(commits, resync=resync, head=head)

    def carry_out(self, write: Write) -> None:
        match write:
            case KeepBallot(question, person, ballot):
                self.ballots.setdefault(question, {})[person] = ballot
            case BreakSeal(question):
                self.ballots.pop(question, None)
            case KeepPerson(person, profile):
                self.people[person] = profile
            case ForgetPerson(person):
                self.people.pop(person, None)


class MemoryLog:
    """A ``Log`` that nothing outlives; ``clock`` gives milliseconds since 1970 UTC."""

    def __init__(self, *, clock: Clock = milliseconds_now, poll_seconds: float = POLL_SECONDS) -> None:
        self._dialogues: dict[str, _Dialogue] = {}
        self._links: dict[str, Link] = {}
        self._bell = Bell()
        self._clock = clock
        self._poll_seconds = poll_seconds
        self._failure: Reason | None = None
        self._closed = False

    def fail_with(self, reason: Reason | None) -> None:
        """Refuse every write with ``NotSaved(reason)`` from now on; ``None`` ends it."""
        self._failure = reason

    @asynccontextmanager
    async def turn(self, dialogue: str, after: Mark) -> AsyncIterator[BufferedTurn]:
        """Catch up and write, exclusively."""
        async with self._taken(dialogue) as entry:
            turn = BufferedTurn(entry.after(after))
            try:
                yield turn
            finally:
                turn.end()
            if turn.writes or turn.appended:
                self._require_saving()
            for write in turn.writes:
                entry.carry_out(write)
            if turn.appended:
                entry.commits.append(turn.appended)
        if turn.appended:
            self._bell.ring(dialogue)

    def follow(self, dialogue: str, after: Mark) -> AsyncGenerator[Commit, None]:
        """Yield what comes after the mark, for ever."""

        async def read(mark: Mark) -> Stretch:
            return self._entry(dialogue).after(mark)

        return self._bell.follow(dialogue, after, read, self._poll_seconds)

    async def head(self, dialogue: str) -> Mark:
        """The mark of the last commit."""
        return self._entry(dialogue).head

    async def first(self, dialogue: str) -> Commit | None:
        """The commit with which the dialogue began."""
        return next(iter(self._entry(dialogue).after(ORIGIN).commits), None)

    async def commits(self, dialogue: str, after: Mark = ORIGIN) -> list[Commit]:
        """The commits after the mark."""
        return self._entry(dialogue).after(after).commits

    async def ballots(self, dialogue: str, persons: Iterable[str]) -> dict[str, dict[str, bytes]]:
        """The sealed ballots of these persons."""
        wanted = set(persons)
        found = {
            question: {person: ballot for person, ballot in kept.items() if person in wanted}
            for question, kept in self._entry(dialogue).ballots.items()
        }
        return {question: kept for question, kept in found.items() if kept}

    async def people(self, dialogue: str) -> dict[str, bytes]:
        """The profiles beside the log."""
        return dict(self._entry(dialogue).people)

    async def redact(self, dialogue: str, seq: int, pointers: Sequence[str]) -> Mark:
        """Empty strings of a commit."""
        async with self._taken(dialogue) as entry:
            if not 1 <= seq <= len(entry.commits):
                raise UnknownCommit(seq)
            commit = entry.commits[seq - 1]
            payload, words = empty_strings(commit.payload, pointers)
            self._require_saving()
            entry.commits[seq - 1] = replace(commit, payload=payload)
            entry.files = {name: file for name, file in entry.files.items() if not holds(file.content, words)}
            entry.epoch += 1
        self._bell.ring(dialogue)
        return entry.head

    async def keep_file(self, dialogue: str, media_type: str, content: bytes) -> str:
        """Keep bytes beside the log."""
        if len(content) > LARGEST_FILE:
            raise TooLarge(len(content))
        entry = self._entry(dialogue)
        self._require_saving()
        digest = digest_of_bytes(content)
        entry.files.setdefault(digest, File(media_type, content))
        return digest

    async def file(self, dialogue: str, digest: str) -> File | None:
        """The file of this digest."""
        return self._entry(dialogue).files.get(digest)

    async def files(self, dialogue: str) -> list[FileEntry]:
        """The files beside the log."""
        files = self._entry(dialogue).files
        return sorted(FileEntry(digest, file.media_type, len(file.content)) for digest, file in files.items())

    async def drop_file(self, dialogue: str, digest: str) -> None:
        """Erase a file."""
        entry = self._entry(dialogue)
        self._require_saving()
        entry.files.pop(digest, None)

    async def create_dialogue(self, dialogue: str, code: str) -> None:
        """Begin an empty dialogue."""
        require_form(dialogue, code)
        self._require_saving()
        if dialogue in self._dialogues:
            raise AlreadyThere("dialogue")
        if any(entry.code == code for entry in self._dialogues.values()):
            raise AlreadyThere("code")
        self._dialogues[dialogue] = _Dialogue(code, self._clock())

    async def dialogues(self) -> list[DialogueEntry]:
        """All dialogues, the oldest first."""
        self._require_open()
        entries = [DialogueEntry(dialogue, entry.code, entry.created_at) for dialogue, entry in self._dialogues.items()]
        return sorted(entries, key=lambda entry: (entry.created_at, entry.id))

    async def dialogue_of_code(self, code: str) -> str | None:
        """The dialogue that the join code admits to."""
        self._require_open()
        for dialogue, entry in self._dialogues.items():
            if entry.code == code:
                return dialogue
        return None

    async def delete_dialogue(self, dialogue: str) -> None:
        """Erase a dialogue and all that hangs on it."""
        async with self._taken(dialogue):
            self._require_saving()
            del self._dialogues[dialogue]
            self._links = {digest: link for digest, link in self._links.items() if link.dialogue != dialogue}
        self._bell.ring(dialogue)

    async def keep_link(self, secret: str, link: Link) -> None:
        """Let the secret open the link."""
        self._require_linkable(link.dialogue)
        self._require_saving()
        digest = digest_of(secret)
        if digest in self._links:
            raise AlreadyThere("link")
        self._links[digest] = link

    async def link_of(self, secret: str) -> Link | None:
        """What the secret opens."""
        self._require_open()
        return self._links.get(digest_of(secret))

    async def links(self, dialogue: str) -> list[tuple[str, Link]]:
        """The links in force."""
        self._require_linkable(dialogue)
        return sorted(
            ((digest, link) for digest, link in self._links.items() if link.dialogue == dialogue),
            key=lambda kept: kept[0],
        )

    async def revoke_link(self, digest: str) -> None:
        """Take back a link."""
        self._require_saving()
        self._links.pop(digest, None)

    async def probe(self) -> None:
        """Fail like any write."""
        self._require_saving()

    async def close(self) -> None:
        """End every ``follow``."""
        for entry in list(self._dialogues.values()):
            async with entry.taken:
                pass
        self._closed = True
        self._bell.ring_all()

    @asynccontextmanager
    async def _taken(self, dialogue: str) -> AsyncIterator[_Dialogue]:
        entry = self._entry(dialogue)
        async with entry.taken:
            # Whoever held it before may have deleted it, or closed the log.
            if self._entry(dialogue) is not entry:
                raise UnknownDialogue(dialogue)
            yield entry

    def _entry(self, dialogue: str) -> _Dialogue:
        self._require_open()
        try:
            return self._dialogues[dialogue]
        except KeyError:
            raise UnknownDialogue(dialogue) from None

    def _require_linkable(self, dialogue: str) -> None:
        self._require_open()
        if dialogue != SERVER:
            self._entry(dialogue)

    def _require_open(self) -> None:
        if self._closed:
            raise LogClosed

    def _require_saving(self) -> None:
        self._require_open()
        if self._failure is not None:
            raise NotSaved(self._failure)

"""The log in one SQLite file: the embedded default.

A turn is one read and, when it has something to write, one transaction: two hops into the database's
threads. What it read is looked at again inside the transaction, so another process that wrote
meanwhile is noticed; within this process the turns of a dialogue wait for each other, and those of
different dialogues share their wait for the disk.
"""

import asyncio
import sqlite3
from collections import defaultdict
from collections.abc import AsyncGenerator, AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

from live.log import beside, dialogues
from live.log.bell import POLL_SECONDS, Bell, Stretch
from live.log.buffered import BufferedTurn
from live.log.clock import Clock, milliseconds_now
from live.log.digest import digest_of, digest_of_bytes, require_form
from live.log.links import KnownLinks
from live.log.opening import open_store
from live.log.port import (
    LARGEST_FILE,
    ORIGIN,
    SERVER,
    Commit,
    DialogueEntry,
    File,
    FileEntry,
    Link,
    Mark,
    NotRead,
    NotSaved,
    Overtaken,
    TooLarge,
    UnknownCommit,
    UnknownDialogue,
)
from live.log.redaction import empty_strings
from live.log.schema import VERSION
from live.log.store import Row, Store

# One row even when nothing was missed, none when there is no dialogue.
_STRETCH = """
SELECT stand.epoch, stand.head, c.seq, c.at, c.payload
FROM (
    SELECT epoch, (SELECT COALESCE(MAX(seq), 0) FROM commits WHERE dialogue = :dialogue) AS head
    FROM dialogues WHERE id = :dialogue
) AS stand
LEFT JOIN commits AS c ON c.dialogue = :dialogue
    AND c.seq > CASE WHEN :epoch = stand.epoch AND :seq <= stand.head THEN :seq ELSE 0 END
ORDER BY c.seq
LIMIT :most
"""
_NO_LIMIT = -1
_FOLLOWED_AT_ONCE = 500


class SqliteLog:
    """A ``Log`` in a file; made by ``open``, to be closed by ``close``."""

    def __init__(self, store: Store, clock: Clock, poll_seconds: float) -> None:
        self._store = store
        self._clock = clock
        self._poll_seconds = poll_seconds
        self._bell = Bell()
        self._busy: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._links = KnownLinks(store.foreign_changes, self._read_link)

    @classmethod
    async def open(
        cls, path: Path, *, clock: Clock = milliseconds_now, poll_seconds: float = POLL_SECONDS
    ) -> "SqliteLog":
        """Open the file, or make it.

        ``clock`` gives milliseconds since 1970 UTC; ``poll_seconds`` is how often a follower looks
        for what other processes appended. Raises a ``CannotOpen``: ``NotWritable``, ``NotALog``,
        ``NewerSchema`` or ``UnsafeStore``.
        """
        return cls(await open_store(path), clock, poll_seconds)

    @asynccontextmanager
    async def turn(self, dialogue: str, after: Mark) -> AsyncIterator[BufferedTurn]:
        """Catch up and write, exclusively."""
        async with self._busy[dialogue]:
            try:
                turn = BufferedTurn(await self._stretch(dialogue, after, _NO_LIMIT))
            except NotRead as error:
                raise NotSaved("failed", str(error)) from error
            met = turn.head
            try:
                yield turn
            finally:
                turn.end()
            if turn.writes or turn.appended:
                await self._store.write(partial(_write, dialogue, met, turn), erases=beside.erases(turn.writes))
        if turn.appended:
            self._bell.ring(dialogue)

    def follow(self, dialogue: str, after: Mark) -> AsyncGenerator[Commit, None]:
        """Yield what comes after the mark, for ever."""

        async def read(mark: Mark) -> Stretch:
            return await self._stretch(dialogue, mark, _FOLLOWED_AT_ONCE)

        return self._bell.follow(dialogue, after, read, self._poll_seconds)

    async def head(self, dialogue: str) -> Mark:
        """The mark of the last commit."""
        return (await self._stretch(dialogue, ORIGIN, 1)).head

    async def first(self, dialogue: str) -> Commit | None:
        """The commit with which the dialogue began."""
        return next(iter((await self._stretch(dialogue, ORIGIN, 1)).commits), None)

    async def commits(self, dialogue: str, after: Mark = ORIGIN) -> list[Commit]:
        """The commits after the mark."""
        return (await self._stretch(dialogue, after, _NO_LIMIT)).commits

    async def ballots(self, dialogue: str, persons: Iterable[str]) -> dict[str, dict[str, bytes]]:
        """The sealed ballots of these persons."""
        await self._require(dialogue)
        return await beside.find_ballots(self._store, dialogue, persons)

    async def people(self, dialogue: str) -> dict[str, bytes]:
        """The profiles beside the log."""
        await self._require(dialogue)
        rows = await self._store.read("SELECT person, profile FROM people WHERE dialogue = ?", (dialogue,))
        return {row[0]: row[1] for row in rows}

    async def redact(self, dialogue: str, seq: int, pointers: Sequence[str]) -> Mark:
        """Empty strings of a commit."""
        async with self._busy[dialogue]:
            head = await self._store.write(partial(_redact, dialogue, seq, pointers), erases=True)
        self._bell.ring(dialogue)
        return head

    async def keep_file(self, dialogue: str, media_type: str, content: bytes) -> str:
        """Keep bytes beside the log."""
        if len(content) > LARGEST_FILE:
            raise TooLarge(len(content))
        digest = digest_of_bytes(content)
        await self._store.write(partial(dialogues.keep_file, dialogue, digest, media_type, content))
        return digest

    async def file(self, dialogue: str, digest: str) -> File | None:
        """The file of this digest."""
        await self._require(dialogue)
        here = (dialogue, digest)
        rows = await self._store.read("SELECT media_type, content FROM files WHERE dialogue = ? AND digest = ?", here)
        return File(*rows[0]) if rows else None

    async def files(self, dialogue: str) -> list[FileEntry]:
        """The files beside the log."""
        await self._require(dialogue)
        rows = await self._store.read(
            "SELECT digest, media_type, length(content) FROM files WHERE dialogue = ? ORDER BY digest", (dialogue,)
        )
        return [FileEntry(*row) for row in rows]

    async def drop_file(self, dialogue: str, digest: str) -> None:
        """Erase a file."""
        await self._store.write(partial(dialogues.drop_file, dialogue, digest), erases=True)

    async def create_dialogue(self, dialogue: str, code: str) -> None:
        """Begin an empty dialogue."""
        require_form(dialogue, code)
        await self._store.write(partial(dialogues.create, dialogue, code, self._clock()))

    async def dialogues(self) -> list[DialogueEntry]:
        """All dialogues, the oldest first."""
        rows = await self._store.read("SELECT id, code, created_at FROM dialogues ORDER BY created_at, id")
        return [DialogueEntry(*row) for row in rows]

    async def dialogue_of_code(self, code: str) -> str | None:
        """The dialogue that the join code admits to."""
        rows = await self._store.read("SELECT id FROM dialogues WHERE code = ?", (code,))
        return rows[0][0] if rows else None

    async def delete_dialogue(self, dialogue: str) -> None:
        """Erase a dialogue and all that hangs on it."""
        async with self._busy[dialogue]:
            try:
                await self._store.write(partial(dialogues.delete, dialogue), erases=True)
            finally:
                self._links.forget()
        self._bell.ring(dialogue)

    async def keep_link(self, secret: str, link: Link) -> None:
        """Let the secret open the link."""
        digest = digest_of(secret)
        await self._store.write(partial(dialogues.keep_link, digest, link))
        self._links.know(digest, link)

    async def link_of(self, secret: str) -> Link | None:
        """What the secret opens."""
        self._store.require_open()
        return await self._links.of(digest_of(secret))

    async def links(self, dialogue: str) -> list[tuple[str, Link]]:
        """The links in force."""
        if dialogue != SERVER:
            await self._require(dialogue)
        rows = await self._store.read(
            "SELECT digest, role, subject FROM links WHERE dialogue IS NULLIF(?, '') ORDER BY digest", (dialogue,)
        )
        return [(digest, Link(dialogue, *rest)) for digest, *rest in rows]

    async def revoke_link(self, digest: str) -> None:
        """Take back a link."""
        try:
            await self._store.write(partial(dialogues.revoke_link, digest))
        finally:
            self._links.forget()

    async def probe(self) -> None:
        """Write the first page of the file as it is."""
        await self._store.write(_probe)

    async def limit_pages(self, pages: int) -> None:
        """Let the file grow to this many pages (of 4096 bytes) and no further while it is open.

        A write that needs more fails like one on a full disk: ``NotSaved("full")``.
        """
        await self._store.limit_pages(pages)

    async def close(self) -> None:
        """Wait for the running turns, end every ``follow`` and let go of the file."""
        for busy in list(self._busy.values()):
            async with busy:
                pass
        await self._store.close()
        self._bell.ring_all()

    async def _stretch(self, dialogue: str, after: Mark, most: int) -> Stretch:
        return _stretch(dialogue, after, await self._store.read(_STRETCH, _bounds(dialogue, after, most)))

    async def _require(self, dialogue: str) -> None:
        if not await self._store.read("SELECT 1 FROM dialogues WHERE id = ?", (dialogue,)):
            raise UnknownDialogue(dialogue)

    async def _read_link(self, digest: str) -> Link | None:
        rows = await self._store.read(
            "SELECT COALESCE(dialogue, ''), role, subject FROM links WHERE digest = ?", (digest,)
        )
        return Link(*rows[0]) if rows else None


def _bounds(dialogue: str, after: Mark, most: int) -> dict[str, object]:
    return {"dialogue": dialogue, "epoch": after.epoch, "seq": after.seq, "most": most}


def _stretch(dialogue: str, after: Mark, rows: Sequence[Row]) -> Stretch:
    if not rows:
        raise UnknownDialogue(dialogue)
    epoch, seq = rows[0][:2]
    commits = [Commit(Mark(epoch, number), at, payload) for _, _, number, at, payload in rows if number is not None]
    return Stretch(commits, resync=after.epoch != epoch or after.seq > seq, head=Mark(epoch, seq))


def _head(connection: sqlite3.Connection, dialogue: str) -> Mark:
    return _stretch(dialogue, ORIGIN, connection.execute(_STRETCH, _bounds(dialogue, ORIGIN, 1)).fetchall()).head


def _write(dialogue: str, met: Mark, turn: BufferedTurn, connection: sqlite3.Connection) -> None:
    if _head(connection, dialogue) != met:
        raise Overtaken(dialogue)
    beside.carry_out(connection, dialogue, turn.writes)
    if turn.appended:
        epoch, seq = turn.appended.mark
        connection.execute(
            "INSERT INTO commits (dialogue, epoch, seq, at, payload) VALUES (?, ?, ?, ?, ?)",
            (dialogue, epoch, seq, turn.appended.at, turn.appended.payload),
        )


def _redact(dialogue: str, seq: int, pointers: Sequence[str], connection: sqlite3.Connection) -> Mark:
    head = _head(connection, dialogue)
    here = (dialogue, seq)
    found = connection.execute("SELECT payload FROM commits WHERE dialogue = ? AND seq = ?", here).fetchone()
    if found is None:
        raise UnknownCommit(seq)
    payload, words = empty_strings(found[0], pointers)
    dialogues.drop_files_with(connection, dialogue, words)
    epoch = head.epoch + 1
    connection.execute("UPDATE dialogues SET epoch = ? WHERE id = ?", (epoch, dialogue))
    connection.execute(
        "UPDATE commits SET epoch = ?, payload = ? WHERE dialogue = ? AND seq = ?", (epoch, payload, *here)
    )
    return Mark(epoch, head.seq)


def _probe(connection: sqlite3.Connection) -> None:
    connection.execute(f"PRAGMA user_version = {VERSION:d}")

"""The log in one SQLite file: the embedded default.

Every turn is one transaction and costs four calls into the database's thread when nothing was
missed. All dialogues share the writing connection, so a turn waits for the turns of the others;
other processes may use the same file, and their commits come up as missed.
"""

from collections.abc import AsyncGenerator, AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from live.log.bell import POLL_SECONDS, Bell, Stretch
from live.log.beside import carry_out, find_ballots
from live.log.buffered import BufferedTurn
from live.log.clock import Clock, milliseconds_now
from live.log.digest import digest_of, require_code
from live.log.opening import open_store
from live.log.port import (
    ORIGIN,
    AlreadyThere,
    Commit,
    DialogueEntry,
    Link,
    Mark,
    UnknownCommit,
    UnknownDialogue,
)
from live.log.redaction import empty_strings
from live.log.store import Row, Store, Transaction, finish

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
        async with self._store.transaction() as transaction:
            turn = BufferedTurn(await finish(_missed(transaction, dialogue, after)))
            try:
                yield turn
            finally:
                turn.end()
            await finish(_write(transaction, dialogue, turn))
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

    async def commits(self, dialogue: str, after: Mark = ORIGIN) -> list[Commit]:
        """The commits after the mark."""
        return (await self._stretch(dialogue, after, _NO_LIMIT)).commits

    async def ballots(self, dialogue: str, persons: Iterable[str]) -> dict[str, dict[str, bytes]]:
        """The sealed ballots of these persons."""
        await self._require(dialogue)
        return await find_ballots(self._store, dialogue, persons)

    async def people(self, dialogue: str) -> dict[str, bytes]:
        """The profiles beside the log."""
        await self._require(dialogue)
        rows = await self._store.read("SELECT person, profile FROM people WHERE dialogue = ?", (dialogue,))
        return {row[0]: row[1] for row in rows}

    async def redact(self, dialogue: str, seq: int, pointers: Sequence[str]) -> Mark:
        """Empty strings of a commit."""
        async with self._store.transaction() as transaction:
            head = await _redact(transaction, dialogue, seq, pointers)
        self._bell.ring(dialogue)
        return head

    async def create_dialogue(self, dialogue: str, code: str) -> None:
        """Begin an empty dialogue."""
        require_code(code)
        async with self._store.transaction() as transaction:
            if await transaction.run("SELECT 1 FROM dialogues WHERE id = ?", (dialogue,)):
                raise AlreadyThere("dialogue")
            if await transaction.run("SELECT 1 FROM dialogues WHERE code = ?", (code,)):
                raise AlreadyThere("code")
            await transaction.run(
                "INSERT INTO dialogues (id, code, created_at) VALUES (?, ?, ?)", (dialogue, code, self._clock())
            )

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
        async with self._store.transaction() as transaction:
            await _require_in(transaction, dialogue)
            await _delete(transaction, dialogue)
        self._bell.ring(dialogue)

    async def keep_link(self, secret: str, link: Link) -> None:
        """Let the secret open the link."""
        digest = digest_of(secret)
        async with self._store.transaction() as transaction:
            await _require_in(transaction, link.dialogue)
            if await transaction.run("SELECT 1 FROM links WHERE digest = ?", (digest,)):
                raise AlreadyThere("link")
            await transaction.run(
                "INSERT INTO links (digest, dialogue, role, subject) VALUES (?, ?, ?, ?)",
                (digest, link.dialogue, link.role, link.subject),
            )

    async def link_of(self, secret: str) -> Link | None:
        """What the secret opens."""
        rows = await self._store.read(
            "SELECT dialogue, role, subject FROM links WHERE digest = ?", (digest_of(secret),)
        )
        return Link(*rows[0]) if rows else None

    async def links(self, dialogue: str) -> list[tuple[str, Link]]:
        """The links in force."""
        await self._require(dialogue)
        rows = await self._store.read(
            "SELECT digest, dialogue, role, subject FROM links WHERE dialogue = ? ORDER BY digest", (dialogue,)
        )
        return [(digest, Link(*rest)) for digest, *rest in rows]

    async def revoke_link(self, digest: str) -> None:
        """Take back a link."""
        async with self._store.transaction() as transaction:
            await transaction.run("DELETE FROM links WHERE digest = ?", (digest,))

    async def limit_pages(self, pages: int) -> None:
        """Let the file grow to this many pages (of 4096 bytes) and no further while it is open.

        A write that needs more fails like one on a full disk: ``NotSaved("full")``.
        """
        await self._store.limit_pages(pages)

    async def close(self) -> None:
        """Wait for the running turn, end every ``follow`` and let go of the file."""
        await self._store.close()
        self._bell.ring_all()

    async def _stretch(self, dialogue: str, after: Mark, most: int) -> Stretch:
        return _stretch(dialogue, after, await self._store.read(_STRETCH, _bounds(dialogue, after, most)))

    async def _require(self, dialogue: str) -> None:
        if not await self._store.read("SELECT 1 FROM dialogues WHERE id = ?", (dialogue,)):
            raise UnknownDialogue(dialogue)


def _bounds(dialogue: str, after: Mark, most: int) -> dict[str, object]:
    return {"dialogue": dialogue, "epoch": after.epoch, "seq": after.seq, "most": most}


def _stretch(dialogue: str, after: Mark, rows: Sequence[Row]) -> Stretch:
    if not rows:
        raise UnknownDialogue(dialogue)
    epoch, seq = rows[0][:2]
    commits = [Commit(Mark(epoch, number), at, payload) for _, _, number, at, payload in rows if number is not None]
    return Stretch(commits, resync=after.epoch != epoch or after.seq > seq, head=Mark(epoch, seq))


async def _missed(transaction: Transaction, dialogue: str, after: Mark, most: int = _NO_LIMIT) -> Stretch:
    return _stretch(dialogue, after, await transaction.run(_STRETCH, _bounds(dialogue, after, most)))


async def _write(transaction: Transaction, dialogue: str, turn: BufferedTurn) -> None:
    await carry_out(transaction, dialogue, turn.writes)
    if turn.appended:
        epoch, seq = turn.appended.mark
        await transaction.run(
            "INSERT INTO commits (dialogue, epoch, seq, at, payload) VALUES (?, ?, ?, ?, ?)",
            (dialogue, epoch, seq, turn.appended.at, turn.appended.payload),
        )


async def _redact(transaction: Transaction, dialogue: str, seq: int, pointers: Sequence[str]) -> Mark:
    here = (dialogue, seq)
    head = (await _missed(transaction, dialogue, ORIGIN, 1)).head
    rows = await transaction.run("SELECT payload FROM commits WHERE dialogue = ? AND seq = ?", here)
    if not rows:
        raise UnknownCommit(seq)
    payload = empty_strings(rows[0][0], pointers)
    transaction.erases = True
    epoch = head.epoch + 1
    await transaction.run("UPDATE dialogues SET epoch = ? WHERE id = ?", (epoch, dialogue))
    await transaction.run(
        "UPDATE commits SET epoch = ?, payload = ? WHERE dialogue = ? AND seq = ?", (epoch, payload, *here)
    )
    return Mark(epoch, head.seq)


async def _require_in(transaction: Transaction, dialogue: str) -> None:
    if not await transaction.run("SELECT 1 FROM dialogues WHERE id = ?", (dialogue,)):
        raise UnknownDialogue(dialogue)


async def _delete(transaction: Transaction, dialogue: str) -> None:
    # Overwritten in place first: deleting moves neighbouring rows about, and may leave copies.
    await transaction.run("UPDATE commits SET payload = zeroblob(length(payload)) WHERE dialogue = ?", (dialogue,))
    for table in ("commits", "links"):
        await transaction.run(f"DELETE FROM {table} WHERE dialogue = ?", (dialogue,))  # noqa: S608 - own words
    for keyed in ("ballots", "seals", "people"):
        await transaction.erase(keyed, "dialogue = ?", (dialogue,))
    await transaction.run("DELETE FROM dialogues WHERE id = ?", (dialogue,))

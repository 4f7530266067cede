"""Dialogues in SQLite as wholes: their beginning and end, the links that open them, the files kept beside them.

Rule: these functions run in the writer's thread, inside a transaction. A file that goes is overwritten in its place
first: deleting moves neighbouring rows about, and may leave copies.
"""

import sqlite3
from collections.abc import Iterable

from live.log import beside
from live.log.port import SERVER, AlreadyThere, Link, UnknownDialogue
from live.log.redaction import holds


def require(connection: sqlite3.Connection, dialogue: str) -> None:
    """Raise ``UnknownDialogue`` when there is none."""
    if not connection.execute("SELECT 1 FROM dialogues WHERE id = ?", (dialogue,)).fetchone():
        raise UnknownDialogue(dialogue)


def create(dialogue: str, code: str, at: int, connection: sqlite3.Connection) -> None:
    """Begin an empty one; raises ``AlreadyThere``."""
    if connection.execute("SELECT 1 FROM dialogues WHERE id = ?", (dialogue,)).fetchone():
        raise AlreadyThere("dialogue")
    if connection.execute("SELECT 1 FROM dialogues WHERE code = ?", (code,)).fetchone():
        raise AlreadyThere("code")
    connection.execute("INSERT INTO dialogues (id, code, created_at) VALUES (?, ?, ?)", (dialogue, code, at))


def delete(dialogue: str, connection: sqlite3.Connection) -> None:
    """Erase one with all that hangs on it."""
    require(connection, dialogue)
    connection.execute("UPDATE commits SET payload = zeroblob(length(payload)) WHERE dialogue = ?", (dialogue,))
    connection.execute("UPDATE files SET content = zeroblob(length(content)) WHERE dialogue = ?", (dialogue,))
    for table in ("commits", "files", "links"):
        connection.execute(f"DELETE FROM {table} WHERE dialogue = ?", (dialogue,))  # noqa: S608 - own words
    for keyed in ("ballots", "seals", "people"):
        beside.erase(connection, keyed, dialogue)
    connection.execute("DELETE FROM dialogues WHERE id = ?", (dialogue,))


def keep_link(digest: str, link: Link, connection: sqlite3.Connection) -> None:
    """Write a link of a dialogue that is there, or of all; raises ``AlreadyThere``."""
    if link.dialogue != SERVER:
        require(connection, link.dialogue)
    if connection.execute("SELECT 1 FROM links WHERE digest = ?", (digest,)).fetchone():
        raise AlreadyThere("link")
    connection.execute(
        "INSERT INTO links (digest, dialogue, role, subject) VALUES (?, NULLIF(?, ''), ?, ?)",
        (digest, link.dialogue, link.role, link.subject),
    )


def revoke_link(digest: str, connection: sqlite3.Connection) -> None:
    """Take a link back."""
    connection.execute("DELETE FROM links WHERE digest = ?", (digest,))


def keep_file(dialogue: str, digest: str, media_type: str, content: bytes, connection: sqlite3.Connection) -> None:
    """Write a file, unless it is there."""
    require(connection, dialogue)
    connection.execute(
        "INSERT INTO files (dialogue, digest, media_type, content) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
        (dialogue, digest, media_type, content),
    )


def drop_file(dialogue: str, digest: str, connection: sqlite3.Connection) -> None:
    """Erase a file."""
    require(connection, dialogue)
    here = (dialogue, digest)
    connection.execute("UPDATE files SET content = zeroblob(length(content)) WHERE dialogue = ? AND digest = ?", here)
    connection.execute("DELETE FROM files WHERE dialogue = ? AND digest = ?", here)


def drop_files_with(connection: sqlite3.Connection, dialogue: str, words: Iterable[str]) -> None:
    """Erase every file of the dialogue in which one of these strings stands."""
    words = tuple(words)
    kept = connection.execute("SELECT digest FROM files WHERE dialogue = ?", (dialogue,)).fetchall()
    for (digest,) in kept:
        here = (dialogue, digest)
        ((content,),) = connection.execute("SELECT content FROM files WHERE dialogue = ? AND digest = ?", here)
        if holds(content, words):
            drop_file(dialogue, digest, connection)

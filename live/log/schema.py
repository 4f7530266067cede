"""The tables of the embedded store, and how a file comes to have them.

``PRAGMA user_version`` holds the version, which is the number of steps taken; ``application_id``
says whose file it is. A file that is newer, or another program's, is refused and left as it is.

What must be erasable without a trace decides the shape of the tables. SQLite's ``secure_delete``
overwrites deleted cells and freed pages, but not the copies of cells that a page split leaves in
unused page space. So the commits and the files lie in rowid tables, which only grow at their end and
are never split, and the small keyed tables (seals, ballots, people) are cleared as a whole and filled again at an
erasure: clearing overwrites every page. They have no foreign keys, which would turn the clearing
into single deletions.
"""

from collections.abc import Sequence

Pragma = tuple[str, str, int | str]
"""Name, value to set, value to read back."""

APPLICATION_ID = 0x4C495645

STEPS: Sequence[Sequence[str]] = (
    (
        """
        CREATE TABLE dialogues (
            id TEXT NOT NULL PRIMARY KEY,
            code TEXT NOT NULL UNIQUE,
            created_at INTEGER NOT NULL,
            epoch INTEGER NOT NULL DEFAULT 0
        ) STRICT
        """,
        # epoch: the one in which the row was written, or last redacted.
        """
        CREATE TABLE commits (
            dialogue TEXT NOT NULL REFERENCES dialogues (id),
            epoch INTEGER NOT NULL,
            seq INTEGER NOT NULL,
            at INTEGER NOT NULL,
            payload BLOB NOT NULL,
            PRIMARY KEY (dialogue, seq)
        ) STRICT
        """,
        """
        CREATE TABLE seals (
            dialogue TEXT NOT NULL,
            question TEXT NOT NULL,
            key BLOB NOT NULL,
            PRIMARY KEY (dialogue, question)
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE ballots (
            dialogue TEXT NOT NULL,
            question TEXT NOT NULL,
            voter BLOB NOT NULL,
            ballot BLOB NOT NULL,
            PRIMARY KEY (dialogue, question, voter)
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE people (
            dialogue TEXT NOT NULL,
            person TEXT NOT NULL,
            profile BLOB NOT NULL,
            PRIMARY KEY (dialogue, person)
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE links (
            digest TEXT NOT NULL PRIMARY KEY,
            dialogue TEXT NOT NULL REFERENCES dialogues (id),
            role TEXT NOT NULL,
            subject TEXT NOT NULL
        ) STRICT, WITHOUT ROWID
        """,
        "CREATE INDEX links_of_dialogue ON links (dialogue)",
    ),
    (
        """
        CREATE TABLE files (
            dialogue TEXT NOT NULL REFERENCES dialogues (id),
            digest TEXT NOT NULL,
            media_type TEXT NOT NULL,
            content BLOB NOT NULL,
            PRIMARY KEY (dialogue, digest)
        ) STRICT
        """,
        # dialogue: null where the link is about all of them.
        """
        CREATE TABLE links_of_all (
            digest TEXT NOT NULL PRIMARY KEY,
            dialogue TEXT REFERENCES dialogues (id),
            role TEXT NOT NULL,
            subject TEXT NOT NULL
        ) STRICT, WITHOUT ROWID
        """,
        "INSERT INTO links_of_all SELECT digest, dialogue, role, subject FROM links",
        "DROP TABLE links",
        "ALTER TABLE links_of_all RENAME TO links",
        "CREATE INDEX links_of_dialogue ON links (dialogue)",
    ),
)

VERSION = len(STEPS)

# In this order: secure_delete must stand before the first write. fullfsync matters on macOS,
# where a plain fsync leaves the data in the drive's cache. temp_store keeps the statement
# journals, which hold old page contents, out of the file system.
WRITER_PRAGMAS: tuple[Pragma, ...] = (
    ("secure_delete", "ON", 1),
    ("journal_mode", "WAL", "wal"),
    ("synchronous", "FULL", 2),
    ("fullfsync", "ON", 1),
    ("foreign_keys", "ON", 1),
    ("temp_store", "MEMORY", 2),
)
READER_PRAGMAS: tuple[Pragma, ...] = (
    ("secure_delete", "ON", 1),
    ("synchronous", "FULL", 2),
    ("fullfsync", "ON", 1),
    ("temp_store", "MEMORY", 2),
    ("query_only", "ON", 1),
)

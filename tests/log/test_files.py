"""Files beside the log: found by what is in them, gone without a trace."""

import hashlib
from pathlib import Path

import pytest

from live.log.backup import back_up
from live.log.memory import MemoryLog
from live.log.port import LARGEST_FILE, ORIGIN, File, FileEntry, Log, NotRedactable, NotSaved, TooLarge
from live.log.sqlite import SqliteLog

AT = 1_700_000_000_000


async def test_a_file_is_found_by_its_digest(log: Log) -> None:
    digest = await log.keep_file("d", "application/json", b"{}")
    assert digest == hashlib.sha256(b"{}").hexdigest()
    assert await log.file("d", digest) == File("application/json", b"{}")
    assert await log.file("d", "0" * 64) is None
    assert await log.files("d") == [FileEntry(digest, "application/json", 2)]


async def test_a_file_kept_twice_is_there_once(log: Log) -> None:
    once = await log.keep_file("d", "text/plain", b"words")
    assert await log.keep_file("d", "text/html", b"words") == once
    assert await log.file("d", once) == File("text/plain", b"words")
    assert len(await log.files("d")) == 1


async def test_the_same_file_of_two_dialogues_is_two_files(log: Log) -> None:
    await log.create_dialogue("e", "00000002")
    digest = await log.keep_file("d", "text/plain", b"words")
    await log.keep_file("e", "text/plain", b"words")
    await log.drop_file("d", digest)
    await log.drop_file("d", digest)
    assert await log.file("d", digest) is None
    assert await log.file("e", digest) is not None


async def test_files_change_no_mark(log: Log) -> None:
    await log.keep_file("d", "text/plain", b"words")
    assert await log.head("d") == ORIGIN


async def test_a_file_that_is_too_large_is_refused(log: Log) -> None:
    await log.keep_file("d", "image/png", bytes(LARGEST_FILE))
    with pytest.raises(TooLarge):
        await log.keep_file("d", "image/png", bytes(LARGEST_FILE + 1))


async def test_redacted_words_take_the_files_with_them_that_hold_them(log: Log) -> None:
    words = 'Sie sagte: "nie"\nund ging'
    async with log.turn("d", ORIGIN) as turn:
        turn.append(b'{"text":"Sie sagte: \\"nie\\"\\nund ging","other":"x"}', AT)
    held = await log.keep_file("d", "application/json", b'{"text":"Sie sagte: \\"nie\\"\\nund ging"}')
    plain = await log.keep_file("d", "text/plain", words.encode())
    corrected = await log.keep_file("d", "application/json", b'{"text":"Sie ging"}')
    with pytest.raises(NotRedactable):
        await log.redact("d", 1, ["/text", "/nowhere"])
    assert len(await log.files("d")) == 3
    await log.redact("d", 1, ["/text"])
    assert [await log.file("d", digest) for digest in (held, plain)] == [None, None]
    assert await log.file("d", corrected) is not None


async def test_a_file_that_could_not_be_kept_says_so() -> None:
    log = MemoryLog()
    await log.create_dialogue("d", "00000001")
    log.fail_with("full")
    with pytest.raises(NotSaved):
        await log.keep_file("d", "text/plain", b"words")
    log.fail_with(None)
    assert await log.files("d") == []


async def test_a_full_disk_keeps_no_half_file(sqlite: SqliteLog) -> None:
    await sqlite.limit_pages(30)
    with pytest.raises(NotSaved) as refused:
        await sqlite.keep_file("d", "image/png", bytes(400_000))
    assert refused.value.reason == "full"
    assert await sqlite.files("d") == []


async def test_a_dropped_file_leaves_no_trace(sqlite: SqliteLog, path: Path) -> None:
    kept = [b"canary-%d-" % number + b"x" * size for number, size in enumerate((10, 3000, 5000, 90_000))]
    digests = [await sqlite.keep_file("d", "text/plain", content) for content in kept]
    await sqlite.drop_file("d", digests[1])
    await sqlite.drop_file("d", digests[3])
    stored = b"".join(file.read_bytes() for file in path.parent.glob(path.name + "*"))
    assert [b"canary-%d-" % number in stored for number in range(4)] == [True, False, True, False]


async def test_a_file_is_there_after_the_next_start_and_in_a_backup(sqlite: SqliteLog, path: Path) -> None:
    digest = await sqlite.keep_file("d", "text/plain", b"words")
    await sqlite.close()
    back_up(path, path.with_name("copy.db"))
    for file in (path, path.with_name("copy.db")):
        log = await SqliteLog.open(file)
        assert await log.file("d", digest) == File("text/plain", b"words")
        await log.close()

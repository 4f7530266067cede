"""The thread that alone writes: whole transactions, one hop each, those that wait together as one.

A work is a plain function of SQLite's connection that runs inside a transaction. Works that wait
at the same time share one transaction and so one wait for the disk, each behind a savepoint of
its own: one that fails is rolled back alone. When the store itself fails on one of them nothing
of the group is kept, and each is tried again by itself.
"""

import asyncio
import logging
import sqlite3
import threading
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import groupby
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

from live.log.failure import not_saved

T = TypeVar("T")
Work = Callable[[sqlite3.Connection], T]

_LARGEST_GROUP = 64
_SCRUB_AGAIN_SECONDS = 5.0
# Scrubbing waits this long for another process's reader (a backup), and every writer waits for scrubbing.
_SCRUB_BUSY_MS = 20

_CALLERS_ERRORS = (sqlite3.IntegrityError, sqlite3.ProgrammingError, sqlite3.DataError)

_LOGGER = logging.getLogger(__name__)


@dataclass(slots=True)
class _Job:
    work: Work[Any]
    answer: asyncio.Future[Any]
    erases: bool
    bare: bool
    result: object = None
    error: Exception | None = None


async def finish(work: Awaitable[T]) -> T:
    """Await the work to its end even when cancelled; the cancellation goes on afterwards."""
    task = asyncio.ensure_future(work)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        while not task.done():
            with suppress(asyncio.CancelledError):
                await asyncio.wait([task])
        if not task.cancelled():
            # Looked at, so that nobody complains about an error that nobody awaits any more.
            task.exception()
        raise


class Writer:
    """The writing connection in its thread, to be ended by ``close``.

    The connection is this thread's alone from now on; it was made with ``check_same_thread=False``.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._loop = asyncio.get_running_loop()
        self._queue: SimpleQueue[_Job | None] = SimpleQueue()
        # The last process may have ended between an erasure and its scrub.
        self._owes_scrub = True
        self._scrub_at = time.monotonic() + _SCRUB_AGAIN_SECONDS
        # A daemon: what a process leaves in the middle at its end is one transaction, and undone.
        self._thread = threading.Thread(target=self._serve, name="live-log-writer", daemon=True)
        self._thread.start()

    async def write(self, work: Work[T], *, erases: bool = False) -> T:
        """Carry out the work in a transaction and make it durable; the answer is the work's.

        What ``erases`` is scrubbed from the write-ahead log before the answer. The work may be run
        twice, so it changes nothing but the database. Raises ``NotSaved``, or what the work raises.
        """
        return await self._ask(work, erases=erases, bare=False)

    async def call(self, work: Work[T]) -> T:
        """Carry out the work between transactions; raises ``sqlite3.Error`` as it comes."""
        return await self._ask(work, erases=False, bare=True)

    async def close(self) -> None:
        """Carry out what waits, scrub if that is owed, and let go of the file."""
        self._queue.put(None)
        await finish(asyncio.to_thread(self._thread.join))

    async def _ask(self, work: Work[T], *, erases: bool, bare: bool) -> T:
        answer: asyncio.Future[T] = self._loop.create_future()
        self._queue.put(_Job(work, answer, erases=erases, bare=bare))
        return await finish(answer)

    async def scrub(self) -> None:
        """Write the write-ahead log into the file now; a failure is told to the log of the server."""
        await self.call(lambda _: self._scrub())

    def _serve(self) -> None:
        going = True
        while going:
            jobs, going = self._waiting()
            for bare, group in groupby(jobs, key=lambda job: job.bare):
                same = list(group)
                if bare:
                    self._call(same)
                else:
                    self._commit_group(same)
                self._deliver(same)
        if self._owes_scrub:
            self._scrub()
        self._connection.close()

    def _waiting(self) -> tuple[list[_Job], bool]:
        """Everything that waits, at least one job or an owed scrub; and whether more may come."""
        jobs: list[_Job] = []
        while len(jobs) < _LARGEST_GROUP:
            try:
                job = self._queue.get(timeout=self._patience()) if not jobs else self._queue.get_nowait()
            except Empty:
                if not jobs:
                    self._scrub()
                break
            if job is None:
                return jobs, False
            jobs.append(job)
        return jobs, True

    def _patience(self) -> float | None:
        return max(self._scrub_at - time.monotonic(), 0) if self._owes_scrub else None

    def _call(self, jobs: Sequence[_Job]) -> None:
        for job in jobs:
            try:
                job.result = job.work(self._connection)
            except Exception as error:  # noqa: BLE001 - handed to whoever waits; the thread outlives every work
                job.error = error

    def _commit_group(self, jobs: Sequence[_Job]) -> None:
        if len(jobs) == 1 or not self._together(jobs):
            for job in jobs:
                self._alone(job)
        erased = any(job.erases and job.error is None for job in jobs)
        self._owes_scrub |= erased
        if erased or (self._owes_scrub and time.monotonic() >= self._scrub_at):
            self._scrub()

    def _alone(self, job: _Job) -> None:
        job.error = None
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            job.result = job.work(self._connection)
            self._connection.execute("COMMIT")
        except Exception as error:  # noqa: BLE001 - handed to whoever waits; the thread outlives every work
            job.error = _told(error)
        self._roll_back()

    def _together(self, jobs: Sequence[_Job]) -> bool:
        """Commit all works in one transaction; false when each has to be tried by itself."""
        step = "BEGIN IMMEDIATE"
        try:
            self._connection.execute(step)
            step = "work"
            for job in jobs:
                self._behind_savepoint(job)
            step = "COMMIT"
            self._connection.execute(step)
        except sqlite3.Error as error:
            self._roll_back()
            if step == "work":
                return False
            # Not tried again: nobody gets in, or what a failing disk was given may have become durable.
            for job in jobs:
                job.error = job.error or _told(error)
        return True

    def _behind_savepoint(self, job: _Job) -> None:
        job.error = None
        self._connection.execute("SAVEPOINT work")
        try:
            job.result = job.work(self._connection)
        except Exception as error:
            if _is_stores(error):
                raise
            job.error = error
            self._connection.execute("ROLLBACK TO work")
        self._connection.execute("RELEASE work")

    def _roll_back(self) -> None:
        if self._connection.in_transaction:
            # The first error is the one that counts, and SQLite rolls back by itself after some.
            with suppress(sqlite3.Error):
                self._connection.execute("ROLLBACK")

    def _scrub(self) -> None:
        """Write the write-ahead log into the file and cut it to nothing.

        It holds earlier versions of pages, and with them what was erased. While somebody reads an
        old state it cannot be cut; then this is tried again after a while.
        """
        self._scrub_at = time.monotonic() + _SCRUB_AGAIN_SECONDS
        try:
            ((patience,),) = self._connection.execute("PRAGMA busy_timeout").fetchall()
            self._connection.execute(f"PRAGMA busy_timeout = {_SCRUB_BUSY_MS}").fetchall()
            try:
                ((busy, _, _),) = self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            finally:
                self._connection.execute(f"PRAGMA busy_timeout = {patience:d}").fetchall()
        except sqlite3.Error as error:
            _LOGGER.warning("erased content is still in the write-ahead log: %s", error)
            return
        self._owes_scrub = busy != 0
        if self._owes_scrub:
            _LOGGER.warning("erased content is still in the write-ahead log: somebody reads an old state of it")

    def _deliver(self, jobs: list[_Job]) -> None:
        # One wake-up for all. A loop that is gone has nobody left who waits.
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(_settle, jobs)


def _is_stores(error: Exception) -> bool:
    """Tell a failing or broken file from broken constraints and wrong types, which are the caller's."""
    return isinstance(error, sqlite3.Error) and not isinstance(error, _CALLERS_ERRORS)


def _told(error: Exception) -> Exception:
    return not_saved(error) if isinstance(error, sqlite3.Error) and _is_stores(error) else error


def _settle(jobs: Sequence[_Job]) -> None:
    for job in jobs:
        if job.answer.done():
            continue
        if job.error is None:
            job.answer.set_result(job.result)
        else:
            job.answer.set_exception(job.error)

"""Files of documentation, made beside the server: a process for each, a few at a time, and kept while there is room.

Rule: the loop that keeps evenings going only hands a tree over and takes bytes back. Rendering in a thread would take
the interpreter's lock from it for five milliseconds at every one of ten thousand sends. However many people want the
same file at once, it is made once.
"""

import asyncio
import gzip
import hashlib
import logging
import re
import sys
from collections import OrderedDict
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from pydantic_core import to_json

from live.core.document import Document
from live.log.port import File
from live.render.attached import named, packed

AT_ONCE = 2
SECONDS = 150
"""After which a file that is not ready never will be."""
MOST_BYTES = 96 * 1024 * 1024
"""Kept of files that may be wanted again."""
NOT_AGAIN_SECONDS = 60.0
"""For which a file that could not be made is not tried again, however many people ask for it."""

_PLACE = re.compile(r"\w+ at [\w./<>-]+:\d+")

logger = logging.getLogger("live.web")


class NotMade(Exception):
    """A file could not be made; the log says where it failed."""


Wanted = tuple[str, ...]
"""Names one file for good. It begins with the digest of the tree it is made of."""
Pictures = Callable[[str], Awaitable[File | None]]
"""Gives a picture by its digest."""
Tree = Callable[[], Awaitable[bytes]]
"""Gives a document as JSON, when it is needed."""


@dataclass(frozen=True, slots=True)
class Made:
    """A file as it is kept: text is kept compressed, since nearly everybody takes it so."""

    kept: bytes
    packed: bool
    size: int
    digest: str

    @classmethod
    def of(cls, content: bytes, *, text: bool) -> "Made":
        """Keep a file; compressing takes a while."""
        kept = gzip.compress(content, 6, mtime=0) if text else content
        return cls(kept, text, len(content), hashlib.sha256(content).hexdigest()[:32])

    @property
    def content(self) -> bytes:
        """The file."""
        return gzip.decompress(self.kept) if self.packed else self.kept


class Exports:
    """Makes files of documentation."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        """Begin with nothing under way and nothing kept."""
        self._room = asyncio.Semaphore(AT_ONCE)
        self._most_bytes = most_bytes
        self._kept: OrderedDict[Wanted, Made] = OrderedDict()
        self._bytes = 0
        self._making: dict[Wanted, asyncio.Task[Made]] = {}
        self._failed: dict[Wanted, float] = {}

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """Let files be made for the length of the block."""
        try:
            yield
        finally:
            making = [*self._making.values()]
            for task in making:
                task.cancel()
            await asyncio.gather(*making, return_exceptions=True)

    async def make(
        self, document: Document, form: str, *, language: str, draft: bool = False, pictures: Pictures | None = None
    ) -> bytes:
        """The file in one of `live.render.formats`, made for this caller alone. Raises `NotMade`."""
        await asyncio.sleep(0)  # a large tree was made just before, and is now written down
        return await self.run(_job(document.model_dump_json().encode(), form, language, draft=draft), pictures)

    def known(self, wanted: Wanted) -> Made | None:
        """The file, where it is kept."""
        made = self._kept.get(wanted)
        if made is not None:
            self._kept.move_to_end(wanted)
        return made

    async def of(
        self,
        wanted: Wanted,
        tree: Tree,
        form: str,
        language: str,
        *,
        text: bool,
        address: str = "",
        pictures: Pictures | None = None,
    ) -> Made:
        """A file of the tree, made where it is not kept. Raises `NotMade`, and what `tree` raises."""

        async def make() -> bytes:
            return await self.run(_job(await tree(), form, language, address=address), pictures)

        return await self.made(wanted, make, text=text)

    async def made(self, wanted: Wanted, make: Callable[[], Awaitable[bytes]], *, text: bool) -> Made:
        """What is kept under a name, or else is made now, once for everybody who wants it. Raises what `make` does."""
        known = self.known(wanted)
        if known is not None:
            return known
        task = self._making.get(wanted)
        if task is None:
            task = self._making[wanted] = asyncio.create_task(self._make(wanted, make, text=text), name="export")
            task.add_done_callback(lambda done: self._done(wanted, done))
        return await asyncio.shield(task)

    def forget(self, tree: str) -> None:
        """Let go of everything that was made of a tree which is public no longer."""
        for wanted in [wanted for wanted in self._kept if wanted[0] == tree]:
            self._bytes -= len(self._kept.pop(wanted).kept)

    def _done(self, wanted: Wanted, task: "asyncio.Task[Made]") -> None:
        self._making.pop(wanted, None)
        if not task.cancelled():
            task.exception()  # looked at, also where whoever waited has gone

    async def _make(self, wanted: Wanted, make: Callable[[], Awaitable[bytes]], *, text: bool) -> Made:
        clock = asyncio.get_running_loop().time
        if clock() < self._failed.get(wanted, 0.0):
            raise NotMade
        try:
            content = await make()
        except NotMade:
            now = clock()
            self._failed = {other: until for other, until in self._failed.items() if until > now}
            self._failed[wanted] = now + NOT_AGAIN_SECONDS
            raise
        made = await asyncio.to_thread(Made.of, content, text=text)
        self._keep(wanted, made)
        return made

    def _keep(self, wanted: Wanted, made: Made) -> None:
        self._kept[wanted] = made
        self._bytes += len(made.kept)
        while self._bytes > self._most_bytes and len(self._kept) > 1:
            _, oldest = self._kept.popitem(last=False)
            self._bytes -= len(oldest.kept)

    async def run(self, job: bytes, pictures: Pictures | None = None) -> bytes:
        """What `live.render.work` makes of a piece of work in JSON, in a process of its own. Raises `NotMade`.

        `pictures` gives those that the tree names.
        """
        async with self._room:
            job = packed(job, [kept async for kept in _of(job, pictures)] if pictures else ())
            worker = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "live.render",
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.PIPE,
            )
            try:
                async with asyncio.timeout(SECONDS):
                    made, said = await worker.communicate(job)
            except TimeoutError:
                made, said = b"", b""
            finally:
                if worker.returncode is None:
                    worker.kill()
                    await worker.wait()
        if worker.returncode != 0:
            logger.error("a file could not be made", extra={"reason": _place(said)})
            raise NotMade
        return made


async def _of(job: bytes, pictures: Pictures) -> AsyncIterator[tuple[str, str, bytes]]:
    for digest in sorted(named(job)):
        kept = await pictures(digest)
        if kept is not None and kept.media_type.startswith("image/"):
            yield digest, kept.media_type, kept.content


def _job(tree: bytes, form: str, language: str, *, draft: bool = False, address: str = "") -> bytes:
    """A `live.render.job.Job` as JSON, around a tree that is JSON already: a large one is not read on the loop."""
    rest = to_json({"form": form, "language": language, "draft": draft, "address": address})
    return rest[:-1] + b',"document":' + tree + b"}"


def _place(said: bytes) -> str:
    """The last line of a process that failed, if it names a place in code: anything else may be somebody's words."""
    last = (said.decode("utf-8", "replace").splitlines() or [""])[-1]
    return last if _PLACE.fullmatch(last) else "ended"

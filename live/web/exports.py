"""Files of documentation, made beside the server: a process for each, a few at a time.

Rule: the loop that keeps evenings going only hands a tree over and takes bytes back. Rendering in a thread would take
the interpreter's lock from it for five milliseconds at every one of ten thousand sends.
"""

import asyncio
import logging
import sys

from live.core.document import Document
from live.render.job import Job

AT_ONCE = 2
SECONDS = 150
"""After which a file that is not ready never will be."""

logger = logging.getLogger("live.web")


class NotMade(Exception):
    """A file could not be made; the log says where it failed."""


class Exports:
    """Makes files of documentation."""

    def __init__(self) -> None:
        """Begin with nothing under way."""
        self._room = asyncio.Semaphore(AT_ONCE)

    async def make(self, document: Document, form: str, *, language: str, draft: bool = False) -> bytes:
        """The file in one of `live.render.formats`. Raises `NotMade`."""
        job = Job(form=form, language=language, draft=draft, document=document).model_dump_json().encode()
        async with self._room:
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
                raise NotMade(form) from None
            finally:
                if worker.returncode is None:
                    worker.kill()
                    await worker.wait()
        if worker.returncode != 0:
            where = (said.decode("utf-8", "replace").splitlines() or ["killed"])[-1]
            logger.error("a file could not be made", extra={"form": form, "language": language, "where": where})
            raise NotMade(form)
        return made

"""Work beside the server: a process for each piece, a few at a time.

Rule: the loop that keeps evenings going only hands bytes over and takes bytes back. Work in a thread would take the
interpreter's lock from it.
"""

import asyncio
import logging
import sys

from pydantic import BaseModel

from live.web.exports import NotMade

AT_ONCE = 2
SECONDS = 150
"""After which what is not ready never will be."""

logger = logging.getLogger("live.web")


class Workers:
    """Processes that are started when they are needed."""

    def __init__(self) -> None:
        """Begin with nothing under way."""
        self._room = asyncio.Semaphore(AT_ONCE)

    async def work(self, given: BaseModel | bytes, about: str) -> bytes:
        """What `live.render.work` makes of this, which may be JSON already. Raises `live.web.exports.NotMade`."""
        asked = given if isinstance(given, bytes) else given.model_dump_json().encode()
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
                    made, said = await worker.communicate(asked)
            except TimeoutError:
                raise NotMade(about) from None
            finally:
                if worker.returncode is None:
                    worker.kill()
                    await worker.wait()
        if worker.returncode != 0:
            where = (said.decode("utf-8", "replace").splitlines() or ["killed"])[-1]
            logger.error("work beside the server failed", extra={"form": about, "where": where})
            raise NotMade(about)
        return made

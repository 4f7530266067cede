"""An event loop without real time: when nobody can go on, its clock jumps to the next timer.

Rule: no socket, no thread, no waiting; what is handed to a thread is done some virtual milliseconds later. The same
programme on it takes the same course every time; if everybody waits and no timer is set, that is a deadlock and an
error. Work takes as long as is said: each look at the clock costs some.
"""

import asyncio
import selectors
from collections.abc import Callable, Coroutine
from concurrent.futures import Executor
from typing import Any, TypeVar

T = TypeVar("T")

THREAD_SECONDS = 0.02


class Deadlock(Exception):
    """Everybody waits for somebody else."""


class _Leap(selectors.DefaultSelector):
    """Watches nothing; to wait means to set the clock forward."""

    now = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is None:
            raise Deadlock
        self.now += max(timeout, 0.0)
        return []


class VirtualLoop(asyncio.SelectorEventLoop):
    """Time in it is the seconds that timers have asked for, and `toil` for each look at the clock."""

    def __init__(self) -> None:
        self.toil = 0.0
        self.problem: BaseException | None = None
        self._leap = _Leap()
        super().__init__(self._leap)
        self.set_exception_handler(lambda _, context: self._went_wrong(context))

    def time(self) -> float:
        self._leap.now += self.toil
        return self._leap.now

    def run_in_executor(self, executor: Executor | None, func: Callable[..., T], *args: object) -> asyncio.Future[T]:
        """Do the work in a moment, in this thread."""
        assert executor is None
        result: asyncio.Future[T] = self.create_future()

        def work() -> None:
            if result.cancelled():
                return
            try:
                result.set_result(func(*args))
            except Exception as problem:  # noqa: BLE001 - handed to whoever awaits it
                result.set_exception(problem)

        self.call_later(THREAD_SECONDS, work)
        return result

    def milliseconds(self) -> int:
        """The clock on the wall, for those who want one: ms since 1970 UTC."""
        return 1_781_800_000_000 + int(self._leap.now * 1000)

    def _went_wrong(self, context: dict[str, Any]) -> None:
        """Something raised that nobody awaits: a frame that came, a timer."""
        self.problem = self.problem or context.get("exception") or RuntimeError(context["message"])
        self.stop()


def play(main: Coroutine[Any, Any, T], loop: VirtualLoop | None = None) -> T:
    """Run to the end in no time; what is still running then is ended. Whatever goes wrong anywhere is raised."""
    own = loop or VirtualLoop()
    try:
        result = own.run_until_complete(main)
        if own.problem is not None:
            raise own.problem
    except RuntimeError:
        if own.problem is None:
            raise
        raise own.problem from None
    else:
        return result
    finally:
        own.set_exception_handler(lambda *_: None)
        left = asyncio.all_tasks(own)
        for task in left:
            task.cancel()
        if left:
            own.run_until_complete(asyncio.gather(*left, return_exceptions=True))
        own.close()


def at_once(work: Coroutine[Any, Any, T]) -> T:
    """The result of a coroutine that never waits. Raises `AssertionError` if it does."""
    try:
        work.send(None)
    except StopIteration as done:
        result: T = done.value
        return result
    work.close()
    raise AssertionError("this should not have waited")

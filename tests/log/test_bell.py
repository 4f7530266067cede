import asyncio
from contextlib import aclosing

from live.log.bell import Bell, Stretch
from live.log.port import Commit, LogClosed, Mark

PATIENCE_SECONDS = 20.0


def commits(epoch: int, *seqs: int) -> list[Commit]:
    return [Commit(Mark(epoch, seq), 0, b"{}") for seq in seqs]


async def test_a_follower_whose_mark_was_void_asks_from_the_beginning_next() -> None:
    """Otherwise the log might reach the void mark again before the next look, and commits would be skipped."""
    asked: list[Mark] = []
    answers = iter(
        [Stretch([], resync=True, head=Mark(2, 0)), Stretch(commits(2, 1, 2), resync=False, head=Mark(2, 2))]
    )
    bell = Bell()

    async def read(mark: Mark) -> Stretch:
        asked.append(mark)
        return next(answers)

    async with asyncio.timeout(PATIENCE_SECONDS), aclosing(bell.follow("d", Mark(2, 2), read, 0.0)) as following:
        assert [await anext(following), await anext(following)] == commits(2, 1, 2)
    assert asked == [Mark(2, 2), Mark(2, 0)]


async def test_a_ring_during_a_read_leads_to_another_read() -> None:
    bell, reads = Bell(), list[Mark]()

    async def read(mark: Mark) -> Stretch:
        reads.append(mark)
        if len(reads) == 3:
            raise LogClosed
        bell.ring("d")
        return Stretch([], resync=False, head=mark)

    async with asyncio.timeout(PATIENCE_SECONDS):
        assert [commit async for commit in bell.follow("d", Mark(0, 0), read, 3600.0)] == []
    assert len(reads) == 3


async def test_a_ring_wakes_only_those_who_listen_to_that_dialogue() -> None:
    bell = Bell()
    with bell.listening("d") as here, bell.listening("d") as too, bell.listening("e") as elsewhere:
        bell.ring("d")
        bell.ring("nobody listens")
        assert (here.is_set(), too.is_set(), elsewhere.is_set()) == (True, True, False)
        bell.ring_all()
        assert elsewhere.is_set()


async def test_a_follower_rests_after_a_ring() -> None:
    bell, reads, looked = Bell(), list[Mark](), asyncio.Event()

    async def read(mark: Mark) -> Stretch:
        reads.append(mark)
        looked.set()
        return Stretch([], resync=False, head=mark)

    async with asyncio.timeout(PATIENCE_SECONDS), aclosing(bell.follow("d", Mark(0, 0), read, 3600.0)) as following:
        pending = asyncio.ensure_future(anext(following))
        for expected in (1, 2):
            await looked.wait()
            looked.clear()
            for _ in range(50):
                await asyncio.sleep(0)
            assert len(reads) == expected
            bell.ring("d")
        pending.cancel()
        await asyncio.wait([pending])

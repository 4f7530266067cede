"""The contract of the log: what every adapter promises."""

import asyncio
import hashlib
import json
from collections.abc import Iterable
from contextlib import aclosing, suppress

import pytest

from live.log.port import (
    ORIGIN,
    SERVER,
    AlreadyThere,
    Commit,
    Link,
    Log,
    LogClosed,
    Mark,
    NotRedactable,
    TurnMisused,
    UnknownCommit,
    UnknownDialogue,
)

PATIENCE_SECONDS = 20.0
AT = 1_700_000_000_000


def numbered(number: int) -> bytes:
    return json.dumps({"n": number}).encode()


def payloads(commits: Iterable[Commit]) -> list[bytes]:
    return [commit.payload for commit in commits]


async def append(log: Log, number: int, *, dialogue: str = "d") -> Mark:
    async with log.turn(dialogue, ORIGIN) as turn:
        return turn.append(numbered(number), AT)


async def append_many(log: Log, numbers: Iterable[int]) -> None:
    for number in numbers:
        await append(log, number)


async def collect(log: Log, after: Mark, number: int) -> list[Commit]:
    """Follow from the mark until so many commits have come."""
    found: list[Commit] = []
    async with asyncio.timeout(PATIENCE_SECONDS), aclosing(log.follow("d", after)) as following:
        while len(found) < number:
            found.append(await anext(following))
    return found


async def keep(log: Log, person: str, ballot: bytes, question: str = "q") -> None:
    async with log.turn("d", ORIGIN) as turn:
        turn.keep_ballot(question, person, ballot)


# Appending


async def test_before_the_first_commit_the_head_is_the_origin(log: Log) -> None:
    assert await log.head("d") == ORIGIN
    assert await log.commits("d") == []


async def test_commits_come_back_in_order_and_without_gaps(log: Log) -> None:
    for number in range(1, 8):
        async with log.turn("d", ORIGIN) as turn:
            assert turn.append(numbered(number), AT + number) == Mark(0, number)
            assert turn.head == Mark(0, number)
    assert await log.commits("d") == [Commit(Mark(0, n), AT + n, numbered(n)) for n in range(1, 8)]
    assert await log.head("d") == Mark(0, 7)


async def test_the_first_commit_can_be_read_by_itself(log: Log) -> None:
    assert await log.first("d") is None
    await append_many(log, range(1, 4))
    assert await log.first("d") == Commit(Mark(0, 1), AT, numbered(1))
    with pytest.raises(UnknownDialogue):
        await log.first("nowhere")


async def test_commits_can_be_read_from_any_mark(log: Log) -> None:
    await append_many(log, range(1, 6))
    for seq in range(6):
        assert payloads(await log.commits("d", Mark(0, seq))) == [numbered(n) for n in range(seq + 1, 6)]


async def test_dialogues_count_for_themselves(log: Log) -> None:
    await log.create_dialogue("e", "00000002")
    await append_many(log, [1, 2])
    assert await append(log, 9, dialogue="e") == Mark(0, 1)
    assert payloads(await log.commits("e")) == [numbered(9)]
    assert payloads(await log.commits("d")) == [numbered(1), numbered(2)]


async def test_a_turn_brings_what_was_missed(log: Log) -> None:
    await append_many(log, range(1, 6))
    async with log.turn("d", Mark(0, 2)) as turn:
        assert [commit.mark.seq for commit in turn.missed] == [3, 4, 5]
        assert not turn.resync
        assert turn.head == Mark(0, 5)


async def test_a_turn_that_knows_everything_misses_nothing(log: Log) -> None:
    mark = await append(log, 1)
    async with log.turn("d", mark) as turn:
        assert list(turn.missed) == []
        assert not turn.resync
        assert turn.append(numbered(2), AT) == Mark(0, 2)


async def test_a_mark_the_log_has_not_reached_is_void(log: Log) -> None:
    await append_many(log, [1, 2])
    async with log.turn("d", Mark(0, 3)) as turn:
        assert turn.resync
        assert payloads(turn.missed) == [numbered(1), numbered(2)]
    assert len(await log.commits("d", Mark(0, 3))) == 2


async def test_a_turn_without_writes_changes_nothing(log: Log) -> None:
    async with log.turn("d", ORIGIN):
        pass
    assert await log.head("d") == ORIGIN


async def test_a_turn_appends_once(log: Log) -> None:
    async with log.turn("d", ORIGIN) as turn:
        turn.append(numbered(1), AT)
        with pytest.raises(TurnMisused):
            turn.append(numbered(2), AT)
    assert payloads(await log.commits("d")) == [numbered(1)]


async def test_a_write_after_the_turn_is_refused_and_not_lost_in_silence(log: Log) -> None:
    async with log.turn("d", ORIGIN) as turn:
        pass
    with pytest.raises(TurnMisused):
        turn.append(numbered(1), AT)
    with pytest.raises(TurnMisused):
        turn.keep_person("p", b"{}")


# All or nothing


async def fail_in_a_turn(log: Log) -> None:
    async with log.turn("d", ORIGIN) as turn:
        turn.append(numbered(1), AT)
        turn.keep_ballot("q", "ana", b'"after"')
        turn.break_seal("q")
        turn.forget_person("ana")
        raise ZeroDivisionError


async def test_a_turn_that_fails_leaves_nothing(log: Log) -> None:
    await keep(log, "ana", b'"before"')
    async with log.turn("d", ORIGIN) as turn:
        turn.keep_person("ana", b'{"name":"Ana"}')
    with pytest.raises(ZeroDivisionError):
        await fail_in_a_turn(log)
    assert await log.head("d") == ORIGIN
    assert await log.ballots("d", ["ana"]) == {"q": {"ana": b'"before"'}}
    assert await log.people("d") == {"ana": b'{"name":"Ana"}'}
    assert await append(log, 1) == Mark(0, 1)


async def test_nothing_is_seen_before_the_end_of_the_turn(log: Log) -> None:
    async with log.turn("d", ORIGIN) as turn:
        turn.append(numbered(1), AT)
        turn.keep_person("ana", b"{}")
        assert await log.head("d") == ORIGIN
        assert await log.people("d") == {}
    assert await log.head("d") == Mark(0, 1)
    assert await log.people("d") == {"ana": b"{}"}


async def test_all_writes_of_a_turn_arrive_together_and_in_their_order(log: Log) -> None:
    await keep(log, "ana", b"1")
    async with log.turn("d", ORIGIN) as turn:
        turn.break_seal("q")
        turn.keep_ballot("q", "ben", b"2")
        turn.keep_person("cem", b"{}")
        turn.keep_person("dua", b"{}")
        turn.forget_person("cem")
        turn.append(numbered(1), AT)
    assert await log.ballots("d", ["ana", "ben"]) == {"q": {"ben": b"2"}}
    assert await log.people("d") == {"dua": b"{}"}
    assert await log.head("d") == Mark(0, 1)


async def test_a_cancelled_turn_leaves_nothing_and_frees_the_dialogue(log: Log) -> None:
    inside = asyncio.Event()

    async def hold() -> None:
        async with log.turn("d", ORIGIN) as turn:
            turn.append(numbered(1), AT)
            inside.set()
            await asyncio.Event().wait()

    holding = asyncio.ensure_future(hold())
    await inside.wait()
    holding.cancel()
    with suppress(asyncio.CancelledError):
        await holding
    async with asyncio.timeout(PATIENCE_SECONDS):
        assert await append(log, 2) == Mark(0, 1)


async def test_turns_cancelled_at_any_moment_never_tear_the_log(log: Log) -> None:
    acknowledged: list[int] = []

    async def write(number: int) -> None:
        await append(log, number)
        acknowledged.append(number)

    for steps in range(40):
        writing = asyncio.ensure_future(write(steps))
        # Between zero and many steps of the loop: before, in and after each call to the store.
        for _ in range(steps):
            await asyncio.sleep(0)
        writing.cancel()
        with suppress(asyncio.CancelledError):
            await writing
    await write(99)
    commits = await log.commits("d")
    assert [commit.mark.seq for commit in commits] == list(range(1, len(commits) + 1))
    assert {numbered(number) for number in acknowledged} <= set(payloads(commits))
    assert len(set(payloads(commits))) == len(commits)


# One at a time


async def test_two_turns_of_a_dialogue_never_overlap_and_the_second_sees_the_first(log: Log) -> None:
    first_inside, seen = asyncio.Event(), list[bytes]()

    async def second() -> None:
        await first_inside.wait()
        async with log.turn("d", ORIGIN) as turn:
            seen.extend(payloads(turn.missed))
            turn.append(numbered(2), AT)

    waiting = asyncio.ensure_future(second())
    async with log.turn("d", ORIGIN) as turn:
        first_inside.set()
        for _ in range(50):
            await asyncio.sleep(0)
        assert not waiting.done()
        assert seen == []
        turn.append(numbered(1), AT)
    async with asyncio.timeout(PATIENCE_SECONDS):
        await waiting
    assert seen == [numbered(1)]
    assert payloads(await log.commits("d")) == [numbered(1), numbered(2)]


async def test_many_writers_get_every_number_once(log: Log) -> None:
    marks = await asyncio.gather(*(append(log, number) for number in range(50)))
    assert sorted(marks) == [Mark(0, seq) for seq in range(1, 51)]
    assert sorted(payloads(await log.commits("d"))) == sorted(numbered(number) for number in range(50))


# Following


async def test_a_follower_gets_everything_from_any_mark(log: Log) -> None:
    await append_many(log, range(1, 6))
    for seq in range(5):
        found = await collect(log, Mark(0, seq), 5 - seq)
        assert payloads(found) == [numbered(n) for n in range(seq + 1, 6)]


async def test_followers_lose_nothing_while_others_append(log: Log) -> None:
    expected = [Mark(0, seq) for seq in range(1, 41)]
    followers = [asyncio.ensure_future(collect(log, ORIGIN, 40)) for _ in range(5)]
    await asyncio.gather(*(append(log, number) for number in range(40)))
    for found in await asyncio.gather(*followers):
        assert [commit.mark for commit in found] == expected


async def test_a_follower_of_a_quiet_dialogue_wakes_for_the_next_commit(log: Log) -> None:
    async with asyncio.timeout(PATIENCE_SECONDS), aclosing(log.follow("d", ORIGIN)) as following:
        await append(log, 1)
        assert (await anext(following)).payload == numbered(1)
        pending = asyncio.ensure_future(anext(following))
        await asyncio.sleep(0)
        await append(log, 2)
        assert (await pending).payload == numbered(2)


async def test_a_follower_begins_anew_when_the_epoch_changes(log: Log) -> None:
    await append_many(log, [1, 2])
    async with asyncio.timeout(PATIENCE_SECONDS), aclosing(log.follow("d", ORIGIN)) as following:
        assert [(await anext(following)).mark for _ in range(2)] == [Mark(0, 1), Mark(0, 2)]
        await log.redact("d", 1, [])
        assert [(await anext(following)).mark for _ in range(2)] == [Mark(1, 1), Mark(1, 2)]


async def test_a_follower_with_a_mark_beyond_the_log_gets_everything(log: Log) -> None:
    async with asyncio.timeout(PATIENCE_SECONDS), aclosing(log.follow("d", Mark(3, 9))) as following:
        pending = asyncio.ensure_future(anext(following))
        await asyncio.sleep(0)
        await append(log, 1)
        assert (await pending).mark == Mark(0, 1)


async def test_following_ends_when_the_log_is_closed(log: Log) -> None:
    async with asyncio.timeout(PATIENCE_SECONDS), aclosing(log.follow("d", ORIGIN)) as following:
        pending = asyncio.ensure_future(anext(following))
        await asyncio.sleep(0)
        await log.close()
        with pytest.raises(StopAsyncIteration):
            await pending


async def test_following_says_when_the_dialogue_is_gone(log: Log) -> None:
    async with asyncio.timeout(PATIENCE_SECONDS), aclosing(log.follow("d", ORIGIN)) as following:
        pending = asyncio.ensure_future(anext(following))
        await asyncio.sleep(0)
        await log.delete_dialogue("d")
        with pytest.raises(UnknownDialogue):
            await pending


# Redaction


async def test_redacting_empties_the_strings_and_grows_the_epoch(log: Log) -> None:
    async with log.turn("d", ORIGIN) as turn:
        turn.append(b'{"events":[{"type":"note","text":"Frau M\\u00fcller","rank":1}],"x/y~z":"secret"}', AT)
    before = await append(log, 2)
    mark = await log.redact("d", 1, ["/events/0/text", "/x~1y~0z"])
    assert mark == Mark(1, 2) == await log.head("d")
    async with log.turn("d", before) as turn:
        assert turn.resync
        first, second = turn.missed
    assert json.loads(first.payload) == {"events": [{"type": "note", "text": "", "rank": 1}], "x/y~z": ""}
    assert (first.mark, first.at) == (Mark(1, 1), AT)
    assert second == Commit(Mark(1, 2), AT, numbered(2))


async def test_appends_go_on_in_the_new_epoch(log: Log) -> None:
    await append(log, 1)
    mark = await log.redact("d", 1, [])
    async with log.turn("d", mark) as turn:
        assert not turn.resync
        assert turn.append(numbered(2), AT) == Mark(1, 2)
    assert [commit.mark for commit in await log.commits("d")] == [Mark(1, 1), Mark(1, 2)]


@pytest.mark.parametrize("pointer", ["", "n", "/n", "/x", "/n/0", "/list", "/list/1", "/list/00", "/list/-"])
async def test_a_pointer_that_leads_to_no_string_changes_nothing(log: Log, pointer: str) -> None:
    payload = b'{"n": 1, "text": "a", "list": ["b"]}'
    async with log.turn("d", ORIGIN) as turn:
        mark = turn.append(payload, AT)
    with pytest.raises(NotRedactable):
        await log.redact("d", 1, ["/text", pointer])
    assert await log.commits("d") == [Commit(mark, AT, payload)]


@pytest.mark.parametrize("seq", [-1, 0, 2])
async def test_only_a_commit_that_exists_can_be_redacted(log: Log, seq: int) -> None:
    await append(log, 1)
    with pytest.raises(UnknownCommit):
        await log.redact("d", seq, [])
    assert await log.head("d") == Mark(0, 1)


# Sealed ballots


async def test_a_person_who_votes_again_has_one_ballot_the_last(log: Log) -> None:
    await keep(log, "ana", b"1")
    await keep(log, "ana", b"2")
    async with log.turn("d", ORIGIN) as turn:
        turn.keep_ballot("q", "ana", b"3")
        turn.keep_ballot("q", "ana", b"4")
    assert await log.ballots("d", ["ana"]) == {"q": {"ana": b"4"}}


async def test_ballots_are_found_only_for_those_who_are_named(log: Log) -> None:
    await keep(log, "ana", b"1")
    await keep(log, "ben", b"2")
    await keep(log, "ben", b"3", question="r")
    assert await log.ballots("d", ["ana", "cem"]) == {"q": {"ana": b"1"}}
    assert await log.ballots("d", ["ana", "ben"]) == {"q": {"ana": b"1", "ben": b"2"}, "r": {"ben": b"3"}}
    assert await log.ballots("d", []) == {}


async def test_breaking_a_seal_destroys_the_ballots_of_that_question_only(log: Log) -> None:
    await keep(log, "ana", b"1")
    await keep(log, "ben", b"2")
    await keep(log, "ana", b"3", question="r")
    async with log.turn("d", ORIGIN) as turn:
        turn.break_seal("q")
        turn.append(b'{"totals":{"1":1,"2":1}}', AT)
    assert await log.ballots("d", ["ana", "ben"]) == {"r": {"ana": b"3"}}
    assert await log.head("d") == Mark(0, 1)


async def test_a_question_that_opens_again_is_sealed_anew(log: Log) -> None:
    await keep(log, "ana", b"1")
    async with log.turn("d", ORIGIN) as turn:
        turn.break_seal("q")
    await keep(log, "ben", b"2")
    assert await log.ballots("d", ["ana", "ben"]) == {"q": {"ben": b"2"}}


async def test_breaking_a_seal_that_is_not_there_is_no_error(log: Log) -> None:
    async with log.turn("d", ORIGIN) as turn:
        turn.break_seal("q")
        turn.append(b"x", AT)
    assert [commit.payload for commit in await log.commits("d")] == [b"x"]


async def test_the_same_question_of_two_dialogues_is_two_questions(log: Log) -> None:
    await log.create_dialogue("e", "00000002")
    await keep(log, "ana", b"1")
    async with log.turn("e", ORIGIN) as turn:
        turn.keep_ballot("q", "ana", b"2")
        turn.break_seal("r")
    async with log.turn("d", ORIGIN) as turn:
        turn.break_seal("q")
    assert await log.ballots("d", ["ana"]) == {}
    assert await log.ballots("e", ["ana"]) == {"q": {"ana": b"2"}}


async def test_a_hundred_ballots_at_once_are_a_hundred_ballots(log: Log) -> None:
    persons = [f"p{number}" for number in range(100)]
    await asyncio.gather(*(keep(log, person, person.encode()) for person in persons))
    assert await log.ballots("d", persons) == {"q": {person: person.encode() for person in persons}}


async def test_one_person_at_many_devices_has_one_ballot(log: Log) -> None:
    await asyncio.gather(*(keep(log, "ana", str(number).encode()) for number in range(30)))
    assert list((await log.ballots("d", ["ana"]))["q"]) == ["ana"]


@pytest.mark.parametrize("early", [0, 1, 20, 59, 60])
async def test_ballots_racing_the_close_are_counted_or_refused(log: Log, early: int) -> None:
    accepted, counted = list[str](), list[str]()

    async def vote(person: str) -> None:
        async with log.turn("d", ORIGIN) as turn:
            if turn.missed:
                return
            turn.keep_ballot("q", person, b"1")
        accepted.append(person)

    async def close() -> None:
        async with log.turn("d", ORIGIN) as turn:
            counted.extend((await log.ballots("d", persons))["q"] if accepted else [])
            turn.break_seal("q")
            turn.append(b'{"closed":true}', AT)

    persons = [f"p{number}" for number in range(60)]
    racers = [vote(person) for person in persons]
    racers.insert(early, close())
    await asyncio.gather(*racers)
    assert sorted(counted) == sorted(accepted)
    assert len(accepted) == early
    assert await log.ballots("d", persons) == {}


# People


async def test_people_lie_beside_the_log_and_can_be_forgotten(log: Log) -> None:
    async with log.turn("d", ORIGIN) as turn:
        turn.keep_person("ana", b'{"name":"Ana"}')
        turn.keep_person("ben", b'{"name":"Ben"}')
    async with log.turn("d", ORIGIN) as turn:
        turn.keep_person("ana", b'{"name":"Anna"}')
        turn.forget_person("ben")
        turn.forget_person("nobody")
    assert await log.people("d") == {"ana": b'{"name":"Anna"}'}
    assert await log.head("d") == ORIGIN


# Dialogues, codes, links


async def test_dialogues_are_listed_and_found_by_code(log: Log) -> None:
    await log.create_dialogue("e", "00000002")
    entries = await log.dialogues()
    assert {(entry.id, entry.code) for entry in entries} == {("d", "00000001"), ("e", "00000002")}
    assert all(entry.created_at > AT for entry in entries)
    assert await log.dialogue_of_code("00000002") == "e"
    assert await log.dialogue_of_code("00000003") is None
    assert await log.dialogue_of_code("") is None


async def test_ids_and_codes_are_taken_once(log: Log) -> None:
    with pytest.raises(AlreadyThere) as same_id:
        await log.create_dialogue("d", "00000002")
    with pytest.raises(AlreadyThere) as same_code:
        await log.create_dialogue("e", "00000001")
    assert (same_id.value.what, same_code.value.what) == ("dialogue", "code")
    assert [entry.id for entry in await log.dialogues()] == ["d"]


@pytest.mark.parametrize("code", ["", "1234567", "123456789", "1234567a", "1234 678", "١٢٣٤٥٦٧٨", "12345678\n"])
async def test_a_code_is_eight_digits(log: Log, code: str) -> None:
    with pytest.raises(ValueError, match="eight digits"):
        await log.create_dialogue("e", code)


async def test_a_dialogue_created_by_two_at_once_is_created_once(log: Log) -> None:
    outcomes = await asyncio.gather(
        *(log.create_dialogue("e", f"1000000{number}") for number in range(5)), return_exceptions=True
    )
    assert sum(outcome is None for outcome in outcomes) == 1
    assert sum(isinstance(outcome, AlreadyThere) for outcome in outcomes) == 4


async def test_a_secret_opens_its_link_until_it_is_revoked(log: Log) -> None:
    link = Link("d", "group_moderator", "3")
    await log.keep_link("s3cret", link)
    await log.keep_link("other", Link("d", "projector", ""))
    digest = hashlib.sha256(b"s3cret").hexdigest()
    assert await log.link_of("s3cret") == link
    assert await log.link_of("wrong") is None
    assert await log.link_of(digest) is None
    assert (digest, link) in await log.links("d")
    await log.revoke_link(digest)
    await log.revoke_link(digest)
    assert await log.link_of("s3cret") is None
    assert [kept for _, kept in await log.links("d")] == [Link("d", "projector", "")]


async def test_a_secret_opens_one_link(log: Log) -> None:
    await log.keep_link("s3cret", Link("d", "projector", ""))
    with pytest.raises(AlreadyThere) as refused:
        await log.keep_link("s3cret", Link("d", "moderator", ""))
    assert refused.value.what == "link"
    assert await log.link_of("s3cret") == Link("d", "projector", "")


async def test_a_link_may_be_about_all_dialogues(log: Log) -> None:
    link = Link(SERVER, "office", "")
    await log.keep_link("s3cret", link)
    assert await log.link_of("s3cret") == link
    assert [kept for _, kept in await log.links(SERVER)] == [link]
    assert await log.links("d") == []
    await log.delete_dialogue("d")
    assert await log.link_of("s3cret") == link
    await log.revoke_link(hashlib.sha256(b"s3cret").hexdigest())
    assert await log.links(SERVER) == []


async def test_no_dialogue_is_called_nothing(log: Log) -> None:
    with pytest.raises(ValueError, match="empty"):
        await log.create_dialogue(SERVER, "00000002")


async def test_a_deleted_dialogue_is_gone_with_all_that_hangs_on_it(log: Log) -> None:
    await log.create_dialogue("e", "00000002")
    for dialogue in ("d", "e"):
        await log.keep_link(f"secret of {dialogue}", Link(dialogue, "moderator", ""))
        async with log.turn(dialogue, ORIGIN) as turn:
            turn.append(numbered(1), AT)
            turn.keep_ballot("q", "ana", b"1")
            turn.keep_person("ana", b"{}")
        await log.keep_file(dialogue, "text/plain", b"words")
    await log.delete_dialogue("d")
    assert [entry.id for entry in await log.dialogues()] == ["e"]
    assert await log.dialogue_of_code("00000001") is None
    assert await log.link_of("secret of d") is None
    assert await log.ballots("e", ["ana"]) == {"q": {"ana": b"1"}}
    assert await log.people("e") == {"ana": b"{}"}
    assert await log.link_of("secret of e") is not None
    await log.create_dialogue("d", "00000001")
    assert (await log.head("d"), await log.commits("d"), await log.people("d")) == (ORIGIN, [], {})
    assert await log.ballots("d", ["ana"]) == {}
    assert await log.links("d") == []
    assert (await log.files("d"), len(await log.files("e"))) == ([], 1)


async def test_every_call_says_that_a_dialogue_is_unknown(log: Log) -> None:
    with pytest.raises(UnknownDialogue):
        async with log.turn("x", ORIGIN):
            pass
    with pytest.raises(UnknownDialogue):
        await collect_unknown(log)
    for call in (
        log.head("x"),
        log.commits("x"),
        log.ballots("x", ["ana"]),
        log.people("x"),
        log.redact("x", 1, []),
        log.delete_dialogue("x"),
        log.keep_link("s", Link("x", "projector", "")),
        log.links("x"),
        log.keep_file("x", "text/plain", b""),
        log.file("x", "0"),
        log.files("x"),
        log.drop_file("x", "0"),
    ):
        with pytest.raises(UnknownDialogue):
            await call


async def collect_unknown(log: Log) -> None:
    async with aclosing(log.follow("x", ORIGIN)) as following:
        await anext(following)


async def test_a_turn_that_waited_for_a_deletion_finds_no_dialogue(log: Log) -> None:
    deleting = asyncio.ensure_future(log.delete_dialogue("d"))
    await asyncio.sleep(0)
    with pytest.raises(UnknownDialogue):
        await append(log, 1)
    await deleting


# Closing


async def test_closing_waits_for_the_running_turn(log: Log) -> None:
    async with log.turn("d", ORIGIN) as turn:
        closing = asyncio.ensure_future(log.close())
        await asyncio.sleep(0)
        turn.append(numbered(1), AT)
    async with asyncio.timeout(PATIENCE_SECONDS):
        await closing


async def test_a_closed_log_answers_no_more(log: Log) -> None:
    await log.close()
    await log.close()
    with pytest.raises(LogClosed):
        await append(log, 1)
    for call in (
        log.head("d"),
        log.dialogues(),
        log.dialogue_of_code("00000001"),
        log.link_of("s"),
        log.revoke_link("s"),
        log.create_dialogue("e", "00000002"),
        log.keep_file("d", "text/plain", b""),
        log.file("d", "0"),
        log.links(SERVER),
    ):
        with pytest.raises(LogClosed):
            await call

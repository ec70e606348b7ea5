"""Visitors: the latest of one page wins, nobody else's is touched, and nobody takes more than a share."""

from __future__ import annotations

import asyncio

import pytest

from sim.web.visitors import COOKIE, MOST_LINES, MOST_OF_ONE, MOST_WAITING, SupersededError, Visitors, named
from sim.web.worker_pool import BusyError


async def waits() -> str:
    await asyncio.Event().wait()
    return "never"


async def at_once() -> str:
    return "done"


def test_a_later_turn_gives_up_the_earlier_and_an_earlier_one_is_refused():
    async def tried() -> None:
        visitors = Visitors()
        early = asyncio.create_task(visitors.latest(("v", "page", "answer"), 3, waits()))
        await asyncio.sleep(0)
        assert await visitors.latest(("v", "page", "answer"), 5, at_once()) == "done"
        with pytest.raises(SupersededError):
            await early
        with pytest.raises(SupersededError):
            await visitors.latest(("v", "page", "answer"), 4, at_once())
        assert await visitors.latest(("v", "page", "answer"), 5, at_once()) == "done", "the same turn stands"

    asyncio.run(tried())


def test_another_visitor_who_takes_the_same_client_name_disturbs_nobody():
    async def tried() -> None:
        visitors, go = Visitors(), asyncio.Event()

        async def mine() -> str:
            await go.wait()
            return "mine"

        asked = asyncio.create_task(visitors.latest(("one", "page", "answer"), 1, mine()))
        await asyncio.sleep(0)
        assert await visitors.latest(("two", "page", "answer"), 2**53, at_once()) == "done"
        visitors.outdate(("two", "page", "answer"), 2**53)
        go.set()
        assert await asked == "mine"
        assert await visitors.latest(("one", "page", "answer"), 2, at_once()) == "done"

    asyncio.run(tried())


def test_one_visitor_with_many_pages_does_not_end_what_another_waits_for():
    async def tried() -> None:
        visitors, go = Visitors(), asyncio.Event()

        async def mine() -> str:
            await go.wait()
            return "mine"

        asked = asyncio.create_task(visitors.latest(("one", "page", "answer"), 1, mine()))
        await asyncio.sleep(0)
        for page in range(2 * MOST_LINES):
            await visitors.latest(("two", str(page), "answer"), 9, at_once())
        assert len(visitors._lines) <= MOST_LINES + 1
        go.set()
        assert await asked == "mine"

    asyncio.run(tried())


def test_what_is_outdated_ends_but_is_never_set_back():
    async def tried() -> None:
        visitors, line = Visitors(), ("v", "page", "why")
        asked = asyncio.create_task(visitors.latest(line, 4, waits()))
        await asyncio.sleep(0)
        visitors.outdate(line, 4)
        await asyncio.sleep(0)
        assert not asked.done()
        visitors.outdate(line, 7)
        visitors.outdate(line, 5)
        with pytest.raises(SupersededError):
            await asked
        with pytest.raises(SupersededError):
            await visitors.latest(line, 6, at_once())

    asyncio.run(tried())


def test_a_browser_that_goes_is_no_newer_question():
    async def tried() -> None:
        asked = asyncio.create_task(Visitors().latest(("v", "page", "answer"), 1, waits()))
        await asyncio.sleep(0)
        asked.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asked

    asyncio.run(tried())


def test_each_visitor_and_all_together_wait_for_so_much_and_no_more():
    visitors = Visitors()
    held = []
    for n in range(MOST_OF_ONE):
        held.append(visitors.waiting("greedy"))
        held[n].__enter__()
    with pytest.raises(BusyError), visitors.waiting("greedy"):
        pass
    with visitors.waiting("modest"):
        pass
    for n in range(MOST_WAITING - MOST_OF_ONE):
        held.append(visitors.waiting(f"v{n}"))
        held[-1].__enter__()
    with pytest.raises(BusyError), visitors.waiting("modest"):
        pass
    for one in held:
        one.__exit__(None, None, None)
    assert not visitors._waiting, "who waits for nothing is forgotten"


@pytest.mark.parametrize(
    ("cookies", "name"),
    [
        (f"{COOKIE}={'0a' * 16}", "0a" * 16),
        (f"other=1; {COOKIE}={'0a' * 16}; more=2", "0a" * 16),
        (f"{COOKIE}=page", None),
        (f"{COOKIE}={'0a' * 17}", None),
        (f"{COOKIE}=", None),
        ("", None),
        ("=;;\x00", None),
    ],
)
def test_only_a_name_that_this_server_may_have_given_is_taken(cookies: str, name: str | None):
    assert named(cookies) == name

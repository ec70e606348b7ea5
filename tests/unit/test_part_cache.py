"""What is kept of answers: a future that stays as it was is not run again; what is seen is as in the whole answer."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import pytest

from sim.core.parameters import InputError
from sim.web.part_cache import PartCache, jobs
from sim.web.service import AnswerService
from sim.whatif.answer import SIDES, Part
from sim.whatif.question import Question
from sim.whatif.view.answer import key_of, keys_of

CHART = "delayed"


def question(contact: float, **more: Any) -> Question:
    b = {"name": "B", "behaviour": "collaborative", "values": {"participation.contact": contact, **more}}
    return Question.read({"years": 1, "b": b})


def part(runs: int, value: float = 0.0) -> Part:
    values = np.full((2, runs), value)
    return Part({"delayed": values}, values[None], values[None])


def test_two_futures_of_few_worlds_are_run_whole_and_all_else_is_shared_out():
    assert jobs(SIDES, range(4), 2) == [(("a",), (0, 1, 2, 3)), (("b",), (0, 1, 2, 3))]
    assert jobs(["b"], range(12), 2) == [(("b",), tuple(range(8))), (("b",), tuple(range(8, 12)))]
    assert jobs(SIDES, range(128), 2) == [(SIDES, tuple(range(64))), (SIDES, tuple(range(64, 128)))]
    assert jobs([], range(4), 2) == [] and jobs(["a"], [7], 2) == [(("a",), (7,))]


def test_a_part_is_found_by_what_names_its_numbers_in_the_same_worlds_alone():
    kept = PartCache(most=8)
    made = kept.keep({"a": "one", "b": "two"}, [0, 1, 2], [{"b": part(2, 1.0)}, {"b": part(1, 2.0)}])
    assert made.keys() == {"b"} and made["b"].series["delayed"].tolist() == [[1.0, 1.0, 2.0]] * 2
    assert kept.find({"a": "two", "b": "one"}, [0, 1, 2]) == {"a": made["b"]}
    assert kept.find({"a": "two"}, [0, 1]) == {}
    kept.keep({"b": "three"}, [0, 1, 2], [{"b": part(3)}])
    kept.find({"b": "two"}, [0, 1, 2])  # used last, so that another makes room
    kept.keep({"b": "four"}, [0, 1, 2], [{"b": part(3)}])
    assert [bool(kept.find({"b": name}, [0, 1, 2])) for name in ("two", "three", "four")] == [True, False, True]


def test_each_future_has_a_name_that_only_its_own_numbers_change():
    before, after = keys_of(question(0.3)), keys_of(question(0.4))
    assert before.sides["a"] == after.sides["a"] and before.sides["b"] != after.sides["b"]
    assert before.answer != after.answer and before.answer == key_of(question(0.3))
    other = keys_of(question(0.3, **{"trust.asymmetry": 2.0}))  # no longer drawn, in A neither
    assert other.sides["a"] != before.sides["a"]


@pytest.fixture(scope="module")
def answers() -> Iterator[dict[str, Any]]:
    """Return answers of a service that was dragged, and of another that was asked once; and which parts were run."""

    async def ask() -> dict[str, Any]:
        dragged, fresh = AnswerService(first=4, full=6), AnswerService(first=4, full=6)
        ran: list[Any] = []
        share = dragged._pool.share

        async def noted(asked: Any, *common: Any) -> Any:
            ran.append([given[1:] for _, given in asked])
            return await share(asked, *common)

        dragged._pool.share = noted  # type: ignore[method-assign]
        try:
            said = {
                "before": await dragged.answer(question(0.3), "first", CHART),
                "seen": await dragged.answer(question(0.4), "first", CHART),
                "whole": await fresh.answer(question(0.4), "first"),
                "full": await dragged.answer(question(0.4), "full"),
                "still full": await dragged.answer(question(0.4), "first", CHART),
            }
            with pytest.raises(InputError, match=r"'delayd'.*delayed"):
                await dragged.answer(question(0.4), "first", "delayd")
        finally:
            dragged.close()
            fresh.close()
        return {"ran": ran, **{name: json.loads(reply) for name, reply in said.items()}}

    with ThreadPoolExecutor(1) as own:
        yield own.submit(asyncio.run, ask()).result()


def test_what_is_seen_while_dragging_has_the_numbers_of_the_whole_answer_in_the_same_futures(answers: dict[str, Any]):
    seen, whole = answers["seen"], answers["whole"]
    assert whole["fans"].keys() > {CHART} == seen["fans"].keys()
    assert {"sentence", "cards", "events"} < seen.keys() < whole.keys()
    assert seen == {name: whole[name] for name in seen} | {"fans": seen["fans"]}
    assert seen["fans"][CHART] == whole["fans"][CHART] and seen["stage"] == "first" and seen["futures"] == 4


def test_a_future_that_stays_as_it_was_is_not_run_again(answers: dict[str, Any]):
    first, second, full = answers["ran"]
    assert [sides for sides, _ in first] == [("a",), ("b",)]
    assert second == [(("b",), first[1][1])]  # so few fill no register: nobody else could help
    assert {side for sides, _ in full for side in sides} == {"a", "b"}  # in other worlds than the first


def test_once_the_full_set_is_there_it_is_what_is_told(answers: dict[str, Any]):
    assert answers["still full"] == answers["full"] and answers["full"]["stage"] == "full"

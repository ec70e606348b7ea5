"""The server asked what nobody would ask, from its own schema: never a fault of its own, never more and more memory.

Continuous integration asks a few hundred times. `make soak` asks ten thousand times and prints what came back.
"""

from __future__ import annotations

import os
import warnings
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import checks as common
from schemathesis.specs.openapi import checks

from tests.e2e.web.serving import Served
from tests.pace import HANG

SOAK = os.environ.get("SOAK") is not None
GENERATED = {"POST": 1950 if SOAK else 40, "GET": 10}  # requests for each endpoint, from the schema alone
HAND_OUTS = 60 if SOAK else 2  # each takes as long as a hundred other requests
NEAR = {"answer": 150 if SOAK else 10, "why": 4 if SOAK else 1, "mind": 4 if SOAK else 1, "save": 150 if SOAK else 20}
MOST_GROWTH = 250.0  # MB: what is kept of 96 answers, and settled states in both workers
CHECKS = [
    common.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
]
Seen = Counter[tuple[str, int]]


def try_all(examples: int, run: Callable[..., None], **strategies: st.SearchStrategy[Any]) -> None:
    """Run something with so many examples; the same ones each time."""
    wanted = settings(
        max_examples=examples,
        deadline=None,
        derandomize=True,
        database=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=(HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large),
    )
    wanted(given(**strategies)(run))()


@pytest.fixture(scope="module")
def offer(served: Served) -> dict[str, Any]:
    return served.http.get("/api/catalogue").json()


def near_questions(offer: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Return questions that name real things, most of them with values that can be accepted."""
    text = st.text(min_size=1, max_size=60)
    level = st.none() | st.integers(1, 5)

    def value(lever: dict[str, Any]) -> st.SearchStrategy[Any]:
        inside = st.floats(lever["low"], lever["high"])
        outside = st.floats(allow_nan=False, allow_infinity=False) | st.booleans()
        return st.tuples(st.just(lever["key"]), inside | inside | inside | outside)

    def figure(one: dict[str, Any]) -> st.SearchStrategy[Any]:
        usual = one["default"]
        return st.tuples(st.just(one["key"]), st.floats(0.97 * usual, 1.03 * usual) | st.floats(0.0, 4.0 * usual))

    def some_of(items: list[dict[str, Any]], of: Callable[[dict[str, Any]], Any], most: int) -> Any:
        return st.lists(st.sampled_from(items).flatmap(of), max_size=most).map(dict)

    future = st.fixed_dictionaries(
        {"name": text, "behaviour": st.sampled_from([one["name"] for one in offer["behaviours"]])},
        optional={
            "pressure": st.sampled_from([one["name"] for one in offer["pressures"]]),
            "values": some_of(offer["levers"], value, 6),
        },
    )
    names = st.dictionaries(st.sampled_from([one["key"] for one in offer["organisations"]]), text, max_size=4)
    outcome = st.sampled_from([one["name"] for one in offer["outcomes"]])
    prediction = st.fixed_dictionaries(
        {"who": text, "outcome": outcome, "says": st.sampled_from(["better", "same", "worse"])}
    )
    return st.fixed_dictionaries(
        {"years": st.sampled_from([1, 1, 1, 2])},
        optional={
            "title": st.text(max_size=160),
            "a": future,
            "b": future,
            "place": st.fixed_dictionaries(
                {"names": names}, optional={"figures": some_of(offer["figures"], figure, 2)}
            ),
            "checklist": st.dictionaries(
                st.sampled_from([one["key"] for one in offer["checklist"]]),
                st.fixed_dictionaries({"now": level, "wanted": level}),
                max_size=5,
            ),
            "predictions": st.lists(prediction, max_size=5),
        },
    )


def ask_from_schema(served: Served, seen: Seen) -> None:
    """Ask each endpoint what its schema allows, and what it does not."""
    interface = served.http.get("/openapi.json").json()
    schema = schemathesis.openapi.from_dict(interface)
    session = requests.Session()
    session.trust_env = False
    for path, method in [(path, method) for path, methods in interface["paths"].items() for method in methods]:
        operation = schema[path][method.upper()]

        def once(case: schemathesis.Case) -> None:
            _shorten(case.body)
            reply = case.call(base_url=served.address, session=session, timeout=HANG)
            seen[case.path, reply.status_code] += 1
            case.validate_response(reply, checks=CHECKS)

        count = HAND_OUTS if path == "/api/take" else GENERATED[method.upper()]
        if method == "get":
            try_all(count, once, case=operation.as_strategy())
            continue
        for mode in schemathesis.GenerationMode:
            try_all(count // 2, once, case=operation.as_strategy(generation_mode=mode))


def _shorten(body: Any) -> None:
    """Ask for two years at most where more could be had: time is better spent on other questions."""
    question = body.get("question") if isinstance(body, dict) else None
    if isinstance(question, dict) and type(years := question.get("years", 6)) is int and years in range(1, 16):
        question["years"] = 1 + years % 2


def ask_near(served: Served, seen: Seen, offer: dict[str, Any]) -> None:
    """Ask what a page might, with names and numbers that nobody foresaw; a file that is saved must open again."""
    turn = 0

    def once(what: str, question: dict[str, Any], stage: str) -> None:
        nonlocal turn
        turn += 1
        more = {} if what == "save" else {"client": f"near {turn % 90}", "turn": turn}
        reply = served.ask(what, question, **more, **({"stage": stage} if what == "answer" else {}))
        seen[f"/api/{what}", reply.status_code] += 1
        assert reply.status_code in (200, 422), (reply.status_code, reply.text[:300], question)
        if what == "save" and reply.status_code == 200:
            opened = served.http.post("/api/open", json={"text": reply.text})
            seen["/api/open", opened.status_code] += 1
            assert opened.status_code == 200 and opened.json()["dropped"] == [], opened.text

    for what, count in NEAR.items():
        stages = st.sampled_from(["first", "full"])
        try_all(count, once, what=st.just(what), question=near_questions(offer), stage=stages)


def test_whatever_is_asked_the_server_answers_or_refuses_and_keeps_its_memory(served: Served, offer: dict[str, Any]):
    served.answer({"years": 1}, client="warm")
    seen, memory = Seen(), [served.memory()]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        ask_from_schema(served, seen)
        memory.append(served.memory())
        ask_near(served, seen, offer)
        memory.append(served.memory())
    print(f"{sum(seen.values()):,} requests; MB before, after generated, after near questions: {memory}")
    for (path, status), count in sorted(seen.items()):
        print(f"{path} {status}: {count:,}")
    assert not [key for key in seen if key[1] >= 500 and key[1] != 503]
    assert {status for _, status in seen} >= {200, 422}
    assert sum(seen.values()) >= (10_000 if SOAK else 200)
    assert memory[-1] < memory[0] + MOST_GROWTH
    well = served.http.get("/api/health").json()
    assert well["ok"] is True and well["steps"] > 0
    assert "Traceback" not in served.said(), served.said()[-3000:]

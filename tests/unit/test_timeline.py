"""The timeline of a question: a row for each entry, what both futures plan alike once, in the order of beginning."""

from __future__ import annotations

from sim.interventions import INTERVENTIONS
from sim.whatif.question import Question
from sim.whatif.view.timeline import timeline

ENABLER = {"from": 1, "until": 3}
TRIGGER = {"outcome": "delayed", "above": 60, "months": 3}


def rows(a: dict[str, object], b: dict[str, object]) -> list[dict[str, object]]:
    future = {"behaviour": "as_today"}
    asked = Question.read({"a": {"name": "A", **future, "plan": a}, "b": {"name": "B", **future, "plan": b}})
    return timeline(asked.scenario("a"), asked.scenario("b"))


def test_nobody_who_plans_nothing_has_a_row() -> None:
    assert rows({}, {}) == []


def test_what_both_plan_alike_is_one_row_and_what_differs_is_two() -> None:
    (shared,) = rows({"enabler": ENABLER}, {"enabler": ENABLER})
    assert (shared["sides"], shared["what"], shared["who"]) == (
        ["a", "b"],
        INTERVENTIONS["enabler"].label,
        "all organisations",
    )
    assert (shared["from"], shared["until"], shared["ramp"], shared["waits"]) == (1.0, 3.0, 0.0, "")
    apart = rows({"enabler": ENABLER}, {"enabler": {**ENABLER, "until": 2}})
    assert [(row["sides"], row["until"]) for row in apart] == [(["a"], 3.0), (["b"], 2.0)]


def test_rows_stand_in_the_order_of_beginning_and_say_what_they_wait_for() -> None:
    late = {"what": "coaching", "from": "18m", "who": ["council", "acute"], "begin_if": TRIGGER, "ramp": 0.5}
    first, second = rows({}, {"late": late, "enabler": {"until": 1}})
    assert (first["name"], first["from"], second["name"], second["from"]) == ("enabler", 0.0, "late", 1.5)
    assert second["until"] is None
    assert second["ramp"] == 0.5
    assert second["waits"] == "once “People ready to leave hospital who cannot” is above 60 for 3 months"
    assert str(second["words"]).startswith("From month 18 on, once")

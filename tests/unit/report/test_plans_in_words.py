"""A plan in words says an intervention's price always, and those of its numbers that are not as usual."""

from __future__ import annotations

import numpy as np
import pytest

from sim.core.parameters import declare
from sim.interventions import INTERVENTIONS
from sim.plan import Plan
from sim.report.text.labels import parameter_value
from sim.report.text.plans import own_numbers, planned, plans_of
from sim.scenario import Scenario, load_scenario
from sim.whatif.question import Question
from sim.whatif.view.timeline import timeline


def made(*words: str) -> Scenario:
    return load_scenario(["plan=[enabler,collaborative_all]", *words])


@pytest.mark.parametrize("name", INTERVENTIONS)
def test_of_every_intervention_the_price_is_said_and_what_is_not_as_usual(name: str) -> None:
    plain = load_scenario([f"plan=[{name}]", "plan.x.what=beds.added", "plan.x.dose=0.01"])
    declared = {d.key: d for d in declare(name, INTERVENTIONS[name].Params)}
    price = declared.pop(f"{name}.price")
    entry = next(one for one in plain.plan if one.what == name)
    usual = own_numbers(plain, entry)
    assert parameter_value(price.key, float(plain.parameters[name].price)) in usual
    for key, one in declared.items():
        assert one.plausible is not None
        far = max(one.plausible, key=lambda end: abs(end - float(one.default)))
        said = own_numbers(plain.varied({key: far}), entry)
        assert parameter_value(key, far) in said and "usually" in said and len(said) > len(usual), key


def test_what_is_as_usual_is_not_said_and_a_behaviour_has_no_numbers() -> None:
    enabler, joined = planned(made())
    assert "Price where all do it in full: £0.12m a year per 300,000 people." in enabler
    assert "usually" not in enabler and "hours" not in enabler and "Price" not in joined
    dearer, _ = planned(made("plan.enabler.price=0.3", "plan.enabler.hours=1", "plan.enabler.dose=0.5"))
    assert "at 50% of full strength" in dearer and "1 hour a week (usually 0.3 hours a week)" in dearer
    assert "£0.3m a year per 300,000 people (usually £0.12m a year per 300,000 people)" in dearer


def test_a_number_that_differs_by_run_is_said_by_its_ends() -> None:
    varied = made().varied({"enabler.price": np.array([0.1, 0.2])})
    assert "from £0.1m a year per 300,000 people to £0.2m" in planned(varied)[0]


def test_reports_and_the_page_say_the_same_numbers() -> None:
    future = {"behaviour": "siloed", "plan": {"enabler": {"price": 0.3}}}
    asked = Question.read({"a": {"name": "A", **future}, "b": {"name": "B", **future}})
    scenario = asked.scenario("b")
    (row,) = timeline(scenario, scenario)
    assert row["numbers"] == own_numbers(scenario, scenario.plan["enabler"]) and row["numbers"] in row["words"]
    assert row["numbers"] in plans_of([scenario], ["B"])[0][1][0]
    assert isinstance(scenario.plan, Plan)

"""What cannot be planned, as a stranger may say it: one line by command line, Python and plan file, exit code 2."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml

from sim.cli import main
from sim.core.parameters import InputError
from sim.model.ensemble import run_batch
from sim.overrides import written
from sim.scenario import load_scenario
from tests.whole import scenario

CSV = {
    "gap": "week,value\n0,1\n2,1.1\n",
    "twice": "week,value\n0,1\n0,1.1\n",
    "blank": "week,value\n0,1\n1,\n",
    "below": "week,value\n0,1\n1,-3\n",
    "months": "month,value\n0,1\n",
    "late": "year,value\n9,1\n",
}
_CONTACT = {"what": "participation.contact", "dose": 0.4}
REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "no price": ({"enabler": {"price": None}}, "enabler needs its price; expected a number"),
    "price in words": ({"enabler": {"price": "dear"}}, "enabler.price = 'dear': expected a number"),
    "merger of one": ({"merger": {"who": ["council"]}}, "merger takes at least 2 organisations"),
    "merger of two seats": ({"merger": {"who": ["council/chief", "council/finance"]}}, "merger takes at least 2"),
    "merger of a share": ({"merger": {"who": {"share": 0.05}}}, "merger takes at least 2"),
    "not measured": ({"enabler": {"begin_if": {"outcome": "happiness", "above": 3}}}, "outcome: not measured"),
    "no level": ({"enabler": {"end_if": {"outcome": "delayed"}}}, "expected one of above and below"),
    "no outcome": ({"enabler": {"end_if": {"above": 3}}}, "end_if.outcome: missing"),
    "a word": ({"enabler": {"begin_if": "delayed"}}, "begin_if = 'delayed': expected such as {outcome"),
    "gap": ({"demand": {"series": "gap"}}, "week 0 is followed by week 2; expected week 1, without a gap"),
    "twice": ({"demand": {"series": "twice"}}, "week 0 stands there twice; expected one value a week"),
    "blank": ({"demand": {"series": "blank"}}, "row 3 = '1,': expected a whole number and a number"),
    "below": ({"demand": {"series": "below"}}, "week 1: demand.level = -3.0: must lie from"),
    "months": ({"demand": {"series": "months"}}, "begins with 'month,value'; expected week,value or year,value"),
    "late": ({"demand": {"series": "late"}}, "plan.demand.from = 8: the run ends after 2 years"),
    "no values": ({"beds": {"series": {"by": "week", "first": 0, "values": []}}}, "values = '[]': expected from 1"),
    "no number": ({"beds": {"series": {"by": "week", "first": 0, "values": ["x"]}}}, "week 0 = 'x': expected a number"),
    "no first": ({"beds": {"series": {"by": "week", "first": "x", "values": [5]}}}, "first, a whole number"),
    "by month": ({"beds": {"series": {"by": "month", "first": 0, "values": [5]}}}, "expected by, week or year"),
    "no seat": ({"x": {"what": "siloed", "who": ["council/mayor"]}}, "unknown seat 'council/mayor': expected one of"),
    "a seat": ({"x": {"what": "siloed", "who": ["council/chief"]}}, "a behaviour is a whole team's"),
    "ends first": ({"enabler": {"from": 1.5, "until": 1}}, "ends (until=1) before it starts (from=1.5)"),
    "never begins": ({"enabler": {"from": 2}}, "so it never begins; expected less than 2"),
    "nobody": ({"enabler": {"who": ["counsil", "acute"]}}, "unknown organisation 'counsil': did you mean 'council'?"),
    "contradict": ({"a": {"what": "siloed"}, "b": {"what": "mixed"}}, "contradict: both set how teams behave"),
    "not for long": ({"enabler": {"from": 0.01, "until": 0.02}}, "next round of four weeks is that of year 0.07692"),
    "by date": ({"enabler": {"from": 0.95, "lasts": 0.04}}, "is that of year 1, and then it has ended; expected an"),
    "between weeks": (
        {"x": {"what": "beds.added", "dose": 0.1, "from": 0.02, "until": 0.03}},
        "the next week is that of year 0.03846, and then it has ended",
    ),
    "last days": ({"enabler": {"from": 1.95}}, "is that of year 2, and then the run is over; expected an earlier from"),
    "last week": ({"x": {"what": "beds.added", "dose": 0.1, "from": 1.99}}, "is that of year 2, and then the run is"),
    "waits too long": (
        {"enabler": {"begin_if": {"outcome": "delayed", "above": 3, "months": 24}}},
        "plan.enabler.begin_if.months = 24: the run ends after 2 years, so it never begins",
    ),
    "ends as it waits": (
        {"enabler": {"until": 0.4, "begin_if": {"outcome": "delayed", "above": 3, "months": 6}}},
        "is that of year 0.5385, and then it has ended",
    ),
    "who twice": ({"enabler": {"who": ["council", "acute"], "share": 0.5}}, "who means [council,acute] already"),
    "kind and share": ({"enabler": {"who": {"kind": "primary_care"}, "share": 0.5}}, "who means {kind:primary_care}"),
    "dose of a series": ({"beds": {"series": {"by": "week", "first": 0, "values": [5]}, "dose": 0.5}}, "as the series"),
    "one seat twice": (
        {"a": {**_CONTACT, "who": ["acute/chief"]}, "b": {**_CONTACT, "who": ["acute/finance", "acute/chief"]}},
        "'a' and 'b' contradict: both set participation.contact",
    ),
    "a seat and its team": (
        {"a": {**_CONTACT, "who": ["acute/chief"]}, "b": {**_CONTACT, "who": {"kind": "acute"}}},
        "'a' and 'b' contradict: both set participation.contact",
    ),
    "not a table": ({"enabler": 3}, "3"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_one_line_by_every_way_in(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    entries, message = REFUSED[name]
    plan = {key: dict(said) if isinstance(said, dict) else said for key, said in entries.items()}
    if name in CSV:
        (tmp_path / "series.csv").write_text(CSV[name])
        plan["demand"]["series"] = str(tmp_path / "series.csv")
    file = tmp_path / "plan.yaml"
    file.write_text(yaml.safe_dump(plan))
    for given in (plan, str(file)):
        with pytest.raises(InputError) as caught:
            scenario("years=2").with_plan(given)
        assert message in str(caught.value) and "\n" not in str(caught.value)
    words = [
        f"plan.{entry}.{key}={written(value)}" if isinstance(said, dict) else f"plan.{entry}={said}"
        for entry, said in plan.items()
        for key, value in (said.items() if isinstance(said, dict) else ((None, None),))
    ]
    for asked in (words, [f"plan=[{file}]"]):
        assert main(["compare", "years=2", *asked, f"results={tmp_path / 'results'}"]) == 2
        said = capsys.readouterr()
        assert said.out == "" and said.err.count("\n") == 1 and message in said.err
    assert not (tmp_path / "results").exists()


SAID_IN_PYTHON: dict[str, tuple[dict[str, Any], str]] = {
    "no number": ({"enabler": {"price": math.nan}}, "enabler.price = nan: must lie from 0 to 50"),
    "a number for a key": ({"enabler": {1: 2}}, "unknown key 'plan.enabler.1'"),
    "a table of numbers": ({"enabler": {"from": np.ones((2, 2))}}, "= array([[1., 1.], [1., 1.]]): expected one value"),
    "many numbers": ({"enabler": {"price": np.arange(99.0)}}, "…: expected a number from 0 to 50"),
    "many levels": (
        {"enabler": {"begin_if": {"outcome": "delayed", "above": np.ones((9, 9)), "months": 1}}},
        "…: expected a number from",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SAID_IN_PYTHON)
def test_what_python_alone_can_say_is_one_line_too(name: str) -> None:
    plan, message = SAID_IN_PYTHON[name]
    with pytest.raises(InputError) as caught:
        scenario("years=2").with_plan(plan)
    assert message in str(caught.value) and "\n" not in str(caught.value)


def test_a_price_that_is_no_number_and_a_key_that_is_no_word_are_refused_as_words_and_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text("enabler: {1: 2}\n")
    for words, message in (
        (["plan=[enabler]", "plan.enabler.price=nan"], "enabler.price = nan"),
        ([f"plan=[{tmp_path / 'plan.yaml'}]"], "unknown key 'plan.enabler.1'"),
    ):
        with pytest.raises(InputError, match=message):
            load_scenario(words)


def test_as_many_numbers_as_runs_are_asked_for_by_the_name_that_users_know() -> None:
    made = scenario("years=2").with_plan({"enabler": {"from": np.array([0.5, 1.0])}})
    with pytest.raises(InputError, match=r"plan.enabler.from: 2 values for 3 runs"):
        run_batch(made, [1, 2, 3])


def test_where_dates_differ_by_run_some_may_never_act() -> None:
    """As a point of a sweep may have no dose: it is the future without."""
    made = scenario("years=2").with_plan({"enabler": {"from": np.array([0.01, 0.5]), "until": np.array([0.02, 1.0])}})
    assert made.plan["enabler"].sort == "intervention"

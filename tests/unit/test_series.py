"""Series: demand, money, staff absence, beds and prices follow a CSV file, checked, and what lies beyond is said."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pytest

from sim.core.arithmetic import Array
from sim.core.parameters import InputError
from sim.model.ensemble import run_batch
from sim.plan.series import FOLLOWED
from sim.plan.words import sentences
from sim.scenario import Scenario, load_scenario
from sim.store import resolved, scenario_of
from sim.validation.runs import ALIKE
from sim.whatif.question import Question
from tests.whole import Runs, arrays_of, column, differing, scenario

MADE = ("years=2", "warm_up_years=2", ALIKE)
SHIFT = {"demand": 1.1, "nhs_money": 0.9, "social_care_money": 0.9, "staff_absence": 0.05, "beds": 500, "prices": 1.1}


def written(folder: Path, text: str) -> str:
    path = folder / "series.csv"
    path.write_text(text, encoding="utf-8")
    return str(path)


def followed(what: str, path: str, **more: object) -> Scenario:
    return scenario(*MADE).with_plan({what: {"series": path, **more}})


def test_a_value_holds_for_its_week_or_year_and_the_last_one_stays(tmp_path: Path) -> None:
    made = followed("demand", written(tmp_path, "year,value\n1,1.05\n2,1.2\n"))
    runs, plain = Runs(made, [3]).to(0), Runs(scenario(*MADE), [3]).to(0)
    for number, level in ((1, 1.05), (13, 1.05), (14, 1.2), (26, 1.2)):
        state = runs.to(number).state
        np.testing.assert_allclose(state.need[0], level * (1.0 + state.deterioration), rtol=0.02)
        assert np.isclose(state.need[6, 0] / runs.state.need[6, 0], 1.0)
    weekly = followed("beds", written(tmp_path, "week,value\n" + "".join(f"{w},{500 + w}\n" for w in range(40, 61))))
    runs = Runs(weekly, [3]).to(10)
    assert not differing(arrays_of(runs.state), arrays_of(plain.to(10).state)), "before it begins, nothing"
    held = {number: float(runs.to(number).state.beds[0] / plain.to(number).state.beds[0]) for number in (11, 15, 20)}
    assert held[11] == pytest.approx(543 / 520, rel=2e-3) and held[15] == pytest.approx(559 / 520, rel=2e-3)
    assert held[20] == pytest.approx(560 / 520, rel=2e-3), "after its end the last value stays"


def test_money_and_prices_follow_to_the_pound(tmp_path: Path) -> None:
    path = written(tmp_path, "year,value\n1,0.95\n2,0.9\n")
    runs = Runs(followed("nhs_money", path), [3])
    month0 = float(Runs(scenario(*MADE), [3]).to(0).state.nhs_funding[0])
    assert [round(float(runs.to(n).state.nhs_funding[0]) / month0, 12) for n in (1, 13, 14, 26)] == [
        0.95,
        0.95,
        0.9,
        0.9,
    ]
    dear = Runs(followed("prices", path), [3]).to(26).state
    np.testing.assert_allclose(dear.unit_cost, 0.9)


@cache
def plain() -> dict[str, Array]:
    """Return the outcomes where nothing follows a series, to be read alone."""
    return dict(run_batch(scenario(*MADE), [3, 4]).series)


@pytest.mark.parametrize("what", FOLLOWED)
def test_each_is_felt_in_outcomes_alone_and_in_a_batch(what: str, tmp_path: Path) -> None:
    made = followed(what, written(tmp_path, f"year,value\n1,{SHIFT[what]}\n"))
    batch = run_batch(made, [3, 4]).series
    assert differing(batch, plain())
    alone = run_batch(made, [4]).series
    assert all(np.array_equal(values[:, 0], batch[name][:, 1]) for name, values in alone.items())
    later = run_batch(followed(what, written(tmp_path, f"year,value\n1,{SHIFT[what]}\n"), **{"from": 1.0}), [3]).series
    before = {name: values[:13] for name, values in column(plain(), 0).items()}
    assert not differing({name: values[:13] for name, values in later.items()}, before)


FAULTS = {
    "gap": ("week,value\n0,1\n1,1\n3,1\n", "week 1 is followed by week 3; expected week 2, without a gap"),
    "twice": ("week,value\n0,1\n0,1.1\n", "week 0 stands there twice; expected one value a week"),
    "years": ("year,value\n1,1\n1,1\n", "year 1 stands there twice; expected one value a year"),
    "back": ("week,value\n1,1\n0,1\n", "week 1 is followed by week 0"),
    "before": ("year,value\n0,1\n", "year 0 lies before month 0; expected year 1 or later first"),
    "head": ("month,value\n0,1\n", "begins with 'month,value'; expected week,value or year,value"),
    "word": ("week,value\n0,much\n", "row 2 = '0,much': expected a whole number and a number"),
    "half": ("week,value\n0.5,1\n", "row 2 = '0.5,1': expected a whole number"),
    "nan": ("week,value\n0,nan\n", "row 2 = '0,nan': expected a whole number and a number"),
    "three": ("week,value\n0,1,2\n", "row 2 = '0,1,2'"),
    "empty": ("week,value\n", "0 rows; expected from 1 to 3,000"),
    "nothing": ("", "begins with ''"),
    "bound": ("week,value\n0,-1\n", "week 0: demand.level = -1.0: must lie from 0.1 to 10"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_faulty_file_is_refused_in_one_line(fault: str, tmp_path: Path) -> None:
    text, message = FAULTS[fault]
    with pytest.raises(InputError) as caught:
        followed("demand", written(tmp_path, text))
    assert message in str(caught.value) and "\n" not in str(caught.value) and "series.csv" in str(caught.value)


def test_what_cannot_follow_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, "week,value\n0,1\n")
    for words, message in (
        (["plan.enabler.series=x.csv"], "follow a series, and nothing else does"),
        (["plan.demand.from=1"], "follow a series"),
        ([f"plan.demand.series={path}", "plan.demand.who=acute"], "one for the whole place"),
        ([f"plan.demand.series={path}", "plan.x.what=demand.growth", "plan.x.dose=0.01"], "contradict"),
        (["plan.demand.series=nowhere.csv"], "nowhere.csv: no such file"),
    ):
        with pytest.raises(InputError) as caught:
            load_scenario([*MADE, *words])
        assert message in str(caught.value) and "\n" not in str(caught.value)
    with pytest.raises(InputError, match=r"^b\.plan\.demand\.series"):
        Question.read({"b": {"name": "B", "behaviour": "siloed", "plan": {"demand": {"series": path}}}})


def test_what_ran_holds_the_values_and_reports_say_what_lies_beyond(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text("demand: {series: series.csv}\n", encoding="utf-8")
    path = written(tmp_path, "year,value\n1,1\n2,1.1\n")
    made = load_scenario([*MADE, f"plan={tmp_path / 'plan.yaml'}"])
    assert made == followed("demand", path), "seen from the plan file"
    kept = resolved(made)
    Path(path).unlink()
    assert scenario_of(kept, made.place) == made, "from its own copy"
    (said,) = sentences(made.plan, made.place)
    assert "need for care (relative to month 0) as in the series of series.csv, year 1 to 2" in said
    assert "after that the last value, 1.1, stays" in said

"""Tables of a comparison by hand: which years and columns they have, and what each column holds."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from sim.analysis.paired import Comparison
from sim.behaviours import BEHAVIOURS
from sim.outcomes import OUTCOMES
from tests.unit.made_up import comparison

ROW = (
    "domain outcome label unit year base alternative median low high matters better same worse verdict "
    "unpaired_better unpaired_worse"
)


@pytest.mark.parametrize(("years", "shown"), [(1, [1]), (2, [1, 2]), (3, [1, 3]), (5, [1, 3, 5])])
def test_a_table_has_the_first_third_and_last_year_unless_others_are_asked_for(years: int, shown: list[int]) -> None:
    made = comparison(futures=2, years=years)
    table = made.table()
    assert list(table["year"]) == [year for year in shown for _ in OUTCOMES]
    assert list(table["outcome"]) == list(OUTCOMES) * len(shown) and made.years == years
    assert set(made.table([years])["year"]) == {years}


def test_a_row_holds_the_effect(tmp_path: Path) -> None:
    made = comparison({"days_at_home": np.array([-20.0, 0.0, 20.0, 40.0])}, futures=4)
    table = made.table([3])
    assert list(table.columns) == ROW.split()
    row = table.set_index("outcome").loc["days_at_home"]
    declared, effect = OUTCOMES["days_at_home"], made.effect("days_at_home", 3)
    assert (row["domain"], row["label"], row["unit"]) == (declared.domain, declared.label, declared.unit)
    assert (row["median"], row["low"], row["high"]) == pytest.approx((10.0, -17.0, 37.0))
    assert row["base"] == pytest.approx(362_000.0) and row["alternative"] == pytest.approx(362_010.0)
    assert (row["better"], row["same"], row["worse"], row["verdict"]) == (0.5, 0.25, 0.25, "open")
    # the base rises by some 2,400 from future to future: only against the last is the first below
    assert (row["unpaired_better"], row["unpaired_worse"]) == (0.75, 0.25)
    assert row["matters"] == 10.0 and effect.shares.better == 0.5
    assert made.to_csv(tmp_path / "table.csv", [3]).read_text(encoding="utf-8").count("\n") == len(OUTCOMES) + 1


def test_a_difference_is_the_alternative_less_the_base() -> None:
    made = comparison({"delayed": np.array([1.0, -2.0])}, futures=2)
    assert made.difference("delayed") == pytest.approx(np.tile([1.0, -2.0], (39, 1)))
    base, other = made.levels("delayed", 2)
    assert base == pytest.approx([79.2, 80.8]) and other == pytest.approx([80.2, 78.8])


def test_arms_are_called_by_their_own_names_or_their_behaviours() -> None:
    made = comparison(futures=2)
    assert made.called == (BEHAVIOURS["siloed"].label, BEHAVIOURS["collaborative"].label)
    assert Comparison(made.base, made.alternative, ("one", "other")).called == ("one", "other")
    assert repr(made) == "<Comparison of collaborative against siloed, 2 futures each, 3 years>"


def test_all_weeks_of_both_arms_are_told_apart_by_arm() -> None:
    frame = comparison({"delayed": 1.0}, futures=2, years=1).frame()
    assert list(frame.columns) == ["arm", "seed", "week", "outcome", "value"]
    stuck = frame[frame["outcome"] == "delayed"]
    base, other = (np.array(stuck[stuck["arm"] == arm]["value"]) for arm in ("base", "alternative"))
    assert len(base) == 26 and other == pytest.approx(base + 1.0)


def test_the_smallest_difference_goes_with_the_place() -> None:
    made = comparison(futures=2)
    name = next(one.name for one in OUTCOMES.values() if one.extensive)
    place = made.base.scenario.place
    half = replace(place, figures=replace(place.figures, population=place.figures.population / 2.0))
    base, other = (replace(arm, scenario=replace(arm.scenario, place=half)) for arm in (made.base, made.alternative))
    assert Comparison(base, other).judged(name).meaningful == pytest.approx(made.judged(name).meaningful / 2.0)

"""Tables that are kept, on runs of few numbers: which years, which weeks, which quantiles, whose row and whose mean."""

from __future__ import annotations

import numpy as np
import pytest

from sim.model.engine import world_of
from sim.model.ensemble import Batch, Ensemble
from sim.report.tables import channels_frame, effects_frame, organisations_frame, runs_frame, series_frame, years_kept
from sim.scenario import load_scenario
from tests.unit.made_up import comparison

ROUNDS = 26  # two years
ALONE, TOGETHER = (load_scenario([f"behaviour={name}", "years=2"]) for name in ("siloed", "collaborative"))


def arm(scenario: object, first: float, second: float) -> Ensemble:
    """Return two runs, of seeds 7 and 9, that stay at a level in the first year and at ten times it in the second."""
    year = np.where(np.arange(ROUNDS) < 13, 1.0, 10.0)[:, None]
    return Ensemble(scenario, (7, 9), {"delayed": year * np.array([first, second])})  # type: ignore[arg-type]


@pytest.mark.parametrize(("years", "kept"), [(1, [1]), (2, [1, 2]), (3, [1, 3]), (4, [1, 3, 4]), (10, [1, 3, 10])])
def test_one_three_and_the_last_year_are_kept(years: int, kept: list[int]) -> None:
    assert years_kept(years) == kept


def test_every_run_has_a_row_for_each_behaviour_and_year_kept() -> None:
    table = runs_frame([arm(ALONE, 1.0, 2.0), arm(TOGETHER, 3.0, 4.0)])
    assert list(table.columns) == ["behaviour", "outcome", "year", "seed", "value"]
    assert [tuple(row) for row in table.itertuples(index=False)] == [
        ("siloed", "delayed", 1, 7, 1.0),
        ("siloed", "delayed", 1, 9, 2.0),
        ("siloed", "delayed", 2, 7, 10.0),
        ("siloed", "delayed", 2, 9, 20.0),
        ("collaborative", "delayed", 1, 7, 3.0),
        ("collaborative", "delayed", 1, 9, 4.0),
        ("collaborative", "delayed", 2, 7, 30.0),
        ("collaborative", "delayed", 2, 9, 40.0),
    ]
    assert list(table.index) == list(range(8))


def test_quantiles_over_futures_stand_at_the_end_of_each_four_weeks() -> None:
    futures = np.tile(np.arange(101.0), (13, 1))  # the q-th of a hundred is q
    table = series_frame([Ensemble(ALONE, tuple(range(101)), {"delayed": futures})])
    assert list(table.columns) == [
        "behaviour", "outcome", "week", "p05", "p10", "p25", "p50", "p75", "p90", "p95",
    ]  # fmt: skip
    assert list(table["week"]) == [4 * (n + 1) for n in range(13)]
    assert list(table.iloc[0, 3:]) == pytest.approx([5.0, 10.0, 25.0, 50.0, 75.0, 90.0, 95.0])


def test_effects_say_first_which_base_and_which_alternative() -> None:
    table = effects_frame([comparison({"delayed": -20.0}), comparison(behaviours=("siloed", "mixed"))])
    assert list(table.columns[:2]) == ["base_behaviour", "alternative_behaviour"]
    assert list(dict.fromkeys(zip(table["base_behaviour"], table["alternative_behaviour"], strict=True))) == [
        ("siloed", "collaborative"),
        ("siloed", "mixed"),
    ]
    assert table.index.is_unique


def test_channels_have_a_row_each() -> None:
    gaps = {"mixed": {"delayed": {"all": -3.0}}, "collaborative": {"trust": {"all": 0.1, "acting together": 0.2}}}
    table = channels_frame("siloed", gaps, 8)
    assert [tuple(row) for row in table.itertuples(index=False)] == [
        ("siloed", "mixed", "delayed", "all", -3.0, 8),
        ("siloed", "collaborative", "trust", "all", 0.1, 8),
        ("siloed", "collaborative", "trust", "acting together", 0.2, 8),
    ]
    assert list(table.columns) == [
        "base_behaviour", "alternative_behaviour", "outcome", "channel", "contribution", "pairs",
    ]  # fmt: skip


def test_organisations_have_the_mean_of_each_year_in_each_run() -> None:
    keys = world_of(ALONE.acting.place).names["service"]
    year = np.where(np.arange(ROUNDS) < 13, 1.0, 10.0)[:, None, None]
    level = np.arange(1.0, len(keys) + 1.0)[:, None] + np.array([0.0, 0.5])  # of row and run
    first, second = (Batch({}, {"vacancy": scale * year * level}) for scale in (1.0, 2.0))
    table = organisations_frame([ALONE, TOGETHER], [first, second], (7, 9))
    assert len(table) == 2 * len(keys) * 2 * 2
    assert [tuple(row) for row in table.head(5).itertuples(index=False)] == [
        ("siloed", "vacancy", "service", keys[0], 1, 7, 1.0),
        ("siloed", "vacancy", "service", keys[0], 1, 9, 1.5),
        ("siloed", "vacancy", "service", keys[0], 2, 7, 10.0),
        ("siloed", "vacancy", "service", keys[0], 2, 9, 15.0),
        ("siloed", "vacancy", "service", keys[1], 1, 7, 2.0),
    ]
    last = table.iloc[-1]
    assert (last["behaviour"], last["name"], last["value"]) == ("collaborative", keys[-1], 20.0 * (len(keys) + 0.5))


def test_what_has_no_rows_of_its_own_is_refused() -> None:
    with pytest.raises(AssertionError):
        organisations_frame([ALONE], [Batch({}, {"waiting_list": np.ones((ROUNDS, 1, 1))})], (7,))

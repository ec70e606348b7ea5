"""Calibration to invented places: intervals hold the truth and ranks are flat, on a toy and as stored of the model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pytest

from sim.analysis.history import Worlds
from sim.core.arithmetic import Array
from sim.documentation.coverage_study import covered_sentence, section
from sim.unknowns import drawn
from sim.validation.coverage import PARTS, UNSEEN, Covered, covered, kept, rank

NAMES = ("trust.asymmetry", "decision.price", "turnover.pace")
POOL, ERRORS = np.arange(900), {"delayed at year 1": 4.0, "trust at year 1": 0.02}


def made_up(worlds: Worlds) -> dict[str, Array]:
    """Return what a toy gives: numbers, and dice of each world."""
    numbers, dice = drawn(list(map(int, worlds)), NAMES), np.random.default_rng(7).normal(size=(3, len(worlds)))
    one, two, _ = (values / values.mean() - 1.0 for values in numbers.values())
    return {
        "delayed at year 1": 60.0 + 25.0 * one + 2.0 * dice[0],
        "trust at year 1": 0.4 + 0.1 * two + 0.01 * dice[1],
        "delayed at year 3": 70.0 + 30.0 * one * (1.0 + two) + 4.0 * dice[2],
    }


@pytest.fixture(scope="module")
def found() -> Covered:
    return covered(made_up(POOL), POOL, NAMES, ERRORS, ["delayed at year 3"], 120, 200)


def test_on_a_toy_intervals_hold_the_truth_nine_times_of_ten_and_ranks_are_flat(found: Covered) -> None:
    assert found.calibrated >= 115 and found.counting > 20.0
    assert 0.83 < found.all_held < 0.96 and 0.85 < found.numbers < 0.95
    assert found.chance("delayed at year 3") > 0.001 and sum(found.fell["delayed at year 3"]) == found.calibrated
    assert found.sure > 60 and 0.82 < found.narrowed < 0.97


def test_ranks_that_pile_up_are_no_chance(found: Covered) -> None:
    piled: Mapping[str, list[int]] = {"delayed at year 3": [60, *[0] * (PARTS - 2), found.calibrated - 60]}
    worse = replace(found, fell=piled)
    assert worse.chance("delayed at year 3") < 1e-6 and "less even than chance" in covered_sentence(worse)
    values, alike = np.arange(4.0), np.full(4, 0.25)
    assert [rank(values, alike, x) for x in (-1.0, 0.5, 1.5, 2.5, 9.0)] == pytest.approx([0.1, 0.3, 0.5, 0.7, 0.9])


def test_of_the_model_what_is_stored_holds_between_85_and_95_in_100_and_the_page_says_it() -> None:
    stored = kept()
    assert stored.places >= 100 and set(stored.held) == {one.name for one in UNSEEN}
    assert 0.85 <= stored.all_held <= 0.95 and 0.85 <= stored.numbers <= 0.95 and 0.85 <= stored.narrowed <= 0.95
    assert all(0.85 <= share <= 0.95 for share in stored.held.values())
    assert all(stored.chance(name) > 0.05 / len(stored.fell) for name in stored.fell)
    assert covered_sentence(stored) in section().replace("\\", "")

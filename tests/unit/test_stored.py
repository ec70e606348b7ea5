"""A finished sweep as a study sees it: what varies, within which ranges, and the scenario of each arm."""

from __future__ import annotations

import numpy as np
import pytest

from sim.analysis.stored import _shared  # pyright: ignore[reportPrivateUsage]
from sim.core.parameters import InputError
from sim.scenario import declarations
from tests.unit.made_up_sweep import sweep

KEY = "demand.growth"
DECLARED = declarations()[KEY].plausible
TWO = {KEY: [0.02, 0.03], "behaviour": ["siloed", "collaborative"]}


def test_a_sweep_says_where_it_lies_and_how_it_was_made() -> None:
    made = sweep(TWO, replications=7, design="lhs")
    assert (made.name, made.replications, made.design) == ("sweep = made-up", 7, "lhs")


def test_behaviours_are_named_once_in_the_order_of_the_points() -> None:
    made = sweep({KEY: [0.0, 0.1, 0.2], "behaviour": ["siloed", "as_today", "siloed"]})
    assert made.behaviours == ("siloed", "as_today")
    assert sweep({KEY: [0.0]}, words=("behaviour=siloed",)).behaviours == ("siloed",)


def test_what_varies_besides_behaviours_are_the_other_columns() -> None:
    made = sweep({**TWO, "trust.asymmetry": [2.0, 3.0]})
    assert made.keys == made.numbers() == (KEY, "trust.asymmetry")


@pytest.mark.parametrize("key", ["pressure", "channels.pooling", "place.figures.beds"])
def test_worlds_that_differ_in_more_than_numbers_of_rules_are_refused(key: str) -> None:
    with pytest.raises(InputError, match=f"sweep = made-up: varies {key} as well"):
        sweep({**TWO, key: [1.0, 2.0]}).numbers()


def test_only_behaviours_make_one_world_and_are_refused() -> None:
    with pytest.raises(InputError, match="sweep = made-up: only behaviours differ"):
        sweep({"behaviour": ["siloed", "collaborative"]}).numbers()


@pytest.mark.parametrize("design", ["csv", "sobol"])  # one sorts before `factorial`, one after it
def test_the_range_is_that_of_the_design_from_its_first_value_to_its_last(design: str) -> None:
    made = sweep({KEY: [0.015, 0.025]}, design=design, vary={KEY: [0.01, 0.02, 0.04]})
    assert made.bounds([KEY]).tolist() == [[0.01, 0.04]]


def test_levels_of_a_factorial_are_no_range_so_the_declared_one_is_taken() -> None:
    made = sweep({KEY: [0.02, 0.03]}, design="factorial", vary={KEY: [0.02, 0.03]})
    assert DECLARED is not None and made.bounds([KEY]).tolist() == [list(DECLARED)]
    assert sweep({KEY: [0.02, 0.03]}).bounds([KEY]).tolist() == [list(DECLARED)]  # no range was given


def test_the_range_is_wide_enough_for_all_points() -> None:
    made = sweep({KEY: [0.3, -0.3, 0.0]}, vary={KEY: [0.01, 0.02]})
    assert made.bounds([KEY]).tolist() == [[-0.3, 0.3]]


def test_what_has_no_declared_range_has_that_of_its_points() -> None:
    made = sweep({"place.figures.beds": [500.0, 300.0, 400.0], KEY: [0.0, 0.01, 0.02]}, vary={KEY: [0.0, 0.02]})
    assert made.bounds(["place.figures.beds", KEY]).tolist() == [[300.0, 500.0], [0.0, 0.02]]
    assert made.bounds([KEY]).shape == (1, 2) and made.bounds([KEY]).dtype == np.float64


def test_an_arm_is_the_shared_scenario_with_its_own_behaviour() -> None:
    made = sweep(TWO, words=("years=3", "behaviour=siloed", "trust.asymmetry=3"))
    arm = made.scenario("collaborative")
    assert (arm.behaviour, arm.years, arm.parameters["trust"].asymmetry) == ("collaborative", 3, 3.0)
    assert made.scenario("siloed").behaviour == "siloed"


def test_only_words_that_make_a_scenario_are_shared_by_all_points() -> None:
    kept = ("years=2", "pressure=winter", "trust.asymmetry=3", "place.figures.beds=400", "behaviour=siloed")
    words = [*kept, "design=lhs", "replications=4", "points=8", "results=there", "executor=serial"]
    assert _shared(words) == kept

"""Month 0 is a steady state, and lies where England's figures put a place of 300,000 people."""

from __future__ import annotations

import numpy as np
import pytest

from tests.unit.care_harness import LEVEL, QUIET, Care

GROWING = {
    "spent",
    "balance",
    "nhs_treasury",
    "social_care_treasury",
    "external_funds",
    "programme_spent",
    "bypass_spent",
    "care_bill",  # counted from the first week
}
RANGES = {
    "attendances": (130e3 / 52, 140e3 / 52),
    "admissions": (31e3 / 52, 35e3 / 52),
    "beds": (500, 540),
    "occupancy": (0.91, 0.95),
    "beds_held": (55, 75),
    "four_hour": (0.70, 0.76),
    "waiting_list": (37e3, 41e3),
    "within_18_weeks": (0.55, 0.60),
    "clients_in_year": (4300, 4600),
    "social_care_spend": (135, 147),
    "nhs_spend": (840, 900),
}


def test_nothing_drifts_when_nothing_grows_and_luck_is_switched_off() -> None:
    care = Care({**QUIET, **LEVEL})
    before = care.state.copy()
    care.run(520)
    for variable in care.variables:
        if variable.name in GROWING | {"payment_live"}:
            continue
        old, new = getattr(before, variable.name), getattr(care.state, variable.name)
        np.testing.assert_allclose(new, old, rtol=1e-6, atol=1e-9, err_msg=variable.name)
    np.testing.assert_allclose(care.state.balance, 0.0, atol=1e-6)


@pytest.mark.parametrize("switched_off", [{}, {"fluctuation.place_spread": False}])
def test_month_0_lies_in_the_observed_ranges(switched_off: dict[str, object]) -> None:
    seen = Care({**LEVEL, **switched_off}, runs=64).settle(104).run(52, *RANGES)
    for name, (low, high) in RANGES.items():
        median = float(np.median(seen[name].mean(axis=0)))
        assert low <= median <= high, f"{name} {median}"


def test_start_gives_every_variable_its_full_shape_and_bounds() -> None:
    care = Care(runs=3)
    for variable in care.variables:
        value = getattr(care.state, variable.name)
        shape = (3,) if variable.entity == "place" else (care.world.size(variable.entity), 3)
        assert value.shape == shape and value.dtype == np.float64, variable.name
        assert (value >= variable.low).all() and (value <= variable.high).all(), variable.name


def test_place_spread_off_makes_places_alike_for_good() -> None:
    care = Care({"fluctuation.place_spread": False}, runs=4)
    assert (care.state.delay_place == 0.0).all() and (care.state.four_hour_place == 0.0).all()
    assert Care(runs=4).state.delay_place.std() > 0.1


def test_luck_has_a_mean_of_one() -> None:
    care = Care(LEVEL, runs=4000)
    seen = care.run(4, "delay_fluctuation", "bed_fluctuation", "admission_fluctuation")
    for name, tolerance in (("bed_fluctuation", 0.002), ("admission_fluctuation", 0.002)):
        assert abs(seen[name].mean() - 1.0) < tolerance, name
    assert np.abs(np.exp(seen["delay_fluctuation"]).mean(axis=(0, 2)) - 1.0).max() < 0.05

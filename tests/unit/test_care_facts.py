"""Known facts that the weekly layer alone must show; what is tuned to and what came out is said in each."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
import pytest

from sim.core.arithmetic import Array
from tests.unit.care_harness import LEVEL, Care

NAMES = (
    "attendances_65",
    "admissions_65",
    "admissions",
    "beds_held",
    "occupancy",
    "four_hour",
    "acute_share",
    "same_day",
)
CUT = 0.69 ** (1 / 8) - 1


@lru_cache(maxsize=16)
def _seen(
    weeks: int, settings: tuple[tuple[str, Any], ...], signals: tuple[tuple[str, float], ...] = ()
) -> dict[str, Array]:
    changed: dict[str, Any] = dict(signals)
    return Care(dict(settings), runs=64, **changed).settle(104).run(weeks, *NAMES)


def seen(weeks: int, settings: dict[str, Any], **signals: float) -> dict[str, Array]:
    return _seen(weeks, tuple(settings.items()), tuple(signals.items()))


def year(data: dict[str, Array], name: str, number: int) -> Array:
    return data[name][52 * (number - 1) : 52 * number].mean(axis=0)


def test_admissions_grow_by_a_tenth_in_five_years_where_nothing_changes() -> None:
    """Tuned to, by the share of a squeeze met at the threshold (Morciano 2021: +12%)."""
    data = seen(312, {})
    assert 0.095 <= year(data, "admissions", 6).mean() / year(data, "admissions", 1).mean() - 1 <= 0.14


def test_social_care_cuts_raise_visits_and_delays_and_not_admissions_of_older_people() -> None:
    """Crawford and others 2021: -31% in eight years. Visits and delays were tuned to; admissions came out."""
    base, cut = seen(416, LEVEL), seen(416, {**LEVEL, "funding.social_care_growth": CUT})

    def change(name: str) -> float:
        return float(year(cut, name, 8).mean() / year(base, name, 8).mean() - 1)

    assert 0.10 <= change("attendances_65") <= 0.25
    assert change("beds_held") >= 0.5
    assert abs(change("admissions_65")) <= 0.03


def test_more_care_home_places_shorten_delays() -> None:
    """Tuned to (Gaughan and others 2015), by the response of waits to load."""
    base, more = seen(156, LEVEL), seen(156, {**LEVEL, "social_care.care_home_beds_added": 0.10})
    assert -0.10 <= year(more, "beds_held", 3).mean() / year(base, "beds_held", 3).mean() - 1 <= -0.05


def test_four_hour_share_falls_with_occupancy_within_a_place() -> None:
    """Tuned to the slope within trusts."""
    data = seen(156, LEVEL)
    monthly = {name: data[name].reshape(39, 4, -1).mean(axis=1) for name in ("occupancy", "four_hour")}
    within = {name: value - value.mean(axis=0) for name, value in monthly.items()}
    slope = (within["occupancy"] * within["four_hour"]).sum() / (within["occupancy"] ** 2).sum()
    assert -0.7 <= slope <= -0.3


def test_halving_delays_hardly_moves_occupancy() -> None:
    """Came out: freed beds refill."""
    base, halved = seen(156, LEVEL), seen(156, LEVEL, handover=0.12, home_first=0.4)
    assert year(halved, "beds_held", 2).mean() / year(base, "beds_held", 2).mean() < 0.55
    assert 0 < year(base, "occupancy", 2).mean() - year(halved, "occupancy", 2).mean() < 0.03


def test_places_differ_and_stay_different() -> None:
    """Tuned to. Relationships add to the spread of same-day discharge, which is .07 at least in the joined model."""
    data = seen(156, LEVEL)
    first, second = year(data, "same_day", 1), year(data, "same_day", 2)
    assert 0.43 <= first.mean() <= 0.50 and 0.06 <= first.std() <= 0.13 and np.corrcoef(first, second)[0, 1] >= 0.8
    first, second = year(data, "four_hour", 1), year(data, "four_hour", 2)
    assert 0.03 <= first.std() <= 0.05 and 0.8 <= np.corrcoef(first, second)[0, 1] <= 0.92


@pytest.mark.parametrize(("share", "low", "high"), [(0.0, -1e-9, 1e-9), (0.4, 0.0005, 0.005), (0.8, 0.005, 0.009)])
def test_payment_by_activity_draws_money_into_the_hospital(share: float, low: float, high: float) -> None:
    """Tuned to under activity payment alone, by the drift of the hospital's unit costs."""
    data = seen(312, {"income.activity_share": share})
    drift = (year(data, "acute_share", 6).mean() - year(data, "acute_share", 1).mean()) / 5
    assert low <= drift <= high

"""Comparisons made up for tests of what is said: every number is chosen, nothing is run."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from sim.analysis.paired import Comparison
from sim.core.arithmetic import ROUNDS_PER_YEAR, Array
from sim.model.ensemble import Ensemble
from sim.outcomes import OUTCOMES
from sim.scenario import load_scenario

LEVELS = {
    "emergency_need": 34_000.0,
    "delayed": 80.0,
    "four_hour": 0.72,
    "waiting_list": 40_000.0,
    "unmet_need": 0.1,
    "days_at_home": 362_000.0,
    "care_bill": 330.0,
}
Shifts = Mapping[str, Any]


def comparison(
    shifts: Shifts | None = None,
    *,
    futures: int = 40,
    years: int = 3,
    behaviours: tuple[str, str] = ("siloed", "collaborative"),
    seeds: tuple[int, ...] | None = None,
    words: tuple[str, ...] = (),
) -> Comparison:
    """Return two arms that differ, from the first week, by a shift in each future (a number, or one a future)."""
    seeds = tuple(range(futures)) if seeds is None else seeds
    rounds = years * ROUNDS_PER_YEAR
    spread = np.linspace(-0.01, 0.01, futures)
    base = {name: np.tile(LEVELS.get(name, 0.5) * (1.0 + spread), (rounds, 1)) for name in OUTCOMES}
    other = {name: values + (shifts or {}).get(name, 0.0) for name, values in base.items()}
    first, second = (
        Ensemble(load_scenario([f"behaviour={name}", f"years={years}", *words]), seeds, series)
        for name, series in zip(behaviours, (base, other), strict=True)
    )
    return Comparison(first, second)


def some(size: float, share: float, futures: int = 40) -> Array:
    """Return a shift that happens in a share of the futures."""
    return np.where(np.arange(futures) < round(share * futures), size, 0.0)

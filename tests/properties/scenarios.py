"""Scenarios, drawn at random: any behaviour, pressure, switches and parameters, each within what is plausible."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from sim.behaviours import BEHAVIOURS
from sim.model.ensemble import LARGEST_BATCH
from sim.scenario import Scenario, declarations, options
from tests.whole import SWITCHES, scenario

PLAUSIBLE = {key: d.plausible for key, d in declarations().items() if d.plausible}
SEEDS = st.integers(0, 2**53)
MANY = (7, 64, 257, LARGEST_BATCH + 1)


def values_of(key: str) -> st.SearchStrategy[float]:
    """Return plausible values of a parameter, its ends and default among them."""
    low, high = PLAUSIBLE[key]
    return st.sampled_from((low, high, float(declarations()[key].default))) | st.floats(low, high)


@st.composite
def settings_of(draw: st.DrawFn, most: int = 6) -> dict[str, Any]:
    """Return some parameters with values."""
    keys = draw(st.lists(st.sampled_from(sorted(PLAUSIBLE)), max_size=most, unique=True))
    return {key: draw(values_of(key)) for key in keys}


@st.composite
def scenarios(draw: st.DrawFn) -> Scenario:
    """Return a scenario of one year after two of warm-up."""
    groups = (
        f"behaviour={draw(st.sampled_from(sorted(BEHAVIOURS)))}",
        f"pressure={draw(st.sampled_from(options('pressure')))}",
        f"place.figures.pooled_share={draw(st.sampled_from((0.0, 0.3, 1.0)))}",
        f"root_seed={draw(st.sampled_from((2026, 0, 2**31)))}",
    )
    switched = draw(st.lists(st.sampled_from(SWITCHES), max_size=3, unique=True))
    flipped = {key: not declarations()[key].default for key in switched}
    return scenario(*groups).varied(draw(settings_of()) | flipped)


def batches() -> st.SearchStrategy[list[int]]:
    """Return the replicates of a batch: a few in any order, or as many as a batch holds and more."""
    few = st.lists(SEEDS, min_size=1, max_size=6, unique=True)
    many = st.builds(lambda size, first: [*range(first + size - 1, first - 1, -1)], st.sampled_from(MANY), SEEDS)
    return few | few | many

"""The tables that are kept: tidy, sorted, one meaning a column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from sim.analysis.beside import beside
from sim.analysis.observed import Point
from sim.analysis.paired import Comparison
from sim.core.arithmetic import ROUNDS_PER_YEAR, WEEKS_PER_ROUND
from sim.model.engine import world_of
from sim.model.ensemble import Batch, Ensemble
from sim.outcomes import OUTCOMES
from sim.report.figures.channel_bars import Gaps
from sim.scenario import Scenario

if TYPE_CHECKING:
    import pandas as pd

QUANTILES = (0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95)


def years_kept(years: int) -> list[int]:
    """Return the years kept for every run: one, three and the last."""
    return sorted({1, min(3, years), years})


def runs_frame(arms: Sequence[Ensemble]) -> pd.DataFrame:
    """Return one row a behaviour, outcome, year and seed."""
    import pandas as pd

    parts = [
        pd.DataFrame(
            {
                "behaviour": arm.scenario.behaviour,
                "outcome": name,
                "year": year,
                "seed": arm.seeds,
                "value": arm.year(name, year),
            }
        )
        for arm in arms
        for name in arm.series
        for year in years_kept(arm.scenario.years)
    ]
    return pd.concat(parts, ignore_index=True)


def observed_frame(arms: Sequence[Ensemble], points: Sequence[Point]) -> pd.DataFrame:
    """Return one row a behaviour and point that was observed, with the band of futures beside it."""
    import pandas as pd

    rows = [
        {
            "behaviour": arm.scenario.behaviour,
            "outcome": one.point.outcome,
            "year": one.point.year,
            "observed": one.point.value,
            "error": one.point.error,
            "low": one.low,
            "middle": one.middle,
            "high": one.high,
            "inside": one.held,
        }
        for arm in arms
        for one in beside(arm.series, points)
    ]
    return pd.DataFrame(rows)


def series_frame(arms: Sequence[Ensemble]) -> pd.DataFrame:
    """Return quantiles over futures of every outcome, every four weeks."""
    import pandas as pd

    parts = []
    for arm in arms:
        for name, values in arm.series.items():
            weeks = (np.arange(values.shape[0]) + 1) * WEEKS_PER_ROUND
            columns = {f"p{round(100 * q):02d}": np.quantile(values, q, axis=1) for q in QUANTILES}
            parts.append(pd.DataFrame({"behaviour": arm.scenario.behaviour, "outcome": name, "week": weeks, **columns}))
    return pd.concat(parts, ignore_index=True)


def effects_frame(comparisons: Sequence[Comparison]) -> pd.DataFrame:
    """Return the paired effects of every alternative."""
    import pandas as pd

    parts = []
    for comparison in comparisons:
        table = comparison.table()
        table.insert(0, "alternative_behaviour", comparison.alternative.scenario.behaviour)
        table.insert(0, "base_behaviour", comparison.base.scenario.behaviour)
        parts.append(table)
    return pd.concat(parts, ignore_index=True)


def channels_frame(base: str, gaps: Mapping[str, Gaps], futures: int) -> pd.DataFrame:
    """Return what each channel adds to the gap of each outcome in the last year."""
    import pandas as pd

    rows = [
        {
            "base_behaviour": base,
            "alternative_behaviour": name,
            "outcome": outcome,
            "channel": channel,
            "contribution": float(value),
            "pairs": futures,
        }
        for name, found in gaps.items()
        for outcome, parts in found.items()
        for channel, value in parts.items()
    ]
    return pd.DataFrame(rows)


def organisations_frame(scenarios: Sequence[Scenario], batches: Sequence[Batch], seeds: Sequence[int]) -> pd.DataFrame:
    """Return yearly means of what is read for organisations, services, projects and groups of people."""
    import pandas as pd

    parts = []
    for scenario, batch in zip(scenarios, batches, strict=True):
        names = world_of(scenario.acting.place).names
        for outcome, values in batch.details.items():
            detail = OUTCOMES[outcome].detail
            assert detail is not None
            yearly = (
                np.ascontiguousarray(values).reshape(scenario.years, ROUNDS_PER_YEAR, *values.shape[1:]).mean(axis=1)
            )
            for row, key in enumerate(names[detail[0]]):
                columns = {
                    "behaviour": scenario.behaviour,
                    "outcome": outcome,
                    "entity": detail[0],
                    "name": key,
                    "year": np.repeat(np.arange(scenario.years) + 1, len(seeds)),
                    "seed": np.tile(seeds, scenario.years),
                    "value": yearly[:, row].ravel(),
                }
                parts.append(pd.DataFrame(columns))
    return pd.concat(parts, ignore_index=True)

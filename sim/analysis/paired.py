"""Paired effects: two arms on the same draws, with natural frequencies of differences that matter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.analysis.arms import Arms
from sim.analysis.effect import Effect
from sim.analysis.finding import Finding
from sim.analysis.pairing import check_scenarios
from sim.core.counts import so_many
from sim.core.given import of_kind
from sim.model.ensemble import run_arms
from sim.model.frames import write_csv
from sim.model.settings import asked
from sim.outcomes import OUTCOMES, Outcome
from sim.scenario import Scenario, drawing_alike

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, repr=False)
class Comparison(Arms):
    """Two arms on the same draws, with what there is to say of them.

    Attributes:
        base: what the alternative is compared with.
        alternative: the other arm.
        names: what readers call them; None for the names of their behaviours.
    """

    @cached_property
    def finding(self) -> Finding:
        """Return what there is to say of the last year, found once."""
        return Finding.of(self)

    def table(self, years: Sequence[int] | None = None) -> pd.DataFrame:
        """Return effects on all outcomes, one row an outcome and year."""
        import pandas as pd

        rows: list[dict[str, Any]] = []
        usual = sorted({1, min(3, self.years), self.years})
        for year in usual if years is None else of_kind("years", years, Iterable, "years, such as [1, 6]"):
            for name, declared in OUTCOMES.items():
                rows.append(_row(declared, self.effect(name, year)))
        return pd.DataFrame(rows)

    def frame(self) -> pd.DataFrame:
        """Return the tidy results of both arms: arm, seed, week, outcome, value."""
        import pandas as pd

        arms = {"base": self.base, "alternative": self.alternative}
        whole = pd.concat([one.frame().assign(arm=name) for name, one in arms.items()], ignore_index=True)
        return whole.reindex(columns=["arm", "seed", "week", "outcome", "value"])

    def to_csv(self, path: str | Path, years: Sequence[int] | None = None) -> Path:
        """Write `table(years)`, the effects on all outcomes, as a CSV file; return its path."""
        return write_csv(self.table(years), path)

    def __repr__(self) -> str:
        arms = " against ".join(one.scenario.behaviour for one in (self.alternative, self.base))
        return (
            f"<Comparison of {arms}, {so_many(len(self.base.seeds), 'futures')} each, {so_many(self.years, 'years')}>"
        )


def _row(declared: Outcome, effect: Effect) -> dict[str, Any]:
    """Return one row of a table of effects."""
    fields = ("year", "base", "alternative", "median", "low", "high", "matters", "better", "same", "worse", "verdict")
    return {
        **{"domain": declared.domain, "outcome": declared.name, "label": declared.label, "unit": declared.unit},
        **{name: getattr(effect, name) for name in fields},
        **{"unpaired_better": effect.unpaired.better, "unpaired_worse": effect.unpaired.worse},
    }


def compare(
    base: Scenario, alternative: Scenario, seeds: Iterable[int], *, workers: int = 1, details: bool = False
) -> Comparison:
    """Run two scenarios on the same draws and return their paired comparison."""
    base, alternative = drawing_alike([asked(base, "base"), asked(alternative, "alternative")])
    check_scenarios(base, alternative)
    first, second = run_arms([base, alternative], seeds, workers=workers, details=details)
    return Comparison(first, second)

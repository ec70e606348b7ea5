"""Facts tried under several sets of numbers at once: each set is some columns of the same runs.

Rule      A variant is numbers by name, the same in all its places; what a protocol sets itself stays as it is. Every
          arm is run once for all variants, on the same draws of places, and each variant is shown its own columns, so
          that a fact measures what it would if its variant were run alone.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from sim.core.arithmetic import Array
from sim.model.ensemble import LARGEST_BATCH, Ensemble, run_ensemble
from sim.scenario import Scenario, declarations
from sim.validation.runs import Read, Runs, walked

MOST_KEPT = 2.0e9
"""Bytes of runs that are kept for further facts."""


@dataclass(frozen=True, slots=True)
class Variant:
    """Numbers under which facts are tried.

    Attributes:
        name: what it is called.
        values: by dotted name; all else stands at its default.
    """

    name: str
    values: Mapping[str, float] = field(default_factory=dict)


def at_once(places: int) -> int:
    """Return how many variants to run at once, so that their runs fill a batch."""
    return max(1, LARGEST_BATCH // places)


class SideBySide(Runs):
    """Runs of all variants, kept until others need the room; `of` shows those of one.

    Args:
        variants: what is run side by side.
        places: of each variant.
    """

    def __init__(self, variants: Sequence[Variant], places: int) -> None:
        super().__init__(places)
        self.variants = tuple(variants)
        self._kept: OrderedDict[tuple[Any, ...], Ensemble | dict[str, Array]] = OrderedDict()

    def of(self, number: int) -> OneOfThem:
        """Return what a fact of one variant is tried on."""
        return OneOfThem(self, number)

    def whole_arm(self, overrides: Sequence[str], count: int) -> Ensemble:
        """Return the runs of a scenario under all variants, those of one after those of another."""
        key = (count, *overrides)
        if key not in self._kept:
            self._keep(key, run_ensemble(self.under_all(overrides, count), self._seeds(count)))
        found = self._kept[key]
        assert isinstance(found, Ensemble)
        self._kept.move_to_end(key)
        return found

    def whole_walk(
        self, reads: Mapping[str, Read], overrides: Sequence[str], count: int, held: Mapping[str, float]
    ) -> dict[str, Array]:
        """Return what is read off the state under all variants, runs along the last axis."""
        key = (count, *overrides, *reads, *held.items())
        if key not in self._kept:
            self._keep(key, walked(self.under_all(overrides, count), self._seeds(count), reads, held))
        found = self._kept[key]
        assert not isinstance(found, Ensemble)
        self._kept.move_to_end(key)
        return found

    def under_all(self, overrides: Sequence[str], count: int) -> Scenario:
        """Return a scenario with the numbers of each variant in its runs, but for what the protocol sets itself."""
        given = {word.partition("=")[0] for word in overrides}
        keys = dict.fromkeys(key for one in self.variants for key in one.values if key not in given)
        columns = {
            key: np.repeat([one.values.get(key, float(declarations()[key].default)) for one in self.variants], count)
            for key in keys
        }
        scenario = self._scenario(overrides)
        return scenario.varied(columns) if columns else scenario

    def _seeds(self, count: int) -> list[int]:
        return list(range(count)) * len(self.variants)

    def _keep(self, key: tuple[Any, ...], made: Ensemble | dict[str, Array]) -> None:
        self._kept[key] = made
        while len(self._kept) > 1 and sum(map(_size, self._kept.values())) > MOST_KEPT:
            self._kept.popitem(last=False)


def _size(made: Ensemble | dict[str, Array]) -> int:
    return sum(one.nbytes for one in (made.series if isinstance(made, Ensemble) else made).values())


class OneOfThem(Runs):
    """Runs of one variant, taken out of those of all."""

    def __init__(self, whole: SideBySide, number: int) -> None:
        super().__init__(whole.places)
        self.whole, self.number = whole, number

    def arm(self, *overrides: str, places: int | None = None) -> Ensemble:
        """Return the runs of a scenario."""
        count = self._count(places)
        whole, mine = self.whole.whole_arm(overrides, count), self._mine(count)
        series = {name: values[..., mine] for name, values in whole.series.items()}
        own = whole.scenario.of_runs(mine.start, mine.stop, len(whole.seeds))
        return Ensemble(own, whole.seeds[mine], series)

    def walk(
        self,
        reads: Mapping[str, Read],
        *overrides: str,
        places: int | None = None,
        channels: Mapping[str, float] | None = None,
    ) -> dict[str, Array]:
        """Return what is read off the state at the end of every round, shape (rounds, ..., R)."""
        count = self._count(places)
        found = self.whole.whole_walk(reads, overrides, count, channels or {})
        return {name: values[..., self._mine(count)] for name, values in found.items()}

    def _mine(self, count: int) -> slice:
        return slice(self.number * count, (self.number + 1) * count)

"""The plan of a sweep: its points, their replications, and chunks of a few seconds of work.

Every point runs the same replications 0, 1, 2, ...: common random numbers, so that points differ only by what varies.
What names a plan is the configuration, the points and the root seed; never code, executor, workers or size of chunks.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from sim.model.ensemble import LARGEST_BATCH
from sim.outcomes import OUTCOMES
from sim.scenario import Scenario
from sim.store import plan_hash, resolved
from sim.store.manifest import code_digest
from sim.store.plan import canonical
from sim.sweep.arms import Arm, arms_of, expanded
from sim.sweep.designs import Point
from sim.sweep.space import is_number

if TYPE_CHECKING:
    import pandas as pd

NEW_BATCH = 135  # runs that take as long as starting a batch does (measured: benchmarks/results.md)
Keep = Literal["runs", "series"]


@dataclass(frozen=True, eq=False)
class Study:
    """What every chunk needs to know: sent to each worker once.

    Attributes:
        digest: hash of the plan.
        code: hash of the code that runs it, which every chunk carries.
        arms: scenario of each place, behaviour and pressure that points name.
        outcomes: outcomes kept.
        years: years at which each run's outcomes are kept.
        keep: `runs`, or `series` to keep quantiles of every four weeks as well.
        folder: where chunks go.
    """

    digest: str
    code: str
    arms: Mapping[Arm, Scenario] = field(repr=False)
    outcomes: tuple[str, ...]
    years: tuple[int, ...]
    keep: Keep
    folder: str


@dataclass(frozen=True)
class Chunk:
    """Some points and some of their replications, run together.

    Attributes:
        number: its place in the plan.
        points: numbers of the points.
        values: what varies, a point each.
        first: first replication.
        last: one after the last.
    """

    number: int
    points: tuple[int, ...]
    values: tuple[Point, ...] = field(repr=False)
    first: int
    last: int

    @property
    def runs(self) -> int:
        """Runs in it."""
        return len(self.points) * (self.last - self.first)

    def identity(self, study: Study, part: str) -> bytes:
        """Return what this chunk is, and no other is: it goes into the hash in its file's name."""
        return canonical([study.digest, study.code, part, list(self.points), self.first, self.last])


@dataclass(frozen=True)
class SweepPlan:
    """A sweep as it was asked for.

    Attributes:
        base: the scenario that points differ from.
        words: overrides that make it.
        design: how the points were chosen, as plain data.
        points: what varies, one a point.
        replications: runs of each point.
        outcomes: outcomes kept.
        years: years kept.
        keep: whether quantiles of every four weeks are kept too.
        elicited: the file of what people say of what varies; empty where nobody was asked.
    """

    base: Scenario
    words: tuple[str, ...]
    design: Mapping[str, Any]
    points: Sequence[Point] = field(repr=False)
    replications: int
    outcomes: tuple[str, ...] = tuple(OUTCOMES)
    years: tuple[int, ...] = ()
    keep: Keep = "runs"
    elicited: str = field(default="", repr=False)

    @property
    def runs(self) -> int:
        """Runs in all."""
        return len(self.points) * self.replications

    @property
    def names(self) -> tuple[str, ...]:
        """What varies."""
        return tuple(self.points[0])

    @cached_property
    def arms(self) -> dict[Arm, Scenario]:
        """Scenario of each place, behaviour and pressure that points name."""
        return arms_of(self.base, self.words, self.points)

    @cached_property
    def config(self) -> dict[str, Any]:
        """Everything that names the plan, as plain data."""
        places = {arm[0]: scenario.place.digest for arm, scenario in self.arms.items()}
        rows = [
            [places[str(point[name])] if name == "place" else point[name] for name in self.names]
            for point in self.points
        ]
        vary = self.design.get("vary", {})
        named = {"place": [places[str(name)] for name in vary["place"]]} if "place" in vary else {}
        design = {**self.design, **({"vary": {**vary, **named}} if named else {})}
        return {
            "sweep": {
                **design,
                "replications": self.replications,
                "outcomes": list(self.outcomes),
                "at": list(self.years),
                "keep": self.keep,
                "points_sha256": hashlib.sha256(canonical([list(self.names), rows])).hexdigest(),
                **expanded(self.base, self.arms),
            },
            "scenario": resolved(self.base),
        }

    @cached_property
    def digest(self) -> str:
        """The hash that names it."""
        return plan_hash({"experiment": "sweep", **self.config})

    def study(self, folder: str) -> Study:
        """Return what workers need."""
        return Study(self.digest, code_digest(), self.arms, self.outcomes, self.years, self.keep, folder)

    def frame(self) -> pd.DataFrame:
        """Return the points as a table: number, and one column for each thing that varies."""
        import pandas as pd

        columns = {name: [point[name] for point in self.points] for name in self.names}
        return pd.DataFrame({"point": range(len(self.points)), **columns}).astype({"point": "int32"})

    def chunks(self, size: int = 0) -> list[Chunk]:
        """Cut the plan into chunks.

        Args:
            size: runs in a chunk; 0 for a few seconds of work, counting what it costs to start a batch.
        """
        whole = self.keep == "series"  # quantiles of a point need all its runs in one chunk
        order = sorted(range(len(self.points)), key=lambda k: (group_of(self.points[k]), k))
        made: list[tuple[tuple[int, ...], int, int]] = []
        most = size or LARGEST_BATCH
        if self.replications > most and not whole:
            made = [
                ((k,), first, min(first + most, self.replications))
                for k in order
                for first in range(0, self.replications, most)
            ]
        else:
            made = [(tuple(points), 0, self.replications) for points in self._packs(order, size)]
        return [
            Chunk(number, points, tuple(self.points[k] for k in points), first, last)
            for number, (points, first, last) in enumerate(made)
        ]

    def _packs(self, order: Sequence[int], size: int) -> Iterator[list[int]]:
        start = 0 if size else NEW_BATCH
        pack, weight, before = list[int](), 0, None
        for k in order:
            group = group_of(self.points[k])
            more = self.replications + (start if group != before or not pack else 0)
            if pack and weight + more > (size or LARGEST_BATCH) + start:
                yield pack
                pack, weight, more = [], 0, self.replications + start
            pack.append(k)
            weight, before = weight + more, group
        if pack:
            yield pack


def group_of(point: Point) -> tuple[tuple[str, str], ...]:
    """Return what keeps a point from sharing a batch: all that varies in it but numbers of rules."""
    return tuple((key, repr(value)) for key, value in point.items() if not is_number(key))

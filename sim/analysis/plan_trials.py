"""The trials of a search: plans run beside the base on a range of futures, each kept as soon as it has run."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import yaml

from sim.analysis.paired import Comparison
from sim.analysis.plan_choices import Choice, plan_of_choices
from sim.analysis.plan_search import Levels, Parts
from sim.analysis.portfolio import COSTS, gain
from sim.core.arithmetic import Array
from sim.model.ensemble import run_arms
from sim.scenario import Scenario
from sim.store.pieces import Pieces

_PACK = 12  # plans run before they are kept
Stage = Callable[[str, int], Callable[[int], None]]


class Trials:
    """Runs plans that are made of choices; a search that was stopped goes on with what it had.

    Attributes:
        base: carries on without a plan.
        choices: by name.
        futures: seeds of the futures that plans are tried on, in order.
        kept: where trials are kept.
        workers: processes.
        stage: begins a stage that is seen.
    """

    def __init__(
        self,
        base: Scenario,
        choices: Mapping[str, Choice],
        futures: Sequence[int],
        kept: Pieces | None,
        workers: int,
        stage: Stage,
    ) -> None:
        self.base, self.choices, self.futures = base, choices, tuple(futures)
        self.kept, self.workers, self.stage = kept, workers, stage
        self._have = kept.found() if kept else {}

    def scenario(self, parts: Parts) -> Scenario:
        """Return the base with the plan of some choices."""
        return self.base.with_plan(plan_of_choices(parts, self.choices))

    def __call__(self, plans: Sequence[Parts], some: range) -> Mapping[Parts, Levels]:
        """Return what each plan brings and takes in some of the futures, by their numbers in order."""
        seeds = self.futures[some.start : some.stop]
        found = {plan: self._have[name] for plan in plans if (name := _name(plan, some)) in self._have}
        waiting = [plan for plan in plans if plan not in found]
        tell = self.stage(f"Trying plans on futures {some.start + 1} to {some.stop}", len(plans))
        tell(len(found))
        for start in range(0, len(waiting), _PACK):
            pack = waiting[start : start + _PACK]
            base, *others = run_arms([self.base, *map(self.scenario, pack)], seeds, workers=self.workers)
            for plan, other in zip(pack, others, strict=True):
                found[plan] = levels_of(Comparison(base, other))
                if self.kept:
                    self.kept.keep(_name(plan, some), found[plan])
            tell(len(pack))
        return found


def levels_of(comparison: Comparison) -> dict[str, Array]:
    """Return what an alternative brings and takes in each future."""
    taken = {key: comparison.difference(name).mean(axis=0) for key, name in COSTS.items()}
    return {"gain": gain(comparison), **{key: np.asarray(values) for key, values in taken.items()}}


def written_plan(scenario: Scenario) -> str:
    """Return the plan of a scenario as a plan file."""
    entries = dict[str, dict[str, object]]()
    for name, given in scenario.plan.plain.items():
        numbers = scenario.parameters.get(str(given["what"]))
        own = {key: getattr(numbers, key) for key in numbers.__dataclass_fields__} if numbers is not None else {}
        entries[name] = {**given, **own}
    return yaml.safe_dump(entries, sort_keys=False)


def _name(plan: Parts, some: range) -> str:
    return f"{some.start}-{some.stop}/{'+'.join(plan)}"

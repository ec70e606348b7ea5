"""A rival theory tuned to the same month 0: numbers moved by a step in every world until means are as they were.

Rule      Trust between partners is kept by one number, mostly `promises.reliability`, and joint projects in place by a
          number of `projects` where a theory's file names one; the two are tuned one after the other, a few times.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from sim.model.batch import run_batch
from sim.model.engine import world_of
from sim.outcomes import OUTCOMES
from sim.plan import Plan
from sim.scenario import Scenario, declarations
from sim.store.pieces import Pieces
from sim.theories import PROJECTS, TRUST, Theory, kept_by

CLOSE = {TRUST: 0.002, PROJECTS: 0.1}
"""How close means at month 0 come to those of the usual rules: a tenth and a fifth of the smallest that matters."""
PASSES = 3
"""How often numbers are tuned one after the other, where there are two."""
MOST = 10.0
"""Where the search for a tuned number ends, if its limits are further."""
FINE = 2e-4
"""How exactly a step is found."""


class AtMonth0(NamedTuple):
    """What two means over worlds are at month 0."""

    trust: float
    projects: float


def under(scenario: Scenario, theory: Theory, steps: Mapping[str, float]) -> Scenario:
    """Return a scenario under a theory, with its tuned numbers moved by a step in every future."""
    made = scenario.varied(dict(theory.dials)) if theory.dials else scenario
    moved = tuple((key, step) for key, step in steps.items() if step)
    return made.moved(moved) if moved else made


def at_month_0(scenario: Scenario, seeds: Sequence[int]) -> AtMonth0:
    """Return means at month 0 in some worlds: every arm of a place settles there as today, whatever comes after."""
    short = replace(scenario, years=1, plan=Plan())
    state = run_batch(short, seeds, snapshots=(0,), outcomes=("trust",)).snapshots[0]
    world = world_of(short.acting.place)
    return AtMonth0(*(float(OUTCOMES[name].read(state, world).mean()) for name in AtMonth0._fields))


def step_to(number: str, now: float, common: float, level: Callable[[float], float]) -> float:
    """Return the step of a number at which month 0 comes to a common level, or nearest to it.

    Args:
        number: what is moved, by dotted name.
        now: the step that it has, kept if it does.
        common: what the level is under the usual rules.
        level: gives what the number keeps, at a step.
    """
    from scipy.optimize import brentq

    if abs(level(now) - common) <= CLOSE[kept_by(number)]:
        return now
    declared = declarations()[number]
    ends = [limit - float(declared.default) for limit in (declared.limits[0], min(declared.limits[1], MOST))]
    apart = [level(end) - common for end in ends]
    if np.sign(apart[0]) == np.sign(apart[1]):
        return min(zip(ends, apart, strict=True), key=lambda one: abs(one[1]))[0]
    return round(float(brentq(lambda step: level(step) - common, *ends, xtol=FINE)), 4)  # type: ignore[arg-type]


def tuned(theory: Theory, common: AtMonth0, at: Callable[[Mapping[str, float]], AtMonth0]) -> dict[str, float]:
    """Return the steps at which a theory comes to the usual month 0, or nearest to it: nothing where it is there.

    Args:
        theory: with the steps that its file says, which are kept if they do.
        common: month 0 under the usual rules.
        at: gives month 0 at some steps.
    """

    def there(steps: Mapping[str, float]) -> bool:
        found = at(steps)
        kept = {kept_by(number) for number in theory.tuned}
        return all(abs(getattr(found, name) - getattr(common, name)) <= CLOSE[name] for name in kept)

    for steps in ({}, dict(theory.steps)):
        if there(steps):
            return steps
    steps = dict.fromkeys(theory.tuned, 0.0)
    for _ in range(PASSES):
        for number in theory.tuned:
            name = kept_by(number)

            def level(step: float, number: str = number, name: str = name) -> float:
                return float(getattr(at({**steps, number: step}), name))

            steps[number] = step_to(number, steps[number], getattr(common, name), level)
        if there(steps):
            break
    return {number: step for number, step in steps.items() if step}


class Tuned(NamedTuple):
    """Steps of a theory, with month 0 before and after them."""

    steps: dict[str, float]
    before: AtMonth0
    after: AtMonth0


def fitted(base: Scenario, seeds: Sequence[int], theory: Theory, common: AtMonth0, kept: Pieces | None) -> Tuned:
    """Tune a theory; what is found is kept as soon as it is found."""
    name = f"tuned {theory}"
    if kept and name in (have := kept.found()):
        piece = {key: values.tolist() for key, values in have[name].items()}
        before, after = (AtMonth0(*piece.pop(one)) for one in ("before", "after"))
        return Tuned({key: step for key, (step,) in piece.items()}, before, after)
    tried: dict[tuple[tuple[str, float], ...], AtMonth0] = {}

    def at(steps: Mapping[str, float]) -> AtMonth0:
        key = tuple((number, step) for number, step in steps.items() if step)
        if key not in tried:
            tried[key] = at_month_0(under(base, theory, steps), seeds)
        return tried[key]

    steps = tuned(theory, common, at)
    if kept:
        moved = {key: np.array([step]) for key, step in steps.items()}
        kept.keep(name, {"before": np.array(at({})), "after": np.array(at(steps)), **moved})
    return Tuned(steps, at({}), at(steps))


def kept_month_0(scenario: Scenario, seeds: Sequence[int], kept: Pieces | None) -> AtMonth0:
    """Return means at month 0 under the usual rules, kept as soon as they are found."""
    name = "month 0"
    if kept and name in (have := kept.found()):
        return AtMonth0(*have[name]["means"].tolist())
    found = at_month_0(scenario, seeds)
    if kept:
        kept.keep(name, {"means": np.array(found)})
    return found

"""Whether headlines hold under rival theories, each tuned anew to the same trust at month 0.

Rule      Each theory (`sim.theories`) sets its dials, which no world then draws. Where that moves mean trust at month
          0, its tuned number is moved by the same step in every world, until mean trust is that of the usual rules: by
          the step that its file says, where that does it here, else by one found anew. Then the two arms are run in
          the same worlds, on the same draws, and every headline outcome is judged.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any, NamedTuple

import numpy as np

from sim.analysis.effect import Effect, Verdict
from sim.analysis.headline import HEADLINE
from sim.analysis.kept_arms import Levels, run_kept
from sim.model.batch import run_batch
from sim.model.engine import world_of
from sim.outcomes import OUTCOMES
from sim.plan import Plan
from sim.scenario import Scenario, declarations
from sim.store.pieces import Pieces
from sim.theories import Theory

TUNED_IN = 64
"""Most worlds in which trust at month 0 is tuned: the first of those that are run."""
CLOSE = 0.002
"""How close trust at month 0 comes to that of the usual rules: a tenth of the smallest difference that matters."""
FINE = 2e-4
"""How exactly a step is found."""
Progress = Callable[[int], None]


class AtMonth0(NamedTuple):
    """What two means over worlds are at month 0."""

    trust: float
    projects: float


@dataclass(frozen=True, slots=True)
class UnderTheory:
    """What comes out under one theory.

    Attributes:
        family: what it is a rule of.
        name: name of its file.
        label: what readers call it.
        dials: what it sets, by dotted name.
        tuned: the number that is moved, by dotted name.
        step: by how much, in every world.
        untuned: mean trust between partners at month 0 before that.
        trust: the same after it.
        projects: mean number of joint projects adopted at month 0, after it.
        medians: headline outcome to the median difference in the last year.
        verdicts: headline outcome to how it is judged.
    """

    family: str
    name: str
    label: str
    dials: dict[str, float]
    tuned: str
    step: float
    untuned: float
    trust: float
    projects: float
    medians: dict[str, float]
    verdicts: dict[str, Verdict]

    @property
    def usual(self) -> bool:
        """Whether it is the usual rule."""
        return not self.dials

    @property
    def moved_to(self) -> float:
        """Return where the tuned number stands where it would by default."""
        declared = declarations()[self.tuned]
        return float(np.clip(float(declared.default) + self.step, *declared.limits))

    @property
    def plausible(self) -> bool:
        """Whether that is within the range held plausible."""
        low, high = declarations()[self.tuned].plausible or declarations()[self.tuned].limits
        return low <= self.moved_to <= high


@dataclass(frozen=True)
class Robust:
    """What was found.

    Attributes:
        place: short name of the place.
        label: its name in plain English.
        digest: the hash of all that its file says.
        pressure: what it faced.
        behaviours: the base and the alternative.
        futures: pairs of futures under each theory.
        tuned_in: worlds in which trust at month 0 was tuned.
        unknowns: how many numbers that nobody knows each future draws under the usual rules.
        years: years of a run; the last is judged.
        root_seed: the draws of the study.
        theories: what comes out under each, family by family, the usual rule first.
    """

    place: str
    label: str
    digest: str
    pressure: str
    behaviours: tuple[str, ...]
    futures: int
    tuned_in: int
    unknowns: int
    years: int
    root_seed: int
    theories: tuple[UnderTheory, ...] = field(repr=False)

    @property
    def usual(self) -> UnderTheory:
        """What comes out under the usual rules."""
        return self.theories[0]

    @property
    def rivals(self) -> list[UnderTheory]:
        """What comes out under each theory but the usual rules."""
        return [one for one in self.theories if not one.usual]

    @property
    def families(self) -> tuple[str, ...]:
        """Families of which a rival was tried, in their order."""
        return tuple(dict.fromkeys(one.family for one in self.theories))

    @property
    def plain(self) -> dict[str, Any]:
        """Return it as plain data."""
        return asdict(self)

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Robust:
        """Return it from plain data."""
        theories = tuple(UnderTheory(**one) for one in data["theories"])
        return cls(**{**data, "behaviours": tuple(data["behaviours"]), "theories": theories})


def under(scenario: Scenario, theory: Theory, step: float) -> Scenario:
    """Return a scenario under a theory, with its tuned number moved by a step in every future."""
    made = scenario.varied(dict(theory.dials)) if theory.dials else scenario
    return made.moved(((theory.tuned, step),)) if step else made


def at_month_0(scenario: Scenario, seeds: Sequence[int]) -> AtMonth0:
    """Return means at month 0 in some worlds: every arm of a place settles there as today, whatever comes after."""
    short = replace(scenario, years=1, plan=Plan())
    state = run_batch(short, seeds, snapshots=(0,), outcomes=("trust",)).snapshots[0]
    world = world_of(short.acting.place)
    return AtMonth0(*(float(OUTCOMES[name].read(state, world).mean()) for name in AtMonth0._fields))


def step_to(common: float, theory: Theory, trust: Callable[[float], float]) -> float:
    """Return the step at which a theory comes to the common trust at month 0, or nearest to it.

    Args:
        common: trust under the usual rules.
        theory: with the step that its file says.
        trust: gives trust at a step.
    """
    from scipy.optimize import brentq

    for step in dict.fromkeys((0.0, theory.step)):
        if abs(trust(step) - common) <= CLOSE:
            return step
    declared = declarations()[theory.tuned]
    ends = [limit - float(declared.default) for limit in declared.limits]
    apart = [trust(end) - common for end in ends]
    if np.sign(apart[0]) == np.sign(apart[1]):
        return min(zip(ends, apart, strict=True), key=lambda one: abs(one[1]))[0]
    return round(float(brentq(lambda step: trust(step) - common, *ends, xtol=FINE)), 4)  # type: ignore[arg-type]


def study(
    scenarios: Sequence[Scenario],
    seeds: Sequence[int],
    theories: Sequence[Theory],
    *,
    kept: Pieces | None = None,
    workers: int = 1,
    progress: Progress | None = None,
) -> Robust:
    """Tune each theory and judge two arms under it.

    Args:
        scenarios: the base, then the alternative.
        seeds: replicates, the same under every theory.
        theories: those to try, and the usual rule of each of their families.
        kept: where what is done is kept as it finishes.
        workers: processes.
        progress: called with the number of arms just finished.
    """
    base, some = scenarios[0], tuple(seeds[:TUNED_IN])
    month_0 = _kept_month_0(base, some, kept)
    usual = (0.0, month_0.trust, month_0)
    tuned = {one: usual if one.usual else _tuned(base, some, one, month_0.trust, kept) for one in theories}
    arms: dict[str, Scenario] = {}
    for one, (step, *_) in tuned.items():
        arms |= {_name(one, step, arm): under(arm, one, step) for arm in scenarios}
    levels = run_kept(arms, seeds, HEADLINE, kept=kept, workers=workers, progress=progress)
    place = base.place
    return Robust(
        place=place.name,
        label=place.label,
        digest=place.digest,
        pressure=base.pressure,
        behaviours=tuple(one.behaviour for one in scenarios),
        futures=len(seeds),
        tuned_in=len(some),
        unknowns=len(base.unknowns),
        years=base.years,
        root_seed=base.root_seed,
        theories=tuple(_found(scenarios, levels, one, *tuned[one]) for one in theories),
    )


def count(theories: Sequence[Theory]) -> int:
    """Return how many arms are run."""
    return 2 * (1 + sum(not one.usual for one in theories))


def _kept_month_0(scenario: Scenario, seeds: Sequence[int], kept: Pieces | None) -> AtMonth0:
    """Return means at month 0 under the usual rules, kept as soon as they are found."""
    name = "month 0"
    if kept and name in (have := kept.found()):
        return AtMonth0(*have[name]["means"].tolist())
    found = at_month_0(scenario, seeds)
    if kept:
        kept.keep(name, {"means": np.array(found)})
    return found


def _tuned(
    base: Scenario, seeds: Sequence[int], theory: Theory, common: float, kept: Pieces | None
) -> tuple[float, float, AtMonth0]:
    """Return a theory's step, trust before it, and what month 0 is after it; kept as soon as it is found."""
    name = f"tuned {theory}"
    if kept and name in (have := kept.found()):
        step, untuned, *rest = have[name]["found"].tolist()
        return step, untuned, AtMonth0(*rest)
    tried: dict[float, AtMonth0] = {}

    def trust(step: float) -> float:
        if step not in tried:
            tried[step] = at_month_0(under(base, theory, step), seeds)
        return tried[step].trust

    step, untuned = step_to(common, theory, trust), trust(0.0)
    trust(step)
    if kept:
        kept.keep(name, {"found": np.array([step, untuned, *tried[step]])})
    return step, untuned, tried[step]


def _name(theory: Theory, step: float, arm: Scenario) -> str:
    """Return the name of an arm: the usual rules are the same in each family."""
    return f"{theory.dials} {theory.tuned} {step} {arm.behaviour}"


def _found(
    scenarios: Sequence[Scenario],
    levels: Mapping[str, Levels],
    theory: Theory,
    step: float,
    untuned: float,
    month_0: AtMonth0,
) -> UnderTheory:
    """Judge every headline outcome under a theory."""
    before, after = (levels[_name(theory, step, arm)] for arm in scenarios)
    place, years = scenarios[0].place, scenarios[0].years
    effects = {name: Effect.of(OUTCOMES[name].in_place(place), years, before[name], after[name]) for name in HEADLINE}
    return UnderTheory(
        family=theory.family,
        name=theory.name,
        label=theory.label,
        dials=dict(theory.dials),
        tuned=theory.tuned,
        step=step,
        untuned=untuned,
        trust=month_0.trust,
        projects=month_0.projects,
        medians={name: effect.median for name, effect in effects.items()},
        verdicts={name: effect.verdict for name, effect in effects.items()},
    )

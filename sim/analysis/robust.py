"""Whether headlines hold under rival theories, each tuned anew to the same trust at month 0.

Rule      Each theory (`sim.theories`) sets its dials, which no world then draws. Where that moves mean trust at month
          0, a number is moved by the same step in every world, until mean trust is that of the usual rules: by the step
          that its file says, where that does it here, else by one found anew (`tuned`). Then the two arms are run in
          the same worlds, on the same draws, and every headline outcome is judged.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np

from sim.analysis.effect import Effect, Verdict
from sim.analysis.headline import HEADLINE
from sim.analysis.kept_arms import Levels, run_kept
from sim.analysis.tuned import Tuned, fitted, kept_month_0, under
from sim.outcomes import OUTCOMES
from sim.scenario import Scenario, declarations
from sim.store.pieces import Pieces
from sim.theories import Theory, moved_to

TUNED_IN = 64
"""Most worlds in which month 0 is tuned: the first of those that are run."""
Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class UnderTheory:
    """What comes out under one theory.

    Attributes:
        family: what it is a rule of.
        name: name of its file.
        label: what readers call it.
        dials: what it sets, by dotted name.
        steps: numbers that are moved, by dotted name, each by how much in every world.
        untuned: mean trust between partners at month 0 before that.
        trust: the same after it.
        projects_untuned: mean number of joint projects adopted at month 0 before it.
        projects: the same after it.
        medians: headline outcome to the median difference in the last year.
        verdicts: headline outcome to how it is judged.
    """

    family: str
    name: str
    label: str
    dials: dict[str, float]
    steps: dict[str, float]
    untuned: float
    trust: float
    projects_untuned: float
    projects: float
    medians: dict[str, float]
    verdicts: dict[str, Verdict]

    @property
    def usual(self) -> bool:
        """Whether it is the usual rule."""
        return not self.dials

    @property
    def implausible(self) -> list[str]:
        """Return the numbers that would by default stand outside the range held plausible."""
        ranges = {key: declarations()[key].plausible or declarations()[key].limits for key in self.steps}
        return [key for key, (low, high) in ranges.items() if not low <= moved_to(key, self.steps[key]) <= high]


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
        smallest: headline outcome to the smallest difference in it that matters.
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
    smallest: dict[str, float]
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
    month_0 = kept_month_0(base, some, kept)
    usual = Tuned({}, month_0, month_0)
    found = {one: usual if one.usual else fitted(base, some, one, month_0, kept) for one in theories}
    arms: dict[str, Scenario] = {}
    for one, (steps, *_) in found.items():
        arms |= {_name(one, steps, arm): under(arm, one, steps) for arm in scenarios}
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
        smallest=_smallest(base, levels[_name(theories[0], {}, base)]),
        theories=tuple(_found(scenarios, levels, one, found[one]) for one in theories),
    )


def _smallest(base: Scenario, levels: Levels) -> dict[str, float]:
    """Return the smallest difference that matters in each headline outcome, where its level is that of the base."""
    return {
        name: float(OUTCOMES[name].in_place(base.place).matters(float(np.median(levels[name])))) for name in HEADLINE
    }


def count(theories: Sequence[Theory]) -> int:
    """Return how many arms are run."""
    return 2 * (1 + sum(not one.usual for one in theories))


def _name(theory: Theory, steps: Mapping[str, float], arm: Scenario) -> str:
    """Return the name of an arm: the usual rules are the same in each family."""
    return f"{theory.dials} {dict(steps)} {arm.behaviour}"


def _found(
    scenarios: Sequence[Scenario],
    levels: Mapping[str, Levels],
    theory: Theory,
    moved: Tuned,
) -> UnderTheory:
    """Judge every headline outcome under a theory."""
    before, after = (levels[_name(theory, moved.steps, arm)] for arm in scenarios)
    place, years = scenarios[0].place, scenarios[0].years
    effects = {name: Effect.of(OUTCOMES[name].in_place(place), years, before[name], after[name]) for name in HEADLINE}
    return UnderTheory(
        family=theory.family,
        name=theory.name,
        label=theory.label,
        dials=dict(theory.dials),
        steps=moved.steps,
        untuned=moved.before.trust,
        trust=moved.after.trust,
        projects_untuned=moved.before.projects,
        projects=moved.after.projects,
        medians={name: effect.median for name, effect in effects.items()},
        verdicts={name: effect.verdict for name, effect in effects.items()},
    )

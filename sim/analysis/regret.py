"""Regret: which behaviour is the safest bet when nobody knows which world it is, and chance apart from that.

Rule      Regret of a behaviour is how much worse it turns out than the best one in the same world. What is not known
          about the world and chance are kept apart: first every behaviour is averaged over the futures of each world,
          and the regret of these averages is looked at over worlds: the worst, that of the chosen percentile, the mean.
          The safest bet is the one whose worst regret is smallest. Then the regret of single futures is split into
          what differs between worlds and what chance does within a world. A behaviour is good enough in a
          future if it is not meaningfully worse than the first, or reaches a stated threshold.
          For people, one behaviour is compared with another as everywhere: the headline outcomes that it makes
          meaningfully better less those it makes worse, as a share of all; every behaviour with every other, so that
          regret does not hang on which of them is the base.
Formula   better[a, b] = how much better a is than b, in one future;  regret[b] = max over a of mean over chance of
          better[a, b];  Var = Var over worlds of the mean over chance + mean over worlds of Var over chance, where the
          first is less by what chance leaves in the means of few futures
Source    [savage1951]
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from sim.analysis.futures import Futures
from sim.analysis.headline import HEADLINE
from sim.analysis.measures import PEOPLE, Measure, measure
from sim.analysis.redraws import redrawn
from sim.core.arithmetic import Array
from sim.core.parameters import InputError

REDRAWS = 200
_NOTHING, _CLOSE = 1e-12, 1e-9


@dataclass(frozen=True, slots=True)
class Regret:
    """What a behaviour risks.

    Attributes:
        behaviour: its name.
        worst: largest regret over worlds, chance averaged out, in the measure's unit.
        high: regret not exceeded in the chosen percentile of worlds.
        mean: mean over worlds.
        best: share of worlds in which no other behaviour is better.
        single: mean regret of single futures, chance and all: what knowing world and chance beforehand would save.
        deviation: standard deviation of it within a world, which chance makes.
        between: share of its variance that lies between worlds; NaN where it never varies.
        within: share that lies within a world.
        enough: share of futures in which it is good enough.
        enough_worlds: share of worlds in which it is, chance averaged out.
        reached: level that it reaches or betters in the chosen percentile of worlds, chance averaged out.
        safest: share of redraws of the futures, widened where they are few, in which its worst regret is the smallest.
    """

    behaviour: str
    worst: float
    high: float
    mean: float
    best: float
    single: float
    deviation: float
    between: float
    within: float
    enough: float
    enough_worlds: float
    reached: float
    safest: float


@dataclass(frozen=True)
class Regrets:
    """The study's answer.

    Attributes:
        judged_by: the measure.
        each: futures of each world.
        rows: one a behaviour, the smallest worst regret first.
        worlds: regret of chance-averaged levels by behaviour, shape (P,), in the same order.
        levels: chance-averaged levels, shape (P,), in the same order; for people against the first behaviour.
    """

    judged_by: Measure
    each: int
    rows: tuple[Regret, ...]
    worlds: dict[str, Array] = field(repr=False)
    levels: dict[str, Array] = field(repr=False)


def parts(judged_by: Measure) -> list[Measure]:
    """Return what has to be run to judge by a measure: for people the headline outcomes, each in every arm."""
    return [measure(name) for name in HEADLINE] if judged_by.name == PEOPLE else [judged_by]


def advantage(futures: Futures, judged_by: Measure) -> Array:
    """Return how much better arm a is than arm b in each future, shape (a, b, P, R)."""
    needed, total = parts(judged_by), np.zeros(())
    for one in needed:
        levels = futures.values[one.name]
        if not np.isfinite(levels).all():
            raise InputError(f"{one.name}: not a number in some futures, so there is no regret to find")
        total = total + np.array([[_better(one, judged_by, b, a) for b in levels] for a in levels])
    return total / len(needed)


def _better(one: Measure, judged_by: Measure, base: Array, arm: Array) -> Array:
    return one.noticed(base, arm) if judged_by.name == PEOPLE else one.gain(arm - base)


def of_worlds(better: Array) -> Array:
    """Return the regret of each arm in each world, chance averaged out, shape (arms, P)."""
    return better.mean(axis=-1).max(axis=0)


def of_futures(better: Array) -> Array:
    """Return the regret of each arm in each single future, shape (arms, P, R)."""
    return better.max(axis=0)


def split(y: Array) -> tuple[float, float, float]:
    """Return the shares of the variance of y between worlds and by chance, and the deviation by chance; y is (P, R).

    All worlds meet the same chance, so the means of worlds are uncertain only by what chance does differently in each.
    """
    worlds, seeds = y.shape
    within = float(y.var(axis=1, ddof=1).mean())
    rest = y - y.mean(axis=1, keepdims=True) - y.mean(axis=0, keepdims=True) + y.mean()
    left = float((rest**2).sum()) / ((worlds - 1) * (seeds - 1)) / seeds
    between = max(float(y.mean(axis=1).var(ddof=1)) - left, 0.0)
    total = between + within
    if total <= _NOTHING:
        return np.nan, np.nan, 0.0
    return between / total, within / total, float(np.sqrt(within))


def regrets(
    futures: Futures, judged_by: Measure, names: Sequence[str], percentile: float, threshold: float | None = None
) -> Regrets:
    """Return what every behaviour risks.

    Args:
        futures: levels of `parts(judged_by)` in every arm, the base first; at least two worlds and two replications.
        judged_by: the measure.
        names: of the arms.
        percentile: share of worlds, such as 0.9.
        threshold: level that is good enough; None: not meaningfully worse than the base.
    """
    better = advantage(futures, judged_by)
    worlds, single = of_worlds(better), of_futures(better)
    levels = better[:, 0] if judged_by.name == PEOPLE else futures.values[judged_by.name]
    means, way = levels.mean(axis=-1), judged_by.better
    first = _safest(better)
    rows = []
    for k, name in enumerate(names):
        between, within, deviation = split(single[k])
        rows.append(
            Regret(
                behaviour=name,
                worst=float(worlds[k].max()),
                high=float(np.quantile(worlds[k], percentile)),
                mean=float(worlds[k].mean()),
                best=float((worlds[k] <= _NOTHING).mean()),
                single=float(single[k].mean()),
                deviation=deviation,
                between=between,
                within=within,
                enough=float(_enough(judged_by, levels[0], levels[k], threshold).mean()),
                enough_worlds=float(_enough(judged_by, means[0], means[k], threshold).mean()),
                reached=float(way * np.quantile(way * means[k], 1.0 - percentile)),
                safest=float(first[k]),
            )
        )
    order = sorted(range(len(rows)), key=lambda k: (rows[k].worst, rows[k].high, rows[k].mean))
    return Regrets(
        judged_by,
        better.shape[-1],
        tuple(rows[k] for k in order),
        {names[k]: worlds[k] for k in order},
        {names[k]: means[k] for k in order},
    )


def _enough(judged_by: Measure, base: Array, arm: Array, threshold: float | None) -> Array:
    if threshold is None:
        return (judged_by.noticed(base, arm) > -1.0).astype(float)
    return (judged_by.gain(arm - threshold) >= 0.0).astype(float)


def _safest(better: Array, seed: int = 1) -> Array:
    """Return the share of redraws of the replications in which each arm has the smallest worst regret; ties share."""
    won = np.zeros(better.shape[0])
    for weights in redrawn(better.shape[-1], REDRAWS, seed).T:
        worst = (better @ weights).max(axis=0).max(axis=1)
        least = worst <= worst.min() + _CLOSE * abs(worst.max())
        won += least / least.sum()
    return won / REDRAWS

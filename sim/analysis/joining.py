"""Who should go first: what it brings if these organisations join, and nobody else.

Rule      Those who join work as one system, and practise, from month 0 on; all others go on as in the base. Tried are
          the first of orders that a place can know (by boundaries, by share of what is crossed on the way out of
          hospital, by trust received at month 0, by size), as many drawn by lot in each future, every pair, and threes
          made from the best pairs. A set is called the best only if it is so in nine of ten redraws of the futures,
          and its lead over the next leaves 0 out; else chance could have made the order, and it is said how many
          futures would tell.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from math import ceil
from typing import Any

import numpy as np

from sim.analysis.interval import Mean
from sim.analysis.ranking import times_as_many
from sim.analysis.redraws import SURENESS, best_in_redraws
from sim.core.arithmetic import Array
from sim.mechanisms.decisions.participation.practices import PRACTICES
from sim.model.engine import build, settle, streams_of, world_of
from sim.plan import Plan
from sim.plan.group import DRAWN
from sim.scenario import Scenario

JOINS, SOME = "collaborative_all", "mixed"
ORDERS = ("best_connected", "discharge", "trust", "largest", DRAWN)
Who = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Joined:
    """What one set of organisations brings.

    Attributes:
        order: by what they were chosen; empty for a set that was searched for.
        who: their keys; empty where they are drawn anew in each future.
        size: how many.
        effect: mean effect on the outcome that is judged by.
        low: lower end of its 95% interval.
        high: upper end.
    """

    order: str
    who: Who
    size: int
    effect: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Best:
    """The best set of a size among those tried.

    Attributes:
        size: how many organisations.
        how: `exhaustive` where all sets were tried, else `greedy`.
        tried: how many sets.
        who: the best.
        effect: its mean effect.
        low: lower end of its 95% interval.
        high: upper end.
        next: the second best.
        lead: how much better the best is than the next, as a mean over futures.
        lead_low: lower end of its 95% interval.
        lead_high: upper end.
        first_in: share of redraws of the futures, widened where they are few, in which it is the best.
        rivals: how many sets cannot be told from it.
        certain: whether it can be called the best.
        futures: how many would tell it from the next, or from all others where redraws alone leave it open; 0 where
            that is not known.
    """

    size: int
    how: str
    tried: int
    who: Who
    effect: float
    low: float
    high: float
    next: Who
    lead: float
    lead_low: float
    lead_high: float
    first_in: float
    rivals: int
    certain: bool
    futures: int


def joining(alternative: Scenario, base: Scenario, who: Who) -> Scenario:
    """Return the base in which some work as one system and practise as the alternative does; the others go on.

    Args:
        alternative: whose practices those who join take up.
        base: what all others go on with.
        who: their keys.
    """
    entries: dict[str, Any] = {"join": {"what": JOINS, "who": list(who)}}
    for name in PRACTICES:
        level, before = (getattr(one.parameters["participation"], name) for one in (alternative, base))
        if level != before:
            entries[name] = {"what": f"participation.{name}", "who": list(who), "dose": level}
    return replace(base, plan=replace(base.plan, entries=(*base.plan, *Plan.read(entries))))


def drawn(size: int, alternative: Scenario) -> Scenario:
    """Return the alternative with so many taking part, drawn by lot in each future."""
    share = size / len(alternative.place.organisations)
    return replace(alternative, behaviour=SOME).varied({"participation.share": share})


def orders(scenario: Scenario, seeds: Sequence[int]) -> dict[str, Who]:
    """Return the organisations in every order but the drawn one."""
    world = world_of(scenario.acting.place)
    names, net, tables = world.names["organisation"], world.network, world.tables
    state = settle(build(scenario.in_futures(seeds)), streams_of(scenario, seeds))
    trusted = net.mean_incoming(state.organisation_trust).mean(axis=1)
    crossed = np.zeros(len(names))
    ready = [pathway.delayed for pathway in world.place.pathways]
    weight = tables.pathway_of_interfaces.weights
    for row, share in enumerate(np.asarray(ready) @ weight):
        for end in (net.direction_from[2 * row], net.direction_to[2 * row]):
            crossed[end] += share
    size = [one.size * max(len(one.services), 1) for one in world.place.organisations]
    by = {"best_connected": net.degree, "discharge": crossed, "trust": trusted, "largest": np.array(size)}
    return {order: tuple(names[row] for row in np.argsort(-values, kind="stable")) for order, values in by.items()}


def sizes(scenario: Scenario) -> tuple[int, ...]:
    """Return how many of an order join: two, three and half."""
    count = len(scenario.place.organisations)
    return tuple(sorted({size for size in (2, 3, (count + 1) // 2) if size < count}))


def pairs(keys: Iterable[str]) -> list[Who]:
    """Return every pair."""
    return list(combinations(keys, 2))


def with_one_more(who: Who, keys: Sequence[str]) -> list[Who]:
    """Return the sets that have one organisation more, in the order of the place."""
    return [tuple(key for key in keys if key in (*who, other)) for other in keys if other not in who]


def joined(order: str, who: Who, size: int, effects: Array) -> Joined:
    """Return what a set brings from its effects, one a future."""
    mean = Mean.of(effects)
    return Joined(order, who, size, mean.mean, mean.low, mean.high)


def best(found: dict[Who, Array], better: int, how: str) -> Best:
    """Return the best of some sets of one size.

    Args:
        found: the effect of each set in each future.
        better: 1 if more is better, -1 if less is.
        how: how the sets were chosen.
    """
    sets = sorted(found, key=lambda who: -better * float(found[who].mean()))
    first, second = sets[0], sets[min(1, len(sets) - 1)]
    gains = np.array([better * found[who] for who in sets])
    leads = [Mean.of(gains[0] - other) for other in gains[1:]]
    lead = leads[0] if leads else Mean.of(0.0 * gains[0])
    share = float(best_in_redraws(gains)[0])
    effect, certain = Mean.of(found[first]), share >= SURENESS and lead.low > 0.0
    futures = lead.futures_for(lead.mean)
    if not certain and lead.low > 0.0 and np.isfinite(times := times_as_many(share)):
        futures = ceil(times * gains.shape[1])
    return Best(
        size=len(first), how=how, tried=len(sets), who=first,
        effect=effect.mean, low=effect.low, high=effect.high,
        next=second, lead=lead.mean, lead_low=lead.low, lead_high=lead.high,
        first_in=share, rivals=sum(not one.low > 0.0 for one in leads),
        certain=certain, futures=futures,
    )  # fmt: skip

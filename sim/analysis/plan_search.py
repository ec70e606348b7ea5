"""Search for plans that no other beats, within limits of money and hours, among too many to run all on all futures.

Rule      Plans are built up greedily: every choice by itself, then the best few with one thing more, until none brings
          people more than the plan that it grew from, or a plan has `MOST_PARTS` parts. The plans of each step are
          run on few futures; the better half goes on to twice as many, the same for all, until those left have met
          all of them (successive halving). Half of a step are those that fewer others beat on people, money and hours
          at once; a plan over a limit goes at once. Nothing is drawn: the same command tries the same plans.
          The best of many tried is flattered by the futures that it was chosen on, so what is found is to be run
          again on fresh ones, and the difference said.
          A model-based sampler (as in optuna) was weighed and left out: here choices are few and named, evaluations
          share draws, which halving uses and a sampler does not, and it would bring a database layer with it.
Formula   a beats b: gain_a >= gain_b, money_a <= money_b, hours_a <= hours_b, one of them strictly, of means so far
Source    Successive halving (Jamieson & Talwalkar 2016), on common random numbers (Law 2015)
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from sim.analysis.plan_choices import Choice
from sim.core.arithmetic import Array

FEWEST, WIDTH, MOST_PARTS, MOST_FOUND = 8, 4, 3, 8
"""Futures of the first trial, plans that grow at a step, parts of a plan, and plans that are run anew: choices."""
Parts = tuple[str, ...]
Levels = Mapping[str, Array]
Measure = Callable[[Sequence[Parts], range], Mapping[Parts, Levels]]


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a plan may take: £m a year and hours a week of each leader more than the base."""

    money: float = math.inf
    hours: float = math.inf

    @classmethod
    def of(cls, money: float | None, hours: float | None) -> Limits:
        """Return the limits asked for; None is no limit."""
        return cls(math.inf if money is None else money, math.inf if hours is None else hours)

    def allow(self, worth: tuple[float, float, float]) -> bool:
        """Say whether what a plan takes lies within."""
        return worth[1] <= self.money and worth[2] <= self.hours


@dataclass(frozen=True, slots=True)
class TriedPlan:
    """One plan that was tried.

    Attributes:
        plan: names of its choices, joined by `+`.
        futures: how many it met.
        people: mean gain on them.
        money: median of £m a year more than the base.
        hours: median of hours a week of each leader more than the base.
        over: whether it takes more than a limit.
        found: whether it is among those that no other beats.
    """

    plan: str
    futures: int
    people: float
    money: float
    hours: float
    over: bool
    found: bool


@dataclass(frozen=True, slots=True)
class Searched:
    """What a search found.

    Attributes:
        found: plans that no other beats and that bring people something, the one that brings most first.
        gains: mean gain of each on the futures that were searched on.
        tried: how many plans were tried.
        over: how many of them were over a limit.
        every: each plan tried, in the order in which they were met first.
    """

    found: tuple[Parts, ...]
    gains: tuple[float, ...]
    tried: int
    over: int
    every: tuple[TriedPlan, ...] = field(default=(), repr=False)


class _Search:
    def __init__(self, choices: Mapping[str, Choice], measure: Measure, futures: int, limits: Limits) -> None:
        self.choices, self.measure, self.futures, self.limits = choices, measure, futures, limits
        self.worth = dict[Parts, tuple[float, float, float]]()
        self.over = set[Parts]()
        self.met = dict[Parts, int]()

    def halved(self, plans: Sequence[Parts]) -> tuple[list[Parts], list[Parts]]:
        """Return the plans that met all futures, and all within the limits, the best first."""
        met, levels, dropped = 0, dict[Parts, list[Levels]](), list[Parts]()
        while plans and met < self.futures:
            until = min(max(FEWEST, 2 * met), self.futures)
            for plan, more in self.measure(plans, range(met, until)).items():
                levels.setdefault(plan, []).append(more)
            met = until
            self.worth |= {plan: _means(levels[plan]) for plan in plans}
            self.met |= dict.fromkeys(plans, met)
            self.over |= {plan for plan in plans if not self.limits.allow(self.worth[plan])}
            order = self.ordered([plan for plan in plans if plan not in self.over])
            keep = len(order) if met == self.futures else max(-(-len(order) // 2), min(WIDTH, len(order)))
            plans, dropped = order[:keep], [*order[keep:], *dropped]
        return list(plans), [*plans, *dropped]

    def ordered(self, plans: Sequence[Parts]) -> list[Parts]:
        """Return plans by how many others beat them, then by what they bring people."""
        beaten = {plan: sum(_beats(self.worth[other], self.worth[plan]) for other in plans) for plan in plans}
        return sorted(plans, key=lambda plan: (beaten[plan], -self.worth[plan][0], plan))

    def grown(self, plans: Sequence[Parts], names: Sequence[str]) -> dict[Parts, Parts]:
        """Return plans with one thing more, each with the plan that it grew from."""
        found = dict[Parts, Parts]()
        for plan in plans:
            has = {self.choices[name].thing for name in plan}
            has |= frozenset().union(*(self.choices[name].excludes for name in plan))
            for name in names:
                more = tuple(sorted((*plan, name)))
                if has.isdisjoint((self.choices[name].thing, name)) and more not in self.worth:
                    found.setdefault(more, plan)
        return found

    def first_of_each(self, singles: Sequence[Parts]) -> list[str]:
        """Return the best way of each thing."""
        found = dict[str, str]()
        for (name,) in singles:
            found.setdefault(self.choices[name].entry[0], name)
        return list(found.values())


def search(choices: Mapping[str, Choice], measure: Measure, futures: int, limits: Limits) -> Searched:
    """Search.

    Args:
        choices: what a plan may have, by name.
        measure: runs plans on a range of futures; returns `gain`, `money` and `hours` of each in each future.
        futures: how many a plan meets at most.
        limits: of what it may take.
    """
    one = _Search(choices, measure, futures, limits)
    whole, ranked = one.halved([(name,) for name in choices])
    names, beam = one.first_of_each(ranked), one.ordered(whole)[:WIDTH]
    for _ in range(MOST_PARTS - 1):
        origin = one.grown(beam, names)
        kept, _ = one.halved(list(origin))
        better = [plan for plan in kept if one.worth[plan][0] > one.worth[origin[plan]][0]]
        whole, beam = [*whole, *better], one.ordered(better)[:WIDTH]
    unbeaten = [
        plan
        for plan in whole
        if one.worth[plan][0] > 0.0 and not any(_beats(one.worth[other], one.worth[plan]) for other in whole)
    ]
    found = sorted(unbeaten, key=lambda plan: -one.worth[plan][0])[:MOST_FOUND]
    every = tuple(
        TriedPlan("+".join(plan), one.met[plan], *worth, plan in one.over, plan in found)
        for plan, worth in one.worth.items()
    )
    return Searched(tuple(found), tuple(one.worth[plan][0] for plan in found), len(every), len(one.over), every)


def _means(levels: Sequence[Levels]) -> tuple[float, float, float]:
    """Return the mean gain, and the medians of money and hours, as `costs_of` has them."""
    gain, money, hours = (np.concatenate([part[name] for part in levels]) for name in ("gain", "money", "hours"))
    return float(gain.mean()), float(np.median(money)), float(np.median(hours))


def _beats(one: tuple[float, float, float], other: tuple[float, float, float]) -> bool:
    return one != other and one[0] >= other[0] and one[1] <= other[1] and one[2] <= other[2]

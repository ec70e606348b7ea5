"""What it buys to have agents: how far the effect of working together changes where something is taken away.

Rule      In each future the effect of an arm is its level in the last year less that of the base, both without the same
          thing. The change is that effect less the effect in the whole model, on the same draws. It matters if its mean
          is at least the smallest difference that matters and its interval leaves 0 out; it is inert if the whole
          interval lies within that difference either way; else it is open.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from sim.analysis.headline import HEADLINE
from sim.analysis.interval import Mean
from sim.analysis.kept_arms import Levels
from sim.outcomes import OUTCOMES
from sim.scenario import Scenario

WHOLE = "whole"
REPORTED: tuple[str, ...] = (*HEADLINE, "trust", "programme_cost")
"""Outcomes by which an ablation is judged: those for people, trust, and money for working together."""
Verdict = Literal["matters", "inert", "open"]


@dataclass(frozen=True, slots=True)
class EffectChange:
    """What taking one thing away does to the effect of one arm on one outcome.

    Attributes:
        ablation: what is taken away.
        arm: behaviour of the arm.
        outcome: what is measured.
        whole: mean effect in the whole model.
        without: mean effect without it.
        change: mean of the paired difference of the two.
        low: lower end of its 95% interval.
        high: upper end.
        smallest: smallest difference that matters.
        verdict: whether it matters.
        futures: how many would tell, where it is open; 0 where that is not known.
    """

    ablation: str
    arm: str
    outcome: str
    whole: float
    without: float
    change: float
    low: float
    high: float
    smallest: float
    verdict: Verdict
    futures: int


def arms_without(scenarios: Sequence[Scenario], names: Sequence[str]) -> dict[str, Scenario]:
    """Return every arm whole and without each thing, by `ablation/behaviour`."""
    found = {key_of(WHOLE, one.behaviour): one for one in scenarios}
    for name in names:
        for one in scenarios:
            found[key_of(name, one.behaviour)] = replace(one, ablations=tuple({*one.ablations, name}))
    return found


def key_of(ablation: str, behaviour: str) -> str:
    """Return the name of an arm."""
    return f"{ablation}/{behaviour}"


def changes(
    levels: Mapping[str, Levels],
    scenarios: Sequence[Scenario],
    names: Sequence[str],
    outcomes: Sequence[str] = REPORTED,
) -> tuple[EffectChange, ...]:
    """Return what each ablation does to each arm and outcome."""
    base, *others = scenarios

    def effect(name: str, arm: Scenario, outcome: str):
        return levels[key_of(name, arm.behaviour)][outcome] - levels[key_of(name, base.behaviour)][outcome]

    found = []
    for name in names:
        for arm in others:
            for outcome in outcomes:
                whole, without = effect(WHOLE, arm, outcome), effect(name, arm, outcome)
                level = float(np.median(levels[key_of(WHOLE, base.behaviour)][outcome]))
                smallest = float(OUTCOMES[outcome].in_place(base.place).matters(level))
                mean = Mean.of(without - whole)
                verdict, futures = judged(mean, smallest)
                found.append(
                    EffectChange(
                        name, arm.behaviour, outcome, float(whole.mean()), float(without.mean()),
                        mean.mean, mean.low, mean.high, smallest, verdict, futures,
                    )
                )  # fmt: skip
    return tuple(found)


def judged(mean: Mean, smallest: float) -> tuple[Verdict, int]:
    """Say whether a change matters, and how many futures would tell where these do not."""
    if abs(mean.mean) >= smallest and mean.clear:
        return "matters", 0
    if -smallest < mean.low and mean.high < smallest:
        return "inert", 0
    return "open", mean.futures_for(abs(abs(mean.mean) - smallest))

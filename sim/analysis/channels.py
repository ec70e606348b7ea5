"""Where the gap comes from: the difference between two arms split over the five channels and the costs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from math import factorial
from typing import Any

import numpy as np

from sim.model.ensemble import Ensemble, Progress, run_arms
from sim.outcomes import OUTCOMES
from sim.scenario import Scenario

CHANNELS: dict[str, tuple[str, ...]] = {
    "knowing each other": ("channels.information",),
    "hand-overs": ("channels.handover",),
    "joint projects": ("channels.projects",),
    "no cost shifting": ("channels.shunting",),
    "pooled money": ("channels.pooling",),
    "the cost of working together": ("channels.hours", "channels.delay", "channels.money"),
}
Gaps = dict[str, float]


def without(scenario: Scenario, shut: Iterable[str]) -> Scenario:
    """Return the scenario with some channels shut."""
    return scenario.varied({key: False for channel in shut for key in CHANNELS[channel]})


def knock_outs(
    base: Scenario, alternative: Scenario, seeds: Sequence[int], *, workers: int = 1, progress: Progress | None = None
) -> Mapping[str, Gaps]:
    """Return, by outcome, what each channel adds to the final-year gap when it alone is shut, and the interaction
    left over.

    Returns:
        outcome to {channel: contribution, "acting together": interaction, "all": whole gap}.
    """
    sets = [(), *((channel,) for channel in CHANNELS)]
    gaps = _gaps(base, alternative, sets, seeds, workers, progress)
    result: dict[str, Gaps] = {}
    for outcome in OUTCOMES:
        whole = gaps[()][outcome]
        parts = {channel: whole - gaps[(channel,)][outcome] for channel in CHANNELS}
        result[outcome] = {**parts, "acting together": whole - sum(parts.values()), "all": whole}
    return result


def shapley(
    base: Scenario, alternative: Scenario, seeds: Sequence[int], *, workers: int = 1, progress: Progress | None = None
) -> Mapping[str, Gaps]:
    """Return, by outcome, the Shapley share of each channel in the final-year gap; shares add up to it exactly.

    Shut channels are those left out of a coalition; with all shut the arms differ in nothing (test N1).
    """
    names = tuple(CHANNELS)
    sets = [subset for size in range(len(names) + 1) for subset in combinations(names, size)]
    gaps, result = _gaps(base, alternative, sets, seeds, workers, progress), {}
    for outcome in OUTCOMES:
        worth = {frozenset(names) - frozenset(shut): gap[outcome] for shut, gap in gaps.items()}
        whole, none = gaps[()][outcome], gaps[names][outcome]
        result[outcome] = {**shapley_shares(names, worth), "acting together": none, "all": whole}
    return result


def shapley_shares(players: Sequence[str], worth: Mapping[frozenset[str], float]) -> Gaps:
    """Return the Shapley share of each player: what it adds to a coalition, averaged over all orders of joining.

    Args:
        players: their names.
        worth: of every coalition, the empty one among them.
    """
    n, shares = len(players), Gaps()
    for player in players:
        others, share = [one for one in players if one != player], 0.0
        for size in range(n):
            weight = factorial(size) * factorial(n - size - 1) / factorial(n)
            for joined in map(frozenset, combinations(others, size)):
                share += weight * (worth[joined | {player}] - worth[joined])
        shares[player] = share
    return shares


def of_gap(parts: Mapping[str, float], gap: float) -> Gaps:
    """Return the parts of the gap that is shown: the median paired difference, which everything else says too.

    What channels bring are means over fewer futures, the gap is that of the middle one. So what is left over holds what
    channels add together, and by how much the middle differs from the mean.
    """
    return {**parts, "acting together": gap - sum(parts[channel] for channel in CHANNELS), "all": gap}


def _gaps(
    base: Scenario,
    alternative: Scenario,
    sets: Sequence[tuple[str, ...]],
    seeds: Sequence[int],
    workers: int,
    progress: Any,
) -> dict[tuple[str, ...], Gaps]:
    arms = [without(scenario, shut) for shut in sets for scenario in (base, alternative)]
    made = run_arms(arms, seeds, workers=workers, progress=progress)
    return {shut: _gap(made[2 * number], made[2 * number + 1]) for number, shut in enumerate(sets)}


def _gap(base: Ensemble, alternative: Ensemble) -> Gaps:
    year = base.scenario.years
    return {name: float(np.mean(alternative.year(name, year) - base.year(name, year))) for name in OUTCOMES}

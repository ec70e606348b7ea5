"""Many scenarios on the same draws, each kept as soon as it has run: the mean of the last year in every future."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from sim.core.arithmetic import Array
from sim.model.ensemble import Ensemble, largest_batch, run_batch
from sim.model.machines import Work, running
from sim.model.workers import shared
from sim.scenario import Scenario
from sim.store.pieces import Pieces

LARGEST_BATCH = 256
_PACK = 6  # arms run before they are kept
Levels = dict[str, Array]


def run_kept(
    arms: Mapping[str, Scenario],
    seeds: Sequence[int],
    outcomes: Sequence[str],
    *,
    kept: Pieces | None = None,
    workers: int = 1,
    progress: Callable[[int], None] | None = None,
) -> dict[str, Levels]:
    """Run every arm that is not kept yet; those that share their settled state run one after the other.

    Args:
        arms: scenarios by a name of their own.
        seeds: replicates, the same for all.
        outcomes: what is measured.
        kept: where each arm's levels are kept.
        workers: processes; 1 runs here.
        progress: called with the number of arms just finished, or found.
    """
    have = {name: levels for name, levels in (kept.found() if kept else {}).items() if name in arms}
    if progress and have:
        progress(len(have))
    waiting = sorted((name for name in arms if name not in have), key=lambda name: hash(arms[name].settled_key))
    packs = [waiting[start : start + _PACK] for start in range(0, len(waiting), _PACK)]
    jobs = [([arms[name] for name in pack], tuple(seeds), tuple(outcomes)) for pack in packs]
    with running(None, Work([arms[name] for name in waiting], len(seeds), workers)):
        for number, made in shared(levels_of, jobs, workers):
            for name, levels in zip(packs[number], made, strict=True):
                have[name] = levels
                if kept:
                    kept.keep(name, levels)
            if progress:
                progress(len(packs[number]))
    return have


def levels_of(arms: Sequence[Scenario], seeds: Sequence[int], outcomes: Sequence[str]) -> list[Levels]:
    """Run some arms; return the mean of the last year by outcome, shape (R,)."""
    found: list[Levels] = []
    for arm in arms:
        most = min(LARGEST_BATCH, largest_batch(arm))
        parts = [
            Ensemble(arm, tuple(part), run_batch(arm, part, outcomes=outcomes).series)
            for part in (seeds[start : start + most] for start in range(0, len(seeds), most))
        ]
        found.append({name: np.concatenate([part.year(name, arm.years) for part in parts]) for name in outcomes})
    return found

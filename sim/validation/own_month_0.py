"""Worlds that agree with month 0 of a place of one's own: those that are shipped agree with Anyplace's.

Rule      A world is kept if, as today with nothing growing and on the same dice, it moves each figure of month 0 from
          the place's own level no further than published figures leave around that of the place that worlds were
          matched to: amounts by as large a share, shares and trust by as many points. At that place it is what
          `worlds` says, so the worlds that are shipped are taken.
Source    as of `sim.validation.worlds`
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np

from sim.analysis.history import Worlds
from sim.core.arithmetic import Array
from sim.core.parameters import InputError
from sim.model.ensemble import run_arms
from sim.model.workers import shared
from sim.outcomes import OUTCOMES
from sim.place import Place, load_place
from sim.scenario import Scenario, load_scenario
from sim.validation.calibrated import Kept, Tell
from sim.validation.worlds import AS_TODAY, TRIED, WAVES, centre, in_worlds, kept

AT_ONCE = 512
"""Worlds run, and kept, at a time."""
MATCHED = "anyplace"
"""The place that the worlds that are shipped were matched to."""
_BEFORE, _AFTER = "usual ", "world "
_POINTS = ("share", "index, 0 to 1")
"""Units of what moves by points rather than by a share of itself."""


def is_matched(place: Place) -> bool:
    """Say whether the worlds that are shipped were matched to this place, figure for figure."""
    return place.digest == load_place(MATCHED).digest


def pool(
    place: Place, workers: int = 1, kept_pieces: Kept | None = None, tell: Tell | None = None, tried: int = TRIED
) -> Worlds:
    """Return the numbers of the worlds that agree with month 0 of a place, in order.

    Args:
        place: of any make.
        workers: processes; 1 runs here.
        kept_pieces: gives a piece by its name, or makes it: a study that was stopped goes on.
        tell: called with the number of worlds just tried.
        tried: how many worlds to try.

    Raises:
        InputError: none agrees; one line.
    """
    if is_matched(place):
        return np.array([world for world in kept() if world < tried])
    starts = range(0, tried, AT_ONCE)
    jobs = [(place, start, min(start + AT_ONCE, tried)) for start in starts]
    parts = _parts(jobs, workers, kept_pieces, tell)
    levels = {key: np.concatenate([part[key] for part in parts]) for key in parts[0]}
    found = np.flatnonzero(agree(levels))
    if not len(found):
        raise InputError(
            f"place = {place.label}: no world agrees with its month 0; expected unknowns=[...], which tries all"
        )
    return found


def _parts(
    jobs: list[tuple[Place, int, int]], workers: int, kept_pieces: Kept | None, tell: Tell | None
) -> list[Mapping[str, Array]]:
    """Return the levels of each part, those at once that several workers run."""
    made: list[Mapping[str, Array]] = []
    for first in range(0, len(jobs), workers):
        some = jobs[first : first + workers]

        def run(some: list[tuple[Place, int, int]] = some) -> dict[str, Array]:
            found = dict(shared(levels_of, some, workers))
            return {key: np.concatenate([found[n][key] for n in range(len(some))]) for key in found[0]}

        made.append(_kept(kept_pieces, f"month 0, worlds {some[0][1]} to {some[-1][2] - 1}", run))
        if tell:
            tell(some[-1][2] - some[0][1])
    return made


def _kept(kept_pieces: Kept | None, name: str, run: Callable[[], dict[str, Array]]) -> Mapping[str, Array]:
    return kept_pieces(name, run) if kept_pieces else run()


def as_today(place: Place) -> Scenario:
    """Return what is run in every world: a place as today, with nothing growing, for a year."""
    return replace(load_scenario(AS_TODAY), place=place)


def levels_of(place: Place, start: int, stop: int) -> dict[str, Array]:
    """Return each figure of month 0 in some worlds, and on their dice with all at its default; shape (W,) each."""
    usual, worlds = as_today(place), range(start, stop)
    before, after = (run_arms([one], worlds)[0] for one in (usual, in_worlds(usual, worlds)))
    return {
        f"{which}{name}": arm.year(name, 1)
        for figures in WAVES.values()
        for name, *_ in figures
        for which, arm in ((_BEFORE, before), (_AFTER, after))
    }


def agree(levels: Mapping[str, Array]) -> Array:
    """Return which worlds agree with month 0, from the levels of `levels_of`, shape (W,)."""
    good = np.ones(len(next(iter(levels.values()))), dtype=bool)
    for name, low, high in (figure for figures in WAVES.values() for figure in figures):
        before, after, middle = levels[f"{_BEFORE}{name}"], levels[f"{_AFTER}{name}"], centre()[name]
        moved = after - before
        if OUTCOMES[name].unit not in _POINTS:
            moved = moved * middle / float(np.median(before))
        good &= (middle + moved >= low) & (middle + moved <= high)
    return good

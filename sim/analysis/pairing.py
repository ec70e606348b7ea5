"""Whether two arms may be compared: only the same draws over the same years in the same organisations makes a pair."""

from __future__ import annotations

import numpy as np

from sim.core.arithmetic import Array
from sim.core.counts import so_many
from sim.core.given import known
from sim.core.parameters import InputError
from sim.model.ensemble import Ensemble
from sim.model.settings import asked
from sim.outcomes import OUTCOMES
from sim.place import Place
from sim.scenario import Scenario


def check_scenarios(base: Scenario, alternative: Scenario) -> None:
    """Raise `InputError` if runs of two scenarios would be no pairs."""
    asked(base, "base")
    asked(alternative, "alternative")
    for key, why in (("root_seed", "meet other draws"), ("years", "end at other times")):
        one, other = getattr(base, key), getattr(alternative, key)
        if one != other:
            raise InputError(f"{key}: {one} in the base and {other} in the alternative, so futures {why}: make it one")
    if base.unknowns != alternative.unknowns:
        (key, *_) = sorted({*base.unknowns} ^ {*alternative.unknowns})
        raise InputError(f"unknowns: one arm draws {key} and the other does not, so futures are no pairs: let both")
    one, other = base.place, alternative.place
    if one is not other and (differs := _first_difference(one, other)):
        raise InputError(
            f"place: the arms differ in its {differs}, so their futures are no pairs: compare two arms in one place "
            "(its figures may differ)"
        )


def check_arms(base: Ensemble, alternative: Ensemble) -> None:
    """Raise `InputError` if two arms are no pairs, run for run."""
    check_scenarios(base.scenario, alternative.scenario)
    one, other = base.seeds, alternative.seeds
    if len(one) != len(other):
        raise InputError(f"seeds: {len(one):,} in the base and {len(other):,} in the alternative: give both the same")
    at = next((run for run, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1]), None)
    if at is not None:
        raise InputError(
            f"seeds: run {at} has seed {one[at]} in the base and {other[at]} in the alternative: give both the same, "
            "in the same order"
        )


def check_outcome(name: str) -> None:
    """Raise `InputError` with the nearest name if there is no such outcome."""
    known(name, OUTCOMES, "outcome")


def numbers(name: str, when: str, base: Array, alternative: Array) -> tuple[Array, Array]:
    """Return the levels of both arms, or raise `InputError` where one is not a number: that is never the same."""
    for arm, values in (("base", base), ("alternative", alternative)):
        odd = ~np.isfinite(values)
        if odd.any():
            runs, of = np.count_nonzero(odd.reshape(-1, odd.shape[-1]).any(axis=0)), odd.shape[-1]
            raise InputError(
                f"{name}, {when}: not a number in {runs:,} of {so_many(of, 'futures')} of the {arm}, so "
                "nothing can be said of "
                "them; a value that it was run with lies beyond what the rules bear"
            )
    return base, alternative


def _first_difference(one: Place, other: Place) -> str:
    """Say which list of a place differs from another's; empty if none does."""
    shapes = [
        {
            "organisations": [organisation.key for organisation in place.organisations],
            "leaders": [[seat.role for seat in organisation.leaders] for organisation in place.organisations],
            "boundaries": [interface.between for interface in place.interfaces],
            "projects": [project.key for project in place.projects],
        }
        for place in (one, other)
    ]
    return next((key for key in shapes[0] if shapes[0][key] != shapes[1][key]), "")

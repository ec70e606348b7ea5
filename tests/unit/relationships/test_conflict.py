"""Conflict by hand: dX = x0*(.5(1 - A) + .4 hard + .2 soft)*(.5 + P) - decay*X a month; raised, it heals."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.mechanisms.relationships.conflict import Conflict
from tests.unit.relationships.three_organisations import MONTH, Dice, same, step

P = {"growth": 0.2, "fading": 0.1, "resolved": 0.7, "rupture": 0.5}
SEEN: dict[str, Any] = {
    "agreement": [0.6, 1.0],
    "similarity": [0.5, 1.0],
    "pressure": [0.6, 0.2, 0.8],
    "candour": [0.1, 0.6, 0.2, 0.0],
    "trust": [0.5, 0.3, 1.0, 0.0],
    "conflict": [1.0, 2.0],
    "influence": [0.6, 0.4, 1.0, 1.0],
    "one_regime": [0.0, 0.0],
}
# hard differences are .5 and .2; pressure at the two boundaries .4 and .7
LATENT = np.array([1.0, 2.0]) + (np.array([0.2 * 0.5 * 0.9, 0.2 * 0.08 * 1.2]) - 0.1 * np.array([1.0, 2.0])) * MONTH
# candour: the hospital .06 + .24 = .3, the council .2, the practice 0; trust .4 and .5
RAISING = 1.0 - np.exp(-np.array([0.25 * 0.58, 0.15 * 0.65]) * MONTH)
RUPTURE = 1.0 - np.exp(-0.5 * MONTH * LATENT)


def _step(raising: Any, rupture: Any, **changed: Any) -> dict[str, Any]:
    return step(Conflict, SEEN | changed, P, dice=Dice(thrown={"raising": raising, "rupture": rupture}))


def test_differences_gather_where_nothing_is_said_and_nothing_breaks() -> None:
    made = _step(1.0, 1.0)
    same(made["conflict"], LATENT)
    assert not made["raised"].any() and not made["ruptured"].any()


def test_they_are_raised_and_rupture_as_often_as_the_formula_says() -> None:
    some = 1e-9
    assert _step(RAISING - some, 1.0)["raised"].all() and not _step(RAISING + some, 1.0)["raised"].any()
    assert _step(1.0, RUPTURE - some)["ruptured"].all() and not _step(1.0, RUPTURE + some)["ruptured"].any()


def test_what_is_raised_mostly_heals_and_what_ruptures_halves() -> None:
    made = _step([0.0, 1.0], [0.0, 0.0])
    same(made["conflict"], LATENT * np.array([0.3, 0.5]))
    same(made["raised"], 1.0, 0.0)
    same(made["ruptured"], 0.0, 1.0)


def test_a_boundary_without_conflict_never_ruptures() -> None:
    peace = {"agreement": [1.0, 1.0], "similarity": [1.0, 1.0], "conflict": [0.0, 0.0]}
    made = step(Conflict, SEEN | peace, P | {"growth": 0.0}, dice=Dice(uniform=0.0))
    same(made["conflict"], [0.0, 0.0])
    silent = _step(0.0, 1.0, candour=[0.0] * 4)
    assert not silent["raised"].any()


def test_pressure_and_disagreement_feed_it() -> None:
    for name, value in (("agreement", [0.1, 0.1]), ("similarity", [0.1, 0.1]), ("pressure", [1.0, 1.0, 1.0])):
        assert (_step(1.0, 1.0, **{name: value})["conflict"] > LATENT).all(), name


def test_under_one_regime_hard_differences_feed_it_less() -> None:
    apart, one = _step(1.0, 1.0), _step(1.0, 1.0, one_regime=[1.0, 0.5])
    spared = 0.2 * np.array([0.4 * 0.5 * 0.9, 0.4 * 0.1 * 1.2]) * MONTH
    same(apart["conflict"] - one["conflict"], spared)

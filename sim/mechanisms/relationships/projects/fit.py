"""How well the design of a joint project fits this place, and what a pilot shows of it.

Rule      The fit of a design is drawn when it begins, and nobody knows it. A pilot shows it through noise, and is good
          enough if what it shows is. By a dial sponsors of an adhocracy take what is less good (against an even mix of
          cultures).
Formula   fit ~ N(mean, .5) clipped to -.3 to 1.6; good enough if fit + N(0, .4) > .2 - y*(adhocracy - 1/4).
Source    spread of fit: vanguards (Morciano et al. 2020); what adhocracies do: Cameron & Quinn 2011, in boards of the
          NHS Mannion et al. 2009; sizes are choices.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.core.arithmetic import Array
from sim.core.draws import Draws, Keys
from sim.core.parameters import Role, Unit, param

LEAST_FIT, MOST_FIT = -0.3, 1.6
"""Limits to chance."""


@dataclass(frozen=True)
class FitParams:
    """How designs fit, and how dimly that is seen."""

    fit_mean: float = param(
        0.5,
        unit=Unit.FRACTION,
        plausible=(0.2, 0.8),
        label="Mean fit of a project's design to this place",
        source="choice: as uncertain as sites in the evidence",
    )
    fit_spread: float = param(
        0.5,
        unit=Unit.FRACTION,
        plausible=(0.2, 0.7),
        label="Spread of fit of projects' designs",
        source="choice: spread between vanguard sites (HSJ; Morciano 2020)",
    )
    glimpse: float = param(
        0.4, unit=Unit.FRACTION, plausible=(0.1, 0.8), label="Noise with which a pilot shows its fit", source="choice"
    )
    good_enough: float = param(
        0.2, unit=Unit.FRACTION, plausible=(0.0, 0.6), label="Shown fit at which a pilot is adopted", source="choice"
    )
    adhocracy: float = param(
        0.0,
        unit=Unit.RATIO,
        plausible=(0.0, 1.0),
        label="Lower fit that sponsors of an inventive culture take as good enough",
        source="choice: 0 leaves culture out; Cameron & Quinn 2011",
        role=Role.CONSTANT,
    )


def drawn_fit(p: FitParams, draws: Draws, keys: Keys) -> Array:
    """Draw the fit of a design to this place, unknown to all."""
    return np.clip(p.fit_mean + p.fit_spread * draws.normal("fit", keys), LEAST_FIT, MOST_FIT)


def shown_fit(p: FitParams, fit: Array, draws: Draws, keys: Keys) -> Array:
    """Draw what a pilot shows of the fit."""
    return fit + p.glimpse * draws.normal("glimpse", keys)


def least_fit(p: FitParams, inventive: Array) -> Array:
    """Return the shown fit that is good enough to sponsors who are so much more inventive than an even mix."""
    return p.good_enough - p.adhocracy * inventive

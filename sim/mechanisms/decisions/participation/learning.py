"""How far the whole counts in a team: it learns that while it takes part, and forgets it after.

Rule      In a team that takes part the whole comes to count over nine months, and a little in one that only offers
          help. Once it stops that fades.
Formula   phi = .15 + (1 - .15)*max(takes part, .25*altruism)*(1 - exp(-(t + .04)/.75)), t in years since joining; after
          leaving phi -> .15 by half every nine months.
Source    choices.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.core.arithmetic import MONTHS_PER_ROUND, Array
from sim.core.parameters import Unit, constant, param


@dataclass(frozen=True)
class LearningParams:
    """How far the whole counts, and how fast that is learnt and forgotten."""

    own_weight: float = param(
        0.15,
        unit=Unit.FRACTION,
        plausible=(0.0, 0.3),
        label="How far the whole counts in a siloed team",
        source="choice",
    )
    full_weight: float = param(
        1.0,
        unit=Unit.FRACTION,
        plausible=(0.6, 1.0),
        label="How far the whole counts in a team that takes part",
        source="choice",
    )
    learning: float = param(
        0.75, unit=Unit.YEARS, plausible=(0.3, 1.5), label="Years for a team to change how it works", source="choice"
    )
    offering_weight: float = param(
        0.25,
        unit=Unit.FRACTION,
        plausible=(0.0, 0.5),
        label="How far the whole counts where a team only offers help",
        source="choice",
    )
    fading: float = constant(
        9.0,
        Unit.MONTHS,
        (3.0, 24.0),
        "Months until half of how far the whole counts is gone in a team that stops taking part",
        "choice: as long as it takes to learn",
    )
    begun: float = constant(
        0.04, Unit.YEARS, (0.01, 0.1), "Years of learning that a team has behind it in its first round", "choice"
    )


def drawn_to_the_whole(p: LearningParams, part: Array, offered: Array) -> Array:
    """Return how far a team is drawn to the whole: by taking part, or a little by offering help."""
    return np.maximum(part, p.offering_weight * offered)


def weight_on_purpose(p: LearningParams, drawn: Array, years: Array, before: Array) -> Array:
    """Return how far the whole counts now.

    Args:
        p: how fast that is learnt and forgotten.
        drawn: how far a team is drawn to the whole.
        years: since when.
        before: how far the whole counted in the round before.
    """
    learnt = 1.0 - np.exp(-(years + p.begun) / np.maximum(p.learning, 1e-6))
    sustained = p.own_weight + (p.full_weight - p.own_weight) * drawn * learnt
    left = (before - p.own_weight) * np.exp2(-MONTHS_PER_ROUND / p.fading)
    return np.maximum(sustained, p.own_weight + left)

"""Boundaries: what joint work at each is worth, by who is met there and what pulls elsewhere.

Rule      Work at a boundary is worth more where the partner is believed to do its part, people wait, and more care
          crosses it; less for the organisation itself where it answers for other things than its partner; and less
          under pressure where targets differ or, by a dial, the culture is that of a market.
Formula   v_k = V*delta*[(1 - phi*s)*w*(1 - acc_k) + phi*s*b]*B_k*exp(2*need)*pull_k*exp(-(targets_k + x*(market -
          1/4))*P)*crossing_k^i; acc and targets are the interface's hard differences about their means, crossing its
          share over its mean.
Source    choices; a market culture follows its own targets (dial `market`): Cameron & Quinn 2011.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.behaviours.seen import OrganisationSeen
from sim.core.arithmetic import Array, power
from sim.core.parameters import Role, Unit, param
from sim.world.network import at
from sim.world.rows import EVEN_MIX


@dataclass(frozen=True)
class BoundariesParams:
    """What makes work at one boundary worth more than at another."""

    accountability: float = param(
        0.5,
        unit=Unit.RATIO,
        plausible=(0.0, 1.0),
        label="Own benefit discounted where accountability differs",
        source="choice",
    )
    targets: float = param(
        0.5,
        unit=Unit.RATIO,
        plausible=(0.0, 1.0),
        bounds=(0.0, 20.0),
        label="Pull of own targets where performance regimes differ",
        source="choice",
    )
    market: float = param(
        0.0,
        unit=Unit.RATIO,
        plausible=(0.0, 2.0),
        bounds=(0.0, 20.0),
        label="Pull of own targets in teams of a market culture",
        source="choice: 0 leaves culture out; Cameron & Quinn 2011",
        role=Role.CONSTANT,
    )
    interdependency: float = param(
        0.25,
        unit=Unit.EXPONENT,
        plausible=(0.0, 1.0),
        label="Attention to boundaries that more care crosses",
        source="choice",
    )


def values(seen: OrganisationSeen, own: Array, whole: Array, p: BoundariesParams) -> Array:
    """Return what work at each boundary is worth, by direction.

    Args:
        seen: by organisations.
        own: worth of joint work to the organisation itself, by direction.
        whole: its worth for the whole, by direction.
        p: what tells boundaries apart.
    """
    joint = own * (1.0 - p.accountability * seen.unlike_accountability) + whole
    pressed = np.exp(
        -p.targets * seen.unlike_targets * at(seen.pressure, seen.owner)
        - at(p.market * (seen.market - EVEN_MIX) * seen.pressure, seen.owner)
    )
    return joint * seen.belief * seen.pull * pressed * power(seen.crossing, p.interdependency)

"""What harms trust at a stroke, and what mends it.

Rule      A rupture, an open shunt and, a little, a difference that is raised are evidence against a partner; a raised
          and resolved conflict takes part of all bad evidence away. By the dial `clan`, raised conflicts mend more
          between teams of a clan culture, less between others.
Formula   harm = rupture*ruptured + raising*raised + shunt*shunted; s <- s*(1 - repair*(1 + x*(clan - 1/4))*raised).
Source    repair: choice; clans and repair: Cameron & Quinn 2011; sizes are choices.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.core.arithmetic import Array
from sim.core.parameters import Unit, constant, param
from sim.core.state import State
from sim.world.network import Network
from sim.world.rows import EVEN_MIX, Quadrant


@dataclass(frozen=True)
class HarmParams:
    """How much what happens harms and mends."""

    rupture: float = param(
        3.0, unit=Unit.EVIDENCE, plausible=(2.0, 4.0), label="Bad evidence in a rupture", source="choice"
    )
    shunt: float = param(
        2.0, unit=Unit.EVIDENCE, plausible=(1.0, 3.0), label="Bad evidence in an open shunt", source="choice"
    )
    raising: float = param(
        0.08, unit=Unit.EVIDENCE, plausible=(0.0, 0.3), label="Bad evidence in raising a difference", source="choice"
    )
    repair: float = param(
        0.1,
        unit=Unit.FRACTION,
        plausible=(0.0, 0.4),
        label="Bad evidence removed by a difference raised and resolved",
        source="choice",
    )
    clan: float = constant(
        0.0,
        Unit.RATIO,
        (0.0, 2.0),
        "Easier repair of trust between clans",
        "choice: 0 leaves out; Cameron & Quinn 2011",
    )


def happened(p: HarmParams, state: State, net: Network) -> Array:
    """Return the bad evidence in ruptures, raised differences and shunts, by direction."""
    salient = p.raising * state.raised + p.rupture * state.ruptured
    return net.spread(salient) + p.shunt * net.back(state.shunted)


def mended(p: HarmParams, state: State, net: Network) -> Array:
    """Return the share of bad evidence that raised and resolved differences leave, by direction."""
    clan = net.ends(state.team_culture[:, Quadrant.CLAN]) - EVEN_MIX
    repair = np.clip(p.repair * (1.0 + p.clan * clan), 0.0, 1.0)
    return net.spread(1.0 - repair * state.raised)

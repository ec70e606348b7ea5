"""How a joint project begins: leaders try things, and half the effort that it needs is in sight.

Rule      A kind of project needs its effort, less where the lead is ceded to whom the task suits. It is begun where its
          sponsors' leaders try things, more often where outcomes are judged rather than process.
Formula   K_eff = K*(1 - .13*ceded) (`lead`); start ~ 1 - exp(-.2*doing*(1 + .5*by outcomes)) a month if W > .5*K_eff.
Source    step-level public goods: Croson & Marks 2000 (from memory); thresholds are choices.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.core.arithmetic import MONTHS_PER_ROUND, Array
from sim.core.parameters import Unit, constant, param


@dataclass(frozen=True)
class BeginningParams:
    """What a project needs, and how often one is tried."""

    pilots: float = param(
        0.2,
        unit=Unit.PER_MONTH,
        plausible=(0.1, 0.4),
        label="Tries a month of leaders who do nothing but try",
        source="choice",
    )
    threshold: float = param(
        1.0, unit=Unit.RATIO, plausible=(0.7, 1.3), label="Effort that projects need, as a multiple", source="choice"
    )
    freedom: float = constant(
        0.5,
        Unit.RATIO,
        (0.0, 2.0),
        "Further tries where outcomes are judged rather than process",
        "choice: freedom to redesign",
        bounds=(0.0, 10.0),
    )
    begins_at: float = constant(
        0.5, Unit.FRACTION, (0.3, 0.8), "Effort with which a project is begun, of that needed", "choice"
    )
    lead_saves: float = constant(
        0.14 / 1.06,
        Unit.FRACTION,
        (0.0, 0.3),
        "Effort saved where the lead is ceded to whom a task suits, of that needed",
        "choice: of 1.06, one who leads alone saves .14 by ceding",
        bounds=(0.0, 0.9),
    )


def effort_needed(p: BeginningParams, usual: Array, ceded: Array) -> Array:
    """Return the effort that kinds of project need where so much of their lead is ceded."""
    return p.threshold * usual * (1.0 - p.lead_saves * ceded)


def chance_of_a_try(p: BeginningParams, doing: Array) -> Array:
    """Return the chance that sponsors try a kind of project in a round."""
    return 1.0 - np.exp(-p.pilots * MONTHS_PER_ROUND * doing)

"""Money: whether cost is moved over a boundary, and joint money kept at home.

Rule      Both tempt more the higher the pressure, and the less the whole counts in money, which may be by a seat
          (`seats`); pooled money disarms them.
Formula   shunt = (1 - phi*s)*(1 - .5*pool)*logistic(8*(P - .65))*(1 + finance_k); diverted = (1 - phi*s)*(1 -
          pool)*logistic(10*(P - .65)); finance is the interface's hard difference about its mean.
Source    choices.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.behaviours.seen import OrganisationSeen
from sim.core.arithmetic import Array, logistic
from sim.core.parameters import Unit, constant, param
from sim.world.network import at


@dataclass(frozen=True)
class MoneyParams:
    """What tempts organisations to mind their own budget alone."""

    shunt_from: float = param(
        0.65, unit=Unit.FRACTION, plausible=(0.5, 0.8), label="Pressure at which half would shift cost", source="choice"
    )
    pool_disarms: float = param(
        0.5, unit=Unit.FRACTION, plausible=(0.2, 0.8), label="Shunting disarmed by a full pool", source="choice"
    )
    shunt_steepness: float = constant(
        8.0, Unit.EXPONENT, (4.0, 12.0), "How sharply the wish to shunt cost rises with pressure", "choice"
    )
    divert_steepness: float = constant(
        10.0,
        Unit.EXPONENT,
        (5.0, 15.0),
        "How sharply the wish to keep joint money at home rises with pressure",
        "choice",
    )


def money_choice(seen: OrganisationSeen, p: MoneyParams) -> tuple[Array, Array]:
    """Return the wish to shunt cost, by direction, and the joint money kept at home, by organisation."""
    tempted = seen.pressure - p.shunt_from
    own_money = 1.0 - seen.weight_on_purpose * seen.purpose_in_money
    selfish = own_money * (1.0 - p.pool_disarms * seen.pooled)
    shunt = np.clip(
        at(selfish * logistic(p.shunt_steepness * tempted), seen.owner) * (1.0 + seen.unlike_finance), 0.0, 1.0
    )
    return shunt, own_money * (1.0 - seen.pooled) * logistic(p.divert_steepness * tempted)

"""Effort: how an organisation splits it between home and partners, and what a promise takes of it.

Rule      An organisation splits one unit of discretionary effort between home and its boundaries so as to get the most
          from returns of the form v*sqrt(effort), and pledges accordingly. Joint work is worth what it brings the
          organisation itself and, as far as purpose counts, what it brings the whole; pressure may pull to it, and
          more than a team can bear makes it rigid.
Formula   v_home = (1 - phi*s) + phi*s*h; worth = V*delta*exp(2*need)*[(1 - phi*s)*w + phi*s*b]; need = a_P*(P - 1/2) -
          b_P*o^2; share_k = n_k*v_k^z/(sum n*v^z + v_home^z), n = 1/degree; promise a = 1 -
          exp(-(share/n)*(available/.85)*y/x0), y what links make of effort (`links`).
Source    the square-root optimum is exact for z = 2; V is tuned to trust of .43 at month 0, the rest are choices.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.behaviours.seen import OrganisationSeen
from sim.core.arithmetic import NEVER_ZERO, Array, power
from sim.core.parameters import Evidence, Unit, constant, param
from sim.world.network import at


@dataclass(frozen=True)
class EffortParams:
    """What joint work and home are worth, and what effort a promise takes."""

    value: float = param(
        2.9,
        unit=Unit.RATIO,
        plausible=(2.0, 4.5),
        label="Worth of work at a boundary",
        evidence=Evidence.TUNED,
        source="tuned to trust of .43 at month 0; re-set with price, curvature, asymmetry",
    )
    price: float = param(
        0.40,
        unit=Unit.FRACTION,
        plausible=(0.25, 0.6),
        bounds=(0.01, 1.0),
        label="Effort that most of a promise takes",
        source="choice without evidence: swept and shown; the strongest lever of all",
    )
    curvature: float = param(
        2.0,
        unit=Unit.EXPONENT,
        plausible=(1.5, 2.5),
        label="Sharpness of the split of effort",
        source="optimum of square-root returns",
    )
    own_share: float = param(
        0.35, unit=Unit.FRACTION, plausible=(0.25, 0.45), label="Own share of a joint benefit", source="choice"
    )
    system_weight: float = param(
        1.0, unit=Unit.RATIO, plausible=(0.7, 1.3), label="Weight of the system's benefit in decisions", source="choice"
    )
    home_shared: float = param(
        0.5,
        unit=Unit.FRACTION,
        plausible=(0.3, 0.7),
        label="Part of home effort that serves the system",
        source="choice",
    )
    need_pull: float = param(
        0.0,
        unit=Unit.FRACTION,
        plausible=(0.0, 0.4),
        label="Pull of pressure to joint work",
        source="choice: 0; .3 shown beside",
    )
    rigidity: float = param(
        3.0,
        unit=Unit.RATIO,
        plausible=(1.0, 6.0),
        label="Rigidity of teams under excess pressure",
        source="choice; Staw et al. 1981",
    )
    usual_pressure: float = constant(
        0.5,
        Unit.FRACTION,
        (0.3, 0.7),
        "Pressure at which need neither pulls nor repels",
        "choice",
    )
    usual_hours: float = constant(
        0.85,
        Unit.FRACTION,
        (0.7, 1.0),
        "Hours left to leaders with which the price of a promise is set",
        "choice",
        bounds=(0.1, 1.0),
    )


MOST_PROMISED = 0.97
"""A limit to what one unit of effort can carry."""


def benefits(seen: OrganisationSeen, system: Array, p: EffortParams) -> tuple[Array, Array]:
    """Return what joint work is worth to the organisation itself, and to it for the whole, by direction.

    Args:
        seen: by organisations.
        system: how far the whole counts, by organisation.
        p: what joint work is worth.
    """
    need = p.need_pull * (seen.pressure - p.usual_pressure) - p.rigidity * seen.excess * seen.excess
    worth = p.value * seen.horizon * np.exp(2.0 * need)
    return at(worth * (1.0 - system) * p.own_share, seen.owner), at(worth * system * p.system_weight, seen.owner)


def split(value: Array, system: Array, seen: OrganisationSeen, p: EffortParams) -> Array:
    """Return the shares of one unit of effort that boundaries of such value draw; the rest stays at home."""
    home = power((1.0 - system) + system * p.home_shared, p.curvature)
    drawn = power(np.maximum(value, NEVER_ZERO), p.curvature) / at(seen.degree, seen.owner)
    return drawn / at(seen.over(drawn) + home, seen.owner)


def carried(share: Array, seen: OrganisationSeen, p: EffortParams) -> Array:
    """Return the promises that shares of one unit of effort carry."""
    effort = share * at(seen.degree, seen.owner) * at(seen.available / p.usual_hours, seen.owner)
    return 1.0 - np.exp(-effort * seen.link_yield / p.price)


def within_effort(wanted: Array, seen: OrganisationSeen, p: EffortParams) -> tuple[Array, Array]:
    """Return the promises nearest to those wanted that one unit of effort can carry, and the shares they take."""
    most = at(seen.degree * seen.available / p.usual_hours, seen.owner) * seen.link_yield
    share = -p.price * np.log(1.0 - np.minimum(wanted, MOST_PROMISED)) / most
    share = share / at(np.maximum(seen.over(share), 1.0), seen.owner)
    return 1.0 - np.exp(-share * most / p.price), share

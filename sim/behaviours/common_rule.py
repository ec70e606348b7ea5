"""How leaders and organisations decide: one rule for every behaviour.

Rule      A leader decides whom to meet, whom to believe, whether to raise a difference and to offer the lead. An
          organisation splits one unit of discretionary effort between home and its boundaries so as to get the most
          from returns of the form v*sqrt(effort), pledges accordingly, and decides whether to shunt cost and divert
          joint money.
Formula   v_home = (1 - phi*s) + phi*s*h; v_k = V*delta*[(1 - phi*s)*w*(1 - acc_k) + phi*s*b]*B_k*exp(2*need)*pull_k*
          exp(-(targets_k + x*(market - 1/4))*P)*crossing_k^i; share_k = n_k*v_k^z/(sum n*v^z + v_home^z), n = 1/degree;
          promise a = 1 - exp(-(share/n)*(available/.85)*y/x0), y what links make of effort (`links`); need = a_P*(P -
          1/2) - b_P*o^2; shunt = (1 - phi*s)*(1 - .5*pool)*logistic(8*(P - .65))*(1 + finance_k); diverted = (1 -
          phi*s)*(1 - pool)*logistic(10*(P - .65)). acc, targets and finance are the interface's hard differences about
          their means, crossing its share over its mean; of shunt and diverted s is purpose in money, which may be that
          of a seat (`seats`).
Source    the square-root optimum is exact for z = 2; no term contains an outcome. Trust as a risk decision: Mayer,
          Davis & Schoorman 1995; witness reputation weighted by doubt: FIRE (Huynh et al. 2006); V is tuned to trust of
          .43 at month 0, the rest are choices; a market culture follows its own targets (dial `market`): Cameron &
          Quinn 2011.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.behaviours.seen import Action, LeaderAction, LeaderSeen, OrganisationSeen
from sim.core.arithmetic import Array, logistic, power
from sim.core.parameters import Evidence, Role, Unit, constant, param
from sim.world.network import at
from sim.world.rows import EVEN_MIX


@dataclass(frozen=True)
class DecisionParams:
    """Parameters of deciding."""

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
    leader_share: float = param(
        0.6,
        unit=Unit.FRACTION,
        plausible=(0.4, 0.7),
        label="Trust resting on persons rather than organisations",
        source="Zaheer et al. 1998; choice",
    )
    witness: float = param(
        0.35,
        unit=Unit.FRACTION,
        plausible=(0.0, 0.5),
        label="Weight of reputation where leaders are in doubt",
        source="FIRE; measured nearly inert",
    )
    habit: float = param(
        0.35, unit=Unit.MEETINGS_PER_MONTH, plausible=(0.2, 0.6), label="Meetings of leaders by habit", source="choice"
    )
    meet_for_work: float = param(
        1.0,
        unit=Unit.MEETINGS_PER_MONTH,
        plausible=(0.5, 1.5),
        label="Meetings of leaders for full joint work",
        source="choice",
    )
    meet_convened: float = param(
        1.5,
        unit=Unit.MEETINGS_PER_MONTH,
        plausible=(0.8, 2.5),
        label="Meetings of leaders when fully convened",
        source="choice",
    )
    meet_project: float = param(
        0.3,
        unit=Unit.MEETINGS_PER_MONTH,
        plausible=(0.1, 0.6),
        label="Meetings of leaders for a running project",
        source="choice",
    )
    candour: float = param(
        0.05, unit=Unit.PER_MONTH, plausible=(0.02, 0.1), label="Differences raised anyway", source="choice"
    )
    candour_perceiving: float = param(
        0.1,
        unit=Unit.PER_MONTH,
        plausible=(0.0, 0.2),
        label="Differences raised by leaders who perceive more",
        source="choice",
    )
    candour_practised: float = param(
        0.35,
        unit=Unit.PER_MONTH,
        plausible=(0.2, 0.5),
        label="Differences raised through full honest conversations",
        source="choice",
    )
    candour_together: float = param(
        0.1,
        unit=Unit.PER_MONTH,
        plausible=(0.0, 0.2),
        label="Differences raised in teams that take part",
        source="choice",
    )
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
    shunt_from: float = param(
        0.65, unit=Unit.FRACTION, plausible=(0.5, 0.8), label="Pressure at which half would shift cost", source="choice"
    )
    pool_disarms: float = param(
        0.5, unit=Unit.FRACTION, plausible=(0.2, 0.8), label="Shunting disarmed by a full pool", source="choice"
    )
    meet_least: float = constant(
        0.6, Unit.FRACTION, (0.3, 0.9), "Meetings sought by leaders who hardly relate, relative to occasions", "choice"
    )
    usual_perceiving: float = constant(
        0.4, Unit.FRACTION, (0.3, 0.5), "Tendency to perceive with which differences are raised as usual", "choice"
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
    learning: float = constant(
        0.5,
        Unit.FRACTION,
        (0.2, 0.8),
        "How fast adaptive teams learn from what paid (a round)",
        "choice, as in Macy & Flache 2002; only the behaviour adaptive reads it",
    )
    rescue_sharpness: float = constant(
        8.0,
        Unit.EXPONENT,
        (4.0, 12.0),
        "How sharply heroic leaders turn to the boundary where most people wait",
        "choice: nearly all goes to one; only the behaviour heroic reads it",
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


MOST_PROMISED = 0.97
"""A limit to what one unit of effort can carry."""


def leader_choice(seen: LeaderSeen, p: DecisionParams) -> LeaderAction:
    """Decide for leaders by the common rule."""
    occasions = (
        p.habit
        + p.meet_for_work * seen.joint_work
        + p.meet_project * seen.shared_projects
        + p.meet_convened * seen.convened
    )
    wish = at(occasions, seen.direction)
    wish *= at(p.meet_least + seen.relating, seen.seat)
    belief = at(seen.reputation, seen.direction)
    belief -= seen.trust
    belief *= seen.doubt
    belief *= p.witness
    belief += seen.trust
    candour = p.candour + p.candour_perceiving * (seen.perceiving - p.usual_perceiving)
    candour = candour + p.candour_practised * seen.honest + p.candour_together * seen.takes_part
    return LeaderAction(wish, belief, np.maximum(candour, 0.0), seen.weight_on_purpose * seen.purpose)


def organisation_choice(seen: OrganisationSeen, p: DecisionParams) -> Action:
    """Decide for organisations by the common rule."""
    system = seen.weight_on_purpose * seen.purpose
    need = p.need_pull * (seen.pressure - p.usual_pressure) - p.rigidity * seen.excess * seen.excess
    worth = p.value * seen.horizon * np.exp(2.0 * need)
    own = (worth * (1.0 - system) * p.own_share)[seen.owner] * (1.0 - p.accountability * seen.unlike_accountability)
    joint = own + (worth * system * p.system_weight)[seen.owner]
    pressed = np.exp(
        -p.targets * seen.unlike_targets * seen.pressure[seen.owner]
        - (p.market * (seen.market - EVEN_MIX) * seen.pressure)[seen.owner]
    )
    value = joint * seen.belief * seen.pull * pressed * power(seen.crossing, p.interdependency)
    home = power((1.0 - system) + system * p.home_shared, p.curvature)
    drawn = power(np.maximum(value, 1e-6), p.curvature) / seen.degree[seen.owner]
    share = drawn / (seen.over(drawn) + home)[seen.owner]
    promise = carried(share, seen, p)
    tempted = seen.pressure - p.shunt_from
    own_money = 1.0 - seen.weight_on_purpose * seen.purpose_in_money
    selfish = own_money * (1.0 - p.pool_disarms * seen.pooled)
    shunt = np.clip(
        (selfish * logistic(p.shunt_steepness * tempted))[seen.owner] * (1.0 + seen.unlike_finance), 0.0, 1.0
    )
    return Action(promise, share, shunt, own_money * (1.0 - seen.pooled) * logistic(p.divert_steepness * tempted))


def carried(share: Array, seen: OrganisationSeen, p: DecisionParams) -> Array:
    """Return the promises that shares of one unit of effort carry."""
    effort = share * seen.degree[seen.owner] * (seen.available / p.usual_hours)[seen.owner]
    return 1.0 - np.exp(-effort * seen.link_yield / p.price)


def within_effort(wanted: Array, seen: OrganisationSeen, p: DecisionParams) -> tuple[Array, Array]:
    """Return the promises nearest to those wanted that one unit of effort can carry, and the shares they take."""
    most = (seen.degree * seen.available / p.usual_hours)[seen.owner] * seen.link_yield
    share = -p.price * np.log(1.0 - np.minimum(wanted, MOST_PROMISED)) / most
    share = share / np.maximum(seen.over(share), 1.0)[seen.owner]
    return 1.0 - np.exp(-share * most / p.price), share

"""Where trust begins: without evidence, in a newcomer, and before the warm-up.

Rule      Without evidence trust is that of the place; places differ for good, in this and in how newcomers are met. A
          newcomer's ties start afresh, both ways; organisations keep all when a leader goes.
Formula   T = a without evidence; newcomer: T = b*O + (1 - b)*role at evidence n.
Source    newcomers: Meyerson, Weick & Kramer 1996 (from memory); the rest are choices.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sim.core.arithmetic import Array, in_runs
from sim.core.draws import Draws, Keys
from sim.core.parameters import Evidence, Unit, constant, param, switch
from sim.core.questions import Ask
from sim.core.state import State, Variable
from sim.world.network import Network, at

_FORGOTTEN = "choice: forgotten in the warm-up"


@dataclass(frozen=True)
class FirstTrustParams:
    """Trust without evidence, in newcomers, and before the warm-up."""

    prior: float = param(
        0.48,
        unit=Unit.FRACTION,
        plausible=(0.4, 0.55),
        label="Trust without any evidence",
        source="choice",
        ask=Ask(
            "leaders",
            "How far do partners trust before they have worked together?",
            "Less than in most places",
            "More than in most places",
            order=3,
            step=0.01,
            scale=100.0,
            unit="out of 100",
            both=True,
        ),
    )
    prior_spread: float = param(
        0.08,
        unit=Unit.FRACTION,
        plausible=(0.0, 0.12),
        label="Spread of trust without evidence between places",
        source="tuned to lasting differences between places",
        evidence=Evidence.TUNED,
    )
    newcomer: float = param(
        0.36,
        unit=Unit.FRACTION,
        plausible=(0.28, 0.45),
        label="Trust in a newcomer to a post",
        source="choice after Meyerson et al. 1996",
        ask=Ask(
            "leaders",
            "How much trust does a new leader meet at first?",
            "Little",
            "As much as anybody",
            order=4,
            step=0.01,
            scale=100.0,
            unit="out of 100",
            both=True,
        ),
    )
    newcomer_spread: float = param(
        0.06,
        unit=Unit.FRACTION,
        plausible=(0.0, 0.1),
        label="Spread of trust in newcomers between places",
        source="tuned to lasting differences between places",
        evidence=Evidence.TUNED,
    )
    inherited: float = param(
        0.3,
        unit=Unit.FRACTION,
        plausible=(0.0, 0.5),
        label="What a newcomer inherits of the organisation's trust",
        source="choice",
    )
    first_evidence: float = param(
        1.5, unit=Unit.EVIDENCE, plausible=(1.0, 4.0), label="Evidence behind a newcomer's first trust", source="choice"
    )
    place_spread: bool = switch(
        True, label="Places differ in lasting trust", source="model design: lasting place effects"
    )
    before_spread: float = constant(
        0.08, Unit.FRACTION, (0.0, 0.12), "Spread of trust between leaders before the warm-up", _FORGOTTEN
    )
    before_spread_teams: float = constant(
        0.06, Unit.FRACTION, (0.0, 0.12), "Spread of trust between teams before the warm-up", _FORGOTTEN
    )
    before_evidence: float = constant(
        5.0,
        Unit.EVIDENCE,
        (2.0, 10.0),
        "Evidence behind a leader's trust before the warm-up",
        _FORGOTTEN,
        bounds=(0.01, 1e3),
    )


def first_values(
    p: FirstTrustParams,
    draws: Draws,
    keys: Mapping[str, Keys],
    own: Mapping[str, Variable],
    firsts: Mapping[str, Array],
) -> dict[str, Array]:
    """Return lasting trust in the place, and evidence before the warm-up, which forgets it.

    Args:
        p: where trust begins.
        draws: of the warm-up's start.
        keys: of rows, by entity.
        own: the variables, which hold what is drawn within their bounds.
        firsts: their first values, without chance.
    """
    on = 1.0 if p.place_spread else 0.0
    prior = p.prior + on * p.prior_spread * draws.normal("trust prior", keys["place"])[0]
    newcomer = p.newcomer + on * p.newcomer_spread * draws.normal("newcomer trust", keys["place"])[0]
    spread, spread_teams, evidence = p.before_spread, p.before_spread_teams, p.before_evidence
    tie = own["tie_trust"].within(firsts["tie_trust"] + spread * draws.normal("first trust", keys["tie"]))
    team = firsts["organisation_trust"] + spread_teams * draws.normal("first trust", keys["direction"])
    team = own["organisation_trust"].within(team)
    return {
        "tie_kept": evidence * tie,
        "tie_broken": evidence * (1.0 - tie),
        "tie_trust": tie,
        "organisation_kept": 2.0 * evidence * team,
        "organisation_broken": 2.0 * evidence * (1.0 - team),
        "organisation_trust": team,
        "trust_prior": own["trust_prior"].within(prior),
        "newcomer_trust": own["newcomer_trust"].within(newcomer),
    }


def restart(p: FirstTrustParams, state: State, net: Network, ties: tuple[Array, Array], between: Array) -> None:
    """Start the ties of newcomers afresh, both ways.

    Args:
        p: where trust begins.
        state: with who left.
        net: whose ties.
        ties: evidence for and against, by tie: two new arrays, which are altered.
        between: trust between organisations, by direction.
    """
    (tie_kept, tie_broken), (tie, run) = ties, net.touched(state.left)
    inherited, first = in_runs(p.inherited, run), in_runs(p.first_evidence, run)
    prior = state.trust_prior[run]
    fresh = inherited * at(between, net.tie_direction)[tie, run] + (1.0 - inherited) * state.newcomer_trust[run]
    tie_kept[tie, run] = np.maximum(0.0, fresh * (first + 2.0) - 2.0 * prior)
    tie_broken[tie, run] = np.maximum(0.0, (1.0 - fresh) * (first + 2.0) - 2.0 * (1.0 - prior))

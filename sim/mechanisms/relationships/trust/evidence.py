"""What a round says of a partner: evidence of kept and of broken promises, as far as it is seen.

Rule      Each visible round adds evidence of how well the partner kept its word; old evidence fades; bad evidence
          weighs more. Organisations see more steadily than their leaders, and take wins and losses of joint projects
          in full where leaders credit half of them to one another. By the dial `recent` trust is in part what this
          round alone says, by `reputation` in part what the partner's other partners trust it; neither by default.
Formula   r <- lam*r + w*q*g + wins; s <- lam*s + eta*(w*q*(1 - g) + harm/2) + losses; w = months of a round; q of
          organisations: .3 + .7q. T <- (1 - x)*T + x*g/(g + eta*(1 - g)), x = recent; T_ij <- (1 - y)*T_ij + y*mean of
          O_kj over j's other partners k, of the round before, y = reputation.
Source    asymmetry: Slovic 1993 (contested: run eta = 1 too); two layers: Zaheer, McEvily & Perrone 1998; direct and
          witness trust: Huynh, Jennings & Shadbolt 2006; the rest are choices.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.core.arithmetic import MONTHS_PER_ROUND, NEVER_ZERO, Array
from sim.core.parameters import Unit, constant, param
from sim.core.state import State
from sim.world.network import Network, Rows, at


@dataclass(frozen=True)
class EvidenceParams:
    """How evidence is weighed, seen and forgotten."""

    half_life: float = param(
        18.0,
        unit=Unit.MONTHS,
        plausible=(12.0, 36.0),
        label="Time until half of what partners did is forgotten",
        source="choice",
    )
    asymmetry: float = param(
        2.5,
        unit=Unit.RATIO,
        plausible=(1.0, 4.0),
        label="Weight of a broken against a kept promise",
        source="Slovic 1993, contested; promises.reliability is to be re-set with it",
    )
    unseen: float = constant(
        0.3, Unit.FRACTION, (0.1, 0.6), "Evidence that organisations gather where leaders do not meet", "choice"
    )
    of_leaders: float = constant(
        0.5, Unit.FRACTION, (0.3, 0.8), "Part of joint wins and losses that leaders credit to one another", "choice"
    )
    recent: float = constant(
        0.0,
        Unit.FRACTION,
        (0.0, 0.5),
        "Trust that rests on what this round alone says",
        "choice: 0 leaves it out; beside a long memory it makes trust fast and slow",
    )
    reputation: float = constant(
        0.0,
        Unit.FRACTION,
        (0.0, 0.5),
        "Trust that rests on what the partner's other partners trust it",
        "choice: 0 leaves it out; Huynh, Jennings & Shadbolt 2006",
    )


def fading(p: EvidenceParams) -> Any:
    """Return the share of old evidence that a round leaves."""
    return np.exp(-np.log(2.0) * MONTHS_PER_ROUND / p.half_life)


def good_and_bad(p: EvidenceParams, seen_kept: Array) -> tuple[Array, Array]:
    """Return the evidence, by direction, in a round that is seen in full, of a word kept so well."""
    return MONTHS_PER_ROUND * seen_kept, p.asymmetry * MONTHS_PER_ROUND * (1.0 - seen_kept)


def of_organisations(
    p: EvidenceParams, state: State, round_says: tuple[Array, Array], harm: Array, mended: Array
) -> tuple[Array, Array]:
    """Return what organisations hold for and against each partner after a round.

    Args:
        p: how evidence is weighed.
        state: with the evidence before.
        round_says: what is good and bad in a round that is seen in full.
        harm: bad evidence in what happened besides.
        mended: share of bad evidence that is left.
    """
    (good, bad), left = round_says, fading(p)
    steady = p.unseen + (1.0 - p.unseen) * state.direction_visibility
    kept = left * state.organisation_kept + steady * good + state.project_won
    broken = (left * state.organisation_broken + steady * bad + harm + state.project_lost) * mended
    return kept, broken


def of_ties(
    p: EvidenceParams, state: State, rows: Rows, round_says: tuple[Array, Array], harm: Array, mended: Array
) -> tuple[Array, Array]:
    """Return what leaders hold for and against each other after a round; sums are built in place, for speed.

    Args:
        p: how evidence is weighed.
        state: with the evidence before.
        rows: direction of each tie.
        round_says: what is good and bad in a round that is seen in full, by direction.
        harm: bad evidence in what happened besides, by direction.
        mended: share of bad evidence that is left, by direction.
    """
    (good, bad), left, seen = round_says, fading(p), state.visibility
    kept = at(good, rows)
    kept *= seen
    kept += left * state.tie_kept
    kept += at(p.of_leaders * state.project_won, rows)
    broken = at(bad, rows)
    broken *= seen
    broken += left * state.tie_broken
    broken += at(harm + p.of_leaders * state.project_lost, rows)
    broken *= at(mended, rows)
    return kept, broken


def besides(p: EvidenceParams, state: State, net: Network, says: tuple[Array, Array]) -> tuple[Array, Any]:
    """Return, by direction, what trust rests on besides evidence that was gathered, weighed, and how much that leaves.

    Args:
        p: how evidence is weighed.
        state: with trust between organisations as of the round before.
        net: whose directions.
        says: what is good and bad in a round that is seen in full.
    """
    good, bad = says
    mine, partners = state.organisation_trust, net.degree[net.direction_to][:, None]
    received = partners * net.mean_incoming(mine)[net.direction_to]
    reputation = np.where(partners > 1.0, (received - mine) / np.maximum(partners - 1.0, 1.0), mine)
    recent = p.recent * good / np.maximum(good + bad, NEVER_ZERO)
    return (1.0 - p.reputation) * recent + p.reputation * reputation, (1.0 - p.recent) * (1.0 - p.reputation)

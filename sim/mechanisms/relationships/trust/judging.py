"""Trust: evidence of kept and broken promises, between leaders and between organisations.

Rule      Leaders judge leaders and organisations judge organisations, each by the evidence it holds for and against
          the other beside what is trusted without any. What a round adds to it, what harms and mends, and where it
          begins each stand in a file.
Formula   T = (r + 2a)/(r + s + 2), of which by rival rules (`evidence`) a part is left.
Reads     seen_kept, visibility, direction_visibility, raised, ruptured, shunted, team_culture, project_won,
          project_lost, left, tie_kept, tie_broken, organisation_kept, organisation_broken, organisation_trust,
          trust_prior, newcomer_trust
Writes    tie_kept, tie_broken, organisation_kept, organisation_broken, tie_trust, tie_doubt, organisation_trust,
          certainty
Source    Beta evidence: Josang & Ismail 2002; two layers: Zaheer, McEvily & Perrone 1998.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from sim.core.arithmetic import Array, in_some_run
from sim.core.draws import Draws
from sim.core.state import Changes, State, Variable, put
from sim.mechanisms.relationships.trust.beginning import FirstTrustParams, first_values, restart
from sim.mechanisms.relationships.trust.evidence import EvidenceParams, besides, good_and_bad, of_organisations, of_ties
from sim.mechanisms.relationships.trust.harm import HarmParams, happened, mended
from sim.world.network import at
from sim.world.world import Clock, World


@dataclass(frozen=True)
class TrustParams(HarmParams, FirstTrustParams, EvidenceParams):
    """Parameters of trust: of evidence, of where it begins, and of what harms and mends."""


_EVIDENCE = ("tie_kept", "tie_broken", "organisation_kept", "organisation_broken")


@dataclass(frozen=True)
class Trust:
    """See the module's docstring for the rule."""

    params: TrustParams
    world: World

    name: ClassVar[str] = "trust"
    Params: ClassVar[type[Any]] = TrustParams
    reads: ClassVar[tuple[str, ...]] = (
        "seen_kept",
        "visibility",
        "direction_visibility",
        "raised",
        "ruptured",
        "shunted",
        "team_culture",
        "project_won",
        "project_lost",
        "left",
        *_EVIDENCE,
        "organisation_trust",
        "trust_prior",
        "newcomer_trust",
    )
    writes: ClassVar[tuple[str, ...]] = (*_EVIDENCE, "tie_trust", "tie_doubt", "organisation_trust", "certainty")
    owns: ClassVar[tuple[Variable, ...]] = (
        Variable("tie_kept", "tie", "evidence", "Evidence that a leader keeps promises", low=0.0),
        Variable("tie_broken", "tie", "evidence", "Evidence that a leader breaks them", low=0.0),
        Variable("tie_trust", "tie", "index", "A leader's trust in another", low=0.0, high=1.0, first=0.43),
        Variable("tie_doubt", "tie", "share", "How uncertain that trust is", low=0.0, high=1.0, first=0.3),
        Variable("organisation_kept", "direction", "evidence", "Evidence that an organisation keeps promises", low=0.0),
        Variable("organisation_broken", "direction", "evidence", "Evidence that an organisation breaks them", low=0.0),
        Variable(
            "organisation_trust",
            "direction",
            "index",
            "An organisation's trust in another",
            low=0.0,
            high=1.0,
            first=0.43,
        ),
        Variable("certainty", "direction", "share", "How certain that trust is", low=0.0, high=1.0, first=0.8),
        Variable("trust_prior", "place", "index", "Trust without evidence in this place", low=0.2, high=0.8),
        Variable("newcomer_trust", "place", "index", "Trust in a newcomer in this place", low=0.1, high=0.7),
    )

    def start(self, draws: Draws, runs: int) -> dict[str, Array]:
        own, firsts = {one.name: one for one in self.owns}, self.world.firsts(self.owns, runs)
        return firsts | first_values(self.params, draws, self.world.keys, own, firsts)

    def step(self, state: State, draws: Draws, clock: Clock) -> Changes:
        p, net = self.params, self.world.network
        says = good_and_bad(p, state.seen_kept)
        harm, left = p.asymmetry / 2.0 * happened(p, state, net), mended(p, state, net)
        kept, broken = of_organisations(p, state, says, harm, left)
        evidence = kept + broken + 2.0
        between = (kept + 2.0 * state.trust_prior) / evidence
        rival = besides(p, state, net, says) if in_some_run(p.recent) or in_some_run(p.reputation) else None
        if rival is not None:
            rests, left_of = rival
            between = left_of * between + rests

        tie_kept, tie_broken = of_ties(p, state, net.tie_direction, says, harm, left)
        restart(p, state, net, (tie_kept, tie_broken), between)
        doubt = tie_kept + tie_broken
        doubt += 2.0
        np.divide(1.0, doubt, out=doubt)
        trust = tie_kept + 2.0 * state.trust_prior
        trust *= doubt
        doubt *= 2.0
        if rival is not None:
            rests, left_of = rival
            trust = left_of * trust + at(rests, net.tie_direction)
        return (
            put("tie_kept", tie_kept),
            put("tie_broken", tie_broken),
            put("tie_trust", trust),
            put("tie_doubt", doubt),
            put("organisation_kept", kept),
            put("organisation_broken", broken),
            put("organisation_trust", between),
            put("certainty", 1.0 - 2.0 / evidence),
        )

"""Trust: evidence of kept and broken promises, between leaders and between organisations.

Rule      Each visible round adds evidence of how well the partner kept its word; old evidence fades; bad evidence
          weighs more; a raised and resolved conflict takes part of the bad evidence away; a newcomer's ties start
          afresh. By the dial `clan`, raised conflicts mend more between teams of a clan culture, less between others.
Formula   r <- lam*r + w*q*g + wins; s <- (lam*s + eta*(w*q*(1 - g) + harm/2) + losses)*(1 - repair*(1 + x*(clan -
          1/4))*raised); T = (r + 2a)/(r + s + 2); harm = rupture*ruptured + raising*raised + shunt*shunted.
          Organisations see more steadily (.3 + .7q), take wins and losses in full where ties take half, and keep all
          when a leader goes. Newcomer: T = b*O + (1 - b)*role at evidence n.
Reads     seen_kept, visibility, direction_visibility, raised, ruptured, shunted, team_culture, project_won,
          project_lost, left, tie_kept, tie_broken, organisation_kept, organisation_broken, trust_prior, newcomer_trust
Writes    tie_kept, tie_broken, organisation_kept, organisation_broken, tie_trust, tie_doubt, organisation_trust,
          certainty
Source    Beta evidence: Josang & Ismail 2002; asymmetry: Slovic 1993 (contested: run eta = 1 too); two layers: Zaheer,
          McEvily & Perrone 1998; newcomers: Meyerson, Weick & Kramer 1996 (from memory); repair: choice; clans and
          repair: Cameron & Quinn 2011.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from sim.core.arithmetic import MONTHS_PER_ROUND, Array, in_runs
from sim.core.draws import Draws
from sim.core.parameters import Evidence, Unit, constant, param, switch
from sim.core.questions import Ask
from sim.core.state import Changes, State, Variable, put
from sim.world.network import at
from sim.world.rows import EVEN_MIX, Quadrant
from sim.world.world import Clock, World

_FORGOTTEN = "choice: forgotten in the warm-up"


@dataclass(frozen=True)
class TrustParams:
    """Parameters of trust."""

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
    place_spread: bool = switch(
        True, label="Places differ in lasting trust", source="model design: lasting place effects"
    )
    unseen: float = constant(
        0.3, Unit.FRACTION, (0.1, 0.6), "Evidence that organisations gather where leaders do not meet", "choice"
    )
    of_leaders: float = constant(
        0.5, Unit.FRACTION, (0.3, 0.8), "Part of joint wins and losses that leaders credit to one another", "choice"
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
        p, keys, firsts = self.params, self.world.keys, self.world.firsts(self.owns, runs)
        own, on = {one.name: one for one in self.owns}, 1.0 if p.place_spread else 0.0
        prior = p.prior + on * p.prior_spread * draws.normal("trust prior", keys["place"])[0]
        newcomer = p.newcomer + on * p.newcomer_spread * draws.normal("newcomer trust", keys["place"])[0]
        spread, spread_teams, evidence = p.before_spread, p.before_spread_teams, p.before_evidence
        tie = own["tie_trust"].within(firsts["tie_trust"] + spread * draws.normal("first trust", keys["tie"]))
        team = firsts["organisation_trust"] + spread_teams * draws.normal("first trust", keys["direction"])
        team = own["organisation_trust"].within(team)
        return firsts | {
            "tie_kept": evidence * tie,
            "tie_broken": evidence * (1.0 - tie),
            "tie_trust": tie,
            "organisation_kept": 2.0 * evidence * team,
            "organisation_broken": 2.0 * evidence * (1.0 - team),
            "organisation_trust": team,
            "trust_prior": own["trust_prior"].within(prior),
            "newcomer_trust": own["newcomer_trust"].within(newcomer),
        }

    def step(self, state: State, draws: Draws, clock: Clock) -> Changes:
        p, net = self.params, self.world.network
        fading = np.exp(-np.log(2.0) * MONTHS_PER_ROUND / p.half_life)
        good, bad = MONTHS_PER_ROUND * state.seen_kept, p.asymmetry * MONTHS_PER_ROUND * (1.0 - state.seen_kept)
        salient = p.raising * state.raised + p.rupture * state.ruptured
        harm = p.asymmetry / 2.0 * (net.spread(salient) + p.shunt * net.back(state.shunted))
        clan = net.ends(state.team_culture[:, Quadrant.CLAN]) - EVEN_MIX
        repair = np.clip(p.repair * (1.0 + p.clan * clan), 0.0, 1.0)
        mended = net.spread(1.0 - repair * state.raised)

        steady = p.unseen + (1.0 - p.unseen) * state.direction_visibility
        kept = fading * state.organisation_kept + steady * good + state.project_won
        broken = (fading * state.organisation_broken + steady * bad + harm + state.project_lost) * mended
        evidence = kept + broken + 2.0
        between = (kept + 2.0 * state.trust_prior) / evidence

        tie_kept, tie_broken = self._ties(state, fading, good, bad, harm, mended)
        self._restart(state, tie_kept, tie_broken, between)
        doubt = tie_kept + tie_broken
        doubt += 2.0
        np.divide(1.0, doubt, out=doubt)
        trust = tie_kept + 2.0 * state.trust_prior
        trust *= doubt
        doubt *= 2.0
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

    def _ties(
        self, state: State, fading: Any, good: Array, bad: Array, harm: Array, mended: Array
    ) -> tuple[Array, Array]:
        """Return the evidence of every tie after this round; sums are built in place, for speed."""
        p = self.params
        rows, seen = self.world.network.tie_direction, state.visibility
        kept = at(good, rows)
        kept *= seen
        kept += fading * state.tie_kept
        kept += at(p.of_leaders * state.project_won, rows)
        broken = at(bad, rows)
        broken *= seen
        broken += fading * state.tie_broken
        broken += at(harm + p.of_leaders * state.project_lost, rows)
        broken *= at(mended, rows)
        return kept, broken

    def _restart(self, state: State, tie_kept: Array, tie_broken: Array, between: Array) -> None:
        """Start the ties of newcomers afresh, both ways (alters the two new arrays it is given)."""
        p, net = self.params, self.world.network
        tie, run = net.touched(state.left)
        inherited, first = in_runs(p.inherited, run), in_runs(p.first_evidence, run)
        prior = state.trust_prior[run]
        fresh = inherited * at(between, net.tie_direction)[tie, run] + (1.0 - inherited) * state.newcomer_trust[run]
        tie_kept[tie, run] = np.maximum(0.0, fresh * (first + 2.0) - 2.0 * prior)
        tie_broken[tie, run] = np.maximum(0.0, (1.0 - fresh) * (first + 2.0) - 2.0 * (1.0 - prior))

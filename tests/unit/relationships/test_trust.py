"""Trust by hand: r <- lam*r + w*q*g + wins; s <- (lam*s + eta*w*q*(1 - g) + harm/2 + losses)*(1 - repair*raised)."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.mechanisms.relationships.trust import Trust
from tests.unit.relationships.three_organisations import MONTH, Dice, same, step, world

P = {
    "half_life": 6.0 * MONTH,  # evidence halves in six rounds
    "asymmetry": 2.0,
    "inherited": 0.4,
    "first_evidence": 2.0,
    "rupture": 3.0,
    "shunt": 1.0,
    "raising": 0.1,
    "repair": 0.25,
}
LAM = 0.5 ** (1.0 / 6.0)
KEPT = np.array([0.8, 0.6, 0.9, 0.5])  # how well each partner was seen to keep its word
CULTURES = [[0.2, 0.1, 0.4, 0.3], [0.5, 0.1, 0.3, 0.1], [0.1, 0.3, 0.3, 0.3]]
SEEN: dict[str, Any] = {
    "seen_kept": KEPT,
    "visibility": [0.5, 0.2, 0.4, 0.3, 0.6, 0.1, 0.7, 0.8],
    "direction_visibility": [0.5, 0.4, 0.6, 1.0],
    "raised": [0.0, 0.0],
    "ruptured": [0.0, 0.0],
    "shunted": [0.0] * 4,
    "team_culture": CULTURES,
    "project_won": [0.0] * 4,
    "project_lost": [0.0] * 4,
    "left": [0.0] * 4,
    "tie_kept": [3.0, 2.0, 1.0, 4.0, 2.0, 3.0, 5.0, 1.0],
    "tie_broken": [1.0, 2.0, 3.0, 1.0, 2.0, 1.0, 1.0, 4.0],
    "organisation_kept": [6.0, 5.0, 4.0, 3.0],
    "organisation_broken": [2.0, 3.0, 4.0, 5.0],
    "organisation_trust": [0.5] * 4,
    "trust_prior": 0.5,
    "newcomer_trust": 0.3,
}
TIE = np.array([0, 0, 1, 1, 2, 2, 3, 3])  # the direction of each tie
Q, STEADY = np.array(SEEN["visibility"]), 0.3 + 0.7 * np.array(SEEN["direction_visibility"])
GOOD, BAD = MONTH * KEPT, 2.0 * MONTH * (1.0 - KEPT)
R = LAM * np.array(SEEN["tie_kept"]) + Q * GOOD[TIE]
S = LAM * np.array(SEEN["tie_broken"]) + Q * BAD[TIE]
ORG_R = LAM * np.array(SEEN["organisation_kept"]) + STEADY * GOOD
ORG_S = LAM * np.array(SEEN["organisation_broken"]) + STEADY * BAD


def _step(**changed: Any) -> dict[str, Any]:
    return step(Trust, SEEN | changed, P)


def test_trust_is_what_was_seen_of_kept_and_broken_promises() -> None:
    made = _step()
    same(made["tie_kept"], R)
    same(made["tie_broken"], S)
    same(made["tie_trust"], (R + 2 * 0.5) / (R + S + 2))
    same(made["tie_doubt"], 2 / (R + S + 2))
    same(made["organisation_kept"], ORG_R)
    same(made["organisation_broken"], ORG_S)
    same(made["organisation_trust"], (ORG_R + 2 * 0.5) / (ORG_R + ORG_S + 2))
    same(made["certainty"], 1 - 2 / (ORG_R + ORG_S + 2))


def test_ruptures_and_open_shunts_harm_and_a_raised_difference_mends() -> None:
    made = _step(raised=[1.0, 0.0], ruptured=[0.0, 1.0], shunted=[1.0, 0.0, 0.0, 1.0])
    # raising costs .1 at the council's boundary, a rupture 3 at the practice's; the hospital shunted to the council,
    # the practice to the hospital: each is remembered by the other side. All weigh double, and half is each side's
    harm = np.array([0.1, 0.1 + 1.0, 3.0 + 1.0, 3.0])
    mended = np.array([0.75, 0.75, 1.0, 1.0])
    same(made["organisation_broken"], (ORG_S + harm) * mended)
    same(made["tie_broken"], (S + harm[TIE]) * mended[TIE])
    same(made["tie_kept"], R)


def test_wins_and_losses_count_in_full_for_organisations_and_half_for_persons() -> None:
    won, lost = np.array([0.8, 0.8, 0.0, 0.0]), np.array([0.0, 0.0, 0.4, 0.6])
    made = _step(project_won=won, project_lost=lost)
    same(made["organisation_kept"], ORG_R + won)
    same(made["organisation_broken"], ORG_S + lost)
    same(made["tie_kept"], R + 0.5 * won[TIE])
    same(made["tie_broken"], S + 0.5 * lost[TIE])


def test_a_newcomers_ties_start_afresh_both_ways_and_organisations_remember() -> None:
    made = _step(left=[0.0, 1.0, 0.0, 0.0])
    between = (ORG_R + 1.0) / (ORG_R + ORG_S + 2)
    fresh = 0.4 * between[TIE] + 0.6 * 0.3
    new = [1, 3, 5, 7]
    same(made["tie_trust"][new], fresh[new])
    same((made["tie_kept"] + made["tie_broken"])[new], [2.0] * 4)
    old = [0, 2, 4, 6]
    same(made["tie_kept"][old], R[old])
    same(made["tie_broken"][old], S[old])
    same(made["organisation_trust"], between)


def test_evidence_of_a_newcomer_is_never_below_none() -> None:
    known = {"trust_prior": 0.8, "newcomer_trust": 0.1}
    made = step(Trust, SEEN | known | {"left": [1.0] * 4}, P | {"inherited": 0.0, "first_evidence": 0.5})
    same(made["tie_kept"], [0.0] * 8)
    same(made["tie_broken"], [0.9 * 2.5 - 2 * 0.2] * 8)
    made = step(
        Trust,
        SEEN | {"trust_prior": 0.2, "newcomer_trust": 0.95, "left": [1.0] * 4},
        P | {"inherited": 0.0, "first_evidence": 0.5},
    )
    same(made["tie_broken"], [0.0] * 8)


def _blended(old: Any, recent: float, reputation: float, trust_before: list[float]) -> list[float]:
    """Return trust by the rival rule, one direction after the other."""
    before = {(FROM[k], TO[k]): trust_before[k] for k in range(4)}
    found: list[float] = []
    for k in range(4):
        g = KEPT[k]
        now = (1 - recent) * old[k] + recent * g / (g + 2.0 * (1 - g))
        others = [trust for (one, of), trust in before.items() if of == TO[k] and one != FROM[k]]
        heard = sum(others) / len(others) if others else trust_before[k]
        found.append((1 - reputation) * now + reputation * heard)
    return found


FROM, TO = world().network.direction_from.tolist(), world().network.direction_to.tolist()


def test_trust_may_rest_on_this_round_alone_and_on_what_others_say() -> None:
    before = [0.3, 0.5, 0.7, 0.9]
    usual = _step()
    for recent, reputation in ((0.4, 0.0), (0.0, 0.3), (0.4, 0.3)):
        made = step(Trust, SEEN | {"organisation_trust": before}, P | {"recent": recent, "reputation": reputation})
        same(made["organisation_trust"], _blended(usual["organisation_trust"], recent, reputation, before))
        by_direction = _blended([0.0] * 4, recent, reputation, before)
        left = (1 - recent) * (1 - reputation)
        same(made["tie_trust"], [left * old + by_direction[TIE[k]] for k, old in enumerate(usual["tie_trust"])])
        for name in ("tie_kept", "organisation_broken", "certainty", "tie_doubt"):
            same(made[name], usual[name])


def test_without_evidence_trust_is_the_prior() -> None:
    nothing = {name: [0.0] * 8 for name in ("visibility", "tie_kept", "tie_broken")}
    made = _step(**nothing)
    same(made["tie_trust"], [0.5] * 8)
    same(made["tie_doubt"], [1.0] * 8)


def test_a_kept_word_raises_trust_and_a_broken_one_lowers_it_more() -> None:
    base = _step()["tie_trust"]
    better, worse = _step(seen_kept=KEPT + 0.1)["tie_trust"], _step(seen_kept=KEPT - 0.1)["tie_trust"]
    assert (better > base).all() and (worse < base).all()
    broken = step(Trust, SEEN, P | {"asymmetry": 4.0})
    assert (broken["tie_trust"] < base).all() and (_step(shunted=[1.0] * 4)["tie_trust"] < base).all()


def test_places_differ_in_lasting_trust_unless_told_not_to() -> None:
    def first(normal: float, **params: Any) -> dict[str, Any]:
        p = {"prior": 0.5, "prior_spread": 0.15, "newcomer": 0.4, "newcomer_spread": 0.07} | params
        rule: Any = Trust(Trust.Params(**p), world())
        return {name: value[..., 0] for name, value in rule.start(Dice(normal=normal), 1).items()}

    same(first(1.0)["trust_prior"], 0.65)
    same(first(1.0)["newcomer_trust"], 0.47)
    same(first(1.0, place_spread=False)["trust_prior"], 0.5)
    same(first(1.0, place_spread=False)["newcomer_trust"], 0.4)
    same([first(9.0)["trust_prior"], first(-9.0)["trust_prior"]], [0.8, 0.2])
    same([first(9.0)["newcomer_trust"], first(-9.0)["newcomer_trust"]], [0.7, 0.1])
    made = first(1.0)
    same(made["tie_trust"], [0.51] * 8)
    same(made["tie_kept"], [5 * 0.51] * 8)
    same(made["tie_broken"], [5 * 0.49] * 8)
    same(made["organisation_kept"], [10 * 0.49] * 4)
    same(made["organisation_broken"], [10 * 0.51] * 4)


def test_between_clans_trust_mends_more_easily_as_far_as_the_dial_says() -> None:
    raised = SEEN | {"raised": [1.0, 1.0]}
    usual, clan = (step(Trust, raised, P | {"clan": dial}) for dial in (0.0, 2.0))
    repair = 0.25 * (1 + 2 * np.array([0.35 - 0.25, 0.35 - 0.25, 0.15 - 0.25, 0.15 - 0.25]))
    same(clan["organisation_broken"], usual["organisation_broken"] / 0.75 * (1 - repair))
    same(clan["tie_broken"], usual["tie_broken"] / 0.75 * (1 - repair[TIE]))
    alike = step(Trust, raised | {"team_culture": np.full((3, 4), 0.25)}, P)
    assert (usual["tie_trust"] == alike["tie_trust"]).all(), "off, it is not looked at"

"""Joint projects by hand: when they start, how long approval takes, what a pilot shows, when an adopted one ends."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.mechanisms.relationships.lead import Lead
from sim.mechanisms.relationships.projects import Projects
from sim.mechanisms.relationships.sponsors import Sponsors
from sim.world.stages import ADOPTED, APPROVAL, IDLE, PILOT
from tests.unit.relationships.three_organisations import MONTH, Dice, same, step, world

P = {
    "pilots": 0.5,
    "threshold": 1.0,
    "approval": 10.0,
    "approval_sponsor": 0.2,
    "governance": 0.5,
    "pilot_weeks": 40.0,
    "fit_mean": 0.5,
    "fit_spread": 0.5,
    "glimpse": 0.4,
    "good_enough": 0.2,
    "easy": 0.2,
    "win": 0.8,
    "loss": 0.4,
    "patience": 20.0,
}
SEEN: dict[str, Any] = {
    "delivered": [0.8, 0.6, 0.4, 0.2],
    "diverted": [0.0, 0.19, 0.36],  # what is left works as its root: 1, .9 and .8
    "trust": [0.6, 0.4, 0.5, 0.3],
    "offers_lead": [0.5, 0.25, 0.2, 0.4],
    "influence": [0.6, 0.4, 1.0, 1.0],
    "seat_say": [[0.0] * 3] * 3,
    "team_ways": [[0.9, 0.9, 0.9, 0.9, 0.4, 0.9], [0.9, 0.9, 0.9, 0.9, 0.8, 0.9], [0.9, 0.9, 0.9, 0.9, 0.2, 0.9]],
    "by_outcomes": [0.0, 0.0, 0.0],
    "team_culture": [[0.2, 0.1, 0.4, 0.3], [0.2, 0.2, 0.5, 0.1], [0.3, 0.5, 0.0, 0.2]],
    "agreements": [0.5, 0.0, 1.0],
    "stage": [IDLE] * 4,
    "progress": [0.0] * 4,
    "project_low": [0.0] * 4,
    "project_wait": [0.0] * 4,
    "project_fit": [0.0] * 4,
    "one_regime": [0.0, 0.0],
}
# by project: response (hospital, practice), home first (hospital, council), homes (all three), records (as response)
TO_PRACTICE, TO_COUNCIL = np.array([0.4, 0.2 * 0.8]), np.array([0.8, 0.6 * 0.9])
ALL = ((0.8 + 0.4) / 2 + 0.54 + 0.16) / 3  # each sponsor counts once
EFFORT = np.array([TO_PRACTICE.mean(), TO_COUNCIL.mean(), ALL, TO_PRACTICE.mean()])
TRUST = np.array([0.4, 0.5, (0.55 + 0.4 + 0.3) / 3, 0.4])
OFFERED = np.array([(0.4 + 0.4) / 2, (0.4 + 0.2) / 2, 1.0 / 3, 0.4])
CEDED = 2 * OFFERED * TRUST
NEEDED = np.array([0.3, 0.5, 0.15, 0.4]) * (1.3 - 0.4 * (0.6 + 0.35 * CEDED)) / 1.06
DOING = np.array([0.3, 0.6, 1.4 / 3, 0.3])
TRIES = 1.0 - np.exp(-0.5 * MONTH * DOING)
GOVERNANCE = np.array([0.2, 0.4, 0.3, 0.2]) - 0.3
WEEKS = 10 * (1 + 0.2 * (np.array([2, 2, 3, 2]) - 1)) / (0.3 + 0.7 * TRUST) * (1 + 0.5 * GOVERNANCE)


def _step(params: Any = P, thrown: Any = None, **changed: Any) -> dict[str, Any]:
    seen = SEEN | changed
    made = step(Sponsors, _read_by(Sponsors, seen)) | step(Lead, _read_by(Lead, seen))
    dice = Dice(thrown={"pilot": 1.0} | (thrown or {}))
    return made | step(Projects, _read_by(Projects, seen | made), params, dice=dice)


def _read_by(rule: Any, seen: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in seen.items() if name in rule.reads}


def test_sponsors_put_in_effort_and_cede_the_lead() -> None:
    made = _step()
    same(made["project_effort"], EFFORT)
    same(made["project_lead"], CEDED)
    same(_step(offers_lead=[1.0] * 4, trust=[0.9] * 4)["project_lead"], [1.0] * 4)


def test_a_project_starts_where_leaders_try_and_half_the_effort_is_in_sight() -> None:
    same(_step(thrown={"pilot": TRIES - 1e-9})["stage"], [APPROVAL] * 4)
    same(_step(thrown={"pilot": TRIES + 1e-9})["stage"], [IDLE] * 4)
    waiting = _step(thrown={"pilot": 0.0}, project_wait=[4.0, 0.0, 0.5, -4.0])
    same(waiting["stage"], IDLE, APPROVAL, IDLE, APPROVAL)
    same(waiting["project_wait"], 0.0, -4.0, -3.5, -8.0)
    for side, stage in ((1e-9, IDLE), (-1e-9, APPROVAL)):
        threshold = EFFORT / (0.5 * NEEDED) + side
        same([_step(P | {"threshold": t}, {"pilot": 0.0})["stage"][n] for n, t in enumerate(threshold)], [stage] * 4)


def test_where_outcomes_are_judged_more_is_tried() -> None:
    free = P | {"freedom": 0.5}
    tries = 1.0 - np.exp(-0.5 * MONTH * 1.5 * DOING)
    same(_step(free, {"pilot": tries - 1e-9}, by_outcomes=[1.0] * 3)["stage"], [APPROVAL] * 4)
    same(_step(free, {"pilot": tries + 1e-9}, by_outcomes=[1.0] * 3)["stage"], [IDLE] * 4)
    same(_step(free, {"pilot": TRIES + 1e-9})["stage"], [IDLE] * 4)


def test_its_design_fits_as_drawn_within_bounds() -> None:
    made = _step(thrown={"pilot": 0.0, "fit": [1.0, -0.4, 99.0, -99.0]}, project_fit=[9.0] * 4)
    same(made["project_fit"], 1.0, 0.3, 1.6, -0.3)
    same(_step(thrown={"fit": [1.0] * 4}, project_fit=[0.7] * 4)["project_fit"], [0.7] * 4)


def test_approval_takes_longer_with_more_sponsors_less_trust_and_unlike_governance() -> None:
    made = _step(P | {"threshold": 0.1}, stage=[APPROVAL] * 4, progress=[0.1] * 4)
    same(made["progress"], 0.1 + 4 / WEEKS)
    back = _step(P | {"threshold": 9.0}, stage=[APPROVAL] * 4, progress=[0.1] * 4)
    same(back["progress"], 0.1 - 4 / WEEKS)
    done = _step(P | {"threshold": 0.1}, stage=[APPROVAL] * 4, progress=1.0 - 4 / WEEKS + 1e-9)
    same(done["stage"], [PILOT] * 4)
    same(done["progress"], [0.0] * 4)
    assert not done["project_won"].any() and not done["project_lost"].any()


def test_four_fifths_of_the_effort_needed_move_it_forward() -> None:
    for side, sign in ((1e-9, -1.0), (-1e-9, 1.0)):
        threshold = EFFORT / (0.8 * NEEDED) + side
        made = [
            _step(P | {"threshold": t}, stage=[PILOT] * 4, progress=[0.5] * 4)["progress"][n]
            for n, t in enumerate(threshold)
        ]
        same(made, [0.5 + sign * 4 / 40] * 4)


def test_a_pilot_is_adopted_if_it_looks_good_enough() -> None:
    piloted = {"stage": [PILOT, PILOT, PILOT, IDLE], "progress": [0.95] * 4, "project_fit": [0.6, 0.6, 0.3, 0.6]}
    made = _step(P | {"threshold": 0.1}, {"glimpse": [-0.9, -1.1, -0.2, 9.0]}, **piloted)
    same(made["stage"], ADOPTED, IDLE, ADOPTED, IDLE)  # shown .24, .16 and .22
    same(made["progress"], 0.0, 0.0, 0.0, 0.95)
    same(made["project_won"], 0.8, 0.8, 1.6, 1.6)  # response at the practice's boundary, homes at both
    same(made["project_lost"], 0.4, 0.4, 0.0, 0.0)  # home first
    same(made["project_wait"], -4.0, 20.0, -4.0, -4.0)


def test_approval_and_pilot_end_at_half_a_stage_back() -> None:
    short = P | {"threshold": 9.0}
    made = _step(short, stage=[PILOT, PILOT, APPROVAL, APPROVAL], progress=[-0.41, -0.39, -0.41, 0.4])
    same(made["stage"], IDLE, PILOT, IDLE, APPROVAL)
    same(made["project_wait"], 20.0, -4.0, 20.0, -4.0)
    same(made["project_lost"], 0.4, 0.4, 0.8, 0.8)


def test_an_adopted_project_ends_when_effort_is_low_for_longer_than_patience() -> None:
    # patience of 20 weeks is 35 where hospital and practice agreed for years, 25 for hospital and council
    adopted = {"stage": [ADOPTED] * 4, "project_low": [31.0, 22.0, 10.0, 31.5]}
    made = _step(P | {"threshold": 9.0}, **adopted)
    same(made["project_low"], 35.0, 26.0, 14.0, 35.5)
    same(made["stage"], ADOPTED, IDLE, ADOPTED, IDLE)
    enough = _step(P | {"threshold": 0.1}, **(adopted | {"project_low": [31.0, 2.0, 10.0, 39.0]}))
    same(enough["project_low"], 27.0, 0.0, 6.0, 35.0)
    same(enough["stage"], [ADOPTED] * 4)
    same(_step(P | {"threshold": 9.0}, stage=[PILOT] * 4, project_low=[9.0] * 4)["project_low"], [0.0] * 4)
    same(_step(P | {"threshold": 9.0}, stage=[ADOPTED] * 4, project_low=[98.0] * 4)["project_low"], [99.0] * 4)


def test_easy_kinds_are_in_place_before_the_warm_up() -> None:
    rule: Any = Projects(Projects.Params(**P), world())
    first = rule.start(Dice(normal=-9.0), 1)
    same(first["stage"][:, 0], IDLE, IDLE, ADOPTED, IDLE)  # only `homes` needs no more than .2
    same(first["project_fit"][:, 0], 0.0, 0.0, 0.2, 0.0)  # and was adopted, so it looked good enough
    same(rule.start(Dice(normal=0.6), 1)["project_fit"][:, 0], 0.0, 0.0, 0.8, 0.0)


def test_joint_money_kept_at_home_weakens_it() -> None:
    assert (_step(diverted=[0.5] * 3)["project_effort"] < EFFORT).all()
    assert (_step(delivered=[0.9] * 4)["project_effort"] > EFFORT).all()


def test_sponsors_of_a_hierarchy_approve_later_as_far_as_the_dial_says() -> None:
    formal = np.array([0.2, 0.45, 0.3, 0.2]) - 0.25  # means over the sponsors
    approving: dict[str, Any] = {"stage": [APPROVAL] * 4, "delivered": [0.9] * 4}
    usual, made = (_step(P | {"hierarchy": dial}, **approving) for dial in (0.0, 2.0))
    waited = 4.0 / usual["progress"]
    same(4.0 / made["progress"], (waited - made["lead_weeks"]) * (1 + 2 * formal) + made["lead_weeks"])
    assert (usual["progress"] == _step(**approving, team_culture=np.full((3, 4), 0.25))["progress"]).all()


def test_sponsors_of_an_adhocracy_take_good_enough_as_far_as_the_dial_says() -> None:
    piloted: dict[str, Any] = {"stage": [PILOT] * 4, "progress": [1.0] * 4, "delivered": [0.9] * 4}
    inventive = np.array([0.3, 0.15, 0.8 / 3, 0.3]) - 0.25
    for dial in (0.0, 1.0):
        least = 0.2 - dial * inventive
        for nudge, stage in ((1e-9, ADOPTED), (-1e-9, IDLE)):
            made = _step(P | {"adhocracy": dial}, project_fit=least + nudge, **piloted)
            same(made["stage"], [stage] * 4)


def test_under_one_regime_approval_is_not_held_up_by_unlike_governance() -> None:
    made = _step(P | {"threshold": 0.1}, stage=[APPROVAL] * 4, progress=[0.1] * 4, one_regime=[1.0, 0.0])
    joined = np.array([0.2, 0.0, 0.1, 0.2]) - 0.3  # hospital and council are under one, the practice is not
    same(made["progress"], 0.1 + 4 / (WEEKS / (1 + 0.5 * GOVERNANCE) * (1 + 0.5 * joined)))

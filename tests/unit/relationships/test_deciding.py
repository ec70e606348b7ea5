"""Deciding by hand: what leaders and organisations are shown, and what leaders choose by the common rule."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.behaviours import BEHAVIOURS
from sim.behaviours.common_rule import DecisionParams, carried, leader_choice, organisation_choice, within_effort
from sim.mechanisms.decisions.deciding import Deciding
from sim.world.world import Clock
from tests.seeing import leader_seen, organisation_seen
from tests.unit.relationships.three_organisations import same, state_of, step, world

SEEN: dict[str, Any] = {
    "pooled_share": 0.4,
    "one_regime": [0.0, 0.0],
    "tie_trust": [0.5, 0.6, 0.3, 0.4, 0.7, 0.2, 0.8, 0.9],
    "tie_doubt": [0.2, 0.5, 0.1, 0.4, 0.3, 0.6, 0.0, 1.0],
    "organisation_trust": [0.4, 0.6, 0.8, 0.2],
    "promise": [0.1, 0.2, 0.3, 0.4],
    "delivered": [0.11, 0.21, 0.31, 0.41],
    "seen_kept": [0.7, 0.8, 0.9, 0.6],
    "shunted": [1.0, 0.0, 0.0, 1.0],
    "stage": [1.0, 2.0, 3.0, 0.0],
    "convened": [0.5, 0.25, 1.0],
    "ways": np.arange(24).reshape(4, 6) / 24.0,
    "honest": [0.1, 0.2, 0.3],
    "takes_part": [1.0, 0.0, 1.0],
    "follows": [0.0, 0.0, 0.0],
    "weight_on_purpose": [0.5, 0.25, 1.0],
    "purpose": [0.2, 0.4, 0.6, 0.8],
    "tie_weight": [0.6, 0.4, 0.6, 0.4, 0.7, 0.3, 0.7, 0.3],
    "belief": [0.5] * 8,
    "pull": [2.0, 1.0],
    "team_culture": [[0.2, 0.1, 0.4, 0.3], [0.4, 0.2, 0.3, 0.1], [0.3, 0.3, 0.2, 0.2]],
    "team_purpose": [0.3, 0.6, 0.8],
    "horizon": [0.7, 0.8, 0.9],
    "pressure": [0.5, 0.6, 0.7],
    "excess": [0.0, 0.1, 0.2],
    "available": [0.9, 0.8, 0.7],
    "link_yield": [1.0, 1.5, 2.0, 0.5],
    "seat_say": [[0.0] * 3] * 3,
}


def _rule(behaviour: str = "as_today", **params: Any) -> Any:
    return Deciding(DecisionParams(**params), world(), BEHAVIOURS[behaviour])


def test_leaders_see_their_partners_and_their_own_team() -> None:
    seen = _rule().see_as_leaders(state_of(**SEEN), Clock(8))
    # what others think of the council is .4, of the hospital (.6 + .2)/2, of the practice .8
    same(seen.reputation[:, 0], 0.4, 0.4, 0.8, 0.4)
    same(seen.received[:, 0], 0.21, 0.11, 0.41, 0.31)
    same(seen.joint_work[:, 0], SEEN["promise"])
    same(seen.shared_projects[:, 0], 1.0, 1.0, 1.0, 1.0)  # home first, and response; the adopted one needs no meeting
    same(seen.convened[:, 0], 0.5, 0.25, 0.5, 1.0)
    same(seen.relating[:, 0], 3 / 24, 9 / 24, 15 / 24, 21 / 24)
    same(seen.perceiving[:, 0], 1 / 24, 7 / 24, 13 / 24, 19 / 24)
    same(seen.honest[:, 0], 0.1, 0.1, 0.2, 0.3)
    same(seen.takes_part[:, 0], 1.0, 1.0, 0.0, 1.0)
    same(seen.weight_on_purpose[:, 0], 0.5, 0.5, 0.25, 1.0)
    same(seen.pressure[:, 0], 0.5, 0.5, 0.6, 0.7)
    assert seen.round == 2


def test_an_organisation_believes_its_leaders_by_their_weight_and_its_own_experience() -> None:
    belief = np.array([0.9, 0.4, 0.5, 0.2, 0.6, 0.1, 0.3, 0.8])
    seen = _rule(leader_share=0.7).see_as_organisations(state_of(**(SEEN | {"belief": belief})), Clock(0))
    persons = np.array([0.54 + 0.16, 0.3 + 0.08, 0.42 + 0.03, 0.21 + 0.24])
    same(seen.belief[:, 0], 0.7 * persons + 0.3 * np.array(SEEN["organisation_trust"]))
    same(seen.received[:, 0], 0.21, 0.11, 0.41, 0.31)
    same(seen.shunted_here[:, 0], 0.0, 1.0, 1.0, 0.0)
    same(seen.pull[:, 0], 2.0, 2.0, 1.0, 1.0)
    same(seen.degree[:, 0], 2.0, 1.0, 1.0)
    same(seen.link_yield[:, 0], 1.0, 1.5, 2.0, 0.5)
    # differences of accountability .6 and .2, of finance .2 and .2, of targets .8 and .2, about their means
    same(seen.unlike_accountability[:, 0], 0.2, 0.2, -0.2, -0.2)
    same(seen.unlike_finance[:, 0], [0.0] * 4)
    same(seen.unlike_targets[:, 0], 0.3, 0.3, -0.3, -0.3)
    same(seen.crossing[:, 0], 1.5, 1.5, 0.5, 0.5)
    assert seen.pooled == 0.4


def test_the_chief_decides_on_joint_work_and_finance_on_money_as_far_as_their_seats_do() -> None:
    says = {"seat_say": [[0.5, 1.0, 0.0], [1.0, 1.0, 0.0], [0.0, 1.0, 0.0]]}
    seen = _rule().see_as_organisations(state_of(**(SEEN | says)), Clock(0))
    same(seen.purpose[:, 0], 0.3 + 0.5 * (0.2 - 0.3), 0.6, 0.8)
    same(seen.purpose_in_money[:, 0], 0.3, 0.6, 0.8)  # nobody here holds finance
    usual, keen = (
        organisation_choice(organisation_seen(purpose_in_money=np.full((1, 1), s)), DecisionParams())
        for s in (0.3, 0.9)
    )
    assert (usual.promise == keen.promise).all() and (usual.share == keen.share).all()
    same(keen.diverted / usual.diverted, [[(1 - 0.5 * 0.9) / (1 - 0.5 * 0.3)]])
    same(keen.shunt_wish / usual.shunt_wish, np.full((3, 1), (1 - 0.5 * 0.9) / (1 - 0.5 * 0.3)))


def test_under_one_regime_nothing_is_unlike_as_far_as_it_goes() -> None:
    seen = _rule().see_as_organisations(state_of(**(SEEN | {"one_regime": [1.0, 0.5]})), Clock(0))
    # of accountability .6 and .2, finance .2 and .2, targets .8 and .2, none and half are left, about the place's means
    same(seen.unlike_accountability[:, 0], 0.0 - 0.4, 0.0 - 0.4, 0.1 - 0.4, 0.1 - 0.4)
    same(seen.unlike_finance[:, 0], -1.0, -1.0, -0.5, -0.5)
    same(seen.unlike_targets[:, 0], 0.0 - 0.5, 0.0 - 0.5, 0.1 - 0.5, 0.1 - 0.5)


def test_a_step_is_both_choices_on_what_was_seen_and_beliefs_of_this_round() -> None:
    state = state_of(**SEEN)
    p, rule = DecisionParams(), _rule()
    led = leader_choice(rule.see_as_leaders(state, Clock(0)), p)
    informed = state_of(**(SEEN | {"belief": led.belief[:, 0]}))
    seen = rule.see_as_organisations(informed, Clock(0))
    chosen = organisation_choice(seen, p)
    made = step(Deciding, SEEN, more=(BEHAVIOURS["as_today"],))
    for name in ("wish", "belief", "candour", "offers_lead"):
        same(made[name], getattr(led, name)[:, 0])
    same(made["trust"], seen.belief[:, 0])
    for name, value in (("promise", "promise"), ("effort_share", "share"), ("shunt_wish", "shunt_wish")):
        same(made[name], getattr(chosen, value)[:, 0])
    same(made["diverted"], chosen.diverted[:, 0])


def test_before_month_0_everybody_decides_as_today() -> None:
    own = (BEHAVIOURS["tit_for_tat"],)
    for name, value in step(Deciding, SEEN, week=-4, more=own).items():
        same(value, step(Deciding, SEEN, week=-4, more=(BEHAVIOURS["as_today"],))[name])
    assert (
        step(Deciding, SEEN, week=4, more=own)["promise"] != step(Deciding, SEEN, week=-4, more=own)["promise"]
    ).any()


# What leaders choose by the common rule: two leaders, three boundaries

P = DecisionParams(
    habit=0.4,
    meet_for_work=1.0,
    meet_project=0.3,
    meet_convened=1.5,
    witness=0.4,
    candour=0.05,
    candour_perceiving=0.1,
    candour_practised=0.3,
    candour_together=0.2,
)


def test_leaders_wish_to_meet_by_habit_work_projects_and_convening_as_they_relate() -> None:
    boundaries = {"joint_work": [0.1, 0.2, 0.3], "shared_projects": [0.0, 1.0, 2.0], "convened": [0.0, 0.5, 1.0]}
    seen = {name: np.array(value)[:, None] for name, value in boundaries.items()}
    action = leader_choice(leader_seen(**seen, relating=np.array([[0.4], [0.9]])), P)
    occasions = [0.4 + 0.1, 0.4 + 0.2 + 0.3 + 0.75, 0.4 + 0.3 + 0.6 + 1.5]
    same(action.wish[:, 0], [x for o in occasions for x in (o * 1.0, o * 1.5)])


def test_leaders_in_doubt_believe_what_others_say() -> None:
    doubt = np.array([[0.0], [0.5], [1.0], [0.5], [0.5], [0.5]])
    trust, reputation = np.full((6, 1), 0.5), np.array([[0.9], [0.7], [0.1]])
    belief = leader_choice(leader_seen(trust=trust, doubt=doubt, reputation=reputation), P).belief
    same(belief[:, 0], 0.5, 0.5 + 0.2 * 0.4, 0.5 + 0.4 * 0.2, 0.5 + 0.2 * 0.2, 0.5 - 0.2 * 0.4, 0.5 - 0.2 * 0.4)


def test_leaders_raise_more_who_perceive_practise_and_take_part_and_cede_the_lead_by_purpose() -> None:
    two = {"perceiving": [0.6, 0.2], "honest": [0.5, 0.0], "takes_part": [1.0, 0.0], "purpose": [0.3, 0.6]}
    action = leader_choice(leader_seen(**{name: np.array(value)[:, None] for name, value in two.items()}), P)
    same(action.candour[:, 0], 0.05 + 0.02 + 0.15 + 0.2, 0.05 - 0.02)
    same(action.offers_lead[:, 0], 0.5 * 0.3, 0.5 * 0.6)
    blind = leader_choice(leader_seen(perceiving=np.full((2, 1), -1.0)), P)
    same(blind.candour[:, 0], [0.0, 0.0])


def test_the_worth_of_a_boundary_is_what_the_formula_says() -> None:
    p = DecisionParams(
        value=3.0, price=0.4, curvature=2.0, own_share=0.4, system_weight=1.1, home_shared=0.6, need_pull=0.2
    )
    three = {
        "belief": [0.5, 0.6, 0.7],
        "pull": [1.0, 2.0, 0.5],
        "unlike_accountability": [0.2, -0.1, 0.0],
        "unlike_targets": [0.3, 0.0, -0.2],
        "unlike_finance": [0.5, 0.0, -1.0],
        "crossing": [2.0, 1.0, 0.5],
    }
    one = {
        "pressure": 0.7,
        "excess": 0.1,
        "purpose": 0.5,
        "purpose_in_money": 0.5,
        "weight_on_purpose": 0.4,
        "horizon": 0.8,
        "available": 0.68,
    }
    changed = {name: np.array(value)[:, None] for name, value in three.items()}
    changed |= {name: np.full((1, 1), value) for name, value in one.items()}
    made = organisation_choice(organisation_seen(**changed, pooled=0.25), p)
    s = 0.2  # the whole counts .4 of .5
    worth = 3.0 * 0.8 * np.exp(2 * (0.2 * 0.2 - 3.0 * 0.01))
    value = np.array(
        [
            worth * (0.8 * 0.4 * (1 - 0.5 * a) + s * 1.1) * b * pull * np.exp(-0.5 * t * 0.7) * c**0.25
            for a, b, pull, t, c in zip(
                *(three[k] for k in ("unlike_accountability", "belief", "pull", "unlike_targets", "crossing")),
                strict=True,
            )
        ]
    )
    drawn = value**2 / 3
    share = drawn / (drawn.sum() + (0.8 + 0.2 * 0.6) ** 2)
    same(made.share[:, 0], share)
    same(made.promise[:, 0], 1 - np.exp(-share * 3 * (0.68 / 0.85) / 0.4))
    wish = 0.8 * (1 - 0.5 * 0.25) / (1 + np.exp(-8 * 0.05))
    same(made.shunt_wish[:, 0], min(1.0, wish * 1.5), wish, 0.0)
    same(made.diverted[:, 0], [0.8 * 0.75 / (1 + np.exp(-10 * 0.05))])


def test_a_promise_grows_with_what_links_make_of_effort_and_what_is_wanted_takes_less_of_it() -> None:
    links = np.array([[1.0], [2.0], [0.5]])
    plain, linked = organisation_seen(), organisation_seen(link_yield=links)
    one, two = organisation_choice(plain, P), organisation_choice(linked, P)
    assert (one.share == two.share).all(), "the split itself is as it was"
    same(1.0 - two.promise, (1.0 - one.promise) ** links)
    wanted = np.full((3, 1), 0.2)
    same(within_effort(wanted, linked, P)[1], within_effort(wanted, plain, P)[1] / links)
    same(carried(within_effort(wanted, linked, P)[1], linked, P), wanted)


def test_teams_of_a_market_culture_follow_their_own_targets_as_far_as_the_dial_says() -> None:
    seen = [organisation_seen(market=np.full((1, 1), share)) for share in (0.0, 0.25, 0.75)]
    usual, acting = ([organisation_choice(one, DecisionParams(market=dial)) for one in seen] for dial in (0.0, 2.0))
    assert all((one.promise == usual[0].promise).all() for one in usual), "off, it is not looked at"
    assert (acting[1].promise == usual[1].promise).all(), "an even mix is as now"
    assert (acting[0].promise > acting[1].promise).all() and (acting[1].promise > acting[2].promise).all()
    drawn = acting[2].share / (1 - acting[2].share.sum())  # against home, by the square of worth
    same(drawn, usual[2].share / (1 - usual[2].share.sum()) * np.exp(-2.0 * 0.5 * 0.5) ** 2)

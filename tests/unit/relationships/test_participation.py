"""Taking part by hand: phi = own + (full - own)*max(part, .25*altruism)*(1 - exp(-(t + .04)/.75)); what it costs."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.behaviours import BEHAVIOURS
from sim.behaviours.several import Several
from sim.mechanisms.decisions.participation import Participation
from sim.mechanisms.decisions.participation.practices import PRACTICES
from tests.unit import round_place
from tests.unit.relationships.three_organisations import MONTH, Dice, same, step, world

P = {
    "vision": 0.1,
    "contact": 0.2,
    "conflict": 0.3,
    "altruism": 0.4,
    "commitment": 0.5,
    "share": 0.5,
    "own_weight": 0.2,
    "full_weight": 0.8,
    "learning": 0.5,
    "offering_weight": 0.25,
    "hours": 0.6,
    "office": 3.0,
}
SEEN: dict[str, Any] = {
    "team_order": [0.5, 0.1, 0.9],
    "invited_share": 0.6,
    "weight_on_purpose": [0.2] * 3,
    "joined": [0.0] * 3,
    "asked": [0.0, -1.0, 8.0],
    "willing": [1.0] * 3,
}


def _step(behaviour: str = "collaborative", week: int = 26, **changed: Any) -> dict[str, Any]:
    state, params = (
        SEEN | {k: v for k, v in changed.items() if k in SEEN},
        P | {k: v for k, v in changed.items() if k in P},
    )
    return step(Participation, state, params, week=week, more=(BEHAVIOURS[behaviour],))


def test_those_who_accept_practise_and_come_to_weigh_the_whole() -> None:
    made = _step()
    same(made["takes_part"], 1.0, 1.0, 0.0)
    learnt = 1.0 - np.exp(-(0.5 + 0.04) / 0.5)
    same(made["weight_on_purpose"], 0.2 + 0.6 * learnt, 0.2 + 0.6 * learnt, 0.2)
    for (name, variable), level in zip(PRACTICES.items(), (0.1, 0.2, 0.3, 0.4, 0.5), strict=True):
        assert P[name] == level
        same(made[variable], level, level, 0.0)
    same(made["practice_hours"], 0.6 * 1.5, 0.6 * 1.5, 0.0)
    same(made["office"], 3.0 * 0.2 * (1.5 + 1.5 + 0.0) / 3)
    same(made["buys_round"], 1.0)


def test_a_team_that_only_offers_help_weighs_the_whole_a_little_more() -> None:
    made = _step("as_today", week=0)
    same(made["takes_part"], [0.0] * 3)
    same(made["weight_on_purpose"], [0.2 + 0.6 * 0.25 * 0.4 * (1.0 - np.exp(-0.04 / 0.5))] * 3)
    same(made["buys_round"], 0.0)
    assert (_step("as_today", altruism=1.0)["weight_on_purpose"] > _step("as_today")["weight_on_purpose"]).all()


def test_at_the_edge_of_the_share_a_team_does_not_take_part() -> None:
    same(_step(invited_share=0.5)["takes_part"], 0.0, 1.0, 0.0)
    same(_step("mixed", share=0.95)["takes_part"], 1.0, 1.0, 1.0)
    same(_step("siloed")["takes_part"], [0.0] * 3)


def test_who_is_asked_and_not_willing_neither_takes_part_nor_practises() -> None:
    made = _step(willing=[0.0, 1.0, 1.0])
    same(made["takes_part"], 0.0, 1.0, 0.0)
    same(made["practises"], 0.0, 1.0, 0.0)
    same(made["joined"], -1.0, 0.0, -1.0)
    same(made["asked"], 0.0, 26.0, -1.0)
    same(_step("siloed", willing=[0.0] * 3)["practises"], [1.0] * 3)


def test_before_month_0_nothing_is_decided() -> None:
    assert _step(week=-4) == {}


def test_learning_at_once_is_no_fault() -> None:
    same(_step(learning=0.0)["weight_on_purpose"], 0.8, 0.8, 0.2)


def test_teams_stand_in_the_order_drawn_and_the_median_of_three_says_how_many_accept() -> None:
    rule: Any = Participation(Participation.Params(**P), world(), BEHAVIOURS["mixed"])
    for a, b, c in ((0.1, 0.7, 0.4), (0.4, 0.1, 0.7), (0.7, 0.4, 0.1)):
        drawn = {"team order": [0.9, 0.2, 0.5], "uptake 1": a, "uptake 2": b, "uptake 3": c}
        first = rule.start(Dice(thrown=drawn), 1)
        same(first["team_order"][:, 0], 2.5 / 3, 0.5 / 3, 1.5 / 3)
        same(first["invited_share"], [0.4])
        same(first["weight_on_purpose"][:, 0], [0.2] * 3)
        same(first["joined"][:, 0], [-1.0] * 3)
        same(first["asked"][:, 0], [-1.0] * 3)
        for name in ("takes_part", "practises", "follows", "convened", "office"):
            assert not first[name].any(), name


def test_since_when_a_team_takes_part_and_was_asked_is_kept_until_it_ends() -> None:
    made = _step(week=34, joined=[8.0, -1.0, 0.0], asked=[8.0, 0.0, 0.0])
    same(made["joined"], 8.0, 34.0, -1.0)
    same(made["asked"], 8.0, 0.0, -1.0)
    learnt = [1.0 - np.exp(-(years + 0.04) / 0.5) for years in (26 / 52, 0.0)]
    same(made["weight_on_purpose"], 0.2 + 0.6 * learnt[0], 0.2 + 0.6 * learnt[1], 0.2)


def test_who_stops_forgets_by_half_in_the_time_said_and_who_begins_anew_keeps_what_is_left() -> None:
    state = SEEN | {"weight_on_purpose": [0.2, 0.6, 0.6], "joined": [-1.0, -1.0, 0.0]}
    made = step(Participation, state, P | {"fading": MONTH}, week=26, more=(BEHAVIOURS["collaborative"],))
    same(made["weight_on_purpose"], 0.2 + 0.6 * (1.0 - np.exp(-0.04 / 0.5)), 0.2 + 0.4 / 2, 0.2 + 0.4 / 2)
    slow = step(Participation, state, P | {"fading": 2.0 * MONTH}, week=26, more=(BEHAVIOURS["siloed"],))
    same(slow["weight_on_purpose"], 0.2 + 0.6 * 0.25 * 0.4 * (1.0 - np.exp(-0.04 / 0.5)), *[0.2 + 0.4 * 0.5**0.5] * 2)


def test_an_office_is_paid_by_the_size_of_the_place_and_nobody_follows_a_plan() -> None:
    made = step(Participation, SEEN, P, week=26, more=(BEHAVIOURS["collaborative"],), where=round_place.world())
    same(made["office"], 3.0 * 0.5 * 0.2 * (1.5 + 1.5 + 0.0) / 3)
    same(_step()["follows"], [0.0] * 3)


def test_where_a_plan_gives_teams_their_own_behaviours_each_does_as_its_own_and_the_hospital_buys() -> None:
    several = Several((BEHAVIOURS["as_today"], BEHAVIOURS["collaborative"]))
    for follows, part, buys in (((1, 0, 0), (1, 0, 0), 1.0), ((0, 1, 1), (0, 1, 0), 0.0)):
        who = np.array(follows, dtype=float)[:, None]
        made = step(Participation, SEEN, P, week=26, more=(several, who))
        same(made["takes_part"], part)
        same(made["practises"], [float(takes or not follow) for takes, follow in zip(part, follows, strict=True)])
        same(made["follows"], follows)
        same(made["buys_round"], buys)

"""Behaviours by example: who takes part, who practises, who may buy a way round; and the decision rule."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sim.behaviours import BEHAVIOURS
from sim.behaviours.common_rule import DecisionParams, organisation_choice, within_effort
from sim.core.arithmetic import Array
from sim.mechanisms.decisions.participation import Participation, ParticipationParams
from sim.mechanisms.decisions.participation.practices import PRACTICES
from sim.world.world import Clock
from tests.seeing import organisation_seen
from tests.whole import Runs, scenario

DEFAULT = ParticipationParams()
INVITED = np.array([0.1, 0.5, 0.9])
TABLE: dict[str, tuple[list[float], bool, bool]] = {
    # name: share taking part when .1, .5, .9 would accept and .25 is stated; buys its way round; all practise
    "as_today": ([0.0, 0.0, 0.0], False, True),
    "siloed": ([0.0, 0.0, 0.0], True, True),
    "collaborative": ([0.1, 0.5, 0.9], True, False),
    "collaborative_all": ([1.0, 1.0, 1.0], True, False),
    "mixed": ([0.25, 0.25, 0.25], True, False),
}


@pytest.mark.parametrize("name", TABLE)
def test_a_behaviour_is_as_its_row_says(name: str) -> None:
    share, buys_round, all_practise = TABLE[name]
    behaviour = BEHAVIOURS[name]
    assert behaviour.share(INVITED, 0.25).tolist() == share
    assert behaviour.share(INVITED, np.full(3, 0.25)).tolist() == share
    assert (behaviour.buys_round, behaviour.all_practise) == (buys_round, all_practise)


def _participation(name: str, clock: Clock, **params: Any) -> dict[str, Any]:
    runs = Runs(scenario(), [0, 1, 2])
    rule = Participation(ParticipationParams(**params), runs.machine.world, BEHAVIOURS[name])
    state = runs.state.copy()
    state.__dict__["invited_share"] = INVITED
    state.__dict__["joined"] = np.zeros_like(state.joined)  # at month 0, those who do
    return {change.name: change.value for change in rule.step(state, runs.streams.at(clock.round), clock)} | {
        "order": state.team_order
    }


@pytest.mark.parametrize("name", TABLE)
def test_nobody_takes_part_before_month_0(name: str) -> None:
    assert set(_participation(name, Clock(-4), vision=1.0)) == {"order"}


@pytest.mark.parametrize("name", TABLE)
def test_the_first_in_order_take_part_up_to_the_share(name: str) -> None:
    made = _participation(name, Clock(0), share=0.25, vision=0.6)
    order, part = made["order"], made["takes_part"]
    assert sorted(order[:, 0]) == [(rank + 0.5) / 18 for rank in range(18)]
    for run, share in enumerate(TABLE[name][0]):
        assert (part[:, run] == (order[:, run] < share)).all()
        assert abs(part[:, run].mean() - share) <= 0.5 / 18 + 1e-12
    practising = np.ones_like(part) if TABLE[name][2] else part
    assert (made["facilitated_days"] == 0.6 * practising).all() and (made["convened"] == 0.0).all()
    assert (made["buys_round"] == float(TABLE[name][1])).all()


def test_purpose_comes_to_count_over_months_and_only_where_a_team_takes_part() -> None:
    own, more = DEFAULT.own_weight, DEFAULT.full_weight - DEFAULT.own_weight
    for week, years in ((0, 0.04), (39, 0.79), (5200, 100.04)):
        weight = _participation("collaborative_all", Clock(week))["weight_on_purpose"]
        np.testing.assert_allclose(weight, own + more * (1.0 - np.exp(-years / DEFAULT.learning)), rtol=1e-12)
        assert (_participation("siloed", Clock(week))["weight_on_purpose"] == own).all()
    offered = _participation("siloed", Clock(5200), altruism=1.0)["weight_on_purpose"]
    np.testing.assert_allclose(offered, own + more * DEFAULT.offering_weight, rtol=1e-12)


def test_practices_cost_hours_and_an_office() -> None:
    made = _participation("collaborative_all", Clock(0), **dict.fromkeys(PRACTICES, 0.5))
    np.testing.assert_allclose(made["practice_hours"], DEFAULT.hours * 5 * 0.5)
    np.testing.assert_allclose(made["office"], DEFAULT.office * 0.5)
    nothing = _participation("collaborative_all", Clock(0))
    assert (nothing["practice_hours"] == 0.0).all() and (nothing["office"] == 0.0).all()


# The decision of one organisation with three boundaries

P = DecisionParams()


def _decide(**changed: Any) -> Any:
    return organisation_choice(organisation_seen(**changed), P)


def _up(value: float) -> Array:
    return np.full((1, 1), value)


def test_the_split_is_the_optimum_of_square_root_returns() -> None:
    action = _decide()
    assert action.share.shape == (3, 1) and (action.share == action.share[0]).all()
    system = 0.5 * 0.3
    joint = P.value * 0.7 * ((1.0 - system) * P.own_share + system * P.system_weight) * 0.5
    home = (1.0 - system) + system * P.home_shared
    expected = (joint**2 / 3.0) / (joint**2 + home**2)
    np.testing.assert_allclose(action.share, expected, rtol=1e-12)
    np.testing.assert_allclose(action.promise, 1.0 - np.exp(-3.0 * expected / P.price), rtol=1e-12)


def test_what_draws_effort_to_partners_and_what_keeps_it_at_home() -> None:
    base = _decide().promise
    believed = np.array([[0.8], [0.5], [0.5]])
    one_trusted = _decide(belief=believed).promise
    assert one_trusted[0, 0] > base[0, 0] and (one_trusted[1:] < base[1:]).all(), "effort is finite"
    for name, value in (("purpose", 0.6), ("weight_on_purpose", 1.0), ("horizon", 0.9), ("available", 1.0)):
        assert (_decide(**{name: _up(value)}).promise > base).all(), name
    assert (_decide(excess=_up(0.2)).promise < base).all()
    assert (_decide(pull=np.full((3, 1), 2.0)).promise > base).all()
    assert (_decide(unlike_accountability=np.full((3, 1), 0.3)).promise < base).all()
    assert (_decide(unlike_targets=np.full((3, 1), 0.3)).promise < base).all()


def test_pressure_tempts_and_purpose_and_pooling_disarm() -> None:
    base = _decide(pressure=_up(0.8))
    assert (base.shunt_wish > _decide().shunt_wish).all() and (base.diverted > _decide().diverted).all()
    for disarmed in ({"purpose": _up(0.9), "weight_on_purpose": _up(1.0)}, {"pooled": 0.6}):
        action = _decide(pressure=_up(0.8), **disarmed)
        assert (action.shunt_wish < base.shunt_wish).all() and (action.diverted < base.diverted).all()
    assert (_decide(pressure=_up(1.0), unlike_finance=np.full((3, 1), 5.0)).shunt_wish == 1.0).all()


def test_nothing_to_believe_in_means_next_to_no_joint_work() -> None:
    action = _decide(belief=np.zeros((3, 1)))
    assert (action.promise < 1e-9).all() and np.isfinite(np.array([*action.share, *action.promise])).all()


@pytest.mark.parametrize("wanted", [0.0, 0.1, 0.4])
def test_a_promise_takes_the_effort_of_the_common_rule(wanted: float) -> None:
    seen = organisation_seen(available=_up(0.6))
    promise, share = within_effort(np.full((3, 1), wanted), seen, P)
    np.testing.assert_allclose(promise, wanted, atol=1e-12)
    np.testing.assert_allclose(share, -P.price * np.log(1.0 - wanted) * 0.85 / (3.0 * 0.6), atol=1e-12)
    usual = organisation_choice(seen, P)
    for one, other in zip(within_effort(usual.promise, seen, P), (usual.promise, usual.share), strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-9)


def test_nobody_can_promise_more_than_all_of_its_effort() -> None:
    promise, share = within_effort(np.array([[1.0], [0.9], [0.5]]), organisation_seen(available=_up(0.3)), P)
    assert share.sum() == pytest.approx(1.0) and (np.diff(promise[:, 0]) < 0.0).all() and promise[0, 0] < 0.9

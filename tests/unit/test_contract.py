"""A contract in one round, by hand: in April alone, what the hospital gains others lose, who is of a neighbourhood."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from sim.core.arithmetic import MILLION, Array
from sim.core.state import State, put
from sim.model.engine import streams_of
from sim.scenario import load_scenario
from sim.world.rows import NHS, THERE, Service
from sim.world.world import Clock, World
from tests.unit.interventions_harness import RUNS, added, levels, made

DRAWS = streams_of(load_scenario(""), range(RUNS)).at(0)
APRIL, MARCH = 52, 48


def _round(
    *who: str, week: int = APRIL, activity: float = 1.1, money: float = 1.0, **numbers: float
) -> tuple[World, State, dict[str, Array]]:
    """Return world and state before, and what a round changes; the hospital does more than at month 0."""
    world, state, one = made("contract", **numbers)
    done = state.activity.copy()
    done[Service.ACUTE] = activity
    nhs = world.place.figures.nhs_spend_per_year / MILLION
    state.apply(
        [
            put("activity", done),
            put("unit_cost", np.ones_like(state.unit_cost)),
            put("nhs_funding", world.full("place", money * nhs, RUNS)),
            put("rewarded", world.full("service", 0.0, RUNS)),
            put("one_regime", world.full("interface", 0.0, RUNS)),
        ]
    )
    return world, state, added(one.step(state, levels(world, *who), DRAWS, Clock(week)))


def test_what_the_hospital_is_paid_more_by_activity_the_others_lose_in_proportion() -> None:
    _, state, got = _round(pays=0.4)
    usual, nhs = state.budget[Service.ACUTE], state.budget[NHS]
    assert got["rewarded"][Service.ACUTE] == pytest.approx(0.4 * 0.1 * usual)
    assert got["rewarded"].sum(axis=0) == pytest.approx(0.0)
    lost = -got["rewarded"][NHS][1:] / nhs[1:]
    assert lost == pytest.approx(np.broadcast_to(0.4 * 0.1 * usual / nhs[1:].sum(axis=0), lost.shape))
    assert not got["rewarded"][Service.SOCIAL_CARE].any(), "the council is not paid by the NHS"


def test_by_block_it_gains_where_it_does_less_than_its_block_pays_for() -> None:
    _, state, less = _round(pays=-0.4, activity=0.9)
    assert less["rewarded"][Service.ACUTE] == pytest.approx(0.4 * 0.1 * state.budget[Service.ACUTE])
    _, state, grown = _round(pays=-0.4, activity=1.1, money=1.1)
    assert grown["rewarded"] == pytest.approx(0.0), "as much more is paid as is done"
    _, state, far = _round(pays=0.4, activity=5.0)
    assert far["rewarded"][Service.ACUTE] == pytest.approx(0.4 * state.budget[Service.ACUTE]), "its budget at most"


def test_a_hospital_outside_the_contract_is_paid_as_before() -> None:
    assert not _round("council", "home_care", pays=0.4)[2]["rewarded"].any()
    assert not _round(pays=0.0)[2]["rewarded"].any()


def test_the_way_of_payment_changes_in_april_alone() -> None:
    assert not _round(pays=0.4, week=MARCH)[2]["rewarded"].any()
    assert not _round(neighbourhood=0.5, week=MARCH)[2]["one_regime"].any()


def _inside(world: World, keys: set[str]) -> NDArray[np.bool_]:
    names, net = world.names["organisation"], world.network
    ends = zip(net.direction_from[THERE], net.direction_to[THERE], strict=True)
    return np.array([names[a] in keys and names[b] in keys for a, b in ends])


def test_a_neighbourhood_is_all_but_hospital_ambulance_and_commissioner() -> None:
    world, _, got = _round(neighbourhood=0.5)
    outside = {"acute", "ambulance", "commissioner"}
    within = _inside(world, set(world.names["organisation"]) - outside)
    assert 0 < within.sum() < len(within)
    assert got["one_regime"] == pytest.approx(np.where(within, 0.5, 0.0)[:, None] * np.ones(RUNS))


def test_it_joins_those_who_sign_and_no_more_than_all() -> None:
    world, _, got = _round("council", "home_care", "acute", neighbourhood=0.5)
    pair = _inside(world, {"council", "home_care"})
    assert pair.sum() == 1 and got["one_regime"][pair] == pytest.approx(0.5) and got["one_regime"].sum() == 0.5 * RUNS
    world, state, one = made("contract", neighbourhood=0.5)
    state.apply([put("one_regime", world.full("interface", 0.8, RUNS))])
    more = added(one.step(state, levels(world), DRAWS, Clock(APRIL)))["one_regime"]
    assert more.max() == pytest.approx(0.2), "merged already as far as that"


def test_a_neighbourhood_takes_more_hours_and_money_where_it_is_one() -> None:
    world, _, plain = _round(hours=0.2, price=0.4)
    _, _, one = _round(hours=0.2, price=0.4, neighbourhood=0.5)
    rows = world.names["organisation"]
    hours = dict(zip(rows, one["practice_hours"][:, 0], strict=True))
    assert plain["practice_hours"] == pytest.approx(0.2)
    assert (hours["council"], hours["acute"]) == (pytest.approx(0.3), pytest.approx(0.2))
    outside = {"acute", "ambulance", "commissioner"}
    part = np.mean([key not in outside for key in rows])
    assert one["office"] == pytest.approx(plain["office"] * (1.0 + 0.5 * part))


def test_the_forms_of_a_contract_are_plans_by_name() -> None:
    forms = {
        "activity_contract": (0.0, 0.4, 0.0),
        "block_contract": (0.0, -0.4, 0.0),
        "neighbourhood_contract": (0.5, 0.0, 0.5),
    }
    for name, numbers in forms.items():
        planned = load_scenario([f"plan=[{name}]"])
        (entry,), contract = planned.plan, planned.parameters["contract"]
        assert entry.what == "contract" and (contract.aligns, contract.pays, contract.neighbourhood) == numbers
    as_today = load_scenario("").parameters["income"].activity_share
    assert forms["block_contract"][1] == -as_today, "a block: no part of its income follows activity"

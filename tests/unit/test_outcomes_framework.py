"""An outcomes framework in one round, computed by hand: its stages, how well measures fit, few against many."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sim.core.arithmetic import MONTHS_PER_ROUND, Array
from sim.core.state import put
from sim.model.engine import streams_of
from sim.scenario import load_scenario
from sim.world.world import Clock
from tests.unit.interventions_harness import RUNS, added, levels, made

NAMED = ("council", "pcn_1", "residents", "home_care")  # one of each sector
DRAWS = streams_of(load_scenario(""), range(RUNS)).at(0)


def _round(*who: str, months: float, grown: float = 0.0, **numbers: float) -> tuple[Any, dict[str, Array]]:
    """Return the world, and what a round changes that comes so many months after the group first met."""
    world, state, one = made("outcomes_framework", **numbers)
    place, everybody = world.full("place", 1.0, RUNS), world.full("organisation", 1.0, RUNS)
    state.apply([put("outcomes_framework_months", months * place)])
    state.apply([put("outcomes_framework_grown", grown * everybody), put("facilitated_days", 0.0 * everybody)])
    before, level = state.copy(), levels(world, *who) if who else levels(world)
    first = one.step(state, level, DRAWS, Clock(0))
    state.apply(first)
    later = one.late(state, level, DRAWS, Clock(0))
    both = added(first) | added(later)
    both["office"] = np.asarray(state.office - before.office)
    return world, both


def test_first_a_group_meets_then_people_are_asked_and_only_then_is_anything_in_use() -> None:
    numbers = {"group": 4.0, "engages": 6.0, "hours": 0.5, "watch": 0.01, "measures": 20.0, "people": 300.0}
    numbers |= {"price": 0.0, "each": 200.0}
    _, meets = _round(months=0.0, **numbers)
    assert meets["practice_hours"] == pytest.approx(0.5) and not meets["office"].any()
    assert meets["outcomes_framework_months"] == pytest.approx(MONTHS_PER_ROUND)
    _, asks = _round(months=4.0, **numbers)
    assert asks["office"] == pytest.approx(300 * 200 / 1e6 * 12 / 6) and not asks["practice_hours"].any()
    assert not meets["outcomes_framework_grown"].any() and not asks["outcomes_framework_grown"].any()
    _, used = _round(months=10.0, **numbers)
    assert used["practice_hours"] == pytest.approx(0.01 * 20) and not used["office"].any()
    assert (used["outcomes_framework_grown"] > 0.0).all()


@pytest.mark.parametrize(("who", "breadth"), [(NAMED, 1.0), (NAMED[:2], 0.5), (("pcn_1", "pcn_2"), 0.25)])
def test_measures_fit_as_far_as_the_group_is_broad_and_people_were_asked(who: tuple[str, ...], breadth: float) -> None:
    world, got = _round(*who, months=99.0, people=150.0, enough=150.0, rise=MONTHS_PER_ROUND)
    row = world.network.names["organisation"].index(who[0])
    assert got["outcomes_framework_grown"][row] == pytest.approx(0.5 * breadth * (1.0 - np.exp(-1.0)))


def test_nobody_asked_means_measures_that_fit_nobody() -> None:
    _, got = _round(months=99.0, people=0.0)
    assert not got["outcomes_framework_grown"].any() and not got["facilitated_days"].any()


def test_few_measures_leave_freedom_and_many_put_partners_out_of_view() -> None:
    still = {"grown": 0.6, "months": 99.0, "rise": 599.0, "people": 3e5, "many": 40.0, "constrains": 0.2, "goals": 0.5}
    _, few = _round(**still, measures=0.0)
    _, many = _round(**still, measures=40.0)
    assert few["by_outcomes"] == pytest.approx(0.6, rel=1e-2) and not few["pull"].any()
    assert many["by_outcomes"] == pytest.approx(0.6 * np.exp(-1.0), rel=1e-2)
    pull = made("outcomes_framework")[1].pull
    assert many["pull"] == pytest.approx(-0.2 * (1.0 - np.exp(-1.0)) * 0.6 * pull, rel=1e-2)
    assert few["facilitated_days"] == pytest.approx(0.5 * 0.6, rel=1e-2)


def test_what_nobody_keeps_up_goes_out_of_use_by_half_lives() -> None:
    world, state, one = made("outcomes_framework", half_life=MONTHS_PER_ROUND)
    state.apply([put("outcomes_framework_grown", world.full("organisation", 0.8, RUNS))])
    state.apply([put("outcomes_framework_months", world.full("place", 30.0, RUNS))])
    none = levels(world)._replace(now=world.full("organisation", 0.0, RUNS))
    got = added(one.step(state, none, DRAWS, Clock(0)))
    assert got["outcomes_framework_grown"] == pytest.approx(0.4)
    assert not got["outcomes_framework_months"].any() and not got["practice_hours"].any() and not got["office"].any()

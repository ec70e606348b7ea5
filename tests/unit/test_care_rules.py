"""What each rule does, one at a time, and that it reads and writes what it says."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sim.core.arithmetic import load_for, served_share
from sim.mechanisms.care.beds import Beds, BedsParams
from sim.mechanisms.pressures.winter import Winter, WinterParams
from sim.mechanisms.schedule import WEEK as WEEK_OF_CARE
from sim.world.world import Clock
from tests.unit.care_harness import LEVEL, QUIET, Care, world_of

CALM = {**QUIET, **LEVEL}


class Watched:
    """A state that notes what is read of it."""

    def __init__(self, state: Any) -> None:
        self.__dict__["state"], self.__dict__["read"] = state, set()

    def __getattr__(self, name: str) -> Any:
        self.read.add(name)
        return getattr(self.state, name)


@pytest.mark.parametrize("row", range(len(WEEK_OF_CARE)), ids=[kind.name for kind in WEEK_OF_CARE])
def test_reads_and_writes_what_it_declares(row: int) -> None:
    care = Care(runs=2)
    care.run(2)
    rule = care.mechanisms[row]
    watched = Watched(care.state)
    changes = list(rule.step(watched, care.streams.at(2), Clock(2)))
    assert watched.read <= set(rule.reads), watched.read - set(rule.reads)
    written = {change.name for change in changes} | {change.sink for change in changes if change.sink}
    assert written == set(rule.writes) or written <= set(rule.writes), written ^ set(rule.writes)
    owned = {variable.name for variable in rule.owns}
    for change in changes:
        if change.kind == "put":
            assert change.name in owned, change.name
            assert np.shape(change.value) == getattr(care.state, change.name).shape, change.name


def test_every_variable_has_one_owner_and_every_flow_stays_in_its_balance() -> None:
    care = Care(runs=2)
    names = [variable.name for variable in care.variables]
    assert len(names) == len(set(names))
    balance = {variable.name: variable.conserved for variable in care.variables}
    for rule in care.mechanisms:
        for change in rule.step(care.state, care.streams.at(0), Clock(0)):
            if change.kind == "flow":
                assert balance[change.name] == balance[change.sink] != "", (change.name, change.sink)


@pytest.mark.parametrize("refill", [0.03, 0.06, 0.15])
@pytest.mark.parametrize("threshold", [0.05, 0.17, 0.4])
@pytest.mark.parametrize("shortest", [1.0, 1.5, 2.0])
def test_squeeze_is_one_at_month_0_and_its_two_parts_multiply_to_it(
    refill: float, threshold: float, shortest: float
) -> None:
    params = BedsParams(refill=refill, threshold=threshold, shortest_stay=shortest)
    rule = Beds(params, world_of())
    care = Care(runs=1)
    for factor in (0.5, 1.0, 1.3, 3.0):
        care.state.__dict__["emergency_need"] = np.array([642.0 * factor])
        care.state.__dict__["emergency_demand"] = np.array([642.0 * factor])
        put: dict[str, Any] = {
            change.name: change.value for change in rule.step(care.state, care.streams.at(0), Clock(0))
        }
        used = put["admissions"] * put["length_of_stay"]
        np.testing.assert_allclose(used, 642.0 * factor * rule.stay0 * np.minimum(put["squeeze"], 2.0), rtol=1e-9)
        assert put["length_of_stay"][0] >= min(shortest, rule.stay0)
        assert used[0] / 7.0 + put["elective_use"][0] <= rule.free0 + 1e-9 or factor < 1.0
        if factor == 1.0:
            np.testing.assert_allclose([put["squeeze"][0], put["admissions"][0]], [1.0, 642.0], rtol=1e-12)
        elif factor > 1.0:
            assert put["admissions"][0] < 642.0 * factor and put["turned_away"][0] > 0.0


@pytest.mark.parametrize("sharpness", [0.5, 3.0, 10.0, 50.0])
def test_served_share_inverts_and_never_exceeds_demand_or_capacity(sharpness: float) -> None:
    for share in (0.5, 0.82, 0.93, 0.98):
        np.testing.assert_allclose(served_share(load_for(share, sharpness), sharpness), share, rtol=1e-9)
    load = np.array([1e-6, 0.1, 1.0, 10.0, 1e6])
    met = served_share(load, sharpness)
    assert (met <= 1.0).all() and (met * load <= load.clip(max=1.0) + 1e-12).all() and (np.diff(met) <= 0.0).all()


def _after(weeks: int, settings: dict[str, Any] | None = None, **changed: Any) -> Any:
    care = Care({**CALM, **(settings or {})}, runs=1, **changed)
    care.run(weeks)
    return care.state


def test_neutral_signals_change_nothing_and_each_door_does_its_own_work() -> None:
    calm = _after(104)
    assert _after(104, handover=0.8).beds_held < 0.95 * calm.beds_held
    assert _after(104, home_first=0.2).beds_held < 0.95 * calm.beds_held
    assert _after(104, shunt_council=0.3).beds_held > 1.03 * calm.beds_held
    assert _after(104, upstream=0.2).emergency_need < 0.96 * calm.emergency_need
    assert _after(104, care_home_support=0.5).care_home_need_admissions < 0.85 * calm.care_home_need_admissions
    assert _after(104, cases_found=0.03).attendances > 1.02 * calm.attendances
    assert _after(104, shunt_hospital=0.5).stay_needed < calm.stay_needed
    assert _after(104, shunt_practice=0.5).attendances > calm.attendances
    assert _after(104, effort=0.5).waiting_list > 1.005 * calm.waiting_list
    assert _after(104, pooled_transfer=2.0).social_care_unmet < calm.social_care_unmet
    assert _after(104, programme_cost=5.0).posts[0] < calm.posts[0]


def test_people_kept_out_of_hospital_come_back_as_contacts() -> None:
    calm, upstream = _after(26), _after(26, upstream=0.5)
    more = (upstream.contacts + upstream.contacts_unmet) - (calm.contacts + calm.contacts_unmet)
    np.testing.assert_allclose(more[0] + more[1], 5.0 * (upstream.avoided + upstream.turned_away), rtol=0.05)
    np.testing.assert_allclose(more[0], more[1], rtol=0.05)


def test_bypass_needs_delays_and_a_hospital_that_competes() -> None:
    assert _after(104, handover=2.0).bypass == 0.0
    bought = _after(104, handover=2.0, buys_round=1.0)
    assert bought.bypass > 0.5 and bought.bypass_cost > 0.4 and bought.beds_held < _after(104, handover=2.0).beds_held
    assert _after(104, handover=0.9, buys_round=1.0).bypass == 0.0


def test_a_hard_winter_comes_when_it_is_due() -> None:
    care = Care(runs=2)

    def surge(week: int, **params: float) -> float:
        rule = Winter(WinterParams(admissions=0.1, staff=0.03, **params), care.world)
        changes = list(rule.step(care.state, care.streams.at(week), Clock(week)))
        assert (np.asarray(changes[1].value) > 0).all() == (np.asarray(changes[0].value) > 0).all()
        return float(np.asarray(changes[0].value)[0])

    assert surge(52 + 36) == pytest.approx(0.1) and surge(52 + 34) == 0.0 and surge(52 + 46) == 0.0
    assert surge(36) == 0.0 and surge(36, year=0.0) == pytest.approx(0.1) and surge(36 - 52, year=0.0) == 0.0
    assert surge(52 + 50, weeks=20.0) == pytest.approx(0.1) and surge(104 + 2, weeks=20.0) == pytest.approx(0.1)


def test_unpaid_care_is_exactly_whole_at_month_0_and_wears_out_under_cuts() -> None:
    calm = _after(520)
    assert calm.unpaid_care[0] == 1.0 and calm.carer_requests[0] == 0.0 and calm.carer_admissions[0] == 0.0
    cut = _after(416, {"funding.social_care_growth": -0.0453})
    assert 0.85 < cut.unpaid_care[0] < 0.97 and cut.carer_requests[0] < 0.03


def test_a_shock_passes_without_overshoot() -> None:
    calm = _after(60)
    shocked = _after(
        60, {"winter.admissions": 0.25, "winter.weeks": 8.0, "winter.year": 1.0, "winter.start_month": 1.0}
    )
    assert abs(shocked.admissions / calm.admissions - 1.0) < 0.005
    assert abs(shocked.occupancy - calm.occupancy) < 0.005

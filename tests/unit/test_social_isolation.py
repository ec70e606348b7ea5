"""Many agencies on isolation in one round, by hand: who finds, who offers, who practises together, and what fades."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sim.core.arithmetic import MONTHS_PER_ROUND as MONTH
from sim.core.arithmetic import Array
from sim.core.state import State, put
from sim.interventions import Levels
from sim.model.engine import streams_of
from sim.model.ensemble import run_ensemble
from sim.scenario import load_scenario
from sim.world.world import Clock
from tests.unit.interventions_harness import RUNS, added, levels, made, settled

DRAWS = streams_of(load_scenario(""), range(RUNS)).at(0)
CHARITIES = ("voluntary_1", "voluntary_2", "voluntary_3")
NUMBERS = {"finds": 0.5, "helps": 0.4, "alone": 0.25, "rise": 1e-6}


def _round(
    *who: str, practice: float = 0.0, grown: float = 0.0, ends: bool = False, **numbers: float
) -> dict[str, Array]:
    """Return what a round changes in which those named do it."""
    world, state, one = made("social_isolation", **(NUMBERS | numbers))
    state.apply(
        [
            put("practice", world.full("interface", practice, RUNS)),
            put("social_isolation_grown", world.full("place", grown, RUNS)),
        ]
    )
    level = levels(world, *who)
    if ends:
        level = Levels(0.0 * level.now, 0.0 * level.now, level.now)
    return added(one.step(state, level, DRAWS, Clock(0)))


def test_each_kind_of_agency_finds_people_whom_the_others_do_not() -> None:
    one_kind = _round(*CHARITIES)["accompanied"]
    assert one_kind == pytest.approx(0.4 * 0.5 * 0.25)
    assert _round(*CHARITIES, "council")["accompanied"] == pytest.approx(0.4 * 0.75 * 0.25)
    assert _round(*CHARITIES, "council", "acute")["accompanied"] == pytest.approx(0.4 * 0.875 * 0.25)
    assert _round(*CHARITIES, "pcn_1")["accompanied"] == pytest.approx(
        _round(*CHARITIES, "pcn_1", "pcn_2")["accompanied"]
    )


def test_only_charities_offer_company_and_the_more_of_them_the_more() -> None:
    assert not _round("council", "acute", "pcn_1")["accompanied"].any()
    assert _round("council", "voluntary_2")["accompanied"] == pytest.approx(0.4 * 0.75 * 0.25 / 3)
    assert _round("council", *CHARITIES[:2])["accompanied"] == pytest.approx(0.4 * 0.75 * 0.25 * 2 / 3)


def test_people_come_to_charities_as_far_as_staff_practise_together() -> None:
    assert _round(*CHARITIES, "council", practice=0.5)["accompanied"] == pytest.approx(0.4 * 0.75 * (0.25 + 0.75 * 0.5))
    assert _round(*CHARITIES, practice=0.5)["accompanied"] == pytest.approx(0.4 * 0.5 * 0.25), "with nobody else"


def test_it_costs_hours_and_money_whether_or_not_charities_are_in_it() -> None:
    got = _round("council", "acute", hours=0.2, price=1.8)
    assert got["practice_hours"].sum() == pytest.approx(2 * 0.2 * RUNS)
    assert got["office"] == pytest.approx(1.8 * 2 / got["practice_hours"].shape[0])


def test_offers_are_built_up_and_company_is_lost_by_half_lives() -> None:
    builds = _round(*CHARITIES, "council", rise=MONTH)
    assert builds["accompanied"] == pytest.approx(0.5 * 0.4 * 0.75 * 0.25)
    fades = _round(*CHARITIES, grown=0.08, ends=True, half_life=MONTH)
    assert (
        fades["accompanied"] == pytest.approx(0.04) and not fades["practice_hours"].any() and not fades["office"].any()
    )


def test_joint_work_on_isolation_leaves_fewer_people_lonely_and_nothing_else_of_care_otherwise() -> None:
    """The project is paid for whether or not it brings company; what it brings moves nothing but loneliness."""
    words = [
        "behaviour=collaborative_all",
        "years=3",
        *(f"participation.{name}=0.6" for name in ("contact", "altruism")),
    ]
    without, usual, much = (
        run_ensemble(load_scenario([*words, f"crossing.company={share}"]), seeds=range(6)) for share in (0.0, 0.05, 0.1)
    )
    lonely = [made.year("isolated", 3).mean() for made in (without, usual, much)]
    assert lonely[0] > lonely[1] > lonely[2]
    same = [name for name, series in without.series.items() if np.array_equal(series, usual.series[name])]
    assert {"delayed", "emergency_need", "leader_hours", "programme_cost"} <= set(same) and "isolated" not in same


def test_people_have_company_unless_that_channel_is_shut() -> None:
    machine, before = settled()
    channels = next(rule for rule in machine.round if rule.name == "channels")
    as_before = {"project_signals": before.project_signals_before}
    state = State({**before.__dict__, **as_before, "accompanied": machine.world.full("place", 0.2, RUNS)})
    assert added(channels.step(state, DRAWS, Clock(0)))["company"] == pytest.approx(0.2)
    shut = replace(channels, params=replace(channels.params, projects=False))
    assert not np.any(added(shut.step(state, DRAWS, Clock(0)))["company"])

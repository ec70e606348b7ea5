"""Two ways to begin a joint project, by hand: a plan in full, slower and surer, or an ambition, sooner and clumsier."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sim.core.arithmetic import Array
from sim.core.state import put
from sim.interventions import Levels
from sim.model.engine import streams_of
from sim.scenario import load_scenario
from sim.world.stages import ADOPTED, APPROVAL, IDLE, PILOT
from sim.world.world import Clock
from tests.unit.interventions_harness import RUNS, added, levels, made

DRAWS = streams_of(load_scenario(""), range(RUNS)).at(0)
SPONSORS = ("council", "voluntary_1", "voluntary_2", "pcn_2")
ROUND = 12.0 / 13.0


def _round(
    name: str,
    stages: tuple[float, float],
    progress: tuple[float, float] = (0.0, 0.0),
    fit: float = 0.3,
    who: tuple[str, ...] = SPONSORS,
    draws: Any = DRAWS,
    **numbers: float,
) -> dict[str, Array]:
    """Return what changes for the response to isolation, of four sponsors, whose stage and progress move in a round."""
    world, state, one = made(name, **numbers)
    full: Any = world.full
    level = levels(world, *who)
    state.apply([put("stage", full("project", stages[0], RUNS)), put("progress", full("project", progress[0], RUNS))])
    taken = added(one.step(state, level, draws, Clock(0)))
    state.apply(one.step(state, level, draws, Clock(0)))
    state.apply([put("stage", full("project", stages[1], RUNS)), put("progress", full("project", progress[1], RUNS))])
    state.apply([put("project_fit", full("project", fit, RUNS))])
    row = world.names["project"].index("social_isolation")
    late = {name: value[row] for name, value in added(one.late(state, level, draws, Clock(0))).items()}
    return {"practice_hours": taken["practice_hours"], "office": taken["office"], **late}


class Sure:
    """Dice that always try, with variations and judgements as said."""

    def __init__(self, variation: float, judgement: float) -> None:
        self.said = {"variation's fit": variation, "variation's judgement": judgement}

    def uniform(self, stream: str, keys: Any) -> Any:
        return np.zeros((len(keys), RUNS))

    def normal(self, stream: str, keys: Any) -> Any:
        return np.full((len(keys), RUNS), self.said[stream])


def test_a_full_plan_is_approved_more_slowly_forward_and_back() -> None:
    forward = _round("plan_first", (APPROVAL, APPROVAL), (0.2, 0.6), slows=0.5)
    assert forward["progress"] == pytest.approx(-0.2), "of .4 forward half is left"
    back = _round("plan_first", (APPROVAL, APPROVAL), (0.2, -0.1), slows=0.5)
    assert back["progress"] == pytest.approx(0.15)
    half = _round("plan_first", (APPROVAL, APPROVAL), (0.2, 0.6), slows=0.5, who=SPONSORS[:2])
    assert half["progress"] == pytest.approx(-0.1), "two of the four sponsors plan"


@pytest.mark.parametrize(("fit", "after"), [(-0.1, 0.5 - 0.6 * 0.25), (0.5, 0.5), (1.3, 0.5 + 0.8 * 0.25)])
def test_a_full_plan_brings_good_and_bad_designs_nearer_to_what_was_planned(fit: float, after: float) -> None:
    got = _round("plan_first", (IDLE, APPROVAL), fit=fit, designed=0.5, sure=0.75)
    assert fit + got["project_fit"] == pytest.approx(after) and not got["progress"].any()


@pytest.mark.parametrize(
    "stages", [(PILOT, PILOT), (APPROVAL, PILOT), (PILOT, ADOPTED), (ADOPTED, ADOPTED), (IDLE, IDLE)]
)
def test_a_full_plan_changes_nothing_once_it_is_approved(stages: tuple[float, float]) -> None:
    got = _round("plan_first", stages, (0.1, 0.4))
    assert not got["progress"].any() and not got["project_fit"].any()


def test_an_ambition_begins_sooner_and_clumsier() -> None:
    got = _round("ambition_first", (IDLE, APPROVAL), starts=0.6, clumsy=0.2)
    assert got["progress"] == pytest.approx(0.6) and got["project_fit"] == pytest.approx(-0.2)
    part = _round("ambition_first", (IDLE, APPROVAL), starts=0.6, clumsy=0.2, who=SPONSORS[:1])
    assert part["progress"] == pytest.approx(0.15) and part["project_fit"] == pytest.approx(-0.05)


@pytest.mark.parametrize("stage", [PILOT, ADOPTED])
def test_what_looks_better_is_kept_whether_or_not_it_is(stage: float) -> None:
    better, on = 0.2 * 0.7, (stage, stage)
    kept = _round("ambition_first", on, draws=Sure(1.0, 0.0), varies=0.2, misjudged=0.5)
    assert kept["project_fit"] == pytest.approx(better) and not kept["progress"].any()
    assert not _round("ambition_first", on, draws=Sure(1.0, -0.5), varies=0.2, misjudged=0.5)["project_fit"].any(), (
        "it looked worse"
    )
    fooled = _round("ambition_first", on, draws=Sure(-1.0, 0.5), varies=0.2, misjudged=0.5)
    assert fooled["project_fit"] == pytest.approx(-better)
    assert not _round("ambition_first", on, draws=Sure(-1.0, 0.0), varies=0.2, misjudged=0.5)["project_fit"].any()


def test_nothing_is_found_before_a_pilot_nor_where_all_fits() -> None:
    early = _round("ambition_first", (APPROVAL, APPROVAL), draws=Sure(1.0, 1.0))
    assert not early["project_fit"].any() and not early["progress"].any()
    assert not _round("ambition_first", (PILOT, PILOT), fit=1.2, draws=Sure(1.0, 1.0))["project_fit"].any()


def test_variations_are_tried_as_often_as_is_said() -> None:
    drawn = DRAWS.uniform("variation", made("ambition_first")[0].keys["project"])
    for tries in (0.1, 3.0):
        got = _round("ambition_first", (PILOT, PILOT), tries=tries, misjudged=0.0)
        row = made("ambition_first")[0].names["project"].index("social_isolation")
        tried = drawn[row] < 1.0 - np.exp(-tries * ROUND)
        assert not got["project_fit"][~tried].any() and (got["project_fit"] >= 0.0).all()


@pytest.mark.parametrize("name", ["plan_first", "ambition_first"])
def test_either_costs_hours_and_money_while_it_goes_on_and_nothing_after(name: str) -> None:
    got = _round(name, (IDLE, IDLE), hours=0.3, price=1.8)
    assert got["practice_hours"].sum() == pytest.approx(4 * 0.3 * RUNS)
    assert got["office"] == pytest.approx(1.8 * 4 / got["practice_hours"].shape[0])
    world, state, one = made(name)
    state.apply([put("stage", world.full("project", APPROVAL, RUNS))])
    none = 0.0 * levels(world).now
    over = one.step(state, Levels(none, none, none), DRAWS, Clock(0))
    assert all(not value.any() for value in added(over).values())

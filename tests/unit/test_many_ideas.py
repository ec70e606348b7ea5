"""The best of many ideas, by hand: one idea changes no bit, and of better ideas more is taken."""

from __future__ import annotations

import numpy as np
import pytest

from sim.core.arithmetic import Array
from sim.core.state import put
from sim.model.engine import streams_of
from sim.scenario import load_scenario
from sim.world.stages import APPROVAL, IDLE
from sim.world.world import Clock, World
from tests.unit.interventions_harness import RUNS, added, levels, made

DRAWS = streams_of(load_scenario(""), range(RUNS)).at(0)


def _gain(*who: str, before: float = IDLE, **numbers: float) -> tuple[World, Array]:
    """Return by how much each project's fit moves where all enter approval in this round."""
    world, state, one = made("many_ideas", **numbers)
    level, full = levels(world, *who), world.full("project", 1.0, RUNS)
    state.apply([put("stage", before * full)])
    state.apply(one.step(state, level, DRAWS, Clock(0)))
    state.apply([put("stage", APPROVAL * full)])
    return world, added(one.late(state, level, DRAWS, Clock(0)))["project_fit"]


def _ideas(world: World, count: int) -> Array:
    """Return how far the first and each further idea vary, in standard deviations."""
    keys = world.keys["project"]
    further = [DRAWS.normal(f"idea {k}", keys) for k in range(1, count + 1)]
    return np.stack([np.zeros_like(further[0]), *further])


def test_who_seeks_no_further_idea_and_a_project_under_way_change_no_bit() -> None:
    assert not _gain(more=0.0)[1].any()
    assert not _gain(before=APPROVAL)[1].any()


def _taken(ideas: Array, misjudged: float) -> Array:
    weights = np.exp(ideas / misjudged)
    return (ideas * weights).sum(axis=0) / weights.sum(axis=0)


@pytest.mark.parametrize("misjudged", [0.01, 0.4, 100.0])
def test_the_better_an_idea_the_more_of_it_is_taken_as_far_as_that_can_be_judged(misjudged: float) -> None:
    world, gain = _gain(more=3.0, differ=0.4, misjudged=misjudged)
    ideas = 0.4 * _ideas(world, 3)
    assert gain == pytest.approx(_taken(ideas, misjudged))
    if misjudged < 0.1:
        assert gain == pytest.approx(ideas.max(axis=0), abs=0.01), "well judged, it is the best of all"
    elif misjudged > 1.0:
        assert gain == pytest.approx(ideas.mean(axis=0), abs=0.01) and (gain < 0.0).any(), "else, it may be worse"


def test_where_one_kind_of_organisation_is_asked_ideas_hardly_differ() -> None:
    practices = [f"pcn_{number}" for number in range(1, 7)]
    world, gain = _gain(*practices, more=9.0, differ=0.4, misjudged=0.4)
    kinds = len({one.kind for one in world.place.organisations})
    asked = np.rint(9.0 * world.tables.project_of_organisations(levels(world, *practices).now))[:, 0]
    ideas = 0.4 / kinds * _ideas(world, 9)
    by_hand = [_taken(ideas[: int(number) + 1, row], 0.4) for row, number in enumerate(asked)]
    assert gain == pytest.approx(np.array(by_hand))


def test_asking_takes_hours_idea_by_idea_and_money() -> None:
    world, state, one = made("many_ideas", more=4.0, hours=0.1, price=0.5)
    state.apply([put("office", world.full("place", 0.0, RUNS))])
    changes = one.step(state, levels(world), DRAWS, Clock(0))
    assert added(changes)["practice_hours"] == pytest.approx(0.4)
    assert added(changes)["office"] == pytest.approx(0.5 * world.place.scale)

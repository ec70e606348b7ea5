"""The ten features: hand-computed measures, their limits, and that what teams do moves them."""

from __future__ import annotations

import numpy as np
import pytest

from sim.core.parameters import InputError
from sim.core.state import State, put
from sim.model.engine import build, settle, streams_of
from sim.model.ensemble import run_arms
from sim.outcomes.features import ADOPTED, FEATURES, equality, evenness, leads
from sim.report.figures.ten_features import features_title, ten_features
from sim.scenario import load_scenario
from sim.world.world import World
from tests.unit.made_up import comparison

FULL = ["vision", "contact", "conflict", "altruism", "commitment"]


def test_evenness_is_the_effective_number_over_the_number() -> None:
    given = np.array([[1.0, 1.0, 0.0, 3.0], [1.0, 0.0, 0.0, 1.0], [1.0, 0.0, 0.0, 0.0], [1.0, 0.0, 0.0, 0.0]])
    assert evenness(given) == pytest.approx([1.0, 0.25, 0.0, 16.0 / 10.0 / 4.0])


def test_equality_is_one_less_gini() -> None:
    # of 1, 1, 2: mean absolute difference 4/9 * 2 / 2 over twice the mean 8/3 gives a Gini of 1/6
    held = np.array([[2.0, 0.0, 1.0, 0.0], [1.0, 0.0, 1.0, 0.0], [1.0, 6.0, 1.0, 0.0]])
    assert equality(held) == pytest.approx([1.0 - 1.0 / 6.0, 1.0 / 3.0, 1.0, 0.0])


@pytest.fixture(scope="module")
def settled() -> tuple[World, State]:
    scenario = load_scenario("behaviour=siloed warm_up_years=2")
    machine = build(scenario)
    return machine.world, settle(machine, streams_of(scenario, range(3)))


def test_a_ceded_lead_lies_with_the_best_placed_and_else_with_who_gives_most(settled: tuple[World, State]) -> None:
    world, before = settled
    state, project = before.copy(), world.place.projects[0]
    row = {name: number for number, name in enumerate(world.network.names["organisation"])}
    giver = next(name for name in project.sponsors if name != project.skill_of)
    gives = (world.network.direction_from == row[giver])[:, None] * np.ones_like(state.delivered_effort)
    running = np.zeros_like(state.stage)
    running[0] = ADOPTED
    state.apply([put("stage", running), put("delivered_effort", gives)])
    state.apply([put("project_lead", np.full_like(state.project_lead, 0.25))])
    held = leads(state, world)
    assert held[row[project.skill_of]] == pytest.approx(0.25)
    assert held[row[giver]] == pytest.approx(0.75)
    assert held.sum(axis=0) == pytest.approx(1.0)


def test_each_lies_from_0_to_1_and_systems_leadership_moves_most_of_them() -> None:
    full = [f"participation.{name}=1" for name in FULL]
    scenarios = [load_scenario("behaviour=siloed"), load_scenario(["behaviour=collaborative_all", *full])]
    arms = run_arms([scenario.varied({}) for scenario in scenarios], range(8))
    moved = set[str]()
    for feature in FEATURES:
        alone, together = (arm.series[feature.name] for arm in arms)
        assert min(alone.min(), together.min()) >= 0.0 and max(alone.max(), together.max()) <= 1.0, feature.name
        if together[-13:].mean() - alone[-13:].mean() >= feature.meaningful:
            moved.add(feature.name)
    assert len(FEATURES) == 10
    assert moved >= {"collective", "shared_power", "relationship_based", "nudging", "shared_values"}
    assert moved >= {"outcome_focus", "contested", "distributed"}


@pytest.mark.parametrize("name", [feature.name for feature in FEATURES])
def test_a_feature_is_measured_and_never_set(name: str) -> None:
    """It is no parameter and nothing to plan; a trigger may watch it."""
    for words in ([f"{name}=0.5"], [f"plan.x.what={name}", "plan.x.dose=0.5"], [f"plan=[{name}]"]):
        with pytest.raises(InputError, match="unknown"):
            load_scenario(words)
    waiting = load_scenario(["plan=[enabler]", f"plan.enabler.begin_if={{outcome: {name}, above: 0.5}}"])
    assert waiting.plan["enabler"].begin_if is not None


def test_the_picture_says_how_many_differ_and_never_more_than_was_measured() -> None:
    assert features_title(comparison().finding) == "In none of the ten features of systems leadership do the two differ"
    found = comparison({"nudging": 0.2, "contested": 0.3}).finding
    assert features_title(found).endswith(
        "in 2 of the ten features of systems leadership; most in: “conflict spoken of” and “influence, not rank”"
    )
    assert ten_features(found) == ten_features(found)

"""Ablations: each takes away what it says and nothing else, in both faces, and stands with what ran."""

from __future__ import annotations

from dataclasses import astuple, replace

import networkx as nx
import numpy as np
import pytest

import sim
from sim.ablation import ABLATIONS, ablations
from sim.ablation.average import AVERAGED, Averaging
from sim.ablation.frozen import FROZEN
from sim.ablation.graph import complete, rewired
from sim.core.parameters import InputError
from sim.model.engine import build, settle, streams_of
from sim.model.ensemble import run_batch
from sim.place import load_place
from sim.scenario import Scenario, declarations
from sim.store.plan import plan_hash, resolved, scenario_of
from sim.world.world import Clock
from tests.whole import Runs, arrays_of, column, differing, scenario

TOGETHER = ("behaviour=collaborative_all", "participation.conflict=0.5")
FIRST = range(2)
PLACE = load_place("anyplace")


def taken(*names: str) -> Scenario:
    return replace(scenario(*TOGETHER), ablations=names)


@pytest.fixture(scope="module")
def whole() -> Runs:
    return Runs(scenario(*TOGETHER), FIRST).to(13)


@pytest.mark.parametrize("name", ABLATIONS)
def test_each_takes_something_away_and_both_faces_agree(name: str, whole: Runs):
    without = Runs(taken(name), FIRST).to(13)
    assert differing(without.recorder.arrays(), whole.recorder.arrays()), f"{name} takes nothing away"
    model = sim.CareSystem(taken(name), seed=1).run()
    assert not differing(arrays_of(model.state), column(arrays_of(without.state), 1))


@pytest.mark.parametrize("name", [one.name for one in FROZEN])
def test_what_is_frozen_stays_as_it_settled_and_nothing_of_it_happens(name: str):
    frozen, plain = Runs(taken(name), FIRST).to(0), Runs(scenario(*TOGETHER), FIRST).to(0)
    assert not differing(arrays_of(frozen.state), arrays_of(plain.state)), "month 0 is that of the whole model"
    owner = next(rule for rule in frozen.machine.round if rule.name == name.removeprefix("frozen_"))
    settled, after = arrays_of(frozen.state), arrays_of(frozen.to(13).state)
    for variable in owner.owns:
        if variable.unit == "events":
            assert not after[variable.name].any(), variable.name
        else:
            assert np.array_equal(after[variable.name], settled[variable.name]), variable.name


def test_nobody_else_changes_what_is_frozen():
    planned = taken("frozen_turnover").with_plan({"stay": {"what": "turnover.pace", "dose": 2.0}, "enabler": {}})
    runs = Runs(planned, FIRST).to(0)
    tenure = runs.state.tenure
    assert np.array_equal(runs.to(6).state.tenure, tenure)


def test_everyone_average_leaves_the_mean_and_takes_the_differences(whole: Runs):
    machine = build(taken("everyone_average"))
    rule = next(rule for rule in machine.round if isinstance(rule, Averaging))
    assert rule.step(whole.state, whole.streams.at(0), Clock(-4)) == ()
    before, after = arrays_of(whole.state), whole.state.copy()
    after.apply(rule.step(whole.state, whole.streams.at(0), Clock(0)))
    for names in AVERAGED.values():
        for name in names:
            values = after.__dict__[name]
            assert (values == values[:1]).all(), name
            assert np.allclose(values[0], before[name].mean(axis=0)), name


def test_alike_means_alike_at_the_start():
    state = Runs(taken("leaders_alike", "cultures_alike"), FIRST).state
    assert np.unique(state.ways).size == 1
    assert (state.vision == state.vision_home).all() and np.allclose(state.vision[0], state.vision[1])
    assert np.allclose(state.team_culture, state.team_culture[:1]) and np.allclose(state.similarity, 1.0)


def test_a_complete_graph_joins_all_and_keeps_what_is_there():
    made = complete(PLACE, 1)
    size = len(PLACE.organisations)
    assert len(made.interfaces) == size * (size - 1) // 2
    assert made.interfaces[: len(PLACE.interfaces)] == PLACE.interfaces
    added = made.interfaces[-1]
    assert np.allclose(
        astuple(added.differences), np.mean([astuple(one.differences) for one in PLACE.interfaces], axis=0)
    )
    network = build(taken("complete_graph")).world.network
    assert (network.degree == size - 1).all()


def test_rewiring_keeps_degrees_ways_out_and_one_network_and_goes_by_the_root_seed():
    def graph(place: sim.Place) -> nx.Graph:
        return nx.Graph([one.between for one in place.interfaces])

    made, other = rewired(PLACE, 2026), rewired(PLACE, 7)
    before, after = graph(PLACE), graph(made)
    assert dict(before.degree) == dict(after.degree) and nx.is_connected(after)
    out = [pair for pathway in PLACE.pathways for pair in pathway.crosses]
    assert all(after.has_edge(*pair) for pair in out)
    moved = [pair for pair in before.edges if not after.has_edge(*pair)]
    assert len(moved) > len(PLACE.interfaces) / 3
    assert rewired(PLACE, 2026) == made != other
    assert [one.crossing for one in made.interfaces] == [one.crossing for one in PLACE.interfaces]
    assert all(any({a, b} <= set(one.sponsors) for a, b in after.edges) for one in PLACE.projects)


def test_month_0_is_shared_unless_something_settles_anew():
    plain = scenario(*TOGETHER)
    assert taken("frozen_trust", "everyone_average").settled_key == plain.settled_key
    for name in ("leaders_alike", "cultures_alike", "complete_graph", "rewired"):
        assert taken(name).settled_key != plain.settled_key, name
    settled = [
        settle(build(one), streams_of(one, FIRST)).delayed.sum(axis=0) for one in (plain, taken("complete_graph"))
    ]
    assert np.allclose(settled[0], settled[1], rtol=0.1), "care begins from the figures of the place"


def test_what_is_taken_away_is_part_of_what_ran():
    plain, without = scenario(*TOGETHER), taken("frozen_trust", "complete_graph")
    assert "ablations" not in resolved(plain) and without != plain and hash(without) != hash(plain)
    assert plan_hash(resolved(plain)) != plan_hash(resolved(without))
    assert scenario_of(resolved(without), without.place) == without
    assert without.place is plain.place, "what is kept is the place, not what came of it"
    asked = sim.load_scenario(["ablations=[frozen_trust,complete_graph]", "behaviour=siloed"])
    assert asked.ablations == ("complete_graph", "frozen_trust")
    assert {key for one in ABLATIONS.values() for key in one.parameters} <= set(declarations())


def test_one_run_of_a_batch_is_that_run_alone():
    made = taken("rewired", "everyone_average", "frozen_conflict")
    many, alone = run_batch(made, (4, 5)).series, run_batch(made, (5,)).series
    assert not differing(column(many, 1), alone)


def test_futures_whose_plans_part_later_are_told_apart_by_what_is_taken_away():
    later = {"more": {"what": "participation.contact", "dose": 1.0, "from": 0.5}}
    plain, without = (one.with_plan(later) for one in (scenario(*TOGETHER), taken("frozen_trust")))
    first, second = (run_batch(one, FIRST).series["trust"] for one in (plain, without))
    assert not np.array_equal(first[:6], second[:6])
    assert np.array_equal(second, Runs(without, FIRST).to(13).recorder.arrays()["trust"])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["ablations=[complete_graf]"], "unknown ablation 'complete_graf': did you mean 'complete_graph'?"),
        (["ablations=3"], "expected a list of names"),
        (["ablations=[rewired,rewired]"], "expected each name once"),
        (["ablations=[leaders_alike]", "ways.spread=0.2"], "ways.spread: set by ablations=[leaders_alike]"),
    ],
)
def test_what_cannot_be_taken_away_is_told_in_one_line(words: list[str], said: str):
    with pytest.raises(InputError) as caught:
        sim.load_scenario(words)
    assert said in str(caught.value) and "\n" not in str(caught.value)


def test_one_name_needs_no_list():
    assert ablations("rewired") == ("rewired",)

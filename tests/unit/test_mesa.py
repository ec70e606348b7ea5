"""Mesa manners: a model ends, is run in batches, pickled and copied, and says what cannot be changed."""

from __future__ import annotations

import copy
import pickle
import warnings
from collections.abc import Callable
from typing import Any

import mesa
import networkx as nx
import numpy as np
import pandas as pd
import pytest

from sim.core.parameters import InputError
from sim.core.state import put
from sim.model.care_system import FIXED, CareSystem
from tests.whole import arrays_of, differing, scenario

MADE = scenario("behaviour=collaborative")
SHORT: dict[str, Any] = {"years": 1, "warm_up_years": 2}

Copying = Callable[[CareSystem], CareSystem]


def rows_of_batch(parameters: dict[str, Any], **how: Any) -> pd.DataFrame:
    """Run as Mesa does and return its rows."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # Mesa 3.5 would have `rng`, which 3.3 has not
        return pd.DataFrame(mesa.batch_run(CareSystem, parameters, display_progress=False, **how))


def batch_run(parameters: dict[str, Any], **how: Any) -> pd.DataFrame:
    """Run as Mesa does and return one row a run."""
    return rows_of_batch(parameters, **how).groupby("RunId").first()


def test_a_model_stops_running_at_the_end_of_its_years_and_says_so_if_it_is_to_go_on() -> None:
    model = CareSystem(MADE, seed=3)
    model.run_model()
    assert not model.running and model.rounds_left == 0 and model.steps == 13
    assert len(model.datacollector.get_model_vars_dataframe()) == 13
    before = pickle.dumps(arrays_of(model.state))
    for more in (model.step, lambda: model.run(years=1)):
        with pytest.raises(InputError, match=r"have 0 left; to go on longer, load it with more years"):
            more()
    assert model.run() is model and pickle.dumps(arrays_of(model.state)) == before


def test_a_model_asked_for_more_years_than_there_are_runs_none() -> None:
    model = CareSystem(MADE, seed=3)
    with pytest.raises(InputError, match=r"rounds = 26: .* 13 rounds \(years=1\) have 13 left"):
        model.run(years=2)
    assert model.running and model.steps == 0


def test_a_batch_run_gives_different_runs_of_each_setting() -> None:
    runs = batch_run({**SHORT, "behaviour": ["siloed", "collaborative"], "trust.asymmetry": [1.0, 1.5]}, iterations=2)
    assert len(runs) == len(set(runs["replicate"])) == len(set(runs["trust"])) == 8
    assert set(runs["behaviour"]) == {"siloed", "collaborative"}
    one = runs.iloc[4]
    again = CareSystem(
        seed=int(one["replicate"]), behaviour=one["behaviour"], **SHORT, **{"trust.asymmetry": one["trust.asymmetry"]}
    )
    again.run()
    assert again.datacollector.model_vars["trust"][-1] == one["trust"], "a run is known by its replicate"


@pytest.mark.parametrize("every", [-1, 1])
def test_a_batch_run_gives_a_round_of_the_model_with_that_of_its_agents(every: int) -> None:
    """Mesa 3.3, 3.4 and 3.5 look for them in ways of their own, and find the same."""
    found = rows_of_batch({"scenario": [MADE]}, iterations=1, data_collection_period=every)
    model = CareSystem(MADE, seed=int(found["replicate"].iloc[0]))
    rounds = 0
    for _, rows in found.groupby("Step", sort=False):
        for _ in range(1 if every == 1 else 13):
            model.step()
        rounds += 1
        assert set(rows["trust"]) == {model.datacollector.model_vars["trust"][-1]}
        leaders = rows.dropna(subset=["tenure"])
        assert dict(zip(leaders["name"], leaders["tenure"], strict=True)) == {
            seat: model.leader(seat).tenure for seat in model.world.names["seat"]
        }
    assert rounds == (13 if every == 1 else 1) and not model.running


def test_a_batch_run_in_processes_of_one_scenario_gives_different_runs() -> None:
    runs = batch_run({"scenario": [MADE]}, iterations=2, number_processes=2)
    assert len(set(runs["replicate"])) == len(set(runs["trust"])) == 2


def test_settings_make_the_scenario_or_change_the_parameters_of_one() -> None:
    settings: dict[str, Any] = {"channels.money": False, "decision.price": np.float64(0.25)}
    model = CareSystem(seed=1, **SHORT, behaviour="mixed", **settings)
    assert (model.configuration.behaviour, model.configuration.years) == ("mixed", 1)
    assert model.configuration.parameters["channels"].money is False
    assert CareSystem(MADE, 1, **settings).configuration == MADE.varied(settings)
    with pytest.raises(InputError, match="did you mean 'behaviour'"):
        CareSystem(behavior="mixed")
    with pytest.raises(InputError, match=r"scenario = 'mixed': expected what sim.load_scenario returns"):
        CareSystem("mixed")  # type: ignore[arg-type]


def through_pickle(model: CareSystem) -> CareSystem:
    return pickle.loads(pickle.dumps(model))


@pytest.mark.parametrize("copied", [through_pickle, copy.deepcopy])
def test_a_copy_goes_on_with_the_same_bits_and_leaves_the_first_alone(
    copied: Callable[[CareSystem], CareSystem],
) -> None:
    whole = CareSystem(MADE, seed=5).run()
    first = CareSystem(MADE, seed=5)
    for _ in range(4):
        first.step()
    kept = {name: values.copy() for name, values in arrays_of(first.state).items()}
    second = copied(first).run()
    assert differing(arrays_of(first.state), kept) == [] and first.steps == 4 and second.steps == 13
    assert differing(arrays_of(second.state), arrays_of(whole.state)) == []
    assert second.frame().equals(whole.frame())
    assert second.leader("council/chief").model is second and second.organisation("acute") in second.organisations
    first.run()
    assert differing(arrays_of(first.state), arrays_of(whole.state)) == []


def test_a_graph_is_a_snapshot() -> None:
    model = CareSystem(MADE, seed=2)
    before = model.graph
    levels = nx.get_node_attributes(before, "pressure")
    model.run()
    after = model.graph
    assert after is not before and nx.get_node_attributes(before, "pressure") == levels
    assert nx.get_node_attributes(after, "pressure") != levels


@pytest.mark.parametrize("name", FIXED)
def test_what_is_fixed_says_so_when_it_is_assigned(name: str) -> None:
    model = CareSystem(MADE, seed=2)
    with pytest.raises(InputError, match=rf"^model\.{name} cannot be changed: .{{10,}}$"):
        setattr(model, name, MADE)
    assert model.configuration == MADE


def test_what_rules_alone_change_says_so_when_it_is_assigned() -> None:
    model = CareSystem(MADE, seed=2)
    model.step()
    with pytest.raises(InputError, match=r"^state\.trust cannot be assigned: only rules change the state"):
        model.state.trust = 0.0  # pyright: ignore[reportAttributeAccessIssue]
    with pytest.raises(InputError, match=r"^acute: pressure cannot be assigned: it is read from model\.state"):
        model.organisation("acute").pressure = 0.0
    model.state.apply([put("tie_trust", np.zeros_like(model.state.tie_trust))])
    assert model.leader("council/chief").trust_in("acute/chief") == 0.0


def test_no_array_of_the_state_can_be_altered_in_place() -> None:
    usual = CareSystem(MADE, seed=2)
    model = CareSystem(MADE, seed=2)
    for _ in range(2):
        for name, values in arrays_of(model.state).items():
            with pytest.raises(ValueError, match="read-only"):
                values[...] = 0.0
            assert not values.flags.writeable, name
        model.step()
        usual.step()
    assert differing(arrays_of(model.state), arrays_of(usual.state)) == []
